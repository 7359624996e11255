//! Every command of the app, called by its own page with everything it does not expect.

use std::{collections::BTreeSet, fs, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::{
    Scenario,
    cast::{start_session, verify},
    samples::sample_of,
    stage::Stage,
};
use crate::{
    driver::{Person, Role},
    reliability::keep,
    run::root,
    surface::{Command, as_the_page_says, commands},
    tables::Table,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "no command fails, hangs or answers nonsense, whatever the app's page asks",
        fuzzed,
    )
    .within_seconds(600),
    Scenario::new(
        "what the app doesn't offer its page can't be called",
        not_offered,
    ),
];

/// They change what the app is connected to, how it hears of changes, or what may be asked: last.
const LAST: [&str; 6] = [
    "save_connection",
    "use_profile",
    "reset_demonstration",
    "lock",
    "unlock",
    "subscribe",
];

/// They ask the person for a file, whatever they are given, and wait for the answer.
const ASK_FOR_A_FILE: [&str; 2] = ["import_presets", "open_recording"];
/// They take nothing, and have the page left that would hear the answer, or end the app. Other
/// scenarios do it.
const LEAVE_THE_PAGE: [&str; 3] = ["disconnect", "explore_sandbox", "quit"];
/// It does so only if it is given nothing.
const ASKS_WITHOUT: &str = "export_presets";

/// What came of the calls of one command.
#[derive(Default)]
struct Came {
    calls: u64,
    by_type: u64,
    by_problem: u64,
    answered: u64,
    codes: BTreeSet<String>,
}

fn fuzzed(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-before")?;
    let person = stage.person()?;
    person.press("Finish")?;
    start_session(person, "bystander")?;
    person.wait(Role::Button, "Close widget")?;
    let mut all = commands()?;
    all.retain(|command| {
        let name = command.name.as_str();
        !ASK_FOR_A_FILE.contains(&name) && !LEAVE_THE_PAGE.contains(&name)
    });
    all.sort_by_key(|command| LAST.iter().position(|last| *last == command.name));
    let known = problem_codes()?;
    let mut rows = Vec::new();
    let mut calls = 0;
    for command in &all {
        let came = ask(person, command).with_context(|| command.name.clone())?;
        let odd: Vec<_> = came.codes.difference(&known).collect();
        ensure!(odd.is_empty(), "{}: the codes {odd:?}", command.name);
        // Whatever it was given, nothing of it is a failure of the app's own.
        ensure!(
            !came.codes.contains("internal"),
            "{} failed inside",
            command.name
        );
        calls += came.calls;
        rows.push(vec![
            format!("`{}`", command.name),
            came.calls.to_string(),
            came.by_type.to_string(),
            came.by_problem.to_string(),
            came.answered.to_string(),
            came.codes.iter().cloned().collect::<Vec<_>>().join(", "),
        ]);
        if command.name == "unlock" {
            person.wait_until_gone("Unlock")?;
        }
    }
    ensure!(calls > 3_000, "only {calls} calls were made");
    let log = stage.home.read_log()?;
    ensure!(
        !log.contains("a part of the app has failed"),
        "a command panicked"
    );
    // Back to what the driver knows its way about in.
    let size = person.invoke("set_presentation_size", &json!({ "isOn": false }))?;
    ensure!(size["refused"].is_null(), "{size}");
    let zoom = person.invoke("set_zoom", &json!({ "zoom": "100" }))?;
    ensure!(zoom["refused"].is_null(), "{zoom}");
    // The same app goes on once its page listens to it again, which had its channel taken away.
    person.has_the_page_say("location.reload()")?;
    person.be_patient_for(Duration::from_secs(30));
    person.press("History")?;
    person.wait_to_read("customer-before")?;
    // And what it keeps is undamaged: the next start finds all of it.
    let verdict = person.invoke("verify_audit", &json!({}))?;
    ensure!(verdict["answered"]["intact"] == true, "{verdict}");
    stage.open_connected()?;
    verify(stage, "customer-after")?;
    let person = stage.person()?;
    person.press("Finish")?;
    person.press("History")?;
    person.wait_to_read("customer-before")?;
    person.wait_to_read("customer-after")?;
    println!("             {calls} calls of {} commands", all.len());
    let columns = [
        "Command",
        "Calls",
        "Refused by type",
        "Refused with a problem",
        "Answered",
        "Codes",
    ];
    keep(
        "commands",
        &Table {
            columns: columns.map(str::to_owned).to_vec(),
            rows,
        },
    )
}

