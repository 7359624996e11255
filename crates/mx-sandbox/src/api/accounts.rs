//! Accounts, by user, by member and one by one.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

use super::{
    App,
    error::{ApiError, readable},
    gate::Generation,
    input::{JsonBody, Query},
    members::serves,
    named::{AccountGuid, OfMember, OfUser},
    page::{LONG, page},
    record_moment,
};
use crate::world::{AccountOfMember, AccountType, Member, User};

/// Fields of both generations that the simulated banks have nothing to say on.
const EMPTY: &[&str] = &[
    "account_ownership",
    "annuity_policy_to_date",
    "annuity_provider",
    "annuity_term_year",
    "apr",
    "apy",
    "cash_balance",
    "cash_surrender_value",
    "credit_limit",
    "day_payment_is_due",
    "death_benefit",
    "federal_insurance_status",
    "id",
    "insured_name",
    "interest_rate",
    "last_payment",
    "last_payment_at",
    "loan_amount",
    "margin_balance",
    "matures_on",
    "metadata",
    "minimum_balance",
    "minimum_payment",
    "nickname",
    "original_balance",
    "pay_out_amount",
    "payment_due_at",
    "payoff_balance",
    "premium_amount",
    "property_type",
    "routing_number",
    "started_on",
    "statement_balance",
    "subtype",
    "today_ugl_amount",
    "today_ugl_percentage",
    "total_account_value",
    "total_account_value_ugl",
];

/// Fields of which the older generation also tells who set them, and (unless marked false) what
/// the bank's feed said.
const TRACED: &[(&str, bool)] = &[
    ("account_number", true),
    ("apr", true),
    ("apy", true),
    ("available_balance", true),
    ("available_credit", false),
    ("balance", true),
    ("cash_balance", true),
    ("cash_surrender_value", true),
    ("credit_limit", true),
    ("currency_code", true),
    ("day_payment_is_due", true),
    ("death_benefit", true),
    ("holdings_value", true),
    ("interest_rate", true),
    ("is_closed", true),
    ("last_payment", true),
    ("last_payment_at", true),
    ("loan_amount", true),
    ("matures_on", true),
    ("minimum_balance", true),
    ("minimum_payment", true),
    ("name", true),
    ("nickname", true),
    ("original_balance", true),
    ("payment_due_at", true),
    ("payoff_balance", true),
    ("started_on", true),
    ("statement_balance", true),
    ("subtype", false),
    ("total_account_value", true),
    ("type", false),
];

pub(super) async fn of_user(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let owned = app.world.accounts_of_user(&user.guid);
    list(generation, &user, owned, &query)
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
    list(generation, &user, of(&app, &member), &query)
}

pub(super) async fn read(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    AccountGuid(account): AccountGuid,
) -> Result<Json<Value>, ApiError> {
    let owned = find(&app, &user, &account)?;
    Ok(Json(json!({ "account": draw(generation, &user, &owned) })))
}

pub(super) async fn read_of_member(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    AccountGuid(account): AccountGuid,
) -> Result<Json<Value>, ApiError> {
    let owned = find_of_member(&app, &member, &account)?;
    Ok(Json(json!({ "account": draw(generation, &user, &owned) })))
}

/// Of an account that comes from a bank, a partner changes what the user sees and whether it is a
/// business's; the rest is the bank's word and stays (MX docs, update account by member).
pub(super) async fn update_of_member(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    AccountGuid(account): AccountGuid,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let fields = body.wrapped("account")?;
    fields.boolean("is_business")?;
    let is_hidden = fields.boolean("is_hidden")?;
    let mut owned = find_of_member(&app, &member, &account)?;
    if let Some(is_hidden) = is_hidden {
        owned.account = app
            .world
            .hide_account(&user.guid, &member.guid, &account, is_hidden)
            .ok_or_else(|| ApiError::not_found("Account"))?;
    }
    Ok(Json(json!({ "account": draw(generation, &user, &owned) })))
}

/// An account under a user.
pub(super) fn find(app: &App, user: &User, account: &str) -> Result<AccountOfMember, ApiError> {
    app.world
        .accounts_of_user(&user.guid)
        .into_iter()
        .find(|owned| owned.account.guid == account)
        .ok_or_else(|| ApiError::not_found("Account"))
}

/// An account under a member.
pub(super) fn find_of_member(
    app: &App,
    member: &Member,
    account: &str,
) -> Result<AccountOfMember, ApiError> {
    of(app, member)
        .into_iter()
        .find(|owned| owned.account.guid == account)
        .ok_or_else(|| ApiError::not_found("Account"))
}

