//! Reading what a client sent.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{StatusCode, header, request::Parts},
};
use serde_json::{Map, Value};
use std::convert::Infallible;
use url::form_urlencoded;

use super::error::ApiError;
use crate::world::{DataRequest, UseCase};

/// A request's JSON object.
pub(super) struct JsonBody(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .map(|value| value.split(';').next().unwrap_or_default().trim())
            .is_some_and(|kind| {
                kind.eq_ignore_ascii_case("application/json") || kind.ends_with("+json")
            });
        let bytes = Bytes::from_request(request, state).await.map_err(|_| {
            ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The request body is too large",
            )
        })?;
        if bytes.is_empty() {
            return Err(ApiError::bad_request("The request body is empty"));
        }
        if !is_json {
            return Err(ApiError::bad_request(
                "The Content-Type must be application/json",
            ));
        }
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(body)) => Ok(Self(body)),
            Ok(_) | Err(_) => Err(ApiError::bad_request(
                "The request body is not a JSON object",
            )),
        }
    }
}

impl JsonBody {
    /// The object a request wraps its fields in; it may not be empty.
    pub(super) fn wrapped(&self, key: &str) -> Result<Fields<'_>, ApiError> {
        match self.0.get(key) {
            Some(Value::Object(fields)) if !fields.is_empty() => Ok(Fields(fields)),
            _ => Err(ApiError::bad_request(format!(
                "The {key} object is missing or empty"
            ))),
        }
    }

    /// What stands beside the wrapped object.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields(&self.0)
    }
}

/// The fields of a JSON object. A null counts as not sent.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub(super) fn of(object: &'a Map<String, Value>) -> Self {
        Self(object)
    }

    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// All of them, also the nulls.
    pub(super) fn each(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.iter()
    }

    pub(super) fn to_value(self) -> Value {
        Value::Object(self.0.clone())
    }

    pub(super) fn string(&self, key: &str) -> Result<Option<String>, ApiError> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(ApiError::bad_request(format!("{key} must be a string"))),
        }
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, ApiError> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(ApiError::bad_request(format!(
                "{key} must be true or false"
            ))),
        }
    }

    /// A partner's own id: it goes into paths, so letters, digits, `-` and `_` only (MX docs,
    /// users).
    pub(super) fn partner_id(&self) -> Result<Option<String>, ApiError> {
        let id = self.string("id")?;
        let fits = id.as_ref().is_none_or(|id| {
            !id.is_empty()
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        });
        fits.then_some(id).ok_or_else(|| {
            ApiError::bad_request("id may hold letters, digits, hyphens and underscores only")
        })
    }

    pub(super) fn email(&self) -> Result<Option<String>, ApiError> {
        let email = self.string("email")?;
        let fits = email.as_deref().is_none_or(looks_like_email);
        fits.then_some(email)
            .ok_or_else(|| ApiError::bad_request("email is invalid"))
    }

    pub(super) fn use_cases(&self) -> Result<Option<Vec<UseCase>>, ApiError> {
        self.parsed("use_cases")
    }

    pub(super) fn data_request(&self) -> Result<Option<DataRequest>, ApiError> {
        self.parsed("data_request")
    }

    /// Pairs of guid and value, as credentials and answers to challenges come.
    pub(super) fn answers(&self, key: &str) -> Result<Option<Vec<(String, String)>>, ApiError> {
        let wrong = || ApiError::bad_request(format!("{key} must be a list of guid and value"));
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        let entries = value.as_array().ok_or_else(wrong)?;
        let answer = |entry: &Value| {
            let text = |key: &str| entry.get(key)?.as_str().map(str::to_owned);
            Some((text("guid")?, text("value")?))
        };
        entries
            .iter()
            .map(|entry| answer(entry).ok_or_else(wrong))
            .collect::<Result<Vec<_>, _>>()
            .map(Some)
    }

    fn parsed<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<Option<T>, ApiError> {
        self.value(key)
            .map(|value| {
                T::deserialize(value)
                    .map_err(|_| ApiError::bad_request(format!("{key} is invalid")))
            })
            .transpose()
    }
}

fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    plain
        && !local.is_empty()
        && !domain.contains('@')
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}

/// A request's query, in order and decoded. `key[]` counts as `key`.
pub(super) struct Query(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let raw = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(raw.as_bytes())
                .map(|(key, value)| {
                    let key = key.strip_suffix("[]").unwrap_or(&key).to_owned();
                    (key, value.into_owned())
                })
                .collect(),
        ))
    }
}

impl Query {
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let last = self.0.iter().rfind(|(name, _)| name == key);
        last.map(|(_, value)| value.as_str())
    }

    pub(super) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, ApiError> {
        match self.text(key) {
            None | Some("") => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(ApiError::bad_request(format!(
                "{key} must be true or false"
            ))),
        }
    }
}
