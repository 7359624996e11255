//! A customer in front of the Connect page: opens it, chooses MX Bank, signs in and waits; what the
//! page would post is given to the desk.

use std::time::Duration;

use desk::Desk;
use reqwest::Client;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

/// How often the page asks how far MX is.
const POLL: Duration = Duration::from_millis(120);

/// A page that is open.
pub(crate) struct Customer {
    desk: Desk,
    session: String,
    mount: u32,
    origin: String,
    /// Where the page tells what was done.
    intents: String,
    browser: Client,
    view: Value,
    /// The page's messages reach the desk.
    pub(crate) is_heard: bool,
}

/// What a customer was left without, and got no further.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The desk had no widget to show.
    Widget,
    /// The page did not load, or has no scripts.
    Page,
    /// The page is open, and its server does not answer any more.
    Answer,
}

impl Customer {
    /// Opens the widget that the desk shows, as the window would.
    pub(crate) async fn opens(desk: &Desk, session: &str) -> Result<Self, Lost> {
        let ticket = desk.take_widget_ticket(session);
        let ticket = ticket.map_err(|_| Lost::Widget)?;
        let browser = Client::builder()
            .timeout(Duration::from_secs(20))
            .no_proxy()
            // Where a frame may go is the window's own policy; it goes nowhere else here.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|_| Lost::Page)?;
        let page = browser.get(ticket.url.expose_secret()).send().await;
        let page = page.map_err(|_| Lost::Page)?.text().await;
        let page = page.map_err(|_| Lost::Page)?;
        let mut customer = Self {
            desk: desk.clone(),
            session: session.to_owned(),
            mount: ticket.mount,
            intents: String::new(),
            origin: ticket.origin,
            browser,
            view: Value::Null,
            is_heard: true,
        };
        if page.contains("A page that") {
            customer.is_before_a_liar(&page);
        }
        let key = between(&page, "data-session=\"", "\"").filter(|_| page.contains("<script"));
        let key = key.ok_or(Lost::Page)?;
        customer.intents = format!("{}/md/connect/session/{key}", customer.origin);
        customer.does(json!({ "intent": "open" })).await?;
        Ok(customer)
    }

    /// What the fault's own pages say, which have no server behind them.
    fn is_before_a_liar(&self, page: &str) {
        let say = |kind: &str, metadata: Value| {
            self.posts(&json!({ "mx": true, "type": kind, "metadata": metadata }));
        };
        if let Some(member) = between(page, "data-member=\"", "\"") {
            say("mx/load", json!({}));
            let names = json!({ "user_guid": "", "session_guid": "", "member_guid": member });
            say("mx/connect/memberConnected", names);
        }
        if between(page, "data-rate=\"", "\"").is_some() {
            for n in 0..20_000 {
                let query = format!("flood {n}");
                let metadata = json!({ "user_guid": "", "session_guid": "", "query": query });
                say("mx/connect/institutionSearch", metadata);
            }
        }
    }

    /// Chooses MX Bank and signs in.
    pub(crate) async fn signs_in(&mut self, bank: &str, password: &str) -> Result<(), Lost> {
        self.does(json!({ "intent": "select", "institution": bank }))
            .await?;
        let fields = self.view["fields"].as_array().cloned().unwrap_or_default();
        let answers: Vec<Value> = fields
            .iter()
            .map(|field| {
                let value = if field["kind"] == "password" {
                    password
                } else {
                    "mxuser"
                };
                json!({ "guid": field["guid"], "value": value })
            })
            .collect();
        self.does(json!({ "intent": "credentials", "answers": answers }))
            .await
    }

    /// Waits until the page is not connecting any more, and says what it shows then.
    pub(crate) async fn waits(&mut self) -> Result<String, Lost> {
        for _ in 0..200 {
            let kind = self.view["kind"].as_str().unwrap_or_default();
            if kind != "connecting" {
                return Ok(kind.to_owned());
            }
            tokio::time::sleep(POLL).await;
            self.does(json!({ "intent": "poll" })).await?;
        }
        Err(Lost::Answer)
    }

    async fn does(&mut self, intent: Value) -> Result<(), Lost> {
        let sent = self.browser.post(&self.intents).json(&intent).send().await;
        let reply: Value = match sent {
            Ok(reply) => reply.json().await.map_err(|_| Lost::Answer)?,
            Err(_) => return Err(Lost::Answer),
        };
        for post in reply["posts"].as_array().into_iter().flatten() {
            self.posts(&post["message"]);
        }
        if !reply["view"].is_null() {
            self.view = reply["view"].clone();
        }
        Ok(())
    }

    fn posts(&self, message: &Value) {
        if self.is_heard {
            let text = message.to_string();
            // A session that was left has nobody who listens.
            let _ = self
                .desk
                .widget_message(&self.session, self.mount, &self.origin, &text);
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
