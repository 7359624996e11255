//! `/users/{user}/widget_urls`.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    App,
    error::ApiError,
    gate::Generation,
    input::{Fields, JsonBody},
    named::OfUser,
    strict,
};
use crate::world::{Language, User, WidgetConfig};

/// Every widget MX has beside Connect. A client without the feature gets 403.
const OTHER_WIDGETS: &[&str] = &[
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

/// The older generation's way, which MX has deprecated: the options lie in `config`, and the widget
/// is always Connect.
pub(super) async fn create_deprecated(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    if generation == Generation::V2025 {
        return Err(super::invalid_route().await);
    }
    let config = body.fields().value("config").cloned();
    let options = config.unwrap_or_else(|| json!({}));
    if let (true, Some(options)) = (app.world.is_strict(), options.as_object()) {
        strict::check_replaced(Fields::of(options))?;
    }
    let url = issue(&app, &user, &headers, options)?;
    Ok(Json(
        json!({ "user": { "connect_widget_url": url, "guid": user.guid } }),
    ))
}

pub(super) async fn create(
    State(app): State<App>,
    OfUser { generation, user }: OfUser,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<Json<Value>, ApiError> {
    let fields = body.wrapped("widget_url")?;
    if app.world.is_strict() {
        strict::check(generation, fields)?;
    }
    match fields.string("widget_type")?.as_deref() {
        Some("connect_widget") => {}
        Some(other) if OTHER_WIDGETS.contains(&other) => {
            return Err(ApiError::new(
                StatusCode::FORBIDDEN,
                "The client does not have access to this widget",
            ));
        }
        Some(_) => return Err(ApiError::bad_request("widget_type is invalid")),
        None => return Err(ApiError::bad_request("widget_type is missing")),
    }
    let url = issue(&app, &user, &headers, fields.to_value())?;
    Ok(Json(json!({
        "widget_url": { "type": "connect_widget", "url": url, "user_id": user.id }
    })))
}

fn issue(app: &App, user: &User, headers: &HeaderMap, options: Value) -> Result<String, ApiError> {
    let config = WidgetConfig::deserialize(options)
        .map_err(|error| ApiError::bad_request(format!("The options are invalid: {error}")))?;
    let language = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Language::from_accept_language)
        .unwrap_or_default();
    app.world
        .issue_widget_url(&user.guid, config, language)?
        .ok_or_else(|| ApiError::not_found("User"))
}
