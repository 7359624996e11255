//! `…/members/{member}/verify` and its like: started, answered and seen to their end.

use std::time::Duration;

use mx_platform::{ApiErrorKind, Error, JobKind, JobOutcome, JobRun, Members};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, given};

async fn started(mx: &Mx, members: &Members, job: &str) -> Result<JobRun, Error> {
    let member = json!({ "member": { "guid": "MBR-1", "is_being_aggregated": true } });
    // MX's documents and its description disagree on the status; any success will do.
    let status = if job == "verify" { 200 } else { 202 };
    given("POST", &format!("/users/USR-1/members/MBR-1/{job}"))
        .respond_with(ResponseTemplate::new(status).set_body_json(member))
        .mount(&mx.server)
        .await;
    match job {
        "aggregate" => members.aggregate("MBR-1").await,
        "verify" => members.verify("MBR-1").await,
        "check_balance" => members.check_balance("MBR-1").await,
        "identify" => members.identify("MBR-1").await,
        "extend_history" => members.extend_history("MBR-1").await,
        _ => members.fetch_statements("MBR-1").await,
    }
}

#[tokio::test]
async fn every_job_is_started_at_its_own_endpoint() {
    for (job, kind) in [
        ("aggregate", JobKind::Aggregation),
        ("verify", JobKind::Verification),
        ("check_balance", JobKind::Balance),
        ("identify", JobKind::Identification),
        ("extend_history", JobKind::History),
        ("fetch_statements", JobKind::Statements),
    ] {
        let mx = Mx::start().await;
        let run = started(&mx, &mx.client.members("USR-1"), job)
            .await
            .unwrap();
        assert_eq!((run.kind(), run.member()), (kind, "MBR-1"));
        assert!(run.status().is_none());
        let request = mx.request().await;
        assert_common_headers(&request);
        assert_eq!(request.url.query(), None);
    }
}

#[tokio::test]
async fn a_job_that_may_not_start_is_not_followed() {
    let mx = Mx::start().await;
    for (status, kind) in [
        (403, ApiErrorKind::Forbidden),
        (409, ApiErrorKind::Conflict),
    ] {
        mx.reset().await;
        mx.answer(ResponseTemplate::new(status)).await;
        let error = mx
            .client
            .members("USR-1")
            .verify("MBR-1")
            .await
            .unwrap_err();
        assert_eq!(error.api_kind(), Some(kind));
    }
}

/// Answers each reading of the status with the next of these, the last one for ever.
async fn statuses(mx: &Mx, statuses: &[Value]) {
    for (index, status) in statuses.iter().enumerate() {
        let is_last = index + 1 == statuses.len();
        let mock = given("GET", "/users/USR-1/members/MBR-1/status")
            .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "member": status })));
        let mock = if is_last { mock } else { mock.up_to_n_times(1) };
        mock.mount(&mx.server).await;
    }
}

/// Lets the time of `future`, and of nothing else, pass a hundred times as fast.
///
/// A paused clock would run through a call's time limit while the real server answers.
async fn hurried<T: Send + 'static>(future: impl Future<Output = T> + Send + 'static) -> T {
    let (done, wait) = std::sync::mpsc::channel::<()>();
    // While a blocking task is running, tokio moves a paused clock only when it is told to.
    let hold = tokio::task::spawn_blocking(move || wait.recv());
    tokio::time::pause();
    let task = tokio::spawn(future);
    while !task.is_finished() {
        std::thread::sleep(Duration::from_millis(1));
        tokio::time::advance(Duration::from_millis(100)).await;
    }
    drop(done);
    let _ = hold.await;
    task.await.unwrap()
}

async fn patient() -> Mx {
    let long = Duration::from_secs(100_000);
    Mx::start_with(|builder| builder.call_timeout(long).connect_timeout(long)).await
}

#[tokio::test]
async fn a_verification_is_seen_through_a_challenge_to_its_end() {
    let mx = patient().await;
    statuses(
        &mx,
        &[
            json!({ "connection_status": "CREATED", "is_being_aggregated": true }),
            json!({ "connection_status": "CHALLENGED", "is_being_aggregated": true,
                    "challenges": [{ "guid": "CRD-1", "type": "TEXT", "label": "Your pet?" }] }),
            json!({ "connection_status": "CONNECTED", "is_being_aggregated": false,
                    "has_processed_account_numbers": true }),
        ],
    )
    .await;
    let resumed = json!({ "member": { "connection_status": "RESUMED" } });
    mx.on("PUT", "/users/USR-1/members/MBR-1/resume", resumed)
        .await;
    let mut run = started(&mx, &mx.client.members("USR-1"), "verify")
        .await
        .unwrap()
        .limit(Duration::from_secs(50_000));

    let (outcomes, last) = hurried(async move {
        let first = run.wait().await.unwrap();
        let JobOutcome::Challenged(challenges) = &first else {
            panic!("{first:?}")
        };
        let answer = challenges[0].answer("a tortoise").unwrap();
        run.answer(&[answer]).await.unwrap();
        let second = run.wait().await.unwrap();
        ([first, second], run.status().cloned())
    })
    .await;

    assert!(matches!(
        outcomes,
        [JobOutcome::Challenged(_), JobOutcome::Finished]
    ));
    assert_eq!(last.unwrap().has_processed_account_numbers, Some(true));
    let sent: Vec<_> = mx
        .requests()
        .await
        .iter()
        .map(|request| format!("{} {}", request.method, request.url.path()))
        .collect();
    let status = "GET /users/USR-1/members/MBR-1/status";
    let expected = [
        "POST /users/USR-1/members/MBR-1/verify",
        status,
        status,
        "PUT /users/USR-1/members/MBR-1/resume",
        status,
    ];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_failed_reading_is_not_repeated_before_its_time() {
    let mx = Mx::start_with(|builder| builder.retry(mx_platform::RetryPolicy::default())).await;
    mx.answer(ResponseTemplate::new(503)).await;
    let mut run = mx
        .client
        .members("USR-1")
        .follow("MBR-1", JobKind::Aggregation)
        .limit(Duration::from_millis(400));
    assert_eq!(run.wait().await, Ok(JobOutcome::StillRunning));
    assert_eq!(mx.requests().await.len(), 1);
}
