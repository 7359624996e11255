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

#[cfg(test)]
mod tests {
    use super::*;

    const WIDGETS: [&str; 1] = ["https://widgets.example.com"];

    #[test]
    fn mx_environments_are_where_mx_says() {
        let integration = Environment::integration();
        assert_eq!(integration.api_host(), "int-api.mx.com");
        assert_eq!(
            integration.widget_origins()[0].as_str(),
            "https://int-widgets.moneydesktop.com"
        );
        let production = Environment::production();
        assert_eq!(production.kind(), EnvironmentKind::Production);
        assert_eq!(production.api_base_url().as_str(), "https://api.mx.com/");
        assert_eq!(
            production.widget_origins()[0].as_str(),
            "https://widgets.moneydesktop.com"
        );
    }

    #[test]
    fn base_urls_that_a_gateway_may_have() {
        for (given, base, host) in [
            (
                "https://gw.example.com",
                "https://gw.example.com/",
                "gw.example.com",
            ),
            (
                " https://GW.example.com:443/mx ",
                "https://gw.example.com/mx/",
                "gw.example.com",
            ),
            (
                "https://gw.example.com:8443/",
                "https://gw.example.com:8443/",
                "gw.example.com:8443",
            ),
            (
                "http://127.0.0.1:3000",
                "http://127.0.0.1:3000/",
                "127.0.0.1:3000",
            ),
            ("http://127.9.9.9", "http://127.9.9.9/", "127.9.9.9"),
            (
                "http://localhost:3000",
                "http://localhost:3000/",
                "localhost:3000",
            ),
            ("http://[::1]:3000", "http://[::1]:3000/", "[::1]:3000"),
        ] {
            let environment = Environment::custom(given, WIDGETS).unwrap();
            assert_eq!(environment.api_base_url().as_str(), base);
            assert_eq!(environment.api_host(), host);
        }
    }

    #[test]
    fn base_urls_that_are_refused() {
        use InvalidEnvironment as E;
        for (given, expected) in [
            ("", E::NotAUrl),
            ("gw.example.com", E::NotAUrl),
            ("https://", E::NotAUrl),
            ("http://gw.example.com", E::NotSecure),
            ("http://10.0.0.1", E::NotSecure),
            ("http://localhost.example.com", E::NotSecure),
            ("http://127.0.0.1.example.com", E::NotSecure),
            ("ftp://gw.example.com", E::NotSecure),
            ("file:///etc/passwd", E::NotAUrl),
            ("javascript:alert(1)", E::NotAUrl),
            ("https://me@gw.example.com", E::Extras),
            ("https://me:secret@gw.example.com", E::Extras),
            ("https://gw.example.com/?a=b", E::Extras),
            ("https://gw.example.com/#a", E::Extras),
            ("https://api.mx.com", E::IsMx { name: "Production" }),
            ("https://API.mx.com:8443/x", E::IsMx { name: "Production" }),
            (
                "https://int-api.mx.com/",
                E::IsMx {
                    name: "Integration",
                },
            ),
        ] {
            assert_eq!(
                Environment::custom(given, WIDGETS).unwrap_err(),
                expected,
                "{given}"
            );
        }
    }

    #[test]
    fn origins_are_written_as_a_browser_writes_them() {
        for (given, expected) in [
            ("https://Widgets.Example.com", "https://widgets.example.com"),
            (
                "https://widgets.example.com:443/",
                "https://widgets.example.com",
            ),
            (
                "https://widgets.example.com:8443",
                "https://widgets.example.com:8443",
            ),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            (" http://localhost:3000 ", "http://localhost:3000"),
        ] {
            assert_eq!(Origin::parse(given).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn origins_that_are_refused() {
        use InvalidEnvironment as E;
        for (given, expected) in [
            ("*", E::Wildcard),
            ("https://*.example.com", E::Wildcard),
            ("widgets.example.com", E::NotAnOrigin),
            ("null", E::NotAnOrigin),
            ("https://widgets.example.com/md", E::NotAnOrigin),
            ("https://widgets.example.com?a", E::NotAnOrigin),
            ("https://me@widgets.example.com", E::NotAnOrigin),
            (
                "https://widgets.example.com; script-src https:",
                E::NotAnOrigin,
            ),
            (
                "https://widgets.example.com https://other.example",
                E::NotAnOrigin,
            ),
            ("http://widgets.example.com", E::OriginNotSecure),
            ("data:text/html,x", E::OriginNotSecure),
            ("tauri://localhost", E::OwnOrigin),
            ("http://tauri.localhost", E::OwnOrigin),
            ("https://tauri.localhost", E::OwnOrigin),
            ("http://ipc.localhost", E::OwnOrigin),
        ] {
            assert_eq!(Origin::parse(given).unwrap_err(), expected, "{given}");
        }
    }

    #[test]
    fn a_custom_environment_needs_origins_and_keeps_each_once() {
        let none: [&str; 0] = [];
        let base = "https://gw.example.com";
        assert_eq!(
            Environment::custom(base, none).unwrap_err(),
            InvalidEnvironment::NoWidgetOrigin
        );
        assert_eq!(
            Environment::custom(base, ["", "  "]).unwrap_err(),
            InvalidEnvironment::NoWidgetOrigin
        );
        let twice = [
            "https://w.example.com",
            "https://w.example.com/",
            "https://v.example.com",
        ];
        assert_eq!(
            Environment::custom(base, twice)
                .unwrap()
                .widget_origins()
                .len(),
            2
        );
    }

    #[test]
    fn a_widget_comes_from_its_origins_alone() {
        let environment = Environment::integration();
        for (url, allowed) in [
            ("https://int-widgets.moneydesktop.com/md/connect/x", true),
            (
                "https://int-widgets.moneydesktop.com:444/md/connect/x",
                false,
            ),
            ("http://int-widgets.moneydesktop.com/md/connect/x", false),
            ("https://int-widgets.moneydesktop.com.example.com/", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(
                environment.allows_widget(&Url::parse(url).unwrap()),
                allowed,
                "{url}"
            );
        }
    }

    #[test]
    fn the_simulated_mx_is_local() {
        let local = Url::parse("http://127.0.0.1:4711").unwrap();
        assert!(Environment::sandbox(&local, "http://127.0.0.1:4712").is_ok());
        let remote = Url::parse("https://example.com").unwrap();
        assert_eq!(
            Environment::sandbox(&remote, "http://127.0.0.1:4712").unwrap_err(),
            InvalidEnvironment::SandboxNotLocal
        );
    }
}
