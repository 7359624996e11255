//! The member a session is about: whose it is, how it stands, and what proves the end.

use std::collections::HashMap;

use connect_events::ConnectionStatus;

use super::{
    Effect, Machine, Note, Read,
    words::{count, short_status, shown_name},
};
use crate::{
    mx::{Account, AccountNumber, Member, MemberStatus, MxProblem, MxProblemKind},
    numbers::HeldNumbers,
    status::{StatusClass, advice_for, status_view},
    view::{
        EndingKind, InstitutionView, SessionAction, SessionMode, SessionPhase, StatusView, Tone,
    },
};

/// MX asks callers to wait this long between two status calls for one member (MX docs, members).
pub(super) const STATUS_APART_MS: i64 = 3_000;
/// Added to it, so that many desks don't ask in step.
const JITTER_MS: i64 = 600;
/// While the widget is on screen MX is asked this often, in case its messages get lost.
const SAFETY_NET_MS: i64 = 10_000;
/// Longest wait after failures.
const LONGEST_BACKOFF_MS: i64 = 20_000;
/// *Connected* without numbers, without a job, this many times in a row: there won't be any.
const IDLE_ANSWERS: u8 = 4;

/// Account types that can have numbers (MX docs, instant account verification).
const ELIGIBLE: [&str; 3] = ["CHECKING", "SAVINGS", "CHECKING_LINE_OF_CREDIT"];

/// A member, and what MX has said about it.
pub(super) struct Tracked {
    pub(super) guid: String,
    /// When it was last aggregated before the widget was opened, if it existed then.
    pub(super) before: Option<Option<String>>,
    /// The widget says it is connected.
    pub(super) hinted_connected: bool,
    pub(super) member: Option<Member>,
    standing: Option<Standing>,
    /// The question whose answer first said *finished*.
    finished_since: Option<u64>,
    numbers: Option<(u64, Vec<AccountNumber>)>,
    pub(super) accounts: Option<(u64, Vec<Account>)>,
    accounts_failed: bool,
    asked_by_account: bool,
    idle_answers: u8,
    in_flight: HashMap<Read, u64>,
    pub(super) next_poll_at: Option<i64>,
    /// No question before this, after a failure.
    not_before: i64,
    failures: u32,
}

/// How a member stands, from its status or from the member itself.
#[derive(Clone)]
struct Standing {
    asked: u64,
    from_status: bool,
    status: Option<ConnectionStatus>,
    is_working: bool,
    numbers_ready: Option<bool>,
    accounts_ready: Option<bool>,
    aggregated_at: Option<String>,
    succeeded_at: Option<String>,
    error_code: Option<i64>,
}

impl Standing {
    /// MX is done with it, and done well. A flag MX leaves out doesn't count against it.
    fn is_finished(&self, mode: SessionMode) -> bool {
        let readable = match mode {
            SessionMode::Verification => self.numbers_ready,
            SessionMode::Aggregation => self.accounts_ready,
        };
        self.is_connected_and_idle() && readable != Some(false)
    }

    fn is_connected_and_idle(&self) -> bool {
        self.status == Some(ConnectionStatus::Connected) && !self.is_working
    }
}

impl Tracked {
    pub(super) fn new(guid: &str) -> Self {
        Self {
            guid: guid.to_owned(),
            before: None,
            hinted_connected: false,
            member: None,
            standing: None,
            finished_since: None,
            numbers: None,
            accounts: None,
            accounts_failed: false,
            asked_by_account: false,
            idle_answers: 0,
            in_flight: HashMap::new(),
            next_poll_at: None,
            not_before: i64::MIN,
            failures: 0,
        }
    }

    /// What was read before belongs to what was before.
    pub(super) fn widget_opens_again(&mut self) {
        self.before = Some(self.standing.as_ref().and_then(|s| s.aggregated_at.clone()));
        self.hinted_connected = false;
        self.forget_readings();
        self.next_poll_at = None;
    }

    pub(super) fn check_begins(&mut self) {
        self.forget_readings();
        self.standing = self.standing.take().map(|standing| Standing {
            asked: 0,
            ..standing
        });
    }

