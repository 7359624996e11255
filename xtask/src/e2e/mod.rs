//! End-to-end scenarios: the built app in a real window, driven as a person would, against the
//! simulated MX. Each is named as a user would say it.

mod access;
mod aggregation;
mod banks;
mod browser;
mod by_hand;
mod cast;
mod commands;
mod configurator;
mod connect_page;
mod connections;
mod customer_window;
mod customers;
mod deposits;
mod desktop;
mod evidence;
pub(crate) mod faults;
mod front;
mod gateway;
mod hand_over;
mod history;
pub(crate) mod hostile;
mod inspector;
mod interrupted;
mod keys;
mod killed;
pub(crate) mod kills;
mod languages;
mod long;
mod machine;
mod numbers;
mod policy;
mod presenter;
mod records;
mod remains;
mod results;
mod samples;
mod screens;
mod secrets;
mod sessions;
mod settings;
mod shots;
mod sight;
mod small_window;
mod stage;
mod tray;
mod updating;
mod verifying;

use std::{
    collections::{BTreeSet, VecDeque},
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, mpsc},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

pub(crate) use self::cast::Customer;
use self::{secrets::Search, stage::Stage};
use crate::driver::{Groups, Keychain, end_everything_on_signals};

/// One thing a user can rely on.
pub(crate) struct Scenario {
    name: &'static str,
    keychain: Keychain,
    two_displays: bool,
    limit: Duration,
    play: fn(&mut Stage) -> Result<()>,
}

impl Scenario {
    const fn new(name: &'static str, play: fn(&mut Stage) -> Result<()>) -> Self {
        Self {
            name,
            keychain: Keychain::Unlocked,
            two_displays: false,
            limit: Duration::from_secs(90),
            play,
        }
    }

    const fn with_keychain(mut self, keychain: Keychain) -> Self {
        self.keychain = keychain;
        self
    }

    /// Played on a desk with two displays and a window manager.
    const fn on_two_displays(mut self) -> Self {
        self.two_displays = true;
        self
    }

    const fn within_seconds(mut self, limit: u64) -> Self {
        self.limit = Duration::from_secs(limit);
        self
    }
}

/// Most scenarios wait more than they compute, so two at a time fit even two cores.
const AT_ONCE: usize = 2;

/// Name of the last result, which is about all scenarios together.
const NO_SECRETS: &str = "after all of this, no secret is in logs, files, the journal or the page";

/// Plays every scenario whose name contains the filter. Returns how many passed, and which failed.
pub(crate) fn run(
    filter: Option<&str>,
    keep_screenshots: bool,
) -> Result<(u64, Vec<&'static str>)> {
    end_everything_on_signals()?;
    let areas = [
        verifying::SCENARIOS,
        access::SCENARIOS,
        aggregation::SCENARIOS,
        banks::SCENARIOS,
        browser::SCENARIOS,
        by_hand::SCENARIOS,
        commands::SCENARIOS,
        configurator::SCENARIOS,
        connect_page::SCENARIOS,
        connections::SCENARIOS,
        customer_window::SCENARIOS,
        customers::SCENARIOS,
        deposits::SCENARIOS,
        desktop::SCENARIOS,
        faults::SCENARIOS,
        interrupted::SCENARIOS,
        sessions::SCENARIOS,
        hand_over::SCENARIOS,
        history::SCENARIOS,
        hostile::SCENARIOS,
        inspector::SCENARIOS,
        keys::SCENARIOS,
        killed::SCENARIOS,
        kills::SCENARIOS,
        languages::SCENARIOS,
        machine::SCENARIOS,
        numbers::SCENARIOS,
        policy::SCENARIOS,
        presenter::SCENARIOS,
        records::SCENARIOS,
        remains::SCENARIOS,
        results::SCENARIOS,
        screens::SCENARIOS,
        settings::SCENARIOS,
        sight::SCENARIOS,
        small_window::SCENARIOS,
        tray::SCENARIOS,
        updating::SCENARIOS,
    ];
    let mut chosen: VecDeque<&Scenario> = areas
        .into_iter()
        .flatten()
        .filter(|scenario| filter.is_none_or(|wanted| scenario.name.contains(wanted)))
        .collect();
    if chosen.is_empty() {
        bail!("no scenario is called “{}”", filter.unwrap_or_default());
    }
    // The long ones first, so that they don't end alone.
    chosen
        .make_contiguous()
        .sort_by_key(|scenario| std::cmp::Reverse(scenario.limit));
    let queue = Mutex::new(chosen);
    let results = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = queue
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .pop_front();
                    let Some(scenario) = next else { return };
                    let outcome = play(scenario, keep_screenshots);
                    results
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((scenario.name, outcome));
                }
            });
        }
    });

    let mut all = Search::default();
    let (mut passed, mut failed) = (0, Vec::new());
    for (name, outcome) in results.into_inner().unwrap_or_else(PoisonError::into_inner) {
        match outcome {
            Some(search) => {
                passed += 1;
                all.add(search);
            }
            None => failed.push(name),
        }
    }
    if no_secret(&all, failed.is_empty(), filter.is_some()) {
        passed += 1;
    } else {
        failed.push(NO_SECRETS);
    }
    Ok((passed, failed))
}

