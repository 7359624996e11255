//! Reading the journal: on connections of its own, so that nobody who writes waits for a reader.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Statement, named_params};

use super::{EachRow, Happened, MOST_ROWS, ms, named, schema::folded, timeline};
use crate::{
    storage::StorageError,
    view::{
        HistoryDetails, HistoryPage, HistoryQuery, HistoryRow, OutcomeFilter, TimelineSource, Tone,
    },
};

const COLUMNS: &str =
    "id, customer_id, institution, mode, hand_over, environment, api_host, ending,
    masks, started_at_ms, ended_at_ms, outcome, user_guid, member_guid, microdeposit_guid";

/// What is looked for has no more characters than any id or name.
const LONGEST_TEXT: usize = 200;

/// One index answers the whole condition, in the order of the answer.
const FOUND: &str = "FROM sessions INDEXED BY sessions_search
    WHERE started_at_ms >= :from AND started_at_ms < :until
        AND (:outcome IS NULL OR outcome IS :outcome)
        AND (NOT :unfinished OR (ended_at_ms IS NULL AND outcome IS NOT 'waiting_for_deposits'))
        AND (:text = '' OR instr(search, :text) > 0)";

/// A connection that can't write.
pub(super) fn open(path: &Path) -> Result<Connection, StorageError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

struct Asked {
    text: String,
    outcome: Option<&'static str>,
    unfinished: bool,
    from: i64,
    until: i64,
}

impl Asked {
    fn new(query: &HistoryQuery) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "saturates, which is meant")]
        let moment = |at: Option<f64>, else_: i64| at.map_or(else_, |at| at as i64);
        Self {
            text: folded(&query.text.chars().take(LONGEST_TEXT).collect::<String>()),
            outcome: match query.outcome {
                Some(OutcomeFilter::Done) => Some("done"),
                Some(OutcomeFilter::Stopped) => Some("stopped"),
                Some(OutcomeFilter::WaitingForDeposits) => Some("waiting_for_deposits"),
                Some(OutcomeFilter::Unfinished) | None => None,
            },
            unfinished: query.outcome == Some(OutcomeFilter::Unfinished),
            from: moment(query.from_ms, i64::MIN),
            until: moment(query.until_ms, i64::MAX),
        }
    }
}

pub(super) fn page(
    connection: &Connection,
    query: &HistoryQuery,
) -> Result<HistoryPage, StorageError> {
    let asked = Asked::new(query);
    let total: u32 = connection
        .prepare_cached(&format!("SELECT count(*) {FOUND}"))?
        .query_row(
            named_params! {
                ":text": asked.text, ":outcome": asked.outcome, ":unfinished": asked.unfinished,
                ":from": asked.from, ":until": asked.until,
            },
            |row| row.get(0),
        )?;
    // No more than there are: the search ends at the last of them then, not at the last session.
    let left = total.saturating_sub(query.offset);
    let limit = query.limit.min(MOST_ROWS).min(left);
    let mut rows = Vec::new();
    if limit > 0 {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {COLUMNS} {FOUND} ORDER BY started_at_ms DESC LIMIT :limit OFFSET :offset"
        ))?;
        rows_of(
            &mut statement,
            &asked,
            limit.into(),
            query.offset,
            &mut |row| {
                rows.push(row);
                Ok(())
            },
        )?;
    }
    Ok(HistoryPage {
        rows,
        total,
        offset: query.offset,
    })
}

pub(super) fn each(
    connection: &Connection,
    query: &HistoryQuery,
    each: EachRow<'_>,
) -> Result<(), StorageError> {
    let mut statement = connection.prepare(&format!(
        "SELECT {COLUMNS} {FOUND} ORDER BY started_at_ms DESC LIMIT :limit OFFSET :offset"
    ))?;
    rows_of(&mut statement, &Asked::new(query), -1, 0, each)
}

fn rows_of(
    statement: &mut Statement<'_>,
    asked: &Asked,
    limit: i64,
    offset: u32,
    each: EachRow<'_>,
) -> Result<(), StorageError> {
    let mut rows = statement.query(named_params! {
        ":text": asked.text, ":outcome": asked.outcome, ":unfinished": asked.unfinished,
        ":from": asked.from, ":until": asked.until, ":limit": limit, ":offset": offset,
    })?;
    while let Some(row) = rows.next()? {
        each(history_row(row)?)?;
    }
    Ok(())
}

pub(super) fn details(
    connection: &Connection,
    id: &str,
) -> Result<Option<HistoryDetails>, StorageError> {
    let found = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM sessions WHERE id = ?1"))?
        .query_row([id], |row| {
            let started: i64 = row.get(9)?;
            let guids = (row.get(12)?, row.get(13)?, row.get(14)?);
            Ok((history_row(row), started, guids))
        })
        .optional()?;
    let Some((row, started_at_ms, (user_guid, member_guid, microdeposit_guid))) = found else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached(
        "SELECT seq, at_ms, source, tone, kind, text FROM timeline
         WHERE session_id = ?1 ORDER BY run, seq",
    )?;
    let happened = statement
        .query_map([id], happened)?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Some(HistoryDetails {
        row: row?,
        user_guid,
        member_guid,
        microdeposit_guid,
        timeline: timeline(started_at_ms, happened.into_iter()),
    }))
}

fn happened(row: &Row<'_>) -> rusqlite::Result<Happened> {
    let (source, tone): (String, String) = (row.get(2)?, row.get(3)?);
    Ok(Happened {
        seq: row.get(0)?,
        at_ms: row.get(1)?,
        // A word this version doesn't know is no reason to keep the entry from the reader.
        source: named(&source).unwrap_or(TimelineSource::Desk),
        tone: named(&tone).unwrap_or(Tone::Neutral),
        kind: row.get(4)?,
        text: row.get(5)?,
    })
}

fn history_row(row: &Row<'_>) -> Result<HistoryRow, StorageError> {
    let text = |column| row.get::<_, String>(column);
    let ending: Option<String> = row.get(7)?;
    let outcome: Option<String> = row.get(11)?;
    Ok(HistoryRow {
        id: row.get(0)?,
        customer_id: row.get(1)?,
        institution: row.get(2)?,
        mode: named(&text(3)?).ok_or(StorageError::Damaged)?,
        hand_over: named(&text(4)?).unwrap_or_default(),
        environment: named(&text(5)?).ok_or(StorageError::Damaged)?,
        api_host: row.get(6)?,
        ending: ending.as_deref().and_then(named),
        outcome: outcome
            .as_deref()
            .and_then(named)
            .unwrap_or(OutcomeFilter::Unfinished),
        masks: serde_json::from_str(&text(8)?).unwrap_or_default(),
        started_at_ms: ms(row.get(9)?),
        ended_at_ms: row.get::<_, Option<i64>>(10)?.map(ms),
    })
}
