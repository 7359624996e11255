//! Where MX's documents, its widget and its older versions differ, every form is understood; and
//! what is kept, left out or hidden.

use connect_events::{ConnectionStatus, Event, Message, Refusal, Step, parse_object};
use serde_json::{Value, json};

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn parse(type_name: &str, metadata: &Value) -> Result<Event, Refusal> {
    let object = json!({ "mx": true, "type": type_name, "metadata": metadata });
    parse_object(&object.to_string()).map(|message| message.event)
}

#[test]
fn older_and_documented_names_mean_todays_event() {
    for (alias, type_name) in [
        (
            "mx/connect/memberStatusUpdated",
            "mx/connect/memberStatusUpdate",
        ),
        ("mx/connect/submitMfa", "mx/connect/submitMFA"),
        (
            "mx/connect/memberConnected/primaryAction",
            "mx/connect/connected/primaryAction",
        ),
        ("mx/primaryAction", "mx/connect/primaryAction"),
    ] {
        assert_eq!(parse(alias, &json!({})).unwrap().type_name(), type_name);
    }
    for alias in Event::TYPE_ALIASES {
        let read = parse(alias, &json!({})).unwrap();
        assert!(
            Event::TYPE_NAMES.contains(&read.type_name()),
            "{alias} is not understood"
        );
    }
    assert_eq!(
        parse("mx/connect/stepChange", &json!({ "current": "loginError" })),
        Ok(Event::StepChange {
            previous: None,
            current: Some(Step::ActionableError)
        })
    );
}

