//! `/users`.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};

use super::{
    App,
    error::ApiError,
    input::{Fields, JsonBody, Query},
    named::OfUser,
    page::{LONG, page},
};
use crate::world::{User, UserAttributes};

pub(super) async fn list(State(app): State<App>, query: Query) -> Result<Json<Value>, ApiError> {
    let is_disabled = query.boolean("is_disabled")?;
    let wanted = |key, actual: &Option<String>| {
        query
            .text(key)
            .is_none_or(|wanted| actual.as_deref() == Some(wanted))
    };
    let users = app.world.users_that_are(|user| {
        wanted("id", &user.id)
            && wanted("email", &user.email)
            && is_disabled.is_none_or(|wanted| user.is_disabled == wanted)
    });
    Ok(page("users", &users, &query, LONG, draw))
}

pub(super) async fn create(
    State(app): State<App>,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let user = app.world.create_user(attributes(body.wrapped("user")?)?)?;
    Ok(Json(json!({ "user": draw(&user) })))
}

pub(super) async fn read(OfUser { user, .. }: OfUser) -> Result<Json<Value>, ApiError> {
    Ok(Json(json!({ "user": draw(&user) })))
}

pub(super) async fn update(
    State(app): State<App>,
    OfUser { user, .. }: OfUser,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let attributes = attributes(body.wrapped("user")?)?;
    let user = app
        .world
        .update_user(&user.guid, attributes)?
        .ok_or_else(|| ApiError::not_found("User"))?;
    Ok(Json(json!({ "user": draw(&user) })))
}

pub(super) async fn delete(
    State(app): State<App>,
    OfUser { user, .. }: OfUser,
) -> Result<StatusCode, ApiError> {
    if app.world.delete_user(&user.guid) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found("User"))
    }
}

fn attributes(fields: Fields<'_>) -> Result<UserAttributes, ApiError> {
    Ok(UserAttributes {
        id: fields.partner_id()?,
        email: fields.email()?,
        is_disabled: fields.boolean("is_disabled")?,
        metadata: fields.string("metadata")?,
    })
}

fn draw(user: &User) -> Value {
    json!({
        "email": user.email,
        "guid": user.guid,
        "id": user.id,
        "is_disabled": user.is_disabled,
        "metadata": user.metadata,
    })
}
