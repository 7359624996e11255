//! Messages as navigations: what the widget does in a mobile web view, and how a bank's login
//! leads back to the app.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::{
    MAX_MESSAGE_BYTES, Message, OauthErrorReason, Refusal,
    field::read_field,
    message::{TYPE_PREFIX, read_json},
};

/// What the JSON of a navigation may hold unescaped: the same characters as in a browser.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The host of the address that leads back from a bank's login.
const OAUTH_COMPLETE: &str = "oauth_complete";

/// What a navigation of the app's own scheme says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Navigation {
    /// A message of the widget.
    Message(Message),
    /// The customer comes back from a bank's login.
    OauthReturn(OauthReturn),
}

/// How OAuth ended, as the address that leads back to the app says it (MX docs, OAuth guide). A
/// hint: the widget polls MX for itself, and anybody can open such an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OauthReturn {
    /// Whether it succeeded.
    pub outcome: OauthOutcome,
    /// MX's guid of the member.
    pub member_guid: Option<String>,
    /// Why it did not succeed.
    pub error_reason: Option<OauthErrorReason>,
}

/// Whether OAuth succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OauthOutcome {
    /// It did.
    Success,
    /// It did not.
    Error,
}

impl OauthOutcome {
    /// MX's word, `success` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "error",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Success, Self::Error]
            .into_iter()
            .find(|outcome| outcome.name() == name)
    }
}

/// Reads a navigation to the app's own `scheme` (`mx` unless the widget was asked for another):
/// `<scheme>://<event>?metadata=<JSON>`, or `<scheme>://oauth_complete?status=…`.
///
/// A web view can lower-case the host, and some the path; both are understood.
///
/// # Errors
/// A [`Refusal`], if this cannot be a version-4 message; [`Refusal::NotMx`] if the scheme is
/// another.
pub fn parse_navigation(url: &str, scheme: &str) -> Result<Navigation, Refusal> {
    if url.len() > MAX_MESSAGE_BYTES {
        return Err(Refusal::TooLarge);
    }
    let (found, rest) = url.split_once("://").ok_or(Refusal::NotMx)?;
    if found.eq_ignore_ascii_case("atrium") {
        return Err(Refusal::OldVersion);
    }
    if !found.eq_ignore_ascii_case(scheme) {
        return Err(Refusal::NotMx);
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
    let name = name.trim_end_matches('/');
    if name.eq_ignore_ascii_case(OAUTH_COMPLETE) {
        return OauthReturn::read(query).map(Navigation::OauthReturn);
    }
    let metadata = match value_of(query, "metadata") {
        Some(encoded) => match read_json(&decoded(encoded)?)? {
            Value::Object(metadata) => metadata,
            _ => return Err(Refusal::BadField { field: "metadata" }),
        },
        None if query.is_empty() => Map::new(),
        // Version 3 spread its fields over the query.
        None => return Err(Refusal::OldVersion),
    };
    Message::read(&format!("{TYPE_PREFIX}{name}"), &metadata).map(Navigation::Message)
}

impl Message {
    /// The address the widget navigates to when it runs in a mobile web view.
    #[must_use]
    pub fn to_navigation(&self, scheme: &str) -> String {
        let type_name = self.event.type_name();
        let name = type_name.strip_prefix(TYPE_PREFIX).unwrap_or(type_name);
        let metadata = Value::Object(self.metadata()).to_string();
        format!(
            "{scheme}://{name}?metadata={}",
            utf8_percent_encode(&metadata, ESCAPED)
        )
    }
}

impl OauthReturn {
    /// The address that leads back to the app.
    #[must_use]
    pub fn to_navigation(&self, scheme: &str) -> String {
        let mut url = format!("{scheme}://{OAUTH_COMPLETE}?status={}", self.outcome.name());
        let reason = self.error_reason.as_ref().map(ToString::to_string);
        let fields = [
            ("member_guid", &self.member_guid),
            ("error_reason", &reason),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                url.push_str(&format!("&{name}={}", utf8_percent_encode(value, ESCAPED)));
            }
        }
        url
    }

    fn read(query: &str) -> Result<Self, Refusal> {
        let mut fields = Map::new();
        for name in ["status", "member_guid", "error_reason"] {
            if let Some(encoded) = value_of(query, name) {
                fields.insert(name.to_owned(), Value::from(decoded(encoded)?));
            }
        }
        Ok(Self {
            outcome: read_field::<String>(&fields, &["status"])?
                .and_then(|status| OauthOutcome::from_name(&status))
                .ok_or(Refusal::BadField { field: "status" })?,
            member_guid: read_field(&fields, &["member_guid"])?,
            error_reason: read_field(&fields, &["error_reason"])?,
        })
    }
}

/// The value of a query's field, still encoded. Some of MX's addresses were escaped for HTML once
/// too often, so that a name arrives as `amp;name`.
fn value_of<'a>(query: &'a str, wanted: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| name.strip_prefix("amp;").unwrap_or(name) == wanted)
        .map(|(_, value)| value)
}

fn decoded(encoded: &str) -> Result<String, Refusal> {
    let spaced = encoded.replace('+', " ");
    match percent_decode_str(&spaced).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(Refusal::NotJson),
    }
}
