//! What the product is made of: who wrote it, under which licence, from where, and that it is what
//! the lock files say. No network but cargo's own is needed, so it is a part of every
//! `cargo xtask test`; what needs a database of advisories is `cargo xtask audit`.

mod actions;
mod cargo;
mod licences;
mod npm;
mod rules;
mod sbom;

use std::path::PathBuf;

use anyhow::Result;

pub(crate) use licences::write as write_licences;
pub(crate) use sbom::write as write_sbom;

use crate::{conformance, run::root};

/// What one look found wrong; nothing, if it found nothing.
pub(crate) type Findings = Vec<String>;

/// Looks at everything. Says how many looks passed and how many found something.
pub(crate) fn check() -> Result<(u64, u64)> {
    let (mut passed, mut failed) = (0, 0);
    for (what, findings) in looks()? {
        if findings.is_empty() {
            passed += 1;
            println!("{what:<44} passed");
        } else {
            failed += 1;
            println!("{what:<44} FOUND:");
            for finding in findings {
                println!("  {finding}");
            }
        }
    }
    Ok((passed, failed))
}

fn looks() -> Result<Vec<(&'static str, Findings)>> {
    let rules = rules::Rules::read(&root().join("deny.toml"))?;
    let npm_rules = rules::Rules::read(&root().join("ui/deny.toml"))?;
    let locks = [
        ("npm: UI", root().join("ui/package-lock.json")),
        (
            "npm: conformance suite",
            conformance::folder().join("package-lock.json"),
        ),
        ("npm: packaging", root().join("packaging/package-lock.json")),
    ];
    let packages = cargo::packages(&rules.targets)?;
    let mut looks = vec![
        ("Rust: licences", cargo::licences(&packages, &rules)),
        ("Rust: bans", cargo::bans(&packages, &rules)),
        ("Rust: sources", cargo::sources(&packages)),
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
