//! A page where the widget should be that does nothing by itself: it says what the bench tells it
//! to say, and tells when it was opened and when it spoke.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::Value;

const PAGE: &str = include_str!("widget.html");
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Default)]
struct State {
    /// The page that was opened last; earlier ones are gone, though their questions may wait still.
    page: u64,
    to_say: VecDeque<Value>,
    told: VecDeque<Value>,
}

/// The page's server, at the origin that widget URLs name.
#[derive(Clone)]
pub(super) struct Widget {
    state: Arc<(Mutex<State>, Condvar)>,
    port: u16,
}

impl Widget {
    pub(super) fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let widget = Self {
            state: Arc::default(),
            port: listener.local_addr()?.port(),
        };
        let server = widget.clone();
        // Ends with the bench; a listener has no other end.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                std::thread::spawn(move || {
                    // A page that is gone asks no more.
                    let _ = server.answer(stream);
                });
            }
        });
        Ok(widget)
    }

    pub(super) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Has the page post a message of MX's.
    pub(super) fn say(&self, message: Value) {
        self.state().to_say.push_back(message);
        self.state.1.notify_all();
    }

    /// What the page tells next: when something was, in milliseconds since the Unix epoch.
    pub(super) fn told(&self) -> Result<f64> {
        let told = self.next(|state| state.told.pop_front());
        told.context("the page in the widget's place was not heard of")?
            .as_f64()
            .context("the page told no time")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is something to take.
    fn next<T>(&self, take: impl Fn(&mut State) -> Option<T>) -> Option<T> {
        let until = Instant::now() + PATIENCE;
        let mut state = self.state();
        loop {
            if let Some(taken) = take(&mut state) {
                return Some(taken);
            }
            let left = until.checked_duration_since(Instant::now())?;
            let waited = self.state.1.wait_timeout(state, left);
            (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn answer(&self, stream: TcpStream) -> Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut path, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if path.is_empty() {
                path = line.split(' ').nth(1).unwrap_or_default().to_owned();
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        if let Some(page) = path.strip_prefix("/next?") {
            let page: u64 = page.parse()?;
            let next = self.next(|state| {
                if state.page == page {
                    state.to_say.pop_front()
                } else {
                    Some(Value::Null)
                }
            });
            return respond(
                stream,
                "application/json",
                &next.unwrap_or_default().to_string(),
            );
        }
        match path.as_str() {
            "/told" => {
                let mut body = vec![0; length];
                reader.read_exact(&mut body)?;
                self.state().told.push_back(serde_json::from_slice(&body)?);
                self.state.1.notify_all();
                respond(stream, "text/plain", "")
            }
            _ => {
                let page = {
                    let mut state = self.state();
                    state.page += 1;
                    state.page
                };
                self.state.1.notify_all();
                let html = PAGE.replace("{{page}}", &page.to_string());
                respond(stream, "text/html; charset=utf-8", &html)
            }
        }
    }
}

fn respond(mut stream: TcpStream, kind: &str, body: &str) -> Result<()> {
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )?;
    Ok(stream.flush()?)
}
