//! A call, written for a shell. Where the keys and what is hidden belong, there are variables that
//! say so when they are not set.

use serde_json::Value;

use super::entry::Call;
use crate::view::EnvironmentKind;

/// The call as a line of curl.
pub(super) fn line(call: &Call, environment: EnvironmentKind, api_host: &str) -> String {
    let mut parts = vec!["curl".to_owned()];
    if call.method != "GET" {
        parts.push(format!("--request {}", call.method));
    }
    parts.push("--user \"${MX_CLIENT_ID:?}:${MX_API_KEY:?}\"".to_owned());
    for header in &call.headers {
        let mut word = Word::default();
        word.literal(&format!("{}: {}", header.name, header.value));
        parts.push(format!("--header {}", word.end()));
    }
    if let Some(sent) = &call.sent {
        let mut word = Word::default();
        json(
            &mut word,
            &mut Vec::new(),
            &serde_json::to_value(sent).unwrap_or_default(),
        );
        parts.push(format!("--data {}", word.end()));
    }
    parts.push(url(call, environment, api_host));
    parts.join(" \\\n  ")
}

fn url(call: &Call, environment: EnvironmentKind, api_host: &str) -> String {
    let mut word = Word::default();
    match environment {
        EnvironmentKind::Sandbox => word.literal(&format!("http://{api_host}")),
        EnvironmentKind::Integration | EnvironmentKind::Production => {
            word.literal(&format!("https://{api_host}"));
        }
        // A gateway's address can have a path that is nobody else's business.
        EnvironmentKind::Custom => word.variable(&["base_url"]),
    }
    for part in call.path.split('/').skip(1) {
        word.literal("/");
        match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(place) => word.variable(&[place]),
            None => word.literal(part),
        }
    }
    for (index, one) in call.query.iter().enumerate() {
        word.literal(if index == 0 { "?" } else { "&" });
        // Brackets are curl's own, unless they are encoded.
        word.literal(&one.name.replace('[', "%5B").replace(']', "%5D"));
        word.literal("=");
        if is_placeholder(&one.value) {
            word.variable(&[&one.name]);
        } else {
            word.literal(&one.value);
        }
    }
    word.end()
}

/// JSON in one word, with variables for what is hidden, named after where it stands.
fn json(word: &mut Word, at: &mut Vec<String>, value: &Value) {
    match value {
        Value::Object(fields) => {
            word.literal("{");
            for (index, (name, value)) in fields.iter().enumerate() {
                if index > 0 {
                    word.literal(",");
                }
                word.literal(&format!("{}:", Value::from(name.as_str())));
                at.push(name.clone());
                json(word, at, value);
                at.pop();
            }
            word.literal("}");
        }
        Value::Array(items) => {
            word.literal("[");
            for (index, value) in items.iter().enumerate() {
                if index > 0 {
                    word.literal(",");
                }
                at.push((index + 1).to_string());
                json(word, at, value);
                at.pop();
            }
            word.literal("]");
        }
        Value::String(text) if is_placeholder(text) => {
            let is_text = is_of_text(text);
            if is_text {
                word.literal("\"");
            }
            let names: Vec<&str> = at.iter().map(String::as_str).collect();
            word.variable(&names);
            if is_text {
                word.literal("\"");
            }
        }
        other => word.literal(&other.to_string()),
    }
}

fn is_placeholder(text: &str) -> bool {
    text.starts_with('‹')
}

/// Whether what is hidden was a text, which has quotes around it in JSON.
fn is_of_text(placeholder: &str) -> bool {
    !["‹number", "‹amount", "‹true", "‹object", "‹list"]
        .into_iter()
        .any(|kind| placeholder.starts_with(kind))
}

/// One word of a shell: literal pieces in single quotes, variables in double ones.
#[derive(Default)]
struct Word {
    done: String,
    literal: String,
}

impl Word {
    fn literal(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    /// A variable that has to be set: `MX_USER_ID` for `user`, `id`.
    fn variable(&mut self, names: &[&str]) {
        self.flush();
        let name: String = names
            .join("_")
            .chars()
            .map(|c| match c {
                c if c.is_ascii_alphanumeric() => c.to_ascii_uppercase(),
                _ => '_',
            })
            .collect();
        let name = name.trim_matches('_');
        self.done.push_str(&format!("\"${{MX_{name}:?}}\""));
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal).replace('\'', "'\\''");
            self.done.push_str(&format!("'{literal}'"));
        }
    }

    fn end(mut self) -> String {
        self.flush();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use mx_platform::Redacted;

    use super::*;
    use crate::view::NamedText;

    fn named(name: &str, value: &str) -> NamedText {
        NamedText {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    fn call() -> Call {
        Call {
            method: "GET",
            template: Cow::Borrowed("/users/{user}/members/{member}/status"),
            path: "/users/USR-1/members/{member}/status".to_owned(),
            query: Vec::new(),
            headers: vec![named("accept", "application/json")],
            sent: None,
            attempt: 1,
            answer: None,
        }
    }

    #[test]
    fn a_read_is_a_line_with_variables_for_the_keys_and_what_is_hidden() {
        let call = Call {
            query: vec![named("id", "‹own id›"), named("iso_country_code[]", "US")],
            ..call()
        };
        assert_eq!(
            line(&call, EnvironmentKind::Integration, "int-api.mx.com"),
            "curl \\\n  \
             --user \"${MX_CLIENT_ID:?}:${MX_API_KEY:?}\" \\\n  \
             --header 'accept: application/json' \\\n  \
             'https://int-api.mx.com/users/USR-1/members/'\"${MX_MEMBER:?}\"'/status?id='\
             \"${MX_ID:?}\"'&iso_country_code%5B%5D=US'"
        );
    }

    #[test]
    fn a_body_has_variables_where_something_is_hidden() {
        let body = br#"{"member":{"credentials":[{"guid":"x","value":"hunter2"}],
            "is_oauth":true},"micro_deposit":{"deposit_amount_1":0.09}}"#;
        let call = Call {
            method: "POST",
            sent: Some(Redacted::body(body)),
            ..call()
        };
        let line = line(&call, EnvironmentKind::Custom, "gateway.example");
        assert!(line.contains("--request POST"), "{line}");
        assert!(
            line.contains(
                r#"--data '{"member":{"credentials":[{"guid":"'"${MX_MEMBER_CREDENTIALS_1_GUID:?}"'","value":"'"${MX_MEMBER_CREDENTIALS_1_VALUE:?}"'"}],"is_oauth":true},"micro_deposit":{"deposit_amount_1":'"${MX_MICRO_DEPOSIT_DEPOSIT_AMOUNT_1:?}"'}}'"#
            ),
            "{line}"
        );
        assert!(line.contains("\"${MX_BASE_URL:?}\"'/users/USR-1"), "{line}");
        assert!(!line.contains("gateway") && !line.contains("hunter2"));
    }

    #[test]
    fn nothing_leaves_the_quotes() {
        let mut word = Word::default();
        word.literal("it's; rm -rf $HOME `id`");
        assert_eq!(word.end(), r"'it'\''s; rm -rf $HOME `id`'");
    }
}
