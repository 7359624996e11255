//! A request written out for a shell and in Rust. Both are made from the body that is sent, so that
//! they say the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{
    mx::{accept, accept_version},
    view::{ApiGeneration, OptionName as Name},
};

/// A line for a shell. Keys and the user are named, for the shell to fill in.
pub(super) fn curl(
    base: &str,
    generation: ApiGeneration,
    language: Option<&str>,
    body: &str,
) -> String {
    let header = |name: &str, value: &str| format!("-H {}", quoted(&format!("{name}: {value}")));
    let mut parts = vec![
        format!(
            "curl -X POST {}\"$MX_USER_GUID\"/widget_urls",
            quoted(&format!("{}/users/", base.trim_end_matches('/')))
        ),
        "-u \"$MX_CLIENT_ID:$MX_API_KEY\"".to_owned(),
        header("Accept", accept(generation)),
    ];
    parts.extend(accept_version(generation).map(|version| header("Accept-Version", version)));
    parts.extend(language.map(|language| header("Accept-Language", language)));
    parts.push(header("Content-Type", "application/json"));
    parts.push(format!("-d {}", quoted(body)));
    parts.join(" \\\n  ")
}

/// One word to a shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same with this repository's client, `mx-platform`.
pub(super) fn rust(
    generation: ApiGeneration,
    language: Option<&str>,
    body: &Map<String, Value>,
) -> String {
    let mut names = BTreeSet::from([
        "Client",
        "Error",
        "WidgetType",
        "WidgetUrl",
        "WidgetUrlRequest",
    ]);
    let mut lines = Vec::new();
    let widget_type = body.get("widget_type").and_then(Value::as_str);
    let widget_type = word(&WIDGET_TYPE, widget_type.unwrap_or_default());
    if !body.contains_key("ui_message_version") {
        // The client's own default, and MX's.
        lines.push("    widget.ui_message_version = None;".to_owned());
    }
    for (name, value) in body {
        if name == "widget_type" {
            continue;
        }
        let (imports, expression) = expression(name, value);
        // An empty list names none of its words.
        names.extend(imports.iter().filter(|name| expression.contains(**name)));
        lines.push(format!("    widget.{name} = Some({expression});"));
    }
    if let Some(language) = language {
        lines.push(format!(
            "    widget.accept_language = Some({language:?}.to_owned());"
        ));
    }
    let is_mutable = if lines.is_empty() { "" } else { "mut " };
    let client = match generation {
        ApiGeneration::V20250224 => "client",
        ApiGeneration::V20111101 => {
            names.insert("ApiVersion");
            "client.with_api_version(ApiVersion::V20111101)"
        }
    };
    let names: Vec<&str> = names.into_iter().collect();
    format!(
        "\
use mx_platform::{{{}}};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {{
    let {is_mutable}widget = WidgetUrlRequest::new({widget_type});
{}{}    widget
}}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {{
    {client}.widget_urls(user_guid).create(&request()).await
}}
",
        names.join(", "),
        lines.join("\n"),
        if lines.is_empty() { "" } else { "\n" },
    )
}

/// An enumeration of the client's, with the words it has names for.
struct Words {
    name: &'static str,
    known: &'static [(&'static str, &'static str)],
}

const WIDGET_TYPE: Words = Words {
    name: "WidgetType",
    known: &[
        ("connect_widget", "Connect"),
        ("connections_widget", "Connections"),
        ("master_widget", "Master"),
    ],
};
const MODE: Words = Words {
    name: "WidgetMode",
    known: &[
        ("aggregation", "Aggregation"),
        ("verification", "Verification"),
    ],
};
const PRODUCT: Words = Words {
    name: "Product",
    known: &[
        ("account_verification", "AccountVerification"),
        ("identity_verification", "IdentityVerification"),
        ("transactions", "Transactions"),
        ("transaction_history", "TransactionHistory"),
        ("statements", "Statements"),
        ("investments", "Investments"),
        ("rewards", "Rewards"),
    ],
};
const USE_CASE: Words = Words {
    name: "UseCase",
    known: &[("PFM", "Pfm"), ("MONEY_MOVEMENT", "MoneyMovement")],
};
const COLOR_SCHEME: Words = Words {
    name: "ColorScheme",
    known: &[("light", "Light"), ("dark", "Dark"), ("browser", "Browser")],
};
const REFERRAL_SOURCE: Words = Words {
    name: "OauthReferralSource",
    known: &[("BROWSER", "Browser"), ("APP", "App")],
};

fn word(of: &Words, word: &str) -> String {
    match of.known.iter().find(|(known, _)| *known == word) {
        Some((_, variant)) => format!("{}::{variant}", of.name),
        None => format!("{}::from({word:?})", of.name),
    }
}

/// An option's value in Rust, and the names it needs.
fn expression(name: &str, value: &Value) -> (Vec<&'static str>, String) {
    let text = |value: &Value| format!("{:?}.to_owned()", value.as_str().unwrap_or_default());
    let one = |of: &Words| (vec![of.name], word(of, value.as_str().unwrap_or_default()));
    let many = |of: &Words, values: &Value| {
        let words = values.as_array().into_iter().flatten();
        let words = words.map(|value| word(of, value.as_str().unwrap_or_default()));
        format!("vec![{}]", words.collect::<Vec<_>>().join(", "))
    };
    match crate::journal::named::<Name>(name) {
        Some(Name::Mode) => one(&MODE),
        Some(Name::ColorScheme) => one(&COLOR_SCHEME),
        Some(Name::OauthReferralSource) => one(&REFERRAL_SOURCE),
        Some(Name::UseCases) => (vec![USE_CASE.name], many(&USE_CASE, value)),
        Some(Name::DataRequest) => (
            vec!["DataRequest", PRODUCT.name],
            format!(
                "DataRequest {{ products: {} }}",
                many(&PRODUCT, &value["products"])
            ),
        ),
        Some(Name::Style) => (
            vec!["Style"],
            format!("Style {{ font_name: {} }}", text(&value["font_name"])),
        ),
        Some(Name::DeepLinkParams) => (
            vec!["DeepLinkParams"],
            format!(
                "DeepLinkParams {{ launch_integration: {} }}",
                text(&value["launch_integration"])
            ),
        ),
        Some(Name::IsoCountryCode) => {
            let codes = value.as_array().into_iter().flatten().map(text);
            (
                Vec::new(),
                format!("vec![{}]", codes.collect::<Vec<_>>().join(", ")),
            )
        }
        _ if value.is_string() => (Vec::new(), text(value)),
        _ => (Vec::new(), value.to_string()),
    }
}

