//! Every message as MX documents or sends it, against what this crate reads and builds.

use connect_events::{
    ConnectionStatus, Event, Message, MicrodepositStatus, MicrodepositStep, OauthErrorReason, Step,
    parse_object,
};
use serde_json::{Value, json};

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
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
            let object = json!({ "mx": true, "type": type_name, "metadata": nothing });
            let event = parse_object(&object.to_string()).unwrap().event;
            assert_eq!((event.type_name(), event.member_guid()), (type_name, None));
        }
        let object = json!({ "mx": true, "type": type_name }).to_string();
        assert!(
            parse_object(&object).is_ok(),
            "{type_name} without metadata"
        );
    }
}
