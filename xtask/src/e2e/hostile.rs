//! What a hostile page where the widget should be can do: nothing.

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{
    Scenario,
    cast::{start_session, verify},
    front::{Front, WidgetPage},
    stage::Stage,
};
use crate::driver::{Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "forged messages are refused, shown as refused, and change nothing",
        forged,
    ),
    Scenario::new(
        "a hostile page can't take over the app, open windows or reach its commands",
        attacks,
    ),
];

const FORGER: &str = include_str!("pages/forger.html");
const OTHER_SITE: &str = include_str!("pages/other-site.html");
const ATTACKER: &str = include_str!("pages/attacker.html");

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

/// The guid of a customer's one member, as MX knows it.
fn member_of(stage: &Stage, customer: &str) -> Result<Option<String>> {
    let mx = stage.mx()?;
    let users = mx.ask("/users")?;
    let user = users["users"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|user| user["id"] == customer);
    let user = user.with_context(|| format!("MX does not know {customer}"))?;
    let guid = user["guid"].as_str().context("a user without a guid")?;
    let members = mx.ask(&format!("/users/{guid}/members"))?;
    Ok(members["members"][0]["guid"].as_str().map(str::to_owned))
}

fn attacks(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage
        .front()
        .serve_widget(WidgetPage::Hostile(ATTACKER.to_owned()));
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let address = person.address()?;
    let windows = stage.display().visible_windows()?;
    ensure!(
        windows == 1,
        "there are {windows} windows on the display to begin with"
    );
    start_session(person, "bystander")?;
    told(stage, "by itself")?;
    // A click by the person gives a page powers that it doesn't have by itself.
    person.in_the_widget(|page| page.press("You have won"))?;
    told(stage, "after a click")?;
    sleep(Duration::from_secs(2));

    for told in stage.front().reports() {
        let when = told["when"].as_str().unwrap_or_default().to_owned();
        let attempts = told["attempts"]
            .as_object()
            .context("the page told nothing")?;
        ensure!(
            attempts.len() > 10,
            "the page tried only {} things",
            attempts.len()
        );
        for (attempt, outcome) in attempts {
            if outcome["refused"] != Value::Bool(true) {
                bail!("{when}, the page could {attempt}: {outcome}");
            }
        }
    }
    ensure!(
        person.address()? == address,
        "the app's page is {} now",
        person.address()?
    );
    ensure!(
        person.windows()? == 1,
        "the app has {} windows now",
        person.windows()?
    );
    ensure!(
        stage.display().visible_windows()? == windows,
        "there are {} windows on the display now",
        stage.display().visible_windows()?
    );
    // What went to the system's browser, if anything: https pages, and never the same one twice.
    let opened = stage.home.opened_in_browser();
    for page in &opened {
        ensure!(
            page.starts_with("https://"),
            "{page} was opened in the browser"
        );
        let times = opened.iter().filter(|other| *other == page).count();
        ensure!(times == 1, "{page} was opened {times} times");
    }
    ensure!(
        person.sees(Role::Button, "Close widget")?,
        "the session did not stay open"
    );
    person.press("Close widget")?;
    person.wait_to_read("No bank was connected")?;
    // Still connected, and still works: none of the page's commands got through.
    person.press("Leave session")?;
    stage.front().serve_widget(WidgetPage::AsIs);
    verify(stage, "customer-after")
}

fn told(stage: &Stage, when: &str) -> Result<()> {
    wait_for(
        &format!("what the page could do {when}"),
        Duration::from_secs(20),
        || {
            Ok(stage
                .front()
                .reports()
                .iter()
                .any(|told| told["when"] == when)
                .then_some(()))
        },
    )
}
