//! Transactions: what happened on an account.

use std::{
    fmt,
    ops::{Bound, RangeBounds, RangeInclusive},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::{Decimal, serde::arbitrary_precision_option};
use serde::Deserialize;

use super::UseCase;
use crate::{
    ApiVersion, Client, PageRequest, Resource, lenient, open_enum::open_enum, route::Route,
};

open_enum! {
    /// Which way the money went, seen from the account.
    pub enum TransactionType {
        /// Into the account.
        Credit = "CREDIT",
        /// Out of the account.
        Debit = "DEBIT",
    }
}

open_enum! {
    /// Whether a transaction is booked.
    pub enum TransactionStatus {
        /// Booked.
        Posted = "POSTED",
        /// Not booked yet: it can get another guid when it is, or vanish within 14 days.
        Pending = "PENDING",
    }
}

open_enum! {
    /// What can be read along with a transaction.
    pub enum TransactionInclude {
        /// What it repeats: [`Transaction::repeating_transaction`].
        RepeatingTransactions = "repeating_transactions",
        /// Whom it was with: [`Transaction::merchant`].
        Merchants = "merchants",
        /// What class it is of: [`Transaction::classification`].
        Classifications = "classifications",
        /// Where it took place: [`Transaction::geolocation`].
        Geolocations = "geolocations",
    }
}

/// A transaction (MX docs, transactions). The amount is in `currency_code`, and without a sign:
/// the direction is in [`transaction_type`](Self::transaction_type).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Transaction {
    /// MX's identifier, `TRN-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The partner's own identifier.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// MX's identifier of the account.
    #[serde(deserialize_with = "lenient::text")]
    pub account_guid: Option<String>,
    /// The partner's own identifier of the account.
    #[serde(deserialize_with = "lenient::text")]
    pub account_id: Option<String>,
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub member_guid: Option<String>,
    /// MX's identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_guid: Option<String>,
    /// The partner's own identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_id: Option<String>,
    /// Which way the money went.
    #[serde(rename = "type")]
    pub transaction_type: Option<TransactionType>,
    /// Whether it is booked.
    pub status: Option<TransactionStatus>,
    /// How much, without a sign.
    #[serde(with = "arbitrary_precision_option")]
    pub amount: Option<Decimal>,
    /// ISO 4217 code.
    #[serde(deserialize_with = "lenient::text")]
    pub currency_code: Option<String>,
    /// The day it counts for.
    #[serde(deserialize_with = "lenient::date")]
    pub date: Option<Date>,
    /// When it took place.
    #[serde(deserialize_with = "lenient::time")]
    pub transacted_at: Option<Timestamp>,
    /// When it was booked.
    #[serde(deserialize_with = "lenient::time")]
    pub posted_at: Option<Timestamp>,
    /// When MX first saw it.
    #[serde(deserialize_with = "lenient::time")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(deserialize_with = "lenient::time")]
    pub updated_at: Option<Timestamp>,
    /// What it was, tidied up by MX.
    #[serde(deserialize_with = "lenient::text")]
    pub description: Option<String>,
    /// What it was, in the bank's words.
    #[serde(deserialize_with = "lenient::text")]
    pub original_description: Option<String>,
    /// `description` in the user's language.
    #[serde(deserialize_with = "lenient::text")]
    pub localized_description: Option<String>,
    /// More of what it was.
    #[serde(deserialize_with = "lenient::text")]
    pub memo: Option<String>,
    /// `memo` in the user's language.
    #[serde(deserialize_with = "lenient::text")]
    pub localized_memo: Option<String>,
    /// MX's category.
    #[serde(deserialize_with = "lenient::text")]
    pub category: Option<String>,
    /// MX's identifier of the category, `CAT-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub category_guid: Option<String>,
    /// The category above it.
    #[serde(deserialize_with = "lenient::text")]
    pub top_level_category: Option<String>,
    /// MX's identifier of the merchant, `MCH-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub merchant_guid: Option<String>,
    /// MX's identifier of the merchant's place.
    #[serde(deserialize_with = "lenient::text")]
    pub merchant_location_guid: Option<String>,
    /// The merchant's category by ISO 18245.
    #[serde(deserialize_with = "lenient::integer")]
    pub merchant_category_code: Option<i64>,
    /// The number of the check.
    #[serde(deserialize_with = "lenient::text")]
    pub check_number_string: Option<String>,
    /// The bank's finer type.
    #[serde(deserialize_with = "lenient::text")]
    pub extended_transaction_type: Option<String>,
    /// Free text of the partner's.
    #[serde(deserialize_with = "lenient::text")]
    pub metadata: Option<String>,
    /// Where it took place, degrees north.
    #[serde(deserialize_with = "lenient::degrees")]
    pub latitude: Option<f64>,
    /// Where it took place, degrees east.
    #[serde(deserialize_with = "lenient::degrees")]
    pub longitude: Option<f64>,
    /// Whether a bill was paid.
    pub is_bill_pay: Option<bool>,
    /// Whether it was a direct deposit.
    pub is_direct_deposit: Option<bool>,
    /// Whether it was an expense.
    pub is_expense: Option<bool>,
    /// Whether it was a fee.
    pub is_fee: Option<bool>,
    /// Whether it was income.
    pub is_income: Option<bool>,
    /// Whether it was international.
    pub is_international: Option<bool>,
    /// Whether the user entered it by hand.
    pub is_manual: Option<bool>,
    /// Whether it was a fee for an overdraft.
    pub is_overdraft_fee: Option<bool>,
    /// Whether it was an advance on wages.
    pub is_payroll_advance: Option<bool>,
    /// Whether it comes again and again.
    pub is_recurring: Option<bool>,
    /// Whether it was for a subscription.
    pub is_subscription: Option<bool>,
    /// Whether the user looks after the member, and not the partner.
    pub member_is_managed_by_user: Option<bool>,
    /// What it repeats, if that was asked for.
    pub repeating_transaction: Option<RepeatingTransaction>,
    /// Whom it was with, if that was asked for.
    pub merchant: Option<TransactionMerchant>,
    /// What class it is of, if that was asked for.
    pub classification: Option<Classification>,
    /// Where it took place, if that was asked for.
    pub geolocation: Option<Geolocation>,
}

