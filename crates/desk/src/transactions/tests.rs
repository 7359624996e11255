//! Transactions in memory: kept, searched, sorted and summed; and accounts by kind.

use jiff::civil::date;

use super::*;
use crate::{
    mx::Transaction,
    view::{
        AccountGroupKind, CurrencySummary, Money, PeriodStep, TransactionDirection as Way,
        TransactionSort as Sort, TransactionStatus, VerifiedAccount,
    },
};

fn movement(guid: &str, way: Way, amount: &str, description: &str) -> Transaction {
    Transaction {
        guid: guid.to_owned(),
        account_guid: "ACT-1".to_owned(),
        date: Some(date(2026, 11, 20)),
        description: Some(description.to_owned()),
        category: Some("Groceries".to_owned()),
        top_level_category: Some("Food & Dining".to_owned()),
        amount: amount.parse().ok(),
        currency: Some("USD".to_owned()),
        direction: Some(way),
        ..Transaction::default()
    }
}

fn rows_of(transactions: Vec<Transaction>) -> Arc<Rows> {
    let ledger = Ledger::default();
    ledger.take(1, 1, transactions).expect("it is taken");
    ledger.complete(1).expect("it is complete");
    ledger.rows().0.expect("rows")
}

/// The guids a query finds, in order.
fn found(rows: &Rows, query: &TransactionQuery) -> Vec<String> {
    let accounts = ["ACT-2".to_owned(), "ACT-1".to_owned()];
    rows.find(query, &accounts)
        .iter()
        .map(|place| rows.all[*place as usize].guid.to_string())
        .collect()
}

fn sums_of_all(rows: &Rows) -> Vec<CurrencySummary> {
    let places: Vec<u32> = (0..counted(rows.all.len())).collect();
    summary::summarize(rows, &places)
}

fn sample() -> Arc<Rows> {
    let mut rent = movement("TRN-1", Way::Out, "900", "Rent");
    rent.date = Some(date(2026, 11, 1));
    rent.account_guid = "ACT-2".to_owned();
    let mut coffee = movement("TRN-2", Way::Out, "3.10", "Äpfel & Coffee");
    coffee.is_pending = true;
    let mut pay = movement("TRN-3", Way::In, "2400.00", "Pay");
    pay.date = Some(date(2026, 11, 15));
    pay.category = Some("Paycheck".to_owned());
    let mut euro = movement("TRN-4", Way::Out, "5", "croissant");
    euro.currency = Some("EUR".to_owned());
    euro.date = None;
    rows_of(vec![rent, coffee, pay, euro])
}

#[test]
fn the_latest_come_first_and_those_without_a_day_last() {
    let rows = sample();
    let all = found(&rows, &TransactionQuery::default());
    assert_eq!(all, ["TRN-2", "TRN-3", "TRN-1", "TRN-4"]);
    let earliest = TransactionQuery {
        ascending: true,
        ..TransactionQuery::default()
    };
    assert_eq!(
        found(&rows, &earliest),
        ["TRN-1", "TRN-3", "TRN-2", "TRN-4"]
    );
}

#[test]
fn every_filter_leaves_out_what_does_not_fit() {
    let rows = sample();
    let query = TransactionQuery::default;
    let with_text = |text: &str| TransactionQuery {
        text: text.to_owned(),
        ..query()
    };
    assert_eq!(found(&rows, &with_text("äpfel COFFEE")), ["TRN-2"]);
    assert_eq!(found(&rows, &with_text("paycheck")), ["TRN-3"]);
    assert_eq!(found(&rows, &with_text("3.10")), ["TRN-2"]);
    assert_eq!(found(&rows, &with_text("nothing like it")), [""; 0]);
    let of_account = TransactionQuery {
        account_guid: Some("ACT-2".to_owned()),
        ..query()
    };
    assert_eq!(found(&rows, &of_account), ["TRN-1"]);
    let pending = TransactionQuery {
        status: Some(TransactionStatus::Pending),
        ..query()
    };
    assert_eq!(found(&rows, &pending), ["TRN-2"]);
    let money_in = TransactionQuery {
        direction: Some(Way::In),
        ..query()
    };
    assert_eq!(found(&rows, &money_in), ["TRN-3"]);
    let half_month = TransactionQuery {
        from_date: Some("2026-11-01".to_owned()),
        until_date: Some("2026-11-15".to_owned()),
        ..query()
    };
    assert_eq!(found(&rows, &half_month), ["TRN-3", "TRN-1"]);
    let no_day = TransactionQuery {
        from_date: Some("2026-02-30".to_owned()),
        ..query()
    };
    assert!(query::check(&no_day).is_err());
}

