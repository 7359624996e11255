//! `cargo xtask soak`: what takes too long for every run. Everything here has a quick form that is a
//! part of `cargo xtask test`; this is the long one, and says what it counted.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

#[cfg(target_os = "linux")]
use crate::e2e::{faults::play_all as faults_played, kills::kill_all as kills_played};
use crate::{
    check,
    run::{Outcome, Step, root, target},
    setup::{self, has},
};

/// What is run, and for how long.
pub(crate) struct Extent {
    /// The quick form: as much as a run of the tests has.
    pub(crate) quick: bool,
    /// Only the faults in the window whose name contains this.
    pub(crate) rows: Option<String>,
    /// How long each fuzz target runs.
    pub(crate) fuzz: Duration,
    /// Chooses the moments of the kills.
    pub(crate) seed: u64,
    /// Only parts whose name contains this.
    pub(crate) filter: Option<String>,
    /// Write the network's table anew.
    pub(crate) write: bool,
}

/// What came of a part.
enum Verdict {
    Passed,
    Failed,
    /// It could not be had here.
    NotChecked(String),
}

type Part = (
    &'static str,
    fn(&Extent, &mut Vec<String>) -> Result<Verdict>,
);

const PARTS: &[Part] = &[
    ("what the desk withstands", withstands),
    ("properties of a session", properties),
    ("fuzzing", fuzzing),
    ("the app dies in its window", dies),
    ("faults in the window", faults),
    ("the app is killed in its window", kills),
];

/// Runs the parts. False if one failed.
pub(crate) fn soak(extent: &Extent) -> Result<bool> {
    let mut report = String::new();
    let mut ok = true;
    for (name, run) in PARTS {
        let is_wanted = extent.filter.as_ref().is_none_or(|it| name.contains(it));
        if !is_wanted {
            continue;
        }
        println!("\n=== {name}");
        let (began, mut counted) = (Instant::now(), Vec::new());
        let verdict = run(extent, &mut counted)?;
        let took = began.elapsed().as_secs();
        let word = match verdict {
            Verdict::Passed => "passed".to_owned(),
            Verdict::Failed => {
                ok = false;
                "FAILED".to_owned()
            }
            Verdict::NotChecked(why) => format!("not checked: {why}"),
        };
        report.push_str(&format!("{name}: {word}, {took} s\n"));
        for line in counted {
            report.push_str(&format!("  {line}\n"));
        }
    }
    let file = target().join("soak/report.txt");
    fs::create_dir_all(target().join("soak"))?;
    fs::write(&file, &report)?;
    println!("\n{report}\n{}", file.display());
    Ok(ok)
}

fn verdict(outcome: &Outcome) -> Verdict {
    if outcome.ok {
        Verdict::Passed
    } else {
        Verdict::Failed
    }
}

/// Kills, disk, damaged files, two desks: `crates/desk/tests/withstand`.
fn withstands(extent: &Extent, counted: &mut Vec<String>) -> Result<Verdict> {
    let mut step = Step::cargo()
        .args(["test", "-p", "desk", "--test", "withstand"])
        .env("SOAK_SEED", extent.seed.to_string());
    if !extent.quick {
        step = step.env("SOAK", "full");
        if extent.write {
            step = step.env("SOAK_WRITE", "1");
        }
    }
    let outcome = step.args(["--", "--nocapture"]).watch()?;
    let says = [
        "cells of",
        "kills",
        "a folder settled",
        "damaged files",
        "not checked",
    ];
    let told = |line: &&String| says.iter().any(|it| line.contains(it)) && !line.contains("...");
    counted.extend(outcome.lines.iter().filter(told).cloned());
    Ok(verdict(&outcome))
}

/// The session machine against any order of events.
fn properties(extent: &Extent, counted: &mut Vec<String>) -> Result<Verdict> {
    let cases = if extent.quick { "256" } else { "20000" };
    let outcome = Step::cargo()
        .args(["test", "-p", "desk", "--lib", "session::properties"])
        .env("PROPTEST_CASES", cases)
        .watch()?;
    counted.push(format!("{cases} cases for each property"));
    Ok(verdict(&outcome))
}

/// The fuzz targets, one after the other. The tests replay their corpora anyway.
fn fuzzing(extent: &Extent, counted: &mut Vec<String>) -> Result<Verdict> {
    if extent.quick {
        return Ok(Verdict::NotChecked(
            "the quick form replays the corpora".to_owned(),
        ));
    }
    if !has("cargo-fuzz") {
        let how = "cargo-fuzz is not installed (`cargo install --locked cargo-fuzz`)";
        return Ok(Verdict::NotChecked(how.to_owned()));
    }
    let mut all = Verdict::Passed;
    for (folder, name) in targets()? {
        let outcome = fuzz(&folder, &name, extent.fuzz)?;
        let runs = outcome.lines.iter().rev().find_map(|it| runs(it));
        let what = match runs {
            Some(runs) if outcome.ok => format!("{runs} runs"),
            _ => "FAILED".to_owned(),
        };
        counted.push(format!("{name}: {what} in {} s", extent.fuzz.as_secs()));
        if !outcome.ok {
            all = Verdict::Failed;
        }
    }
    Ok(all)
}

