//! The customers MX knows: finding one, changing them, deleting them, and verifying from their
//! page.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Customer, Scenario, cast::start_session, stage::Stage, verifying::numbers_are_shown};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I find a customer by id and change what MX knows about them",
        found_and_changed,
    ),
    Scenario::new(
        "I delete a customer only after typing their id, and not while a session is open",
        deleted,
    ),
    Scenario::new(
        "I verify from a customer's page, and again without the customer",
        verified_again,
    ),
    Scenario::new(
        "I scroll through a hundred customers, and find one by e-mail and among the disabled",
        paged,
    )
    .within_seconds(180),
    Scenario::new(
        "MX fails while I look for customers, and I try again once it works",
        tried_again,
    ),
    Scenario::new(
        "a customer whose sign-in failed comes back, and I repair their connection",
        repaired,
    ),
];

/// MX with three customers, and the app at the list of them.
fn open_at_customers(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    for id in ["shop-1", "shop-2", "shop-20"] {
        let user = json!({ "user": { "id": id, "email": format!("{id}@example.com") } });
        stage.mx()?.tell("/users", &user)?;
    }
    stage.open_connected()?;
    let person = stage.person()?;
    person.press("Customers")?;
    person.wait_to_read("3 customers")
}

/// What MX has of the customers with this id.
fn at_mx(stage: &Stage, id: &str) -> Result<Vec<Value>> {
    let answer = stage.mx()?.ask(&format!("/users?id={id}"))?;
    let users = answer["users"].as_array().context("MX lists no users")?;
    Ok(users.clone())
}

fn found_and_changed(stage: &mut Stage) -> Result<()> {
    open_at_customers(stage)?;
    let person = stage.person()?;
    person.fill("Find a customer", "shop")?;
    person.wait_to_read("MX finds whole ids only")?;
    person.fill("Find a customer", "shop-2")?;
    person.wait_to_read("1 customer")?;
    person.must_not_read("shop-20")?;
    person.press_enter()?;
    person.wait_to_read("No connections yet")?;

    person.press("Edit…")?;
    person.fill("E-mail", "new@example.com")?;
    person.press("Save")?;
    person.wait_to_read("shop-2 is saved at MX.")?;
    person.wait_to_read("new@example.com")?;
    person.press("Disable")?;
    person.wait_to_read("This customer is disabled.")?;
    let [user] = at_mx(stage, "shop-2")?
        .try_into()
        .map_err(|_| anyhow::anyhow!("MX has not exactly one customer with this id"))?;
    ensure!(
        user["email"] == "new@example.com" && user["is_disabled"] == true,
        "MX was told something else: {user}"
    );
    person.press("Enable")?;
    person.wait_until_gone("This customer is disabled.")
}

fn deleted(stage: &mut Stage) -> Result<()> {
    open_at_customers(stage)?;
    let person = stage.person()?;
    person.click(Role::Choice, "shop-1")?;
    person.press("Verify an account")?;
    Customer(person).sees_the_search()?;
    person.press("Customers")?;
    // The page is where it was left.
    person.wait_to_read("A session with this customer is open.")?;
    delete(person, "shop-1")?;
    person.wait_to_read("Finish it first.")?;
    ensure!(at_mx(stage, "shop-1")?.len() == 1, "deleted all the same");
    person.press("Keep the customer")?;

    person.press("All customers")?;
    person.click(Role::Choice, "shop-20")?;
    person.wait_to_read("No connections yet")?;
    person.press("Delete…")?;
    person.fill("Type shop-20 to confirm", "shop-2")?;
    person.must_not_read("Deleting")?;
    person.press_enter()?;
    ensure!(at_mx(stage, "shop-20")?.len() == 1, "deleted unconfirmed");
    person.press("Keep the customer")?;
    delete(person, "shop-20")?;
    person.wait_to_read("shop-20 is deleted at MX.")?;
    person.wait_to_read("2 customers")?;
    ensure!(at_mx(stage, "shop-20")?.is_empty(), "MX still has them");
    Ok(())
}

fn delete(person: &Person, id: &str) -> Result<()> {
    person.press("Delete…")?;
    person.wait_to_read("the customer, with e-mail and metadata")?;
    person.fill(&format!("Type {id} to confirm"), id)?;
    person.press("Delete customer")
}

