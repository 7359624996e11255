//! `cargo xtask bench`: how far the app is from what could be reached at all. Goals are ratios of two
//! figures of the same run wherever they can be, so that they mean the same on any computer.

mod client;
mod desk;
mod figures;
mod flood;
mod lists;
mod load;
mod record;
mod screen;
mod sessions;
mod sizes;
mod start;
mod widget;

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use self::{
    figures::{Figure, table},
    record::{Record, Surroundings},
};
use crate::{
    conformance,
    driver::end_everything_on_signals,
    history,
    run::{Step, target},
    setup::{self, Purpose},
};

/// How thorough a run is.
#[derive(Clone, Copy)]
struct Effort {
    /// Starts of each window.
    starts: usize,
    /// How many of them are left open for a while.
    idles: usize,
    /// Seconds an idle process is watched.
    idle_seconds: u64,
    /// Until an engine has done what it does when nothing happens any more.
    rest: Duration,
    /// Rounds of the client's paging, and of requests to the simulated MX.
    rounds: usize,
    /// Sessions at each distance.
    sessions: usize,
    /// Sessions after each other, to see memory grow; none where so few could not show it.
    many: Option<usize>,
    /// Clicks that are waited for.
    clicks: usize,
    /// Of messages without end.
    flood: Duration,
    /// Searches of the history.
    searches: usize,
    /// Frames a list is scrolled for.
    frames: usize,
    /// How many transactions there are.
    transactions: &'static str,
    /// How long a sort or a search of so many may take, in milliseconds.
    sorted_within_ms: f64,
}

const QUICK: Effort = Effort {
    starts: 3,
    idles: 1,
    idle_seconds: 4,
    rest: Duration::from_millis(2_500),
    rounds: 2,
    sessions: 2,
    many: None,
    clicks: 20,
    flood: Duration::from_secs(3),
    searches: 60,
    frames: 120,
    transactions: "100000",
    sorted_within_ms: 100.0,
};
const FULL: Effort = Effort {
    starts: 15,
    idles: 2,
    idle_seconds: 15,
    rest: Duration::from_secs(6),
    rounds: 7,
    sessions: 7,
    many: Some(50),
    clicks: 100,
    flood: Duration::from_secs(20),
    searches: 200,
    frames: 300,
    transactions: "1000000",
    sorted_within_ms: 1_000.0,
};

/// Measures one part.
type Measure = fn(Effort) -> Result<Vec<Figure>>;

/// What is measured, by the names it can be asked for.
const PARTS: [(&str, Measure); 7] = [
    ("sizes", sizes::measure),
    ("start", start::measure),
    ("client", client::measure),
    ("load", load::measure),
    ("sessions", sessions::measure),
    ("flood", flood::measure),
    ("lists", lists::measure),
];

/// Builds for release, measures (everything, or one part), and says which goals are met. With
/// `write` the document says so too, of the other parts what was measured last.
pub(crate) fn bench(quick: bool, only: Option<&str>, write: bool) -> Result<bool> {
    let is_a_part = |only| PARTS.iter().any(|(name, _)| *name == only);
    ensure!(only.is_none_or(is_a_part), "there is no such part");
    end_everything_on_signals()?;
    setup::set_up(Purpose::VirtualDisplay)?;
    conformance::set_up()?;
    build()?;
    let effort = if quick { QUICK } else { FULL };
    let mut record = Record::kept();
    let mut figures = Vec::new();
    let mut failed = Vec::new();
    let begun = Instant::now();
    for (name, measure) in PARTS {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let surroundings = Surroundings::now()?;
        match measure(effort) {
            Ok(of_part) => {
                record.take(name, quick, &surroundings, &of_part)?;
                figures.extend(of_part);
            }
            // The others took long as well.
            Err(error) => failed.push(format!("{name}: {error:#}")),
        }
    }
    println!("\n{}", table(&figures));
    println!("measured in {} s", begun.elapsed().as_secs());
    println!("kept in {}", record::file().display());
    if write {
        record.write(&PARTS.map(|(name, _)| name))?;
    }
    ensure!(
        failed.is_empty(),
        "not everything could be measured\n{}",
        failed.join("\n")
    );
    Ok(figures.iter().all(Figure::is_met))
}

/// Builds everything that is measured, so that none of it is built between the measurements: the
/// app that can be driven first, and then what is shipped in its place.
fn build() -> Result<()> {
    // Always the same packages: their features are the same then, and nothing is built anew that
    // was built by the step or the run before.
    let release = |args: &[&str]| {
        let always = [
            "build",
            "--release",
            "-p",
            "connect-desk",
            "-p",
            "mx-sandbox",
        ];
        Step::cargo().args(always.iter().chain(args)).run()
    };
    release(&["--bins", "--features", "connect-desk/automation"])?;
    let driven = target().join("release").join(DRIVEN);
    // A copy over one that runs would fail.
    if driven.exists() {
        fs::remove_file(&driven)?;
    }
    fs::copy(program("connect-desk")?, driven)?;
    release(&["--bins"])?;
    release(&["--example", "empty-window"])?;
    client::build()?;
    history::prepare()
}

/// The app that lets itself be driven, beside the one that is shipped.
const DRIVEN: &str = "connect-desk-driven";

/// The release build of a program.
fn program(name: &str) -> Result<std::path::PathBuf> {
    let path = target().join("release").join(name);
    ensure!(path.is_file(), "{} is not built", path.display());
    Ok(path)
}
