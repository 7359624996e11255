//! What was measured, kept from run to run: each part's last figures, with what is needed to judge
//! them. `target/bench.json`, and the tables of `docs/performance.md`.

use std::{
    collections::BTreeMap, fs, path::PathBuf, process::Command, thread::sleep, time::Duration,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::figures::Figure;
use crate::{
    run::{root, target},
    tables::{Table, replaced},
};

/// Above this, somebody else's work is part of what was measured.
const QUIET_PERCENT: f64 = 5.0;

/// The last run of each part, by its name.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Record {
    parts: BTreeMap<String, Run>,
}

/// A run of one part.
#[derive(Serialize, Deserialize)]
struct Run {
    day: String,
    processor: String,
    /// How much of all processors other programs used before it began.
    others_percent: f64,
    quick: bool,
    figures: Vec<Value>,
    /// The same figures as the document shows them.
    rows: Vec<Vec<String>>,
}

/// What the computer is like before a part is measured.
pub(super) struct Surroundings {
    others_percent: f64,
}

impl Surroundings {
    /// Looks at it for a moment.
    pub(super) fn now() -> Result<Self> {
        let (busy, all) = ticks()?;
        sleep(Duration::from_secs(2));
        let (busy_then, all_then) = ticks()?;
        let passed = all_then.saturating_sub(all).max(1);
        let others_percent = 100.0 * busy_then.saturating_sub(busy) as f64 / passed as f64;
        if others_percent > QUIET_PERCENT {
            println!(
                "other programs use {others_percent:.0} % of this computer: figures will be off"
            );
        }
        Ok(Self { others_percent })
    }
}

impl Record {
    /// What earlier runs have kept; nothing if it can't be read.
    pub(super) fn kept() -> Self {
        let text = fs::read_to_string(file()).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Takes the figures of a part in, in the place of those it had, and keeps all.
    pub(super) fn take(
        &mut self,
        part: &str,
        quick: bool,
        surroundings: &Surroundings,
        figures: &[Figure],
    ) -> Result<()> {
        let run = Run {
            day: today()?,
            processor: processor()?,
            others_percent: surroundings.others_percent,
            quick,
            figures: figures
                .iter()
                .map(serde_json::to_value)
                .collect::<Result<_, _>>()?,
            rows: figures.iter().map(|figure| figure.row().to_vec()).collect(),
        };
        self.parts.insert(part.to_owned(), run);
        fs::write(file(), serde_json::to_string_pretty(self)?)
            .with_context(|| format!("{} could not be written", file().display()))
    }

    /// Puts the figures into the document: those of these parts, in this order.
    pub(super) fn write(&self, parts: &[&str]) -> Result<()> {
        let document = root().join("docs/performance.md");
        let text = fs::read_to_string(&document)?;
        let text = replaced(&text, "figures", &self.figures(parts))?;
        fs::write(&document, replaced(&text, "runs", &self.runs(parts))?)?;
        println!("written into {}", document.display());
        Ok(())
    }

    fn of<'a>(&'a self, parts: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a Run)> {
        let run = |part: &&'a str| Some((*part, self.parts.get(*part)?));
        parts.iter().filter_map(run)
    }

    fn figures(&self, parts: &[&str]) -> Table {
        Table {
            columns: ["What", "Measured", "Against", "Ratio", "Goal", "Met"]
                .map(str::to_owned)
                .to_vec(),
            rows: self
                .of(parts)
                .flat_map(|(_, run)| run.rows.clone())
                .collect(),
        }
    }

    fn runs(&self, parts: &[&str]) -> Table {
        let row = |(part, run): (&str, &Run)| {
            let others = run.others_percent;
            vec![
                part.to_owned(),
                run.day.clone(),
                run.processor.clone(),
                if run.quick { "quick" } else { "full" }.to_owned(),
                if others > QUIET_PERCENT {
                    format!("busy ({others:.0} %): rough")
                } else {
                    "quiet".to_owned()
                },
            ]
        };
        Table {
            columns: ["Part", "Measured on", "Processor", "Run", "Computer"]
                .map(str::to_owned)
                .to_vec(),
            rows: self.of(parts).map(row).collect(),
        }
    }
}

pub(super) fn file() -> PathBuf {
    target().join("bench.json")
}

/// What all processors have done so far, and how long they have been there.
fn ticks() -> Result<(u64, u64)> {
    let stat = fs::read_to_string("/proc/stat")?;
    let line = stat.lines().next().unwrap_or_default();
    let ticks: Vec<u64> = line
        .split_whitespace()
        .skip(1)
        .filter_map(|ticks| ticks.parse().ok())
        .collect();
    let all = ticks.iter().take(8).sum();
    // The fourth and fifth are times when nothing was done, or the disk was waited for.
    let idle: u64 = ticks.iter().skip(3).take(2).sum();
    Ok((all - idle, all))
}

fn processor() -> Result<String> {
    let info = fs::read_to_string("/proc/cpuinfo")?;
    let mut lines = info.lines();
    let model = lines.find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let count = std::thread::available_parallelism()?;
    let (_, model) = model.unwrap_or(("", "unknown"));
    Ok(format!("{count} × {model}"))
}

fn today() -> Result<String> {
    let said = Command::new("date").args(["-u", "+%F"]).output()?;
    Ok(String::from_utf8(said.stdout)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::figures::Goal, *};

    fn run(others_percent: f64) -> Run {
        let figure = Figure {
            name: "a thing",
            unit: "ms",
            value: 3.0,
            reference: Some(("another", 2.0)),
            goal: Goal::RatioAtMost(1.15),
        };
        Run {
            day: "2026-01-31".to_owned(),
            processor: "2 × fast".to_owned(),
            others_percent,
            quick: false,
            figures: Vec::new(),
            rows: vec![figure.row().to_vec()],
        }
    }

    #[test]
    fn the_document_shows_what_was_missed_and_what_is_rough() {
        let mut record = Record::default();
        record.parts.insert("one".to_owned(), run(1.0));
        record.parts.insert("two".to_owned(), run(80.0));
        // In the order asked for; a part that never ran has no row.
        let parts = ["two", "never", "one"];
        let figures = record.figures(&parts).rows;
        assert_eq!(figures.len(), 2);
        let row = [
            "a thing",
            "3.0 ms",
            "another: 2.0",
            "1.50",
            "≤ 1.15 ×",
            "NO",
        ];
        assert_eq!(figures[0], row);
        let computers: Vec<_> = record.runs(&parts).rows;
        assert_eq!(computers[0][4], "busy (80 %): rough");
        assert_eq!(computers[1][4], "quiet");
    }

    #[test]
    fn the_document_has_both_tables() {
        let text = fs::read_to_string(root().join("docs/performance.md")).unwrap();
        let record = Record::default();
        let text = replaced(&text, "figures", &record.figures(&[])).unwrap();
        replaced(&text, "runs", &record.runs(&[])).unwrap();
    }
}
