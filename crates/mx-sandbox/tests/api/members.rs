use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, answer, credentials, refused};

async fn create(client: &Client, user: &str, member: Value) -> crate::client::Answer {
    client
        .post(
            &format!("/users/{user}/members"),
            json!({ "member": member }),
        )
        .await
}

#[tokio::test]
async fn a_new_member_works_until_its_data_is_there() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let created = client.connect(&user, "fine").await;
    assert_eq!(created.code, 202);
    let member = &created.body["member"];
    assert_eq!(member["connection_status"], "CREATED");
    assert_eq!(member["is_being_aggregated"], true);
    assert_eq!(member["name"], "MX Bank");
    assert_eq!(member["successfully_aggregated_at"], Value::Null);

    let path = format!("/users/{user}/members/{}", member["guid"].as_str().unwrap());
    let status = client.settled(&path).await;
    assert_eq!(status["connection_status"], "CONNECTED");
    assert_eq!(status["is_authenticated"], true);
    assert_eq!(status["has_processed_accounts"], true);
    assert_eq!(status["has_processed_account_numbers"], true);
    assert_eq!(status["has_processed_transactions"], false);
    let done = client.get(&path).await.body["member"].clone();
    assert_eq!(done["connection_status_message"], "Connected to MX Bank");
    assert!(done["successfully_aggregated_at"].is_string());
    assert_eq!(done["error"], Value::Null);
}

#[tokio::test]
async fn the_same_bank_twice_is_a_conflict() {
    let client = Client::start().await;
    let user = client.user("u").await;
    client.member(&user, "INVALID").await;
    refused(&client.connect(&user, "fine").await, 409, "conflict");
    // Another customer isn't concerned.
    let other = client.user("v").await;
    assert_eq!(client.connect(&other, "fine").await.code, 202);
}

#[tokio::test]
async fn which_job_runs_is_said_by_the_request() {
    let client = Client::start().await;
    let path = async |id: &str| format!("/users/{}/members", client.user(id).await);
    let member = json!({ "institution_code": "mxbank", "credentials": credentials("fine") });
    let none = json!({ "member": member, "data_request": { "products": [] } });
    let made = client.post(&path("none").await, none).await;
    assert_eq!(
        (made.code, &made.body["member"]["is_being_aggregated"]),
        (200, &json!(false))
    );

    let default = client
        .post(&path("default").await, json!({ "member": member }))
        .await;
    assert_eq!(default.code, 202);

    let mut skipping = member.clone();
    skipping["skip_aggregation"] = json!(true);
    let older = client
        .authorized(Method::POST, &path("older").await)
        .header("accept", "application/vnd.mx.api.v1+json")
        .json(&json!({ "member": skipping }));
    assert_eq!(answer(older).await.code, 200);
}

#[tokio::test]
async fn an_aggregation_reads_transactions_and_no_numbers() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = json!({ "institution_code": "mxbank", "credentials": credentials("fine") });
    let created = create(&client, &user, member).await;
    let guid = created.body["member"]["guid"].as_str().unwrap();
    let path = format!("/users/{user}/members/{guid}");
    let status = client.settled(&path).await;
    assert_eq!(status["has_processed_transactions"], true);
    assert_eq!(status["has_processed_account_numbers"], false);
    let numbers = client.get(&format!("{path}/account_numbers")).await;
    assert_eq!(numbers.body["account_numbers"], json!([]));

    // A verification adds the numbers.
    assert_eq!(
        client.post(&format!("{path}/verify"), json!({})).await.code,
        200
    );
    let status = client.settled(&path).await;
    assert_eq!(status["has_processed_account_numbers"], true);
    let numbers = client.get(&format!("{path}/account_numbers")).await;
    assert_eq!(numbers.body["pagination"]["total_entries"], 2);
}

#[tokio::test]
async fn jobs_of_one_type_join_and_of_two_collide() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let verify = format!("{member}/verify");
    let first = client.post(&verify, json!({})).await;
    let job = &first.body["member"]["most_recent_job_guid"];
    let again = client.post(&verify, json!({})).await;
    assert_eq!(&again.body["member"]["most_recent_job_guid"], job);
    let other = client.post(&format!("{member}/aggregate"), json!({})).await;
    refused(&other, 409, "conflict");
    client.settled(&member).await;
    let later = client.post(&format!("{member}/aggregate"), json!({})).await;
    assert_eq!(later.code, 202);
    assert_ne!(&later.body["member"]["most_recent_job_guid"], job);
}

