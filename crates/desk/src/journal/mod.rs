//! What must survive a crash: that a session was begun, for whom, and with which member.
//!
//! The member's guid is here before anything else is done with it, so that an app that was killed
//! can still ask MX how the session ended. There are no secrets here: no numbers, no widget URL,
//! no keys.

mod memory;
mod sqlite;

pub use self::{memory::MemoryJournal, sqlite::SqliteJournal};

use crate::{
    storage::StorageError,
    view::{EnvironmentKind, SessionMode},
};

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
    /// Name of the institution, once chosen.
    pub institution: Option<String>,
    /// Which MX.
    pub environment: EnvironmentKind,
    /// Host (and port) of that MX's API; the session can be settled only there.
    pub api_host: String,
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// With what it was begun for.
    Done,
    /// Without.
    Stopped,
}

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

    /// The institution was chosen.
    ///
    /// # Errors
    /// As above.
    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError>;

    /// An account number was shown in full. `mask` is its masked form.
    ///
    /// # Errors
    /// As above.
    fn note_reveal(&self, id: &str, mask: &str, at_ms: i64) -> Result<(), StorageError>;

    /// The session ended, and MX was asked how.
    ///
    /// # Errors
    /// As above.
    fn end(&self, id: &str, outcome: Outcome, at_ms: i64) -> Result<(), StorageError>;

    /// Sessions without an end, newest first.
    ///
    /// # Errors
    /// As above.
    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError>;

    /// Takes a session out, with all that is noted about it.
    ///
    /// # Errors
    /// As above.
    fn forget(&self, id: &str) -> Result<(), StorageError>;
}
