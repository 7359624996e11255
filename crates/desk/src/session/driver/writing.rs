//! What the driver writes into the journal.

use std::sync::{Arc, atomic::Ordering};

use super::Session;
use crate::{
    desk::{Desk, locked},
    journal::DepositsNote,
    session::Note,
    storage::StorageError,
};

impl Session {
    /// Writes down what must not be forgotten, before anything follows from it.
    pub(super) async fn journal(&self, desk: &Desk, note: Note) {
        let (journal, id) = (Arc::clone(&desk.0.journal), self.id.clone());
        let at_ms = desk.0.ports.clock.now_ms();
        self.write(desk, move || match note {
            Note::User(guid) => journal.note_user(&id, &guid),
            Note::Member(guid) => journal.note_member(&id, &guid),
            Note::Microdeposit(guid) => journal.note_microdeposit(&id, guid.as_deref()),
            Note::Deposits(status) => journal.note_deposits(
                &id,
                &DepositsNote {
                    status,
                    asked_at_ms: at_ms,
                },
            ),
            Note::Institution(name) => journal.note_institution(&id, &name),
            Note::HandOver(way) => journal.note_hand_over(&id, way, at_ms),
            Note::Masks(masks) => journal.note_masks(&id, &masks),
            Note::BalanceChecks(member, times) => {
                journal.note_balance_checks(&member, times, at_ms)
            }
            Note::End(ending) => journal.end(&id, ending, at_ms),
        })
        .await;
    }

    /// Writes down what happened since the last time.
    pub(super) async fn write_timeline(self: Arc<Self>, desk: Desk, run: i64) {
        let happened = locked(&self.machine).take_happened();
        if happened.is_empty() {
            return;
        }
        let (journal, id) = (Arc::clone(&desk.0.journal), self.id.clone());
        let write = move || journal.note_timeline(&id, run, &happened);
        self.write(&desk, write).await;
    }

    async fn write(
        &self,
        desk: &Desk,
        note: impl FnOnce() -> Result<(), StorageError> + Send + 'static,
    ) {
        let forgotten = Arc::clone(&self.forgotten);
        let note = move || match note() {
            Err(StorageError::NoSuchSession) if forgotten.load(Ordering::Acquire) => Ok(()),
            noted => noted,
        };
        write(desk, note).await;
    }
}

/// Writes to the journal away from the tasks that must not wait. A failure is shown and stops
/// nothing.
pub(crate) async fn write(
    desk: &Desk,
    note: impl FnOnce() -> Result<(), StorageError> + Send + 'static,
) {
    // A task that panicked has said so itself.
    if let Ok(Err(error)) = tokio::task::spawn_blocking(note).await {
        desk.report_storage(error);
    }
}
