//! The options of a widget, as MX's request for a widget URL has them, and what is shown of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SessionMode;

/// The options of a widget URL request, under MX's names (MX docs, request widget URL). What is
/// none isn't sent, and MX's default holds. Words are kept as they are typed, also those MX doesn't
/// document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct WidgetOptions {
    /// Which widget; none: Connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub widget_type: Option<String>,
    /// What Connect is for, in the older words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// What Connect is for, in the newer words; they go first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_request: Option<DataRequest>,
    /// Whether the widget's job reads transactions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_transactions: Option<bool>,
    /// Whether a job that reads the accounts' owners follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include_identity: Option<bool>,
    /// Whether new members are left out of MX's daily update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_background_agg: Option<bool>,
    /// What new members are used for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_cases: Option<Vec<String>>,
    /// Open on this member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_member_guid: Option<String>,
    /// Ask for credentials whatever the member's status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_credentials: Option<bool>,
    /// Open on the institution with this code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_institution_code: Option<String>,
    /// Open on the institution with this guid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_institution_guid: Option<String>,
    /// Go on with this microdeposit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_microdeposit_guid: Option<String>,
    /// Leave the search out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_institution_search: Option<bool>,
    /// Only institutions of these countries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso_country_code: Option<Vec<String>>,
    /// Light, dark, or as the browser says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color_scheme: Option<String>,
    /// A font.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<WidgetStyle>,
    /// How OAuth ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_referral_source: Option<String>,
    /// URL scheme of the way back from OAuth, and of messages that are navigations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_message_webview_url_scheme: Option<String>,
    /// Where OAuth ends instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_redirect_url: Option<String>,
    /// Whether OAuth may switch to the bank's own app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_app2app: Option<bool>,
    /// Version of the messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_message_version: Option<u32>,
    /// Send messages as navigations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_mobile_webview: Option<bool>,
    /// Language of widgets other than Connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Where a widget other than Connect begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_link_params: Option<DeepLinkParams>,
    /// The insight on top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insight_guid: Option<String>,
    /// Tells instances of a micro widget apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub microwidget_instance_id: Option<String>,
    /// Only connections of the use cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections_use_case_filter: Option<bool>,
}

/// The products a widget is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DataRequest {
    /// MX's names of the products.
    pub products: Vec<String>,
}

/// How a widget looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct WidgetStyle {
    /// Name of a Google font.
    pub font_name: String,
}

/// Where a widget other than Connect begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DeepLinkParams {
    /// `direct-deposit`.
    pub launch_integration: String,
}

/// A generation of MX's API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum ApiGeneration {
    /// The newer one; all other calls of the desk are made in it.
    #[default]
    #[serde(rename = "v20250224")]
    V20250224,
    /// The older one.
    #[serde(rename = "v20111101")]
    V20111101,
}

/// An institution to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstitutionRow {
    /// MX's code (`mxbank`).
    pub code: String,
    /// MX's guid (`INS-…`), if MX said.
    pub guid: Option<String>,
    /// Its name.
    pub name: String,
    /// ISO 3166 code of its country, if MX said.
    pub country: Option<String>,
    /// A person signs in at the bank's own page.
    pub is_oauth: bool,
    /// It has account numbers, if MX said.
    pub has_numbers: Option<bool>,
}

/// One page of institutions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstitutionList {
    /// The institutions, in MX's order.
    pub institutions: Vec<InstitutionRow>,
    /// The page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many institutions there are on all pages.
    pub total: u32,
}

/// Everything that decides a widget URL request beside whom it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct WidgetSetup {
    /// The generation the request is made in.
    pub generation: ApiGeneration,
    /// The widget's language, sent as `Accept-Language`; none: MX's default.
    pub language: Option<String>,
    /// The body's options.
    pub options: WidgetOptions,
}

/// For whom a request is written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RequestTarget {
    /// A frame in this desk's own window.
    #[default]
    Here,
    /// This desk's customer window.
    Window,
    /// A link this desk hands out.
    Link,
    /// An app that isn't this desk: the options and nothing else.
    OtherApp,
}

