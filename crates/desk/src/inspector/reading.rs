//! Reading a recording from a file. Whoever wrote it, nothing in it is believed: every value is
//! one that a recording can have, and every body passes through the redaction again, so that a
//! file can show nothing that a session would not.

use std::{borrow::Cow, sync::Arc};

use mx_platform::{Field, Redacted, parameter};
use serde::Deserialize;

use super::{
    entry::{Answer, Call, Entry, Message, What},
    messages::MESSAGE,
    recording::{About, Recording},
    tape::MOST_OF_A_KIND,
    writing::{FORMAT, fate_name},
};
use crate::{
    session::{Fate, Refused},
    view::{EnvironmentKind, MessageWay, NamedText, SessionMode},
};

/// The largest file that is read, in bytes. A full recording has a few megabytes.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Headers and parameters of one call.
const MOST_NAMED: usize = 40;
/// The end of the year 9999, in milliseconds since the Unix epoch.
const LATEST_MS: i64 = 253_402_300_799_999;
/// The headers that are recorded.
const HEADERS: [(&str, &str); 4] = [
    ("accept", "application/json"),
    ("accept", "application/vnd.mx.api.v1+json"),
    ("accept-version", "v20250224"),
    ("content-type", "application/json"),
];

/// Why a file is not a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARecording {
    /// Larger than any recording.
    #[error("the file is larger than a recording")]
    TooLarge,
    /// Not JSON, or not one of this app's files.
    #[error("the file is not a recording of this app")]
    Foreign,
    /// A newer version of the app wrote it.
    #[error("a newer version of the app wrote the file")]
    Newer,
    /// It has a value that no recording has.
    #[error("`{0}` in the file is not what a recording has")]
    Damaged(&'static str),
}

impl Recording {
    /// Reads a recording that [`export_recording`](crate::Desk::export_recording) wrote. Takes any
    /// bytes.
    ///
    /// # Errors
    /// [`NotARecording`].
    pub fn read(bytes: &[u8]) -> Result<Self, NotARecording> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(NotARecording::TooLarge);
        }
        let head: Har<Head> = serde_json::from_slice(bytes).map_err(|_| NotARecording::Foreign)?;
        if head.log.about.format > FORMAT {
            return Err(NotARecording::Newer);
        }
        let file: Har<Whole> =
            serde_json::from_slice(bytes).map_err(|_| NotARecording::Damaged("log"))?;
        file.log.recording()
    }
}

#[derive(Deserialize)]
struct Har<L> {
    log: L,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "_connectDesk")]
    about: Format,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Deserialize)]
