//! What MX answers about the deposits: whose they are, and how they stand.

use std::collections::HashMap;

use super::{
    super::{Effect, Machine, Note, run::CLOCK_TOLERANCE_MS, words::shown_name},
    FASTEST_PACE_MS, Followed, LISTED_EVERY_MS, Listing, SLOWEST_PACE_MS, end_alone,
};
use crate::{
    deposits::{advice_for, name_of},
    mx::{Answered, Microdeposit, MxProblem, MxProblemKind},
    view::{
        DepositStage, EndingKind, InstitutionView,
        SessionAction::{Finish, StartOver},
        SessionPhase, Tone,
    },
};

impl Machine {
    pub(in crate::session) fn deposit_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<Microdeposit>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let result = result.and_then(|deposit| {
            if deposit.value.guid == guid {
                Ok(deposit)
            } else {
                Err(MxProblemKind::NotFound.into())
            }
        });
        let is_candidate = self.deposits.candidate.as_ref();
        if is_candidate.is_some_and(|candidate| candidate.guid == guid) {
            return match result {
                Ok(deposit) => self.deposit_confirmed(deposit, elapsed_ms),
                Err(problem) => self.deposit_unconfirmed(guid, problem, elapsed_ms),
            };
        }
        let current = self.deposits.current.as_mut();
        let Some(current) = current.filter(|it| it.guid == guid && it.is_asked) else {
            return;
        };
        current.is_asked = false;
        match result {
            Ok(deposit) => self.deposit_stands(deposit, elapsed_ms),
            Err(problem) => self.deposit_unread(problem, elapsed_ms),
        }
    }

    pub(super) fn deposit_confirmed(&mut self, deposit: Answered<Microdeposit>, elapsed_ms: u32) {
        let said = &deposit.value;
        self.deposits.candidate = None;
        self.deposits.lead = true;
        let words = "MX confirms that the test deposits are this customer's";
        self.note_api(Tone::Good, "microdeposit", words, elapsed_ms);
        let is_news = self.begin.microdeposit_guid.as_ref() != Some(&said.guid);
        self.deposits.current = Some(Followed {
            guid: said.guid.clone(),
            when_opened: (!is_news).then(|| said.status.clone()),
            said: Microdeposit::default(),
            receipts: Vec::new(),
            is_asked: false,
            next_at: None,
            pace: FASTEST_PACE_MS,
            failures: 0,
        });
        self.deposit_stands(deposit, elapsed_ms);
        if let Some(next) = self.deposits.named_meanwhile.take()
            && self.phase == SessionPhase::Open
            && self.conclusion.is_none()
        {
            self.journal_deposit(Some(next.clone()));
            self.ask_whose_deposit(&next);
        }
    }

    /// It isn't this user's, or could not be read.
    pub(super) fn deposit_unconfirmed(&mut self, guid: &str, problem: MxProblem, elapsed_ms: u32) {
        if problem.kind.is_transient() {
            self.note_api(Tone::Bad, "microdeposit", problem.to_string(), elapsed_ms);
            self.outlives(problem);
            let failures = self.deposits.candidate.as_ref().map_or(0, |it| it.failures) + 1;
            let at = self.now + self.backoff(failures);
            if let Some(candidate) = &mut self.deposits.candidate {
                candidate.is_asked = false;
                candidate.failures = failures;
                candidate.next_at = Some(at);
            }
            return;
        }
        self.deposits.candidate = None;
        if problem.kind != MxProblemKind::NotFound {
            self.note_api(Tone::Bad, "microdeposit", problem.to_string(), elapsed_ms);
            self.deposits.unconfirmed = Some(guid.to_owned());
            if self.phase == SessionPhase::Checking {
                self.fail_checking(problem.into());
            }
            return;
        }
        let words = "MX does not know those test deposits for this customer";
        self.note_api(Tone::Bad, "microdeposit", words, elapsed_ms);
        self.foreign.insert(guid.to_owned());
        // The journal keeps the one that is this user's, if there is one.
        let known = self.deposits.current.as_ref().map(|it| it.guid.clone());
        self.journal_deposit(known);
        if self.deposits.current.is_some() {
            self.journal_standing();
        }
        let was_begun_on = self.begin.microdeposit_guid.as_deref() == Some(guid);
        if was_begun_on {
            self.begin.microdeposit_guid = None;
        }
        if let Some(next) = self.deposits.named_meanwhile.take() {
            self.journal_deposit(Some(next.clone()));
            return self.ask_whose_deposit(&next);
        }
        if self.phase != SessionPhase::Checking {
            return;
        }
        if was_begun_on {
            return self.deposit_is_gone();
        }
        if !self.check_deposit() {
            self.check_known();
        }
    }

    /// MX says how the deposits stand.
    pub(super) fn deposit_stands(&mut self, deposit: Answered<Microdeposit>, elapsed_ms: u32) {
        let Answered {
            value: deposit,
            receipts,
        } = deposit;
        let stage = advice_for(deposit.status.as_ref()).stage;
        let Some(current) = &mut self.deposits.current else {
            return;
        };
        let is_news = current.said.status != deposit.status || current.said.guid.is_empty();
        current.said = deposit;
        current.receipts = receipts;
        current.failures = 0;
        current.pace = if is_news {
            FASTEST_PACE_MS
        } else {
            (current.pace * 5 / 4).min(SLOWEST_PACE_MS)
        };
        if self.is_locked || stage != DepositStage::Verified {
            // Nobody needs the number before that.
            current.said.account_number = current.said.account_number.as_ref().map(end_alone);
        }
        self.name_bank();
        if self.phase != SessionPhase::Done {
            self.api_problem = None;
        }
        if self.result.is_some() {
            return self.deposit_read_anew(elapsed_ms);
        }
        if is_news {
            self.note_standing(elapsed_ms);
            // A session that ends well is noted as ended.
            if self.deposits.lead && stage != DepositStage::Verified {
                self.journal_standing();
            }
        }
        self.show();
        self.assess_deposit();
    }

    pub(super) fn note_standing(&mut self, elapsed_ms: u32) {
        let Some(current) = &self.deposits.current else {
            return;
        };
        let advice = advice_for(current.said.status.as_ref());
        let words = format!("MX says: {}", advice.short);
        self.note_api(advice.tone, "microdeposit", words, elapsed_ms);
    }

    pub(super) fn journal_standing(&mut self) {
        if let Some(current) = &self.deposits.current {
            let status = name_of(current.said.status.as_ref());
            self.out.push(Effect::Journal(Note::Deposits(status)));
        }
    }

    /// The bank is known by its routing number now.
    pub(super) fn name_bank(&mut self) {
        let current = self
            .deposits
            .current
            .as_ref()
            .filter(|_| self.deposits.lead);
        let said = current.and_then(|it| it.said.institution.as_deref());
        let Some(name) = said.map(shown_name).filter(|name| !name.is_empty()) else {
            return;
        };
        if self.institution.as_ref().map(|known| &known.name) != Some(&name) {
            self.out
                .push(Effect::Journal(Note::Institution(name.clone())));
            self.institution = Some(InstitutionView { name, code: None });
        }
    }

    /// The question about the deposits was not answered.
    pub(super) fn deposit_unread(&mut self, problem: MxProblem, elapsed_ms: u32) {
        if problem.kind == MxProblemKind::NotFound && self.result.is_none() {
            self.note_api(Tone::Bad, "microdeposit", problem.to_string(), elapsed_ms);
            return self.deposit_is_gone();
        }
        self.note_api(Tone::Bad, "microdeposit", problem.to_string(), elapsed_ms);
        let is_transient = problem.kind.is_transient();
        if self.phase == SessionPhase::Checking && !is_transient {
            return self.fail_checking(problem.into());
        }
        self.outlives(problem);
        let failures = self.deposits.current.as_ref().map_or(0, |it| it.failures) + 1;
        let backoff = self.backoff(failures);
        let is_waiting = self.phase == SessionPhase::Stopped;
        if let Some(current) = &mut self.deposits.current {
            current.failures = failures;
            // Whoever waits for days can wait a minute more.
            let wait = if is_waiting { current.pace } else { backoff };
            current.next_at = is_transient.then_some(self.now + wait);
        }
    }

    /// They were deleted at MX.
    pub(super) fn deposit_is_gone(&mut self) {
        self.deposits.current = None;
        self.deposits.lead = false;
        self.begin.microdeposit_guid = None;
        self.journal_deposit(None);
        if self.phase == SessionPhase::Open {
            return;
        }
        let text = "The test deposits were removed at MX. Start over to verify the account.";
        self.end(SessionPhase::Stopped, EndingKind::Removed, text.to_owned());
        self.stop_actions = vec![StartOver, Finish];
    }

    /// MX's list of the user's microdeposits.
    pub(in crate::session) fn deposits_answered(
        &mut self,
        result: Result<Vec<Microdeposit>, MxProblem>,
        elapsed_ms: u32,
    ) {
        match self.deposits.listing.take() {
            Some(Listing::Find) if self.phase == SessionPhase::Checking => {
                self.deposits_found(result, elapsed_ms);
            }
            Some(Listing::Follow) if self.follows_link() => self.deposits_followed(result),
            _ => {}
        }
    }

    pub(super) fn deposits_found(
        &mut self,
        result: Result<Vec<Microdeposit>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let found = match result {
            Ok(deposits) => deposits,
            Err(problem) if problem.kind.is_transient() => {
                self.note_api(Tone::Bad, "microdeposits", problem.to_string(), elapsed_ms);
                self.outlives(problem);
                self.deposits.is_looked_for = false;
                self.search.failures += 1;
                self.search.list_at = Some(self.now + self.backoff(self.search.failures));
                return;
            }
            // MX has not enabled microdeposits for this client: there are none.
            Err(_) => Vec::new(),
        };
        match self.brought(found) {
            Some(guid) => {
                self.journal_deposit(Some(guid.clone()));
                self.ask_whose_deposit(&guid);
            }
            None => self.nothing_connected(),
        }
    }

    /// The latest that the session can have brought.
    pub(super) fn brought(&self, deposits: Vec<Microdeposit>) -> Option<String> {
        let since = self.begin.started_at_ms - CLOCK_TOLERANCE_MS;
        let at = |deposit: &Microdeposit| {
            let at: jiff::Timestamp = deposit.updated_at.as_deref()?.parse().ok()?;
            Some(at.as_millisecond())
        };
        let is_new = |deposit: &Microdeposit| match &self.deposits.baseline {
            Some(known) => known.get(&deposit.guid) != Some(&deposit.status),
            None => at(deposit).is_some_and(|at| at >= since),
        };
        let new = deposits
            .into_iter()
            .filter(|deposit| is_new(deposit) && !self.foreign.contains(&deposit.guid));
        new.max_by_key(at).map(|deposit| deposit.guid)
    }

    pub(super) fn deposits_followed(&mut self, result: Result<Vec<Microdeposit>, MxProblem>) {
        let deposits = match result {
            Ok(deposits) => deposits,
            Err(problem) => {
                // What is not enabled for this client is not asked for again.
                if problem.kind.is_transient() {
                    self.deposits.list_at = Some(self.now + LISTED_EVERY_MS);
                }
                return;
            }
        };
        self.deposits.list_at = Some(self.now + LISTED_EVERY_MS + self.jitter());
        let is_resumed = self.deposits.baseline.is_none() && self.is_resumed_link();
        let standing = |deposit: &Microdeposit| (deposit.guid.clone(), deposit.status.clone());
        let now: HashMap<_, _> = deposits.iter().map(standing).collect();
        if self.deposits.baseline.is_some() || is_resumed {
            let brought = self.brought(deposits);
            let current = self.deposits.current.as_ref().map(|it| it.guid.as_str());
            match brought {
                Some(guid) if current == Some(&guid) => self.ask_deposit(),
                Some(guid) if self.deposits.candidate.is_none() => {
                    self.journal_deposit(Some(guid.clone()));
                    self.ask_whose_deposit(&guid);
                }
                _ => {}
            }
        }
        self.deposits.baseline = Some(now);
    }
}
