//! MX's error envelope (MX docs, errors).

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    error::{CreateMemberError, CreateUserError, MemberRefusal, MicroDepositRefusal, SandboxError},
    world::{InstitutionBlock, User},
};

/// A refusal: `{"error":{"message","status","type"}}`.
#[derive(Debug)]
pub(super) struct ApiError {
    code: StatusCode,
    message: String,
    /// Where it says more than the status.
    kind: Option<&'static str>,
}

impl ApiError {
    pub(super) fn new(code: StatusCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            kind: None,
        }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// What MX says of anything it doesn't find, whatever the reason: deleted, foreign or never
    /// there.
    pub(super) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = status_name(self.code);
        let kind = self
            .kind
            .map_or_else(|| format!("{status}_error"), str::to_owned);
        let body = json!({
            "error": {
                "message": self.message,
                "status": status,
                "type": kind,
            }
        });
        (self.code, Json(body)).into_response()
    }
}

/// The code's name in snake case. The library knows 413 and 422 by newer names than MX's Ruby.
fn status_name(code: StatusCode) -> String {
    match code {
        StatusCode::PAYLOAD_TOO_LARGE => "payload_too_large".to_owned(),
        StatusCode::UNPROCESSABLE_ENTITY => "unprocessable_entity".to_owned(),
        other => other
            .canonical_reason()
            .unwrap_or("unknown")
            .to_ascii_lowercase()
            .replace(' ', "_"),
    }
}

/// MX documents the quotas and not how it refuses: 422 is a guess.
fn over_quota(what: &str, limit: usize) -> ApiError {
    ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        format!("The limit of {limit} {what} is reached"),
    )
}

impl From<SandboxError> for ApiError {
    fn from(_: SandboxError) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
    }
}

impl From<CreateUserError> for ApiError {
    fn from(refusal: CreateUserError) -> Self {
        match refusal {
            CreateUserError::DuplicateId => {
                Self::new(StatusCode::CONFLICT, "A user with this id already exists")
            }
            CreateUserError::Quota { limit } => over_quota("users", limit),
        }
    }
}

impl From<CreateMemberError> for ApiError {
    fn from(refusal: CreateMemberError) -> Self {
        match refusal {
            CreateMemberError::Duplicate { .. } => {
                Self::new(StatusCode::CONFLICT, "The member already exists")
            }
            CreateMemberError::DuplicateId => {
                Self::new(StatusCode::CONFLICT, "A member with this id already exists")
            }
            CreateMemberError::UnknownUser => Self::not_found("User"),
            CreateMemberError::UnknownInstitution => Self::not_found("Institution"),
            CreateMemberError::SignInAtBank => Self::bad_request(
                "The institution requires OAuth: send is_oauth and no credentials",
            ),
            CreateMemberError::NoOauth => {
                Self::bad_request("The institution does not support OAuth")
            }
            CreateMemberError::Maintenance => Self {
                kind: Some("institution_maintenance_error"),
                ..Self::bad_request("The institution is under maintenance; try again later")
            },
            CreateMemberError::Blocked(block) => blocked(block),
            CreateMemberError::Unsupported => {
                Self::bad_request("The institution does not support this job")
            }
            CreateMemberError::Randomness => SandboxError::Randomness.into(),
            CreateMemberError::Credentials => {
                Self::bad_request("The credentials do not match those the institution requires")
            }
            CreateMemberError::Quota { limit } => over_quota("members of a user", limit),
        }
    }
}

impl From<MemberRefusal> for ApiError {
    fn from(refusal: MemberRefusal) -> Self {
        match refusal {
            MemberRefusal::Unknown => Self::not_found("Member"),
            MemberRefusal::Credentials => {
                Self::bad_request("The credentials do not match those the institution requires")
            }
            MemberRefusal::NotChallenged => {
                Self::bad_request("The member has no such challenge to answer")
            }
            MemberRefusal::OtherJobRunning => {
                Self::new(StatusCode::CONFLICT, "Another job is running")
            }
            MemberRefusal::Blocked(block) => blocked(block),
            MemberRefusal::Unsupported => {
                Self::bad_request("The institution does not support this job")
            }
            MemberRefusal::UserDisabled => disabled(),
            MemberRefusal::NoOauth => Self::bad_request("The institution does not support OAuth"),
            MemberRefusal::Randomness => SandboxError::Randomness.into(),
            MemberRefusal::DuplicateId => {
                Self::new(StatusCode::CONFLICT, "A member with this id already exists")
            }
        }
    }
}

fn blocked(block: InstitutionBlock) -> ApiError {
    ApiError {
        kind: Some(block.error_type()),
        ..ApiError::bad_request("The institution is blocked for this client")
    }
}

fn disabled() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "The user is disabled")
}

/// Refuses the data of a disabled user. MX documents that it is restricted and not how it says so:
/// 403 is a guess.
pub(super) fn readable(user: &User) -> Result<(), ApiError> {
    if user.is_disabled {
        Err(disabled())
    } else {
        Ok(())
    }
}

impl From<MicroDepositRefusal> for ApiError {
    fn from(refusal: MicroDepositRefusal) -> Self {
        match refusal {
            MicroDepositRefusal::Unknown => Self::not_found("Microdeposit"),
            MicroDepositRefusal::Blocked(reason) => Self::bad_request(format!(
                "The routing number can't be used: {}",
                reason.name()
            )),
            MicroDepositRefusal::NothingToVerify => {
                Self::bad_request("The microdeposit can't be verified now")
            }
        }
    }
}
