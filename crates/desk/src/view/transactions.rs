//! The outcome of an aggregation: accounts by kind, and transactions that are asked for in parts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Money, Problem};

/// What an aggregation brought. The transactions themselves stay in Rust; the UI asks for the
/// part it shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AggregationView {
    /// The accounts by kind, in the order a person looks for them; no group is empty.
    pub groups: Vec<AccountGroup>,
    /// How the transactions stand.
    pub transactions: TransactionsStanding,
    /// Having MX read accounts and transactions anew.
    pub refresh: GatheringView,
    /// Having MX read up to 24 months of transactions.
    pub history: GatheringView,
}

/// Accounts of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountGroup {
    /// Which kind.
    pub kind: AccountGroupKind,
    /// The balances are what is owed.
    pub is_debt: bool,
    /// The accounts.
    pub accounts: Vec<AggregatedAccount>,
    /// The sum of the balances, one for each currency.
    pub totals: Vec<Money>,
}

/// Kinds of account that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AccountGroupKind {
    /// Money at hand: checking, cash, prepaid.
    Cash,
    /// Savings.
    Savings,
    /// Credit cards.
    Cards,
    /// Loans, mortgages, lines of credit.
    Loans,
    /// Investments.
    Investments,
    /// Property.
    Property,
    /// Insurance.
    Insurance,
    /// Whatever else MX calls an account.
    Other,
}

/// One account without its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AggregatedAccount {
    /// MX's guid of the account (`ACT-…`).
    pub account_guid: String,
    /// Its name at the bank.
    pub name: String,
    /// MX's type (`CHECKING`, …).
    pub kind: Option<String>,
    /// Balance; what is owed on a debt is positive.
    pub balance: Option<Money>,
    /// What can be spent of it, if MX said.
    pub available: Option<Money>,
}

/// How the transactions stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionsStanding {
    /// What happens to them now.
    pub state: TransactionsState,
    /// Another number means other rows: what was asked for before is out of date.
    pub revision: u32,
    /// How many can be asked for. While they are read anew, the ones from before.
    pub count: u32,
    /// How many have been read so far, in the state `reading`.
    pub read: u32,
    /// How many there will be, in the state `reading`, once MX has said.
    pub expected: Option<u32>,
    /// The earliest day among them, `2026-11-21`.
    pub first_on: Option<String>,
    /// The latest day among them.
    pub last_on: Option<String>,
    /// There are more at MX than are kept here; the newest are.
    pub is_cut: bool,
    /// Why they could not be read, if so.
    pub problem: Option<Problem>,
}

/// What happens to the transactions now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionsState {
    /// MX has not prepared them yet; it is asked again and again.
    #[default]
    Waiting,
    /// They are read page by page.
    Reading,
    /// They are here.
    Ready,
    /// They could not be read; `problem` says why.
    Failed,
    /// The desk was locked, and they left memory; they are read anew when it is unlocked.
    Dropped,
}

/// Something MX is told to read at the bank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GatheringView {
    /// It goes on now, or waits for something else to end.
    pub is_working: bool,
    /// When MX does it again, milliseconds since the Unix epoch; none: now.
    pub allowed_at_ms: Option<f64>,
    /// When it ended last in this session, RFC 3339.
    pub ended_at: Option<String>,
    /// MX took the last one on, but did not ask the bank again.
    pub nothing_new: bool,
    /// Why the last one failed, if it did.
    pub problem: Option<Problem>,
}

/// Which transactions, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct TransactionQuery {
    /// Words that all occur in description, category or amount, in any case; of an amount also as
    /// it is written where the person is (`$1,234.50`, `1 234,50 €`), and of a currency its code.
    pub text: String,
    /// Of this account only (`ACT-…`).
    pub account_guid: Option<String>,
    /// Money in, or money out.
    pub direction: Option<TransactionDirection>,
    /// Pending or posted.
    pub status: Option<TransactionStatus>,
    /// From this day on, `2026-11-21`.
    pub from_date: Option<String>,
    /// Up to this day and with it.
    pub until_date: Option<String>,
    /// The column they are sorted by. Amounts are sorted within each currency.
    pub sort: TransactionSort,
    /// Smallest, earliest or first in the alphabet comes first.
    pub ascending: bool,
}

/// Which way the money went, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionDirection {
    /// In (MX: `CREDIT`).
    In,
    /// Out (MX: `DEBIT`).
    Out,
}

/// Whether it is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionStatus {
    /// It is.
    Posted,
    /// Not yet: it can still change or vanish.
    Pending,
}

/// A column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionSort {
    /// Day.
    #[default]
    Date,
    /// Description.
    Description,
    /// Category.
    Category,
    /// Account, in the order the accounts are shown.
    Account,
    /// Signed amount.
    Amount,
}

/// A part of the transactions a query finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionPage {
    /// The rows asked for.
    pub rows: Vec<TransactionRow>,
    /// How many the query finds in all.
    pub total: u32,
    /// See [`TransactionsStanding::revision`].
    pub revision: u32,
}

/// One transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionRow {
    /// MX's guid (`TRN-…`).
    pub guid: String,
    /// The account it is of.
    pub account_guid: String,
    /// The day it counts for, `2026-11-21`.
    pub date: Option<String>,
    /// What it was.
    pub description: String,
    /// MX's category, if any.
    pub category: Option<String>,
    /// Signed: money out is negative.
    pub amount: Option<Money>,
    /// The bank has not booked it yet.
    pub is_pending: bool,
}

/// Sums over the transactions a query finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TransactionsSummary {
    /// Each currency by itself, the one with the most transactions first.
    pub currencies: Vec<CurrencySummary>,
    /// See [`TransactionsStanding::revision`].
    pub revision: u32,
}

/// Sums in one currency. Transfers between accounts count neither as money in nor as money out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CurrencySummary {
    /// ISO 4217, if MX said.
    pub currency: Option<String>,
    /// Transactions in it.
    pub count: u32,
    /// Sum of what came in.
    pub money_in: Money,
    /// Sum of what went out, without a sign.
    pub money_out: Money,
    /// Transfers, which the sums leave out.
    pub transfers: u32,
    /// Money out by top-level category, the largest first.
    pub categories: Vec<CategoryTotal>,
    /// How long each of the periods is.
    pub step: PeriodStep,
    /// Money in and out over time, earliest first, without gaps.
    pub periods: Vec<PeriodTotal>,
}

/// Money out in one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CategoryTotal {
    /// MX's name of the top-level category; none: MX named none.
    pub name: Option<String>,
    /// The sum, without a sign.
    pub amount: Money,
    /// Its part of all money out, in thousandths.
    pub share: u32,
    /// Transactions in it.
    pub count: u32,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PeriodStep {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
}

/// Money in and out in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PeriodTotal {
    /// Its first day.
    pub from: String,
    /// Sum of what came in.
    pub money_in: Money,
    /// Sum of what went out, without a sign.
    pub money_out: Money,
}

/// How transactions are written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TransactionFormat {
    /// Comma-separated values with a header (RFC 4180).
    Csv,
    /// One JSON object; amounts are text.
    Json,
}
