//! Members that were there before: offered for verification, and met again in the form for new ones.

use connect_events::{Event, Step};

use super::{FORM_READ, Flow, FormProblem, Outcome, SUBMITTED};
use crate::world::{ConnectionStatus, Member};

/// Why a member can't be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerifyProblem {
    /// The client has its institution blocked for that.
    Unsupported,
    /// MX doesn't run the job now.
    NotNow,
}

impl Flow {
    /// One of the user's members was chosen for verification. A problem says that MX won't do it.
    pub(crate) fn chose_member(
        &mut self,
        member: Member,
        problem: Option<VerifyProblem>,
    ) -> Outcome {
        if self.step != Step::VerifyExistingMember {
            return Outcome::default();
        }
        let step = if self.profile.stops(&member.institution) {
            Step::InstitutionStatusDetails
        } else if problem.is_some() {
            Step::VerifyError
        } else if member.is_oauth {
            // One signs in at the bank again.
            Step::EnterCreds
        } else {
            Step::Connecting
        };
        self.institution = Some(member.institution.clone());
        self.verify_problem = problem;
        self.attend(member);
        self.go(Outcome::default(), step, FORM_READ)
    }

    /// Instead of an existing member, another institution is wanted.
    pub(crate) fn wants_another(&mut self) -> Outcome {
        if self.step != Step::VerifyExistingMember {
            return Outcome::default();
        }
        self.go(Outcome::default(), Step::Search, FORM_READ)
    }

    /// Why the chosen member can't be verified.
    pub(crate) fn verify_problem(&self) -> Option<VerifyProblem> {
        self.verify_problem
    }

    /// *Go back* from there.
    pub(crate) fn leaves_verify_error(&mut self) -> Outcome {
        if self.step != Step::VerifyError {
            return Outcome::default();
        }
        self.forget();
        self.go(Outcome::default(), Step::VerifyExistingMember, FORM_READ)
    }

    /// Whether the profile has the page tell of a sign-in that exists already.
    pub(crate) fn tells_of_existing(&self) -> bool {
        self.profile.existing_member && !self.updates
    }

    /// The form for a new member met one that was there before.
    pub(crate) fn met_existing(&mut self, member: Member) -> Outcome {
        let Some(institution) = self
            .institution
            .as_ref()
            .filter(|_| self.step == Step::EnterCreds)
        else {
            return Outcome::default();
        };
        let outcome = Outcome::now(Event::EnterCredentials {
            institution_guid: Some(institution.guid.clone()),
            institution_code: Some(institution.code.clone()),
        });
        self.member = Some(member);
        self.go(outcome, Step::ExistingMember, SUBMITTED)
    }

    /// The member that was met, while that is told.
    pub(crate) fn met(&self) -> Option<&Member> {
        self.member
            .as_ref()
            .filter(|_| self.step == Step::ExistingMember)
    }

    /// Goes on with that member: its credentials were changed to those of the form, or it waits for
    /// an answer. Without a member it can't be gone on with.
    pub(crate) fn goes_on_with(&mut self, member: Option<Member>) -> Outcome {
        if self.step != Step::ExistingMember {
            return Outcome::default();
        }
        let Some(member) = member else {
            self.member = None;
            self.problem = Some(FormProblem::Blocked);
            return self.go(Outcome::default(), Step::EnterCreds, FORM_READ);
        };
        let step = if member.connection_status == ConnectionStatus::Challenged {
            Step::Mfa
        } else {
            Step::Connecting
        };
        self.attend(member);
        self.go(Outcome::default(), step, FORM_READ)
    }
}
