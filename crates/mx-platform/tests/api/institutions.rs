//! `/institutions`

use mx_platform::{ApiErrorKind, ApiVersion, CredentialType, Institution, Product};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::common::{Mx, assert_common_headers, list, query};

#[tokio::test]
async fn finds_institutions_and_tells_what_they_support() {
    let mx = Mx::start().await;
    let institutions = json!([
        { "code": "mxbank", "guid": "INS-1", "name": "MX Bank", "url": "https://www.mx.com",
          "small_logo_url": "https://content.example/50.png", "iso_country_code": "US",
          "instructional_text_steps": ["One", "Two"], "supports_oauth": false,
          "is_disabled_by_client": false, "created_at": "2025-01-02T03:04:05+00:00",
          "supported_products": ["account_verification", "history", "something_new"] },
        { "code": "old", "instructional_text_steps": null, "supports_oauth": true,
          "supports_account_verification": true, "supports_account_identification": false },
    ]);
    let body = list("institutions", &institutions, 1, 1);
    mx.on("GET", "/institutions", body).await;

    let institutions = mx
        .client
        .institutions()
        .list()
        .name("bank & co")
        .iso_country_codes(["US", "CA"])
        .supporting(&[
            Product::AccountVerification,
            Product::TransactionHistory,
            Product::Rewards,
        ]);
    let institutions = institutions.send().await.unwrap().items;

    let [new, old] = &institutions[..] else {
        panic!("{institutions:?}")
    };
    assert_eq!(new.name.as_deref(), Some("MX Bank"));
    assert_eq!(new.instructional_text_steps, ["One", "Two"]);
    assert_eq!(new.supports(&Product::AccountVerification), Some(true));
    assert_eq!(new.supports(&Product::TransactionHistory), Some(true));
    assert_eq!(new.supports(&Product::IdentityVerification), Some(false));
    assert_eq!(old.supports(&Product::AccountVerification), Some(true));
    assert_eq!(old.supports(&Product::IdentityVerification), Some(false));
    assert_eq!(old.supports(&Product::Statements), None);
    assert_eq!(old.supports(&Product::Rewards), None);
    let request = mx.request().await;
    assert_common_headers(&request);
    let expected = [
        ("name", "bank & co"),
        ("iso_country_code[]", "US"),
        ("iso_country_code[]", "CA"),
        ("supported_products[]", "account_verification"),
        ("supported_products[]", "history"),
        ("supported_products[]", "rewards"),
        ("page", "1"),
    ];
    assert_eq!(
        query(&request),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn the_older_generation_is_asked_by_its_own_filters() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    let body = list("institutions", &json!([]), 1, 0);
    mx.on("GET", "/institutions", body).await;
    let institutions = mx.client.institutions().list().supporting(&[
        Product::AccountVerification,
        Product::IdentityVerification,
        Product::TransactionHistory,
        Product::Statements,
        Product::Investments,
    ]);
    institutions.send().await.unwrap();
    let expected = [
        ("supports_account_verification", "true"),
        ("supports_account_identification", "true"),
        ("supports_transaction_history", "true"),
        ("supports_account_statement", "true"),
        ("page", "1"),
    ];
    assert_eq!(
        query(&mx.request().await),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn pages_of_institutions_stay_within_their_own_limit() {
    let mx = Mx::start().await;
    let body = list("institutions", &json!([]), 1, 0);
    mx.answer(ResponseTemplate::new(200).set_body_json(body))
        .await;
    let institutions = mx.client.institutions();
    institutions.favorites().all().await.unwrap();
    let many = institutions.list().records_per_page(1_000);
    many.send().await.unwrap();
    let requests = mx.requests().await;
    assert_eq!(requests[0].url.path(), "/institutions/favorites");
    assert_common_headers(&requests[0]);
    for request in requests {
        let size = ("records_per_page".to_owned(), "100".to_owned());
        assert!(query(&request).contains(&size));
    }
}

#[tokio::test]
async fn reads_an_institution() {
    let mx = Mx::start().await;
    let institution = json!({ "institution": { "code": "mxbank", "is_hidden": true } });
    mx.on("GET", "/institutions/mxbank", institution).await;
    let institution = mx.client.institutions().read("mxbank").await.unwrap();
    let mut expected = Institution::default();
    expected.code = Some("mxbank".to_owned());
    expected.is_hidden = Some(true);
    assert_eq!(institution, expected);
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn an_unknown_institution_is_not_found() {
    let mx = Mx::start().await;
    mx.answer(ResponseTemplate::new(404)).await;
    let credentials = mx.client.institutions().credentials("nobank");
    let error = credentials.send().await.unwrap_err();
    assert_eq!(error.api_kind(), Some(ApiErrorKind::NotFound));
}

#[tokio::test]
async fn lists_what_an_institution_wants_to_know() {
    let mx = Mx::start().await;
    let credentials = json!([{ "guid": "CRD-1", "field_type": "OPTIONS" }]);
    let body = list("credentials", &credentials, 1, 1);
    mx.on("GET", "/institutions/mxbank/credentials", body).await;
    let credentials = mx.client.institutions().credentials("mxbank");
    let credentials = credentials.all().await.unwrap();
    assert_eq!(credentials[0].field_type, Some(CredentialType::Options));
    assert_common_headers(&mx.request().await);
}
