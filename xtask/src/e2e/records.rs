//! What stays: reasons in the audit log, a check that finds a changed byte, files one can keep.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::{Scenario, cast::verify, stage::Stage};
use crate::{
    driver::{Role, wait_for},
    setup::app_binary,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "a reason I gave is in the audit log, and the check finds a byte that was changed",
        audit,
    )
    .within_seconds(120),
    Scenario::new(
        "I save a report and the history, and no full number is in them",
        files,
    )
    .within_seconds(120),
    Scenario::new(
        "a journal a newer version wrote is set aside and said so, and nothing of it is overwritten",
        newer_journal,
    )
    .within_seconds(120),
];

const REASON: &str = "wire transfer form";

fn audit(stage: &mut Stage) -> Result<()> {
    let policy = stage.home.path().join("policy.json");
    fs::write(&policy, r#"{"version":1,"reveal_reason":true}"#)?;
    stage.start_mx(10)?;
    stage.open_connected_and(&["--policy", &policy.display().to_string()])?;
    verify(stage, "customer-51")?;
    let person = stage.person()?;
    person.press("Reveal the account number of")?;
    person.fill("Reason", REASON)?;
    person.press("Continue")?;
    person.wait_to_read("Hides in")?;
    person.press("Hide now")?;
    person.press("History")?;
    person.click(Role::Choice, "Audit log")?;
    person.wait_to_read("Showed a number")?;
    person.wait_to_read(REASON)?;
    person.press("Verify audit log")?;
    person.wait_to_read("Intact.")?;
    stage.picture("audit-log")?;

    stage.close();
    let (passed, said) = check(stage)?;
    ensure!(passed && said.contains("is intact"), "it said: {said}");
    change_a_byte(&stage.home.data())?;
    let (passed, said) = check(stage)?;
    ensure!(!passed && said.contains("NOT intact"), "it said: {said}");
    Ok(())
}

/// The check from the command line: whether it ended well, and its words.
fn check(stage: &Stage) -> Result<(bool, String)> {
    let output = Command::new(app_binary())
        .arg("--verify-audit-log")
        .arg("--data-dir")
        .arg(stage.home.data())
        // No display: it needs none.
        .env_remove("DISPLAY")
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((output.status.success(), said))
}

/// As somebody with an editor for bytes would: one letter of the reason.
fn change_a_byte(data: &Path) -> Result<()> {
    for name in ["audit.sqlite", "audit.sqlite-wal"] {
        let path = data.join(name);
        let Ok(mut bytes) = fs::read(&path) else {
            continue;
        };
        let found = bytes
            .windows(REASON.len())
            .rposition(|window| window == REASON.as_bytes());
        if let Some(at) = found {
            bytes[at] = b'W';
            fs::write(&path, bytes)?;
            return Ok(());
        }
    }
    anyhow::bail!("the reason is in none of the log's files")
}

fn files(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-52")?;
    let person = stage.person()?;
    person.press("Save report")?;
    person.press("Save…")?;
    let report = save_as(stage, "report.pdf")?;
    person.wait_to_read("Report saved")?;
    let bytes = fs::read(&report)?;
    ensure!(bytes.starts_with(b"%PDF-"), "that is no page");
    let page = stage.directory().join("report");
    let drawn = Command::new("pdftoppm")
        .args(["-png", "-r", "80", "-singlefile"])
        .args([&report, &page])
        .status();
    ensure!(
        drawn.is_ok_and(|status| status.success()) && page.with_extension("png").is_file(),
        "the page can't be drawn"
    );
    let text = Command::new("pdftotext").arg(&report).arg("-").output();
    let text = text.context("`pdftotext` (of poppler-utils) could not be started")?;
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    ensure!(
        text.contains("customer-52") && text.contains("••••"),
        "the page says: {text}"
    );
    for number in stage.mx()?.account_numbers()? {
        ensure!(!text.contains(&number), "a full number is on the page");
    }
    names_requests(stage, &text)?;
    ensure!(
        text.matches('\u{c}').count() == 1,
        "the report is longer than a page"
    );

    // To be printed it is opened in the system's own program, from a file that goes with the lock.
    person.press("Save report")?;
    person.press("Open to print")?;
    let page = wait_for("the page to be opened", Duration::from_secs(5), || {
        let opened = stage.home.opened_in_browser();
        Ok(opened.into_iter().find(|it| it.ends_with(".pdf")))
    })?;
    ensure!(fs::read(&page)?.starts_with(b"%PDF-"), "that is no page");
    stage.picture("opened-to-print")?;
    person.press("Appearance and about")?;
    person.click(Role::Choice, "Lock the desk")?;
    person.press("Unlock")?;
    ensure!(!Path::new(&page).exists(), "the page outlives the lock");

    person.press("History")?;
    person.wait_to_read("customer-52")?;
    person.press("Export")?;
    person.press("As a table (CSV)")?;
    let table = save_as(stage, "history.csv")?;
    person.wait_to_read("saved to")?;
    let text = fs::read_to_string(table)?;
    ensure!(
        text.starts_with("session_id,customer_id,") && text.contains(",customer-52,"),
        "the table says: {text}"
    );
    Ok(())
}

/// The page names the requests the result rests on, by the ids MX gave them and no others.
fn names_requests(stage: &Stage, page: &str) -> Result<()> {
    let given = stage.front().request_ids();
    let is_named = |(_, id): &&(String, String)| page.contains(id.as_str());
    let named: Vec<_> = given.iter().filter(is_named).collect();
    let is_asked = |is_it: fn(&str, &str) -> bool| {
        let mut paths = named.iter().map(|(path, _)| path.split('?').next());
        paths.any(|path| {
            let mut parts = path.unwrap_or_default().rsplit('/');
            let last = parts.next().unwrap_or_default();
            is_it(parts.next().unwrap_or_default(), last)
        })
    };
    // The member itself says how it stands where its status was read too short a while before.
    let confirmed = is_asked(|above, last| above == "members" || last == "status");
    let numbers = is_asked(|_, last| last == "account_numbers");
    let accounts = is_asked(|_, last| last == "accounts");
    ensure!(
        confirmed && numbers && accounts,
        "of {named:?} not all is on the page: {page}"
    );
    let (_, rest) = page
        .split_once("Requests at MX")
        .context("the page has no place for them")?;
    let is_id = |word: &&str| word.len() == 32 && word.bytes().all(|it| it.is_ascii_hexdigit());
    let strange: Vec<&str> = rest
        .split_whitespace()
        .filter(is_id)
        .filter(|word| named.iter().all(|(_, id)| id != word))
        .collect();
    ensure!(strange.is_empty(), "MX gave out none of {strange:?}");
    Ok(())
}

/// Answers the system's own window by keyboard, and waits for the file.
pub(super) fn save_as(stage: &Stage, name: &str) -> Result<PathBuf> {
    let path = stage.home.path().join(name);
    let display = stage.display();
    wait_for("the system's save window", Duration::from_secs(10), || {
        Ok((display.visible_windows()? > 1).then_some(()))
    })?;
    // It takes the focus a moment after it is drawn.
    sleep(Duration::from_millis(800));
    // Pasted: while one types, the window looks folders up, and on a busy machine it loses letters.
    let _copied = stage.copy_elsewhere(&path.display().to_string())?;
    display.press_keys(&["ctrl+a", "ctrl+v"])?;
    stage.picture("save-window")?;
    display.press_keys(&["Return"])?;
    wait_for("the file", Duration::from_secs(10), || {
        Ok(path.exists().then_some(()))
    })?;
    Ok(path)
}

/// A database without tables, of a version that is still to come (SQLite's file format, 1.3).
fn journal_of_the_future() -> Vec<u8> {
    let mut page = vec![0; 4096];
    page[..16].copy_from_slice(b"SQLite format 3\0");
    // Page size, versions for writing and reading, fractions of the payload.
    page[16..24].copy_from_slice(&[0x10, 0, 1, 1, 0, 64, 32, 32]);
    // Number of changes, and pages in the file; form of the schema, and UTF-8.
    for (at, value) in [(24, 1_u32), (28, 1), (44, 4), (56, 1), (60, 99), (92, 1)] {
        page[at..at + 4].copy_from_slice(&value.to_be_bytes());
    }
    // A leaf of a table, with nothing in it.
    page[100] = 0x0D;
    page[105..107].copy_from_slice(&4096_u16.to_be_bytes());
    page
}

fn newer_journal(stage: &mut Stage) -> Result<()> {
    let journal = stage.home.data().join("journal.sqlite");
    fs::write(&journal, journal_of_the_future())?;
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait_to_read("was written by a newer version")?;
    person.wait_to_read("It was set aside as journal.sqlite.newer-")?;
    stage.picture("set-aside")?;
    // The desk works, with a journal of its own.
    verify(stage, "customer-54")?;
    stage.person()?.press("History")?;
    stage.person()?.wait_to_read("1 session")?;

    let mut aside = Vec::new();
    for entry in fs::read_dir(stage.home.data())? {
        let path = entry?.path();
        if path.display().to_string().contains("journal.sqlite.newer-") {
            aside.push(path);
        }
    }
    let [aside] = aside.as_slice() else {
        anyhow::bail!("set aside: {aside:?}");
    };
    ensure!(
        fs::read(aside)? == journal_of_the_future(),
        "what was set aside is not what was there"
    );
    Ok(())
}
