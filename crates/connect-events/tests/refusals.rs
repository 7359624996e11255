//! What is refused, and that a refusal says why and nothing more.

use connect_events::{
    Event, HostMessage, MAX_DEPTH, MAX_HIDDEN_BYTES, MAX_MESSAGE_BYTES, MAX_TEXT_BYTES,
    MAX_TYPE_BYTES, Navigation, Refusal, parse_navigation, parse_object,
};
use serde_json::json;

fn code_of(json_text: &str) -> &'static str {
    match parse_object(json_text) {
        Ok(message) => panic!("let in: {message:?}"),
        Err(refusal) => refusal.code(),
    }
}

fn nested(levels: usize) -> String {
    // Two levels are the message's own.
    let (open, close) = ("[".repeat(levels - 2), "]".repeat(levels - 2));
    format!(r#"{{"mx":true,"type":"mx/ping","metadata":{{"x":{open}{close}}}}}"#)
}

fn padded(bytes: usize) -> String {
    let message = r#"{"mx":true,"type":"mx/ping"}"#;
    format!("{message}{}", " ".repeat(bytes - message.len()))
}

#[test]
fn each_refusal_has_its_own_code() {
    for (json_text, code) in [
        ("", "not_json"),
        ("{", "not_json"),
        (r#"{"mx":true,"type":"mx/ping"} x"#, "not_json"),
        ("null", "not_an_object"),
        (r#"[{"mx":true,"type":"mx/ping"}]"#, "not_an_object"),
        (r#""mx/ping""#, "not_an_object"),
        ("{}", "not_mx"),
        (r#"{"mx":false,"type":"mx/ping"}"#, "not_mx"),
        (r#"{"mx":"true","type":"mx/ping"}"#, "not_mx"),
        (r#"{"mx":1,"type":"mx/ping"}"#, "not_mx"),
        (r#"{"type":"mx/ping"}"#, "not_mx"),
        (r#"{"mx":true}"#, "bad_type"),
        (r#"{"mx":true,"type":7}"#, "bad_type"),
        (r#"{"mx":true,"type":""}"#, "bad_type"),
        (r#"{"mx":true,"type":"mx/"}"#, "bad_type"),
        (r#"{"mx":true,"type":"ping"}"#, "bad_type"),
        (r#"{"mx":true,"type":"plaid/ping"}"#, "bad_type"),
        (r#"{"mx":true,"type":"mx/<b>bold</b>"}"#, "bad_type"),
        (r#"{"mx":true,"type":"mx/two\nlines"}"#, "bad_type"),
        (r#"{"mx":true,"type":"mx/ping","metadata":[]}"#, "bad_field"),
        (
            r#"{"mx":true,"type":"mx/ping","metadata":{"user_guid":7}}"#,
            "bad_field",
        ),
    ] {
        assert_eq!(code_of(json_text), code, "{json_text}");
    }
}

#[test]
fn messages_of_older_versions_are_recognised() {
    let added = r#"{"type":"mxConnect:memberAdded","payload":{"member_guid":"MBR-1"},"moneyDesktop":true,"timeStamp":1}"#;
    assert_eq!(code_of(added), "old_version");
    assert_eq!(
        code_of(&json!(added).to_string()),
        "old_version",
        "as the text MX posted"
    );
    assert_eq!(
        code_of(r#"{"type":"mxConnect:widgetLoaded"}"#),
        "old_version"
    );
    for url in [
        "mx://connect/memberConnected?member_guid=MBR-1&user_guid=USR-1",
        "atrium://memberAdded/MBR-1",
    ] {
        assert_eq!(
            parse_navigation(url, "mx"),
            Err(Refusal::OldVersion),
            "{url}"
        );
    }
}

#[test]
fn a_message_may_be_as_large_as_the_limit_and_no_larger() {
    assert!(parse_object(&padded(MAX_MESSAGE_BYTES)).is_ok());
    assert_eq!(code_of(&padded(MAX_MESSAGE_BYTES + 1)), "too_large");
    assert_eq!(code_of(&"x".repeat(10_000_000)), "too_large");

    let url = format!("mx://ping?metadata=%7B%7D{}", "+".repeat(MAX_MESSAGE_BYTES));
    assert_eq!(parse_navigation(&url, "mx"), Err(Refusal::TooLarge));
    assert_eq!(HostMessage::parse(&url), Err(Refusal::TooLarge));
}

#[test]
fn a_message_may_be_as_deep_as_the_limit_and_no_deeper() {
    assert!(parse_object(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(code_of(&nested(MAX_DEPTH + 1)), "too_deep");
    assert_eq!(code_of(&"[".repeat(MAX_MESSAGE_BYTES)), "too_deep");
    let after_escapes = format!(r#"{{"x":"\\ \"","y":{}"#, "[".repeat(MAX_DEPTH));
    assert_eq!(code_of(&after_escapes), "too_deep");
}

#[test]
fn brackets_inside_text_are_not_nesting() {
    let query = r#"[[[[[[[[[[[[[[[[[[[[ \"{{{{{{{{{{{{{{{{{{{{ \\"#;
    let json_text = format!(
        r#"{{"mx":true,"type":"mx/connect/institutionSearch","metadata":{{"query":"{query}"}}}}"#
    );
    assert!(parse_object(&json_text).is_ok());
}

#[test]
fn a_field_may_be_as_long_as_the_limit_and_no_longer() {
    let parse = |type_name: &str, field: &str, bytes: usize| {
        let metadata = json!({ field: "x".repeat(bytes) });
        let object = json!({ "mx": true, "type": type_name, "metadata": metadata });
        parse_object(&object.to_string()).map_err(|refusal| refusal.to_string())
    };
    let (guid, url) = ("mx/connect/memberConnected", "mx/connect/oauthRequested");
    assert!(parse(guid, "member_guid", MAX_TEXT_BYTES).is_ok());
    let refusal = parse(guid, "member_guid", MAX_TEXT_BYTES + 1).unwrap_err();
    assert!(refusal.contains("`member_guid`"), "{refusal}");
    assert!(parse(url, "url", MAX_HIDDEN_BYTES).is_ok());
    assert!(parse(url, "url", MAX_HIDDEN_BYTES + 1).is_err());

    let type_of = |bytes: usize| format!("mx/{}", "a".repeat(bytes - 3));
    assert!(parse(&type_of(MAX_TYPE_BYTES), "x", 1).is_ok());
    assert!(parse(&type_of(MAX_TYPE_BYTES + 1), "x", 1).is_err());
}

#[test]
fn a_known_field_of_the_wrong_kind_is_refused_by_name() {
    for (type_name, metadata, field) in [
        (
            "connect/memberConnected",
            json!({ "member_guid": { "a": 1 } }),
            "member_guid",
        ),
        (
            "connect/memberStatusUpdate",
            json!({ "connection_status": [6] }),
            "connection_status",
        ),
        (
            "connect/memberStatusUpdate",
            json!({ "connection_status": 6.5 }),
            "connection_status",
        ),
        (
            "connect/memberError",
            json!({ "member": { "guid": true } }),
            "member.guid",
        ),
        ("connect/invalidData", json!({ "code": "many" }), "code"),
        ("connect/stepChange", json!({ "current": 3 }), "current"),
        ("navigation", json!({ "did_go_back": "no" }), "did_go_back"),
    ] {
        let object = json!({ "mx": true, "type": format!("mx/{type_name}"), "metadata": metadata });
        assert_eq!(
            parse_object(&object.to_string()),
            Err(Refusal::BadField { field })
        );
    }
}

#[test]
fn keys_that_pollute_prototypes_change_nothing() {
    let clean =
        r#"{"mx":true,"type":"mx/connect/memberConnected","metadata":{"member_guid":"MBR-1"}}"#;
    let polluted = r#"{
        "__proto__": {"mx": false}, "constructor": {"prototype": {"type": "mx/ping"}},
        "mx": true, "type": "mx/connect/memberConnected",
        "metadata": {
            "__proto__": {"member_guid": "MBR-9"}, "constructor": {"member_guid": "MBR-9"},
            "prototype": 1, "hasOwnProperty": false, "member_guid": "MBR-1"
        }
    }"#;
    assert_eq!(parse_object(polluted), parse_object(clean));

    let only_inherited = r#"{"mx":true,"type":"mx/connect/memberConnected","metadata":{"__proto__":{"member_guid":"MBR-9"}}}"#;
    let message = parse_object(only_inherited).unwrap();
    assert_eq!(message.event, Event::MemberConnected { member_guid: None });
    assert_eq!(
        code_of(r#"{"__proto__":{"mx":true,"type":"mx/ping"}}"#),
        "not_mx"
    );
}

#[test]
fn a_refusal_never_repeats_the_message() {
    for json_text in [
        "hunter2",
        r#"{"mx":"hunter2"}"#,
        r#"{"mx":true,"type":"hunter2"}"#,
        r#"{"mx":true,"type":"mx/ping","metadata":"hunter2"}"#,
        r#"{"mx":true,"type":"mx/connect/stepChange","metadata":{"current":["hunter2"]}}"#,
    ] {
        let refusal = parse_object(json_text).unwrap_err();
        let said = format!("{refusal} {refusal:?} {}", refusal.code());
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn a_navigation_elsewhere_is_not_mx() {
    for url in [
        "https://example.com/",
        "mx:connect/loaded",
        "",
        "mx",
        "://connect/loaded",
        "about:blank",
        "mxx://connect/loaded",
    ] {
        assert_eq!(parse_navigation(url, "mx"), Err(Refusal::NotMx), "{url}");
    }
}

#[test]
fn a_navigation_that_cannot_be_read_is_refused() {
    for (url, code) in [
        ("mx://", "bad_type"),
        ("mx://?metadata=%7B%7D", "bad_type"),
        ("mx://connect/%3Cb%3E?metadata=%7B%7D", "bad_type"),
        ("mx://connect/loaded?metadata=", "not_json"),
        ("mx://connect/loaded?metadata=%7B", "not_json"),
        ("mx://connect/loaded?metadata=%FF", "not_json"),
        ("mx://connect/loaded?metadata=%5B%5D", "bad_field"),
        ("mx://oauth_complete?member_guid=MBR-1", "bad_field"),
        ("mx://oauth_complete?status=maybe", "bad_field"),
    ] {
        assert_eq!(
            parse_navigation(url, "mx").map_err(Refusal::code),
            Err(code),
            "{url}"
        );
    }
}

#[test]
fn a_host_message_that_is_none_is_refused() {
    for (json_text, code) in [
        ("ping", "not_json"),
        (r#""ping""#, "not_an_object"),
        (r#"{"type":"pong"}"#, "bad_type"),
        (r#"{"mx":true,"type":"oauthComplete/perhaps"}"#, "bad_type"),
        (r#"{"type":"oauthComplete/success"}"#, "not_mx"),
        (
            r#"{"type":"mx/navigation","payload":{"action":"back"}}"#,
            "not_mx",
        ),
        (
            r#"{"mx":true,"type":"mx/navigation","payload":{"action":"forward"}}"#,
            "bad_field",
        ),
    ] {
        assert_eq!(
            HostMessage::parse(json_text).map_err(Refusal::code),
            Err(code),
            "{json_text}"
        );
    }
}

#[test]
fn a_navigation_without_a_query_has_only_missing_fields() {
    for url in [
        "mx://connect/backToSearch",
        "mx://connect/backtosearch/",
        "MX://CONNECT/BACKTOSEARCH#x",
    ] {
        let Ok(Navigation::Message(message)) = parse_navigation(url, "mx") else {
            panic!("refused {url}");
        };
        assert_eq!(message.event, Event::BackToSearch { context: None });
    }
}
