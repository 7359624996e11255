//! The inspector: a session message by message and call by call, without its secrets.

use std::{collections::BTreeSet, path::Path, process::Command, thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Scenario, cast::verify, records::save_as, stage::Stage};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I look into every message and call of a session and save them, and no secret is among them",
        everything,
    )
    .within_seconds(180),
    Scenario::new(
        "a call I copy as curl works in a shell once its variables are set",
        curl,
    )
    .within_seconds(120),
];

fn everything(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-61")?;
    let person = stage.person()?;
    person.press("Inspect this session")?;
    person.wait(Role::Row, "/memberConnected")?;
    person.wait(Role::Row, "/account_numbers")?;
    stage.picture("list")?;

    let looked_into = look_into_all(stage, person)?;
    ensure!(
        looked_into.len() > 15,
        "only {} entries were there: {looked_into:?}",
        looked_into.len()
    );
    for shown in ["‹account number›", "‹web address›", "‹own id›", "CONNECTED"] {
        ensure!(
            looked_into.iter().any(|page| page.contains(shown)),
            "{shown} was nowhere"
        );
    }
    person.click(Role::Row, "/account_numbers")?;
    person.wait_to_read("‹account number›")?;
    stage.picture("account-numbers")?;

    person.press("Export…")?;
    let file = save_as(stage, "session.har")?;
    person.wait_to_read("saved to")?;
    holds_what_was_seen(&file)?;

    let live = rows(person)?;
    person.press("Open a recording…")?;
    open_file(stage, &file)?;
    person.wait(Role::Button, "Close the recording")?;
    person.wait(Role::Row, "/memberConnected")?;
    let opened = rows(person)?;
    ensure!(
        opened == live,
        "the file shows {opened:?} instead of {live:?}"
    );
    person.fill("Find", "account_numbers")?;
    person.click(Role::Row, "/account_numbers")?;
    person.wait_to_read("‹account number›")?;
    stage.picture("opened")?;
    person.press("Close the recording")?;
    person.press("Back to the session")?;
    person.wait_to_read("Account verified")
}

/// Answers the system's own window that asks which file to read. The path is pasted: what is typed
/// there is completed in mid-word.
pub(super) fn open_file(stage: &Stage, path: &Path) -> Result<()> {
    let display = stage.display();
    wait_for("the system's window", Duration::from_secs(10), || {
        Ok((display.visible_windows()? > 1).then_some(()))
    })?;
    let _kept = stage.copy_elsewhere(&path.display().to_string())?;
    // It takes the focus a moment after it is drawn.
    sleep(Duration::from_millis(800));
    display.press_keys(&["slash"])?;
    sleep(Duration::from_millis(400));
    display.press_keys(&["ctrl+a", "ctrl+v"])?;
    sleep(Duration::from_millis(400));
    stage.picture("open-window")?;
    display.press_keys(&["Return"])
}

/// The first rows, as they are read, with nothing open beside them.
fn rows(person: &Person) -> Result<String> {
    go_to_the_first(person)?;
    person.press("Close details")?;
    let page = person.reads()?;
    let (_, rows) = page
        .split_once("idle time squeezed")
        .context("the waterfall has no header")?;
    Ok(rows.to_owned())
}

fn go_to_the_first(person: &Person) -> Result<()> {
    person.click(Role::Row, "/memberConnected")?;
    person.press_home()?;
    // The row and what is in it are drawn a moment later.
    sleep(Duration::from_millis(500));
    Ok(())
}

/// Walks through the list by keyboard, from the first entry to the last. Gives what each showed.
fn look_into_all(stage: &Stage, person: &Person) -> Result<BTreeSet<String>> {
    go_to_the_first(person)?;
    let mut seen = BTreeSet::new();
    let mut last = String::new();
    for _ in 0..200 {
        // Details arrive a moment after the key.
        sleep(Duration::from_millis(150));
        let page = person.reads()?;
        if page == last {
            break;
        }
        stage.keep_page("with an entry of the inspector open")?;
        seen.insert(page.clone());
        last = page;
        person.press_down()?;
    }
    Ok(seen)
}

/// The file has the same calls, and messages beside them.
fn holds_what_was_seen(file: &Path) -> Result<()> {
    let har: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    let entries = har["log"]["entries"].as_array().context("no calls")?;
    let messages = &har["log"]["_connectDesk"]["messages"];
    let urls: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["request"]["url"].as_str())
        .collect();
    ensure!(
        urls.iter()
            .any(|url| url.ends_with("/account_numbers?page=1&records_per_page=1000")),
        "the file has these calls: {urls:?}"
    );
    ensure!(
        messages.as_array().is_some_and(|all| all.len() > 5),
        "too few messages"
    );
    Ok(())
}

fn curl(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-62")?;
    let person = stage.person()?;
    person.press("Inspect this session")?;

    let status = copied(stage, person, "status")?;
    let answer = run(stage, &status)?;
    ensure!(
        answer["member"]["connection_status"] == "CONNECTED",
        "curl was told {answer}"
    );
    // With a body, and a way to say so.
    let widget = copied(stage, person, "widget_urls")?;
    let answer = run(stage, &widget)?;
    ensure!(
        answer["widget_url"]["url"].is_string(),
        "curl got no widget: {answer}"
    );
    // What is missing is said.
    let outcome = Command::new("sh")
        .arg("-c")
        .arg(&status)
        .env_remove("MX_API_KEY")
        .output()?;
    let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
    ensure!(
        !outcome.status.success() && said.contains("MX_CLIENT_ID"),
        "without keys the shell said: {said}"
    );
    Ok(())
}

/// Copies the call whose path ends so.
fn copied(stage: &Stage, person: &Person, last: &str) -> Result<String> {
    // Found, wherever the list that follows the session is scrolled to.
    person.fill("Find", last)?;
    person.click(Role::Row, &format!("/{last}"))?;
    person.wait_to_read(&format!("/{last}'"))?;
    person.press("Copy as curl")?;
    wait_for("the call on the clipboard", Duration::from_secs(10), || {
        let copied = stage.display().clipboard()?;
        Ok(copied.filter(|text| text.starts_with("curl ") && text.contains(last)))
    })
}

/// Runs a line in a shell that knows the keys and where MX is; gives what MX answered.
fn run(stage: &Stage, line: &str) -> Result<Value> {
    let mx = stage.mx()?;
    let output = Command::new("sh")
        .arg("-c")
        .arg(line)
        .env("MX_CLIENT_ID", &mx.client_id)
        .env("MX_API_KEY", &mx.api_key)
        .env("MX_BASE_URL", stage.api_base_url()?.trim_end_matches('/'))
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&said).with_context(|| {
        format!(
            "{line}\nsaid {said} {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}