    /// The session has ended: answers still on their way come too late.
    pub(super) fn expect_nothing(&mut self) {
        self.next_poll_at = None;
        self.in_flight.clear();
    }

    fn forget_readings(&mut self) {
        self.finished_since = None;
        self.numbers = None;
        self.accounts = None;
        self.accounts_failed = false;
        self.asked_by_account = false;
        self.idle_answers = 0;
        self.not_before = i64::MIN;
        self.failures = 0;
        // Answers still on their way are to questions from before.
        self.in_flight.clear();
    }

    pub(super) fn status_view(&self) -> Option<StatusView> {
        let standing = self.standing.as_ref()?;
        let message = self
            .member
            .as_ref()
            .filter(|member| member.connection_status == standing.status)
            .and_then(|member| member.status_message.as_deref());
        Some(status_view(
            standing.status.as_ref(),
            standing.is_working,
            message,
        ))
    }

    pub(super) fn obtained_at(&self) -> Option<String> {
        let standing = self
            .standing
            .as_ref()
            .and_then(|standing| standing.succeeded_at.clone());
        standing.or_else(|| self.member.as_ref()?.successfully_aggregated_at.clone())
    }

    /// Whether *finished* is news: the member is new, was aggregated since the widget opened, or
    /// the widget says so.
    fn is_fresh(&self) -> bool {
        let Some(before) = &self.before else {
            return true;
        };
        let now = self
            .standing
            .as_ref()
            .and_then(|standing| standing.aggregated_at.as_ref());
        self.hinted_connected || (now.is_some() && now != before.as_ref())
    }

    fn stands(&mut self, standing: Standing, mode: SessionMode) {
        // The status knows more than the member, and a later question more than an earlier one.
        let known = self.standing.as_ref();
        if known.is_some_and(|k| {
            k.asked > standing.asked || (k.asked == standing.asked && k.from_status)
        }) {
            return;
        }
        if standing.is_finished(mode) {
            self.finished_since.get_or_insert(standing.asked);
        } else {
            self.finished_since = None;
        }
        if standing.from_status && standing.is_connected_and_idle() && !standing.is_finished(mode) {
            self.idle_answers = self.idle_answers.saturating_add(1);
        } else if standing.from_status {
            self.idle_answers = 0;
        }
        self.standing = Some(standing);
    }

    fn keep_member(&mut self, member: Member, asked: u64, mode: SessionMode) {
        self.stands(
            Standing {
                asked,
                from_status: false,
                status: member.connection_status.clone(),
                is_working: member.is_being_aggregated == Some(true),
                numbers_ready: None,
                accounts_ready: None,
                aggregated_at: member.aggregated_at.clone(),
                succeeded_at: member.successfully_aggregated_at.clone(),
                error_code: member.error_code,
            },
            mode,
        );
        self.member = Some(member);
    }

    fn is_asked(&self, read: Read) -> bool {
        self.in_flight.contains_key(&read)
    }

    fn answers_came(&mut self) {
        self.failures = 0;
        self.not_before = i64::MIN;
    }
}

impl Machine {
    /// When a member that existed before the widget was opened was last aggregated.
    pub(super) fn baseline_of(&self, guid: &str) -> Option<Option<String>> {
        self.search.baseline.as_ref()?.get(guid).cloned()
    }

    fn slot(&mut self, guid: &str) -> Option<&mut Tracked> {
        [self.current.as_mut(), self.candidate.as_mut()]
            .into_iter()
            .flatten()
            .find(|member| member.guid == guid)
    }

    /// Makes a member that MX says is this user's the one the session is about.
    pub(super) fn adopt(&mut self, member: Member) {
        self.out
            .push(Effect::Journal(Note::Member(member.guid.clone())));
        let mut tracked = Tracked::new(&member.guid);
        tracked.before = self.baseline_of(&member.guid);
        self.asked.count += 1;
        tracked.keep_member(member, self.asked.count, self.begin.mode);
        self.make_current(tracked);
    }

