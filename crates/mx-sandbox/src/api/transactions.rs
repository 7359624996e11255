//! Transactions, by user, by member and by account.

use axum::{Json, extract::State};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    App, accounts,
    error::{ApiError, readable},
    gate::Generation,
    input::Query,
    members::serves,
    named::{AccountGuid, OfMember, OfUser},
    page::{LONG, page},
    record_moment,
};
use crate::world::{AccountOfMember, Transaction, TransactionType, User};

/// What a list covers unless told (MX docs, list transactions).
const DEFAULT_BACK: i64 = 120;
const DEFAULT_AHEAD: i64 = 5;
/// The longest range of moments of creation or change in the older generation.
const LONGEST_RANGE_MONTHS: i64 = 6;
/// Fields that the simulated banks have nothing to say on.
const EMPTY: &[&str] = &[
    "account_id",
    "check_number_string",
    "extended_transaction_type",
    "latitude",
    "localized_description",
    "localized_memo",
    "longitude",
    "memo",
    "merchant_category_code",
    "merchant_location_guid",
    "metadata",
];

pub(super) async fn of_user(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let use_case = query.text("use_case");
    let found = app
        .world
        .transactions(&user.guid, |member| serves(member, use_case));
    list(generation, &user, found.iter().collect(), &query)
}

pub(super) async fn of_member(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let found = app
        .world
        .transactions(&user.guid, |other| other.guid == member.guid);
    list(generation, &user, found.iter().collect(), &query)
}

pub(super) async fn of_account(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    AccountGuid(account): AccountGuid,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let owned = accounts::find(&app, &user, &account)?;
    of_one(generation, &user, &app, &owned, &query)
}

/// The newer generation alone has it.
pub(super) async fn of_account_of_member(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    AccountGuid(account): AccountGuid,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    if generation == Generation::V2011 {
        return Err(super::invalid_route().await);
    }
    let owned = accounts::find_of_member(&app, &member, &account)?;
    of_one(generation, &user, &app, &owned, &query)
}

fn of_one(
    generation: Generation,
    user: &User,
    app: &App,
    owned: &AccountOfMember,
    query: &Query,
) -> Result<Json<Value>, ApiError> {
    let member = &owned.member;
    let all = app
        .world
        .transactions(&member.user_guid, |other| other.guid == member.guid);
    let of_account = |it: &&Transaction| it.account_guid == owned.account.guid;
    let found = all.iter().filter(of_account).collect();
    list(generation, user, found, query)
}

fn list(
    generation: Generation,
    user: &User,
    mut found: Vec<&Transaction>,
    query: &Query,
) -> Result<Json<Value>, ApiError> {
    readable(user)?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let dates = Dates { generation, query };
    let from = dates
        .read("from_date")?
        .unwrap_or_else(|| start_of(today.saturating_sub(DEFAULT_BACK.days())));
    let to = match dates.read("to_date")? {
        Some(to) => to,
        None => start_of(today.saturating_add(DEFAULT_AHEAD.days())),
    };
    // Days are compared as days: a list can be very long.
    let first = from.to_zoned(TimeZone::UTC).date();
    let first = if start_of(first) < from {
        first.saturating_add(1.day())
    } else {
        first
    };
    let last = to.to_zoned(TimeZone::UTC).date();
    found.retain(|transaction| (first..=last).contains(&transaction.date));
    for (first, last) in [
        ("from_created_at", "to_created_at"),
        ("from_updated_at", "to_updated_at"),
    ] {
        // Nothing changes a simulated transaction after it was read.
        if let Some((from, until)) = dates.range(first, last)? {
            found.retain(|transaction| (from..until).contains(&transaction.created_at));
        }
    }
    if generation == Generation::V2011 {
        let wanted = |key, actual: fn(&Transaction) -> String| {
            let guids = query.all(key).collect::<Vec<_>>();
            move |transaction: &&Transaction| {
                guids.is_empty() || guids.contains(&actual(transaction).as_str())
            }
        };
        let category = wanted("category_guid", |transaction| {
            transaction.kind.category_guid()
        });
        let top_level = wanted("top_level_category_guid", |transaction| {
            transaction.kind.top_level_category_guid()
        });
        found.retain(|transaction| category(transaction) && top_level(transaction));
    }
    let includes = query.text("includes").unwrap_or_default();
    let includes = includes.split(',').map(str::trim).collect::<Vec<_>>();
    Ok(page("transactions", &found, query, LONG, |transaction| {
        draw(generation, user, transaction, &includes)
    }))
}

/// The dates of a query, in the form of the generation: days in the older one, seconds since 1970
/// in the newer.
struct Dates<'a> {
    generation: Generation,
    query: &'a Query,
}

