//! The fields of MX's API that may be seen, object by object. MX wraps each object in a key of its
//! own name, sent and received alike, so one table reads every body.

use super::shape::{Field, Shape, is_code, is_guid};
use crate::{
    AccountOwnership, AccountType, ChallengeType, ColorScheme, ConnectionStatus, CredentialType,
    FederalInsuranceStatus, MicrodepositStatus, OauthReferralSource, Product, TransactionInclude,
    TransactionStatus, TransactionType, UseCase, WidgetMode, WidgetType,
};

/// The words of an open enum, without those that only somebody else knows.
macro_rules! words {
    ($name:ident) => {
        |word: &str| !matches!($name::from(word), $name::Other(_))
    };
}

const ACCOUNT_NUMBER: Field = Field::Hidden("account number");
const ROUTING_NUMBER: Field = Field::Hidden("routing number");
const CREDENTIAL: Field = Field::Hidden("credential");
const ADDRESS: Field = Field::Hidden("web address");
const EMAIL: Field = Field::Hidden("e-mail address");
const IMAGE: Field = Field::Hidden("image");
const AMOUNT: Field = Field::Hidden("amount");
const NAME: Field = Field::Hidden("name");
/// The partner's own identifiers can be anything, also something about a person.
const OWN_ID: Field = Field::Hidden("own id");
const PLACE: Field = Field::Hidden("place");
const PRODUCT: Field = Field::Word(words!(Product));
const USE_CASES: Field = Field::List(&Field::Word(words!(UseCase)));
const REFERRAL: Field = Field::Word(words!(OauthReferralSource));

/// Every body.
pub(super) static BODY: Shape = Shape(&[
    ("user", Field::Object(&USER)),
    ("users", Field::List(&Field::Object(&USER))),
    ("member", Field::Object(&MEMBER)),
    ("members", Field::List(&Field::Object(&MEMBER))),
    ("account", Field::Object(&ACCOUNT)),
    ("accounts", Field::List(&Field::Object(&ACCOUNT))),
    ("account_numbers", Field::List(&Field::Object(&NUMBER))),
    ("account_owners", Field::List(&Field::Object(&OWNER))),
    ("challenges", Field::List(&Field::Object(&CHALLENGE))),
    ("credentials", Field::List(&Field::Object(&ASKED))),
    ("institution", Field::Object(&INSTITUTION)),
    ("institutions", Field::List(&Field::Object(&INSTITUTION))),
    ("transactions", Field::List(&Field::Object(&TRANSACTION))),
    ("micro_deposit", Field::Object(&MICRODEPOSIT)),
    ("micro_deposits", Field::List(&Field::Object(&MICRODEPOSIT))),
    (
        "account_verifications",
        Field::List(&Field::Object(&MICRODEPOSIT)),
    ),
    ("widget_url", Field::Object(&WIDGET)),
    ("config", Field::Object(&WIDGET)),
    ("data_request", Field::Object(&DATA_REQUEST)),
    ("referral_source", REFERRAL),
    ("client_redirect_url", ADDRESS),
    ("ui_message_webview_url_scheme", Field::Code),
    ("enable_app2app", Field::Flag),
    ("pagination", Field::Object(&PAGINATION)),
    ("error", Field::Object(&ERROR)),
]);

static PAGINATION: Shape = Shape(&[
    ("current_page", Field::Count),
    ("per_page", Field::Count),
    ("total_entries", Field::Count),
    ("total_pages", Field::Count),
]);

static ERROR: Shape = Shape(&[
    ("message", Field::Free),
    ("status", Field::Snake),
    ("type", Field::Snake),
    ("code", Field::Count),
]);

static USER: Shape = Shape(&[
    ("guid", Field::Guid),
    ("id", OWN_ID),
    ("email", EMAIL),
    ("is_disabled", Field::Flag),
    ("metadata", Field::Free),
    // How the older generation answers with a widget's URL.
    ("connect_widget_url", ADDRESS),
]);

