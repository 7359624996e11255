//! What the widget shows and says, without I/O: a step, the member it is about, and for everything
//! that happens the messages MX's widget sends then, in its order and with its pauses.

use std::time::Duration;

use connect_events::{Event, Step};

use super::rules::{Verdict, has_initial_data, judge, opening_step};
use crate::{
    error::CreateMemberError,
    world::{
        AdditionalProduct, ClientProfile, ConnectionStatus, Institution, JobKind, Member,
        MicroDeposit, OauthReason, OauthStart, WidgetConfig,
    },
};

mod before_form;
mod disclosure;
mod existing;
mod failure;
mod manual;
mod microdeposits;
mod oauth;
mod outcome;

pub(crate) use existing::VerifyProblem;
pub(crate) use manual::{MANUAL_KINDS, Manual, Typed};
pub(crate) use microdeposits::{Deposit, DepositProblem};
pub(crate) use oauth::LoginEnd;
pub(crate) use outcome::Outcome;

/// From loading to the first `stepChange`.
const FIRST_STEP: Duration = Duration::from_millis(70);
/// From loading to `loaded`.
const FIRST_VIEW: Duration = Duration::from_millis(320);
/// From choosing an institution to its sign-in form.
const FORM_READ: Duration = Duration::from_millis(250);
/// From submitting a form to the next view.
const SUBMITTED: Duration = Duration::from_millis(400);
/// How long a finished view takes to fade.
const FADE: Duration = Duration::from_millis(500);

/// After more polls than this, the widget says that it takes long, and goes on.
const PATIENT_POLLS: u32 = 15;

/// What the widget opens on (MX docs, widget URL options).
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// `current_member_guid`.
    Member(Box<Member>),
    /// `current_institution_code` or `current_institution_guid`.
    Institution(Box<Institution>),
    /// `current_microdeposit_guid`.
    Microdeposit(Box<MicroDeposit>),
    /// Nothing in particular: existing members where there are some to verify, else the search.
    Root(Root),
}

/// Where choosing begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// The search.
    Search,
    /// The members that could be verified.
    ExistingMembers,
}

impl Root {
    fn step(self) -> Step {
        match self {
            Self::Search => Step::Search,
            Self::ExistingMembers => Step::VerifyExistingMember,
        }
    }
}

/// Why the sign-in form is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FormProblem {
    /// The bank refused the credentials.
    Refused,
    /// No member was created.
    NotCreated(CreateMemberError),
    /// The answers weren't taken.
    NotTaken,
    /// The member can't be connected again.
    Blocked,
}

#[derive(Clone, Copy, Debug, Default)]
struct Polls {
    count: u32,
    seen: Option<(ConnectionStatus, bool)>,
    said_slow: bool,
}

/// The widget's state.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    step: Step,
    opened_on: Step,
    /// Whether no view has been left since the page was opened or the search begun.
    at_start: bool,
    /// Whether the first view has a way back of its own, which leads to the host.
    leads_to_host: bool,
    profile: ClientProfile,
    /// What is offered beside what the session asks for.
    offer: Option<AdditionalProduct>,
    /// Whether the offer was taken, for the connection that is being made.
    accepted: bool,
    /// The steps between the search and the form that were passed.
    before_form: Vec<Step>,
    /// Where a way back leads; unknown until the search or the existing members were shown.
    base: Option<Root>,
    verification: bool,
    search_disabled: bool,
    wants_identity: bool,
    identity_waits: bool,
    institution: Option<Institution>,
    member: Option<Member>,
    /// Whether the form changes the member's credentials instead of creating one.
    updates: bool,
    problem: Option<FormProblem>,
    polls: Polls,
    /// The sign-in at the bank's own page that the form leads to.
    login: Option<OauthStart>,
    /// Whether MX couldn't prepare that sign-in.
    login_unavailable: bool,
    /// How often the end of that sign-in was looked for; none before the customer went there.
    login_polls: Option<u32>,
    /// Why the latest sign-in there failed.
    login_failure: Option<OauthReason>,
    /// Whether it is being asked if the member is to be removed.
    removing: bool,
    deposit: Option<Deposit>,
    manual: Option<Manual>,
    /// Why the chosen member can't be verified.
    verify_problem: Option<VerifyProblem>,
}

