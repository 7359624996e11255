//! A journal that forgets at exit.

use std::sync::Mutex;

use super::{Journal, Outcome, SessionRecord};
use crate::{desk::locked, storage::StorageError};

/// Keeps sessions in memory: for tests, and for a run whose folder can't be written.
#[derive(Default)]
pub struct MemoryJournal {
    unfinished: Mutex<Vec<SessionRecord>>,
}

impl MemoryJournal {
    fn note(&self, id: &str, note: impl FnOnce(&mut SessionRecord)) -> Result<(), StorageError> {
        let mut records = locked(&self.unfinished);
        let record = records.iter_mut().find(|record| record.id == id);
        record.map(note).ok_or(StorageError::NoSuchSession)
    }
}

impl Journal for MemoryJournal {
    fn begin(&self, record: &SessionRecord) -> Result<(), StorageError> {
        locked(&self.unfinished).push(record.clone());
        Ok(())
    }

    fn note_user(&self, id: &str, user_guid: &str) -> Result<(), StorageError> {
        self.note(id, |record| record.user_guid = Some(user_guid.to_owned()))
    }

    fn note_member(&self, id: &str, member_guid: &str) -> Result<(), StorageError> {
        self.note(id, |record| {
            record.member_guid = Some(member_guid.to_owned());
        })
    }

    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError> {
        self.note(id, |record| record.institution = Some(name.to_owned()))
    }

    /// Leaves no trace: there is nobody to read it after this run.
    fn note_reveal(&self, _id: &str, _mask: &str, _at_ms: i64) -> Result<(), StorageError> {
        Ok(())
    }

    fn end(&self, id: &str, _outcome: Outcome, _at_ms: i64) -> Result<(), StorageError> {
        self.forget(id)
    }

    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError> {
        let mut records = locked(&self.unfinished).clone();
        records.sort_by_key(|record| std::cmp::Reverse(record.started_at_ms));
        Ok(records)
    }

    fn forget(&self, id: &str) -> Result<(), StorageError> {
        locked(&self.unfinished).retain(|record| record.id != id);
        Ok(())
    }
}
