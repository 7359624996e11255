//! What is tried again, and what never is.

use std::time::{Duration, Instant};

use mx_platform::{ApiErrorKind, Error, RetryPolicy, UserRequest, WidgetUrlRequest};
use serde_json::json;
use wiremock::{Mock, ResponseTemplate, matchers::any};

use crate::common::Mx;

const QUICK: RetryPolicy = RetryPolicy {
    attempts: 4,
    base: Duration::from_millis(1),
    cap: Duration::from_millis(2),
};

async fn mx(policy: RetryPolicy) -> Mx {
    Mx::start_with(|builder| builder.retry(policy)).await
}

/// Fails `times` times with `template`, then answers with a user.
async fn fails_at_first(mx: &Mx, times: u64, template: ResponseTemplate) {
    Mock::given(any())
        .respond_with(template)
        .up_to_n_times(times)
        .with_priority(1)
        .mount(&mx.server)
        .await;
    mx.answer(ResponseTemplate::new(200).set_body_json(json!({ "user": {} })))
        .await;
}

#[tokio::test]
async fn a_read_outlives_passing_failures() {
    for status in [429, 500, 502, 503, 504] {
        let mx = mx(QUICK).await;
        fails_at_first(&mx, 3, ResponseTemplate::new(status)).await;
        assert!(mx.client.users().read("USR-1").await.is_ok(), "{status}");
        assert_eq!(mx.requests().await.len(), 4, "{status}");
    }
}

#[tokio::test]
async fn a_read_is_given_up_after_the_last_try() {
    let mx = mx(QUICK).await;
    mx.answer(ResponseTemplate::new(503)).await;
    let error = mx.client.users().read("USR-1").await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Maintenance));
    assert_eq!(mx.requests().await.len(), 4);
}

#[tokio::test]
async fn a_read_is_not_repeated_when_that_would_not_help() {
    for status in [400, 401, 403, 404, 405, 406, 409, 422, 501] {
        let mx = mx(QUICK).await;
        fails_at_first(&mx, 1, ResponseTemplate::new(status)).await;
        let error = mx.client.users().read("USR-1").await.unwrap_err();
        assert_eq!(error.api().unwrap().status, status);
        assert_eq!(mx.requests().await.len(), 1, "{status}");
    }
    let mx = mx(QUICK).await;
    mx.answer(ResponseTemplate::new(200).set_body_string("not MX"))
        .await;
    assert_eq!(
        mx.client.users().read("USR-1").await.unwrap_err().code(),
        "decode"
    );
    assert_eq!(mx.requests().await.len(), 1);
}

#[tokio::test]
async fn a_write_is_never_repeated() {
    for status in [429, 500, 502, 503, 504] {
        let mx = mx(QUICK).await;
        let failure = ResponseTemplate::new(status).insert_header("retry-after", "0");
        mx.answer(failure).await;
        let change = UserRequest {
            is_disabled: Some(true),
            ..UserRequest::default()
        };
        let users = mx.client.users();
        let widgets = mx.client.widget_urls("USR-1");
        assert!(users.create(&change).await.is_err());
        assert!(users.update("USR-1", &change).await.is_err());
        assert!(users.delete("USR-1").await.is_err());
        assert!(mx.client.members("USR-1").delete("MBR-1").await.is_err());
        assert!(
            widgets
                .create(&WidgetUrlRequest::verification())
                .await
                .is_err()
        );
        assert_eq!(mx.requests().await.len(), 5, "{status}");
    }
}

#[tokio::test]
async fn no_retry_means_none() {
    let mx = mx(RetryPolicy::NEVER).await;
    mx.answer(ResponseTemplate::new(503).insert_header("retry-after", "0"))
        .await;
    assert!(mx.client.users().read("USR-1").await.is_err());
    assert_eq!(mx.requests().await.len(), 1);
}

#[tokio::test]
async fn the_server_says_when_to_come_back() {
    let mx = mx(QUICK).await;
    fails_at_first(
        &mx,
        1,
        ResponseTemplate::new(429).insert_header("retry-after", "1"),
    )
    .await;
    let began = Instant::now();
    mx.client.users().read("USR-1").await.unwrap();
    assert!(
        began.elapsed() >= Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn a_wait_that_outlasts_the_call_is_not_begun() {
    let mx = mx(QUICK).await;
    mx.answer(ResponseTemplate::new(429).insert_header("retry-after", "60"))
        .await;
    let began = Instant::now();
    let error = mx.client.users().read("USR-1").await.unwrap_err();
    assert_eq!(
        error.api().unwrap().retry_after,
        Some(Duration::from_secs(60))
    );
    assert_eq!(mx.requests().await.len(), 1);
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn the_call_timeout_holds_over_all_tries() {
    let endless = RetryPolicy {
        attempts: u32::MAX,
        base: Duration::from_millis(20),
        cap: Duration::from_millis(20),
    };
    let mx = Mx::start_with(|builder| {
        builder
            .retry(endless)
            .call_timeout(Duration::from_millis(500))
    })
    .await;
    mx.answer(ResponseTemplate::new(503)).await;
    let began = Instant::now();
    let error = mx.client.users().read("USR-1").await.unwrap_err();
    assert!(
        matches!(error, Error::Api(_) | Error::Timeout { .. }),
        "{error:?}"
    );
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?}",
        began.elapsed()
    );
    assert!(mx.requests().await.len() > 1);
}
