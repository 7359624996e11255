//! What an organisation says about this desk, one word after the other, and what each word does.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::{
    Customer, Scenario,
    cast::{start_session, turn_to, verify},
    settings::{to_settings, with_policy},
    stage::Stage,
};
use crate::driver::{Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "all that my organisation has said is in the settings, and none of it can be changed there",
        everything_is_shown,
    ),
    Scenario::new(
        "my organisation allows no links: none is offered, and one of before is not renewed",
        no_links,
    )
    .within_seconds(240),
    Scenario::new(
        "nobody is at the desk for two minutes: it locks by itself, and my session goes on",
        locked_when_idle,
    )
    .within_seconds(360),
];

fn everything_is_shown(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(
        stage,
        r#"{"version": 1, "environments": ["custom"], "reveal_reason": true, "export": "masked",
            "link_hand_over": false, "auto_lock_minutes": 15, "retention_days": 90,
            "company_name": "Alder & Finch", "tray": false}"#,
    )?;
    let person = stage.person()?;
    to_settings(person)?;
    for said in [
        "Environments Custom",
        "Reason before a number is shown Required",
        "Reports and exports Allowed, with masked numbers only",
        "Hand-over by link Not allowed",
        "Automatic lock After 15 minutes",
        "Past sessions For 90 days",
        "Company’s name Alder & Finch",
        "Staying in the tray Not allowed",
    ] {
        person.wait_to_read(said)?;
    }
    stage.picture("policy")?;
    for mine in ["Company’s name", "Keep past sessions"] {
        ensure!(
            !person.sees(Role::Field, mine)?,
            "“{mine}” can be changed here"
        );
    }
    ensure!(
        !person.sees(Role::Choice, "Ask for a reason before a number")?,
        "the reason can be switched off here"
    );
    ensure!(
        !person.sees(Role::Choice, "Stay in the tray")?,
        "the tray can be switched on here"
    );
    Ok(())
}

fn no_links(stage: &mut Stage) -> Result<()> {
    const OF_BEFORE: &str = "customer-75";
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Link")?;
    start_session(person, OF_BEFORE)?;
    person.wait_to_read("Can be opened for")?;
    stage.kill_app()?;

    // From now on the organisation says no.
    with_policy(stage, r#"{"version": 1, "link_hand_over": false}"#)?;
    let person = stage.person()?;
    person.press(OF_BEFORE)?;
    person.wait_to_read("The link is with the customer")?;
    person.press("New link")?;
    person.wait_to_read("Your organisation does not allow links.")?;
    stage.picture("refused")?;
    person.press("Stop waiting")?;
    person.wait_to_read("No bank was connected")?;
    person.press("Leave session")?;

    // Nothing offers one: not the form …
    let asked = stage.front().asked().len();
    person.wait_to_read("Set by your organisation")?;
    stage.picture("form")?;
    ensure!(
        !person.can_use(Role::Choice, "Link")?,
        "a link can be chosen"
    );
    // … and not a session.
    start_session(person, "customer-76")?;
    person.wait(Role::Frame, "MX Connect")?;
    person.press("Hand the widget over in another way")?;
    person.wait_to_read("Open the customer window")?;
    person.must_not_read("Send a link")?;
    let since = stage.front().asked().split_off(asked);
    let urls = since.iter().filter(|path| path.ends_with("/widget_urls"));
    ensure!(urls.count() == 1, "{since:?}");
    Ok(())
}

fn locked_when_idle(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    with_policy(stage, r#"{"version": 1, "auto_lock_minutes": 2}"#)?;
    verify(stage, "customer-77")?;
    let person = stage.person()?;
    person.press("Verify")?;
    start_session(person, "customer-78")?;
    let widget = Customer(person);
    widget.chooses_mx_bank()?;
    widget.sees_the_sign_in()?;
    let last_touched = Instant::now();
    // The driver looks at the page by other ways than a hand does: looking is no activity.
    wait_for("the desk to lock", Duration::from_secs(150), || {
        person
            .sees(Role::Button, "Unlock")
            .map(|is| is.then_some(()))
    })?;
    let idle = last_touched.elapsed();
    ensure!(
        idle >= Duration::from_secs(115),
        "it locked after {} s",
        idle.as_secs()
    );
    stage.picture("locked")?;
    let page = person.page()?;
    for hidden in ["customer-77", "customer-78", "MX Bank"] {
        ensure!(!page.contains(hidden), "“{hidden}” is in the page");
    }
    stage.keep_page("locked")?;

    // Back, the widget is where it was, and so are the numbers.
    person.press("Unlock")?;
    stage.secret("a bank password", "Signed-in-after-the-lock");
    Customer(person).signs_in_with("Signed-in-after-the-lock")?;
    person.wait_to_read("Account verified")?;
    turn_to(person, "customer-77")?;
    person.press("Reveal the account number of")?;
    person.wait_to_read("Hides in")
}
