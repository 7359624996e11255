//! The form of the file, and how older forms become it.

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::storage::StorageError;

/// Brings the file from one `user_version` to the next.
struct Step {
    sql: &'static str,
    /// What SQL can't say.
    then: fn(&Transaction<'_>) -> rusqlite::Result<()>,
}

const MIGRATIONS: [Step; 5] = [
    Step {
        sql: "
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
",
        then: |_| Ok(()),
    },
    // Of a session that an earlier version ended without success, the kind of its ending is not
    // known; `outcome` says as much as is.
    Step {
        sql: "
    ALTER TABLE sessions ADD COLUMN hand_over TEXT NOT NULL DEFAULT 'here';
    ALTER TABLE sessions ADD COLUMN without_widget INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sessions ADD COLUMN handed_over_at_ms INTEGER;
    ALTER TABLE sessions ADD COLUMN ending TEXT;
    ALTER TABLE sessions ADD COLUMN masks TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE sessions ADD COLUMN search TEXT NOT NULL DEFAULT '';
    UPDATE sessions SET ending = 'verified' WHERE outcome = 'done';
    CREATE INDEX sessions_search ON sessions (started_at_ms, outcome, ended_at_ms, search);
    CREATE TABLE timeline (
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        run        INTEGER NOT NULL,
        seq        INTEGER NOT NULL,
        at_ms      INTEGER NOT NULL,
        source     TEXT NOT NULL,
        tone       TEXT NOT NULL,
        kind       TEXT NOT NULL,
        text       TEXT NOT NULL,
        PRIMARY KEY (session_id, run, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO timeline
        SELECT session_id, 0, row_number() OVER (PARTITION BY session_id ORDER BY at_ms), at_ms,
            'agent', 'neutral', 'reveal', 'Number ' || mask || ' was shown in full'
        FROM reveals;
    DROP TABLE reveals;
",
        then: fold_all,
    },
    Step {
        sql: "ALTER TABLE sessions ADD COLUMN setup TEXT;",
        then: |_| Ok(()),
    },
    Step {
        sql: "
    CREATE TABLE balance_checks (
        member_guid TEXT NOT NULL,
        at_ms       INTEGER NOT NULL
    ) STRICT;
",
        then: |_| Ok(()),
    },
    // A session that waits for its deposits has an outcome (`waiting_for_deposits`) and no end.
    Step {
        sql: "
    ALTER TABLE sessions ADD COLUMN microdeposit_guid TEXT;
    ALTER TABLE sessions ADD COLUMN deposit_status TEXT;
    ALTER TABLE sessions ADD COLUMN deposit_asked_at_ms INTEGER;
",
        then: |_| Ok(()),
    },
];

/// Brings the file into its present form.
///
/// # Errors
/// [`StorageError::Newer`] and [`StorageError::Damaged`]; the file is left as it is.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if usize::try_from(found).is_ok_and(|found| found > MIGRATIONS.len()) {
        return Err(StorageError::Newer);
    }
    if found == 0 && has_tables(connection)? {
        // Somebody else's database under our name.
        return Err(StorageError::Damaged);
    }
    // All of it or nothing: a file that is no journal is left as it is.
    let transaction = connection.transaction()?;
    for (version, step) in (1u32..)
        .zip(MIGRATIONS)
        .skip_while(|(version, _)| *version <= found)
    {
        transaction.execute_batch(step.sql).map_err(not_ours)?;
        (step.then)(&transaction).map_err(not_ours)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    // A file whose version is right and whose tables are not fails here instead of in a session.
    for look in [
        "SELECT id, member_guid, ended_at_ms, hand_over, handed_over_at_ms, without_widget, ending,
            masks, search, setup, microdeposit_guid, deposit_status, deposit_asked_at_ms
            FROM sessions LIMIT 1",
        "SELECT session_id, run, seq, at_ms, source, tone, kind, text FROM timeline LIMIT 1",
        "SELECT member_guid, at_ms FROM balance_checks LIMIT 1",
    ] {
        transaction
            .prepare(look)
            .and_then(|mut statement| statement.query_row([], |_| Ok(())).optional())
            .map_err(not_ours)?;
    }
    Ok(transaction.commit()?)
}

/// A step that doesn't fit means that the tables are not those its version promises. What the
/// system refuses stays what it is.
fn not_ours(error: rusqlite::Error) -> StorageError {
    match StorageError::from(error) {
        StorageError::Failed => StorageError::Damaged,
        other => other,
    }
}

fn has_tables(connection: &Connection) -> Result<bool, StorageError> {
    Ok(
        connection.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |row| {
            row.get(0)
        })?,
    )
}

fn fold_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut sessions =
        transaction.prepare("SELECT rowid, customer_id, institution FROM sessions")?;
    let mut set = transaction.prepare("UPDATE sessions SET search = ?2 WHERE rowid = ?1")?;
    let mut rows = sessions.query([])?;
    while let Some(row) = rows.next()? {
        let rowid: i64 = row.get(0)?;
        let customer: String = row.get(1)?;
        let institution: Option<String> = row.get(2)?;
        set.execute((rowid, searched(&customer, institution.as_deref())))?;
    }
    Ok(())
}

/// What a search looks in: customer and institution, a line each, without case.
pub(super) fn searched(customer_id: &str, institution: Option<&str>) -> String {
    format!(
        "{}\n{}",
        folded(customer_id),
        folded(institution.unwrap_or_default())
    )
}

/// One line without case.
pub(super) fn folded(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}
