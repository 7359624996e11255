//! A recording, of a session at hand or from a file: listed, looked into, written.

use std::sync::Arc;

use super::{axis::Axis, entry::Entry, steps::reached};
use crate::view::{
    EnvironmentKind, InspectorAbout, InspectorDetails, InspectorPage, InspectorQuery, SessionMode,
    counted,
};

/// Rows given out at once.
const MOST_AT_ONCE: u32 = 500;

/// What a recording is of. It names no customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) mode: SessionMode,
    pub(crate) environment: EnvironmentKind,
    pub(crate) api_host: String,
    /// Milliseconds since the Unix epoch.
    pub(crate) started_at_ms: i64,
    pub(crate) saved_at_ms: Option<i64>,
    pub(crate) file_name: Option<String>,
}

/// The messages and calls of a session, as far as they may be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    pub(crate) about: About,
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) dropped: u32,
    pub(super) revision: u32,
}

impl Recording {
    /// A part of what a query finds; 500 rows at most.
    pub(super) fn page(&self, query: &InspectorQuery, offset: u32, limit: u32) -> InspectorPage {
        let axis = self.axis();
        let text = query.text.trim().to_lowercase();
        let found: Vec<&Arc<Entry>> = self
            .entries
            .iter()
            .filter(|entry| entry.fits(query, &text))
            .collect();
        let part = found.iter().skip(offset as usize);
        InspectorPage {
            about: self.about.view(),
            rows: part
                .take(limit.min(MOST_AT_ONCE) as usize)
                .map(|entry| entry.row(|at| axis.place(at)))
                .collect(),
            total: counted(found.len()),
            all: counted(self.entries.len()),
            dropped: self.dropped,
            reached: reached(&self.entries),
            span_ms: self.span_ms(),
            revision: self.revision,
        }
    }

    /// One entry; none if there is none of this number.
    pub(super) fn details(&self, seq: u32) -> Option<InspectorDetails> {
        let entry = self.entries.iter().find(|entry| entry.seq == seq)?;
        let axis = self.axis();
        let row = entry.row(|at| axis.place(at));
        Some(entry.details(row, self.about.environment, &self.about.api_host))
    }

    /// Shows all of it, and writes and reads it: for whatever a file has made of it.
    ///
    /// # Panics
    /// If anything of it can't be shown, or is another after it was written.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn is_looked_through(&self) {
        let page = self.page(&InspectorQuery::default(), 0, u32::MAX);
        assert!(page.rows.len() <= MOST_AT_ONCE as usize);
        for row in &page.rows {
            assert!(self.details(row.seq).is_some());
        }
        let written = |recording: &Self| {
            let mut bytes = Vec::new();
            let count = recording.write("0.0.0", 0, &mut bytes);
            assert_eq!(count.ok(), Some(counted(recording.entries.len())));
            bytes
        };
        let once = written(self);
        // Laid out for people, it can be larger than what is read.
        if once.len() <= super::MAX_FILE_BYTES {
            let again = Self::read(&once);
            assert!(again.is_ok_and(|again| written(&again) == once));
        }
    }

    fn span_ms(&self) -> u32 {
        let ends = self
            .entries
            .iter()
            .map(|entry| entry.ended_at_ms().unwrap_or(entry.at_ms));
        ends.max().unwrap_or_default()
    }

    fn axis(&self) -> Axis {
        let span = self.span_ms();
        Axis::new(
            self.entries
                .iter()
                .map(|entry| (entry.at_ms, entry.ended_at_ms().unwrap_or(span))),
        )
    }
}

impl About {
    pub(super) fn view(&self) -> InspectorAbout {
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let ms = |at: i64| at as f64;
        InspectorAbout {
            mode: self.mode,
            environment: self.environment,
            api_host: self.api_host.clone(),
            started_at_ms: ms(self.started_at_ms),
            saved_at_ms: self.saved_at_ms.map(ms),
            file_name: self.file_name.clone(),
        }
    }
}
