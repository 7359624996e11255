//! Which of the rows a person wants to see, and in which order.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use jiff::civil::Date;

use super::ledger::{Row, Rows, counted};
use crate::view::{
    Money, Problem, TransactionQuery, TransactionRow, TransactionSort, TransactionStatus,
};

/// Longest search that is looked for.
const LONGEST_TEXT: usize = 200;

/// What a query found.
pub(crate) struct Found {
    query: TransactionQuery,
    accounts: Vec<String>,
    /// Places in [`Rows::all`].
    pub(crate) rows: Arc<[u32]>,
}

impl Found {
    /// Looks at every row. `accounts` is the order in which the accounts are shown.
    pub(crate) fn new(rows: &Rows, query: &TransactionQuery, accounts: &[String]) -> Self {
        let filter = Filter::of(query);
        let fits = |place: &u32| {
            let row = rows.all.get(*place as usize);
            row.is_some_and(|row| filter.fits(row))
        };
        let found: Arc<[u32]> = match (query.sort, query.ascending) {
            (TransactionSort::Date, false) => (0..counted(rows.all.len())).filter(fits).collect(),
            (TransactionSort::Account, ascending) => {
                let mut found: Vec<u32> = (0..counted(rows.all.len())).filter(fits).collect();
                let rank: HashMap<&str, usize> = accounts
                    .iter()
                    .enumerate()
                    .map(|(rank, guid)| (guid.as_str(), rank))
                    .collect();
                let rank_of = |place: &u32| {
                    let row = rows.all.get(*place as usize);
                    row.and_then(|row| rank.get(&*row.account).copied())
                        .unwrap_or(usize::MAX)
                };
                found.sort_by_cached_key(|place| {
                    let rank = rank_of(place);
                    if ascending { rank } else { usize::MAX - rank }
                });
                found.into()
            }
            (sort, ascending) => {
                let order = rows.order(sort, ascending);
                order.iter().copied().filter(fits).collect()
            }
        };
        Self {
            query: query.clone(),
            accounts: accounts.to_vec(),
            rows: found,
        }
    }

    /// Whether it answers this, too.
    pub(crate) fn is_of(&self, query: &TransactionQuery, accounts: &[String]) -> bool {
        self.query == *query && self.accounts == accounts
    }
}

/// All rows in this order. What is equal stays as it is, and what has no value is last.
pub(crate) fn sorted(rows: &[Row], sort: TransactionSort, ascending: bool) -> Arc<[u32]> {
    let mut order: Vec<u32> = (0..counted(rows.len())).collect();
    let row = |place: &u32| rows.get(*place as usize);
    let lower = |text: &str| text.to_lowercase();
    match sort {
        TransactionSort::Date | TransactionSort::Account => {
            by(&mut order, ascending, |place| row(place)?.date);
        }
        TransactionSort::Description => {
            by(&mut order, ascending, |place| {
                row(place).map(|row| lower(&row.description))
            });
        }
        TransactionSort::Category => {
            by(&mut order, ascending, |place| {
                row(place)?.category.as_deref().map(lower)
            });
        }
        TransactionSort::Amount => {
            by(&mut order, ascending, |place| row(place)?.amount);
            // Amounts of different currencies can't be compared.
            order.sort_by(|a, b| {
                let currency = |place| row(place).and_then(|row| row.currency.as_deref());
                currency(a).cmp(&currency(b))
            });
        }
    }
    order.into()
}

fn by<K: Ord>(order: &mut [u32], ascending: bool, key: impl Fn(&u32) -> Option<K>) {
    struct Key<K>(Option<K>, bool);
    impl<K: Ord> Ord for Key<K> {
        fn cmp(&self, other: &Self) -> Ordering {
            match (&self.0, &other.0) {
                (Some(a), Some(b)) if self.1 => a.cmp(b),
                (Some(a), Some(b)) => b.cmp(a),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }
    }
    impl<K: Ord> PartialOrd for Key<K> {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }
    impl<K: Ord> PartialEq for Key<K> {
        fn eq(&self, other: &Self) -> bool {
            self.cmp(other) == Ordering::Equal
        }
    }
    impl<K: Ord> Eq for Key<K> {}
    order.sort_by_cached_key(|place| Key(key(place), ascending));
}

/// # Errors
/// `invalid_input` for a day that is none.
pub(crate) fn check(query: &TransactionQuery) -> Result<(), Problem> {
    for day in [&query.from_date, &query.until_date].into_iter().flatten() {
        if day.parse::<Date>().is_err() {
            return Err(Problem::invalid_input("This is not a day of the calendar."));
        }
    }
    Ok(())
}

struct Filter<'a> {
    words: Vec<String>,
    query: &'a TransactionQuery,
    from: Option<Date>,
    until: Option<Date>,
}

impl<'a> Filter<'a> {
    fn of(query: &'a TransactionQuery) -> Self {
        let text: String = query.text.chars().take(LONGEST_TEXT).collect();
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
        Self {
            words: text
                .to_lowercase()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            query,
            from: day(&query.from_date),
            until: day(&query.until_date),
        }
    }

    fn fits(&self, row: &Row) -> bool {
        let query = self.query;
        let status = match query.status {
            None => true,
            Some(TransactionStatus::Pending) => row.is_pending,
            Some(TransactionStatus::Posted) => !row.is_pending,
        };
        status
            && query
                .account_guid
                .as_deref()
                .is_none_or(|guid| guid == &*row.account)
            && query.direction.is_none_or(|way| row.direction == Some(way))
            && self
                .from
                .is_none_or(|from| row.date.is_some_and(|day| day >= from))
            && self
                .until
                .is_none_or(|until| row.date.is_some_and(|day| day <= until))
            && self
                .words
                .iter()
                .all(|word| row.folded.contains(word.as_str()))
    }
}

/// A row as the UI gets it.
pub(crate) fn shown(row: &Row) -> TransactionRow {
    TransactionRow {
        guid: row.guid.to_string(),
        account_guid: row.account.to_string(),
        date: row.date.map(|day| day.to_string()),
        description: crate::session::shown_name(&row.description),
        category: row.category.as_deref().map(crate::session::shown_name),
        amount: row.amount.map(|amount| Money {
            amount: amount.to_string(),
            currency: row.currency.as_deref().map(str::to_owned),
        }),
        is_pending: row.is_pending,
    }
}
