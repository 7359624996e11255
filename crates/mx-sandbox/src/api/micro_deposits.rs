//! `/users/{user}/micro_deposits`, and the verifications of a user.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::{
    App,
    error::ApiError,
    gate::Generation,
    input::{Fields, JsonBody, Query},
    named::{MicroDepositGuid, OfUser},
    page::{LONG, page},
    record_moment,
};
use crate::world::{MicroDeposit, MicroDepositDetails};

pub(super) async fn list(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    query: Query,
) -> Json<Value> {
    let deposits = app.world.micro_deposits(&user.guid);
    page("micro_deposits", &deposits, &query, LONG, |deposit| {
        draw(generation, deposit)
    })
}

/// The reference shows one microdeposit where its text says "a list". This is the list, in what the
/// reference shows: under that name, whole, and without pages.
pub(super) async fn verifications(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
) -> Json<Value> {
    let deposits = app.world.micro_deposits(&user.guid);
    let drawn = deposits.iter().map(|deposit| whole(generation, deposit));
    Json(json!({ "micro_deposit": drawn.collect::<Vec<_>>() }))
}

pub(super) async fn create(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let details = details(body.wrapped("micro_deposit")?)?;
    let deposit = app.world.create_micro_deposit(&user.guid, details)?;
    Ok(wrapped(generation, &deposit))
}

pub(super) async fn read(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    MicroDepositGuid(guid): MicroDepositGuid,
) -> Result<Json<Value>, ApiError> {
    let deposit = app.world.micro_deposit(&user.guid, &guid);
    let deposit = deposit.ok_or_else(|| ApiError::not_found("Microdeposit"))?;
    Ok(wrapped(generation, &deposit))
}

pub(super) async fn delete(
    State(app): State<App>,
    OfUser { user, .. }: OfUser,
    MicroDepositGuid(guid): MicroDepositGuid,
) -> Result<StatusCode, ApiError> {
    if app.world.delete_micro_deposit(&user.guid, &guid) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found("Microdeposit"))
    }
}

pub(super) async fn verify(
    State(app): State<App>,
    generation: Generation,
    Path(guid): Path<String>,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let fields = body.wrapped("micro_deposit")?;
    let amounts = [
        cents(fields, "deposit_amount_1")?,
        cents(fields, "deposit_amount_2")?,
    ];
    let deposit = app.world.verify_micro_deposit(&guid, amounts)?;
    Ok(wrapped(generation, &deposit))
}

/// With a name and an address alone it is prepared; else the account must be whole.
fn details(fields: Fields<'_>) -> Result<MicroDepositDetails, ApiError> {
    let required = ["account_number", "account_type", "routing_number"];
    let text = |key: &str| Ok::<_, ApiError>(fields.string(key)?.unwrap_or_default());
    let details = MicroDepositDetails {
        account_number: text("account_number")?,
        account_type: text("account_type")?,
        routing_number: text("routing_number")?,
        account_name: fields.string("account_name")?,
        email: fields.email()?,
        first_name: fields.string("first_name")?,
        last_name: fields.string("last_name")?,
    };
    let prepared = required.iter().all(|key| fields.value(key).is_none());
    if prepared {
        let personal = [&details.email, &details.first_name, &details.last_name];
        return if personal.iter().all(|value| value.is_some()) {
            Ok(details)
        } else {
            Err(ApiError::bad_request(
                "account_number, account_type and routing_number are missing",
            ))
        };
    }
    for key in required {
        if fields.value(key).is_none() {
            return Err(ApiError::bad_request(format!("{key} is missing")));
        }
    }
    if !matches!(details.account_type.as_str(), "CHECKING" | "SAVINGS") {
        return Err(ApiError::bad_request(
            "account_type must be CHECKING or SAVINGS",
        ));
    }
    Ok(details)
}

/// Amounts come as numbers of dollars; what isn't a whole number of cents is no amount.
fn cents(fields: Fields<'_>, key: &str) -> Result<i64, ApiError> {
    let wrong = || ApiError::bad_request(format!("{key} must be an amount in dollars"));
    let dollars = fields
        .value(key)
        .and_then(Value::as_f64)
        .filter(|dollars| (0.0..100.0).contains(dollars))
        .ok_or_else(wrong)?;
    let written = format!("{dollars:.4}");
    let (whole, rest) = written.split_once('.').ok_or_else(wrong)?;
    if !rest.ends_with("00") {
        return Err(wrong());
    }
    format!("{whole}{}", &rest[..2])
        .parse()
        .map_err(|_| wrong())
}

fn wrapped(generation: Generation, deposit: &MicroDeposit) -> Json<Value> {
    Json(json!({ "micro_deposit": whole(generation, deposit) }))
}

/// A single microdeposit repeats its account, which the list of them doesn't. MX documents the
/// account as plain strings and its number as masked: what was not given is empty.
fn whole(generation: Generation, deposit: &MicroDeposit) -> Value {
    let details = &deposit.details;
    let text = |given: &Option<String>| json!(given.as_deref().unwrap_or_default());
    let mut drawn = draw(generation, deposit);
    drawn["account_name"] = text(&details.account_name);
    drawn["account_number"] = json!(details.masked_number());
    drawn["account_type"] = if details.account_type.is_empty() {
        Value::Null
    } else {
        json!(details.account_type)
    };
    drawn["email"] = text(&details.email);
    drawn["first_name"] = text(&details.first_name);
    drawn["last_name"] = text(&details.last_name);
    drawn["routing_number"] = json!(details.routing_number);
    drawn
}

/// An institution that MX doesn't know has no name, by the words of MX's reference; its code is
/// documented as a string without such an exception.
fn draw(generation: Generation, deposit: &MicroDeposit) -> Value {
    let institution = deposit.institution.as_ref();
    let code = institution.map(|institution| institution.code.as_str());
    json!({
        "error_message": deposit.error_message,
        "guid": deposit.guid,
        "institution_code": code.unwrap_or_default(),
        "institution_name": institution.map(|institution| &institution.name),
        "status": deposit.status.name(),
        "updated_at": record_moment(generation, deposit.updated_at),
        "verified_at": deposit.verified_at.map(|at| record_moment(generation, at)),
    })
}