    fn make_current(&mut self, tracked: Tracked) {
        if self.institution.is_none() {
            let name = tracked
                .member
                .as_ref()
                .and_then(|m| m.name.as_deref())
                .map(shown_name);
            self.institution = name
                .filter(|name| !name.is_empty())
                .map(|name| InstitutionView {
                    name,
                    code: tracked
                        .member
                        .as_ref()
                        .and_then(|m| m.institution_code.clone()),
                });
        }
        self.current = Some(tracked);
        self.show();
    }

    /// Reads the member under this user: the only proof that it is this user's.
    pub(super) fn ask_owner(&mut self, guid: &str) {
        self.ask(guid, &[Read::Member]);
    }

    /// Everything the end needs, in one round trip.
    pub(super) fn ask_everything(&mut self, guid: &str) {
        let reads: &[Read] = match self.begin.mode {
            SessionMode::Verification => {
                &[Read::Member, Read::Status, Read::Numbers, Read::Accounts]
            }
            SessionMode::Aggregation => &[Read::Member, Read::Status, Read::Accounts],
        };
        self.ask(guid, reads);
    }

    /// Asks, as one question, what is not asked already. A status asked for too recently is left
    /// out.
    pub(super) fn ask(&mut self, guid: &str, reads: &[Read]) {
        let may_ask_status = self.status_allowed_at(guid) <= self.now;
        self.asked.count += 1;
        let (asked, now) = (self.asked.count, self.now);
        let Some(member) = self.slot(guid) else {
            return;
        };
        let mut effects = Vec::new();
        let mut asks_status = false;
        for read in reads {
            if member.is_asked(*read) || (*read == Read::Status && !may_ask_status) {
                continue;
            }
            member.in_flight.insert(*read, asked);
            asks_status |= *read == Read::Status;
            effects.push(Effect::Read(*read, guid.to_owned()));
        }
        if asks_status {
            self.asked.status_at.insert(guid.to_owned(), now);
        }
        self.out.extend(effects);
    }

    fn status_allowed_at(&self, guid: &str) -> i64 {
        self.asked
            .status_at
            .get(guid)
            .map_or(i64::MIN, |at| at + STATUS_APART_MS)
    }

    fn jitter(&mut self) -> i64 {
        self.asked.jitter.i64(0..=JITTER_MS)
    }

    pub(super) fn backoff(&mut self, failures: u32) -> i64 {
        let doubled = STATUS_APART_MS.saturating_mul(1 << failures.saturating_sub(1).min(4));
        doubled.min(LONGEST_BACKOFF_MS) + self.jitter()
    }

    /// Asks for the status as soon as MX's minimum allows.
    pub(super) fn poll_soon(&mut self) {
        let jitter = self.jitter();
        let now = self.now;
        let Some(guid) = self.current.as_ref().map(|member| member.guid.clone()) else {
            return;
        };
        let allowed = self.status_allowed_at(&guid);
        let at = if allowed <= now {
            now
        } else {
            allowed + jitter
        };
        if let Some(member) = &mut self.current {
            let at = at.max(member.not_before);
            member.next_poll_at = Some(member.next_poll_at.map_or(at, |planned| planned.min(at)));
        }
    }

    /// The safety net while the widget is on screen.
    pub(super) fn poll_slowly(&mut self) {
        let at = self.now + SAFETY_NET_MS + self.jitter();
        if let Some(member) = &mut self.current {
            member.next_poll_at.get_or_insert(at);
        }
    }

    /// The widget says the current member is connected.
    pub(super) fn hinted_connected(&mut self) {
        let now = self.now;
        let Some(member) = &mut self.current else {
            return;
        };
        let said_before = std::mem::replace(&mut member.hinted_connected, true);
        // Once per opening at once; a widget that repeats itself is asked after like any other.
        if said_before || self.conclusion.is_some() || member.not_before > now {
            return self.poll_soon();
        }
        let guid = member.guid.clone();
        self.ask_everything(&guid);
    }

