use mx_sandbox::{
    Sandbox,
    error::TokenRefusal,
    world::{ColorScheme, JobKind, Language, OauthReferralSource, UseCase},
};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::client::{Client, answer, refused};

async fn url(client: &Client, user: &str, options: Value) -> String {
    let path = format!("/users/{user}/widget_urls");
    let answer = client.post(&path, json!({ "widget_url": options })).await;
    assert_eq!(answer.code, 200, "{}", answer.body);
    answer.body["widget_url"]["url"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn token(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

fn connect() -> Value {
    json!({ "widget_type": "connect_widget" })
}

#[tokio::test]
async fn a_url_looks_like_one_of_mx() {
    let client = Client::start().await;
    client.user("u-1").await;
    let path = "/users/u-1/widget_urls";
    let answer = client.post(path, json!({ "widget_url": connect() })).await;
    let body = &answer.body["widget_url"];
    assert_eq!(
        (&body["type"], &body["user_id"]),
        (&json!("connect_widget"), &json!("u-1"))
    );
    let url = body["url"].as_str().unwrap();
    let prefix = format!("{}/md/connect/", client.sandbox.widget_origin());
    let token = url.strip_prefix(&prefix).unwrap();
    assert_eq!(token.len(), 340);
    assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric()));
}

#[tokio::test]
async fn a_url_opens_once() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let world = client.sandbox.world();
    let url = url(&client, &user, connect()).await;
    let session = world.redeem_widget_token(token(&url)).unwrap();
    assert_eq!(session.user_guid, user);
    assert!(session.session_guid.starts_with("ANS-"));
    assert_eq!(
        world.redeem_widget_token(token(&url)),
        Err(TokenRefusal::Used)
    );
    assert_eq!(
        world.redeem_widget_token("made-up"),
        Err(TokenRefusal::Unknown)
    );
}

#[tokio::test]
async fn the_url_of_a_deleted_user_opens_nothing() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let url = url(&client, &user, connect()).await;
    client.delete(&format!("/users/{user}")).await;
    let opened = client.sandbox.world().redeem_widget_token(token(&url));
    assert_eq!(opened, Err(TokenRefusal::Unknown));
}

#[tokio::test]
async fn every_option_reaches_the_session() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let options = json!({
        "widget_type": "connect_widget",
        "mode": "aggregation",
        "data_request": { "products": ["account_verification", "transactions"] },
        "color_scheme": "dark",
        "current_institution_code": "mxbank",
        "iso_country_code": ["US"],
        "is_mobile_webview": true,
        "ui_message_version": 4,
        "ui_message_webview_url_scheme": "desk",
        "use_cases": ["MONEY_MOVEMENT"],
        "locale": "es",
        "current_member_guid": null,
        "an_option_of_next_year": { "a": 1 },
    });
    let request = client
        .request(Method::POST, &format!("/users/{user}/widget_urls"))
        .header(header::ACCEPT_LANGUAGE, "fr-CA")
        .json(&json!({ "widget_url": options }));
    let url = answer(request).await.body["widget_url"]["url"].clone();
    let world = client.sandbox.world();
    let session = world
        .redeem_widget_token(token(url.as_str().unwrap()))
        .unwrap();
    let config = session.config;

    // The language comes from the header, never from the body.
    assert_eq!(session.language, Language::CanadianFrench);
    // Products win over the mode.
    assert!(config.is_verification());
    assert_eq!(config.job().kind, JobKind::Verification);
    assert!(config.job().transactions && !config.job().identity);
    assert_eq!(config.color_scheme, Some(ColorScheme::Dark));
    assert_eq!(config.current_institution_code.as_deref(), Some("mxbank"));
    assert_eq!(config.url_scheme(), "desk");
    // In a mobile webview the app opens the bank's page unless told otherwise.
    assert_eq!(config.oauth_referral_source(), OauthReferralSource::App);
    let attributes = config.member_attributes();
    assert_eq!(attributes.background_aggregation_is_disabled, Some(true));
    assert_eq!(attributes.use_cases, Some(vec![UseCase::MoneyMovement]));
}

#[tokio::test]
async fn what_a_url_is_for_follows_the_mode_when_no_products_are_given() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let mut options = connect();
    let plain = url(&client, &user, options.clone()).await;
    options["mode"] = json!("verification");
    let verification = url(&client, &user, options).await;
    let world = client.sandbox.world();
    let plain = world.redeem_widget_token(token(&plain)).unwrap().config;
    let verification = world
        .redeem_widget_token(token(&verification))
        .unwrap()
        .config;
    assert_eq!(plain.job().kind, JobKind::Aggregation);
    assert!(plain.job().transactions);
    assert_eq!(verification.job().kind, JobKind::Verification);
    assert!(!verification.job().transactions);
}

