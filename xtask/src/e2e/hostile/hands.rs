//! What a hostile page does while the person's hands are busy with something else.

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{attempts::Place, it_is_there, keep_one, open_hostile, page};
use crate::{
    driver::{Role, Shown, wait_for},
    e2e::{front::WidgetPage, stage::Stage},
    setup::app_binary,
};

pub(super) const DRAG: &str = "have a link dragged into the app";
const TAKE_THE_KEYBOARD: &str = "take the keyboard";
const HANG: &str = "hang for ever";

/// Has the page do something and tell how it went.
fn orders(stage: &Stage, attempt: &str) -> Result<Value> {
    let before = stage.front().reports().len();
    stage
        .front()
        .order(json!({ "attempt": attempt, "clicked": false }));
    wait_for(
        "the page to tell how it went",
        Duration::from_secs(10),
        || Ok(stage.front().reports().get(before).cloned()),
    )
}

pub(super) fn keyboard(stage: &mut Stage) -> Result<()> {
    const TYPED: &str = "the-id-of-another-customer-of-mine-4711";
    /// So many keys can be lost until the app has noticed.
    const FEW: usize = 12;
    open_hostile(stage, Place::Frame)?;
    let person = stage.person()?;
    // A page that was never clicked into can't take the keyboard at all.
    person.in_the_widget(|page| page.press("You have won"))?;
    orders(stage, TAKE_THE_KEYBOARD)?;
    // Its frame is off screen, and goes on.
    person.press("Verify")?;
    person.click(Role::Field, "Customer id")?;
    stage.display().type_text(TYPED)?;
    person.wait_to_read("kept taking the keyboard")?;
    stage.picture("taken-away")?;
    let told = stage.front().reports();
    let caught = told
        .iter()
        .filter(|told| told["attempt"] == "a key was caught");
    let caught = caught.count();
    ensure!(caught <= FEW, "{caught} keys reached the page");
    // From then on the keyboard is the agent's.
    person.click(Role::Field, "Customer id")?;
    stage.display().press_keys(&["ctrl+a"])?;
    stage.display().type_text(TYPED)?;
    wait_for("all that was typed", Duration::from_secs(5), || {
        Ok(person.page()?.contains(TYPED).then_some(()))
    })?;
    let told = stage.front().reports();
    let later = told
        .iter()
        .filter(|told| told["attempt"] == "a key was caught");
    ensure!(later.count() == caught, "the page still catches keys");
    let outcome = format!(
        "{caught} of {} keys reached it until the app took it away",
        TYPED.len()
    );
    keep_one("keyboard", &[(TAKE_THE_KEYBOARD, Place::Frame, outcome)])
}

pub(super) fn drag(stage: &mut Stage) -> Result<()> {
    open_hostile(stage, Place::Window)?;
    let windows = wait_for("the customer window", Duration::from_secs(15), || {
        let windows = stage.display().windows()?;
        Ok((windows.len() == 2).then_some(windows))
    })?;
    let corner = |width: &str| {
        let window = windows.iter().find(|w| w.geometry.starts_with(width));
        window.and_then(Shown::corner)
    };
    let customers = corner("760x").context("there is no customer window")?;
    let agents = corner("1100x").context("the app's own window is not there")?;
    let person = stage.person()?;
    let address = person.address()?;
    let link = (customers.0 + 380, customers.1 + 540);
    stage
        .display()
        .drag(link, (agents.0 + 80, agents.1 + 560))?;
    sleep(Duration::from_secs(2));
    stage.picture("dragged")?;
    let told = stage.front().reports();
    ensure!(
        told.iter().any(|told| told["attempt"] == "a drag began"),
        "nothing was dragged, so this shows nothing"
    );
    ensure!(person.address()? == address, "the app's page has moved");
    person.wait_to_read("The customer has the widget")?;
    let asked = stage.front().asked();
    ensure!(
        !asked.iter().any(|path| path.contains("dragged")),
        "the dragged link was opened"
    );
    person.press("Close the window")?;
    person.wait_to_read("No bank was connected")?;
    let outcome = "the app takes nothing that is dropped on it".to_owned();
    keep_one("drag", &[(DRAG, Place::Window, outcome)])
}

pub(super) fn hang(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let hostile = page("MBR-of-another", "USR-of-another");
    stage.front().serve_widget(WidgetPage::Hostile(hostile));
    // As a person starts it: a driver ends with the page's process.
    let _app = stage.open_by_hand(&app_binary())?;
    wait_for("the app's window", Duration::from_secs(15), || {
        Ok((stage.display().visible_windows()? > 0).then_some(()))
    })?;
    sleep(Duration::from_secs(4));
    begin_by_keyboard(stage, "bystander")?;
    it_is_there(stage)?;
    stage
        .front()
        .order(json!({ "attempt": HANG, "clicked": false }));
    wait_for("the order to be taken", Duration::from_secs(5), || {
        Ok(stage.front().orders_are_taken().then_some(()))
    })?;
    let began = std::time::Instant::now();
    wait_for(
        "the page to be opened anew",
        Duration::from_secs(40),
        || Ok(stage.home.read_log()?.contains("opened anew").then_some(())),
    )?;
    let took = began.elapsed().as_secs();
    sleep(Duration::from_secs(5));
    stage.picture("after-the-hang")?;
    begin_by_keyboard(stage, "after-the-hang")?;
    stage.picture("a-session-after-the-hang")?;
    let outcome = format!("the page is opened anew after {took} s, and the next session begins");
    keep_one("hang", &[(HANG, Place::Frame, outcome)])
}

/// Begins a session with the display's keyboard, and waits until MX knows the customer.
fn begin_by_keyboard(stage: &Stage, customer: &str) -> Result<()> {
    let display = stage.display();
    display.press_keys(&["n"])?;
    sleep(Duration::from_secs(1));
    display.type_text(customer)?;
    sleep(Duration::from_secs(2));
    display.press_keys(&["Return"])?;
    wait_for("the session to begin", Duration::from_secs(15), || {
        let users = stage.mx()?.ask("/users")?;
        Ok(users.to_string().contains(customer).then_some(()))
    })
}
