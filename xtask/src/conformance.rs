//! MX's own Node client against the simulated MX, and where MX's OpenAPI documents and the
//! exchanges to hold against them are.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    run::{Step, root, target},
    setup,
};

/// The suite's folder.
pub(crate) fn folder() -> PathBuf {
    root().join("crates/mx-sandbox/conformance")
}

/// Installs what the suite needs. Only the tests do.
pub(crate) fn set_up() -> Result<()> {
    setup::node_packages(&folder(), "MX's own client")
}

/// Lets a step check against MX's documents where they are at hand: the folder the environment
/// names, or the one that lies beside some checkouts. They are MX's and no part of the repository.
pub(crate) fn with_documents(step: Step) -> Step {
    match documents(env::var_os(VARIABLE), &root()) {
        Some(folder) => step.env(VARIABLE, folder),
        None => step,
    }
}

const VARIABLE: &str = "MX_OPENAPI_DIR";

fn documents(named: Option<OsString>, root: &Path) -> Option<OsString> {
    // Steps run in folders of their own.
    let absolute = |folder: OsString| root.join(folder).into_os_string();
    let named = named.filter(|folder| !folder.is_empty()).map(absolute);
    let beside = || {
        let folder = root.join("../shared/reference");
        let has = |name: &str| folder.join(name).is_file();
        let complete = has("mx_platform_api_v20111101.yml") && has("mx_platform_api_v20250224.yml");
        complete.then(|| folder.into_os_string())
    };
    named.or_else(beside)
}

/// Where the simulated MXs of a test run write down what they are asked and answer.
pub(crate) fn exchanges() -> PathBuf {
    target().join("xtask/exchanges")
}

/// The name under which they are told.
pub(crate) const EXCHANGES: &str = "MX_EXCHANGES_DIR";

/// Drops what an earlier run wrote down.
pub(crate) fn forget_exchanges() -> Result<()> {
    let folder = exchanges();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// What a suite of this folder has found out.
pub(crate) struct Findings {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) lines: Vec<String>,
}

/// Runs MX's own client against the built server.
pub(crate) fn run() -> Result<Findings> {
    suite("conformance", |step| step)
}

/// Holds what was written down in this run against MX's documents.
/// Without them nothing is checked, and nothing passes.
pub(crate) fn check_exchanges() -> Result<Findings> {
    if documents(env::var_os(VARIABLE), &root()).is_none() {
        let line = format!("OpenAPI: not checked ({VARIABLE} names no folder with MX's documents)");
        println!("{line}");
        return Ok(Findings {
            passed: 0,
            failed: 0,
            lines: vec![line],
        });
    }
    suite("exchanges", |step| step.env(EXCHANGES, exchanges()))
}

fn suite(name: &str, more: impl FnOnce(Step) -> Step) -> Result<Findings> {
    let file = target().join(format!("xtask/{name}.tap"));
    if let Some(directory) = file.parent() {
        fs::create_dir_all(directory)?;
    }
    if file.exists() {
        fs::remove_file(&file)?;
    }
    let destination = format!("--test-reporter-destination={}", file.display());
    let step = Step::new("node").within(folder()).args([
        "--test",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
        "--test-reporter=tap",
        &destination,
        &format!("{name}.test.js"),
    ]);
    let outcome = more(with_documents(step)).watch()?;
    let report = fs::read_to_string(&file).context("the suite left no report")?;
    let (passed, failed) = count(&report);
    // Failed without a failed test: the server, or the suite itself.
    let unreported = u64::from(!outcome.ok && failed == 0);
    Ok(Findings {
        passed,
        failed: failed + unreported,
        lines: outcome.lines,
    })
}

/// Reads the sums at the end of a report, like `# pass 12`. Whatever isn't passed is failed.
fn count(report: &str) -> (u64, u64) {
    let sum = |word: &str| -> u64 {
        let line = format!("# {word} ");
        report
            .lines()
            .filter_map(|text| text.strip_prefix(&line)?.trim().parse::<u64>().ok())
            .sum()
    };
    let others = ["fail", "cancelled", "skipped", "todo"];
    (sum("pass"), others.map(sum).iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_skipped_or_cancelled_did_not_pass() {
        let report = "ok 1 - users\n1..1\n# tests 9\n# suites 2\n# pass 4\n# fail 2\n\
                      # cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 12.5\n";
        assert_eq!(count(report), (4, 5));
        assert_eq!(count("Bail out!"), (0, 0));
    }

    #[test]
    fn the_documents_are_where_the_environment_says_or_beside_the_checkout() {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("checkout");
        let beside = parent.path().join("shared/reference");
        fs::create_dir_all(&root).unwrap();
        fs::create_dir_all(&beside).unwrap();
        let found = |named: &str| documents(Some(named.into()), &root);
        assert_eq!(found(""), None);
        for name in ["v20111101", "v20250224"] {
            assert_eq!(documents(None, &root), None, "one alone is not enough");
            fs::write(beside.join(format!("mx_platform_api_{name}.yml")), "").unwrap();
        }
        assert_eq!(found(""), documents(None, &root));
        assert!(documents(None, &root).is_some());
        assert_eq!(
            found("elsewhere"),
            Some(root.join("elsewhere").into_os_string())
        );
        assert_eq!(found("/elsewhere"), Some("/elsewhere".into()));
    }
}
