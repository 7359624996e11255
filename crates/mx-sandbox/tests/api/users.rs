use serde_json::json;

use crate::client::{Client, refused};

#[tokio::test]
async fn a_user_is_created_read_changed_and_deleted() {
    let client = Client::start().await;
    let body = json!({ "user": { "id": "u-1", "email": "a@example.com", "metadata": "{}" } });
    let created = client.post("/users", body).await;
    assert_eq!(created.code, 200);
    let guid = created.body["user"]["guid"].as_str().unwrap();
    assert!(guid.starts_with("USR-"));

    let path = format!("/users/{guid}");
    let changed = client
        .put(&path, json!({ "user": { "is_disabled": true } }))
        .await;
    assert_eq!(changed.body["user"]["is_disabled"], true);
    let read = client.get(&path).await;
    assert_eq!(read.body, changed.body);
    assert_eq!(read.body["user"]["email"], "a@example.com");

    assert_eq!(client.delete(&path).await.code, 204);
    refused(&client.get(&path).await, 404, "not_found");
    refused(&client.delete(&path).await, 404, "not_found");
}

#[tokio::test]
async fn an_id_taken_is_a_conflict_and_finding_it_again_works() {
    let client = Client::start().await;
    let guid = client.user("customer_1").await;
    let again = client
        .post("/users", json!({ "user": { "id": "customer_1" } }))
        .await;
    refused(&again, 409, "conflict");
    let found = client.get("/users?id=customer_1").await;
    assert_eq!(found.body["users"][0]["guid"], guid);
    assert_eq!(found.body["pagination"]["total_entries"], 1);

    let other = client.user("customer_2").await;
    let renamed = json!({ "user": { "id": "customer_1" } });
    refused(
        &client
            .put(&format!("/users/{other}"), renamed.clone())
            .await,
        409,
        "conflict",
    );
    // Its own id is no conflict.
    assert_eq!(
        client.put(&format!("/users/{guid}"), renamed).await.code,
        200
    );
}

#[tokio::test]
async fn only_the_newer_generation_takes_the_partners_id_in_paths() {
    let client = Client::start().await;
    let guid = client.user("u-1").await;
    assert_eq!(client.get("/users/u-1").await.body["user"]["guid"], guid);
    refused(&client.get_2011("/users/u-1").await, 404, "not_found");
    assert_eq!(client.get_2011(&format!("/users/{guid}")).await.code, 200);
}

#[tokio::test]
async fn the_list_filters_exactly() {
    let client = Client::start().await;
    for (id, email, disabled) in [("a", "a@x.io", false), ("ab", "ab@x.io", true)] {
        let user = json!({ "user": { "id": id, "email": email, "is_disabled": disabled } });
        client.post("/users", user).await;
    }
    let ids = async |query: &str| {
        let users = client.get(&format!("/users?{query}")).await.body["users"].clone();
        let ids = users
            .as_array()
            .unwrap()
            .iter()
            .map(|user| user["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids("id=a").await, ["a"]);
    assert_eq!(ids("email=ab%40x.io").await, ["ab"]);
    assert_eq!(ids("is_disabled=true").await, ["ab"]);
    assert_eq!(ids("is_disabled=false").await, ["a"]);
    assert!(ids("id=b").await.is_empty());
    refused(
        &client.get("/users?is_disabled=1").await,
        400,
        "bad_request",
    );
}

#[tokio::test]
async fn fields_that_break_the_rules_are_refused() {
    let client = Client::start().await;
    let bad = [
        json!({ "id": "a b" }),
        json!({ "id": "a@example.com" }),
        json!({ "id": "" }),
        json!({ "id": 7 }),
        json!({ "email": "nobody" }),
        json!({ "email": "a@b" }),
        json!({ "email": "a@b@c.io" }),
        json!({ "is_disabled": "true" }),
        json!({ "metadata": { "a": 1 } }),
    ];
    for user in bad {
        let asked = client.post("/users", json!({ "user": user })).await;
        refused(&asked, 400, "bad_request");
    }
    assert_eq!(
        client.get("/users").await.body["pagination"]["total_entries"],
        0
    );
}

#[tokio::test]
async fn an_empty_put_changes_nothing_and_is_refused() {
    let client = Client::start().await;
    let path = format!("/users/{}", client.user("u").await);
    refused(&client.put(&path, json!({})).await, 400, "bad_request");
    refused(
        &client.put(&path, json!({ "user": {} })).await,
        400,
        "bad_request",
    );
}

#[tokio::test]
async fn a_client_has_a_hundred_users_at_most() {
    let client = Client::start().await;
    for index in 0..100 {
        client.user(&format!("u{index}")).await;
    }
    let one_more = client
        .post("/users", json!({ "user": { "id": "u100" } }))
        .await;
    refused(&one_more, 422, "unprocessable_entity");
    client.delete("/users/u7").await;
    assert_eq!(
        client
            .post("/users", json!({ "user": { "id": "u100" } }))
            .await
            .code,
        200
    );
}

#[tokio::test]
async fn deleting_a_user_takes_its_members_along() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    client.delete(&format!("/users/{user}")).await;
    for path in [
        member.clone(),
        format!("{member}/account_numbers"),
        format!("/users/{user}/accounts"),
    ] {
        refused(&client.get(&path).await, 404, "not_found");
    }
    // A new user with the old id starts with nothing.
    let again = client.user("verified").await;
    let members = client.get(&format!("/users/{again}/members")).await;
    assert_eq!(members.body["pagination"]["total_entries"], 0);
}
