//! A page that posts messages without end where the widget should be: as many as it may before it
//! is taken away, and ten thousand a second.

use std::thread::sleep;

use anyhow::{Context, Result};
use serde_json::json;

use super::{
    Effort,
    desk::AtDesk,
    figures::{Figure, Goal, p95},
};
use crate::driver::Role;

/// Below what a page is taken away for (`FLOOD_PER_SECOND` in `ui/src/widget/frame.ts`).
const ENDURED: u32 = 900;
const FLOOD: u32 = 10_000;

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    println!("{ENDURED} and {FLOOD} messages a second");
    let mut figures = AtDesk::open(None, |_| Ok(()))?.measure(|desk| endured(desk, effort))?;
    figures.extend(AtDesk::open(None, |_| Ok(()))?.measure(|desk| taken_away(desk, effort))?);
    Ok(figures)
}

fn begin(desk: &AtDesk, per_second: u32) -> Result<()> {
    let effect = json!({ "kind": "flood", "per_second": per_second });
    desk.mx
        .inject(&json!({ "path": "/md/connect/*", "effect": effect }))?;
    let person = desk.person();
    person.fill("Customer id", "flooded")?;
    person.press("Start session")
}

fn endured(desk: &AtDesk, effort: Effort) -> Result<Vec<Figure>> {
    begin(desk, ENDURED)?;
    let person = desk.person();
    person.wait(Role::Frame, "MX Connect")?;
    person.wait_to_read("messages refused")?;
    // At first the engine's and the app's own buffers grow to their size, and the places that are
    // clicked on below are drawn for the first time.
    desk.answers(PLACES, effort.clicks)?;
    sleep(effort.flood / 2);
    let before = desk.least_memory(effort.rest)?;
    let answers = desk.answers(PLACES, effort.clicks)?;
    sleep(effort.flood);
    let after = desk.least_memory(effort.rest)?;
    Ok(vec![
        answered("UI answers, 900 messages a second, p95", &answers)?,
        Figure {
            name: "memory after the messages",
            unit: "MiB",
            value: after,
            reference: Some(("early in them", before)),
            goal: Goal::RatioAtMost(1.05),
        },
    ])
}

fn taken_away(desk: &AtDesk, effort: Effort) -> Result<Vec<Figure>> {
    desk.person().wait(Role::Field, "Customer id")?;
    let before = desk.settled_memory(effort.rest)?;
    begin(desk, FLOOD)?;
    // From the first message on.
    let answers = desk.answers(PLACES, effort.clicks)?;
    desk.person()
        .wait_to_read("more messages than this app can take")?;
    let after = desk.settled_memory(effort.rest)?;
    Ok(vec![
        answered("UI answers, 10 000 messages a second, p95", &answers)?,
        Figure {
            name: "memory after the flood",
            unit: "MiB",
            value: after,
            reference: Some(("before the session", before)),
            goal: Goal::RatioAtMost(1.25),
        },
    ])
}

/// What is clicked on meanwhile.
const PLACES: &str = "document.querySelectorAll('[data-place], [data-session-entry]')";

fn answered(name: &'static str, answers: &[f64]) -> Result<Figure> {
    Ok(Figure {
        name,
        unit: "ms",
        value: p95(answers).context("the page was never clicked")?,
        reference: None,
        goal: Goal::AtMost(100.0),
    })
}
