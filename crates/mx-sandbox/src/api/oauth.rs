//! Members that sign in at their bank.

use axum::{Json, extract::State};
use serde_json::{Value, json};
use url::Url;

use super::{
    App,
    error::ApiError,
    input::{Fields, Query},
    named::OfMember,
};
use crate::world::{Job, MemberAttributes, OauthOptions, OauthReferralSource};

/// What stands beside the member in a request that creates one.
pub(super) fn options(
    beside: Fields<'_>,
    job: Option<Job>,
    attributes: MemberAttributes,
) -> Result<OauthOptions, ApiError> {
    Ok(OauthOptions {
        referral_source: referral_source(beside.string("referral_source")?.as_deref())?,
        client_redirect_url: redirect(beside.string("client_redirect_url")?.as_deref())?,
        url_scheme: scheme(beside.string("ui_message_webview_url_scheme")?.as_deref())?,
        job,
        attributes,
    })
}

pub(super) async fn window_uri(
    State(app): State<App>,
    OfMember { user, member, .. }: OfMember,
    query: Query,
) -> Result<Json<Value>, ApiError> {
    let skips = query.boolean("skip_aggregation")?.unwrap_or(false);
    query.boolean("enable_app2app")?;
    let options = OauthOptions {
        referral_source: referral_source(query.text("referral_source"))?,
        client_redirect_url: redirect(query.text("client_redirect_url"))?,
        url_scheme: scheme(query.text("ui_message_webview_url_scheme"))?,
        job: (!skips).then(Job::aggregation),
        attributes: MemberAttributes::default(),
    };
    let start = app.world.reopen_oauth(&user.guid, &member.guid, options)?;
    Ok(Json(json!({
        "member": { "guid": start.member.guid, "oauth_window_uri": start.authorize_url }
    })))
}

fn referral_source(text: Option<&str>) -> Result<OauthReferralSource, ApiError> {
    match text {
        None | Some("" | "BROWSER") => Ok(OauthReferralSource::Browser),
        Some("APP") => Ok(OauthReferralSource::App),
        Some(_) => Err(ApiError::bad_request(
            "referral_source must be APP or BROWSER",
        )),
    }
}

/// Any address an app may own; never one that runs in the page it is opened from.
fn redirect(text: Option<&str>) -> Result<Option<String>, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let fits = Url::parse(text)
        .is_ok_and(|url| !matches!(url.scheme(), "javascript" | "data" | "vbscript" | "file"));
    fits.then(|| Some(text.to_owned()))
        .ok_or_else(|| ApiError::bad_request("client_redirect_url is invalid"))
}

fn scheme(text: Option<&str>) -> Result<String, ApiError> {
    let text = text.filter(|text| !text.is_empty()).unwrap_or("mx");
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic());
    let rest = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let runs = matches!(
        text.to_ascii_lowercase().as_str(),
        "javascript" | "data" | "vbscript" | "file"
    );
    (starts && rest && !runs)
        .then(|| text.to_owned())
        .ok_or_else(|| ApiError::bad_request("ui_message_webview_url_scheme is invalid"))
}
