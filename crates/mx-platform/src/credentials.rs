//! The keys.

use std::fmt;

use secrecy::SecretString;

/// A client id and its API key (MX docs, authentication). Each environment has its own pair.
#[derive(Clone)]
pub struct Credentials {
    pub(crate) client_id: String,
    pub(crate) api_key: SecretString,
}

impl Credentials {
    /// A pair of keys. They are checked when the client is built.
    pub fn new(client_id: impl Into<String>, api_key: impl Into<SecretString>) -> Self {
        Self {
            client_id: client_id.into(),
            api_key: api_key.into(),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials([redacted])")
    }
}
