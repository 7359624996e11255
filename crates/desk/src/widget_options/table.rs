//! What is known about each option, whatever it is set to (MX docs, request widget URL; both
//! OpenAPI documents).

use crate::view::{ApiGeneration, OptionGroup, OptionKind, OptionName, OptionView};

use ApiGeneration::{V20111101 as Older, V20250224 as Newer};
use OptionGroup::{Look, Messages, Oauth, Opening, OtherWidgets, Purpose};
use OptionName as Name;

pub(super) const CONNECT: &str = "connect_widget";
pub(super) const MODES: [&str; 2] = ["verification", "aggregation"];
pub(super) const ACCOUNT_VERIFICATION: &str = "account_verification";
pub(super) const PRODUCTS: [&str; 7] = [
    ACCOUNT_VERIFICATION,
    "identity_verification",
    "transactions",
    "transaction_history",
    "statements",
    "investments",
    "rewards",
];
pub(super) const USE_CASES: [&str; 2] = ["PFM", "MONEY_MOVEMENT"];
pub(super) const COUNTRIES: [&str; 3] = ["US", "CA", "MX"];
pub(super) const COLOR_SCHEMES: [&str; 3] = ["light", "dark", "browser"];
pub(super) const REFERRAL_SOURCES: [&str; 2] = ["APP", "BROWSER"];
pub(super) const LANGUAGES: [&str; 3] = ["en", "es", "fr-CA"];
/// Widgets that MX names in its list of widget types, Connect first.
pub(super) const WIDGET_TYPES: [&str; 33] = [
    CONNECT,
    "accounts_widget",
    "actionable_integration_widget",
    "budgets_widget",
    "cash_flow_widget",
    "connections_widget",
    "debts_widget",
    "finstrong_widget",
    "goals_widget",
    "help_widget",
    "master_widget",
    "micro_pulse_carousel_widget",
    "mini_accounts_widget",
    "mini_budgets_widget",
    "mini_cash_flow_widget",
    "mini_finstrong_widget",
    "mini_net_worth_widget",
    "mini_pulse_carousel_widget",
    "mini_recurringtransactions_widget",
    "mini_spending_plan_widget",
    "mini_spending_widget",
    "mini_trends_widget",
    "money_dashboard_widget",
    "net_worth_widget",
    "notifications_settings_widget",
    "pulse_widget",
    "recurringtransactions_widget",
    "settings_widget",
    "spending_plan_widget",
    "spending_widget",
    "transaction_rules_widget",
    "transactions_widget",
    "trends_widget",
];

/// Every option, in the order of the form.
pub(super) fn options() -> Vec<OptionView> {
    let both = &[Newer, Older][..];
    let newer = &[Newer][..];
    let older = &[Older][..];
    let flag = || OptionKind::Flag;
    let text = || OptionKind::Text;
    let word = |words: &[&str]| OptionKind::Word {
        words: owned(words),
    };
    let words = |words: &[&str]| OptionKind::Words {
        words: owned(words),
    };
    let all = [
        (Name::Mode, Purpose, word(&MODES), Some("aggregation"), both),
        (Name::DataRequest, Purpose, words(&PRODUCTS), None, newer),
        (Name::IncludeTransactions, Purpose, flag(), None, both),
        (Name::IncludeIdentity, Purpose, flag(), Some("false"), both),
        (Name::UseCases, Purpose, words(&USE_CASES), None, both),
        (Name::DisableBackgroundAgg, Purpose, flag(), None, both),
        (Name::WidgetType, Purpose, word(&WIDGET_TYPES), None, both),
        (
            Name::CurrentInstitutionCode,
            Opening,
            OptionKind::InstitutionCode,
            None,
            both,
        ),
        (
            Name::CurrentInstitutionGuid,
            Opening,
            OptionKind::InstitutionGuid,
            None,
            both,
        ),
        (
            Name::CurrentMemberGuid,
            Opening,
            OptionKind::Member,
            None,
            both,
        ),
        (
            Name::UpdateCredentials,
            Opening,
            flag(),
            Some("false"),
            both,
        ),
        (Name::CurrentMicrodepositGuid, Opening, text(), None, newer),
        (
            Name::DisableInstitutionSearch,
            Opening,
            flag(),
            Some("false"),
            both,
        ),
        (Name::IsoCountryCode, Opening, words(&COUNTRIES), None, both),
        (
            Name::ColorScheme,
            Look,
            word(&COLOR_SCHEMES),
            Some("light"),
            both,
        ),
        (Name::Style, Look, text(), None, newer),
        (
            Name::OauthReferralSource,
            Oauth,
            word(&REFERRAL_SOURCES),
            None,
            both,
        ),
        (
            Name::UiMessageWebviewUrlScheme,
            Oauth,
            text(),
            Some("mx"),
            both,
        ),
        (Name::ClientRedirectUrl, Oauth, text(), None, both),
        (Name::EnableApp2app, Oauth, flag(), Some("true"), both),
        (
            Name::UiMessageVersion,
            Messages,
            OptionKind::Number,
            Some("4"),
            both,
        ),
        (Name::IsMobileWebview, Messages, flag(), Some("false"), both),
        (Name::Locale, OtherWidgets, text(), None, newer),
        (Name::DeepLinkParams, OtherWidgets, text(), None, newer),
        (Name::InsightGuid, OtherWidgets, text(), None, both),
        (
            Name::MicrowidgetInstanceId,
            OtherWidgets,
            text(),
            None,
            both,
        ),
        (
            Name::ConnectionsUseCaseFilter,
            OtherWidgets,
            flag(),
            Some("false"),
            older,
        ),
    ];
    all.into_iter()
        .map(|(name, group, kind, default, generations)| OptionView {
            name,
            group,
            kind,
            default: default.map(str::to_owned),
            generations: generations.to_vec(),
            is_for_connect: group != OtherWidgets,
        })
        .collect()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
