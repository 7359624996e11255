//! What can go wrong.

use std::{error::Error as StdError, io, time::Duration};

use reqwest::{StatusCode, header::HeaderMap};
use serde::Deserialize;

use crate::retry;

/// A failed call.
///
/// Safe to show and to log: no variant holds a body, a URL, an identifier, a credential or a text
/// the server wrote. The two words of the server's that are kept, [`ApiError::error_type`] and
/// [`ApiError::request_id`], are kept only in a short, narrow form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The base URL is not one that keys may be sent to.
    #[error("the base URL can't be used: {reason}")]
    InvalidBaseUrl {
        /// Why, as a clause.
        reason: &'static str,
    },
    /// An argument can't be sent. Nothing was sent.
    #[error("{field} can't be used: {reason}")]
    InvalidInput {
        /// Which argument.
        field: &'static str,
        /// Why, as a clause.
        reason: &'static str,
    },
    /// The HTTP client could not be set up on this system (no trust store, for one).
    #[error("the HTTP client could not be set up")]
    Setup,
    /// The host's name could not be resolved. Usually: offline.
    #[error("the server's name could not be resolved")]
    Dns,
    /// No connection could be made. Nothing was sent.
    #[error("no connection could be made")]
    Connect,
    /// The connection broke before the answer was complete.
    #[error("the connection was lost")]
    ConnectionLost,
    /// No secure connection. Nothing of the request was sent.
    #[error("no secure connection could be made ({why})")]
    Tls {
        /// Why.
        why: TlsFailure,
    },
    /// Time ran out.
    #[error("no answer in time ({phase})")]
    Timeout {
        /// Which time.
        phase: TimeoutPhase,
    },
    /// MX answered with an error.
    #[error(transparent)]
    Api(ApiError),
    /// The server answered with a redirect. It was not followed: the keys go nowhere else.
    #[error("the server answered with a redirect (HTTP {status})")]
    UnexpectedRedirect {
        /// The HTTP status, 3xx.
        status: u16,
    },
    /// The answer is larger than the client reads.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The answer is not what MX documents.
    #[error("the answer could not be read as {what}")]
    Decode {
        /// What was expected, by MX's name (`user`, `members`, …).
        what: &'static str,
    },
    /// The pages of a list contradict each other, so that reading on might never end.
    #[error("the pages of {what} don't follow each other")]
    Pagination {
        /// The list, by MX's name.
        what: &'static str,
    },
}

/// Which time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// [`ClientBuilder::connect_timeout`](crate::ClientBuilder::connect_timeout); nothing was sent.
    Connect,
    /// [`ClientBuilder::call_timeout`](crate::ClientBuilder::call_timeout).
    Call,
}

impl std::fmt::Display for TimeoutPhase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::Call => "whole call",
        })
    }
}

/// Why there is no secure connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsFailure {
    /// The certificate is not from anybody this computer trusts, or not acceptable otherwise.
    Untrusted,
    /// The certificate is for another name.
    WrongName,
    /// By this computer's clock the certificate is not valid any more, or not yet.
    OutOfDate,
    /// The other side broke off before the connection was secure: a server that refuses, or
    /// something on the way that blocks it.
    Closed,
    /// The two sides could not agree, or what answers speaks no TLS.
    NoAgreement,
}

impl std::fmt::Display for TlsFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Untrusted => "the certificate is not trusted",
            Self::WrongName => "the certificate is for another name",
            Self::OutOfDate => "the certificate is not valid now",
            Self::Closed => "the other side broke off",
            Self::NoAgreement => "the two sides could not agree",
        })
    }
}

