//! The Rust packages, as cargo resolves them from the lock file.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Findings, rules::Rules};
use crate::run::{Step, root};

/// Where every package that isn't ours comes from: cargo's name for its default registry, as it stands
/// in each lock file, wherever cargo is told to fetch from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What cargo says.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    pub(crate) resolve: Resolve,
}

/// A package.
#[derive(Clone, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) description: Option<String>,
    /// Its `Cargo.toml`.
    #[serde(default)]
    pub(crate) manifest_path: PathBuf,
    source: Option<String>,
}

/// Who needs whom.
#[derive(Deserialize)]
pub(crate) struct Resolve {
    pub(crate) nodes: Vec<Node>,
}

/// One package's needs.
#[derive(Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) deps: Vec<Need>,
}

/// One need.
#[derive(Deserialize)]
pub(crate) struct Need {
    pub(crate) pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Need {
    /// Whether it is a part of what is built, and not only of the building or the tests.
    pub(crate) fn is_shipped(&self) -> bool {
        self.dep_kinds.iter().any(|it| it.kind.is_none())
    }
}

impl Package {
    /// Not one of ours.
    pub(crate) fn is_foreign(&self) -> bool {
        self.source.is_some()
    }
}

/// Which of the features of our own packages.
#[derive(Clone, Copy)]
pub(crate) enum Features {
    /// All there are.
    All,
    /// Those of what is shipped.
    Shipped,
}

/// Everything that is resolved for a system. `--locked`: a lock file that doesn't fit is an error.
pub(crate) fn metadata(target: &str, features: Features) -> Result<Metadata> {
    let all: &[&str] = match features {
        Features::All => &["--all-features"],
        Features::Shipped => &[],
    };
    let text = Step::cargo()
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(all)
        .args(["--filter-platform", target])
        .read()?;
    serde_json::from_str(&text).context("cargo's metadata can't be read")
}

/// The packages of others that are needed on one of these systems. Asked for one by one: cargo's
/// own answer for several at once can fail.
pub(crate) fn packages(targets: &[String]) -> Result<Vec<Package>> {
    let mut all = BTreeMap::new();
    for target in targets {
        let metadata = metadata(target, Features::All)?;
        let resolved: BTreeSet<_> = metadata.resolve.nodes.iter().map(|it| &it.id).collect();
        let needed = |package: &&Package| package.is_foreign() && resolved.contains(&package.id);
        let packages = metadata.packages.iter().filter(needed);
        all.extend(packages.map(|it| (it.id.clone(), it.clone())));
    }
    Ok(all.into_values().collect())
}

pub(super) fn licences(packages: &[Package], rules: &Rules) -> Findings {
    let mut findings: Findings = packages
        .iter()
        .filter_map(|it| rules.refuses(&it.name, it.license.as_deref()))
        .collect();
    let all = packages
        .iter()
        .map(|it| (it.name.as_str(), it.license.as_deref()));
    findings.extend(rules.unused(all));
    findings
}

pub(super) fn bans(packages: &[Package], rules: &Rules) -> Findings {
    packages
        .iter()
        .filter(|it| rules.banned.contains(&it.name))
        .map(|it| format!("{} {} is banned", it.name, it.version))
        .collect()
}

pub(super) fn sources(packages: &[Package]) -> Findings {
    packages
        .iter()
        .filter(|it| it.source.as_deref() != Some(REGISTRY))
        .map(|it| format!("{} {} comes from elsewhere", it.name, it.version))
        .collect()
}

/// The fuzz targets are workspaces of their own, with lock files of their own: each has one, and it
/// takes nothing from elsewhere either.
pub(super) fn locked_fuzz_targets() -> Result<Findings> {
    let mut findings = Vec::new();
    for entry in std::fs::read_dir(root().join("crates"))? {
        let fuzz = entry?.path().join("fuzz");
        if !fuzz.join("Cargo.toml").is_file() {
            continue;
        }
        let Ok(lock) = std::fs::read_to_string(fuzz.join("Cargo.lock")) else {
            findings.push(format!("{} has no lock file", fuzz.display()));
            continue;
        };
        let foreign = lock
            .lines()
            .filter_map(|line| line.strip_prefix("source = "))
            .filter(|source| source.trim_matches('"') != REGISTRY);
        findings.extend(foreign.map(|it| format!("{}: {it}", fuzz.display())));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, source: Option<&str>) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: Some("MIT".to_owned()),
            description: None,
            manifest_path: PathBuf::new(),
            source: source.map(str::to_owned),
        }
    }

    #[test]
    fn a_package_from_elsewhere_is_found() {
        let packages = [
            package("a", Some(REGISTRY)),
            package("b", Some("git+https://example.com/b")),
        ];
        assert_eq!(sources(&packages), ["b 1.0.0 comes from elsewhere"]);
    }
}
