//! What the window may frame and where it may go: pure functions of the origins in use.

use tauri::http::{
    HeaderMap, HeaderValue,
    header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
};
use url::Url;

/// The app's own origin. Windows and Android cannot serve a custom scheme and use http instead.
const APP_ORIGIN: &str = if cfg!(windows) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// What `tauri.conf.json` says before an environment is chosen.
const NO_FRAMES: &str = "frame-src 'none'";

/// Whether a response is a page, the only kind whose content policy counts.
pub(super) fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("text/html"))
}

/// Lets a page frame exactly these origins, and nothing while there are none.
pub(super) fn allow_frames(headers: &mut HeaderMap, origins: &[String]) {
    if origins.is_empty() {
        return;
    }
    let allowed = headers
        .get(CONTENT_SECURITY_POLICY)
        .and_then(|value| value.to_str().ok())
        .map(|policy| policy.replace(NO_FRAMES, &format!("frame-src {}", origins.join(" "))))
        .and_then(|policy| HeaderValue::from_str(&policy).ok());
    if let Some(allowed) = allowed {
        headers.insert(CONTENT_SECURITY_POLICY, allowed);
    }
}

/// Whether a page (the app's own, or on Linux also a frame's) may go to this URL.
///
/// The frame's `sandbox` attribute is what keeps it from navigating the app; this is the second
/// line. The URL can be a secret widget URL and is never logged.
pub(super) fn may_navigate(url: &Url, widget_origins: &[String]) -> bool {
    // The frame starts blank and is sent to the widget by script, to keep the URL out of the DOM.
    if url.as_str() == "about:blank" {
        return true;
    }
    let Some(origin) = origin_of(url) else {
        return false;
    };
    origin == APP_ORIGIN || widget_origins.contains(&origin)
}

/// Whether the window shows the app's own page, or nothing yet.
pub(super) fn is_app(url: &Url) -> bool {
    url.as_str() == "about:blank" || origin_of(url).as_deref() == Some(APP_ORIGIN)
}

/// The app's own page.
pub(super) fn app_page() -> Result<Url, url::ParseError> {
    Url::parse(&format!("{APP_ORIGIN}/index.html"))
}

/// What a page in the customer window wants by a navigation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Navigation {
    /// To show another page of the widget.
    Goes,
    /// To say something: an address of the app's scheme.
    Speaks,
    /// To go where it may not.
    Refused,
}

/// What may happen in the customer window, which shows the widget of one URL and nothing else.
pub(super) fn in_customer_window(url: &Url, origin: &str, scheme: &str) -> Navigation {
    if url.scheme() == scheme {
        return Navigation::Speaks;
    }
    let is_web = matches!(url.scheme(), "http" | "https");
    if is_web && origin_of(url).as_deref() == Some(origin) {
        Navigation::Goes
    } else {
        Navigation::Refused
    }
}

