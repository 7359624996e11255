use serde_json::{Value, json};

use crate::client::Client;

async fn sizes(client: &Client, query: &str) -> (usize, Value) {
    let answer = client.get(&format!("/users{query}")).await;
    let shown = answer.body["users"].as_array().unwrap().len();
    (shown, answer.body["pagination"].clone())
}

fn pagination(current: u32, per_page: u32, entries: u32, pages: u32) -> Value {
    json!({
        "current_page": current,
        "per_page": per_page,
        "total_entries": entries,
        "total_pages": pages,
    })
}

#[tokio::test]
async fn pages_follow_mx_rules() {
    let client = Client::start().await;
    assert_eq!(sizes(&client, "").await, (0, pagination(1, 25, 0, 1)));
    for index in 0..60 {
        client.user(&format!("u{index}")).await;
    }
    let cases = [
        ("", 25, pagination(1, 25, 60, 3)),
        ("?page=3", 10, pagination(3, 25, 60, 3)),
        ("?page=4", 0, pagination(4, 25, 60, 3)),
        ("?records_per_page=10&page=2", 10, pagination(2, 10, 60, 6)),
        ("?records_per_page=1000", 60, pagination(1, 1000, 60, 1)),
        ("?records_per_page=1001", 25, pagination(1, 25, 60, 3)),
        ("?records_per_page=9", 25, pagination(1, 25, 60, 3)),
        (
            "?records_per_page=many&page=0",
            25,
            pagination(1, 25, 60, 3),
        ),
        ("?page=18446744073709551615", 0, pagination_of_last()),
    ];
    for (query, shown, expected) in cases {
        assert_eq!(sizes(&client, query).await, (shown, expected), "{query}");
    }
}

fn pagination_of_last() -> Value {
    json!({
        "current_page": u64::MAX,
        "per_page": 25,
        "total_entries": 60,
        "total_pages": 3,
    })
}

#[tokio::test]
async fn pages_together_are_the_whole_list_in_order() {
    let client = Client::start().await;
    let mut made = Vec::new();
    for index in 0..23 {
        made.push(client.user(&format!("u{index}")).await);
    }
    let mut seen = Vec::new();
    for page in 1..=3 {
        let answer = client
            .get(&format!("/users?records_per_page=10&page={page}"))
            .await;
        for user in answer.body["users"].as_array().unwrap() {
            seen.push(user["guid"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(seen, made);
}
