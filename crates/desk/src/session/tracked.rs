//! A member, and what MX has said about it.

use std::collections::HashMap;

use connect_events::{ConnectionStatus, Step};

use super::{Question, Read, Requests};
use crate::{
    mx::{Account, AccountNumber, Answered, Member, MemberStatus},
    status::status_view,
    view::{SessionMode, StatusView, Turn},
};

/// Account types that can have numbers (MX docs, instant account verification).
const ELIGIBLE: [&str; 3] = ["CHECKING", "SAVINGS", "CHECKING_LINE_OF_CREDIT"];

/// A member, and what MX has said about it.
pub(super) struct Tracked {
    pub(super) guid: String,
    /// How it stood before the widget was opened, if it existed then.
    pub(super) before: Option<Before>,
    /// The widget says it is connected.
    pub(super) hinted_connected: bool,
    pub(super) member: Option<Member>,
    pub(super) standing: Option<Standing>,
    /// The question whose answer first said *finished*.
    pub(super) finished_since: Option<u64>,
    pub(super) numbers: Option<(u64, Vec<AccountNumber>)>,
    pub(super) accounts: Option<(u64, Vec<Account>)>,
    pub(super) accounts_failed: bool,
    /// The answers all this came with.
    pub(super) requests: Requests,
    pub(super) asked_by_account: bool,
    pub(super) idle_answers: u8,
    pub(super) in_flight: HashMap<Read, u64>,
    pub(super) next_poll_at: Option<i64>,
    /// No question before this, after a failure.
    pub(super) not_before: i64,
    pub(super) failures: u32,
}

/// How a member stood before the widget was opened.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Before {
    aggregated_at: Option<String>,
    /// Connected, and no job running: finding it so again is no news.
    was_done: bool,
}

impl Before {
    /// Connected, and no job running.
    pub(super) fn was_done(&self) -> bool {
        self.was_done
    }

    pub(super) fn of(member: &Member) -> Self {
        Self {
            aggregated_at: member.aggregated_at.clone(),
            was_done: member.connection_status == Some(ConnectionStatus::Connected)
                && member.is_being_aggregated != Some(true),
        }
    }
}

/// How a member stands, from its status or from the member itself.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) asked: u64,
    pub(super) from_status: bool,
    pub(super) status: Option<ConnectionStatus>,
    pub(super) is_working: bool,
    pub(super) numbers_ready: Option<bool>,
    pub(super) accounts_ready: Option<bool>,
    pub(super) transactions_ready: Option<bool>,
    pub(super) aggregated_at: Option<String>,
    pub(super) succeeded_at: Option<String>,
    pub(super) error_code: Option<i64>,
}

impl Standing {
    /// What a status says.
    pub(super) fn of(status: MemberStatus, asked: u64) -> Self {
        Self {
            asked,
            from_status: true,
            status: status.connection_status,
            is_working: status.is_being_aggregated == Some(true),
            numbers_ready: status.has_processed_account_numbers,
            accounts_ready: status.has_processed_accounts,
            transactions_ready: status.has_processed_transactions,
            aggregated_at: status.aggregated_at,
            succeeded_at: status.successfully_aggregated_at,
            error_code: status.error_code,
        }
    }

    /// MX is done with it, and done well. A flag MX leaves out doesn't count against it.
    pub(super) fn is_finished(&self, mode: SessionMode) -> bool {
        let readable = match mode {
            SessionMode::Verification => self.numbers_ready,
            SessionMode::Aggregation => self.accounts_ready,
        };
        self.is_connected_and_idle() && readable != Some(false)
    }

