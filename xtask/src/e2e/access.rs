//! Without a pointer, and without seeing: the keyboard alone, and what a screen reader is told.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::{start_session, verify},
    stage::Stage,
};
use crate::driver::{Person, Role, Thing, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I go from the customer to the revealed number without touching the pointer",
        keys_alone,
    )
    .within_seconds(150),
    Scenario::new(
        "I find sessions, customers, places, keys and what a status means by typing what they are called",
        palette,
    )
    .within_seconds(120),
    Scenario::new(
        "a screen reader is told of the form, of the widget and how the session goes",
        heard,
    )
    .within_seconds(120),
];

fn keys_alone(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    // Who has opened the app types; and from wherever one is, a key leads back to the form.
    at_the_id(person)?;
    person.press_with_control('4')?;
    person.wait_to_read("Security & privacy")?;
    person.type_here("n")?;
    person.wait(Role::Field, "Customer id")?;
    at_the_id(person)?;
    person.type_here("customer-61")?;
    person.press_enter()?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;
    person.press_f6()?;
    stage.secret("a bank password", "By-keys-for-the-bank-alone");
    person.in_the_widget(|page| {
        page.tab_to("Search for a bank")?;
        page.type_here("MX Bank")?;
        page.wait_to_read("Results")?;
        page.tab_to("MX Bank")?;
        page.press_enter()?;
        page.wait(Role::Field, "Password")?;
        page.tab_to("Username")?;
        page.type_here("mxuser")?;
        page.tab_to("Password")?;
        page.type_here("By-keys-for-the-bank-alone")?;
        page.press_enter()
    })?;
    person.wait_to_read("Account verified")?;
    // The result has the focus, so its buttons are next.
    person.tab_to("Reveal the account number of")?;
    person.press_enter()?;
    person.wait_to_read("Hides in")?;
    person.tab_to("Hide now")?;
    person.press_enter()?;
    person.wait_until_gone("Hides in")?;
    person.tab_to("Finish")?;
    person.press_enter()?;
    person.wait(Role::Field, "Customer id").map(drop)
}

fn at_the_id(person: &Person) -> Result<()> {
    wait_for("the customer's id", Duration::from_secs(5), || {
        Ok(person.focus()?.contains("Customer id").then_some(()))
    })
}

fn palette(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-62")?;
    let person = stage.person()?;

    // A place, by a part of its name; the session stays open.
    person.press_with_control('k')?;
    person.wait(Role::Field, "A customer, a session, a place or an action")?;
    stage.picture("palette")?;
    person.type_here("hist")?;
    person.press_enter()?;
    person.wait(Role::Field, "Find a session")?;

    // The open session, by its customer.
    person.press_with_control('k')?;
    person.type_here("customer-6")?;
    person.press_enter()?;
    person.wait_to_read("Account verified")?;

    // The customer, as MX has them.
    person.press("Finish")?;
    person.press_with_control('k')?;
    person.type_here("customer-62")?;
    person.wait_to_read("Customers at MX")?;
    person.wait_until_gone("Asking MX")?;
    stage.picture("customer")?;
    person.press_enter()?;
    person.wait_to_read("Next: verify again.")?;

    // What is typed into a field stays there; the keys are shown where nothing is typed.
    person.press("Verify")?;
    person.wait(Role::Field, "Customer id")?;
    person.type_here("?")?;
    person.must_not_read("Keyboard shortcuts")?;
    person.press("Settings")?;
    person.wait_to_read("Security & privacy")?;
    person.type_here("?")?;
    person.wait_to_read("Keyboard shortcuts")?;
    stage.picture("keys")?;
    person.press_escape()?;
    person.wait_until_gone("Keyboard shortcuts")?;

    // What a status means, by a word of what it means.
    person.press_with_control('k')?;
    person.type_here("statuses mean")?;
    person.press_enter()?;
    person.wait_to_read("PREVENTED")?;
    stage.picture("statuses")?;
    person.type_here("own website")?;
    person.wait_until_gone("PREVENTED")?;
    person.wait_to_read("IMPEDED")?;
    person.press_escape()?;
    person.wait_until_gone("IMPEDED")?;

    // Nothing of it while the desk is locked.
    person.press_with_control('k')?;
    person.type_here("lock")?;
    person.press_enter()?;
    person.wait(Role::Button, "Unlock")?;
    person.press_with_control('k')?;
    std::thread::sleep(Duration::from_millis(400));
    ensure!(
        !person.sees(Role::Field, "A customer, a session")?,
        "the palette opened over the lock"
    );
    person.press("Unlock")
}

