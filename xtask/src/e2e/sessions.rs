//! Several sessions at once: each goes on while another is on screen.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{Customer, Scenario, cast::start_session, stage::Stage};
use crate::driver::Person;

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "two sessions side by side: the first goes on while the second is on screen",
    side_by_side,
)
.within_seconds(150)];

const FIRST: &str = "customer-31";
const SECOND: &str = "customer-32";

fn side_by_side(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.open_connected()?;
    let person = stage.person()?;
    let customer = Customer(person);
    person.be_patient_for(Duration::from_secs(30));

    // The first customer has begun to type when the agent turns to another.
    start_session(person, FIRST)?;
    customer.chooses_mx_bank()?;
    customer.sees_the_sign_in()?;
    person.in_the_widget(|page| page.fill("Username", "half-typed"))?;
    person.press("Verify")?;
    start_session(person, SECOND)?;
    customer.chooses_mx_bank()?;
    customer.signs_in_with("challenge")?;
    person.wait_to_read("The bank asks the customer a question.")?;

    // Nothing of the first one was lost, and its widget still works.
    person.press(FIRST)?;
    person.wait_to_read("The customer is signing in.")?;
    let left = person.in_the_widget(Person::page)?;
    ensure!(
        left.contains("half-typed"),
        "the first customer has to begin anew"
    );
    stage.secret("a bank password", "Side-by-side-1");
    customer.signs_in_with("Side-by-side-1")?;
    person.wait_to_read("MX is connecting to the bank.")?;
    person.must_not_read("Account verified")?;

    // It connects unseen, while the second customer answers.
    person.press(SECOND)?;
    person.wait_to_read("The bank asks the customer a question.")?;
    person.wait_to_read("Needs attention")?;
    person.must_not_read("Account verified")?;
    customer.answers("correct")?;
    person.wait_to_read("Account verified")?;
    let of_the_second = person.verified_accounts()?;
    person.must_not_read("messages refused")?;
    person.press("Finish")?;

    person.press(FIRST)?;
    person.wait_to_read("Account verified")?;
    person.must_not_read("Needs attention")?;
    person.must_not_read("messages refused")?;
    let of_the_first = person.verified_accounts()?;
    ensure!(
        of_the_first.len() == 2 && of_the_second.len() == 2 && of_the_first != of_the_second,
        "each customer has accounts of their own, not {of_the_first:?} and {of_the_second:?}"
    );
    // What its widget said after it had left the screen.
    person.wait_to_read("The widget shows: connected")?;
    let opened = stage.front().tokens().len();
    ensure!(opened == 2, "two widgets were opened {opened} times");
    Ok(())
}
