//! What the inspector shows of a session: its widget's messages and its calls of MX's API, with
//! bodies that are redacted by type.

use mx_platform::Redacted;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EnvironmentKind, SessionMode};

/// Which entries to show. Every part narrows; empty parts don't.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct InspectorQuery {
    /// Messages or calls alone.
    pub kind: Option<InspectorKind>,
    /// Only what went so.
    pub outcome: Option<InspectorOutcome>,
    /// Only what belongs to this step of MX's guide.
    pub step: Option<InspectorStep>,
    /// Part of a name, a path, a status, a request id, or of what is in a body; any case.
    pub text: String,
}

/// A part of a recording.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InspectorPage {
    /// What it is a recording of.
    pub about: InspectorAbout,
    /// The entries, oldest first.
    pub rows: Vec<InspectorRow>,
    /// How many the query finds in all.
    pub total: u32,
    /// How many there are.
    pub all: u32,
    /// How many older ones were dropped to make room.
    pub dropped: u32,
    /// The step of MX's guide that it has come to; none at the start.
    pub reached: Option<InspectorStep>,
    /// How long the recording is, in milliseconds.
    pub span_ms: u32,
    /// Another number means that there is more, or that something has changed.
    pub revision: u32,
}

/// What a recording is of. It names no customer.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InspectorAbout {
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// Which MX.
    pub environment: EnvironmentKind,
    /// Host of that MX's API.
    pub api_host: String,
    /// When the recording began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
    /// When it was saved, if it comes from a file.
    pub saved_at_ms: Option<f64>,
    /// Name of the file, if it comes from one.
    pub file_name: Option<String>,
}

/// A message or a call.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InspectorRow {
    /// Tells the entries of a recording apart.
    pub seq: u32,
    /// Which of the two.
    pub kind: InspectorKind,
    /// The call's method.
    pub method: Option<String>,
    /// The message's type, or the template of the call's path. None: it may not be seen.
    pub name: Option<String>,
    /// What it is about, in a word of MX's: a step, a status, a code.
    pub gist: Option<String>,
    /// How it went.
    pub outcome: InspectorOutcome,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The step of MX's guide it belongs to.
    pub step: InspectorStep,
    /// Milliseconds since the recording began.
    pub at_ms: u32,
    /// How long the call took; none for a message, and while there is no answer.
    pub took_ms: Option<u32>,
    /// How many like it came one after the other; they are one entry.
    pub times: u32,
    /// Counts the tries of a call from 1.
    pub attempt: u32,
    /// Where it begins in the waterfall with idle time squeezed, 0 to 1.
    pub from: f32,
    /// Where it ends there.
    pub to: f32,
}

/// All that is known of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InspectorDetails {
    /// The entry.
    pub row: InspectorRow,
    /// Why it was refused or ignored, or has failed, in plain words.
    pub words: Option<String>,
    /// The call's path, with MX's guids; other identifiers stay as in the template.
    pub path: Option<String>,
    /// The call's query.
    pub query: Vec<NamedText>,
    /// The call's headers. Never the keys.
    pub headers: Vec<NamedText>,
    /// MX's id of the request.
    pub request_id: Option<String>,
    /// After how many milliseconds the call was tried again, if it was.
    pub retry_in_ms: Option<u32>,
    /// Size of the answer's body.
    pub bytes: Option<u32>,
    /// How the message came.
    pub via: Option<MessageWay>,
    /// The mount of the widget it came from.
    pub mount: Option<u32>,
    /// When the last of several alike came, in milliseconds since the recording began.
    pub until_ms: Option<u32>,
    /// The redacted body that was sent.
    #[ts(type = "unknown")]
    pub sent: Option<Redacted>,
    /// The redacted body that came back, or the message.
    #[ts(type = "unknown")]
    pub received: Option<Redacted>,
    /// The call for a shell, with variables where the keys and what is hidden belong.
    pub curl: Option<String>,
}

/// A name and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct NamedText {
    /// The name.
    pub name: String,
    /// What belongs to it.
    pub value: String,
}

/// What there is to inspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InspectorKind {
    /// The widget said something.
    Message,
    /// MX's API was called.
    Call,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InspectorOutcome {
    /// The message was believed.
    Accepted,
    /// MX is asked whose member the message names.
    Waiting,
    /// The message came too late, or this app doesn't know its type.
    Ignored,
    /// The message was refused.
    Refused,
    /// The call is not answered yet.
    Pending,
    /// MX answered what was asked.
    Answered,
    /// MX refused, failed, or did not answer.
    Failed,
}

/// The steps of MX's guide to Connect, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InspectorStep {
    /// Find or create the user.
    User,
    /// Ask for a widget URL.
    WidgetUrl,
    /// The widget loads.
    Load,
    /// The widget tells what the customer does.
    Events,
    /// Ask MX how the connection stands.
    Status,
    /// Read account numbers, accounts, owners, transactions.
    Data,
    /// Anything else.
    Other,
}

/// How a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MessageWay {
    /// The frame posted it.
    Posted,
    /// The page in the customer window navigated.
    Navigated,
}
