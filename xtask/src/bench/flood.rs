//! A page that posts ten thousand messages a second where the widget should be.

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result};
use serde_json::json;

use super::{
    Effort,
    desk::AtDesk,
    figures::{Figure, Goal, p95},
};
use crate::driver::Role;

const PER_SECOND: u32 = 10_000;

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    println!("{PER_SECOND} messages a second");
    AtDesk::open(None, |_| Ok(()))?.measure(|desk| flooded(desk, effort))
}

fn flooded(desk: &AtDesk, effort: Effort) -> Result<Vec<Figure>> {
    let effect = json!({ "kind": "flood", "per_second": PER_SECOND });
    desk.mx
        .inject(&json!({ "path": "/md/connect/*", "effect": effect }))?;
    let person = desk.person();
    person.fill("Customer id", "flooded")?;
    person.press("Start session")?;
    person.wait(Role::Frame, "MX Connect")?;
    person.wait_to_read("messages refused")?;
    // The engine's and the app's own buffers grow to their size at first.
    sleep(Duration::from_secs(10));
    let before = desk.memory()?;
    let places = "document.querySelectorAll('[data-place], [data-session-entry]')";
    let answers = desk.answers(places, effort.clicks)?;
    sleep(Duration::from_secs(effort.flood_seconds));
    let after = desk.memory()?;
    Ok(vec![
        Figure {
            name: "UI answers, 10 000 messages a second, p95",
            unit: "ms",
            value: p95(&answers).context("the page was never clicked")?,
            reference: None,
            goal: Goal::AtMost(100.0),
        },
        Figure {
            name: "memory after the messages",
            unit: "MiB",
            value: after,
            reference: Some(("10 s into them", before)),
            goal: Goal::RatioAtMost(1.05),
        },
    ])
}
