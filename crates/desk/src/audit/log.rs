//! The log's file.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::{
    NewEntry,
    chain::{Head, Row, Walk, beginning},
};
use crate::{
    desk::locked,
    storage::{StorageError, create_private, replace},
    view::{AuditAction, AuditEntryView, AuditPage, AuditVerdict, counted},
};

/// The only form of the file so far.
const VERSION: u32 = 1;

const TABLES: &str = "
    CREATE TABLE entries (
        seq     INTEGER PRIMARY KEY NOT NULL,
        at_ms   INTEGER NOT NULL,
        who     TEXT NOT NULL,
        action  TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason  TEXT,
        hash    BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
    CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
";

const ROW: &str = "seq, at_ms, who, action, subject, reason, hash FROM entries";

/// The log.
pub(crate) enum AuditLog {
    /// On disk.
    Files(FileLog),
    /// For a folder that can't be written: forgotten at exit.
    Memory(Mutex<Vec<Row>>),
}

/// The log on disk, open for writing.
pub(crate) struct FileLog {
    path: PathBuf,
    /// The note of how many entries there are.
    head: PathBuf,
    writer: Mutex<Writer>,
}

struct Writer {
    connection: Connection,
    /// The last entry this desk knows of.
    last: (i64, Vec<u8>),
    /// The note beside the log fits it. Where it doesn't, it is left as it is for ever: writing it
    /// anew would hide what happened.
    head_fits: bool,
}

impl AuditLog {
    /// Opens the log, or begins one. A log that was tampered with opens too: it goes on, and the
    /// check says what is wrong.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] and [`StorageError::Newer`] leave the files as they are.
    pub(crate) fn open(path: &Path, head: &Path) -> Result<Self, StorageError> {
        FileLog::open(path, head).map(Self::Files)
    }

    /// Writes an entry; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it could not be written.
    pub(crate) fn append(&self, entry: &NewEntry) -> Result<(), StorageError> {
        match self {
            Self::Files(files) => files.append(entry),
            Self::Memory(rows) => {
                let mut rows = locked(rows);
                let (seq, previous) = last_of(&rows);
                rows.push(Row::after(seq, &previous, entry));
                Ok(())
            }
        }
    }

    /// The newest entries.
    ///
    /// # Errors
    /// When they can't be read.
    pub(crate) fn page(&self, offset: u32, limit: u32) -> Result<AuditPage, StorageError> {
        match self {
            Self::Files(files) => page(&open_to_read(&files.path)?, offset, limit),
            Self::Memory(rows) => {
                let rows = locked(rows);
                let newest = rows.iter().rev();
                Ok(AuditPage {
                    entries: newest
                        .skip(offset as usize)
                        .take(limit as usize)
                        .map(Row::view)
                        .collect(),
                    total: counted(rows.len()),
                    offset,
                })
            }
        }
    }

    /// Walks the whole chain.
    ///
    /// # Errors
    /// When it can't be read.
    pub(crate) fn check(&self) -> Result<AuditVerdict, StorageError> {
        match self {
            Self::Files(files) => check_files(&files.path, &files.head),
            Self::Memory(rows) => {
                let rows = locked(rows);
                let (seq, hash) = last_of(&rows);
                let mut walk = Walk::new(Some(Head::of(seq, &hash)));
                rows.iter().for_each(|row| walk.step(row));
                Ok(walk.verdict(true))
            }
        }
    }
}

fn last_of(rows: &[Row]) -> (i64, Vec<u8>) {
    rows.last().map_or_else(
        || (0, beginning().to_vec()),
        |row| (row.seq, row.hash.clone()),
    )
}

impl FileLog {
    fn open(path: &Path, head: &Path) -> Result<Self, StorageError> {
        create_private(path)?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let is_new = prepare(&mut connection)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        if is_new && !head.exists() {
            note(head, &Head::beginning())?;
        }
        let last = last(&connection)?;
        let head_fits = match read_head(head) {
            Some(noted) => is_in(&connection, &noted)?,
            None => false,
        };
        Ok(Self {
            path: path.to_owned(),
            head: head.to_owned(),
            writer: Mutex::new(Writer {
                connection,
                last,
                head_fits,
            }),
        })
    }

    fn append(&self, entry: &NewEntry) -> Result<(), StorageError> {
        let mut writer = locked(&self.writer);
        let Writer {
            connection,
            last: known,
            head_fits,
        } = &mut *writer;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another desk on the same folder may have written since; it has added to what is known
        // here, and taken nothing away.
        *head_fits = *head_fits && is_in(&transaction, &Head::of(known.0, &known.1))?;
        let (seq, previous) = last(&transaction)?;
        let row = Row::after(seq, &previous, entry);
        transaction
            .prepare_cached(
                "INSERT INTO entries (seq, at_ms, who, action, subject, reason, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                row.seq,
                row.at_ms,
                row.who,
                row.action,
                row.subject,
                row.reason,
                row.hash
            ])?;
        transaction.commit()?;
        *known = (row.seq, row.hash);
        // After the entry: a note that is behind is no fault, one that is ahead is.
        if *head_fits {
            note(&self.head, &Head::of(known.0, &known.1))?;
        }
        Ok(())
    }
}

