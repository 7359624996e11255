//! Paths: a template that may be logged, and the identifiers that may not.

use url::Url;

use crate::{Error, base_url::BaseUrl, redacted};

/// The longest identifier that is sent; MX's guids have 40 characters, ids of partners 64 at most.
const LONGEST_IDENTIFIER: usize = 256;

/// A path template such as `/users/{user}/members/{member}` with the values of its places.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) template: &'static str,
    identifiers: Vec<String>,
}

impl Route {
    pub(crate) fn new(template: &'static str, identifiers: &[&str]) -> Self {
        Self {
            template,
            identifiers: identifiers.iter().map(ToString::to_string).collect(),
        }
    }

    /// The full URL.
    ///
    /// An identifier that would vanish from the path or change its meaning is refused: `GET
    /// /users/{empty}` would be the list of all users, and `..` another object altogether.
    pub(crate) fn url(&self, base: &BaseUrl) -> Result<Url, Error> {
        let mut identifiers = self.identifiers.iter();
        let mut segments = Vec::new();
        for part in self.template.split('/').filter(|part| !part.is_empty()) {
            let Some(field) = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'))
            else {
                segments.push(part);
                continue;
            };
            let refuse = |reason| Err(Error::InvalidInput { field, reason });
            match identifiers.next().map(String::as_str) {
                None | Some("") => return refuse("it is empty"),
                Some("." | "..") => return refuse("it is not an identifier"),
                Some(value) if value.chars().any(char::is_control) => {
                    return refuse("it has control characters");
                }
                Some(value) if value.len() > LONGEST_IDENTIFIER => {
                    return refuse("it is too long");
                }
                Some(value) => segments.push(value),
            }
        }
        base.join(&segments)
    }

    /// The path with those identifiers that may be seen; others stay as in the template.
    pub(crate) fn seen(&self) -> String {
        let mut identifiers = self.identifiers.iter();
        let segments = self.template.split('/').map(|part| {
            let place = part.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
            place
                .and_then(|place| {
                    let value = identifiers.next()?;
                    redacted::identifier(place, value).then_some(value.as_str())
                })
                .unwrap_or(part)
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(identifiers: &[&str]) -> Result<String, Error> {
        let base = BaseUrl::new(Url::parse("https://api.mx.com").unwrap()).unwrap();
        Route::new("/users/{user}/members/{member}/status", identifiers)
            .url(&base)
            .map(|url| url.path().to_owned())
    }

    #[test]
    fn identifiers_take_their_places() {
        assert_eq!(
            url(&["USR-1", "MBR-2"]).unwrap(),
            "/users/USR-1/members/MBR-2/status"
        );
    }

    #[test]
    fn only_the_identifiers_that_mx_gives_are_seen() {
        let member = "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b";
        let path = |user, member| {
            Route::new("/users/{user}/members/{member}/status", &[user, member]).seen()
        };
        assert_eq!(
            path("customer-17", member),
            format!("/users/{{user}}/members/{member}/status")
        );
        assert_eq!(
            path("a/b", "0123456789"),
            "/users/{user}/members/{member}/status"
        );
        let bank = Route::new("/institutions/{institution}", &["mxbank"]);
        assert_eq!(bank.seen(), "/institutions/mxbank");
    }

    #[test]
    fn identifiers_stay_one_segment() {
        assert_eq!(
            url(&["../x", "%2e%2e"]).unwrap(),
            "/users/..%2Fx/members/%252e%252e/status"
        );
    }

    #[test]
    fn identifiers_that_change_the_path_are_refused_by_name() {
        let long = "x".repeat(LONGEST_IDENTIFIER + 1);
        for bad in ["", ".", "..", "a\nb", "\t", "a\0", &long] {
            match url(&["USR-1", bad]) {
                Err(Error::InvalidInput { field, .. }) => assert_eq!(field, "member"),
                other => panic!("{bad:?} gave {other:?}"),
            }
        }
    }
}
