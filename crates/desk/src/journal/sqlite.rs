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

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::*;

    fn in_new_folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        (folder, path)
    }

    fn session(id: &str, started_at_ms: i64) -> SessionRecord {
        SessionRecord {
            id: id.to_owned(),
            customer_id: "customer-1".to_owned(),
            user_guid: None,
            member_guid: None,
            institution: None,
            environment: EnvironmentKind::Custom,
            api_host: "gw.example.com".to_owned(),
            mode: SessionMode::Aggregation,
            started_at_ms,
        }
    }

    #[test]
    fn an_unfinished_session_survives_with_all_that_is_known() {
        let (_folder, path) = in_new_folder();
        let journal = SqliteJournal::open(&path).unwrap();
        journal.begin(&session("s1", 1)).unwrap();
        journal.note_user("s1", "USR-1").unwrap();
        journal.note_member("s1", "MBR-1").unwrap();
        journal.note_institution("s1", "MX Bank").unwrap();
        journal.begin(&session("s2", 2)).unwrap();
        journal.begin(&session("s3", 3)).unwrap();
        journal.end("s2", Outcome::Done, 9).unwrap();
        // A second opening while the first is still there: what a killed app leaves behind.
        let reopened = SqliteJournal::open(&path).unwrap();
        drop(journal);
        let expected = SessionRecord {
            user_guid: Some("USR-1".to_owned()),
            member_guid: Some("MBR-1".to_owned()),
            institution: Some("MX Bank".to_owned()),
            ..session("s1", 1)
        };
        assert_eq!(reopened.unfinished().unwrap(), [session("s3", 3), expected]);
    }

    #[test]
    fn every_environment_and_mode_comes_back_as_it_was() {
        let (_folder, path) = in_new_folder();
        let journal = SqliteJournal::open(&path).unwrap();
        for environment in ENVIRONMENTS {
            for mode in MODES {
                let record = SessionRecord {
                    environment,
                    mode,
                    ..session("s", 1)
                };
                journal.begin(&record).unwrap();
                assert_eq!(journal.unfinished().unwrap(), [record]);
                journal.forget("s").unwrap();
            }
        }
    }

    #[test]
    fn a_forgotten_session_leaves_nothing() {
        let (_folder, path) = in_new_folder();
        let journal = SqliteJournal::open(&path).unwrap();
        journal.begin(&session("s1", 1)).unwrap();
        journal.note_reveal("s1", "•••• 1234", 5).unwrap();
        journal.forget("s1").unwrap();
        assert!(journal.unfinished().unwrap().is_empty());
        let reveals: i64 = locked(&journal.connection)
            .query_row("SELECT count(*) FROM reveals", [], |row| row.get(0))
            .unwrap();
        assert_eq!(reveals, 0);
    }

    #[test]
    fn notes_about_an_unknown_session_are_refused() {
        let (_folder, path) = in_new_folder();
        let journal = SqliteJournal::open(&path).unwrap();
        assert_eq!(
            journal.note_user("s", "USR-1"),
            Err(StorageError::NoSuchSession)
        );
        assert_eq!(
            journal.note_reveal("s", "•••• 1234", 1),
            Err(StorageError::NoSuchSession)
        );
        assert_eq!(
            journal.end("s", Outcome::Stopped, 1),
            Err(StorageError::NoSuchSession)
        );
        journal.begin(&session("s", 1)).unwrap();
        assert_eq!(
            journal.begin(&session("s", 1)),
            Err(StorageError::NoSuchSession)
        );
    }

    #[test]
    fn files_that_are_no_journal_are_refused_and_left_alone() {
        let (_folder, path) = in_new_folder();
        fs::write(
            &path,
            b"this is not a database, and long enough to have a header of one....",
        )
        .unwrap();
        let before = fs::read(&path).unwrap();
        assert_eq!(
            SqliteJournal::open(&path).err(),
            Some(StorageError::Damaged)
        );
        assert_eq!(fs::read(&path).unwrap(), before);

        let (_folder, path) = in_new_folder();
        Connection::open(&path)
            .unwrap()
            .execute_batch("CREATE TABLE other (a)")
            .unwrap();
        assert_eq!(
            SqliteJournal::open(&path).err(),
            Some(StorageError::Damaged)
        );

        let (_folder, path) = in_new_folder();
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", 1)
            .unwrap();
        assert_eq!(
            SqliteJournal::open(&path).err(),
            Some(StorageError::Damaged)
        );

        let (_folder, path) = in_new_folder();
        drop(SqliteJournal::open(&path).unwrap());
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", 2)
            .unwrap();
        assert_eq!(SqliteJournal::open(&path).err(), Some(StorageError::Newer));
    }

    #[cfg(unix)]
    #[test]
    fn the_files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, path) = in_new_folder();
        let journal = SqliteJournal::open(&path).unwrap();
        journal.begin(&session("s", 1)).unwrap();
        let mut files = 0;
        for file in fs::read_dir(folder.path()).unwrap() {
            let mode = file.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            files += 1;
        }
        assert_eq!(files, 3, "the journal, its log and its index");
    }
}
