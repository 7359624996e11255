//! The simulated bank's own pages: where a customer lets MX in, meant for the system browser.
//!
//! The first request of an address uses it up, as MX's does. What the customer decides comes back
//! under a key that only the page has.

use std::collections::HashMap;

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};

use crate::{
    World,
    world::{OauthDecision, OauthEnd, OauthReason},
};

const BANK: &str = include_str!("bank.html");
const ENDED: &str = include_str!("ended.html");
const LARGEST_DECISION: usize = 1024;

/// No `form-action`: browsers hold it against the redirect into an app, too.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// Serves the pages under `/oauth/`.
pub(crate) fn router(world: World) -> Router {
    Router::new()
        .route("/oauth/authorize/{token}", get(open))
        .route("/oauth/decide/{key}", post(decide))
        .route("/oauth/assets/{name}", get(asset))
        .layer(DefaultBodyLimit::max(LARGEST_DECISION))
        .layer(map_response(harden))
        .with_state(world)
}

async fn open(State(world): State<World>, Path(token): Path<String>) -> Response {
    match world.open_oauth(&token) {
        // The name is of our own list and the key letters and digits: neither can hold markup.
        Ok(prompt) => Html(
            BANK.replace("{{bank}}", &prompt.institution)
                .replace("{{key}}", &prompt.key),
        )
        .into_response(),
        Err(_) => used(),
    }
}

async fn decide(
    State(world): State<World>,
    Path(key): Path<String>,
    Form(fields): Form<HashMap<String, String>>,
) -> Response {
    let decision = match fields.get("decision").map(String::as_str) {
        Some("authorize") => OauthDecision::Authorize,
        Some("deny") => OauthDecision::Refuse(OauthReason::Denied),
        Some("cancel") => OauthDecision::Refuse(OauthReason::Cancelled),
        Some("impeded") => OauthDecision::Refuse(OauthReason::Impeded),
        Some("provider_error") => OauthDecision::Refuse(OauthReason::ProviderError),
        Some("server_error") => OauthDecision::Refuse(OauthReason::ServerError),
        Some("session_error") => OauthDecision::Refuse(OauthReason::SessionError),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match world.decide_oauth(&key, decision) {
        Ok(OauthEnd::Redirect(url)) => Redirect::to(&url).into_response(),
        Ok(OauthEnd::Page {
            success,
            member_guid,
            reason,
        }) => {
            let (title, text, outcome) = if success {
                ("Thank you", "Your bank is connected.", "success")
            } else {
                ("Not connected", "Your bank was not connected.", "error")
            };
            ended(title, text, outcome, &member_guid, reason)
        }
        Err(_) => used(),
    }
}

fn used() -> Response {
    let text = "Each link opens once. Go back and ask for a new one.";
    let page = ended("This link doesn't work any more", text, "", "", None);
    (StatusCode::GONE, page).into_response()
}

fn ended(
    title: &str,
    text: &str,
    outcome: &str,
    member_guid: &str,
    reason: Option<OauthReason>,
) -> Response {
    let page = ENDED
        .replace("{{title}}", title)
        .replace("{{text}}", text)
        .replace("{{outcome}}", outcome)
        .replace("{{member}}", member_guid)
        .replace("{{reason}}", reason.map_or("", OauthReason::name));
    Html(page).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    let (kind, content) = match name.as_str() {
        "bank.css" => ("text/css; charset=utf-8", include_str!("bank.css")),
        "ended.js" => ("text/javascript; charset=utf-8", include_str!("ended.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], content).into_response()
}

async fn harden(mut response: Response) -> Response {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
