//! What a hostile page where the widget should be can do: nothing.
//!
//! - [`attempts`]: the table of what it tries, and what must not come of it.
//! - [`orders`]: has a page make the attempts one by one.
//! - [`watch`]: what is looked at after each.
//! - [`hands`]: what it does while the person's hands are busy: the keyboard, a drag, a hang.
//! - [`floods`]: what it does to keep the app from answering at all, as [`meter`] measures it.

mod attempts;
mod floods;
mod hands;
mod meter;
mod orders;
mod watch;

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub(crate) use self::attempts::{Place, all};
use super::{
    Scenario,
    cast::{start_session, verify},
    front::{Front, WidgetPage},
    stage::Stage,
};
use crate::{
    driver::{Role, wait_for},
    reliability::{Made, keep},
};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "forged messages are refused, shown as refused, and change nothing",
        forged,
    ),
    Scenario::new(
        "a hostile page in the frame gets nowhere, whatever it tries",
        orders::in_the_frame,
    )
    .within_seconds(480),
    Scenario::new(
        "a hostile page in the customer window gets nowhere, whatever it tries",
        orders::in_the_window,
    )
    .within_seconds(480),
    Scenario::new(
        "a widget that floods the app is taken away, with a word and a way on",
        floods::in_the_frame,
    )
    .within_seconds(240),
    Scenario::new(
        "a customer window that floods the app doesn't keep me from closing it",
        floods::in_the_window,
    ),
    Scenario::new(
        "what I type stays mine while the widget's page grasps for the keyboard",
        hands::keyboard,
    ),
    Scenario::new(
        "a link dragged out of the customer window doesn't lead the app away",
        hands::drag,
    ),
    Scenario::new(
        "a widget's page that hangs for ever doesn't take the app along",
        hands::hang,
    )
    .within_seconds(120),
];

const FORGER: &str = include_str!("../pages/forger.html");
const OTHER_SITE: &str = include_str!("../pages/other-site.html");
const COMMANDS: &[&str] = include!("../../../../src-tauri/src/commands/names.rs");

/// The page that tries everything; it can name a connection of another customer.
fn page(member_of_another: &str, another: &str) -> String {
    let scripts = [
        include_str!("../pages/hostile/orders.js"),
        include_str!("../pages/hostile/navigating.js"),
        include_str!("../pages/hostile/calling.js"),
        include_str!("../pages/hostile/forging.js"),
        include_str!("../pages/hostile/asking.js"),
    ];
    let commands = Value::from(COMMANDS.to_vec()).to_string();
    include_str!("../pages/hostile/page.html")
        .replace("SCRIPTS", &scripts.join("\n"))
        .replace("ALL_COMMANDS", &commands)
        .replace("MEMBER-OF-ANOTHER", member_of_another)
        .replace("USER-OF-ANOTHER", another)
}

/// Opens the app and begins a session whose widget is the hostile page.
fn open_hostile(stage: &mut Stage, place: Place) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    begin_hostile(stage, place, "bystander")
}

fn begin_hostile(stage: &Stage, place: Place, customer: &str) -> Result<()> {
    let hostile = page("MBR-of-another", "USR-of-another");
    stage.front().serve_widget(WidgetPage::Hostile(hostile));
    let person = stage.person()?;
    if place == Place::Window {
        person.click(Role::Choice, "Customer window")?;
    }
    start_session(person, customer)?;
    it_is_there(stage)
}

/// Waits until the page asks what to do.
fn it_is_there(stage: &Stage) -> Result<()> {
    let before = stage.front().times_asked_for_orders();
    wait_for("the hostile page", Duration::from_secs(20), || {
        let has_asked = stage.front().times_asked_for_orders() > before;
        Ok(has_asked.then_some(()))
    })?;
    sleep(Duration::from_millis(500));
    Ok(())
}

/// Keeps what came of an attempt that has a scenario of its own.
fn keep_one(file: &str, made: &[(&str, Place, String)]) -> Result<()> {
    let made: Vec<_> = made
        .iter()
        .map(|(attempt, place, outcome)| {
            Ok(Made {
                attempt: attempts::named(attempt)?.name.to_owned(),
                place: place.name().to_owned(),
                clicked: false,
                outcome: outcome.clone(),
            })
        })
        .collect::<Result<_>>()?;
    keep(file, &made)
}

fn forged(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    let other_site = Front::start()?;
    other_site.serve_widget(WidgetPage::Hostile(OTHER_SITE.to_owned()));
    // Framing the other site is allowed: what must stop its messages is that it isn't the
    // session's, not that it never loads.
    stage.open_connected_with(&[other_site.origin()])?;
    verify(stage, "victim")?;
    let member = member_of(stage, "victim")?.context("the victim has no member")?;
    stage.person()?.press("Finish")?;

    let page = FORGER
        .replace("MEMBER-OF-ANOTHER", &member)
        .replace("OTHER-SITE", &format!("{}/other", other_site.origin()));
    stage.front().serve_widget(WidgetPage::Hostile(page));
    let person = stage.person()?;
    start_session(person, "bystander")?;
    person.wait(Role::Frame, "MX Connect")?;
    for refusal in [
        "Refused: a message that did not come from the widget",
        "Refused: a message from another website",
        "Refused: a message larger than the widget sends",
        "Refused: a message that is not MX's",
        "Refused: a message that can't be read",
        "Refused: a connection that is not this customer's",
    ] {
        person.wait_to_read(refusal)?;
    }
    person.wait_to_read("messages refused. Nothing changed because of them.")?;

    // Long enough for anything that was let through to have its effect.
    sleep(Duration::from_secs(4));
    person.must_not_read("Account verified")?;
    ensure!(
        person.sees(Role::Button, "Close widget")?,
        "the session did not stay open"
    );
    ensure!(
        member_of(stage, "bystander")?.is_none(),
        "the bystander got a member"
    );
    stage.keep_page("after the forged messages")?;
    // What was refused is in the inspector, each with its reason.
    person.press("Inspect this session")?;
    person.click(Role::Row, "Not read")?;
    person.wait_to_read("Refused: a message that is not MX's")?;
    person.click(Role::Row, "/memberConnected")?;
    person.wait_to_read("Refused: a connection that is not this customer's")?;
    stage.picture("inspected")?;
    stage.keep_page("with the forged messages in the inspector")?;
    person.press("Back to the session")?;
    person.press("Close widget")?;
    person.wait_to_read("No bank was connected")
}

/// MX's guid of a customer.
fn user_of(stage: &Stage, customer: &str) -> Result<String> {
    let users = stage.mx()?.ask("/users")?;
    let user = users["users"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|user| user["id"] == customer);
    let user = user.with_context(|| format!("MX does not know {customer}"))?;
    let guid = user["guid"].as_str().context("a user without a guid")?;
    Ok(guid.to_owned())
}

/// The guid of a customer's one member, as MX knows it.
fn member_of(stage: &Stage, customer: &str) -> Result<Option<String>> {
    let user = user_of(stage, customer)?;
    let members = stage.mx()?.ask(&format!("/users/{user}/members"))?;
    Ok(members["members"][0]["guid"].as_str().map(str::to_owned))
}