fn heard(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.listen()?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    hears(
        stage,
        &[
            ("landmark", "Places and open sessions"),
            ("button", "Verify"),
            ("button", "Settings"),
            ("heading", "New verification"),
            ("field", "Customer id"),
            ("radio button", "Verification"),
            ("button", "Start session"),
            ("heading", "How it goes"),
            ("list", ""),
            ("list item", "Name the customer"),
        ],
    )?;
    // Nothing has the focus in a window that has none.
    stage.display().turn_to("Connect Desk")?;
    let focus = focused(stage)?;
    ensure!(focus == ("field", "Customer id".to_owned()), "{focus:?}");
    let told = told(stage)?;
    let chosen = told
        .iter()
        .find(|thing| is(thing, "radio button", "Verification"));
    ensure!(
        chosen.is_some_and(|thing| thing.is_checked),
        "nobody is told what is chosen"
    );

    start_session(person, "customer-63")?;
    let customer = Customer(person);
    customer.sees_the_search()?;
    hears(
        stage,
        &[
            ("heading", "MX Connect for customer-63"),
            ("button", "Skip the widget"),
            // Inside the frame.
            ("field", "Search for a bank"),
            ("landmark", "Session"),
            ("heading", "customer-63"),
            ("landmark", "Now"),
            ("log", "Timeline"),
            ("button", "Close widget"),
        ],
    )
}

/// Roles of what a person can use, which says nothing without a name.
const USED: [&str; 9] = [
    "button",
    "toggle button",
    "check box",
    "combo box",
    "field",
    "password",
    "radio button",
    "menu item",
    "tab",
];

/// What of a screen is told without a name, though a person can use it.
pub(super) fn nameless(told: &[Thing]) -> Vec<&'static str> {
    let nameless = |thing: &&Thing| USED.contains(&thing.role) && thing.name.is_empty();
    told.iter()
        .filter(nameless)
        .map(|thing| thing.role)
        .collect()
}

fn told(stage: &Stage) -> Result<Vec<Thing>> {
    stage.hears()?.context("nobody listens")
}

/// Waits until all of these are told, in this order; and whatever can be used has a name.
fn hears(stage: &Stage, wanted: &[(&str, &str)]) -> Result<()> {
    let mut told = Vec::new();
    let mut missing = None;
    let heard = wait_for(
        "what a screen reader is told",
        Duration::from_secs(10),
        || {
            told = self::told(stage)?;
            let mut rest = told.iter();
            missing = wanted
                .iter()
                .copied()
                .find(|(role, name)| !rest.any(|thing| is(thing, role, name)));
            Ok(missing.is_none().then_some(()))
        },
    );
    ensure!(
        heard.is_ok(),
        "a screen reader is not told of {missing:?}, but of {:?}",
        told.iter()
            .map(|thing| (thing.role, &thing.name))
            .collect::<Vec<_>>()
    );
    let nameless = nameless(&told);
    ensure!(nameless.is_empty(), "without a name: {nameless:?}");
    Ok(())
}

fn is(thing: &Thing, role: &str, name: &str) -> bool {
    thing.role == role && thing.name.starts_with(name)
}

/// What has the focus, as a screen reader is told.
fn focused(stage: &Stage) -> Result<(&'static str, String)> {
    wait_for("the focus to be told", Duration::from_secs(5), || {
        let told = told(stage)?;
        let focused = told.into_iter().rfind(|thing| thing.is_focused);
        Ok(focused.map(|thing| (thing.role, thing.name)))
    })
}
