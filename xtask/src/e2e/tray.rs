//! The app in the desktop's tray: only where it is wanted, and only where there is one.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    cast::start_session,
    settings::{to_settings, with_policy},
    stage::Stage,
};
use crate::driver::{Notifications, Place, Role, Tray, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "with the tray on, closing the window hides it, sessions go on, and the tray brings it back",
        hidden,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "where no desktop shows a tray, closing the window ends the app, and the settings say so",
        no_tray,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "my organisation forbids the tray: closing the window ends the app, whatever I have chosen",
        forbidden,
    )
    .on_two_displays()
    .within_seconds(120),
    Scenario::new(
        "in the middle of a session, closing the window asks me first",
        in_the_middle,
    )
    .on_two_displays()
    .within_seconds(120),
];

const TITLE: &str = "Connect Desk";
const SETTING: &str = "Stay in the tray";
const NO_TRAY: &str = "This desktop shows no tray now.";
const GOES_ON: &str = "Still running in the tray, and so are sessions. The icon’s menu brings the \
                       window back, and quits.";
const WHERE: Place = Place {
    x: 120,
    y: 60,
    width: 1000,
    height: 650,
};

fn hidden(stage: &mut Stage) -> Result<()> {
    let tray = Tray::start(stage.bus())?;
    let desktop = Notifications::start(stage.bus())?;
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let place = stage.display().put(TITLE, WHERE)?;
    std::thread::sleep(Duration::from_secs(1));
    ensure!(
        tray.item()?.is_none(),
        "it is in the tray, and nobody asked"
    );

    to_settings(person)?;
    person.scroll_to("Run the checks")?;
    person.click(Role::Choice, SETTING)?;
    in_the_tray(stage, &tray)?;
    person.must_not_read(NO_TRAY)?;
    stage.picture("setting")?;
    let (width, height, pixels) = tray.icon()?;
    ensure!(
        width >= 16 && width * height == i32::try_from(pixels)?,
        "the icon is {width} × {height}, of {pixels} pixels"
    );
    menu_says(&tray, "No session is running")?;

    // Its window hidden, the customer goes on in another, or here in the frame that nobody sees.
    person.press("Verify")?;
    start_session(person, "tray-71")?;
    let customer = Customer(person);
    customer.sees_the_search()?;
    customer.chooses_mx_bank()?;
    customer.sees_the_sign_in()?;
    menu_says(&tray, "1 session is running")?;
    let (title, text) = tray.told()?;
    ensure!(
        title == TITLE && text == "1 session is running",
        "the icon says {title}: {text}"
    );
    ensure!(desktop.shown().is_empty(), "{:?}", desktop.shown());
    close_into_the_tray(stage)?;
    // The first time, it is told that this was no end.
    tells(&desktop, &[GOES_ON])?;
    customer.signs_in_with("a-password")?;
    menu_says(&tray, "No session is running")?;
    tells(&desktop, &[GOES_ON, "A bank account was verified."])?;
    ensure!(!is_seen(stage)?, "the window came by itself");

    tray.click()?;
    is_back(stage)?;
    person.wait_to_read("Account verified")?;
    wait_for("the window where it was", Duration::from_secs(5), || {
        Ok((stage.display().place_of(TITLE)? == Some(place)).then_some(()))
    })?;
    stage.picture("back")?;

    close_into_the_tray(stage)?;
    let told = desktop.shown().len();
    ensure!(told == 2, "it was told again: {:?}", desktop.shown());
    tray.press("New verification")?;
    is_back(stage)?;
    person.wait_to_read("New verification")?;
    person.wait(Role::Field, "Customer id")?;

    // The lock stays in front of everything.
    person.press_with_control('l')?;
    person.wait(Role::Button, "Unlock")?;
    close_into_the_tray(stage)?;
    tray.press("New verification")?;
    is_back(stage)?;
    person.wait(Role::Button, "Unlock")?;
    person.must_not_read("tray-71")?;
    stage.picture("locked")?;
    person.press("Unlock")?;
    person.wait(Role::Field, "Customer id")?;

    // Started again, it is the one in the tray that comes.
    close_into_the_tray(stage)?;
    let code = stage.start_again(&[])?;
    ensure!(code == Some(0), "the second start ended with {code:?}");
    is_back(stage)?;

    // Off again, nothing is in the tray.
    to_settings(person)?;
    person.click(Role::Choice, SETTING)?;
    wait_for("the tray to be empty", Duration::from_secs(20), || {
        Ok(tray.item()?.is_none().then_some(()))
    })?;
    person.click(Role::Choice, SETTING)?;
    in_the_tray(stage, &tray)?;

    // The desktop's panel ends while the window is hidden.
    close_into_the_tray(stage)?;
    drop(tray);
    is_back(stage)?;
    person.wait_to_read(NO_TRAY)?;
    stage.picture("panel-gone")?;

    let tray = Tray::start(stage.bus())?;
    in_the_tray(stage, &tray)?;
    person.wait_until_gone(NO_TRAY)?;
    close_into_the_tray(stage)?;
    tray.press("Quit")?;
    has_ended(stage)?;
    // The bus learns of the app's end a moment after everybody else.
    wait_for(
        "the icon to go with the app",
        Duration::from_secs(10),
        || Ok(tray.item()?.is_none().then_some(())),
    )?;
    stage.close();
    Ok(())
}

