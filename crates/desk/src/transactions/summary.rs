//! Sums over transactions: by category and over time, each currency by itself. Decimal throughout.

use std::{cmp::Reverse, collections::HashMap};

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::rows::{Row, Rows};
use crate::{
    session::shown_name,
    view::{
        CategoryTotal, CurrencySummary, Money, PeriodStep, PeriodTotal, TransactionDirection,
        counted,
    },
};

/// MX's top-level category of what moves between a person's own accounts (MX docs, categories).
const TRANSFER: &str = "Transfer";
/// Longer than this by days would be too many bars; longer than the other by weeks.
const LONGEST_BY_DAY: i32 = 31;
const LONGEST_BY_WEEK: i32 = 190;
/// Periods in one chart; a single date far away must not make thousands.
const MOST_PERIODS: usize = 60;

/// The sums of the rows at these places, the currency with the most of them first.
pub(super) fn summarize(rows: &Rows, places: &[u32]) -> Vec<CurrencySummary> {
    let mut currencies: HashMap<Option<u32>, Vec<&Row>> = HashMap::new();
    for place in places {
        let row = &rows.all[*place as usize];
        currencies.entry(row.currency).or_default().push(row);
    }
    let mut sums: Vec<CurrencySummary> = currencies
        .into_iter()
        .map(|(currency, of_it)| of_currency(rows, rows.name(currency), &of_it))
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

fn of_currency(all_rows: &Rows, currency: Option<&str>, rows: &[&Row]) -> CurrencySummary {
    let money = |amount: Decimal| Money {
        amount: amount.to_string(),
        currency: currency.map(str::to_owned),
    };
    let transfer = all_rows.place_of(TRANSFER);
    let is_transfer = |row: &Row| {
        let top_level = all_rows.text_of(row).top_level;
        top_level.is_some() && top_level == transfer
    };
    let own: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| !is_transfer(row))
        .collect();
    let mut all = Sums::default();
    let mut categories: HashMap<Option<u32>, (Decimal, u32)> = HashMap::new();
    for row in &own {
        all.add(row);
        if row.direction == Some(TransactionDirection::Out) {
            let text = all_rows.text_of(row);
            let category = text.top_level.or(text.category);
            let (sum, count) = categories.entry(category).or_default();
            *sum += row.amount.unwrap_or_default().abs();
            *count += 1;
        }
    }
    let mut categories: Vec<_> = categories
        .into_iter()
        .map(|(name, sum)| (all_rows.name(name), sum))
        .collect();
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
    // Many rows are of the same day, one after the other.
    for of_day in rows.chunk_by(|a, b| a.date == b.date) {
        if let Some(day) = of_day.first().and_then(|row| row.date) {
            let period = sums.entry(beginning(step, day)).or_default();
            of_day.iter().for_each(|row| period.add(row));
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
