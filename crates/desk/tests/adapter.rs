//! What the desk makes of MX's answers, over real HTTP.

#![allow(
    clippy::expect_used,
    reason = "part of the tests, though not all of it is a test itself"
)]

use std::sync::Arc;

use desk::{
    environment::Environment,
    mx::{
        ConnectionStatus, Job, MxApi, MxProblemKind, NewUser, PlatformConnector, Reach, UserChange,
        UserQuery, WidgetRequest,
    },
    ports::Connector,
    vault::Credentials,
    view::{Language, Money, SessionMode, WidgetSetup},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::Url;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{
        body_json, body_partial_json, header, method, path, query_param, query_param_is_missing,
    },
};

async fn server() -> (MockServer, Arc<dyn MxApi>) {
    let server = MockServer::start().await;
    let base = Url::parse(&format!("{}/", server.uri())).expect("a URL");
    let environment = Environment::sandbox(&base, &server.uri()).expect("an environment");
    let credentials = Credentials {
        client_id: "client".to_owned(),
        api_key: SecretString::from("key"),
    };
    let api = PlatformConnector
        .connect(&environment, &credentials)
        .expect("a client");
    (server, api)
}

fn list(name: &str, items: &Value) -> Value {
    let total = items.as_array().map_or(0, Vec::len);
    let pagination =
        json!({"current_page": 1, "per_page": 1000, "total_entries": total, "total_pages": 1});
    json!({ name: items, "pagination": pagination })
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn a_user_is_the_one_with_exactly_this_id() {
    let (server, api) = server().await;
    Mock::given(method("GET"))
        .and(path("/users"))
        .and(query_param("id", "c-1"))
        // client:key
        .and(header("authorization", "Basic Y2xpZW50OmtleQ=="))
        .respond_with(ok(list(
            "users",
            &json!([{"guid": "USR-10", "id": "c-10"}, {"guid": "USR-1", "id": "c-1", "email": null}]),
        )))
        .mount(&server)
        .await;
    let user = api
        .find_user("c-1")
        .await
        .expect("an answer")
        .expect("a user");
    assert_eq!((user.guid.as_str(), user.email), ("USR-1", None));
}

#[tokio::test]
async fn a_user_is_created_with_what_is_given_and_never_twice() {
    let (server, api) = server().await;
    Mock::given(method("POST"))
        .and(path("/users"))
        .and(body_partial_json(
            json!({"user": {"id": "c-1", "email": "a@b.example"}}),
        ))
        .respond_with(ResponseTemplate::new(500))
        .expect(1)
        .mount(&server)
        .await;
    let user = NewUser {
        id: "c-1".to_owned(),
        email: Some("a@b.example".to_owned()),
        ..NewUser::default()
    };
    let problem = api.create_user(&user).await.expect_err("a failure");
    assert_eq!(problem.kind, MxProblemKind::Unavailable);
}

#[tokio::test]
async fn users_are_listed_a_page_at_a_time_with_the_filters_given() {
    let (server, api) = server().await;
    Mock::given(method("GET"))
        .and(path("/users"))
        .and(query_param("page", "3"))
        .and(query_param("records_per_page", "100"))
        .and(query_param("email", "a+b@c.example"))
        .and(query_param("is_disabled", "false"))
        .and(query_param_is_missing("id"))
        .respond_with(ok(json!({
            "users": [
                {"guid": "USR-1", "id": "c-1", "is_disabled": null, "metadata": null},
                {"guid": "USR-2", "id": null, "is_disabled": true, "metadata": "vip"},
            ],
            "pagination":
                {"current_page": 3, "per_page": 100, "total_entries": 202, "total_pages": 3},
        })))
        .mount(&server)
        .await;
    let query = UserQuery {
        email: Some("a+b@c.example".to_owned()),
        is_disabled: Some(false),
        page: 3,
        per_page: 100,
        ..UserQuery::default()
    };
    let page = api.list_users(&query).await.expect("a page");
    assert_eq!((page.pages, page.total), (3, 202));
    assert!(!page.users[0].is_disabled);
    assert_eq!(
        (page.users[1].id.as_deref(), page.users[1].is_disabled),
        (None, true)
    );
    assert_eq!(page.users[1].metadata.as_deref(), Some("vip"));
}

#[tokio::test]
async fn a_user_is_changed_in_what_is_given_alone() {
    let (server, api) = server().await;
    Mock::given(method("PUT"))
        .and(path("/users/USR-1"))
        .and(body_json(
            json!({"user": {"is_disabled": true, "metadata": ""}}),
        ))
        .respond_with(ok(
            json!({"user": {"guid": "USR-1", "id": "c-1", "is_disabled": true}}),
        ))
        .mount(&server)
        .await;
    let change = UserChange {
        metadata: Some(String::new()),
        is_disabled: Some(true),
        ..UserChange::default()
    };
    let user = api.update_user("USR-1", &change).await.expect("a user");
    assert!(user.is_disabled);
}

#[tokio::test]
async fn users_and_members_are_deleted_once_and_the_missing_are_said_to_be() {
    let (server, api) = server().await;
    for at in ["/users/USR-1", "/users/USR-1/members/MBR-1"] {
        Mock::given(method("DELETE"))
            .and(path(at))
            .respond_with(ResponseTemplate::new(204))
            .up_to_n_times(1)
            .mount(&server)
            .await;
        Mock::given(method("DELETE"))
            .and(path(at))
            .respond_with(ResponseTemplate::new(404))
            .expect(1)
            .mount(&server)
            .await;
    }
    api.delete_member("USR-1", "MBR-1").await.expect("deleted");
    api.delete_user("USR-1").await.expect("deleted");
    let member = api.delete_member("USR-1", "MBR-1").await;
    assert_eq!(member.expect_err("gone").kind, MxProblemKind::NotFound);
    let user = api.delete_user("USR-1").await;
    assert_eq!(user.expect_err("gone").kind, MxProblemKind::NotFound);
}

#[tokio::test]
async fn a_member_unknown_for_a_moment_is_read_again() {
    let (server, api) = server().await;
    let at = "/users/USR-1/members/MBR-1";
    Mock::given(path(at))
        .respond_with(ResponseTemplate::new(404))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(path(at))
        .respond_with(ok(json!({"member": {
            "guid": "MBR-1", "user_guid": "USR-1", "name": "MX Bank",
            "connection_status": "CHALLENGED", "connection_status_message": "Answer it.",
            "is_being_aggregated": false, "error": {"error_code": 1000},
        }})))
        .mount(&server)
        .await;
    let member = api
        .read_member("USR-1", "MBR-1")
        .await
        .expect("a member")
        .value;
    assert_eq!(member.connection_status, Some(ConnectionStatus::Challenged));
    assert_eq!(member.status_message.as_deref(), Some("Answer it."));
    assert_eq!(member.error_code, Some(1000));
}

#[tokio::test]
async fn a_foreign_member_stays_unknown() {
    let (server, api) = server().await;
    Mock::given(path("/users/USR-1/members/MBR-9"))
        .respond_with(ResponseTemplate::new(404))
        .expect(2)
        .mount(&server)
        .await;
    let problem = api
        .read_member("USR-1", "MBR-9")
        .await
        .expect_err("unknown");
    assert_eq!(problem.kind, MxProblemKind::NotFound);
}

#[tokio::test]
async fn a_failed_status_is_not_repeated_within_mx_three_seconds() {
    let (server, api) = server().await;
    Mock::given(path("/users/USR-1/members/MBR-1/status"))
        .respond_with(ResponseTemplate::new(503))
        .expect(1)
        .mount(&server)
        .await;
    let problem = api
        .member_status("USR-1", "MBR-1")
        .await
        .expect_err("a failure");
    assert_eq!(problem.kind, MxProblemKind::Unavailable);
}

#[tokio::test]
async fn numbers_arrive_as_written_with_their_leading_zeros() {
    let (server, api) = server().await;
    Mock::given(path("/users/USR-1/members/MBR-1/account_numbers"))
        .respond_with(ok(list(
            "account_numbers",
            &json!([
                {"account_guid": "ACT-1", "account_number": "0001234567",
                 "routing_number": "091000019", "passed_validation": true},
                {"account_guid": "ACT-2", "account_number": null, "passed_validation": null},
            ]),
        )))
        .mount(&server)
        .await;
    let numbers = api
        .account_numbers_by_member("USR-1", "MBR-1")
        .await
        .expect("numbers");
    let numbers = numbers.value;
    let full = numbers[0].account_number.as_ref().expect("a number");
    assert_eq!(full.expose_secret(), "0001234567");
    assert_eq!(numbers[0].passed_validation, Some(true));
    assert!(numbers[1].account_number.is_none());
}

#[tokio::test]
async fn every_page_s_request_id_comes_with_what_the_pages_said() {
    let (server, api) = server().await;
    for page in 1..=2_u32 {
        let body = json!({
            "account_numbers": [{"account_guid": "ACT-1", "account_number": format!("000123456{page}")}],
            "pagination": {"current_page": page, "total_pages": 2},
        });
        let answer = ok(body)
            .insert_header("x-request-id", format!("req-{page}"))
            .insert_header("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        Mock::given(path("/users/USR-1/members/MBR-1/account_numbers"))
            .and(query_param("page", page.to_string()))
            .respond_with(answer)
            .mount(&server)
            .await;
    }
    let read = || api.account_numbers_by_member("USR-1", "MBR-1");
    // Each call's own, also where two are under way at once.
    let (first, second) = tokio::join!(read(), read());
    for numbers in [first, second] {
        let numbers = numbers.expect("numbers");
        assert_eq!(numbers.value.len(), 2);
        let said: Vec<_> = numbers
            .receipts
            .iter()
            .map(|it| (it.request_id.as_str(), it.answered_at.to_string()))
            .collect();
        let at = "1994-11-06T08:49:37Z".to_owned();
        assert_eq!(said, [("req-1", at.clone()), ("req-2", at)]);
    }
}

#[tokio::test]
async fn only_the_answer_that_was_taken_is_named_and_one_without_an_id_is_taken_too() {
    let (server, api) = server().await;
    let at = "/users/USR-1/members/MBR-1";
    let unknown = ResponseTemplate::new(404).insert_header("x-request-id", "req-unknown");
    Mock::given(path(at))
        .respond_with(unknown)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let known = ok(json!({"member": {"guid": "MBR-1"}})).insert_header("x-request-id", "req-known");
    Mock::given(path(at))
        .respond_with(known)
        .mount(&server)
        .await;
    let member = api.read_member("USR-1", "MBR-1").await.expect("a member");
    let ids: Vec<_> = member.receipts.iter().map(|it| &it.request_id).collect();
    assert_eq!(ids, ["req-known"]);

    Mock::given(path(format!("{at}/status")))
        .respond_with(ok(json!({"member": {"connection_status": "CONNECTED"}})))
        .mount(&server)
        .await;
    let status = api.member_status("USR-1", "MBR-1").await.expect("a status");
    assert_eq!(status.receipts, []);
    assert_eq!(
        status.value.connection_status,
        Some(ConnectionStatus::Connected)
    );
}

#[tokio::test]
async fn an_answer_without_a_widget_url_is_unexpected() {
    let (server, api) = server().await;
    Mock::given(method("POST"))
        .and(path("/users/USR-1/widget_urls"))
        .respond_with(ok(
            json!({"widget_url": {"type": "connect_widget", "url": null}}),
        ))
        .mount(&server)
        .await;
    let request = WidgetRequest {
        mode: SessionMode::Verification,
        hand_over: desk::view::HandOver::Here,
        dark: false,
        language: Language::En,
        current_member_guid: None,
        setup: WidgetSetup::default(),
    };
    let problem = api
        .request_widget_url("USR-1", &request)
        .await
        .expect_err("no URL");
    assert_eq!(problem.kind, MxProblemKind::Unexpected);
}

#[tokio::test]
async fn every_refusal_is_told_apart_and_keeps_its_request_id() {
    for (status, kind) in [
        (400, MxProblemKind::Refused),
        (401, MxProblemKind::CredentialsRefused),
        (403, MxProblemKind::NotAllowed),
        (404, MxProblemKind::NotFound),
        (406, MxProblemKind::Refused),
        (409, MxProblemKind::Conflict),
        (422, MxProblemKind::Refused),
        (429, MxProblemKind::RateLimited),
        (500, MxProblemKind::Unavailable),
        (503, MxProblemKind::Unavailable),
        (302, MxProblemKind::Unexpected),
    ] {
        let (server, api) = server().await;
        Mock::given(path("/users"))
            .respond_with(ResponseTemplate::new(status).insert_header("x-request-id", "req-1"))
            .mount(&server)
            .await;
        let problem = api.check_credentials().await.expect_err("a refusal");
        assert_eq!(problem.kind, kind, "{status}");
        if status >= 400 {
            assert_eq!(problem.request_id.as_deref(), Some("req-1"), "{status}");
        }
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_offline() {
    let base = Url::parse("http://127.0.0.1:9/").expect("a URL");
    let environment = Environment::sandbox(&base, "http://127.0.0.1:9").expect("an environment");
    let credentials = Credentials {
        client_id: "client".to_owned(),
        api_key: SecretString::from("key"),
    };
    let api = PlatformConnector
        .connect(&environment, &credentials)
        .expect("a client");
    let problem = api.check_credentials().await.expect_err("nobody");
    assert_eq!(problem.kind, MxProblemKind::Offline);
}

#[tokio::test]
async fn each_job_has_its_own_place() {
    for (job, place) in [
        (Job::Aggregation, "aggregate"),
        (Job::Verification, "verify"),
        (Job::Identification, "identify"),
        (Job::BalanceCheck, "check_balance"),
    ] {
        let (server, api) = server().await;
        Mock::given(method("POST"))
            .and(path(format!("/users/USR-1/members/MBR-1/{place}")))
            .respond_with(
                ResponseTemplate::new(202).set_body_json(json!({"member": {"guid": "MBR-1"}})),
            )
            .expect(1)
            .mount(&server)
            .await;
        api.start_job("USR-1", "MBR-1", job).await.expect("started");
    }
}

#[tokio::test]
async fn a_job_that_does_not_start_is_not_repeated() {
    for (status, kind) in [
        (400, MxProblemKind::Refused),
        (403, MxProblemKind::NotAllowed),
        (409, MxProblemKind::Conflict),
        (429, MxProblemKind::RateLimited),
        (500, MxProblemKind::Unavailable),
    ] {
        let (server, api) = server().await;
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(status))
            .expect(1)
            .mount(&server)
            .await;
        let problem = api
            .start_job("USR-1", "MBR-1", Job::Verification)
            .await
            .expect_err("a refusal");
        assert_eq!(problem.kind, kind, "{status}");
    }
}

#[tokio::test]
async fn money_arrives_to_the_last_digit_and_of_a_number_its_end_alone() {
    let (server, api) = server().await;
    let accounts = r#"{"accounts": [
        {"guid": "ACT-1", "name": "Everyday", "type": "CHECKING", "account_number": "XXXXX4403",
         "balance": 90071992547409.93, "available_balance": 12.50, "currency_code": "USD"},
        {"guid": "ACT-2", "account_number": "000123456789", "balance": -0.10},
        {"guid": "ACT-3", "account_number": "****"},
        {"guid": "ACT-4", "account_number": null}],
        "pagination": {"current_page": 1, "per_page": 1000, "total_entries": 4, "total_pages": 1}}"#;
    Mock::given(path("/users/USR-1/members/MBR-1/accounts"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(accounts, "application/json"))
        .mount(&server)
        .await;
    let accounts = api
        .accounts_by_member("USR-1", "MBR-1")
        .await
        .expect("accounts")
        .value;
    let usd = |amount: &str| {
        Some(Money {
            amount: amount.to_owned(),
            currency: Some("USD".to_owned()),
        })
    };
    assert_eq!(accounts[0].balance, usd("90071992547409.93"));
    assert_eq!(accounts[0].available, usd("12.50"));
    assert_eq!(
        accounts[1].balance.as_ref().map(|m| m.amount.as_str()),
        Some("-0.10")
    );
    let ends: Vec<_> = accounts.iter().map(|a| a.number_end.as_deref()).collect();
    assert_eq!(ends, [Some("4403"), Some("6789"), None, None]);
}

#[tokio::test]
async fn owners_of_every_page_arrive_with_their_address_in_one_line() {
    let (server, api) = server().await;
    let owner = |n: usize| {
        json!({"guid": format!("ACO-{n}"), "account_guid": "ACT-1", "owner_name": format!("Owner {n}"),
            "address": "1 Nowhere Lane", "city": "Sampleton", "state": "UT", "postal_code": "00000",
            "country": "US", "email": "", "phone": null})
    };
    for page in 1..=2 {
        let pagination =
            json!({"current_page": page, "per_page": 1, "total_entries": 2, "total_pages": 2});
        Mock::given(path("/users/USR-1/members/MBR-1/account_owners"))
            .and(query_param("page", page.to_string()))
            .respond_with(ok(json!({
                "account_owners": [owner(page), {"account_guid": "ACT-1", "owner_name": " "}],
                "pagination": pagination,
            })))
            .mount(&server)
            .await;
    }
    let owners = api
        .account_owners("USR-1", "MBR-1")
        .await
        .expect("owners")
        .value;
    let names: Vec<_> = owners.iter().map(|owner| owner.name.as_str()).collect();
    assert_eq!(names, ["Owner 1", "Owner 2"]);
    assert_eq!(
        owners[0].address.as_deref(),
        Some("1 Nowhere Lane, Sampleton, UT 00000, US")
    );
    assert_eq!(
        (owners[0].email.as_deref(), owners[0].phone.as_deref()),
        (None, None)
    );
}

#[tokio::test]
async fn a_probe_tells_by_how_much_the_clocks_differ() {
    let (server, api) = server().await;
    let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(3600);
    let date = ahead.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(401).insert_header("date", date.as_str()))
        .mount(&server)
        .await;
    let probe = api.probe().await;
    assert_eq!(probe.reach, Reach::Answered);
    let problem = probe.answer.expect_err("401");
    assert_eq!(problem.kind, MxProblemKind::CredentialsRefused);
    let ahead_ms = probe.ahead_ms.expect("a date");
    assert!((3_590_000..=3_610_000).contains(&ahead_ms), "{ahead_ms}");
}

#[tokio::test]
async fn a_probe_that_reaches_nobody_says_how_far_it_got() {
    let credentials = Credentials {
        client_id: "client".to_owned(),
        api_key: SecretString::from("key"),
    };
    for (base, reach) in [
        ("http://127.0.0.1:9/", Reach::NotConnected),
        ("https://no-such-host.invalid/", Reach::NoSuchName),
    ] {
        let environment =
            Environment::custom(base, ["https://w.example.com"]).expect("an environment");
        let api = PlatformConnector
            .connect(&environment, &credentials)
            .expect("a client");
        let probe = api.probe().await;
        assert_eq!((probe.reach, probe.ahead_ms), (reach, None), "{base}");
    }
}