    /// Asks what is due.
    pub(super) fn poll(&mut self) {
        if !matches!(self.phase, SessionPhase::Open | SessionPhase::Checking) {
            return;
        }
        let now = self.now;
        let is_due = |member: &&mut Tracked| member.next_poll_at.is_some_and(|at| at <= now);
        if let Some(candidate) = self.candidate.as_mut().filter(is_due) {
            candidate.next_poll_at = None;
            let guid = candidate.guid.clone();
            self.ask_owner(&guid);
        }
        let Some(member) = self.current.as_mut().filter(is_due) else {
            return;
        };
        member.next_poll_at = None;
        if self.conclusion.is_some() {
            return;
        }
        let guid = member.guid.clone();
        if member.finished_since.is_some() && !member.is_asked(Read::Status) {
            // Finished, but something that proves it could not be read: try that again first.
            self.assess();
            let is_waiting = self
                .current
                .as_ref()
                .is_some_and(|m| !m.in_flight.is_empty());
            if is_waiting || !matches!(self.phase, SessionPhase::Open | SessionPhase::Checking) {
                return;
            }
        }
        if self.status_allowed_at(&guid) <= now {
            self.ask(&guid, &[Read::Status]);
        } else {
            self.poll_soon();
        }
    }

    fn take_question(&mut self, guid: &str, read: Read) -> Option<u64> {
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
        result: Result<Member, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Member) else {
            return;
        };
        let result = result.and_then(|member| {
            let user = self.customer.guid.as_deref();
            let is_ours = member
                .user_guid
                .as_deref()
                .is_none_or(|owner| Some(owner) == user);
            if is_ours && member.guid == guid {
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

    fn confirmed(&mut self, elapsed_ms: u32) {
        let Some(candidate) = self.candidate.take() else {
            return;
        };
        let words = "MX confirms that the connection is this customer's";
        self.note_api(Tone::Good, "member", words, elapsed_ms);
        let has_more_to_come = !candidate.in_flight.is_empty();
        self.make_current(candidate);
        self.release_held();
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
            return self.check_known();
        }
        self.note_api(Tone::Bad, "member", problem.to_string(), elapsed_ms);
        if self.phase == SessionPhase::Checking && !problem.kind.is_transient() {
            return self.fail_checking(problem.into());
        }
        self.api_problem = Some(problem.into());
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
        result: Result<MemberStatus, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Status) else {
            return;
        };
        let status = match result {
            Ok(status) => status,
            Err(problem) => return self.read_failed(guid, "member_status", problem, elapsed_ms),
        };
        let words = format!(
            "MX says: {}",
            short_status(status.connection_status.as_ref())
        );
        let tone = match status.connection_status {
            Some(ConnectionStatus::Connected) => Tone::Good,
            ref other => match advice_for(other.as_ref()).class {
                StatusClass::Working | StatusClass::Connected => Tone::Neutral,
                StatusClass::Waiting | StatusClass::Final => Tone::Attention,
            },
        };
        let mode = self.begin.mode;
        if let Some(member) = self.slot(guid) {
            member.answers_came();
            member.stands(
                Standing {
                    asked,
                    from_status: true,
                    status: status.connection_status,
                    is_working: status.is_being_aggregated == Some(true),
                    numbers_ready: status.has_processed_account_numbers,
                    accounts_ready: status.has_processed_accounts,
                    aggregated_at: status.aggregated_at,
                    succeeded_at: status.successfully_aggregated_at,
                    error_code: status.error_code,
                },
                mode,
            );
        }
        if self.is_candidate(guid) {
            return;
        }
        self.reached();
        self.note_api(tone, "member_status", words, elapsed_ms);
        self.assess();
    }

    pub(super) fn numbers_answered(
        &mut self,
        guid: &str,
        result: Result<Vec<AccountNumber>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Numbers) else {
            return;
        };
        match result {
            Ok(numbers) => {
                let words = format!("MX sent {}", count(numbers.len(), "number", "numbers"));
                if let Some(member) = self.slot(guid) {
                    member.answers_came();
                    member.numbers = Some((asked, numbers));
                }
                self.read_well(guid, "account_numbers", words, elapsed_ms);
            }
            Err(problem) => self.read_failed(guid, "account_numbers", problem, elapsed_ms),
        }
    }

