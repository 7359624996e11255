//! `/users/{user}/members`

use mx_platform::{
    AggregateParts, ApiErrorKind, ApiVersion, Challenge, ChallengeType, ConnectionStatus,
    CredentialType, CredentialValue, Error, MemberCreateRequest, MemberUpdateRequest,
    OauthReferralSource, OauthWindowRequest, Product, Timestamp, UseCase,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, given, list, query};

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

fn values() -> [CredentialValue; 2] {
    [
        CredentialValue::new("CRD-1", "mxuser"),
        CredentialValue::new("CRD-2", "correct horse"),
    ]
}

#[tokio::test]
async fn creates_a_member_with_everything_mx_knows() {
    let mx = Mx::start().await;
    // MX's documents and its description disagree on the status; any success will do.
    for status in [200, 201, 202] {
        given("POST", "/users/USR-1/members")
            .respond_with(
                ResponseTemplate::new(status)
                    .set_body_json(json!({ "member": { "guid": "MBR-1" } })),
            )
            .up_to_n_times(1)
            .mount(&mx.server)
            .await;
    }
    let mut member = MemberCreateRequest::with_credentials(
        "mxbank",
        values(),
        [Product::AccountVerification, Product::Transactions],
    );
    member.id = Some("ours-1".to_owned());
    member.metadata = Some("m".to_owned());
    member.background_aggregation_is_disabled = Some(true);
    member.use_cases = Some(vec![UseCase::Pfm]);
    member.skip_aggregation = Some(true);
    let members = mx.client.members("USR-1");
    for _ in 0..3 {
        let created = members.create(&member).await.unwrap();
        assert_eq!(created.guid.as_deref(), Some("MBR-1"));
    }

    let requests = mx.requests().await;
    assert_common_headers(&requests[0]);
    let body: Value = requests[0].body_json().unwrap();
    let expected = json!({
        "member": {
            "institution_code": "mxbank",
            "credentials": [
                { "guid": "CRD-1", "value": "mxuser" },
                { "guid": "CRD-2", "value": "correct horse" },
            ],
            "id": "ours-1",
            "metadata": "m",
            "background_aggregation_is_disabled": true,
            "use_cases": ["PFM"],
        },
        "data_request": { "products": ["account_verification", "transactions"] },
    });
    assert_eq!(body, expected);
    let said = format!("{member:?}");
    assert!(said.contains("CRD-2") && !said.contains("horse"), "{said}");
}

#[tokio::test]
async fn the_older_generation_is_asked_in_its_own_words() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    mx.answer(ResponseTemplate::new(202).set_body_json(json!({ "member": {} })))
        .await;
    let mut member =
        MemberCreateRequest::with_credentials("mxbank", values(), [Product::AccountVerification]);
    member.skip_aggregation = Some(true);
    let members = mx.client.members("USR-1");
    members.create(&member).await.unwrap();
    let change = MemberUpdateRequest {
        skip_aggregation: Some(false),
        ..MemberUpdateRequest::default()
    };
    members.update("MBR-1", &change).await.unwrap();
    let mut parts = AggregateParts::default();
    parts.include_holdings = Some(true);
    parts.include_transactions = Some(false);
    let _ = members.aggregate_parts("MBR-1", parts).await.unwrap();

    let requests = mx.requests().await;
    let body: Value = requests[0].body_json().unwrap();
    assert_eq!(body["member"]["skip_aggregation"], json!(true));
    assert_eq!(body.get("data_request"), None);
    let body: Value = requests[1].body_json().unwrap();
    assert_eq!(body, json!({ "member": { "skip_aggregation": false } }));
    let asked = [
        ("include_holdings", "true"),
        ("include_transactions", "false"),
    ];
    assert_eq!(
        query(&requests[2]),
        asked.map(|(name, flag)| (name.to_owned(), flag.to_owned()))
    );
}

