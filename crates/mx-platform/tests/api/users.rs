//! `/users`

use mx_platform::{ApiErrorKind, Error, UserRequest};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, list, query};

#[tokio::test]
async fn lists_users_with_every_filter() {
    let mx = Mx::start().await;
    let users = json!([
        { "guid": "USR-1", "id": "customer-17", "email": "a@example.com", "is_disabled": false,
          "metadata": "{\"tier\":1}" },
        { "guid": "USR-2", "id": null, "email": null, "is_disabled": null, "metadata": null },
    ]);
    mx.on("GET", "/users", list("users", &users, 2, 4)).await;

    let request = mx.client.users().list().page(2).records_per_page(50);
    let request = request
        .id("customer-17")
        .email("a@example.com")
        .is_disabled(false);
    let page = request.send().await.unwrap();

    assert_eq!(page.items[0].guid.as_deref(), Some("USR-1"));
    assert_eq!(page.items[0].id.as_deref(), Some("customer-17"));
    assert_eq!(page.items[0].email.as_deref(), Some("a@example.com"));
    assert_eq!(page.items[0].is_disabled, Some(false));
    assert_eq!(page.items[0].metadata.as_deref(), Some("{\"tier\":1}"));
    assert_eq!(page.items[1].email, None);
    assert_eq!(page.pagination.current_page, Some(2));
    assert_eq!(page.pagination.total_pages, Some(4));
    assert_eq!(page.pagination.total_entries, Some(99));

    let request = mx.request().await;
    assert_common_headers(&request);
    let mut sent = query(&request);
    sent.sort();
    let expected = [
        ("email", "a@example.com"),
        ("id", "customer-17"),
        ("is_disabled", "false"),
        ("page", "2"),
        ("records_per_page", "50"),
    ];
    assert_eq!(
        sent,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn creates_a_user_with_what_is_given_and_no_more() {
    let mx = Mx::start().await;
    mx.on(
        "POST",
        "/users",
        json!({ "user": { "guid": "USR-1", "id": "customer-17" } }),
    )
    .await;

    let user = UserRequest {
        id: Some("customer-17".to_owned()),
        metadata: Some("{\"tier\":1}".to_owned()),
        ..UserRequest::default()
    };
    let created = mx.client.users().create(&user).await.unwrap();

    assert_eq!(created.guid.as_deref(), Some("USR-1"));
    let request = mx.request().await;
    assert_common_headers(&request);
    let body: serde_json::Value = request.body_json().unwrap();
    assert_eq!(
        body,
        json!({ "user": { "id": "customer-17", "metadata": "{\"tier\":1}" } })
    );
}

#[tokio::test]
async fn a_taken_id_is_a_conflict() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(409)).await;
    let user = UserRequest {
        id: Some("customer-17".to_owned()),
        ..UserRequest::default()
    };
    let error = mx.client.users().create(&user).await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::Conflict));
}

#[tokio::test]
async fn reads_a_user_by_an_id_that_needs_encoding() {
    let mx = Mx::start().await;
    mx.on(
        "GET",
        "/users/a%2F..%2Fb%3Fc%20d",
        json!({ "user": { "guid": "USR-1" } }),
    )
    .await;
    let user = mx.client.users().read("a/../b?c d").await.unwrap();
    assert_eq!(user.guid.as_deref(), Some("USR-1"));
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn updates_a_user() {
    let mx = Mx::start().await;
    mx.on(
        "PUT",
        "/users/USR-1",
        json!({ "user": { "guid": "USR-1", "is_disabled": true } }),
    )
    .await;
    let change = UserRequest {
        is_disabled: Some(true),
        ..UserRequest::default()
    };
    let user = mx.client.users().update("USR-1", &change).await.unwrap();
    assert_eq!(user.is_disabled, Some(true));
    let request = mx.request().await;
    assert_common_headers(&request);
    let body: serde_json::Value = request.body_json().unwrap();
    assert_eq!(body, json!({ "user": { "is_disabled": true } }));
}

#[tokio::test]
async fn deletes_a_user() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(204)).await;
    mx.client.users().delete("USR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("DELETE", "/users/USR-1")
    );
    assert_common_headers(&request);
}

#[tokio::test]
async fn what_would_reach_another_endpoint_is_not_sent() {
    let mx = Mx::start().await;
    let users = mx.client.users();
    for bad in ["", ".", ".."] {
        let refused = users.delete(bad).await.unwrap_err();
        assert!(
            matches!(refused, Error::InvalidInput { field: "user", .. }),
            "{bad:?}: {refused}"
        );
    }
    let nothing = UserRequest::default();
    let refused = users.create(&nothing).await.unwrap_err();
    assert!(matches!(refused, Error::InvalidInput { field: "user", .. }));
    let refused = users.update("USR-1", &nothing).await.unwrap_err();
    assert!(matches!(refused, Error::InvalidInput { field: "user", .. }));
    assert!(mx.requests().await.is_empty());
}
