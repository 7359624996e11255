//! `/users/{user}/members`

use mx_platform::{ApiErrorKind, ChallengeType, ConnectionStatus, Timestamp, UseCase};
use secrecy::ExposeSecret;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, list, query};

fn time(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn lists_a_users_members_by_use() {
    let mx = Mx::start().await;
    let members = json!([
        { "guid": "MBR-1", "connection_status": "CONNECTED" },
        { "guid": "MBR-2", "connection_status": "CHALLENGED" },
    ]);
    mx.on(
        "GET",
        "/users/USR-1/members",
        list("members", &members, 1, 1),
    )
    .await;

    let members = mx
        .client
        .members("USR-1")
        .list()
        .use_case(&UseCase::MoneyMovement);
    let page = members.send().await.unwrap();

    assert_eq!(page.items.len(), 2);
    assert_eq!(
        page.items[1].connection_status,
        Some(ConnectionStatus::Challenged)
    );
    let request = mx.request().await;
    assert_common_headers(&request);
    assert!(query(&request).contains(&("use_case".to_owned(), "MONEY_MOVEMENT".to_owned())));
}

#[tokio::test]
async fn reads_a_member() {
    let mx = Mx::start().await;
    let member = json!({ "member": {
        "guid": "MBR-1",
        "id": "ours-1",
        "user_guid": "USR-1",
        "user_id": "customer-17",
        "name": "MX Bank",
        "institution_code": "mxbank",
        "institution_guid": "INS-1",
        "connection_status": "DENIED",
        "connection_status_message": "The credentials don't match.",
        "error": { "error_code": 2005, "error_type": "MEMBER", "user_message": "Try again." },
        "aggregated_at": "2026-01-02T03:04:05.000Z",
        "successfully_aggregated_at": "2026-01-01T03:04:05+00:00",
        "is_being_aggregated": false,
        "is_oauth": true,
        "is_managed_by_user": true,
        "is_manual": false,
        "background_aggregation_is_disabled": true,
        "needs_updated_credentials": true,
        "metadata": "m",
        "most_recent_job_guid": "JOB-1",
        "oauth_window_uri": "https://bank.example/authorize?state=s",
        "use_cases": ["PFM", "SOMETHING_NEW"],
    }});
    mx.on("GET", "/users/USR-1/members/MBR-1", member).await;

    let member = mx.client.members("USR-1").read("MBR-1").await.unwrap();

    assert_eq!(member.guid.as_deref(), Some("MBR-1"));
    assert_eq!(member.user_guid.as_deref(), Some("USR-1"));
    assert_eq!(member.name.as_deref(), Some("MX Bank"));
    assert_eq!(member.institution_code.as_deref(), Some("mxbank"));
    assert_eq!(member.connection_status, Some(ConnectionStatus::Denied));
    assert_eq!(member.error.unwrap().error_code, Some(2005));
    assert_eq!(member.aggregated_at, time("2026-01-02T03:04:05Z"));
    assert_eq!(
        member.successfully_aggregated_at,
        time("2026-01-01T03:04:05Z")
    );
    assert_eq!(member.is_being_aggregated, Some(false));
    assert_eq!(member.needs_updated_credentials, Some(true));
    assert_eq!(
        member.oauth_window_uri.unwrap().expose_secret(),
        "https://bank.example/authorize?state=s"
    );
    assert_eq!(
        member.use_cases,
        [UseCase::Pfm, UseCase::Other("SOMETHING_NEW".to_owned())]
    );
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn another_users_member_is_not_found() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(404)).await;
    let error = mx.client.members("USR-1").read("MBR-9").await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::NotFound));
}

