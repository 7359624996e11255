//! `cargo xtask test`: everything that proves the product, in an order that compiles each thing
//! once, with one count at the end.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    conformance,
    run::{Outcome, Step, root, target},
    setup::{self, Purpose},
    supply,
};

/// What a step found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

impl Count {
    fn of(ok: bool) -> Self {
        Self {
            passed: u64::from(ok),
            failed: u64::from(!ok),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

struct Row {
    name: &'static str,
    count: Count,
    took: Duration,
}

#[derive(Default)]
struct Report {
    rows: Vec<Row>,
    /// What failed, by name, to be read at the end of a long output.
    failures: Vec<String>,
    /// What was held against MX's documents, in the words of whoever did it.
    openapi: Vec<String>,
    /// What could not be looked at here, and why: neither passed nor failed.
    not_checked: Vec<String>,
}

impl Report {
    /// Runs a step. One that could not be run is a failure.
    fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Vec<String>) -> Result<Count>,
    ) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let mut failures = Vec::new();
        let count = work(&mut failures).unwrap_or_else(|error| {
            println!("{error:#}");
            failures.push(format!("{error:#}"));
            Count::of(false)
        });
        if count.failed > 0 && failures.is_empty() {
            failures.push("see above".to_owned());
        }
        let named = |failure| format!("{name}: {failure}");
        self.failures.extend(failures.into_iter().map(named));
        let took = start.elapsed();
        println!("--- {name}: {:.1} s", took.as_secs_f32());
        self.rows.push(Row { name, count, took });
        count.failed == 0
    }

    /// A step that needs another which failed: not run, so not passed.
    fn skipped(&mut self, name: &'static str, why: &str) {
        self.step(name, |_| bail!("not run: {why}"));
    }

    fn finish(&self) -> bool {
        println!(
            "\n{:<34} {:>7} {:>7} {:>9}",
            "step", "passed", "failed", "time"
        );
        for row in &self.rows {
            let Count { passed, failed } = row.count;
            let took = row.took.as_secs_f32();
            println!("{:<34} {passed:>7} {failed:>7} {took:>7.1} s", row.name);
        }
        println!();
        for line in &self.openapi {
            println!("{line}");
        }
        for line in &self.not_checked {
            println!("{line}");
        }
        for failure in &self.failures {
            println!("failed: {failure}");
        }
        let all = self
            .rows
            .iter()
            .fold(Count::default(), |sum, row| sum.plus(row.count));
        let took: Duration = self.rows.iter().map(|row| row.took).sum();
        println!(
            "in {:.0} min {:02} s\n",
            (took.as_secs() / 60) as f32,
            took.as_secs() % 60
        );
        println!("{} passed, {} failed", all.passed, all.failed);
        all.failed == 0
    }
}

const CLIPPY: &[&str] = &[
    "clippy",
    "--workspace",
    "--all-targets",
    // All there is to mend, not only that of the first crate.
    "--keep-going",
    "--",
    "--deny",
    "warnings",
];

/// What is in no build but those that look for newer versions.
const CLIPPY_WITH_UPDATER: &[&str] = &[
    "clippy",
    "-p",
    "connect-desk",
    "--lib",
    "--features",
    "connect-desk/updater",
    "--",
    "--deny",
    "warnings",
];