impl Error {
    /// A stable, snake_case name, for branching and for logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidBaseUrl { .. } => "invalid_base_url",
            Self::InvalidInput { .. } => "invalid_input",
            Self::Setup => "setup",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::ConnectionLost => "connection_lost",
            Self::Tls { .. } => "tls",
            Self::Timeout {
                phase: TimeoutPhase::Connect,
            } => "timeout_connect",
            Self::Timeout {
                phase: TimeoutPhase::Call,
            } => "timeout_call",
            Self::Api(api) => api.kind.code(),
            Self::UnexpectedRedirect { .. } => "unexpected_redirect",
            Self::TooLarge { .. } => "too_large",
            Self::Decode { .. } => "decode",
            Self::Pagination { .. } => "pagination",
        }
    }

    /// MX's answer, if this is one.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(api) => Some(api),
            _ => None,
        }
    }

    /// Which of MX's answers this is, if it is one.
    #[must_use]
    pub fn api_kind(&self) -> Option<ApiErrorKind> {
        self.api().map(|api| api.kind)
    }

    /// MX's id of the request, to quote to MX's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.api().and_then(|api| api.request_id.as_deref())
    }

    /// Whether a write that failed so may have been carried out all the same.
    ///
    /// MX has no idempotency keys: read what is there before repeating (MX docs, errors).
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        match self {
            Self::ConnectionLost
            | Self::Timeout {
                phase: TimeoutPhase::Call,
            }
            | Self::TooLarge { .. }
            | Self::Decode { .. } => true,
            Self::Api(api) => {
                matches!(api.kind, ApiErrorKind::Server | ApiErrorKind::Maintenance)
            }
            Self::InvalidBaseUrl { .. }
            | Self::InvalidInput { .. }
            | Self::Setup
            | Self::Dns
            | Self::Connect
            | Self::Tls { .. }
            | Self::Timeout {
                phase: TimeoutPhase::Connect,
            }
            | Self::UnexpectedRedirect { .. }
            | Self::Pagination { .. } => false,
        }
    }

    /// Whether the same read may well succeed a moment later.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Dns
            | Self::Connect
            | Self::ConnectionLost
            | Self::Tls {
                why: TlsFailure::Closed,
            }
            | Self::Timeout {
                phase: TimeoutPhase::Connect,
            } => true,
            Self::Api(api) => matches!(api.status, 429 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }

    /// Sorts a transport failure. Nothing of `error` is kept: its text can name the URL.
    pub(crate) fn from_transport(error: &reqwest::Error) -> Self {
        if error.is_builder() {
            return Self::Setup;
        }
        if error.is_timeout() {
            return Self::Timeout {
                phase: if error.is_connect() {
                    TimeoutPhase::Connect
                } else {
                    TimeoutPhase::Call
                },
            };
        }
        if error.is_dns() {
            return Self::Dns;
        }
        if let Some(why) = tls_failure(error) {
            return Self::Tls { why };
        }
        if error.is_connect() {
            Self::Connect
        } else {
            Self::ConnectionLost
        }
    }
}

/// What went wrong with TLS, if that is what it was. An `io::Error` hides what it wraps from
/// `source()`, so it is opened as well.
fn tls_failure(error: &reqwest::Error) -> Option<TlsFailure> {
    let is_connecting = error.is_connect();
    let mut next = error.source();
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return Some(of_rustls(error));
        }
        let io = error.downcast_ref::<io::Error>();
        // While connecting, only a connection that is there can break: the handshake's.
        if is_connecting && io.is_some_and(|io| is_broken_off(io.kind())) {
            return Some(TlsFailure::Closed);
        }
        next = match io.and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

fn is_broken_off(kind: io::ErrorKind) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        kind,
        Kind::UnexpectedEof | Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe
    )
}

fn of_rustls(error: &rustls::Error) -> TlsFailure {
    use rustls::CertificateError as Certificate;
    match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            Certificate::Expired
            | Certificate::ExpiredContext { .. }
            | Certificate::NotValidYet
            | Certificate::NotValidYetContext { .. } => TlsFailure::OutOfDate,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                TlsFailure::WrongName
            }
            _ => TlsFailure::Untrusted,
        },
        rustls::Error::NoCertificatesPresented => TlsFailure::Untrusted,
        _ => TlsFailure::NoAgreement,
    }
}

/// An error MX answered with (MX docs, errors).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("MX answered HTTP {status} ({})", kind.code())]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// What it means.
    pub kind: ApiErrorKind,
    /// MX's finer name, such as `institution_maintenance_error`: at most 64 letters `a`–`z` and
    /// `_`, or none.
    pub error_type: Option<String>,
    /// MX's id of the request, to quote to MX's support: at most 128 letters, digits, `-`, `_` and
    /// `.`, or none.
    pub request_id: Option<String>,
    /// How long MX asks to wait before the next try.
    pub retry_after: Option<Duration>,
}

