//! What the person can ask about accounts that are verified: who owns them, and their balances.

use crate::{
    desk::Desk,
    names::LONGEST_NAME,
    session::{Input, Machine, Session},
    view::{AuditAction, Problem, ProblemCode},
};

impl Desk {
    /// Has MX ask the bank who owns the accounts, and compares them with a name. `None` compares
    /// with the name the session was started with, or given last; an empty one with nobody's.
    ///
    /// Once MX has said who owns them, another name is compared without asking again. What comes of
    /// it is in the view's `result.owners`.
    ///
    /// # Errors
    /// `unknown_session`; `invalid_input` for a name longer than 200 characters; `not_now` before
    /// the accounts are there; `storage_failed` when it could not be put on record first.
    pub fn identify_owners(&self, session_id: &str, name: Option<&str>) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        let owner_name = check_owner_name(name)?;
        inquirable(&session)?;
        let asks = !session.read(Machine::knows_owners);
        if asks {
            let subject = &session.world().user.id;
            self.audit_first(AuditAction::ReadOwners, subject, None)?;
        }
        if name.is_some() {
            session.feed(self, Input::OwnerName(owner_name));
        }
        if asks {
            session.feed(self, Input::IdentifyOwners);
        }
        Ok(())
    }

    /// Has MX ask the bank for the balances of now. What comes of it is in the view's
    /// `result.balance_check`.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` before the accounts are there.
    pub fn check_balances(&self, session_id: &str) -> Result<(), Problem> {
        let session = self.session(session_id)?;
        inquirable(&session)?;
        session.feed(self, Input::CheckBalances);
        Ok(())
    }
}

fn inquirable(session: &Session) -> Result<(), Problem> {
    if session.read(Machine::may_inquire) {
        return Ok(());
    }
    Err(Problem::not_now(
        "The accounts are not verified yet.",
        "Wait until the session has ended with a result.",
    ))
}

/// Checks the name of whom the agent expects. An empty one is none.
pub(crate) fn check_owner_name(name: Option<&str>) -> Result<Option<String>, Problem> {
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    if name.is_some_and(|name| name.chars().count() > LONGEST_NAME) {
        return Err(Problem::invalid_input(format!(
            "The name is longer than {LONGEST_NAME} characters."
        )));
    }
    Ok(name.map(str::to_owned))
}

/// Why a session has no such number.
pub(crate) fn missing_number(session: &Session) -> Problem {
    if session.read(Machine::has_dropped_numbers) {
        return Problem::new(
            ProblemCode::Locked,
            "The desk was locked, and the numbers are not in memory.",
            "Unlock the desk; MX is asked for them again.",
        );
    }
    Problem::new(
        ProblemCode::NotFound,
        "This session has no such number.",
        "Go on with the numbers on screen.",
    )
}
