//! The transactions of a session, in memory alone: they come page by page, are shown once they are
//! whole, and go with the session or when the desk is locked.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::query::Found;
use crate::{
    desk::locked,
    mx::Transaction,
    view::{TransactionDirection, TransactionQuery, TransactionSort},
};

/// More than any customer has, and about 100 MB.
pub(crate) const MOST_KEPT: usize = 200_000;
/// 10¹⁵. Larger amounts are a mistake of somebody's, and would make every sum one.
pub(super) const LARGEST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

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
    rows: Vec<Row>,
    known: HashSet<Box<str>>,
    words: HashSet<Arc<str>>,
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
                rows: Vec::with_capacity(transactions.len()),
                known: HashSet::new(),
                words: HashSet::new(),
            });
        }
        let reading = held.reading.as_mut().filter(|it| it.number == number)?;
        for transaction in transactions {
            if reading.rows.len() >= MOST_KEPT {
                break;
            }
            reading.add(transaction);
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
        let rows = Rows::new(reading.rows);
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
    pub(crate) fn rows(&self) -> (Option<Arc<Rows>>, u32) {
        let held = locked(&self.0);
        (held.rows.clone(), held.revision)
    }
}

impl Reading {
    /// A page can repeat rows of the one before, when new ones came in between.
    fn add(&mut self, transaction: Transaction) {
        let guid: Box<str> = transaction.guid.into();
        if !self.known.insert(guid.clone()) {
            return;
        }
        let amount = transaction
            .amount
            .map(|amount| amount.abs())
            .filter(|amount| *amount <= LARGEST);
        let amount = match transaction.direction {
            Some(TransactionDirection::Out) => amount.map(|amount| -amount),
            _ => amount,
        };
        let description = transaction
            .description
            .or_else(|| transaction.original_description.clone())
            .unwrap_or_default();
        let folded = [
            Some(description.as_str()),
            transaction.original_description.as_deref(),
            transaction.category.as_deref(),
            transaction.top_level_category.as_deref(),
            amount.map(|amount| amount.abs().to_string()).as_deref(),
        ]
        .into_iter()
        .flatten()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("\n");
        let row = Row {
            guid,
            account: self.word(&transaction.account_guid),
            date: transaction.date,
            description: description.into(),
            original: transaction.original_description.map(Into::into),
            category: transaction.category.map(|word| self.word(&word)),
            top_level: transaction.top_level_category.map(|word| self.word(&word)),
            amount,
            currency: transaction.currency.map(|word| self.word(&word)),
            direction: transaction.direction,
            is_pending: transaction.is_pending,
            folded: folded.into(),
        };
        self.rows.push(row);
    }

    /// The same word is kept once.
    fn word(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.words.get(word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = word.into();
        self.words.insert(Arc::clone(&word));
        word
    }
}

/// One transaction. Not `Debug`.
pub(crate) struct Row {
    pub(crate) guid: Box<str>,
    pub(crate) account: Arc<str>,
    pub(crate) date: Option<Date>,
    pub(crate) description: Box<str>,
    pub(crate) original: Option<Box<str>>,
    pub(crate) category: Option<Arc<str>>,
    pub(crate) top_level: Option<Arc<str>>,
    /// Signed.
    pub(crate) amount: Option<Decimal>,
    pub(crate) currency: Option<Arc<str>>,
    pub(crate) direction: Option<TransactionDirection>,
    pub(crate) is_pending: bool,
    /// Everything that is searched, in lower case.
    pub(crate) folded: Box<str>,
}

/// The rows in every order that was asked for, by column and direction.
type Orders = HashMap<(TransactionSort, bool), Arc<[u32]>>;

/// All rows, latest day first.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) all: Vec<Row>,
    orders: Mutex<Orders>,
    last: Mutex<Option<Found>>,
}

impl Rows {
    fn new(mut all: Vec<Row>) -> Self {
        // Within a day as MX has them; without a day at the end.
        all.sort_by_key(|row| std::cmp::Reverse(row.date));
        Self {
            all,
            orders: Mutex::default(),
            last: Mutex::default(),
        }
    }

    /// What a query found last is kept: a list that is scrolled asks the same again and again.
    pub(crate) fn find(&self, query: &TransactionQuery, accounts: &[String]) -> Arc<[u32]> {
        if let Some(found) = &*locked(&self.last)
            && found.is_of(query, accounts)
        {
            return Arc::clone(&found.rows);
        }
        let found = Found::new(self, query, accounts);
        let rows = Arc::clone(&found.rows);
        *locked(&self.last) = Some(found);
        rows
    }

    /// Every row in this order; sorted once.
    pub(crate) fn order(&self, sort: TransactionSort, ascending: bool) -> Arc<[u32]> {
        let mut orders = locked(&self.orders);
        let order = orders
            .entry((sort, ascending))
            .or_insert_with(|| super::query::sorted(&self.all, sort, ascending));
        Arc::clone(order)
    }
}

/// Never more than [`MOST_KEPT`].
pub(crate) fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
