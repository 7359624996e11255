//! Widget URLs: leave to open a widget once.

use std::{borrow::Cow, fmt};

use reqwest::header::HeaderValue;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::UseCase;
use crate::{
    ApiVersion, Client, Error, Resource,
    client::header_value,
    envelope, lenient,
    open_enum::open_enum,
    route::Route,
    transport::{Call, Method},
};

open_enum! {
    /// Which widget. All but Connect need features that MX enables per client.
    pub enum WidgetType {
        /// The Connect widget.
        Connect = "connect_widget",
        /// The Connections widget.
        Connections = "connections_widget",
        /// The Master widget.
        Master = "master_widget",
    }
}

open_enum! {
    /// What the Connect widget is for.
    pub enum WidgetMode {
        /// Accounts, balances and transactions.
        Aggregation = "aggregation",
        /// Account and routing numbers.
        Verification = "verification",
    }
}

open_enum! {
    /// A product to ask for (v20250224).
    pub enum Product {
        /// Account and routing numbers; the widget behaves as in verification mode.
        AccountVerification = "account_verification",
        /// Who owns the accounts.
        IdentityVerification = "identity_verification",
        /// Transactions.
        Transactions = "transactions",
        /// Up to 24 months of transactions.
        TransactionHistory = "transaction_history",
        /// Statements.
        Statements = "statements",
        /// Investments.
        Investments = "investments",
        /// Rewards.
        Rewards = "rewards",
    }
}

open_enum! {
    /// How the widget is drawn.
    pub enum ColorScheme {
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
        /// As the browser says.
        Browser = "browser",
    }
}

open_enum! {
    /// What MX does at the end of OAuth (MX docs, OAuth guide).
    pub enum OauthReferralSource {
        /// The bank's page posts its result to the page that opened it.
        Browser = "BROWSER",
        /// The bank's page redirects to the app: to the URL scheme or to the redirect URL given.
        App = "APP",
    }
}

/// The products to ask for (v20250224). Several of them narrow the institutions offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataRequest {
    /// The products; not empty.
    pub products: Vec<Product>,
}

/// How a widget looks (v20250224).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Style {
    /// The name of a Google font.
    pub font_name: String,
}

/// Where a widget other than Connect begins (v20250224).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeepLinkParams {
    /// `direct-deposit`.
    pub launch_integration: String,
}

/// Which widget to open, and how (MX docs, request widget URL; Connect configuration).
///
/// Begin with [`verification`](Self::verification), [`aggregation`](Self::aggregation) or
/// [`new`](Self::new) and set what differs; what is `None` isn't sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WidgetUrlRequest {
    /// Which widget.
    pub widget_type: WidgetType,
    /// What the Connect widget is for. MX's default: aggregation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<WidgetMode>,
    /// The products to ask for; succeeds `mode` in v20250224, where sending both is accepted. Not
    /// sent to v20111101.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_request: Option<DataRequest>,
    /// Whether the widget's own job reads transactions. MX's default: only when aggregating.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_transactions: Option<bool>,
    /// Whether a job that reads the accounts' owners follows. MX's default: no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_identity: Option<bool>,
    /// Whether members made in this session are left alone afterwards. MX's default: only when
    /// verifying.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_background_agg: Option<bool>,
    /// Open on this member, to repair it. Goes before the institution options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_member_guid: Option<String>,
    /// Open on the credentials of the institution with this code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_institution_code: Option<String>,
    /// Open on the credentials of the institution with this guid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_institution_guid: Option<String>,
    /// Go on with this microdeposit (v20250224, verification mode).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_microdeposit_guid: Option<String>,
    /// Open on the credentials even if the member doesn't need new ones. MX advises to leave that
    /// to the widget and to give `current_member_guid` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_credentials: Option<bool>,
    /// Don't search. Needs one of the `current_…` options; ways back to the search are still
    /// drawn, and tell the embedding page when they are used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_institution_search: Option<bool>,
    /// Light, dark, or as the browser says. MX's default: light.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color_scheme: Option<ColorScheme>,
    /// Only institutions of these countries: `US`, `CA`, `MX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso_country_code: Option<Vec<String>>,
    /// What members made in this session are used for; compulsory for clients who agreed on it
    /// with MX.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_cases: Option<Vec<UseCase>>,
    /// Version of the messages the widget posts. [`new`](Self::new) sets 4, the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_message_version: Option<u32>,
    /// URL scheme of messages sent as navigations and of the return from OAuth. MX's default:
    /// `mx`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_message_webview_url_scheme: Option<String>,
    /// Send messages as navigations instead of posting them. MX's default: no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_mobile_webview: Option<bool>,
    /// What MX does at the end of OAuth. MX's default: the app if `is_mobile_webview`, else the
    /// browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_referral_source: Option<OauthReferralSource>,
    /// Where OAuth ends; needs the referral source APP or `is_mobile_webview`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_redirect_url: Option<String>,
    /// Whether OAuth may switch to the bank's own app (Chase). MX's default: yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_app2app: Option<bool>,
    /// Language of widgets other than Connect; for Connect use
    /// [`accept_language`](Self::accept_language).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// How the widget looks (v20250224).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// Where a widget other than Connect begins (v20250224).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_link_params: Option<DeepLinkParams>,
    /// The insight on top (Pulse widget).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insight_guid: Option<String>,
    /// Tells instances of a micro widget apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub microwidget_instance_id: Option<String>,
    /// Only connections of the use case (Connections widget, v20111101).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections_use_case_filter: Option<bool>,
    /// The origin the widget posts its messages to. Not documented for this request: MX may ignore
    /// or refuse it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_origin_referrer: Option<String>,
    /// The Connect widget's language: `en`, `es` or `fr-CA`. Sent as `Accept-Language`, in place of
    /// the client's own.
    #[serde(skip)]
    pub accept_language: Option<String>,
}

