//! `/users/{user}/accounts` and `/users/{user}/members/{member}/accounts`

use mx_platform::{AccountOwnership, AccountType, AccountUpdateRequest, Decimal, Error, UseCase};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, given, list, query};

fn money(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[tokio::test]
async fn lists_a_members_accounts() {
    let mx = Mx::start().await;
    let accounts = json!([
        { "guid": "ACT-1", "member_guid": "MBR-1", "name": "Everyday", "type": "CHECKING",
          "account_number": "••••6789", "balance": 491_844.63, "currency_code": "USD",
          "account_ownership": "INDIVIDUAL", "is_closed": false, "day_payment_is_due": 14,
          "subtype": null },
        { "guid": "ACT-2", "type": "SOMETHING_NEW" },
    ]);
    let path = "/users/USR-1/members/MBR-1/accounts";
    mx.on("GET", path, list("accounts", &accounts, 1, 1)).await;

    let accounts = mx
        .client
        .accounts("USR-1")
        .by_member("MBR-1")
        .member_is_managed_by_user(true);
    let accounts = accounts.send().await.unwrap().items;

    assert_eq!(accounts[0].guid.as_deref(), Some("ACT-1"));
    assert_eq!(accounts[0].name.as_deref(), Some("Everyday"));
    assert_eq!(accounts[0].account_type, Some(AccountType::Checking));
    assert_eq!(
        accounts[0].account_number.as_ref().unwrap().expose_secret(),
        "••••6789"
    );
    assert_eq!(accounts[0].balance, money("491844.63"));
    assert_eq!(
        accounts[0].account_ownership,
        Some(AccountOwnership::Individual)
    );
    assert_eq!(accounts[0].day_payment_is_due, Some(14));
    assert_eq!(accounts[0].subtype, None);
    assert_eq!(
        accounts[1].account_type,
        Some(AccountType::Other("SOMETHING_NEW".to_owned()))
    );
    assert_eq!(accounts[1].balance, None);
    let request = mx.request().await;
    assert_common_headers(&request);
    let filter = ("member_is_managed_by_user".to_owned(), "true".to_owned());
    assert!(query(&request).contains(&filter));
}

#[tokio::test]
async fn reads_an_account_with_money_to_the_last_digit() {
    let mx = Mx::start().await;
    // As text: a JSON library of the test's could round before the client sees it.
    let body = r#"{ "account": {
        "guid": "ACT-1",
        "balance": 12345678901234567890.12,
        "available_balance": 0.10,
        "credit_limit": "5000.00",
        "apr": 1,
        "loan_amount": 1.5e3,
        "minimum_payment": -0.01,
        "payoff_balance": null
    } }"#;
    given("GET", "/users/USR-1/accounts/ACT-1")
        .respond_with(ResponseTemplate::new(200).set_body_raw(body, "application/json"))
        .mount(&mx.server)
        .await;

    let account = mx.client.accounts("USR-1").read("ACT-1").await.unwrap();

    assert_eq!(account.balance, money("12345678901234567890.12"));
    assert_eq!(account.available_balance.unwrap().to_string(), "0.10");
    assert_eq!(account.credit_limit, money("5000.00"));
    assert_eq!(account.apr, money("1"));
    assert_eq!(account.loan_amount, money("1500"));
    assert_eq!(account.minimum_payment, money("-0.01"));
    assert_eq!(account.payoff_balance, None);
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn an_amount_that_is_none_is_not_made_up() {
    let mx = Mx::start().await;
    let account = json!({ "account": { "guid": "ACT-1", "balance": "a lot" } });
    mx.on("GET", "/users/USR-1/accounts/ACT-1", account).await;
    let error = mx.client.accounts("USR-1").read("ACT-1").await.unwrap_err();
    assert_eq!(error, Error::Decode { what: "account" });
}

#[tokio::test]
async fn lists_a_users_accounts_with_every_filter() {
    let mx = Mx::start().await;
    let accounts = json!([{ "guid": "ACT-1" }]);
    let body = list("accounts", &accounts, 1, 1);
    mx.on("GET", "/users/USR-1/accounts", body).await;
    let accounts = mx
        .client
        .accounts("USR-1")
        .list()
        .member_is_managed_by_user(false)
        .is_manual(true)
        .use_case(&UseCase::Pfm);
    assert_eq!(accounts.send().await.unwrap().items.len(), 1);
    let request = mx.request().await;
    assert_common_headers(&request);
    for (name, value) in [
        ("member_is_managed_by_user", "false"),
        ("is_manual", "true"),
        ("use_case", "PFM"),
    ] {
        assert!(
            query(&request).contains(&(name.to_owned(), value.to_owned())),
            "{name}"
        );
    }
}

#[tokio::test]
async fn reads_an_account_of_a_member() {
    let mx = Mx::start().await;
    let account = json!({ "account": { "guid": "ACT-1", "is_hidden": true } });
    mx.on("GET", "/users/USR-1/members/MBR-1/accounts/ACT-1", account)
        .await;
    let accounts = mx.client.accounts("USR-1");
    let account = accounts.read_of_member("MBR-1", "ACT-1").await.unwrap();
    assert_eq!(account.is_hidden, Some(true));
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn updates_an_account_with_money_to_the_last_digit() {
    let mx = Mx::start().await;
    let account = json!({ "account": { "guid": "ACT-1", "nickname": "Rainy day" } });
    mx.on("PUT", "/users/USR-1/members/MBR-1/accounts/ACT-1", account)
        .await;
    let text = |text: &str| Some(text.to_owned());
    let change = AccountUpdateRequest {
        name: text("Savings"),
        nickname: text("Rainy day"),
        metadata: text("m"),
        is_hidden: Some(false),
        is_closed: Some(false),
        is_business: Some(true),
        account_type: Some(AccountType::Savings),
        account_subtype: text("MONEY_MARKET"),
        currency_code: text("USD"),
        property_type: text("VEHICLE"),
        apr: money("1"),
        apy: money("2"),
        available_balance: money("0.10"),
        balance: money("12345678901234567890.12"),
        cash_surrender_value: money("3"),
        credit_limit: money("4"),
        death_benefit: Some(5),
        interest_rate: money("6"),
        loan_amount: money("7"),
        original_balance: money("8"),
        skip_webhook: Some(true),
    };
    let accounts = mx.client.accounts("USR-1");
    let account = accounts.update_of_member("MBR-1", "ACT-1", &change).await;
    assert_eq!(account.unwrap().nickname.as_deref(), Some("Rainy day"));

    let request = mx.request().await;
    assert_common_headers(&request);
    let body: Value = request.body_json().unwrap();
    let body = body["account"].as_object().unwrap();
    assert_eq!(body.len(), 21);
    assert_eq!(body["account_type"], "SAVINGS");
    assert_eq!(body["balance"].to_string(), "12345678901234567890.12");
    assert_eq!(body["available_balance"].to_string(), "0.10");
    assert!(!format!("{change:?}").contains("Rainy"));
}

#[tokio::test]
async fn a_change_of_nothing_is_not_sent() {
    let mx = Mx::start().await;
    let accounts = mx.client.accounts("USR-1");
    let nothing = AccountUpdateRequest::default();
    let refused = accounts.update_of_member("MBR-1", "ACT-1", &nothing).await;
    let refused = refused.unwrap_err();
    assert!(matches!(
        refused,
        Error::InvalidInput {
            field: "account",
            ..
        }
    ));
    assert!(mx.requests().await.is_empty());
}