fn fuzz(folder: &Path, name: &str, time: Duration) -> Result<Outcome> {
    // What it finds besides goes to a corpus that is not committed.
    let found = target().join("soak/corpus").join(name);
    fs::create_dir_all(&found)?;
    let seeds = folder.join("corpus").join(name);
    Step::new("nice")
        .args(["cargo", "fuzz", "run", "--fuzz-dir"])
        .args([folder, &PathBuf::from(name), &found, &seeds])
        .args(["--", "-print_final_stats=1"])
        .args([format!("-max_total_time={}", time.as_secs())])
        // cargo-fuzz asks for options of the compiler that the stable one has under this name only.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target().join("fuzz"))
        .within(
            folder
                .parent()
                .context("a folder of fuzz targets lies in a crate")?
                .to_path_buf(),
        )
        .watch()
}

/// Every fuzz target, with the folder it lies in.
fn targets() -> Result<Vec<(PathBuf, String)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root().join("crates"))? {
        let folder = entry?.path().join("fuzz");
        let Ok(files) = fs::read_dir(folder.join("fuzz_targets")) else {
            continue;
        };
        for file in files {
            let path = file?.path();
            if path.extension().is_some_and(|it| it == "rs")
                && let Some(name) = path.file_stem()
            {
                all.push((folder.clone(), name.to_string_lossy().into_owned()));
            }
        }
    }
    all.sort();
    Ok(all)
}

/// libFuzzer's own count.
fn runs(line: &str) -> Option<u64> {
    let count = line.strip_prefix("stat::number_of_executed_units:")?;
    count.trim().parse().ok()
}

/// The built app, killed in a real window at what matters most.
fn dies(extent: &Extent, _: &mut Vec<String>) -> Result<Verdict> {
    if extent.quick {
        return Ok(Verdict::NotChecked(
            "a part of the end-to-end scenarios".to_owned(),
        ));
    }
    Ok(if check::end_to_end(Some("dies"), false)? {
        Verdict::Passed
    } else {
        Verdict::Failed
    })
}

/// Every fault of the network at every step, in real windows.
fn faults(extent: &Extent, counted: &mut Vec<String>) -> Result<Verdict> {
    if extent.quick {
        return Ok(Verdict::NotChecked(
            "a part of the end-to-end scenarios".to_owned(),
        ));
    }
    let rows = extent.rows.as_deref().unwrap_or_default();
    in_windows(counted, || faults_played(rows))
}

/// `kill -9` at random moments of sessions that are driven in real windows.
fn kills(extent: &Extent, counted: &mut Vec<String>) -> Result<Verdict> {
    if extent.quick {
        return Ok(Verdict::NotChecked(
            "a part of the end-to-end scenarios".to_owned(),
        ));
    }
    let seed = extent.seed;
    in_windows(counted, || kills_played(seed))
}

/// Builds the app that can be driven, and plays something in it.
fn in_windows(
    counted: &mut Vec<String>,
    play: impl FnOnce() -> Result<(Vec<String>, bool)>,
) -> Result<Verdict> {
    setup::set_up(setup::Purpose::VirtualDisplay)?;
    #[cfg(target_os = "linux")]
    setup::build_app_to_be_driven()?;
    let (told, is_well) = play()?;
    counted.extend(told);
    Ok(if is_well {
        Verdict::Passed
    } else {
        Verdict::Failed
    })
}

#[cfg(not(target_os = "linux"))]
fn faults_played(_rows: &str) -> Result<(Vec<String>, bool)> {
    anyhow::bail!("windows are driven with Xvfb and WebKitWebDriver, so on Linux")
}

#[cfg(not(target_os = "linux"))]
fn kills_played(_seed: u64) -> Result<(Vec<String>, bool)> {
    faults_played("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_found_and_its_runs_are_counted() {
        let names: Vec<_> = targets()
            .unwrap()
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        for name in ["decode", "parse", "request", "settings"] {
            assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
        }
        assert_eq!(
            runs("stat::number_of_executed_units: 2745274"),
            Some(2_745_274)
        );
        assert_eq!(runs("stat::average_exec_per_sec:     45004"), None);
    }
}
