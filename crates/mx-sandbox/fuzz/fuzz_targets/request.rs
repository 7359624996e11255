//! No request, whatever is in it, may end the server or make it say that it failed; and what it
//! answers is JSON.
//!
//! An input is a line of version, method and target, and then the body:
//! `v20250224 PUT /users/u/members/m/resume`.

#![no_main]

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Request, StatusCode},
};
use libfuzzer_sys::{Corpus, fuzz_target};
use mx_sandbox::{World, fuzzing};
use tower::ServiceExt;

/// `fuzz:fuzz`, as a client sends it.
const AUTHORIZATION: &str = "Basic ZnV6ejpmdXp6";
/// The customer `u`, whose member `m` at MX Bank waits for an answer.
const BEFORE: [(&str, &str); 2] = [
    ("/users", r#"{"user":{"id":"u"}}"#),
    (
        "/users/u/members",
        r#"{"member":{"id":"m","institution_code":"mxbank","credentials":[
            {"guid":"CRD-9f61fb4c-912c-bd1e-b175-ccc7f0275cc1","value":"someone"},
            {"guid":"CRD-e3d7ea81-aac7-05e9-fbdd-4b493c6e474d","value":"challenge"}]},
            "data_request":{"products":["account_verification"]}}"#,
    ),
];

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some(request) = read(input) else {
        return Corpus::Reject;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::new(1.0, 1, "http://127.0.0.1:1");
        let routes = fuzzing::routes(&world);
        for (path, body) in BEFORE {
            let request = build("v20250224", "POST", path, body.into()).unwrap();
            let (status, _) = answer(&routes, request).await;
            assert!(status.is_success(), "{path}: {status}");
        }
        tokio::time::advance(Duration::from_secs(30)).await;
        let is_api = !["/md/", "/oauth/"]
            .iter()
            .any(|page| request.uri().path().starts_with(page));
        let (status, body) = answer(&routes, request).await;
        assert!(!status.is_server_error(), "{status}");
        if is_api && !body.is_empty() {
            serde_json::from_slice::<serde_json::Value>(&body).expect("JSON");
        }
    });
    Corpus::Keep
});

fn read(input: &[u8]) -> Option<Request<Body>> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let (line, body) = input.split_at(end);
    let mut words = std::str::from_utf8(line).ok()?.splitn(3, ' ');
    let (version, method, target) = (words.next()?, words.next()?, words.next()?);
    // What is no path never comes as far as this over a socket.
    if !target.starts_with('/') {
        return None;
    }
    build(version, method, target, Bytes::copy_from_slice(&body[1..]))
}

fn build(version: &str, method: &str, target: &str, body: Bytes) -> Option<Request<Body>> {
    Request::builder()
        .method(method)
        .uri(target)
        .header("authorization", AUTHORIZATION)
        .header("accept", "application/json")
        .header("accept-version", version)
        .header("content-type", "application/json")
        .body(Body::from(body))
        .ok()
}

async fn answer(routes: &Router, request: Request<Body>) -> (StatusCode, Bytes) {
    let response = match routes.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, body)
}