/// Shows identifiers and states alone.
impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction")
            .field("guid", &self.guid)
            .field("account_guid", &self.account_guid)
            .field("transaction_type", &self.transaction_type)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Resource for Transaction {
    const ONE: &'static str = "transaction";
    const MANY: &'static str = "transactions";
}

/// What a transaction repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RepeatingTransaction {
    /// MX's identifier, `RPT-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// What it is: `BILL`, `SUBSCRIPTION`, `INCOME`.
    #[serde(deserialize_with = "lenient::text")]
    pub repeating_transaction_type: Option<String>,
    /// How often it comes, such as `EVERY_OTHER_WEEK`.
    #[serde(deserialize_with = "lenient::text")]
    pub recurrence_type: Option<String>,
}

/// Whom a transaction was with.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransactionMerchant {
    /// MX's identifier, `MCH-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Its logo, 100 × 100 pixels.
    #[serde(deserialize_with = "lenient::text")]
    pub logo_url: Option<String>,
    /// Its website.
    #[serde(deserialize_with = "lenient::text")]
    pub website_url: Option<String>,
}

impl fmt::Debug for TransactionMerchant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactionMerchant")
            .field("guid", &self.guid)
            .finish_non_exhaustive()
    }
}

/// What class a transaction is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Classification {
    /// MX's identifier, `MNC-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The class, such as `Payroll`.
    #[serde(deserialize_with = "lenient::text")]
    pub parent_class: Option<String>,
}

/// Where a transaction took place. Not `Debug`: it says where a person was.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Geolocation {
    /// Country.
    #[serde(deserialize_with = "lenient::text")]
    pub country: Option<String>,
    /// State or province.
    #[serde(deserialize_with = "lenient::text")]
    pub state: Option<String>,
    /// City.
    #[serde(deserialize_with = "lenient::text")]
    pub city: Option<String>,
    /// Postal code.
    #[serde(rename = "postal code", deserialize_with = "lenient::text")]
    pub postal_code: Option<String>,
}

/// The transactions of a user. Made by [`Client::transactions`].
///
/// There are 90 days of them after a first aggregation, up to 24 months after
/// [`extend_history`](crate::Members::extend_history). They can be read when
/// [`has_processed_transactions`](crate::MemberStatus::has_processed_transactions) says so.
#[derive(Clone)]
pub struct Transactions {
    client: Client,
    user: String,
}

