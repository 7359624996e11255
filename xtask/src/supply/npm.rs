//! The npm packages, as the lock files name them.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Findings, rules::Rules};

/// A package of a lock file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Where it lies, `node_modules/…`.
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// Hash of what was installed when the lock file was written.
    pub(crate) integrity: Option<String>,
    /// Where it comes from, which only one says that isn't from the registry (`.npmrc` beside each
    /// lock file: `omit-lockfile-registry-resolved`).
    resolved: Option<String>,
    /// The packages it needs.
    pub(crate) needs: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    packages: Map<String, Value>,
}

/// The packages of a lock file.
///
/// # Errors
/// When it is not there or not in npm's form.
pub(crate) fn packages(file: &Path) -> Result<Vec<Package>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    parse(&text).with_context(|| file.display().to_string())
}

fn parse(text: &str) -> Result<Vec<Package>> {
    let lock: Lock = serde_json::from_str(text)?;
    let own = |(path, _): &(&String, &Value)| !path.is_empty();
    let packages = lock.packages.iter().filter(own).map(|(path, about)| {
        let word = |name: &str| about[name].as_str().map(str::to_owned);
        let (_, name) = path.rsplit_once("node_modules/").unwrap_or(("", path));
        Package {
            path: path.clone(),
            name: name.to_owned(),
            version: word("version").unwrap_or_default(),
            license: word("license"),
            integrity: word("integrity"),
            resolved: word("resolved"),
            needs: about["dependencies"]
                .as_object()
                .map(|needs| needs.keys().cloned().collect())
                .unwrap_or_default(),
        }
    });
    Ok(packages.collect())
}

/// What is wrong with them: a licence, a hash that is missing, or a source of its own.
pub(super) fn findings(packages: &[Package], rules: &Rules) -> Findings {
    let mut findings = Vec::new();
    for package in packages {
        findings.extend(rules.refuses(&package.name, package.license.as_deref()));
        let is_hashed = package
            .integrity
            .as_ref()
            .is_some_and(|it| it.starts_with("sha512-"));
        if !is_hashed {
            findings.push(format!("{} has no hash", package.path));
        }
        if let Some(source) = &package.resolved {
            findings.push(format!(
                "{} has a source of its own: {source}",
                package.path
            ));
        }
        if rules.banned.contains(&package.name) {
            findings.push(format!("{} is banned", package.name));
        }
    }
    findings
}

pub(super) fn unused(packages: &[Package], rules: &Rules) -> Findings {
    let all = packages
        .iter()
        .map(|it| (it.name.as_str(), it.license.as_deref()));
    rules.unused(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(packages: &[Package]) -> Findings {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deny.toml");
        fs::write(&file, "[licenses]\nallow = [\"MIT\"]\n").unwrap();
        findings(packages, &Rules::read(&file).unwrap())
    }

    #[test]
    fn names_are_read_from_where_a_package_lies() {
        let text = r#"{"packages": {
            "": {"name": "ours"},
            "node_modules/@a/b": {"version": "1.0.0", "license": "MIT",
                "integrity": "sha512-x", "dependencies": {"c": "^1"}},
            "node_modules/@a/b/node_modules/c": {"version": "2.0.0",
                "resolved": "git+ssh://git@example.com/c"}
        }}"#;
        let packages = parse(text).unwrap();
        assert_eq!(packages[0].name, "@a/b");
        assert_eq!(packages[0].needs, ["c"]);
        assert_eq!(packages[1].name, "c");

        let found = found(&packages);
        assert_eq!(
            found.len(),
            3,
            "no licence, no hash, its own source: {found:?}"
        );
    }

    #[test]
    fn a_package_that_names_any_source_is_refused_hashed_or_not() {
        let sources = [
            "https://packages.example.com/c/-/c-1.0.0.tgz",
            "file:../c",
            "git+https://example.com/c#0123",
        ];
        for source in sources {
            let text = format!(
                r#"{{"packages": {{"node_modules/c": {{"version": "1.0.0", "license": "MIT",
                    "integrity": "sha512-x", "resolved": "{source}"}}}}}}"#
            );
            let found = found(&parse(&text).unwrap());
            let only = [format!("node_modules/c has a source of its own: {source}")];
            assert_eq!(found, only);
        }
    }
}
