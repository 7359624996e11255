//! `/users/{user}/micro_deposits` and `/users/{user}/account_verifications`

use mx_platform::{AccountType, Decimal, Error, MicrodepositRequest, MicrodepositStatus};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, list};

const PATH: &str = "/users/USR-1/micro_deposits";
const NUMBER: &str = "000123456789";

fn microdeposit() -> Value {
    json!({ "guid": "MIC-1", "status": "DEPOSITED", "institution_code": "mxbank",
            "institution_name": "MX Bank", "account_number": NUMBER,
            "account_type": "CHECKING", "routing_number": "091000019", "error_message": null,
            "updated_at": "2026-01-02T03:04:05Z", "verified_at": null,
            "first_name": "Ada", "email": "ada@example.com" })
}

#[tokio::test]
async fn lists_microdeposits() {
    let mx = Mx::start().await;
    let body = list("micro_deposits", &json!([microdeposit()]), 1, 1);
    mx.on("GET", PATH, body).await;
    let microdeposits = mx.client.microdeposits("USR-1").list().all().await;
    let microdeposits = microdeposits.unwrap();
    let first = &microdeposits[0];
    assert_eq!(first.status, Some(MicrodepositStatus::Deposited));
    assert_eq!(first.account_type, Some(AccountType::Checking));
    assert_eq!(
        first.account_number.as_ref().unwrap().expose_secret(),
        NUMBER
    );
    assert_eq!(first.routing_number.as_deref(), Some("091000019"));
    assert_eq!(first.verified_at, None);
    let said = format!("{microdeposits:?}");
    for secret in [NUMBER, "Ada", "ada@"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn creates_a_microdeposit_for_an_account_or_for_a_person() {
    let mx = Mx::start().await;
    mx.on("POST", PATH, json!({ "micro_deposit": microdeposit() }))
        .await;
    let microdeposits = mx.client.microdeposits("USR-1");
    let mut account = MicrodepositRequest::account(NUMBER, "091000019", AccountType::Checking);
    account.account_name = Some("Everyday".to_owned());
    let created = microdeposits.create(&account).await.unwrap();
    assert_eq!(created.guid.as_deref(), Some("MIC-1"));
    let person = MicrodepositRequest::person("ada@example.com", "Ada", "Lovelace");
    microdeposits.create(&person).await.unwrap();

    let requests = mx.requests().await;
    assert_common_headers(&requests[0]);
    let bodies = requests.iter().map(|request| request.body_json().unwrap());
    let expected = [
        json!({ "micro_deposit": {
            "account_number": NUMBER, "routing_number": "091000019",
            "account_type": "CHECKING", "account_name": "Everyday",
        }}),
        json!({ "micro_deposit": {
            "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace",
        }}),
    ];
    assert_eq!(bodies.collect::<Vec<Value>>(), expected);
    let said = format!("{account:?} {person:?}");
    assert!(!said.contains(NUMBER) && !said.contains("Ada"), "{said}");
}

#[tokio::test]
async fn reads_and_deletes_a_microdeposit() {
    let mx = Mx::start().await;
    let path = format!("{PATH}/MIC-1");
    mx.on("GET", &path, json!({ "micro_deposit": microdeposit() }))
        .await;
    let microdeposits = mx.client.microdeposits("USR-1");
    let read = microdeposits.read("MIC-1").await.unwrap();
    assert_eq!(read.institution_name.as_deref(), Some("MX Bank"));
    mx.reset().await;

    mx.answer(ResponseTemplate::new(204)).await;
    microdeposits.delete("MIC-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("DELETE", &*path)
    );
    assert_common_headers(&request);
}

#[tokio::test]
async fn says_which_amounts_arrived() {
    let mx = Mx::start().await;
    let answer = json!({ "micro_deposit": { "guid": "MIC-1", "status": "VERIFIED" } });
    mx.on("PUT", "/micro_deposits/MIC-1/verify", answer).await;
    let amounts = [Decimal::new(9, 2), Decimal::new(10, 2)];
    let microdeposits = mx.client.microdeposits("USR-1");
    let answer = microdeposits.verify("MIC-1", amounts).await.unwrap();
    assert_eq!(answer.status, Some(MicrodepositStatus::Verified));
    let request = mx.request().await;
    assert_common_headers(&request);
    assert_eq!(
        String::from_utf8(request.body).unwrap(),
        r#"{"micro_deposit":{"deposit_amount_1":0.09,"deposit_amount_2":0.10}}"#
    );
}

#[tokio::test]
async fn account_verifications_are_read_in_any_shape() {
    let mx = Mx::start().await;
    for body in [
        list("account_verifications", &json!([microdeposit()]), 1, 1),
        list("micro_deposits", &json!([microdeposit()]), 1, 1),
        json!({ "micro_deposit": [microdeposit()] }),
        json!({ "micro_deposit": microdeposit() }),
    ] {
        mx.reset().await;
        mx.on("GET", "/users/USR-1/account_verifications", body)
            .await;
        let microdeposits = mx.client.microdeposits("USR-1");
        let verifications = microdeposits.account_verifications().await.unwrap();
        assert_eq!(verifications.len(), 1);
        assert_eq!(verifications[0].guid.as_deref(), Some("MIC-1"));
        assert_common_headers(&mx.request().await);
    }
    mx.reset().await;
    mx.answer(ResponseTemplate::new(200).set_body_json(json!({})))
        .await;
    let microdeposits = mx.client.microdeposits("USR-1");
    let error = microdeposits.account_verifications().await.unwrap_err();
    let what = "account_verifications";
    assert_eq!(error, Error::Decode { what });
}
