//! Demonstrations: every scenario of the picker to the outcome it names, with the customer's part
//! typed by the simulated page itself. The simulated MX is the one inside the app, as for a
//! presenter, only faster.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::{Scenario, cast::start_session, stage::Stage};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("I show every scenario that goes through", goes_through).within_seconds(240),
    Scenario::new(
        "I show every scenario in which something is in the way",
        goes_wrong,
    )
    .within_seconds(240),
    Scenario::new(
        "I show every scenario of other banks and other ways",
        differs,
    )
    .within_seconds(240),
    Scenario::new("I start straight in a scenario", straight_in).within_seconds(120),
    Scenario::new(
        "I follow a session through the steps of MX's guide",
        follow_the_tour,
    )
    .within_seconds(240),
    Scenario::new("I reset a demonstration, and nothing of it is left", reset),
    Scenario::new(
        "with any other MX there is nothing to present, and nothing is typed",
        elsewhere,
    ),
    Scenario::new(
        "the cards of the scenarios can be read in whatever size I give the window",
        resized,
    ),
    Scenario::new(
        "everything is larger in presentation size, and nothing is cut",
        presentation_size,
    )
    .within_seconds(150),
];

/// How many times faster than for people.
const SPEED: u32 = 10;
const PATIENCE: Duration = Duration::from_secs(45);
/// A person doesn't press faster, and the page has begun to type by then.
const BETWEEN_PRESSES: Duration = Duration::from_millis(1_200);

/// Cards whose outcome lies over what is to be entered, or outside of the card.
const LIES_OVER: &str = "
    return [...document.querySelectorAll('[data-scenario]')].filter((card) => {
        const entered = document.createRange();
        entered.selectNodeContents(card.querySelector('code'));
        const above = entered.getBoundingClientRect();
        const { top, bottom } = card.lastElementChild.getBoundingClientRect();
        const end = card.getBoundingClientRect().bottom;
        return (above.height > 0 && above.bottom > top + 1) || bottom > end;
    }).map((card) => card.dataset.scenario)";

/// A scenario of the picker, and what can be read in the app when it is over.
struct Story {
    /// As after `--scenario`.
    name: &'static str,
    /// As in the picker.
    title: &'static str,
    /// As the picker says it ends, and then as the app shows it.
    ends: &'static str,
    reads: &'static [&'static str],
    /// What the presenter presses themselves, when this can be read and nothing is to be typed.
    presses: &'static [(&'static str, &'static str)],
}

const fn story(
    name: &'static str,
    title: &'static str,
    ends: &'static str,
    reads: &'static [&'static str],
) -> Story {
    Story {
        name,
        title,
        ends,
        reads,
        presses: &[],
    }
}

const VERIFIED: &str = "Account verified";

