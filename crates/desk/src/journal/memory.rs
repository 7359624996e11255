//! A journal that forgets at exit.

use std::{collections::BTreeMap, sync::Mutex};

use super::{
    DepositsNote, EachRow, Happened, Journal, MOST_ENTRIES, MOST_ROWS, SessionRecord, ms, outcome,
    schema::{folded, searched},
    timeline,
};
use crate::{
    balance_checks::WINDOW_MS,
    desk::locked,
    storage::StorageError,
    view::{
        EndingKind, HandOver, HistoryDetails, HistoryPage, HistoryQuery, HistoryRow, OutcomeFilter,
        counted,
    },
};

/// Keeps sessions in memory: for tests, and for a run whose folder can't be written.
#[derive(Default)]
pub struct MemoryJournal {
    sessions: Mutex<Vec<Kept>>,
    /// Of which member, and when.
    balance_checks: Mutex<Vec<(String, i64)>>,
}

struct Kept {
    record: SessionRecord,
    masks: Vec<String>,
    ended: Option<(EndingKind, i64)>,
    /// By run and number.
    timeline: BTreeMap<(i64, u32), Happened>,
}

impl MemoryJournal {
    fn note(&self, id: &str, note: impl FnOnce(&mut Kept)) -> Result<(), StorageError> {
        let mut sessions = locked(&self.sessions);
        let kept = sessions.iter_mut().find(|kept| kept.record.id == id);
        kept.map(note).ok_or(StorageError::NoSuchSession)
    }
}

impl Kept {
    fn outcome(&self) -> OutcomeFilter {
        match self.ended {
            Some((ending, _)) => outcome(ending),
            None if self.record.deposits.is_some() => OutcomeFilter::WaitingForDeposits,
            None => OutcomeFilter::Unfinished,
        }
    }

    fn row(&self) -> HistoryRow {
        HistoryRow {
            id: self.record.id.clone(),
            customer_id: self.record.customer_id.clone(),
            institution: self.record.institution.clone(),
            mode: self.record.mode,
            hand_over: self.record.hand_over,
            environment: self.record.environment,
            api_host: self.record.api_host.clone(),
            ending: match self.ended {
                Some((ending, _)) => Some(ending),
                None => (self.record.deposits.as_ref()).map(|_| EndingKind::AwaitingDeposits),
            },
            outcome: self.outcome(),
            masks: self.masks.clone(),
            started_at_ms: ms(self.record.started_at_ms),
            ended_at_ms: self.ended.map(|(_, at)| ms(at)),
        }
    }

    fn is_found(&self, query: &HistoryQuery) -> bool {
        let started = ms(self.record.started_at_ms);
        searched(&self.record.customer_id, self.record.institution.as_deref())
            .contains(&folded(&query.text))
            && query.outcome.is_none_or(|wanted| wanted == self.outcome())
            && query.from_ms.is_none_or(|from| started >= from)
            && query.until_ms.is_none_or(|until| started < until)
    }
}

impl Journal for MemoryJournal {
    fn begin(&self, record: &SessionRecord) -> Result<(), StorageError> {
        locked(&self.sessions).push(Kept {
            record: record.clone(),
            masks: Vec::new(),
            ended: None,
            timeline: BTreeMap::new(),
        });
        Ok(())
    }

    fn note_user(&self, id: &str, user_guid: &str) -> Result<(), StorageError> {
        self.note(id, |kept| {
            kept.record.user_guid = Some(user_guid.to_owned());
        })
    }

    fn note_member(&self, id: &str, member_guid: &str) -> Result<(), StorageError> {
        self.note(id, |kept| {
            kept.record.member_guid = Some(member_guid.to_owned());
        })
    }

    fn note_microdeposit(
        &self,
        id: &str,
        microdeposit_guid: Option<&str>,
    ) -> Result<(), StorageError> {
        self.note(id, |kept| {
            kept.record.microdeposit_guid = microdeposit_guid.map(str::to_owned);
            kept.record.deposits = None;
            kept.ended = None;
        })
    }

    fn note_deposits(&self, id: &str, deposits: &DepositsNote) -> Result<(), StorageError> {
        self.note(id, |kept| {
            kept.record.deposits = Some(deposits.clone());
            kept.ended = None;
        })
    }

    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError> {
        self.note(id, |kept| kept.record.institution = Some(name.to_owned()))
    }

