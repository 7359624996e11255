//! `…/members/{member}/account_numbers` and `…/accounts/{account}/account_numbers`

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::common::{Mx, assert_common_headers, list};

fn numbers() -> Value {
    let numbers = json!([
        { "guid": "ACN-1", "account_guid": "ACT-1", "member_guid": "MBR-1", "user_guid": "USR-1",
          "account_number": "000123456789", "routing_number": "011000015",
          "institution_number": null, "transit_number": null, "passed_validation": true },
        { "guid": "ACN-2", "account_guid": "ACT-2", "account_number": "0042",
          "institution_number": "003", "transit_number": "00012", "passed_validation": null },
        { "account_guid": "ACT-3", "account_number": null, "passed_validation": false },
    ]);
    list("account_numbers", &numbers, 1, 1)
}

#[tokio::test]
async fn reads_the_numbers_of_a_member() {
    let mx = Mx::start().await;
    mx.on(
        "GET",
        "/users/USR-1/members/MBR-1/account_numbers",
        numbers(),
    )
    .await;

    let numbers = mx.client.account_numbers("USR-1").by_member("MBR-1");
    let numbers = numbers.send().await.unwrap().items;

    let number = |index: usize| {
        numbers[index]
            .account_number
            .as_ref()
            .map(ExposeSecret::expose_secret)
    };
    assert_eq!(number(0), Some("000123456789"));
    assert_eq!(numbers[0].account_guid.as_deref(), Some("ACT-1"));
    assert_eq!(numbers[0].routing_number.as_deref(), Some("011000015"));
    assert_eq!(numbers[0].passed_validation, Some(true));
    assert_eq!(number(1), Some("0042"));
    assert_eq!(numbers[1].institution_number.as_deref(), Some("003"));
    assert_eq!(numbers[1].transit_number.as_deref(), Some("00012"));
    assert_eq!(numbers[1].routing_number, None);
    assert_eq!(numbers[1].passed_validation, None);
    assert_eq!(number(2), None);
    assert_eq!(numbers[2].passed_validation, Some(false));
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn reads_the_numbers_of_an_account() {
    let mx = Mx::start().await;
    mx.on(
        "GET",
        "/users/USR-1/accounts/ACT-1/account_numbers",
        numbers(),
    )
    .await;
    let numbers = mx
        .client
        .account_numbers("USR-1")
        .by_account("ACT-1")
        .all()
        .await
        .unwrap();
    assert_eq!(numbers.len(), 3);
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn no_numbers_yet_is_an_empty_list() {
    let mx = Mx::start().await;
    let path = "/users/USR-1/members/MBR-1/account_numbers";
    mx.on("GET", path, list("account_numbers", &json!([]), 1, 0))
        .await;
    let numbers = mx
        .client
        .account_numbers("USR-1")
        .by_member("MBR-1")
        .all()
        .await
        .unwrap();
    assert!(numbers.is_empty());
}
