//! What is allowed, as `deny.toml` says for Rust and `ui/deny.toml` for npm: the part of cargo-deny's
//! form that is looked at here.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    graph: Graph,
    #[serde(default)]
    advisories: Advisories,
    licenses: Licences,
    #[serde(default)]
    bans: Bans,
}

#[derive(Default, Deserialize)]
struct Graph {
    #[serde(default)]
    targets: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Advisories {
    #[serde(default)]
    ignore: Vec<Ignored>,
}

/// An advisory that is known and does no harm here; the reason stands beside it.
#[derive(Deserialize)]
pub(crate) struct Ignored {
    pub(crate) id: String,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    allow: Vec<String>,
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Default, Deserialize)]
struct Bans {
    #[serde(default)]
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

/// What is allowed.
pub(crate) struct Rules {
    /// The systems the product is built for.
    pub(crate) targets: Vec<String>,
    /// Packages that may not be there at all.
    pub(crate) banned: Vec<String>,
    /// Advisories that are not findings.
    pub(crate) ignored: Vec<Ignored>,
    allow: Vec<String>,
    exceptions: BTreeMap<String, Vec<String>>,
}

impl Rules {
    /// Reads the rules.
    ///
    /// # Errors
    /// When the file is not there or not in this form.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Self::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text)?;
        let exceptions = file.licenses.exceptions.into_iter();
        Ok(Self {
            targets: file.graph.targets,
            ignored: file.advisories.ignore,
            banned: file.bans.deny.into_iter().map(|ban| ban.name).collect(),
            allow: file.licenses.allow,
            exceptions: exceptions.map(|it| (it.name, it.allow)).collect(),
        })
    }

    /// Why a package may not be used under its licence, if so.
    pub(crate) fn refuses(&self, package: &str, licence: Option<&str>) -> Option<String> {
        let Some(licence) = licence else {
            return Some(format!("{package} names no licence"));
        };
        let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
            return Some(format!("{package}: `{licence}` can't be read"));
        };
        let exceptions = self.exceptions.get(package);
        let is_allowed = expression.evaluate(|needed| {
            let name = needed.to_string();
            self.allow.contains(&name) || exceptions.is_some_and(|allowed| allowed.contains(&name))
        });
        (!is_allowed).then(|| format!("{package}: {licence} is not allowed"))
    }

    /// Allowed licences and exceptions that none of these packages needs.
    pub(crate) fn unused<'a>(
        &self,
        packages: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone,
    ) -> Vec<String> {
        let names = |name: &str, licence: Option<&str>| {
            let expression = Expression::parse_mode(licence.unwrap_or_default(), ParseMode::LAX);
            expression.is_ok_and(|it| it.requirements().any(|it| it.req.to_string() == name))
        };
        let mut unused = Vec::new();
        for allowed in &self.allow {
            if !packages.clone().any(|(_, licence)| names(allowed, licence)) {
                unused.push(format!("{allowed} is allowed, and nothing needs it"));
            }
        }
        for package in self.exceptions.keys() {
            if !packages.clone().any(|(name, _)| name == package) {
                unused.push(format!("{package} has an exception, and is not there"));
            }
        }
        unused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        let text = r#"
            [licenses]
            allow = ["MIT", "Apache-2.0 WITH LLVM-exception"]
            exceptions = [{ allow = ["MPL-2.0"], crate = "selectors" }]
            [bans]
            deny = [{ crate = "openssl-sys", reason = "TLS is rustls" }]
        "#;
        Rules::parse(text).unwrap()
    }

    #[test]
    fn one_allowed_licence_of_several_is_enough() {
        let rules = rules();
        assert_eq!(rules.refuses("a", Some("MIT OR GPL-3.0")), None);
        assert_eq!(rules.refuses("a", Some("GPL-3.0/MIT")), None);
        let both = rules.refuses("a", Some("MIT AND GPL-3.0"));
        assert!(both.unwrap().contains("not allowed"));
        assert_eq!(
            rules.refuses("a", Some("Apache-2.0 WITH LLVM-exception")),
            None
        );
        assert!(rules.refuses("a", Some("Apache-2.0")).is_some());
    }

    #[test]
    fn an_exception_is_for_its_package_alone() {
        let rules = rules();
        assert_eq!(rules.refuses("selectors", Some("MPL-2.0")), None);
        assert!(rules.refuses("other", Some("MPL-2.0")).is_some());
    }

    #[test]
    fn no_licence_and_an_odd_one_are_refused() {
        assert!(rules().refuses("a", None).is_some());
        assert!(rules().refuses("a", Some("SEE LICENSE IN x")).is_some());
    }

    #[test]
    fn what_nothing_needs_is_said() {
        let packages = [("a", Some("MIT"))];
        let unused = rules().unused(packages.iter().copied());
        assert_eq!(unused.len(), 2, "{unused:?}");
    }
}
