//! The journal on disk.

use std::{path::Path, sync::Mutex, time::Duration};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};

use super::{Journal, Outcome, SessionRecord};
use crate::{
    desk::locked,
    storage::{StorageError, create_private},
    view::{EnvironmentKind, SessionMode},
};

/// Each step brings the file from one `user_version` to the next.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE sessions (
        id            TEXT PRIMARY KEY NOT NULL,
        customer_id   TEXT NOT NULL,
        user_guid     TEXT,
        member_guid   TEXT,
        institution   TEXT,
        environment   TEXT NOT NULL,
        api_host      TEXT NOT NULL,
        mode          TEXT NOT NULL,
        started_at_ms INTEGER NOT NULL,
        ended_at_ms   INTEGER,
        outcome       TEXT
    ) STRICT;
    CREATE INDEX sessions_unfinished ON sessions (started_at_ms) WHERE ended_at_ms IS NULL;
    CREATE TABLE reveals (
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        mask       TEXT NOT NULL,
        at_ms      INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX reveals_session ON reveals (session_id);
"];

/// Keeps sessions in one SQLite file. Each note is on the disk when its call returns.
pub struct SqliteJournal {
    connection: Mutex<Connection>,
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
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn note(&self, id: &str, sql: &str, value: &str) -> Result<(), StorageError> {
        match locked(&self.connection)
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
        locked(&self.connection)
            .prepare_cached(
                "INSERT INTO sessions (id, customer_id, user_guid, member_guid, institution,
                    environment, api_host, mode, started_at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                record.id,
                record.customer_id,
                record.user_guid,
                record.member_guid,
                record.institution,
                environment_name(record.environment),
                record.api_host,
                mode_name(record.mode),
                record.started_at_ms,
            ])?;
        Ok(())
    }

    fn note_user(&self, id: &str, user_guid: &str) -> Result<(), StorageError> {
        self.note(
            id,
            "UPDATE sessions SET user_guid = ?2 WHERE id = ?1",
            user_guid,
        )
    }

    fn note_member(&self, id: &str, member_guid: &str) -> Result<(), StorageError> {
        self.note(
            id,
            "UPDATE sessions SET member_guid = ?2 WHERE id = ?1",
            member_guid,
        )
    }

    fn note_institution(&self, id: &str, name: &str) -> Result<(), StorageError> {
        self.note(
            id,
            "UPDATE sessions SET institution = ?2 WHERE id = ?1",
            name,
        )
    }

    fn note_reveal(&self, id: &str, mask: &str, at_ms: i64) -> Result<(), StorageError> {
        locked(&self.connection)
            .prepare_cached("INSERT INTO reveals (session_id, mask, at_ms) VALUES (?1, ?2, ?3)")?
            .execute(params![id, mask, at_ms])?;
        Ok(())
    }

    fn end(&self, id: &str, outcome: Outcome, at_ms: i64) -> Result<(), StorageError> {
        let ended = locked(&self.connection)
            .prepare_cached("UPDATE sessions SET outcome = ?2, ended_at_ms = ?3 WHERE id = ?1")?
            .execute(params![id, outcome_name(outcome), at_ms])?;
        if ended == 0 {
            Err(StorageError::NoSuchSession)
        } else {
            Ok(())
        }
    }

    fn unfinished(&self) -> Result<Vec<SessionRecord>, StorageError> {
        let connection = locked(&self.connection);
        let mut statement = connection.prepare_cached(
            "SELECT id, customer_id, user_guid, member_guid, institution, environment, api_host,
                mode, started_at_ms
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
        locked(&self.connection)
            .prepare_cached("DELETE FROM sessions WHERE id = ?1")?
            .execute(params![id])?;
        Ok(())
    }
}

fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if usize::try_from(found).is_ok_and(|found| found > MIGRATIONS.len()) {
        return Err(StorageError::Newer);
    }
    if found == 0 && has_tables(connection)? {
        // Somebody else's database under our name.
        return Err(StorageError::Damaged);
    }
    for (version, sql) in (1u32..)
        .zip(MIGRATIONS)
        .skip_while(|(version, _)| *version <= found)
    {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    // A file whose version is right and whose tables are not fails here instead of in a session.
    connection
        .prepare("SELECT id, member_guid, ended_at_ms FROM sessions LIMIT 1")
        .and_then(|mut statement| statement.query_row([], |_| Ok(())).optional())
        .map_err(|_| StorageError::Damaged)?;
    Ok(())
}

fn has_tables(connection: &Connection) -> Result<bool, StorageError> {
    Ok(
        connection.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })?,
    )
}

fn record(row: &Row<'_>) -> Result<SessionRecord, StorageError> {
    let environment: String = row.get(5)?;
    let mode: String = row.get(7)?;
    Ok(SessionRecord {
        id: row.get(0)?,
        customer_id: row.get(1)?,
        user_guid: row.get(2)?,
        member_guid: row.get(3)?,
        institution: row.get(4)?,
        environment: ENVIRONMENTS
            .into_iter()
            .find(|kind| environment_name(*kind) == environment)
            .ok_or(StorageError::Damaged)?,
        api_host: row.get(6)?,
        mode: MODES
            .into_iter()
            .find(|kind| mode_name(*kind) == mode)
            .ok_or(StorageError::Damaged)?,
        started_at_ms: row.get(8)?,
    })
}

const ENVIRONMENTS: [EnvironmentKind; 4] = [
    EnvironmentKind::Sandbox,
    EnvironmentKind::Integration,
    EnvironmentKind::Production,
    EnvironmentKind::Custom,
];

const MODES: [SessionMode; 2] = [SessionMode::Verification, SessionMode::Aggregation];

fn environment_name(kind: EnvironmentKind) -> &'static str {
    match kind {
        EnvironmentKind::Sandbox => "sandbox",
        EnvironmentKind::Integration => "integration",
        EnvironmentKind::Production => "production",
        EnvironmentKind::Custom => "custom",
    }
}

fn mode_name(mode: SessionMode) -> &'static str {
    match mode {
        SessionMode::Verification => "verification",
        SessionMode::Aggregation => "aggregation",
    }
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Stopped => "stopped",
    }
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
