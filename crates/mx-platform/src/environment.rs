//! Where MX is, and which generation of its API to speak.

use url::Url;

/// MX's own environments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Environment {
    /// Test banks, at most 100 users.
    #[default]
    Integration,
    /// Real customers.
    Production,
}

impl Environment {
    /// Base URL of the integration API.
    pub const INTEGRATION: &'static str = "https://int-api.mx.com/";
    /// Base URL of the production API.
    pub const PRODUCTION: &'static str = "https://api.mx.com/";

    /// The API's base URL, for [`ClientBuilder::base_url`](crate::ClientBuilder::base_url).
    #[must_use]
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Integration => Self::INTEGRATION,
            Self::Production => Self::PRODUCTION,
        }
    }

    /// The only origin from which this environment's widgets come.
    #[must_use]
    pub const fn widget_origin(self) -> &'static str {
        match self {
            Self::Integration => "https://int-widgets.moneydesktop.com",
            Self::Production => "https://widgets.moneydesktop.com",
        }
    }

    /// [`Self::base_url`], parsed. `None` can't happen; a test holds it.
    pub(crate) fn parsed(self) -> Option<Url> {
        Url::parse(self.base_url()).ok()
    }
}

/// Generation of the API (MX docs, versioning). It decides the headers of every request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// `Accept: application/json` with `Accept-Version: v20250224`.
    #[default]
    V20250224,
    /// `Accept: application/vnd.mx.api.v1+json`, without a dated header.
    V20111101,
}

impl ApiVersion {
    /// What every request of this generation says in `Accept`.
    #[must_use]
    pub const fn accept(self) -> &'static str {
        match self {
            Self::V20250224 => "application/json",
            Self::V20111101 => "application/vnd.mx.api.v1+json",
        }
    }

    /// What it says in `Accept-Version`, if it does.
    #[must_use]
    pub const fn accept_version(self) -> Option<&'static str> {
        match self {
            Self::V20250224 => Some("v20250224"),
            Self::V20111101 => None,
        }
    }
}