#[cfg(test)]
#[rustfmt::skip]
#[path = "snippets_compiled.rs"]
mod compiled;

#[cfg(test)]
mod tests {
    use std::{fs, path::Path, process::Command};

    use mx_platform::ApiVersion;

    use super::*;
    use crate::{
        view::{RequestTarget, WidgetPreview, WidgetSetup},
        widget_options::{preview, tests::everything},
    };

    const COMPILED: &str = "src/widget_options/snippets_compiled.rs";

    /// Each option alone where it is documented, all together in either generation, and words that
    /// the client has no name for.
    fn cases() -> Vec<(String, ApiGeneration, WidgetPreview)> {
        let mut cases = Vec::new();
        let mut add = |name: &str, generation, language: Option<&str>, options: Value| {
            let setup = WidgetSetup {
                generation,
                language: language.map(str::to_owned),
                options: serde_json::from_value(options).unwrap(),
            };
            let shown = preview(
                "https://int-api.mx.com/",
                &setup,
                RequestTarget::OtherApp,
                false,
                crate::view::Language::En,
            );
            cases.push((name.to_owned(), generation, shown));
        };
        let (newer, older) = (ApiGeneration::V20250224, ApiGeneration::V20111101);
        for (name, value) in everything().as_object().unwrap() {
            let generation = match name.as_str() {
                "connections_use_case_filter" => older,
                _ => newer,
            };
            let alone = Map::from_iter([(name.clone(), value.clone())]);
            add(name, generation, None, Value::Object(alone));
        }
        add("everything", newer, Some("fr-CA"), everything());
        add("everything_older", older, Some("es"), everything());
        add("nothing", newer, None, serde_json::json!({}));
        let unknown = serde_json::json!({ "widget_type": "pulse_widget", "mode": "tax",
            "color_scheme": "a \"b\" \\ c", "client_redirect_url": "it's\n{}",
            "data_request": { "products": ["gold", "rewards"] }, "use_cases": [] });
        add("unknown_words", newer, None, unknown);
        cases
    }

    #[test]
    fn every_snippet_compiles_and_makes_the_request_that_is_shown() {
        let mut text = String::from(
            "//! The Rust snippets of every option, to be compiled. Written by the tests of `snippets.rs`.\n\n",
        );
        let cases = cases();
        for (name, _, shown) in &cases {
            text += &format!(
                "#[allow(dead_code, unreachable_pub)]\npub(super) mod {name} {{\n{}}}\n",
                shown.rust
            );
        }
        let calls = cases.iter().map(|(name, ..)| format!("{name}::request()"));
        text += &format!(
            "pub(super) fn requests() -> Vec<mx_platform::WidgetUrlRequest> {{\n    vec![{}]\n}}\n",
            calls.collect::<Vec<_>>().join(", ")
        );
        if text != include_str!("snippets_compiled.rs") {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(COMPILED), text).unwrap();
            panic!("{COMPILED} was written anew: run the test again");
        }
        for ((name, generation, shown), request) in cases.iter().zip(compiled::requests()) {
            let version = match generation {
                ApiGeneration::V20250224 => ApiVersion::V20250224,
                ApiGeneration::V20111101 => ApiVersion::V20111101,
            };
            let made = serde_json::to_value(request.body(version)).unwrap();
            let shown: Value = serde_json::from_str(&shown.json).unwrap();
            assert_eq!(made, shown, "{name}");
        }
        let languages = compiled::requests().into_iter();
        let languages: Vec<_> = languages.filter_map(|it| it.accept_language).collect();
        assert_eq!(languages, ["fr-CA", "es"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_takes_the_line_for_the_request_that_is_shown() {
        for (name, generation, shown) in cases() {
            // Says what curl would have been given.
            let script = format!(
                "curl() {{ for word; do printf '%s\\0' \"$word\"; done; }}\n\
                 MX_USER_GUID=USR-1 MX_CLIENT_ID=me MX_API_KEY='a key'\n{}",
                shown.curl
            );
            let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
            assert!(output.status.success(), "{name}");
            let said = String::from_utf8(output.stdout).unwrap();
            let words: Vec<&str> = said.split_terminator('\0').collect();
            assert_eq!(
                words[..5],
                [
                    "-X",
                    "POST",
                    "https://int-api.mx.com/users/USR-1/widget_urls",
                    "-u",
                    "me:a key"
                ],
                "{name}"
            );
            let headers: Vec<_> = words.iter().filter(|word| word.contains(": ")).collect();
            let is_newer = generation == ApiGeneration::V20250224;
            assert_eq!(
                headers.contains(&&"Accept-Version: v20250224"),
                is_newer,
                "{name}"
            );
            assert_eq!(words.last(), Some(&shown.json.as_str()), "{name}");
        }
    }
}
