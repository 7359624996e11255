//! No marked secret gets through, from wherever it is put.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{
    Redacted, SHOWN_ITEMS,
    placeholder::Placeholder,
    shape::{Field, Shape},
    vocabulary::{BODY, identifier, parameter},
};

/// Of every kind that must not be seen, as it would be found in a body.
const SECRETS: [&str; 12] = [
    "000123456789",
    "12345678",
    "091000019",
    "k3y0ffffeeee5555aaaa4444bbbb3333cccc2222",
    "0f9a1c22-90b3-1bce-cac9-c06ced52ab4c",
    "https://int-widgets.moneydesktop.com/md/connect/abc123",
    "hunter2 Passw0rd!",
    "ada@example.com",
    "Ada Lovelace",
    "12 St James's Square, London",
    "data:image/png;base64,iVBORw0KGgo",
    "Coffee at Tallowby Market",
];

fn shown(body: &Value) -> String {
    serde_json::to_string(&Redacted::body(body.to_string().as_bytes())).unwrap()
}

/// A value that may be seen where this field is.
fn sample(field: Field) -> Value {
    const WORDS: [&str; 17] = [
        "CONNECTED",
        "MEMBER",
        "TEXT",
        "CHECKING",
        "INDIVIDUAL",
        "INSURED",
        "DEBIT",
        "POSTED",
        "VERIFIED",
        "PFM",
        "APP",
        "transactions",
        "verification",
        "dark",
        "connect_widget",
        "single_account_select",
        "merchants",
    ];
    match field {
        Field::Guid => json!("MBR-7c6f361b-e582-15b6-60c0-358f12466b4b"),
        Field::Code => json!("mx_bank_oauth"),
        Field::Word(knows) | Field::CodedWord(knows) => {
            json!(WORDS.into_iter().find(|word| knows(word)).unwrap())
        }
        Field::Snake => json!("not_found"),
        Field::Path => json!("mx/connect/loaded"),
        Field::Count | Field::CodeOrCount => json!(25),
        Field::Flag => json!(true),
        Field::Time => json!("2016-10-13T18:08:00.000Z"),
        Field::Country => json!("CA"),
        Field::Currency => json!("USD"),
        Field::Locale => json!("fr-CA"),
        Field::Free | Field::Hidden(_) => json!("something"),
        Field::Object(shape) => object(shape),
        Field::List(field) => json!([sample(*field)]),
    }
}

fn object(shape: &Shape) -> Value {
    let fields = shape.0.iter();
    fields
        .map(|(name, field)| ((*name).to_owned(), sample(*field)))
        .collect::<Map<_, _>>()
        .into()
}

