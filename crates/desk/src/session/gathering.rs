//! What an aggregation goes on with once the accounts are here: their transactions, page by page;
//! having MX read everything anew, and a longer history.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::{
    Effect, Machine, PageTaken, Question, inquiry::Topic, result::verified_accounts,
    tracked::Standing, words::count,
};
use crate::{
    mx::{Account, Answered, Job, MxProblem},
    numbers::HeldNumbers,
    transactions::{Span, groups},
    view::{
        AggregationView, GatheringView, Problem, ProblemCode, SessionMode, SessionPhase, Tone,
        TransactionsStanding, TransactionsState,
    },
};

/// MX aggregates a member once in this time after a success (MX docs, aggregation limits).
const REFRESH_APART_MS: i64 = 3 * 60 * 60 * 1_000;
/// MX's own test bank may be aggregated at any time (MX docs, test platform).
const EXEMPT: [&str; 2] = ["mxbank", "mx_bank_oauth"];
/// A history goes back 24 months (MX docs, extend history); a day more or less is MX's business.
const MONTHS_BACK: i64 = 25;

/// Something that is gathered after the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gathering {
    /// The transactions, as MX has them.
    Transactions,
    /// Accounts and transactions, anew at the bank.
    Refresh,
    /// Up to 24 months of transactions, at the bank.
    History,
}

impl Gathering {
    /// What MX is told to do first.
    pub(super) fn job(self) -> Option<Job> {
        match self {
            Self::Transactions => None,
            Self::Refresh => Some(Job::Aggregation),
            Self::History => Some(Job::History),
        }
    }
}

/// What was gathered.
#[derive(Default)]
pub(super) struct Gathered {
    /// Numbers the readings; pages of an earlier one are not taken.
    reading: u32,
    /// The page that is to be read next, and whether it is asked for.
    page: u32,
    is_asked: bool,
    /// Whether MX said that the transactions can be read.
    is_prepared: Option<bool>,
    state: TransactionsState,
    span: Span,
    read: u32,
    expected: Option<u32>,
    is_cut: bool,
    problem: Option<Problem>,
    refresh: Outcome,
    history: Outcome,
    /// When MX last succeeded at the bank, as far as it said since the accounts came.
    succeeded_at: Option<String>,
}

/// What came of a job.
#[derive(Default)]
struct Outcome {
    ended_at: Option<String>,
    nothing_new: bool,
    problem: Option<Problem>,
}

impl Gathered {
    /// What came in the way.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        [&self.problem, &self.refresh.problem, &self.history.problem]
            .into_iter()
            .flatten()
    }
}

impl Machine {
    /// Whether this can be gathered now.
    ///
    /// # Errors
    /// `not_now` before the accounts of an aggregation are there; `limit_reached` for a refresh
    /// less than three hours after the last.
    pub(crate) fn may_gather(&self, what: Gathering) -> Result<(), Problem> {
        if self.begin.mode != SessionMode::Aggregation || !self.may_inquire() {
            return Err(Problem::not_now(
                "The accounts are not here yet.",
                "Wait until an aggregation has ended with accounts.",
            ));
        }
        if what == Gathering::Refresh && self.refresh_allowed_at().is_some() {
            return Err(Problem::new(
                ProblemCode::LimitReached,
                "MX reads a connection again at most once every three hours.",
                "Wait until three hours have passed since MX last read it.",
            ));
        }
        Ok(())
    }

    /// What the person sees of all this.
    pub(crate) fn aggregation_view(&self) -> Option<AggregationView> {
        let result = self.result.as_ref()?;
        if self.begin.mode != SessionMode::Aggregation || self.phase != SessionPhase::Done {
            return None;
        }
        let gathered = &self.gathered;
        let view = |what, outcome: &Outcome| GatheringView {
            is_working: self.is_on(Topic::Gather(what)),
            allowed_at_ms: None,
            ended_at: outcome.ended_at.clone(),
            nothing_new: outcome.nothing_new,
            problem: outcome.problem.clone(),
        };
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let allowed_at_ms = self.refresh_allowed_at().map(|at| at as f64);
        Some(AggregationView {
            groups: groups(&result.accounts),
            transactions: TransactionsStanding {
                state: gathered.state,
                revision: gathered.span.revision,
                count: gathered.span.count,
                read: gathered.read,
                expected: gathered.expected,
                first_on: gathered.span.first_on.clone(),
                last_on: gathered.span.last_on.clone(),
                is_cut: gathered.is_cut,
                problem: gathered.problem.clone(),
            },
            refresh: GatheringView {
                allowed_at_ms,
                ..view(Gathering::Refresh, &gathered.refresh)
            },
            history: view(Gathering::History, &gathered.history),
        })
    }