fn page(connection: &Connection, offset: u32, limit: u32) -> Result<AuditPage, StorageError> {
    let total = connection.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?;
    let mut statement = connection.prepare(&format!(
        "SELECT {ROW} ORDER BY seq DESC LIMIT ?1 OFFSET ?2"
    ))?;
    let entries = statement
        .query_map(params![limit, offset], row)?
        .map(|row| row.map(|row| row.view()))
        .collect::<Result<_, _>>()?;
    Ok(AuditPage {
        entries,
        total,
        offset,
    })
}

/// Checks a log on disk, and writes nothing.
pub(super) fn check_files(path: &Path, head: &Path) -> Result<AuditVerdict, StorageError> {
    // The note first: what is written meanwhile makes the log longer than the note, which is none.
    let noted = read_head(head);
    let connection = path.exists().then(|| open_to_read(path)).transpose()?;
    // A desk that was killed as it began the file has left it empty.
    let log = match connection {
        Some(connection) => {
            let tables = "SELECT count(*) FROM sqlite_schema";
            let count: u32 = connection.query_row(tables, [], |row| row.get(0))?;
            (count > 0).then_some(connection)
        }
        None => None,
    };
    let Some(log) = log else {
        let missing = noted.as_ref().map_or(0, |noted| noted.entries);
        return Ok(AuditVerdict {
            intact: false,
            entries: 0,
            first_bad: Some(1),
            text: match missing {
                0 => "There is no audit log in this folder.".to_owned(),
                _ => format!("The audit log is gone: {missing} entries were written."),
            },
        });
    };
    walk(&log, noted)
}

fn walk(connection: &Connection, head: Option<Head>) -> Result<AuditVerdict, StorageError> {
    let guards: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entries'
            AND name IN ('entries_never_change', 'entries_never_go')
            AND sql LIKE '%BEFORE%RAISE(ABORT%'",
        [],
        |row| row.get(0),
    )?;
    let mut walk = Walk::new(head);
    let mut statement = connection
        .prepare(&format!("SELECT {ROW} ORDER BY seq"))
        .map_err(|_| StorageError::Damaged)?;
    let mut rows = statement.query([])?;
    while let Some(next) = rows.next()? {
        walk.step(&row(next)?);
    }
    Ok(walk.verdict(guards == 2))
}

fn open_to_read(path: &Path) -> Result<Connection, StorageError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// Brings an empty file into form; `true` if it was empty.
fn prepare(connection: &mut Connection) -> Result<bool, StorageError> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > VERSION {
        return Err(StorageError::Newer);
    }
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if found == 0 {
        if tables > 0 {
            return Err(StorageError::Damaged);
        }
        let transaction = connection.transaction()?;
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
    }
    connection
        .prepare(&format!("SELECT {ROW} LIMIT 1"))
        .map_err(|_| StorageError::Damaged)?;
    Ok(found == 0)
}

fn last(connection: &Connection) -> Result<(i64, Vec<u8>), StorageError> {
    Ok(connection
        .prepare_cached("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .unwrap_or_else(|| (0, beginning().to_vec())))
}

/// Whether the log has that entry, with that hash.
fn is_in(connection: &Connection, head: &Head) -> Result<bool, StorageError> {
    if head.entries == 0 {
        return Ok(*head == Head::beginning());
    }
    let hash: Option<Vec<u8>> = connection
        .prepare_cached("SELECT hash FROM entries WHERE seq = ?1")?
        .query_row([head.entries], |row| row.get(0))
        .optional()?;
    Ok(hash.is_some_and(|hash| Head::of(head.entries, &hash) == *head))
}

fn read_head(path: &Path) -> Option<Head> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn note(path: &Path, head: &Head) -> Result<(), StorageError> {
    let text = serde_json::to_vec(head).map_err(|_| StorageError::Failed)?;
    replace(path, &text)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        seq: row.get(0)?,
        at_ms: row.get(1)?,
        who: row.get(2)?,
        action: row.get(3)?,
        subject: row.get(4)?,
        reason: row.get(5)?,
        hash: row.get(6)?,
    })
}

impl Row {
    /// The entry that follows that one.
    fn after(seq: i64, previous: &[u8], entry: &NewEntry) -> Self {
        let mut row = Self {
            seq: seq + 1,
            at_ms: entry.at_ms,
            who: entry.who.clone(),
            action: action_name(entry.action),
            subject: entry.subject.clone(),
            reason: entry.reason.clone(),
            hash: Vec::new(),
        };
        row.hash = row.link(previous).to_vec();
        row
    }

    fn view(&self) -> AuditEntryView {
        AuditEntryView {
            seq: u32::try_from(self.seq).unwrap_or_default(),
            #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
            at_ms: self.at_ms as f64,
            who: self.who.clone(),
            action: serde_json::from_value(self.action.clone().into()).ok(),
            subject: self.subject.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// The action's name, as it crosses to the UI.
fn action_name(action: AuditAction) -> String {
    match serde_json::to_value(action) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