fn no_tray(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(20, &[])?;
    turn_on(stage)?;
    stage.person()?.wait_to_read(NO_TRAY)?;
    stage.picture("no-tray")?;
    stage.display().close_by_keys(TITLE)?;
    has_ended(stage)?;

    // Somebody takes icons, and nobody draws them: that is none either.
    let undrawn = Tray::start_undrawn(stage.bus())?;
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    to_settings(person)?;
    person.wait_to_read(NO_TRAY)?;
    ensure!(undrawn.item()?.is_none(), "it took a place nobody sees");
    stage.display().close_by_keys(TITLE)?;
    has_ended(stage)?;
    drop(undrawn);

    // The wish is kept, and holds where there is one.
    let tray = Tray::start(stage.bus())?;
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    to_settings(person)?;
    in_the_tray(stage, &tray)?;
    close_into_the_tray(stage)
}

fn forbidden(stage: &mut Stage) -> Result<()> {
    let tray = Tray::start(stage.bus())?;
    stage.start_mx(10)?;
    stage.open_connected()?;
    turn_on(stage)?;
    in_the_tray(stage, &tray)?;
    stage.kill_app()?;

    with_policy(stage, r#"{"version": 1, "tray": false}"#)?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    to_settings(person)?;
    person.wait_to_read("Set by your organisation")?;
    person.scroll_to("Run the checks")?;
    stage.picture("forbidden")?;
    ensure!(
        !person.sees(Role::Choice, SETTING)?,
        "it can be chosen all the same"
    );
    ensure!(tray.item()?.is_none(), "it is in the tray all the same");
    stage.display().close_by_keys(TITLE)?;
    has_ended(stage)?;
    stage.close();
    Ok(())
}

fn in_the_middle(stage: &mut Stage) -> Result<()> {
    const ASKED: &str = "Quit with sessions open?";
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    start_session(person, "closed-on")?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;
    stage.display().close_by_keys(TITLE)?;
    person.wait_to_read(ASKED)?;
    person.wait_to_read("1 session isn’t finished.")?;
    stage.picture("asked")?;
    person.press("Stay")?;
    person.wait_until_gone(ASKED)?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;

    stage.display().close_by_keys(TITLE)?;
    person.wait_to_read(ASKED)?;
    // The app may be gone before the press has been answered.
    let _ = person.press("Quit");
    has_ended(stage)?;
    stage.close();

    // Whoever closes the window twice is not asked twice.
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    start_session(person, "closed-twice")?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;
    stage.display().close_by_keys(TITLE)?;
    person.wait_to_read(ASKED)?;
    stage.display().close_by_keys(TITLE)?;
    has_ended(stage)?;
    stage.close();
    Ok(())
}

/// Waits until the desktop has been told just this, in this order.
fn tells(desktop: &Notifications, expected: &[&str]) -> Result<()> {
    let whole: Vec<_> = expected
        .iter()
        .map(|text| format!("{TITLE} | {TITLE} | {text}"))
        .collect();
    let told = wait_for("the notification", Duration::from_secs(20), || {
        Ok((desktop.shown() == whole).then_some(()))
    });
    told.with_context(|| format!("told: {:?}", desktop.shown()))
}

fn turn_on(stage: &Stage) -> Result<()> {
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    to_settings(person)?;
    person.scroll_to("Run the checks")?;
    person.click(Role::Choice, SETTING)
}

/// Waits until the icon is there and the app knows it, as its settings do, which are on screen.
fn in_the_tray(stage: &Stage, tray: &Tray) -> Result<()> {
    wait_for("the icon in the tray", Duration::from_secs(20), || {
        Ok(tray.item()?.map(drop))
    })?;
    let person = stage.person()?;
    wait_for("the app to know", Duration::from_secs(20), || {
        let stands = person.all("#tray", "data-standing")?;
        Ok((stands == ["there"]).then_some(()))
    })
}

fn menu_says(tray: &Tray, running: &str) -> Result<()> {
    let mut menu = Vec::new();
    let said = wait_for("the tray's menu", Duration::from_secs(20), || {
        menu = tray.menu()?;
        let wanted = [
            ("Show Connect Desk", true),
            ("New verification", true),
            (running, false),
            ("Quit", true),
        ];
        let there: Vec<_> = menu
            .iter()
            .map(|entry| (entry.label.as_str(), entry.can_be_pressed))
            .collect();
        Ok((there == wanted).then_some(()))
    });
    said.map_err(|error| error.context(format!("the menu: {menu:?}")))
}

fn is_seen(stage: &Stage) -> Result<bool> {
    Ok(stage.display().titled(TITLE)? > 0)
}

/// Closes the window by the system's keys, which only hides it.
fn close_into_the_tray(stage: &Stage) -> Result<()> {
    stage.display().close_by_keys(TITLE)?;
    wait_for("the window to go", Duration::from_secs(10), || {
        Ok((!is_seen(stage)?).then_some(()))
    })?;
    std::thread::sleep(Duration::from_millis(500));
    stage.app()?.id().map(drop)
}

fn is_back(stage: &Stage) -> Result<()> {
    wait_for("the window", Duration::from_secs(10), || {
        Ok(is_seen(stage)?.then_some(()))
    })
}

fn has_ended(stage: &Stage) -> Result<()> {
    wait_for("the app to end", Duration::from_secs(15), || {
        Ok(stage.app()?.id().is_err().then_some(()))
    })
}