impl Flow {
    /// Opens the widget for a client with this profile.
    pub(crate) fn open(
        config: &WidgetConfig,
        opening: Opening,
        profile: ClientProfile,
    ) -> (Self, Outcome) {
        let disclosed_first = profile.disclosure && opening.awaits_disclosure(&profile);
        let force_update = config.update_credentials.unwrap_or(false);
        let mut deposit = None;
        let (step, base, institution, member) = match opening {
            Opening::Root(root) => (root.step(), Some(root), None, None),
            Opening::Institution(institution) => {
                let step = form_step(&institution, &profile);
                (step, None, Some(*institution), None)
            }
            Opening::Member(member) => {
                let stopped = profile.stops(&member.institution);
                let step = opening_step(&member, force_update, stopped);
                (step, None, Some(member.institution.clone()), Some(*member))
            }
            Opening::Microdeposit(resumed) => {
                deposit = Some(Deposit::resumed(*resumed));
                (Step::Microdeposits, None, None, None)
            }
        };
        let step = if disclosed_first {
            Step::Disclosure
        } else {
            step
        };
        let denied = member
            .as_ref()
            .is_some_and(|member| member.connection_status == ConnectionStatus::Denied);
        let mut flow = Self {
            step: step.clone(),
            opened_on: step.clone(),
            at_start: true,
            leads_to_host: config.show_back_button.unwrap_or(false),
            offer: config
                .additional_product_option
                .or(profile.additional_product)
                .filter(|product| !config.includes(*product)),
            profile,
            accepted: false,
            before_form: Vec::new(),
            base,
            verification: config.is_verification(),
            search_disabled: config.disable_institution_search.unwrap_or(false),
            // A job that combines products reads the identity itself.
            wants_identity: config.job().identity && config.job().kind != JobKind::Combination,
            identity_waits: false,
            updates: member.is_some() && step == Step::EnterCreds,
            institution,
            member: None,
            problem: (denied && !force_update).then_some(FormProblem::Refused),
            polls: Polls::default(),
            login: None,
            login_unavailable: false,
            login_polls: None,
            login_failure: None,
            removing: false,
            deposit,
            manual: None,
            verify_problem: None,
        };
        if let Some(member) = member {
            flow.attend(member);
        }
        let mut outcome = Outcome::now(Event::Load)
            .then(
                FIRST_STEP,
                Event::StepChange {
                    previous: None,
                    current: Some(step.clone()),
                },
            )
            .then(
                FIRST_VIEW,
                Event::Loaded {
                    initial_step: Some(step),
                },
            );
        if let Some(deposit) = &flow.deposit {
            outcome = outcome.then(FIRST_VIEW, deposit.loaded());
            if let Some(verified) = deposit.verified() {
                outcome = outcome.then(FIRST_VIEW, verified);
            }
        }
        (flow, outcome)
    }

    pub(crate) fn step(&self) -> &Step {
        &self.step
    }

    pub(crate) fn institution(&self) -> Option<&Institution> {
        self.institution.as_ref()
    }

    pub(crate) fn member(&self) -> Option<&Member> {
        self.member.as_ref()
    }

    pub(crate) fn updates(&self) -> bool {
        self.updates
    }

    pub(crate) fn problem(&self) -> Option<&FormProblem> {
        self.problem.as_ref()
    }

    /// Whether connecting has taken long.
    pub(crate) fn is_slow(&self) -> bool {
        self.polls.said_slow
    }

    /// Whether the latest poll found the bank's door open.
    pub(crate) fn is_reading(&self) -> bool {
        matches!(self.polls.seen, Some((ConnectionStatus::Connected, _)))
    }

    /// The member whose job has to be started before it is first polled.
    pub(crate) fn idle_member(&self) -> Option<&Member> {
        let unpolled = self.step == Step::Connecting && self.polls.count == 0;
        self.member
            .as_ref()
            .filter(|member| unpolled && !member.is_being_aggregated)
    }

    /// The job of [`Flow::idle_member`] was started.
    pub(crate) fn job_started(&mut self, member: Member) {
        self.member = Some(member);
    }

    /// Whether the page shows a way back.
    pub(crate) fn can_go_back(&self) -> bool {
        if self.leads_to_host && self.at_start {
            return true;
        }
        match self.step {
            Step::EnterCreds | Step::Mfa | Step::AdditionalProduct => true,
            Step::Consent => !self.search_disabled,
            Step::AddManualAccount => self.manual.as_ref().is_some_and(Manual::can_go_back),
            Step::Microdeposits => self.deposit.as_ref().is_some_and(Deposit::can_go_back),
            Step::Search => self.base == Some(Root::ExistingMembers),
            _ => false,
        }
    }

    /// From now on it is about this member.
    fn attend(&mut self, member: Member) {
        self.polls = Polls::default();
        self.identity_waits = self.wants_identity;
        self.member = Some(member);
    }

