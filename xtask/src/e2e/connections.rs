//! Several saved connections: each is an MX of its own, with customers and sessions of its own.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{
    Scenario,
    cast::{turn_to, verify},
    interrupted::connecting,
    keys::{fill_form, fill_form_for},
    stage::Stage,
    verifying::numbers_are_shown,
};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "I change between two saved connections, and a session I left is settled when I am back",
    two,
)
.within_seconds(300)];

fn two(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    let other = stage.start_another_mx(10)?;
    stage.open()?;
    let key = stage.mx()?.api_key.clone();
    fill_form(stage, &key)?;
    let person = stage.person()?;
    person.press("Save in keychain")?;
    person.wait(Role::Field, "Customer id")?;
    connecting(stage, "customer-left")?;

    // Away in the middle, which is asked about.
    switch(person)?;
    person.wait_to_read("Leave with sessions open?")?;
    person.press("Leave and switch")?;
    let origin = other.origin()?;
    fill_form_for(
        person,
        (&other.api_base_url, &origin),
        (&other.client_id, &other.api_key),
    )?;
    person.press("Save in keychain")?;
    person.wait(Role::Field, "Customer id")?;
    ensure!(
        stage.bus().keychain_entries()?.len() == 2,
        "each connection has keys of its own"
    );
    // What was left has another MX, and says which.
    person.wait_to_read("customer-left")?;
    person.wait_to_read("Connect to Custom")?;
    stage.picture("left-at-the-first")?;
    person.press("Customers")?;
    person.wait_to_read("MX has no customers yet")?;
    person.press("Verify")?;
    verify(stage, "customer-at-the-other")?;
    person.press("Finish")?;

    switch(person)?;
    person.wait_to_read("Saved connections")?;
    stage.picture("two-saved")?;
    let id = &stage.mx()?.client_id;
    let hint = &id[id.len() - 4..];
    person.press(&format!("Connect to Custom, client id ending {hint}"))?;
    // Back: MX is asked by itself.
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Needs attention")?;
    turn_to(person, "customer-left")?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)?;
    person.press("Finish")?;
    // The other's customer is nobody here; what happened is on record for both.
    person.press("Customers")?;
    person.wait_to_read("customer-left")?;
    person.must_not_read("customer-at-the-other")?;
    person.press("History")?;
    person.wait_to_read("2 sessions")?;
    person.wait_to_read("customer-at-the-other")
}

/// To where a connection is chosen.
fn switch(person: &Person) -> Result<()> {
    person.press("Environment: Custom")?;
    person.press("Switch environment…")
}
