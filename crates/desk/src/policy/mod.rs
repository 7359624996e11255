//! What this desk may do: the organisation's word where there is one, else the person's, else
//! ours.
//!
//! The organisation's word is a file that an administrator places for everybody who uses the
//! computer (`docs/administration.md`). It is read once, at the start.

mod organisation;
mod preferences;

pub use organisation::{Organisation, PolicyFile};
pub(crate) use preferences::Preferences;

use crate::{
    desk::{Desk, locked},
    storage::StorageError,
    view::{EnvironmentKind, PolicyItem, PolicyView, PreferencesInput, Problem, ProblemCode},
};

impl Desk {
    /// What holds now.
    #[must_use]
    pub fn policy(&self) -> PolicyView {
        self.look(|state| state.view.policy.clone())
    }

    /// Keeps the person's own choices; they hold at once.
    ///
    /// # Errors
    /// `forbidden_by_policy` when one of them changes what the organisation has set;
    /// `invalid_input`; `storage_failed`. Nothing has changed then.
    pub fn set_preferences(&self, input: PreferencesInput) -> Result<(), Problem> {
        let organisation = &self.0.organisation;
        let saved = {
            let mut settings = locked(&self.0.settings);
            let next = settings.preferences().changed(input, organisation)?;
            settings
                .set_preferences(next)
                .map_err(StorageError::problem)
        };
        self.update_policy();
        saved
    }

    /// Whether this MX may be used at all.
    ///
    /// # Errors
    /// `forbidden_by_policy`.
    pub(crate) fn refuse_forbidden(&self, kind: EnvironmentKind) -> Result<(), Problem> {
        if self.policy().environments.contains(&kind) {
            return Ok(());
        }
        Err(Problem::forbidden_by_policy(match kind {
            EnvironmentKind::Sandbox => "Your organisation doesn't allow the simulated MX here.",
            EnvironmentKind::Integration => {
                "Your organisation doesn't allow MX's integration environment here."
            }
            EnvironmentKind::Production => {
                "Your organisation doesn't allow MX's production environment here."
            }
            EnvironmentKind::Custom => "Your organisation doesn't allow custom environments here.",
        }))
    }

    /// Whether the app may go on in the tray.
    ///
    /// # Errors
    /// `forbidden_by_policy`.
    pub(crate) fn refuse_tray(&self) -> Result<(), Problem> {
        if self.policy().tray {
            return Ok(());
        }
        Err(Problem::forbidden_by_policy(
            "Your organisation doesn't allow the app to stay in the tray.",
        ))
    }

    fn update_policy(&self) {
        let policy = holding(&self.0.organisation, locked(&self.0.settings).preferences());
        self.update(|state| state.view.policy = policy);
    }
}

impl Problem {
    /// The organisation's policy is against it; `message` says what it is against.
    #[must_use]
    pub fn forbidden_by_policy(message: impl Into<String>) -> Self {
        Self::new(
            ProblemCode::ForbiddenByPolicy,
            message,
            "Ask whoever looks after this computer if you need it.",
        )
    }
}

/// What holds, of two words.
pub(crate) fn holding(organisation: &Organisation, person: &Preferences) -> PolicyView {
    let default = PolicyView::unrestricted();
    let set = &organisation.set;
    let is_set = [
        (PolicyItem::Environments, set.environments.is_some()),
        (PolicyItem::RevealReason, set.reveal_reason.is_some()),
        (PolicyItem::Export, set.export.is_some()),
        (PolicyItem::LinkHandOver, set.link_hand_over.is_some()),
        (PolicyItem::AutoLockMinutes, set.auto_lock_minutes.is_some()),
        (PolicyItem::RetentionDays, set.retention_days.is_some()),
        (PolicyItem::CompanyName, set.company_name.is_some()),
        (PolicyItem::Tray, set.tray.is_some()),
    ];
    PolicyView {
        environments: set.environments.clone().unwrap_or(default.environments),
        reveal_reason: set.reveal_reason.unwrap_or(person.reveal_reason),
        export: set.export.unwrap_or(default.export),
        link_hand_over: set.link_hand_over.unwrap_or(default.link_hand_over),
        auto_lock_minutes: set.auto_lock_minutes.unwrap_or(person.auto_lock_minutes),
        retention_days: set.retention_days.unwrap_or(person.retention_days),
        company_name: set
            .company_name
            .clone()
            .unwrap_or_else(|| person.company_name.clone()),
        tray: set.tray.unwrap_or(default.tray),
        set_by_organisation: is_set
            .into_iter()
            .filter_map(|(item, is_set)| is_set.then_some(item))
            .collect(),
        problem: organisation.problem(),
    }
}

#[cfg(test)]
mod tests;