    /// A search was made. Sent also when the customer has gone on meanwhile.
    pub(crate) fn searched(query: &str) -> Outcome {
        Outcome::now(Event::InstitutionSearch {
            query: Some(query.into()),
        })
    }

    /// An institution was chosen.
    pub(crate) fn selected(&mut self, institution: Institution) -> Outcome {
        if self.step != Step::Search {
            return Outcome::default();
        }
        let outcome = Outcome::now(Event::SelectedInstitution {
            institution_guid: Some(institution.guid.clone()),
            institution_code: Some(institution.code.clone()),
            name: Some(institution.name.clone()),
            url: Some(institution.url.clone()),
        });
        let step = self.step_after_choice(&institution);
        self.forget();
        self.institution = Some(institution);
        self.go(outcome, step, FORM_READ)
    }

    /// Credentials were submitted, and MX answered.
    pub(crate) fn submitted(&mut self, answer: Result<Member, FormProblem>) -> Outcome {
        let Some(institution) = self.institution.as_ref() else {
            return Outcome::default();
        };
        if self.step != Step::EnterCreds {
            return Outcome::default();
        }
        let institution_guid = Some(institution.guid.clone());
        let institution_code = Some(institution.code.clone());
        let updated = self.member.as_ref().filter(|_| self.updates);
        let outcome = Outcome::now(match updated {
            Some(member) => Event::UpdateCredentials {
                member_guid: Some(member.guid.clone()),
                institution_guid: institution_guid.clone(),
                institution_code: institution_code.clone(),
            },
            None => Event::EnterCredentials {
                institution_guid: institution_guid.clone(),
                institution_code: institution_code.clone(),
            },
        });
        match answer {
            // The bank still waits for an answer of an earlier attempt.
            Ok(member) if member.connection_status == ConnectionStatus::Challenged => {
                self.attend(member);
                self.go(outcome, Step::Mfa, SUBMITTED)
            }
            Ok(member) => {
                self.attend(member);
                self.go(outcome, Step::Connecting, SUBMITTED)
            }
            Err(problem) => {
                let created = matches!(problem, FormProblem::NotCreated(_));
                self.problem = Some(problem);
                if !created {
                    return outcome;
                }
                outcome.then(
                    Duration::ZERO,
                    Event::CreateMemberError {
                        institution_guid,
                        institution_code,
                    },
                )
            }
        }
    }

    /// A challenge was answered; without a member the answer wasn't taken.
    pub(crate) fn answered(&mut self, member: Option<Member>) -> Outcome {
        let Some(asked) = self.member.as_ref().filter(|_| self.step == Step::Mfa) else {
            return Outcome::default();
        };
        let outcome = Outcome::now(Event::SubmitMfa {
            member_guid: Some(asked.guid.clone()),
        });
        match member {
            Some(member) => {
                self.attend(member);
                self.go(outcome, Step::Connecting, SUBMITTED)
            }
            None => self.error_view(outcome, SUBMITTED),
        }
    }

    /// The member was polled.
    pub(crate) fn polled(&mut self, member: Member) -> Outcome {
        if self.step != Step::Connecting {
            return Outcome::default();
        }
        let status = member.connection_status;
        let busy = member.is_being_aggregated;
        let before = self.polls.seen.replace((status, busy));
        self.polls.count += 1;

        let mut outcome = Outcome::default();
        if before.is_none_or(|(seen, _)| seen != status) {
            outcome = outcome.then(
                Duration::ZERO,
                Event::MemberStatusUpdate {
                    member_guid: Some(member.guid.clone()),
                    connection_status: Some(wire(status)),
                },
            );
        }
        let slow = self.polls.count > PATIENT_POLLS && status != ConnectionStatus::Pending;
        if slow && !self.polls.said_slow {
            self.polls.said_slow = true;
            // The step stays: the widget goes on polling.
            outcome = outcome.then(
                Duration::ZERO,
                Event::StepChange {
                    previous: Some(Step::Connecting),
                    current: Some(Step::TimeOut),
                },
            );
        }
        let just_finished = before.is_some_and(|(_, was_busy)| was_busy && !busy);
        let verdict = judge(&member, just_finished);
        let early = has_initial_data(&member);
        let member_guid = Some(member.guid.clone());
        self.member = Some(member);
        if early {
            let ready = Event::InitialDataReady { member_guid };
            return self.job_done(outcome.then(Duration::ZERO, ready));
        }
        match verdict {
            Verdict::GoOn => outcome,
            Verdict::Connected => self.job_done(outcome),
            Verdict::Ended => self.job_failed(outcome),
        }
    }