#[tokio::test]
async fn requests_that_break_the_rules_are_refused() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let bad = [
        json!({ "credentials": credentials("fine") }),
        json!({ "institution_code": "mxbank" }),
        json!({ "institution_code": "mxbank", "credentials": [] }),
        json!({ "institution_code": "mxbank", "credentials": [{ "guid": "CRD-x", "value": "a" }] }),
        json!({ "institution_code": "mxbank", "credentials": "mxuser" }),
        json!({ "institution_code": "mxbank", "credentials": credentials("") }),
        json!({ "institution_code": "mxbank", "credentials": credentials("a"), "is_oauth": true }),
        json!({ "institution_code": "mxbank", "credentials": credentials("a"), "use_cases": ["X"] }),
    ];
    for member in bad {
        refused(&create(&client, &user, member).await, 400, "bad_request");
    }
    let nowhere = json!({ "institution_code": "none", "credentials": [] });
    refused(&create(&client, &user, nowhere).await, 404, "not_found");
    let members = client.get(&format!("/users/{user}/members")).await;
    assert_eq!(members.body["pagination"]["total_entries"], 0);
}

#[tokio::test]
async fn new_credentials_repair_a_member() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = client.member(&user, "INVALID").await;
    assert_eq!(client.settled(&member).await["connection_status"], "DENIED");
    assert_eq!(
        client.get(&member).await.body["member"]["needs_updated_credentials"],
        true
    );

    let repair = json!({ "member": { "credentials": credentials("fine"), "metadata": "m" } });
    let repaired = client.put(&member, repair).await;
    assert_eq!(repaired.code, 200);
    assert_eq!(repaired.body["member"]["connection_status"], "UPDATED");
    assert_eq!(repaired.body["member"]["is_being_aggregated"], true);
    assert_eq!(repaired.body["member"]["metadata"], "m");
    assert_eq!(
        client.settled(&member).await["connection_status"],
        "CONNECTED"
    );
    refused(
        &client.put(&member, json!({ "member": {} })).await,
        400,
        "bad_request",
    );
}

#[tokio::test]
async fn wrong_credentials_in_an_update_change_nothing() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = client.member(&user, "fine").await;
    client.settled(&member).await;
    let broken = json!({ "member": { "metadata": "new", "credentials": [] } });
    refused(&client.put(&member, broken).await, 400, "bad_request");
    assert_eq!(
        client.get(&member).await.body["member"]["metadata"],
        Value::Null
    );
}

#[tokio::test]
async fn a_member_of_another_user_is_not_found() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let guid = member.rsplit('/').next().unwrap();
    let stranger = client.user("stranger").await;
    let path = format!("/users/{stranger}/members/{guid}");
    for path in [
        path.clone(),
        format!("{path}/status"),
        format!("{path}/account_numbers"),
    ] {
        refused(&client.get(&path).await, 404, "not_found");
    }
    refused(&client.delete(&path).await, 404, "not_found");
}

#[tokio::test]
async fn a_deleted_member_is_gone_at_once() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    assert_eq!(client.delete(&member).await.code, 204);
    for rest in ["", "/status", "/accounts", "/account_numbers"] {
        refused(
            &client.get(&format!("{member}{rest}")).await,
            404,
            "not_found",
        );
    }
}

#[tokio::test]
async fn the_partners_id_names_a_member_and_is_unique_under_its_user() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let member = json!({
        "institution_code": "mxbank",
        "credentials": credentials("fine"),
        "id": "main",
        "use_cases": ["MONEY_MOVEMENT"],
    });
    let created = create(&client, &user, member).await;
    let read = client.get("/users/u/members/main").await;
    assert_eq!(read.body["member"]["guid"], created.body["member"]["guid"]);

    let list = async |query: &str| {
        let path = format!("/users/{user}/members?use_case={query}");
        client.get(&path).await.body["pagination"]["total_entries"].clone()
    };
    assert_eq!(
        (list("MONEY_MOVEMENT").await, list("PFM").await),
        (json!(1), json!(0))
    );

    let form = client
        .get("/institutions/mxcu_credential/credentials")
        .await;
    let answers = form.body["credentials"].as_array().unwrap().iter();
    let answers = answers.map(|field| json!({ "guid": field["guid"], "value": "x" }));
    let twin = json!({
        "institution_code": "mxcu_credential",
        "credentials": answers.collect::<Vec<_>>(),
        "id": "main",
    });
    refused(&create(&client, &user, twin).await, 409, "conflict");
}

#[tokio::test]
async fn a_user_has_twenty_five_members_at_most() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let code = "quillmere_bank";
    let form = client
        .get(&format!("/institutions/{code}/credentials"))
        .await;
    let [login, password] = [0, 1].map(|at| form.body["credentials"][at]["guid"].clone());
    let connect = async |name: String| {
        let answers = json!([
            { "guid": login, "value": name },
            { "guid": password, "value": "fine" },
        ]);
        create(
            &client,
            &user,
            json!({ "institution_code": code, "credentials": answers }),
        )
        .await
    };
    for index in 0..25 {
        assert_eq!(connect(format!("user{index}")).await.code, 202);
    }
    // The same login is the same member, whatever the count.
    refused(&connect("user0".to_owned()).await, 409, "conflict");
    refused(
        &connect("user25".to_owned()).await,
        422,
        "unprocessable_entity",
    );
}