#[tokio::test]
async fn reads_a_members_status_and_challenges() {
    let mx = Mx::start().await;
    let status = json!({ "member": {
        "guid": "MBR-1",
        "connection_status": "CHALLENGED",
        "is_authenticated": false,
        "is_being_aggregated": true,
        "has_processed_accounts": true,
        "has_processed_account_numbers": false,
        "has_processed_transactions": null,
        "challenges": [
            { "guid": "CRD-1", "type": "TEXT", "label": "Your pet?", "field_name": "pet" },
            { "guid": "CRD-2", "type": "OPTIONS", "external_id": "single_account_select",
              "options": [{ "guid": "CRD-3", "label": "Checking", "value": "c" }] },
            { "guid": "CRD-4", "type": "IMAGE_OPTIONS", "options": null,
              "image_options": [{ "guid": "CRD-5", "data_uri": "data:image/png;base64,AA" }] },
            { "guid": "CRD-6", "type": 0 },
        ],
    }});
    mx.on("GET", "/users/USR-1/members/MBR-1/status", status)
        .await;

    let status = mx.client.members("USR-1").status("MBR-1").await.unwrap();

    assert_eq!(status.connection_status, Some(ConnectionStatus::Challenged));
    assert_eq!(status.is_being_aggregated, Some(true));
    assert_eq!(status.has_processed_accounts, Some(true));
    assert_eq!(status.has_processed_account_numbers, Some(false));
    assert_eq!(status.has_processed_transactions, None);
    let [text, options, images, old] = &*status.challenges else {
        panic!("{status:?}")
    };
    assert_eq!(text.challenge_type, Some(ChallengeType::Text));
    assert_eq!(text.label.as_deref(), Some("Your pet?"));
    assert_eq!(
        options.external_id.as_deref(),
        Some("single_account_select")
    );
    assert_eq!(options.options[0].guid.as_deref(), Some("CRD-3"));
    assert_eq!(
        images.image_options[0].data_uri.as_deref(),
        Some("data:image/png;base64,AA")
    );
    assert_eq!(
        old.challenge_type,
        Some(ChallengeType::Other("0".to_owned()))
    );
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn what_a_newer_mx_leaves_out_or_adds_is_no_failure() {
    let mx = Mx::start().await;
    let member = json!({
        "member": { "connection_status": "SOMETHING_NEW", "self": "/x", "error": {}, "id": 17,
                    "aggregated_at": "soon", "use_cases": null, "nested": { "a": [1.5] } },
        "companions": [],
    });
    mx.on("GET", "/users/USR-1/members/MBR-1", member).await;

    let member = mx.client.members("USR-1").read("MBR-1").await.unwrap();

    assert_eq!(member.guid, None);
    assert_eq!(member.id.as_deref(), Some("17"));
    assert_eq!(
        member.connection_status,
        Some(ConnectionStatus::Other("SOMETHING_NEW".to_owned()))
    );
    assert_eq!(member.connection_status.unwrap().as_str(), "SOMETHING_NEW");
    assert_eq!(member.error.unwrap().error_code, None);
    assert_eq!(member.aggregated_at, None);
    assert!(member.use_cases.is_empty());
}

#[tokio::test]
async fn a_member_without_credentials_has_no_status() {
    let mx = Mx::start().await;
    let member = json!({ "member": { "guid": "MBR-1", "connection_status": null, "error": null } });
    mx.on("GET", "/users/USR-1/members/MBR-1/status", member)
        .await;
    let status = mx.client.members("USR-1").status("MBR-1").await.unwrap();
    assert_eq!(status.connection_status, None);
    assert_eq!(status.error, None);
}

#[tokio::test]
async fn deletes_a_member() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(204)).await;
    mx.client.members("USR-1").delete("MBR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(request.method.as_str(), "DELETE");
    assert_eq!(request.url.path(), "/users/USR-1/members/MBR-1");
    assert_common_headers(&request);
}

#[test]
fn only_four_statuses_change_by_themselves() {
    let working = ["CREATED", "UPDATED", "RESUMED", "RECONNECTED"];
    let waiting = [
        "CONNECTED",
        "CHALLENGED",
        "PENDING",
        "FAILED",
        "DELAYED",
        "SOMETHING_NEW",
    ];
    assert!(
        working
            .iter()
            .all(|&word| ConnectionStatus::from(word).is_working())
    );
    assert!(
        !waiting
            .iter()
            .any(|&word| ConnectionStatus::from(word).is_working())
    );
}
