//! Known advisories against the packages of the lock file, by RustSec's database and its own library:
//! what has a vulnerability, is unsound, or is not maintained any more, but for those that `deny.toml`
//! names with a reason.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use rustsec::{
    Database, Lockfile, Report, advisory::Informational, package::Package, report::Settings,
};

use super::{Findings, rules::Ignored};
use crate::run::{Step, root, target};

/// A folder that holds the database, for a computer that can't reach it.
const GIVEN: &str = "ADVISORY_DB";
const DATABASE: &str = "https://github.com/RustSec/advisory-db.git";

/// The database, and the day of its newest entry.
pub(super) struct Advisories {
    database: Database,
    pub(super) as_of: String,
}

impl Advisories {
    /// The database as it is now, or as it was when it could last be reached.
    ///
    /// # Errors
    /// When there is none, which is no finding: nothing was looked up.
    pub(super) fn get() -> Result<Self> {
        let folder = match env::var_os(GIVEN) {
            Some(folder) => PathBuf::from(folder),
            None => fetched()?,
        };
        Self::open(&folder)
    }

    fn open(folder: &Path) -> Result<Self> {
        let database = Database::open(folder)?;
        let newest = database.iter().map(|it| it.metadata.date.clone()).max();
        let newest = newest.context("the database of advisories is empty")?;
        Ok(Self {
            database,
            as_of: newest.as_str().to_owned(),
        })
    }

    /// What is known against the packages of a lock file that are `used`, by name and version, and is
    /// not ignored; and what is ignored without need.
    pub(super) fn findings(
        &self,
        lock: &Path,
        used: &BTreeSet<(String, String)>,
        ignored: &[Ignored],
    ) -> Result<Findings> {
        let settings = Settings {
            informational_warnings: vec![Informational::Unmaintained, Informational::Unsound],
            ..Settings::default()
        };
        let report = Report::generate(&self.database, &Lockfile::load(lock)?, &settings);
        let vulnerable = report.vulnerabilities.list.iter();
        let vulnerable = vulnerable.map(|it| (&it.package, &it.advisory));
        let warned = report.warnings.values().flatten();
        let warned = warned.filter_map(|it| Some((&it.package, it.advisory.as_ref()?)));

        let mut needed = BTreeSet::new();
        let mut findings = Findings::new();
        for (package, advisory) in vulnerable.chain(warned) {
            if !used.contains(&named(package)) {
                continue;
            }
            let id = advisory.id.as_str();
            if ignored.iter().any(|it| it.id == id) {
                needed.insert(id);
            } else {
                let (name, version) = named(package);
                findings.push(format!("{name} {version}: {id}, {}", advisory.title));
            }
        }
        let idle = ignored.iter().filter(|it| !needed.contains(it.id.as_str()));
        findings.extend(idle.map(|it| format!("{} is ignored, and nothing needs it", it.id)));
        Ok(findings)
    }
}

fn named(package: &Package) -> (String, String) {
    (package.name.to_string(), package.version.to_string())
}

/// The database's own repository, fetched anew where that is possible.
fn fetched() -> Result<PathBuf> {
    let folder = target().join("advisory-db");
    let git = |args: &[&str]| {
        // A network that swallows everything must not hold up the tests.
        let patience = [
            "-c",
            "http.lowSpeedLimit=1000",
            "-c",
            "http.lowSpeedTime=15",
        ];
        Step::new("git").args(patience).args(args).read()
    };
    if folder.join("crates").is_dir() {
        let within = folder.display().to_string();
        if let Err(error) = git(&["-C", &within, "pull", "--quiet", "--depth", "1"]) {
            println!("the advisories fetched before are used: {error:#}");
        }
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let to = folder.display().to_string();
    if let Err(error) = git(&["clone", "--quiet", "--depth", "1", DATABASE, &to]) {
        bail!("the database of advisories can't be reached ({error:#})");
    }
    Ok(folder)
}

/// The lock file of everything that is built.
pub(super) fn lock_file() -> PathBuf {
    root().join("Cargo.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "RUSTSEC-2099-0001";

    /// A database with one entry, against a package of ours.
    fn against(name: &str, kind: &str, patched: &str) -> (tempfile::TempDir, Advisories) {
        let folder = tempfile::tempdir().unwrap();
        let of_package = folder.path().join("crates").join(name);
        fs::create_dir_all(&of_package).unwrap();
        let entry = format!(
            "```toml\n[advisory]\nid = \"{ID}\"\npackage = \"{name}\"\ndate = \"2099-01-01\"\n{kind}\n\
             [versions]\npatched = [{patched}]\n```\n\n# It does harm\n\nAnd much of it.\n"
        );
        fs::write(of_package.join(format!("{ID}.md")), entry).unwrap();
        let advisories = Advisories::open(folder.path()).unwrap();
        (folder, advisories)
    }

    fn found(advisories: &Advisories, ignored: &[&str]) -> Findings {
        let lock = Lockfile::load(lock_file()).unwrap();
        let used = lock.packages.iter().map(named).collect();
        let ignored: Vec<_> = ignored
            .iter()
            .map(|id| Ignored {
                id: (*id).to_owned(),
            })
            .collect();
        advisories.findings(&lock_file(), &used, &ignored).unwrap()
    }

    #[test]
    fn a_package_of_the_product_with_an_advisory_is_found_however_it_is_meant() {
        for kind in [
            "",
            "informational = \"unsound\"",
            "informational = \"unmaintained\"",
        ] {
            let (_folder, advisories) = against("serde_json", kind, "");
            let findings = found(&advisories, &[]);
            let [one] = findings.as_slice() else {
                panic!("{kind}: {findings:?}");
            };
            assert!(one.starts_with("serde_json "), "{one}");
            assert!(one.ends_with("RUSTSEC-2099-0001, It does harm"), "{one}");
            assert_eq!(advisories.as_of, "2099-01-01");
        }
    }

    #[test]
    fn what_is_mended_ignored_or_of_others_is_not_found() {
        let (_folder, mended) = against("serde_json", "", "\">= 0.1\"");
        assert!(found(&mended, &[]).is_empty());
        let (_folder, other) = against("a-package-nobody-uses", "", "");
        assert!(found(&other, &[]).is_empty());
        let (_folder, ours) = against("serde_json", "", "");
        assert!(found(&ours, &[ID]).is_empty());
        // In the lock file, and built for none of our systems.
        let unused = ours.findings(&lock_file(), &BTreeSet::new(), &[]).unwrap();
        assert!(unused.is_empty());
    }

    #[test]
    fn an_exception_that_nothing_needs_is_found() {
        let (_folder, advisories) = against("a-package-nobody-uses", "", "");
        assert_eq!(
            found(&advisories, &[ID]),
            ["RUSTSEC-2099-0001 is ignored, and nothing needs it"]
        );
    }

    #[test]
    fn no_database_is_no_answer() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Advisories::open(folder.path()).is_err());
        fs::create_dir(folder.path().join("crates")).unwrap();
        assert!(Advisories::open(folder.path()).is_err());
    }
}
