//! What to create a member with, and what to change.

use serde::Serialize;

use super::{
    CredentialValue, DataRequest, Member, OauthReferralSource, Product, UseCase,
    credentials::Exposed,
};
use crate::{ApiVersion, Error, Resource};

/// How OAuth ends (MX docs, OAuth guide). What is `None` isn't sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OauthOptions {
    /// What MX does at the end. MX's default: the browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral_source: Option<OauthReferralSource>,
    /// Where OAuth ends; needs the referral source APP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_redirect_url: Option<String>,
    /// URL scheme of the return to the app; needs the referral source APP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_message_webview_url_scheme: Option<String>,
    /// Whether OAuth may switch to the bank's own app (Chase). MX's default: yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_app2app: Option<bool>,
}

/// How to ask for an OAuth member's login page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OauthWindowRequest {
    /// How OAuth ends.
    pub oauth: OauthOptions,
    /// Start no aggregation when the person comes back. MX's default: start one.
    pub skip_aggregation: Option<bool>,
}

impl OauthWindowRequest {
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        let OauthOptions {
            referral_source,
            client_redirect_url,
            ui_message_webview_url_scheme,
            enable_app2app,
        } = &self.oauth;
        [
            (
                "referral_source",
                referral_source.as_ref().map(ToString::to_string),
            ),
            ("client_redirect_url", client_redirect_url.clone()),
            (
                "ui_message_webview_url_scheme",
                ui_message_webview_url_scheme.clone(),
            ),
            (
                "enable_app2app",
                enable_app2app.map(|flag| flag.to_string()),
            ),
            (
                "skip_aggregation",
                self.skip_aggregation.map(|flag| flag.to_string()),
            ),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }
}

/// What an aggregation reads (v20111101). What is `None` isn't sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AggregateParts {
    /// Whether holdings are read.
    pub include_holdings: Option<bool>,
    /// Whether transactions are read. MX's default: yes.
    pub include_transactions: Option<bool>,
}

impl AggregateParts {
    pub(super) fn query(self, version: ApiVersion) -> Vec<(&'static str, String)> {
        match version {
            ApiVersion::V20250224 => Vec::new(),
            ApiVersion::V20111101 => [
                ("include_holdings", self.include_holdings),
                ("include_transactions", self.include_transactions),
            ]
            .into_iter()
            .filter_map(|(name, flag)| Some((name, flag?.to_string())))
            .collect(),
        }
    }
}

/// What to create a member with (MX docs, create member).
///
/// Begin with [`with_credentials`](Self::with_credentials) or [`oauth`](Self::oauth) and set what
/// differs; what is `None` isn't sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MemberCreateRequest {
    /// The institution's code.
    pub institution_code: String,
    /// What the institution wants to know at the login; empty for an OAuth member.
    pub credentials: Vec<CredentialValue>,
    /// Whether the person logs in at the bank's own page.
    pub is_oauth: bool,
    /// The products to read at once. v20111101 knows no products: there, every new member is
    /// aggregated, unless `skip_aggregation` says otherwise.
    pub data_request: Option<DataRequest>,
    /// The partner's own identifier.
    pub id: Option<String>,
    /// Free text of the partner's. Never secrets.
    pub metadata: Option<String>,
    /// Whether MX leaves the member alone between jobs that are asked for.
    pub background_aggregation_is_disabled: Option<bool>,
    /// What the member is used for; compulsory for clients who agreed on it with MX.
    pub use_cases: Option<Vec<UseCase>>,
    /// Start no aggregation (v20111101; not sent to v20250224, where `data_request` decides).
    pub skip_aggregation: Option<bool>,
    /// How OAuth ends.
    pub oauth: OauthOptions,
}

impl MemberCreateRequest {
    /// A member that logs in with credentials.
    pub fn with_credentials(
        institution_code: impl Into<String>,
        credentials: impl IntoIterator<Item = CredentialValue>,
        products: impl IntoIterator<Item = Product>,
    ) -> Self {
        Self {
            credentials: credentials.into_iter().collect(),
            is_oauth: false,
            ..Self::oauth(institution_code, products)
        }
    }

