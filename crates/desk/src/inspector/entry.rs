//! One message or call, as it is kept, searched and shown.

use std::borrow::Cow;

use mx_platform::{Field, Redacted};

use super::{curl, messages, steps::step_of};
use crate::{
    session::{Fate, Refused},
    view::{
        EnvironmentKind, InspectorDetails, InspectorKind, InspectorOutcome, InspectorQuery,
        InspectorRow, MessageWay, NamedText,
    },
};

/// Something that happened between the desk, the widget and MX.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) seq: u32,
    /// Since the recording began.
    pub(super) at_ms: u32,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Message(Message),
    Call(Call),
}

/// What the widget said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Message {
    pub(super) way: MessageWay,
    /// The mount it came from; none if it came from somewhere else.
    pub(super) mount: Option<u32>,
    pub(super) type_name: Option<String>,
    pub(super) gist: Option<String>,
    pub(super) fate: Fate,
    pub(super) times: u32,
    pub(super) until_ms: u32,
    /// None if it was not even looked at.
    pub(super) body: Option<Redacted>,
}

/// A call of MX's API.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    pub(super) method: &'static str,
    pub(super) template: Cow<'static, str>,
    pub(super) path: String,
    pub(super) query: Vec<NamedText>,
    pub(super) headers: Vec<NamedText>,
    pub(super) sent: Option<Redacted>,
    pub(super) attempt: u32,
    pub(super) answer: Option<Answer>,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) took_ms: u32,
    /// The HTTP status, or the code of what went wrong instead.
    pub(super) outcome: Result<u16, Cow<'static, str>>,
    pub(super) request_id: Option<String>,
    pub(super) retry_in_ms: Option<u32>,
    pub(super) bytes: u32,
    pub(super) received: Option<Redacted>,
}

impl Entry {
    pub(super) fn kind(&self) -> InspectorKind {
        match self.what {
            What::Message(_) => InspectorKind::Message,
            What::Call(_) => InspectorKind::Call,
        }
    }

    pub(super) fn outcome(&self) -> InspectorOutcome {
        match &self.what {
            What::Message(message) => match message.fate {
                Fate::Accepted => InspectorOutcome::Accepted,
                Fate::Waiting => InspectorOutcome::Waiting,
                Fate::Late | Fate::NotKnown => InspectorOutcome::Ignored,
                Fate::Refused(_) => InspectorOutcome::Refused,
            },
            What::Call(call) => match call.answer.as_ref().map(|answer| &answer.outcome) {
                None => InspectorOutcome::Pending,
                Some(Ok(status)) if *status < 400 => InspectorOutcome::Answered,
                Some(_) => InspectorOutcome::Failed,
            },
        }
    }

    /// When the call was answered; for a message, when it came. None while there is no answer.
    pub(super) fn ended_at_ms(&self) -> Option<u32> {
        match &self.what {
            What::Message(_) => Some(self.at_ms),
            What::Call(call) => {
                let answer = call.answer.as_ref()?;
                Some(self.at_ms.saturating_add(answer.took_ms))
            }
        }
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        let body = |body: &Option<Redacted>| body.as_ref().map_or(0, Redacted::weight);
        let named = |list: &[NamedText]| -> usize {
            list.iter()
                .map(|one| size_of::<NamedText>() + one.name.len() + one.value.len())
                .sum()
        };
        size_of::<Self>()
            + match &self.what {
                What::Message(message) => body(&message.body),
                What::Call(call) => {
                    let answer = call.answer.as_ref();
                    call.path.len()
                        + named(&call.query)
                        + named(&call.headers)
                        + body(&call.sent)
                        + answer.map_or(0, |answer| body(&answer.received))
                }
            }
    }

    /// `text` is in small letters.
    pub(super) fn fits(&self, query: &InspectorQuery, text: &str) -> bool {
        query.kind.is_none_or(|kind| kind == self.kind())
            && query
                .outcome
                .is_none_or(|outcome| outcome == self.outcome())
            && query.step.is_none_or(|step| step == step_of(self))
            && (text.is_empty() || self.mentions(text))
    }

    fn mentions(&self, text: &str) -> bool {
        let says = |said: &str| said.to_lowercase().contains(text);
        let shows = |body: &Option<Redacted>| body.as_ref().is_some_and(|body| body.mentions(text));
        match &self.what {
            What::Message(message) => {
                message.type_name.as_deref().is_some_and(says)
                    || message.gist.as_deref().is_some_and(says)
                    || fate_words(message.fate).is_some_and(says)
                    || shows(&message.body)
            }
            What::Call(call) => {
                let answer = call.answer.as_ref();
                says(&format!("{} {}", call.method, call.path))
                    || says(&call.template)
                    || call.query.iter().any(|one| says(&one.value))
                    || shows(&call.sent)
                    || answer.is_some_and(|answer| {
                        answer.request_id.as_deref().is_some_and(says)
                            || match &answer.outcome {
                                Ok(status) => says(&status.to_string()),
                                Err(code) => says(code),
                            }
                            || shows(&answer.received)
                    })
            }
        }
    }

