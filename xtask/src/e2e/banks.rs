//! What different banks make of a verification, each to the outcome the app shows.

use anyhow::{Context, Result, ensure};

use super::{Customer, Scenario, cast::start_session, stage::Stage, verifying::numbers_are_shown};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "the customer chooses the one account that is verified",
        chosen_account,
    ),
    Scenario::new("the bank offers a single account", only_account),
    Scenario::new("the bank asks about a picture", picture),
    Scenario::new("the bank is under maintenance", maintenance),
    Scenario::new("the bank has no account that can be verified", no_account),
    Scenario::new("the bank has locked the customer's sign-in", locked),
    Scenario::new("I verify an account at a Canadian bank", canadian),
    Scenario::new("the bank gives tokens in place of numbers", tokens),
    Scenario::new("the customer reads a disclosure first", disclosure),
];

const CUSTOMER: &str = "customer-40";
const SOLITAIRE: &str = "Solitaire Bank (one account)";

/// A customer chooses this bank.
fn chooses(stage: &mut Stage, bank: &str) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, CUSTOMER)?;
    Customer(person).chooses(bank)
}

/// A customer of this bank signs in with this password.
fn signs_in(stage: &mut Stage, bank: &str, password: &str) -> Result<()> {
    chooses(stage, bank)?;
    Customer(stage.person()?).signs_in_with(password)
}

/// The customer reads why in the widget; the agent closes it and reads these.
fn stops(person: &Person, in_the_widget: &str, in_the_app: &[&str]) -> Result<()> {
    person.in_the_widget(|page| page.wait_to_read(in_the_widget))?;
    person.press("Close widget")?;
    for words in in_the_app {
        person.wait_to_read(words)?;
    }
    person.must_not_read("Account verified")
}

fn one_account_is_shown(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)?;
    let shown = person.verified_accounts()?.len();
    ensure!(shown == 1, "{shown} accounts were verified");
    Ok(())
}

fn chosen_account(stage: &mut Stage) -> Result<()> {
    signs_in(stage, SOLITAIRE, "many")?;
    let person = stage.person()?;
    person.wait_to_read("The bank asks the customer a question.")?;
    person.in_the_widget(|page| {
        page.wait_to_read("Choose an account")?;
        page.click(Role::Choice, "Savings")?;
        page.press("Continue")
    })?;
    one_account_is_shown(stage)?;
    stage.person()?.wait_to_read("Savings")
}

fn only_account(stage: &mut Stage) -> Result<()> {
    signs_in(stage, SOLITAIRE, "one")?;
    stage.person()?.in_the_widget(|page| {
        page.wait_to_read("Choose an account")?;
        page.press("Continue")
    })?;
    one_account_is_shown(stage)
}

fn picture(stage: &mut Stage) -> Result<()> {
    signs_in(stage, "MX Bank", "image")?;
    let person = stage.person()?;
    person.wait_to_read("The bank asks the customer a question.")?;
    person.in_the_widget(|page| {
        page.fill("Type the word in the picture", "correct")?;
        page.press("Continue")
    })?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn maintenance(stage: &mut Stage) -> Result<()> {
    chooses(stage, "Closedgate Bank (maintenance)")?;
    stops(
        stage.person()?,
        "Under maintenance",
        &["No bank was connected"],
    )
}

fn no_account(stage: &mut Stage) -> Result<()> {
    signs_in(stage, "Glimmerstone Card Services", "any password")?;
    // One reason, beside the widget and after it.
    let person = stage.person()?;
    person.wait_to_read("none of the accounts can have numbers")?;
    person.must_not_read("Wait a few minutes")?;
    let outcome = &["No account can be verified"];
    stops(stage.person()?, "No account that can be verified", outcome)
}

fn locked(stage: &mut Stage) -> Result<()> {
    signs_in(stage, "MX Bank", "LOCKED")?;
    let outcome = &["The customer must act at their bank", "LOCKED"];
    stops(stage.person()?, "Your account is locked", outcome)
}

fn canadian(stage: &mut Stage) -> Result<()> {
    signs_in(stage, "Caisse Nordwick", "any password")?;
    let person = stage.person()?;
    person.wait_to_read("Account verified")?;
    let known = stage.mx()?.ask(&format!("/users/{CUSTOMER}/members"))?;
    let member = known["members"][0]["guid"].as_str().unwrap_or_default();
    let path = format!("/users/{CUSTOMER}/members/{member}/account_numbers");
    let numbers = stage.mx()?.ask(&path)?;
    let numbers = numbers["account_numbers"].as_array();
    for number in numbers.context("MX has no numbers to compare with")? {
        for (name, value) in [
            ("Institution", "institution_number"),
            ("Transit", "transit_number"),
        ] {
            let value = number[value].as_str().context("MX has no such number")?;
            person.wait_to_read(&format!("{name} {value}"))?;
        }
        ensure!(
            number["routing_number"].is_null(),
            "it has a routing number"
        );
    }
    person.wait_to_read("CA$")?;
    person.wait_to_read("844.63")?;
    person.must_not_read("Check digit")
}

fn tokens(stage: &mut Stage) -> Result<()> {
    signs_in(stage, "Veilmark Bank (tokenized numbers)", "any password")?;
    let person = stage.person()?;
    person.wait_to_read("Account verified")?;
    person.wait_to_read("The bank gave a token in place of the account number.")?;
    for token in stage.mx()?.account_numbers()? {
        person.must_not_read(&token)?;
        // Its last digits are no account's: what is shown ends as the account itself does.
        person.must_not_read(&format!("•••• {}", &token[token.len().saturating_sub(4)..]))?;
    }
    let known = stage.mx()?.ask(&format!("/users/{CUSTOMER}/accounts"))?;
    let accounts = known["accounts"].as_array().cloned().unwrap_or_default();
    let mut shown = 0;
    for account in accounts {
        if ["CHECKING", "SAVINGS"].contains(&account["type"].as_str().unwrap_or_default()) {
            let own = account["account_number"].as_str().unwrap_or_default();
            person.wait_to_read(&format!("•••• {}", &own[own.len().saturating_sub(4)..]))?;
            shown += 1;
        }
    }
    ensure!(shown == 2, "{shown} accounts to compare with");
    Ok(())
}

fn disclosure(stage: &mut Stage) -> Result<()> {
    stage.start_mx_with(10, &["--disclosure"])?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, CUSTOMER)?;
    person.wait_to_read("The customer is reading MX’s disclosure.")?;
    person.in_the_widget(|page| {
        page.wait_to_read("Before you connect a bank")?;
        page.press("Continue")
    })?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("any password")?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}