struct Whole {
    entries: Vec<FileCall>,
    #[serde(rename = "_connectDesk")]
    about: FileAbout,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileAbout {
    mode: SessionMode,
    environment: EnvironmentKind,
    api_host: String,
    started_at_ms: i64,
    saved_at_ms: i64,
    dropped: u32,
    messages: Vec<FileMessage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileMessage {
    seq: u32,
    at_ms: u32,
    way: MessageWay,
    mount: Option<u32>,
    fate: String,
    times: u32,
    until_ms: u32,
    body: Option<String>,
}

#[derive(Deserialize)]
struct FileCall {
    time: u32,
    request: FileRequest,
    response: FileResponse,
    #[serde(rename = "_seq")]
    seq: u32,
    #[serde(rename = "_atMs")]
    at_ms: u32,
    #[serde(rename = "_template")]
    template: String,
    #[serde(rename = "_path")]
    path: String,
    #[serde(rename = "_attempt")]
    attempt: u32,
    #[serde(rename = "_retryInMs")]
    retry_in_ms: Option<u32>,
    #[serde(rename = "_failure")]
    failure: Option<String>,
    #[serde(rename = "_pending")]
    pending: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileRequest {
    method: String,
    headers: Vec<NamedText>,
    query_string: Vec<NamedText>,
    post_data: Option<FileBody>,
}

#[derive(Deserialize)]
struct FileBody {
    text: String,
}

#[derive(Deserialize)]
struct FileResponse {
    status: u16,
    headers: Vec<NamedText>,
    content: FileContent,
}

#[derive(Deserialize)]
struct FileContent {
    size: u32,
    text: Option<String>,
}

fn hold(name: &'static str, holds: bool) -> Result<(), NotARecording> {
    if holds {
        Ok(())
    } else {
        Err(NotARecording::Damaged(name))
    }
}

impl Whole {
    fn recording(self) -> Result<Recording, NotARecording> {
        let about = self.about;
        hold("entries", self.entries.len() <= MOST_OF_A_KIND)?;
        hold("messages", about.messages.len() <= MOST_OF_A_KIND)?;
        hold("apiHost", is_host(&about.api_host))?;
        for at_ms in [about.started_at_ms, about.saved_at_ms] {
            hold("startedAtMs", (0..=LATEST_MS).contains(&at_ms))?;
        }
        let calls = self.entries.into_iter().map(FileCall::entry);
        let messages = about.messages.into_iter().map(FileMessage::entry);
        let mut entries = calls.chain(messages).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| entry.seq);
        let in_order = entries
            .windows(2)
            .all(|pair| pair[0].seq < pair[1].seq && pair[0].at_ms <= pair[1].at_ms);
        hold("_seq", in_order)?;
        Ok(Recording {
            about: About {
                mode: about.mode,
                environment: about.environment,
                api_host: about.api_host,
                started_at_ms: about.started_at_ms,
                saved_at_ms: Some(about.saved_at_ms),
                file_name: None,
            },
            entries: entries.into_iter().map(Arc::new).collect(),
            dropped: about.dropped,
            revision: 0,
        })
    }
}

impl FileMessage {
    fn entry(self) -> Result<Entry, NotARecording> {
        hold("times", self.times > 0)?;
        let fate = fate_of(&self.fate).ok_or(NotARecording::Damaged("fate"))?;
        let body = self
            .body
            .map(|body| Redacted::shaped(body.as_bytes(), &MESSAGE));
        let message = match (body, self.mount) {
            (Some(body), Some(mount)) => Message::read(self.way, mount, body, fate, self.until_ms),
            (None, None) => match fate {
                Fate::Refused(why) => Message::unread(why, self.times, self.until_ms),
                _ => return Err(NotARecording::Damaged("body")),
            },
            _ => return Err(NotARecording::Damaged("mount")),
        };
        Ok(Entry {
            seq: self.seq,
            at_ms: self.at_ms,
            what: What::Message(Message {
                times: self.times,
                ..message
            }),
        })
    }
}

impl FileCall {
    fn entry(self) -> Result<Entry, NotARecording> {
        let method = ["GET", "POST", "PUT", "DELETE"]
            .into_iter()
            .find(|method| *method == self.request.method)
            .ok_or(NotARecording::Damaged("method"))?;
        hold("_template", is_template(&self.template))?;
        hold("_path", is_path_of(&self.path, &self.template))?;
        hold("_attempt", self.attempt > 0)?;
        let (headers, query) = (self.request.headers, self.request.query_string);
        hold("headers", headers.len() <= MOST_NAMED)?;
        hold("queryString", query.len() <= MOST_NAMED)?;
        let is_known = |one: &NamedText| HEADERS.contains(&(&one.name, &one.value));
        hold("headers", headers.iter().all(is_known))?;
        hold(
            "queryString",
            query.iter().all(|one| is_parameter(&one.name)),
        )?;
        let answer = if self.pending {
            None
        } else {
            Some(
                self.response
                    .answer(self.time, self.failure, self.retry_in_ms)?,
            )
        };
        Ok(Entry {
            seq: self.seq,
            at_ms: self.at_ms,
            what: What::Call(Call {
                method,
                template: Cow::Owned(self.template),
                path: self.path,
                query: query
                    .into_iter()
                    .map(|NamedText { name, value }| NamedText {
                        value: parameter(&name, &value),
                        name,
                    })
                    .collect(),
                headers,
                sent: self
                    .request
                    .post_data
                    .map(|body| Redacted::body(body.text.as_bytes())),
                attempt: self.attempt,
                answer,
            }),
        })
    }
}

impl FileResponse {
    fn answer(
        self,
        took_ms: u32,
        failure: Option<String>,
        retry_in_ms: Option<u32>,
    ) -> Result<Answer, NotARecording> {
        let outcome = match failure {
            None => {
                hold("status", (100..=599).contains(&self.status))?;
                Ok(self.status)
            }
            Some(code) => {
                hold("_failure", is_code(&code))?;
                Err(Cow::Owned(code))
            }
        };
        let request_id = self.headers.into_iter().next();
        if let Some(NamedText { name, value }) = &request_id {
            hold("headers", name == "x-request-id" && is_request_id(value))?;
        }
        Ok(Answer {
            took_ms,
            outcome,
            request_id: request_id.map(|header| header.value),
            retry_in_ms,
            bytes: self.content.size,
            received: self
                .content
                .text
                .map(|text| Redacted::body(text.as_bytes())),
        })
    }
}

fn fate_of(name: &str) -> Option<Fate> {
    let refused = Refused::ALL.into_iter().map(Fate::Refused);
    [Fate::Accepted, Fate::Waiting, Fate::Late, Fate::NotKnown]
        .into_iter()
        .chain(refused)
        .find(|fate| fate_name(*fate) == name)
}

/// A path of words and named places: `/users/{user}/members`.
fn is_template(template: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let mut parts = template.split('/');
    template.len() <= 160
        && parts.next() == Some("")
        && parts.all(|part| is_word(place(part).unwrap_or(part)))
}

fn place(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// The template's path: in its places are MX's identifiers, or the places still.
fn is_path_of(path: &str, template: &str) -> bool {
    let parts = template.split('/').count();
    path.split('/').count() == parts
        && template.split('/').zip(path.split('/')).all(|(of, part)| {
            let may_stand = |field: Field| !part.is_empty() && field.allows(part);
            part == of
                || place(of).is_some_and(|place| {
                    may_stand(Field::Guid) || (place == "institution" && may_stand(Field::Code))
                })
        })
}

fn is_parameter(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || b"_[]".contains(&byte))
}

fn is_code(code: &str) -> bool {
    (1..=40).contains(&code.len())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn is_request_id(id: &str) -> bool {
    (1..=128).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn is_host(host: &str) -> bool {
    (1..=255).contains(&host.len())
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte))
}
