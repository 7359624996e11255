//! Test deposits: asked for in the widget, waited for over days, and confirmed by their amounts.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::start_session,
    hand_over::{copied_link, windows},
    stage::Stage,
};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "my customer's bank sends test deposits; days later they enter the amounts and the account is verified",
        over_days,
    )
    .within_seconds(120),
    Scenario::new(
        "days later I send a link, and the customer enters the amounts on a device of their own",
        amounts_by_link,
    )
    .within_seconds(180),
    Scenario::new(
        "days later the customer enters the amounts in the customer window, which closes by itself",
        amounts_in_a_window,
    )
    .within_seconds(120),
    Scenario::new(
        "three wrong amounts end the test deposits, and I am told how to go on",
        prevented,
    )
    .within_seconds(120),
    Scenario::new(
        "a routing number that is blocked for test deposits is explained to me, and never shown",
        blocked,
    ),
    Scenario::new(
        "the customer gives up the test deposits and nothing is said to wait",
        given_up,
    ),
    Scenario::new(
        "I find test deposits on the customer's page and delete them",
        deleted,
    ),
];

const ACCOUNT: &str = "0000765432109876";
/// A routing number of nobody's that takes test deposits.
const ROUTING: &str = "990000026";
const WAITING: &str = "Waiting for test deposits";

/// The customer, in the widget, up to the question whether everything is right.
fn enters_account(page: &Person) -> Result<()> {
    page.press("Use account and routing numbers instead")?;
    page.fill("Routing number", ROUTING)?;
    page.press("Continue")?;
    page.wait_to_read("How it works")?;
    page.press("Continue")?;
    page.click(Role::Choice, "Savings")?;
    page.fill("Account number", ACCOUNT)?;
    page.fill("Account number, once more", ACCOUNT)?;
    page.press("Continue")?;
    page.fill("First name", "Ada")?;
    page.fill("Last name", "Lovelace")?;
    page.fill("Email address", "ada@customer.example")?;
    page.press("Continue")?;
    page.wait_to_read("Is everything right?")
}

/// The customer asks for test deposits and leaves the widget.
fn asks_for_deposits(stage: &Stage, customer: &str) -> Result<()> {
    stage.secret("the customer's account number", ACCOUNT);
    let person = stage.person()?;
    start_session(person, customer)?;
    Customer(person).sees_the_search()?;
    person.in_the_widget(|page| {
        enters_account(page)?;
        page.press("Confirm")?;
        page.wait_to_read("Two deposits are on their way")
    })?;
    person.wait_to_read("The customer has asked for test deposits.")?;
    stage.keep_page("while the widget says that deposits are on their way")?;
    person.in_the_widget(|page| page.press("Done"))?;
    person.wait_to_read("Two test deposits are being prepared")?;
    person.wait_to_read("within a few working days")
}

fn enters_amounts(page: &Person, other: &str) -> Result<()> {
    page.fill("First amount", "0.09")?;
    page.fill("Second amount", other)?;
    page.press("Continue")
}

fn over_days(stage: &mut Stage) -> Result<()> {
    // At this speed deposits take two minutes by themselves: only time lets them arrive.
    stage.start_mx(1)?;
    stage.open_connected()?;
    asks_for_deposits(stage, "customer-90")?;
    stage.picture("on-their-way")?;
    let person = stage.person()?;
    person.press("Leave session")?;
    person.wait_to_read(WAITING)?;
    person.wait_to_read("customer-90")?;
    stage.picture("listed")?;
    stage.close();

    stage.mx()?.hurry()?;
    stage.open_connected()?;
    let person = stage.person()?;
    // Asked about at the start, by the app itself.
    person.wait_to_read("Both deposits have been made.")?;
    stage.keep_page("days later")?;
    stage.picture("arrived-in-the-list")?;
    person.fill("Customer id", "customer-90")?;
    person.wait_to_read("Test deposits of this customer")?;
    person.press("Open the session of customer-90 that waits for test deposits")?;
    person.wait_to_read("The test deposits have arrived")?;
    stage.picture("arrived")?;
    person.press("Enter the amounts")?;
    person.in_the_widget(|page| {
        page.wait_to_read("Enter the two amounts")?;
        enters_amounts(page, "0.14")?;
        page.wait_to_read("These aren't the amounts")?;
        enters_amounts(page, "0.13")?;
        page.wait_to_read("The account is verified")
    })?;
    person.wait_to_read("Account verified")?;
    person.wait_to_read("two small deposits")?;
    person.wait_to_read("•••• 9876")?;
    person.wait_to_read(ROUTING)?;
    ensure!(
        !person.sees(Role::Button, "Reveal the account number of Account")?,
        "there is no full number to reveal"
    );
    stage.picture("verified")?;
    person.press("Finish")?;
    person.press("History")?;
    person.wait_to_read("Verified")?;
    person.must_not_read(WAITING)
}

/// The customer's deposits have arrived, and the session that waits for them is on screen.
fn arrived(stage: &mut Stage, customer: &str) -> Result<()> {
    stage.start_mx(1)?;
    stage.open_connected()?;
    asks_for_deposits(stage, customer)?;
    stage.mx()?.hurry()?;
    let person = stage.person()?;
    person.press("Check again")?;
    person.wait_to_read("The test deposits have arrived")
}

