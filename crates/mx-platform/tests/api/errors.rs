//! What MX's refusals become.

use std::time::Duration;

use mx_platform::{ApiErrorKind, Error};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use wiremock::ResponseTemplate;

use crate::common::{Mx, builder, head, listen};

async fn failed(template: ResponseTemplate) -> Error {
    let mx = Mx::start().await;
    mx.answer(template).await;
    mx.client.users().read("USR-1").await.unwrap_err()
}

#[tokio::test]
async fn every_documented_status_has_its_own_kind() {
    use ApiErrorKind as Kind;
    for (status, kind, code, may_have_happened) in [
        (400, Kind::BadRequest, "bad_request", false),
        (401, Kind::Unauthorized, "unauthorized", false),
        (403, Kind::Forbidden, "forbidden", false),
        (404, Kind::NotFound, "not_found", false),
        (405, Kind::MethodNotAllowed, "method_not_allowed", false),
        (406, Kind::NotAcceptable, "not_acceptable", false),
        (409, Kind::Conflict, "conflict", false),
        (418, Kind::Other, "refused", false),
        (422, Kind::Unprocessable, "unprocessable", false),
        (429, Kind::RateLimited, "rate_limited", false),
        (500, Kind::Server, "server_error", true),
        (502, Kind::Server, "server_error", true),
        (503, Kind::Maintenance, "maintenance", true),
        (504, Kind::Server, "server_error", true),
    ] {
        let body = json!({ "error": { "message": "m", "status": "s", "type": "some_error" } });
        let template = ResponseTemplate::new(status)
            .set_body_json(body)
            .insert_header("x-request-id", "req-1")
            .insert_header("retry-after", "7");
        let error = failed(template).await;

        let api = error.api().unwrap();
        assert_eq!((api.status, api.kind), (status, kind));
        assert_eq!(api.error_type.as_deref(), Some("some_error"));
        assert_eq!(api.retry_after, Some(Duration::from_secs(7)));
        assert_eq!(error.request_id(), Some("req-1"));
        assert_eq!(error.code(), code);
        assert_eq!(error.outcome_unknown(), may_have_happened, "{status}");
        assert_eq!(
            error.to_string(),
            format!("MX answered HTTP {status} ({code})")
        );
    }
}

#[tokio::test]
async fn a_refusal_by_something_that_is_not_mx_still_counts() {
    for body in [
        "",
        "<html>Bad Gateway</html>",
        "{",
        "[]",
        "{\"error\":\"text\"}",
    ] {
        let error = failed(ResponseTemplate::new(502).set_body_string(body)).await;
        let api = error.api().unwrap();
        assert_eq!(
            (api.kind, &api.error_type),
            (ApiErrorKind::Server, &None),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_refusal_with_an_endless_body_still_counts() {
    let body = json!({ "error": { "type": "some_error", "message": "x".repeat(1_000_000) } });
    let error = failed(ResponseTemplate::new(403).set_body_json(body)).await;
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Forbidden));
    assert_eq!(error.api().unwrap().error_type, None);
}

#[tokio::test]
async fn a_refusal_whose_body_never_comes_still_counts() {
    let address = listen(|mut stream| async move {
        head(&mut stream).await;
        stream
            .write_all(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 9\r\n\r\n{")
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    })
    .await;
    let client = builder(format!("http://{address}")).build().unwrap();
    let error = client.users().read("USR-1").await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Unauthorized));
}

#[tokio::test]
async fn an_answer_that_is_not_mxs_is_no_user() {
    let bodies = [
        "",
        "<html>Sign in to the Wi-Fi</html>",
        "null",
        "[]",
        "{}",
        "{\"user\":null}",
        "{\"users\":[]}",
        "{\"user\":{}} trailing",
        "{\"user\":{\"guid\":\"USR-1\"",
    ];
    for body in bodies {
        let error = failed(ResponseTemplate::new(200).set_body_string(body)).await;
        assert_eq!(error, Error::Decode { what: "user" }, "{body}");
        assert!(error.outcome_unknown());
    }
}

#[tokio::test]
async fn a_compressed_answer_is_not_unfolded() {
    // The gzip of `{"user":{}}`, which the client never said it would take.
    let gzip = [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56, 0x2a, 0x2d, 0x4e, 0x2d, 0x52, 0xb2, 0xaa,
        0xae, 0xad, 0x05, 0, 0xb0, 0x9b, 0xa3, 0x20, 0x0b, 0, 0, 0,
    ];
    let template = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_raw(gzip, "application/json");
    assert_eq!(failed(template).await, Error::Decode { what: "user" });
}

#[tokio::test]
async fn any_success_counts_as_success() {
    for status in [200, 201, 202] {
        let mx = Mx::start().await;
        mx.answer(ResponseTemplate::new(status).set_body_json(json!({ "user": {} })))
            .await;
        assert!(mx.client.users().read("USR-1").await.is_ok(), "{status}");
    }
}