#[tokio::test]
async fn creates_an_oauth_member_without_credentials() {
    let mx = Mx::start().await;
    let created = json!({ "guid": "MBR-1", "connection_status": "PENDING", "is_oauth": true,
                          "oauth_window_uri": "https://bank.example/authorize?state=s" });
    mx.on("POST", "/users/USR-1/members", json!({ "member": created }))
        .await;
    let mut member = MemberCreateRequest::oauth("mx_bank_oauth", [Product::AccountVerification]);
    member.oauth.referral_source = Some(OauthReferralSource::App);
    member.oauth.client_redirect_url = Some("https://example.com/back".to_owned());
    member.oauth.ui_message_webview_url_scheme = Some("desk".to_owned());
    member.oauth.enable_app2app = Some(false);

    let created = mx.client.members("USR-1").create(&member).await.unwrap();

    assert_eq!(created.connection_status, Some(ConnectionStatus::Pending));
    let body: Value = mx.request().await.body_json().unwrap();
    let expected = json!({
        "member": { "institution_code": "mx_bank_oauth", "is_oauth": true },
        "data_request": { "products": ["account_verification"] },
        "referral_source": "APP",
        "client_redirect_url": "https://example.com/back",
        "ui_message_webview_url_scheme": "desk",
        "enable_app2app": false,
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_member_that_could_never_connect_is_not_sent() {
    let mx = Mx::start().await;
    let members = mx.client.members("USR-1");
    let member = MemberCreateRequest::with_credentials("mxbank", [], []);
    let refused = members.create(&member).await.unwrap_err();
    let field = "credentials";
    assert!(matches!(refused, Error::InvalidInput { field: named, .. } if named == field));
    // Only the older generation knows the one field given.
    let change = MemberUpdateRequest {
        skip_aggregation: Some(true),
        ..MemberUpdateRequest::default()
    };
    for change in [change, MemberUpdateRequest::default()] {
        let refused = members.update("MBR-1", &change).await.unwrap_err();
        assert!(matches!(
            refused,
            Error::InvalidInput {
                field: "member",
                ..
            }
        ));
    }
    assert!(mx.requests().await.is_empty());
}

#[tokio::test]
async fn a_duplicate_member_is_a_conflict() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(409)).await;
    let member = MemberCreateRequest::with_credentials("mxbank", values(), []);
    let error = mx
        .client
        .members("USR-1")
        .create(&member)
        .await
        .unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Conflict));
    assert_eq!(mx.requests().await.len(), 1);
}

#[tokio::test]
async fn updates_a_member() {
    let mx = Mx::start().await;
    let updated = json!({ "member": { "guid": "MBR-1", "connection_status": "UPDATED" } });
    mx.on("PUT", "/users/USR-1/members/MBR-1", updated).await;
    let change = MemberUpdateRequest {
        credentials: values().into(),
        id: Some("ours-2".to_owned()),
        metadata: Some("m".to_owned()),
        background_aggregation_is_disabled: Some(false),
        use_cases: Some(vec![UseCase::MoneyMovement]),
        skip_aggregation: None,
    };
    let member = mx.client.members("USR-1").update("MBR-1", &change).await;
    assert_eq!(
        member.unwrap().connection_status,
        Some(ConnectionStatus::Updated)
    );
    let request = mx.request().await;
    assert_common_headers(&request);
    let body: Value = request.body_json().unwrap();
    let expected = json!({ "member": {
        "credentials": [
            { "guid": "CRD-1", "value": "mxuser" },
            { "guid": "CRD-2", "value": "correct horse" },
        ],
        "id": "ours-2",
        "metadata": "m",
        "background_aggregation_is_disabled": false,
        "use_cases": ["MONEY_MOVEMENT"],
    }});
    assert_eq!(body, expected);
    assert!(!format!("{change:?}").contains("horse"));
}

#[tokio::test]
async fn lists_challenges_and_takes_no_content_for_none() {
    let mx = Mx::start().await;
    let path = "/users/USR-1/members/MBR-1/challenges";
    given("GET", path)
        .respond_with(ResponseTemplate::new(204))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(&mx.server)
        .await;
    let challenges = json!([{ "guid": "CRD-1", "type": "TEXT", "label": "Your pet?" }]);
    mx.on("GET", path, list("challenges", &challenges, 1, 1))
        .await;

    let members = mx.client.members("USR-1");
    assert!(members.challenges("MBR-1").all().await.unwrap().is_empty());
    let challenges = members.challenges("MBR-1").all().await.unwrap();
    assert_eq!(challenges[0].challenge_type, Some(ChallengeType::Text));
    assert_common_headers(&mx.requests().await[0]);
}

