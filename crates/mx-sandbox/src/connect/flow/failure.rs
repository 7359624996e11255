//! What the widget does when a connection fails.

use std::time::Duration;

use connect_events::{Event, Step};

use super::{
    FADE, FORM_READ, Flow, FormProblem, Outcome, Root, back_to_search, member_error, wire,
};
use crate::{
    connect::rules::{nothing_to_select, step_after_failure},
    world::{ConnectionStatus, Member},
};

/// "No eligible accounts" (MX docs, actionable errors).
const NO_ELIGIBLE_ACCOUNTS: u32 = 1000;

impl Flow {
    pub(super) fn job_failed(&mut self, outcome: Outcome) -> Outcome {
        let Some(member) = self.member.as_ref() else {
            return outcome;
        };
        match step_after_failure(member) {
            Step::EnterCreds => {
                let denied = member.connection_status == ConnectionStatus::Denied;
                let error = member_error(member);
                self.updates = denied || self.updates;
                self.problem = Some(FormProblem::Refused);
                // Here alone the step comes first: the form is there when it finds the error.
                self.go(outcome, Step::EnterCreds, FADE).then(FADE, error)
            }
            Step::Mfa => self.go(outcome, Step::Mfa, FADE),
            _ => self.error_view(outcome, FADE),
        }
    }

    pub(super) fn error_view(&mut self, outcome: Outcome, after: Duration) -> Outcome {
        let Some(member) = self.member.as_ref() else {
            return outcome;
        };
        let event = match self.data_error() {
            Some(code) => Event::InvalidData {
                member_guid: Some(member.guid.clone()),
                code: Some(i64::from(code)),
            },
            None => member_error(member),
        };
        self.go(outcome.then(after, event), Step::ActionableError, after)
    }

    /// The code of an error that has a view of its own, instead of the one of the status.
    pub(crate) fn data_error(&self) -> Option<u32> {
        let code = self.member.as_ref()?.error_code?;
        let known = match code {
            NO_ELIGIBLE_ACCOUNTS => self.verifies(),
            1001 | 1002 | 3000..=3002 => true,
            _ => false,
        };
        known.then_some(code)
    }

    /// *Try again* on the error view: connects with the credentials the member has.
    pub(crate) fn tries_again(&mut self) -> Outcome {
        let Some(member) = self.on_error_view() else {
            return Outcome::default();
        };
        self.attend(member);
        self.go(Outcome::default(), Step::Connecting, FORM_READ)
    }

    /// *Update credentials* on the error view.
    pub(crate) fn wants_update(&mut self) -> Outcome {
        if self.on_error_view().is_none() {
            return Outcome::default();
        }
        self.updates = true;
        self.problem = None;
        self.go(Outcome::default(), Step::EnterCreds, FORM_READ)
    }

    /// *Sign in again* on the view of unusable data: the form as if it were new.
    pub(crate) fn signs_in_again(&mut self) -> Outcome {
        if self.on_error_view().is_none() {
            return Outcome::default();
        }
        let (institution, accepted) = (self.institution.take(), self.accepted);
        self.forget();
        self.institution = institution;
        self.accepted = accepted;
        self.go(Outcome::default(), Step::EnterCreds, FORM_READ)
    }

    /// *OK* on the error view.
    pub(crate) fn acknowledged(&mut self, root: Root) -> Outcome {
        let Some(member) = self.on_error_view() else {
            return Outcome::default();
        };
        let outcome = Outcome::now(Event::MemberErrorPrimaryAction {
            member_guid: Some(member.guid.clone()),
            connection_status: Some(wire(member.connection_status)),
        })
        .then(Duration::ZERO, back_to_search());
        if self.search_disabled {
            self.updates = true;
            return self.go(outcome, Step::EnterCreds, FORM_READ);
        }
        self.start_over(outcome, root)
    }

    /// *Choose a different bank* on a view of something wrong.
    pub(crate) fn chooses_another(&mut self, root: Root) -> Outcome {
        let leads_there = self.on_error_view().is_some()
            || matches!(
                self.step,
                Step::OauthError | Step::InstitutionStatusDetails | Step::ExistingMember
            );
        if !leads_there {
            return Outcome::default();
        }
        self.start_over(Outcome::now(back_to_search()), root)
    }

    /// *Remove* on the error view: asks first.
    pub(crate) fn wants_removal(&mut self) -> Outcome {
        self.removing = self.on_error_view().is_some();
        Outcome::default()
    }

    /// Leaves the member as it is after all.
    pub(crate) fn keeps(&mut self) -> Outcome {
        self.removing = false;
        Outcome::default()
    }

    /// Whether it is being asked if the member is to be removed.
    pub(crate) fn is_removing(&self) -> bool {
        self.removing
    }

    /// The member was removed.
    pub(crate) fn removed(&mut self) -> Outcome {
        let Some(member) = self.on_error_view().filter(|_| self.removing) else {
            return Outcome::default();
        };
        self.removing = false;
        self.member = None;
        let outcome = Outcome::now(Event::MemberDeleted {
            member_guid: Some(member.guid),
        });
        self.go(outcome, Step::DeleteMemberSuccess, FADE)
    }

    /// *Done* after that.
    pub(crate) fn done_removing(&mut self, root: Root) -> Outcome {
        if self.step != Step::DeleteMemberSuccess {
            return Outcome::default();
        }
        self.start_over(Outcome::now(back_to_search()), root)
    }

    /// The member, if a view tells that something is wrong with it.
    fn on_error_view(&self) -> Option<Member> {
        let shown =
            |member: &Member| self.step == Step::ActionableError || self.selects_nothing(member);
        self.member.clone().filter(shown)
    }

    /// Whether the step that asks for an account has none to offer, and says so instead.
    fn selects_nothing(&self, member: &Member) -> bool {
        self.step == Step::Mfa && nothing_to_select(member)
    }
}
