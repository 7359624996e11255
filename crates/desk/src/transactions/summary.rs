//! Sums over transactions: by category and over time, each currency by itself. Decimal throughout.

use std::{cmp::Reverse, collections::HashMap};

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::ledger::{Row, counted};
use crate::{
    session::shown_name,
    view::{CategoryTotal, CurrencySummary, Money, PeriodStep, PeriodTotal, TransactionDirection},
};

/// MX's top-level category of what moves between a person's own accounts (MX docs, categories).
const TRANSFER: &str = "Transfer";
/// Longer than this by days would be too many bars; longer than the other by weeks.
const LONGEST_BY_DAY: i32 = 31;
const LONGEST_BY_WEEK: i32 = 190;
/// Periods in one chart; a single date far away must not make thousands.
const MOST_PERIODS: usize = 60;

/// The sums of these rows, the currency with the most of them first.
pub(super) fn summarize<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<CurrencySummary> {
    let mut currencies: HashMap<Option<&str>, Vec<&Row>> = HashMap::new();
    for row in rows {
        currencies
            .entry(row.currency.as_deref())
            .or_default()
            .push(row);
    }
    let mut sums: Vec<CurrencySummary> = currencies
        .into_iter()
        .map(|(currency, rows)| of_currency(currency, &rows))
        .collect();
    sums.sort_by(|a, b| (Reverse(a.count), &a.currency).cmp(&(Reverse(b.count), &b.currency)));
    sums
}

#[derive(Clone, Copy, Default)]
struct Sums {
    money_in: Decimal,
    money_out: Decimal,
}

impl Sums {
    fn add(&mut self, row: &Row) {
        let amount = row.amount.unwrap_or_default().abs();
        match row.direction {
            Some(TransactionDirection::In) => self.money_in += amount,
            Some(TransactionDirection::Out) => self.money_out += amount,
            None => {}
        }
    }
}

fn of_currency(currency: Option<&str>, rows: &[&Row]) -> CurrencySummary {
    let money = |amount: Decimal| Money {
        amount: amount.to_string(),
        currency: currency.map(str::to_owned),
    };
    let own: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| !is_transfer(row))
        .collect();
    let mut all = Sums::default();
    let mut categories: HashMap<Option<&str>, (Decimal, u32)> = HashMap::new();
    for row in &own {
        all.add(row);
        if row.direction == Some(TransactionDirection::Out) {
            let category = row.top_level.as_deref().or(row.category.as_deref());
            let (sum, count) = categories.entry(category).or_default();
            *sum += row.amount.unwrap_or_default().abs();
            *count += 1;
        }
    }
    let mut categories: Vec<_> = categories.into_iter().collect();
    categories.sort_by(|(a, (sum_a, _)), (b, (sum_b, _))| (sum_b, a).cmp(&(sum_a, b)));
    let (step, periods) = over_time(&own);
    CurrencySummary {
        currency: currency.map(str::to_owned),
        count: counted(rows.len()),
        money_in: money(all.money_in),
        money_out: money(all.money_out),
        transfers: counted(rows.len() - own.len()),
        categories: categories
            .into_iter()
            .map(|(name, (sum, count))| CategoryTotal {
                name: name.map(shown_name),
                amount: money(sum),
                share: thousandths(sum, all.money_out),
                count,
            })
            .collect(),
        step,
        periods: periods
            .into_iter()
            .map(|(from, sums)| PeriodTotal {
                from: from.to_string(),
                money_in: money(sums.money_in),
                money_out: money(sums.money_out),
            })
            .collect(),
    }
}

fn is_transfer(row: &Row) -> bool {
    row.top_level.as_deref() == Some(TRANSFER)
}

fn thousandths(part: Decimal, whole: Decimal) -> u32 {
    let thousandths = (part * Decimal::ONE_THOUSAND).checked_div(whole);
    thousandths
        .and_then(|it| it.round().to_u32())
        .unwrap_or_default()
}

fn over_time(rows: &[&Row]) -> (PeriodStep, Vec<(Date, Sums)>) {
    let days = || rows.iter().filter_map(|row| row.date);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return (PeriodStep::Day, Vec::new());
    };
    let length = first.until(last).map_or(i32::MAX, |span| span.get_days());
    let step = if length <= LONGEST_BY_DAY {
        PeriodStep::Day
    } else if length <= LONGEST_BY_WEEK {
        PeriodStep::Week
    } else {
        PeriodStep::Month
    };
    let mut sums: HashMap<Date, Sums> = HashMap::new();
    for row in rows {
        if let Some(day) = row.date {
            sums.entry(beginning(step, day)).or_default().add(row);
        }
    }
    // Backwards from the last, so that the newest are there where they would be too many.
    let mut periods = Vec::new();
    let mut from = beginning(step, last);
    while from >= beginning(step, first) && periods.len() < MOST_PERIODS {
        periods.push((from, sums.get(&from).copied().unwrap_or_default()));
        let Ok(before) = from.yesterday() else { break };
        from = beginning(step, before);
    }
    periods.reverse();
    (step, periods)
}

/// The first day of the period a day is in.
fn beginning(step: PeriodStep, day: Date) -> Date {
    match step {
        PeriodStep::Day => day,
        PeriodStep::Week => {
            let since = day.weekday().to_monday_zero_offset();
            day.checked_sub(since.days()).unwrap_or(day)
        }
        PeriodStep::Month => day.first_of_month(),
    }
}
