//! The app among other programs: started again, by hand or by a link from one of them.

use std::{fs, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Customer, Scenario, cast::start_session, stage::Stage};
use crate::driver::{LEFT_WIDTH, Notifications, Place, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "started again, the app comes to the front and begins the scenario I named; another folder has a window of its own",
        started_again,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "a link from another program waits until I say so, and starts nothing",
        link,
    )
    .within_seconds(150),
    Scenario::new(
        "while the app hangs, starting it again says so; once it was killed, it opens",
        hanging,
    )
    .within_seconds(150),
    Scenario::new(
        "my window comes back as I left it, and where I can see it when its display is gone",
        comes_back,
    )
    .on_two_displays()
    .within_seconds(240),
    Scenario::new(
        "I am told when a session ends while I work elsewhere, and nobody is named",
        told,
    )
    .on_two_displays()
    .within_seconds(240),
];

const TITLE: &str = "Connect Desk";

fn started_again(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let display = stage.display();
    let first = display.active_window()?;

    let elsewhere = stage.home.path().join("elsewhere");
    let other = stage.open_in(&elsewhere)?;
    wait_for("the other folder's window", Duration::from_secs(20), || {
        let is_there = display.visible_windows()? >= 2 && display.active_window()? != first;
        Ok(is_there.then_some(()))
    })?;
    stage.picture("another-folder")?;

    let code = stage.start_again(&["--scenario", "mfa-text"])?;
    ensure!(code == Some(0), "the second start ended with {code:?}");
    wait_for("the first window in front", Duration::from_secs(10), || {
        Ok((display.active_window()? == first).then_some(()))
    })?;
    person.wait(Role::Frame, "MX Connect")?;
    person.wait_to_read("The bank asks a question (MFA)")?;
    stage.picture("in-front")?;
    ensure!(
        display.titled(TITLE)? == 2,
        "there is a third window, or one is gone"
    );
    drop(other);
    Ok(())
}

fn link(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let asked_before = stage.front().asked().len();

    let follow = |link: &str| -> Result<()> {
        let code = stage.start_again(&[link])?;
        ensure!(
            code == Some(0),
            "the start with the link ended with {code:?}"
        );
        Ok(())
    };
    follow("connectdesk://verify?customer=crm-4711")?;
    person.wait_to_read("Verify this customer?")?;
    person.wait_to_read("crm-4711")?;
    stage.picture("asked")?;
    ensure!(
        stage.front().asked().len() == asked_before,
        "MX was asked about the customer before the agent said so"
    );
    person.press("Fill in the form")?;
    ensure!(
        person.value("Customer id")? == "crm-4711",
        "the id is not in the form"
    );
    person.must_not_read("Verify this customer?")?;
    ensure!(
        stage.mx()?.customers()? == 0,
        "a customer was created, and nobody pressed Start"
    );

    // Behind the lock it says nothing, and waits.
    person.press("Appearance and about")?;
    person.click(Role::Choice, "Lock the desk")?;
    person.wait(Role::Button, "Unlock")?;
    follow("connectdesk://verify?customer=crm-4712")?;
    std::thread::sleep(Duration::from_secs(1));
    ensure!(
        !person.page()?.contains("crm-4712"),
        "the cover names a customer"
    );
    person.press("Unlock")?;
    person.wait_to_read("crm-4712")?;
    person.press("Ignore")?;

    // What it doesn't know it refuses in a sentence, and changes nothing.
    follow("connectdesk://connect?environment=production")?;
    person.wait_to_read("Connect Desk doesn't know this kind of link.")?;
    stage.picture("refused")?;
    person.press("OK")?;
    person.wait(Role::Field, "Customer id")?;

    // The first start can be the one with the link.
    stage.open_connected_and(&["connectdesk://verify?customer=crm-4713"])?;
    let person = stage.person()?;
    person.wait_to_read("crm-4713")?;
    person.press("Ignore")
}

