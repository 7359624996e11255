//! A history of years: a hundred thousand sessions, searched while one types, scrolled, saved,
//! deleted.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Scenario, records::save_as, stage::Stage};
use crate::{
    driver::{Person, Role},
    history::{self, SESSIONS},
};

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "I find sessions among a hundred thousand by customer, bank, outcome and day, and scroll them all",
    years,
)
.within_seconds(600)];

fn years(stage: &mut Stage) -> Result<()> {
    history::copy_to(&stage.home.data())?;
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.be_patient_for(Duration::from_secs(30));
    person.press("History")?;
    person.wait_to_read("100,000 sessions")?;
    stage.picture("all")?;

    let (still, empty) = person.scrolls_through()?;
    println!("             {SESSIONS} sessions: {still:.0} ms still, {empty:.0} ms without rows");
    // Far more than it takes; a list that stalls would be over it all the same.
    ensure!(still < 2_000.0 && empty < 4_000.0, "it stalls");
    stage.picture("scrolled")?;

    // By bank, in any case; then those of it without an end.
    finds(person, "ÅLANDS", "12,500 sessions")?;
    person.wait_to_read("Ålandsbanken")?;
    person.click(Role::Choice, "Not finished")?;
    person.wait_to_read("100 sessions")?;
    stage.picture("by-bank-and-outcome")?;
    person.click(Role::Choice, "All")?;
    // By day: one began each minute.
    finds(person, "", "100,000 sessions")?;
    // Month, day and year: a dash leads to the next part of the field.
    person.fill("From", "06-20-2025")?;
    person.fill("To", "06-20-2025")?;
    person.wait_to_read("1,440 sessions")?;
    stage.picture("by-day")?;
    finds(person, "nobody at all", "No session fits")?;
    person.press("Show all sessions")?;

    finds(person, "customer-12345", "1 session")?;
    person.press("Export")?;
    person.press("As JSON lines")?;
    let lines = fs::read_to_string(save_as(stage, "history.jsonl")?)?;
    let [line] = lines.lines().collect::<Vec<_>>()[..] else {
        anyhow::bail!("it holds {} lines", lines.lines().count());
    };
    let line: Value = serde_json::from_str(line).context("the line is no JSON")?;
    ensure!(line["customer_id"] == "customer-12345", "{line}");

    // What is deleted is gone, and that it was deleted is on record.
    person.click(Role::Choice, "customer-12345")?;
    person.wait_to_read("What happened")?;
    person.press("Delete")?;
    person.wait_to_read("Delete this session from the history?")?;
    stage.picture("deletion")?;
    person.press("Delete")?;
    person.wait_to_read("No session fits")?;
    person.click(Role::Choice, "Audit log")?;
    person.wait_to_read("Deleted a session")?;
    person.wait_to_read("Exported the history")
}

/// Types a part, and waits until the list says how many there are.
fn finds(person: &Person, part: &str, said: &str) -> Result<()> {
    let start = Instant::now();
    person.fill("Find a session", part)?;
    person.wait_to_read(said)?;
    println!(
        "             “{part}”: {said} after {} ms",
        start.elapsed().as_millis()
    );
    Ok(())
}
