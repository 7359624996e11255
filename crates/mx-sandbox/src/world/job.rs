//! Jobs, and how they unfold over time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    bank::{ChallengeKind, Verdict},
    institution::Product,
    status::ConnectionStatus,
};

/// What kind of work is done at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobKind {
    /// Accounts, balances, transactions.
    Aggregation,
    /// Account and routing numbers.
    Verification,
    /// Who owns the accounts.
    Identification,
    /// Transactions of up to 24 months.
    History,
    /// Statements.
    Statement,
    /// Balances alone.
    Balance,
    /// Several of these at once, by the products of a request.
    Combination,
}

impl JobKind {
    /// MX's number for it (MX docs, job types).
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Aggregation => 0,
            Self::Verification => 1,
            Self::Identification => 2,
            Self::History => 3,
            Self::Statement => 4,
            Self::Balance => 7,
            Self::Combination => 11,
        }
    }
}

/// A piece of work at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What for.
    pub kind: JobKind,
    /// Whether account numbers are read.
    pub numbers: bool,
    /// Whether transactions are read as well.
    pub transactions: bool,
    /// Whether transactions of up to 24 months are read.
    pub history: bool,
    /// Whether the owner's identity is read as well.
    pub identity: bool,
}

impl Job {
    /// Reads accounts and transactions.
    #[must_use]
    pub fn aggregation() -> Self {
        Self {
            transactions: true,
            ..Self::only(JobKind::Aggregation)
        }
    }

    /// Reads accounts and their numbers.
    #[must_use]
    pub fn verification() -> Self {
        Self {
            numbers: true,
            ..Self::only(JobKind::Verification)
        }
    }

    /// Reads who owns the accounts.
    #[must_use]
    pub fn identification() -> Self {
        Self {
            identity: true,
            ..Self::only(JobKind::Identification)
        }
    }

    /// Reads transactions of up to 24 months.
    #[must_use]
    pub fn history() -> Self {
        Self {
            history: true,
            ..Self::only(JobKind::History)
        }
    }

    /// Fetches statements.
    #[must_use]
    pub fn statement() -> Self {
        Self::only(JobKind::Statement)
    }

    /// Reads balances.
    #[must_use]
    pub fn balance() -> Self {
        Self::only(JobKind::Balance)
    }

    /// What the institution must offer for it; nothing for the jobs every one can do.
    #[must_use]
    pub fn product(self) -> Option<Product> {
        match self.kind {
            JobKind::Aggregation | JobKind::Balance => None,
            JobKind::Verification => Some(Product::AccountVerification),
            JobKind::Combination => self.numbers.then_some(Product::AccountVerification),
            JobKind::Identification => Some(Product::IdentityVerification),
            JobKind::History => Some(Product::TransactionHistory),
            JobKind::Statement => Some(Product::Statements),
        }
    }

    pub(crate) fn only(kind: JobKind) -> Self {
        Self {
            kind,
            numbers: false,
            transactions: false,
            history: false,
            identity: false,
        }
    }
}

/// One thing that happens to a member while a job runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// The bank accepted the login: CONNECTED, while the job goes on.
    Connected,
    /// Accounts can be read.
    Accounts,
    /// Account numbers can be read.
    Numbers,
    /// Owners can be read.
    Owners,
    /// Transactions can be read.
    Transactions,
    /// Older transactions can be read.
    History,
    /// The job ended well.
    Finished,
    /// The job ended badly.
    Failed {
        status: ConnectionStatus,
        error_code: Option<u32>,
    },
    /// The bank asks something.
    Challenged(ChallengeKind),
    /// The bank verifies one account and asks which.
    SelectAccount,
    /// Nobody answered.
    Expired,
}

/// Where a job starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// The first time, or after new credentials: the bank is asked to sign in.
    SignIn,
    /// After an answered challenge, where signing in goes on.
    Resumed,
    /// The member's data is here already.
    Again,
    /// Signed in at the bank itself a moment ago.
    Authorized,
}

/// What there is to read at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Yield {
    /// Whether any account has a number.
    pub(crate) numbers: bool,
    /// Whether the bank verifies a single account and hasn't been told which.
    pub(crate) select: bool,
    /// Whether there are so many transactions that MX is at them after the job has ended.
    pub(crate) throng: bool,
}

/// MX Bank's first run takes about 14 s live, a repeated one under 5 s.
const SIGN_IN: u64 = 4_000;
/// Longer than the 3 s after which the Connect page polls first, so that it sees RESUMED and CREATED
/// before what follows, as MX's widget does.
const RESUME: u64 = 4_000;
const REFUSED: u64 = 4_000;
const SIGN_IN_AGAIN: u64 = 1_000;
/// MX names no number; banks keep a code valid for a few minutes.
const CHALLENGE_EXPIRES: u64 = 300_000;

/// How long MX is at very many transactions. It names no number.
const LONGER_THAN_THE_JOB: u64 = 10_000;

/// "No eligible accounts" (MX docs, actionable errors).
const NO_ELIGIBLE_ACCOUNTS: u32 = 1000;

/// What will happen, at live-like times counted from the job's start.
pub(crate) fn unfold(
    verdict: Verdict,
    job: Job,
    start: Start,
    there: Yield,
) -> Vec<(Duration, Step)> {
    let millis = |live: u64, step| (Duration::from_millis(live), step);
    match verdict {
        Verdict::Refused(status) => vec![millis(
            REFUSED,
            Step::Failed {
                status,
                error_code: None,
            },
        )],
        Verdict::Challenged(kind) => {
            let asked = if start == Start::Resumed {
                RESUME
            } else {
                SIGN_IN
            };
            vec![
                millis(asked, Step::Challenged(kind)),
                millis(asked + CHALLENGE_EXPIRES, Step::Expired),
            ]
        }
        Verdict::Accepted => {
            let (connected, pace) = match start {
                Start::SignIn => (SIGN_IN, 2_500),
                Start::Resumed => (RESUME, 2_500),
                Start::Again => (SIGN_IN_AGAIN, 800),
                Start::Authorized => (0, 2_500),
            };
            let mut steps = vec![millis(connected, Step::Connected)];
            let mut at = connected + pace;
            steps.push(millis(at, Step::Accounts));
            if job.numbers {
                if there.select {
                    let asked = at + pace;
                    steps.push(millis(asked, Step::SelectAccount));
                    steps.push(millis(asked + CHALLENGE_EXPIRES, Step::Expired));
                    return steps;
                }
                if !there.numbers {
                    // Which status goes with code 1000 is published nowhere; FAILED is a guess.
                    let failed = Step::Failed {
                        status: ConnectionStatus::Failed,
                        error_code: Some(NO_ELIGIBLE_ACCOUNTS),
                    };
                    steps.push(millis(at + pace, failed));
                    return steps;
                }
                at += pace;
                steps.push(millis(at, Step::Numbers));
            }
            if job.identity {
                at += pace;
                steps.push(millis(at, Step::Owners));
            }
            let reads = job.transactions || job.history;
            let read = if job.history {
                Step::History
            } else {
                Step::Transactions
            };
            if reads && !there.throng {
                at += pace;
                steps.push(millis(at, read));
            }
            let shortest = connected + 3 * pace;
            let end = at.max(shortest) + pace;
            steps.push(millis(end, Step::Finished));
            if reads && there.throng {
                steps.push(millis(end + LONGER_THAN_THE_JOB, read));
            }
            steps
        }
    }
}
