//! The organisation's policy file: reading it, and what is made of one that can't be read.
//!
//! What can't be read counts as forbidden. An administrator who mistypes something finds a desk
//! that does too little, with the reason on screen; never one that does what they meant to forbid.

use serde_json::{Map, Value};

use crate::view::{EnvironmentKind, ExportPolicy, Problem, ProblemCode};

/// Version of the file's format.
const VERSION: u64 = 1;
/// Bounds that hold for the person's own choices as well.
pub(super) const AUTO_LOCK_MINUTES: std::ops::RangeInclusive<u32> = 1..=480;
pub(super) const RETENTION_DAYS: std::ops::RangeInclusive<u32> = 1..=3650;
pub(super) const LONGEST_COMPANY_NAME: usize = 60;

/// The policy file, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyFile {
    /// There is none.
    Absent,
    /// There is one that can't be opened.
    Unreadable,
    /// Its bytes.
    Found(Vec<u8>),
}

/// The organisation's word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    pub(super) set: Set,
    /// What is wrong with the file, one clause each.
    faults: Vec<String>,
    is_found: bool,
    is_writable_by_person: bool,
}

/// What the file sets; where that is an option in itself, it can set "none" as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) environments: Option<Vec<EnvironmentKind>>,
    pub(super) reveal_reason: Option<bool>,
    pub(super) export: Option<ExportPolicy>,
    pub(super) link_hand_over: Option<bool>,
    pub(super) auto_lock_minutes: Option<Option<u32>>,
    pub(super) retention_days: Option<Option<u32>>,
    pub(super) company_name: Option<Option<String>>,
    pub(super) tray: Option<bool>,
}

impl Organisation {
    /// Nobody has said anything.
    #[must_use]
    pub fn silent() -> Self {
        Self::default()
    }

    /// Reads the file. `is_writable_by_person`: the account that runs the app could change it.
    #[must_use]
    pub fn read(file: &PolicyFile, is_writable_by_person: bool) -> Self {
        let mut organisation = match file {
            PolicyFile::Absent => return Self::silent(),
            PolicyFile::Unreadable => Self::strictest("it can't be opened"),
            PolicyFile::Found(bytes) => match serde_json::from_slice(bytes) {
                Ok(Value::Object(contents)) => Self::from_contents(contents),
                Ok(_) => Self::strictest("it is not a JSON object"),
                Err(_) => Self::strictest("it is not JSON"),
            },
        };
        organisation.is_found = true;
        organisation.is_writable_by_person = is_writable_by_person;
        organisation
    }

    /// There is a policy file.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.is_found
    }

    /// The account that runs the app could change the file.
    #[must_use]
    pub fn is_writable_by_person(&self) -> bool {
        self.is_writable_by_person
    }

    /// What is wrong with the file, if anything.
    pub(crate) fn problem(&self) -> Option<Problem> {
        if self.faults.is_empty() {
            return None;
        }
        Some(Problem::new(
            ProblemCode::ForbiddenByPolicy,
            format!(
                "Your organisation's policy file can't be read as it is meant: {}.",
                self.faults.join("; ")
            ),
            "What can't be read counts as forbidden. Tell whoever looks after this computer.",
        ))
    }

    fn from_contents(mut contents: Map<String, Value>) -> Self {
        match contents.remove("version") {
            Some(version) if version.as_u64() == Some(VERSION) => {}
            Some(version) if version.as_u64().is_some_and(|version| version > VERSION) => {
                return Self::strictest("it is meant for a newer version of the app");
            }
            _ => return Self::strictest("its `version` is not 1"),
        }
        let mut faults = Vec::new();
        let mut set = Set::read(&mut contents, &mut faults);
        if !contents.is_empty() {
            // Most likely a misspelt key. Which one was meant can't be known, so that everything
            // the file doesn't say in a known way counts as said.
            faults.extend(
                contents
                    .keys()
                    .map(|key| format!("{} is not a key", quoted(key))),
            );
            set.fill_up();
        }
        Self {
            set,
            faults,
            ..Self::default()
        }
    }

    fn strictest(fault: &str) -> Self {
        Self {
            set: Set::strictest(),
            faults: vec![fault.to_owned()],
            ..Self::default()
        }
    }
}

impl Set {
    /// No environment, no export, no link, no tray, a reason each time, locked after a minute.
    /// Nothing is deleted for its age, since that could not be taken back; and no name is invented.
    fn strictest() -> Self {
        Self {
            environments: Some(Vec::new()),
            reveal_reason: Some(true),
            export: Some(ExportPolicy::None),
            link_hand_over: Some(false),
            auto_lock_minutes: Some(Some(*AUTO_LOCK_MINUTES.start())),
            retention_days: Some(None),
            company_name: Some(None),
            tray: Some(false),
        }
    }