impl WidgetUrlRequest {
    /// A widget of this type, with the newest messages.
    #[must_use]
    pub fn new(widget_type: WidgetType) -> Self {
        Self {
            widget_type,
            mode: None,
            data_request: None,
            include_transactions: None,
            include_identity: None,
            disable_background_agg: None,
            current_member_guid: None,
            current_institution_code: None,
            current_institution_guid: None,
            current_microdeposit_guid: None,
            update_credentials: None,
            disable_institution_search: None,
            color_scheme: None,
            iso_country_code: None,
            use_cases: None,
            ui_message_version: Some(4),
            ui_message_webview_url_scheme: None,
            is_mobile_webview: None,
            oauth_referral_source: None,
            client_redirect_url: None,
            enable_app2app: None,
            locale: None,
            style: None,
            deep_link_params: None,
            insight_guid: None,
            microwidget_instance_id: None,
            connections_use_case_filter: None,
            target_origin_referrer: None,
            accept_language: None,
        }
    }

    /// Connect, to obtain account and routing numbers: in the words of both generations of the
    /// API.
    #[must_use]
    pub fn verification() -> Self {
        Self::connect(WidgetMode::Verification, Product::AccountVerification)
    }

    /// Connect, to read accounts and transactions: in the words of both generations of the API.
    #[must_use]
    pub fn aggregation() -> Self {
        Self::connect(WidgetMode::Aggregation, Product::Transactions)
    }

    /// The whole body that [`WidgetUrls::create`] sends in a generation, for whoever wants to show it.
    #[must_use]
    pub fn body(&self, version: ApiVersion) -> WidgetUrlBody<'_> {
        let mut widget = Cow::Borrowed(self);
        if version == ApiVersion::V20111101 && widget.data_request.is_some() {
            // That generation says the same by `mode`.
            widget.to_mut().data_request = None;
        }
        WidgetUrlBody { widget_url: widget }
    }

    fn language(&self) -> Result<Option<HeaderValue>, Error> {
        let language = self.accept_language.as_deref();
        language
            .map(|language| header_value("accept_language", language))
            .transpose()
    }

    fn connect(mode: WidgetMode, product: Product) -> Self {
        Self {
            mode: Some(mode),
            data_request: Some(DataRequest {
                products: vec![product],
            }),
            ..Self::new(WidgetType::Connect)
        }
    }
}

/// A request as it goes out, `{"widget_url": {…}}`. Made by [`WidgetUrlRequest::body`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WidgetUrlBody<'a> {
    widget_url: Cow<'a, WidgetUrlRequest>,
}

/// A widget URL, valid for ten minutes or until its first use.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct WidgetUrl {
    /// Which widget it opens.
    #[serde(rename = "type")]
    pub widget_type: Option<WidgetType>,
    /// The URL. Whoever has it acts as the user: never store, log or reuse it.
    #[serde(deserialize_with = "lenient::secret")]
    pub url: Option<SecretString>,
    /// The partner's own identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_id: Option<String>,
}

