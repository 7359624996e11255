//! The builder, and the headers it decides on.

use mx_platform::{
    ApiVersion, Client, CredentialValue, Credentials, Environment, Error, MemberCreateRequest,
    MemberUpdateRequest, WidgetUrlRequest,
};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::common::{AUTHORIZATION, Mx, builder, header};

#[tokio::test]
async fn the_older_generation_is_asked_for_by_media_type_alone() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(
        header(&request, "accept"),
        Some("application/vnd.mx.api.v1+json")
    );
    assert_eq!(header(&request, "accept-version"), None);
    assert_eq!(header(&request, "authorization"), Some(AUTHORIZATION));
}

#[tokio::test]
async fn the_user_agent_and_the_language_are_the_applications_choice() {
    let mx =
        Mx::start_with(|builder| builder.user_agent("desk/1.2").accept_language("fr-CA")).await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(header(&request, "user-agent"), Some("desk/1.2"));
    assert_eq!(header(&request, "accept-language"), Some("fr-CA"));
}

#[tokio::test]
async fn by_itself_the_client_gives_its_own_name_and_no_language() {
    let mx = Mx::start().await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    let own = concat!("mx-platform/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&request, "user-agent"), Some(own));
    assert_eq!(header(&request, "accept-language"), None);
}

#[test]
fn a_base_url_that_keys_must_not_go_to_is_refused() {
    for bad in [
        "",
        "api.mx.com",
        "http://api.mx.com",
        "https://a:b@api.mx.com",
        "mailto:a@b.c",
    ] {
        let refused = builder(bad).build().unwrap_err();
        assert!(
            matches!(refused, Error::InvalidBaseUrl { .. }),
            "{bad}: {refused:?}"
        );
    }
}

#[test]
fn keys_and_headers_that_cannot_be_sent_are_refused_by_name() {
    let refused = |builder: mx_platform::ClientBuilder| match builder.build().unwrap_err() {
        Error::InvalidInput { field, .. } => field,
        other => panic!("{other:?}"),
    };
    let keys = |id: &str, key: &str| Client::builder(Credentials::new(id, key));
    assert_eq!(refused(keys("", "key")), "client_id");
    assert_eq!(refused(keys("a:b", "key")), "client_id");
    assert_eq!(refused(keys("a\n", "key")), "client_id");
    assert_eq!(refused(keys("id", "")), "api_key");
    assert_eq!(refused(keys("id", "key\n")), "api_key");
    assert_eq!(refused(keys("id", "key").user_agent("a\nb")), "user_agent");
    assert_eq!(
        refused(keys("id", "key").accept_language("a\nb")),
        "accept_language"
    );
}

#[test]
fn mxs_own_environments_can_be_used_and_integration_is_the_default() {
    for environment in [Environment::Integration, Environment::Production] {
        assert!(builder(environment.base_url()).build().is_ok());
    }
    let client = Client::builder(Credentials::new("id", "key"))
        .build()
        .unwrap();
    assert!(
        format!("{client:?}").contains("https://int-api.mx.com"),
        "{client:?}"
    );
}

#[tokio::test]
async fn a_payload_goes_with_the_requests_whose_webhooks_repeat_it() {
    let mx = Mx::start().await;
    mx.answer(
        ResponseTemplate::new(200)
            .set_body_json(json!({ "member": {}, "user": {}, "widget_url": {} })),
    )
    .await;
    let payload = "Y2FzZS0xNw==";
    let client = mx.client.with_callback_payload(payload).unwrap();
    let members = client.members("USR-1");
    let login =
        MemberCreateRequest::with_credentials("mxbank", [CredentialValue::new("CRD-1", "x")], []);
    members.create(&login).await.unwrap();
    let change = MemberUpdateRequest {
        metadata: Some("{}".to_owned()),
        ..MemberUpdateRequest::default()
    };
    members.update("MBR-1", &change).await.unwrap();
    let _runs = [
        members.aggregate("MBR-1").await.unwrap(),
        members.verify("MBR-1").await.unwrap(),
    ];
    let widget = WidgetUrlRequest::verification();
    client.widget_urls("USR-1").create(&widget).await.unwrap();
    for request in mx.requests().await {
        let sent = header(&request, "x-callback-payload");
        assert_eq!(sent, Some(payload), "{}", request.url.path());
    }
    mx.server.reset().await;
    mx.answer(
        ResponseTemplate::new(200)
            .set_body_json(json!({ "member": {}, "user": {}, "widget_url": {} })),
    )
    .await;
    members.read("MBR-1").await.unwrap();
    let _run = members.identify("MBR-1").await.unwrap();
    client.users().read("USR-1").await.unwrap();
    // Nor with those of the client it was made from.
    let _run = mx.client.members("USR-1").verify("MBR-1").await.unwrap();
    for request in mx.requests().await {
        assert_eq!(header(&request, "x-callback-payload"), None);
        assert_eq!(header(&request, "mx-skip-webhook"), None);
    }
}

#[tokio::test]
async fn writes_can_ask_for_no_webhooks() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(200).set_body_json(json!({ "user": {} })))
        .await;
    let client = mx.client.without_webhooks();
    client.users().read("USR-1").await.unwrap();
    client.users().delete("USR-1").await.unwrap();
    let [read, delete] = &mx.requests().await[..] else {
        panic!("two requests");
    };
    assert_eq!(header(read, "mx-skip-webhook"), None);
    assert_eq!(header(delete, "mx-skip-webhook"), Some("true"));
}

#[tokio::test]
async fn a_payload_mx_would_not_take_is_refused() {
    let mx = Mx::start().await;
    for bad in ["", "a\nb", &"x".repeat(1025)] {
        let refused = mx.client.with_callback_payload(bad).unwrap_err();
        let Error::InvalidInput { field, .. } = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(field, "callback_payload");
    }
    assert!(mx.client.with_callback_payload(&"x".repeat(1024)).is_ok());
}
