//! A recording as a file: HAR 1.2, so that other tools show its calls, with what HAR has no place
//! for in fields of our own. The names are the file's form: they stay.

use std::io::{self, Write};

use mx_platform::Redacted;
use serde_json::{Value, json};

use super::{
    entry::{Call, Entry, Message, What},
    recording::Recording,
};
use crate::{
    history::utc,
    session::Fate,
    view::{EnvironmentKind, NamedText, counted},
};

/// The form this version writes, and the newest it reads.
pub(super) const FORMAT: u32 = 1;

impl Recording {
    /// Writes the recording, and says how many entries it has.
    pub(super) fn write(
        &self,
        app_version: &str,
        saved_at_ms: i64,
        file: &mut dyn Write,
    ) -> io::Result<u32> {
        let calls = self.entries.iter().filter_map(|entry| match &entry.what {
            What::Call(call) => Some(self.call(entry, call)),
            What::Message(_) => None,
        });
        let messages = self.entries.iter().filter_map(|entry| match &entry.what {
            What::Message(said) => Some(message(entry, said)),
            What::Call(_) => None,
        });
        let about = &self.about;
        let har = json!({ "log": {
            "version": "1.2",
            "creator": { "name": "Connect Desk", "version": app_version },
            "comment": "Redacted: what is not known to be safe is a placeholder such as ‹text, 12 characters›.",
            "pages": [],
            "entries": calls.collect::<Vec<_>>(),
            "_connectDesk": {
                "format": FORMAT,
                "mode": about.mode,
                "environment": about.environment,
                "apiHost": about.api_host,
                "startedAtMs": about.started_at_ms,
                "savedAtMs": saved_at_ms,
                "dropped": self.dropped,
                "messages": messages.collect::<Vec<_>>(),
            },
        }});
        serde_json::to_writer_pretty(&mut *file, &har)?;
        file.write_all(b"\n")?;
        Ok(counted(self.entries.len()))
    }

    fn call(&self, entry: &Entry, call: &Call) -> Value {
        let answer = call.answer.as_ref();
        let took_ms = answer.map_or(0, |answer| answer.took_ms);
        let status = answer.and_then(|answer| answer.outcome.as_ref().ok());
        let received = answer.and_then(|answer| answer.received.as_ref());
        let bytes = answer.map_or(0, |answer| answer.bytes);
        let request_id = answer.and_then(|answer| answer.request_id.as_deref());
        let request_id = request_id.map(|id| json!({ "name": "x-request-id", "value": id }));
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let began = utc((self.about.started_at_ms + i64::from(entry.at_ms)) as f64);
        let mut request = json!({
            "method": call.method,
            "url": self.url(call),
            "httpVersion": "",
            "cookies": [],
            "headers": call.headers,
            "queryString": call.query,
            "headersSize": -1,
            "bodySize": -1,
        });
        if let Some(sent) = &call.sent {
            request["postData"] = json!({ "mimeType": "application/json", "text": text(sent) });
        }
        json!({
            "startedDateTime": began,
            "time": took_ms,
            "request": request,
            "response": {
                "status": status.copied().unwrap_or(0),
                "statusText": "",
                "httpVersion": "",
                "cookies": [],
                "headers": request_id.into_iter().collect::<Vec<_>>(),
                "content": {
                    "size": bytes,
                    "mimeType": "application/json",
                    "text": received.map(text),
                },
                "redirectURL": "",
                "headersSize": -1,
                "bodySize": bytes,
            },
            "cache": {},
            "timings": { "send": 0, "wait": took_ms, "receive": 0 },
            "_seq": entry.seq,
            "_atMs": entry.at_ms,
            "_template": call.template,
            "_path": call.path,
            "_attempt": call.attempt,
            "_retryInMs": answer.and_then(|answer| answer.retry_in_ms),
            "_failure": answer.and_then(|answer| answer.outcome.as_ref().err()),
            "_pending": answer.is_none(),
        })
    }

    /// For other tools; it isn't read again.
    fn url(&self, call: &Call) -> String {
        let scheme = match self.about.environment {
            EnvironmentKind::Sandbox => "http",
            _ => "https",
        };
        let query: Vec<String> = call
            .query
            .iter()
            .map(|NamedText { name, value }| format!("{name}={value}"))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!(
            "{scheme}://{}{}{mark}{}",
            self.about.api_host,
            call.path,
            query.join("&")
        )
    }
}

fn message(entry: &Entry, message: &Message) -> Value {
    json!({
        "seq": entry.seq,
        "atMs": entry.at_ms,
        "way": message.way,
        "mount": message.mount,
        "fate": fate_name(message.fate),
        "times": message.times,
        "untilMs": message.until_ms,
        "body": message.body.as_ref().map(text),
    })
}

pub(super) fn fate_name(fate: Fate) -> &'static str {
    match fate {
        Fate::Accepted => "accepted",
        Fate::Waiting => "waiting",
        Fate::Late => "late",
        Fate::NotKnown => "not_known",
        Fate::Refused(why) => why.code(),
    }
}

fn text(body: &Redacted) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