impl Dates<'_> {
    fn read(&self, key: &str) -> Result<Option<Timestamp>, ApiError> {
        let Some(text) = self.query.text(key).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let (read, form) = match self.generation {
            Generation::V2011 => (day(text).map(start_of), "a date as YYYY-MM-DD"),
            Generation::V2025 => (
                text.parse()
                    .ok()
                    .and_then(|seconds| Timestamp::from_second(seconds).ok()),
                "a unix timestamp",
            ),
        };
        read.map(Some)
            .ok_or_else(|| ApiError::bad_request(format!("{key} must be {form}")))
    }

    /// From a moment on and until before another. Both ends go together.
    fn range(&self, first: &str, last: &str) -> Result<Option<(Timestamp, Timestamp)>, ApiError> {
        match (self.read(first)?, self.read(last)?) {
            (None, None) => Ok(None),
            (Some(from), Some(to)) => match self.generation {
                Generation::V2011 => self.days(first, last, from, to).map(Some),
                Generation::V2025 => Ok(Some((from, later(to, SignedDuration::from_secs(1))))),
            },
            _ => Err(ApiError::bad_request(format!(
                "{first} and {last} must be sent together"
            ))),
        }
    }

    /// Whole days, the last one included.
    fn days(
        &self,
        first: &str,
        last: &str,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<(Timestamp, Timestamp), ApiError> {
        let latest = self
            .query
            .text(first)
            .and_then(day)
            .map(|day| start_of(day.saturating_add(LONGEST_RANGE_MONTHS.months())));
        if latest.is_some_and(|latest| to > latest) {
            return Err(ApiError::bad_request(format!(
                "{first} and {last} may be 6 months apart at most"
            )));
        }
        Ok((from, later(to, SignedDuration::from_hours(24))))
    }
}

/// Strictly `YYYY-MM-DD`: a timestamp isn't a date here.
fn day(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

fn start_of(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn draw(
    generation: Generation,
    user: &User,
    transaction: &Transaction,
    includes: &[&str],
) -> Value {
    let kind = &transaction.kind;
    let is_income = kind.top_level_category == "Income"
        && transaction.transaction_type == TransactionType::Credit;
    // Banks give a day, and MX makes it noon of that day, in both generations alike.
    let noon = format!("{}T12:00:00Z", transaction.date);
    let mut drawn = json!({
        "account_guid": transaction.account_guid,
        "amount": accounts::money(Some(transaction.amount)),
        "category": kind.category,
        "category_guid": kind.category_guid(),
        "created_at": record_moment(generation, transaction.created_at),
        "currency_code": transaction.currency_code,
        "date": transaction.date.to_string(),
        "description": kind.description,
        "guid": transaction.guid,
        "id": transaction.id,
        "is_bill_pay": false,
        "is_direct_deposit": kind.category == "Paycheck",
        "is_expense": transaction.transaction_type == TransactionType::Debit,
        "is_fee": kind.class == "Fees",
        "is_income": is_income,
        "is_international": false,
        "is_manual": false,
        "is_overdraft_fee": false,
        "is_payroll_advance": false,
        "is_recurring": kind.repeats,
        "is_subscription": kind.repeats && kind.category == "Television",
        "member_guid": transaction.member_guid,
        "member_is_managed_by_user": true,
        "merchant_guid": kind.merchant_guid(),
        "original_description": kind.original_description,
        "posted_at": transaction.is_posted.then_some(&noon),
        "status": if transaction.is_posted { "POSTED" } else { "PENDING" },
        "top_level_category": kind.top_level_category,
        "transacted_at": noon,
        "type": transaction.transaction_type.name(),
        "updated_at": record_moment(generation, transaction.created_at),
        "user_guid": user.guid,
        "user_id": user.id,
    });
    for field in EMPTY {
        drawn[*field] = Value::Null;
    }
    enhance(&mut drawn, transaction, includes);
    drawn
}

/// Adds what a request asks for beside the fields every transaction has.
fn enhance(drawn: &mut Value, transaction: &Transaction, includes: &[&str]) {
    let kind = &transaction.kind;
    let guid_as = |prefix| kind.category_guid().replacen("CAT", prefix, 1);
    if includes.contains(&"repeating_transactions") {
        drawn["repeating_transaction"] = if kind.repeats {
            json!({
                "guid": guid_as("RPT"),
                "recurrence_type": "EVERY_OTHER_WEEK",
                "repeating_transaction_type": match kind.category {
                    "Paycheck" => "INCOME",
                    "Television" => "SUBSCRIPTION",
                    _ => "BILL",
                },
            })
        } else {
            Value::Null
        };
    }
    if includes.contains(&"merchants") {
        drawn["merchant"] = json!({
            "guid": kind.merchant_guid(),
            "logo_url": format!("https://logos.example/{}.png", kind.merchant_guid()),
            "name": kind.description,
            "website_url": "https://www.merchant.example",
        });
    }
    if includes.contains(&"classifications") {
        drawn["classification"] = json!({ "guid": guid_as("MNC"), "parent_class": kind.class });
    }
    if includes.contains(&"geolocations") {
        drawn["geolocation"] = json!({
            "city": "Sampleton",
            "country": "US",
            "postal code": "00000",
            "state": "UT",
        });
    }
}
