//! Past sessions: searched, read, deleted, put into a file, and let go when they are old.

use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use crate::{
    desk::Desk,
    files::{Saving, csv_line},
    journal::{Journal, name_of},
    storage::StorageError,
    view::{
        AuditAction, EndingKind, EnvironmentKind, HandOver, HistoryDetails, HistoryFormat,
        HistoryPage, HistoryQuery, HistoryRow, OutcomeFilter, Problem, ProblemCode, SavedFile,
        SessionMode,
    },
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// How often it is looked whether a day has passed; a computer that slept through it is late by
/// no more.
const LOOK_EVERY: Duration = Duration::from_secs(15 * 60);
/// Sessions deleted in one go, so that a session that is running never waits for long.
const PURGED_AT_ONCE: u32 = 500;

impl Desk {
    /// A part of the past sessions a query finds, newest first.
    ///
    /// # Errors
    /// `storage_failed`.
    pub async fn search_history(&self, query: HistoryQuery) -> Result<HistoryPage, Problem> {
        self.with_journal(move |journal| journal.search(&query))
            .await
    }

    /// All that is kept of a past session.
    ///
    /// # Errors
    /// `not_found`; `storage_failed`.
    pub async fn read_history(&self, id: String) -> Result<HistoryDetails, Problem> {
        self.with_journal(move |journal| journal.details(&id))
            .await?
            .ok_or_else(unknown)
    }

    /// Deletes a past session with all that is kept of it. The audit log keeps that it was.
    ///
    /// # Errors
    /// `not_now` while the session is open; `not_found`; `storage_failed`.
    pub async fn delete_history(&self, id: String) -> Result<(), Problem> {
        if self.look(|state| state.sessions.has(&id)) {
            return Err(Problem::not_now(
                "The session is open.",
                "Finish it in the list of open sessions first.",
            ));
        }
        let row = self.read_history(id.clone()).await?.row;
        let subject = format!("{}, session of {}", row.customer_id, day(row.started_at_ms));
        self.audit_first(AuditAction::DeleteHistory, &subject, None)?;
        self.with_journal(move |journal| journal.forget(&id))
            .await?;
        self.reload_unfinished();
        Ok(())
    }

    /// Saves every session a query finds where the person says; none if they changed their mind.
    ///
    /// # Errors
    /// `forbidden_by_policy`; `save_failed`; `storage_failed`.
    pub async fn export_history(
        &self,
        query: HistoryQuery,
        format: HistoryFormat,
    ) -> Result<Option<SavedFile>, Problem> {
        self.refuse_export()?;
        let extension = match format {
            HistoryFormat::Csv => "csv",
            HistoryFormat::JsonLines => "jsonl",
        };
        let today = moment(self.0.ports.clock.now_ms()).strftime("%Y-%m-%d");
        let saving = Saving {
            suggested_name: format!("connect-desk-history-{today}.{extension}"),
            action: AuditAction::ExportHistory,
            subject: "past sessions".to_owned(),
            reason: None,
        };
        let journal = Arc::clone(&self.0.journal);
        self.save_file(saving, move |file| write(&*journal, &query, format, file))
            .await
    }

    /// Lets go of past sessions older than the retention period, now and then every day, for as
    /// long as the app runs. Those without an end stay until they have one.
    pub async fn keep_to_retention(self) {
        let mut purged_at = None;
        loop {
            let now_ms = self.0.ports.clock.now_ms();
            if purged_at.is_none_or(|at| now_ms - at >= DAY_MS) {
                purged_at = Some(now_ms);
                self.purge_history(now_ms).await;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    async fn purge_history(&self, now_ms: i64) {
        let Some(days) = self.policy().retention_days else {
            return;
        };
        let before_ms = now_ms - i64::from(days) * DAY_MS;
        let mut gone = 0;
        loop {
            let purged = self
                .with_journal(move |journal| journal.purge(before_ms, PURGED_AT_ONCE))
                .await;
            match purged {
                Ok(0) => break,
                Ok(count) => gone += count,
                Err(problem) => {
                    self.update(|state| state.view.storage_problem = Some(problem));
                    break;
                }
            }
        }
        if gone > 0 {
            let sessions = count(gone, "session", "sessions");
            let days = count(days, "day", "days");
            let subject = format!("{sessions} that ended more than {days} ago");
            self.audit(AuditAction::Purge, &subject, None);
        }
    }

    pub(crate) async fn with_journal<T: Send + 'static>(
        &self,
        read: impl FnOnce(&dyn Journal) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Problem> {
        let journal = Arc::clone(&self.0.journal);
        match tokio::task::spawn_blocking(move || read(&*journal)).await {
            Ok(read) => read.map_err(StorageError::problem),
            Err(_) => Err(Problem::internal()),
        }
    }
}

/// One session in a file. The names are the file's form: they stay.
#[derive(Serialize)]
struct Line<'a> {
    session_id: &'a str,
    customer_id: &'a str,
    institution: &'a str,
    mode: SessionMode,
    hand_over: HandOver,
    environment: EnvironmentKind,
    api_host: &'a str,
    outcome: OutcomeFilter,
    ending: Option<EndingKind>,
    account_masks: &'a [String],
    started_at: String,
    ended_at: Option<String>,
}

const HEADER: [&str; 12] = [
    "session_id",
    "customer_id",
    "institution",
    "mode",
    "hand_over",
    "environment",
    "api_host",
    "outcome",
    "ending",
    "account_masks",
    "started_at",
    "ended_at",
];

impl<'a> Line<'a> {
    fn of(row: &'a HistoryRow) -> Self {
        Self {
            session_id: &row.id,
            customer_id: &row.customer_id,
            institution: row.institution.as_deref().unwrap_or_default(),
            mode: row.mode,
            hand_over: row.hand_over,
            environment: row.environment,
            api_host: &row.api_host,
            outcome: row.outcome,
            ending: row.ending,
            account_masks: &row.masks,
            started_at: utc(row.started_at_ms),
            ended_at: row.ended_at_ms.map(utc),
        }
    }

    fn csv(&self) -> String {
        csv_line(&[
            self.session_id,
            self.customer_id,
            self.institution,
            &name_of(self.mode),
            &name_of(self.hand_over),
            &name_of(self.environment),
            self.api_host,
            &name_of(self.outcome),
            &self.ending.map(name_of).unwrap_or_default(),
            &self.account_masks.join(" "),
            &self.started_at,
            self.ended_at.as_deref().unwrap_or_default(),
        ])
    }
}

/// Row by row: a long history needs no more memory than a short one.
fn write(
    journal: &dyn Journal,
    query: &HistoryQuery,
    format: HistoryFormat,
    file: &mut dyn Write,
) -> io::Result<u32> {
    if format == HistoryFormat::Csv {
        file.write_all(csv_line(&HEADER).as_bytes())?;
    }
    let mut count = 0;
    let mut failed = None;
    let read = journal.each(query, &mut |row| {
        let line = Line::of(&row);
        let written = match format {
            HistoryFormat::Csv => file.write_all(line.csv().as_bytes()),
            HistoryFormat::JsonLines => serde_json::to_writer(&mut *file, &line)
                .map_err(io::Error::from)
                .and_then(|()| file.write_all(b"\n")),
        };
        count += 1;
        written.map_err(|error| {
            failed = Some(error);
            StorageError::Failed
        })
    });
    match (read, failed) {
        (Ok(()), _) => Ok(count),
        (Err(_), Some(error)) => Err(error),
        (Err(error), None) => Err(io::Error::other(error)),
    }
}

/// Seconds are enough for a person.
pub(crate) fn utc(ms: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let ms = ms as i64;
    utc_at(Timestamp::from_millisecond(ms).unwrap_or_default())
}

/// The same of a moment.
pub(crate) fn utc_at(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn day(ms: f64) -> String {
    let utc = utc(ms);
    utc.split('T').next().unwrap_or_default().to_owned()
}

fn moment(ms: i64) -> jiff::Zoned {
    Timestamp::from_millisecond(ms)
        .unwrap_or_default()
        .to_zoned(TimeZone::UTC)
}

fn unknown() -> Problem {
    Problem::new(
        ProblemCode::NotFound,
        "This session is not in the history any more.",
        "Search again.",
    )
}
