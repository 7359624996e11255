//! The MX client against what else could read the same pages.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::{
    Effort,
    figures::{Figure, Goal, median},
};
use crate::run::{Outcome, Step, root};

const TRANSACTIONS: f64 = 100_000.0;

#[derive(Deserialize)]
struct Times {
    ours: Vec<f64>,
    plain: Vec<f64>,
    node: Vec<f64>,
}

/// Compiles the client's benchmarks.
pub(super) fn build() -> Result<()> {
    Step::cargo()
        .args(["bench", "-q", "-p", "mx-platform", "--no-run"])
        .args(["--bench", "paging", "--bench", "allocations"])
        .run()
}

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    println!("reading 100 000 transactions, {} times each", effort.rounds);
    let script = root().join("crates/mx-sandbox/conformance/paging.js");
    let said = Step::cargo()
        .args(["bench", "-q", "-p", "mx-platform", "--bench", "paging"])
        .env("BENCH_ROUNDS", effort.rounds.to_string())
        .env("MX_NODE_SCRIPT", &script)
        .watch()?;
    ensure!(said.ok, "the client's benchmark failed");
    let times: Times = serde_json::from_str(result(&said)?)?;
    let middle = |values: &[f64], who| median(values).with_context(|| format!("{who} never ran"));
    let ours = middle(&times.ours, "the client")?;
    let against = |name, reference, least| Figure {
        name: "100 000 transactions, page by page",
        unit: "ms",
        value: ours,
        reference: Some((name, reference)),
        goal: Goal::SpeedAtLeast(least),
    };
    let mut figures = vec![
        against("reqwest + serde", middle(&times.plain, "reqwest")?, 0.9),
        against(
            "MX's Node client",
            middle(&times.node, "MX's Node client")?,
            3.0,
        ),
    ];
    figures.extend(allocations()?);
    Ok(figures)
}

#[derive(Deserialize)]
struct Allocations {
    ours: Counted,
    plain: Counted,
}

#[derive(Deserialize)]
struct Counted {
    times: f64,
    most_bytes: f64,
}

fn allocations() -> Result<Vec<Figure>> {
    let said = Step::cargo()
        .args(["bench", "-q", "-p", "mx-platform", "--bench", "allocations"])
        .watch()?;
    ensure!(said.ok, "the client's allocations could not be counted");
    let counted: Allocations = serde_json::from_str(result(&said)?)?;
    let against = |name, unit, ours: f64, plain: f64| Figure {
        name,
        unit,
        value: ours,
        reference: Some(("reqwest + serde", plain)),
        goal: Goal::RatioAtMost(1.1),
    };
    Ok(vec![
        against(
            "allocations for each of them",
            "",
            counted.ours.times / TRANSACTIONS,
            counted.plain.times / TRANSACTIONS,
        ),
        against(
            "the most held at a time",
            "MB",
            counted.ours.most_bytes / 1_000_000.0,
            counted.plain.most_bytes / 1_000_000.0,
        ),
    ])
}

/// The line of JSON among what a benchmark of the client printed.
fn result(said: &Outcome) -> Result<&str> {
    said.lines
        .iter()
        .find_map(|line| line.strip_prefix("bench:"))
        .context("the benchmark said nothing")
}
