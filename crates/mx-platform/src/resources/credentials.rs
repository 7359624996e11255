//! Credentials: what an institution wants to know at the login, and the values for it.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use crate::{Resource, lenient, open_enum::open_enum};

open_enum! {
    /// How a credential is entered.
    pub enum CredentialType {
        /// As a text.
        Text = "TEXT",
        /// As a text that is not shown.
        Password = "PASSWORD",
        /// By choosing one of several.
        Options = "OPTIONS",
    }
}

/// One thing an institution wants to know at the login: its definition, never its value (MX docs,
/// institution credentials). Not to be confused with [`Credentials`](crate::Credentials), the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Credential {
    /// MX's identifier, `CRD-…`; a value names it.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// Where it stands in the form, from 1.
    #[serde(deserialize_with = "lenient::integer")]
    pub display_order: Option<i64>,
    /// MX's name of it, such as `LOGIN`.
    #[serde(deserialize_with = "lenient::text")]
    pub field_name: Option<String>,
    /// How it is entered.
    pub field_type: Option<CredentialType>,
    /// How it is entered, once more: MX sends it under both names.
    #[serde(rename = "type")]
    pub credential_type: Option<CredentialType>,
    /// What the person reads.
    #[serde(deserialize_with = "lenient::text")]
    pub label: Option<String>,
}

impl Resource for Credential {
    const ONE: &'static str = "credential";
    const MANY: &'static str = "credentials";
}

/// A value for a [`Credential`], or an answer to a [`Challenge`](crate::Challenge).
#[derive(Clone)]
pub struct CredentialValue {
    guid: String,
    value: SecretString,
}

impl CredentialValue {
    /// A value for the credential or challenge with this guid.
    pub fn new(guid: impl Into<String>, value: impl Into<SecretString>) -> Self {
        Self {
            guid: guid.into(),
            value: value.into(),
        }
    }

    /// MX's identifier of the credential or challenge.
    #[must_use]
    pub fn guid(&self) -> &str {
        &self.guid
    }
}

impl fmt::Debug for CredentialValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialValue")
            .field("guid", &self.guid)
            .finish_non_exhaustive()
    }
}

/// Values on their way to MX. Not a `Serialize` of [`CredentialValue`]'s own, which would let
/// anybody write them anywhere.
pub(super) struct Exposed<'a>(pub(super) &'a [CredentialValue]);

impl Exposed<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Exposed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Pair<'a> {
            guid: &'a str,
            value: &'a str,
        }
        serializer.collect_seq(self.0.iter().map(|credential| Pair {
            guid: &credential.guid,
            value: credential.value.expose_secret(),
        }))
    }
}