    /// When MX does another refresh; none: now.
    fn refresh_allowed_at(&self) -> Option<i64> {
        let member = self.current.as_ref()?;
        let code = member.member.as_ref()?.institution_code.as_deref();
        if code.is_some_and(|code| EXEMPT.contains(&code)) {
            return None;
        }
        let succeeded = self.gathered.succeeded_at.clone();
        let succeeded: Timestamp = succeeded.or_else(|| member.obtained_at())?.parse().ok()?;
        let at = succeeded.as_millisecond() + REFRESH_APART_MS;
        (at > self.now).then_some(at)
    }

    pub(super) fn gather(&mut self, what: Gathering) {
        if self.may_gather(what).is_err() {
            return;
        }
        match what {
            Gathering::Transactions => {
                self.note_agent("transactions", "Agent had the transactions read again");
            }
            Gathering::Refresh => self.note_agent("aggregate", "Agent asked for a refresh"),
            Gathering::History => {
                self.note_agent("extend_history", "Agent asked for a longer history");
            }
        }
        *self.problem_of(what) = None;
        self.ask_about(Topic::Gather(what));
    }

    /// The accounts are here: the transactions follow.
    pub(super) fn gather_transactions(&mut self) {
        if self.begin.mode != SessionMode::Aggregation || !self.may_inquire() {
            return;
        }
        let standing = self
            .current
            .as_ref()
            .and_then(|member| member.standing.as_ref());
        self.gathered.is_prepared = standing.and_then(|standing| standing.transactions_ready);
        self.ask_about(Topic::Gather(Gathering::Transactions));
    }

    pub(super) fn problem_of(&mut self, what: Gathering) -> &mut Option<Problem> {
        match what {
            Gathering::Transactions => &mut self.gathered.problem,
            Gathering::Refresh => &mut self.gathered.refresh.problem,
            Gathering::History => &mut self.gathered.history.problem,
        }
    }

    /// A reading of the transactions begins. `false`: not while the desk is locked.
    pub(super) fn reading_begins(&mut self) -> bool {
        let gathered = &mut self.gathered;
        if self.is_locked {
            gathered.state = TransactionsState::Dropped;
            return false;
        }
        gathered.reading += 1;
        gathered.page = 1;
        gathered.is_asked = false;
        gathered.read = 0;
        gathered.expected = None;
        gathered.problem = None;
        gathered.state = if gathered.is_prepared == Some(true) {
            TransactionsState::Reading
        } else {
            TransactionsState::Waiting
        };
        true
    }

    /// Whether the pages can be read; else the status is asked for.
    pub(super) fn is_reading(&self) -> bool {
        self.gathered.state == TransactionsState::Reading
    }

    pub(super) fn ask_for_page(&mut self, guid: &str) {
        if std::mem::replace(&mut self.gathered.is_asked, true) {
            return;
        }
        self.out.push(Effect::ReadTransactions {
            member_guid: guid.to_owned(),
            reading: self.gathered.reading,
            page: self.gathered.page,
            from: earliest(self.now),
        });
    }

    /// What a status says about the transactions. A flag MX leaves out doesn't count against them.
    pub(super) fn gathering_stands(&mut self, standing: &Standing) {
        let gathered = &mut self.gathered;
        gathered.is_prepared = standing.transactions_ready;
        if standing.succeeded_at.is_some() {
            gathered.succeeded_at.clone_from(&standing.succeeded_at);
        }
        let is_waiting = gathered.state == TransactionsState::Waiting;
        let is_prepared = match standing.transactions_ready {
            Some(ready) => ready,
            None => standing.is_connected_and_idle(),
        };
        if is_waiting && is_prepared {
            gathered.state = TransactionsState::Reading;
        }
    }