/// An option, by MX's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[expect(
    missing_docs,
    reason = "each is the field of WidgetOptions with this name"
)]
pub enum OptionName {
    WidgetType,
    Mode,
    DataRequest,
    IncludeTransactions,
    IncludeIdentity,
    DisableBackgroundAgg,
    UseCases,
    CurrentMemberGuid,
    UpdateCredentials,
    CurrentInstitutionCode,
    CurrentInstitutionGuid,
    CurrentMicrodepositGuid,
    DisableInstitutionSearch,
    IsoCountryCode,
    ColorScheme,
    Style,
    OauthReferralSource,
    UiMessageWebviewUrlScheme,
    ClientRedirectUrl,
    EnableApp2app,
    UiMessageVersion,
    IsMobileWebview,
    Locale,
    DeepLinkParams,
    InsightGuid,
    MicrowidgetInstanceId,
    ConnectionsUseCaseFilter,
}

/// Where an option stands in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OptionGroup {
    /// What the widget is for and which data it reads.
    Purpose,
    /// What it opens on, and what can be searched.
    Opening,
    /// How it looks.
    Look,
    /// Signing in at the bank's own page.
    Oauth,
    /// How it speaks to the app around it.
    Messages,
    /// What widgets other than Connect read.
    OtherWidgets,
}

/// What an option can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[ts(export)]
pub enum OptionKind {
    /// True or false.
    Flag,
    /// One of MX's words.
    Word {
        /// Those MX documents.
        words: Vec<String>,
    },
    /// Several of MX's words.
    Words {
        /// Those MX documents.
        words: Vec<String>,
    },
    /// Anything.
    Text,
    /// A whole number.
    Number,
    /// An institution's code.
    InstitutionCode,
    /// An institution's guid.
    InstitutionGuid,
    /// A member's guid.
    Member,
}

/// What is known about an option, whatever it is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OptionView {
    /// MX's name.
    pub name: OptionName,
    /// Where it stands in the form.
    pub group: OptionGroup,
    /// What it can be.
    pub kind: OptionKind,
    /// What holds at MX when it isn't sent; none: nothing does.
    pub default: Option<String>,
    /// The generations that document it.
    pub generations: Vec<ApiGeneration>,
    /// Connect reads it.
    pub is_for_connect: bool,
}

/// The request a setup leads to, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WidgetPreview {
    /// The request's body, as it is sent.
    pub json: String,
    /// The same for a shell; keys are named, never written out.
    pub curl: String,
    /// The same for the Rust client of this repository.
    pub rust: String,
    /// What a session with these options is for.
    pub mode: SessionMode,
    /// This desk can open it: it opens Connect alone.
    pub can_open: bool,
    /// The language that is asked for, by the setup or else as the app's own; none: MX's default.
    pub language: Option<String>,
    /// What is wrong or in vain, the worst first.
    pub findings: Vec<OptionFinding>,
    /// What this desk sets by itself.
    pub set_by_desk: Vec<DeskSetting>,
}

/// Something to know about how options are set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OptionFinding {
    /// How bad it is.
    pub weight: FindingWeight,
    /// The options it is about, the one to change first.
    pub options: Vec<OptionName>,
    /// What it is, and what to do, in plain words.
    pub text: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FindingWeight {
    /// MX's documents rule it out.
    Contradiction,
    /// It changes nothing as it is.
    NoEffect,
    /// It works, and there is something better.
    Advice,
}

/// An option this desk sets by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeskSetting {
    /// Which.
    pub option: OptionName,
    /// What it is set to, as in JSON; none: it isn't sent.
    pub value: Option<String>,
    /// Whatever else is chosen for it doesn't count.
    pub is_fixed: bool,
    /// Why, in plain words.
    pub why: String,
}

/// What was read from a text somebody pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PastedOptions {
    /// What could be used.
    pub options: WidgetOptions,
    /// What could not, in plain words.
    pub refused: Vec<String>,
}

/// A setup under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WidgetPreset {
    /// Identifies it.
    pub id: String,
    /// The name the person gave it; no two have the same.
    pub name: String,
    /// What it sets.
    pub setup: WidgetSetup,
}

/// What was taken from a file of presets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportedPresets {
    /// How many presets were added.
    pub added: u32,
    /// What could not be used, in plain words.
    pub refused: Vec<String>,
}

/// A form of the request that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RequestForm {
    /// The body.
    Json,
    /// A line for a shell.
    Curl,
    /// Rust.
    Rust,
}
