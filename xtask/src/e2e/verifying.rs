//! The main job, and the ways a bank can make it longer.

use anyhow::{Result, ensure};

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    stage::Stage,
};
use crate::driver::Role;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I verify a customer's account and read the numbers",
        success,
    ),
    Scenario::new("the bank asks a question in words", text_question),
    Scenario::new("the bank asks to choose an answer", choice_question),
    Scenario::new(
        "the customer mistypes the password and tries again",
        wrong_password,
    ),
    Scenario::new(
        "I connect a customer's accounts for aggregation",
        aggregation,
    ),
];

fn success(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-1")?;
    numbers_are_shown(stage)
}

/// Each number MX has is on screen as a mask, and none in full.
pub(super) fn numbers_are_shown(stage: &Stage) -> Result<()> {
    let numbers = stage.mx()?.account_numbers()?;
    ensure!(
        !numbers.is_empty(),
        "the simulated MX has no account number to compare with"
    );
    let person = stage.person()?;
    for number in numbers {
        let last = &number[number.len().saturating_sub(4)..];
        person.wait_to_read(last)?;
        person.must_not_read(&number)?;
    }
    person.wait_to_read("Routing")
}

fn text_question(stage: &mut Stage) -> Result<()> {
    bank_asks(stage, "challenge", |customer| customer.answers("correct"))
}

fn choice_question(stage: &mut Stage) -> Result<()> {
    bank_asks(stage, "options", |customer| {
        customer.chooses_answer("correct")
    })
}

/// The password makes the bank ask; the right answer leads to the numbers.
fn bank_asks(
    stage: &mut Stage,
    password: &str,
    answer: impl FnOnce(&Customer) -> Result<()>,
) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-2")?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with(password)?;
    person.wait_to_read("The bank asks the customer a question.")?;
    person.must_not_read("Account verified")?;
    answer(&customer)?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn wrong_password(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-4")?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("INVALID")?;
    person.in_the_widget(|page| page.wait_to_read("The bank didn't accept this sign-in."))?;
    stage.secret("a bank password", "Right-0n-the-second-try");
    customer.signs_in_with("Right-0n-the-second-try")?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn aggregation(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, "customer-5")?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any password")?;
    person.wait_to_read("Bank connected")?;
    person.wait_to_read("6 accounts")?;
    person.must_not_read("no account number")
}