/// The member, its status, and what is sent to make or change one.
static MEMBER: Shape = Shape(&[
    ("guid", Field::Guid),
    ("id", OWN_ID),
    ("user_guid", Field::Guid),
    ("user_id", OWN_ID),
    ("name", Field::Free),
    ("institution_code", Field::Code),
    ("institution_guid", Field::Guid),
    ("connection_status", Field::Word(words!(ConnectionStatus))),
    ("connection_status_message", Field::Free),
    ("error", Field::Object(&MEMBER_ERROR)),
    ("aggregated_at", Field::Time),
    ("successfully_aggregated_at", Field::Time),
    ("is_being_aggregated", Field::Flag),
    ("is_authenticated", Field::Flag),
    ("is_oauth", Field::Flag),
    ("is_managed_by_user", Field::Flag),
    ("is_manual", Field::Flag),
    ("background_aggregation_is_disabled", Field::Flag),
    ("needs_updated_credentials", Field::Flag),
    ("has_processed_accounts", Field::Flag),
    ("has_processed_account_numbers", Field::Flag),
    ("has_processed_transactions", Field::Flag),
    ("metadata", Field::Free),
    ("most_recent_job_guid", Field::Guid),
    ("oauth_window_uri", ADDRESS),
    ("use_cases", USE_CASES),
    ("challenges", Field::List(&Field::Object(&CHALLENGE))),
    ("credentials", Field::List(&Field::Object(&ANSWER))),
    ("skip_aggregation", Field::Flag),
    ("data_request", Field::Object(&DATA_REQUEST)),
]);

static MEMBER_ERROR: Shape = Shape(&[
    ("error_code", Field::Count),
    ("error_type", Field::Word(|word| word == "MEMBER")),
    ("error_message", Field::Free),
    ("user_message", Field::Free),
    ("locale", Field::Locale),
]);

/// A question of the bank's, and the answer to it.
static CHALLENGE: Shape = Shape(&[
    ("guid", Field::Guid),
    ("type", Field::Word(words!(ChallengeType))),
    (
        "external_id",
        Field::Word(|word| word == "single_account_select"),
    ),
    ("label", Field::Free),
    ("field_name", Field::Free),
    ("image_data", IMAGE),
    ("options", Field::List(&Field::Object(&OPTION))),
    ("image_options", Field::List(&Field::Object(&OPTION))),
    ("value", CREDENTIAL),
]);

static OPTION: Shape = Shape(&[
    ("guid", Field::Guid),
    ("label", Field::Free),
    ("value", CREDENTIAL),
    ("data_uri", IMAGE),
]);

/// What an institution wants to know at the login.
static ASKED: Shape = Shape(&[
    ("guid", Field::Guid),
    ("display_order", Field::Count),
    ("field_name", Field::Free),
    ("field_type", Field::Word(words!(CredentialType))),
    ("type", Field::Word(words!(CredentialType))),
    ("label", Field::Free),
    ("value", CREDENTIAL),
]);

/// What somebody says to it.
static ANSWER: Shape = Shape(&[("guid", Field::Guid), ("value", CREDENTIAL)]);

static ACCOUNT: Shape = Shape(&[
    ("guid", Field::Guid),
    ("id", OWN_ID),
    ("member_guid", Field::Guid),
    ("user_guid", Field::Guid),
    ("name", Field::Free),
    ("type", Field::Word(words!(AccountType))),
    ("account_type", Field::Word(words!(AccountType))),
    ("account_number", ACCOUNT_NUMBER),
    ("account_ownership", Field::Word(words!(AccountOwnership))),
    ("apr", Field::Free),
    ("apy", Field::Free),
    ("available_balance", AMOUNT),
    ("available_credit", AMOUNT),
    ("balance", AMOUNT),
    ("cash_balance", AMOUNT),
    ("cash_surrender_value", AMOUNT),
    ("created_at", Field::Time),
    ("credit_limit", AMOUNT),
    ("currency_code", Field::Currency),
    ("death_benefit", AMOUNT),
    (
        "federal_insurance_status",
        Field::Word(words!(FederalInsuranceStatus)),
    ),
    ("imported_at", Field::Time),
    ("institution_code", Field::Code),
    ("insured_name", NAME),
    ("interest_rate", Field::Free),
    ("is_business", Field::Flag),
    ("is_closed", Field::Flag),
    ("is_hidden", Field::Flag),
    ("is_manual", Field::Flag),
    ("last_payment", AMOUNT),
    ("loan_amount", AMOUNT),
    ("member_id", OWN_ID),
    ("member_is_managed_by_user", Field::Flag),
    ("metadata", Field::Free),
    ("minimum_balance", AMOUNT),
    ("minimum_payment", AMOUNT),
    ("nickname", Field::Free),
    ("original_balance", AMOUNT),
    ("pay_out_amount", AMOUNT),
    ("payoff_balance", AMOUNT),
    ("premium_amount", AMOUNT),
    ("routing_number", ROUTING_NUMBER),
    ("skip_webhook", Field::Flag),
    ("statement_balance", AMOUNT),
    ("total_account_value", AMOUNT),
    ("updated_at", Field::Time),
    ("user_id", OWN_ID),
]);

