use crate::client::{Client, refused};
use serde_json::{Value, json};

/// The table of MX's test bank: what a password leads to.
const TABLE: &[(&str, &str)] = &[
    ("anything", "CONNECTED"),
    ("Challenge", "CONNECTED"),
    ("invalid", "CONNECTED"),
    ("challenge", "CHALLENGED"),
    ("options", "CHALLENGED"),
    ("image", "CHALLENGED"),
    ("BAD_REQUEST", "FAILED"),
    ("UNAUTHORIZED", "DENIED"),
    ("INVALID", "DENIED"),
    ("LOCKED", "LOCKED"),
    ("DISABLED", "DENIED"),
    ("SERVER_ERROR", "FAILED"),
    ("UNAVAILABLE", "FAILED"),
];

#[tokio::test]
async fn a_password_leads_where_mx_says() {
    let client = Client::start().await;
    for (index, (password, status)) in TABLE.iter().enumerate() {
        let user = client.user(&format!("u{index}")).await;
        let member = client.member(&user, password).await;
        let settled = client.settled(&member).await;
        assert_eq!(settled["connection_status"], *status, "{password}");
        let signed_in = *status == "CONNECTED";
        assert_eq!(settled["is_authenticated"], signed_in, "{password}");
        assert_eq!(
            settled["has_processed_account_numbers"], signed_in,
            "{password}"
        );
        let accounts = client.get(&format!("{member}/accounts")).await;
        let expected = if signed_in { 6 } else { 0 };
        assert_eq!(
            accounts.body["pagination"]["total_entries"], expected,
            "{password}"
        );
    }
}

#[tokio::test]
async fn a_bank_without_deposit_accounts_has_nothing_to_verify() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let form = client
        .get("/institutions/glimmerstone_card/credentials")
        .await;
    let fields = form.body["credentials"].as_array().unwrap().iter();
    let answers = fields.map(|field| json!({ "guid": field["guid"], "value": "x" }));
    let body = json!({
        "member": { "institution_code": "glimmerstone_card", "credentials": answers.collect::<Vec<_>>() },
        "data_request": { "products": ["account_verification"] },
    });
    let created = client.post(&format!("/users/{user}/members"), body).await;
    let guid = created.body["member"]["guid"].as_str().unwrap();
    let path = format!("/users/{user}/members/{guid}");
    let status = client.settled(&path).await;
    assert_eq!(status["connection_status"], "FAILED");
    let member = client.get(&path).await.body["member"].clone();
    assert_eq!(member["error"]["error_code"], 1000);
    assert_eq!(member["most_recent_job_detail_code"], 1000);
    assert_eq!(member["successfully_aggregated_at"], Value::Null);
    let numbers = client.get(&format!("{path}/account_numbers")).await;
    assert_eq!(numbers.body["account_numbers"], json!([]));
}

#[tokio::test]
async fn an_account_number_is_asked_of_accounts_that_exist() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let path = format!("/users/{user}/accounts/ACT-none/account_numbers");
    refused(&client.get(&path).await, 404, "not_found");
}
