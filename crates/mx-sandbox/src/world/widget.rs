//! Widget URLs and the sessions they open.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::{
    AdditionalProduct, World,
    institution::Product,
    job::{Job, JobKind},
    member::MemberAttributes,
    random::{guid, token},
};
use crate::error::{SandboxError, TokenRefusal};

const WIDGET_URL_LIFE: Duration = Duration::from_secs(600);
/// Length of the token in a widget URL of MX.
const WIDGET_TOKEN_LENGTH: usize = 340;

/// What a session of Connect is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Accounts, balances and transactions.
    #[default]
    Aggregation,
    /// Account and routing numbers.
    Verification,
    /// Rewards.
    Reward,
    /// Tax documents.
    Tax,
}

/// The colours the page is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorScheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// What the browser prefers.
    Browser,
}

/// Who opens the bank's page in an OAuth flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum OauthReferralSource {
    /// The widget, in a new browser window.
    Browser,
    /// The host application.
    App,
}

/// What a member may be used for (MX docs, use cases).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UseCase {
    /// Personal finance management.
    Pfm,
    /// Moving money.
    MoneyMovement,
}

impl UseCase {
    /// The name the API carries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pfm => "PFM",
            Self::MoneyMovement => "MONEY_MOVEMENT",
        }
    }
}

/// The products asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequest {
    /// At least one.
    pub products: Vec<Product>,
}

/// A Google font to draw the page in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// The font's name.
    pub font_name: String,
}

/// The options of a widget URL request (MX docs, request widget URL). Fields that other widgets
/// alone read are checked by the API and not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WidgetConfig {
    /// The older way to say what the session is for; [`WidgetConfig::mode`] decides.
    #[serde(rename = "mode")]
    pub requested_mode: Option<Mode>,
    /// The newer way to say it; wins over the mode.
    pub data_request: Option<DataRequest>,
    /// Whether the widget's job also reads transactions.
    pub include_transactions: Option<bool>,
    /// Whether an identity job follows the main one.
    pub include_identity: Option<bool>,
    /// Whether members created here are kept out of the daily update.
    pub disable_background_agg: Option<bool>,
    /// Open on this member.
    pub current_member_guid: Option<String>,
    /// Open on this institution's credentials.
    pub current_institution_code: Option<String>,
    /// Open on this institution's credentials.
    pub current_institution_guid: Option<String>,
    /// Resume this microdeposit.
    pub current_microdeposit_guid: Option<String>,
    /// Ask for credentials again whatever the member's status.
    pub update_credentials: Option<bool>,
    /// Leave the search out.
    pub disable_institution_search: Option<bool>,
    /// Colours; light unless told.
    pub color_scheme: Option<ColorScheme>,
    /// Only institutions of these countries.
    pub iso_country_code: Option<Vec<String>>,
    /// What created members are for.
    pub use_cases: Option<Vec<UseCase>>,
    /// Version of the messages to the host; 4 unless told.
    pub ui_message_version: Option<u32>,
    /// Scheme of messages sent as navigations, and of the OAuth return; `mx` unless told.
    pub ui_message_webview_url_scheme: Option<String>,
    /// Send messages as navigations.
    pub is_mobile_webview: Option<bool>,
    /// Who opens the bank's page; see [`WidgetConfig::oauth_referral_source`].
    #[serde(rename = "oauth_referral_source")]
    pub requested_oauth_referral_source: Option<OauthReferralSource>,
    /// Where OAuth ends.
    pub client_redirect_url: Option<String>,
    /// Whether a bank's own app may take over.
    pub enable_app2app: Option<bool>,
    /// Font.
    pub style: Option<Style>,
    /// What is offered beside what the session asks for; the client's profile says it otherwise. Not
    /// in MX's API reference; the page's published source reads it.
    pub additional_product_option: Option<AdditionalProduct>,
    /// Shows a way back on the first view, which only tells the host. Not in MX's API reference; the
    /// page's published source reads it.
    pub show_back_button: Option<bool>,
    /// The origin messages go to, before any other rule. Not in MX's API reference; the page's
    /// published source reads it.
    pub target_origin_referrer: Option<String>,
}

