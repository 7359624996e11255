use mx_sandbox::Sandbox;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::client::{Client, refused};

async fn controlled() -> Client {
    Client::start_with(
        Sandbox::builder()
            .speed(100.0)
            .control(true)
            .status_page(true),
    )
    .await
}

#[tokio::test]
async fn faults_are_set_seen_and_removed_over_http() {
    let client = controlled().await;
    let send = async |method: Method, path: &str, body: Value| {
        let request = client.authorized(method, path).json(&body);
        let response = request.send().await.unwrap();
        let status = response.status();
        (status, response.json::<Value>().await.unwrap_or_default())
    };
    let fault = json!({
        "method": "GET",
        "path": "/users",
        "times": 1,
        "effect": { "kind": "status", "code": 429, "retry_after": 3 },
    });
    let (status, set) = send(Method::POST, "/_sandbox/faults", fault.clone()).await;
    assert_eq!(status, StatusCode::CREATED);
    refused(&client.get("/users").await, 429, "too_many_requests");
    assert_eq!(client.get("/users").await.code, 200);
    let (_, list) = send(Method::GET, "/_sandbox/faults", Value::Null).await;
    assert_eq!(list["faults"][0]["id"], set["id"]);
    assert_eq!(list["faults"][0]["hits"], 1);
    assert_eq!(list["faults"][0]["effect"], fault["effect"]);
    let one = format!("/_sandbox/faults/{}", set["id"]);
    assert_eq!(
        send(Method::DELETE, &one, Value::Null).await.0,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        send(Method::DELETE, &one, Value::Null).await.0,
        StatusCode::NOT_FOUND
    );

    // A fault on everything leaves the way to remove it.
    let all = json!({ "path": "/**", "effect": { "kind": "reset_before" } });
    send(Method::POST, "/_sandbox/faults", all).await;
    let (status, _) = send(Method::DELETE, "/_sandbox/faults", Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(client.get("/users").await.code, 200);

    for wrong in [
        json!({ "effect": { "kind": "hang" } }),
        json!({ "path": "/users", "effect": { "kind": "explode" } }),
        json!({ "path": "/users", "tims": 1 }),
    ] {
        let (status, answer) = send(Method::POST, "/_sandbox/faults", wrong).await;
        assert!(status.is_client_error(), "{status}");
        assert!(answer["error"]["message"].is_string());
    }
}

#[tokio::test]
async fn switches_are_set_over_http() {
    let client = Client::start_with(Sandbox::builder().control(true)).await;
    let switch = client
        .authorized(Method::PUT, "/_sandbox/switches")
        .json(&json!({ "reads_lag": true }));
    assert_eq!(
        switch.send().await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    let user = client.user("u").await;
    assert_eq!(client.get(&format!("/users/{user}")).await.code, 404);
}

#[tokio::test]
async fn days_go_by_at_the_banks_when_they_are_told_to() {
    let client = Client::start_with(Sandbox::builder().control(true)).await;
    let user = client.user("u").await;
    let path = format!("/users/{user}/micro_deposits");
    for (number, expected) in [
        ("0001234567", "DEPOSITED"),
        ("0000000008", "REJECTED"),
        ("0000000004", "ERRORED"),
    ] {
        let account = json!({ "micro_deposit": {
            "account_number": number, "account_type": "CHECKING", "routing_number": "990000026",
        } });
        let made = client.post(&path, account).await.body["micro_deposit"].clone();
        assert_eq!(made["status"], "INITIATED");
        let hurry = client.authorized(Method::POST, "/_sandbox/hurry");
        let answer = hurry.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        let one = format!("{path}/{}", made["guid"].as_str().unwrap());
        let status = client.get(&one).await.body["micro_deposit"]["status"].clone();
        assert_eq!(status, expected);
    }
}

#[tokio::test]
async fn the_control_wants_credentials_and_to_be_asked_for() {
    let client = controlled().await;
    let bare = client.bare(Method::GET, "/_sandbox/faults").send().await;
    assert_eq!(bare.unwrap().status(), StatusCode::UNAUTHORIZED);
    // A site that has its name point here is no guest.
    for path in ["/_sandbox/faults", "/_sandbox/"] {
        let foreign = client.authorized(Method::GET, path);
        let foreign = foreign.header(header::HOST, "rebound.example").send().await;
        assert_eq!(foreign.unwrap().status(), StatusCode::NOT_FOUND);
    }
    let plain = Client::start().await;
    for path in ["/_sandbox/faults", "/_sandbox/", "/"] {
        refused(&plain.get(path).await, 404, "not_found");
    }
}

#[tokio::test]
async fn the_status_page_shows_what_there_is_and_escapes_it() {
    let client = controlled().await;
    let (user, member) = client.verified().await;
    client.get("/users/<script>alert(1)</script>").await;
    let options = json!({ "widget_url": { "widget_type": "connect_widget" } });
    let url = client
        .post(&format!("/users/{user}/widget_urls"), options)
        .await;
    let url = url.body["widget_url"]["url"].as_str().unwrap();
    reqwest::get(url).await.unwrap();
    let page = client.bare(Method::GET, "/").send().await.unwrap();
    let page = page.text().await.unwrap();
    let guid = member.rsplit('/').next().unwrap();
    for shown in [user.as_str(), guid, "CONNECTED", "MX Bank", "/status"] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(!page.contains("<script>"));
    let token = url.rsplit('/').next().unwrap();
    for secret in [token, client.sandbox.api_key()] {
        assert!(!page.contains(secret));
    }
}
