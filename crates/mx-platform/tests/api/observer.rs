//! What an observer is told.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use mx_platform::{CallOutcome, CallReport, Observer, RetryPolicy, WidgetUrlRequest};
use serde_json::json;
use wiremock::{
    Mock, ResponseTemplate,
    matchers::{any, query_param},
};

use crate::common::{API_KEY, CLIENT_ID, Mx};

#[derive(Default)]
struct Recorder(Mutex<Vec<CallReport>>);

impl Observer for Recorder {
    fn observe(&self, report: &CallReport) {
        self.0.lock().unwrap().push(report.clone());
    }
}

async fn observed() -> (Mx, Arc<Recorder>) {
    let recorder = Arc::new(Recorder::default());
    let observer = Arc::clone(&recorder);
    let policy = RetryPolicy {
        attempts: 2,
        base: Duration::ZERO,
        cap: Duration::ZERO,
    };
    let mx = Mx::start_with(|builder| builder.observer(observer).retry(policy)).await;
    (mx, recorder)
}

#[tokio::test]
async fn every_try_is_reported() {
    let (mx, recorder) = observed().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(503).insert_header("x-request-id", "req-1"))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(&mx.server)
        .await;
    let answer = ResponseTemplate::new(200).set_delay(Duration::from_millis(30));
    mx.answer(answer.set_body_json(json!({ "member": {} })))
        .await;

    mx.client.members("USR-1").status("MBR-1").await.unwrap();

    let reports = recorder.0.lock().unwrap();
    let [first, second] = &reports[..] else {
        panic!("{reports:?}")
    };
    for report in [first, second] {
        assert_eq!(report.method, "GET");
        assert_eq!(report.path, "/users/{user}/members/{member}/status");
    }
    assert_eq!(
        (first.attempt, first.outcome),
        (1, CallOutcome::Answered(503))
    );
    assert_eq!(first.request_id.as_deref(), Some("req-1"));
    assert_eq!(first.retry_in, Some(Duration::ZERO));
    assert_eq!(
        (second.attempt, second.outcome),
        (2, CallOutcome::Answered(200))
    );
    assert_eq!(second.retry_in, None);
    assert!(second.elapsed >= Duration::from_millis(30), "{second:?}");
}

#[tokio::test]
async fn a_clone_has_an_observer_of_its_own_who_is_told_of_every_page() {
    let (mx, recorder) = observed().await;
    let id_of = |page: u32| format!("req-{page}");
    for page in 1..=2_u32 {
        let body = json!({
            "account_numbers": [{ "account_guid": "ACT-1" }],
            "pagination": { "current_page": page, "total_pages": 2 },
        });
        Mock::given(query_param("page", page.to_string()))
            .respond_with(
                ResponseTemplate::new(200)
                    .insert_header("x-request-id", id_of(page))
                    .set_body_json(body),
            )
            .mount(&mx.server)
            .await;
    }
    let own = Arc::new(Recorder::default());
    let client = mx.client.observed_by(own.clone());
    let read = client.account_numbers("USR-1").by_member("MBR-1").all();
    assert_eq!(read.await.unwrap().len(), 2);
    // The client it was made from is none of its business.
    let other = mx.client.account_numbers("USR-1").by_member("MBR-1").all();
    other.await.unwrap();

    let ids = |recorder: &Recorder| -> Vec<_> {
        let reports = recorder.0.lock().unwrap();
        reports
            .iter()
            .filter_map(|it| it.request_id.clone())
            .collect()
    };
    assert_eq!(ids(&own), [id_of(1), id_of(2)]);
    assert_eq!(ids(&recorder).len(), 4, "the builder's is told of all");
}

#[tokio::test]
async fn failures_without_an_answer_are_reported_by_code() {
    let (mx, recorder) = observed().await;
    mx.answer(ResponseTemplate::new(200).set_body_string("not MX"))
        .await;
    assert!(mx.client.users().read("USR-1").await.is_err());
    assert_eq!(
        recorder.0.lock().unwrap()[0].outcome,
        CallOutcome::Failed("decode")
    );
}

#[tokio::test]
async fn a_refusal_before_sending_is_no_call() {
    let (mx, recorder) = observed().await;
    assert!(mx.client.users().read("").await.is_err());
    assert!(recorder.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn reports_name_nobody() {
    let (mx, recorder) = observed().await;
    mx.answer(ResponseTemplate::new(404).set_body_string("USR-secret"))
        .await;
    let users = mx.client.users();
    assert!(users.list().id("USR-secret").send().await.is_err());
    assert!(users.read("USR-secret").await.is_err());
    assert!(
        mx.client
            .members("USR-secret")
            .delete("MBR-secret")
            .await
            .is_err()
    );
    assert!(
        mx.client
            .accounts("USR-secret")
            .read("ACT-secret")
            .await
            .is_err()
    );
    let mut widget = WidgetUrlRequest::verification();
    widget.current_member_guid = Some("MBR-secret".to_owned());
    assert!(
        mx.client
            .widget_urls("USR-secret")
            .create(&widget)
            .await
            .is_err()
    );

    let reports = format!("{:?}", recorder.0.lock().unwrap());
    assert_eq!(reports.matches("CallReport").count(), 5);
    for secret in ["secret", API_KEY, CLIENT_ID, &mx.server.uri()] {
        assert!(!reports.contains(secret), "{secret} in {reports}");
    }
}