fn hanging(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(10, &[])?;
    stage.person()?.wait(Role::Field, "Customer id")?;
    stage.suspend_app()?;
    let before = stage.display().visible_windows()?;
    let waiting = stage.open_in(&stage.home.data())?;
    wait_for("word that the app hangs", Duration::from_secs(20), || {
        Ok((stage.display().visible_windows()? > before).then_some(()))
    })?;
    stage.picture("hangs")?;
    drop(waiting);
    stage.kill_app().context("the app that hung is gone")?;

    stage.open_presenting(10, &[])?;
    stage.person()?.wait(Role::Field, "Customer id").map(drop)
}

fn comes_back(stage: &mut Stage) -> Result<()> {
    let wanted = Place {
        x: 1450,
        y: 60,
        width: 1000,
        height: 650,
    };
    opened(stage)?;
    let left = stage.display().put(TITLE, wanted)?;
    kept(stage, |window| window["width"] == 1000 && window["x"] != 0)?;
    stage.close();
    opened(stage)?;
    let place = stage.display().place_of(TITLE)?;
    ensure!(place == Some(left), "it is at {place:?}");
    stage.picture("as-it-was")?;

    // Filling its display, it still knows the size it goes back to.
    stage.display().double_click_title(left)?;
    kept(stage, |window| window["maximized"] == true)?;
    stage.close();
    opened(stage)?;
    wait_for(
        "the window to fill its display",
        Duration::from_secs(5),
        || {
            let place = stage.display().place_of(TITLE)?;
            Ok(place.filter(|place| place.width == 1280))
        },
    )?;
    stage.picture("filling")?;
    stage.close();

    stage.display().unplug_right()?;
    opened(stage)?;
    wait_for("the window on what is left", Duration::from_secs(5), || {
        let place = stage.display().place_of(TITLE)?;
        Ok(place.filter(|place| place.x >= 0 && place.x + place.width <= LEFT_WIDTH))
    })?;
    stage.picture("display-gone")
}

fn opened(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(10, &[])?;
    stage.person()?.wait(Role::Field, "Customer id").map(drop)
}

/// Waits until the window's place is kept, and is so.
fn kept(stage: &Stage, is_so: impl Fn(&Value) -> bool) -> Result<()> {
    let file = stage.home.data().join("window.json");
    wait_for(
        "the window's place to be kept",
        Duration::from_secs(10),
        || {
            let text = fs::read(&file).unwrap_or_default();
            let window = serde_json::from_slice(&text).unwrap_or(Value::Null);
            Ok(is_so(&window).then_some(()))
        },
    )
}

fn told(stage: &mut Stage) -> Result<()> {
    let desktop = Notifications::start(stage.bus())?;
    stage.open_presenting(20, &[])?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let display = stage.display();
    let mine = display.active_window()?;
    let begin = |customer: &str| -> Result<()> {
        start_session(person, customer)?;
        let customer = Customer(person);
        customer.sees_the_search()?;
        customer.chooses_mx_bank()?;
        customer.sees_the_sign_in()
    };

    // In front of the window, nobody is told.
    begin("tell-81")?;
    Customer(person).signs_in_with("a-password")?;
    person.wait_to_read("Account verified")?;
    ensure!(desktop.shown().is_empty(), "{:?}", desktop.shown());
    person.press("Finish")?;

    begin("tell-82")?;
    let other = stage.open_in(&stage.home.path().join("elsewhere"))?;
    wait_for("another window in front", Duration::from_secs(20), || {
        let active = display.active_window()?;
        Ok((!active.is_empty() && active != mine).then_some(()))
    })?;
    Customer(person).signs_in_with("a-password")?;
    wait_for("the notification", Duration::from_secs(20), || {
        Ok((!desktop.shown().is_empty()).then_some(()))
    })?;
    let shown = desktop.shown();
    ensure!(
        shown == ["Connect Desk | Connect Desk | A bank account was verified."],
        "{shown:?}"
    );
    stage.picture("elsewhere")?;
    desktop.press_last()?;
    wait_for("my window in front", Duration::from_secs(10), || {
        Ok((display.active_window()? == mine).then_some(()))
    })?;
    person.wait_to_read("Account verified")?;
    drop(other);
    Ok(())
}
