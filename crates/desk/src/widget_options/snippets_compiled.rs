//! The Rust snippets of every option, to be compiled. Written by the tests of `snippets.rs`.

#[allow(dead_code, unreachable_pub)]
pub(super) mod client_redirect_url {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.client_redirect_url = Some("https://example.com/done".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod color_scheme {
use mx_platform::{Client, ColorScheme, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.color_scheme = Some(ColorScheme::Dark);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod connections_use_case_filter {
use mx_platform::{ApiVersion, Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.connections_use_case_filter = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.with_api_version(ApiVersion::V20111101).widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod current_institution_code {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.current_institution_code = Some("mxbank".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod current_institution_guid {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.current_institution_guid = Some("INS-1".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod current_member_guid {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.current_member_guid = Some("MBR-1".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod current_microdeposit_guid {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.current_microdeposit_guid = Some("MIC-1".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod data_request {
use mx_platform::{Client, DataRequest, Error, Product, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.data_request = Some(DataRequest { products: vec![Product::AccountVerification] });
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod deep_link_params {
use mx_platform::{Client, DeepLinkParams, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.deep_link_params = Some(DeepLinkParams { launch_integration: "direct-deposit".to_owned() });
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod disable_background_agg {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.disable_background_agg = Some(false);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod disable_institution_search {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.disable_institution_search = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod enable_app2app {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.enable_app2app = Some(false);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod include_identity {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.include_identity = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod include_transactions {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.include_transactions = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod insight_guid {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.insight_guid = Some("BET-1".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod is_mobile_webview {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.is_mobile_webview = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod iso_country_code {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.iso_country_code = Some(vec!["US".to_owned()]);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod locale {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.locale = Some("es".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod microwidget_instance_id {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.microwidget_instance_id = Some("one".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod mode {
use mx_platform::{Client, Error, WidgetMode, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.mode = Some(WidgetMode::Verification);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod oauth_referral_source {
use mx_platform::{Client, Error, OauthReferralSource, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.oauth_referral_source = Some(OauthReferralSource::App);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod style {
use mx_platform::{Client, Error, Style, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.style = Some(Style { font_name: "Roboto".to_owned() });
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod ui_message_version {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = Some(4);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod ui_message_webview_url_scheme {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.ui_message_webview_url_scheme = Some("shop".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod update_credentials {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.update_credentials = Some(true);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod use_cases {
use mx_platform::{Client, Error, UseCase, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget.use_cases = Some(vec![UseCase::Pfm]);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod widget_type {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod everything {
use mx_platform::{Client, ColorScheme, DataRequest, DeepLinkParams, Error, OauthReferralSource, Product, Style, UseCase, WidgetMode, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.client_redirect_url = Some("https://example.com/done".to_owned());
    widget.color_scheme = Some(ColorScheme::Dark);
    widget.current_institution_code = Some("mxbank".to_owned());
    widget.current_institution_guid = Some("INS-1".to_owned());
    widget.current_member_guid = Some("MBR-1".to_owned());
    widget.current_microdeposit_guid = Some("MIC-1".to_owned());
    widget.data_request = Some(DataRequest { products: vec![Product::AccountVerification] });
    widget.deep_link_params = Some(DeepLinkParams { launch_integration: "direct-deposit".to_owned() });
    widget.disable_background_agg = Some(false);
    widget.disable_institution_search = Some(true);
    widget.enable_app2app = Some(false);
    widget.include_identity = Some(true);
    widget.include_transactions = Some(true);
    widget.insight_guid = Some("BET-1".to_owned());
    widget.is_mobile_webview = Some(true);
    widget.iso_country_code = Some(vec!["US".to_owned()]);
    widget.locale = Some("es".to_owned());
    widget.microwidget_instance_id = Some("one".to_owned());
    widget.mode = Some(WidgetMode::Verification);
    widget.oauth_referral_source = Some(OauthReferralSource::App);
    widget.style = Some(Style { font_name: "Roboto".to_owned() });
    widget.ui_message_version = Some(4);
    widget.ui_message_webview_url_scheme = Some("shop".to_owned());
    widget.update_credentials = Some(true);
    widget.use_cases = Some(vec![UseCase::Pfm]);
    widget.accept_language = Some("fr-CA".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod everything_older {
use mx_platform::{ApiVersion, Client, ColorScheme, Error, OauthReferralSource, UseCase, WidgetMode, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.client_redirect_url = Some("https://example.com/done".to_owned());
    widget.color_scheme = Some(ColorScheme::Dark);
    widget.connections_use_case_filter = Some(true);
    widget.current_institution_code = Some("mxbank".to_owned());
    widget.current_institution_guid = Some("INS-1".to_owned());
    widget.current_member_guid = Some("MBR-1".to_owned());
    widget.disable_background_agg = Some(false);
    widget.disable_institution_search = Some(true);
    widget.enable_app2app = Some(false);
    widget.include_identity = Some(true);
    widget.include_transactions = Some(true);
    widget.insight_guid = Some("BET-1".to_owned());
    widget.is_mobile_webview = Some(true);
    widget.iso_country_code = Some(vec!["US".to_owned()]);
    widget.microwidget_instance_id = Some("one".to_owned());
    widget.mode = Some(WidgetMode::Verification);
    widget.oauth_referral_source = Some(OauthReferralSource::App);
    widget.ui_message_version = Some(4);
    widget.ui_message_webview_url_scheme = Some("shop".to_owned());
    widget.update_credentials = Some(true);
    widget.use_cases = Some(vec![UseCase::Pfm]);
    widget.accept_language = Some("es".to_owned());
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.with_api_version(ApiVersion::V20111101).widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod nothing {
use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);
    widget.ui_message_version = None;
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
#[allow(dead_code, unreachable_pub)]
pub(super) mod unknown_words {
use mx_platform::{Client, ColorScheme, DataRequest, Error, Product, WidgetMode, WidgetType, WidgetUrl, WidgetUrlRequest};

/// What to open, and how.
pub fn request() -> WidgetUrlRequest {
    let mut widget = WidgetUrlRequest::new(WidgetType::from("pulse_widget"));
    widget.ui_message_version = None;
    widget.client_redirect_url = Some("it's\n{}".to_owned());
    widget.color_scheme = Some(ColorScheme::from("a \"b\" \\ c"));
    widget.data_request = Some(DataRequest { products: vec![Product::from("gold"), Product::Rewards] });
    widget.mode = Some(WidgetMode::from("tax"));
    widget.use_cases = Some(vec![]);
    widget
}

/// A widget URL for a user, named by MX's guid. Good once, for ten minutes.
pub async fn widget_url(client: &Client, user_guid: &str) -> Result<WidgetUrl, Error> {
    client.widget_urls(user_guid).create(&request()).await
}
}
pub(super) fn requests() -> Vec<mx_platform::WidgetUrlRequest> {
    vec![client_redirect_url::request(), color_scheme::request(), connections_use_case_filter::request(), current_institution_code::request(), current_institution_guid::request(), current_member_guid::request(), current_microdeposit_guid::request(), data_request::request(), deep_link_params::request(), disable_background_agg::request(), disable_institution_search::request(), enable_app2app::request(), include_identity::request(), include_transactions::request(), insight_guid::request(), is_mobile_webview::request(), iso_country_code::request(), locale::request(), microwidget_instance_id::request(), mode::request(), oauth_referral_source::request(), style::request(), ui_message_version::request(), ui_message_webview_url_scheme::request(), update_credentials::request(), use_cases::request(), widget_type::request(), everything::request(), everything_older::request(), nothing::request(), unknown_words::request()]
}
