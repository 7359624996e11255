//! Recordings: what is in them, what a file gives back, and what no file can do.

use std::{borrow::Cow, sync::Arc};

use connect_events::{Event, Message as Said};
use mx_platform::{Field, Redacted};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    MAX_FILE_BYTES, NotARecording, Recording,
    entry::{Answer, Call, Entry, Message, What},
    messages::MESSAGE,
    recording::About,
    writing::fate_name,
};
use crate::{
    session::{Fate, Refused},
    view::{
        EnvironmentKind, InspectorKind, InspectorOutcome, InspectorQuery, InspectorStep,
        MessageWay, NamedText, SessionMode,
    },
};

const USER: &str = "USR-11141024-90b3-1bce-cac9-c06ced52ab4c";
const MEMBER: &str = "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b";

fn message(seq: u32, at_ms: u32, json: &Value, fate: Fate) -> Entry {
    let body = Redacted::shaped(json.to_string().as_bytes(), &MESSAGE);
    Entry {
        seq,
        at_ms,
        what: What::Message(Message::read(MessageWay::Posted, 1, body, fate, at_ms)),
    }
}

fn named(name: &str, value: &str) -> NamedText {
    NamedText {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn call(seq: u32, at_ms: u32, answer: Option<Answer>) -> Entry {
    Entry {
        seq,
        at_ms,
        what: What::Call(Call {
            method: "POST",
            template: Cow::Borrowed("/users/{user}/members/{member}/status"),
            path: format!("/users/{USER}/members/{{member}}/status"),
            query: vec![named("id", "‹own id›"), named("page", "1")],
            headers: vec![named("accept-version", "v20250224")],
            sent: Some(Redacted::body(br#"{"user":{"id":"customer-17"}}"#)),
            attempt: 1,
            answer,
        }),
    }
}

fn answer(outcome: Result<u16, &'static str>) -> Answer {
    let body = json!({ "member": { "guid": MEMBER, "connection_status": "CHALLENGED",
        "name": "MX Bank", "oauth_window_uri": "https://bank.example/in" } });
    Answer {
        took_ms: 83,
        outcome: outcome.map_err(Cow::Borrowed),
        request_id: Some("3f2a-9.B_1".to_owned()),
        retry_in_ms: None,
        bytes: 217,
        received: Some(Redacted::body(body.to_string().as_bytes())),
    }
}

/// One of everything.
fn recording() -> Recording {
    let step = json!({ "mx": true, "type": "mx/connect/stepChange", "metadata": {
        "user_guid": USER, "session_guid": "SES-1", "previous": "search", "current": "enterCreds",
    }});
    let search = json!({ "mx": true, "type": "mx/connect/institutionSearch",
        "metadata": { "query": "first bank of ada" } });
    let mut counted = message(3, 20, &search, Fate::Accepted);
    if let What::Message(message) = &mut counted.what {
        message.times = 4;
        message.until_ms = 900;
    }
    let unread = Entry {
        seq: 9,
        at_ms: 2_000,
        what: What::Message(Message::unread(Refused::OtherOrigin, 12, 2_100)),
    };
    let entries = vec![
        call(0, 0, Some(answer(Ok(200)))),
        message(2, 10, &step, Fate::Accepted),
        counted,
        message(4, 30, &step, Fate::Waiting),
        message(
            5,
            40,
            &json!({ "mx": true, "type": "mx/connect/new" }),
            Fate::NotKnown,
        ),
        message(6, 50, &step, Fate::Refused(Refused::ForeignMember)),
        call(7, 60, Some(answer(Ok(404)))),
        call(8, 70, Some(answer(Err("timeout_call")))),
        unread,
        call(10, 2_500, None),
    ];
    Recording {
        about: About {
            mode: SessionMode::Verification,
            environment: EnvironmentKind::Integration,
            api_host: "int-api.mx.com".to_owned(),
            started_at_ms: 1_800_000_000_000,
            saved_at_ms: None,
            file_name: None,
        },
        entries: entries.into_iter().map(Arc::new).collect(),
        dropped: 3,
        revision: 17,
    }
}

fn written(recording: &Recording) -> Vec<u8> {
    let mut file = Vec::new();
    let count = recording
        .write("0.1.0", 1_800_000_009_000, &mut file)
        .unwrap();
    assert_eq!(count as usize, recording.entries.len());
    file
}

/// As it is after it was saved.
fn saved(recording: &Recording) -> Recording {
    Recording {
        about: About {
            saved_at_ms: Some(1_800_000_009_000),
            ..recording.about.clone()
        },
        revision: 0,
        ..recording.clone()
    }
}

#[test]
fn what_was_saved_is_read_again_as_it_was() {
    let recording = recording();
    let read = Recording::read(&written(&recording)).unwrap();
    assert_eq!(read, saved(&recording));
    assert_eq!(written(&read), written(&recording));
}

#[test]
fn a_file_is_har_for_other_tools_and_holds_nothing_secret() {
    let file = written(&recording());
    let text = String::from_utf8(file.clone()).unwrap();
    for secret in ["customer-17", "first bank", "MX Bank", "bank.example"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let har: Value = serde_json::from_slice(&file).unwrap();
    let log = &har["log"];
    assert_eq!(
        (&log["version"], &log["creator"]["name"]),
        (&json!("1.2"), &json!("Connect Desk"))
    );
    let entry = &log["entries"][0];
    for field in [
        "startedDateTime",
        "time",
        "request",
        "response",
        "cache",
        "timings",
    ] {
        assert!(!entry[field].is_null(), "{field}");
    }
    assert_eq!(
        entry["request"]["postData"]["text"],
        r#"{"user":{"id":"‹own id›"}}"#
    );
    assert_eq!(entry["response"]["status"], 200);
    assert!(
        entry["request"]["url"]
            .as_str()
            .unwrap()
            .starts_with("https://int-api.mx.com/users/")
    );
}

#[test]
fn entries_are_found_by_kind_outcome_step_and_text() {
    let recording = recording();
    let found = |query: InspectorQuery| -> Vec<u32> {
        let page = recording.page(&query, 0, 100);
        assert_eq!((page.all, page.total as usize), (10, page.rows.len()));
        page.rows.iter().map(|row| row.seq).collect()
    };
    let of = |kind| InspectorQuery {
        kind: Some(kind),
        ..InspectorQuery::default()
    };
    assert_eq!(found(of(InspectorKind::Call)), [0, 7, 8, 10]);
    let ended = |outcome| InspectorQuery {
        outcome: Some(outcome),
        ..InspectorQuery::default()
    };
    assert_eq!(found(ended(InspectorOutcome::Refused)), [6, 9]);
    assert_eq!(found(ended(InspectorOutcome::Failed)), [7, 8]);
    assert_eq!(found(ended(InspectorOutcome::Pending)), [10]);
    assert_eq!(found(ended(InspectorOutcome::Ignored)), [5]);
    let says = |text: &str| InspectorQuery {
        text: text.to_owned(),
        ..InspectorQuery::default()
    };
    assert_eq!(found(says("entercreds")), [2, 4, 6]);
    assert_eq!(found(says(" 404 ")), [7]);
    assert_eq!(found(says("challenged")), [0, 7, 8], "what is in a body");
    assert_eq!(found(says("another website")), [9], "why it was refused");
    assert_eq!(found(says("timeout")), [8]);
    assert_eq!(found(says("first bank")), [0_u32; 0]);
    let step = InspectorQuery {
        step: Some(InspectorStep::Events),
        ..InspectorQuery::default()
    };
    assert_eq!(found(step), [2, 3, 4, 5, 6, 9]);
    let part = recording.page(&InspectorQuery::default(), 8, 1);
    assert_eq!((part.rows.len(), part.rows[0].seq, part.total), (1, 9, 10));
}

#[test]
fn what_a_widget_says_leads_back_neither_from_the_status_nor_from_the_data() {
    use InspectorStep as S;
    let says = |kind: &str| {
        let json = json!({ "mx": true, "type": kind, "metadata": {} });
        message(0, 0, &json, Fate::Accepted)
    };
    let asks = |template: &'static str, body: Value| {
        let mut asked = call(0, 0, Some(answer(Ok(200))));
        if let What::Call(call) = &mut asked.what {
            call.template = Cow::Borrowed(template);
            if let Some(answer) = &mut call.answer {
                answer.received = Some(Redacted::body(body.to_string().as_bytes()));
            }
        }
        asked
    };
    let deposit = |status: &str| {
        let template = "/users/{user}/micro_deposits/{microdeposit}";
        asks(template, json!({ "micro_deposit": { "status": status } }))
    };
    let numbers = || asks("/users/{user}/members/{member}/account_numbers", json!({}));
    let status = || asks("/users/{user}/members/{member}/status", json!({}));
    let url = || asks("/users/{user}/widget_urls", json!({}));
    let mut recording = recording();
    recording.entries.clear();
    for (entry, expected) in [
        (asks("/institutions", json!({})), None),
        (asks("/users", json!({})), Some(S::User)),
        (url(), Some(S::WidgetUrl)),
        (says("mx/load"), Some(S::Load)),
        (says("mx/connect/selectedInstitution"), Some(S::Events)),
        (status(), Some(S::Status)),
        (says("mx/connect/memberStatusUpdate"), Some(S::Status)),
        (numbers(), Some(S::Data)),
        (says("mx/connect/connected/primaryAction"), Some(S::Data)),
        (status(), Some(S::Data)),
        (url(), Some(S::WidgetUrl)),
        (deposit("REQUESTED"), Some(S::Status)),
        (deposit("VERIFIED"), Some(S::Data)),
    ] {
        recording.entries.push(Arc::new(entry));
        let page = recording.page(&InspectorQuery::default(), 0, 0);
        assert_eq!(page.reached, expected, "{:?}", recording.entries.last());
    }
}

#[test]
fn an_entry_tells_why_and_how_to_do_it_again() {
    let recording = recording();
    let refused = recording.details(6).unwrap();
    assert!(refused.words.unwrap().contains("not this customer's"));
    assert_eq!(refused.row.gist.as_deref(), Some("enterCreds"));
    let unread = recording.details(9).unwrap();
    assert_eq!(
        (unread.mount, unread.received, unread.row.times),
        (None, None, 12)
    );
    let failed = recording.details(8).unwrap();
    assert_eq!(failed.words.as_deref(), Some("No answer in time"));
    assert_eq!(
        (failed.row.status, failed.row.gist.as_deref()),
        (None, Some("timeout_call"))
    );
    assert!(
        failed
            .curl
            .unwrap()
            .starts_with("curl \\\n  --request POST")
    );
    assert!(recording.details(1).is_none());
}

/// Every message there is, with its fields.
fn events() -> Vec<Event> {
    let hidden = || Some("first bank of ada".into());
    let guid = || Some(MEMBER.to_owned());
    vec![
        Event::InstitutionSearch { query: hidden() },
        Event::OauthRequested {
            url: hidden(),
            member_guid: guid(),
        },
        Event::ClientOauthComplete { url: hidden() },
        Event::MicrodepositsBlockedRoutingNumber {
            routing_number: Some("091000019".into()),
            reason: Some("BLOCKED".to_owned()),
        },
        Event::SelectedInstitution {
            institution_guid: guid(),
            institution_code: Some("mxbank".to_owned()),
            name: Some("MX Bank".to_owned()),
            url: Some("https://bank.example".to_owned()),
        },
        Event::MemberStatusUpdate {
            member_guid: guid(),
            connection_status: Some(connect_events::ConnectionStatus::Challenged),
        },
        Event::InvalidData {
            member_guid: guid(),
            code: Some(1000),
        },
    ]
}

#[test]
fn of_a_message_what_a_customer_typed_is_not_seen_and_the_rest_is() {
    let mut all = String::new();
    for event in events() {
        let json = Said::new(event, USER, "SES-1").to_object().to_string();
        let body = Redacted::shaped(json.as_bytes(), &MESSAGE);
        let message = Message::read(MessageWay::Posted, 1, body, Fate::Accepted, 0);
        all += &serde_json::to_string(&message.body).unwrap();
        all += &format!("{:?} {:?}\n", message.type_name, message.gist);
    }
    for secret in [
        "first bank",
        "091000019",
        "MX Bank",
        "bank.example",
        "SES-1",
    ] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    for seen in [
        USER,
        MEMBER,
        "mx/connect/institutionSearch",
        "‹text, 17 characters›",
        "‹routing number›",
        "BLOCKED",
        "mxbank",
        "\"CHALLENGED\"",
        "\"1000\"",
    ] {
        assert!(all.contains(seen), "{seen} in {all}");
    }
}

#[test]
fn no_secret_gets_through_from_any_place_of_a_message() {
    const SECRETS: [&str; 5] = [
        "000123456789",
        "https://bank.example/in",
        "hunter2 Passw0rd!",
        "Ada Lovelace",
        "k3y0ffffeeee5555aaaa4444",
    ];
    let names = [
        "user_guid",
        "session_guid",
        "member_guid",
        "guid",
        "institution_guid",
        "institution_code",
        "code",
        "name",
        "url",
        "query",
        "initial_step",
        "previous",
        "current",
        "connection_status",
        "institution",
        "member",
        "context",
        "error_reason",
        "microdeposit_guid",
        "status",
        "routing_number",
        "reason",
        "did_go_back",
        "anything",
    ];
    for secret in SECRETS {
        for name in names {
            for value in [
                json!(secret),
                json!([secret]),
                json!({ "guid": secret, "code": secret, "connection_status": secret }),
                json!({ secret: 1 }),
            ] {
                let json = json!({ "mx": true, "type": secret, "metadata": { name: value },
                    secret: secret, "more": secret });
                let body = Redacted::shaped(json.to_string().as_bytes(), &MESSAGE);
                let message = Message::read(MessageWay::Posted, 1, body, Fate::Accepted, 0);
                let shown = format!(
                    "{message:?} {}",
                    serde_json::to_string(&message.body).unwrap()
                );
                assert!(!shown.contains(secret), "{secret} as {name}: {shown}");
            }
        }
    }
}

/// A file with one value changed.
fn with(pointer: &str, value: Value) -> Vec<u8> {
    let mut har: Value = serde_json::from_slice(&written(&recording())).unwrap();
    *har.pointer_mut(pointer).unwrap() = value;
    har.to_string().into_bytes()
}

#[test]
fn a_file_that_is_no_recording_is_refused() {
    for file in [
        "",
        "{}",
        "[]",
        "null",
        "{\"log\":{}}",
        "{\"log\":{\"version\":\"1.2\"}}",
    ] {
        assert_eq!(
            Recording::read(file.as_bytes()),
            Err(NotARecording::Foreign),
            "{file}"
        );
    }
    assert_eq!(
        Recording::read(&vec![b' '; MAX_FILE_BYTES + 1]),
        Err(NotARecording::TooLarge)
    );
    let newer = with("/log/_connectDesk/format", json!(2));
    assert_eq!(Recording::read(&newer), Err(NotARecording::Newer));
}

#[test]
fn a_value_that_no_recording_has_is_refused() {
    let entry = "/log/entries/0";
    let cases = [
        (format!("{entry}/request/method"), json!("TRACE")),
        (
            format!("{entry}/_template"),
            json!("/users/{user}/000123456789"),
        ),
        (format!("{entry}/_template"), json!("users")),
        (
            format!("{entry}/_path"),
            json!("/users/customer-17/members/{member}/status"),
        ),
        (format!("{entry}/_path"), json!("/users")),
        (
            format!("{entry}/_path"),
            json!("/users//members/{member}/status"),
        ),
        (format!("{entry}/_attempt"), json!(0)),
        (format!("{entry}/_seq"), json!(2)),
        (format!("{entry}/_atMs"), json!(99)),
        (format!("{entry}/_atMs"), json!(-1)),
        (format!("{entry}/response/status"), json!(7)),
        (
            format!("{entry}/response/headers/0/value"),
            json!("not a token"),
        ),
        (
            format!("{entry}/response/headers/0/name"),
            json!("set-cookie"),
        ),
        (
            format!("{entry}/request/headers/0/value"),
            json!("Basic aHVudGVyMg=="),
        ),
        (
            format!("{entry}/request/queryString/0/name"),
            json!("Ada Lovelace"),
        ),
        ("/log/entries/2/_failure".to_owned(), json!("Ada Lovelace")),
        (
            "/log/_connectDesk/apiHost".to_owned(),
            json!("int-api.mx.com/'"),
        ),
        ("/log/_connectDesk/startedAtMs".to_owned(), json!(-5)),
        (
            "/log/_connectDesk/messages/0/fate".to_owned(),
            json!("loved"),
        ),
        ("/log/_connectDesk/messages/0/times".to_owned(), json!(0)),
        ("/log/_connectDesk/messages/0/mount".to_owned(), Value::Null),
        (
            "/log/_connectDesk/messages/0/way".to_owned(),
            json!("shouted"),
        ),
    ];
    for (pointer, value) in cases {
        let read = Recording::read(&with(&pointer, value.clone()));
        assert!(
            matches!(read, Err(NotARecording::Damaged(_))),
            "{pointer} {value}: {read:?}"
        );
    }
    let message = json!({ "seq": 0, "atMs": 0, "way": "posted", "mount": null,
        "fate": "refused:not_mx", "times": 1, "untilMs": 0, "body": null });
    let many = Recording::read(&with(
        "/log/_connectDesk/messages",
        json!(vec![message; 1_001]),
    ));
    assert_eq!(many, Err(NotARecording::Damaged("messages")));
}

#[test]
fn what_somebody_puts_into_a_file_is_redacted_like_anything_else() {
    let body = json!(r#"{"user":{"id":"customer-17","guid":"000123456789"},"note":"hunter2"}"#);
    let file = with("/log/entries/0/request/postData/text", body);
    let read = Recording::read(&file).unwrap();
    let shown = format!("{:?}", read.details(0).unwrap());
    assert!(
        !shown.contains("customer-17") && !shown.contains("000123456789"),
        "{shown}"
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    let file = with(
        "/log/entries/0/request/queryString/1/value",
        json!("customer-17"),
    );
    let shown = format!("{:?}", Recording::read(&file).unwrap().details(0));
    assert!(!shown.contains("customer-17"), "{shown}");
}

#[test]
fn every_reason_has_a_name_of_its_own() {
    let names: std::collections::HashSet<_> = Refused::ALL
        .into_iter()
        .map(|why| fate_name(Fate::Refused(why)))
        .collect();
    assert_eq!(names.len(), Refused::ALL.len());
    assert!(Field::Path.allows("mx/connect/loaded"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Recording::read(&bytes);
    }

    #[test]
    fn a_file_that_was_meddled_with_is_refused_or_whole(
        at in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut file = written(&recording());
        let at = at.index(file.len());
        file[at] = byte;
        if let Ok(read) = Recording::read(&file) {
            let again = Recording::read(&written(&read)).unwrap();
            prop_assert_eq!(again.entries, read.entries);
        }
    }
}
