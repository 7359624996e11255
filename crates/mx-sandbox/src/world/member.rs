//! Members: a user's connections to institutions.

use std::{collections::VecDeque, fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{
    account::{Account, AccountNumber, account_types, currency, open_accounts, read_numbers},
    bank::{Challenge, Verdict, judge_login},
    clock::Clock,
    institution::{Character, Institution},
    job::{Job, JobKind, Start, Step, Yield, unfold},
    owner::{AccountOwner, read_owners},
    random::guid,
    status::ConnectionStatus,
    transaction::Span,
    widget::UseCase,
};

/// After so many failed sign-ins in a row MX stops trying (MX docs, connection statuses).
const FAILURES_BEFORE_PREVENTED: u8 = 3;
/// How long MX doesn't aggregate again after it did (MX docs, aggregation limits).
const THROTTLE: Duration = Duration::from_secs(3 * 60 * 60);
/// How many balance checks MX makes per [`BALANCE_WINDOW`] (MX docs, check balances).
const BALANCE_CHECKS: usize = 5;
const BALANCE_WINDOW: Duration = Duration::from_secs(2 * 60 * 60);

/// A connection as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// `MBR-…`.
    pub guid: String,
    /// The partner's own id.
    pub id: Option<String>,
    /// Whose it is.
    pub user_guid: String,
    /// Where.
    pub institution: Institution,
    /// Where it stands.
    pub connection_status: ConnectionStatus,
    /// Whether a job runs.
    pub is_being_aggregated: bool,
    /// Whether the bank accepted the login in the latest job.
    pub is_authenticated: bool,
    /// Whether the latest job's accounts can be read.
    pub has_processed_accounts: bool,
    /// Whether the latest job's account numbers can be read.
    pub has_processed_account_numbers: bool,
    /// Whether the latest job's transactions can be read.
    pub has_processed_transactions: bool,
    /// MX's code for what went wrong in the latest job, where it has one.
    pub error_code: Option<u32>,
    /// What the bank asks; empty unless CHALLENGED.
    pub challenges: Vec<Challenge>,
    /// The latest job.
    pub job: Option<Job>,
    /// `JOB-…` of the latest job.
    pub most_recent_job_guid: Option<String>,
    /// When the latest job started.
    pub aggregated_at: Option<Timestamp>,
    /// When a job last ended well.
    pub successfully_aggregated_at: Option<Timestamp>,
    /// Whatever the partner wrote.
    pub metadata: Option<String>,
    /// Whether it is kept out of the daily update.
    pub background_aggregation_is_disabled: bool,
    /// What it may be used for.
    pub use_cases: Vec<UseCase>,
    /// Whether one signs in at the bank instead of giving credentials to MX.
    pub is_oauth: bool,
    /// Whether it holds the accounts that the user added by hand.
    #[serde(default)]
    pub is_manual: bool,
    /// Where one signs in at the bank; only while that is open. It works once.
    pub oauth_window_uri: Option<String>,
}

/// What a partner sets on a member, beside its credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberAttributes {
    /// The partner's own id.
    pub id: Option<String>,
    /// Free text.
    pub metadata: Option<String>,
    /// Whether it is kept out of the daily update.
    pub background_aggregation_is_disabled: Option<bool>,
    /// What it may be used for.
    pub use_cases: Option<Vec<UseCase>>,
}

/// What a person typed into a sign-in form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Login {
    pub(crate) user_name: String,
    pub(crate) password: String,
}

/// A member with what only the simulator knows about it.
#[derive(Serialize, Deserialize)]
pub(crate) struct MemberRecord {
    pub(crate) member: Member,
    /// None where one signs in at the bank.
    pub(crate) login: Option<Login>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) numbers: Vec<AccountNumber>,
    pub(crate) owners: Vec<AccountOwner>,
    pub(crate) transactions: Option<Span>,
    /// The one account the bank was told to verify.
    selected_account: Option<String>,
    failures: u8,
    throttled_until: Option<Timestamp>,
    balance_checks: Vec<Timestamp>,
    #[serde(skip)]
    plan: VecDeque<(Instant, Step)>,
}

impl fmt::Debug for MemberRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MemberRecord")
            .field("member", &self.member)
            .finish_non_exhaustive()
    }
}

/// What a job needs to know of the world around it.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) clock: &'a Clock,
    pub(crate) seed: u64,
    /// The partner's id of the user, or the user's guid: numbers hang on it.
    pub(crate) customer: &'a str,
}

