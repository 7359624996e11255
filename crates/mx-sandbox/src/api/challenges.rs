//! `/users/{user}/members/{member}/challenges` and `/resume`.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    App,
    error::ApiError,
    input::{JsonBody, Query},
    members,
    named::OfMember,
    page::{LONG, page},
};
use crate::world::Challenge;

/// Without a challenge there is nothing, not an empty list.
pub(super) async fn list(
    OfMember { member, .. }: OfMember,
    query: Query,
) -> Result<Response, ApiError> {
    if member.challenges.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(page("challenges", &member.challenges, &query, LONG, draw).into_response())
}

pub(super) async fn resume(
    State(app): State<App>,
    OfMember {
        generation,
        user,
        member,
    }: OfMember,
    body: JsonBody,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    let answers = body
        .wrapped("member")?
        .answers("challenges")?
        .ok_or_else(|| ApiError::bad_request("challenges is missing"))?;
    let member = app
        .world
        .answer_challenge(&user.guid, &member.guid, &answers)?;
    let body = json!({ "member": members::draw(generation, &user, &member) });
    Ok((StatusCode::ACCEPTED, Json(body)))
}

pub(super) fn draw(challenge: &Challenge) -> Value {
    let options = challenge
        .options
        .iter()
        .map(|option| json!({ "guid": option.guid, "label": option.label, "value": option.value }))
        .collect::<Vec<_>>();
    let mut drawn = json!({
        "field_name": challenge.field_name,
        "guid": challenge.guid,
        "image_data": challenge.image_png.map(|png| STANDARD.encode(png)),
        "image_options": [],
        "label": challenge.label,
        "options": options,
        "type": challenge.kind.name(),
    });
    // Only the choice of an account carries it; the reference's list of fields doesn't name it.
    if let Some(external_id) = &challenge.external_id {
        drawn["external_id"] = json!(external_id);
    }
    drawn
}
