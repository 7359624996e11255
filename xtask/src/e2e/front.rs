//! A web server of the tests in front of the simulated MX: it passes everything on, notes what was
//! asked for, and can serve a page of its own, or nothing at all, where the widget should be.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, Result};
use serde_json::Value;

/// What is found at a widget URL.
#[derive(Clone)]
pub(crate) enum WidgetPage {
    /// The simulated MX's own page.
    AsIs,
    /// A connection that is accepted and never answered.
    NeverAnswers,
    /// A page an attacker wrote.
    Hostile(String),
}

struct State {
    upstream: Option<String>,
    widget: WidgetPage,
    loses_messages: bool,
    tokens: Vec<String>,
    asked: Vec<String>,
    named: Vec<(String, String)>,
    reports: Vec<Value>,
    orders: VecDeque<Value>,
    silent: Vec<TcpStream>,
}

/// The running server.
#[derive(Clone)]
pub(crate) struct Front {
    state: Arc<Mutex<State>>,
    port: u16,
}

/// Where the simulated MX serves its Connect page.
const WIDGET_PATH: &str = "/md/connect/";
/// Shorter than any secret could be, longer than the names of folders beside it.
const SHORTEST_TOKEN: usize = 16;
/// Where a page of ours tells what it has been able to do.
const REPORT_PATH: &str = "/told-by-the-page";

/// What MX's page sends its messages with, in place of the original: nothing leaves but that it has
/// loaded, as where the customer's connection loses the rest.
const OUTBOX_PATH: &str = "/md/connect/assets/outbox.js";
const LOSING_OUTBOX: &str = include_str!("losing_outbox.js");

/// Where it asks what to do next.
const ORDER_PATH: &str = "/order-of-the-page";
/// What lies under this is for saving, not for showing.
const ATTACHMENTS: &str = "/attachment/";

impl Front {
    /// Starts it with nothing behind it yet.
    pub(crate) fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let state = State {
            upstream: None,
            widget: WidgetPage::AsIs,
            loses_messages: false,
            tokens: Vec::new(),
            asked: Vec::new(),
            named: Vec::new(),
            reports: Vec::new(),
            orders: VecDeque::new(),
            silent: Vec::new(),
        };
        let port = listener.local_addr()?.port();
        let front = Self {
            state: Arc::new(Mutex::new(state)),
            port,
        };
        let server = front.clone();
        // Ends with the test process; a listener has no other end.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = server.clone();
                std::thread::spawn(move || {
                    // The other side may go away at any moment, and often does.
                    let _ = server.answer(stream);
                });
            }
        });
        Ok(front)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Passes requests on to this base URL from now on.
    pub(crate) fn pass_on_to(&self, base_url: &str) -> Result<()> {
        let rest = base_url
            .strip_prefix("http://")
            .context("the simulated MX speaks http")?;
        self.state().upstream = rest.split('/').next().map(str::to_owned);
        Ok(())
    }

    /// Serves this at every widget URL from now on.
    pub(crate) fn serve_widget(&self, page: WidgetPage) {
        self.state().widget = page;
    }

    /// From now on, widgets that are opened are lost for words: all but that they have loaded.
    pub(crate) fn lose_messages(&self, lose: bool) {
        self.state().loses_messages = lose;
    }

    /// The secret part of every widget URL that was opened.
    pub(crate) fn tokens(&self) -> Vec<String> {
        self.state().tokens.clone()
    }

    /// The path of every request so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state().asked.clone()
    }

    /// The id that the simulated MX gave each request it answered, by the path.
    pub(crate) fn request_ids(&self) -> Vec<(String, String)> {
        self.state().named.clone()
    }

    /// What pages of ours have told, in order.
    pub(crate) fn reports(&self) -> Vec<Value> {
        self.state().reports.clone()
    }

    /// Has a page of ours do something; it tells how that went.
    pub(crate) fn order(&self, order: Value) {
        self.state().orders.push_back(order);
    }

    /// Whether a page has taken every order there was.
    pub(crate) fn orders_are_taken(&self) -> bool {
        self.state().orders.is_empty()
    }

    /// How often a page of ours has asked what to do.
    pub(crate) fn times_asked_for_orders(&self) -> usize {
        let state = self.state();
        let asked = state.asked.iter().filter(|path| *path == ORDER_PATH);
        asked.count()
    }

    fn answer(&self, mut client: TcpStream) -> Result<()> {
        client.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut reader = BufReader::new(client.try_clone()?);
        let Some(request) = Request::read(&mut reader)? else {
            return Ok(());
        };
        self.state().asked.push(request.path.clone());
        if let Some(token) = widget_token(&request.path) {
            let page = {
                let mut state = self.state();
                state.tokens.push(token.to_owned());
                state.widget.clone()
            };
            match page {
                WidgetPage::AsIs => {}
                WidgetPage::NeverAnswers => {
                    self.state().silent.push(client);
                    return Ok(());
                }
                WidgetPage::Hostile(page) => return serve(&mut client, &page),
            }
        }
        if request.path == OUTBOX_PATH && self.state().loses_messages {
            return serve_as(&mut client, "text/javascript", LOSING_OUTBOX);
        }
        if request.path == REPORT_PATH {
            let told = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
            self.state().reports.push(told);
            return serve(&mut client, "");
        }
        if request.path == ORDER_PATH {
            let order = self.state().orders.pop_front().unwrap_or(Value::Null);
            return serve(&mut client, &order.to_string());
        }
        if request.path.starts_with(ATTACHMENTS) {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n\
                 content-disposition: attachment\r\ncontent-length: 1\r\n\
                 connection: close\r\n\r\nx";
            return Ok(client.write_all(head.as_bytes())?);
        }
        if let Some(WidgetPage::Hostile(page)) =
            (request.path == "/other").then(|| self.state().widget.clone())
        {
            return serve(&mut client, &page);
        }
        let upstream = self
            .state()
            .upstream
            .clone()
            .context("nothing is behind this yet")?;
        let mut server = TcpStream::connect(upstream)?;
        server.write_all(&request.head)?;
        server.write_all(&request.body)?;
        let mut answer = BufReader::new(server);
        let (head, id) = read_head(&mut answer)?;
        if let Some(id) = id {
            self.state().named.push((request.path, id));
        }
        client.write_all(&head)?;
        std::io::copy(&mut answer, &mut client)?;
        Ok(())
    }
}