#[test]
fn an_amount_is_found_as_the_page_shows_it() {
    // As MX sends them, and an amount with more decimals than money has.
    let amounts = ["3.1", "1234.5", "20", "0.0525"];
    let rows = rows_of(
        (1..)
            .zip(amounts)
            .map(|(n, amount)| movement(&format!("TRN-{n}"), Way::Out, amount, "x"))
            .collect(),
    );
    for (text, expected) in [
        ("3.10", &["TRN-1"][..]),
        ("3.1", &["TRN-1"]),
        ("1,234.50", &["TRN-2"]),
        ("1.234,50", &["TRN-2"]),
        ("1.234", &["TRN-2"]),
        ("1234,5", &["TRN-2"]),
        ("$1,234.50", &["TRN-2"]),
        ("-1 234,50 €", &["TRN-2"]),
        ("1\u{202F}234,50\u{A0}€", &["TRN-2"]),
        ("usd 3.10", &["TRN-1"]),
        ("eur 3.10", &[]),
        ("1234.", &["TRN-2"]),
        ("20.00", &["TRN-3"]),
        ("0.0525", &["TRN-4"]),
        (".", &[]),
        ("3.10.", &[]),
    ] {
        let query = TransactionQuery {
            text: text.to_owned(),
            ..TransactionQuery::default()
        };
        assert_eq!(found(&rows, &query), expected, "{text}");
    }
}

#[test]
fn columns_sort_both_ways_and_amounts_within_their_currency() {
    let rows = sample();
    let by = |sort, ascending| {
        let query = TransactionQuery {
            sort,
            ascending,
            ..TransactionQuery::default()
        };
        found(&rows, &query)
    };
    let words = ["TRN-4", "TRN-3", "TRN-1", "TRN-2"];
    assert_eq!(by(Sort::Description, true), words);
    assert_eq!(
        by(Sort::Description, false),
        ["TRN-2", "TRN-1", "TRN-3", "TRN-4"]
    );
    assert_eq!(by(Sort::Amount, true), ["TRN-4", "TRN-1", "TRN-2", "TRN-3"]);
    assert_eq!(
        by(Sort::Amount, false),
        ["TRN-4", "TRN-3", "TRN-2", "TRN-1"]
    );
    assert_eq!(by(Sort::Account, true)[0], "TRN-1", "shown first");
    assert_eq!(by(Sort::Account, false)[3], "TRN-1");
    assert_eq!(by(Sort::Category, false)[0], "TRN-3");
}

#[test]
fn money_out_is_negative_and_words_that_disguise_are_taken_away() {
    let mut odd = movement("TRN-1", Way::Out, "12.50", "Shop \u{202E}51.21");
    odd.original_description = Some("SHOP".to_owned());
    let rows = rows_of(vec![odd]);
    let row = query::shown(&rows, &rows.all[0]);
    assert_eq!(row.amount.unwrap().amount, "-12.50");
    assert_eq!(row.description, "Shop 51.21");
}

#[test]
fn a_reading_is_shown_when_it_is_whole_and_never_twice_the_same_row() {
    let ledger = Ledger::default();
    ledger
        .take(1, 1, vec![movement("TRN-1", Way::In, "1", "one")])
        .unwrap();
    assert!(ledger.rows().0.is_none(), "not whole yet");
    let both = vec![
        movement("TRN-1", Way::In, "1", "one"),
        movement("TRN-2", Way::In, "2", "two"),
    ];
    assert_eq!(ledger.take(1, 2, both).unwrap().read, 2);
    let span = ledger.complete(1).unwrap();
    assert_eq!((span.count, span.revision), (2, 1));
    assert_eq!(span.first_on.as_deref(), Some("2026-11-20"));

    // The old ones stay until the next reading is whole.
    ledger.take(2, 1, Vec::new()).unwrap();
    assert_eq!(ledger.rows().0.unwrap().all.len(), 2);
    assert_eq!(ledger.complete(2).unwrap().revision, 2);
    assert!(ledger.rows().0.unwrap().all.is_empty());
}

#[test]
fn what_comes_after_the_lock_is_not_kept() {
    let ledger = Ledger::default();
    ledger
        .take(1, 1, vec![movement("TRN-1", Way::In, "1", "one")])
        .unwrap();
    ledger.complete(1).unwrap();
    ledger.clear(3);
    assert!(ledger.rows().0.is_none());
    assert!(
        ledger
            .take(2, 1, vec![movement("TRN-2", Way::In, "1", "late")])
            .is_none()
    );
    assert!(ledger.complete(2).is_none());
}

#[test]
fn no_more_than_the_most_are_kept() {
    let ledger = Ledger::default();
    let many = |from: usize, count: usize| {
        (from..from + count)
            .map(|n| movement(&format!("TRN-{n}"), Way::In, "1", "x"))
            .collect()
    };
    assert!(
        !ledger
            .take(1, 1, many(0, rows::MOST_KEPT - 1))
            .unwrap()
            .is_full
    );
    assert!(
        ledger
            .take(1, 2, many(rows::MOST_KEPT, 10))
            .unwrap()
            .is_full
    );
    assert_eq!(ledger.complete(1).unwrap().count as usize, rows::MOST_KEPT);
}