fn ask(person: &Person, command: &Command) -> Result<Came> {
    let mut base = Map::new();
    let mut paths: Vec<Vec<String>> = Vec::new();
    for (name, kind) in &command.arguments {
        let said = as_the_page_says(name);
        let value = sample_of(kind)?;
        paths.push(vec![said.clone()]);
        if let Value::Object(fields) = &value {
            paths.extend(fields.keys().map(|field| vec![said.clone(), field.clone()]));
        }
        base.insert(said, value);
    }
    if command.name == "start_session" {
        // Only twenty can be open at once: whatever else is odd, most of them have no customer.
        base["input"]["customerId"] = json!("");
    }
    if paths.is_empty() {
        paths.push(Vec::new());
    }
    let mut came = Came::default();
    for path in paths {
        let script = include_str!("pages/fuzz.js")
            .replace("COMMAND", &json!(command.name).to_string())
            .replace("BASE", &Value::Object(base.clone()).to_string())
            .replace("PATH", &json!(path).to_string())
            .replace(
                "WITHOUT_NOTHING",
                &(command.name == ASKS_WITHOUT).to_string(),
            );
        let told = person
            .has_the_page_find_out(&script)
            .with_context(|| path.join("."))?;
        let wrong = told["wrong"].as_array().map_or(0, Vec::len);
        ensure!(wrong == 0, "{}: {}", path.join("."), told["wrong"]);
        let number = |kind: &str| told["kinds"][kind].as_u64().unwrap_or(0);
        came.calls += told["calls"].as_u64().unwrap_or(0);
        came.by_type += number("refused by its type");
        came.by_problem += number("refused with a problem");
        came.answered += number("answered");
        let codes = told["codes"].as_array().into_iter().flatten();
        came.codes
            .extend(codes.filter_map(Value::as_str).map(str::to_owned));
    }
    Ok(came)
}

/// Every code the UI knows what to do with.
fn problem_codes() -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ui/src/bindings/ProblemCode.ts"))?;
    let (_, codes) = text
        .split_once("export type ProblemCode =")
        .context("there are no codes")?;
    let codes = codes.split('"').skip(1).step_by(2);
    Ok(codes.map(str::to_owned).collect())
}

fn not_offered(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    let script = "
        const done = arguments[arguments.length - 1];
        const names = [
          'no_such_command', 'SUBSCRIBE', 'subscribe ', '', '__proto__', 'constructor', 'x'.repeat(100000), '../subscribe',
          'plugin:event|listen', 'plugin:event|emit', 'plugin:window|close', 'plugin:window|set_fullscreen', 'plugin:window|create',
          'plugin:webview|create_webview_window', 'plugin:webview|internal_toggle_devtools', 'plugin:app|version', 'plugin:path|resolve_directory',
          'plugin:fs|read_file', 'plugin:shell|execute', 'plugin:http|fetch', 'plugin:resources|close', 'plugin:menu|new', 'plugin:tray|new', 'plugin:image|from_path',
        ];
        Promise.all(names.map((name) => {
          const late = new Promise((end) => setTimeout(() => end(null), 4000));
          const asked = Promise.resolve().then(() => window.__TAURI_INTERNALS__.invoke(name, {})).then((answer) => `${name} answered ${JSON.stringify(answer)}`, () => null);
          return Promise.race([asked, late]);
        })).then((open) => done(open.filter((one) => one !== null)));";
    let open = person.has_the_page_find_out(script)?;
    ensure!(open == json!([]), "{open}");
    // What every object inherits can't be changed in the app's own page.
    let script = "
        const tried = [];
        for (const kind of [Object, Array, Function, String, Number, Promise]) {
          try { kind.prototype.isPolluted = true; } catch { /* as good as refused */ }
          if (({}).isPolluted || [].isPolluted || kind.prototype.isPolluted || !Object.isFrozen(kind.prototype)) tried.push(kind.name);
        }
        return tried.join();";
    let polluted = person.has_the_page_say(script)?;
    ensure!(polluted == "", "can be changed: {polluted}");
    let doors = person.has_the_page_say("return JSON.stringify([typeof window.__TAURI__, Boolean(window.webkit?.messageHandlers?.ipc)])")?;
    ensure!(doors == "[\"undefined\",false]", "there are doors: {doors}");
    // Nothing that isn't the app's own is loaded, framed or run.
    let script = "
        const done = arguments[arguments.length - 1];
        const seen = [];
        addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
        const add = (kind, properties) => document.body.append(Object.assign(document.createElement(kind), properties));
        add('script', { textContent: 'window.ran = 1' });
        add('script', { src: 'https://example.com/x.js' });
        add('img', { src: 'https://example.com/x.png' });
        add('iframe', { src: 'https://example.com/' });
        add('link', { rel: 'stylesheet', href: 'https://example.com/x.css' });
        add('style', { textContent: 'body { color: red }' });
        add('object', { data: 'https://example.com/x' });
        fetch('https://example.com/').catch(() => {});
        try { new WebSocket('wss://example.com/'); } catch { /* refused */ }
        try { new Worker('data:text/javascript,1'); } catch { /* refused */ }
        try { eval('window.ran = 2'); } catch { /* refused */ }
        const form = Object.assign(document.createElement('form'), { action: 'https://example.com/' });
        document.body.append(form);
        form.submit();
        setTimeout(() => done({ ran: window.ran ?? null, seen: [...new Set(seen)].sort() }), 1000);";
    let told = person.has_the_page_find_out(script)?;
    ensure!(
        told["ran"].is_null(),
        "a script that is none of the app's ran"
    );
    let seen: Vec<_> = told["seen"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for directive in [
        "connect-src",
        "frame-src",
        "img-src",
        "script-src-elem",
        "style-src-elem",
    ] {
        ensure!(
            seen.contains(&directive),
            "{directive} refused nothing: {seen:?}"
        );
    }
    Ok(())
}