fn verified_by_deposits(person: &Person) -> Result<()> {
    person.wait_to_read("Account verified")?;
    person.wait_to_read("two small deposits")?;
    person.wait_to_read("•••• 9876")?;
    person.must_not_read("messages refused")
}

fn amounts_by_link(stage: &mut Stage) -> Result<()> {
    arrived(stage, "customer-95")?;
    let person = stage.person()?;
    person.press("Hand the widget over in another way")?;
    person.click(Role::Choice, "Send a link")?;
    person.wait_to_read("Let the customer open this link")?;
    stage.picture("link")?;
    let link = copied_link(stage)?;
    let browser = stage.open_browser_beside()?;
    let customer = browser.person();
    customer.go_to(&link)?;
    customer.wait_to_read("Enter the two amounts")?;
    stage.picture("at-the-customer-s")?;
    enters_amounts(customer, "0.13")?;
    customer.wait_to_read("The account is verified")?;
    // A link tells nobody anything: MX is asked now and then.
    person.be_patient_for(Duration::from_secs(60));
    verified_by_deposits(person)?;
    stage.picture("verified")
}

fn amounts_in_a_window(stage: &mut Stage) -> Result<()> {
    arrived(stage, "customer-96")?;
    let person = stage.person()?;
    person.press("Hand the widget over in another way")?;
    person.click(Role::Choice, "Open the customer window")?;
    windows(stage, 2)?;
    person.wait_to_read("The customer has the widget")?;
    person.wait_to_read("Customer is asked for the two amounts")?;
    // By the display's own keyboard: the agent's driver has no hold of this window.
    let display = stage.display();
    display.press_keys(&["Tab"])?;
    display.type_text("0.09")?;
    display.press_keys(&["Tab"])?;
    display.type_text("0.13")?;
    stage.picture("amounts")?;
    display.press_keys(&["Return"])?;
    person.be_patient_for(Duration::from_secs(30));
    verified_by_deposits(person)?;
    windows(stage, 1)
}

fn prevented(stage: &mut Stage) -> Result<()> {
    arrived(stage, "customer-91")?;
    let person = stage.person()?;
    person.press("Enter the amounts")?;
    person.in_the_widget(|page| {
        page.wait_to_read("Enter the two amounts")?;
        for wrong in ["0.21", "0.22"] {
            enters_amounts(page, wrong)?;
            page.wait_to_read("Checking the amounts")?;
            page.wait_to_read("These aren't the amounts")?;
        }
        enters_amounts(page, "0.23")?;
        page.wait_until_gone("Checking the amounts")
    })?;
    person.press("Close widget")?;
    person.wait_to_read("Too many wrong amounts")?;
    person.wait_to_read("PREVENTED")?;
    person.wait_to_read("Start over")?;
    stage.picture("prevented")?;
    person.press("Leave session")?;
    person.press("History")?;
    person.wait_to_read("Test deposits failed")
}

fn blocked(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-92")?;
    Customer(person).sees_the_search()?;
    person.in_the_widget(|page| {
        page.press("Use account and routing numbers instead")?;
        page.fill("Routing number", "990000000")?;
        page.press("Continue")?;
        page.wait_to_read("No deposits can be sent")
    })?;
    person.wait_to_read("MX makes no test deposits at this bank.")?;
    stage.picture("blocked")?;
    person.must_not_read("990000000")?;
    person.in_the_widget(|page| {
        page.fill("Routing number", "990000013")?;
        page.press("Continue")
    })?;
    person.wait_to_read("Your company has blocked this routing number")
}

fn given_up(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    stage.secret("the customer's account number", ACCOUNT);
    let person = stage.person()?;
    start_session(person, "customer-93")?;
    Customer(person).sees_the_search()?;
    person.in_the_widget(enters_account)?;
    person.press("Close widget")?;
    person.wait_to_read("has not asked for them")?;
    stage.picture("given-up")?;
    person.press("Leave session")?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read(WAITING)
}

fn deleted(stage: &mut Stage) -> Result<()> {
    stage.start_mx(1)?;
    stage.open_connected()?;
    asks_for_deposits(stage, "customer-94")?;
    let person = stage.person()?;
    person.press("Leave session")?;
    person.wait_to_read(WAITING)?;
    person.press("Customers")?;
    person.click(Role::Choice, "customer-94")?;
    person.wait_to_read("A session of this desk waits for them.")?;
    person.wait_to_read("•••• 9876")?;
    stage.picture("customer")?;
    person.press("Delete the test deposits at Account at a bank MX does not know")?;
    person.wait_to_read("They are deleted at MX for good.")?;
    person.press("Delete test deposits")?;
    person.wait_until_gone("A session of this desk waits for them.")?;
    let users = stage.mx()?.ask("/users?id=customer-94")?;
    let user = users["users"][0]["guid"].as_str().context("no user")?;
    let left = stage.mx()?.ask(&format!("/users/{user}/micro_deposits"))?;
    ensure!(left["micro_deposits"] == serde_json::json!([]), "{left}");
    person.press("Verify")?;
    person.must_not_read(WAITING)
}
