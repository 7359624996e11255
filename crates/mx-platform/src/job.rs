//! Jobs, followed to their end.

use std::{fmt, time::Duration};

use tokio::time::{Instant, sleep_until, timeout_at};

use crate::{
    ApiErrorKind, Challenge, ConnectionStatus, CredentialValue, Error, Member, MemberError,
    MemberStatus, Members, TlsFailure,
};

/// MX wants at least this between two readings of a status (MX docs, read member status).
const SHORTEST_INTERVAL: Duration = Duration::from_secs(3);
/// Readings that may fail in a row before following is given up.
const MAX_FAILED_READINGS: u32 = 5;
/// MX may not know for a moment what was just created (MX docs, errors).
const MAX_NOT_FOUND: u32 = 2;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JobKind {
    /// Reads accounts and transactions.
    Aggregation,
    /// Obtains account and routing numbers.
    Verification,
    /// Reads who owns the accounts.
    Identification,
    /// Reads up to 24 months of transactions.
    History,
    /// Fetches statements.
    Statements,
    /// Reads balances.
    Balance,
}

/// How a job ended, or why following it did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JobOutcome {
    /// Done: what the job was for can be read.
    Finished,
    /// The bank asks something. [`JobRun::answer`] it, then [`wait`](JobRun::wait) again; left
    /// alone, the member expires.
    Challenged(Vec<Challenge>),
    /// Over, without what the job was for.
    Failed {
        /// Where the connection stands; it says whose turn it is. `None` for a member without
        /// credentials.
        status: Option<ConnectionStatus>,
        /// What is wrong, where MX says it.
        error: Option<MemberError>,
    },
    /// Not over when the time was: [`wait`](JobRun::wait) again, now or another day.
    StillRunning,
}

/// A job of a member's, on its way.
///
/// ```no_run
/// # use mx_platform::{Client, Error, JobOutcome};
/// # async fn verify(client: Client, ask: impl Fn(&str) -> String) -> Result<(), Error> {
/// let mut run = client.members("USR-1").verify("MBR-1").await?;
/// loop {
///     match run.wait().await? {
///         JobOutcome::Finished => break,
///         JobOutcome::Challenged(challenges) => {
///             let answers: Vec<_> = challenges
///                 .iter()
///                 .filter_map(|challenge| {
///                     challenge.answer(ask(challenge.label.as_deref().unwrap_or_default()))
///                 })
///                 .collect();
///             run.answer(&answers).await?;
///         }
///         ended => {
///             eprintln!("{ended:?}");
///             return Ok(());
///         }
///     }
/// }
/// let numbers = client.account_numbers("USR-1").by_member("MBR-1").all().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "the job goes on by itself, but nobody learns how it ends"]
pub struct JobRun {
    members: Members,
    member: String,
    kind: JobKind,
    limit: Duration,
    interval: Duration,
    next_reading: Instant,
    status: Option<MemberStatus>,
    doubts: Doubts,
}

/// What only counts when it is seen twice in a row.
#[derive(Clone, Debug, Default)]
struct Doubts {
    /// The challenges just answered; MX may show them a last time.
    answered: Vec<Option<String>>,
    /// The last reading was a failure that MX gave no number.
    failure: bool,
}

impl fmt::Debug for JobRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobRun")
            .field("kind", &self.kind)
            .field("member", &self.member)
            .finish_non_exhaustive()
    }
}

impl JobRun {
    /// A job that was started just now. What its member's status was before the start says nothing,
    /// so the first reading waits.
    pub(crate) fn started(members: Members, member: String, kind: JobKind) -> Self {
        let mut run = Self::following(members, member, kind);
        run.next_reading = Instant::now() + run.pause();
        run
    }

    pub(crate) fn following(members: Members, member: String, kind: JobKind) -> Self {
        Self {
            members,
            member,
            kind,
            limit: Duration::from_secs(120),
            interval: SHORTEST_INTERVAL,
            next_reading: Instant::now(),
            status: None,
            doubts: Doubts::default(),
        }
    }

