//! Which of the rows a person wants to see, and in which order.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    order,
    rows::{Row, Rows},
    sought::{self, Sought},
};
use crate::{
    session::shown_name,
    view::{
        Money, Problem, TransactionQuery, TransactionRow, TransactionSort, TransactionStatus,
        counted,
    },
};

/// Longest search that is looked for.
const LONGEST_TEXT: usize = 200;

/// What a query found.
pub(super) struct Found {
    query: TransactionQuery,
    accounts: Vec<String>,
    /// Places in [`Rows::all`].
    pub(super) rows: Arc<[u32]>,
}

impl Found {
    /// Looks at every row. `accounts` is the order in which the accounts are shown.
    pub(super) fn new(rows: &Rows, query: &TransactionQuery, accounts: &[String]) -> Self {
        let filter = Filter::of(rows, query);
        let fits = |place: &u32| filter.fits(*place, &rows.all[*place as usize]);
        let found: Arc<[u32]> = match (query.sort, query.ascending) {
            (TransactionSort::Date, false) => (0..counted(rows.all.len())).filter(fits).collect(),
            (TransactionSort::Account, ascending) => {
                let order = order::by_account(rows, accounts, ascending);
                order.iter().copied().filter(fits).collect()
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
    pub(super) fn is_of(&self, query: &TransactionQuery, accounts: &[String]) -> bool {
        self.query == *query && self.accounts == accounts
    }
}

/// Refuses a query that makes no sense.
///
/// # Errors
/// `invalid_input` for a day that is none.
pub(super) fn check(query: &TransactionQuery) -> Result<(), Problem> {
    for day in [&query.from_date, &query.until_date].into_iter().flatten() {
        if day.parse::<Date>().is_err() {
            return Err(Problem::invalid_input("There is no such date."));
        }
    }
    Ok(())
}

struct Filter<'a> {
    parts: Vec<Part>,
    query: &'a TransactionQuery,
    /// Place of the account's guid; of one without transactions there is none.
    account: Option<Option<u32>>,
    from: Option<Date>,
    until: Option<Date>,
}

/// Where a part of the search is.
struct Part {
    /// By text, each of its words.
    in_text: Vec<Vec<bool>>,
    /// By row. Only of one that could be an amount.
    in_amount: Option<Vec<bool>>,
    /// Its currency, of one that is the code of one.
    currency: Option<u32>,
}

impl Part {
    fn of(rows: &Rows, sought: &Sought) -> Self {
        let folded = |word: &String| rows.folded().holding(word);
        let currency = match sought.typed.as_slice() {
            [code] if code.len() == 3 => rows.place_of(&code.to_uppercase()),
            _ => None,
        };
        Self {
            in_text: sought.typed.iter().map(folded).collect(),
            in_amount: sought
                .amount
                .as_ref()
                .map(|amount| rows.amounts().holding(amount)),
            currency,
        }
    }

    fn is_in(&self, place: u32, row: &Row) -> bool {
        let is_in_amount = |held: &Vec<bool>| held[place as usize];
        self.in_text.iter().all(|held| held[row.text as usize])
            || self.in_amount.as_ref().is_some_and(is_in_amount)
            || (self.currency.is_some() && self.currency == row.currency)
    }
}

impl<'a> Filter<'a> {
    fn of(rows: &Rows, query: &'a TransactionQuery) -> Self {
        let text: String = query.text.chars().take(LONGEST_TEXT).collect();
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
        Self {
            parts: sought::all(&text)
                .iter()
                .map(|sought| Part::of(rows, sought))
                .collect(),
            query,
            account: query
                .account_guid
                .as_deref()
                .map(|guid| rows.place_of(guid)),
            from: day(&query.from_date),
            until: day(&query.until_date),
        }
    }

    fn fits(&self, place: u32, row: &Row) -> bool {
        let query = self.query;
        let status = match query.status {
            None => true,
            Some(TransactionStatus::Pending) => row.is_pending,
            Some(TransactionStatus::Posted) => !row.is_pending,
        };
        status
            && self
                .account
                .is_none_or(|account| account == Some(row.account))
            && query.direction.is_none_or(|way| row.direction == Some(way))
            && self
                .from
                .is_none_or(|from| row.date.is_some_and(|day| day >= from))
            && self
                .until
                .is_none_or(|until| row.date.is_some_and(|day| day <= until))
            && self.parts.iter().all(|part| part.is_in(place, row))
    }
}

/// A row as the UI gets it.
pub(super) fn shown(rows: &Rows, row: &Row) -> TransactionRow {
    let text = rows.text_of(row);
    TransactionRow {
        guid: row.guid.to_string(),
        account_guid: rows.account_of(row).to_owned(),
        date: row.date.map(|day| day.to_string()),
        description: shown_name(&text.description),
        category: rows.name(text.category).map(shown_name),
        amount: row.amount.map(|amount| Money {
            amount: amount.to_string(),
            currency: rows.name(row.currency).map(str::to_owned),
        }),
        is_pending: row.is_pending,
    }
}
