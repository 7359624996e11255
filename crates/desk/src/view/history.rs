//! What this desk did before: past sessions, and the log of who saw what.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EndingKind, EnvironmentKind, HandOver, SessionMode, TimelineEntry};

/// Which past sessions to list. Every part narrows; empty parts don't.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct HistoryQuery {
    /// Part of the customer's id or of the institution's name, any case.
    pub text: String,
    /// Only sessions that ended so. `None`: however they ended.
    pub outcome: Option<OutcomeFilter>,
    /// Only sessions that began at or after this moment, milliseconds since the Unix epoch.
    pub from_ms: Option<f64>,
    /// Only sessions that began before this moment.
    pub until_ms: Option<f64>,
    /// How many of the newest to leave out.
    pub offset: u32,
    /// How many to answer with; 500 at most.
    pub limit: u32,
}

/// A choice of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OutcomeFilter {
    /// Ended with what it was begun for.
    Done,
    /// Ended without.
    Stopped,
    /// Waits for its test deposits.
    WaitingForDeposits,
    /// Has no end yet.
    Unfinished,
}

/// A part of the history.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HistoryPage {
    /// The sessions, newest first.
    pub rows: Vec<HistoryRow>,
    /// How many the query finds in all.
    pub total: u32,
    /// Where these begin among them.
    pub offset: u32,
}

/// One past session.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HistoryRow {
    /// The session's id.
    pub id: String,
    /// The company's own id of the customer.
    pub customer_id: String,
    /// Name of the institution, if one had been chosen.
    pub institution: Option<String>,
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// How the widget was handed over last.
    pub hand_over: HandOver,
    /// Which MX.
    pub environment: EnvironmentKind,
    /// Host of that MX's API.
    pub api_host: String,
    /// How it ended, or what it waits for; none while it has no end, or if a version of the app ended
    /// it that did not note how.
    pub ending: Option<EndingKind>,
    /// The same in one word.
    pub outcome: OutcomeFilter,
    /// Masks of the numbers it brought (`•••• 1234`).
    pub masks: Vec<String>,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
    /// When it ended, if it has.
    pub ended_at_ms: Option<f64>,
}

/// One past session, with all that is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HistoryDetails {
    /// The session.
    pub row: HistoryRow,
    /// MX's guid of the user, once it was known.
    pub user_guid: Option<String>,
    /// MX's guid of the member, once it was known.
    pub member_guid: Option<String>,
    /// MX's guid of the microdeposit, if it was about one.
    pub microdeposit_guid: Option<String>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// The form of an exported history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HistoryFormat {
    /// Comma-separated, with a header; safe to open in a spreadsheet.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// The form of a session's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportFormat {
    /// One page to put on file.
    Pdf,
    /// For another program.
    Json,
    /// For a spreadsheet: one line for each number.
    Csv,
}

/// A file the person saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SavedFile {
    /// Where it is, as the system writes it.
    pub path: String,
    /// How many rows or numbers it holds.
    pub count: u32,
}

/// A part of the audit log, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<AuditEntryView>,
    /// How many there are in all.
    pub total: u32,
    /// How many newer ones were left out.
    pub offset: u32,
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditEntryView {
    /// Counts up from 1, without a gap.
    pub seq: u32,
    /// When, in milliseconds since the Unix epoch.
    pub at_ms: f64,
    /// The account of this computer's system that did it.
    pub who: String,
    /// What was done; none if this version of the app doesn't know it.
    pub action: Option<AuditAction>,
    /// To what: a customer's id, a mask, a file's name. Never a full number.
    pub subject: String,
    /// Why, if a reason was asked for.
    pub reason: Option<String>,
}

/// What is worth an entry in the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AuditAction {
    /// A number was shown in full.
    Reveal,
    /// A number was copied.
    Copy,
    /// MX was asked who owns the accounts.
    ReadOwners,
    /// A report was saved with masked numbers.
    ReportMasked,
    /// A report was saved with full numbers.
    ReportFull,
    /// The history was exported.
    ExportHistory,
    /// Transactions were exported.
    ExportTransactions,
    /// Presets of the widget's options were exported.
    ExportPresets,
    /// The recording of a session was exported.
    ExportRecording,
    /// A widget's address was copied or shown, to be handed over.
    HandOverLink,
    /// A customer was created at MX.
    CreateCustomer,
    /// A customer was changed at MX.
    EditCustomer,
    /// A customer was deleted at MX.
    DeleteCustomer,
    /// A connection was deleted at MX.
    DeleteMember,
    /// Test deposits were deleted at MX.
    DeleteMicrodeposit,
    /// A past session was deleted here.
    DeleteHistory,
    /// A demonstration was begun anew: all sessions with the simulated MX were deleted.
    ResetDemonstration,
    /// Sessions older than the retention period were deleted here.
    Purge,
    /// Keys of a connection were saved or replaced.
    SaveKeys,
    /// Keys of a connection were removed.
    RemoveKeys,
    /// The log before this one could not be read; it was set aside, and this one begun.
    LogSetAside,
    /// The desk was locked, by hand or by itself.
    Lock,
    /// The desk was unlocked.
    Unlock,
}

/// Whether the audit log is as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditVerdict {
    /// Every entry fits the one before it, and the last is the one that was written last.
    pub intact: bool,
    /// How many entries were looked at.
    pub entries: u32,
    /// The first entry that doesn't fit, if any.
    pub first_bad: Option<u32>,
    /// The same in plain words.
    pub text: String,
}
