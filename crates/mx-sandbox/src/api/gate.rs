//! What every request passes: credentials, then the version of the API.

use std::{convert::Infallible, fmt};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use uuid::Uuid;

use super::{App, error::ApiError};

const ACCEPT_VERSION: HeaderName = HeaderName::from_static("accept-version");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const VENDOR_TYPE: &str = "application/vnd.mx.api.v1+json";

/// Which of MX's two API generations a request speaks (MX docs, versioning).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    V2011,
    V2025,
}

impl Generation {
    /// The generation of a request the gate has let in; nothing else reaches a handler.
    pub(super) fn of(parts: &Parts) -> Self {
        parts.extensions.get().copied().unwrap_or(Self::V2025)
    }

    fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::V2011 => VENDOR_TYPE,
            Self::V2025 => "application/json",
        })
    }

    fn negotiate(headers: &HeaderMap) -> Option<Self> {
        let accept = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|range| range.split(';').next().unwrap_or_default().trim())
            .map(str::to_ascii_lowercase)
            .collect::<Vec<_>>();
        let accepts = |kind: &str| accept.iter().any(|range| range == kind);
        let any_json = accept.is_empty()
            || accepts("application/json")
            || accepts("application/*")
            || accepts("*/*");
        match headers.get(ACCEPT_VERSION).map(HeaderValue::to_str) {
            Some(Ok("v20250224")) => any_json.then_some(Self::V2025),
            Some(Ok("v20111101")) => (any_json || accepts(VENDOR_TYPE)).then_some(Self::V2011),
            Some(_) => None,
            None => accepts(VENDOR_TYPE).then_some(Self::V2011),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Generation {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// The one pair this MX knows.
#[derive(Clone)]
pub(crate) struct Credentials {
    pub(crate) client_id: String,
    pub(crate) api_key: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    pub(crate) fn admit(&self, headers: &HeaderMap) -> bool {
        let Some((scheme, encoded)) = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
        else {
            return false;
        };
        let Ok(given) = STANDARD.decode(encoded.trim()) else {
            return false;
        };
        let expected = format!("{}:{}", self.client_id, self.api_key);
        scheme.eq_ignore_ascii_case("basic") && same(&given, expected.as_bytes())
    }
}

/// Compares in a time that doesn't tell how much of a guess was right.
fn same(given: &[u8], expected: &[u8]) -> bool {
    let mut differences = given.len() ^ expected.len();
    for (index, byte) in expected.iter().enumerate() {
        let guess = given.get(index).copied().unwrap_or(0);
        differences |= usize::from(std::hint::black_box(guess ^ byte));
    }
    differences == 0
}

/// Lets a request in and dresses the answer: MX mirrors the generation in the content type, and
/// names every request.
pub(super) async fn gate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let request_id = Uuid::new_v4().simple().to_string();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let generation = Generation::negotiate(request.headers());
    let mut response = match admit(&app, request.headers(), generation) {
        Ok(generation) => {
            request.extensions_mut().insert(generation);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    };
    // A stranger's too; only what names no generation is answered in none.
    if let Some(generation) = generation
        && let Some(kind) = response.headers_mut().get_mut(header::CONTENT_TYPE)
    {
        *kind = generation.content_type();
    }
    tracing::debug!(%method, route, status = response.status().as_u16(), request_id, "answered");
    if let Ok(value) = HeaderValue::try_from(request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn admit(
    app: &App,
    headers: &HeaderMap,
    generation: Option<Generation>,
) -> Result<Generation, ApiError> {
    if !app.credentials.admit(headers) {
        // MX sends no WWW-Authenticate header along.
        return Err(ApiError::new(
            StatusCode::UNAUTHORIZED,
            "Invalid client_id or api_key",
        ));
    }
    generation.ok_or_else(|| {
        ApiError::new(
            StatusCode::NOT_ACCEPTABLE,
            "The Accept or Accept-Version header is missing or not supported",
        )
    })
}