fn verified_again(stage: &mut Stage) -> Result<()> {
    open_at_customers(stage)?;
    let person = stage.person()?;
    person.click(Role::Choice, "shop-1")?;
    person.press("Verify an account")?;
    Customer(person).chooses_mx_bank()?;
    stage.secret("a bank password", "Cr3dential-only-for-the-bank");
    Customer(person).signs_in_with("Cr3dential-only-for-the-bank")?;
    person.wait_to_read("Account verified")?;
    person.press("Finish")?;

    // Back on the customer's page, which knows what has happened since.
    person.wait_to_read("Next: verify again.")?;
    person.wait_to_read("Past sessions")?;
    person.press("Verify again with MX Bank")?;
    person.wait_to_read("Account verified")?;
    ensure!(
        !person.sees(Role::Frame, "MX Connect")?,
        "the widget was opened"
    );
    numbers_are_shown(stage)
}

fn paged(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    // As many as MX allows outside production.
    for n in 0..100 {
        let id = format!("shop-{n}");
        let user = json!({ "user": { "id": id, "email": format!("{id}@example.com") } });
        stage.mx()?.tell("/users", &user)?;
    }
    stage.open_connected()?;
    let person = stage.person()?;
    person.press("Customers")?;
    person.wait_to_read("100 customers")?;
    let (still, empty) = person.scrolls_through()?;
    println!("             100 customers: {still:.0} ms still, {empty:.0} ms without rows");
    stage.picture("scrolled")?;
    person.fill("Find a customer", "shop-77@example.com")?;
    person.wait_to_read("1 customer")?;
    person.click(Role::Choice, "shop-77")?;
    person.press("Disable")?;
    person.wait_to_read("This customer is disabled.")?;
    person.press("All customers")?;
    person.fill("Find a customer", "")?;
    person.click(Role::Choice, "Disabled")?;
    person.wait_to_read("1 customer")?;
    person.wait_to_read("shop-77")?;
    stage.picture("disabled")
}

fn tried_again(stage: &mut Stage) -> Result<()> {
    open_at_customers(stage)?;
    let fails = json!({ "kind": "status", "code": 503 });
    let fails = json!({ "path": "/users", "effect": fails });
    stage.mx()?.inject(&fails)?;
    let person = stage.person()?;
    person.click(Role::Choice, "Disabled")?;
    person.wait_to_read("MX has a failure or is under maintenance.")?;
    stage.keep_page("MX fails")?;
    // As long as it fails, it says so again.
    let person = stage.person()?;
    person.press("Try again")?;
    person.wait_to_read("MX has a failure or is under maintenance.")?;
    stage.mx()?.forget_faults()?;
    let person = stage.person()?;
    person.press("Try again")?;
    person.wait_until_gone("MX has a failure or is under maintenance.")?;
    person.click(Role::Choice, "All")?;
    person.wait_to_read("3 customers")
}

fn repaired(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "back-again")?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("INVALID")?;
    person.wait_to_read("The bank did not accept the user name or password.")?;
    person.press("Close widget")?;
    person.wait_to_read("Reopen the widget")?;
    person.press("Leave session")?;

    person.fill("Customer id", "back-again")?;
    person.wait_to_read("Known customer, 1 connection")?;
    stage.picture("to-be-repaired")?;
    person.press("Repair the connection to MX Bank")?;
    // The widget opens on that bank: nothing is to be chosen.
    stage.secret("a bank password", "Cr3dential-that-is-right-this-time");
    Customer(person).signs_in_with("Cr3dential-that-is-right-this-time")?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)?;
    person.press("Finish")?;

    // One the bank has locked is asked for anew once the customer has been there.
    start_session(person, "locked-out")?;
    let customer = Customer(person);
    customer.chooses_mx_bank()?;
    customer.signs_in_with("LOCKED")?;
    person.wait_to_read("Once the customer has unlocked it, reopen it from there.")?;
    person.press("Close widget")?;
    person.wait_to_read("The customer must act at their bank")?;
    stage.picture("locked")?;
    person.press("Reopen the widget")?;
    person.wait_to_read("The customer is signing in.")?;
    person.must_not_read("must unlock it with the bank")?;
    stage.secret("a bank password", "Cr3dential-after-the-bank-helped");
    customer.signs_in_with("Cr3dential-after-the-bank-helped")?;
    person.wait_to_read("Account verified")
}
