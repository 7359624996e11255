//! What the organisation says, what the person chooses, the lock, and the diagnostics.

use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

use anyhow::{Result, ensure};
use serde_json::json;

use super::{
    Customer, Scenario,
    cast::{start_session, turn_to, verify},
    keys::fill_form,
    stage::Stage,
};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "what my organisation has set is shown and holds",
        organisation,
    ),
    Scenario::new(
        "a policy file that can't be read closes everything and says why",
        unreadable,
    ),
    Scenario::new("what I choose in the settings is kept", preferences),
    Scenario::new(
        "keys I replace are tried first, and my open session goes on",
        rotation,
    )
    .within_seconds(150),
    Scenario::new(
        "a locked desk shows nothing, and unlocked it shows the numbers again",
        lock,
    )
    .within_seconds(120),
    Scenario::new("diagnostics tell me what works and what doesn't", checks),
    Scenario::new(
        "diagnostics on the command line say the same without a secret",
        command_line,
    ),
];

pub(super) fn with_policy(stage: &mut Stage, policy: &str) -> Result<()> {
    let path = stage.home.path().join("policy.json");
    fs::write(&path, policy)?;
    stage.open_connected_and(&["--policy", &path.display().to_string()])
}

pub(super) fn to_settings(person: &Person) -> Result<()> {
    person.press("Settings")?;
    person.wait_to_read("Security & privacy")
}

fn organisation(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(
        stage,
        r#"{"version": 1, "environments": ["custom"], "link_hand_over": false,
            "reveal_reason": true, "company_name": "Meridian Payroll"}"#,
    )?;
    let person = stage.person()?;
    to_settings(person)?;
    for set in [
        "Set by your organisation",
        "Meridian Payroll",
        "Hand-over by link",
        "Not allowed",
    ] {
        person.wait_to_read(set)?;
    }
    ensure!(
        !person.sees(Role::Field, "Company’s name")?,
        "the person can change what the organisation set"
    );
    stage.keep_page("settings")?;

    person.press("Environment: Custom")?;
    person.click(Role::Choice, "Switch environment…")?;
    person.wait_to_read("Your organisation doesn’t allow Integration, Production here.")?;
    person.wait_to_read("Your organisation doesn’t allow Simulated MX here.")
}