    pub(super) fn page_answered(
        &mut self,
        reading: u32,
        page: u32,
        result: Result<PageTaken, MxProblem>,
        elapsed_ms: u32,
    ) {
        let gathered = &mut self.gathered;
        let is_expected = gathered.is_asked
            && (gathered.reading, gathered.page) == (reading, page)
            && self
                .inquiries
                .is_running(Topic::Gather(Gathering::Transactions));
        if !is_expected {
            return;
        }
        gathered.is_asked = false;
        let taken = match result {
            Ok(taken) => taken,
            Err(problem) => return self.inquiry_failed(problem, elapsed_ms),
        };
        gathered.read = taken.read;
        gathered.expected = Some(taken.total.max(taken.read));
        gathered.problem = None;
        let Some(span) = taken.span else {
            gathered.page += 1;
            self.inquiry_goes_on();
            return self.show();
        };
        gathered.is_cut = taken.is_cut;
        gathered.state = TransactionsState::Ready;
        let words = format!(
            "MX sent {}",
            count(span.count as usize, "transaction", "transactions")
        );
        gathered.span = span;
        self.note_api(Tone::Good, "transactions", words, elapsed_ms);
        self.inquiry_ended(None);
    }

    /// MX has read the bank anew, and these are the accounts now.
    pub(super) fn accounts_gathered(
        &mut self,
        what: Gathering,
        result: Result<Answered<Vec<Account>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let accounts = match result {
            Ok(accounts) => accounts,
            Err(problem) => return self.inquiry_failed(problem, elapsed_ms),
        };
        let sent = accounts.value.len();
        let words = format!("MX sent {}", count(sent, "account", "accounts"));
        self.note_api(Tone::Good, "accounts", words, elapsed_ms);
        if let (Some(member), Some(shown)) = (&mut self.current, &mut self.result) {
            self.requests.keep(Question::Accounts, accounts.receipts);
            // They came with balances of their own.
            self.requests.forget(Question::Balances);
            member.accounts = Some((self.asked.count, accounts.value));
            shown.accounts = verified_accounts(self.begin.mode, &HeldNumbers::default(), member);
            if self.gathered.succeeded_at.is_some() {
                shown.obtained_at.clone_from(&self.gathered.succeeded_at);
            }
        }
        let now = Timestamp::from_millisecond(self.now).ok();
        let outcome = match what {
            Gathering::History => &mut self.gathered.history,
            _ => &mut self.gathered.refresh,
        };
        outcome.ended_at = now.map(|now| now.to_string());
        outcome.nothing_new = self.inquiries.brought_nothing_new();
        self.inquiries.transactions_next();
        self.inquiry_ended(None);
    }

    /// A gathering ended with this problem, or well.
    pub(super) fn gathering_ended(&mut self, what: Gathering, has_failed: bool) {
        if what == Gathering::Transactions && has_failed {
            self.gathered.state = TransactionsState::Failed;
        }
    }

    /// The desk is locked: the transactions leave memory.
    pub(super) fn drop_transactions(&mut self) {
        if self.begin.mode != SessionMode::Aggregation || self.phase != SessionPhase::Done {
            return;
        }
        let gathered = &mut self.gathered;
        gathered.reading += 1;
        gathered.is_asked = false;
        gathered.state = TransactionsState::Dropped;
        gathered.span = Span {
            revision: gathered.span.revision + 1,
            ..Span::default()
        };
        self.inquiries
            .forget(Topic::Gather(Gathering::Transactions));
        self.next_inquiry();
    }

    /// The desk is unlocked: the transactions are read anew.
    pub(super) fn read_transactions_anew(&mut self) {
        if self.gathered.state == TransactionsState::Dropped && self.may_inquire() {
            self.ask_about(Topic::Gather(Gathering::Transactions));
        }
    }

    /// Pages of readings before this one are not wanted any more.
    pub(crate) fn reading(&self) -> u32 {
        self.gathered.reading
    }
}

fn earliest(now: i64) -> Date {
    let now = Timestamp::from_millisecond(now).unwrap_or_default();
    now.to_zoned(TimeZone::UTC)
        .date()
        .saturating_sub(MONTHS_BACK.months())
}
