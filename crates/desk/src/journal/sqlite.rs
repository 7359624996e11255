//! The journal on disk.

use std::{
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, Row, ToSql, params};

use super::{
    DepositsNote, EachRow, Happened, Journal, MOST_ENTRIES, SessionRecord, name_of, named, outcome,
    schema::{folded, migrate, searched},
    search,
};
use crate::{
    balance_checks::WINDOW_MS,
    desk::locked,
    storage::{StorageError, create_private},
    view::{
        EndingKind, HandOver, HistoryDetails, HistoryPage, HistoryQuery, OutcomeFilter, WidgetSetup,
    },
};

/// Keeps sessions in one SQLite file. Each note is on the disk when its call returns.
pub struct SqliteJournal {
    path: PathBuf,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl SqliteJournal {
    /// Opens the file, or creates it readable by its owner alone.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] and [`StorageError::Newer`] leave the file as it is;
    /// [`StorageError::ReadOnly`] when it can't be written.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        create_private(path)?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        migrate(&mut connection)?;
        // A note must survive a power cut that follows it at once: FULL syncs at every commit.
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is to be gone.
        connection.pragma_update(None, "secure_delete", true)?;
        Ok(Self {
            path: path.to_owned(),
            reader: Mutex::new(search::open(path)?),
            writer: Mutex::new(connection),
        })
    }

    fn note(&self, id: &str, sql: &str, value: &dyn ToSql) -> Result<(), StorageError> {
        match locked(&self.writer)
            .prepare_cached(sql)?
            .execute(params![id, value])?
        {
            0 => Err(StorageError::NoSuchSession),
            _ => Ok(()),
        }
    }
}

