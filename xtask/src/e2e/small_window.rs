//! The agent's day in the smallest window, light and dark: pictures to look at, nothing in anybody's
//! way, nothing cut off at the side.

use std::time::Duration;

use anyhow::Result;

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    screens::Tour,
    settings::{to_settings, with_policy},
    stage::Stage,
};
use crate::driver::Role;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "everything of the agent's day fits the smallest window and has a name to be read out, in the light",
        light,
    )
    .within_seconds(300),
    Scenario::new(
        "everything of the agent's day fits the smallest window, in the dark",
        dark,
    )
    .within_seconds(300),
];

/// The least the window can be (`src-tauri/src/window/mod.rs`).
const SMALLEST: (u32, u32) = (900, 600);
const POLICY: &str = r#"{"version": 1, "reveal_reason": true, "retention_days": 90,
    "company_name": "Alder & Finch"}"#;

fn light(stage: &mut Stage) -> Result<()> {
    // Here a screen reader goes along, on every screen and dialog there is.
    stage.listen()?;
    walk(stage, &Tour::new("Light", "small-")?)
}

fn dark(stage: &mut Stage) -> Result<()> {
    walk(stage, &Tour::new("Dark", "small-")?)
}

fn walk(stage: &mut Stage, tour: &Tour) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(stage, POLICY)?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    stage.display().resize("Connect Desk", SMALLEST)?;
    tour.choose_theme(person)?;
    tour.look(stage, "verify")?;
    result(stage, tour)?;
    records(stage, tour)?;
    customers(stage, tour)?;
    settings(stage, tour)?;
    hand_over(stage, tour)?;
    aggregation(stage, tour)?;
    tour.ends_well()
}

fn result(stage: &Stage, tour: &Tour) -> Result<()> {
    verify(stage, "customer-91")?;
    tour.look(stage, "result")?;
    let person = stage.person()?;
    person.press("Reveal the account number of")?;
    person.wait(Role::Field, "Reason")?;
    tour.look(stage, "reason")?;
    person.fill("Reason", "wire transfer form")?;
    person.press("Continue")?;
    person.wait_to_read("Hides in")?;
    person.press("Hide now")?;
    person.press("Save report")?;
    person.wait(Role::Button, "Save…")?;
    tour.look(stage, "report")?;
    person.press("Cancel")?;
    person.fill("Name you were given", "Somebody Else")?;
    person.press("Ask the bank")?;
    person.wait_to_read("Different")?;
    person.press("Check balances now")?;
    person.wait_to_read("4 of 5 checks left")?;
    person.scroll_to("Name you were given")?;
    tour.look(stage, "owners")?;
    person.press("Finish")
}

fn records(stage: &Stage, tour: &Tour) -> Result<()> {
    let person = stage.person()?;
    person.press("History")?;
    person.wait_to_read("customer-91")?;
    tour.look(stage, "history")?;
    person.click(Role::Choice, "customer-91")?;
    person.wait_to_read("What happened")?;
    tour.look(stage, "history-details")?;
    person.click(Role::Choice, "Audit log")?;
    person.wait_to_read("wire transfer form")?;
    person.press("Verify audit log")?;
    person.wait_to_read("Intact.")?;
    tour.look(stage, "audit-log")
}

fn customers(stage: &Stage, tour: &Tour) -> Result<()> {
    let person = stage.person()?;
    person.press("Customers")?;
    person.wait_to_read("customer-91")?;
    tour.look(stage, "customers")?;
    person.press("New customer")?;
    person.wait(Role::Button, "Create customer")?;
    tour.look(stage, "customer-form")?;
    person.press("Cancel")?;
    person.click(Role::Choice, "customer-91")?;
    person.wait_to_read("Next: verify again.")?;
    tour.look(stage, "customer")?;
    person.press("Delete connection… MX Bank")?;
    person.wait(Role::Button, "Keep it")?;
    tour.look(stage, "connection-deletion")?;
    person.press("Keep it")
}

fn settings(stage: &Stage, tour: &Tour) -> Result<()> {
    let person = stage.person()?;
    to_settings(person)?;
    tour.look(stage, "settings")?;
    person.press("Run the checks")?;
    person.wait_to_read("Everything that was looked at works.")?;
    person.scroll_to("Copy for support")?;
    tour.look(stage, "diagnostics")?;
    person.press("Appearance and about")?;
    person.click(Role::Choice, "Lock the desk")?;
    person.wait(Role::Button, "Unlock")?;
    tour.look(stage, "locked")?;
    person.press("Unlock")
}

fn hand_over(stage: &Stage, tour: &Tour) -> Result<()> {
    let person = stage.person()?;
    person.press("Verify")?;
    person.click(Role::Choice, "Link")?;
    start_session(person, "customer-92")?;
    person.wait_to_read("Can be opened for")?;
    tour.look(stage, "link")?;
    person.press("Hand the widget over in another way")?;
    tour.look(stage, "hand-over-menu")?;
    person.click(Role::Choice, "Open the customer window")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    tour.look(stage, "customer-window")?;
    person.press("Close")?;
    person.wait_to_read("No bank was connected")?;
    tour.look(stage, "stopped")?;
    person.press("Leave session")
}

fn aggregation(stage: &Stage, tour: &Tour) -> Result<()> {
    let person = stage.person()?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, "customer-93")?;
    let widget = Customer(person);
    widget.chooses("Quillmere Bank")?;
    widget.signs_in_with("any password")?;
    person.be_patient_for(Duration::from_secs(30));
    person.wait_to_read("Bank connected")?;
    tour.look(stage, "accounts")?;
    person.click(Role::Choice, "Transactions")?;
    person.wait_to_read("910 transactions")?;
    tour.look(stage, "transactions")?;
    person.fill("Search transactions", "no such shop")?;
    person.wait_to_read("No transaction fits")?;
    tour.look(stage, "no-transaction")?;
    person.press("Clear the filters")?;
    person.click(Role::Choice, "Summary")?;
    person.wait_to_read("Money out by category")?;
    tour.look(stage, "summary")
}
