//! Every message as MX documents or sends it, against what this crate reads and builds.

use connect_events::{
    ConnectionStatus, Event, Message, MicrodepositStatus, MicrodepositStep, OauthErrorReason,
    Refusal, Step, parse_object,
};
use serde_json::{Value, json};

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn parse(type_name: &str, metadata: &Value) -> Result<Event, Refusal> {
    let object = json!({ "mx": true, "type": type_name, "metadata": metadata });
    parse_object(&object.to_string()).map(|message| message.event)
}

/// Each type in the form the widget sends, with every field.
fn as_sent() -> Vec<(&'static str, Value, Event)> {
    let member = || text("MBR-1");
    let (institution_guid, institution_code) = (|| text("INS-1"), || text("mxbank"));
    let microdeposit_guid = text("MIC-1");
    vec![
        ("mx/load", json!({}), Event::Load),
        ("mx/ping", json!({}), Event::Ping),
        ("mx/focusTrap", json!({}), Event::FocusTrap),
        (
            "mx/navigation",
            json!({ "did_go_back": false }),
            Event::Navigation {
                did_go_back: Some(false),
            },
        ),
        (
            "mx/account/created",
            json!({ "guid": "ACT-1" }),
            Event::AccountCreated {
                account_guid: text("ACT-1"),
            },
        ),
        (
            "mx/client/oauthComplete",
            json!({ "url": "app://oauth_complete?status=success" }),
            Event::ClientOauthComplete {
                url: Some("app://oauth_complete?status=success".into()),
            },
        ),
        (
            "mx/connect/loaded",
            json!({ "initial_step": "search" }),
            Event::Loaded {
                initial_step: Some(Step::Search),
            },
        ),
        (
            "mx/connect/stepChange",
            json!({ "previous": "enterCreds", "current": "connecting" }),
            Event::StepChange {
                previous: Some(Step::EnterCreds),
                current: Some(Step::Connecting),
            },
        ),
        (
            "mx/connect/institutionSearch",
            json!({ "query": "mx bank" }),
            Event::InstitutionSearch {
                query: Some("mx bank".into()),
            },
        ),
        (
            "mx/connect/selectedInstitution",
            json!({
                "code": "mxbank", "guid": "INS-1", "name": "MX Bank",
                "url": "https://mxbank.example",
            }),
            Event::SelectedInstitution {
                institution_guid: institution_guid(),
                institution_code: institution_code(),
                name: text("MX Bank"),
                url: text("https://mxbank.example"),
            },
        ),
        (
            "mx/connect/enterCredentials",
            json!({ "institution": { "code": "mxbank", "guid": "INS-1" } }),
            Event::EnterCredentials {
                institution_guid: institution_guid(),
                institution_code: institution_code(),
            },
        ),
        (
            "mx/connect/updateCredentials",
            json!({
                "member_guid": "MBR-1", "institution": { "code": "mxbank", "guid": "INS-1" },
            }),
            Event::UpdateCredentials {
                member_guid: member(),
                institution_guid: institution_guid(),
                institution_code: institution_code(),
            },
        ),
        (
            "mx/connect/createMemberError",
            json!({ "institution_guid": "INS-1", "institution_code": "mxbank" }),
            Event::CreateMemberError {
                institution_guid: institution_guid(),
                institution_code: institution_code(),
            },
        ),
        (
            "mx/connect/memberStatusUpdate",
            json!({ "member_guid": "MBR-1", "connection_status": 3 }),
            Event::MemberStatusUpdate {
                member_guid: member(),
                connection_status: Some(ConnectionStatus::Challenged),
            },
        ),
        (
            "mx/connect/submitMFA",
            json!({ "member_guid": "MBR-1" }),
            Event::SubmitMfa {
                member_guid: member(),
            },
        ),
        (
            "mx/connect/memberError",
            json!({ "member": { "guid": "MBR-1", "connection_status": 2 } }),
            Event::MemberError {
                member_guid: member(),
                connection_status: Some(ConnectionStatus::Denied),
            },
        ),
        (
            "mx/connect/memberError/primaryAction",
            json!({ "member": { "guid": "MBR-1", "connection_status": 5 } }),
            Event::MemberErrorPrimaryAction {
                member_guid: member(),
                connection_status: Some(ConnectionStatus::Locked),
            },
        ),
        (
            "mx/connect/invalidData",
            json!({ "member": { "guid": "MBR-1", "code": 1000 } }),
            Event::InvalidData {
                member_guid: member(),
                code: Some(1000),
            },
        ),
        (
            "mx/connect/invalidData/primaryAction",
            json!({ "member": { "guid": "MBR-1", "code": 1000 } }),
            Event::InvalidDataPrimaryAction {
                member_guid: member(),
                code: Some(1000),
            },
        ),
        (
            "mx/connect/initialDataReady",
            json!({ "member_guid": "MBR-1" }),
            Event::InitialDataReady {
                member_guid: member(),
            },
        ),
        (
            "mx/connect/memberConnected",
            json!({ "member_guid": "MBR-1" }),
            Event::MemberConnected {
                member_guid: member(),
            },
        ),
        (
            "mx/connect/connected/primaryAction",
            json!({}),
            Event::ConnectedPrimaryAction,
        ),
        ("mx/connect/primaryAction", json!({}), Event::PrimaryAction),
        (
            "mx/connect/backToSearch",
            json!({ "context": "manualAccountAdded" }),
            Event::BackToSearch {
                context: text("manualAccountAdded"),
            },
        ),
        (
            "mx/connect/backButtonClicked",
            json!({}),
            Event::BackButtonClicked,
        ),
        (
            "mx/connect/memberDeleted",
            json!({ "member_guid": "MBR-1" }),
            Event::MemberDeleted {
                member_guid: member(),
            },
        ),
        (
            "mx/connect/oauthRequested",
            json!({ "url": "https://bank.example/login?state=1", "member_guid": "MBR-1" }),
            Event::OauthRequested {
                url: Some("https://bank.example/login?state=1".into()),
                member_guid: member(),
            },
        ),
        (
            "mx/connect/oauthError",
            json!({ "member_guid": "MBR-1", "error_reason": "DENIED" }),
            Event::OauthError {
                member_guid: member(),
                error_reason: Some(OauthErrorReason::Denied),
            },
        ),
        (
            "mx/connect/microdeposits/loaded",
            json!({ "initial_step": "verifyDeposits" }),
            Event::MicrodepositsLoaded {
                initial_step: Some(MicrodepositStep::VerifyDeposits),
            },
        ),
        (
            "mx/connect/microdeposits/detailsSubmitted",
            json!({ "microdeposit_guid": "MIC-1" }),
            Event::MicrodepositsDetailsSubmitted {
                microdeposit_guid: microdeposit_guid.clone(),
            },
        ),
        (
            "mx/connect/microdeposits/verified",
            json!({ "microdeposit_guid": "MIC-1" }),
            Event::MicrodepositsVerified {
                microdeposit_guid: microdeposit_guid.clone(),
            },
        ),
        (
            "mx/connect/microdeposits/verified/primaryAction",
            json!({}),
            Event::MicrodepositsVerifiedPrimaryAction,
        ),
        (
            "mx/connect/microdeposits/comeBack/primaryAction",
            json!({ "microdeposit_guid": "MIC-1" }),
            Event::MicrodepositsComeBackPrimaryAction {
                microdeposit_guid: microdeposit_guid.clone(),
            },
        ),
        (
            "mx/connect/microdeposits/error/primaryAction",
            json!({ "status": "ERRORED", "guid": "MIC-1" }),
            Event::MicrodepositsErrorPrimaryAction {
                status: Some(MicrodepositStatus::Errored),
                microdeposit_guid,
            },
        ),
        (
            "mx/connect/microdeposits/blockedRoutingNumber",
            json!({ "routing_number": "011000015", "reason": "IAV_PREFERRED" }),
            Event::MicrodepositsBlockedRoutingNumber {
                routing_number: Some("011000015".into()),
                reason: text("IAV_PREFERRED"),
            },
        ),
        (
            "mx/connections/memberDeleted",
            json!({ "member_guid": "MBR-1" }),
            Event::ConnectionsMemberDeleted {
                member_guid: member(),
            },
        ),
    ]
}

