//! `/users/{user}/widget_urls`

use mx_platform::{
    ApiVersion, ColorScheme, DataRequest, DeepLinkParams, Error, OauthReferralSource, Product,
    Style, UseCase, WidgetMode, WidgetType, WidgetUrlRequest,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::common::{Mx, assert_common_headers, header};

const PATH: &str = "/users/USR-1/widget_urls";
const URL: &str = "https://int-widgets.moneydesktop.com/md/connect/abc123";

async fn mx() -> Mx {
    let mx = Mx::start().await;
    let answer = json!({ "type": "connect_widget", "url": URL, "user_id": "customer-17" });
    mx.on("POST", PATH, json!({ "widget_url": answer })).await;
    mx
}

/// What was sent for `widget`.
async fn sent(widget: &WidgetUrlRequest) -> Value {
    let mx = mx().await;
    mx.client.widget_urls("USR-1").create(widget).await.unwrap();
    let request = mx.request().await;
    assert_common_headers(&request);
    request.body_json().unwrap()
}

#[tokio::test]
async fn a_widget_url_is_read_and_kept_secret() {
    let mx = mx().await;
    let widget = WidgetUrlRequest::verification();
    let answer = mx
        .client
        .widget_urls("USR-1")
        .create(&widget)
        .await
        .unwrap();
    assert_eq!(answer.url.as_ref().unwrap().expose_secret(), URL);
    assert_eq!(answer.widget_type, Some(WidgetType::Connect));
    assert_eq!(answer.user_id.as_deref(), Some("customer-17"));
    assert!(!format!("{answer:?}").contains("abc123"));
}

#[tokio::test]
async fn verification_is_asked_for_in_the_words_of_both_generations() {
    let expected = json!({ "widget_url": {
        "widget_type": "connect_widget",
        "mode": "verification",
        "data_request": { "products": ["account_verification"] },
        "ui_message_version": 4,
    }});
    assert_eq!(sent(&WidgetUrlRequest::verification()).await, expected);
}

#[tokio::test]
async fn aggregation_is_asked_for_in_the_words_of_both_generations() {
    let expected = json!({ "widget_url": {
        "widget_type": "connect_widget",
        "mode": "aggregation",
        "data_request": { "products": ["transactions"] },
        "ui_message_version": 4,
    }});
    assert_eq!(sent(&WidgetUrlRequest::aggregation()).await, expected);
}

#[tokio::test]
async fn every_option_is_sent_under_mxs_name() {
    let text = |text: &str| Some(text.to_owned());
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.mode = Some(WidgetMode::Verification);
    widget.data_request = Some(DataRequest {
        products: vec![
            Product::AccountVerification,
            Product::IdentityVerification,
            Product::Transactions,
            Product::TransactionHistory,
            Product::Statements,
            Product::Investments,
            Product::Rewards,
            Product::Other("something_new".to_owned()),
        ],
    });
    widget.include_transactions = Some(true);
    widget.include_identity = Some(false);
    widget.disable_background_agg = Some(true);
    widget.current_member_guid = text("MBR-1");
    widget.current_institution_code = text("mxbank");
    widget.current_institution_guid = text("INS-1");
    widget.current_microdeposit_guid = text("MIC-1");
    widget.update_credentials = Some(false);
    widget.disable_institution_search = Some(true);
    widget.color_scheme = Some(ColorScheme::Dark);
    widget.iso_country_code = Some(vec!["US".to_owned(), "CA".to_owned()]);
    widget.use_cases = Some(vec![UseCase::Pfm, UseCase::MoneyMovement]);
    widget.ui_message_version = Some(3);
    widget.ui_message_webview_url_scheme = text("desk");
    widget.is_mobile_webview = Some(true);
    widget.oauth_referral_source = Some(OauthReferralSource::App);
    widget.client_redirect_url = text("https://example.com/back");
    widget.enable_app2app = Some(false);
    widget.locale = text("fr-CA");
    widget.style = Some(Style {
        font_name: "Roboto".to_owned(),
    });
    widget.deep_link_params = Some(DeepLinkParams {
        launch_integration: "direct-deposit".to_owned(),
    });
    widget.insight_guid = text("BET-1");
    widget.microwidget_instance_id = text("one");
    widget.connections_use_case_filter = Some(true);
    widget.target_origin_referrer = text("https://example.com");

    let expected = json!({ "widget_url": {
        "widget_type": "connect_widget",
        "mode": "verification",
        "data_request": { "products": [
            "account_verification", "identity_verification", "transactions",
            "transaction_history", "statements", "investments", "rewards", "something_new",
        ] },
        "include_transactions": true,
        "include_identity": false,
        "disable_background_agg": true,
        "current_member_guid": "MBR-1",
        "current_institution_code": "mxbank",
        "current_institution_guid": "INS-1",
        "current_microdeposit_guid": "MIC-1",
        "update_credentials": false,
        "disable_institution_search": true,
        "color_scheme": "dark",
        "iso_country_code": ["US", "CA"],
        "use_cases": ["PFM", "MONEY_MOVEMENT"],
        "ui_message_version": 3,
        "ui_message_webview_url_scheme": "desk",
        "is_mobile_webview": true,
        "oauth_referral_source": "APP",
        "client_redirect_url": "https://example.com/back",
        "enable_app2app": false,
        "locale": "fr-CA",
        "style": { "font_name": "Roboto" },
        "deep_link_params": { "launch_integration": "direct-deposit" },
        "insight_guid": "BET-1",
        "microwidget_instance_id": "one",
        "connections_use_case_filter": true,
        "target_origin_referrer": "https://example.com",
    }});
    assert_eq!(sent(&widget).await, expected);
}

#[tokio::test]
async fn the_language_goes_into_the_header_and_the_requests_own_comes_first() {
    let mx = Mx::start_with(|builder| builder.accept_language("es")).await;
    mx.on("POST", PATH, json!({ "widget_url": { "url": URL } }))
        .await;
    let widgets = mx.client.widget_urls("USR-1");

    let mut widget = WidgetUrlRequest::verification();
    widgets.create(&widget).await.unwrap();
    widget.accept_language = Some("fr-CA".to_owned());
    widgets.create(&widget).await.unwrap();

    let requests = mx.requests().await;
    assert_eq!(header(&requests[0], "accept-language"), Some("es"));
    assert_eq!(header(&requests[1], "accept-language"), Some("fr-CA"));
    let body: Value = requests[1].body_json().unwrap();
    assert_eq!(body["widget_url"].get("accept_language"), None);
}

#[tokio::test]
async fn a_language_that_is_no_header_value_is_not_sent() {
    let mx = mx().await;
    let mut widget = WidgetUrlRequest::verification();
    widget.accept_language = Some("en\r\nX-Other: 1".to_owned());
    let refused = mx
        .client
        .widget_urls("USR-1")
        .create(&widget)
        .await
        .unwrap_err();
    assert!(matches!(
        refused,
        Error::InvalidInput {
            field: "accept_language",
            ..
        }
    ));
    assert!(mx.requests().await.is_empty());
}

#[tokio::test]
async fn the_replaced_endpoint_is_asked_for_what_it_knows() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    let answer = json!({ "user": { "guid": "USR-1", "connect_widget_url": URL } });
    mx.on("POST", "/users/USR-1/connect_widget_url", answer)
        .await;
    let mut widget = WidgetUrlRequest::verification();
    widget.current_member_guid = Some("MBR-1".to_owned());
    widget.color_scheme = Some(ColorScheme::Dark);
    widget.oauth_referral_source = Some(OauthReferralSource::App);
    widget.is_mobile_webview = Some(true);
    widget.iso_country_code = Some(vec!["US".to_owned()]);
    widget.accept_language = Some("es".to_owned());

    let widgets = mx.client.widget_urls("USR-1");
    let answer = widgets.create_deprecated(&widget).await.unwrap();

    assert_eq!(answer.url.unwrap().expose_secret(), URL);
    let request = mx.request().await;
    assert_eq!(header(&request, "accept-language"), Some("es"));
    let body: Value = request.body_json().unwrap();
    let expected = json!({ "config": {
        "mode": "verification",
        "current_member_guid": "MBR-1",
        "color_scheme": "dark",
        "ui_message_version": 4,
        "is_mobile_webview": true,
        "oauth_referral_source": "APP",
    }});
    assert_eq!(body, expected);
}

