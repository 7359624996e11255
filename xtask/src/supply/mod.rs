//! What the product is made of: who wrote it, under which licence, from where, and that it is what
//! the lock files say, which needs no network but cargo's own; and what is known against it, where
//! that can be looked up. A part of every `cargo xtask test`.

mod actions;
mod advisories;
mod cargo;
mod licences;
mod npm;
mod npm_audit;
mod rules;
mod sbom;
mod verdict;

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::Result;

pub(crate) use licences::write as write_licences;
pub(crate) use npm_audit::advisories_of_npm;
pub(crate) use sbom::write as write_sbom;
pub(crate) use verdict::Verdict;

use crate::{conformance, run::root};

/// What one look found wrong; nothing, if it found nothing.
pub(crate) type Findings = Vec<String>;

/// What all looks came to.
#[derive(Default)]
pub(crate) struct Looked {
    pub(crate) passed: u64,
    /// What was found, a line each.
    pub(crate) found: Vec<String>,
    /// What could not be looked at, and why.
    pub(crate) not_checked: Vec<String>,
}

/// Looks at everything.
pub(crate) fn check() -> Result<Looked> {
    let mut looked = Looked::default();
    let rules = rules::Rules::read(&root().join("deny.toml"))?;
    let packages = cargo::packages(&rules.targets)?;
    let looks = looks(&rules, &packages)?.into_iter();
    let looks = looks.map(|(what, findings)| (what.to_owned(), verdict(&findings)));
    let known = advisories_against(&rules, &packages)?;
    let known = std::iter::once(known).chain(advisories_of_npm());
    for (what, verdict) in looks.chain(known) {
        let line = verdict.line(&what);
        println!("{line}");
        match verdict {
            Verdict::Passed => looked.passed += 1,
            Verdict::Found(_) => looked.found.push(line),
            Verdict::NotChecked(_) => looked.not_checked.push(line),
        }
    }
    Ok(looked)
}

/// What is known against the Rust packages that are built for any of our systems.
pub(crate) fn advisories_of_rust() -> Result<(String, Verdict)> {
    let rules = rules::Rules::read(&root().join("deny.toml"))?;
    let packages = cargo::packages(&rules.targets)?;
    advisories_against(&rules, &packages)
}

fn advisories_against(
    rules: &rules::Rules,
    packages: &[cargo::Package],
) -> Result<(String, Verdict)> {
    let known = match advisories::Advisories::get() {
        Ok(known) => known,
        Err(error) => {
            let why = Verdict::NotChecked(format!("{error:#}"));
            return Ok(("Rust: advisories".to_owned(), why));
        }
    };
    let used: BTreeSet<_> = packages
        .iter()
        .map(|it| (it.name.clone(), it.version.clone()))
        .collect();
    let findings = known.findings(&advisories::lock_file(), &used, &rules.ignored)?;
    let what = format!("Rust: advisories, the newest of {}", known.as_of);
    Ok((what, verdict(&findings)))
}

fn verdict(findings: &Findings) -> Verdict {
    match findings.as_slice() {
        [] => Verdict::Passed,
        some => Verdict::Found(some.join("; ")),
    }
}

fn looks(
    rules: &rules::Rules,
    packages: &[cargo::Package],
) -> Result<Vec<(&'static str, Findings)>> {
    let npm_rules = rules::Rules::read(&root().join("ui/deny.toml"))?;
    let locks = [
        ("npm: UI", root().join("ui/package-lock.json")),
        (
            "npm: conformance suite",
            conformance::folder().join("package-lock.json"),
        ),
        ("npm: packaging", root().join("packaging/package-lock.json")),
    ];
    let mut looks = vec![
        ("Rust: licences", cargo::licences(packages, rules)),
        ("Rust: bans", cargo::bans(packages, rules)),
        ("Rust: sources", cargo::sources(packages)),
        (
            "Rust: lock files of the fuzz targets",
            cargo::locked_fuzz_targets()?,
        ),
    ];
    let mut seen = Vec::new();
    for (what, file) in locks {
        let packages = npm::packages(&file)?;
        looks.push((what, npm::findings(&packages, &npm_rules)));
        seen.extend(packages);
    }
    looks.push((
        "npm: no rule without a package",
        npm::unused(&seen, &npm_rules),
    ));
    looks.push((
        "actions are pinned",
        actions::findings(&root().join(".github/workflows"))?,
    ));
    looks.push(("bill of materials", sbom::findings()?));
    Ok(looks)
}

/// Where the bill of materials is written.
pub(crate) fn sbom_file() -> PathBuf {
    crate::run::target().join("sbom/connect-desk.cdx.json")
}
