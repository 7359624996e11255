//! What the product depends on: advisories, licences, bans and sources.
//!
//! An answer that could not be had is "not checked", never "passed".

use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use crate::{
    conformance,
    run::{Step, root},
    setup::has,
    supply,
};

/// How one look-up ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Found(String),
    NotChecked(String),
}

/// Runs every look-up. False only when something was really found.
pub(crate) fn audit() -> Result<bool> {
    let mut verdicts = vec![supply::advisories_of_rust()?];
    for part in ["bans", "licenses", "sources", "advisories"] {
        verdicts.push((format!("cargo-deny: {part}"), cargo_deny(part)));
    }
    verdicts.extend(advisories_of_npm());

    println!();
    for (name, verdict) in &verdicts {
        println!("{}", verdict.line(name));
    }
    Ok(!verdicts
        .iter()
        .any(|(_, verdict)| matches!(verdict, Verdict::Found(_))))
}

impl Verdict {
    pub(crate) fn line(&self, name: &str) -> String {
        match self {
            Self::Passed => format!("{name:<44} passed"),
            Self::Found(what) => format!("{name:<44} FOUND: {what}"),
            Self::NotChecked(why) => format!("{name:<44} not checked: {why}"),
        }
    }
}

/// What the registry knows against the packages of each lock file.
pub(crate) fn advisories_of_npm() -> Vec<(String, Verdict)> {
    [
        ("npm: advisories, UI", root().join("ui")),
        ("npm: advisories, conformance", conformance::folder()),
        ("npm: advisories, packaging", root().join("packaging")),
    ]
    .map(|(name, folder)| (name.to_owned(), npm_audit(folder)))
    .into()
}

fn cargo_deny(part: &str) -> Verdict {
    if !has("cargo-deny") {
        return Verdict::NotChecked(
            "cargo-deny is not installed (`cargo install --locked cargo-deny`)".to_owned(),
        );
    }
    println!("\ncargo deny check {part}");
    match Step::cargo()
        .args(["deny", "--color", "never", "check", part])
        .watch()
    {
        Ok(outcome) => deny_verdict(part, outcome.ok, &outcome.lines),
        Err(error) => Verdict::NotChecked(format!("{error:#}")),
    }
}

/// cargo-deny ends with `<part> ok` or `<part> FAILED`; without either it never got to checking.
fn deny_verdict(part: &str, ok: bool, lines: &[String]) -> Verdict {
    let concluded = |word: &str| {
        lines
            .iter()
            .any(|line| line.contains(&format!("{part} {word}")))
    };
    if ok && concluded("ok") {
        return Verdict::Passed;
    }
    if !ok && concluded("FAILED") {
        let errors = lines
            .iter()
            .filter(|line| line.starts_with("error"))
            .count();
        return Verdict::Found(format!("{errors} finding(s), shown above"));
    }
    let reason = lines.iter().rev().find(|line| !line.trim().is_empty());
    Verdict::NotChecked(
        reason.map_or_else(|| "no answer".to_owned(), |line| line.trim().to_owned()),
    )
}

fn npm_audit(folder: PathBuf) -> Verdict {
    println!("\nnpm audit in {}", folder.display());
    let step = Step::npm().within(folder);
    match step.args(["audit", "--json"]).watch() {
        Ok(outcome) => npm_verdict(&outcome.lines.join("\n")),
        Err(error) => Verdict::NotChecked(format!("{error:#}")),
    }
}

/// npm reports its findings as counts by severity; a registry without the endpoint gives an error.
fn npm_verdict(output: &str) -> Verdict {
    let report = output.find('{').and_then(|start| {
        serde_json::Deserializer::from_str(&output[start..])
            .into_iter::<Value>()
            .next()?
            .ok()
    });
    match report
        .as_ref()
        .and_then(|report| report.pointer("/metadata/vulnerabilities/total")?.as_u64())
    {
        Some(0) => Verdict::Passed,
        Some(total) => Verdict::Found(format!("{total} finding(s), shown above")),
        None => Verdict::NotChecked("the registry's audit endpoint did not answer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_unreachable_advisory_database_is_not_a_pass() {
        let output = lines("error: failed to fetch advisory database");
        let verdict = deny_verdict("advisories", false, &output);
        assert!(matches!(verdict, Verdict::NotChecked(why) if why.contains("failed to fetch")));
    }

    #[test]
    fn a_finding_is_told_from_a_failure_to_look() {
        let output =
            lines("error[rejected]: failed to satisfy license requirements\n\nlicenses FAILED");
        assert!(matches!(
            deny_verdict("licenses", false, &output),
            Verdict::Found(_)
        ));
        assert_eq!(
            deny_verdict("bans", true, &lines("bans ok")),
            Verdict::Passed
        );
        assert!(matches!(
            deny_verdict("bans", true, &[]),
            Verdict::NotChecked(_)
        ));
    }

    #[test]
    fn npm_findings_are_counted_and_silence_is_not_a_pass() {
        let found = r#"{"metadata":{"vulnerabilities":{"total":3}}}"#;
        assert!(matches!(npm_verdict(found), Verdict::Found(_)));
        let none = "npm warn config\n{\"metadata\":{\"vulnerabilities\":{\"total\":0}}}";
        assert_eq!(npm_verdict(none), Verdict::Passed);
        let refused = r#"{"message":"not found","error":{"summary":"404"}}"#;
        assert!(matches!(npm_verdict(refused), Verdict::NotChecked(_)));
        assert!(matches!(npm_verdict(""), Verdict::NotChecked(_)));
    }
}
