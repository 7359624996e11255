//! Verification by small deposits, for accounts that no sign-in verifies (MX docs, microdeposits).
//! No member comes of it.

use std::time::Duration;

use connect_events::{Event, MicrodepositStatus, MicrodepositStep, Step};

use super::{FORM_READ, Flow, Outcome, back_to_search};
use crate::world::{BlockedRoutingNumber, MicroDeposit, MicroDepositDetails, MicroDepositStatus};

/// Why a page of the flow is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DepositProblem {
    /// Nothing is sent to the routing number.
    Routing(BlockedRoutingNumber),
    /// The account number was typed differently the second time.
    Differ,
    /// Something is missing or can't be right.
    Incomplete,
    /// The amounts are not those of the deposits.
    Amounts,
    /// MX didn't take the details.
    NotTaken,
}

/// Where the flow stands.
#[derive(Clone, Debug)]
pub(crate) struct Deposit {
    pub(crate) page: MicrodepositStep,
    /// What was entered; kept until it is confirmed.
    pub(crate) details: MicroDepositDetails,
    /// What MX made of it.
    pub(crate) made: Option<MicroDeposit>,
    pub(crate) problem: Option<DepositProblem>,
}

impl Deposit {
    /// Takes up a microdeposit again.
    pub(super) fn resumed(made: MicroDeposit) -> Self {
        Self {
            page: page_of(made.status),
            details: MicroDepositDetails::default(),
            problem: (made.status == MicroDepositStatus::Denied).then_some(DepositProblem::Amounts),
            made: Some(made),
        }
    }

    fn new() -> Self {
        Self {
            page: MicrodepositStep::RoutingNumber,
            details: MicroDepositDetails::default(),
            made: None,
            problem: None,
        }
    }

    pub(super) fn loaded(&self) -> Event {
        Event::MicrodepositsLoaded {
            initial_step: Some(self.page.clone()),
        }
    }

    /// What the view of verified amounts says when it is shown.
    pub(super) fn verified(&self) -> Option<Event> {
        let made = self.made.as_ref()?;
        (self.page == MicrodepositStep::Verified).then(|| Event::MicrodepositsVerified {
            microdeposit_guid: Some(made.guid.clone()),
        })
    }

    /// Whether the page's own way back is shown: until the deposits are asked for.
    pub(super) fn can_go_back(&self) -> bool {
        self.made.is_none()
    }

    /// Goes to the page before; false on the first one.
    pub(super) fn goes_back(&mut self) -> bool {
        let before = match self.page {
            MicrodepositStep::HowItWorks => MicrodepositStep::RoutingNumber,
            MicrodepositStep::AccountInfo => MicrodepositStep::HowItWorks,
            MicrodepositStep::PersonalInfoForm => MicrodepositStep::AccountInfo,
            MicrodepositStep::ConfirmDetails => MicrodepositStep::PersonalInfoForm,
            _ => return false,
        };
        self.page = before;
        self.problem = None;
        true
    }
}

/// Which page a microdeposit opens on.
fn page_of(status: MicroDepositStatus) -> MicrodepositStep {
    use MicroDepositStatus::{
        Conflicted, Denied, Deposited, Errored, Initiated, Preinitiated, Prevented, Rejected,
        Requested, Verified,
    };
    match status {
        Preinitiated => MicrodepositStep::RoutingNumber,
        Initiated | Requested => MicrodepositStep::ComeBack,
        Deposited | Denied => MicrodepositStep::VerifyDeposits,
        Verified => MicrodepositStep::Verified,
        Errored | Prevented | Conflicted | Rejected => MicrodepositStep::Errors,
    }
}

impl Flow {
    /// Where the flow stands, while it is shown.
    pub(crate) fn deposit(&self) -> Option<&Deposit> {
        self.deposit
            .as_ref()
            .filter(|_| self.step == Step::Microdeposits)
    }

    /// Instead of a sign-in, account and routing number are wanted.
    pub(crate) fn wants_deposits(&mut self) -> Outcome {
        if self.step != Step::Search || !self.verification {
            return Outcome::default();
        }
        let deposit = Deposit::new();
        let outcome = Outcome::now(deposit.loaded());
        self.deposit = Some(deposit);
        self.go(outcome, Step::Microdeposits, FORM_READ)
    }

    /// The routing number was entered; `blocked` says why nothing is sent there.
    pub(crate) fn entered_routing(
        &mut self,
        routing_number: String,
        blocked: Option<BlockedRoutingNumber>,
    ) -> Outcome {
        let Some(deposit) = self.on(&MicrodepositStep::RoutingNumber) else {
            return Outcome::default();
        };
        deposit.details.routing_number.clone_from(&routing_number);
        deposit.problem = blocked.map(DepositProblem::Routing);
        match blocked {
            None => {
                deposit.page = MicrodepositStep::HowItWorks;
                Outcome::default()
            }
            // What is no routing number at all is pointed out, and not worth a message.
            Some(BlockedRoutingNumber::Invalid) => Outcome::default(),
            Some(reason) => Outcome::now(Event::MicrodepositsBlockedRoutingNumber {
                routing_number: Some(routing_number.into()),
                reason: Some(reason.name().to_owned()),
            }),
        }
    }

    /// *Continue* where it is explained how it works.
    pub(crate) fn understands_deposits(&mut self) -> Outcome {
        if let Some(deposit) = self.on(&MicrodepositStep::HowItWorks) {
            deposit.page = MicrodepositStep::AccountInfo;
        }
        Outcome::default()
    }

