//! What the person's desktop asks of every program for their eyes' sake.

use std::{thread::sleep, time::Duration};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::{
    Scenario,
    cast::start_session,
    front::WidgetPage,
    settings::{to_settings, with_policy},
    stage::Stage,
};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "nothing moves where my desktop has its animations switched off",
        still,
    )
    .within_seconds(150),
    Scenario::new(
        "what the customer sees in their window is as large as I have it, and follows when I change it",
        as_large,
    )
    .within_seconds(150),
];

/// Longer than this, something is seen to move.
const A_BLINK_MS: f64 = 1.0;

/// The longest that anything on the page moves, changes colour or turns, in milliseconds; what
/// goes on for ever counts as that. What only waits, and then is there at once, doesn't move.
const LONGEST: &str = "
    let longest = 0;
    const of = (style) => {
      const ms = (times) => times.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000));
      const rounds = style.animationIterationCount.split(',').map((count) => (count.trim() === 'infinite' ? Infinity : Number(count)));
      const turns = style.animationName === 'none' ? [0] : ms(style.animationDuration).map((time, at) => time * (rounds[at] ?? 1));
      const changes = style.transitionProperty === 'none' ? [0] : ms(style.transitionDuration);
      longest = Math.max(longest, ...turns, ...changes);
    };
    for (const element of document.querySelectorAll('*')) {
      for (const part of [null, '::before', '::after']) of(getComputedStyle(element, part));
      if (getComputedStyle(element).scrollBehavior === 'smooth') longest = Infinity;
    }
    return Number.isFinite(longest) ? longest : -1;
";

fn still(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.front().serve_widget(WidgetPage::NeverAnswers);

    // As it is for most: the page that is being waited for is sketched, and the sketch breathes.
    stage.open_connected()?;
    let person = stage.person()?;
    waits_for_the_widget(person)?;
    ensure!(!prefers_stillness(person)?, "nobody asked for stillness");
    ensure!(longest(person)?.is_none(), "nothing moves anyway");

    stage.set_desktop(&[("gtk-enable-animations", "0")])?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    ensure!(prefers_stillness(person)?, "WebKit doesn't pass it on");
    is_still(person, "the form")?;
    waits_for_the_widget(person)?;
    is_still(person, "waiting for the widget")?;
    stage.picture("waiting")?;
    person.press_with_control('k')?;
    person.wait(Role::Field, "A customer, a session")?;
    is_still(person, "the palette")?;
    person.press_escape()?;
    for place in ["Customers", "History", "Settings", "Configure", "Inspect"] {
        person.press(place)?;
        sleep(Duration::from_millis(300));
        is_still(person, place)?;
    }
    Ok(())
}

/// Tells how wide it is in its own pixels, again and again; what is in the customer window is out
/// of the driver's reach.
const MEASURED: &str = "<!doctype html><title>x</title><p>How large am I?</p><script>
    const tell = () => fetch('/told-by-the-page', { method: 'POST', body: JSON.stringify({ width: innerWidth }) });
    setInterval(tell, 300);
</script>";

fn as_large(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage
        .front()
        .serve_widget(WidgetPage::Hostile(MEASURED.to_owned()));
    with_policy(stage, r#"{"version": 1, "company_name": "Alder & Finch"}"#)?;
    let person = stage.person()?;
    to_settings(person)?;
    person.click(Role::Choice, "Dark")?;
    person.click(Role::Choice, "High contrast")?;
    for _ in 0..3 {
        person.press_with_control('+')?;
        sleep(Duration::from_millis(300));
    }
    person.sees_it_enlarged(1.5);
    person.press("Verify")?;
    person.click(Role::Choice, "Customer window")?;
    start_session(person, "sees-little")?;
    let at_150 = customer_s_width(stage)?;
    stage.picture("150-percent")?;
    person.press_with_control('0')?;
    wait_for(
        "the customer's page as designed",
        Duration::from_secs(10),
        || {
            let width = customer_s_width(stage)?;
            Ok((width / at_150 > 1.49 && width / at_150 < 1.51).then_some(()))
        },
    )?;
    stage.picture("as-designed")?;
    for _ in 0..5 {
        person.press_with_control('+')?;
        sleep(Duration::from_millis(300));
    }
    wait_for(
        "the customer's page at twice the size",
        Duration::from_secs(10),
        || {
            let width = customer_s_width(stage)?;
            Ok((at_150 / width > 1.32 && at_150 / width < 1.35).then_some(()))
        },
    )?;
    stage.picture("200-percent")
}

/// What the customer's page tells next.
fn customer_s_width(stage: &Stage) -> Result<f64> {
    let before = stage.front().reports().len();
    wait_for("the customer's page", Duration::from_secs(20), || {
        let reports = stage.front().reports();
        let told = reports.get(before..).and_then(<[Value]>::last);
        Ok(told.and_then(|told| told["width"].as_f64()))
    })
}

fn waits_for_the_widget(person: &Person) -> Result<()> {
    person.wait(Role::Field, "Customer id")?;
    start_session(person, "still-1")?;
    wait_for("the sketch of the widget", Duration::from_secs(15), || {
        let there = "return document.querySelector('.skeleton .bone') !== null";
        Ok((person.has_the_page_say(there)? == Value::Bool(true)).then_some(()))
    })
}

fn prefers_stillness(person: &Person) -> Result<bool> {
    let asked = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
    Ok(person.has_the_page_say(asked)? == Value::Bool(true))
}

/// None: something never ends.
fn longest(person: &Person) -> Result<Option<f64>> {
    let longest = person.has_the_page_say(LONGEST)?;
    Ok(longest.as_f64().filter(|longest| *longest >= 0.0))
}

fn is_still(person: &Person, what: &str) -> Result<()> {
    let longest = longest(person)?;
    ensure!(
        longest.is_some_and(|longest| longest <= A_BLINK_MS),
        "{what}: something moves for {longest:?} ms (none: without end)"
    );
    Ok(())
}
