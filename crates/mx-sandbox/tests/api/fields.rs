//! Responses against the field lists of MX's published reference: nothing missing, nothing extra.

use serde_json::{Value, json};

use crate::client::Client;

const USER: &[&str] = &["email", "guid", "id", "is_disabled", "metadata"];

const MEMBER: &[&str] = &[
    "aggregated_at",
    "background_aggregation_is_disabled",
    "connection_status",
    "connection_status_message",
    "guid",
    "id",
    "institution_code",
    "institution_guid",
    "is_being_aggregated",
    "is_managed_by_user",
    "is_manual",
    "is_oauth",
    "metadata",
    "most_recent_job_detail_code",
    "most_recent_job_detail_text",
    "most_recent_job_guid",
    "name",
    "needs_updated_credentials",
    "oauth_window_uri",
    "successfully_aggregated_at",
    "use_cases",
    "user_guid",
    "user_id",
];

const STATUS: &[&str] = &[
    "aggregated_at",
    "challenges",
    "connection_status",
    "guid",
    "has_processed_account_numbers",
    "has_processed_accounts",
    "has_processed_transactions",
    "is_authenticated",
    "is_being_aggregated",
    "successfully_aggregated_at",
];

const CHALLENGE: &[&str] = &[
    "field_name",
    "guid",
    "image_data",
    "image_options",
    "label",
    "options",
    "type",
];

const ACCOUNT: &[&str] = &[
    "account_number",
    "account_ownership",
    "annuity_policy_to_date",
    "annuity_provider",
    "annuity_term_year",
    "apr",
    "apy",
    "available_balance",
    "available_credit",
    "balance",
    "cash_balance",
    "cash_surrender_value",
    "created_at",
    "credit_limit",
    "currency_code",
    "day_payment_is_due",
    "death_benefit",
    "federal_insurance_status",
    "guid",
    "id",
    "imported_at",
    "institution_code",
    "insured_name",
    "interest_rate",
    "is_closed",
    "is_hidden",
    "is_manual",
    "last_payment",
    "last_payment_at",
    "loan_amount",
    "margin_balance",
    "matures_on",
    "member_guid",
    "member_id",
    "member_is_managed_by_user",
    "metadata",
    "minimum_balance",
    "minimum_payment",
    "name",
    "nickname",
    "original_balance",
    "pay_out_amount",
    "payment_due_at",
    "payoff_balance",
    "premium_amount",
    "property_type",
    "routing_number",
    "started_on",
    "statement_balance",
    "subtype",
    "today_ugl_amount",
    "today_ugl_percentage",
    "total_account_value",
    "total_account_value_ugl",
    "type",
    "updated_at",
    "user_guid",
    "user_id",
];

const ACCOUNT_NUMBER: &[&str] = &[
    "account_guid",
    "account_number",
    "guid",
    "institution_number",
    "loan_guarantor",
    "loan_reference_number",
    "member_guid",
    "passed_validation",
    "routing_number",
    "sequence_number",
    "transit_number",
    "user_guid",
];

const CREDENTIAL: &[&str] = &[
    "display_order",
    "field_name",
    "field_type",
    "guid",
    "label",
    "type",
];

const WIDGET_URL: &[&str] = &["type", "url", "user_id"];

const ACCOUNT_2011_MORE: &[&str] = &[
    "account_number_set_by",
    "apr_set_by",
    "apy_set_by",
    "available_balance_set_by",
    "available_credit_set_by",
    "balance_set_by",
    "calculated_apr",
    "cash_balance_set_by",
    "cash_surrender_value_set_by",
    "credit_limit_set_by",
    "currency_code_set_by",
    "day_payment_is_due_set_by",
    "death_benefit_set_by",
    "feed_account_number",
    "feed_account_subtype",
    "feed_account_type",
    "feed_apr",
    "feed_apy",
    "feed_available_balance",
    "feed_balance",
    "feed_cash_balance",
    "feed_cash_surrender_value",
    "feed_credit_limit",
    "feed_currency_code",
    "feed_day_payment_is_due",
    "feed_death_benefit",
    "feed_holdings_value",
    "feed_interest_rate",
    "feed_is_closed",
    "feed_last_payment",
    "feed_last_payment_at",
    "feed_loan_amount",
    "feed_matures_on",
    "feed_minimum_balance",
    "feed_minimum_payment",
    "feed_name",
    "feed_nickname",
    "feed_original_balance",
    "feed_payment_due_at",
    "feed_payoff_balance",
    "feed_routing_number",
    "feed_started_on",
    "feed_statement_balance",
    "feed_total_account_value",
    "holdings_value",
    "holdings_value_set_by",
    "institution_guid",
    "interest_rate_set_by",
    "is_closed_set_by",
    "last_payment_at_set_by",
    "last_payment_set_by",
    "loan_amount_set_by",
    "matures_on_set_by",
    "minimum_balance_set_by",
    "minimum_payment_set_by",
    "name_set_by",
    "nickname_set_by",
    "original_balance_set_by",
    "payment_due_at_set_by",
    "payoff_balance_set_by",
    "started_on_set_by",
    "statement_balance_set_by",
    "subtype_set_by",
    "total_account_value_set_by",
    "type_set_by",
];