/// Every check and test.
pub(crate) fn test() -> Result<bool> {
    let mut report = Report::default();
    let ready = report.step("set-up", |_| {
        setup::set_up(Purpose::VirtualDisplay)?;
        conformance::set_up()?;
        Ok(Count::of(true))
    });
    report.step("format", |_| {
        Ok(Count::of(
            Step::cargo().args(["fmt", "--all", "--check"]).watch()?.ok,
        ))
    });
    if ready {
        report.step("UI lint", |_| npm(&["run", "lint"]));
        report.step("UI types", |_| npm(&["run", "check"]));
        report.step("UI tests", ui_tests);
    } else {
        for name in ["UI lint", "UI types", "UI tests"] {
            report.skipped(name, "the set-up failed");
        }
    }
    // The app embeds the built UI, so nothing of it compiles without one.
    let built = report.step("build", |failures| {
        let driven = compile(setup::BUILD_DRIVEN, failures)?;
        setup::keep_driven()?;
        Ok(driven.plus(compile(setup::BUILD, failures)?))
    });
    report.step("clippy", |failures| compile(CLIPPY, failures));
    report.step("clippy, with the updater", |failures| {
        compile(CLIPPY_WITH_UPDATER, failures)
    });
    report.step("each crate by itself", each_crate_by_itself);
    let mut not_checked = Vec::new();
    report.step("supply chain", |failures| {
        let looked = supply::check()?;
        not_checked = looked.not_checked;
        let failed = looked.found.len() as u64;
        failures.extend(looked.found);
        Ok(Count {
            passed: looked.passed,
            failed,
        })
    });
    report.not_checked = not_checked;
    report.step("packages", packages);
    let exported = target().join("xtask/bindings");
    let mut openapi = Vec::new();
    report.step("Rust tests", |failures| {
        conformance::forget_exchanges()?;
        rust_tests(&exported, &mut openapi, failures)
    });
    report.step("bindings are fresh", |_| {
        bindings_are_fresh(&exported, &root().join("ui/src/bindings"))
    });
    if ready && built {
        report.step("MX's own client", |_| {
            let findings = conformance::run()?;
            suite_count(&findings, &mut openapi)
        });
    } else {
        report.skipped("MX's own client", "the set-up or the build failed");
    }
    if built {
        report.step("end to end", |failures| scenarios(None, false, failures));
    } else {
        report.skipped("end to end", "the app did not build");
    }
    if ready {
        report.step("all exchanges, by MX's documents", |_| {
            suite_count(&conformance::check_exchanges()?, &mut openapi)
        });
    } else {
        report.skipped("all exchanges, by MX's documents", "the set-up failed");
    }
    report.openapi = openapi;
    Ok(report.finish())
}

/// The end-to-end scenarios alone.
pub(crate) fn end_to_end(filter: Option<&str>, keep_screenshots: bool) -> Result<bool> {
    setup::set_up(Purpose::VirtualDisplay)?;
    #[cfg(target_os = "linux")]
    setup::build_app_to_be_driven()?;
    conformance::forget_exchanges()?;
    let mut failures = Vec::new();
    let count = scenarios(filter, keep_screenshots, &mut failures)?;
    for failure in failures {
        println!("failed: {failure}");
    }
    println!("\n{} passed, {} failed", count.passed, count.failed);
    Ok(count.failed == 0)
}

#[cfg(target_os = "linux")]
fn scenarios(
    filter: Option<&str>,
    keep_screenshots: bool,
    failures: &mut Vec<String>,
) -> Result<Count> {
    let (passed, failed) = crate::e2e::run(filter, keep_screenshots)?;
    failures.extend(failed.iter().map(|&name| name.to_owned()));
    let failed = failed.len() as u64;
    Ok(Count { passed, failed })
}

#[cfg(not(target_os = "linux"))]
fn scenarios(_: Option<&str>, _: bool, _: &mut Vec<String>) -> Result<Count> {
    bail!("the end-to-end scenarios need Xvfb and WebKitWebDriver, so they run on Linux")
}

fn npm(args: &[&str]) -> Result<Count> {
    Ok(Count::of(Step::npm().args(args).watch()?.ok))
}

/// Runs cargo; a warning anywhere in its output fails the step, also one of a build script or of
/// a unit that was compiled earlier (cargo repeats those).
fn compile(args: &[&str], failures: &mut Vec<String>) -> Result<Count> {
    let outcome = Step::cargo()
        .args(args)
        .env("CARGO_TERM_COLOR", "never")
        .watch()?;
    let warnings = warnings(&outcome);
    if warnings > 0 {
        println!("{warnings} warning(s), and a build must have none");
    }
    failures.extend(complaints(&outcome.lines));
    Ok(Count::of(outcome.ok && warnings == 0))
}

fn warnings(outcome: &Outcome) -> usize {
    let is_warning = |line: &&String| line.starts_with("warning:") || line.starts_with("warning[");
    outcome.lines.iter().filter(is_warning).count()
}

/// What a compiler complains of, with the place that stands in the next line.
fn complaints(lines: &[String]) -> Vec<String> {
    let complains = |line: &str| {
        ["error:", "error[", "warning:", "warning["]
            .iter()
            .any(|word| line.starts_with(word))
    };
    let place = |line: &String| line.trim().strip_prefix("--> ").map(str::to_owned);
    let mut complaints = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| complains(line)) {
        match lines.get(at + 1).and_then(place) {
            Some(place) => complaints.push(format!("{line} ({place})")),
            None => complaints.push(line.clone()),
        }
    }
    complaints
}

/// What is written by hand for the packages.
fn packages(failures: &mut Vec<String>) -> Result<Count> {
    let mut sum = Count::default();
    for (what, findings) in crate::dist::findings()? {
        let is_fine = findings.is_empty();
        println!("{what:<44} {}", if is_fine { "passed" } else { "FOUND:" });
        for finding in findings {
            println!("  {finding}");
            failures.push(finding);
        }
        sum = sum.plus(Count::of(is_fine));
    }
    Ok(sum)
}