const GO_THROUGH: &[Story] = &[
    story(
        "instant-success",
        "Instant success",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
    story(
        "mfa-text",
        "The bank asks a question (MFA)",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
    story(
        "mfa-options",
        "The bank offers answers (MFA)",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
    story(
        "mfa-image",
        "The bank shows a picture (MFA)",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
    story(
        "single-account-select",
        "The customer picks one account",
        VERIFIED,
        &[VERIFIED, "1 account", "Savings"],
    ),
    story(
        "oauth-approved",
        "Agreed on the bank’s page (OAuth)",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
];

const GO_WRONG: &[Story] = &[
    story(
        "wrong-password",
        "Wrong password",
        "Customer must act",
        &["The customer must act", "DENIED", "Reopen the widget"],
    ),
    story(
        "locked",
        "Locked",
        "Customer at their bank",
        &["The customer must act at their bank", "LOCKED"],
    ),
    story(
        "no-eligible-accounts",
        "No eligible accounts",
        "No account fits",
        &["No account can be verified"],
    ),
    story(
        "oauth-denied",
        "Refused on the bank’s page (OAuth)",
        "Customer must act",
        &["The customer must act", "Reopen the widget"],
    ),
    story(
        "maintenance",
        "Maintenance",
        "No bank connected",
        &["No bank was connected"],
    ),
    story(
        "closed-early",
        "Closed early",
        VERIFIED,
        &[VERIFIED, "Routing"],
    ),
    Story {
        presses: &[("MX is connecting to the bank.", "Skip the wait")],
        ..story("slow-bank", "Slow bank", VERIFIED, &[VERIFIED, "Routing"])
    },
];

const DIFFER: &[Story] = &[
    story(
        "canadian",
        "Canadian bank",
        VERIFIED,
        &[VERIFIED, "Transit", "CA$"],
    ),
    story(
        "tokenised",
        "Tokenized numbers",
        VERIFIED,
        &[
            VERIFIED,
            "The bank gave a token in place of the account number.",
        ],
    ),
    Story {
        presses: &[
            ("Two test deposits are being prepared", "Two days later"),
            ("The test deposits have arrived", "Enter the amounts"),
        ],
        ..story(
            "microdeposits",
            "Test deposits",
            VERIFIED,
            &[VERIFIED, "two small deposits", "•••• 9876", "990000026"],
        )
    },
    story(
        "aggregation",
        "Aggregation",
        "Bank connected",
        &["Bank connected", "6 accounts"],
    ),
];

fn goes_through(stage: &mut Stage) -> Result<()> {
    show_all(stage, GO_THROUGH)?;
    // Whatever is added to the picker is added here.
    let person = stage.person()?;
    person.press("Present")?;
    person.wait(Role::Button, GO_THROUGH[0].title)?;
    let listed = person.all("[data-scenario]", "data-scenario")?;
    let played: Vec<&str> = [GO_THROUGH, GO_WRONG, DIFFER]
        .into_iter()
        .flatten()
        .map(|story| story.name)
        .collect();
    ensure!(listed == played, "listed {listed:?}, played {played:?}");
    Ok(())
}

fn goes_wrong(stage: &mut Stage) -> Result<()> {
    show_all(stage, GO_WRONG)
}

fn differs(stage: &mut Stage) -> Result<()> {
    show_all(stage, DIFFER)
}

/// Shows one after the other; every one that fails is told of.
fn show_all(stage: &mut Stage, stories: &[Story]) -> Result<()> {
    stage.open_presenting(SPEED, &[])?;
    let mut failures = Vec::new();
    for story in stories {
        let shown = choose(stage, story)
            .and_then(|()| play(stage, story))
            .with_context(|| story.name);
        if let Err(error) = shown {
            stage.picture(story.name)?;
            failures.push(format!("{error:#}"));
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("\n             "));
    Ok(())
}

/// Picks a story in the picker, which says how it ends.
fn choose(stage: &Stage, story: &Story) -> Result<()> {
    let person = stage.person()?;
    person.press("Present")?;
    let button = format!("[data-scenario=\"{}\"]", story.name);
    let promised = wait_for("the picker", PATIENCE, || {
        Ok(person.all_text(&button)?.into_iter().next())
    })?;
    ensure!(
        promised.contains(story.ends),
        "the picker promises {promised}"
    );
    person.press(story.title)
}

/// Presses what the card says it is time for, until the outcome is there.
fn play(stage: &Stage, story: &Story) -> Result<()> {
    let person = stage.person()?;
    let began = Instant::now();
    let mut pressed_at: Option<Instant> = None;
    let mut is_noted = false;
    loop {
        let page = person.reads()?;
        if story.reads.iter().all(|words| page.contains(words)) {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            bail!("it never came to {:?}, but to: {page}", story.reads);
        }
        if !is_noted && let Some(token) = widget_token(person)? {
            stage.secret("a widget URL", &token);
            is_noted = true;
        }
        let now = person.all_text("[data-presenting] [aria-current=\"step\"]")?;
        let is_free = pressed_at.is_none_or(|at| at.elapsed() > BETWEEN_PRESSES);
        // While it types it says so, and takes no press.
        let can_type = "[data-action=\"type-for-customer\"]:enabled:not([aria-disabled])";
        let types = !person.all_text(can_type)?.is_empty();
        match now.first() {
            Some(step) if step.contains("close the widget") => person.press("Close widget")?,
            Some(_) if types && is_free => {
                person.press("Type this step")?;
                pressed_at = Some(Instant::now());
            }
            Some(_) if types => {}
            _ if is_free => {
                let mut presses = story.presses.iter();
                if let Some((_, button)) = presses.find(|(words, _)| page.contains(words)) {
                    person.press(button)?;
                    pressed_at = Some(Instant::now());
                }
            }
            _ => {}
        }
        std::thread::sleep(Duration::from_millis(150));
    }
}

/// The secret part of the address of the widget on screen, once it has one.
fn widget_token(person: &Person) -> Result<Option<String>> {
    if !person.sees(Role::Frame, "")? {
        return Ok(None);
    }
    let path = person.in_the_widget(Person::path)?;
    let token = path.strip_prefix("/md/connect/").unwrap_or_default();
    Ok((!token.is_empty()).then(|| token.to_owned()))
}

fn straight_in(stage: &mut Stage) -> Result<()> {
    for story in [&GO_THROUGH[1], &GO_WRONG[1]] {
        stage.open_presenting(SPEED, &["--scenario", story.name])?;
        let person = stage.person()?;
        person.wait_to_read(&format!("Scenario: {}", story.title))?;
        person.wait_to_read("Simulated MX")?;
        play(stage, story)?;
    }
    Ok(())
}

fn follow_the_tour(stage: &mut Stage) -> Result<()> {
    let story = &GO_THROUGH[1];
    stage.open_presenting(SPEED, &["--scenario", story.name])?;
    let person = stage.person()?;
    person.press("Tour of the calls")?;
    play(stage, story)?;
    // It has come along to the last step by itself.
    person.wait_to_read("nothing else returns them in full")?;
    stage.picture("tour")?;
    for (step, called) in [
        ("Create a user", "POST /users"),
        ("Request a widget URL", "POST /users/{user}/widget_urls"),
        ("Listen to events", "mx/connect/selectedInstitution"),
        ("Check the member’s status", "/status"),
        ("Read account numbers", "/account_numbers"),
    ] {
        if !person.can_read(called)? {
            person.press(step)?;
        }
        person
            .wait_to_read(called)
            .with_context(|| step.to_owned())?;
    }
    person.press("GET /users/{user}/members/{member}/account_numbers")?;
    person.wait_to_read("Came back")?;
    person.wait_to_read("routing_number")?;
    stage.picture("bodies")?;

    // Test deposits have no member: the last steps are told of the microdeposit.
    let story = &DIFFER[2];
    choose(stage, story)?;
    play(stage, story)?;
    person.wait_to_read("The microdeposit’s own answer holds the account")?;
    person.wait_to_read("/micro_deposits/{microdeposit}")?;
    stage.picture("tour-of-test-deposits")?;
    person.press("Check the test deposits")?;
    person.wait_to_read("/micro_deposits/{microdeposit}")
}

fn reset(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(SPEED, &[])?;
    let story = &GO_THROUGH[0];
    choose(stage, story)?;
    play(stage, story)?;
    let person = stage.person()?;
    person.press("History")?;
    person.wait_to_read("1 session")?;
    person.press("Present")?;
    person.press("Reset the demonstration")?;
    person.wait_to_read("Reset the demonstration?")?;
    person.press("Reset")?;
    person.wait_to_read("The demonstration is reset.")?;
    person.must_not_read("Open sessions")?;
    person.press("History")?;
    person.wait_to_read("No session yet")?;
    person.press("Customers")?;
    person.wait_to_read("MX has no customers yet")?;
    // And it can begin again.
    choose(stage, story)?;
    play(stage, story)
}

fn elsewhere(stage: &mut Stage) -> Result<()> {
    stage.start_mx(SPEED)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-50")?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;
    person.must_not_read("Type this step")?;
    ensure!(
        !person.sees(Role::Button, "Present")?,
        "there is a way to it"
    );

    // Nor for a page that calls the commands by themselves.
    let session = person.all("[data-session]", "data-session")?;
    let session = session.first().context("no session is on screen")?;
    for (command, arguments) in [
        ("type_for_customer", json!({ "sessionId": session })),
        ("skip_wait", json!({ "sessionId": session })),
        (
            "present",
            json!({ "scenario": "instant-success", "dark": false }),
        ),
        ("reset_demonstration", json!({})),
    ] {
        let refused = person.invoke(command, &arguments)?;
        ensure!(
            refused["refused"]["code"] == "not_now",
            "{command}: {refused}"
        );
    }
    person.in_the_widget(|page| {
        let typed = page.page()?;
        ensure!(!typed.contains("mxuser"), "something was typed");
        page.wait(Role::Field, "Search").map(drop)
    })
}

fn presentation_size(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(SPEED, &[])?;
    let person = stage.person()?;
    // The window is shown once its page is there, and has its size a moment later.
    let before = wait_for_width(person, |width| width > 1_000.0)?;
    person.press("Appearance and about")?;
    person.press("Presentation size")?;
    wait_for_width(person, |width| width < before * 0.8)?;
    person.press_by_keys();
    for (place, heading) in [
        ("Verify", "New verification"),
        ("Customers", "MX has no customers yet"),
        ("History", "No session yet"),
        ("Settings", "Security & privacy"),
        ("Configure", "Configure Connect"),
        ("Inspect", "Nothing to inspect"),
        ("Present", "It goes through"),
    ] {
        person.press(place)?;
        person.wait_to_read(heading)?;
        nothing_is_cut(stage, place)?;
    }

    // A session in it, to its numbers.
    let story = &GO_THROUGH[1];
    choose(stage, story)?;
    person.in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))?;
    nothing_is_cut(stage, "Widget")?;
    play(stage, story)?;
    nothing_is_cut(stage, "Result")?;

    // Whoever opens the app again has it as it was, and can have it as designed.
    stage.open_presenting(SPEED, &[])?;
    let person = stage.person()?;
    wait_for_width(person, |width| width < before * 0.8)?;
    person.press_by_keys();
    person.press("Appearance and about")?;
    person.press("Presentation size")?;
    wait_for_width(person, |width| width > 1_000.0)?;
    Ok(())
}

fn resized(stage: &mut Stage) -> Result<()> {
    stage.open_presenting(SPEED, &[])?;
    let person = stage.person()?;
    person.press("Present")?;
    person.wait(Role::Button, GO_THROUGH[0].title)?;
    // WebKit lays a page out otherwise when it is resized than when it is new.
    for size in [(900, 600), (1_270, 760), (900, 600)] {
        stage.display().resize("Connect Desk", size)?;
        let wanted = f64::from(size.0);
        wait_for_width(person, |width| (width - wanted).abs() < 30.0)?;
        std::thread::sleep(Duration::from_millis(400));
        stage.picture(&format!("cards-{}", size.0))?;
        let over = person.has_the_page_say(LIES_OVER)?;
        ensure!(over == json!([]), "at {size:?}: {over}");
    }
    Ok(())
}

fn wait_for_width(person: &Person, is_right: impl Fn(f64) -> bool) -> Result<f64> {
    wait_for("the page to be scaled", Duration::from_secs(20), || {
        let (width, _) = person.viewport()?;
        Ok(is_right(width).then_some(width))
    })
}

fn nothing_is_cut(stage: &Stage, screen: &str) -> Result<()> {
    std::thread::sleep(Duration::from_millis(400));
    stage.picture(&screen.to_lowercase())?;
    let cut = stage.person()?.cut_off()?;
    ensure!(cut.is_empty(), "{screen}: {cut:?} can't be reached");
    Ok(())
}