/// `scheme://host[:port]`, also for the app's own scheme, which the URL standard calls opaque.
fn origin_of(url: &Url) -> Option<String> {
    match url.scheme() {
        "http" | "https" => Some(url.origin().ascii_serialization()),
        "tauri" => Some(format!("tauri://{}", url.host_str()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDGETS: &str = "https://int-widgets.moneydesktop.com";

    fn navigates(url: &str, origins: &[&str]) -> bool {
        let origins: Vec<_> = origins.iter().map(ToString::to_string).collect();
        may_navigate(&Url::parse(url).unwrap(), &origins)
    }

    #[test]
    fn the_widget_may_load_and_its_lookalikes_may_not() {
        assert!(navigates(
            "https://int-widgets.moneydesktop.com/md/connect/abc",
            &[WIDGETS]
        ));
        for lookalike in [
            "http://int-widgets.moneydesktop.com/md/connect/abc",
            "https://int-widgets.moneydesktop.com.evil.example/",
            "https://int-widgets.moneydesktop.com:8443/",
            "https://widgets.moneydesktop.com/",
            "https://int-widgets.moneydesktop.com@evil.example/",
        ] {
            assert!(
                !navigates(lookalike, &[WIDGETS]),
                "{lookalike} was let through"
            );
        }
    }

    #[test]
    fn nothing_loads_before_an_environment_is_chosen() {
        assert!(!navigates("https://int-widgets.moneydesktop.com/", &[]));
        assert!(navigates(&format!("{APP_ORIGIN}/index.html"), &[]));
    }

    #[test]
    fn schemes_that_run_or_read_things_are_refused() {
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:https://int-widgets.moneydesktop.com/1",
            "about:srcdoc",
            "asset://localhost/x",
            "connectdesk://x",
        ] {
            assert!(!navigates(url, &[WIDGETS]), "{url} was let through");
        }
    }

    #[test]
    fn the_widget_s_own_site_is_no_page_of_the_app_s() {
        let is_app = |url: &str| super::is_app(&Url::parse(url).unwrap());
        assert!(super::is_app(&app_page().unwrap()));
        assert!(!is_app(
            "https://int-widgets.moneydesktop.com/md/connect/abc"
        ));
        assert!(!is_app("tauri://evil/index.html"));
        assert!(!is_app("data:text/html,x"));
    }

    fn customer(url: &str) -> Navigation {
        in_customer_window(&Url::parse(url).unwrap(), WIDGETS, "connectdesk")
    }

    #[test]
    fn the_customer_window_shows_its_widget_s_origin_alone() {
        assert_eq!(
            customer("https://int-widgets.moneydesktop.com/md/connect/abc"),
            Navigation::Goes
        );
        for elsewhere in [
            "http://int-widgets.moneydesktop.com/",
            "https://int-widgets.moneydesktop.com.evil.example/",
            "https://int-widgets.moneydesktop.com:8443/",
            "https://widgets.moneydesktop.com/",
            "https://bank.example/login",
            "tauri://localhost/index.html",
            "http://tauri.localhost/",
            "ipc://localhost/act",
            "http://ipc.localhost/act",
            "about:blank",
            "about:srcdoc",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:https://int-widgets.moneydesktop.com/1",
            "mx://connect/memberConnected",
        ] {
            assert_eq!(customer(elsewhere), Navigation::Refused, "{elsewhere}");
        }
    }

    #[test]
    fn an_address_of_the_app_s_scheme_is_a_word_and_leads_nowhere() {
        for word in [
            "connectdesk://connect/memberConnected?metadata=%7B%7D",
            "CONNECTDESK://load",
            "connectdesk://oauth_complete?status=success",
        ] {
            assert_eq!(customer(word), Navigation::Speaks, "{word}");
        }
    }

    #[test]
    fn a_page_may_frame_exactly_the_environment_s_origins() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
        assert_eq!(config["app"]["security"]["csp"]["frame-src"], "'none'");

        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'self'; frame-src 'none'; object-src 'none'"),
        );
        allow_frames(&mut headers, &[]);
        assert_eq!(
            headers[CONTENT_SECURITY_POLICY],
            "default-src 'self'; frame-src 'none'; object-src 'none'"
        );
        allow_frames(
            &mut headers,
            &[WIDGETS.into(), "http://127.0.0.1:4000".into()],
        );
        assert_eq!(
            headers[CONTENT_SECURITY_POLICY],
            "default-src 'self'; frame-src https://int-widgets.moneydesktop.com \
             http://127.0.0.1:4000; object-src 'none'"
        );
    }

    #[test]
    fn the_content_policy_has_no_way_around_it() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap();
        let security = &config["app"]["security"];
        let policy = security["csp"].to_string();
        for loophole in ["unsafe-inline", "unsafe-eval", "*", "blob:", "https:"] {
            assert!(
                !policy.contains(loophole),
                "the content policy allows {loophole}"
            );
        }
        assert_eq!(security["csp"]["connect-src"], "ipc: http://ipc.localhost");
        // Main alone does that, by a script of its own.
        assert!(security.get("freezePrototype").is_none());
        assert_eq!(config["app"]["withGlobalTauri"], false);
        assert!(
            security
                .get("dangerousDisableAssetCspModification")
                .is_none()
        );
    }
}
