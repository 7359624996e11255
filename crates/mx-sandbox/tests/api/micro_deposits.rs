use serde_json::{Value, json};

use crate::client::{Answer, Client, eventually, refused};

fn account(number: &str) -> Value {
    json!({
        "account_number": number,
        "account_type": "CHECKING",
        "routing_number": "990000026",
        "account_name": "Everyday",
    })
}

async fn create(client: &Client, user: &str, deposit: Value) -> Answer {
    let path = format!("/users/{user}/micro_deposits");
    client
        .post(&path, json!({ "micro_deposit": deposit }))
        .await
}

/// Waits for a status, and gives the microdeposit.
async fn until(client: &Client, path: &str, status: &str) -> Value {
    eventually(async || {
        let deposit = client.get(path).await.body["micro_deposit"].clone();
        (deposit["status"] == status).then_some(deposit)
    })
    .await
}

async fn verify(client: &Client, guid: &str, amounts: [f64; 2]) -> Answer {
    let [one, two] = amounts;
    let body = json!({ "micro_deposit": { "deposit_amount_1": one, "deposit_amount_2": two } });
    client
        .put(&format!("/micro_deposits/{guid}/verify"), body)
        .await
}

#[tokio::test]
async fn deposits_arrive_and_the_right_amounts_verify_the_account() {
    let client = fast().await;
    let user = client.user("u").await;
    let created = create(&client, &user, account("0001234567")).await;
    assert_eq!(created.code, 200);
    let deposit = &created.body["micro_deposit"];
    assert_eq!(deposit["status"], "INITIATED");
    assert_eq!(deposit["account_number"], "XXXXX4567", "never whole");
    assert_eq!(deposit["account_type"], "CHECKING");
    assert_eq!(deposit["routing_number"], "990000026");
    assert_eq!(deposit["account_name"], "Everyday");
    assert_eq!(deposit["email"], "");
    let guid = deposit["guid"].as_str().unwrap();
    let path = format!("/users/{user}/micro_deposits/{guid}");
    until(&client, &path, "DEPOSITED").await;
    let wrong = verify(&client, guid, [0.09, 0.10]).await;
    assert_eq!(wrong.body["micro_deposit"]["status"], "DENIED");
    let right = verify(&client, guid, [0.13, 0.09]).await;
    assert_eq!(right.body["micro_deposit"]["status"], "VERIFIED");
    assert!(right.body["micro_deposit"]["verified_at"].is_string());
    refused(
        &verify(&client, guid, [0.13, 0.09]).await,
        400,
        "bad_request",
    );

    // No member comes of it; the user's lists show it.
    let count = async |list: &str| {
        let path = format!("/users/{user}/{list}");
        client.get(&path).await.body["pagination"]["total_entries"].clone()
    };
    assert_eq!(count("members").await, 0);
    assert_eq!(count("micro_deposits").await, 1);
    let all = format!("/users/{user}/account_verifications");
    let verifications = client.get(&all).await.body;
    let [verified] = &verifications["micro_deposit"].as_array().unwrap()[..] else {
        panic!("{verifications}");
    };
    assert_eq!(
        (&verified["guid"], &verified["status"]),
        (&json!(guid), &json!("VERIFIED"))
    );
    let listed = client.get(&format!("/users/{user}/micro_deposits")).await;
    let listed = listed.body["micro_deposits"][0].clone();
    let fields = listed.as_object().unwrap().keys().collect::<Vec<_>>();
    assert_eq!(
        fields,
        [
            "error_message",
            "guid",
            "institution_code",
            "institution_name",
            "status",
            "updated_at",
            "verified_at"
        ],
        "no account in a list"
    );
    assert_eq!(client.delete(&path).await.code, 204);
    refused(&client.get(&path).await, 404, "not_found");
}

/// Minutes pass in milliseconds.
async fn fast() -> Client {
    Client::start_with(mx_sandbox::Sandbox::builder().speed(2_000.0)).await
}

#[tokio::test]
async fn three_wrong_answers_end_it() {
    let client = fast().await;
    let user = client.user("u").await;
    let created = create(&client, &user, account("0001234567")).await;
    let guid = created.body["micro_deposit"]["guid"].as_str().unwrap();
    until(
        &client,
        &format!("/users/{user}/micro_deposits/{guid}"),
        "DEPOSITED",
    )
    .await;
    let mut last = Value::Null;
    for _ in 0..3 {
        last = verify(&client, guid, [0.01, 0.02]).await.body["micro_deposit"]["status"].clone();
    }
    assert_eq!(last, "PREVENTED");
    refused(
        &verify(&client, guid, [0.09, 0.13]).await,
        400,
        "bad_request",
    );
}

#[tokio::test]
async fn other_ends_are_chosen_by_the_account() {
    let client = fast().await;
    let user = client.user("u").await;
    for (number, status) in [("0000000008", "REJECTED"), ("0000000004", "ERRORED")] {
        let created = create(&client, &user, account(number)).await;
        let guid = created.body["micro_deposit"]["guid"].as_str().unwrap();
        let path = format!("/users/{user}/micro_deposits/{guid}");
        let deposit = until(&client, &path, status).await;
        assert!(deposit["error_message"].is_string());
    }
    let twin = create(&client, &user, account("0000000004")).await;
    assert_eq!(twin.body["micro_deposit"]["status"], "CONFLICTED");
}

#[tokio::test]
async fn a_name_and_an_address_alone_prepare_one() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let person = json!({ "email": "a@b.example", "first_name": "Ada", "last_name": "Examplar" });
    let created = create(&client, &user, person).await;
    assert_eq!(created.body["micro_deposit"]["status"], "PREINITIATED");
    let deposit = &created.body["micro_deposit"];
    assert_eq!(deposit["institution_code"], "");
    assert_eq!(deposit["institution_name"], Value::Null);
    assert_eq!(deposit["first_name"], "Ada");
    assert_eq!(deposit["account_number"], "", "not known yet");
    assert_eq!(deposit["account_type"], Value::Null);
}

#[tokio::test]
async fn bad_microdeposits_are_refused() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let with = |key: &str, value: &str| {
        let mut deposit = account("0001234567");
        deposit[key] = json!(value);
        deposit
    };
    for deposit in [
        json!({ "first_name": "Ada" }),
        json!({ "account_number": "1", "account_type": "CHECKING" }),
        with("account_type", "LOAN"),
        with("routing_number", "123456789"),
        with("routing_number", "990000000"),
        with("email", "nobody"),
    ] {
        refused(&create(&client, &user, deposit).await, 400, "bad_request");
    }
    refused(
        &verify(&client, "MIC-none", [0.09, 0.13]).await,
        404,
        "not_found",
    );
}
