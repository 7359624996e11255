use reqwest::{Method, header};

use crate::client::{Client, answer, refused};

#[tokio::test]
async fn wrong_or_missing_credentials_are_refused_without_a_challenge() {
    let client = Client::start().await;
    let path = "/users";
    let id = client.sandbox.client_id().to_owned();
    let key = client.sandbox.api_key().to_owned();
    let longer = format!("{key}x");
    let shorter = &key[..key.len() - 1];
    let attempts = [
        client.bare(Method::GET, path),
        client.bare(Method::GET, path).bearer_auth(&key),
        client
            .bare(Method::GET, path)
            .basic_auth(&id, Some("wrong")),
        client
            .bare(Method::GET, path)
            .basic_auth(&id, Some(&longer)),
        client
            .bare(Method::GET, path)
            .basic_auth(&id, Some(shorter)),
        client
            .bare(Method::GET, path)
            .basic_auth("wrong", Some(&key)),
        client
            .bare(Method::GET, path)
            .header(header::AUTHORIZATION, "Basic %%%"),
    ];
    for attempt in attempts {
        let attempt = attempt.header("accept-version", "v20250224");
        let response = attempt.try_clone().unwrap().send().await.unwrap();
        assert!(!response.headers().contains_key(header::WWW_AUTHENTICATE));
        refused(&answer(attempt).await, 401, "unauthorized");
    }
}

#[tokio::test]
async fn credentials_come_before_the_route() {
    let client = Client::start().await;
    let asked = answer(client.bare(Method::GET, "/nowhere")).await;
    refused(&asked, 401, "unauthorized");
}

#[tokio::test]
async fn the_answer_mirrors_the_generation() {
    let client = Client::start().await;
    let newer = client.get("/users").await;
    assert_eq!(
        (newer.code, newer.content_type.as_deref()),
        (200, Some("application/json"))
    );
    let older = client.get_2011("/users").await;
    let vendor = "application/vnd.mx.api.v1+json";
    assert_eq!(
        (older.code, older.content_type.as_deref()),
        (200, Some(vendor))
    );
    let missing = client.get_2011("/users/USR-none").await;
    assert_eq!(
        (missing.code, missing.content_type.as_deref()),
        (404, Some(vendor))
    );
    let stranger = client.bare(Method::GET, "/users");
    let refused = answer(stranger.header(header::ACCEPT, vendor)).await;
    assert_eq!(
        (refused.code, refused.content_type.as_deref()),
        (401, Some(vendor))
    );
}

#[tokio::test]
async fn a_missing_or_unknown_version_is_not_acceptable() {
    let client = Client::start().await;
    let request = || client.authorized(Method::GET, "/users");
    let attempts = [
        request(),
        request().header(header::ACCEPT, "application/json"),
        request().header("accept-version", "v20990101"),
        request()
            .header("accept-version", "v20250224")
            .header(header::ACCEPT, "text/html"),
        request()
            .header("accept-version", "v20250224")
            .header(header::ACCEPT, "application/vnd.mx.api.v1+json"),
    ];
    for attempt in attempts {
        refused(&answer(attempt).await, 406, "not_acceptable");
    }
}

#[tokio::test]
async fn every_answer_names_its_request() {
    let client = Client::start().await;
    let first = client.get("/users").await.request_id.unwrap();
    let second = client.get("/nowhere").await.request_id.unwrap();
    let refused = answer(client.bare(Method::GET, "/users")).await;
    assert_ne!(first, second);
    assert!(refused.request_id.is_some());
}

#[tokio::test]
async fn unknown_routes_and_methods_are_told_apart() {
    let client = Client::start().await;
    for path in ["/webhooks", "/", "/users/a/b/c"] {
        let message = refused(&client.get(path).await, 404, "not_found");
        assert_eq!(message, "Invalid route");
    }
    refused(&client.delete("/users").await, 405, "method_not_allowed");
}

#[tokio::test]
async fn a_body_must_be_a_json_object_of_reasonable_size() {
    let client = Client::start().await;
    let post = || client.request(Method::POST, "/users");
    let json = |text: &str| {
        post()
            .header("content-type", "application/json")
            .body(text.to_owned())
    };
    for bad in [
        "",
        "{",
        "[]",
        "\"user\"",
        "{}",
        "{\"user\":{}}",
        "{\"user\":[]}",
    ] {
        refused(&answer(json(bad)).await, 400, "bad_request");
    }
    let form = post().header("content-type", "application/x-www-form-urlencoded");
    let asked = answer(form.body("{\"user\":{\"id\":\"a\"}}")).await;
    refused(&asked, 400, "bad_request");
    let huge = format!(
        "{{\"user\":{{\"metadata\":\"{}\"}}}}",
        "x".repeat(300 * 1024)
    );
    refused(&answer(json(&huge)).await, 413, "payload_too_large");
}
