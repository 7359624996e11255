use std::time::Duration;

use mx_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Client, eventually, refused};

async fn start(client: &Client, member: &str, job: &str) -> (u16, Value) {
    let answer = client.post(&format!("{member}/{job}"), json!({})).await;
    (
        answer.code,
        answer.body["member"]["most_recent_job_guid"].clone(),
    )
}

#[tokio::test]
async fn owners_come_with_an_identification() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let path = format!("{member}/account_owners");
    assert_eq!(client.get(&path).await.body["account_owners"], json!([]));
    let asked = client.post(&format!("{member}/identify"), json!({})).await;
    assert_eq!(asked.code, 202);
    client.settled(&member).await;
    let owners = client.get(&path).await.body;
    assert_eq!(owners["pagination"]["total_entries"], 6);
    let owner = &owners["account_owners"][0];
    assert_eq!(owner.as_object().unwrap().len(), 14);
    assert_eq!(owner["user_guid"], user);
    assert_eq!(owner["first_name"], Value::Null);
    let accounts = client.get(&format!("{member}/accounts")).await.body;
    assert_eq!(owner["account_guid"], accounts["accounts"][0]["guid"]);
}

#[tokio::test]
async fn two_products_are_one_combined_job() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let products = ["account_verification", "identity_verification"];
    let member = client.at(&user, "mxbank", "fine", &products).await;
    client.settled(&member).await;
    let count = async |list: &str| {
        client.get(&format!("{member}/{list}")).await.body["pagination"]["total_entries"].clone()
    };
    assert_eq!(count("account_numbers").await, 2);
    assert_eq!(count("account_owners").await, 6);
}

#[tokio::test]
async fn one_product_is_a_job_of_its_own() {
    let client = Client::start().await;
    for (product, numbers, owners, rows) in [
        ("identity_verification", 0, 6, 0..1),
        ("transactions", 0, 0, 910..911),
        ("transaction_history", 0, 0, 1_200..1_221),
        ("statements", 0, 0, 0..1),
    ] {
        let user = client.user(product).await;
        let member = client.at(&user, "mxbank", "fine", &[product]).await;
        client.settled(&member).await;
        let count = async |list: &str| {
            let list = client.get(&format!("{member}/{list}")).await;
            list.body["pagination"]["total_entries"].as_u64().unwrap()
        };
        assert_eq!(count("account_numbers").await, numbers, "{product}");
        assert_eq!(count("account_owners").await, owners, "{product}");
        assert!(rows.contains(&count("transactions").await), "{product}");
    }
}

#[tokio::test]
async fn an_aggregation_is_not_repeated_for_three_hours_except_at_mx_bank() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let other = client
        .at(&user, "quillmere_bank", "fine", &["transactions"])
        .await;
    client.settled(&other).await;
    let before = client.get(&other).await.body["member"]["most_recent_job_guid"].clone();
    assert_eq!(
        start(&client, &other, "aggregate").await,
        (202, before.clone())
    );
    // A premium job runs whatever the throttle says, and leaves it as it is.
    let (code, job) = start(&client, &other, "verify").await;
    assert_eq!(code, 200);
    assert_ne!(job, before);
    client.settled(&other).await;
    assert_eq!(start(&client, &other, "aggregate").await, (202, job));

    let mxbank = client.at(&user, "mxbank", "fine", &["transactions"]).await;
    client.settled(&mxbank).await;
    let before = client.get(&mxbank).await.body["member"]["most_recent_job_guid"].clone();
    let (code, job) = start(&client, &mxbank, "aggregate").await;
    assert_eq!(code, 202);
    assert_ne!(job, before);
}

#[tokio::test]
async fn balances_are_checked_five_times_in_two_hours() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let mut jobs = Vec::new();
    for _ in 0..6 {
        let (code, job) = start(&client, &member, "check_balance").await;
        assert_eq!(code, 202);
        client.settled(&member).await;
        jobs.push(job);
    }
    jobs.dedup();
    assert_eq!(jobs.len(), 5);
}

#[tokio::test]
async fn a_job_of_another_type_collides_with_a_premium_one() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let (code, job) = start(&client, &member, "fetch_statements").await;
    assert_eq!(code, 202);
    assert_eq!(
        start(&client, &member, "fetch_statements").await,
        (202, job)
    );
    for other in ["identify", "extend_history", "check_balance", "verify"] {
        let answer = client.post(&format!("{member}/{other}"), json!({})).await;
        refused(&answer, 409, "conflict");
    }
}

