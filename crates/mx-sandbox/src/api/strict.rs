//! What a strict MX takes in a widget URL request: what its API reference has, and no more.
//!
//! MX's own server skips fields it doesn't know, and says nothing about options that make no sense
//! together. For whoever wants to know whether a request is right, this says it.

use serde_json::Value;

use super::{error::ApiError, gate::Generation, input::Fields};

use Generation::V2025;
use Shape::{Flag, Integer, List, Object, Products, Text, Word};

/// What a field can hold.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Flag,
    Integer,
    /// One of these.
    Word(&'static [&'static str]),
    /// Some of these.
    List(&'static [&'static str]),
    /// An object with a list of products.
    Products,
    /// An object with this text in it, or, where it may, without.
    Object(&'static str, Needed),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}

/// Which widgets read a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Widgets {
    All,
    Only(&'static str),
    /// The language of these two is in the header.
    NeitherConnectNorConnections,
}

const CONNECT: Widgets = Widgets::Only("connect_widget");
const PRODUCTS: &[&str] = &[
    "account_verification",
    "identity_verification",
    "transactions",
    "transaction_history",
    "statements",
    "investments",
    "rewards",
];

/// The fields of both OpenAPI documents: the widgets they are for, and whether the newer one lets
/// them be null.
const FIELDS: &[(&str, Shape, Widgets, Null)] = &[
    ("widget_type", Text, Widgets::All, Null::No),
    (
        "mode",
        Word(&["aggregation", "verification"]),
        CONNECT,
        Null::No,
    ),
    ("include_transactions", Flag, CONNECT, Null::No),
    ("include_identity", Flag, CONNECT, Null::No),
    ("disable_background_agg", Flag, CONNECT, Null::No),
    ("current_member_guid", Text, CONNECT, Null::Newer),
    ("current_institution_code", Text, CONNECT, Null::Newer),
    ("current_institution_guid", Text, CONNECT, Null::No),
    ("update_credentials", Flag, CONNECT, Null::No),
    ("disable_institution_search", Flag, CONNECT, Null::Newer),
    (
        "color_scheme",
        Word(&["light", "dark", "browser"]),
        Widgets::All,
        Null::Newer,
    ),
    (
        "iso_country_code",
        List(&["US", "CA", "MX"]),
        Widgets::All,
        Null::No,
    ),
    (
        "use_cases",
        List(&["PFM", "MONEY_MOVEMENT"]),
        Widgets::All,
        Null::No,
    ),
    ("ui_message_version", Integer, Widgets::All, Null::No),
    ("ui_message_webview_url_scheme", Text, CONNECT, Null::No),
    ("is_mobile_webview", Flag, Widgets::All, Null::No),
    (
        "oauth_referral_source",
        Word(&["BROWSER", "APP"]),
        CONNECT,
        Null::No,
    ),
    ("client_redirect_url", Text, CONNECT, Null::No),
    ("enable_app2app", Flag, CONNECT, Null::No),
    (
        "insight_guid",
        Text,
        Widgets::Only("pulse_widget"),
        Null::Both,
    ),
    (
        "microwidget_instance_id",
        Text,
        Widgets::Only("micro_pulse_carousel_widget"),
        Null::Both,
    ),
];
const NEWER_FIELDS: &[(&str, Shape, Widgets, Null)] = &[
    ("data_request", Products, Widgets::All, Null::No),
    ("current_microdeposit_guid", Text, CONNECT, Null::No),
    (
        "style",
        Object("font_name", Needed::Yes),
        Widgets::All,
        Null::No,
    ),
    (
        "locale",
        Text,
        Widgets::NeitherConnectNorConnections,
        Null::No,
    ),
    (
        "deep_link_params",
        Object("launch_integration", Needed::No),
        Widgets::Only("actionable_integration_widget"),
        Null::No,
    ),
];
const OLDER_FIELDS: &[(&str, Shape, Widgets, Null)] = &[(
    "connections_use_case_filter",
    Flag,
    Widgets::Only("connections_widget"),
    Null::No,
)];
/// The fields of the endpoint that the older generation has deprecated.
const OF_THE_REPLACED: &[&str] = &[
    "client_redirect_url",
    "color_scheme",
    "current_institution_code",
    "current_member_guid",
    "disable_background_agg",
    "disable_institution_search",
    "enable_app2app",
    "include_identity",
    "include_transactions",
    "is_mobile_webview",
    "mode",
    "oauth_referral_source",
    "ui_message_version",
    "ui_message_webview_url_scheme",
    "update_credentials",
];

/// Where a field may be null.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    No,
    Newer,
    Both,
}