    pub(super) fn is_connected_and_idle(&self) -> bool {
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
            requests: Requests::default(),
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
        let standing = self.standing.as_ref();
        self.before = Some(Before {
            aggregated_at: standing.and_then(|standing| standing.aggregated_at.clone()),
            was_done: standing.is_some_and(Standing::is_connected_and_idle),
        });
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

    pub(super) fn forget_readings(&mut self) {
        self.finished_since = None;
        self.numbers = None;
        self.accounts = None;
        self.accounts_failed = false;
        self.requests.forget_readings();
        self.asked_by_account = false;
        self.idle_answers = 0;
        self.not_before = i64::MIN;
        self.failures = 0;
        // Answers still on their way are to questions from before.
        self.in_flight.clear();
    }

    /// The member was read since its status became what it is: MX's words and code go with it.
    pub(super) fn is_explained(&self) -> bool {
        let of_member = self.member.as_ref().map(|it| &it.connection_status);
        of_member == self.standing.as_ref().map(|it| &it.status)
    }

    pub(super) fn status_view(&self) -> Option<StatusView> {
        let standing = self.standing.as_ref()?;
        let message = self
            .member
            .as_ref()
            .filter(|_| self.is_explained())
            .and_then(|member| member.status_message.as_deref());
        Some(status_view(
            standing.status.as_ref(),
            standing.is_working,
            message,
        ))
    }

    /// What MX said last is overtaken by what the widget shows: it is how the connection stood before
    /// the widget opened (connected, or locked where the widget asks for the sign-in anew), or MX at
    /// work where the bank has come with a question meanwhile.
    pub(super) fn is_overtaken(&self, step: Option<&str>) -> bool {
        let Some(standing) = &self.standing else {
            return false;
        };
        let is_of_before = standing.is_connected_and_idle() && !self.is_fresh();
        let is_working = self.status_view().map(|it| it.turn) == Some(Turn::Mx);
        let is_locked = standing.status == Some(ConnectionStatus::Locked);
        is_of_before
            || (is_locked && step == Some(Step::EnterCreds.name()))
            || (is_working && step == Some(Step::Mfa.name()))
    }

    /// Where MX's widget leads once it has waited for MX (connect-widget-events, routing of a failed
    /// member). None: it waits on, or opened on what was connected already.
    pub(super) fn leads_to(&self) -> Option<Step> {
        use ConnectionStatus as S;
        let standing = self.standing.as_ref()?;
        if standing.is_connected_and_idle() {
            return self.is_fresh().then_some(Step::Connected);
        }
        let status = standing.status.as_ref()?;
        let turn = self.status_view()?.turn;
        // While the customer is at the bank's own page the widget waits for it, too.
        if !matches!(turn, Turn::Customer | Turn::CustomerAtBank) || *status == S::Pending {
            return None;
        }
        Some(match (status, standing.error_code) {
            (S::Denied, _) | (_, Some(2004 | 2005)) => Step::EnterCreds,
            (S::Challenged, _) | (_, Some(2001..=2003)) => Step::Mfa,
            _ => Step::ActionableError,
        })
    }

    /// MX's job ended because the bank has no account that can be verified (1000) or none at all
    /// (1001).
    pub(super) fn has_none_eligible(&self) -> bool {
        let standing = self.standing.as_ref().filter(|it| !it.is_working);
        let told = standing.map(|standing| {
            let member = self.member.as_ref().filter(|_| self.is_explained());
            [standing.error_code, member.and_then(|it| it.error_code)]
        });
        let mut codes = told.into_iter().flatten();
        codes.any(|code| matches!(code, Some(1000 | 1001)))
    }

    /// Its accounts that can have numbers.
    pub(super) fn eligible_accounts(&self) -> Vec<String> {
        let accounts = self.accounts.iter().flat_map(|(_, accounts)| accounts);
        let eligible = accounts.filter(|account| {
            let kind = account.kind.as_deref();
            kind.is_some_and(|kind| ELIGIBLE.contains(&kind))
        });
        eligible.map(|account| account.guid.clone()).collect()
    }

    /// When its last job began, as far as MX has said.
    pub(super) fn began(&self) -> Option<String> {
        let standing = self.standing.as_ref()?;
        let member = self.member.as_ref();
        standing
            .aggregated_at
            .clone()
            .or_else(|| member?.aggregated_at.clone())
    }

    pub(super) fn obtained_at(&self) -> Option<String> {
        let standing = self
            .standing
            .as_ref()
            .and_then(|standing| standing.succeeded_at.clone());
        standing.or_else(|| self.member.as_ref()?.successfully_aggregated_at.clone())
    }

    /// Whether *finished* is news: the member is new, was not done when the widget opened, was
    /// aggregated since, or the widget says so.
    pub(super) fn is_fresh(&self) -> bool {
        let Some(before) = &self.before else {
            return true;
        };
        let now = self
            .standing
            .as_ref()
            .and_then(|standing| standing.aggregated_at.as_ref());
        let is_aggregated_since = now.is_some() && now != before.aggregated_at.as_ref();
        self.hinted_connected || !before.was_done || is_aggregated_since
    }

    /// A status of the member's.
    pub(super) fn keep_status(
        &mut self,
        status: Answered<MemberStatus>,
        asked: u64,
        mode: SessionMode,
    ) {
        if self.stands(Standing::of(status.value, asked), mode) {
            self.requests.keep(Question::Status, status.receipts);
        }
    }

    /// Whether that is news, and not what an earlier question found.
    fn stands(&mut self, standing: Standing, mode: SessionMode) -> bool {
        // The status knows more than the member, and a later question more than an earlier one.
        let known = self.standing.as_ref();
        if known.is_some_and(|k| {
            k.asked > standing.asked || (k.asked == standing.asked && k.from_status)
        }) {
            return false;
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
        true
    }

    pub(super) fn keep_member(&mut self, member: Answered<Member>, asked: u64, mode: SessionMode) {
        let Answered {
            value: member,
            receipts,
        } = member;
        let says_how = self.stands(
            Standing {
                asked,
                from_status: false,
                status: member.connection_status.clone(),
                is_working: member.is_being_aggregated == Some(true),
                numbers_ready: None,
                accounts_ready: None,
                transactions_ready: None,
                aggregated_at: member.aggregated_at.clone(),
                succeeded_at: member.successfully_aggregated_at.clone(),
                error_code: member.error_code,
            },
            mode,
        );
        if says_how {
            self.requests.forget(Question::Status);
        }
        self.requests.keep(Question::Connection, receipts);
        self.member = Some(member);
    }

    /// The last proof is on its way: the status has nothing to add to it.
    pub(super) fn waits_for_data(&self) -> bool {
        let is_known = self
            .standing
            .as_ref()
            .is_some_and(|standing| standing.from_status);
        let is_reading = self.is_asked(Read::Numbers) || self.is_asked(Read::Accounts);
        self.finished_since.is_some() && is_known && is_reading
    }

    pub(super) fn has_numbers(&self) -> bool {
        let numbers = self.numbers.as_ref();
        numbers.is_some_and(|(_, numbers)| !numbers.is_empty())
    }

    /// Keeps what MX sent. An account that sends nothing doesn't undo what its member sent.
    pub(super) fn keep_numbers(&mut self, asked: u64, numbers: Answered<Vec<AccountNumber>>) {
        if !numbers.value.is_empty() || !self.asked_by_account || !self.has_numbers() {
            self.requests.keep(self.asks_numbers(), numbers.receipts);
            self.numbers = Some((asked, numbers.value));
        }
    }

    /// How its numbers are asked for.
    pub(super) fn asks_numbers(&self) -> Question {
        if self.asked_by_account {
            Question::NumbersByAccount
        } else {
            Question::Numbers
        }
    }

    pub(super) fn keep_accounts(&mut self, asked: u64, accounts: Answered<Vec<Account>>) {
        self.requests.keep(Question::Accounts, accounts.receipts);
        self.accounts = Some((asked, accounts.value));
    }

    pub(super) fn is_asked(&self, read: Read) -> bool {
        self.in_flight.contains_key(&read)
    }

    pub(super) fn answers_came(&mut self) {
        self.failures = 0;
        self.not_before = i64::MIN;
    }
}
