//! The lock: what the person at this desk can see and do ends until they say that they are back.
//!
//! It is a cover against eyes and hands that come by, and it empties memory of numbers. It is not
//! a wall against whoever is logged in as this person: they can read the app's files and ask its
//! keychain (`docs/threat-model.md`).

use std::{sync::Mutex, time::Duration};

use connect_events::Event;
use tokio::time::{Instant, sleep};

use crate::{
    desk::{Desk, locked},
    vault::VaultError,
    view::{AuditAction, DeskView, KeysHeld, Problem, ProblemCode, SessionSummary},
};

/// How often it is looked whether a hand was on the desk.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// When a hand was last on the desk, by two clocks: one that can be set, and goes on while the
/// computer sleeps; and one that can't be set, and may stand still then.
pub(crate) struct LastActivity(Mutex<(i64, Instant)>);

impl LastActivity {
    pub(crate) fn at(now_ms: i64) -> Self {
        Self(Mutex::new((now_ms, Instant::now())))
    }

    fn note(&self, now_ms: i64) {
        *locked(&self.0) = (now_ms, Instant::now());
    }

    /// The longer of what the two clocks say: setting one back doesn't keep the desk open.
    fn idle_for(&self, now_ms: i64) -> Duration {
        let (wall_ms, steady) = *locked(&self.0);
        let by_wall = u64::try_from(now_ms.saturating_sub(wall_ms)).unwrap_or_default();
        Duration::from_millis(by_wall).max(steady.elapsed())
    }
}

impl Desk {
    /// Locks the desk, by hand. Sessions go on.
    pub fn lock(&self) {
        self.lock_because("this desk, by hand");
    }

    /// Whether the desk is locked; it is as soon as nobody has had a hand on it for as long as
    /// the policy says, whether or not anything has noticed yet.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.lock_if_idle();
        self.look(|state| state.view.locked)
    }

    /// Refuses what is not for a locked desk.
    ///
    /// # Errors
    /// `locked` while the desk is.
    pub fn refuse_while_locked(&self) -> Result<(), Problem> {
        if !self.is_locked() {
            return Ok(());
        }
        Err(Problem::new(
            ProblemCode::Locked,
            "The desk is locked.",
            "Unlock it first.",
        ))
    }

    /// A hand is on the desk. Not after it has been away for too long: the desk locks then, so
    /// that a computer that was asleep doesn't wake up open.
    pub fn note_activity(&self) {
        if !self.is_locked() {
            self.0.activity.note(self.0.ports.clock.now_ms());
        }
    }

    /// A widget's page said something. What a person does there counts as a hand on the desk; what
    /// the page says by itself does not.
    pub(crate) fn note_widget_activity(&self, event: &Event) {
        if !matches!(event, Event::Ping | Event::MemberStatusUpdate { .. }) {
            self.note_activity();
        }
    }

    /// Brings the desk back. Keys held in the keychain are read from it first, so that a keychain
    /// that is locked asks for its password.
    ///
    /// # Errors
    /// Those of the keychain; the desk stays locked. That its entry is gone or damaged is none:
    /// the keychain is open then.
    pub async fn unlock(&self) -> Result<(), Problem> {
        if !self.look(|state| state.view.locked) {
            return Ok(());
        }
        let in_keychain = self.look(|state| {
            let used = state.connection.as_ref()?;
            (used.keys_held == KeysHeld::Keychain)
                .then(|| used.profile_id.clone())
                .flatten()
        });
        if let Some(profile_id) = in_keychain {
            match self.0.vault.read(&profile_id).await {
                Ok(_) | Err(VaultError::Missing | VaultError::Damaged) => {}
                Err(error) => {
                    tracing::warn!(%error, "the keychain did not let the desk be unlocked");
                    return Err(keep_locked(error));
                }
            }
        }
        self.0.activity.note(self.0.ports.clock.now_ms());
        let was_locked = self.update(|state| std::mem::replace(&mut state.view.locked, false));
        if was_locked {
            self.audit(AuditAction::Unlock, "this desk", None);
            for session in self.look(|state| state.sessions.all()) {
                session.read_numbers_anew(self);
            }
        }
        Ok(())
    }

    /// Locks the desk when nobody has had a hand on it for as long as the policy says. Goes on for
    /// as long as the app runs.
    pub async fn lock_when_idle(&self) {
        loop {
            sleep(LOOK_EVERY).await;
            self.lock_if_idle();
        }
    }

    fn lock_if_idle(&self) {
        let (minutes, is_locked) =
            self.look(|state| (state.view.policy.auto_lock_minutes, state.view.locked));
        let Some(minutes) = minutes.filter(|_| !is_locked) else {
            return;
        };
        let allowed = Duration::from_secs(60 * u64::from(minutes));
        if self.0.activity.idle_for(self.0.ports.clock.now_ms()) >= allowed {
            self.lock_because("this desk, because nobody was there");
        }
    }

    fn lock_because(&self, subject: &str) {
        let was_locked = self.update(|state| std::mem::replace(&mut state.view.locked, true));
        if was_locked {
            return;
        }
        self.0.ports.clipboard.take_back();
        self.close_recording();
        self.forget_printed();
        for session in self.look(|state| state.sessions.all()) {
            session.drop_numbers(self);
        }
        self.audit(AuditAction::Lock, subject, None);
    }
}

impl DeskView {
    /// What is published while the desk is locked: enough to draw the cover and to keep the
    /// widgets that are open mounted under it. No customer, no bank, no number, not even a mask.
    pub(crate) fn covered(&self) -> Self {
        Self {
            app_version: self.app_version.clone(),
            environment: self.environment.clone(),
            restoring: self.restoring,
            profiles: Vec::new(),
            connection_problem: None,
            storage_problem: None,
            session: None,
            sessions: self.sessions.iter().map(covered).collect(),
            unfinished: Vec::new(),
            presenting: None,
            deposits: Vec::new(),
            appearance: self.appearance,
            language_choice: self.language_choice,
            language: self.language,
            presentation_size: self.presentation_size,
            zoom: self.zoom,
            high_contrast: self.high_contrast,
            notifications: self.notifications,
            tray: self.tray,
            policy: self.policy.clone(),
            update: None,
            // Waits for whoever unlocks.
            asked: None,
            locked: true,
        }
    }
}

fn covered(session: &SessionSummary) -> SessionSummary {
    SessionSummary {
        customer_id: String::new(),
        institution: None,
        ending: None,
        turn: None,
        needs_attention: false,
        ..session.clone()
    }
}

fn keep_locked(error: VaultError) -> Problem {
    Problem {
        next_step: match error {
            VaultError::Unavailable => {
                "Start the keychain service and try again. Restarting the app helps as well."
            }
            VaultError::Locked | VaultError::TimedOut => {
                "Unlock the keychain when it asks, then try again."
            }
            _ => "Try again. Restarting the app helps as well.",
        }
        .to_owned(),
        ..error.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn either_clock_says_that_nobody_was_there() {
        let activity = LastActivity::at(1_000_000);
        assert_eq!(activity.idle_for(1_000_000), Duration::ZERO);
        // Asleep: the steady clock stood still.
        assert_eq!(activity.idle_for(1_060_000), MINUTE);
        // Set back: only the steady clock knows.
        tokio::time::advance(2 * MINUTE).await;
        assert_eq!(activity.idle_for(0), 2 * MINUTE);
        assert_eq!(activity.idle_for(i64::MIN), 2 * MINUTE);
        activity.note(500);
        assert_eq!(activity.idle_for(500), Duration::ZERO);
    }
}