impl WidgetConfig {
    /// What the session is for: the products where given, the mode otherwise.
    #[must_use]
    pub fn mode(&self) -> Mode {
        let Some(request) = &self.data_request else {
            return self.requested_mode.unwrap_or_default();
        };
        if request.products.contains(&Product::AccountVerification) {
            Mode::Verification
        } else if request.products.contains(&Product::Rewards) {
            Mode::Reward
        } else {
            Mode::Aggregation
        }
    }

    /// Whether account numbers are wanted.
    #[must_use]
    pub fn is_verification(&self) -> bool {
        self.mode() == Mode::Verification
    }

    /// Whether the session asks for the product already.
    #[must_use]
    pub(crate) fn includes(&self, product: AdditionalProduct) -> bool {
        match product {
            AdditionalProduct::AccountVerification => self.is_verification(),
            AdditionalProduct::Transactions => self.job().transactions,
        }
    }

    /// The session with a further product, for one connection: what was asked for stays asked for,
    /// and the member may be used for the product too.
    #[must_use]
    pub(crate) fn with(mut self, product: AdditionalProduct) -> Self {
        let (wanted, use_case) = match product {
            AdditionalProduct::AccountVerification => {
                (Product::AccountVerification, UseCase::MoneyMovement)
            }
            AdditionalProduct::Transactions => (Product::Transactions, UseCase::Pfm),
        };
        // Verification alone would keep the member out of the daily update.
        self.disable_background_agg = Some(self.background_aggregation_is_disabled());
        self.include_transactions = Some(true);
        if let Some(request) = &mut self.data_request {
            request.products.push(wanted);
        } else if product == AdditionalProduct::AccountVerification {
            self.requested_mode = Some(Mode::Verification);
        }
        self.use_cases.get_or_insert_default().push(use_case);
        self
    }

    /// The job the page runs for a member.
    #[must_use]
    pub fn job(&self) -> Job {
        let asks = |product| {
            self.data_request
                .as_ref()
                .is_some_and(|request| request.products.contains(&product))
        };
        let jobs = [
            (Product::AccountVerification, JobKind::Verification),
            (Product::IdentityVerification, JobKind::Identification),
            (Product::Transactions, JobKind::Aggregation),
            (Product::TransactionHistory, JobKind::History),
            (Product::Statements, JobKind::Statement),
        ];
        // Transactions beside account numbers are part of the verification.
        let apart = |product| product != Product::Transactions || !self.is_verification();
        let mut asked = jobs
            .iter()
            .filter(|(product, _)| asks(*product) && apart(*product));
        let kind = match (asked.next(), asked.next()) {
            (Some(_), Some(_)) => JobKind::Combination,
            (Some((_, kind)), None) => *kind,
            (None, _) if self.is_verification() => JobKind::Verification,
            (None, _) => JobKind::Aggregation,
        };
        Job {
            numbers: self.is_verification(),
            transactions: asks(Product::Transactions)
                || self
                    .include_transactions
                    .unwrap_or(kind == JobKind::Aggregation),
            history: asks(Product::TransactionHistory),
            identity: asks(Product::IdentityVerification) || self.include_identity.unwrap_or(false),
            ..Job::only(kind)
        }
    }

    /// Whether members created in the session are kept out of the daily update: not in
    /// aggregation, but in verification, unless told.
    #[must_use]
    pub fn background_aggregation_is_disabled(&self) -> bool {
        self.disable_background_agg
            .unwrap_or_else(|| self.is_verification())
    }

    /// What members created in the session are given.
    #[must_use]
    pub fn member_attributes(&self) -> MemberAttributes {
        MemberAttributes {
            background_aggregation_is_disabled: Some(self.background_aggregation_is_disabled()),
            use_cases: self.use_cases.clone(),
            ..MemberAttributes::default()
        }
    }

    /// Who opens the bank's page: the app in a mobile webview, the browser elsewhere, unless told.
    #[must_use]
    pub fn oauth_referral_source(&self) -> OauthReferralSource {
        self.requested_oauth_referral_source
            .unwrap_or(if self.is_mobile_webview.unwrap_or(false) {
                OauthReferralSource::App
            } else {
                OauthReferralSource::Browser
            })
    }