/// Every place in a body, as a JSON pointer.
fn places(value: &Value, here: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                places(value, format!("{here}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, format!("{here}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(here);
}

/// A secret in every form a value of JSON has.
fn forms(secret: &str) -> Vec<Value> {
    let mut forms = vec![
        json!(secret),
        json!([secret]),
        json!({ "guid": secret, "name": secret, secret: secret }),
        json!({ "value": { "value": [secret] } }),
        json!({ "$serde_json::private::Number": secret }),
        json!(format!("‹{secret}›")),
        json!(format!("‹text, {secret} characters›")),
    ];
    // A number keeps every digit; a leading zero it can't have.
    let digits = secret.trim_start_matches('0');
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        forms.push(serde_json::from_str(digits).unwrap());
        forms.push(serde_json::from_str(&format!("{digits}.5")).unwrap());
    }
    forms
}

/// Every known body, each with every place in it.
fn known_bodies() -> impl Iterator<Item = (Value, Vec<String>)> {
    BODY.0.iter().map(|(name, field)| {
        let body = json!({ *name: sample(*field) });
        let mut all = Vec::new();
        places(&body, String::new(), &mut all);
        (body, all)
    })
}

#[test]
fn no_secret_gets_through_from_any_place_of_any_known_body() {
    let mut count = 0;
    for (whole, all) in known_bodies() {
        count += all.len();
        for (place, secret) in all.iter().flat_map(|place| SECRETS.map(|it| (place, it))) {
            for form in forms(secret) {
                let mut body = whole.clone();
                *body.pointer_mut(place).unwrap() = form;
                let shown = shown(&body);
                let digits = secret.trim_start_matches('0');
                assert!(!shown.contains(digits), "{secret} from {place}");
            }
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn no_secret_gets_through_as_a_name() {
    for (whole, all) in known_bodies() {
        for (place, secret) in all.iter().flat_map(|place| SECRETS.map(|it| (place, it))) {
            let mut body = whole.clone();
            let Some(Value::Object(fields)) = body.pointer_mut(place) else {
                continue;
            };
            fields.insert(secret.to_owned(), json!("CONNECTED"));
            assert!(!shown(&body).contains(secret), "{secret} in {place}");
        }
    }
}

#[test]
fn what_is_known_and_safe_is_seen() {
    let body = json!({ "member": {
        "guid": "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b",
        "connection_status": "CHALLENGED",
        "is_being_aggregated": true,
        "aggregated_at": "2016-10-13T18:08:00.000Z",
        "institution_code": "mxbank",
        "name": "MX Bank",
        "error": { "error_code": 1000, "user_message": "Call 555-0100" },
        "challenges": [{
            "type": "OPTIONS",
            "label": "Which is yours?",
            "image_data": "iVBORw0KGgo",
            "options": [{ "label": "Spot", "value": "spot" }],
        }],
        "most_recent_job_guid": null,
        "credentials": [{ "guid": "CRD-1", "value": "hunter2" }],
        "invented_last_week": 7,
    }});
    let expected = json!({ "member": {
        "guid": "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b",
        "connection_status": "CHALLENGED",
        "is_being_aggregated": true,
        "aggregated_at": "2016-10-13T18:08:00.000Z",
        "institution_code": "mxbank",
        "name": "‹text, 7 characters›",
        "error": { "error_code": 1000, "user_message": "‹text, 13 characters›" },
        "challenges": [{
            "type": "OPTIONS",
            "label": "‹text, 15 characters›",
            "image_data": "‹image›",
            "options": [{ "label": "‹text, 4 characters›", "value": "‹credential›" }],
        }],
        "most_recent_job_guid": null,
        "credentials": [{ "guid": "‹text, 5 characters›", "value": "‹credential›" }],
        "‹unknown fields›": "‹1 values›",
    }});
    let redacted = Redacted::body(body.to_string().as_bytes());
    assert_eq!(serde_json::to_value(&redacted).unwrap(), expected);
    assert!(redacted.mentions("challenged") && redacted.mentions("‹image›"));
    assert!(!redacted.mentions("hunter2"));
}

#[test]
fn a_word_mx_may_add_one_day_is_not_shown() {
    let shown = shown(&json!({ "member": { "connection_status": "HUNTER2" } }));
    assert_eq!(
        shown,
        r#"{"member":{"connection_status":"‹text, 7 characters›"}}"#
    );
}

#[test]
fn of_a_long_list_the_beginning_is_seen() {
    let row = json!({ "type": "DEBIT", "amount": 12.5, "description": "Coffee" });
    let rows = vec![row; 1000];
    let redacted = Redacted::body(json!({ "transactions": rows }).to_string().as_bytes());
    let shown = serde_json::to_value(&redacted).unwrap();
    let shown = shown["transactions"].as_array().unwrap();
    assert_eq!(shown.len(), SHOWN_ITEMS as usize + 1);
    assert_eq!(shown[0]["amount"], "‹amount›");
    assert_eq!(shown.last().unwrap(), "‹980 more›");
    assert!(redacted.weight() < 20_000, "{}", redacted.weight());
}

#[test]
fn what_is_no_object_is_said_to_be_none() {
    for body in ["hunter2", "", "{\"user\":", "{} hunter2", "\u{feff}{}"] {
        let shown = serde_json::to_value(Redacted::body(body.as_bytes())).unwrap();
        assert_eq!(shown, format!("‹not JSON, {} bytes›", body.len()));
    }
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let shown = serde_json::to_value(Redacted::body(deep.as_bytes())).unwrap();
    assert_eq!(shown, "‹list, 1 items›");
}

#[test]
fn queries_and_paths_show_what_bodies_would() {
    for (name, value, shown) in [
        ("page", "3", "3"),
        ("page", "12345678", "‹number›"),
        ("page", "hunter2", "‹text, 7 characters›"),
        ("id", "customer-17", "‹own id›"),
        ("email", "ada@example.com", "‹e-mail address›"),
        ("from_date", "2026-07-31", "2026-07-31"),
        ("is_disabled", "true", "true"),
        ("supported_products[]", "history", "history"),
        ("invented", "Ada", "‹text, 3 characters›"),
    ] {
        assert_eq!(parameter(name, value), shown, "{name}={value}");
    }
    let guid = "USR-7c6f361b-e582-15b6-60c0-358f12466b4b";
    assert!(identifier("user", guid) && identifier("institution", "mxbank"));
    for secret in SECRETS {
        assert!(!identifier("institution", secret), "{secret}");
    }
    assert!(!identifier("user", "ada"), "the partner's own");
}

/// Every shape there is.
fn shapes(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    found.push(shape);
    for (_, field) in shape.0 {
        match field {
            Field::Object(inner) | Field::List(Field::Object(inner)) => shapes(inner, found),
            _ => {}
        }
    }
}

#[test]
fn every_name_comes_once_and_every_placeholder_can_be_read_again() {
    let mut all = Vec::new();
    shapes(&BODY, &mut all);
    assert!(all.len() > 15);
    for shape in all {
        let names: HashSet<_> = shape.0.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), shape.0.len());
        for (name, field) in shape.0 {
            if let Field::Hidden(what) = field {
                assert!(Placeholder::is_known(what), "{name}");
            }
        }
    }
}

/// Any JSON, with secrets in it.
fn anything() -> impl Strategy<Value = Value> {
    let names = || {
        let known = BODY.0.iter().map(|(name, _)| (*name).to_owned());
        let known: Vec<String> = known
            .chain(["guid", "id", "name", "type"].map(str::to_owned))
            .collect();
        prop_oneof![
            3 => proptest::sample::select(known),
            1 => proptest::sample::select(SECRETS.map(str::to_owned).to_vec()),
        ]
    };
    let leaf = prop_oneof![
        4 => proptest::sample::select(SECRETS.to_vec()).prop_map(Value::from),
        1 => (12_345_678_u64..).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => "‹.{0,20}›".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..30).prop_map(Value::from),
            proptest::collection::vec((names(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_secret_gets_through_from_any_json(body in anything()) {
        let shown = shown(&body);
        for secret in SECRETS {
            prop_assert!(!shown.contains(secret), "{} in {}", secret, shown);
        }
        let has_number = shown.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > 6);
        prop_assert!(!has_number, "{}", shown);
    }

    #[test]
    fn what_was_redacted_stays_as_it_is(body in anything()) {
        let once = Redacted::body(body.to_string().as_bytes());
        let written = serde_json::to_vec(&once).unwrap();
        prop_assert_eq!(Redacted::body(&written), once);
    }

    #[test]
    fn any_bytes_can_be_read(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Redacted::body(&body);
    }
}