static NUMBER: Shape = Shape(&[
    ("guid", Field::Guid),
    ("account_guid", Field::Guid),
    ("member_guid", Field::Guid),
    ("user_guid", Field::Guid),
    ("account_number", ACCOUNT_NUMBER),
    ("routing_number", ROUTING_NUMBER),
    ("institution_number", ROUTING_NUMBER),
    ("transit_number", ROUTING_NUMBER),
    ("passed_validation", Field::Flag),
    ("loan_guarantor", NAME),
    ("loan_reference_number", ACCOUNT_NUMBER),
    ("sequence_number", ACCOUNT_NUMBER),
]);

static OWNER: Shape = Shape(&[
    ("guid", Field::Guid),
    ("account_guid", Field::Guid),
    ("member_guid", Field::Guid),
    ("user_guid", Field::Guid),
    ("owner_name", NAME),
    ("first_name", NAME),
    ("last_name", NAME),
    ("address", PLACE),
    ("city", PLACE),
    ("state", PLACE),
    ("postal_code", PLACE),
    ("country", PLACE),
    ("email", EMAIL),
    ("phone", Field::Free),
]);

static INSTITUTION: Shape = Shape(&[
    ("code", Field::Code),
    ("guid", Field::Guid),
    ("name", Field::Free),
    ("url", ADDRESS),
    ("small_logo_url", ADDRESS),
    ("medium_logo_url", ADDRESS),
    ("forgot_password_url", ADDRESS),
    ("forgot_username_url", ADDRESS),
    ("trouble_signing_in_url", ADDRESS),
    ("instructional_text", Field::Free),
    ("instructional_text_steps", Field::Free),
    ("iso_country_code", Field::Country),
    ("created_at", Field::Time),
    ("is_disabled_by_client", Field::Flag),
    ("is_hidden", Field::Flag),
    ("supports_oauth", Field::Flag),
    ("supports_tax_document", Field::Flag),
    ("supported_products", Field::List(&PRODUCT)),
    ("supports_account_identification", Field::Flag),
    ("supports_account_statement", Field::Flag),
    ("supports_account_verification", Field::Flag),
    ("supports_transaction_history", Field::Flag),
]);

/// What it was, with whom, where and for how much is the customer's own business.
static TRANSACTION: Shape = Shape(&[
    ("guid", Field::Guid),
    ("id", OWN_ID),
    ("account_guid", Field::Guid),
    ("account_id", OWN_ID),
    ("member_guid", Field::Guid),
    ("user_guid", Field::Guid),
    ("user_id", OWN_ID),
    ("type", Field::Word(words!(TransactionType))),
    ("status", Field::Word(words!(TransactionStatus))),
    ("amount", AMOUNT),
    ("currency_code", Field::Currency),
    ("date", Field::Time),
    ("transacted_at", Field::Time),
    ("posted_at", Field::Time),
    ("created_at", Field::Time),
    ("updated_at", Field::Time),
    ("description", Field::Free),
    ("original_description", Field::Free),
    ("localized_description", Field::Free),
    ("memo", Field::Free),
    ("localized_memo", Field::Free),
    ("category", Field::Free),
    ("category_guid", Field::Free),
    ("top_level_category", Field::Free),
    ("merchant_guid", Field::Free),
    ("latitude", PLACE),
    ("longitude", PLACE),
    ("metadata", Field::Free),
]);

