//! The sessions that wait for their deposits while nobody has them open.

use std::{sync::Arc, time::Duration};

use connect_events::MicrodepositStatus;

use super::{name_of, standing};
use crate::{
    desk::Desk,
    journal::{DepositsNote, SessionRecord},
    mx::{MxApi, MxProblem, MxProblemKind},
    session::write,
    storage::StorageError,
    view::{DepositStage, EndingKind, Problem, Turn, WaitingForDeposits},
};

/// How often MX is asked about them. They take days; whoever is at one of them opens it, and an open
/// session asks more often.
const ASKED_EVERY: Duration = Duration::from_secs(15 * 60);
/// Between two questions, so that a hundred of them are no burst.
const APART: Duration = Duration::from_millis(250);

impl Desk {
    /// Asks MX now and then how the deposits stand that sessions wait for, for as long as the app
    /// runs: when an MX is connected, and every quarter of an hour.
    pub async fn follow_deposits(self) {
        loop {
            // A pause cut short by a new connection is no loss.
            let due = self.0.deposits_due.notified();
            let _ = tokio::time::timeout(ASKED_EVERY, due).await;
            if self.refresh_deposits().await.is_err() {
                tracing::debug!("MX was not asked about the test deposits");
            }
        }
    }

    /// MX is connected: it is asked soon.
    pub(crate) fn deposits_are_due(&self) {
        self.0.deposits_due.notify_one();
    }

    /// Asks MX how the deposits stand that sessions wait for, those with the MX connected now.
    ///
    /// # Errors
    /// `not_connected`, and what MX answered last if it was a failure; what could be read is shown
    /// all the same.
    pub async fn refresh_deposits(&self) -> Result<(), Problem> {
        let connection = self.connection()?;
        let host = connection.environment.api_host();
        let waiting = self.look(|state| {
            let is_here = |record: &&SessionRecord| {
                record.api_host == host && !state.sessions.has(&record.id)
            };
            let all = state.unfinished.iter().filter(|it| it.deposits.is_some());
            all.filter(is_here).cloned().collect::<Vec<_>>()
        });
        let mut failed = None;
        for (index, record) in waiting.iter().enumerate() {
            if index > 0 {
                tokio::time::sleep(APART).await;
            }
            let is_other =
                || self.connection().map(|now| now.environment.api_host()) != Ok(host.clone());
            if is_other() {
                break;
            }
            if let Err(problem) = self.refresh(&*connection.api, record).await {
                // What stands in the way of one stands in the way of all.
                failed = Some(problem.into());
                break;
            }
        }
        if !waiting.is_empty() {
            self.reload_unfinished();
        }
        failed.map_or(Ok(()), Err)
    }

    async fn refresh(&self, api: &dyn MxApi, record: &SessionRecord) -> Result<(), MxProblem> {
        let (Some(user), Some(guid)) = (&record.user_guid, &record.microdeposit_guid) else {
            return Ok(());
        };
        let answer = api.read_microdeposit(user, guid).await;
        // It was opened meanwhile: the session says how it stands.
        if self.look(|state| state.sessions.has(&record.id)) {
            return Ok(());
        }
        let (journal, id) = (Arc::clone(&self.0.journal), record.id.clone());
        let now_ms = self.0.ports.clock.now_ms();
        match answer {
            Ok(deposit) => {
                let note = DepositsNote {
                    status: name_of(deposit.value.status.as_ref()),
                    asked_at_ms: now_ms,
                };
                write(self, move || journal.note_deposits(&id, &note)).await;
            }
            // The customer or the microdeposit was deleted: nothing is waited for any more.
            Err(problem) if problem.kind == MxProblemKind::NotFound => {
                write(self, move || journal.end(&id, EndingKind::Removed, now_ms)).await;
            }
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    /// Waits no longer for the deposits of a session. It stays in the history; nothing changes at
    /// MX.
    ///
    /// # Errors
    /// `unknown_session`; `not_now` while it is open; `storage_failed`.
    pub fn stop_waiting(&self, session_id: &str) -> Result<(), Problem> {
        if self.look(|state| state.sessions.has(session_id)) {
            return Err(Problem::not_now(
                "The session is open.",
                "Finish it in the list of open sessions.",
            ));
        }
        self.waiting_record(session_id)
            .ok_or_else(Problem::unknown_session)?;
        let now_ms = self.0.ports.clock.now_ms();
        self.0
            .journal
            .end(session_id, EndingKind::AwaitingDeposits, now_ms)
            .map_err(StorageError::problem)?;
        self.reload_unfinished();
        Ok(())
    }

    /// A microdeposit was deleted at MX: what waits for it has come to its end.
    pub(crate) async fn end_waiting_for(&self, microdeposit_guid: &str, api_host: &str) {
        let now_ms = self.0.ports.clock.now_ms();
        let records = self.look(|state| state.unfinished.clone());
        let is_it = |record: &SessionRecord| {
            record.api_host == api_host
                && record.deposits.is_some()
                && record.microdeposit_guid.as_deref() == Some(microdeposit_guid)
        };
        for record in records.into_iter().filter(is_it) {
            let journal = Arc::clone(&self.0.journal);
            write(self, move || {
                journal.end(&record.id, EndingKind::Removed, now_ms)
            })
            .await;
        }
        self.reload_unfinished();
    }

    fn waiting_record(&self, id: &str) -> Option<SessionRecord> {
        self.look(|state| {
            let mut all = state.unfinished.iter().filter(|it| it.deposits.is_some());
            all.find(|record| record.id == id).cloned()
        })
    }
}

/// One line of the list of sessions that wait. `here` is the host of the MX connected now.
pub(crate) fn waiting_view(
    record: &SessionRecord,
    here: Option<&String>,
) -> Option<WaitingForDeposits> {
    let deposits = record.deposits.as_ref()?;
    #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
    let ms = |at: i64| at as f64;
    Some(WaitingForDeposits {
        id: record.id.clone(),
        customer_id: record.customer_id.clone(),
        institution: record.institution.clone(),
        environment: record.environment,
        api_host: record.api_host.clone(),
        can_check: here == Some(&record.api_host),
        standing: standing(Some(&MicrodepositStatus::from_name(&deposits.status))),
        asked_at_ms: ms(deposits.asked_at_ms),
        started_at_ms: ms(record.started_at_ms),
    })
}

/// Those that somebody at this desk, or their customer, should look at come first.
pub(crate) fn order(waiting: &WaitingForDeposits) -> u8 {
    match (waiting.standing.stage, waiting.standing.turn) {
        (DepositStage::Verified, _) => 0,
        (DepositStage::CustomerEnters, _) => 1,
        (DepositStage::Failed, _) => 2,
        (_, Turn::Mx) => 4,
        _ => 3,
    }
}