    pub(super) fn accounts_answered(
        &mut self,
        guid: &str,
        result: Result<Vec<Account>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let Some(asked) = self.take_question(guid, Read::Accounts) else {
            return;
        };
        match result {
            Ok(accounts) => {
                let words = format!("MX sent {}", count(accounts.len(), "account", "accounts"));
                if let Some(member) = self.slot(guid) {
                    member.answers_came();
                    member.accounts = Some((asked, accounts));
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
    fn reached(&mut self) {
        if !self.is_finished() && self.api_problem.take().is_some() {
            self.show();
        }
    }

    fn read_failed(&mut self, guid: &str, kind: &str, problem: MxProblem, elapsed_ms: u32) {
        // Whose a candidate is, its own reading decides.
        if self.is_candidate(guid) || self.is_finished() {
            return;
        }
        self.note_api(Tone::Bad, kind, problem.to_string(), elapsed_ms);
        if problem.kind == MxProblemKind::NotFound {
            return self.member_is_gone();
        }
        let is_transient = problem.kind.is_transient();
        if self.phase == SessionPhase::Checking && !is_transient {
            return self.fail_checking(problem.into());
        }
        self.api_problem = Some(problem.into());
        let failures = self.current.as_ref().map_or(0, |member| member.failures) + 1;
        let at = self.now + self.backoff(failures);
        if let Some(member) = &mut self.current {
            member.failures = failures;
            member.not_before = at;
            member.next_poll_at = Some(at);
        }
    }

    /// The member was deleted, in the widget or elsewhere.
    fn member_is_gone(&mut self) {
        if let Some(member) = self.current.take() {
            self.never_open_on(&member.guid);
        }
        if self.conclusion.take().is_some() {
            self.result = None;
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

    /// Looks at everything MX has said about the current member, and goes on.
    pub(super) fn assess(&mut self) {
        let is_checking = self.phase == SessionPhase::Checking;
        if self.conclusion.is_some() || !(is_checking || self.is_open()) {
            return;
        }
        let Some(member) = &self.current else { return };
        let Some(standing) = member.standing.clone() else {
            return;
        };
        if member.finished_since.is_some() && (is_checking || member.is_fresh()) {
            return match self.begin.mode {
                SessionMode::Verification => self.assess_numbers(&standing),
                SessionMode::Aggregation => self.assess_accounts(),
            };
        }
        if is_checking {
            self.assess_unfinished(&standing);
        } else if member.hinted_connected {
            self.poll_soon();
        } else {
            self.poll_slowly();
        }
    }

    /// Finished, for a verification: the numbers prove it.
    fn assess_numbers(&mut self, standing: &Standing) {
        let Some(member) = &self.current else { return };
        // The status knows whether the numbers are all there; if it is on its way, it is waited
        // for.
        if member.is_asked(Read::Status) && !standing.from_status {
            return;
        }
        // Numbers read before MX was done may be some of them only.
        let since = member.finished_since.unwrap_or(u64::MAX);
        let Some((asked, numbers)) = member.numbers.as_ref().filter(|(asked, _)| *asked >= since)
        else {
            return self.ask_data(&[Read::Numbers, Read::Accounts]);
        };
        let held = HeldNumbers::new(numbers);
        let names_settled = member.accounts.is_some() || member.accounts_failed;
        if !held.is_empty() {
            if names_settled {
                self.conclude_verified(held);
            } else {
                self.ask_data(&[Read::Accounts]);
            }
        } else if !standing.from_status {
            self.poll_soon();
        } else if *asked <= standing.asked {
            // Asked in the same breath as the status: too early to mean anything.
            self.ask_data(&[Read::Numbers, Read::Accounts]);
        } else if !names_settled {
            self.ask_data(&[Read::Accounts]);
        } else {
            self.ask_by_account();
        }
    }

    /// MX is finished and there is nothing. While the widget is on screen and does not say that it
    /// is connected, that means nothing yet.
    fn nothing_to_read(&mut self) {
        let is_hinted = self
            .current
            .as_ref()
            .is_some_and(|member| member.hinted_connected);
        if self.is_open() && !is_hinted {
            return self.poll_slowly();
        }
        self.conclude_without_numbers();
    }

    /// The member has no numbers; its accounts may. The last question before *none*.
    fn ask_by_account(&mut self) {
        let Some(member) = &mut self.current else {
            return;
        };
        let accounts = member
            .accounts
            .as_ref()
            .map_or(&[][..], |(_, accounts)| accounts);
        let eligible: Vec<String> = accounts
            .iter()
            .filter(|account| {
                account
                    .kind
                    .as_deref()
                    .is_some_and(|kind| ELIGIBLE.contains(&kind))
            })
            .map(|account| account.guid.clone())
            .collect();
        if eligible.is_empty() || member.asked_by_account {
            return self.nothing_to_read();
        }
        if member.is_asked(Read::Numbers) || member.not_before > self.now {
            return;
        }
        member.asked_by_account = true;
        self.asked.count += 1;
        member.in_flight.insert(Read::Numbers, self.asked.count);
        let member_guid = member.guid.clone();
        self.out.push(Effect::ReadNumbersByAccount {
            member_guid,
            account_guids: eligible,
        });
    }

    /// Finished, for an aggregation: the accounts prove it.
    fn assess_accounts(&mut self) {
        let Some(member) = &self.current else { return };
        let since = member.finished_since.unwrap_or(u64::MAX);
        match member
            .accounts
            .as_ref()
            .filter(|(asked, _)| *asked >= since)
        {
            None => self.ask_data(&[Read::Accounts]),
            Some((_, accounts)) if accounts.is_empty() => {
                let is_late = member
                    .accounts
                    .as_ref()
                    .is_some_and(|(asked, _)| *asked > since);
                if is_late {
                    self.nothing_to_read();
                } else {
                    self.ask_data(&[Read::Accounts]);
                }
            }
            Some(_) => self.conclude_verified(HeldNumbers::default()),
        }
    }

    fn ask_data(&mut self, reads: &[Read]) {
        let Some(member) = &self.current else { return };
        if member.not_before > self.now {
            return;
        }
        let guid = member.guid.clone();
        let missing: Vec<Read> = reads
            .iter()
            .copied()
            .filter(|read| {
                let has_names = self.begin.mode == SessionMode::Verification
                    && (member.accounts.is_some() || member.accounts_failed);
                !(*read == Read::Accounts && has_names)
            })
            .collect();
        self.ask(&guid, &missing);
    }

    /// The widget is gone and MX is not (or not well) finished: wait, or say whose turn it is.
    fn assess_unfinished(&mut self, standing: &Standing) {
        let Some(member) = &self.current else { return };
        // What was known before the check began decides nothing, and MX's own words are worth
        // the wait.
        if standing.asked == 0 || member.is_asked(Read::Member) || member.is_asked(Read::Status) {
            return;
        }
        let status = standing.status.as_ref();
        let advice = advice_for(status);
        let is_challenged = status == Some(&ConnectionStatus::Challenged);
        let has_none_eligible = !standing.is_working
            && (is_none_eligible(standing.error_code)
                || member
                    .member
                    .as_ref()
                    .is_some_and(|m| is_none_eligible(m.error_code)));
        if has_none_eligible || member.idle_answers >= IDLE_ANSWERS {
            return self.conclude_without_numbers();
        }
        let waits = standing.is_working
            || matches!(advice.class, StatusClass::Working | StatusClass::Connected);
        if waits && !is_challenged {
            return self.poll_soon();
        }
        let actions = advice.actions.to_vec();
        self.end(
            SessionPhase::Stopped,
            EndingKind::Waiting,
            advice.meaning.to_owned(),
        );
        self.stop_actions = actions;
    }
}

/// MX's job ended because the bank has no account that can be verified (1000) or none at all
/// (1001).
fn is_none_eligible(error_code: Option<i64>) -> bool {
    matches!(error_code, Some(1000 | 1001))
}
