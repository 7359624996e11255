//! What must survive a crash: that a session was begun, for whom, and with which member; and what
//! may be looked up later: how it ended and what happened in between.
//!
//! The member's guid is here before anything else is done with it, so that an app that was killed
//! can still ask MX how the session ended. There are no secrets here: no numbers, no widget URL,
//! no keys.

mod memory;
mod names;
mod schema;
mod search;
mod sqlite;

#[cfg(test)]
mod generator;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod years;

pub(crate) use self::names::{name_of, named};
pub use self::{memory::MemoryJournal, sqlite::SqliteJournal};

use crate::{
    storage::StorageError,
    view::{
        EndingKind, EnvironmentKind, HandOver, HistoryDetails, HistoryPage, HistoryQuery,
        HistoryRow, OutcomeFilter, SessionMode, TimelineEntry, TimelineSource, Tone, WidgetSetup,
    },
};

/// Rows in one page of the history at most.
const MOST_ROWS: u32 = 500;

/// Entries kept of one run of a session; then the oldest goes. As many as a session shows.
pub(crate) const MOST_ENTRIES: u32 = 300;

/// One session, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// The session's id.
    pub id: String,
    /// The company's own id of the customer.
    pub customer_id: String,
    /// MX's guid of the user, once known.
    pub user_guid: Option<String>,
    /// MX's guid of the member, once known.
    pub member_guid: Option<String>,
    /// MX's guid of the microdeposit the session is about, if it is about one.
    pub microdeposit_guid: Option<String>,
    /// How its deposits stood when MX was asked last; none before MX has said.
    pub deposits: Option<DepositsNote>,
    /// Name of the institution, once chosen.
    pub institution: Option<String>,
    /// Which MX.
    pub environment: EnvironmentKind,
    /// Host (and port) of that MX's API; the session can be settled only there.
    pub api_host: String,
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// How the widget reaches the customer.
    pub hand_over: HandOver,
    /// It was begun to verify `member_guid` again without the widget.
    pub without_widget: bool,
    /// When it was handed over so, or a link was made anew; none: when it began.
    pub handed_over_at_ms: Option<i64>,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
    /// The widget's options. They hold no secret.
    pub setup: WidgetSetup,
}

/// How the deposits of a session that waits for them stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepositsNote {
    /// MX's name of the status.
    pub status: String,
    /// When MX was asked, in milliseconds since the Unix epoch.
    pub asked_at_ms: i64,
}

/// One thing that happened in a session, as the journal keeps it: types, times and plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Counts up within one run of the session; an entry with the same number replaces the
    /// earlier one.
    pub seq: u32,
    /// When, in milliseconds since the Unix epoch.
    pub at_ms: i64,
    /// Where it came from.
    pub source: TimelineSource,
    /// How to colour it.
    pub tone: Tone,
    /// Machine-readable name.
    pub kind: String,
    /// The same in plain words.
    pub text: String,
}

/// What is done with each session of a long answer.
pub type EachRow<'a> = &'a mut dyn FnMut(HistoryRow) -> Result<(), StorageError>;

/// Keeps sessions. Calls block for the time one small write takes to reach the disk.
pub trait Journal: Send + Sync {
    /// A session begins.
    ///
    /// # Errors
    /// When it could not be written; so for every method here.
    fn begin(&self, record: &SessionRecord) -> Result<(), StorageError>;

    /// MX's guid of the user is known.
    ///
    /// # Errors
    /// [`StorageError::NoSuchSession`] when it was never begun.
    fn note_user(&self, id: &str, user_guid: &str) -> Result<(), StorageError>;

    /// MX's guid of the member is known.
    ///
    /// # Errors
    /// As above.
    fn note_member(&self, id: &str, member_guid: &str) -> Result<(), StorageError>;

    /// MX's guid of the microdeposit the session is about is known; none: it is about none any
    /// more. Until MX has said how another one stands, the session waits for nothing.
    ///
    /// # Errors
    /// As above.
    fn note_microdeposit(
        &self,
        id: &str,
        microdeposit_guid: Option<&str>,
    ) -> Result<(), StorageError>;