impl MemberRecord {
    pub(crate) fn new(user_guid: &str, institution: Institution, login: Option<Login>) -> Self {
        let is_oauth = login.is_none();
        Self {
            member: Member {
                guid: guid("MBR"),
                id: None,
                user_guid: user_guid.to_owned(),
                institution,
                connection_status: if is_oauth {
                    ConnectionStatus::Pending
                } else {
                    ConnectionStatus::Created
                },
                is_being_aggregated: false,
                is_authenticated: false,
                has_processed_accounts: false,
                has_processed_account_numbers: false,
                has_processed_transactions: false,
                error_code: None,
                challenges: Vec::new(),
                job: None,
                most_recent_job_guid: None,
                aggregated_at: None,
                successfully_aggregated_at: None,
                metadata: None,
                background_aggregation_is_disabled: false,
                use_cases: Vec::new(),
                is_oauth,
                is_manual: false,
                oauth_window_uri: None,
            },
            login,
            accounts: Vec::new(),
            numbers: Vec::new(),
            owners: Vec::new(),
            transactions: None,
            selected_account: None,
            failures: 0,
            throttled_until: None,
            balance_checks: Vec::new(),
            plan: VecDeque::new(),
        }
    }

    pub(crate) fn set(&mut self, attributes: MemberAttributes) {
        let member = &mut self.member;
        if attributes.id.is_some() {
            member.id = attributes.id;
        }
        if attributes.metadata.is_some() {
            member.metadata = attributes.metadata;
        }
        if let Some(disabled) = attributes.background_aggregation_is_disabled {
            member.background_aggregation_is_disabled = disabled;
        }
        if let Some(use_cases) = attributes.use_cases {
            member.use_cases = use_cases;
        }
    }

    /// Starts a job with what the bank makes of it. `status` is what the member shows from now on;
    /// none leaves it as it is.
    pub(crate) fn start(
        &mut self,
        job: Job,
        verdict: Verdict,
        status: Option<ConnectionStatus>,
        around: Surroundings<'_>,
    ) {
        let now = around.clock.now();
        let start = match status {
            Some(ConnectionStatus::Resumed) => Start::Resumed,
            Some(ConnectionStatus::Connected) => Start::Authorized,
            None if !self.accounts.is_empty() => Start::Again,
            _ => Start::SignIn,
        };
        let kinds = account_types(&self.member.institution, self.login.as_ref());
        let there = Yield {
            numbers: kinds.iter().any(|kind| kind.has_number()),
            select: self.member.institution.character == Character::SelectsAccount
                && self.selected_account.is_none(),
            throng: self.member.institution.character == Character::Thronged,
        };
        let slowness = self.member.institution.slowness();
        let member = &mut self.member;
        if let Some(status) = status {
            member.connection_status = status;
        }
        member.is_being_aggregated = true;
        member.is_authenticated = start == Start::Authorized;
        member.has_processed_accounts = false;
        member.has_processed_account_numbers = false;
        member.has_processed_transactions = false;
        member.error_code = None;
        member.challenges.clear();
        member.job = Some(job);
        if start != Start::Resumed {
            member.most_recent_job_guid = Some(guid("JOB"));
            member.aggregated_at = Some(around.clock.wall(now));
        }
        self.plan = unfold(verdict, job, start, there)
            .into_iter()
            .map(|(live, step)| (now + around.clock.scaled(live * slowness), step))
            .collect();
        self.settle(around);
    }

    /// What the bank makes of the credentials the member has.
    pub(crate) fn verdict(&self) -> Verdict {
        self.login.as_ref().map_or(Verdict::Accepted, |login| {
            judge_login(&self.member.institution, login)
        })
    }

    /// Whether MX answers a request for the job without starting one: it gave up on the member, the
    /// member waits for its owner at the bank, or the job ran a moment ago.
    pub(crate) fn declines(&mut self, job: Job, around: Surroundings<'_>) -> bool {
        let now = around.clock.wall(around.clock.now());
        let idle = self.member.is_manual
            || matches!(
                self.member.connection_status,
                ConnectionStatus::Prevented | ConnectionStatus::Pending
            );
        let since = around.clock.before(now, BALANCE_WINDOW);
        self.balance_checks.retain(|at| *at > since);
        let tired = match job.kind {
            JobKind::Aggregation => self.throttled_until.is_some_and(|until| now < until),
            JobKind::Balance => self.balance_checks.len() >= BALANCE_CHECKS,
            _ => false,
        };
        if !idle && !tired && job.kind == JobKind::Balance {
            self.balance_checks.push(now);
        }
        idle || tired
    }

    /// Takes the account the bank was told to verify; false if it doesn't have it.
    pub(crate) fn select_account(&mut self, account_guid: &str) -> bool {
        let known = self
            .accounts
            .iter()
            .any(|account| account.guid == account_guid && account.account_type.has_number());
        if known {
            self.selected_account = Some(account_guid.to_owned());
        }
        known
    }

