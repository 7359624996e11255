//! The audit log: who saw, copied, saved or deleted what, when and why.
//!
//! Entries form a chain: each carries a SHA-256 over itself and the entry before it, and how many
//! there are, with the last one's hash, is noted in a file beside the log. [`check`] finds an entry
//! that was changed, taken out, put in or moved, and a log that was cut short. It can't find a log
//! that was rewritten together with that file by somebody who knows how: whoever needs that keeps
//! the fingerprint of the last entry elsewhere (it is in every verdict and every report).
//!
//! Nothing here is ever deleted by the app: the retention period and the deletion of past sessions
//! are about the journal alone.

mod chain;
mod log;

pub(crate) use self::log::AuditLog;

use std::{path::Path, sync::Arc};

use crate::{
    desk::Desk,
    storage::StorageError,
    view::{AuditAction, AuditPage, AuditVerdict, Problem, ProblemCode},
};

/// Name of the log in the data directory.
pub(crate) const LOG: &str = "audit.sqlite";
/// Name of the note of how many entries there are, beside it.
pub(crate) const HEAD: &str = "audit.sqlite-head";
/// Longest subject or reason kept, in characters.
const LONGEST_TEXT: usize = 300;

/// What to write down; the log adds the number and the hash.
pub(crate) struct NewEntry {
    /// When, in milliseconds since the Unix epoch.
    pub(crate) at_ms: i64,
    /// The account of this computer's system.
    pub(crate) who: String,
    /// What was done.
    pub(crate) action: AuditAction,
    /// To what. Never a full number.
    pub(crate) subject: String,
    /// Why.
    pub(crate) reason: Option<String>,
}

impl Desk {
    /// Writes an entry into the audit log. `subject` says to what it was done: a customer's id, a
    /// mask, a file's name; never a full number, a URL or an owner's name.
    ///
    /// A failure is shown and stops nothing. Where nothing may happen without its entry, use
    /// [`Desk::audit_first`].
    pub fn audit(&self, action: AuditAction, subject: &str, reason: Option<&str>) {
        // It is in the view's `storage_problem`.
        let _: Result<(), Problem> = self.audit_first(action, subject, reason);
    }

    /// As [`Desk::audit`], for what must not happen without its entry.
    ///
    /// # Errors
    /// `storage_failed` when the entry could not be written.
    pub fn audit_first(
        &self,
        action: AuditAction,
        subject: &str,
        reason: Option<&str>,
    ) -> Result<(), Problem> {
        let entry = NewEntry {
            at_ms: self.0.ports.clock.now_ms(),
            who: plain(&self.0.ports.login.login_name()),
            action,
            subject: plain(subject),
            reason: reason.map(plain),
        };
        self.0.audit.append(&entry).map_err(|error| {
            self.report_storage(error);
            Problem::new(
                ProblemCode::StorageFailed,
                "The audit log can't be written, so this was not done.",
                error.problem().next_step,
            )
        })
    }

    /// A part of the audit log, newest first. `limit` is 500 at most.
    ///
    /// # Errors
    /// `storage_failed`.
    pub async fn read_audit(&self, offset: u32, limit: u32) -> Result<AuditPage, Problem> {
        let log = Arc::clone(&self.0.audit);
        away(move || log.page(offset, limit.min(500))).await
    }

    /// Checks every entry of the audit log against the one before it, and the last against the
    /// note of how many there are.
    ///
    /// # Errors
    /// `storage_failed` when the log can't be read at all.
    pub async fn verify_audit(&self) -> Result<AuditVerdict, Problem> {
        let log = Arc::clone(&self.0.audit);
        away(move || log.check()).await
    }
}

/// Checks the audit log in a data directory without opening the desk; nothing is written there.
///
/// # Errors
/// [`StorageError::Damaged`] when the file is no audit log (any more), [`StorageError::ReadOnly`]
/// when it can't be opened.
pub fn check(data_dir: &Path) -> Result<AuditVerdict, StorageError> {
    log::check_files(&data_dir.join(LOG), &data_dir.join(HEAD))
}

async fn away<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, StorageError> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(read).await {
        Ok(read) => read.map_err(StorageError::problem),
        Err(_) => Err(Problem::internal()),
    }
}

/// One line of bounded length.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST_TEXT)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests;