fn each_crate_by_itself(failures: &mut Vec<String>) -> Result<Count> {
    let mut sum = Count::default();
    for name in ["connect-events", "mx-platform", "mx-sandbox", "desk"] {
        println!("{name}");
        sum = sum.plus(compile(&["check", "-p", name], failures)?);
    }
    Ok(sum)
}

/// Runs every Rust test, with the UI's bindings written aside instead of over the committed ones.
fn rust_tests(
    exported: &Path,
    openapi: &mut Vec<String>,
    failures: &mut Vec<String>,
) -> Result<Count> {
    if exported.exists() {
        fs::remove_dir_all(exported)?;
    }
    fs::create_dir_all(exported)?;
    let step = Step::cargo()
        .args(["test", "--workspace", "--no-fail-fast"])
        .env("CARGO_TERM_COLOR", "never")
        .env("TS_RS_EXPORT_DIR", exported)
        .env(conformance::EXCHANGES, conformance::exchanges());
    let outcome = conformance::with_documents(step).watch()?;
    note_openapi(&outcome.lines, openapi);
    let mut count = libtest_count(&outcome.lines);
    let failed = |line: &String| line.strip_suffix(" ... FAILED").map(str::to_owned);
    failures.extend(outcome.lines.iter().filter_map(failed));
    failures.extend(complaints(&outcome.lines));
    if count.passed == 0 {
        bail!("no test ran");
    }
    // Failed without a failed test: something did not compile, or ended without reporting.
    if !outcome.ok && count.failed == 0 {
        count.failed = 1;
    }
    let warnings = warnings(&outcome) as u64;
    if warnings > 0 {
        println!("{warnings} warning(s), and a build must have none");
    }
    Ok(count.plus(Count {
        passed: 0,
        failed: warnings.min(1),
    }))
}

/// Counts the tests of a suite in JavaScript. Where MX's documents aren't at hand, it has none for
/// them and says so.
fn suite_count(findings: &conformance::Findings, openapi: &mut Vec<String>) -> Result<Count> {
    note_openapi(&findings.lines, openapi);
    let (passed, failed) = (findings.passed, findings.failed);
    let says_so = openapi
        .last()
        .is_some_and(|line| line.contains("not checked"));
    if passed == 0 && !says_so {
        bail!("no test ran");
    }
    Ok(Count { passed, failed })
}

/// Keeps what was said about MX's documents, to repeat it at the end.
fn note_openapi(lines: &[String], openapi: &mut Vec<String>) {
    let said = |line: &String| line.find("OpenAPI: ").map(|at| line[at..].to_owned());
    openapi.extend(lines.iter().filter_map(said));
}

/// Sums up lines like `test result: ok. 12 passed; 0 failed; 1 ignored; …`. What was ignored was
/// not passed.
fn libtest_count(lines: &[String]) -> Count {
    let number = |part: &str, word: &str| -> Option<u64> {
        part.trim()
            .strip_suffix(word)?
            .trim()
            .rsplit(' ')
            .next()?
            .parse()
            .ok()
    };
    let mut count = Count::default();
    for line in lines.iter().filter(|line| line.starts_with("test result:")) {
        for part in line.split(';') {
            count.passed += number(part, " passed").unwrap_or(0);
            count.failed += number(part, " failed").unwrap_or(0);
            count.failed += number(part, " ignored").unwrap_or(0);
        }
    }
    count
}