#[tokio::test]
async fn the_older_generation_is_asked_by_mode_alone() {
    let mx = Mx::start_with(|builder| builder.api_version(ApiVersion::V20111101)).await;
    mx.on("POST", PATH, json!({ "widget_url": { "url": URL } }))
        .await;
    let widgets = mx.client.widget_urls("USR-1");
    let widget = WidgetUrlRequest::verification();
    widgets.create(&widget).await.unwrap();
    let body: Value = mx.request().await.body_json().unwrap();
    assert_eq!(body["widget_url"]["mode"], "verification");
    assert_eq!(body["widget_url"].get("data_request"), None);
}

#[tokio::test]
async fn what_is_shown_is_what_is_sent_in_either_generation() {
    for version in [ApiVersion::V20250224, ApiVersion::V20111101] {
        let mx = mx().await;
        let client = mx.client.with_api_version(version);
        let mut widget = WidgetUrlRequest::verification();
        widget.color_scheme = Some(ColorScheme::Dark);
        client.widget_urls("USR-1").create(&widget).await.unwrap();
        // Only that clone speaks another generation.
        mx.client
            .widget_urls("USR-1")
            .create(&widget)
            .await
            .unwrap();

        let requests = mx.requests().await;
        let shown = serde_json::to_string(&widget.body(version)).unwrap();
        assert_eq!(requests[0].body, shown.as_bytes());
        let accepts = |at: usize| header(&requests[at], "accept");
        assert_eq!(accepts(0), Some(version.accept()));
        assert_eq!(
            header(&requests[0], "accept-version"),
            version.accept_version()
        );
        assert_eq!(accepts(1), Some("application/json"));
    }
}
