//! `kill -9` at any moment of driven sessions in the real window, over and over on one folder: after
//! each start the app is whole, and in the end no session is lost and none is wrong.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::{
    Customer, Scenario,
    cast::{choose_theme, start_session},
    long::{Played, Turn, in_turns},
    stage::Stage,
};
use crate::{
    driver::{Person, Role},
    run::{Step, target},
};

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "the app is killed at any moment, six times, and no session is lost or wrong",
    six_times,
)
.within_seconds(300)];

/// Latest moment of a kill after the window is there: the whole course of a session and more.
const LATEST_KILL_MS: u64 = 9_000;
/// Everything has come to its end within this.
const SETTLES: Duration = Duration::from_secs(180);
/// Kills on one folder, and folders, of the long form.
const KILLS: u32 = 25;
const FOLDERS: u64 = 8;

fn six_times(stage: &mut Stage) -> Result<()> {
    let mut folder = Folder::new(stage, 1)?;
    for _ in 0..6 {
        folder.runs_until_killed()?;
    }
    let said = folder.settles()?;
    println!("             {said}");
    Ok(())
}

/// A folder, and how often the app on it is still to be killed.
pub(crate) struct Part {
    seed: u64,
    kills: u32,
}

/// Kills the app as often as the long form has it. Answers what is to be told, and whether all was
/// well after each kill.
pub(crate) fn kill_all(seed: u64) -> Result<(Vec<String>, bool)> {
    let part = |number: u64| {
        vec![Part {
            seed: seed.wrapping_mul(1_000).wrapping_add(number),
            kills: KILLS,
        }]
    };
    let played = in_turns(
        "killed in its window",
        (0..FOLDERS).map(part).collect(),
        on_one_folder,
    )?;
    let folder = target().join("soak");
    fs::create_dir_all(&folder)?;
    let lines: String = played.iter().map(|it| format!("{}\n", it.line())).collect();
    fs::write(folder.join("killed-in-its-window.tsv"), lines)?;
    let kills = played
        .iter()
        .filter(|it| it.name.starts_with("kill "))
        .count();
    let failed: Vec<_> = played.iter().filter(|it| it.error.is_some()).collect();
    let mut told = vec![format!(
        "{kills} kills in the window, seed {seed}: {} times something was wrong",
        failed.len()
    )];
    let settled = played
        .iter()
        .filter(|it| it.name.starts_with("a folder settled"));
    told.extend(settled.map(|it| it.name.clone()));
    told.extend(failed.iter().map(|it| it.line()));
    Ok((told, failed.is_empty()))
}

/// Plays the kills of one folder. Where something is wrong, the rest of them has a new one.
fn on_one_folder(turn: &Turn, parts: &mut Vec<Part>) -> Result<Vec<Played>> {
    let mut played = Vec::new();
    let Some(Part { seed, kills }) = parts.pop() else {
        return Ok(played);
    };
    let mut stage = turn.stage()?;
    let mut folder = Folder::new(&mut stage, seed)?;
    for number in 1..=kills {
        let start = Instant::now();
        let outcome = folder.runs_until_killed();
        let has_failed = outcome.is_err();
        let name = format!("kill {number} on the folder of seed {seed}");
        if has_failed {
            folder.stage.keep_evidence(Some(&name))?;
        }
        played.push(Played::new(name, start, outcome));
        if has_failed {
            // Other customers, other moments.
            let seed = seed.wrapping_add(500);
            parts.extend((number < kills).then_some(Part {
                seed,
                kills: kills - number,
            }));
            return Ok(played);
        }
    }
    let start = Instant::now();
    match folder.settles() {
        Ok(said) => played.push(Played::new(said, start, Ok(()))),
        Err(error) => {
            let name = format!("the end on the folder of seed {seed}");
            folder.stage.keep_evidence(Some(&name))?;
            played.push(Played::new(name, start, Err(error)));
            return Ok(played);
        }
    }
    if let Err(leak) = turn.ends(stage) {
        played.push(Played::new(
            "what an app has left behind".to_owned(),
            start,
            Err(leak),
        ));
    }
    Ok(played)
}

/// One folder, on which the app is killed again and again.
struct Folder<'a> {
    stage: &'a mut Stage,
    random: fastrand::Rng,
    /// Names the customers: each has one session.
    next: u32,
    /// Sessions that the window has shown.
    began: BTreeSet<String>,
}

/// What `look_into` says of a folder.
#[derive(Deserialize)]
struct Found {
    journal: String,
    audit: String,
    log: Log,
    sessions: Vec<Kept>,
}

#[derive(Deserialize)]
struct Log {
    intact: bool,
    entries: u32,
    text: String,
}

/// A session as the journal has it.
#[derive(Deserialize)]
struct Kept {
    id: String,
    customer: String,
    mode: String,
    member: Option<String>,
    ending: Option<String>,
    masks: Vec<String>,
}