    /// A member whose person logs in at the bank's own page: open
    /// [`Member::oauth_window_uri`] of the answer in the system's browser.
    pub fn oauth(
        institution_code: impl Into<String>,
        products: impl IntoIterator<Item = Product>,
    ) -> Self {
        Self {
            institution_code: institution_code.into(),
            credentials: Vec::new(),
            is_oauth: true,
            data_request: Some(DataRequest {
                products: products.into_iter().collect(),
            }),
            id: None,
            metadata: None,
            background_aggregation_is_disabled: None,
            use_cases: None,
            skip_aggregation: None,
            oauth: OauthOptions::default(),
        }
    }

    pub(super) fn body(&self, version: ApiVersion) -> Result<CreateBody<'_>, Error> {
        if self.credentials.is_empty() && !self.is_oauth {
            return Err(Error::InvalidInput {
                field: "credentials",
                reason: "they are empty, and the member is not an OAuth member",
            });
        }
        let is_newest = version == ApiVersion::V20250224;
        let data_request = self
            .data_request
            .as_ref()
            .filter(|request| is_newest && !request.products.is_empty());
        Ok(CreateBody {
            member: Fields {
                institution_code: Some(&self.institution_code),
                is_oauth: self.is_oauth.then_some(true),
                credentials: Exposed(&self.credentials),
                id: self.id.as_deref(),
                metadata: self.metadata.as_deref(),
                background_aggregation_is_disabled: self.background_aggregation_is_disabled,
                use_cases: self.use_cases.as_deref(),
                skip_aggregation: self.skip_aggregation.filter(|_| !is_newest),
            },
            data_request,
            oauth: &self.oauth,
        })
    }
}

/// What to change of a member (MX docs, update member). At least one field must be given.
#[derive(Clone, Debug, Default)]
pub struct MemberUpdateRequest {
    /// New credentials; they start an aggregation. Empty: they stay as they are.
    pub credentials: Vec<CredentialValue>,
    /// The partner's own identifier.
    pub id: Option<String>,
    /// Free text of the partner's. Never secrets.
    pub metadata: Option<String>,
    /// Whether MX leaves the member alone between jobs that are asked for.
    pub background_aggregation_is_disabled: Option<bool>,
    /// What the member is used for.
    pub use_cases: Option<Vec<UseCase>>,
    /// Start no aggregation (v20111101; not sent to v20250224).
    pub skip_aggregation: Option<bool>,
}

impl MemberUpdateRequest {
    pub(super) fn fields(&self, version: ApiVersion) -> Result<Fields<'_>, Error> {
        let fields = Fields {
            institution_code: None,
            is_oauth: None,
            credentials: Exposed(&self.credentials),
            id: self.id.as_deref(),
            metadata: self.metadata.as_deref(),
            background_aggregation_is_disabled: self.background_aggregation_is_disabled,
            use_cases: self.use_cases.as_deref(),
            skip_aggregation: self
                .skip_aggregation
                .filter(|_| version == ApiVersion::V20111101),
        };
        // MX refuses an empty `member` object, so it isn't sent.
        let is_empty = fields.credentials.is_empty()
            && fields.id.is_none()
            && fields.metadata.is_none()
            && fields.background_aggregation_is_disabled.is_none()
            && fields.use_cases.is_none()
            && fields.skip_aggregation.is_none();
        if is_empty {
            return Err(Error::InvalidInput {
                field: Member::ONE,
                reason: "no field is given",
            });
        }
        Ok(fields)
    }
}

/// The `member` object of both requests.
#[derive(Serialize)]
pub(super) struct Fields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    institution_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_oauth: Option<bool>,
    #[serde(skip_serializing_if = "Exposed::is_empty")]
    credentials: Exposed<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    background_aggregation_is_disabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    use_cases: Option<&'a [UseCase]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_aggregation: Option<bool>,
}

/// A whole create request: some options stand beside the member.
#[derive(Serialize)]
pub(super) struct CreateBody<'a> {
    member: Fields<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_request: Option<&'a DataRequest>,
    #[serde(flatten)]
    oauth: &'a OauthOptions,
}
