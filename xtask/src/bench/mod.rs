//! `cargo xtask bench`: how far the app is from what could be reached at all. Every goal is a
//! ratio of two figures of the same run, so that it means the same on any computer.

mod client;
mod figures;
pub(crate) mod processes;
mod sizes;
mod window;

use std::fs;

use anyhow::{Context, Result, ensure};

use self::figures::{Figure, table};
use crate::{
    conformance,
    driver::end_everything_on_signals,
    run::{Step, target},
    setup::{self, Purpose},
};

/// How thorough a run is.
#[derive(Clone, Copy)]
struct Effort {
    /// Starts of each window.
    starts: usize,
    /// Rounds of the client's paging.
    rounds: usize,
    /// Seconds an idle process is watched.
    idle_seconds: u64,
}

const QUICK: Effort = Effort {
    starts: 5,
    rounds: 3,
    idle_seconds: 10,
};
const FULL: Effort = Effort {
    starts: 15,
    rounds: 7,
    idle_seconds: 30,
};

/// Builds for release, measures, and says which goals are met.
pub(crate) fn bench(quick: bool) -> Result<bool> {
    end_everything_on_signals()?;
    setup::set_up(Purpose::VirtualDisplay)?;
    conformance::set_up()?;
    build()?;
    let effort = if quick { QUICK } else { FULL };
    let mut figures = sizes::measure()?;
    figures.extend(window::measure(effort)?);
    figures.extend(client::measure(effort)?);
    println!("\n{}", table(&figures));
    write(&figures)?;
    Ok(figures.iter().all(Figure::is_met))
}

fn build() -> Result<()> {
    let app = [
        "build",
        "--release",
        "--bins",
        "-p",
        "connect-desk",
        "-p",
        "mx-sandbox",
    ];
    Step::cargo().args(app).run()?;
    Step::cargo()
        .args([
            "build",
            "--release",
            "-p",
            "connect-desk",
            "--example",
            "empty-window",
        ])
        .run()
}

/// The release build of a program.
fn program(name: &str) -> Result<std::path::PathBuf> {
    let path = target().join("release").join(name);
    ensure!(path.is_file(), "{} is not built", path.display());
    Ok(path)
}

fn write(figures: &[Figure]) -> Result<()> {
    let path = target().join("bench.json");
    fs::write(&path, serde_json::to_string_pretty(figures)?)
        .with_context(|| format!("{} could not be written", path.display()))?;
    println!("written to {}", path.display());
    Ok(())
}
