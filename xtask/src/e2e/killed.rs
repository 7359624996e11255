//! The app dies, wherever a session stands: after the next start it has ended as MX says, by
//! itself, and nothing else has.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::json;

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    stage::Stage,
};
use crate::driver::Role;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("the app dies while the widget is being prepared", preparing).within_seconds(120),
    Scenario::new("the app dies with the widget untouched", untouched).within_seconds(120),
    Scenario::new("the app dies while the bank's question waits", challenged).within_seconds(120),
    Scenario::new("the app dies after a wrong password", refused).within_seconds(120),
    Scenario::new("the app dies while MX is asked how it ended", checking).within_seconds(150),
    Scenario::new("the app dies with the result on screen", done).within_seconds(120),
    Scenario::new("the app dies on a session that has stopped", stopped).within_seconds(120),
    Scenario::new(
        "the app dies with the widget in the customer window, and the window goes with it",
        in_customer_window,
    )
    .within_seconds(120),
    Scenario::new(
        "the app dies while MX verifies again without the widget",
        again,
    )
    .within_seconds(150),
    Scenario::new("the app dies during an aggregation", aggregating).within_seconds(150),
    Scenario::new(
        "the app dies because its display goes away",
        without_a_display,
    )
    .within_seconds(120),
];

const CUSTOMER: &str = "customer-killed";

/// Kills the app, starts it again, and waits until the session has settled beside whatever the
/// agent begins with. It is put on screen to read how.
fn settles_as(stage: &mut Stage, heading: &str) -> Result<()> {
    stage.keep_page("before it died")?;
    stage.kill_app()?;
    settles_at_the_next_start_as(stage, heading)
}

fn settles_at_the_next_start_as(stage: &mut Stage, heading: &str) -> Result<()> {
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.be_patient_for(Duration::from_secs(60));
    person.wait_to_read("Needs attention")?;
    person.press(CUSTOMER)?;
    person.wait_to_read(heading)
}

fn preparing(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let never = json!({ "kind": "hang" });
    stage
        .mx()?
        .inject(&json!({ "path": "/users/*/widget_urls", "times": 1, "effect": never }))?;
    start_session(stage.person()?, CUSTOMER)?;
    stage.person()?.wait_to_read("Customer created at MX")?;
    settles_as(stage, "No bank was connected")
}

fn untouched(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    Customer(stage.person()?).sees_the_search()?;
    settles_as(stage, "No bank was connected")
}

fn challenged(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    let customer = Customer(stage.person()?);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("challenge")?;
    stage.person()?.in_the_widget(|page| {
        page.wait(Role::Field, "What city were you born in?")
            .map(drop)
    })?;
    settles_as(stage, "The customer must act")?;
    // And from there on to the numbers, on the same connection.
    stage.person()?.press("Reopen the widget")?;
    Customer(stage.person()?).answers("correct")?;
    stage.person()?.wait_to_read("Account verified")
}

fn refused(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    let customer = Customer(stage.person()?);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("INVALID")?;
    customer.sees_the_sign_in()?;
    stage.person()?.wait_to_read("DENIED")?;
    settles_as(stage, "The customer must act")
}

fn checking(stage: &mut Stage) -> Result<()> {
    // Slow enough that MX still works when it is asked.
    stage.start_mx(2)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    let customer = Customer(stage.person()?);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any")?;
    let person = stage.person()?;
    person.wait_to_read("MX is connecting to the bank.")?;
    person.press("Close widget")?;
    person.must_not_read("Account verified")?;
    settles_as(stage, "Account verified")
}

fn done(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    let customer = Customer(stage.person()?);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any")?;
    stage.person()?.wait_to_read("Account verified")?;
    let asked = stage.front().asked().len();
    stage.kill_app()?;
    stage.open_connected()?;
    // It had ended: it is history, and MX is not asked about it again.
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read(CUSTOMER)?;
    let since = stage.front().asked().split_off(asked);
    ensure!(
        !since.iter().any(|path| path.contains("/members/")),
        "MX was asked about a session that had ended: {since:?}"
    );
    person.press("History")?;
    person.wait_to_read(CUSTOMER)
}

fn without_a_display(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    let customer = Customer(stage.person()?);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any")?;
    stage
        .person()?
        .wait_to_read("MX is connecting to the bank.")?;
    stage.lose_the_display()?;
    settles_at_the_next_start_as(stage, "Account verified")
}

fn stopped(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    start_session(stage.person()?, CUSTOMER)?;
    Customer(stage.person()?).sees_the_search()?;
    let person = stage.person()?;
    person.press("Close widget")?;
    person.wait_to_read("No bank was connected")?;
    settles_as(stage, "No bank was connected")
}

fn in_customer_window(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Customer window")?;
    start_session(person, CUSTOMER)?;
    person.wait_to_read("The customer is choosing a bank.")?;
    settles_as(stage, "No bank was connected")?;
    // From there on in a window again.
    let person = stage.person()?;
    person.press("Start over")?;
    person.wait_to_read("The customer is choosing a bank.")
}

fn again(stage: &mut Stage) -> Result<()> {
    // Slow enough that MX still works when the app is gone.
    stage.start_mx(2)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.be_patient_for(Duration::from_secs(40));
    verify(stage, CUSTOMER)?;
    let person = stage.person()?;
    person.press("Finish")?;
    person.fill("Customer id", CUSTOMER)?;
    person.press("Verify again with MX Bank")?;
    person.wait_to_read("without the customer")?;
    person.must_not_read("Account verified")?;
    settles_as(stage, "Account verified")?;
    stage
        .person()?
        .wait_to_read("the customer did not sign in again")
}

fn aggregating(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, CUSTOMER)?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any")?;
    person.wait_to_read("MX is connecting to the bank.")?;
    settles_as(stage, "Bank connected")?;
    let person = stage.person()?;
    person.wait_to_read("6 accounts")?;
    person.click(Role::Choice, "Transactions")?;
    person.wait_to_read("910 transactions")
}
