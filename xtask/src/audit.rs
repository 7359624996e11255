//! What the product depends on: advisories, licences, bans and sources.
//!
//! An answer that could not be had is "not checked", never "passed".

use anyhow::Result;

use crate::{
    run::Step,
    setup::has,
    supply::{self, Verdict},
};

/// Runs every look-up. False only when something was really found.
pub(crate) fn audit() -> Result<bool> {
    let mut verdicts = vec![supply::advisories_of_rust()?];
    for part in ["bans", "licenses", "sources", "advisories"] {
        verdicts.push((format!("cargo-deny: {part}"), cargo_deny(part)));
    }
    verdicts.extend(supply::advisories_of_npm());

    println!();
    for (name, verdict) in &verdicts {
        println!("{}", verdict.line(name));
    }
    Ok(!verdicts
        .iter()
        .any(|(_, verdict)| matches!(verdict, Verdict::Found(_))))
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
}