    /// Takes every known key out of the file's contents.
    fn read(contents: &mut Map<String, Value>, faults: &mut Vec<String>) -> Self {
        let strictest = Self::strictest();
        let mut reader = Reader { contents, faults };
        Self {
            environments: reader.take(
                "environments",
                "a list of `sandbox`, `integration`, `production` and `custom`",
                strictest.environments,
                environments,
            ),
            reveal_reason: reader.take(
                "reveal_reason",
                "true or false",
                strictest.reveal_reason,
                Value::as_bool,
            ),
            export: reader.take(
                "export",
                "`full`, `masked` or `none`",
                strictest.export,
                export,
            ),
            link_hand_over: reader.take(
                "link_hand_over",
                "true or false",
                strictest.link_hand_over,
                Value::as_bool,
            ),
            auto_lock_minutes: reader.take(
                "auto_lock_minutes",
                "a whole number from 1 to 480",
                strictest.auto_lock_minutes,
                |value| whole(value, &AUTO_LOCK_MINUTES).map(Some),
            ),
            retention_days: reader.take(
                "retention_days",
                "a whole number from 1 to 3650",
                strictest.retention_days,
                |value| whole(value, &RETENTION_DAYS).map(Some),
            ),
            company_name: reader.take(
                "company_name",
                "a text of 1 to 60 characters",
                strictest.company_name,
                |value| value.as_str().and_then(checked_company_name).map(Some),
            ),
            tray: reader.take("tray", "true or false", strictest.tray, Value::as_bool),
        }
    }

    fn fill_up(&mut self) {
        let strictest = Self::strictest();
        let said = std::mem::take(self);
        *self = Self {
            environments: said.environments.or(strictest.environments),
            reveal_reason: said.reveal_reason.or(strictest.reveal_reason),
            export: said.export.or(strictest.export),
            link_hand_over: said.link_hand_over.or(strictest.link_hand_over),
            auto_lock_minutes: said.auto_lock_minutes.or(strictest.auto_lock_minutes),
            retention_days: said.retention_days.or(strictest.retention_days),
            company_name: said.company_name.or(strictest.company_name),
            tray: said.tray.or(strictest.tray),
        };
    }
}

struct Reader<'a> {
    contents: &'a mut Map<String, Value>,
    faults: &'a mut Vec<String>,
}

impl Reader<'_> {
    /// The value of a key: none when the file is silent, `strictest` when it can't be read as what
    /// is `expected`.
    fn take<T>(
        &mut self,
        key: &str,
        expected: &str,
        strictest: Option<T>,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.contents.remove(key)?;
        let read = read(&value);
        if read.is_none() {
            self.faults.push(format!("`{key}` must be {expected}"));
        }
        read.or(strictest)
    }
}

fn environments(value: &Value) -> Option<Vec<EnvironmentKind>> {
    let names = value.as_array()?.iter();
    names
        .map(|name| match name.as_str()? {
            "sandbox" => Some(EnvironmentKind::Sandbox),
            "integration" => Some(EnvironmentKind::Integration),
            "production" => Some(EnvironmentKind::Production),
            "custom" => Some(EnvironmentKind::Custom),
            _ => None,
        })
        .collect()
}

fn export(value: &Value) -> Option<ExportPolicy> {
    match value.as_str()? {
        "full" => Some(ExportPolicy::Full),
        "masked" => Some(ExportPolicy::Masked),
        "none" => Some(ExportPolicy::None),
        _ => None,
    }
}

fn whole(value: &Value, bounds: &std::ops::RangeInclusive<u32>) -> Option<u32> {
    let number = u32::try_from(value.as_u64()?).ok()?;
    bounds.contains(&number).then_some(number)
}

/// The name without the space around it, if it can be one.
pub(super) fn checked_company_name(text: &str) -> Option<String> {
    let text = text.trim();
    let length = text.chars().count();
    let is_fine =
        (1..=LONGEST_COMPANY_NAME).contains(&length) && !text.chars().any(char::is_control);
    is_fine.then(|| text.to_owned())
}

/// A key of the file, fit for a sentence: short, and without what could break a line.
fn quoted(key: &str) -> String {
    let short: String = key.chars().filter(|c| !c.is_control()).take(40).collect();
    format!("`{short}`")
}