/// Takes the pictures of the README and the user guide. Returns whether all were taken.
pub(crate) fn take_shots() -> Result<bool> {
    end_everything_on_signals()?;
    Ok(play(&shots::SHOTS, false).is_some())
}

/// Verifies once by keyboard, with an app that is started by the program which `program` makes for a
/// home directory. Answers the names of what the app has left in its data directory.
pub(crate) fn verify_by_hand(
    name: &'static str,
    program: impl FnOnce(&Path) -> Result<PathBuf>,
) -> Result<BTreeSet<String>> {
    end_everything_on_signals()?;
    let scenario = Scenario::new(name, |_| Ok(()));
    let mut stage = Stage::new(&scenario, &Groups::default())?;
    let program = program(stage.home.path())?;
    if let Err(error) = by_hand::by_keyboard(&mut stage, &program) {
        stage.keep_evidence(None)?;
        return Err(error.context(format!("evidence: {}", stage.directory().display())));
    }
    let mut left = BTreeSet::new();
    for entry in fs::read_dir(stage.home.data())? {
        left.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    let Search { leaks, .. } = stage.finish()?;
    ensure!(leaks.is_empty(), "{}", leaks.join("; "));
    Ok(left)
}

/// Plays one scenario with a hard limit, and tells how it went. None when it failed.
fn play(scenario: &'static Scenario, keep_screenshots: bool) -> Option<Search> {
    let start = Instant::now();
    let groups = Groups::default();
    let directory = evidence::directory(scenario.name);
    if directory.exists() {
        // Pictures of an earlier run would only mislead.
        let _ = fs::remove_dir_all(&directory);
    }
    let (tell, told) = mpsc::channel();
    let of_this_one = groups.clone();
    std::thread::spawn(move || {
        // Nobody listens any more when the limit was over first.
        let _ = tell.send(enact(scenario, &of_this_one, keep_screenshots));
    });
    let outcome = match told.recv_timeout(scenario.limit) {
        Ok(outcome) => outcome,
        Err(_) => {
            groups.end();
            // With its processes gone, it ends by itself and leaves its evidence.
            let said = told.recv_timeout(Duration::from_secs(20));
            let said = said
                .ok()
                .and_then(Result::err)
                .map(|error| format!("{error:#}"));
            Err(anyhow::anyhow!(
                "not done after {} s; {}",
                scenario.limit.as_secs(),
                said.unwrap_or_else(|| "no word of where it was".to_owned())
            ))
        }
    };
    let took = start.elapsed().as_secs_f32();
    match outcome {
        Ok(search) => {
            println!("PASS {:>5.1} s  {}", took, scenario.name);
            Some(search)
        }
        Err(error) => {
            println!(
                "FAIL {took:>5.1} s  {}\n             {error:#}",
                scenario.name
            );
            println!("             evidence: {}", directory.display());
            None
        }
    }
}

fn enact(scenario: &Scenario, groups: &Groups, keep_screenshots: bool) -> Result<Search> {
    let mut stage = Stage::new(scenario, groups).context("the stage could not be set")?;
    if let Err(error) = (scenario.play)(&mut stage) {
        if let Err(further) = stage.keep_evidence(None) {
            println!("{}: no evidence could be kept: {further:#}", scenario.name);
        }
        return Err(error);
    }
    if keep_screenshots {
        stage.picture("end")?;
    }
    stage.finish()
}

/// The last word: what all scenarios left behind holds none of their secrets.
fn no_secret(search: &Search, complete: bool, only_some: bool) -> bool {
    let Search {
        secrets,
        files,
        pages,
        processes,
        leaks,
    } = search;
    // A search through nothing, or for nothing, proves nothing.
    let searched = *secrets > 0 && *files > 0 && (*pages > 0 || only_some);
    let ok = complete && searched && leaks.is_empty();
    println!("{}          {NO_SECRETS}", if ok { "PASS" } else { "FAIL" });
    println!(
        "             looked for {secrets} secrets in {files} files, {pages} pages and what \
         {processes} processes were given"
    );
    if !complete {
        println!("             but not through what the failed scenarios left");
    }
    for leak in leaks {
        println!("             {leak}");
    }
    ok
}
