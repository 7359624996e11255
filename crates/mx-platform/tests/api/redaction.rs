//! Nothing that may be logged holds anything that must not be.

use std::{error::Error as _, fmt::Write, time::Duration};

use mx_platform::{Credentials, Error, UserRequest, WidgetUrlRequest};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use wiremock::{MockServer, ResponseTemplate};

use crate::common::{API_KEY, AUTHORIZATION, CLIENT_ID, Mx, builder, list};

const NUMBER: &str = "000123456789";
const URL: &str = "https://int-widgets.moneydesktop.com/md/connect/abc123";
const EMAIL: &str = "ada@example.com";
const METADATA: &str = "met-her-at-the-fair";
const GUID_IN_PATH: &str = "USR-in-the-path";

fn assert_clean(text: &str) {
    let encoded = AUTHORIZATION.trim_start_matches("Basic ");
    let url_tail = "abc123";
    for secret in [
        API_KEY,
        CLIENT_ID,
        encoded,
        NUMBER,
        URL,
        url_tail,
        EMAIL,
        METADATA,
        GUID_IN_PATH,
        "127.0.0.1",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

/// Everything an error can be made to say.
fn said(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?} {}", error.code());
    let mut source = error.source();
    while let Some(error) = source {
        write!(text, " {error} {error:?}").unwrap();
        source = error.source();
    }
    text
}

/// A body that gives everything away, in every place a body has.
fn telltale() -> Value {
    let all = format!("{NUMBER} {URL} {EMAIL} {METADATA} {API_KEY} {CLIENT_ID} {GUID_IN_PATH}");
    json!({
        "error": { "message": all, "status": all, "type": all },
        "user": all, "users": all, "account_numbers": all, all.clone(): all,
    })
}

#[tokio::test]
async fn no_answer_can_make_an_error_talk() {
    for status in [200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503] {
        let mx = Mx::start().await;
        let template = ResponseTemplate::new(status)
            .insert_header("location", URL)
            .insert_header("x-request-id", URL)
            .insert_header("retry-after", NUMBER.trim_start_matches('0'))
            .set_body_json(telltale());
        mx.answer(template).await;
        let error = mx.client.users().read(GUID_IN_PATH).await.unwrap_err();
        assert_clean(&said(&error).replace("123456789s", ""));
        let numbers = mx.client.account_numbers(GUID_IN_PATH).by_member("MBR-1");
        assert_clean(&said(&numbers.send().await.unwrap_err()).replace("123456789s", ""));
    }
}

#[tokio::test]
async fn no_failure_to_connect_can_make_an_error_talk() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let plain = MockServer::start().await;
    let failures = [
        (format!("https://{address}"), "timeout_connect"),
        (format!("http://{address}"), "timeout_call"),
        (plain.uri().replace("http://", "https://"), "tls"),
        ("http://127.0.0.1:1".to_owned(), "connect"),
    ];
    for (base, code) in failures {
        let client = builder(base)
            .connect_timeout(Duration::from_millis(500))
            .call_timeout(Duration::from_millis(1_000))
            .build()
            .unwrap();
        let error = client.users().read(GUID_IN_PATH).await.unwrap_err();
        assert_eq!(error.code(), code);
        assert_clean(&said(&error));
    }
}

#[tokio::test]
async fn no_refused_input_is_repeated() {
    let credentials = Credentials::new(CLIENT_ID, API_KEY);
    assert_clean(&format!("{credentials:?}"));
    let key = format!("{API_KEY}\n");
    let builder = |base: &str| {
        mx_platform::Client::builder(Credentials::new(CLIENT_ID, key.clone())).base_url(base)
    };
    assert_clean(&said(&builder("https://api.mx.com").build().unwrap_err()));
    let base = format!("https://{CLIENT_ID}:{API_KEY}@127.0.0.1");
    assert_clean(&said(&builder(&base).build().unwrap_err()));

    let mx = Mx::start().await;
    let error = mx
        .client
        .users()
        .read(&format!("{GUID_IN_PATH}\n"))
        .await
        .unwrap_err();
    assert_clean(&said(&error));
}

#[tokio::test]
async fn what_is_read_and_sent_can_be_logged() {
    let mx = Mx::start().await;
    let user = json!({ "guid": "USR-1", "id": CLIENT_ID, "email": EMAIL, "metadata": METADATA });
    let account = json!({
        "guid": "ACT-1", "account_number": NUMBER, "name": EMAIL, "metadata": METADATA,
    });
    let number = json!({
        "guid": "ACN-1", "account_number": NUMBER, "loan_reference_number": NUMBER,
    });
    let challenge = json!({
        "guid": "CRD-1", "type": "OPTIONS", "label": EMAIL, "image_data": METADATA,
        "options": [{ "label": NUMBER, "value": NUMBER }], "image_options": [{ "label": NUMBER }],
    });
    let member = json!({
        "guid": "MBR-1", "oauth_window_uri": URL, "metadata": METADATA,
        "connection_status_message": EMAIL,
        "error": { "error_code": 1000, "error_message": EMAIL, "user_message": EMAIL },
        "challenges": [challenge],
    });
    mx.on("GET", "/users", list("users", &json!([user]), 1, 1))
        .await;
    mx.on("POST", "/users", json!({ "user": user })).await;
    mx.on(
        "POST",
        "/users/USR-1/widget_urls",
        json!({ "widget_url": { "url": URL } }),
    )
    .await;
    mx.on(
        "GET",
        "/users/USR-1/members/MBR-1",
        json!({ "member": member }),
    )
    .await;
    mx.on(
        "GET",
        "/users/USR-1/members/MBR-1/status",
        json!({ "member": member }),
    )
    .await;
    let accounts = list("accounts", &json!([account]), 1, 1);
    mx.on("GET", "/users/USR-1/members/MBR-1/accounts", accounts)
        .await;
    let numbers = list("account_numbers", &json!([number]), 1, 1);
    mx.on("GET", "/users/USR-1/members/MBR-1/account_numbers", numbers)
        .await;

    let client = &mx.client;
    let request = UserRequest {
        id: Some(CLIENT_ID.to_owned()),
        email: Some(EMAIL.to_owned()),
        is_disabled: None,
        metadata: Some(METADATA.to_owned()),
    };
    let widget = WidgetUrlRequest::verification();
    let said = [
        format!("{request:?}"),
        format!("{:?}", client.users().list().send().await.unwrap()),
        format!("{:?}", client.users().create(&request).await.unwrap()),
        format!(
            "{:?}",
            client.widget_urls("USR-1").create(&widget).await.unwrap()
        ),
        format!("{:?}", client.members("USR-1").read("MBR-1").await.unwrap()),
        format!(
            "{:?}",
            client.members("USR-1").status("MBR-1").await.unwrap()
        ),
        format!(
            "{:?}",
            client
                .accounts("USR-1")
                .by_member("MBR-1")
                .send()
                .await
                .unwrap()
        ),
        format!(
            "{:?}",
            client
                .account_numbers("USR-1")
                .by_member("MBR-1")
                .send()
                .await
                .unwrap()
        ),
    ];
    for (text, shown) in said
        .iter()
        .zip(["", "USR-1", "USR-1", "", "MBR-1", "1000", "ACT-1", "ACN-1"])
    {
        assert_clean(text);
        assert!(text.contains(shown), "{shown} not in {text}");
    }
}
