//! The customer window as the system shows it: on a display of its own, closed by its keys, with a
//! bank that signs in elsewhere.

use std::{thread::sleep, time::Duration};

use anyhow::{Result, ensure};

use super::{
    Scenario, browser::decide, cast::start_session, stage::Stage, verifying::numbers_are_shown,
};
use crate::driver::{Place, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "the customer window fills the display I choose, and mine stays mine",
        on_a_second_display,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "I show the customer window and close it with the system's keys, and MX is asked how far it got",
        closed_by_keys,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "from the customer window, the customer signs in on the bank's own page",
        signs_in_elsewhere,
    )
    .within_seconds(240),
];

/// The window's title, unless the company has a name.
const TITLE: &str = "Connect your bank";
const RIGHT: &str = "DUMMY1";

/// Waits until the customer window is so.
fn wait_for_place(stage: &Stage, what: &str, is_so: impl Fn(Option<Place>) -> bool) -> Result<()> {
    wait_for(what, Duration::from_secs(15), || {
        let place = stage.display().place_of(TITLE)?;
        Ok(is_so(place).then_some(()))
    })
}

fn has_the_keyboard(stage: &Stage, title: &str) -> Result<()> {
    let what = format!("the keyboard to be with {title}");
    wait_for(&what, Duration::from_secs(10), || {
        Ok((stage.display().focused_title()? == title).then_some(()))
    })
}

fn fills_the_right_display(stage: &Stage) -> Result<()> {
    let what = "the customer window to fill the right display";
    wait_for_place(stage, what, |place| place == Some(Place::RIGHT_DISPLAY))
}

/// The agent's own window is where they see it.
fn mine_is_on_the_left(stage: &Stage) -> Result<()> {
    let mine = stage.display().place_of("Connect Desk")?;
    let left = Place::RIGHT_DISPLAY.x;
    ensure!(
        mine.is_some_and(|it| it.x >= 0 && it.x + it.width <= left),
        "the agent's window is at {mine:?}"
    );
    Ok(())
}

/// The customer looks for a bank in their window, by the keyboard of the display: nothing else has
/// a hold of it.
fn customer_chooses(stage: &Stage, bank: &str) -> Result<()> {
    let display = stage.display();
    display.press_keys(&["Tab"])?;
    display.type_text(bank)?;
    // Nothing says from outside when the page shows what it has found.
    sleep(Duration::from_secs(4));
    display.press_keys(&["Tab", "Return"])
}

fn on_a_second_display(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    // In mid-session, from the menu.
    start_session(person, "customer-71")?;
    person.wait(Role::Frame, "MX Connect")?;
    person.press("Hand the widget over in another way")?;
    person.wait_to_read("The display you work on")?;
    stage.picture("menu")?;
    person.click(Role::Choice, &format!("Customer window on {RIGHT}"))?;
    person.wait_to_read("The customer is choosing a bank.")?;
    fills_the_right_display(stage)?;
    mine_is_on_the_left(stage)?;
    stage.picture("filled")?;
    person.press("Take it back here")?;
    wait_for_place(stage, "the window to go", |place| place.is_none())?;
    person.wait(Role::Frame, "MX Connect")?;
    person.press("Close widget")?;
    person.press("Leave session")?;

    // From the form, where the customer's display is chosen already.
    person.click(Role::Choice, "Customer window")?;
    person.wait_to_read("Display for the customer")?;
    stage.picture("form")?;
    person.click(Role::Choice, RIGHT)?;
    start_session(person, "customer-71")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    fills_the_right_display(stage)?;
    customer_chooses(stage, "MX Bank")?;
    person.wait_to_read("The customer is signing in.")?;
    let display = stage.display();
    display.press_keys(&["Tab"])?;
    display.type_text("mxuser")?;
    display.press_keys(&["Tab"])?;
    stage.secret("a bank password", "Typed-0n-the-second-display");
    display.type_text("Typed-0n-the-second-display")?;
    stage.picture("sign-in")?;
    display.press_keys(&["Return"])?;
    person.be_patient_for(Duration::from_secs(30));
    person.wait_to_read("Account verified")?;
    wait_for_place(stage, "the window to close by itself", |place| {
        place.is_none()
    })?;
    mine_is_on_the_left(stage)?;
    numbers_are_shown(stage)
}

fn closed_by_keys(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Customer window")?;
    start_session(person, "customer-72")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    fills_the_right_display(stage)?;
    stage.display().turn_to("Connect Desk")?;
    has_the_keyboard(stage, "Connect Desk")?;
    person.press("Show the window")?;
    has_the_keyboard(stage, TITLE)?;
    stage.display().close_by_keys(TITLE)?;
    wait_for_place(stage, "the window to go", |place| place.is_none())?;
    person.wait_to_read("The customer window was closed")?;
    person.wait_to_read("No bank was connected")?;
    mine_is_on_the_left(stage)?;
    stage.picture("closed")?;
    // And on from there.
    person.press("Start over")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    fills_the_right_display(stage)
}

fn signs_in_elsewhere(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Customer window")?;
    start_session(person, "customer-73")?;
    person.wait_to_read("The customer is choosing a bank.")?;
    customer_chooses(stage, "OAuth")?;
    person.wait_to_read("Customer chose MX Bank (OAuth)")?;
    sleep(Duration::from_secs(3));
    stage.picture("before-the-bank-s-page")?;
    stage.display().press_keys(&["Tab", "Return"])?;
    let address = wait_for("the bank's page", Duration::from_secs(10), || {
        Ok(stage.home.opened_in_browser().into_iter().next())
    })?;
    person.wait_to_read("own page")?;
    stage.picture("the-bank-s-page")?;
    decide(&address, "authorize")?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    wait_for_place(stage, "the window to close by itself", |place| {
        place.is_none()
    })?;
    let opened = stage.home.opened_in_browser().len();
    ensure!(opened == 1, "the bank's page opened {opened} times");
    numbers_are_shown(stage)
}