impl<'a> Folder<'a> {
    fn new(stage: &'a mut Stage, seed: u64) -> Result<Self> {
        stage.start_mx_with(10, &["--max-users", "1000"])?;
        Ok(Self {
            stage,
            random: fastrand::Rng::with_seed(seed),
            next: 0,
            began: BTreeSet::new(),
        })
    }

    /// The app comes up on what it was left with, as if nothing had been.
    fn opens(&mut self) -> Result<()> {
        self.stage.open_connected()?;
        let person = self.stage.person()?;
        person.be_patient_for(Duration::from_secs(30));
        person.wait(Role::Field, "Customer id")?;
        for said in ["is damaged", "set aside", "left untouched", "can't be kept"] {
            person.must_not_read(said)?;
        }
        Ok(())
    }

    /// An agent works, with whatever customers come, until the app is killed at a random moment.
    fn runs_until_killed(&mut self) -> Result<()> {
        self.opens()?;
        let moment = Duration::from_millis(self.random.u64(0..LATEST_KILL_MS));
        let killer = self.stage.app()?.killer();
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let killing = scope.spawn(|| {
                sleep(moment);
                is_over.store(true, Ordering::SeqCst);
                killer.kill()
            });
            let mut outcome = Ok(());
            while outcome.is_ok() && !is_over.load(Ordering::SeqCst) {
                outcome = self.one_session();
            }
            // With the app gone, nobody can do anything in its window.
            let was_alive = !is_over.load(Ordering::SeqCst);
            let killed = killing
                .join()
                .unwrap_or_else(|_| bail!("nobody could kill it"));
            match outcome {
                Err(error) if was_alive => Err(error.context("before the kill")),
                _ => killed,
            }
        })?;
        self.stage.close();
        self.is_whole().map(drop)
    }

    /// What one customer's session becomes is left to chance.
    fn one_session(&mut self) -> Result<()> {
        let person = self.stage.person()?;
        self.next += 1;
        let customer = format!("customer-{:04}", self.next);
        // The settings are written in between, too.
        if self.random.u32(0..3) == 0 {
            let theme = if self.random.bool() { "Dark" } else { "Light" };
            choose_theme(person, theme)?;
        }
        let kind = self.random.u32(0..9);
        let mode = if kind == 2 {
            "Aggregation"
        } else {
            "Verification"
        };
        person.click(Role::Choice, mode)?;
        let before = shown(person)?;
        start_session(person, &customer)?;
        let id = crate::driver::wait_for("the session on screen", Duration::from_secs(30), || {
            Ok(shown(person)?.filter(|id| Some(id) != before.as_ref()))
        })?;
        self.began.insert(id);

        let at_the_widget = Customer(person);
        match kind {
            // The widget is closed before anything is chosen.
            0 => {
                at_the_widget.sees_the_search()?;
                person.press("Close widget")?;
                person.wait_to_read("No bank was connected")?;
                return person.press("Leave session");
            }
            // It is left open while the next session is begun beside it.
            1 => {
                at_the_widget.chooses_mx_bank()?;
                return person.press("Verify");
            }
            _ => at_the_widget.chooses_mx_bank()?,
        }
        match kind {
            3 => {
                at_the_widget.signs_in_with("INVALID")?;
                person.wait_to_read("DENIED")?;
                person.press("Close widget")?;
                person.wait_to_read("The customer must act")?;
                return person.press("Leave session");
            }
            4 => {
                at_the_widget.signs_in_with("challenge")?;
                person.wait_to_read("The bank asks the customer a question.")?;
                at_the_widget.answers("correct")?;
            }
            5 => {
                at_the_widget.signs_in_with("any")?;
                person.wait_to_read("MX is connecting to the bank.")?;
                person.press("Close widget")?;
            }
            6 => {
                // Connects unseen.
                at_the_widget.signs_in_with("any")?;
                return person.press("Verify");
            }
            _ => at_the_widget.signs_in_with("any")?,
        }
        let end = if kind == 2 {
            "Bank connected"
        } else {
            "Account verified"
        };
        person.wait_to_read(end)?;
        if kind > 6 {
            person.press("Reveal the account number of")?;
            person.wait(Role::Button, "Hide now")?;
        }
        person.press("Finish")?;
        person.wait(Role::Field, "Customer id").map(drop)
    }

    /// Looked at from outside, while no app is there.
    fn is_whole(&self) -> Result<Found> {
        let data = self.stage.home.data();
        let found = look_into(&data)?;
        ensure!(found.journal == "ok", "journal.sqlite: {}", found.journal);
        ensure!(found.audit == "ok", "audit.sqlite: {}", found.audit);
        let Log {
            intact,
            entries,
            text,
        } = &found.log;
        ensure!(*intact || *entries == 0, "the audit log: {text}");
        ensure!(!text.contains("is gone"), "the audit log: {text}");
        let kept: BTreeSet<_> = found.sessions.iter().map(|it| &it.id).collect();
        for id in &self.began {
            ensure!(kept.contains(id), "session {id} is lost");
        }
        if let Ok(settings) = fs::read(data.join("settings.json")) {
            serde_json::from_slice::<Value>(&settings).context("settings.json")?;
        }
        for entry in fs::read_dir(&data)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            ensure!(!name.contains(".damaged-"), "there is {name}");
        }
        Ok(found)
    }

    /// A last start, in which everything comes to its end; and what MX says about it.
    fn settles(&mut self) -> Result<String> {
        self.opens()?;
        let person = self.stage.person()?;
        let start = Instant::now();
        loop {
            let seen = person.has_the_page_say(SEEN)?;
            let open = seen["open"].as_array().cloned().unwrap_or_default();
            let waiting = seen["waiting"].as_u64().unwrap_or_default();
            if open.is_empty() && waiting == 0 {
                break;
            }
            ensure!(start.elapsed() < SETTLES, "not settled: {seen}");
            match (seen["screen"].as_str().unwrap_or_default(), open.first()) {
                ("done", _) => person.press("Finish")?,
                ("stopped", _) => person.press("Leave session")?,
                // One that is still asked about: the others first.
                ("checking", _) => match open.iter().find(|it| it["attention"] == true) {
                    Some(other) => person.press(other["customer"].as_str().unwrap_or_default())?,
                    None => sleep(Duration::from_millis(300)),
                },
                (_, Some(first)) => person.press(first["customer"].as_str().unwrap_or_default())?,
                (_, None) => person.press("Check with MX")?,
            }
            sleep(Duration::from_millis(200));
        }
        // Each of them can be read again.
        person.press("History")?;
        let count = self.began.len();
        self.stage.close();
        let found = self.is_whole()?;
        let mut endings: BTreeMap<String, u32> = BTreeMap::new();
        for kept in &found.sessions {
            self.is_as_mx_says(kept)?;
            let ending = kept.ending.clone().unwrap_or_default();
            *endings.entry(ending).or_default() += 1;
        }
        Ok(format!(
            "a folder settled: {count} sessions were begun in the window; {endings:?}"
        ))
    }

    fn is_as_mx_says(&self, kept: &Kept) -> Result<()> {
        let Kept { id, customer, .. } = kept;
        let mx = self.stage.mx()?;
        let members = mx.members_of(customer)?;
        ensure!(members.len() <= 1, "{customer}: {} members", members.len());
        let member = members.first();
        let truth = match member.map(|it| it["connection_status"].as_str().unwrap_or_default()) {
            Some("CONNECTED") => "verified",
            Some(_) => "waiting",
            None => "nothing_connected",
        };
        let ending = kept.ending.as_deref();
        ensure!(
            ending == Some(truth),
            "{id} of {customer} ended as {ending:?}, and MX says {truth}: {member:?}"
        );
        let Some(guid) = member.and_then(|it| it["guid"].as_str()) else {
            ensure!(kept.masks.is_empty(), "{id}: numbers of somebody else");
            return Ok(());
        };
        ensure!(kept.member.as_deref() == Some(guid), "{id}: another member");
        let is_asked = truth == "verified" && kept.mode == "verification";
        let numbers = if is_asked {
            mx.numbers_of(customer, guid)?
        } else {
            Vec::new()
        };
        let last_four = |all: &[String]| -> BTreeSet<String> {
            let of = |it: &String| {
                it.chars()
                    .skip(it.chars().count().saturating_sub(4))
                    .collect()
            };
            all.iter().map(of).collect()
        };
        let masked = last_four(&kept.masks);
        ensure!(
            masked == last_four(&numbers),
            "{id}: other numbers than MX has: {masked:?}"
        );
        Ok(())
    }
}