fn ui_tests(failures: &mut Vec<String>) -> Result<Count> {
    let file = target().join("xtask/ui-tests.json");
    if file.exists() {
        fs::remove_file(&file)?;
    }
    let out = format!("--outputFile.json={}", file.display());
    let outcome = Step::npm()
        .args(["test", "--", "--reporter=default", "--reporter=json", &out])
        .watch()?;
    let text = fs::read_to_string(&file).context("the UI's tests left no report")?;
    let report: Value = serde_json::from_str(&text).context("the UI tests' report is no JSON")?;
    let mut count = vitest_count(&report);
    failures.extend(vitest_failures(&report));
    if count.passed == 0 {
        bail!("no test ran");
    }
    if !outcome.ok && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

fn vitest_count(report: &Value) -> Count {
    let number = |name: &str| report[name].as_u64().unwrap_or(0);
    Count {
        passed: number("numPassedTests"),
        failed: number("numFailedTests") + number("numPendingTests") + number("numTodoTests"),
    }
}

fn vitest_failures(report: &Value) -> Vec<String> {
    let each = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let files = each(&report["testResults"]);
    let tests = files
        .iter()
        .flat_map(|file| each(&file["assertionResults"]));
    tests
        .filter(|test| test["status"] == "failed")
        .map(|test| {
            test["fullName"]
                .as_str()
                .unwrap_or("one without a name")
                .to_owned()
        })
        .collect()
}

/// The bindings the tests wrote aside are, file by file, the committed ones.
fn bindings_are_fresh(exported: &Path, committed: &Path) -> Result<Count> {
    let fresh = texts_under(exported)?;
    if fresh.is_empty() {
        bail!("the Rust tests wrote no bindings");
    }
    let committed = texts_under(committed)?;
    let mut stale = Vec::new();
    for name in fresh.keys().chain(committed.keys()) {
        if fresh.get(name) != committed.get(name) && !stale.contains(&name) {
            stale.push(name);
        }
    }
    for name in &stale {
        println!("stale: ui/src/bindings/{}", name.display());
    }
    if !stale.is_empty() {
        println!("`cargo test -p desk` writes them anew");
    }
    Ok(Count::of(stale.is_empty()))
}

fn texts_under(directory: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut files = Vec::new();
    if directory.is_dir() {
        setup::files_under(directory, &mut files)?;
    }
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file)?;
        Ok((file.strip_prefix(directory)?.to_path_buf(), text))
    };
    files.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn results_of_all_test_programs_are_summed_up() {
        let output = lines(
            "running 3 tests\n\
             test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
             test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out\n",
        );
        assert_eq!(
            libtest_count(&output),
            Count {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn an_ignored_test_did_not_pass() {
        let output = lines("test result: ok. 1 passed; 0 failed; 2 ignored; 0 measured");
        assert_eq!(
            libtest_count(&output),
            Count {
                passed: 1,
                failed: 2
            }
        );
    }

    #[test]
    fn a_warning_is_found_wherever_it_comes_from() {
        let found = |text: &str| {
            warnings(&Outcome {
                ok: true,
                lines: lines(text),
            })
        };
        assert_eq!(found("warning: unused variable: `x`\n  --> src/lib.rs"), 1);
        assert_eq!(found("warning: connect-desk@0.1.0: the icon is missing"), 1);
        assert_eq!(found("   Compiling warning-crate v1.0.0\n    Finished"), 0);
    }

    #[test]
    fn bindings_that_differ_are_missing_or_are_too_many_are_stale() {
        let written = tempfile::tempdir().unwrap();
        let committed = tempfile::tempdir().unwrap();
        let check = || bindings_are_fresh(written.path(), committed.path()).unwrap();
        fs::write(written.path().join("A.ts"), "a").unwrap();
        assert_eq!(check().failed, 1, "one that nobody committed");
        fs::write(committed.path().join("A.ts"), "a").unwrap();
        assert_eq!(check().failed, 0);
        fs::write(committed.path().join("B.ts"), "b").unwrap();
        assert_eq!(check().failed, 1, "one that nothing writes any more");
        fs::remove_file(committed.path().join("B.ts")).unwrap();
        fs::write(committed.path().join("A.ts"), "other").unwrap();
        assert_eq!(check().failed, 1, "one that says something else");
    }

    #[test]
    fn what_failed_is_named_at_the_end() {
        let mut report = Report::default();
        report.step("clippy", |failures| {
            failures.extend(complaints(&lines(
                "   Compiling desk\nerror: all variants\n  --> tests/a.rs:30:1\nerror: one more",
            )));
            Ok(Count::of(false))
        });
        report.step("set-up", |_| bail!("no Node"));
        report.step("format", |_| Ok(Count::of(false)));
        report.step("UI types", |_| Ok(Count::of(true)));
        let expected = [
            "clippy: error: all variants (tests/a.rs:30:1)",
            "clippy: error: one more",
            "set-up: no Node",
            "format: see above",
        ];
        assert_eq!(report.failures, expected);
    }

    #[test]
    fn failed_ui_tests_are_named() {
        let report = serde_json::json!({"testResults": [{"assertionResults": [
            {"fullName": "the list is long", "status": "passed"},
            {"fullName": "the list is short", "status": "failed"}
        ]}]});
        assert_eq!(vitest_failures(&report), ["the list is short"]);
    }

    #[test]
    fn skipped_ui_tests_did_not_pass() {
        let report = serde_json::json!({
            "numPassedTests": 4, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 0
        });
        assert_eq!(
            vitest_count(&report),
            Count {
                passed: 4,
                failed: 3
            }
        );
    }
}
