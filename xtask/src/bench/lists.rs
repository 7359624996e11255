//! Long lists in the window: a history of years, and a hundred thousand customers.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{
    Effort,
    desk::{AtDesk, Bank},
    figures::{Figure, Goal, p95},
    load::Load,
    widget::Widget,
};
use crate::{
    driver::{Role, wait_for},
    history,
};

const CUSTOMERS: usize = 100_000;
/// What the last hundred of them are called.
const LAST: &str = "customer-999";

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    println!("a history of {} sessions", history::SESSIONS);
    let aged = AtDesk::open(None, |data| history::copy_to(&data))?;
    let mut figures = aged.measure(|desk| of_history(desk, effort))?;
    drop(aged);
    println!("{CUSTOMERS} customers");
    let customers = CUSTOMERS.to_string();
    let large = AtDesk::open_at(&["--max-users", &customers], None, |_| Ok(()))?;
    figures.extend(large.measure(|desk| of_customers(desk, effort))?);
    drop(large);
    println!("{} transactions", effort.transactions);
    let widget = Widget::start()?;
    let long = AtDesk::open(Some(&widget.origin()), |_| Ok(()))?;
    figures.extend(long.measure(|desk| of_transactions(desk, &widget, effort))?);
    Ok(figures)
}

fn of_history(desk: &AtDesk, effort: Effort) -> Result<Vec<Figure>> {
    let person = desk.person();
    person.wait(Role::Field, "Customer id")?;
    person.press("History")?;
    person.wait_to_read("100,000 sessions")?;
    let took = desk.found_out(
        include_str!("search.js"),
        &[("SEARCHES", &effort.searches.to_string())],
    )?;
    let apart = desk.scrolled(effort.frames)?;
    Ok(vec![
        Figure {
            name: "history of 100 000: search, p95",
            unit: "ms",
            value: p95(&took).context("nothing was searched")?,
            reference: None,
            goal: Goal::AtMost(50.0),
        },
        frames("history of 100 000: frame while scrolling, p95", &apart)?,
    ])
}

fn of_customers(desk: &AtDesk, effort: Effort) -> Result<Vec<Figure>> {
    Load::new(&desk.mx)?.create_users(CUSTOMERS)?;
    let person = desk.person();
    person.press("Customers")?;
    person.wait_to_read("100,000 customers")?;
    let apart = desk.scrolled(effort.frames)?;
    person.has_the_page_say(
        "const list = document.querySelector('main [role=listbox]'); list.scrollTop = list.scrollHeight",
    )?;
    // Created a few at a time, so which is the very last is chance.
    person.wait_to_read(LAST)?;
    Ok(vec![frames(
        "100 000 customers: frame while scrolling, p95",
        &apart,
    )?])
}

fn of_transactions(desk: &AtDesk, widget: &Widget, effort: Effort) -> Result<Vec<Figure>> {
    let user = desk.create_user("many")?;
    let person = desk.person();
    person.click(Role::Choice, "Aggregation")?;
    person.fill("Customer id", "many")?;
    person.press("Start session")?;
    widget.told()?;
    let bank = Bank::with_transactions(effort.transactions);
    let member = desk.create_member(&user, bank)?;
    widget.say(json!({
        "type": "mx/connect/memberConnected",
        "metadata": { "user_guid": user, "session_guid": "SES-1", "member_guid": member },
    }));
    widget.told()?;
    person.click(Role::Choice, "Transactions")?;
    person.be_patient_for(Duration::from_secs(180));
    person.wait(Role::Field, "Search transactions")?;
    wait_for("the table", Duration::from_secs(180), || {
        let there = "return document.querySelector('main [role=grid]') !== null";
        Ok((person.has_the_page_say(there)? == true).then_some(()))
    })?;
    let apart = desk.scrolled(effort.frames)?;
    let took = desk.found_out(include_str!("sort.js"), &[])?;
    Ok(vec![
        frames("transactions: frame while scrolling, p95", &apart)?,
        Figure {
            name: "transactions: sorted or searched, the slowest",
            unit: "ms",
            value: took.into_iter().fold(0.0, f64::max),
            reference: None,
            goal: Goal::AtMost(effort.sorted_within_ms),
        },
    ])
}

/// Two frames of a display that shows sixty a second.
fn frames(name: &'static str, apart: &[f64]) -> Result<Figure> {
    ensure!(apart.len() > 20, "the list was not scrolled");
    Ok(Figure {
        name,
        unit: "ms",
        value: p95(apart).context("the list was not scrolled")?,
        reference: None,
        goal: Goal::AtMost(34.0),
    })
}
