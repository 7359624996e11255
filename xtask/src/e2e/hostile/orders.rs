//! Has a hostile page make its attempts, one at a time, and looks after each at what came of it.

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{
    COMMANDS,
    attempts::{Attempt, Place, Seen, ordered},
    it_is_there, member_of, page, user_of,
    watch::Watch,
};
use crate::{
    driver::{Role, wait_for},
    e2e::{
        cast::{start_session, verify},
        front::WidgetPage,
        stage::Stage,
    },
    reliability::{Made, keep},
};

/// Long enough for whatever an attempt has set going to show.
const TO_SHOW: Duration = Duration::from_millis(120);
const UNASKED: &str = "write to the clipboard unasked";
const CLICK_COUNTS_FOR: Duration = Duration::from_secs(8);
const WITH_THE_KEY: &str = "fetch every command with the app's own key";
/// So many pages in half a minute may go to the browser; the attempts that try for more wait for
/// their turn.
const BROWSER_REST: Duration = Duration::from_millis(30_500);

pub(super) fn in_the_frame(stage: &mut Stage) -> Result<()> {
    let hostile = set_the_scene(stage)?;
    stage.front().serve_widget(WidgetPage::Hostile(hostile));
    let person = stage.person()?;
    start_session(person, "bystander")?;
    person.wait(Role::Frame, "MX Connect")?;
    let made = every_attempt(stage, Place::Frame)?;
    nothing_came_of_it(stage)?;
    person.press("Close widget")?;
    person.wait_to_read("No bank was connected")?;
    // Still connected, and still works: none of the page's commands got through.
    person.press("Leave session")?;
    stage.front().serve_widget(WidgetPage::AsIs);
    verify(stage, "customer-after")?;
    keep("frame", &made)
}

pub(super) fn in_the_window(stage: &mut Stage) -> Result<()> {
    let hostile = set_the_scene(stage)?;
    stage.front().serve_widget(WidgetPage::Hostile(hostile));
    let person = stage.person()?;
    person.click(Role::Choice, "Customer window")?;
    start_session(person, "bystander")?;
    person.wait_to_read("The customer has the widget")?;
    let made = every_attempt(stage, Place::Window)?;
    nothing_came_of_it(stage)?;
    person.press("Close the window")?;
    person.wait_to_read("No bank was connected")?;
    wait_for("the customer window to go", Duration::from_secs(10), || {
        Ok((stage.display().visible_windows()? == 1).then_some(()))
    })?;
    keep("customer-window", &made)
}

/// Another customer with a connection, and the page that knows it.
fn set_the_scene(stage: &mut Stage) -> Result<String> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "victim")?;
    let member = member_of(stage, "victim")?.context("the victim has no member")?;
    let user = user_of(stage, "victim")?;
    stage.person()?.press("Finish")?;
    Ok(page(&member, &user))
}

/// The session is as it began, by MX's word too.
fn nothing_came_of_it(stage: &Stage) -> Result<()> {
    // Long enough for anything that was let through to have its effect.
    sleep(Duration::from_secs(3));
    stage.person()?.must_not_read("Account verified")?;
    ensure!(
        member_of(stage, "bystander")?.is_none(),
        "the bystander got a member"
    );
    Ok(())
}