impl fmt::Debug for WidgetUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WidgetUrl")
            .field("widget_type", &self.widget_type)
            .finish_non_exhaustive()
    }
}

impl Resource for WidgetUrl {
    const ONE: &'static str = "widget_url";
    const MANY: &'static str = "widget_urls";
}

/// The widgets of a user. Made by [`Client::widget_urls`].
#[derive(Clone)]
pub struct WidgetUrls {
    client: Client,
    user: String,
}

impl Client {
    /// The widgets of a user, named by MX's guid.
    #[must_use]
    pub fn widget_urls(&self, user: impl Into<String>) -> WidgetUrls {
        WidgetUrls {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl WidgetUrls {
    /// Asks for a widget URL. Each mount of a widget, and each reload, needs its own.
    ///
    /// # Errors
    /// 403 when the widget or the product isn't enabled for the client, or any other [`Error`].
    pub async fn create(&self, widget: &WidgetUrlRequest) -> Result<WidgetUrl, Error> {
        let language = widget.language()?;
        let route = Route::new("/users/{user}/widget_urls", &[&self.user]);
        let call = Call::new(Method::Post, &route, WidgetUrl::ONE)
            .whole_body(&widget.body(self.client.api_version))?
            .accept_language(language)
            .takes_payload();
        self.client.execute(call, envelope::one).await
    }

    /// Asks for a Connect widget at the endpoint that [`create`](Self::create) has replaced
    /// (v20111101). Of the options it knows those that are as old as itself; the others aren't
    /// sent. The answer has a URL alone.
    ///
    /// # Errors
    /// 404 in v20250224, which no longer has it, or any other [`Error`].
    pub async fn create_deprecated(&self, widget: &WidgetUrlRequest) -> Result<WidgetUrl, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            config: Config<'a>,
        }
        let route = Route::new("/users/{user}/connect_widget_url", &[&self.user]);
        let config = Config::from(widget);
        let call = Call::new(Method::Post, &route, ConnectWidgetUrl::ONE)
            .whole_body(&Body { config })?
            .accept_language(widget.language()?);
        let answer: ConnectWidgetUrl = self.client.execute(call, envelope::one).await?;
        Ok(WidgetUrl {
            widget_type: Some(WidgetType::Connect),
            url: answer.connect_widget_url,
            user_id: None,
        })
    }
}

/// The answer of the replaced endpoint: the user, with a URL.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ConnectWidgetUrl {
    #[serde(deserialize_with = "lenient::secret")]
    connect_widget_url: Option<SecretString>,
}

impl Resource for ConnectWidgetUrl {
    const ONE: &'static str = "user";
    const MANY: &'static str = "users";
}

/// The options of the replaced endpoint.
#[derive(Serialize)]
struct Config<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a WidgetMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    include_transactions: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    include_identity: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_background_agg: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current_member_guid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current_institution_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_credentials: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_institution_search: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color_scheme: Option<&'a ColorScheme>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ui_message_version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ui_message_webview_url_scheme: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_mobile_webview: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oauth_referral_source: Option<&'a OauthReferralSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_redirect_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enable_app2app: Option<bool>,
}

impl<'a> From<&'a WidgetUrlRequest> for Config<'a> {
    fn from(widget: &'a WidgetUrlRequest) -> Self {
        Self {
            mode: widget.mode.as_ref(),
            include_transactions: widget.include_transactions,
            include_identity: widget.include_identity,
            disable_background_agg: widget.disable_background_agg,
            current_member_guid: widget.current_member_guid.as_deref(),
            current_institution_code: widget.current_institution_code.as_deref(),
            update_credentials: widget.update_credentials,
            disable_institution_search: widget.disable_institution_search,
            color_scheme: widget.color_scheme.as_ref(),
            ui_message_version: widget.ui_message_version,
            ui_message_webview_url_scheme: widget.ui_message_webview_url_scheme.as_deref(),
            is_mobile_webview: widget.is_mobile_webview,
            oauth_referral_source: widget.oauth_referral_source.as_ref(),
            client_redirect_url: widget.client_redirect_url.as_deref(),
            enable_app2app: widget.enable_app2app,
        }
    }
}
