use reqwest::{StatusCode, header::LOCATION, redirect::Policy};
use serde_json::{Value, json};

use crate::client::{Client, refused};

/// A browser that shows where it is sent instead of going there.
fn browser() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .build()
        .unwrap()
}

async fn begin(client: &Client, user: &str, beside: Value) -> Value {
    let mut body = json!({ "member": { "institution_code": "mx_bank_oauth", "is_oauth": true } });
    for (key, value) in beside.as_object().unwrap() {
        body[key] = value.clone();
    }
    let created = client.post(&format!("/users/{user}/members"), body).await;
    assert_eq!(created.code, 202, "{}", created.body);
    created.body["member"].clone()
}

fn path(user: &str, member: &Value) -> String {
    format!("/users/{user}/members/{}", member["guid"].as_str().unwrap())
}

/// Opens the bank's page and presses a button.
async fn press(client: &Client, url: &Value, decision: &str) -> reqwest::Response {
    let opened = browser().get(url.as_str().unwrap()).send().await.unwrap();
    assert_eq!(opened.status(), 200);
    let page = opened.text().await.unwrap();
    let action = page.split("action=\"").nth(1).unwrap();
    let action = action.split('"').next().unwrap();
    browser()
        .post(format!("{}{action}", client.sandbox.widget_origin()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("decision={decision}"))
        .send()
        .await
        .unwrap()
}

fn sent_to(response: &reqwest::Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[LOCATION].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_member_waits_for_the_bank_and_goes_on_when_authorized() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = begin(&client, &user, json!({})).await;
    assert_eq!(member["connection_status"], "PENDING");
    assert_eq!(member["is_oauth"], true);
    let path = path(&user, &member);
    // A job has to wait for the bank.
    let early = client.post(&format!("{path}/aggregate"), json!({})).await;
    assert_eq!(early.body["member"]["most_recent_job_guid"], Value::Null);

    let ended = press(&client, &member["oauth_window_uri"], "authorize").await;
    let guid = member["guid"].as_str().unwrap();
    let page = ended.text().await.unwrap();
    assert!(page.contains("data-outcome=\"success\"") && page.contains(guid));
    let status = client.settled(&path).await;
    assert_eq!(status["connection_status"], "CONNECTED");
    assert_eq!(status["has_processed_transactions"], true);
    let read = client.get(&path).await.body["member"].clone();
    assert_eq!(read["oauth_window_uri"], Value::Null);
}

#[tokio::test]
async fn the_banks_page_opens_once_and_a_new_address_can_be_had() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = begin(&client, &user, json!({})).await;
    let first = member["oauth_window_uri"].as_str().unwrap();
    assert_eq!(browser().get(first).send().await.unwrap().status(), 200);
    assert_eq!(browser().get(first).send().await.unwrap().status(), 410);
    let again = client
        .get(&format!("{}/oauth_window_uri", path(&user, &member)))
        .await;
    assert_eq!(again.body["member"]["guid"], member["guid"]);
    let second = &again.body["member"]["oauth_window_uri"];
    assert_ne!(second, first);
    assert_eq!(press(&client, second, "authorize").await.status(), 200);
}

#[tokio::test]
async fn an_app_gets_the_customer_back_at_its_own_address() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let cases = [
        (
            json!({ "referral_source": "APP" }),
            "authorize",
            "mx://oauth_complete?status=success&member_guid=",
        ),
        (
            json!({ "referral_source": "APP", "ui_message_webview_url_scheme": "desk" }),
            "deny",
            "desk://oauth_complete?status=error&member_guid=",
        ),
        (
            json!({ "referral_source": "APP", "client_redirect_url": "http://127.0.0.1:9/back?a=b" }),
            "cancel",
            "http://127.0.0.1:9/back?a=b&status=error&member_guid=",
        ),
    ];
    for (index, (beside, decision, start)) in cases.into_iter().enumerate() {
        let user = client.user(&format!("{user}{index}")).await;
        let member = begin(&client, &user, beside).await;
        let ended = press(&client, &member["oauth_window_uri"], decision).await;
        let place = sent_to(&ended);
        let guid = member["guid"].as_str().unwrap();
        assert!(place.starts_with(&format!("{start}{guid}")), "{place}");
        assert_eq!(
            place.contains("error_reason="),
            decision != "authorize",
            "{place}"
        );
    }
}