#[test]
fn sums_are_decimal_by_currency_and_leave_transfers_out() {
    let mut moved = movement("TRN-9", Way::Out, "500", "Transfer Out");
    moved.top_level_category = Some("Transfer".to_owned());
    let mut euro = movement("TRN-8", Way::Out, "7.00", "Café");
    euro.currency = Some("EUR".to_owned());
    let mut cents: Vec<Transaction> = (0..10)
        .map(|n| movement(&format!("TRN-{n}0"), Way::Out, "0.10", "sweets"))
        .collect();
    let mut bus = movement("TRN-7", Way::Out, "3.00", "Bus");
    bus.top_level_category = Some("Auto & Transport".to_owned());
    bus.date = Some(date(2026, 11, 18));
    cents.extend([moved, euro, bus, movement("TRN-6", Way::In, "20", "Refund")]);
    let rows = rows_of(cents);
    let sums = sums_of_all(&rows);
    let [usd, eur] = sums.as_slice() else {
        panic!("two currencies: {sums:?}");
    };
    assert_eq!(usd.currency.as_deref(), Some("USD"));
    assert_eq!((usd.count, usd.transfers), (13, 1));
    assert_eq!(
        usd.money_out.amount, "4.00",
        "ten times 0.10 and 3.00, exactly"
    );
    assert_eq!(usd.money_in.amount, "20");
    let categories: Vec<_> = usd
        .categories
        .iter()
        .map(|category| {
            (
                category.name.as_deref().unwrap(),
                &*category.amount.amount,
                category.share,
            )
        })
        .collect();
    assert_eq!(
        categories,
        [
            ("Auto & Transport", "3.00", 750),
            ("Food & Dining", "1.00", 250)
        ]
    );
    assert_eq!(usd.step, PeriodStep::Day);
    let days: Vec<_> = usd
        .periods
        .iter()
        .map(|day| (&*day.from, &*day.money_out.amount))
        .collect();
    assert_eq!(
        days,
        [
            ("2026-11-18", "3.00"),
            ("2026-11-19", "0"),
            ("2026-11-20", "1.00")
        ]
    );
    assert_eq!(eur.money_out.amount, "7.00");
}

#[test]
fn a_long_time_is_summed_by_month_and_never_in_thousands_of_periods() {
    let mut old = movement("TRN-1", Way::Out, "1", "old");
    old.date = Some(date(2025, 1, 31));
    let rows = rows_of(vec![old, movement("TRN-2", Way::Out, "2", "new")]);
    let sums = sums_of_all(&rows);
    assert_eq!(sums[0].step, PeriodStep::Month);
    assert_eq!(sums[0].periods.len(), 23);
    assert_eq!(sums[0].periods[0].from, "2025-01-01");

    let mut ancient = movement("TRN-1", Way::Out, "1", "a mistake");
    ancient.date = Some(date(-9999, 1, 1));
    let rows = rows_of(vec![ancient, movement("TRN-2", Way::Out, "2", "new")]);
    let sums = sums_of_all(&rows);
    assert_eq!(sums[0].periods.last().unwrap().from, "2026-11-01");
    assert!(sums[0].periods.len() <= 60);
}

fn account(guid: &str, kind: &str, amount: &str, currency: &str) -> VerifiedAccount {
    VerifiedAccount {
        account_guid: guid.to_owned(),
        name: kind.to_owned(),
        kind: Some(kind.to_owned()),
        balance: Some(Money {
            amount: amount.to_owned(),
            currency: Some(currency.to_owned()),
        }),
        available: None,
        numbers: Vec::new(),
    }
}

#[test]
fn accounts_are_grouped_and_debts_are_what_is_owed() {
    let groups = groups(&[
        account("ACT-1", "MORTGAGE", "250000.00", "USD"),
        account("ACT-2", "CHECKING", "0.10", "USD"),
        account("ACT-3", "LOAN", "1000.10", "USD"),
        account("ACT-4", "CHECKING", "0.20", "USD"),
        account("ACT-5", "CHECKING", "5.00", "CAD"),
        account("ACT-6", "SOMETHING_NEW", "1.00", "USD"),
    ]);
    let kinds: Vec<_> = groups
        .iter()
        .map(|group| (group.kind, group.is_debt))
        .collect();
    use AccountGroupKind as K;
    assert_eq!(
        kinds,
        [(K::Cash, false), (K::Loans, true), (K::Other, false)]
    );
    let totals = |place: usize| -> Vec<_> {
        let totals = &groups[place].totals;
        totals.iter().map(|money| money.amount.as_str()).collect()
    };
    assert_eq!(
        totals(0),
        ["0.30", "5.00"],
        "currencies are not added together"
    );
    assert_eq!(totals(1), ["251000.10"]);
}
