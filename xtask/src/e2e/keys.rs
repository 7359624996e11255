//! API keys: where they are kept, and every reason they can't be.

use anyhow::{Context, Result, ensure};

use serde_json::json;

use super::{Scenario, cast::verify, stage::Stage};
use crate::driver::{Keychain, Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "keys I save survive a restart and can be removed",
        saved_and_removed,
    ),
    Scenario::new(
        "a locked keychain is explained and I go on for this session",
        locked,
    )
    .with_keychain(Keychain::Locked),
    Scenario::new(
        "a missing keychain is explained and I go on for this session",
        missing,
    )
    .with_keychain(Keychain::Missing),
    Scenario::new("wrong keys are told apart when I test them", wrong_keys),
    Scenario::new("being offline is told apart when I test the keys", offline),
    Scenario::new(
        "an address MX does not allow is told apart when I test the keys",
        not_allowed,
    ),
    Scenario::new(
        "a server that speaks no TLS is told apart when I test the keys",
        no_tls,
    ),
];

/// Fills in the form with a connection to the simulated MX.
pub(super) fn fill_form(stage: &Stage, api_key: &str) -> Result<()> {
    let at = (&*stage.api_base_url()?, &*stage.front().origin());
    fill_form_for(stage.person()?, at, (&stage.mx()?.client_id, api_key))
}

/// The same with a connection to any MX: where it and its widget are, and the keys to it.
pub(super) fn fill_form_for(
    person: &Person,
    (api_base_url, widget_origin): (&str, &str),
    (client_id, api_key): (&str, &str),
) -> Result<()> {
    person.click(Role::Choice, "Custom")?;
    person.fill("API base URL", api_base_url)?;
    person.fill("Widget origins", widget_origin)?;
    person.fill("Client id", client_id)?;
    person.fill("API key", api_key)
}

fn saved_and_removed(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    ensure!(
        stage.bus().keychain_entries()?.is_empty(),
        "the keychain was not empty"
    );
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    person.press("Test connection")?;
    person.wait_to_read("MX accepted the keys in")?;
    person.press("Save in keychain")?;
    person.wait(Role::Field, "Customer id")?;
    stage.keep_page("after saving")?;
    ensure!(
        stage.bus().keychain_entries()?.len() == 1,
        "the keychain has no entry of ours"
    );

    // The same again without a word: the keys come from the keychain and MX takes them.
    stage.open()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.press("Environment: Custom")?;
    person.wait_to_read("Keys in the system’s keychain")?;
    person.press("Environment: Custom")?;
    verify(stage, "customer-9")?;
    let person = stage.person()?;
    person.press("Finish")?;

    person.press("Environment: Custom")?;
    person.press("Switch environment…")?;
    person.wait_to_read("Saved connections")?;
    person.press("Forget Custom")?;
    person.press("Forget connection")?;
    person.wait_until_gone("Saved connections")?;
    ensure!(
        stage.bus().keychain_entries()?.is_empty(),
        "the keychain still has the entry"
    );

    stage.open()?;
    let person = stage.person()?;
    person.wait(Role::Button, "Explore with simulated MX")?;
    person.must_not_read("Saved connections")
}

fn locked(stage: &mut Stage) -> Result<()> {
    session_only(stage, "The keychain is locked.")
}

fn missing(stage: &mut Stage) -> Result<()> {
    session_only(stage, "This computer has no keychain service running.")
}

/// Saving fails with these words; going on for this session works, and leaves nothing behind.
fn session_only(stage: &mut Stage, words: &str) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    person.press("Save in keychain")?;
    person.wait_to_read(words)?;
    person.press("Use without saving")?;
    person.wait(Role::Field, "Customer id")?;
    person.press("Environment: Custom")?;
    person.wait_to_read("Keys in memory until the app closes")?;
    person.press("Environment: Custom")?;
    verify(stage, "customer-10")?;

    stage.open()?;
    let person = stage.person()?;
    person.wait(Role::Button, "Explore with simulated MX")?;
    ensure!(
        !person.sees(Role::Field, "Customer id")?,
        "connected without having any keys"
    );
    Ok(())
}

fn wrong_keys(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    stage.secret("a wrong API key", "wr0ng-but-still-nobody-elses-business");
    fill_form(stage, "wr0ng-but-still-nobody-elses-business")?;
    let person = stage.person()?;
    person.press("Test connection")?;
    person.wait_to_read("MX refused the client id or the API key.")?;
    person.must_not_read("MX accepted the keys")?;
    // Corrected, the same form goes through.
    person.fill("API key", &stage.mx()?.api_key)?;
    person.wait_until_gone("MX refused the client id")?;
    person.press("Test connection")?;
    person.wait_to_read("MX accepted the keys in")?;
    person.press("Use without saving")?;
    person.wait(Role::Field, "Customer id").map(drop)
}

fn offline(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    let base = nobody_listens_here().context("no port could be found")?;
    person.fill("API base URL", &base)?;
    person.press("Test connection")?;
    person.wait_to_read("No connection to MX could be made.")?;
    person.must_not_read("MX refused the client id")?;
    // Back online, the same form goes through.
    person.fill("API base URL", &stage.api_base_url()?)?;
    person.press("Test connection")?;
    person.wait_to_read("MX accepted the keys in")?;
    person.press("Use without saving")?;
    person.wait(Role::Field, "Customer id").map(drop)
}

fn not_allowed(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let refusal = json!({ "kind": "status", "code": 403 });
    stage
        .mx()?
        .inject(&json!({ "path": "/users", "times": 1, "effect": refusal }))?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    person.press("Test connection")?;
    person.wait_to_read("MX knows the keys but refuses requests from here.")?;
    person.wait_to_read("allow-list")?;
    // Once the address is registered, the same form goes through.
    person.press("Test connection")?;
    person.wait_to_read("MX accepted the keys in")?;
    person.press("Use without saving")?;
    person.wait(Role::Field, "Customer id").map(drop)
}

fn no_tls(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    let plain = stage.mx()?.api_base_url.clone();
    person.fill("API base URL", &plain.replacen("http:", "https:", 1))?;
    person.press("Test connection")?;
    person.wait_to_read("What answers at this address does not speak TLS as MX does.")?;
    person.must_not_read("No connection to MX could be made.")?;
    // With the right address, the same form goes through.
    person.fill("API base URL", &plain)?;
    person.press("Test connection")?;
    person.wait_to_read("MX accepted the keys in")?;
    person.press("Use without saving")?;
    person.wait(Role::Field, "Customer id").map(drop)
}

/// A loopback address where every connection is refused.
fn nobody_listens_here() -> Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(format!(
        "http://127.0.0.1:{}",
        listener.local_addr()?.port()
    ))
}