/// What an HTTP status means at MX (MX docs, errors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// 400: a parameter is bad or missing, or the institution is blocked; see
    /// [`ApiError::error_type`].
    BadRequest,
    /// 401: wrong client id or API key, or the keys of another environment.
    Unauthorized,
    /// 403: the caller's IP address is not allow-listed, or the product is not enabled.
    Forbidden,
    /// 404: unknown, deleted, or another user's. Also for a moment after something was created.
    NotFound,
    /// 405: the endpoint has no such method.
    MethodNotAllowed,
    /// 406: MX does not speak the version asked for.
    NotAcceptable,
    /// 409: it exists already, or another kind of job is running.
    Conflict,
    /// 422: understood, but refused.
    Unprocessable,
    /// 429: too many requests.
    RateLimited,
    /// 503: under maintenance.
    Maintenance,
    /// Any other 5xx: MX or the bank failed.
    Server,
    /// Any other 4xx.
    Other,
}

impl ApiErrorKind {
    /// The kind of an HTTP status of 400 and above.
    #[must_use]
    pub fn from_status(status: u16) -> Self {
        match status {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            409 => Self::Conflict,
            422 => Self::Unprocessable,
            429 => Self::RateLimited,
            503 => Self::Maintenance,
            500.. => Self::Server,
            _ => Self::Other,
        }
    }

    /// A stable, snake_case name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::NotAcceptable => "not_acceptable",
            Self::Conflict => "conflict",
            Self::Unprocessable => "unprocessable",
            Self::RateLimited => "rate_limited",
            Self::Maintenance => "maintenance",
            Self::Server => "server_error",
            Self::Other => "refused",
        }
    }
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        Self {
            status: status.as_u16(),
            kind: ApiErrorKind::from_status(status.as_u16()),
            error_type: error_type(body),
            request_id: request_id(headers),
            retry_after: retry::retry_after(headers),
        }
    }
}

/// `error.type` of MX's envelope, if it is the plain word MX documents. Proxies and gateways
/// answer with anything, so a body that can't be read is no failure of its own.
pub(crate) fn error_type(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Envelope {
        error: Inner,
    }
    #[derive(Deserialize)]
    struct Inner {
        #[serde(rename = "type")]
        kind: String,
    }
    let kind = serde_json::from_slice::<Envelope>(body).ok()?.error.kind;
    let is_token = (1..=64).contains(&kind.len())
        && kind
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_token.then_some(kind)
}

/// The server's id of the request, if it looks like one.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-request-id")?.to_str().ok()?;
    let is_token = (1..=128).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    is_token.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_apart() {
        use rustls::CertificateError as Certificate;
        let cases = [
            (Certificate::Expired, TlsFailure::OutOfDate),
            (Certificate::NotValidYet, TlsFailure::OutOfDate),
            (Certificate::NotValidForName, TlsFailure::WrongName),
            (Certificate::UnknownIssuer, TlsFailure::Untrusted),
            (Certificate::Revoked, TlsFailure::Untrusted),
        ];
        for (certificate, why) in cases {
            let error = rustls::Error::InvalidCertificate(certificate);
            assert_eq!(of_rustls(&error), why, "{error}");
        }
        let alert = rustls::Error::AlertReceived(rustls::AlertDescription::ProtocolVersion);
        assert_eq!(of_rustls(&alert), TlsFailure::NoAgreement);
    }

    #[test]
    fn only_a_plain_short_word_is_kept_as_the_type() {
        let body = |kind: &str| format!(r#"{{"error":{{"message":"m","type":"{kind}"}}}}"#);
        assert_eq!(
            error_type(body("institution_maintenance_error").as_bytes()).as_deref(),
            Some("institution_maintenance_error")
        );
        for odd in ["", "Number 1234567890", "123", "UPPER", &"a".repeat(65)] {
            assert_eq!(error_type(body(odd).as_bytes()), None, "{odd}");
        }
        assert_eq!(error_type(b"<html>gateway</html>"), None);
        assert_eq!(error_type(br#"{"error":"text"}"#), None);
        assert_eq!(error_type(b""), None);
    }

    #[test]
    fn only_a_plain_short_word_is_kept_as_the_request_id() {
        let id = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-request-id", value.parse().unwrap());
            request_id(&headers)
        };
        assert_eq!(id("3f2a-9.B_1").as_deref(), Some("3f2a-9.B_1"));
        for odd in [
            "",
            "https://int-widgets.moneydesktop.com/md/connect/x",
            "a b",
            &"a".repeat(129),
        ] {
            assert_eq!(id(odd), None, "{odd}");
        }
        assert_eq!(request_id(&HeaderMap::new()), None);
    }
}