#[tokio::test]
async fn other_widgets_are_forbidden_and_nonsense_is_refused() {
    let client = Client::start().await;
    let user = client.user("u").await;
    let path = format!("/users/{user}/widget_urls");
    let ask = async |options: Value| client.post(&path, json!({ "widget_url": options })).await;
    refused(
        &ask(json!({ "widget_type": "accounts_widget" })).await,
        403,
        "forbidden",
    );
    let bad = [
        json!({ "widget_type": "conect_widget" }),
        json!({ "mode": "verification" }),
        json!({ "widget_type": "connect_widget", "mode": "verify" }),
        json!({ "widget_type": "connect_widget", "is_mobile_webview": "no" }),
        json!({ "widget_type": "connect_widget", "color_scheme": "blue" }),
        json!({ "widget_type": "connect_widget", "data_request": { "products": ["money"] } }),
    ];
    for options in bad {
        refused(&ask(options.clone()).await, 400, "bad_request");
    }
    let nobody = client
        .post(
            "/users/none/widget_urls",
            json!({ "widget_url": connect() }),
        )
        .await;
    refused(&nobody, 404, "not_found");
}

#[tokio::test]
async fn the_public_origin_goes_into_urls() {
    let sandbox = Sandbox::builder()
        .public_origin("https://connect.example:8443")
        .start()
        .await
        .unwrap();
    assert_eq!(sandbox.widget_origin(), "https://connect.example:8443");
    for origin in [
        "connect.example",
        "https://a.example/path",
        "ftp://a.example",
        "https://u@a.example",
    ] {
        let refused = Sandbox::builder().public_origin(origin).start().await;
        assert!(refused.is_err(), "{origin}");
    }
}

/// A strict MX, a user at it, and what it says to options: none where it takes them.
async fn strict_says(generation: &str, options: Value) -> Option<String> {
    let client = Client::start_with(Sandbox::builder().strict(true)).await;
    let user = client.user("u").await;
    let request = client
        .authorized(Method::POST, &format!("/users/{user}/widget_urls"))
        .header(header::ACCEPT, "application/json")
        .header("accept-version", generation)
        .json(&json!({ "widget_url": options }));
    let answer = answer(request).await;
    if answer.code == 200 {
        return None;
    }
    assert_eq!(answer.code, 400, "{}", answer.body);
    let said = answer.body["error"]["message"].as_str().unwrap();
    Some(said.to_owned())
}

#[tokio::test]
async fn a_strict_mx_refuses_what_its_reference_does_not_have() {
    let cases = [
        (
            json!({ "an_option_of_next_year": 1 }),
            "an_option_of_next_year",
        ),
        (
            json!({ "target_origin_referrer": "https://a.example" }),
            "target_origin_referrer",
        ),
        (json!({ "is_mobile_webview": "no" }), "true or false"),
        (json!({ "ui_message_version": "4" }), "a number"),
        (json!({ "use_cases": "PFM" }), "a list"),
        (json!({ "use_cases": ["FUN"] }), "MONEY_MOVEMENT"),
        (json!({ "style": {} }), "font_name"),
        (
            json!({ "style": { "font_name": "A", "size": 1 } }),
            "font_name",
        ),
        (json!({ "data_request": {} }), "products"),
        (json!({ "mode": "tax" }), "verification"),
        (json!({ "mode": null }), "verification"),
        (json!({ "locale": "es" }), "connect_widget"),
        (json!({ "insight_guid": "BET-1" }), "connect_widget"),
        (
            json!({ "disable_institution_search": true }),
            "current_member_guid",
        ),
        (
            json!({ "connections_use_case_filter": true }),
            "not an option",
        ),
    ];
    for (mut options, word) in cases {
        options["widget_type"] = json!("connect_widget");
        let said = strict_says("v20250224", options.clone()).await;
        assert!(
            said.as_ref().is_some_and(|said| said.contains(word)),
            "{options}: {said:?}"
        );
    }
    let newer = json!({ "widget_type": "connect_widget", "current_microdeposit_guid": "MIC-1" });
    assert!(strict_says("v20111101", newer.clone()).await.is_some());
    assert_eq!(strict_says("v20250224", newer).await, None);
    let null = json!({ "widget_type": "connect_widget", "current_member_guid": null });
    assert!(strict_says("v20111101", null.clone()).await.is_some());
    assert_eq!(strict_says("v20250224", null).await, None);
    let searched = json!({ "widget_type": "connect_widget", "disable_institution_search": true,
        "current_institution_code": "mxbank" });
    assert_eq!(strict_says("v20250224", searched).await, None);
}

#[tokio::test]
async fn a_strict_mx_is_as_strict_at_the_replaced_endpoint() {
    let client = Client::start_with(Sandbox::builder().strict(true)).await;
    let user = client.user("u").await;
    let ask = async |config: Value| {
        let request = client
            .authorized(Method::POST, &format!("/users/{user}/connect_widget_url"))
            .header(header::ACCEPT, "application/vnd.mx.api.v1+json")
            .json(&json!({ "config": config }));
        answer(request).await.code
    };
    assert_eq!(
        ask(json!({ "mode": "verification", "update_credentials": true })).await,
        200
    );
    assert_eq!(ask(json!({ "iso_country_code": ["US"] })).await, 400);
    assert_eq!(ask(json!({ "update_credentials": "yes" })).await, 400);
    assert_eq!(
        ask(json!({ "disable_institution_search": true })).await,
        400
    );
}
