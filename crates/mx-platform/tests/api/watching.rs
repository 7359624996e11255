//! What a watcher is shown.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use mx_platform::{
    CallOutcome, CredentialValue, MemberCreateRequest, Product, RetryPolicy, UserRequest,
    WatchedAnswer, WatchedRequest, Watcher, WidgetUrlRequest,
};
use serde_json::{Value, json};
use wiremock::{Mock, ResponseTemplate, matchers::any};

use crate::common::{API_KEY, CLIENT_ID, Mx};

const USER: &str = "USR-11141024-90b3-1bce-cac9-c06ced52ab4c";

#[derive(Default)]
struct Notes {
    sent: Mutex<Vec<WatchedRequest>>,
    answered: Mutex<Vec<WatchedAnswer>>,
}

impl Watcher for Notes {
    fn sent(&self, request: WatchedRequest) {
        self.sent.lock().unwrap().push(request);
    }

    fn answered(&self, answer: WatchedAnswer) {
        self.answered.lock().unwrap().push(answer);
    }
}

impl Notes {
    /// All that was shown, as text.
    fn text(&self) -> String {
        let mut text = String::new();
        for request in &*self.sent.lock().unwrap() {
            text += &format!("{request:?} {}\n", shown(request.body.as_ref()));
        }
        for answer in &*self.answered.lock().unwrap() {
            text += &format!("{answer:?} {}\n", shown(answer.body.as_ref()));
        }
        text
    }
}

fn shown(body: Option<&mx_platform::Redacted>) -> Value {
    serde_json::to_value(body).unwrap()
}

async fn watched() -> (Mx, Arc<Notes>) {
    let policy = RetryPolicy {
        attempts: 2,
        base: Duration::ZERO,
        cap: Duration::ZERO,
    };
    let mut mx = Mx::start_with(|builder| builder.retry(policy)).await;
    let notes = Arc::new(Notes::default());
    mx.client = mx.client.watched_by(notes.clone());
    (mx, notes)
}

#[tokio::test]
async fn a_call_is_seen_when_it_is_sent_and_when_it_is_answered() {
    let (mx, notes) = watched().await;
    let answer = ResponseTemplate::new(200)
        .insert_header("x-request-id", "req-1")
        .set_body_json(json!({ "user": { "guid": USER, "id": "c-17", "is_disabled": false } }));
    mx.answer(answer).await;
    let request = UserRequest {
        id: Some("c-17".to_owned()),
        is_disabled: Some(false),
        ..UserRequest::default()
    };
    mx.client.users().update(USER, &request).await.unwrap();

    let sent = notes.sent.lock().unwrap();
    let answered = notes.answered.lock().unwrap();
    let ([sent], [answered]) = (&sent[..], &answered[..]) else {
        panic!("{sent:?} {answered:?}")
    };
    assert_eq!(sent.id, answered.id);
    assert_eq!((sent.method, sent.template), ("PUT", "/users/{user}"));
    assert_eq!(sent.path, format!("/users/{USER}"));
    assert_eq!(
        sent.headers,
        [
            ("accept", "application/json"),
            ("accept-version", "v20250224"),
            ("content-type", "application/json"),
        ]
    );
    let user = json!({ "id": "‹own id›", "is_disabled": false });
    assert_eq!(shown(sent.body.as_ref()), json!({ "user": user }));
    assert_eq!(answered.report.outcome, CallOutcome::Answered(200));
    assert_eq!(answered.report.request_id.as_deref(), Some("req-1"));
    let user = json!({ "guid": USER, "id": "‹own id›", "is_disabled": false });
    assert_eq!(shown(answered.body.as_ref()), json!({ "user": user }));
    assert!(answered.bytes > 80, "{}", answered.bytes);
}

#[tokio::test]
async fn every_try_is_seen_and_an_error_has_a_body_too() {
    let (mx, notes) = watched().await;
    let body = json!({ "error": { "message": "Ada is away", "type": "maintenance" } });
    Mock::given(any())
        .respond_with(ResponseTemplate::new(503).set_body_json(body))
        .mount(&mx.server)
        .await;
    assert!(mx.client.users().list().id("c-17").send().await.is_err());
    let sent = notes.sent.lock().unwrap();
    let tries: Vec<_> = sent.iter().map(|request| request.attempt).collect();
    assert_eq!(tries, [1, 2]);
    assert_eq!(
        sent[0].query,
        [("id", "‹own id›".to_owned()), ("page", "1".to_owned())]
    );
    let answered = notes.answered.lock().unwrap();
    assert_eq!(answered[0].report.retry_in, Some(Duration::ZERO));
    assert_eq!(answered[1].report.retry_in, None);
    let error = json!({ "message": "‹text, 11 characters›", "type": "maintenance" });
    assert_eq!(shown(answered[1].body.as_ref()), json!({ "error": error }));
}

#[tokio::test]
async fn a_call_that_gets_no_answer_ends_as_well() {
    let (mx, notes) = watched().await;
    mx.answer(ResponseTemplate::new(200).set_body_string("not MX"))
        .await;
    assert!(mx.client.users().read(USER).await.is_err());
    let answered = notes.answered.lock().unwrap();
    assert_eq!(answered[0].report.outcome, CallOutcome::Failed("decode"));
    assert_eq!(
        shown(answered[0].body.as_ref()),
        json!("‹not JSON, 6 bytes›")
    );
}

#[tokio::test]
async fn only_the_clone_that_was_asked_for_is_watched() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(200).set_body_json(json!({ "user": {} })))
        .await;
    let notes = Arc::new(Notes::default());
    let watched = mx.client.watched_by(notes.clone());
    mx.client.users().read("u-1").await.unwrap();
    assert!(notes.sent.lock().unwrap().is_empty());
    watched.users().read("u-1").await.unwrap();
    assert_eq!(notes.sent.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_secret_is_shown_of_what_is_sent_and_received() {
    const URL: &str = "https://int-widgets.moneydesktop.com/md/connect/abc123";
    const NUMBER: &str = "000123456789";
    let (mx, notes) = watched().await;
    let body = json!({
        "widget_url": { "url": URL },
        "member": { "guid": "MBR-1", "oauth_window_uri": URL, "metadata": "met-her" },
        "account_numbers": [{ "account_number": NUMBER }],
        NUMBER: NUMBER,
    });
    let answer = ResponseTemplate::new(200)
        .insert_header("x-request-id", URL)
        .insert_header("location", URL)
        .set_body_json(body);
    mx.answer(answer).await;
    let value = CredentialValue::new("CRD-1", "hunter2");
    let mut member =
        MemberCreateRequest::with_credentials("mxbank", [value], [Product::AccountVerification]);
    member.metadata = Some("met-her".to_owned());
    let client = mx.client.with_callback_payload("cGF5bG9hZA==").unwrap();
    client.members("customer-17").create(&member).await.unwrap();
    let widget = WidgetUrlRequest::verification();
    client
        .widget_urls("customer-17")
        .create(&widget)
        .await
        .unwrap();
    let numbers = client.account_numbers("customer-17").by_member("met-her");
    numbers.send().await.unwrap();

    let text = notes.text();
    assert_eq!(text.matches("WatchedAnswer").count(), 3, "{text}");
    assert!(text.contains("mxbank") && text.contains("connect_widget"));
    for secret in [
        URL,
        "abc123",
        NUMBER,
        "hunter2",
        "met-her",
        "customer-17",
        "cGF5bG9hZA",
        API_KEY,
        CLIENT_ID,
        "127.0.0.1",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
