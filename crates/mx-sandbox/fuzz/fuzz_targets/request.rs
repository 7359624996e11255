//! No request, whatever is in it, may end the server or make it say that it failed; and what it
//! answers is JSON.
//!
//! An input is a line of version, method and target, and then the body:
//! `v20250224 PUT /users/u/members/m/resume`.
//!
//! One to `/md/connect/session/` goes to a page that was opened before: for account numbers in the
//! newer version, for transactions in the older. Each line of its body is an intent, and three
//! seconds pass between them.

#![no_main]

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Request, StatusCode},
};
use libfuzzer_sys::{Corpus, fuzz_target};
use mx_sandbox::{
    World, fuzzing,
    world::{AdditionalProduct, ClientProfile, InstitutionBlock},
};
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

/// Where pages are told what their customers do.
const SESSION: &str = "/md/connect/session/";
/// More intents than any way through the page has.
const MOST_INTENTS: usize = 64;

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
        if request.uri().path().starts_with(SESSION) {
            world.set_client_profile(profile());
            walk(&routes, request).await;
            return;
        }
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

/// A client that has every step.
fn profile() -> ClientProfile {
    ClientProfile {
        disclosure: true,
        consent: true,
        manual_accounts: true,
        additional_product: Some(AdditionalProduct::AccountVerification),
        existing_member: true,
        blocked_institutions: [
            ("quillmere_bank".to_owned(), InstitutionBlock::Prevented),
            (
                "vantroy_national_bank".to_owned(),
                InstitutionBlock::PreventVerification,
            ),
        ]
        .into(),
        ..ClientProfile::default()
    }
}

/// Opens a page, and does there what the lines of the request's body say.
async fn walk(routes: &Router, request: Request<Body>) {
    let mode = match request.headers().get("accept-version") {
        Some(version) if version == "v20111101" => "aggregation",
        _ => "verification",
    };
    let options = format!(
        r#"{{"widget_url":{{"widget_type":"connect_widget","mode":"{mode}","show_back_button":true}}}}"#
    );
    let asked = build("v20250224", "POST", "/users/u/widget_urls", options.into()).unwrap();
    let (_, body) = answer(routes, asked).await;
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let url = body["widget_url"]["url"].as_str().unwrap();
    let path = &url[url.find("/md/").unwrap()..];
    let opened = build("v20250224", "GET", path, Bytes::new()).unwrap();
    let (status, page) = answer(routes, opened).await;
    assert_eq!(status, StatusCode::OK);
    let page = String::from_utf8(page.to_vec()).unwrap();
    let (_, rest) = page.split_once("data-session=\"").unwrap();
    let (key, _) = rest.split_once('"').unwrap();
    let path = format!("{SESSION}{key}");

    let intents = to_bytes(request.into_body(), usize::MAX).await.unwrap();
    for intent in intents.split(|byte| *byte == b'\n').take(MOST_INTENTS) {
        let intent = Bytes::copy_from_slice(intent);
        let told = build("v20250224", "POST", &path, intent).unwrap();
        let (status, reply) = answer(routes, told).await;
        assert!(!status.is_server_error(), "{status}");
        if status == StatusCode::OK {
            let reply: serde_json::Value = serde_json::from_slice(&reply).expect("JSON");
            assert!(reply["posts"].is_array());
        }
        tokio::time::advance(Duration::from_secs(3)).await;
    }
}

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
