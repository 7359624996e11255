//! `/_sandbox/`: the simulated MX seen from outside MX. Faults and switches for tests that can't
//! hold a [`crate::Sandbox`], and a page that shows what there is.
//!
//! Both answer this machine alone, and each only where it was asked for.

mod calls;
mod status;

use axum::{
    Json, Router,
    extract::{ConnectInfo, Path, Request, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::{delete, get, post, put},
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    World,
    api::Credentials,
    faults::{Fault, Faults, Peer},
    world::ClientProfile,
};

pub(crate) use calls::{Calls, watch};

/// What the pages and the control work on.
#[derive(Clone)]
pub(crate) struct Controls {
    pub(crate) world: World,
    pub(crate) credentials: Credentials,
    pub(crate) faults: Faults,
    pub(crate) calls: Calls,
}

/// Faults and switches, for whoever has the API's credentials.
pub(crate) fn control(controls: Controls) -> Router {
    Router::new()
        .route(
            "/_sandbox/faults",
            get(list_faults).post(add_fault).delete(clear_faults),
        )
        .route("/_sandbox/faults/{id}", delete(remove_fault))
        .route("/_sandbox/switches", put(set_switches))
        .route("/_sandbox/hurry", post(hurry))
        .route(
            "/_sandbox/client_profile",
            get(read_profile).put(set_profile),
        )
        .layer(middleware::from_fn_with_state(controls.clone(), admit))
        .layer(middleware::from_fn(only_here))
        .with_state(controls)
}

/// The page that shows what there is.
pub(crate) fn status_page(controls: Controls) -> Router {
    Router::new()
        .route("/", get(async || Redirect::to("/_sandbox/")))
        .route("/_sandbox/", get(status::page))
        .route("/_sandbox/status.css", get(status::style))
        .layer(middleware::from_fn(only_here))
        .with_state(controls)
}

/// Lets in this machine alone, under a name of its own: a page of another site that got its name to
/// point here is no guest.
async fn only_here(
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    if peer.address.ip().is_loopback() && here {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn admit(
    State(controls): State<Controls>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    if controls.credentials.admit(&headers) {
        next.run(request).await
    } else {
        refusal(StatusCode::UNAUTHORIZED, "Invalid client_id or api_key")
    }
}

fn refusal(code: StatusCode, message: &str) -> Response {
    (code, Json(json!({ "error": { "message": message } }))).into_response()
}

async fn list_faults(State(controls): State<Controls>) -> Response {
    Json(json!({ "faults": controls.faults.list() })).into_response()
}

async fn add_fault(
    State(controls): State<Controls>,
    fault: Result<Json<Fault>, JsonRejection>,
) -> Response {
    match fault {
        Ok(Json(fault)) => {
            let id = controls.faults.add(fault);
            (StatusCode::CREATED, Json(json!({ "id": id }))).into_response()
        }
        Err(rejection) => refusal(StatusCode::BAD_REQUEST, &rejection.body_text()),
    }
}

async fn clear_faults(State(controls): State<Controls>) -> StatusCode {
    controls.faults.clear();
    StatusCode::NO_CONTENT
}

async fn remove_fault(State(controls): State<Controls>, Path(id): Path<u64>) -> Response {
    if controls.faults.remove(id) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        refusal(StatusCode::NOT_FOUND, "Fault not found")
    }
}

async fn hurry(State(controls): State<Controls>) -> StatusCode {
    controls.world.hurry(None);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switches {
    reads_lag: Option<bool>,
    rows_linger: Option<bool>,
    disclosure: Option<bool>,
}

async fn set_switches(
    State(controls): State<Controls>,
    switches: Result<Json<Switches>, JsonRejection>,
) -> Response {
    match switches {
        Ok(Json(switches)) => {
            if let Some(lag) = switches.reads_lag {
                controls.world.set_reads_lag(lag);
            }
            if let Some(linger) = switches.rows_linger {
                controls.world.set_rows_linger(linger);
            }
            if let Some(disclosure) = switches.disclosure {
                controls.world.set_disclosure(disclosure);
            }
            StatusCode::NO_CONTENT.into_response()
        }
        Err(rejection) => refusal(StatusCode::BAD_REQUEST, &rejection.body_text()),
    }
}

async fn read_profile(State(controls): State<Controls>) -> Response {
    Json(controls.world.client_profile()).into_response()
}

/// The whole profile: what isn't named is off.
async fn set_profile(
    State(controls): State<Controls>,
    profile: Result<Json<ClientProfile>, JsonRejection>,
) -> Response {
    let profile = match profile {
        Ok(Json(profile)) => profile,
        Err(rejection) => return refusal(StatusCode::BAD_REQUEST, &rejection.body_text()),
    };
    let mut codes = profile.blocked_institutions.keys();
    if codes.all(|code| controls.world.institution_by_code(code).is_some()) {
        controls.world.set_client_profile(profile);
        StatusCode::NO_CONTENT.into_response()
    } else {
        refusal(StatusCode::BAD_REQUEST, "Institution not found")
    }
}