impl Journal for SqliteJournal {
    fn begin(&self, record: &SessionRecord) -> Result<(), StorageError> {
        let setup = (record.setup != WidgetSetup::default())
            .then(|| serde_json::to_string(&record.setup))
            .transpose()
            .map_err(|_| StorageError::Failed)?;
        locked(&self.writer)
            .prepare_cached(
                "INSERT INTO sessions (id, customer_id, user_guid, member_guid, institution,
                    environment, api_host, mode, hand_over, handed_over_at_ms, started_at_ms,
                    search, without_widget, setup, microdeposit_guid)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                record.id,
                record.customer_id,
                record.user_guid,
                record.member_guid,
                record.institution,
                name_of(record.environment),
                record.api_host,
                name_of(record.mode),
                name_of(record.hand_over),
                record.handed_over_at_ms,
                record.started_at_ms,
                searched(&record.customer_id, record.institution.as_deref()),
                record.without_widget,
                setup,
                record.microdeposit_guid,
            ])?;
        Ok(())
    }

    fn note_user(&self, id: &str, user_guid: &str) -> Result<(), StorageError> {
        let sql = "UPDATE sessions SET user_guid = ?2 WHERE id = ?1";
        self.note(id, sql, &user_guid)
    }

    fn note_member(&self, id: &str, member_guid: &str) -> Result<(), StorageError> {
        let sql = "UPDATE sessions SET member_guid = ?2 WHERE id = ?1";
        self.note(id, sql, &member_guid)
    }

    fn note_microdeposit(
        &self,
        id: &str,
        microdeposit_guid: Option<&str>,
    ) -> Result<(), StorageError> {
        let sql = "UPDATE sessions SET microdeposit_guid = ?2, deposit_status = NULL,
                deposit_asked_at_ms = NULL, ending = NULL, outcome = NULL, ended_at_ms = NULL
             WHERE id = ?1";
        self.note(id, sql, &microdeposit_guid)
    }

    fn note_deposits(&self, id: &str, deposits: &DepositsNote) -> Result<(), StorageError> {
        let noted = locked(&self.writer)
            .prepare_cached(
                "UPDATE sessions SET deposit_status = ?2, deposit_asked_at_ms = ?3, ending = ?4,
                    outcome = ?5, ended_at_ms = NULL
                 WHERE id = ?1",
            )?
            .execute(params![
                id,
                deposits.status,
                deposits.asked_at_ms,
                name_of(EndingKind::AwaitingDeposits),
                name_of(OutcomeFilter::WaitingForDeposits),
            ])?;
        if noted == 0 {
            return Err(StorageError::NoSuchSession);
        }
        Ok(())
    }

    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError> {
        let noted = locked(&self.writer)
            .prepare_cached(
                "UPDATE sessions SET institution = ?2,
                    search = substr(search, 1, instr(search, char(10))) || ?3
                 WHERE id = ?1",
            )?
            .execute(params![id, name, folded(name)])?;
        if noted == 0 {
            return Err(StorageError::NoSuchSession);
        }
        Ok(())
    }

    fn note_hand_over(
        &self,
        id: &str,
        hand_over: HandOver,
        at_ms: i64,
    ) -> Result<(), StorageError> {
        let noted = locked(&self.writer)
            .prepare_cached(
                "UPDATE sessions SET hand_over = ?2, handed_over_at_ms = ?3 WHERE id = ?1",
            )?
            .execute(params![id, name_of(hand_over), at_ms])?;
        if noted == 0 {
            return Err(StorageError::NoSuchSession);
        }
        Ok(())
    }

    fn note_masks(&self, id: &str, masks: &[String]) -> Result<(), StorageError> {
        let masks = serde_json::to_string(masks).map_err(|_| StorageError::Failed)?;
        self.note(id, "UPDATE sessions SET masks = ?2 WHERE id = ?1", &masks)
    }

    fn note_timeline(&self, id: &str, run: i64, happened: &[Happened]) -> Result<(), StorageError> {
        let Some(newest) = happened.iter().map(|entry| entry.seq).max() else {
            return Ok(());
        };
        let mut writer = locked(&self.writer);
        let transaction = writer.transaction()?;
        {
            let mut put = transaction.prepare_cached(
                "INSERT OR REPLACE INTO timeline
                    (session_id, run, seq, at_ms, source, tone, kind, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?;
            for entry in happened {
                put.execute(params![
                    id,
                    run,
                    entry.seq,
                    entry.at_ms,
                    name_of(entry.source),
                    name_of(entry.tone),
                    entry.kind,
                    entry.text,
                ])?;
            }
        }
        if let Some(oldest) = newest.checked_sub(MOST_ENTRIES) {
            transaction
                .prepare_cached(
                    "DELETE FROM timeline WHERE session_id = ?1 AND run = ?2 AND seq <= ?3",
                )?
                .execute(params![id, run, oldest])?;
        }
        Ok(transaction.commit()?)
    }

    fn end(&self, id: &str, ending: EndingKind, at_ms: i64) -> Result<(), StorageError> {
        let ended = locked(&self.writer)
            .prepare_cached(
                // Whatever another desk on the same folder thinks: what is verified stays so.
                "UPDATE sessions SET
                    ending = iif(ending = 'verified', ending, ?2),
                    outcome = iif(ending = 'verified', outcome, ?3),
                    ended_at_ms = iif(ending = 'verified', ended_at_ms, ?4)
                 WHERE id = ?1",
            )?
            .execute(params![
                id,
                name_of(ending),
                name_of(outcome(ending)),
                at_ms
            ])?;
        if ended == 0 {
            Err(StorageError::NoSuchSession)
        } else {
            Ok(())
        }
    }

    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError> {
        let connection = locked(&self.writer);
        let mut statement = connection.prepare_cached(
            "SELECT id, customer_id, user_guid, member_guid, institution, environment, api_host,
                mode, hand_over, handed_over_at_ms, started_at_ms, without_widget, setup,
                microdeposit_guid, deposit_status, deposit_asked_at_ms
             FROM sessions WHERE ended_at_ms IS NULL ORDER BY started_at_ms DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(record(row)?);
        }
        Ok(records)
    }

    fn forget(&self, id: &str) -> Result<(), StorageError> {
        let writer = locked(&self.writer);
        writer
            .prepare_cached("DELETE FROM sessions WHERE id = ?1")?
            .execute(params![id])?;
        wipe_log(&writer)
    }

    fn purge(&self, before_ms: i64, most: u32) -> Result<u32, StorageError> {
        let writer = locked(&self.writer);
        let gone = writer
            .prepare_cached(
                "DELETE FROM sessions WHERE rowid IN
                    (SELECT rowid FROM sessions WHERE ended_at_ms < ?1 LIMIT ?2)",
            )?
            .execute(params![before_ms, most])?;
        if gone > 0 {
            wipe_log(&writer)?;
        }
        Ok(u32::try_from(gone).unwrap_or(u32::MAX))
    }

    fn search(&self, query: &HistoryQuery) -> Result<HistoryPage, StorageError> {
        search::page(&locked(&self.reader), query)
    }

    fn each(&self, query: &HistoryQuery, each: EachRow<'_>) -> Result<(), StorageError> {
        // A connection for this alone: an export takes longer than a page.
        search::each(&search::open(&self.path)?, query, each)
    }

    fn details(&self, id: &str) -> Result<Option<HistoryDetails>, StorageError> {
        search::details(&locked(&self.reader), id)
    }

    fn note_balance_checks(
        &self,
        member_guid: &str,
        times: u32,
        at_ms: i64,
    ) -> Result<(), StorageError> {
        let mut writer = locked(&self.writer);
        let transaction = writer.transaction()?;
        transaction
            .prepare_cached("DELETE FROM balance_checks WHERE at_ms <= ?1")?
            .execute([at_ms - WINDOW_MS])?;
        for _ in 0..times {
            transaction
                .prepare_cached("INSERT INTO balance_checks (member_guid, at_ms) VALUES (?1, ?2)")?
                .execute(params![member_guid, at_ms])?;
        }
        Ok(transaction.commit()?)
    }

    fn balance_checks(&self, since_ms: i64) -> Result<Vec<(String, i64)>, StorageError> {
        let writer = locked(&self.writer);
        let mut statement = writer
            .prepare_cached("SELECT member_guid, at_ms FROM balance_checks WHERE at_ms > ?1")?;
        let checks = statement.query_map([since_ms], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(checks.collect::<Result<_, _>>()?)
    }
}

/// What was deleted is still in SQLite's log of writes until that is taken over and cut.
fn wipe_log(connection: &Connection) -> Result<(), StorageError> {
    // It says "busy" where somebody reads just now; the next one cuts it then.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn record(row: &Row<'_>) -> Result<SessionRecord, StorageError> {
    let text = |column| row.get::<_, String>(column);
    Ok(SessionRecord {
        id: row.get(0)?,
        customer_id: row.get(1)?,
        user_guid: row.get(2)?,
        member_guid: row.get(3)?,
        institution: row.get(4)?,
        environment: named(&text(5)?).ok_or(StorageError::Damaged)?,
        api_host: row.get(6)?,
        mode: named(&text(7)?).ok_or(StorageError::Damaged)?,
        hand_over: named(&text(8)?).unwrap_or_default(),
        handed_over_at_ms: row.get(9)?,
        started_at_ms: row.get(10)?,
        without_widget: row.get(11)?,
        setup: row
            .get::<_, Option<String>>(12)?
            .and_then(|setup| serde_json::from_str(&setup).ok())
            .unwrap_or_default(),
        microdeposit_guid: row.get(13)?,
        deposits: match (row.get(14)?, row.get(15)?) {
            (Some(status), Some(asked_at_ms)) => Some(DepositsNote {
                status,
                asked_at_ms,
            }),
            _ => None,
        },
    })
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ConstraintViolation) => Self::NoSuchSession,
            Some(_) | None => Self::Failed,
        }
    }
}