/// The session on screen.
fn shown(person: &Person) -> Result<Option<String>> {
    Ok(person
        .all("[data-session]", "data-session")?
        .into_iter()
        .next())
}

/// Where the session on screen stands, which others are open, and how many wait to be checked.
const SEEN: &str = "
    const stage = document.querySelector('main[data-screen]');
    const entries = [...document.querySelectorAll('[data-session-entry]')];
    return {
      screen: stage?.dataset.screen ?? '',
      open: entries.map((entry) => ({
        customer: entry.querySelector('.who').textContent,
        attention: entry.dataset.attention === 'true',
      })),
      waiting: document.querySelectorAll('[data-unfinished]').length,
    };";

/// Asks the desk's own reader about a folder that no app has open.
fn look_into(folder: &std::path::Path) -> Result<Found> {
    static BUILT: Once = Once::new();
    let mut built = Ok(());
    BUILT.call_once(|| {
        // Of the whole workspace, so that what its tests have compiled is not compiled again.
        built = Step::cargo()
            .args(["build", "-q", "--workspace", "--example", "look_into"])
            .run();
    });
    built?;
    let said = Step::new(target().join("debug/examples/look_into"))
        .args([folder])
        .read()?;
    serde_json::from_str(&said).context("what the folder holds can't be read")
}
