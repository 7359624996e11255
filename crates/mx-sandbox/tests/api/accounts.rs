use serde_json::{Value, json};

use crate::client::{Client, refused};

fn of_type<'a>(accounts: &'a [Value], kind: &str) -> &'a Value {
    accounts
        .iter()
        .find(|account| account["type"] == kind)
        .unwrap()
}

async fn entries(client: &Client, path: &str, key: &str) -> Vec<Value> {
    client.get(path).await.body[key].as_array().unwrap().clone()
}

#[tokio::test]
async fn mx_bank_has_the_six_accounts_it_has_live() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let accounts = entries(&client, &format!("{member}/accounts"), "accounts").await;
    let balances = [
        ("CHECKING", 491_844.63),
        ("SAVINGS", 506_398.85),
        ("CREDIT_CARD", 8_356.55),
        ("LOAN", 14_587.80),
        ("MORTGAGE", 10_078.13),
        ("INVESTMENT", 10_000.0),
    ];
    assert_eq!(accounts.len(), balances.len());
    for (kind, balance) in balances {
        assert_eq!(
            of_type(&accounts, kind)["balance"].as_f64(),
            Some(balance),
            "{kind}"
        );
    }
    let card = of_type(&accounts, "CREDIT_CARD");
    assert_eq!(
        (&card["credit_limit"], &card["available_credit"]),
        (&Value::Null, &json!(3000.0))
    );

    let guid = accounts[0]["guid"].as_str().unwrap();
    for path in [
        format!("/users/{user}/accounts/{guid}"),
        format!("{member}/accounts/{guid}"),
    ] {
        assert_eq!(client.get(&path).await.body["account"], accounts[0]);
    }
    let all = entries(&client, &format!("/users/{user}/accounts"), "accounts").await;
    assert_eq!(all, accounts);
    let manual = format!("/users/{user}/accounts?is_manual=true");
    assert!(entries(&client, &manual, "accounts").await.is_empty());
}

#[tokio::test]
async fn only_checking_and_savings_have_numbers_by_member_and_by_account() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let accounts = entries(&client, &format!("{member}/accounts"), "accounts").await;
    let path = format!("{member}/account_numbers");
    let numbers = entries(&client, &path, "account_numbers").await;
    assert_eq!(numbers.len(), 2);
    for account in &accounts {
        let guid = account["guid"].as_str().unwrap();
        let path = format!("/users/{user}/accounts/{guid}/account_numbers");
        let its = entries(&client, &path, "account_numbers").await;
        let kind = account["type"].as_str().unwrap();
        if kind == "CHECKING" || kind == "SAVINGS" {
            assert_eq!(its.len(), 1);
            assert!(numbers.contains(&its[0]));
            // The account itself shows the last four digits and never the rest.
            let full = its[0]["account_number"].as_str().unwrap();
            let masked = account["account_number"].as_str().unwrap();
            assert_eq!(masked[masked.len() - 4..], full[full.len() - 4..]);
            assert!(!account.to_string().contains(full));
        } else {
            assert!(its.is_empty(), "{kind}");
        }
    }
}

#[tokio::test]
async fn numbers_are_plainly_fictional_and_formally_valid() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let path = format!("{member}/account_numbers");
    for number in entries(&client, &path, "account_numbers").await {
        let account = number["account_number"].as_str().unwrap();
        assert!(account.starts_with("000") && account.bytes().all(|byte| byte.is_ascii_digit()));
        let routing = number["routing_number"].as_str().unwrap();
        let digits = routing
            .chars()
            .map(|digit| digit.to_digit(10).unwrap())
            .collect::<Vec<_>>();
        let sum = digits
            .iter()
            .zip([3, 7, 1, 3, 7, 1, 3, 7, 1])
            .map(|(digit, weight)| digit * weight);
        assert_eq!((digits.len(), sum.sum::<u32>() % 10), (9, 0), "check digit");
        assert!(
            routing.starts_with("99"),
            "no bank was ever given such a number"
        );
        assert_eq!(number["passed_validation"], true);
    }
}

#[tokio::test]
async fn a_customer_keeps_its_numbers_from_run_to_run() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let client = Client::start().await;
        let (_, member) = client.verified().await;
        let path = format!("{member}/account_numbers");
        let numbers = entries(&client, &path, "account_numbers").await;
        let numbers = numbers
            .iter()
            .map(|number| number["account_number"].clone());
        seen.push(numbers.collect::<Vec<_>>());
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0][0], seen[0][1]);

    let client = Client::start().await;
    let other = client.user("somebody-else").await;
    let member = client.member(&other, "fine").await;
    client.settled(&member).await;
    let path = format!("{member}/account_numbers");
    let numbers = entries(&client, &path, "account_numbers").await;
    assert_ne!(numbers[0]["account_number"], seen[0][0]);
}

#[tokio::test]
async fn a_canadian_account_has_transit_and_institution_instead_of_routing() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let form = entries(
        &client,
        "/institutions/nordwick_caisse/credentials",
        "credentials",
    )
    .await;
    let answers = form
        .iter()
        .map(|field| json!({ "guid": field["guid"], "value": "x" }));
    let body = json!({
        "member": { "institution_code": "nordwick_caisse", "credentials": answers.collect::<Vec<_>>() },
        "data_request": { "products": ["account_verification"] },
    });
    let created = client.post(&format!("/users/{user}/members"), body).await;
    let guid = created.body["member"]["guid"].as_str().unwrap();
    let member = format!("/users/{user}/members/{guid}");
    client.settled(&member).await;
    let numbers = entries(
        &client,
        &format!("{member}/account_numbers"),
        "account_numbers",
    )
    .await;
    assert_eq!(numbers[0]["routing_number"], Value::Null);
    assert_eq!(numbers[0]["institution_number"].as_str().unwrap().len(), 3);
    assert_eq!(numbers[0]["transit_number"].as_str().unwrap().len(), 5);
}

#[tokio::test]
async fn an_account_of_another_user_is_not_found() {
    let client = Client::start().await;
    let (_, member) = client.verified().await;
    let accounts = entries(&client, &format!("{member}/accounts"), "accounts").await;
    let guid = accounts[0]["guid"].as_str().unwrap();
    let stranger = client.user("stranger").await;
    let path = format!("/users/{stranger}/accounts/{guid}");
    refused(&client.get(&path).await, 404, "not_found");
    refused(
        &client.get(&format!("{path}/account_numbers")).await,
        404,
        "not_found",
    );
}