impl Client {
    /// The transactions of a user, named by MX's guid or (v20250224) the partner's identifier.
    #[must_use]
    pub fn transactions(&self, user: impl Into<String>) -> Transactions {
        Transactions {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl Transactions {
    /// All transactions of the user. Those of a deleted member stay in this list for a while.
    pub fn list(&self) -> PageRequest<Transaction> {
        self.at("/users/{user}/transactions", &[])
    }

    /// The transactions of a member.
    pub fn by_member(&self, member: &str) -> PageRequest<Transaction> {
        self.at("/users/{user}/members/{member}/transactions", &[member])
    }

    /// The transactions of an account.
    pub fn by_account(&self, account: &str) -> PageRequest<Transaction> {
        self.at("/users/{user}/accounts/{account}/transactions", &[account])
    }

    /// The transactions of an account of a member's.
    ///
    /// v20111101 has no such list: there, the account's own is read, which holds the same.
    pub fn by_member_account(&self, member: &str, account: &str) -> PageRequest<Transaction> {
        match self.client.api_version {
            ApiVersion::V20250224 => self.at(
                "/users/{user}/members/{member}/accounts/{account}/transactions",
                &[member, account],
            ),
            ApiVersion::V20111101 => self.by_account(account),
        }
    }

    fn at(&self, template: &'static str, rest: &[&str]) -> PageRequest<Transaction> {
        let identifiers: Vec<_> = [&*self.user].iter().chain(rest).copied().collect();
        PageRequest::new(self.client.clone(), Route::new(template, &identifiers))
    }
}

/// Filters of the lists of [`Transactions`]. Days are whole days in UTC, first and last included;
/// each generation of the API is told them in its own way.
impl PageRequest<Transaction> {
    /// Only transactions of these days: `from..=to`, `from..` or `..=to`. MX's default: from 120
    /// days ago to 5 days ahead, where pending ones may be.
    pub fn dated(mut self, days: impl RangeBounds<Date>) -> Self {
        let first = match days.start_bound() {
            Bound::Included(day) => Some(*day),
            Bound::Excluded(day) => Some(day.tomorrow().unwrap_or(Date::MAX)),
            Bound::Unbounded => None,
        };
        let last = match days.end_bound() {
            Bound::Included(day) => Some(*day),
            Bound::Excluded(day) => Some(day.yesterday().unwrap_or(Date::MIN)),
            Bound::Unbounded => None,
        };
        if let Some(day) = first {
            self = self.day("from_date", day, Edge::First);
        }
        if let Some(day) = last {
            self = self.day("to_date", day, Edge::Last);
        }
        self
    }

    /// Only transactions that MX first saw on these days; v20111101: six months at most.
    pub fn created(self, days: RangeInclusive<Date>) -> Self {
        self.day("from_created_at", *days.start(), Edge::First).day(
            "to_created_at",
            *days.end(),
            Edge::Last,
        )
    }

    /// Only transactions that last changed on these days; v20111101: six months at most.
    pub fn updated(self, days: RangeInclusive<Date>) -> Self {
        self.day("from_updated_at", *days.start(), Edge::First).day(
            "to_updated_at",
            *days.end(),
            Edge::Last,
        )
    }

    /// Only transactions of these categories (v20111101; v20250224 documents no such filter).
    pub fn category_guids<G: Into<String>>(self, guids: impl IntoIterator<Item = G>) -> Self {
        self.filter_any("category_guid[]", guids.into_iter().map(Into::into))
    }

    /// Only transactions of these categories and all below them (v20111101; v20250224 documents no
    /// such filter).
    pub fn top_level_category_guids<G: Into<String>>(
        self,
        guids: impl IntoIterator<Item = G>,
    ) -> Self {
        self.filter_any(
            "top_level_category_guid[]",
            guids.into_iter().map(Into::into),
        )
    }

    /// Only transactions of members with this use. For [`Transactions::list`] alone.
    pub fn use_case(self, use_case: &UseCase) -> Self {
        self.filter("use_case", use_case.to_string())
    }

    /// Read these along.
    pub fn including(self, includes: &[TransactionInclude]) -> Self {
        let words: Vec<_> = includes.iter().map(TransactionInclude::as_str).collect();
        self.filter("includes", words.join(","))
    }

    fn day(self, name: &'static str, day: Date, edge: Edge) -> Self {
        let value = match self.api_version() {
            ApiVersion::V20111101 => day.to_string(),
            ApiVersion::V20250224 => edge.of(day).as_second().to_string(),
        };
        self.filter(name, value)
    }
}

/// Which end of a day.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

impl Edge {
    /// Its first or last second. The last one of the day, and not the first of the next: MX's
    /// documents leave open whether it is rounded down to the day.
    fn of(self, day: Date) -> Timestamp {
        let (time, beyond) = match self {
            Self::First => (day.at(0, 0, 0, 0), Timestamp::MIN),
            Self::Last => (day.at(23, 59, 59, 0), Timestamp::MAX),
        };
        TimeZone::UTC.to_timestamp(time).unwrap_or(beyond)
    }
}