    /// Name and mail address of the account's owner were entered.
    pub(crate) fn entered_person(&mut self, first: String, last: String, email: String) -> Outcome {
        let Some(deposit) = self.on(&MicrodepositStep::PersonalInfoForm) else {
            return Outcome::default();
        };
        let complete = !first.is_empty() && !last.is_empty() && email.contains('@');
        deposit.details.first_name = Some(first);
        deposit.details.last_name = Some(last);
        deposit.details.email = Some(email);
        deposit.turn(
            complete,
            DepositProblem::Incomplete,
            MicrodepositStep::ConfirmDetails,
        );
        Outcome::default()
    }

    /// The account was entered, its number twice.
    pub(crate) fn entered_account(&mut self, kind: String, number: String, again: &str) -> Outcome {
        let Some(deposit) = self.on(&MicrodepositStep::AccountInfo) else {
            return Outcome::default();
        };
        let digits = (4..=17).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && ["CHECKING", "SAVINGS"].contains(&kind.as_str());
        let same = number == again;
        deposit.details.account_type = kind;
        deposit.details.account_number = number;
        let problem = if digits {
            DepositProblem::Differ
        } else {
            DepositProblem::Incomplete
        };
        deposit.turn(digits && same, problem, MicrodepositStep::PersonalInfoForm);
        Outcome::default()
    }

    /// What is to be sent to MX, once the customer has it before them.
    pub(crate) fn details_to_confirm(&self) -> Option<&MicroDepositDetails> {
        self.deposit()
            .filter(|deposit| deposit.page == MicrodepositStep::ConfirmDetails)
            .map(|deposit| &deposit.details)
    }

    /// *Edit* on the view of all details.
    pub(crate) fn edits_details(&mut self) -> Outcome {
        if let Some(deposit) = self.on(&MicrodepositStep::ConfirmDetails) {
            deposit.page = MicrodepositStep::RoutingNumber;
        }
        Outcome::default()
    }

    /// The details were confirmed, and MX answered.
    pub(crate) fn confirmed(&mut self, answer: Option<MicroDeposit>) -> Outcome {
        let Some(deposit) = self.on(&MicrodepositStep::ConfirmDetails) else {
            return Outcome::default();
        };
        let Some(made) = answer else {
            deposit.problem = Some(DepositProblem::NotTaken);
            return Outcome::default();
        };
        let microdeposit_guid = Some(made.guid.clone());
        *deposit = Deposit::resumed(made);
        Outcome::now(Event::MicrodepositsDetailsSubmitted { microdeposit_guid })
    }

    /// The microdeposit whose amounts are being asked for.
    pub(crate) fn deposit_to_verify(&self) -> Option<&MicroDeposit> {
        self.deposit()
            .filter(|deposit| deposit.page == MicrodepositStep::VerifyDeposits)
            .and_then(|deposit| deposit.made.as_ref())
    }

    /// Amounts were entered, and MX answered; without an answer they weren't amounts.
    pub(crate) fn entered_amounts(&mut self, answer: Option<MicroDeposit>) -> Outcome {
        let Some(deposit) = self.on(&MicrodepositStep::VerifyDeposits) else {
            return Outcome::default();
        };
        let Some(made) = answer else {
            deposit.problem = Some(DepositProblem::Incomplete);
            return Outcome::default();
        };
        deposit.made = Some(made);
        deposit.problem = None;
        deposit.page = MicrodepositStep::Verifying;
        Outcome::default()
    }

    /// The microdeposit whose amounts are being checked.
    pub(crate) fn deposit_being_verified(&self) -> Option<&MicroDeposit> {
        self.deposit()
            .filter(|deposit| deposit.page == MicrodepositStep::Verifying)
            .and_then(|deposit| deposit.made.as_ref())
    }

    /// It was looked whether they have been.
    pub(crate) fn deposit_polled(&mut self, made: Option<MicroDeposit>) -> Outcome {
        let Some((deposit, made)) = self.on(&MicrodepositStep::Verifying).zip(made) else {
            return Outcome::default();
        };
        *deposit = Deposit::resumed(made);
        deposit
            .verified()
            .map_or_else(Outcome::default, Outcome::now)
    }

    /// The button of the last page, whichever that is.
    pub(crate) fn done_with_deposit(&mut self) -> Outcome {
        let Some((page, made)) = self
            .deposit()
            .and_then(|deposit| Some((&deposit.page, deposit.made.as_ref()?)))
        else {
            return Outcome::default();
        };
        let microdeposit_guid = Some(made.guid.clone());
        let event = match page {
            MicrodepositStep::ComeBack => {
                Event::MicrodepositsComeBackPrimaryAction { microdeposit_guid }
            }
            MicrodepositStep::Verified => Event::MicrodepositsVerifiedPrimaryAction,
            MicrodepositStep::Errors => Event::MicrodepositsErrorPrimaryAction {
                status: Some(MicrodepositStatus::from_name(made.status.name())),
                microdeposit_guid,
            },
            _ => return Outcome::default(),
        };
        let outcome = Outcome::now(event).then(Duration::ZERO, back_to_search());
        self.back_at_the_search(outcome)
    }

    fn on(&mut self, page: &MicrodepositStep) -> Option<&mut Deposit> {
        let shown = self.step == Step::Microdeposits;
        self.deposit
            .as_mut()
            .filter(|deposit| shown && deposit.page == *page)
    }
}

impl Deposit {
    /// Turns to the next page, or says what is wrong with this one.
    fn turn(&mut self, good: bool, problem: DepositProblem, next: MicrodepositStep) {
        self.problem = (!good).then_some(problem);
        if good {
            self.page = next;
        }
    }
}
