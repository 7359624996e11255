//! The rules for a base URL.

use url::{Host, Url};

use crate::Error;

/// A base URL that keys may be sent to.
#[derive(Clone)]
pub(crate) struct BaseUrl {
    url: Url,
    is_loopback: bool,
}

impl BaseUrl {
    pub(crate) fn new(url: Url) -> Result<Self, Error> {
        let refuse = |reason| Err(Error::InvalidBaseUrl { reason });
        let is_loopback = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => return refuse("it names no host"),
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return refuse("http is for this computer only; use https"),
            _ => return refuse("it must start with https://"),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("it must not carry a user name or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("it must not have a query or a fragment");
        }
        Ok(Self { url, is_loopback })
    }

    pub(crate) fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The base URL with `segments` behind its own path, each percent-encoded as one segment.
    pub(crate) fn join(&self, segments: &[&str]) -> Result<Url, Error> {
        let mut url = self.url.clone();
        match url.path_segments_mut() {
            Ok(mut path) => {
                path.pop_if_empty().extend(segments);
            }
            Err(()) => {
                return Err(Error::InvalidBaseUrl {
                    reason: "it cannot have a path",
                });
            }
        }
        Ok(url)
    }

    /// Scheme, host and port: enough to recognise it in a log, without a gateway's path.
    pub(crate) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<BaseUrl, Error> {
        BaseUrl::new(Url::parse(text).unwrap())
    }

    #[test]
    fn https_and_loopback_http_are_accepted() {
        for text in [
            "https://api.mx.com",
            "https://gateway.example:8443/mx/v1",
            "http://127.0.0.1:9/",
            "http://127.8.9.10:9/",
            "http://[::1]:9/",
            "http://localhost:9/",
        ] {
            assert!(check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "http://api.mx.com",
            "http://localhost.example/",
            "http://localhost./",
            "http://0.0.0.0/",
            "http://[::ffff:127.0.0.1]/",
            "http://192.168.1.1/",
            "https://user@api.mx.com/",
            "https://:secret@api.mx.com/",
            "https://api.mx.com/?key=1",
            "https://api.mx.com/#x",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            assert!(
                matches!(check(text), Err(Error::InvalidBaseUrl { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn paths_join_behind_a_prefix_with_or_without_a_slash() {
        for base in ["https://gateway.example/mx", "https://gateway.example/mx/"] {
            let url = check(base)
                .unwrap()
                .join(&["users", "a/b?c#d%2e\\e ü"])
                .unwrap();
            assert_eq!(
                url.as_str(),
                "https://gateway.example/mx/users/a%2Fb%3Fc%23d%252e%5Ce%20%C3%BC"
            );
        }
        let url = check("https://api.mx.com")
            .unwrap()
            .join(&["users"])
            .unwrap();
        assert_eq!(url.as_str(), "https://api.mx.com/users");
    }
}