fn unreadable(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(stage, r#"{"version": 1, "enviroments": ["custom"]}"#)?;
    let person = stage.person()?;
    person.wait_to_read("`enviroments` is not a key")?;
    person.wait_to_read("allow custom environments here.")?;
    ensure!(
        !person.sees(Role::Field, "Customer id")?,
        "connected all the same"
    );
    Ok(())
}

fn preferences(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    to_settings(person)?;
    person.click(Role::Choice, "Ask for a reason before a number")?;
    person.wait_to_read("Saved")?;
    person.fill("Company’s name", "Meridian Payroll")?;
    person.press_enter()?;
    wait_for("the settings to be written", Duration::from_secs(5), || {
        let kept = fs::read_to_string(stage.home.data().join("settings.json")).unwrap_or_default();
        Ok(kept.contains("Meridian Payroll").then_some(()))
    })?;
    stage.open_connected()?;
    let person = stage.person()?;
    to_settings(person)?;
    let page = person.page()?;
    ensure!(
        page.contains("Ask for a reason"),
        "the settings are not there"
    );
    let kept = fs::read_to_string(stage.home.data().join("settings.json"))?;
    let kept: serde_json::Value = serde_json::from_str(&kept)?;
    ensure!(
        kept["preferences"]["reveal_reason"] == json!(true),
        "{kept}"
    );
    Ok(())
}

fn rotation(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    person.press("Save in keychain")?;
    person.wait(Role::Field, "Customer id")?;
    start_session(person, "customer-61")?;
    Customer(person).chooses_mx_bank()?;
    Customer(person).sees_the_sign_in()?;

    to_settings(person)?;
    person.press("More for Custom")?;
    person.click(Role::Choice, "Replace keys…")?;
    stage.secret("a wrong API key", "wr0ng-key-that-mx-never-gave");
    person.fill("New API key", "wr0ng-key-that-mx-never-gave")?;
    person.press("Test and replace")?;
    person.wait_to_read("MX refused the client id or the API key.")?;
    person.fill("New API key", &key)?;
    person.press("Test and replace")?;
    person.wait_to_read("The new key is in use.")?;
    stage.keep_page("after replacing keys")?;
    ensure!(
        stage.bus().keychain_entries()?.len() == 1,
        "the keychain has another number of entries than one"
    );

    turn_to(person, "customer-61")?;
    stage.secret("a bank password", "Cr3dential-across-the-rotation");
    Customer(person).signs_in_with("Cr3dential-across-the-rotation")?;
    person.wait_to_read("Account verified")
}

fn lock(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-62")?;
    let person = stage.person()?;
    let masks = person.verified_accounts()?;
    ensure!(!masks.is_empty(), "there is nothing to hide");
    person.press("Reveal the account number of")?;
    person.wait_to_read("Hides in")?;

    person.press("Appearance and about")?;
    person.click(Role::Choice, "Lock the desk")?;
    person.wait(Role::Button, "Unlock")?;
    let page = person.page()?;
    ensure!(!page.contains("customer-62"), "the customer is in the page");
    ensure!(!page.contains("MX Bank"), "the bank is in the page");
    for number in stage.mx()?.account_numbers()? {
        ensure!(!page.contains(&number), "a number is in the page");
        let mask = &number[number.len() - 4..];
        ensure!(
            !page.contains(&format!("• {mask}")) && !page.contains(&format!("•{mask}")),
            "a mask is in the page"
        );
    }
    stage.keep_page("locked")?;

    person.press("Unlock")?;
    person.wait_to_read("Account verified")?;
    ensure!(
        person.verified_accounts()? == masks,
        "another result is shown"
    );
    person.press("Reveal the account number of")?;
    person.wait_to_read("Hides in")
}

fn checks(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    to_settings(person)?;
    person.press("Run the checks")?;
    person.wait_to_read("Everything that was looked at works.")?;
    person.wait_to_read("MX accepts them.")?;
    person.wait_to_read("An entry could be written, read and removed")?;
    stage.keep_page("diagnostics")?;
    ensure!(
        stage.bus().keychain_entries()?.is_empty(),
        "the probe is still in the keychain"
    );

    person.press("Show logs")?;
    let logs = stage.home.data().join("logs");
    wait_for("the folder of the log", Duration::from_secs(5), || {
        let shown = stage.home.opened_in_browser();
        Ok((shown == [logs.display().to_string()]).then_some(()))
    })?;
    let log = fs::metadata(logs.join("connect-desk.log"))?;
    ensure!(log.len() > 0, "the log is empty");
    ensure!(
        log.permissions().mode() & 0o777 == 0o600,
        "others can read the log"
    );

    let refusal = json!({ "kind": "status", "code": 401 });
    stage
        .mx()?
        .inject(&json!({ "path": "/users", "times": 1, "effect": refusal }))?;
    person.press("Run again")?;
    person.wait_to_read("1 thing doesn’t work.")?;
    person.wait_to_read("MX refused the client id or the API key.")?;

    person.press("Copy for support")?;
    person.wait_to_read("Copied. It holds no keys")?;
    let copied = wait_for("the clipboard", Duration::from_secs(3), || {
        stage.display().clipboard()
    })?;
    ensure!(copied.starts_with("Connect Desk diagnostics"), "{copied}");
    let mx = stage.mx()?;
    for secret in [&mx.api_key, &mx.client_id] {
        ensure!(!copied.contains(secret.as_str()), "a secret was copied");
    }
    Ok(())
}

fn command_line(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let (code, text) = stage.run_to_its_end(&["--diagnose"])?;
    ensure!(code == Some(0), "it ended with {code:?}: {text}");
    for said in ["Connect Desk diagnostics", "MX accepts them.", "Version "] {
        ensure!(text.contains(said), "“{said}” is missing in: {text}");
    }
    let mx = stage.mx()?;
    for secret in [&mx.api_key, &mx.client_id] {
        ensure!(!text.contains(secret.as_str()), "a secret is in the output");
    }
    let refusal = json!({ "kind": "status", "code": 403 });
    mx.inject(&json!({ "path": "/users", "times": 1, "effect": refusal }))?;
    let (code, text) = stage.run_to_its_end(&["--diagnose"])?;
    ensure!(code == Some(1), "it ended with {code:?}");
    ensure!(text.contains("allow-list"), "{text}");
    Ok(())
}