    /// The identity job has its own polls, and one message says that all is done.
    fn job_done(&mut self, outcome: Outcome) -> Outcome {
        if std::mem::take(&mut self.identity_waits) {
            self.polls = Polls::default();
            return outcome;
        }
        let member_guid = self.member.as_ref().map(|member| member.guid.clone());
        let outcome = outcome.then(Duration::ZERO, Event::MemberConnected { member_guid });
        self.go(outcome, Step::Connected, FADE)
    }

    /// *Done* on the last view.
    pub(crate) fn done(&mut self) -> Outcome {
        if self.step != Step::Connected {
            return Outcome::default();
        }
        let outcome =
            Outcome::now(Event::ConnectedPrimaryAction).then(Duration::ZERO, back_to_search());
        self.back_at_the_search(outcome)
    }

    /// The page's own way back. `root` is where choosing would begin now.
    pub(crate) fn goes_back(&mut self, root: Root) -> Outcome {
        if !self.can_go_back() {
            return Outcome::default();
        }
        if self.leads_to_host && self.at_start {
            return Outcome::now(Event::BackButtonClicked);
        }
        if self.step == Step::Search {
            return self.go(Outcome::default(), Step::VerifyExistingMember, FORM_READ);
        }
        if self.deposit.as_mut().is_some_and(Deposit::goes_back) {
            return Outcome::default();
        }
        if self.manual.as_mut().is_some_and(Manual::goes_back) {
            return Outcome::default();
        }
        let root = self.base.unwrap_or(root);
        if let Some(outcome) = self.goes_back_before_form(root) {
            return outcome;
        }
        self.start_over(Outcome::now(back_to_search()), root)
    }

    /// The host's way back. MX's handler keeps the first step it saw, so a widget that opened on
    /// its root says for ever that it didn't go back.
    pub(crate) fn host_goes_back(&mut self, root: Root) -> Outcome {
        let stays = self.search_disabled
            || matches!(
                self.opened_on,
                Step::Search | Step::Disclosure | Step::VerifyExistingMember
            );
        let outcome = Outcome::now(Event::Navigation {
            did_go_back: Some(!stays),
        });
        let root = self.base.unwrap_or(root);
        if stays || self.step == root.step() {
            return outcome;
        }
        self.start_over(outcome, root)
    }

    fn start_over(&mut self, outcome: Outcome, root: Root) -> Outcome {
        self.forget();
        self.base = Some(root);
        self.go(outcome, root.step(), FORM_READ)
    }

    /// The end of every way through the widget.
    fn back_at_the_search(&mut self, outcome: Outcome) -> Outcome {
        self.forget();
        self.base = Some(Root::Search);
        self.go(outcome, Step::Search, FADE)
    }

    fn forget(&mut self) {
        self.institution = None;
        self.member = None;
        self.updates = false;
        self.problem = None;
        self.polls = Polls::default();
        self.login = None;
        self.login_unavailable = false;
        self.login_polls = None;
        self.login_failure = None;
        self.removing = false;
        self.deposit = None;
        self.manual = None;
        self.verify_problem = None;
        self.accepted = false;
        self.before_form.clear();
    }

    fn go(&mut self, mut outcome: Outcome, to: Step, after: Duration) -> Outcome {
        let previous = std::mem::replace(&mut self.step, to.clone());
        outcome.drawn_after = after;
        self.at_start = match to {
            Step::VerifyExistingMember => true,
            Step::Search => self.base != Some(Root::ExistingMembers),
            _ => false,
        };
        outcome.then(
            after,
            Event::StepChange {
                previous: Some(previous),
                current: Some(to),
            },
        )
    }
}

/// Where choosing an institution leads.
fn form_step(institution: &Institution, profile: &ClientProfile) -> Step {
    if institution.is_under_maintenance() || profile.turns_away(institution) {
        Step::InstitutionStatusDetails
    } else {
        Step::EnterCreds
    }
}

fn member_error(member: &Member) -> Event {
    Event::MemberError {
        member_guid: Some(member.guid.clone()),
        connection_status: Some(wire(member.connection_status)),
    }
}

fn back_to_search() -> Event {
    Event::BackToSearch { context: None }
}

fn wire(status: ConnectionStatus) -> connect_events::ConnectionStatus {
    connect_events::ConnectionStatus::from_code(i64::from(status.number()))
}

#[cfg(test)]
mod tests;