    /// `place` says where a moment lies in the waterfall.
    pub(super) fn row(&self, place: impl Fn(u32) -> f32) -> InspectorRow {
        let from = place(self.at_ms);
        let to = self.ended_at_ms().map_or(1.0, place);
        let row = InspectorRow {
            seq: self.seq,
            kind: self.kind(),
            method: None,
            name: None,
            gist: None,
            outcome: self.outcome(),
            status: None,
            step: step_of(self),
            at_ms: self.at_ms,
            took_ms: None,
            times: 1,
            attempt: 1,
            from,
            to,
        };
        match &self.what {
            What::Message(message) => InspectorRow {
                name: message.type_name.clone(),
                gist: message.gist.clone(),
                times: message.times,
                ..row
            },
            What::Call(call) => {
                let answer = call.answer.as_ref();
                InspectorRow {
                    method: Some(call.method.to_owned()),
                    name: Some(call.template.clone().into_owned()),
                    gist: answer.and_then(|answer| match &answer.outcome {
                        Ok(_) => None,
                        Err(code) => Some(code.clone().into_owned()),
                    }),
                    status: answer.and_then(|answer| answer.outcome.as_ref().ok().copied()),
                    took_ms: answer.map(|answer| answer.took_ms),
                    attempt: call.attempt,
                    ..row
                }
            }
        }
    }

    pub(super) fn details(
        &self,
        row: InspectorRow,
        environment: EnvironmentKind,
        api_host: &str,
    ) -> InspectorDetails {
        let details = InspectorDetails {
            row,
            words: None,
            path: None,
            query: Vec::new(),
            headers: Vec::new(),
            request_id: None,
            retry_in_ms: None,
            bytes: None,
            via: None,
            mount: None,
            until_ms: None,
            sent: None,
            received: None,
            curl: None,
        };
        match &self.what {
            What::Message(message) => InspectorDetails {
                words: fate_words(message.fate).map(str::to_owned),
                via: message.mount.map(|_| message.way),
                mount: message.mount,
                until_ms: (message.times > 1).then_some(message.until_ms),
                received: message.body.clone(),
                ..details
            },
            What::Call(call) => {
                let answer = call.answer.as_ref();
                InspectorDetails {
                    words: answer.and_then(|answer| failure_words(&answer.outcome)),
                    path: Some(call.path.clone()),
                    query: call.query.clone(),
                    headers: call.headers.clone(),
                    request_id: answer.and_then(|answer| answer.request_id.clone()),
                    retry_in_ms: answer.and_then(|answer| answer.retry_in_ms),
                    bytes: answer.map(|answer| answer.bytes),
                    sent: call.sent.clone(),
                    received: answer.and_then(|answer| answer.received.clone()),
                    curl: Some(curl::line(call, environment, api_host)),
                    ..details
                }
            }
        }
    }
}

impl Message {
    /// A message whose body was looked at.
    pub(super) fn read(
        way: MessageWay,
        mount: u32,
        body: Redacted,
        fate: Fate,
        at_ms: u32,
    ) -> Self {
        let value = serde_json::to_value(&body).unwrap_or_default();
        let type_name = value["type"].as_str();
        Self {
            way,
            mount: Some(mount),
            type_name: type_name
                .filter(|name| Field::Path.allows(name))
                .map(str::to_owned),
            gist: messages::gist(&value["metadata"]),
            fate,
            times: 1,
            until_ms: at_ms,
            body: Some(body),
        }
    }

    /// Something that was turned away unread.
    pub(super) fn unread(why: Refused, times: u32, at_ms: u32) -> Self {
        Self {
            way: MessageWay::Posted,
            mount: None,
            type_name: None,
            gist: None,
            fate: Fate::Refused(why),
            times,
            until_ms: at_ms,
            body: None,
        }
    }
}

/// Why nothing came of a message; none if something did.
fn fate_words(fate: Fate) -> Option<&'static str> {
    match fate {
        Fate::Accepted => None,
        Fate::Waiting => Some("MX is being asked whether the connection is this customer's"),
        Fate::Late => Some("Ignored: the session had no more use for it"),
        Fate::NotKnown => Some("Ignored: this app does not know the message's type"),
        Fate::Refused(why) => Some(why.words()),
    }
}

/// What a status or a code of the client means; none where nothing went wrong.
fn failure_words(outcome: &Result<u16, Cow<'static, str>>) -> Option<String> {
    let words = match outcome {
        Ok(..=399) => return None,
        Ok(401) => "MX did not accept the keys",
        Ok(403) => "MX does not allow this, or does not know this computer's address",
        Ok(404) => "MX does not know it, or not yet",
        Ok(409) => "It exists already, or another job is running",
        Ok(429) => "Too many requests: MX asks to slow down",
        Ok(503) => "MX is under maintenance",
        Ok(500..) => "MX or the bank failed",
        Ok(_) => "MX refused the request",
        Err(code) => match &**code {
            "dns" => "The name of MX's host was not found",
            "connect" => "No connection could be made",
            "connection_lost" => "The connection broke",
            "tls" => "The host's certificate was not accepted",
            "decode" | "pagination" | "too_large" => "MX answered something that can't be read",
            code if code.starts_with("timeout") => "No answer in time",
            _ => "No answer came",
        },
    };
    Some(words.to_owned())
}
