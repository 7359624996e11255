//! The calls that came last.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use jiff::Timestamp;

const REMEMBERED: usize = 50;

/// One call, without its query, its headers and its body.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) at: Timestamp,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) status: u16,
}

/// The calls that came last, and whether any may have changed something.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls {
    last: Arc<Mutex<VecDeque<Call>>>,
    changed: Arc<AtomicBool>,
}

impl Calls {
    /// Whether anything may have changed since the last time this was asked.
    pub(crate) fn take_changed(&self) -> bool {
        self.changed.swap(false, Ordering::SeqCst)
    }

    /// Latest first.
    pub(super) fn list(&self) -> Vec<Call> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().rev().cloned().collect()
    }

    fn remember(&self, call: Call) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= REMEMBERED {
            last.pop_front();
        }
        last.push_back(call);
    }
}

/// Remembers a call.
pub(crate) async fn watch(State(calls): State<Calls>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = shown(request.uri().path());
    let response = next.run(request).await;
    if method != Method::GET {
        calls.changed.store(true, Ordering::SeqCst);
    }
    if !path.starts_with("/_sandbox") && path != "/" {
        calls.remember(Call {
            at: Timestamp::now(),
            method: method.to_string(),
            path,
            status: response.status().as_u16(),
        });
    }
    response
}

/// The path without what opens a widget, a session or a bank's page.
fn shown(path: &str) -> String {
    for secret in ["/md/connect/", "/oauth/"] {
        if path.starts_with(secret) {
            return format!("{secret}…");
        }
    }
    path.to_owned()
}