    fn note_hand_over(
        &self,
        id: &str,
        hand_over: HandOver,
        at_ms: i64,
    ) -> Result<(), StorageError> {
        self.note(id, |kept| {
            kept.record.hand_over = hand_over;
            kept.record.handed_over_at_ms = Some(at_ms);
        })
    }

    fn note_masks(&self, id: &str, masks: &[String]) -> Result<(), StorageError> {
        self.note(id, |kept| kept.masks = masks.to_vec())
    }

    fn note_timeline(&self, id: &str, run: i64, happened: &[Happened]) -> Result<(), StorageError> {
        self.note(id, |kept| {
            for entry in happened {
                kept.timeline.insert((run, entry.seq), entry.clone());
            }
            while kept.timeline.len() > MOST_ENTRIES as usize {
                kept.timeline.pop_first();
            }
        })
    }

    fn end(&self, id: &str, ending: EndingKind, at_ms: i64) -> Result<(), StorageError> {
        self.note(id, |kept| {
            // As on disk: what is verified stays so.
            if !matches!(kept.ended, Some((EndingKind::Verified, _))) {
                kept.ended = Some((ending, at_ms));
            }
        })
    }

    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError> {
        let mut records: Vec<_> = locked(&self.sessions)
            .iter()
            .filter(|kept| kept.ended.is_none())
            .map(|kept| kept.record.clone())
            .collect();
        records.sort_by_key(|record| std::cmp::Reverse(record.started_at_ms));
        Ok(records)
    }

    fn forget(&self, id: &str) -> Result<(), StorageError> {
        locked(&self.sessions).retain(|kept| kept.record.id != id);
        Ok(())
    }

    fn purge(&self, before_ms: i64, most: u32) -> Result<u32, StorageError> {
        let mut gone = 0;
        locked(&self.sessions).retain(|kept| {
            let goes = gone < most && kept.ended.is_some_and(|(_, at)| at < before_ms);
            gone += u32::from(goes);
            !goes
        });
        Ok(gone)
    }

    fn search(&self, query: &HistoryQuery) -> Result<HistoryPage, StorageError> {
        let mut rows = Vec::new();
        self.each(query, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        let total = counted(rows.len());
        let rows = rows
            .into_iter()
            .skip(query.offset as usize)
            .take(query.limit.min(MOST_ROWS) as usize)
            .collect();
        Ok(HistoryPage {
            rows,
            total,
            offset: query.offset,
        })
    }

    fn each(&self, query: &HistoryQuery, each: EachRow<'_>) -> Result<(), StorageError> {
        let mut rows: Vec<_> = locked(&self.sessions)
            .iter()
            .filter(|kept| kept.is_found(query))
            .map(Kept::row)
            .collect();
        rows.sort_by(|one, other| other.started_at_ms.total_cmp(&one.started_at_ms));
        rows.into_iter().try_for_each(each)
    }

    fn details(&self, id: &str) -> Result<Option<HistoryDetails>, StorageError> {
        let sessions = locked(&self.sessions);
        let kept = sessions.iter().find(|kept| kept.record.id == id);
        Ok(kept.map(|kept| HistoryDetails {
            row: kept.row(),
            user_guid: kept.record.user_guid.clone(),
            member_guid: kept.record.member_guid.clone(),
            microdeposit_guid: kept.record.microdeposit_guid.clone(),
            timeline: timeline(kept.record.started_at_ms, kept.timeline.values().cloned()),
        }))
    }
    fn note_balance_checks(
        &self,
        member_guid: &str,
        times: u32,
        at_ms: i64,
    ) -> Result<(), StorageError> {
        let mut checks = locked(&self.balance_checks);
        checks.retain(|(_, at)| *at > at_ms - WINDOW_MS);
        checks.extend((0..times).map(|_| (member_guid.to_owned(), at_ms)));
        Ok(())
    }

    fn balance_checks(&self, since_ms: i64) -> Result<Vec<(String, i64)>, StorageError> {
        let checks = locked(&self.balance_checks);
        Ok(checks
            .iter()
            .filter(|(_, at)| *at > since_ms)
            .cloned()
            .collect())
    }
}
