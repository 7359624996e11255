//! Which MX the desk talks to: where its API is and where its widget may come from.

use std::fmt;

use url::{Host, Url};

use crate::view::EnvironmentKind;

const INTEGRATION_API: &str = "https://int-api.mx.com/";
const INTEGRATION_WIDGETS: &str = "https://int-widgets.moneydesktop.com";
const PRODUCTION_API: &str = "https://api.mx.com/";
const PRODUCTION_WIDGETS: &str = "https://widgets.moneydesktop.com";

/// Which MX, where its API is, and the only origins its widget may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    kind: EnvironmentKind,
    api_base_url: Url,
    widget_origins: Vec<Origin>,
}

impl Environment {
    /// MX's integration environment: test banks, real network (MX docs, environments).
    #[must_use]
    pub fn integration() -> Self {
        Self::fixed(
            EnvironmentKind::Integration,
            INTEGRATION_API,
            INTEGRATION_WIDGETS,
        )
    }

    /// MX's production environment: real customers (MX docs, environments).
    #[must_use]
    pub fn production() -> Self {
        Self::fixed(
            EnvironmentKind::Production,
            PRODUCTION_API,
            PRODUCTION_WIDGETS,
        )
    }

    /// The simulated MX of this run.
    ///
    /// # Errors
    /// The same as [`Environment::custom`]; in practice when it does not run on loopback.
    pub fn sandbox(api_base_url: &Url, widget_origin: &str) -> Result<Self, InvalidEnvironment> {
        let api_base_url = base_url(api_base_url.as_str())?;
        if !is_loopback(&api_base_url) {
            return Err(InvalidEnvironment::SandboxNotLocal);
        }
        Ok(Self {
            kind: EnvironmentKind::Sandbox,
            api_base_url,
            widget_origins: vec![Origin::parse(widget_origin)?],
        })
    }

    /// A company's own gateway.
    ///
    /// # Errors
    /// When the base URL is not https (or http on loopback), carries user name, password, query or
    /// fragment, or is MX's own; when there is no widget origin; and as [`Origin::parse`].
    pub fn custom(
        api_base_url: &str,
        widget_origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, InvalidEnvironment> {
        let api_base_url = base_url(api_base_url)?;
        // Production must look like production: its API can't be dressed up as something else.
        for (fixed, name) in [
            (INTEGRATION_API, "Integration"),
            (PRODUCTION_API, "Production"),
        ] {
            if Url::parse(fixed).is_ok_and(|fixed| fixed.host() == api_base_url.host()) {
                return Err(InvalidEnvironment::IsMx { name });
            }
        }
        let mut origins = Vec::new();
        for given in widget_origins {
            let given = given.as_ref().trim();
            if given.is_empty() {
                continue;
            }
            let origin = Origin::parse(given)?;
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        if origins.is_empty() {
            return Err(InvalidEnvironment::NoWidgetOrigin);
        }
        Ok(Self {
            kind: EnvironmentKind::Custom,
            api_base_url,
            widget_origins: origins,
        })
    }

    #[expect(
        clippy::expect_used,
        reason = "constants, each of them parsed by a test"
    )]
    fn fixed(kind: EnvironmentKind, api: &str, widgets: &str) -> Self {
        Self {
            kind,
            api_base_url: base_url(api).expect("a constant"),
            widget_origins: vec![Origin::parse(widgets).expect("a constant")],
        }
    }

    /// Which MX this is.
    #[must_use]
    pub fn kind(&self) -> EnvironmentKind {
        self.kind
    }

    /// Base URL of the API; its path always ends in `/`.
    #[must_use]
    pub fn api_base_url(&self) -> &Url {
        &self.api_base_url
    }

    /// Origins the widget may come from; never empty.
    #[must_use]
    pub fn widget_origins(&self) -> &[Origin] {
        &self.widget_origins
    }

    /// Host of the API, with the port if it isn't the scheme's own. Safe to show and to keep.
    #[must_use]
    pub fn api_host(&self) -> String {
        host_and_port(&self.api_base_url)
    }

