//! Every exchange of the API written down, for whoever wants to hold it against MX's documents.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, header, request::Parts},
    middleware::Next,
    response::Response,
};
use serde_json::{Value, json};

/// Pages are no part of the API.
const PAGES: [&str; 3] = ["/md/", "/oauth/", "/_sandbox"];

/// The file of one sandbox: a line of JSON for each exchange.
#[derive(Clone)]
pub(crate) struct Exchanges(Arc<Kept>);

struct Kept {
    file: Mutex<File>,
    begun: AtomicU64,
}

impl Exchanges {
    /// A file of its own in the folder: many sandboxes of many processes write there at once.
    pub(crate) fn open(folder: &Path, port: u16) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let name = format!("{}-{port}.jsonl", std::process::id());
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(folder.join(name))?;
        Ok(Self(Arc::new(Kept {
            file: Mutex::new(file),
            begun: AtomicU64::new(0),
        })))
    }

    fn write(&self, line: &Value) {
        let line = format!("{line}\n");
        let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(line.as_bytes()) {
            tracing::error!(%error, "an exchange could not be written down");
        }
    }
}

/// One exchange, which writes itself down when it is over, however it ended.
struct Exchange {
    /// Lines stand in the order in which exchanges ended; a request that is never answered ends when
    /// its client is seen to be gone, which can be after the next has begun.
    number: u64,
    sent: Value,
    answer: OnceLock<Value>,
    injected: AtomicBool,
    exchanges: Exchanges,
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let injected = self.injected.load(Ordering::SeqCst);
        let answer = self.answer.take();
        if answer.is_some() || injected {
            self.exchanges.write(&json!({
                "number": self.number,
                "sent": self.sent,
                "answer": answer,
                "injected": injected,
            }));
        }
    }
}

/// Notes what is asked, before anything happens to it.
pub(crate) async fn note(
    State(exchanges): State<Exchanges>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if PAGES.iter().any(|page| path.starts_with(page)) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // Somebody who breaks off while sending has sent nothing that could be checked.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.extensions.insert(Arc::new(Exchange {
        number: exchanges.0.begun.fetch_add(1, Ordering::SeqCst),
        sent: sent(&parts, &body),
        answer: OnceLock::new(),
        injected: AtomicBool::new(false),
        exchanges,
    }));
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// Notes that a fault comes between the client and the API: what the client gets is none of MX's.
pub(crate) fn injected(request: &Request) {
    if let Some(exchange) = request.extensions().get::<Arc<Exchange>>() {
        exchange.injected.store(true, Ordering::SeqCst);
    }
}

/// Notes what the API itself answers.
pub(crate) async fn note_answer(request: Request, next: Next) -> Response {
    let exchange = request.extensions().get::<Arc<Exchange>>().cloned();
    let response = next.run(request).await;
    let Some(exchange) = exchange else {
        return response;
    };
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let answer = json!({
        "status": parts.status.as_u16(),
        "content_type": text(&parts.headers, &header::CONTENT_TYPE),
        "body": content(&body),
    });
    // There is one answer to a request.
    let _first = exchange.answer.set(answer);
    Response::from_parts(parts, Body::from(body))
}

fn sent(parts: &Parts, body: &Bytes) -> Value {
    let names = parts.headers.keys().map(HeaderName::as_str);
    json!({
        "method": parts.method.as_str(),
        "path": parts.uri.path(),
        "query": parts.uri.query().unwrap_or_default(),
        "accept": text(&parts.headers, &header::ACCEPT),
        "accept_version": text(&parts.headers, &HeaderName::from_static("accept-version")),
        "user_agent": text(&parts.headers, &header::USER_AGENT),
        "headers": names.collect::<Vec<_>>(),
        "body": content(body),
    })
}

/// A body as JSON, or as text where it is none; nothing for none at all.
fn content(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let plain = || String::from_utf8_lossy(body).into();
    serde_json::from_slice(body).unwrap_or_else(|_| plain())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
