//! What a request goes through before and after it is handled.

use std::{convert::Infallible, io, time::Duration};

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use futures::stream;
use serde_json::json;

use super::{Effect, Fault, Faults, wire::Peer};
use crate::{World, error::TokenRefusal, exchanges};

/// Answers are small; what is larger isn't ours.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;
/// Between the two halves of an answer, so that the first is on its way when the reset comes; and
/// between a whole answer and its reset.
const BREATH: Duration = Duration::from_millis(30);
const CHUNK: usize = 64 * 1024;

const LYING_PAGE: &str = include_str!("lying.html");
const FLOODING_PAGE: &str = include_str!("flooding.html");

#[derive(Clone)]
pub(crate) struct Inflicting {
    pub(crate) faults: Faults,
    pub(crate) world: World,
}

/// Gives a request the fault that is set for it.
pub(crate) async fn inflict(
    State(Inflicting { faults, world }): State<Inflicting>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    // Whoever sets faults must be able to remove them.
    let reachable = path.starts_with("/_sandbox");
    let fault = (!reachable).then(|| faults.take(request.method().as_str(), &path));
    let Some(fault) = fault.flatten() else {
        return next.run(request).await;
    };
    exchanges::injected(&request);
    wait(&fault).await;
    match fault.effect {
        Effect::Delay => next.run(request).await,
        Effect::Status {
            code,
            retry_after,
            message,
            error_type,
        } => refusal(code, retry_after, message, error_type),
        Effect::Redirect { to } => redirect(&to),
        Effect::ResetBefore => {
            peer.reset();
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Effect::ResetInside => reset_inside(next.run(request).await, peer).await,
        Effect::ResetAfter => reset_after(next.run(request).await, peer).await,
        Effect::Truncated => {
            changed(next.run(request).await, |body| body.slice(..body.len() / 2)).await
        }
        Effect::InvalidJson => {
            let broken = |_| Bytes::from_static(b"{\"users\": [,]}<!-- not JSON -->");
            changed(next.run(request).await, broken).await
        }
        Effect::ContentType { value } => {
            let mut response = next.run(request).await;
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(header::CONTENT_TYPE, value);
            }
            response
        }
        Effect::Oversize { bytes } => oversize(bytes),
        Effect::Drip { bytes, every_ms } => {
            let every = Duration::from_millis(every_ms);
            drip(next.run(request).await, bytes.max(1), every).await
        }
        Effect::Hang => std::future::pending().await,
        Effect::Mute => changed(next.run(request).await, |body| without_scripts(&body)).await,
        Effect::UsedUrl => {
            world.spoil_widget_token(last_part(&path), TokenRefusal::Used);
            next.run(request).await
        }
        Effect::ExpiredUrl => {
            world.spoil_widget_token(last_part(&path), TokenRefusal::Expired);
            next.run(request).await
        }
        Effect::Lie { member_guid } => {
            let known = member_guid
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
            let named = if known { member_guid.as_str() } else { "" };
            Html(LYING_PAGE.replace("{{member}}", named)).into_response()
        }
        Effect::Flood { per_second } => {
            Html(FLOODING_PAGE.replace("{{rate}}", &per_second.to_string())).into_response()
        }
    }
}

async fn wait(fault: &Fault) {
    let jitter = if fault.jitter_ms == 0 {
        0
    } else {
        let mut chance = [0_u8; 8];
        // Without randomness the wait is merely the same every time.
        let _same = getrandom::fill(&mut chance);
        u64::from_ne_bytes(chance) % (fault.jitter_ms + 1)
    };
    let wait = Duration::from_millis(fault.latency_ms.saturating_add(jitter));
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
}

/// MX's envelope. A 403 says what it says most often: the caller's address isn't registered.
fn refusal(
    code: u16,
    retry_after: Option<u64>,
    message: Option<String>,
    error_type: Option<String>,
) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let name = status
        .canonical_reason()
        .unwrap_or("unknown")
        .to_ascii_lowercase()
        .replace(' ', "_");
    let message = message.unwrap_or_else(|| match status {
        StatusCode::FORBIDDEN => "The IP address is not on the allow list".to_owned(),
        _ => format!("Simulated fault: {}", name.replace('_', " ")),
    });
    let kind = error_type.unwrap_or_else(|| format!("{name}_error"));
    let body = json!({ "error": { "message": message, "status": name, "type": kind } });
    let mut response = (status, Json(body)).into_response();
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn redirect(to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    *response.status_mut() = StatusCode::FOUND;
    response
}

async fn bytes(body: Body) -> Bytes {
    axum::body::to_bytes(body, LARGEST_ANSWER)
        .await
        .unwrap_or_default()
}

async fn changed(response: Response, change: impl FnOnce(Bytes) -> Bytes) -> Response {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let body = change(bytes(body).await);
    Response::from_parts(parts, Body::from(body))
}

/// The whole length is announced, half is sent, and then the connection goes.
async fn reset_inside(response: Response, peer: Peer) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = bytes(body).await;
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let halves = stream::unfold(Some(half), move |half| {
        let peer = peer.clone();
        async move {
            if let Some(half) = half {
                return Some((Ok(half), None));
            }
            tokio::time::sleep(BREATH).await;
            peer.reset();
            let gone = io::Error::from(io::ErrorKind::ConnectionReset);
            Some((Err(gone), None))
        }
    });
    Response::from_parts(parts, Body::from_stream(halves))
}

async fn reset_after(response: Response, peer: Peer) -> Response {
    let whole = changed(response, |body| body).await;
    tokio::spawn(async move {
        tokio::time::sleep(BREATH).await;
        peer.reset();
    });
    whole
}

/// A list that goes on with nothing in it.
fn oversize(length: u64) -> Response {
    let start = Bytes::from_static(b"{\"users\":[");
    let spaces = Bytes::from(vec![b' '; CHUNK]);
    let left = length.saturating_sub(start.len() as u64);
    let body = stream::unfold((Some(start), left), move |(start, left)| {
        let spaces = spaces.clone();
        async move {
            if let Some(start) = start {
                return Some((Ok::<_, Infallible>(start), (None, left)));
            }
            let next = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            (next > 0).then(|| (Ok(spaces.slice(..next)), (None, left - next as u64)))
        }
    });
    (
        [(header::CONTENT_TYPE, "application/json")],
        Body::from_stream(body),
    )
        .into_response()
}

async fn drip(response: Response, at_once: usize, every: Duration) -> Response {
    let (parts, body) = response.into_parts();
    let whole = bytes(body).await;
    let drops = stream::unfold(whole, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(every).await;
        let drop = rest.split_to(at_once.min(rest.len()));
        Some((Ok::<_, Infallible>(drop), rest))
    });
    Response::from_parts(parts, Body::from_stream(drops))
}

fn without_scripts(page: &Bytes) -> Bytes {
    let page = String::from_utf8_lossy(page);
    let mut rest = page.as_ref();
    let mut kept = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = after.split_once("</script>").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Bytes::from(kept)
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