    /// The session waits for its deposits, and MX says how they stand. It has no end until it is
    /// given one.
    ///
    /// # Errors
    /// As above.
    fn note_deposits(&self, id: &str, deposits: &DepositsNote) -> Result<(), StorageError>;

    /// The institution was chosen.
    ///
    /// # Errors
    /// As above.
    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError>;

    /// The widget reaches the customer this way from now on, or by a new link.
    ///
    /// # Errors
    /// As above.
    fn note_hand_over(&self, id: &str, hand_over: HandOver, at_ms: i64)
    -> Result<(), StorageError>;

    /// The masks of the numbers the session brought.
    ///
    /// # Errors
    /// As above.
    fn note_masks(&self, id: &str, masks: &[String]) -> Result<(), StorageError>;

    /// What happened, in one of the session's runs (an app that was restarted begins another).
    /// `run` is the time it began, in milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// As above.
    fn note_timeline(&self, id: &str, run: i64, happened: &[Happened]) -> Result<(), StorageError>;

    /// The session ended, and MX was asked how.
    ///
    /// # Errors
    /// As above.
    fn end(&self, id: &str, ending: EndingKind, at_ms: i64) -> Result<(), StorageError>;

    /// Sessions without an end, newest first; among them those that wait for their deposits.
    ///
    /// # Errors
    /// As above.
    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError>;

    /// Takes a session out, with all that is noted about it.
    ///
    /// # Errors
    /// As above.
    fn forget(&self, id: &str) -> Result<(), StorageError>;

    /// Takes out sessions that ended before a moment, `most` of them; says how many. Those without
    /// an end stay.
    ///
    /// # Errors
    /// As above.
    fn purge(&self, before_ms: i64, most: u32) -> Result<u32, StorageError>;

    /// A part of the sessions the query finds, newest first.
    ///
    /// # Errors
    /// As above.
    fn search(&self, query: &HistoryQuery) -> Result<HistoryPage, StorageError>;

    /// Every session the query finds, one after the other, newest first; offset and limit don't
    /// count.
    ///
    /// # Errors
    /// As above, and those of `each`.
    fn each(&self, query: &HistoryQuery, each: EachRow<'_>) -> Result<(), StorageError>;

    /// All that is kept of a session; none if it isn't known.
    ///
    /// # Errors
    /// As above.
    fn details(&self, id: &str) -> Result<Option<HistoryDetails>, StorageError>;

    /// MX was asked for the balances of a member, so many times. What is too old to count is
    /// forgotten with it.
    ///
    /// # Errors
    /// As above.
    fn note_balance_checks(
        &self,
        member_guid: &str,
        times: u32,
        at_ms: i64,
    ) -> Result<(), StorageError>;

    /// Every time MX was asked for balances since a moment: of which member, and when.
    ///
    /// # Errors
    /// As above.
    fn balance_checks(&self, since_ms: i64) -> Result<Vec<(String, i64)>, StorageError>;
}

/// The old word for an ending: with what it was begun for, or without.
fn outcome(ending: EndingKind) -> OutcomeFilter {
    match ending {
        EndingKind::Verified => OutcomeFilter::Done,
        EndingKind::NothingConnected
        | EndingKind::NoEligibleAccounts
        | EndingKind::StillWorking
        | EndingKind::Waiting
        | EndingKind::AwaitingDeposits
        | EndingKind::DepositsFailed
        | EndingKind::Removed
        | EndingKind::Failed => OutcomeFilter::Stopped,
    }
}

/// A session's timeline out of the entries of all its runs, in order.
fn timeline(started_at_ms: i64, happened: impl Iterator<Item = Happened>) -> Vec<TimelineEntry> {
    happened
        .zip(0..)
        .map(|(entry, seq)| TimelineEntry {
            seq,
            at_ms: u32::try_from((entry.at_ms - started_at_ms).max(0)).unwrap_or(u32::MAX),
            source: entry.source,
            kind: entry.kind,
            text: entry.text,
            tone: entry.tone,
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
fn ms(at: i64) -> f64 {
    at as f64
}
