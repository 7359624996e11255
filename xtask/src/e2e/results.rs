//! A connection verified again, and what one can ask about verified accounts.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Customer, Scenario, cast::verify, stage::Stage, verifying::numbers_are_shown};
use crate::driver::Role;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I verify a connected customer again without the widget",
        again,
    )
    .within_seconds(120),
    Scenario::new(
        "the bank asks a question while I verify again and the customer answers it in the widget",
        again_with_question,
    )
    .within_seconds(120),
    Scenario::new(
        "I ask who owns the account and compare two names with the owner's",
        owners,
    )
    .within_seconds(120),
    Scenario::new("I check the balances of now", balances).within_seconds(120),
];

/// The customer is known already: the shortest way to the numbers is one button.
fn takes_the_way(stage: &Stage, customer: &str, way: &str) -> Result<()> {
    let person = stage.person()?;
    person.fill("Customer id", customer)?;
    person.press(way)
}

fn again(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-50")?;
    stage.person()?.press("Finish")?;
    takes_the_way(stage, "customer-50", "Verify again with MX Bank")?;
    let person = stage.person()?;
    person.wait_to_read("without the customer")?;
    ensure!(
        !person.sees(Role::Frame, "MX Connect")?,
        "the widget was opened"
    );
    person.wait_to_read("Account verified")?;
    person.wait_to_read("the customer did not sign in again")?;
    numbers_are_shown(stage)
}

fn again_with_question(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    connect_without_a_job(stage, "customer-51", "challenge")?;
    stage.open_connected()?;
    takes_the_way(stage, "customer-51", "Follow the connection to MX Bank")?;
    let person = stage.person()?;
    person.wait_to_read("The customer must act")?;
    person.must_not_read("Account verified")?;
    person.press("Reopen the widget")?;
    Customer(person).answers("correct")?;
    person.wait_to_read("Account verified")?;
    person.must_not_read("did not sign in again")?;
    numbers_are_shown(stage)
}

/// A connection the company's own server made, with which nothing has been done yet.
fn connect_without_a_job(stage: &Stage, customer: &str, password: &str) -> Result<()> {
    let mx = stage.mx()?;
    mx.tell("/users", &json!({ "user": { "id": customer } }))?;
    let fields = mx.ask("/institutions/mxbank/credentials")?;
    let fields = fields["credentials"].as_array();
    let credentials: Vec<Value> = fields
        .context("MX Bank asks for no sign-in")?
        .iter()
        .map(|field| {
            let is_password = field["field_name"] == "PASSWORD";
            let value = if is_password { password } else { "mxuser" };
            json!({ "guid": field["guid"], "value": value })
        })
        .collect();
    let member = json!({ "institution_code": "mxbank", "credentials": credentials });
    let body = json!({ "member": member, "data_request": { "products": [] } });
    mx.tell(&format!("/users/{customer}/members"), &body)?;
    Ok(())
}

fn owners(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-52")?;
    let person = stage.person()?;
    person.fill("Name you were given", "Nobody Special")?;
    person.press("Ask the bank")?;
    person.wait_to_read("Different")?;
    let owner = first_owner(stage, "customer-52")?;
    person.wait_to_read(&owner)?;
    person.fill("Name you were given", &owner.to_uppercase())?;
    person.press("Compare")?;
    person.wait_to_read("Exact match")?;
    let turned = owner
        .split_whitespace()
        .rev()
        .collect::<Vec<_>>()
        .join(", ");
    person.fill("Name you were given", &turned)?;
    person.press("Compare")?;
    person.wait_to_read("Likely match")?;
    // Off the screen, nothing knows them any more.
    person.press("Finish")?;
    person.wait(Role::Field, "Customer id")?;
    stage.secret("an owner's name", &owner);
    stage.secret("the name an owner was compared with", "Nobody Special");
    Ok(())
}

/// MX's guid of a customer's one connection.
pub(super) fn member_at(stage: &Stage, customer: &str) -> Result<String> {
    let members = stage.mx()?.ask(&format!("/users/{customer}/members"))?;
    let guid = members["members"][0]["guid"].as_str();
    Ok(guid.context("MX knows no connection")?.to_owned())
}

fn first_owner(stage: &Stage, customer: &str) -> Result<String> {
    let member = member_at(stage, customer)?;
    let path = format!("/users/{customer}/members/{member}/account_owners");
    let owners = stage.mx()?.ask(&path)?;
    let name = owners["account_owners"][0]["owner_name"].as_str();
    Ok(name.context("MX knows no owner")?.to_owned())
}

fn balances(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-53")?;
    let person = stage.person()?;
    person.wait_to_read("5 of 5 checks left in these two hours")?;
    person.wait_to_read("844.63")?;
    person.press("Check balances now")?;
    person.wait_to_read("4 of 5 checks left in these two hours")?;
    person.wait_to_read("Checked ")
}
