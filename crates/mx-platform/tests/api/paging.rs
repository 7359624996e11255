//! Lists over several pages.

use futures::{StreamExt, TryStreamExt};
use mx_platform::Error;
use serde_json::{Value, json};
use wiremock::{
    Mock, ResponseTemplate,
    matchers::{path, query_param},
};

use crate::common::{Mx, list, query};

fn users(from: u32, to: u32) -> Value {
    (from..=to)
        .map(|number| json!({ "guid": format!("USR-{number}") }))
        .collect()
}

async fn page(mx: &Mx, number: u32, body: Value) {
    Mock::given(path("/users"))
        .and(query_param("page", number.to_string()))
        .respond_with(ResponseTemplate::new(200).set_body_json(body))
        .mount(&mx.server)
        .await;
}

/// Three pages of two users, the last of one.
async fn three_pages() -> Mx {
    let mx = Mx::start().await;
    page(&mx, 1, list("users", &users(1, 2), 1, 3)).await;
    page(&mx, 2, list("users", &users(3, 4), 2, 3)).await;
    page(&mx, 3, list("users", &users(5, 5), 3, 3)).await;
    mx
}

#[tokio::test]
async fn a_stream_gives_every_item_once_and_in_order() {
    let mx = three_pages().await;
    let guids: Vec<_> = mx
        .client
        .users()
        .list()
        .stream()
        .map_ok(|user| user.guid.unwrap())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(guids, ["USR-1", "USR-2", "USR-3", "USR-4", "USR-5"]);
    assert_eq!(mx.requests().await.len(), 3);
}

#[tokio::test]
async fn a_stream_reads_no_further_than_it_is_polled() {
    let mx = three_pages().await;
    let stream = mx.client.users().list().stream();
    let two: Vec<_> = stream.take(2).try_collect().await.unwrap();
    assert_eq!(two.len(), 2);
    assert_eq!(mx.requests().await.len(), 1);
}

#[tokio::test]
async fn a_stream_begins_where_it_is_told_and_keeps_its_filters() {
    let mx = three_pages().await;
    let rest = mx
        .client
        .users()
        .list()
        .page(2)
        .email("a@example.com")
        .all()
        .await
        .unwrap();
    assert_eq!(rest.len(), 3);
    for request in mx.requests().await {
        assert!(query(&request).contains(&("email".to_owned(), "a@example.com".to_owned())));
    }
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let mx = Mx::start().await;
    page(&mx, 1, list("users", &users(1, 2), 1, 3)).await;
    let results: Vec<_> = mx.client.users().list().stream().collect().await;
    assert_eq!(results.len(), 3);
    assert!(results[1].is_ok());
    assert_eq!(results[2].as_ref().unwrap_err().code(), "not_found");
}

#[tokio::test]
async fn a_server_that_repeats_itself_does_not_hold_a_stream_for_ever() {
    let mx = Mx::start().await;
    let body = list("users", &users(1, 2), 1, 3);
    mx.answer(ResponseTemplate::new(200).set_body_json(body))
        .await;
    let error = mx.client.users().list().all().await.unwrap_err();
    assert_eq!(error, Error::Pagination { what: "users" });
    assert_eq!(mx.requests().await.len(), 2);
}

#[tokio::test]
async fn a_list_without_paging_information_is_one_page() {
    let mx = Mx::start().await;
    let bodies = [
        json!({ "users": users(1, 2) }),
        json!({ "users": users(1, 2), "pagination": null }),
        json!({ "pagination": {}, "users": users(1, 2) }),
    ];
    for body in bodies {
        mx.reset().await;
        page(&mx, 1, body).await;
        assert_eq!(mx.client.users().list().all().await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn the_page_size_stays_within_what_mx_honours() {
    let mx = Mx::start().await;
    page(&mx, 1, list("users", &json!([]), 1, 0)).await;
    let users = mx.client.users();
    users.list().records_per_page(1).send().await.unwrap();
    users
        .list()
        .records_per_page(5_000)
        .page(0)
        .send()
        .await
        .unwrap();
    users.list().send().await.unwrap();
    users.list().all().await.unwrap();

    let sizes: Vec<_> = mx
        .requests()
        .await
        .iter()
        .map(|request| {
            let query = query(request);
            query
                .into_iter()
                .find(|(name, _)| name == "records_per_page")
                .map(|(_, size)| size)
        })
        .collect();
    let expected = [Some("10"), Some("1000"), None, Some("1000")];
    assert_eq!(sizes, expected.map(|size| size.map(str::to_owned)));
}