static MICRODEPOSIT: Shape = Shape(&[
    ("guid", Field::Guid),
    ("status", Field::Word(words!(MicrodepositStatus))),
    ("institution_code", Field::Code),
    ("institution_name", Field::Free),
    ("account_name", Field::Free),
    ("account_number", ACCOUNT_NUMBER),
    ("account_type", Field::Word(words!(AccountType))),
    ("routing_number", ROUTING_NUMBER),
    ("email", EMAIL),
    ("first_name", NAME),
    ("last_name", NAME),
    ("error_message", Field::Free),
    ("updated_at", Field::Time),
    ("verified_at", Field::Time),
    ("deposit_amount_1", AMOUNT),
    ("deposit_amount_2", AMOUNT),
]);

static DATA_REQUEST: Shape = Shape(&[("products", Field::List(&PRODUCT))]);

/// What is asked of a widget, and its address.
static WIDGET: Shape = Shape(&[
    ("type", Field::Word(words!(WidgetType))),
    ("url", ADDRESS),
    ("user_id", OWN_ID),
    ("widget_type", Field::Word(words!(WidgetType))),
    ("mode", Field::Word(words!(WidgetMode))),
    ("data_request", Field::Object(&DATA_REQUEST)),
    ("include_transactions", Field::Flag),
    ("include_identity", Field::Flag),
    ("disable_background_agg", Field::Flag),
    ("current_member_guid", Field::Guid),
    ("current_institution_code", Field::Code),
    ("current_institution_guid", Field::Guid),
    ("current_microdeposit_guid", Field::Guid),
    ("update_credentials", Field::Flag),
    ("disable_institution_search", Field::Flag),
    ("color_scheme", Field::Word(words!(ColorScheme))),
    ("iso_country_code", Field::List(&Field::Country)),
    ("use_cases", USE_CASES),
    ("ui_message_version", Field::Count),
    ("ui_message_webview_url_scheme", Field::Code),
    ("is_mobile_webview", Field::Flag),
    ("oauth_referral_source", REFERRAL),
    ("client_redirect_url", ADDRESS),
    ("enable_app2app", Field::Flag),
    ("locale", Field::Locale),
    ("style", Field::Free),
    ("deep_link_params", Field::Free),
    ("insight_guid", Field::Guid),
    ("microwidget_instance_id", Field::Free),
    ("connections_use_case_filter", Field::Flag),
    ("target_origin_referrer", ADDRESS),
]);

/// The parameters of a query.
static QUERY: Shape = Shape(&[
    ("id", OWN_ID),
    ("email", EMAIL),
    ("is_disabled", Field::Flag),
    ("name", Field::Free),
    ("page", Field::Count),
    ("records_per_page", Field::Count),
    ("from_date", Field::Time),
    ("to_date", Field::Time),
    ("from_created_at", Field::Time),
    ("to_created_at", Field::Time),
    ("from_updated_at", Field::Time),
    ("to_updated_at", Field::Time),
    ("iso_country_code[]", Field::Country),
    (
        "supported_products[]",
        Field::Word(|word| word == "history" || !matches!(Product::from(word), Product::Other(_))),
    ),
    ("supports_account_verification", Field::Flag),
    ("supports_account_identification", Field::Flag),
    ("supports_transaction_history", Field::Flag),
    ("supports_account_statement", Field::Flag),
    ("use_case", Field::Word(words!(UseCase))),
    ("includes", Field::Word(words!(TransactionInclude))),
    ("include_holdings", Field::Flag),
    ("include_transactions", Field::Flag),
    ("referral_source", REFERRAL),
    ("client_redirect_url", ADDRESS),
    ("ui_message_webview_url_scheme", Field::Code),
    ("enable_app2app", Field::Flag),
    ("skip_aggregation", Field::Flag),
]);

/// What may be seen of the value of a query's parameter: the value, or a placeholder. What was
/// written is read as the same again.
#[must_use]
pub fn parameter(name: &str, value: &str) -> String {
    let field = QUERY.0.iter().find(|(known, _)| *known == name);
    field
        .map_or(Field::Free, |(_, field)| *field)
        .in_query(value)
}

/// An identifier of a path, if it may be seen: MX's own, not the partner's.
pub(crate) fn identifier(place: &str, value: &str) -> bool {
    is_guid(value) || (place == "institution" && is_code(value))
}
