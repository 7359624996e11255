//! What a path names: a user, and a member under it.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use super::{App, error::ApiError, gate::Generation};
use crate::world::{Member, User};

/// The user of a path, found.
pub(super) struct OfUser {
    pub(super) generation: Generation,
    pub(super) user: User,
}

/// The user and the member of a path, found.
pub(super) struct OfMember {
    pub(super) generation: Generation,
    pub(super) user: User,
    pub(super) member: Member,
}

impl FromRequestParts<App> for OfUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let generation = Generation::of(parts);
        let identifier = segment(parts, "user").await;
        let user = app
            .world
            .users_that_are(|user| names(generation, &identifier, &user.guid, user.id.as_deref()))
            .into_iter()
            .next()
            .filter(|user| !app.world.is_fresh(&user.guid))
            .ok_or_else(|| ApiError::not_found("User"))?;
        Ok(Self { generation, user })
    }
}

impl FromRequestParts<App> for OfMember {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let OfUser { generation, user } = OfUser::from_request_parts(parts, app).await?;
        let identifier = segment(parts, "member").await;
        let member = app
            .world
            .members(&user.guid)
            .into_iter()
            .find(|member| names(generation, &identifier, &member.guid, member.id.as_deref()))
            .filter(|member| !app.world.is_fresh(&member.guid))
            .ok_or_else(|| ApiError::not_found("Member"))?;
        Ok(Self {
            generation,
            user,
            member,
        })
    }
}

/// The account guid of a path.
pub(super) struct AccountGuid(pub(super) String);

impl FromRequestParts<App> for AccountGuid {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        Ok(Self(segment(parts, "account").await))
    }
}

/// The microdeposit guid of a path.
pub(super) struct MicroDepositGuid(pub(super) String);

impl FromRequestParts<App> for MicroDepositGuid {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiError> {
        Ok(Self(segment(parts, "micro_deposit").await))
    }
}

/// A named part of the path; empty, which names nothing, if it can't be decoded.
async fn segment(parts: &mut Parts, name: &str) -> String {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, &()).await;
    path.ok()
        .and_then(|Path(mut segments)| segments.remove(name))
        .unwrap_or_default()
}

/// A guid names its owner; in the newer generation the partner's own id does too.
fn names(generation: Generation, identifier: &str, guid: &str, id: Option<&str>) -> bool {
    guid == identifier || (generation == Generation::V2025 && id == Some(identifier))
}