/// Refuses what a generation's reference doesn't have.
pub(super) fn check(generation: Generation, fields: Fields<'_>) -> Result<(), ApiError> {
    let widget = fields.string("widget_type")?.unwrap_or_default();
    for (name, value) in fields.each() {
        let own = match generation {
            V2025 => NEWER_FIELDS,
            Generation::V2011 => OLDER_FIELDS,
        };
        let known = FIELDS.iter().chain(own).find(|(known, ..)| known == name);
        let Some((_, shape, widgets, null)) = known else {
            return Err(refused(format!("{name} is not an option")));
        };
        let may_be_null = match null {
            Null::No => false,
            Null::Newer => generation == V2025,
            Null::Both => true,
        };
        if !(value.is_null() && may_be_null) {
            fits(name, *shape, value)?;
        }
        let is_read = match widgets {
            Widgets::All => true,
            Widgets::Only(only) => widget == *only,
            Widgets::NeitherConnectNorConnections => {
                !matches!(widget.as_str(), "connect_widget" | "connections_widget")
            }
        };
        if !is_read {
            return Err(refused(format!("{name} is not an option of {widget}")));
        }
    }
    together(fields)
}

/// The same at the endpoint that has been replaced.
pub(super) fn check_replaced(fields: Fields<'_>) -> Result<(), ApiError> {
    for (name, value) in fields.each() {
        let known = FIELDS.iter().find(|(known, ..)| known == name);
        match known.filter(|_| OF_THE_REPLACED.contains(&name.as_str())) {
            Some((_, shape, ..)) => fits(name, *shape, value)?,
            None => return Err(refused(format!("{name} is not an option"))),
        }
    }
    together(fields)
}

/// What the reference says about options beside each other.
fn together(fields: Fields<'_>) -> Result<(), ApiError> {
    let is_on = |name| fields.value(name) == Some(&Value::Bool(true));
    let opens_somewhere = [
        "current_member_guid",
        "current_institution_code",
        "current_institution_guid",
    ]
    .into_iter()
    .any(|name| fields.value(name).is_some());
    if is_on("disable_institution_search") && !opens_somewhere {
        return Err(refused(
            "disable_institution_search must be used with current_institution_code, \
             current_institution_guid or current_member_guid",
        ));
    }
    if is_on("connections_use_case_filter") && fields.value("use_cases").is_none() {
        return Err(refused(
            "connections_use_case_filter must be used with use_cases",
        ));
    }
    Ok(())
}

fn fits(name: &str, shape: Shape, value: &Value) -> Result<(), ApiError> {
    let list_of = |list: &Value, words: &[&str]| {
        list.as_array().is_some_and(|list| {
            list.iter()
                .all(|word| word.as_str().is_some_and(|word| words.contains(&word)))
        })
    };
    let (is_right, expected) = match shape {
        Text => (value.is_string(), "a string".to_owned()),
        Flag => (value.is_boolean(), "true or false".to_owned()),
        Integer => (value.is_u64(), "a number".to_owned()),
        Word(words) => {
            let is_one = value.as_str().is_some_and(|word| words.contains(&word));
            (is_one, format!("one of {}", words.join(", ")))
        }
        Products => {
            let list = value.get("products");
            let is_one = has_only(value, "products", Needed::Yes)
                && list.is_some_and(|list| list_of(list, PRODUCTS));
            (is_one, format!("products out of {}", PRODUCTS.join(", ")))
        }
        List(words) => (
            list_of(value, words),
            format!("a list out of {}", words.join(", ")),
        ),
        Object(field, needed) => {
            let is_one =
                has_only(value, field, needed) && value.get(field).is_none_or(Value::is_string);
            (is_one, format!("an object with {field}"))
        }
    };
    if is_right {
        Ok(())
    } else {
        Err(refused(format!("{name} must be {expected}")))
    }
}

/// An object with this field and no other.
fn has_only(value: &Value, field: &str, needed: Needed) -> bool {
    value.as_object().is_some_and(|object| {
        object.keys().all(|name| name == field)
            && (needed == Needed::No || object.contains_key(field))
    })
}

fn refused(message: impl Into<String>) -> ApiError {
    ApiError::bad_request(message)
}
