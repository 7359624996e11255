//! Word to whoever works in another window: a session has come to something.
//!
//! A notification lies over other programs and stays in the desktop's list, on a screen that may be
//! shared. So it says how a session ended, and never whose it was: no customer, no bank, no number.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{
    desk::{Desk, locked},
    storage::StorageError,
    view::{EndingKind, Problem, SessionMode, SessionView},
};

/// Whether the agent's window has the keyboard. Until somebody says otherwise, it has.
pub(crate) struct Focus(AtomicBool);

impl Default for Focus {
    fn default() -> Self {
        Self(AtomicBool::new(true))
    }
}

impl Desk {
    /// The agent's window has the keyboard now, or has it no more.
    pub fn note_focus(&self, is_here: bool) {
        self.0.focus.0.store(is_here, Ordering::Relaxed);
    }

    /// Whether sessions that end while another window has the keyboard are told of; kept for the
    /// next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_notifications(&self, is_on: bool) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_notifications(is_on);
        self.update(|state| state.view.notifications = is_on);
        saved.map_err(StorageError::problem)
    }

    /// A session has come to something.
    pub(crate) fn tell_of(&self, what: &str) {
        let is_wanted = self.look(|state| state.view.notifications);
        if is_wanted && !self.0.focus.0.load(Ordering::Relaxed) {
            self.0.ports.notifier.notify("Connect Desk", what);
        }
    }
}

/// What a session that has ended came to.
pub(crate) fn what_became(session: &SessionView) -> &'static str {
    match session.ending.as_ref().map(|ending| ending.kind) {
        Some(EndingKind::Verified) => match session.mode {
            SessionMode::Verification => "A bank account was verified.",
            SessionMode::Aggregation => "A bank was connected.",
        },
        Some(EndingKind::NothingConnected) => "A session has ended: no bank was connected.",
        Some(EndingKind::NoEligibleAccounts) => "A session has ended: no account fits.",
        Some(EndingKind::StillWorking) => "MX is still working on a session.",
        Some(EndingKind::Waiting) => "A session needs somebody to act.",
        Some(EndingKind::AwaitingDeposits) => "A session waits for test deposits.",
        Some(EndingKind::DepositsFailed) => "A session has ended: the test deposits failed.",
        Some(EndingKind::Removed) => "A session has ended: its connection was removed.",
        Some(EndingKind::Failed) | None => "A session has stopped.",
    }
}