#[tokio::test]
async fn no_content_is_no_list_of_anything_else() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(204)).await;
    let error = mx.client.members("USR-1").list().send().await.unwrap_err();
    assert_eq!(error, Error::Decode { what: "members" });
}

#[tokio::test]
async fn answers_challenges() {
    let mx = Mx::start().await;
    let member = json!({ "member": { "connection_status": "RESUMED" } });
    given("PUT", "/users/USR-1/members/MBR-1/resume")
        .respond_with(ResponseTemplate::new(202).set_body_json(member))
        .mount(&mx.server)
        .await;
    let mut challenge = Challenge::default();
    assert!(challenge.answer("blue").is_none());
    challenge.guid = Some("CRD-9".to_owned());
    let answers = [challenge.answer("blue").unwrap()];

    let member = mx.client.members("USR-1").resume("MBR-1", &answers).await;

    assert_eq!(
        member.unwrap().connection_status,
        Some(ConnectionStatus::Resumed)
    );
    let request = mx.request().await;
    assert_common_headers(&request);
    let body: Value = request.body_json().unwrap();
    let expected = json!({ "member": { "challenges": [{ "guid": "CRD-9", "value": "blue" }] } });
    assert_eq!(body, expected);
    assert!(!format!("{answers:?}").contains("blue"));
}

#[tokio::test]
async fn lists_what_a_member_logs_in_with() {
    let mx = Mx::start().await;
    let credentials = json!([
        { "guid": "CRD-1", "display_order": 1, "field_name": "LOGIN", "field_type": "TEXT",
          "type": "TEXT", "label": "Username" },
        { "guid": "CRD-2", "field_type": "PASSWORD" },
    ]);
    let path = "/users/USR-1/members/MBR-1/credentials";
    mx.on("GET", path, list("credentials", &credentials, 1, 1))
        .await;
    let credentials = mx.client.members("USR-1").credentials("MBR-1");
    let credentials = credentials.all().await.unwrap();
    assert_eq!(credentials[0].field_name.as_deref(), Some("LOGIN"));
    assert_eq!(credentials[0].label.as_deref(), Some("Username"));
    assert_eq!(credentials[0].display_order, Some(1));
    assert_eq!(credentials[0].credential_type, Some(CredentialType::Text));
    assert_eq!(credentials[1].field_type, Some(CredentialType::Password));
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn asks_for_the_banks_login_page() {
    let mx = Mx::start().await;
    let uri = "https://bank.example/authorize?state=s";
    let answer = json!({ "member": { "guid": "MBR-1", "oauth_window_uri": uri } });
    mx.on("GET", "/users/USR-1/members/MBR-1/oauth_window_uri", answer)
        .await;
    let mut options = OauthWindowRequest::default();
    let members = mx.client.members("USR-1");
    members.oauth_window("MBR-1", &options).await.unwrap();
    options.oauth.referral_source = Some(OauthReferralSource::App);
    options.oauth.client_redirect_url = Some("https://example.com/back?a=b".to_owned());
    options.oauth.ui_message_webview_url_scheme = Some("desk".to_owned());
    options.oauth.enable_app2app = Some(false);
    options.skip_aggregation = Some(true);
    let window = members.oauth_window("MBR-1", &options).await.unwrap();

    assert_eq!(window.guid.as_deref(), Some("MBR-1"));
    assert_eq!(
        window.oauth_window_uri.as_ref().unwrap().expose_secret(),
        uri
    );
    assert!(!format!("{window:?}").contains("bank.example"));
    let requests = mx.requests().await;
    assert_common_headers(&requests[0]);
    assert!(query(&requests[0]).is_empty());
    let mut asked = query(&requests[1]);
    asked.sort();
    let expected = [
        ("client_redirect_url", "https://example.com/back?a=b"),
        ("enable_app2app", "false"),
        ("referral_source", "APP"),
        ("skip_aggregation", "true"),
        ("ui_message_webview_url_scheme", "desk"),
    ];
    assert_eq!(
        asked,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
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
