//! Who owns a member's accounts.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{
    App,
    error::{ApiError, readable},
    input::Query,
    named::OfMember,
    page::{LONG, page},
};

pub(super) async fn list(
    State(app): State<App>,
    OfMember { user, member, .. }: OfMember,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    readable(&user)?;
    let owners = app.world.account_owners(&member.guid);
    Ok(page("account_owners", &owners, &query, LONG, |owner| {
        json!({
            "account_guid": owner.account_guid,
            "address": owner.address,
            "city": owner.city,
            "country": owner.country,
            "email": owner.email,
            // Names come apart only for clients that asked MX for it.
            "first_name": null,
            "guid": owner.guid,
            "last_name": null,
            "member_guid": member.guid,
            "owner_name": owner.owner_name,
            "phone": owner.phone,
            "postal_code": owner.postal_code,
            "state": owner.state,
            "user_guid": user.guid,
        })
    }))
}
