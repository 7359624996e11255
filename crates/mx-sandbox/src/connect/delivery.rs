//! Messages on their way to the host, in the forms MX has for them.

use std::time::Duration;

use connect_events::{Event, Message};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::view::millis;
use crate::world::WidgetSession;

/// A message, and when it is sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Delivery {
    pub(crate) after_ms: u64,
    #[serde(flatten)]
    pub(crate) form: Form,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// Posted: an object, or a text before version 4.
    Message(Value),
    /// Navigated to, in a mobile web view.
    Url(String),
}

impl Delivery {
    /// The form the request asked for. Versions before 4 are known by two of their messages alone
    /// (MX docs, message versions), and in a mobile web view by none.
    pub(crate) fn new(event: Event, after: Duration, session: &WidgetSession) -> Option<Self> {
        let config = &session.config;
        let mobile = config.is_mobile_webview.unwrap_or(false);
        let form = if config.message_version() != 4 {
            let text = before_version_4(&event, &session.user_guid).filter(|_| !mobile)?;
            Form::Message(Value::String(text))
        } else {
            let message = if event == Event::Load {
                Message::from(event)
            } else {
                Message::new(event, &session.user_guid, &session.session_guid)
            };
            if mobile {
                Form::Url(message.to_navigation(config.url_scheme()))
            } else {
                Form::Message(message.to_object())
            }
        };
        Some(Self {
            after_ms: millis(after),
            form,
        })
    }
}

/// What versions 1 to 3 post: a text that holds JSON.
fn before_version_4(event: &Event, user_guid: &str) -> Option<String> {
    let (name, payload) = match event {
        Event::Loaded { .. } => ("widgetLoaded", json!({})),
        Event::MemberConnected { member_guid } => (
            "memberAdded",
            json!({ "member_guid": member_guid, "user_guid": user_guid }),
        ),
        _ => return None,
    };
    let message = json!({
        "type": format!("mxConnect:{name}"),
        "payload": payload,
        "moneyDesktop": true,
        "timeStamp": Timestamp::now().as_millisecond(),
    });
    Some(message.to_string())
}