    /// Version of the messages to the host.
    #[must_use]
    pub fn message_version(&self) -> u32 {
        self.ui_message_version.unwrap_or(4)
    }

    /// Scheme of messages sent as navigations.
    #[must_use]
    pub fn url_scheme(&self) -> &str {
        self.ui_message_webview_url_scheme
            .as_deref()
            .unwrap_or("mx")
    }
}

/// The languages Connect speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// Canadian French.
    CanadianFrench,
}

impl Language {
    /// The language tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::CanadianFrench => "fr-CA",
        }
    }

    /// The first language of an `Accept-Language` header that Connect speaks; English without one.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .map(|range| range.split(';').next().unwrap_or_default().trim())
            .find_map(|tag| {
                let primary = tag.split('-').next().unwrap_or_default();
                match primary.to_ascii_lowercase().as_str() {
                    "en" => Some(Self::English),
                    "es" => Some(Self::Spanish),
                    "fr" => Some(Self::CanadianFrench),
                    _ => None,
                }
            })
            .unwrap_or_default()
    }
}

/// An opened widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WidgetSession {
    /// `ANS-…`; goes into the metadata of every message.
    pub session_guid: String,
    /// Whose session it is.
    pub user_guid: String,
    /// What was asked for.
    pub config: WidgetConfig,
    /// What language to speak.
    pub language: Language,
}

/// A widget URL handed out: it opens a session once, for a while.
pub(crate) struct IssuedToken {
    pub(crate) session: WidgetSession,
    pub(crate) expires: Instant,
    pub(crate) used: bool,
}

impl World {
    /// A URL that opens Connect for a user, once, within ten minutes; none for an unknown user.
    ///
    /// # Errors
    /// [`SandboxError::Randomness`].
    pub fn issue_widget_url(
        &self,
        user_guid: &str,
        config: WidgetConfig,
        language: Language,
    ) -> Result<Option<String>, SandboxError> {
        let token = token(WIDGET_TOKEN_LENGTH)?;
        let now = self.now();
        let mut state = self.state();
        if !state.users.iter().any(|user| user.guid == user_guid) {
            return Ok(None);
        }
        let url = format!("{}/md/connect/{token}", self.widget_origin());
        let issued = IssuedToken {
            session: WidgetSession {
                session_guid: guid("ANS"),
                user_guid: user_guid.to_owned(),
                config,
                language,
            },
            expires: now + self.scaled(WIDGET_URL_LIFE),
            used: false,
        };
        // A token is remembered for a while after its end, to say "expired" instead of "unknown".
        let forgotten = self.scaled(WIDGET_URL_LIFE * 6);
        state
            .tokens
            .retain(|_, issued| issued.expires + forgotten > now);
        state.tokens.insert(token, issued);
        Ok(Some(url))
    }

    /// Makes a widget URL one that doesn't open any more.
    pub(crate) fn spoil_widget_token(&self, token: &str, refusal: TokenRefusal) {
        let now = self.now();
        let mut state = self.state();
        match (state.tokens.get_mut(token), refusal) {
            (Some(issued), TokenRefusal::Used) => issued.used = true,
            (Some(issued), TokenRefusal::Expired) => issued.expires = now,
            (Some(_), TokenRefusal::Unknown) | (None, _) => {}
        }
    }

    /// Opens the session of a widget URL: the first time only.
    ///
    /// # Errors
    /// See [`TokenRefusal`].
    pub fn redeem_widget_token(&self, token: &str) -> Result<WidgetSession, TokenRefusal> {
        let now = self.now();
        let mut state = self.state();
        let issued = state.tokens.get_mut(token).ok_or(TokenRefusal::Unknown)?;
        if issued.used {
            return Err(TokenRefusal::Used);
        }
        if issued.expires <= now {
            return Err(TokenRefusal::Expired);
        }
        issued.used = true;
        Ok(issued.session.clone())
    }
}
