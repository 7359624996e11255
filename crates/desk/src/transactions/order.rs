//! Every row in the order of a column. Each row gets a rank, and rows are laid out by rank in one
//! go: what is equal stays as it is, and what has no value is last, whichever way.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::rows::{Row, Rows};
use crate::view::{TransactionSort, counted};

/// Decimals of an amount that are compared; no currency has as many.
const DECIMALS: u32 = 10;

/// All rows in this order.
pub(super) fn sorted(rows: &Rows, sort: TransactionSort, ascending: bool) -> Arc<[u32]> {
    match sort {
        TransactionSort::Date | TransactionSort::Account => by_date(rows, ascending),
        TransactionSort::Description => {
            let of_text = ranks(rows.texts.iter().map(|text| Some(lower(&text.description))));
            lay_out(rows, ascending, |row| of_text[row.text as usize])
        }
        TransactionSort::Category => {
            let of_text = ranks(
                rows.texts
                    .iter()
                    .map(|text| rows.name(text.category).map(lower)),
            );
            lay_out(rows, ascending, |row| of_text[row.text as usize])
        }
        TransactionSort::Amount => by_amount(rows, ascending),
    }
}

/// All rows by the place of their account in a list of accounts; others come last, or first.
pub(super) fn by_account(rows: &Rows, accounts: &[String], ascending: bool) -> Arc<[u32]> {
    let place_of = |name: &str| accounts.iter().position(|guid| guid == name);
    let others = accounts.len();
    let of_name: Vec<u32> = rows
        .names
        .iter()
        .map(|name| counted(place_of(name).unwrap_or(others)))
        .collect();
    lay_out(rows, ascending, |row| Some(of_name[row.account as usize]))
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The rank of each value among all of them, from 0; none has none.
fn ranks<K: Ord>(values: impl Iterator<Item = Option<K>>) -> Vec<Option<u32>> {
    let values: Vec<Option<K>> = values.collect();
    let mut order: Vec<usize> = (0..values.len())
        .filter(|place| values[*place].is_some())
        .collect();
    order.sort_unstable_by(|a, b| values[*a].cmp(&values[*b]));
    let mut ranks = vec![None; values.len()];
    let mut rank = 0;
    for (at, place) in order.iter().enumerate() {
        let is_new = at > 0 && values[order[at - 1]] != values[*place];
        rank += u32::from(is_new);
        ranks[*place] = Some(rank);
    }
    ranks
}

/// Lays rows out by rank: counted first, then put where their rank begins.
fn lay_out(rows: &Rows, ascending: bool, rank: impl Fn(&Row) -> Option<u32>) -> Arc<[u32]> {
    let most = rows
        .all
        .iter()
        .filter_map(&rank)
        .max()
        .map_or(0, |it| it + 1);
    let slot = |row: &Row| match rank(row) {
        Some(rank) if ascending => rank as usize,
        Some(rank) => (most - 1 - rank) as usize,
        None => most as usize,
    };
    let mut next = vec![0_u32; most as usize + 2];
    for row in &rows.all {
        next[slot(row) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut order = vec![0; rows.all.len()];
    for (place, row) in (0..).zip(&rows.all) {
        let at = &mut next[slot(row)];
        order[*at as usize] = place;
        *at += 1;
    }
    order.into()
}

/// The rows are by date already, latest first: days change places, rows within a day don't.
fn by_date(rows: &Rows, ascending: bool) -> Arc<[u32]> {
    let mut order: Vec<u32> = (0..counted(rows.all.len())).collect();
    if ascending {
        order.sort_by_key(|place| {
            let date = rows.all[*place as usize].date;
            (date.is_none(), date)
        });
    }
    order.into()
}

/// Amounts of different currencies can't be compared: each currency by itself.
fn by_amount(rows: &Rows, ascending: bool) -> Arc<[u32]> {
    let of_name = ranks(rows.names.iter().map(Some));
    let mut keys: Vec<_> = (0..)
        .zip(&rows.all)
        .map(|(place, row)| {
            let currency = row.currency.map(|it| of_name[it as usize]);
            let amount = row.amount.map(comparable);
            let signed = if ascending {
                amount.unwrap_or_default()
            } else {
                -amount.unwrap_or_default()
            };
            (currency, amount.is_none(), signed, place)
        })
        .collect();
    keys.sort_unstable();
    keys.into_iter().map(|(.., place)| place).collect()
}

/// An amount as a whole number. Its limit leaves room for the decimals.
fn comparable(amount: Decimal) -> i128 {
    let (mantissa, scale) = (amount.mantissa(), amount.scale());
    if scale <= DECIMALS {
        mantissa.saturating_mul(10_i128.pow(DECIMALS - scale))
    } else {
        mantissa / 10_i128.pow(scale - DECIMALS)
    }
}
