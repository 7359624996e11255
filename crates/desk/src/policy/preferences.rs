//! The person's own choices.

use serde::{Deserialize, Serialize};

use super::organisation::{AUTO_LOCK_MINUTES, Organisation, RETENTION_DAYS, checked_company_name};
use crate::view::{PreferencesInput, Problem};

/// As kept in the settings. What the organisation has set stays here as the person left it, and
/// holds again when the organisation takes its word back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    pub(super) reveal_reason: bool,
    pub(super) auto_lock_minutes: Option<u32>,
    pub(super) retention_days: Option<u32>,
    pub(super) company_name: Option<String>,
}

impl Preferences {
    /// These with the person's changes.
    ///
    /// # Errors
    /// `invalid_input`; `forbidden_by_policy` when an item that the organisation has set would be
    /// another than it says.
    pub(super) fn changed(
        &self,
        input: PreferencesInput,
        organisation: &Organisation,
    ) -> Result<Self, Problem> {
        let set = &organisation.set;
        Ok(Self {
            reveal_reason: choose(self.reveal_reason, input.reveal_reason, set.reveal_reason)?,
            auto_lock_minutes: choose(
                self.auto_lock_minutes,
                checked(
                    input.auto_lock_minutes,
                    &AUTO_LOCK_MINUTES,
                    "The desk can lock itself after 1 to 480 minutes.",
                )?,
                set.auto_lock_minutes,
            )?,
            retention_days: choose(
                self.retention_days,
                checked(
                    input.retention_days,
                    &RETENTION_DAYS,
                    "Past sessions can be kept for 1 to 3650 days.",
                )?,
                set.retention_days,
            )?,
            company_name: choose(
                self.company_name.clone(),
                checked_name(input.company_name)?,
                set.company_name.clone(),
            )?,
        })
    }
}

/// The input as it is where the person may choose; what was chosen before where they may not, and
/// the input says so as well.
fn choose<T: PartialEq>(before: T, input: T, set: Option<T>) -> Result<T, Problem> {
    match set {
        None => Ok(input),
        Some(set) if set == input => Ok(before),
        Some(_) => Err(Problem::forbidden_by_policy(
            "Your organisation has set this. It can't be changed here.",
        )),
    }
}

fn checked(
    input: Option<u32>,
    bounds: &std::ops::RangeInclusive<u32>,
    otherwise: &str,
) -> Result<Option<u32>, Problem> {
    match input {
        Some(number) if !bounds.contains(&number) => Err(Problem::invalid_input(otherwise)),
        fine => Ok(fine),
    }
}

fn checked_name(input: Option<String>) -> Result<Option<String>, Problem> {
    match input {
        Some(name) if !name.trim().is_empty() => {
            checked_company_name(&name).map(Some).ok_or_else(|| {
                Problem::invalid_input("The company's name can have 60 characters, on one line.")
            })
        }
        _ => Ok(None),
    }
}