    /// What will happen, counted from now.
    pub(crate) fn plan(&self, now: Instant) -> Vec<(Duration, Step)> {
        self.plan
            .iter()
            .map(|(due, step)| (due.saturating_duration_since(now), *step))
            .collect()
    }

    /// Takes up a saved plan again.
    pub(crate) fn resume_plan(&mut self, plan: Vec<(Duration, Step)>, now: Instant) {
        for challenge in &mut self.member.challenges {
            challenge.restore();
        }
        for account in &mut self.accounts {
            account.currency_code = currency(&self.member.institution);
        }
        self.plan = plan
            .into_iter()
            .map(|(after, step)| (now + after, step))
            .collect();
    }

    /// Lets everything happen that is due.
    pub(crate) fn settle(&mut self, around: Surroundings<'_>) {
        let now = around.clock.now();
        while self.plan.front().is_some_and(|(due, _)| *due <= now) {
            if let Some((due, step)) = self.plan.pop_front() {
                self.take(step, around, around.clock.wall(due));
            }
        }
    }

    fn read_transactions(&self, at: Timestamp) -> Span {
        let institution = &self.member.institution;
        Span::read(self.transactions, institution, self.login.as_ref(), at)
    }

    /// Lets everything happen now that would happen without anybody's doing.
    pub(crate) fn hurry(&mut self, around: Surroundings<'_>) {
        let at = around.clock.wall(around.clock.now());
        while let Some((_, step)) = self.plan.front().copied()
            && step != Step::Expired
        {
            self.plan.pop_front();
            self.take(step, around, at);
        }
    }

    fn take(&mut self, step: Step, around: Surroundings<'_>, at: Timestamp) {
        let member = &mut self.member;
        match step {
            Step::Connected => {
                member.is_authenticated = true;
                member.connection_status = ConnectionStatus::Connected;
            }
            Step::Accounts => {
                member.has_processed_accounts = true;
                if self.accounts.is_empty() {
                    let kinds = account_types(&member.institution, self.login.as_ref());
                    let (customer, seed) = (around.customer, around.seed);
                    self.accounts = open_accounts(&member.institution, kinds, customer, seed, at);
                }
                for account in &mut self.accounts {
                    account.updated_at = at;
                }
            }
            Step::Numbers => {
                member.has_processed_account_numbers = true;
                if self.numbers.is_empty() {
                    let mut numbers = read_numbers(
                        &self.accounts,
                        &member.institution,
                        around.customer,
                        around.seed,
                    );
                    if let Some(selected) = &self.selected_account {
                        numbers.retain(|number| number.account_guid == *selected);
                    }
                    self.numbers = numbers;
                }
            }
            Step::Owners => {
                if self.owners.is_empty() {
                    let (customer, seed) = (around.customer, around.seed);
                    self.owners = read_owners(&self.accounts, &member.institution, customer, seed);
                }
            }
            Step::Transactions => {
                member.has_processed_transactions = true;
                self.transactions = Some(self.read_transactions(at));
            }
            Step::History => {
                member.has_processed_transactions = true;
                self.transactions = Some(self.read_transactions(at).extended(at));
            }
            Step::Finished => {
                member.is_being_aggregated = false;
                member.successfully_aggregated_at = Some(at);
                self.failures = 0;
                let throttles = member
                    .job
                    .is_some_and(|job| job.kind == JobKind::Aggregation);
                // MX Bank is exempt.
                if throttles && !member.institution.is_mx_bank() {
                    self.throttled_until = Some(around.clock.after(at, THROTTLE));
                }
            }
            Step::Failed { status, error_code } => {
                let denied = status == ConnectionStatus::Denied;
                self.failures = if denied {
                    self.failures + 1
                } else {
                    self.failures
                };
                let gives_up = denied && self.failures >= FAILURES_BEFORE_PREVENTED;
                if gives_up {
                    self.failures = 0;
                }
                member.is_being_aggregated = false;
                member.connection_status = if gives_up {
                    ConnectionStatus::Prevented
                } else {
                    status
                };
                member.error_code = error_code;
            }
            Step::Challenged(kind) => {
                member.is_being_aggregated = false;
                member.connection_status = ConnectionStatus::Challenged;
                member.challenges = vec![Challenge::new(kind)];
            }
            Step::SelectAccount => {
                member.is_being_aggregated = false;
                member.connection_status = ConnectionStatus::Challenged;
                member.challenges = vec![Challenge::select_account(&self.accounts)];
            }
            Step::Expired => {
                member.connection_status = ConnectionStatus::Expired;
                member.challenges.clear();
            }
        }
    }
}
