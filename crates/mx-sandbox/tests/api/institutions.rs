use serde_json::Value;

use crate::client::{Client, LOGIN, PASSWORD, refused};

async fn names(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("/institutions{query}")).await;
    let found = answer.body["institutions"].as_array().unwrap().iter();
    found
        .map(|entry| entry["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn institutions_are_found_by_part_of_the_name_country_and_product() {
    let client = Client::start().await;
    assert_eq!(names(&client, "?name=quILL").await, ["Quillmere Bank"]);
    assert_eq!(
        names(&client, "?name=MX%20Bank").await,
        ["MX Bank", "MX Bank (OAuth)"]
    );
    assert_eq!(
        names(&client, "?iso_country_code[]=CA").await,
        ["Caisse Nordwick"]
    );
    let both = names(&client, "?iso_country_code[]=CA&iso_country_code[]=US").await;
    assert_eq!(both.len(), names(&client, "").await.len());
    let investing = names(&client, "?supported_products[]=investments").await;
    assert!(investing.contains(&"MX Bank".to_owned()) && !investing.contains(&"MXCU".to_owned()));
    assert!(names(&client, "?name=nothing-like-it").await.is_empty());
}

#[tokio::test]
async fn the_list_is_paged_by_a_hundred_at_most() {
    let client = Client::start().await;
    let per_page = async |size: u32| {
        let answer = client
            .get(&format!("/institutions?records_per_page={size}"))
            .await;
        answer.body["pagination"]["per_page"].as_u64().unwrap()
    };
    assert_eq!((per_page(100).await, per_page(101).await), (100, 25));
}

#[tokio::test]
async fn an_institution_is_read_by_code() {
    let client = Client::start().await;
    let read = client.get("/institutions/mx_bank_oauth").await;
    assert_eq!(read.body["institution"]["supports_oauth"], true);
    let older = client.get_2011("/institutions/mxbank").await;
    assert_eq!(
        older.body["institution"]["supports_account_verification"],
        true
    );
    assert_eq!(older.body["institution"]["guid"], Value::Null);
    refused(&client.get("/institutions/none").await, 404, "not_found");
    assert!(names(&client, "/favorites").await.is_empty());
}

#[tokio::test]
async fn the_sign_in_form_is_told_and_never_a_value() {
    let client = Client::start().await;
    let form = client.get("/institutions/mxbank/credentials").await;
    let fields = form.body["credentials"].as_array().unwrap();
    let guids = fields.iter().map(|field| field["guid"].as_str().unwrap());
    assert_eq!(guids.collect::<Vec<_>>(), [LOGIN, PASSWORD]);
    assert_eq!(fields[0]["field_name"], "LOGIN");
    assert_eq!(fields[1]["type"], "PASSWORD");

    let bank = client.get("/institutions/mxbank").await;
    let guid = bank.body["institution"]["guid"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/institutions/{guid}/credentials");
    assert_eq!(client.get(&path).await.body, form.body);
    refused(&client.get_2011(&path).await, 404, "not_found");
    refused(
        &client.get("/institutions/none/credentials").await,
        404,
        "not_found",
    );

    let (_, member) = client.verified().await;
    let its = client.get(&format!("{member}/credentials")).await;
    assert_eq!(its.body, form.body);
}

#[tokio::test]
async fn history_is_found_by_both_of_its_names() {
    let client = Client::start().await;
    let found = names(&client, "?supported_products[]=transaction_history").await;
    assert!(!found.is_empty());
    assert_eq!(found, names(&client, "?supported_products[]=history").await);
    let bank = client.get("/institutions/mxbank").await.body;
    let products = bank["institution"]["supported_products"]
        .as_array()
        .unwrap();
    assert!(
        products
            .iter()
            .any(|product| product == "transaction_history")
    );
}
