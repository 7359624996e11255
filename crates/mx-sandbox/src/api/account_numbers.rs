//! Account numbers, by member and by account.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{
    App, accounts,
    error::{ApiError, readable},
    input::Query,
    named::{AccountGuid, OfMember, OfUser},
    page::{LONG, page},
};
use crate::world::{AccountNumber, Member};

pub(super) async fn of_member(
    State(app): State<App>,
    OfMember { user, member, .. }: OfMember,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    readable(&user)?;
    let numbers = app.world.account_numbers(&member.guid);
    Ok(list(&numbers, &member, &query))
}

pub(super) async fn of_account(
    State(app): State<App>,
    OfUser { user, .. }: OfUser,
    AccountGuid(account): AccountGuid,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    readable(&user)?;
    let owned = accounts::find(&app, &user, &account)?;
    let mut numbers = app.world.account_numbers(&owned.member.guid);
    numbers.retain(|number| number.account_guid == owned.account.guid);
    Ok(list(&numbers, &owned.member, &query))
}

fn list(numbers: &[AccountNumber], member: &Member, query: &Query) -> Json<Value> {
    page("account_numbers", numbers, query, LONG, |number| {
        json!({
            "account_guid": number.account_guid,
            "account_number": number.account_number,
            "guid": number.guid,
            "institution_number": number.institution_number,
            "loan_guarantor": null,
            "loan_reference_number": null,
            "member_guid": member.guid,
            "passed_validation": true,
            "routing_number": number.routing_number,
            "sequence_number": null,
            "transit_number": number.transit_number,
            "user_guid": member.user_guid,
        })
    })
}