const INSTITUTION: &[&str] = &[
    "code",
    "created_at",
    "forgot_password_url",
    "forgot_username_url",
    "guid",
    "instructional_text",
    "instructional_text_steps",
    "is_disabled_by_client",
    "is_hidden",
    "iso_country_code",
    "medium_logo_url",
    "name",
    "small_logo_url",
    "supported_products",
    "supports_oauth",
    "supports_tax_document",
    "trouble_signing_in_url",
    "url",
];

const INSTITUTION_2011: &[&str] = &[
    "code",
    "forgot_password_url",
    "forgot_username_url",
    "instructional_text",
    "instructional_text_steps",
    "is_disabled_by_client",
    "iso_country_code",
    "medium_logo_url",
    "name",
    "small_logo_url",
    "supports_account_identification",
    "supports_account_statement",
    "supports_account_verification",
    "supports_oauth",
    "supports_tax_document",
    "supports_transaction_history",
    "trouble_signing_in_url",
    "url",
];

fn assert_fields(object: &Value, expected: impl IntoIterator<Item = &'static str>) {
    let mut expected = expected.into_iter().collect::<Vec<_>>();
    expected.sort_unstable();
    let mut fields = object.as_object().unwrap().keys().collect::<Vec<_>>();
    fields.sort_unstable();
    assert_eq!(fields, expected);
}

fn all(fields: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    fields.iter().copied()
}

#[tokio::test]
async fn the_newer_generation() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let read = async |path: String| client.get(&path).await.body;

    assert_fields(&read(format!("/users/{user}")).await["user"], all(USER));
    // The reference lags behind: live answers carry `error` as well.
    let with_error = all(MEMBER).chain(["error"]);
    assert_fields(&read(member.clone()).await["member"], with_error);
    assert_fields(
        &read(format!("{member}/status")).await["member"],
        all(STATUS),
    );
    let accounts = read(format!("{member}/accounts")).await;
    assert_fields(&accounts["accounts"][0], all(ACCOUNT));
    let numbers = read(format!("{member}/account_numbers")).await;
    assert_fields(&numbers["account_numbers"][0], all(ACCOUNT_NUMBER));
    let institution = read("/institutions/mxbank".to_owned()).await;
    assert_fields(&institution["institution"], all(INSTITUTION));
    let form = read("/institutions/mxbank/credentials".to_owned()).await;
    assert_fields(&form["credentials"][0], all(CREDENTIAL));
    let options = json!({ "widget_url": { "widget_type": "connect_widget" } });
    let url = client
        .post(&format!("/users/{user}/widget_urls"), options)
        .await;
    assert_fields(&url.body["widget_url"], all(WIDGET_URL));

    let other = client.user("challenged").await;
    let challenged = client.member(&other, "options").await;
    let status = client.settled(&challenged).await;
    assert_fields(&status["challenges"][0], all(CHALLENGE));
    assert_fields(
        &status["challenges"][0]["options"][0],
        ["guid", "label", "value"],
    );
}

#[tokio::test]
async fn the_older_generation() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    let read = async |path: String| client.get_2011(&path).await.body;

    assert_fields(&read(format!("/users/{user}")).await["user"], all(USER));
    assert_fields(&read(member.clone()).await["member"], all(MEMBER));
    let accounts = read(format!("{member}/accounts")).await;
    assert_fields(
        &accounts["accounts"][0],
        all(ACCOUNT).chain(all(ACCOUNT_2011_MORE)),
    );
    let institution = read("/institutions/mxbank".to_owned()).await;
    assert_fields(&institution["institution"], all(INSTITUTION_2011));
}

/// The form of a moment: its digits are all alike.
fn form(moment: &Value) -> String {
    let text = moment.as_str().unwrap();
    text.replace(|letter: char| letter.is_ascii_digit(), "0")
}

#[tokio::test]
async fn moments_have_the_form_of_their_generation() {
    let client = Client::start().await;
    let (user, member) = client.verified().await;
    client.post(&format!("{member}/aggregate"), json!({})).await;
    client.settled(&member).await;
    let deposit = json!({ "micro_deposit": {
        "email": "a@b.example", "first_name": "A", "last_name": "B",
    } });
    let deposits = format!("/users/{user}/micro_deposits");
    client.post(&deposits, deposit).await;
    let accounts = format!("{member}/accounts");
    let transactions = format!("{member}/transactions");
    for (older, record) in [
        (true, "0000-00-00T00:00:00Z"),
        (false, "0000-00-00T00:00:00+00:00"),
    ] {
        let first = async |path: &str, key: &str| {
            let answer = if older {
                client.get_2011(path).await
            } else {
                client.get(path).await
            };
            answer.body[key][0].clone()
        };
        let account = first(&accounts, "accounts").await;
        assert_eq!(form(&account["created_at"]), record);
        assert_eq!(form(&account["updated_at"]), record);
        assert_eq!(form(&account["imported_at"]), "0000-00-00T00:00:00.000Z");
        let transaction = first(&transactions, "transactions").await;
        assert_eq!(form(&transaction["created_at"]), record);
        let noon = transaction["transacted_at"].as_str().unwrap();
        assert!(noon.ends_with("T12:00:00Z"), "{noon}");
        assert_eq!(
            form(&first(&deposits, "micro_deposits").await["updated_at"]),
            record
        );
    }
}