#[test]
fn no_two_types_are_the_same_in_lower_case() {
    let mut names: Vec<_> = Event::TYPE_NAMES
        .iter()
        .chain(Event::TYPE_ALIASES)
        .map(|name| name.to_lowercase())
        .collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn invalid_data_is_understood_flat_as_documented_and_nested_as_sent() {
    let expected = Event::InvalidData {
        member_guid: text("MBR-1"),
        code: Some(1000),
    };
    for metadata in [
        json!({ "member_guid": "MBR-1", "code": 1000 }),
        json!({ "member_guid": "MBR-1", "code": "1000" }),
        json!({ "member": { "guid": "MBR-1", "code": 1000 } }),
        json!({ "member": "MBR-9", "member_guid": "MBR-1", "code": 1000 }),
    ] {
        assert_eq!(
            parse("mx/connect/invalidData", &metadata).as_ref(),
            Ok(&expected)
        );
    }
}

#[test]
fn a_status_is_understood_as_number_name_or_number_in_text() {
    for value in [json!(6), json!("CONNECTED"), json!("connected"), json!("6")] {
        let read = parse(
            "mx/connect/memberStatusUpdate",
            &json!({ "connection_status": value }),
        );
        assert_eq!(
            read,
            Ok(Event::MemberStatusUpdate {
                member_guid: None,
                connection_status: Some(ConnectionStatus::Connected),
            })
        );
    }
    let read = parse(
        "mx/connect/memberError",
        &json!({ "member": { "connection_status": 99 } }),
    );
    let Ok(Event::MemberError {
        connection_status: Some(status),
        ..
    }) = read
    else {
        panic!("an unknown status must be kept: {read:?}");
    };
    assert_eq!(status.code(), Some(99));
}

#[test]
fn an_unknown_type_keeps_its_name_and_nothing_else() {
    let read = parse("mx/connect/confetti", &json!({ "note": "a".repeat(2000) }));
    assert_eq!(
        read,
        Ok(Event::Unknown {
            type_name: "mx/connect/confetti".to_owned()
        })
    );
    assert_eq!(read.unwrap().member_guid(), None);
}

#[test]
fn load_is_built_with_empty_guids_and_read_as_having_none() {
    let load = Message::from(Event::Load);
    let object = load.to_object();
    assert_eq!(
        object,
        json!({ "mx": true, "type": "mx/load", "metadata": { "user_guid": "", "session_guid": "" } })
    );
    assert_eq!(parse_object(&object.to_string()), Ok(load));
}

#[test]
fn the_first_step_is_built_without_a_previous_one() {
    let first = Event::StepChange {
        previous: None,
        current: Some(Step::Search),
    };
    assert_eq!(
        Message::new(first, "USR-1", "SES-1").to_object()["metadata"],
        json!({ "user_guid": "USR-1", "session_guid": "SES-1", "current": "search" })
    );
}

#[test]
fn the_sequence_of_a_successful_verification_is_understood() {
    let member = text("MBR-1");
    let step = |previous, current| Event::StepChange {
        previous,
        current: Some(current),
    };
    let status = |connection_status| Event::MemberStatusUpdate {
        member_guid: member.clone(),
        connection_status: Some(connection_status),
    };
    let sequence = [
        ("mx/load", json!({}), Event::Load),
        (
            "mx/connect/stepChange",
            json!({ "current": "search" }),
            step(None, Step::Search),
        ),
        (
            "mx/connect/loaded",
            json!({ "initial_step": "search" }),
            Event::Loaded {
                initial_step: Some(Step::Search),
            },
        ),
        (
            "mx/connect/selectedInstitution",
            json!({ "name": "MX Bank", "guid": "INS-1", "code": "mxbank" }),
            Event::SelectedInstitution {
                institution_guid: text("INS-1"),
                institution_code: text("mxbank"),
                name: text("MX Bank"),
                url: None,
            },
        ),
        (
            "mx/connect/stepChange",
            json!({ "previous": "search", "current": "enterCreds" }),
            step(Some(Step::Search), Step::EnterCreds),
        ),
        (
            "mx/connect/enterCredentials",
            json!({ "institution": { "guid": "INS-1", "code": "mxbank" } }),
            Event::EnterCredentials {
                institution_guid: text("INS-1"),
                institution_code: text("mxbank"),
            },
        ),
        (
            "mx/connect/stepChange",
            json!({ "previous": "enterCreds", "current": "connecting" }),
            step(Some(Step::EnterCreds), Step::Connecting),
        ),
        (
            "mx/connect/memberStatusUpdate",
            json!({ "member_guid": "MBR-1", "connection_status": 0 }),
            status(ConnectionStatus::Created),
        ),
        (
            "mx/connect/memberStatusUpdate",
            json!({ "member_guid": "MBR-1", "connection_status": 6 }),
            status(ConnectionStatus::Connected),
        ),
        (
            "mx/connect/memberConnected",
            json!({ "user_guid": "USR-1", "member_guid": "MBR-1" }),
            Event::MemberConnected {
                member_guid: member.clone(),
            },
        ),
        (
            "mx/connect/stepChange",
            json!({ "previous": "connecting", "current": "connected" }),
            step(Some(Step::Connecting), Step::Connected),
        ),
        (
            "mx/connect/connected/primaryAction",
            json!({}),
            Event::ConnectedPrimaryAction,
        ),
        (
            "mx/connect/backToSearch",
            json!({}),
            Event::BackToSearch { context: None },
        ),
    ];
    for (type_name, metadata, expected) in sequence {
        assert_eq!(parse(type_name, &metadata), Ok(expected));
    }
}

#[test]
fn what_must_not_be_printed_is_not_printed() {
    for (type_name, field, secret) in [
        (
            "mx/connect/oauthRequested",
            "url",
            "https://bank.example/one-time",
        ),
        (
            "mx/client/oauthComplete",
            "url",
            "app://oauth_complete?one-time",
        ),
        ("mx/connect/institutionSearch", "query", "hunter2"),
        (
            "mx/connect/microdeposits/blockedRoutingNumber",
            "routing_number",
            "011000015",
        ),
    ] {
        let event = parse(type_name, &json!({ field: secret })).unwrap();
        assert!(
            !format!("{event:?}").contains(secret),
            "{type_name} prints its {field}"
        );
        let built = Message::from(event).to_object();
        assert_eq!(
            built["metadata"][field], secret,
            "{type_name} lost its {field}"
        );
    }
}
