//! Full numbers, on request: one at a time, for a moment, with an entry in the audit log first.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::{
    desk::Desk,
    inquiries::missing_number,
    numbers::{CLIPBOARD_SECONDS, REVEAL_MS},
    session::{Input, Session},
    view::{AuditAction, NumberPart, Problem, ProblemCode, RevealedNumber},
};

/// Characters a reason needs at least: fewer say nothing.
const SHORTEST_REASON: usize = 3;
/// Characters a reason may have: it is a line in a log.
const LONGEST_REASON: usize = 200;

impl Desk {
    /// One account number in full, to be hidden again after `hide_after_ms`. That it was shown, by
    /// whom and why, is in the audit log before it is; in the timeline it is by its mask.
    ///
    /// # Errors
    /// `unknown_session`; `not_found` when the session has no such number; `locked` when
    /// the desk was locked since it was read; `reason_needed` when a
    /// reason must be given; `invalid_input` for one that can't be; `storage_failed` when the entry
    /// could not be written.
    pub fn reveal_number(
        &self,
        session_id: &str,
        number_id: &str,
        reason: Option<&str>,
    ) -> Result<RevealedNumber, Problem> {
        let session = self.session(session_id)?;
        let held = session.read(|machine| {
            let held = machine.number(number_id)?;
            Some((held.reveal()?, held.mask()))
        });
        let (account_number, mask) = held.ok_or_else(|| missing_number(&session))?;
        let reason = self.check_reason(reason, &[&account_number])?;
        if reason.is_none() && self.policy().reveal_reason {
            return Err(reason_needed());
        }
        let subject = subject(&session, &format!("number {mask}"));
        self.audit_first(AuditAction::Reveal, &subject, reason.as_deref())?;
        session.feed(self, Input::Revealed(mask));
        Ok(RevealedNumber {
            account_number,
            hide_after_ms: REVEAL_MS,
        })
    }

    /// Puts a number into the clipboard for 45 seconds. A routing number names a bank and needs no
    /// reason; its entry in the audit log is the same.
    ///
    /// # Errors
    /// Those of [`Desk::reveal_number`]; `not_found` also when the number has no such part;
    /// `clipboard_failed`.
    pub fn copy_number(
        &self,
        session_id: &str,
        number_id: &str,
        part: NumberPart,
        reason: Option<&str>,
    ) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        let held = session.read(|machine| {
            let held = machine.number(number_id)?;
            Some((held.part(part)?, held.reveal(), held.mask()))
        });
        let (text, account_number, mask) = held.ok_or_else(|| missing_number(&session))?;
        let reason = self.check_reason(reason, account_number.as_ref().as_slice())?;
        let what = match part {
            NumberPart::Account => {
                if reason.is_none() && self.policy().reveal_reason {
                    return Err(reason_needed());
                }
                format!("number {mask}")
            }
            NumberPart::Routing => format!("routing number of {mask}"),
        };
        self.audit_first(
            AuditAction::Copy,
            &subject(&session, &what),
            reason.as_deref(),
        )?;
        let keep_for = Duration::from_secs(CLIPBOARD_SECONDS);
        self.0
            .ports
            .clipboard
            .copy_for(text, keep_for)
            .map_err(|reason| {
                Problem::clipboard_failed(&reason, "Try again, or show the number and type it.")
            })?;
        session.feed(self, Input::Copied(mask, part));
        Ok(())
    }

    /// A reason as it is written down; none if there is none.
    ///
    /// # Errors
    /// `invalid_input` when it is too short or too long, or holds one of the numbers it is about.
    pub(crate) fn check_reason(
        &self,
        reason: Option<&str>,
        numbers: &[&SecretString],
    ) -> Result<Option<String>, Problem> {
        let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) else {
            return Ok(None);
        };
        let length = reason.chars().count();
        if length < SHORTEST_REASON {
            return Err(Problem::invalid_input(
                "The reason is too short to say anything to whoever reads it later.",
            ));
        }
        if length > LONGEST_REASON {
            return Err(Problem::invalid_input(format!(
                "The reason is longer than {LONGEST_REASON} characters."
            )));
        }
        // Spaces and dashes are how people write a number down.
        let bare: String = reason.chars().filter(|c| c.is_alphanumeric()).collect();
        if numbers
            .iter()
            .any(|number| bare.contains(number.expose_secret()))
        {
            return Err(Problem::invalid_input(
                "The reason holds the account number itself. It would stay in the audit log.",
            ));
        }
        Ok(Some(reason.to_owned()))
    }
}

/// The customer, and what of theirs.
pub(crate) fn subject(session: &Session, what: &str) -> String {
    format!("{}, {what}", session.world().user.id)
}

/// A reason must be given first.
pub(crate) fn reason_needed() -> Problem {
    Problem::new(
        ProblemCode::ReasonNeeded,
        "A reason is needed before a number is shown in full.",
        "Say in a few words why you need it. It is kept in the audit log.",
    )
}
