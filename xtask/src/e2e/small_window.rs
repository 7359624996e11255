//! The agent's day in the smallest window, light and dark: pictures to look at, nothing in anybody's
//! way, nothing cut off at the side.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    screens::Tour,
    settings::{to_settings, with_policy},
    stage::Stage,
};
use crate::driver::{Person, Role, wait_for};

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
    Scenario::new(
        "twice as large and in the high contrast of my system, everything of the agent's day fits the smallest window",
        as_the_system_asks,
    )
    .within_seconds(420),
    Scenario::new(
        "twice as large and in the high contrast I chose, everything of the agent's day fits the window, in the dark",
        as_i_chose,
    )
    .within_seconds(420),
];

/// What the window is at first, and the least it can be (`src-tauri/src/window/mod.rs`).
const AT_FIRST: (u32, u32) = (1100, 720);
const SMALLEST: (u32, u32) = (900, 600);
const POLICY: &str = r#"{"version": 1, "reveal_reason": true, "retention_days": 90,
    "company_name": "Alder & Finch"}"#;

fn light(stage: &mut Stage) -> Result<()> {
    // Here a screen reader goes along, on every screen and dialog there is.
    stage.listen()?;
    walk(stage, &Tour::new("Light", "small-")?, SMALLEST, enter)
}

fn dark(stage: &mut Stage) -> Result<()> {
    walk(stage, &Tour::new("Dark", "small-")?, SMALLEST, enter)
}

fn as_the_system_asks(stage: &mut Stage) -> Result<()> {
    stage.set_desktop(&[("gtk-theme-name", "HighContrast")])?;
    let tour = Tour::new("Light", "large-")?.for_weak_eyes();
    walk(stage, &tour, SMALLEST, |person| {
        has_contrast(person)?;
        enlarge(person)
    })
}

fn as_i_chose(stage: &mut Stage) -> Result<()> {
    let tour = Tour::new("Dark", "large-")?.for_weak_eyes();
    walk(stage, &tour, AT_FIRST, |person| {
        ensure!(has_contrast(person).is_err(), "nobody asked for it yet");
        person.press("Appearance and about")?;
        person.click(Role::Choice, "High contrast")?;
        has_contrast(person)?;
        enlarge(person)
    })
}

fn has_contrast(person: &Person) -> Result<()> {
    let asked = "return document.documentElement.dataset.contrast === 'more'";
    let has = wait_for("high contrast", Duration::from_secs(3), || {
        Ok((person.has_the_page_say(asked)? == true).then_some(()))
    });
    has.context("the colours are as usual")
}

/// By the keys, step by step, up to the largest.
fn enlarge(person: &Person) -> Result<()> {
    let (before, _) = person.viewport()?;
    for _ in 0..6 {
        person.press_with_control('+')?;
        std::thread::sleep(Duration::from_millis(300));
    }
    wait_for("twice the size", Duration::from_secs(10), || {
        let (width, _) = person.viewport()?;
        Ok(((width - before / 2.0).abs() < 1.0).then_some(()))
    })?;
    person.sees_it_enlarged(2.0);
    Ok(())
}

/// As it is for most.
fn enter(_: &Person) -> Result<()> {
    Ok(())
}

fn walk(
    stage: &mut Stage,
    tour: &Tour,
    size: (u32, u32),
    begin: impl FnOnce(&Person) -> Result<()>,
) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(stage, POLICY)?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    stage.display().resize("Connect Desk", size)?;
    tour.choose_theme(person)?;
    begin(person)?;
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
    person.press("Close the window")?;
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
