//! The exact form of navigations and of what a host says.

use connect_events::{
    ConnectionStatus, Event, HostMessage, Message, Navigation, OauthErrorReason, OauthOutcome,
    OauthReturn, parse_navigation,
};

fn returned(url: &str) -> OauthReturn {
    match parse_navigation(url, "connectdesk") {
        Ok(Navigation::OauthReturn(end)) => end,
        other => panic!("{url} is read as {other:?}"),
    }
}

#[test]
fn a_navigation_carries_its_metadata_as_encoded_json() {
    let message = Message::new(
        Event::MemberStatusUpdate {
            member_guid: Some("MBR-1".to_owned()),
            connection_status: Some(ConnectionStatus::Connected),
        },
        "USR-1",
        "SES-1",
    );
    let url = message.to_navigation("mx");
    let (address, query) = url.split_once('?').unwrap();
    assert_eq!(address, "mx://connect/memberStatusUpdate");
    assert!(query.starts_with("metadata=%7B%22"), "{query}");
    assert!(query.contains("%22member_guid%22%3A%22MBR-1%22"), "{query}");
    assert!(query.contains("%22connection_status%22%3A6"), "{query}");

    let lowered = url.replacen("memberStatusUpdate", "memberstatusupdate", 1);
    assert_eq!(
        parse_navigation(&lowered, "mx"),
        Ok(Navigation::Message(message))
    );
}

#[test]
fn a_space_may_arrive_as_a_plus_sign() {
    let url = "mx://connect/institutionSearch?metadata=%7B%22query%22:%22mx+bank%2B%22%7D";
    assert_eq!(
        parse_navigation(url, "mx"),
        Ok(Navigation::Message(Message::from(
            Event::InstitutionSearch {
                query: Some("mx bank+".into())
            }
        )))
    );
}

#[test]
fn the_way_back_from_a_bank_is_understood() {
    assert_eq!(
        returned("connectdesk://oauth_complete?status=success&member_guid=MBR-1"),
        OauthReturn {
            outcome: OauthOutcome::Success,
            member_guid: Some("MBR-1".to_owned()),
            error_reason: None,
        }
    );
    let denied = OauthReturn {
        outcome: OauthOutcome::Error,
        member_guid: Some("MBR-1".to_owned()),
        error_reason: Some(OauthErrorReason::Denied),
    };
    for url in [
        "connectdesk://oauth_complete?status=error&member_guid=MBR-1&error_reason=DENIED",
        "connectdesk://oauth_complete/?status=error&member_guid=MBR-1&error_reason=denied",
        "ConnectDesk://OAuth_Complete?error_reason=2&member_guid=MBR-1&status=error",
        "connectdesk://oauth_complete?status=error&amp;member_guid=MBR-1&amp;error_reason=DENIED",
    ] {
        assert_eq!(returned(url), denied, "{url}");
    }
    assert_eq!(
        denied.to_navigation("connectdesk"),
        "connectdesk://oauth_complete?status=error&member_guid=MBR-1&error_reason=DENIED"
    );
}

#[test]
fn what_a_host_says_has_mx_form() {
    let end = OauthReturn {
        outcome: OauthOutcome::Error,
        member_guid: Some("MBR-1".to_owned()),
        error_reason: Some(OauthErrorReason::Cancelled),
    };
    let info = HostMessage::SdkInfo {
        sdk: "desk".to_owned(),
        version: "0.1.0".to_owned(),
    };
    for (message, json_text) in [
        (
            info,
            r#"{"type":"mx/sdk/info","metadata":{"sdk":"desk","version":"0.1.0"}}"#,
        ),
        (HostMessage::Ping, r#"{"type":"ping"}"#),
        (
            HostMessage::NavigationBack,
            r#"{"mx":true,"type":"mx/navigation","payload":{"action":"back"}}"#,
        ),
        (
            HostMessage::OauthComplete(end),
            r#"{"mx":true,"type":"oauthComplete/error",
                "metadata":{"member_guid":"MBR-1","error_reason":"CANCELLED"}}"#,
        ),
    ] {
        let expected: serde_json::Value = serde_json::from_str(json_text).unwrap();
        let built: serde_json::Value = serde_json::from_str(&message.to_json()).unwrap();
        assert_eq!(built, expected);
        assert_eq!(HostMessage::parse(json_text), Ok(message));
    }
}