/// The secret of a widget URL. The page's own scripts and styles lie beside it and have none.
fn widget_token(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(WIDGET_PATH)?;
    let token = rest.split(['/', '?']).next()?;
    (token.len() >= SHORTEST_TOKEN).then_some(token)
}

/// A request as it is passed on.
pub(super) struct Request {
    path: String,
    /// Request line and headers.
    pub(super) head: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Reads one. None: nothing was asked.
    pub(super) fn read(reader: &mut impl BufRead) -> Result<Option<Self>> {
        let mut head = Vec::new();
        let mut path = String::new();
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let lower = line.to_ascii_lowercase();
            if head.is_empty() {
                path = line.split(' ').nth(1).unwrap_or_default().to_owned();
            } else if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            } else if lower.starts_with("connection:") {
                // One request per connection keeps this server simple.
                continue;
            }
            if line.trim().is_empty() {
                head.extend(b"connection: close\r\n\r\n");
                break;
            }
            head.extend(line.as_bytes());
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        Ok(Some(Self { path, head, body }))
    }
}

/// The head of an answer as it came, and the request's id if it holds one.
fn read_head(answer: &mut impl BufRead) -> Result<(Vec<u8>, Option<String>)> {
    let mut head = Vec::new();
    let mut id = None;
    loop {
        let begins = head.len();
        let length = answer.read_until(b'\n', &mut head)?;
        let line = String::from_utf8_lossy(&head[begins..]);
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("x-request-id")
        {
            id = Some(value.trim().to_owned());
        }
        if length == 0 || line.trim().is_empty() {
            return Ok((head, id));
        }
    }
}

fn serve(client: &mut TcpStream, page: &str) -> Result<()> {
    serve_as(client, "text/html", page)
}

fn serve_as(client: &mut TcpStream, kind: &str, page: &str) -> Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}; charset=utf-8\r\ncache-control: no-store\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        page.len()
    );
    client.write_all(head.as_bytes())?;
    client.write_all(page.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_passed_on_whole_and_its_connection_closed() {
        let raw = "POST /users HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}rest";
        let request = Request::read(&mut raw.as_bytes()).unwrap().unwrap();
        assert_eq!(request.path, "/users");
        assert_eq!(request.body, b"{}");
        let head = String::from_utf8(request.head).unwrap();
        assert!(
            head.ends_with("Content-Length: 2\r\nconnection: close\r\n\r\n"),
            "{head}"
        );
        assert!(!head.contains("keep-alive"));
    }

    #[test]
    fn a_widget_s_secret_is_told_from_the_files_beside_it() {
        let token = "0123456789abcdef0123456789abcdef";
        assert_eq!(widget_token(&format!("/md/connect/{token}")), Some(token));
        assert_eq!(
            widget_token(&format!("/md/connect/{token}?x=1")),
            Some(token)
        );
        assert_eq!(widget_token("/md/connect/assets/connect.css"), None);
        assert_eq!(widget_token("/users"), None);
    }

    #[test]
    fn the_head_of_an_answer_is_passed_on_as_it_came_and_its_id_is_noted() {
        let raw = "HTTP/1.1 200 OK\r\nDate: x\r\nX-Request-Id: 0f-1\r\n\r\nx-request-id: no";
        let mut answer = raw.as_bytes();
        let (head, id) = read_head(&mut answer).unwrap();
        assert_eq!(id.as_deref(), Some("0f-1"));
        let passed_on = [head, answer.to_vec()].concat();
        assert_eq!(String::from_utf8(passed_on).unwrap(), raw);
        assert_eq!(read_head(&mut "".as_bytes()).unwrap(), (Vec::new(), None));
    }

    #[test]
    fn a_client_that_says_nothing_is_no_request() {
        assert!(Request::read(&mut "".as_bytes()).unwrap().is_none());
    }
}
