//! How a look at the supply chain ended.

/// How one look-up ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Found(String),
    NotChecked(String),
}

impl Verdict {
    pub(crate) fn line(&self, name: &str) -> String {
        match self {
            Self::Passed => format!("{name:<44} passed"),
            Self::Found(what) => format!("{name:<44} FOUND: {what}"),
            Self::NotChecked(why) => format!("{name:<44} not checked: {why}"),
        }
    }
}
