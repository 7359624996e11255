//! The widget in the customer's hands: by a link, in a window of its own, and from one to another.

use std::{fs, thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::{choose, sign_in, start_session},
    stage::Stage,
    verifying::numbers_are_shown,
};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "the customer opens my link in a browser of their own, and the session ends by itself",
        by_link,
    )
    .within_seconds(120),
    Scenario::new(
        "a link session ends by itself although the app was restarted in between",
        restarted,
    )
    .within_seconds(150),
    Scenario::new(
        "I begin here, send a link instead, and the customer finishes by it",
        switched,
    )
    .within_seconds(120),
    Scenario::new(
        "the customer connects in a window of their own, which closes by itself",
        in_a_window,
    )
    .within_seconds(120),
    Scenario::new(
        "I take the widget back from the customer window",
        taken_back,
    ),
];

const PASSWORD: &str = "Handed-0ver-for-the-bank";

/// The agent starts a session in one of the three ways.
fn start(person: &Person, way: &str, customer: &str) -> Result<()> {
    person.click(Role::Choice, way)?;
    start_session(person, customer)
}

/// The agent copies the link; it is what the customer gets.
pub(super) fn copied_link(stage: &Stage) -> Result<String> {
    stage.person()?.press("Copy link")?;
    let link = wait_for("the link on the clipboard", Duration::from_secs(5), || {
        stage.display().clipboard()
    })?;
    ensure!(
        link.starts_with(&stage.front().origin()),
        "what was copied is no link to the widget"
    );
    Ok(link)
}

/// The customer opens the link on a device of their own and signs in there.
fn customer_connects(stage: &Stage, link: &str) -> Result<()> {
    let browser = stage.open_browser_beside()?;
    let customer = browser.person();
    customer.go_to(link)?;
    choose(customer, "MX Bank")?;
    stage.secret("a bank password", PASSWORD);
    sign_in(customer, PASSWORD)?;
    customer.wait_to_read("connected")
}

fn by_link(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start(person, "Link", "customer-41")?;
    person.wait_to_read("Let the customer open this link")?;
    person.wait_to_read("Can be opened for 10 min")?;
    stage.picture("link")?;
    let link = copied_link(stage)?;
    stage.keep_page("with the link on screen")?;
    customer_connects(stage, &link)?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn restarted(stage: &mut Stage) -> Result<()> {
    const CUSTOMER: &str = "customer-42";
    stage.start_mx(10)?;
    stage.open_connected()?;
    start(stage.person()?, "Link", CUSTOMER)?;
    let link = copied_link(stage)?;
    stage.kill_app()?;

    stage.open_connected()?;
    let person = stage.person()?;
    person.be_patient_for(Duration::from_secs(40));
    person.press(CUSTOMER)?;
    person.wait_to_read("The link is with the customer")?;
    stage.picture("after-the-restart")?;
    customer_connects(stage, &link)?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn switched(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-43")?;
    Customer(person).chooses_mx_bank()?;
    // Its page takes the focus once it is there.
    Customer(person).sees_the_sign_in()?;
    person.press("Hand the widget over in another way")?;
    person.click(Role::Choice, "Send a link")?;
    person.wait_to_read("Let the customer open this link")?;
    ensure!(
        !person.sees(Role::Frame, "MX Connect")?,
        "the widget is still here"
    );
    let link = copied_link(stage)?;
    customer_connects(stage, &link)?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    person.must_not_read("messages refused")
}

/// Waits until so many windows are on the display.
pub(super) fn windows(stage: &Stage, count: usize) -> Result<()> {
    let what = format!("{count} windows on the display");
    wait_for(&what, Duration::from_secs(15), || {
        Ok((stage.display().visible_windows()? == count).then_some(()))
    })
}

fn in_a_window(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let policy = stage.home.path().join("policy.json");
    fs::write(
        &policy,
        r#"{"version": 1, "company_name": "Alder & Finch"}"#,
    )?;
    let policy = policy.to_str().context("the policy's path is not text")?;
    stage.open_connected_and(&["--policy", policy])?;
    let person = stage.person()?;
    start(person, "Customer window", "customer-44")?;
    windows(stage, 2)?;
    person.wait_to_read("The customer has the widget")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    stage.picture("customer-window")?;

    // By the display's own keyboard: the agent's driver has no hold of this window.
    let display = stage.display();
    display.press_keys(&["Tab"])?;
    display.type_text("MX Bank")?;
    sleep(Duration::from_secs(2));
    display.press_keys(&["Tab", "Return"])?;
    person.wait_to_read("The customer is signing in.")?;
    stage.picture("sign-in")?;
    display.press_keys(&["Tab"])?;
    display.type_text("mxuser")?;
    display.press_keys(&["Tab"])?;
    stage.secret("a bank password", PASSWORD);
    display.type_text(PASSWORD)?;
    display.press_keys(&["Return"])?;

    person.be_patient_for(Duration::from_secs(30));
    person.wait_to_read("Account verified")?;
    windows(stage, 1)?;
    person.must_not_read("messages refused")?;
    numbers_are_shown(stage)
}

fn taken_back(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start(person, "Customer window", "customer-45")?;
    windows(stage, 2)?;
    person.press("Take it back here")?;
    windows(stage, 1)?;
    stage.secret("a bank password", PASSWORD);
    Customer(person).chooses_mx_bank()?;
    Customer(person).signs_in_with(PASSWORD)?;
    person.wait_to_read("Account verified")
}