#[tokio::test]
async fn after_three_failures_mx_stops_until_there_are_new_credentials() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = client.member(&user, "INVALID").await;
    let status = async || client.settled(&member).await["connection_status"].clone();
    assert_eq!(status().await, "DENIED");
    start(&client, &member, "verify").await;
    assert_eq!(status().await, "DENIED");
    let (_, third) = start(&client, &member, "verify").await;
    assert_eq!(status().await, "PREVENTED");
    let read = client.get(&member).await.body["member"].clone();
    assert_eq!(read["needs_updated_credentials"], true);
    assert_eq!(start(&client, &member, "verify").await, (200, third));

    let new = json!({ "member": { "credentials": crate::client::credentials("fine") } });
    client.put(&member, new).await;
    assert_eq!(status().await, "CONNECTED");
}

#[tokio::test]
async fn nothing_is_read_for_a_disabled_user() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let disabled = json!({ "user": { "is_disabled": true } });
    client.put(&format!("/users/{user}"), disabled).await;
    for path in [
        format!("{member}/accounts"),
        format!("{member}/account_numbers"),
        format!("{member}/account_owners"),
        format!("{member}/transactions"),
        format!("/users/{user}/accounts"),
    ] {
        refused(&client.get(&path).await, 403, "forbidden");
    }
    let verify = client.post(&format!("{member}/verify"), json!({})).await;
    refused(&verify, 403, "forbidden");
    // What is known of the member stays readable.
    assert_eq!(client.get(&format!("{member}/status")).await.code, 200);
}

#[tokio::test]
async fn switches_say_what_an_aggregation_reads_in_the_older_generation() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let path = format!("{member}/aggregate?include_transactions=false&include_holdings=true");
    assert_eq!(client.post_2011(&path, json!({})).await.code, 202);
    let status = client.settled(&member).await;
    assert_eq!(status["has_processed_transactions"], false);
    let wrong = format!("{member}/aggregate?include_transactions=maybe");
    refused(
        &client.post_2011(&wrong, json!({})).await,
        400,
        "bad_request",
    );
}

#[tokio::test]
async fn what_was_just_created_may_be_unknown_for_a_moment() {
    let client = Client::start_with(Sandbox::builder()).await;
    client.sandbox.world().set_reads_lag(true);
    let user = client.user("u").await;
    let path = format!("/users/{user}");
    refused(&client.get(&path).await, 404, "not_found");
    // Half a second at live speed.
    let found = eventually(async || {
        let answer = client.get(&path).await;
        (answer.code == 200).then_some(answer)
    });
    let found = tokio::time::timeout(Duration::from_secs(5), found)
        .await
        .unwrap();
    assert_eq!(found.body["user"]["guid"], user);
}

#[tokio::test]
async fn an_account_of_a_bank_can_be_hidden_and_not_rewritten() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let accounts = client.get(&format!("{member}/accounts")).await.body;
    let guid = accounts["accounts"][0]["guid"].as_str().unwrap();
    let path = format!("{member}/accounts/{guid}");
    let change = json!({ "account": { "is_hidden": true, "name": "Mine", "balance": 1 } });
    let changed = client.put(&path, change).await;
    assert_eq!(changed.code, 200);
    let read = client.get(&path).await.body["account"].clone();
    assert_eq!(changed.body["account"], read);
    assert_eq!(read["is_hidden"], true);
    assert_eq!(read["name"], accounts["accounts"][0]["name"]);
    assert_eq!(read["balance"], accounts["accounts"][0]["balance"]);
    refused(
        &client.put(&path, json!({ "account": {} })).await,
        400,
        "bad_request",
    );
    let missing = format!("{member}/accounts/ACT-none");
    let change = json!({ "account": { "is_hidden": true } });
    refused(&client.put(&missing, change).await, 404, "not_found");
}

#[tokio::test]
async fn the_older_generation_has_its_own_way_to_a_widget() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let path = format!("/users/{user}/connect_widget_url");
    let body = json!({ "config": { "mode": "verification", "color_scheme": "dark" } });
    let given = client.post_2011(&path, body.clone()).await;
    assert_eq!(given.code, 200);
    assert_eq!(given.body["user"]["guid"], user);
    let url = given.body["user"]["connect_widget_url"].as_str().unwrap();
    assert_eq!(reqwest::get(url).await.unwrap().status(), 200);
    refused(&client.post(&path, body).await, 404, "not_found");
}
