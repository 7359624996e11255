//! The transactions of a session, in memory alone: they come page by page, are shown once they are
//! whole, and go with the session or when the desk is locked.

use std::sync::{Arc, Mutex};

use super::rows::{Incoming, MOST_KEPT, Rows};
use crate::{desk::locked, mx::Transaction, view::counted};

/// What a session has of its transactions.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Held>);

#[derive(Default)]
struct Held {
    /// The reading that is under way; pages of any other are not taken.
    reading: Option<Reading>,
    /// Pages of earlier readings are not wanted any more.
    wanted_from: u32,
    rows: Option<Arc<Rows>>,
    revision: u32,
}

struct Reading {
    number: u32,
    rows: Incoming,
}

/// What came of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Rows read so far.
    pub(crate) read: u32,
    /// No more than these are kept.
    pub(crate) is_full: bool,
}

/// What is shown once all pages are here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) count: u32,
    pub(crate) revision: u32,
    pub(crate) first_on: Option<String>,
    pub(crate) last_on: Option<String>,
}

impl Ledger {
    /// Takes a page in. The first page of a reading begins it; none when the reading it belongs to
    /// is over.
    pub(crate) fn take(
        &self,
        number: u32,
        page: u32,
        transactions: Vec<Transaction>,
    ) -> Option<Taken> {
        let mut held = locked(&self.0);
        if number < held.wanted_from {
            return None;
        }
        if page == 1 {
            held.reading = Some(Reading {
                number,
                rows: Incoming::default(),
            });
        }
        let reading = held.reading.as_mut().filter(|it| it.number == number)?;
        for transaction in transactions {
            if reading.rows.len() >= MOST_KEPT {
                break;
            }
            reading.rows.add(&transaction);
        }
        Some(Taken {
            read: counted(reading.rows.len()),
            is_full: reading.rows.len() >= MOST_KEPT,
        })
    }

    /// All pages are here: from now on these are shown.
    pub(crate) fn complete(&self, number: u32) -> Option<Span> {
        let reading = locked(&self.0).reading.take_if(|it| it.number == number)?;
        // Sorted outside of the lock.
        let rows = reading.rows.complete();
        let mut span = Span {
            count: counted(rows.all.len()),
            revision: 0,
            first_on: rows
                .all
                .iter()
                .rev()
                .find_map(|row| row.date)
                .map(|day| day.to_string()),
            last_on: rows
                .all
                .iter()
                .find_map(|row| row.date)
                .map(|day| day.to_string()),
        };
        let mut held = locked(&self.0);
        held.revision += 1;
        span.revision = held.revision;
        held.rows = Some(Arc::new(rows));
        Some(span)
    }

    /// Lets go of everything, and of what is on its way in readings before this one.
    pub(crate) fn clear(&self, reading: u32) {
        let mut held = locked(&self.0);
        held.wanted_from = reading;
        held.reading = None;
        held.rows = None;
        held.revision += 1;
    }

    /// The rows that are shown, and their revision.
    pub(super) fn rows(&self) -> (Option<Arc<Rows>>, u32) {
        let held = locked(&self.0);
        (held.rows.clone(), held.revision)
    }
}
