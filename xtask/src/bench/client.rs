//! The MX client against what else could read the same pages.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::{
    Effort,
    figures::{Figure, Goal, median},
};
use crate::run::{Step, root};

#[derive(Deserialize)]
struct Times {
    ours: Vec<f64>,
    plain: Vec<f64>,
    node: Vec<f64>,
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
    let line = said
        .lines
        .iter()
        .find_map(|line| line.strip_prefix("bench:"));
    let times: Times = serde_json::from_str(line.context("the benchmark said nothing")?)?;
    let middle = |values: &[f64], who| median(values).with_context(|| format!("{who} never ran"));
    let ours = middle(&times.ours, "the client")?;
    let against = |name, reference, least| Figure {
        name: "100 000 transactions, page by page",
        unit: "ms",
        value: ours,
        reference: Some((name, reference)),
        goal: Goal::SpeedAtLeast(least),
    };
    Ok(vec![
        against("reqwest + serde", middle(&times.plain, "reqwest")?, 0.9),
        against(
            "MX's Node client",
            middle(&times.node, "MX's Node client")?,
            3.0,
        ),
    ])
}