#[test]
fn every_type_is_read_and_built_exactly_as_the_widget_sends_it() {
    let table = as_sent();
    let types: Vec<_> = table.iter().map(|(type_name, ..)| *type_name).collect();
    assert_eq!(
        types,
        Event::TYPE_NAMES,
        "a type is missing from this table"
    );

    for (type_name, mut metadata, event) in table {
        metadata["user_guid"] = json!("USR-1");
        metadata["session_guid"] = json!("SES-1");
        let object = json!({ "mx": true, "type": type_name, "metadata": metadata });
        let message = Message::new(event, "USR-1", "SES-1");
        assert_eq!(
            parse_object(&object.to_string()).as_ref(),
            Ok(&message),
            "{type_name}"
        );
        assert_eq!(message.to_object(), object, "{type_name}");
    }
}

#[test]
fn every_field_can_be_missing() {
    for (type_name, ..) in as_sent() {
        for nothing in [
            json!({}),
            json!(null),
            json!({ "member": {}, "institution": null }),
        ] {
            let event = parse(type_name, &nothing);
            assert_eq!(event.as_ref().map(Event::type_name), Ok(type_name));
            assert_eq!(event.unwrap().member_guid(), None);
        }
        let object = json!({ "mx": true, "type": type_name }).to_string();
        assert!(
            parse_object(&object).is_ok(),
            "{type_name} without metadata"
        );
    }
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