    /// How long one [`wait`](Self::wait) may take. Default: 2 minutes. A test bank takes some 14 s;
    /// a person who has to log in at their bank takes longer.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// How long to pause between two readings of the status; up to a fifth is added at random.
    /// Default, and least: MX's minimum of 3 s.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval.max(SHORTEST_INTERVAL);
        self
    }

    /// What the job does.
    #[must_use]
    pub fn kind(&self) -> JobKind {
        self.kind
    }

    /// The member, as it was named when the job was started or followed.
    #[must_use]
    pub fn member(&self) -> &str {
        &self.member
    }

    /// The newest reading of the member's status, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<&MemberStatus> {
        self.status.as_ref()
    }

    /// Waits for the job to end, by MX's rules (MX docs, connection statuses).
    ///
    /// Readings that fail are skipped, unless several do in a row. Dropping the future ends the
    /// waiting, not the job: it can be waited for again.
    ///
    /// # Errors
    /// What the readings failed with: at once when the next one would fail alike (401, 403, …).
    pub async fn wait(&mut self) -> Result<JobOutcome, Error> {
        let (members, member) = (self.members.clone(), self.member.clone());
        self.wait_for(|| members.status_once(&member)).await
    }

    /// Answers what the bank asks, see [`Challenge::answer`]. Then [`wait`](Self::wait) again.
    ///
    /// # Errors
    /// 400 when the member is no longer CHALLENGED, or any other [`Error`].
    pub async fn answer(&mut self, answers: &[CredentialValue]) -> Result<Member, Error> {
        let member = self.members.resume(&self.member, answers).await?;
        self.resumed();
        Ok(member)
    }

    fn resumed(&mut self) {
        let challenges = self.status.iter().flat_map(|status| &status.challenges);
        self.doubts = Doubts {
            answered: challenges.map(|challenge| challenge.guid.clone()).collect(),
            failure: false,
        };
        self.next_reading = Instant::now() + self.pause();
    }

    async fn wait_for<R>(&mut self, mut read: impl FnMut() -> R) -> Result<JobOutcome, Error>
    where
        R: Future<Output = Result<MemberStatus, Error>>,
    {
        let until = Instant::now() + self.limit;
        let mut failed = 0;
        let mut not_found = 0;
        loop {
            if self.next_reading > until {
                sleep_until(until).await;
                return Ok(JobOutcome::StillRunning);
            }
            sleep_until(self.next_reading).await;
            // Before the reading: whoever drops this future and waits again keeps to the interval.
            let pause = self.pause();
            self.next_reading = Instant::now() + pause;
            let Ok(reading) = timeout_at(until, read()).await else {
                return Ok(JobOutcome::StillRunning);
            };
            match reading {
                Ok(status) => {
                    (failed, not_found) = (0, 0);
                    let outcome = self.doubts.judge(self.kind, &status);
                    self.status = Some(status);
                    if let Some(outcome) = outcome {
                        return Ok(outcome);
                    }
                }
                Err(error) => {
                    failed += 1;
                    not_found += u32::from(error.api_kind() == Some(ApiErrorKind::NotFound));
                    let is_enough = failed >= MAX_FAILED_READINGS || not_found >= MAX_NOT_FOUND;
                    if is_enough || !may_be_skipped(&error) {
                        return Err(error);
                    }
                    if let Some(wait) = error.api().and_then(|api| api.retry_after) {
                        self.next_reading = Instant::now() + pause.max(wait);
                    }
                }
            }
        }
    }

    /// The time to the next reading: the interval and up to a fifth more, so that many runs don't
    /// ask in step.
    fn pause(&self) -> Duration {
        self.interval.mul_f64(1.0 + fastrand::f64() / 5.0)
    }
}

/// Whether the next reading may succeed where this one has failed.
fn may_be_skipped(error: &Error) -> bool {
    match error {
        Error::Api(api) => matches!(
            api.kind,
            ApiErrorKind::NotFound
                | ApiErrorKind::RateLimited
                | ApiErrorKind::Maintenance
                | ApiErrorKind::Server
        ),
        Error::Dns
        | Error::Connect
        | Error::ConnectionLost
        | Error::Tls {
            why: TlsFailure::Closed,
        }
        | Error::Timeout { .. }
        | Error::Decode { .. } => true,
        _ => false,
    }
}

impl Doubts {
    /// How the job ended by this reading, if it did.
    fn judge(&mut self, kind: JobKind, status: &MemberStatus) -> Option<JobOutcome> {
        let answered = std::mem::take(&mut self.answered);
        let had_failed = std::mem::take(&mut self.failure);
        let is_running = status.is_being_aggregated == Some(true);
        let has_number = status
            .error
            .as_ref()
            .is_some_and(|error| error.error_code.is_some());
        let failed = || JobOutcome::Failed {
            status: status.connection_status.clone(),
            error: status.error.clone(),
        };
        match &status.connection_status {
            Some(ConnectionStatus::Challenged) => {
                let challenges = &status.challenges;
                let is_old = !answered.is_empty()
                    && challenges.len() == answered.len()
                    && challenges.iter().all(|new| answered.contains(&new.guid));
                (!is_old && !challenges.is_empty())
                    .then(|| JobOutcome::Challenged(challenges.clone()))
            }
            Some(status) if status.is_working() => None,
            _ if is_running => None,
            Some(ConnectionStatus::Connected) => {
                let is_ready = kind != JobKind::Verification
                    || status.has_processed_account_numbers == Some(true);
                match (is_ready, has_number) {
                    (true, _) => Some(JobOutcome::Finished),
                    (false, true) => Some(failed()),
                    (false, false) => None,
                }
            }
            // Nobody has logged in yet, or it is a word whose meaning is unknown here.
            Some(ConnectionStatus::Pending | ConnectionStatus::Other(_)) => None,
            Some(_) | None => {
                self.failure = true;
                (has_number || had_failed).then(failed)
            }
        }
    }
}

#[cfg(test)]
mod tests;
