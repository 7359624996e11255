//! What MX answers about a member: whose it is, how it stands, what can be read.

use super::{
    Effect, Machine, Note, Read, Requests,
    tracked::Standing,
    words::{count, short_status},
};
use crate::{
    mx::{Account, AccountNumber, Answered, Member, MemberStatus, MxProblem, MxProblemKind},
    numbers::HeldNumbers,
    status::{StatusClass, advice_for},
    view::{EndingKind, SessionAction, SessionMode, SessionPhase, Tone},
};

impl Machine {
    pub(super) fn take_question(&mut self, guid: &str, read: Read) -> Option<u64> {
        self.slot(guid)?.in_flight.remove(&read)
    }

    fn is_candidate(&self, guid: &str) -> bool {
        self.candidate
            .as_ref()
            .is_some_and(|candidate| candidate.guid == guid)
    }

    pub(super) fn member_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<Member>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Member) else {
            return;
        };
        let result = result.and_then(|member| {
            let user = self.customer.guid.as_deref();
            let is_ours = member
                .value
                .user_guid
                .as_deref()
                .is_none_or(|owner| Some(owner) == user);
            if is_ours && member.value.guid == guid {
                Ok(member)
            } else {
                Err(MxProblemKind::NotFound.into())
            }
        });
        match result {
            Ok(member) => {
                let mode = self.begin.mode;
                if let Some(tracked) = self.slot(guid) {
                    tracked.answers_came();
                    tracked.keep_member(member, asked, mode);
                }
                self.reached();
                if self.is_candidate(guid) {
                    self.confirmed(elapsed_ms);
                } else {
                    self.note_member_alone(elapsed_ms);
                }
                self.show();
                self.assess();
            }
            Err(problem) if self.is_candidate(guid) => {
                self.candidate_failed(guid, problem, elapsed_ms);
            }
            Err(problem) => self.read_failed(guid, "member", problem, elapsed_ms),
        }
    }

    /// Without a status beside it, the member is what MX says.
    fn note_member_alone(&mut self, elapsed_ms: u32) {
        let alone = self
            .current
            .as_ref()
            .filter(|member| !member.is_asked(Read::Status));
        let Some(member) = alone.and_then(|member| member.member.as_ref()) else {
            return;
        };
        let words = format!(
            "MX says: {}",
            short_status(member.connection_status.as_ref())
        );
        self.note_api(Tone::Neutral, "member", words, elapsed_ms);
    }

    fn confirmed(&mut self, elapsed_ms: u32) {
        let Some(candidate) = self.candidate.take() else {
            return;
        };
        let words = "MX confirms that the connection is this customer's";
        self.note_api(Tone::Good, "member", words, elapsed_ms);
        let has_more_to_come = !candidate.in_flight.is_empty();
        self.make_current(candidate);
        self.release_held();
        if self.start_run() {
            return;
        }
        if self.is_open() {
            self.poll_slowly();
        } else if !has_more_to_come {
            self.poll_soon();
        }
    }

    fn candidate_failed(&mut self, guid: &str, problem: MxProblem, elapsed_ms: u32) {
        if problem.kind == MxProblemKind::NotFound {
            let words = "MX does not know that connection for this customer";
            self.note_api(Tone::Bad, "member", words, elapsed_ms);
            self.candidate = None;
            // The journal keeps one member: the one that is this user's, if there is one.
            if let Some(current) = &self.current {
                self.out
                    .push(Effect::Journal(Note::Member(current.guid.clone())));
            }
            self.foreign.insert(guid.to_owned());
            self.never_open_on(guid);
            self.release_held();
            if self.run.is_some() {
                // The session was about this one and no other.
                return self.member_is_gone();
            }
            return self.check_known();
        }
        self.note_api(Tone::Bad, "member", problem.to_string(), elapsed_ms);
        if self.phase == SessionPhase::Checking && !problem.kind.is_transient() {
            return self.fail_checking(problem.into());
        }
        self.outlives(problem);
        let failures = self
            .candidate
            .as_ref()
            .map_or(0, |candidate| candidate.failures)
            + 1;
        let at = self.now + self.backoff(failures);
        if let Some(candidate) = &mut self.candidate {
            candidate.failures = failures;
            candidate.next_poll_at = Some(at);
        }
    }

    pub(super) fn status_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<MemberStatus>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Status) else {
            return;
        };
        if self.phase == SessionPhase::Done {
            let result = result.map(|status| Standing::of(status.value, asked));
            return self.inquiry_status(result, elapsed_ms);
        }
        let status = match result {
            Ok(status) => status,
            Err(problem) => return self.read_failed(guid, "member_status", problem, elapsed_ms),
        };
        let words = format!(
            "MX says: {}",
            short_status(status.value.connection_status.as_ref())
        );
        let class = advice_for(status.value.connection_status.as_ref()).class;
        let is_in_the_way = matches!(class, StatusClass::Waiting | StatusClass::Final);
        let tone = match class {
            StatusClass::Connected => Tone::Good,
            StatusClass::Working => Tone::Neutral,
            StatusClass::Waiting | StatusClass::Final => Tone::Attention,
        };
        let mode = self.begin.mode;
        if let Some(member) = self.slot(guid) {
            member.answers_came();
            member.keep_status(status, asked, mode);
        }
        if self.is_candidate(guid) {
            return;
        }
        self.reached();
        self.note_api(tone, "member_status", words, elapsed_ms);
        // Its status alone doesn't say why.
        let is_unexplained = self.current.as_ref().is_some_and(|it| !it.is_explained());
        if is_in_the_way && is_unexplained && self.is_open() {
            self.ask(guid, &[Read::Member]);
        }
        self.assess();
    }

    pub(super) fn numbers_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<Vec<AccountNumber>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Numbers) else {
            return;
        };
        let is_current = self.current.as_ref().is_some_and(|it| it.guid == guid);
        if self.phase == SessionPhase::Done || (is_current && self.has_dropped_numbers()) {
            return self.numbers_read_anew(result, elapsed_ms);
        }
        match result {
            Ok(numbers) => {
                let sent = numbers.value.len();
                let words = format!("MX sent {}", count(sent, "number", "numbers"));
                if let Some(member) = self.slot(guid) {
                    member.answers_came();
                    member.keep_numbers(asked, numbers);
                }
                self.read_well(guid, "account_numbers", words, elapsed_ms);
            }
            // The member's own list has numbers: the account's would have been the surer answer.
            Err(problem)
                if problem.kind != MxProblemKind::NotFound
                    && self
                        .slot(guid)
                        .is_some_and(|member| member.asked_by_account && member.has_numbers()) =>
            {
                let words = problem.to_string();
                self.note_api(Tone::Attention, "account_numbers", words, elapsed_ms);
                self.assess();
            }
            Err(problem) => self.read_failed(guid, "account_numbers", problem, elapsed_ms),
        }
    }

    pub(super) fn accounts_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<Vec<Account>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Accounts) else {
            return;
        };
        if self.phase == SessionPhase::Done {
            return self.balances_answered(result, elapsed_ms);
        }
        match result {
            Ok(accounts) => {
                let sent = accounts.value.len();
                let accounts_sent = || count(sent, "account", "accounts");
                let mut words = format!("MX sent {}", accounts_sent());
                let is_verification = self.begin.mode == SessionMode::Verification;
                if let Some(member) = self.slot(guid) {
                    member.answers_came();
                    member.keep_accounts(asked, accounts);
                    let eligible = member.eligible_accounts().len();
                    if is_verification && eligible < sent {
                        words = format!(
                            "MX sent {}, of which {} can have numbers",
                            accounts_sent(),
                            eligible
                        );
                    }
                }
                self.read_well(guid, "accounts", words, elapsed_ms);
            }
            // In verification the names are a comfort: the numbers are shown without them.
            Err(problem)
                if self.begin.mode == SessionMode::Verification
                    && problem.kind != MxProblemKind::NotFound =>
            {
                self.note_api(Tone::Attention, "accounts", problem.to_string(), elapsed_ms);
                if let Some(member) = self.slot(guid) {
                    member.accounts_failed = true;
                }
                self.assess();
            }
            Err(problem) => self.read_failed(guid, "accounts", problem, elapsed_ms),
        }
    }

    fn read_well(&mut self, guid: &str, kind: &str, words: String, elapsed_ms: u32) {
        if self.is_candidate(guid) {
            return;
        }
        self.reached();
        self.note_api(Tone::Neutral, kind, words, elapsed_ms);
        self.assess();
    }

    /// MX answers: whatever stood in the way of that is over.
    pub(super) fn reached(&mut self) {
        if !self.is_finished() && self.api_problem.take().is_some() {
            self.show();
        }
    }

    fn read_failed(&mut self, guid: &str, kind: &str, problem: MxProblem, elapsed_ms: u32) {
        // Whose a candidate is, its own reading decides.
        if self.is_candidate(guid) || self.is_finished() {
            return;
        }
        if problem.kind == MxProblemKind::NotFound {
            self.note_api(Tone::Bad, kind, problem.to_string(), elapsed_ms);
            return self.member_is_gone();
        }
        let is_transient = problem.kind.is_transient();
        if self.phase == SessionPhase::Checking && !is_transient {
            self.note_api(Tone::Bad, kind, problem.to_string(), elapsed_ms);
            return self.fail_checking(problem.into());
        }
        self.back_off(kind, problem, elapsed_ms);
    }

    /// The same question may well be answered a little later.
    pub(super) fn back_off(&mut self, kind: &str, problem: MxProblem, elapsed_ms: u32) {
        self.note_api(Tone::Bad, kind, problem.to_string(), elapsed_ms);
        self.outlives(problem);
        let failures = self.current.as_ref().map_or(0, |member| member.failures) + 1;
        let at = self.now + self.backoff(failures);
        if let Some(member) = &mut self.current {
            member.failures = failures;
            member.not_before = at;
            member.next_poll_at = Some(at);
        }
    }

    /// The member was deleted, in the widget or elsewhere.
    pub(super) fn member_is_gone(&mut self) {
        if let Some(member) = self.current.take() {
            self.never_open_on(&member.guid);
        }
        if self.conclusion.take().is_some() {
            self.result = None;
            self.requests = Requests::default();
            self.numbers = HeldNumbers::default();
        }
        if self.phase != SessionPhase::Checking {
            return;
        }
        self.end(
            SessionPhase::Stopped,
            EndingKind::Removed,
            "The connection was removed at MX. Open a new widget, or start over.".to_owned(),
        );
        self.stop_actions = vec![
            SessionAction::Reopen,
            SessionAction::StartOver,
            SessionAction::Finish,
        ];
    }
}