fn every_attempt(stage: &Stage, place: Place) -> Result<Vec<Made>> {
    it_is_there(stage)?;
    let key = key_of_the_app(stage)?;
    let mut watch = Watch::begin(stage, place)?;
    let mut made = Vec::new();
    let mut failures = Vec::new();
    for attempt in &ordered(place)? {
        for clicked in [false, true] {
            if clicked && !attempt.also_clicked {
                continue;
            }
            let how = if clicked {
                "within a click"
            } else {
                "by itself"
            };
            match one(stage, (place, attempt, clicked), &key, &mut watch) {
                Ok(outcome) => made.push(Made {
                    attempt: attempt.name.to_owned(),
                    place: place.name().to_owned(),
                    clicked,
                    outcome,
                }),
                // All of them are looked at before the scenario fails: one run shows them all.
                Err(error) => {
                    stage.picture("gone-wrong")?;
                    failures.push(format!("{how}, {}: {error:#}", attempt.name));
                }
            }
            ensure!(failures.len() < 12, "{}", failures.join("\n             "));
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("\n             "));
    Ok(made)
}

/// Makes one attempt; answers in words what it came to.
fn one(
    stage: &Stage,
    (place, attempt, clicked): (Place, &Attempt, bool),
    key: &str,
    watch: &mut Watch<'_>,
) -> Result<String> {
    if attempt.name == "open fifty web pages" {
        // The burst before must not be the reason that only a few get through.
        sleep(BROWSER_REST.saturating_sub(Duration::from_secs(20)));
    }
    if attempt.name == UNASKED {
        // A click counts for a few seconds.
        sleep(CLICK_COUNTS_FOR);
    }
    let before = stage.front().reports().len();
    let in_the_timeline = match attempt.seen {
        Seen::InTheTimeline(words) => Some((words, times_refused(stage, words)?)),
        _ => None,
    };
    let key = (attempt.name == WITH_THE_KEY).then_some(key);
    let order = json!({ "attempt": attempt.name, "clicked": clicked, "key": key });
    stage.front().order(order);
    if clicked {
        wait_for("the order to be taken", Duration::from_secs(5), || {
            Ok(stage.front().orders_are_taken().then_some(()))
        })?;
        sleep(Duration::from_millis(100));
        click(stage, place)?;
    }
    let told = wait_for(
        "the page to tell how it went",
        Duration::from_secs(16),
        || {
            let told = stage.front().reports().into_iter().skip(before);
            let mut of_this = told.filter(|told| told["attempt"] == attempt.name);
            Ok(of_this.next())
        },
    )
    .context("the page is gone, or stands still")?;
    Watch::must_not_tell(&told)?;
    check_told(attempt, place, &told)?;
    sleep(TO_SHOW);
    if let Some((words, before)) = in_the_timeline {
        wait_for(words, Duration::from_secs(10), || {
            Ok((times_refused(stage, words)? > before).then_some(()))
        })?;
    }
    watch.look()?;
    let why = told["outcome"]["why"].as_str().unwrap_or_default();
    Ok(why.to_owned())
}

/// How often the timeline says that something was refused for this reason.
fn times_refused(stage: &Stage, words: &str) -> Result<u32> {
    let page = stage.person()?.reads()?;
    // The window draws another apostrophe than the desk writes.
    let Some((_, rest)) = page.split_once(&words.replace('\'', "’")) else {
        return Ok(0);
    };
    let times = rest
        .strip_prefix(" (×")
        .and_then(|rest| rest.split_once(')'));
    Ok(times.map_or(Ok(1), |(number, _)| number.parse())?)
}

/// The key that Tauri gives the app's page for its calls. That the calls are refused with it too,
/// and that it opens the door for the page it was given to, is what makes a refusal one of the
/// access list.
fn key_of_the_app(stage: &Stage) -> Result<String> {
    let found = stage.person()?.has_the_page_find_out(
        "const done = arguments[arguments.length - 1];
         const real = window.fetch;
         let key = null;
         window.fetch = (address, how) => {
           key = new Headers(how?.headers).get('Tauri-Invoke-Key') ?? key;
           return real.call(window, address, how);
         };
         (async () => {
           await window.__TAURI_INTERNALS__.invoke('displays', {});
           window.fetch = real;
           const headers = { 'Tauri-Callback': '1', 'Tauri-Error': '2', 'Tauri-Invoke-Key': key, 'Content-Type': 'application/json' };
           const answer = await real.call(window, 'ipc://localhost/displays', { method: 'POST', headers, body: '{}' });
           done({ key, opens: answer.headers.get('Tauri-Response') });
         })();",
    )?;
    ensure!(
        found["opens"] == "ok",
        "with its key, not even the app's page can fetch a command: {}",
        found["opens"]
    );
    let key = found["key"].as_str().context("the app has no key")?;
    Ok(key.to_owned())
}

/// The page's own word: refused, and by what was asked rather than by chance.
fn check_told(attempt: &Attempt, place: Place, told: &Value) -> Result<()> {
    if told["outcome"]["refused"] != Value::Bool(true) {
        bail!("it got through: {}", told["outcome"]["why"]);
    }
    ensure!(
        !(place == Place::Frame && told["knowsKey"] == true),
        "the page knows the key of the IPC"
    );
    // In the window the calls reach Tauri; what refuses them must be its access list, not silence.
    if place == Place::Window && attempt.name == "call every command" {
        let answered = format!("{} of ", COMMANDS.len() + 8);
        let why = told["outcome"]["why"].as_str().unwrap_or_default();
        ensure!(
            why.starts_with(&answered),
            "not every call was answered: {why}"
        );
    }
    Ok(())
}

/// The person clicks into the page.
fn click(stage: &Stage, place: Place) -> Result<()> {
    match place {
        Place::Frame => stage
            .person()?
            .in_the_widget(|page| page.press("You have won")),
        Place::Window => {
            let windows = stage.display().windows()?;
            let window = windows
                .iter()
                .find(|window| window.geometry.starts_with("760x"))
                .context("there is no customer window")?;
            let (x, y) = window.corner().context("it is nowhere")?;
            stage.display().click_at((x + 380, y + 200))
        }
    }
}