#[tokio::test]
async fn a_browser_is_never_sent_away() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let beside = json!({ "client_redirect_url": "https://app.example/back" });
    let member = begin(&client, &user, beside).await;
    let ended = press(&client, &member["oauth_window_uri"], "deny").await;
    assert_eq!(ended.status(), 200);
    let page = ended.text().await.unwrap();
    assert!(page.contains("data-outcome=\"error\"") && page.contains("data-reason=\"DENIED\""));
}

#[tokio::test]
async fn where_a_refusal_leaves_the_member() {
    let client = Client::start().await;
    for (decision, status) in [
        ("deny", "DENIED"),
        ("cancel", "PENDING"),
        ("impeded", "IMPEDED"),
        ("provider_error", "FAILED"),
        ("session_error", "PENDING"),
    ] {
        let user = client.user(decision).await;
        let member = begin(&client, &user, json!({})).await;
        press(&client, &member["oauth_window_uri"], decision).await;
        let read = client.get(&path(&user, &member)).await.body["member"].clone();
        assert_eq!(read["connection_status"], status);
        assert_eq!(read["oauth_window_uri"], Value::Null);
    }
}

#[tokio::test]
async fn whoever_is_connected_already_stays_the_same_member() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let old = begin(&client, &user, json!({})).await;
    press(&client, &old["oauth_window_uri"], "authorize").await;
    client.settled(&path(&user, &old)).await;

    let new = begin(&client, &user, json!({ "referral_source": "APP" })).await;
    assert_ne!(new["guid"], old["guid"]);
    let ended = press(&client, &new["oauth_window_uri"], "authorize").await;
    let place = sent_to(&ended);
    assert!(place.ends_with(old["guid"].as_str().unwrap()), "{place}");
    refused(&client.get(&path(&user, &new)).await, 404, "not_found");
    assert_eq!(client.get(&path(&user, &old)).await.code, 200);
}

#[tokio::test]
async fn one_that_waits_is_taken_up_again() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let first = begin(&client, &user, json!({})).await;
    let second = begin(&client, &user, json!({})).await;
    assert_eq!(first["guid"], second["guid"]);
    assert_ne!(first["oauth_window_uri"], second["oauth_window_uri"]);
}

#[tokio::test]
async fn requests_that_make_no_sense_are_refused() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let members = format!("/users/{user}/members");
    for body in [
        json!({ "member": { "institution_code": "mxbank", "is_oauth": true } }),
        json!({ "member": { "institution_code": "mx_bank_oauth", "credentials": [] } }),
        json!({
            "member": { "institution_code": "mx_bank_oauth", "is_oauth": true },
            "referral_source": "APP",
            "client_redirect_url": "javascript:alert(1)",
        }),
        json!({
            "member": { "institution_code": "mx_bank_oauth", "is_oauth": true },
            "referral_source": "PIGEON",
        }),
        json!({
            "member": { "institution_code": "mx_bank_oauth", "is_oauth": true },
            "ui_message_webview_url_scheme": "no scheme",
        }),
    ] {
        refused(&client.post(&members, body).await, 400, "bad_request");
    }
    let (_, with_login) = client.verified().await;
    let uri = client.get(&format!("{with_login}/oauth_window_uri")).await;
    refused(&uri, 400, "bad_request");

    let member = begin(&client, &user, json!({})).await;
    let member = path(&user, &member);
    let history = client
        .post(&format!("{member}/extend_history"), json!({}))
        .await;
    refused(&history, 400, "bad_request");
}