fn of(app: &App, member: &Member) -> Vec<AccountOfMember> {
    app.world
        .accounts(&member.guid)
        .into_iter()
        .map(|account| AccountOfMember {
            account,
            member: member.clone(),
        })
        .collect()
}

fn list(
    generation: Generation,
    user: &User,
    mut owned: Vec<AccountOfMember>,
    query: &Query,
) -> Result<Json<Value>, ApiError> {
    readable(user)?;
    let is_manual = query.boolean("is_manual")?;
    // Every simulated account is managed by its user.
    let managed_elsewhere = query.boolean("member_is_managed_by_user")? == Some(false);
    owned.retain(|owned| {
        !managed_elsewhere && is_manual.is_none_or(|wanted| owned.member.is_manual == wanted)
    });
    owned.retain(|owned| serves(&owned.member, query.text("use_case")));
    Ok(page("accounts", &owned, query, LONG, |owned| {
        draw(generation, user, owned)
    }))
}

fn draw(generation: Generation, user: &User, owned: &AccountOfMember) -> Value {
    let AccountOfMember { account, member } = owned;
    let mut drawn = Map::new();
    for field in EMPTY {
        drawn.insert((*field).to_owned(), Value::Null);
    }
    let number = Some(&account.masked_number).filter(|number| !number.is_empty());
    let number = json!(number);
    let told = [
        ("account_number", number),
        ("available_balance", money(account.available_balance)),
        ("available_credit", money(account.available_credit)),
        ("balance", money(Some(account.balance))),
        (
            "created_at",
            json!(record_moment(generation, account.created_at)),
        ),
        ("currency_code", json!(account.currency_code)),
        ("guid", json!(account.guid)),
        ("imported_at", json!(super::moment(account.created_at))),
        ("institution_code", json!(member.institution.code)),
        ("is_closed", json!(false)),
        ("is_hidden", json!(account.is_hidden)),
        ("is_manual", json!(member.is_manual)),
        ("member_guid", json!(member.guid)),
        ("member_id", json!(member.id)),
        ("member_is_managed_by_user", json!(true)),
        ("name", json!(account.name)),
        ("type", json!(account.account_type.name())),
        (
            "updated_at",
            json!(record_moment(generation, account.updated_at)),
        ),
        ("user_guid", json!(user.guid)),
        ("user_id", json!(user.id)),
    ];
    for (field, value) in told {
        drawn.insert(field.to_owned(), value);
    }
    if generation == Generation::V2011 {
        trace(&mut drawn, account.account_type, member.is_manual);
        drawn.insert(
            "institution_guid".to_owned(),
            json!(member.institution.guid),
        );
    }
    Value::Object(drawn)
}

/// Adds what only the older generation tells.
fn trace(drawn: &mut Map<String, Value>, kind: AccountType, is_manual: bool) {
    drawn.insert("calculated_apr".to_owned(), Value::Null);
    let holdings = match kind {
        AccountType::Investment => drawn.get("balance").cloned(),
        _ => None,
    };
    drawn.insert("holdings_value".to_owned(), holdings.unwrap_or_default());
    for (field, fed) in TRACED {
        let value = drawn.get(*field).cloned().unwrap_or_default();
        // 1 is "the feed", 2 "the user"; nobody set what isn't there.
        let set_by = match (value.is_null(), is_manual) {
            (true, _) => Value::Null,
            (false, false) => json!(1),
            (false, true) => json!(2),
        };
        drawn.insert(format!("{field}_set_by"), set_by);
        if *fed {
            let value = if is_manual { Value::Null } else { value };
            drawn.insert(format!("feed_{field}"), value);
        }
    }
    drawn.insert("feed_account_subtype".to_owned(), Value::Null);
    drawn.insert(
        "feed_account_type".to_owned(),
        if is_manual {
            Value::Null
        } else {
            json!(kind.number())
        },
    );
    drawn.insert("feed_routing_number".to_owned(), Value::Null);
}

/// MX writes money as a plain number of dollars.
pub(super) fn money(cents: Option<i64>) -> Value {
    cents.map_or(Value::Null, |cents| {
        let dollars = format!("{}.{:02}", cents / 100, cents % 100);
        dollars
            .parse::<f64>()
            .map_or(Value::Null, |value| json!(value))
    })
}
