//! What npm's registry knows against the packages of the lock files.

use std::path::PathBuf;

use serde_json::Value;

use super::Verdict;
use crate::{
    conformance,
    run::{Step, root},
};

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
