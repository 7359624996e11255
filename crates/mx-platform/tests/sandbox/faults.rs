//! What the client makes of everything that goes wrong on the way.

use std::time::{Duration, Instant};

use mx_platform::{ApiErrorKind, Client, Error, RetryPolicy, TimeoutPhase};
use mx_sandbox::{Effect, Fault};

use crate::common::{Mx, QUICK, customer};

async fn start() -> Mx {
    Mx::start(|builder| builder.retry(QUICK)).await
}

fn on_read(effect: Effect) -> Fault {
    Fault::on("GET", "/users", effect)
}

fn on_create(effect: Effect) -> Fault {
    Fault::on("POST", "/users", effect)
}

fn status(code: u16, retry_after: Option<u64>) -> Effect {
    Effect::Status {
        code,
        retry_after,
        message: None,
        error_type: None,
    }
}

/// How many requests the first fault has seen.
fn requests(mx: &Mx) -> u32 {
    mx.sandbox.faults().list()[0].seen
}

/// Reads a list that meets a fault; gives the error, and how many requests it took.
async fn fails(mx: &Mx, effect: Effect) -> (Error, u32) {
    mx.sandbox.faults().clear();
    mx.sandbox.faults().add(on_read(effect));
    let error = mx.client.users().list().send().await.unwrap_err();
    (error, requests(mx))
}

#[tokio::test]
async fn too_many_requests_are_told_with_the_time_to_wait() {
    let mx = Mx::start(|builder| builder).await;
    let (error, _) = fails(&mx, status(429, Some(7))).await;
    assert_eq!(error.api_kind(), Some(ApiErrorKind::RateLimited));
    let wait = error.api().unwrap().retry_after;
    assert_eq!(wait, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_read_waits_as_long_as_it_is_told() {
    let mx = start().await;
    let fault = on_read(status(429, Some(1))).times(1);
    mx.sandbox.faults().add(fault);
    let began = Instant::now();
    assert!(mx.client.users().list().send().await.is_ok());
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(requests(&mx), 2);
}

#[tokio::test]
async fn a_read_outlives_maintenance() {
    let mx = start().await;
    mx.sandbox.faults().add(on_read(status(503, None)).times(2));
    assert!(mx.client.users().list().send().await.is_ok());
    assert_eq!(requests(&mx), 3);
}

#[tokio::test]
async fn a_read_outlives_lost_connections() {
    for effect in [Effect::ResetBefore, Effect::ResetInside] {
        let mx = start().await;
        let user = mx.user("u").await;
        mx.sandbox.faults().add(on_read(effect.clone()).times(2));
        let users = mx.client.users().list().all().await.unwrap();
        assert_eq!(users[0].guid.as_ref(), Some(&user));
        assert_eq!(requests(&mx), 3, "{effect:?}");
    }
}

#[tokio::test]
async fn a_create_is_never_repeated_and_its_outcome_is_in_doubt() {
    for (effect, has_happened) in [
        (Effect::ResetBefore, false),
        (Effect::ResetInside, true),
        (Effect::Truncated, true),
        (status(503, None), false),
    ] {
        let mx = start().await;
        mx.sandbox.faults().add(on_create(effect.clone()).times(1));
        let error = mx.client.users().create(&customer("u")).await.unwrap_err();
        assert!(error.outcome_unknown(), "{effect:?}: {error:?}");
        assert_eq!(requests(&mx), 1, "{effect:?}");
        // A look tells, as the client cannot.
        let found = mx.client.users().list().id("u").all().await.unwrap();
        assert_eq!(found.len(), usize::from(has_happened), "{effect:?}");
    }
}

#[tokio::test]
async fn a_refused_create_has_not_happened() {
    let mx = start().await;
    mx.sandbox.faults().add(on_create(status(429, None)));
    let error = mx.client.users().create(&customer("u")).await.unwrap_err();
    assert!(!error.outcome_unknown());
    assert_eq!(requests(&mx), 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_not_asked_for_again() {
    let mx = start().await;
    for effect in [Effect::Truncated, Effect::InvalidJson] {
        let (error, requests) = fails(&mx, effect).await;
        assert_eq!(error, Error::Decode { what: "users" });
        assert_eq!(requests, 1);
    }
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_it() {
    let mx = start().await;
    let limit = Client::MAX_ANSWER_BYTES;
    let bytes = u64::try_from(limit).unwrap() + 1;
    let (error, requests) = fails(&mx, Effect::Oversize { bytes }).await;
    assert_eq!(error, Error::TooLarge { limit });
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (mx, elsewhere) = (start().await, start().await);
    elsewhere.sandbox.faults().add(on_read(Effect::Delay));
    let to = format!("{}/users", elsewhere.sandbox.api_base_url());
    let (error, _) = fails(&mx, Effect::Redirect { to }).await;
    assert_eq!(error, Error::UnexpectedRedirect { status: 302 });
    assert_eq!(requests(&elsewhere), 0);
}

#[tokio::test]
async fn time_runs_out() {
    let limit = Duration::from_millis(150);
    let mx = Mx::start(|builder| builder.call_timeout(limit).retry(RetryPolicy::default())).await;
    let drip = Effect::Drip {
        bytes: 1,
        every_ms: 50,
    };
    for effect in [Effect::Hang, drip] {
        let began = Instant::now();
        let (error, _) = fails(&mx, effect).await;
        let phase = TimeoutPhase::Call;
        assert_eq!(error, Error::Timeout { phase });
        assert!(error.outcome_unknown());
        assert!(began.elapsed() >= limit && began.elapsed() < limit * 10);
    }
    let late = on_read(Effect::Delay).latency(Duration::from_secs(60));
    mx.sandbox.faults().clear();
    mx.sandbox.faults().add(late);
    let error = mx.client.users().list().send().await.unwrap_err();
    assert_eq!(error.code(), "timeout_call");
}
