use serde_json::{Value, json};

use crate::client::{Client, eventually};

const VERIFY: &[&str] = &["account_verification"];

#[tokio::test]
async fn a_token_stands_for_the_number_and_does_not_end_as_the_mask_does() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = client.at(&user, "veilmark_bank", "fine", VERIFY).await;
    client.settled(&member).await;
    let numbers = client.get(&format!("{member}/account_numbers")).await.body;
    let accounts = client.get(&format!("{member}/accounts")).await.body;
    let token = numbers["account_numbers"][0]["account_number"]
        .as_str()
        .unwrap();
    let mask = accounts["accounts"][0]["account_number"].as_str().unwrap();
    assert_ne!(token[token.len() - 4..], mask[mask.len() - 4..]);
    assert!(numbers["account_numbers"][0]["routing_number"].is_string());
}

/// The choice the bank offers, and the member's path.
async fn asked(client: &Client, password: &str) -> (String, Value) {
    let user = client.user(password).await;
    let member = client.at(&user, "solitaire_bank", password, VERIFY).await;
    let status = eventually(async || {
        let status = client.get(&format!("{member}/status")).await.body["member"].clone();
        (status["connection_status"] == "CHALLENGED").then_some(status)
    })
    .await;
    (member, status["challenges"][0].clone())
}

#[tokio::test]
async fn one_account_is_chosen_and_only_its_numbers_come() {
    let client = Client::start().await;
    for (password, offered) in [("none", 0), ("one", 1), ("many", 2)] {
        let (member, challenge) = asked(&client, password).await;
        assert_eq!(challenge["external_id"], "single_account_select");
        assert_eq!(challenge["type"], "OPTIONS");
        let options = challenge["options"].as_array().unwrap();
        assert_eq!(options.len(), offered);
        let Some(last) = options.last() else {
            continue;
        };
        let answer = json!({
            "member": { "challenges": [{ "guid": challenge["guid"], "value": last["guid"] }] }
        });
        assert_eq!(
            client.put(&format!("{member}/resume"), answer).await.code,
            202
        );
        let status = client.settled(&member).await;
        assert_eq!(status["connection_status"], "CONNECTED");
        let numbers = client.get(&format!("{member}/account_numbers")).await.body;
        assert_eq!(numbers["pagination"]["total_entries"], 1);
        assert_eq!(numbers["account_numbers"][0]["account_guid"], last["value"]);
        // It isn't asked again.
        client.post(&format!("{member}/verify"), json!({})).await;
        assert_eq!(
            client.settled(&member).await["connection_status"],
            "CONNECTED"
        );
    }
}

#[tokio::test]
async fn a_choice_that_was_not_offered_is_rejected() {
    let client = Client::start().await;
    let (member, challenge) = asked(&client, "many").await;
    let answer = json!({
        "member": { "challenges": [{ "guid": challenge["guid"], "value": "ACT-other" }] }
    });
    client.put(&format!("{member}/resume"), answer).await;
    assert_eq!(
        client.settled(&member).await["connection_status"],
        "REJECTED"
    );
}

#[tokio::test]
async fn a_bank_under_maintenance_takes_no_members() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let body = json!({ "member": { "institution_code": "closedgate_bank", "credentials": [] } });
    let answer = client.post(&format!("/users/{user}/members"), body).await;
    assert_eq!(answer.code, 400);
    assert_eq!(
        answer.body["error"]["type"],
        "institution_maintenance_error"
    );
    assert_eq!(answer.body["error"]["status"], "bad_request");
}

#[tokio::test]
async fn statuses_can_be_had_by_name() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let degraded = client.at(&user, "falterby_bank", "fine", VERIFY).await;
    assert_eq!(
        client.settled(&degraded).await["connection_status"],
        "DEGRADED"
    );
    for name in [
        "IMPEDED",
        "DISCONTINUED",
        "CLOSED",
        "IMPORTED",
        "DELAYED",
        "CHALLENGED",
    ] {
        let user = client.user(name).await;
        let member = client.at(&user, "weathervane_bank", name, VERIFY).await;
        assert_eq!(client.settled(&member).await["connection_status"], name);
    }
}

#[tokio::test]
async fn the_slow_bank_is_slow() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let slow = client.at(&user, "tarrywater_savings", "fine", VERIFY).await;
    let quick = client.at(&user, "mxbank", "fine", VERIFY).await;
    client.settled(&quick).await;
    let status = client.get(&format!("{slow}/status")).await.body["member"].clone();
    assert_eq!(status["is_being_aggregated"], true);
    assert_eq!(
        client.settled(&slow).await["connection_status"],
        "CONNECTED"
    );
}
