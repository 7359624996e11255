//! The pictures of the README and the user guide: the app as a person sees it, with the simulated
//! MX inside it. Taken by `cargo xtask shots`, never by hand, so that they show what there is.

use std::{thread::sleep, time::Duration};

use anyhow::Result;

use super::{
    Scenario,
    cast::{Customer, choose_theme, start_session, turn_to, verify},
    stage::Stage,
};
use crate::{driver::Role, run::root};

pub(super) const SHOTS: Scenario =
    Scenario::new("the pictures of the README and the guide are taken", walk).within_seconds(300);

const PATIENCE: Duration = Duration::from_secs(45);

fn walk(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let person = stage.person()?;
    person.wait(Role::Button, "Explore with simulated MX")?;
    choose_theme(person, "Light")?;
    take(stage, "start-light")?;
    stage.open_presenting(10, &[])?;
    let person = stage.person()?;
    person.be_patient_for(PATIENCE);
    person.wait(Role::Field, "Customer id")?;
    choose_theme(person, "Light")?;
    verification(stage)?;
    records(stage)?;
    choose_theme(stage.person()?, "Dark")?;
    tools(stage)?;
    choose_theme(stage.person()?, "Light")?;
    aggregation(stage)
}

fn verification(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.fill("Customer id", "acme-20931")?;
    // The form has asked MX by then whether it knows them.
    sleep(Duration::from_secs(1));
    take(stage, "verify-light")?;
    // The widget has the colours the desk had when it was opened.
    for (theme, picture) in [("Dark", "session-dark"), ("Light", "session-light")] {
        choose_theme(person, theme)?;
        start_session(person, "acme-20931")?;
        let customer = Customer(person);
        customer.chooses_mx_bank()?;
        customer.sees_the_sign_in()?;
        take(stage, picture)?;
        if theme == "Dark" {
            person.press("Close widget")?;
            person.wait_to_read("No bank was connected")?;
            person.press("Leave session")?;
        }
    }
    let customer = Customer(person);
    customer.signs_in_with("challenge")?;
    person.wait_to_read("The bank asks the customer a question.")?;
    take(stage, "question-light")?;
    person.press("Close widget")?;
    person.wait_to_read("Reopen the widget")?;
    take(stage, "stopped-light")?;
    person.press("Leave session")?;

    verify(stage, "acme-20944")?;
    take(stage, "result-light")?;
    person.scroll_to("Name you were given")?;
    person.press("Ask the bank")?;
    person.wait_to_read("@customer.example")?;
    person.scroll_to("Name you were given")?;
    take(stage, "owners-light")?;
    choose_theme(person, "Dark")?;
    person.press("Inspect this session")?;
    person.wait_to_read("/account_numbers")?;
    take(stage, "inspect-dark")?;
    choose_theme(person, "Light")?;
    turn_to(person, "acme-20944")?;
    person.press("Finish")
}

fn records(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.press("Customers")?;
    person.click(Role::Choice, "acme-20944")?;
    person.wait_to_read("Next: verify again.")?;
    take(stage, "customer-light")?;
    person.press("History")?;
    person.wait_to_read("acme-20944")?;
    person.click(Role::Choice, "acme-20944")?;
    person.wait_to_read("What happened")?;
    take(stage, "history-light")
}

fn tools(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.press("Configure")?;
    person.wait_to_read("current_institution_code")?;
    take(stage, "configure-dark")?;
    person.press("Present")?;
    person.wait_to_read("Instant success")?;
    take(stage, "present-dark")
}

fn aggregation(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.press("Verify")?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, "acme-20967")?;
    let customer = Customer(person);
    customer.chooses("Quillmere Bank")?;
    customer.signs_in_with("any password")?;
    person.wait_to_read("Bank connected")?;
    take(stage, "accounts-light")?;
    person.click(Role::Choice, "Transactions")?;
    person.wait_to_read("910 transactions")?;
    take(stage, "transactions-light")?;
    person.click(Role::Choice, "Summary")?;
    person.wait_to_read("Money out by category")?;
    take(stage, "summary-light")
}

/// Takes a picture of the app's window into `docs/images`.
fn take(stage: &Stage, name: &str) -> Result<()> {
    // Whatever glides or fades in is there by then.
    sleep(Duration::from_millis(600));
    let file = root().join("docs/images").join(format!("{name}.png"));
    stage.display().picture_of("Connect Desk", &file)
}
