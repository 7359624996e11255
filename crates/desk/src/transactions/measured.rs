//! How long a very long list takes. Not a limit: the figures are for a person to read, from
//! `cargo test --release -p desk very_long_list -- --nocapture`.

use std::time::Instant;

use jiff::{ToSpan, civil::date};
use rust_decimal::Decimal;

use super::{rows::Incoming, *};
use crate::{
    mx::Transaction,
    view::{TransactionDirection as Way, TransactionSort as Sort},
};

/// Debug builds are slow.
const SIZES: &[u32] = if cfg!(debug_assertions) {
    &[100_000]
} else {
    &[100_000, 1_000_000]
};
/// Every tenth row is at a place nobody pays at twice, which is more than in a person's life.
const PLACES: u32 = 1_000;

fn row(n: u32, of: u32) -> Transaction {
    let place = if n.is_multiple_of(10) { n } else { n % PLACES };
    Transaction {
        guid: format!("TRN-00000000-0000-4000-8000-{n:012}"),
        account_guid: format!("ACT-{}", n % 5),
        date: Some(date(2026, 11, 20).saturating_sub(i64::from(n * 700 / of).days())),
        description: Some(format!("Shop Number {place}")),
        original_description: Some(format!("SHOP NUMBER {place} POS 0071")),
        category: Some(format!("Category {}", place % 60)),
        top_level_category: Some(format!("Top {}", place % 12)),
        amount: Some(Decimal::new(i64::from(n.wrapping_mul(7919) % 100_000), 2)),
        currency: Some("USD".to_owned()),
        direction: Some(if n.is_multiple_of(9) {
            Way::In
        } else {
            Way::Out
        }),
        ..Transaction::default()
    }
}

#[test]
fn a_very_long_list_is_searched_sorted_and_summed() {
    SIZES.iter().copied().for_each(measure);
}

fn measure(size: u32) {
    let mut start = Instant::now();
    let mut said = |what: &str, count: usize| {
        println!("{what}: {count} rows in {:?}", start.elapsed());
        start = Instant::now();
    };
    let mut incoming = Incoming::default();
    (0..size).for_each(|n| incoming.add(&row(n, size)));
    said("made and taken in", incoming.len());
    let rows = incoming.complete();
    said("completed", rows.all.len());
    for (what, sort, ascending, text) in [
        ("the first page", Sort::Date, false, ""),
        ("a word", Sort::Date, false, "number"),
        ("two words", Sort::Date, false, "shop 77"),
        ("an amount", Sort::Date, false, "12.5"),
        ("an amount again", Sort::Date, false, "7.25"),
        ("nothing", Sort::Date, false, "no such shop"),
        ("first by amount", Sort::Amount, false, ""),
        ("a word by amount", Sort::Amount, false, "number"),
        ("first by description", Sort::Description, true, ""),
        ("first by category", Sort::Category, true, ""),
        ("by account", Sort::Account, true, ""),
        ("oldest first", Sort::Date, true, ""),
    ] {
        let query = TransactionQuery {
            sort,
            ascending,
            text: text.to_owned(),
            ..TransactionQuery::default()
        };
        let found = rows.find(&query, &["ACT-3".to_owned()]);
        said(what, found.len());
        assert_eq!(found.is_empty(), what == "nothing");
    }
    let all = rows.find(&TransactionQuery::default(), &[]);
    let sums = summary::summarize(&rows, &all);
    said("summed", sums.iter().map(|sum| sum.count as usize).sum());
}
