//! MX's Platform API over HTTP.

mod account_numbers;
mod account_owners;
mod accounts;
mod challenges;
mod error;
mod gate;
mod input;
mod institutions;
mod members;
mod micro_deposits;
mod named;
mod oauth;
mod page;
mod strict;
mod transactions;
mod users;
mod widget_urls;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware,
    routing::{get, post, put},
};
use jiff::Timestamp;

use crate::World;
use error::ApiError;
pub(crate) use gate::Credentials;
use gate::Generation;

/// No request of MX's comes near it.
const LARGEST_BODY: usize = 256 * 1024;

/// What handlers work on.
#[derive(Clone)]
struct App {
    world: World,
    credentials: Credentials,
}

/// The API. It answers every path, so it goes last.
pub(crate) fn router(world: World, credentials: Credentials) -> Router {
    let app = App { world, credentials };
    let member = "/users/{user}/members/{member}";
    let under_member = |rest: &str| format!("{member}/{rest}");
    Router::new()
        .route("/users", get(users::list).post(users::create))
        .route(
            "/users/{user}",
            get(users::read).put(users::update).delete(users::delete),
        )
        .route("/users/{user}/widget_urls", post(widget_urls::create))
        .route(
            "/users/{user}/members",
            get(members::list).post(members::create),
        )
        .route(
            member,
            get(members::read)
                .put(members::update)
                .delete(members::delete),
        )
        .route(&under_member("status"), get(members::status))
        .route(&under_member("aggregate"), post(members::aggregate))
        .route(&under_member("verify"), post(members::verify))
        .route(&under_member("check_balance"), post(members::check_balance))
        .route(&under_member("identify"), post(members::identify))
        .route(
            &under_member("extend_history"),
            post(members::extend_history),
        )
        .route(
            &under_member("fetch_statements"),
            post(members::fetch_statements),
        )
        .route(&under_member("oauth_window_uri"), get(oauth::window_uri))
        .route(&under_member("account_owners"), get(account_owners::list))
        .route(&under_member("transactions"), get(transactions::of_member))
        .route(
            &under_member("accounts/{account}/transactions"),
            get(transactions::of_account_of_member),
        )
        .route(&under_member("challenges"), get(challenges::list))
        .route(&under_member("resume"), put(challenges::resume))
        .route(&under_member("credentials"), get(institutions::of_member))
        .route(&under_member("accounts"), get(accounts::of_member))
        .route(
            &under_member("accounts/{account}"),
            get(accounts::read_of_member).put(accounts::update_of_member),
        )
        .route(
            &under_member("account_numbers"),
            get(account_numbers::of_member),
        )
        .route("/users/{user}/accounts", get(accounts::of_user))
        .route("/users/{user}/accounts/{account}", get(accounts::read))
        .route(
            "/users/{user}/accounts/{account}/account_numbers",
            get(account_numbers::of_account),
        )
        .route("/users/{user}/transactions", get(transactions::of_user))
        .route(
            "/users/{user}/accounts/{account}/transactions",
            get(transactions::of_account),
        )
        .route(
            "/users/{user}/micro_deposits",
            get(micro_deposits::list).post(micro_deposits::create),
        )
        .route(
            "/users/{user}/micro_deposits/{micro_deposit}",
            get(micro_deposits::read).delete(micro_deposits::delete),
        )
        .route(
            "/micro_deposits/{micro_deposit}/verify",
            put(micro_deposits::verify),
        )
        .route(
            "/users/{user}/account_verifications",
            get(micro_deposits::verifications),
        )
        .route(
            "/users/{user}/connect_widget_url",
            post(widget_urls::create_deprecated),
        )
        .route("/institutions", get(institutions::list))
        .route("/institutions/favorites", get(institutions::favorites))
        .route("/institutions/{institution}", get(institutions::read))
        .route(
            "/institutions/{institution}/credentials",
            get(institutions::credentials),
        )
        .fallback(invalid_route)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(app.clone(), gate::gate))
        .with_state(app)
}

async fn invalid_route() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "Invalid route")
}

async fn wrong_method() -> ApiError {
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
}

/// A moment as MX writes most of them.
fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// A moment as MX writes those of records, by the samples of each generation's reference.
fn record_moment(generation: Generation, at: Timestamp) -> String {
    let form = match generation {
        Generation::V2011 => "%Y-%m-%dT%H:%M:%SZ",
        Generation::V2025 => "%Y-%m-%dT%H:%M:%S+00:00",
    };
    at.strftime(form).to_string()
}
