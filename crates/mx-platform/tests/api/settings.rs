//! The builder, and the headers it decides on.

use mx_platform::{ApiVersion, Client, Credentials, Environment, Error};
use serde_json::json;

use crate::common::{AUTHORIZATION, Mx, builder, header};

#[tokio::test]
async fn the_older_generation_is_asked_for_by_media_type_alone() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(
        header(&request, "accept"),
        Some("application/vnd.mx.api.v1+json")
    );
    assert_eq!(header(&request, "accept-version"), None);
    assert_eq!(header(&request, "authorization"), Some(AUTHORIZATION));
}

#[tokio::test]
async fn the_user_agent_and_the_language_are_the_applications_choice() {
    let mx =
        Mx::start_with(|builder| builder.user_agent("desk/1.2").accept_language("fr-CA")).await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    assert_eq!(header(&request, "user-agent"), Some("desk/1.2"));
    assert_eq!(header(&request, "accept-language"), Some("fr-CA"));
}

#[tokio::test]
async fn by_itself_the_client_gives_its_own_name_and_no_language() {
    let mx = Mx::start().await;
    mx.on("GET", "/users/USR-1", json!({ "user": {} })).await;
    mx.client.users().read("USR-1").await.unwrap();
    let request = mx.request().await;
    let own = concat!("mx-platform/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&request, "user-agent"), Some(own));
    assert_eq!(header(&request, "accept-language"), None);
}

#[test]
fn a_base_url_that_keys_must_not_go_to_is_refused() {
    for bad in [
        "",
        "api.mx.com",
        "http://api.mx.com",
        "https://a:b@api.mx.com",
        "mailto:a@b.c",
    ] {
        let refused = builder(bad).build().unwrap_err();
        assert!(
            matches!(refused, Error::InvalidBaseUrl { .. }),
            "{bad}: {refused:?}"
        );
    }
}

#[test]
fn keys_and_headers_that_cannot_be_sent_are_refused_by_name() {
    let refused = |builder: mx_platform::ClientBuilder| match builder.build().unwrap_err() {
        Error::InvalidInput { field, .. } => field,
        other => panic!("{other:?}"),
    };
    let keys = |id: &str, key: &str| Client::builder(Credentials::new(id, key));
    assert_eq!(refused(keys("", "key")), "client_id");
    assert_eq!(refused(keys("a:b", "key")), "client_id");
    assert_eq!(refused(keys("a\n", "key")), "client_id");
    assert_eq!(refused(keys("id", "")), "api_key");
    assert_eq!(refused(keys("id", "key\n")), "api_key");
    assert_eq!(refused(keys("id", "key").user_agent("a\nb")), "user_agent");
    assert_eq!(
        refused(keys("id", "key").accept_language("a\nb")),
        "accept_language"
    );
}

#[test]
fn mxs_own_environments_can_be_used_and_integration_is_the_default() {
    for environment in [Environment::Integration, Environment::Production] {
        assert!(builder(environment.base_url()).build().is_ok());
    }
    let client = Client::builder(Credentials::new("id", "key"))
        .build()
        .unwrap();
    assert!(
        format!("{client:?}").contains("https://int-api.mx.com"),
        "{client:?}"
    );
}
