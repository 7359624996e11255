//! Members: a user's connections to institutions.

use std::{collections::VecDeque, fmt};

use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    account::{Account, AccountNumber, account_types, open_accounts, read_numbers},
    bank::{Challenge, Verdict},
    clock::Clock,
    institution::Institution,
    job::{Job, Start, Step, Yield, unfold},
    random::guid,
    status::ConnectionStatus,
    widget::UseCase,
};

/// A connection as it stands at one moment.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) user_name: String,
    pub(crate) password: String,
}

/// A member with what only the simulator knows about it.
pub(crate) struct MemberRecord {
    pub(crate) member: Member,
    pub(crate) login: Login,
    pub(crate) accounts: Vec<Account>,
    pub(crate) numbers: Vec<AccountNumber>,
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
    pub(crate) fn new(user_guid: &str, institution: Institution, login: Login) -> Self {
        Self {
            member: Member {
                guid: guid("MBR"),
                id: None,
                user_guid: user_guid.to_owned(),
                institution,
                connection_status: ConnectionStatus::Created,
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
            },
            login,
            accounts: Vec::new(),
            numbers: Vec::new(),
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
            None if !self.accounts.is_empty() => Start::Again,
            _ => Start::SignIn,
        };
        let member = &mut self.member;
        if let Some(status) = status {
            member.connection_status = status;
        }
        member.is_being_aggregated = true;
        member.is_authenticated = false;
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
        let there = Yield {
            numbers: account_types(&member.institution)
                .iter()
                .any(|kind| kind.has_number()),
        };
        self.plan = unfold(verdict, job, start, there)
            .into_iter()
            .map(|(live, step)| (now + around.clock.scaled(live), step))
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
                    self.accounts =
                        open_accounts(&member.institution, around.customer, around.seed, at);
                }
                for account in &mut self.accounts {
                    account.updated_at = at;
                }
            }
            Step::Numbers => {
                member.has_processed_account_numbers = true;
                if self.numbers.is_empty() {
                    self.numbers = read_numbers(
                        &self.accounts,
                        &member.institution,
                        around.customer,
                        around.seed,
                    );
                }
            }
            Step::Transactions => member.has_processed_transactions = true,
            Step::Finished => {
                member.is_being_aggregated = false;
                member.successfully_aggregated_at = Some(at);
            }
            Step::Failed { status, error_code } => {
                member.is_being_aggregated = false;
                member.connection_status = status;
                member.error_code = error_code;
            }
            Step::Challenged(kind) => {
                member.is_being_aggregated = false;
                member.connection_status = ConnectionStatus::Challenged;
                member.challenges = vec![Challenge::new(kind)];
            }
            Step::Expired => {
                member.connection_status = ConnectionStatus::Expired;
                member.challenges.clear();
            }
        }
    }
}