    /// Whether the widget may come from this URL.
    #[must_use]
    pub fn allows_widget(&self, url: &Url) -> bool {
        Origin::of(url).is_some_and(|origin| self.widget_origins.contains(&origin))
    }
}

/// Scheme, host and port of a web page, as a browser writes it: `https://widgets.example.com`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin: https, or http on loopback; a trailing `/` is forgiven, anything more is
    /// not.
    ///
    /// # Errors
    /// When it is no such origin, holds a wildcard, or is one the app's own pages are served from.
    pub fn parse(text: &str) -> Result<Self, InvalidEnvironment> {
        let text = text.trim();
        if text.contains('*') {
            return Err(InvalidEnvironment::Wildcard);
        }
        let url = Url::parse(text).map_err(|_| InvalidEnvironment::NotAnOrigin)?;
        if url.host_str().is_some_and(is_app_host) || url.scheme() == "tauri" {
            return Err(InvalidEnvironment::OwnOrigin);
        }
        if !is_secure(&url) {
            return Err(InvalidEnvironment::OriginNotSecure);
        }
        if has_extras(&url) || url.path() != "/" {
            return Err(InvalidEnvironment::NotAnOrigin);
        }
        Self::of(&url).ok_or(InvalidEnvironment::NotAnOrigin)
    }

    /// The origin of a URL, if it has one that a widget could come from.
    #[must_use]
    pub fn of(url: &Url) -> Option<Self> {
        let origin = url.origin();
        origin
            .is_tuple()
            .then(|| Self(origin.ascii_serialization()))
    }

    /// `scheme://host[:port]`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an environment can't be used. The words are for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEnvironment {
    /// No URL at all.
    #[error("The API base URL is not a web address.")]
    NotAUrl,
    /// Neither https nor http on loopback.
    #[error("The API base URL must start with https:// (http:// only on this computer).")]
    NotSecure,
    /// User name, password, query or fragment.
    #[error("The API base URL must not contain a user name, a password, `?` or `#`.")]
    Extras,
    /// MX's own API, which has its own choice in the form.
    #[error("That is MX's own API. Choose {name} instead of a custom environment.")]
    IsMx {
        /// The choice to make instead.
        name: &'static str,
    },
    /// No widget origin was given.
    #[error("At least one widget origin is needed, such as https://widgets.example.com.")]
    NoWidgetOrigin,
    /// An origin with more than scheme, host and port, or without them.
    #[error("A widget origin is scheme, host and port only, such as https://widgets.example.com.")]
    NotAnOrigin,
    /// Neither https nor http on loopback.
    #[error("A widget origin must start with https:// (http:// only on this computer).")]
    OriginNotSecure,
    /// `*` somewhere.
    #[error("A widget origin can't contain `*`: list each origin by itself.")]
    Wildcard,
    /// An origin the app serves its own pages from: a page there could speak for the app.
    #[error("That origin belongs to this app and can't serve the widget.")]
    OwnOrigin,
    /// The simulated MX runs on this computer or not at all.
    #[error("The simulated MX must run on this computer.")]
    SandboxNotLocal,
}

fn base_url(text: &str) -> Result<Url, InvalidEnvironment> {
    let mut url = Url::parse(text.trim()).map_err(|_| InvalidEnvironment::NotAUrl)?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(InvalidEnvironment::NotAUrl);
    }
    if !is_secure(&url) {
        return Err(InvalidEnvironment::NotSecure);
    }
    if has_extras(&url) {
        return Err(InvalidEnvironment::Extras);
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

fn is_secure(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn has_extras(url: &Url) -> bool {
    !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
}

/// Hosts that the web view serves the app, its assets and its commands from.
fn is_app_host(host: &str) -> bool {
    host.strip_suffix(".localhost")
        .is_some_and(|name| ["tauri", "ipc", "asset"].contains(&name))
}

fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
