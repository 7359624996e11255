//! A window on what the calls carry, as far as it may be seen.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{CallReport, Client, Redacted, redacted, transport::Call};

/// Is shown every request when it is sent, and again when it is answered.
///
/// Where an [`Observer`](crate::Observer) is told what kind of call it was, a watcher sees which
/// one, and the bodies. All of it is [`Redacted`] before it gets here, so it may be shown and kept;
/// it still says which user and which member, by MX's guids. Nothing of it is made for a client
/// that nobody watches.
pub trait Watcher: Send + Sync {
    /// A request is sent. Called on the caller's task: return quickly.
    fn sent(&self, request: WatchedRequest);
    /// It was answered, or has failed. Doesn't come for a call whose future is dropped.
    fn answered(&self, answer: WatchedAnswer);
}

/// A request on its way.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WatchedRequest {
    /// Tells the requests of this process apart.
    pub id: u64,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path's template, such as `/users/{user}/members/{member}/status`.
    pub template: &'static str,
    /// The path with those identifiers that may be seen: MX's. Others stay as in the template.
    pub path: String,
    /// The query, by name; values that may not be seen are placeholders.
    pub query: Vec<(&'static str, String)>,
    /// The headers that say what is wanted, in small letters. Never the keys.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The body, if there is one.
    pub body: Option<Redacted>,
    /// Counts the tries of this call from 1.
    pub attempt: u32,
}

/// What came of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WatchedAnswer {
    /// The request's.
    pub id: u64,
    /// How it went.
    pub report: CallReport,
    /// The body, if one came.
    pub body: Option<Redacted>,
    /// The body's size in bytes.
    pub bytes: usize,
}

/// Whoever watches a clone of a client.
#[derive(Clone)]
pub(crate) struct Watching(Arc<dyn Watcher>);

impl fmt::Debug for Watching {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watching")
    }
}

impl Client {
    /// This client with somebody who watches the calls made through it, and through its clones.
    /// They share keys, settings and connections with the client as it was, which stays unwatched.
    #[must_use]
    pub fn watched_by(&self, watcher: Arc<dyn Watcher>) -> Self {
        let mut client = self.clone();
        client.watching = Some(Watching(watcher));
        client
    }
}

impl Watching {
    /// Shows a request; gives the id that its answer will have.
    pub(crate) fn sent(&self, client: &Client, call: &Call<'_>, attempt: u32) -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let version = client.api_version;
        let mut headers = vec![("accept", version.accept())];
        headers.extend(version.accept_version().map(|it| ("accept-version", it)));
        if call.body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        self.0.sent(WatchedRequest {
            id,
            method: call.method.name(),
            template: call.route.template,
            path: call.route.seen(),
            query: call
                .query
                .iter()
                .map(|(name, value)| (*name, redacted::parameter(name, value)))
                .collect(),
            headers,
            body: call.body.as_ref().map(|body| Redacted::body(body)),
            attempt,
        });
        id
    }

    pub(crate) fn answered(&self, answer: WatchedAnswer) {
        self.0.answered(answer);
    }
}

/// A body that came, as far as it may be seen.
pub(crate) struct Seen {
    pub(crate) body: Option<Redacted>,
    pub(crate) bytes: usize,
}

impl Seen {
    pub(crate) const NOTHING: Self = Self {
        body: None,
        bytes: 0,
    };

    pub(crate) fn of(body: &[u8]) -> Self {
        Self {
            body: (!body.is_empty()).then(|| Redacted::body(body)),
            bytes: body.len(),
        }
    }
}
