//! A failure, as it crosses to the UI.

use serde::Serialize;
use ts_rs::TS;

/// A failure in three parts. The UI branches on `code` alone and never on the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Problem {
    /// Stable, snake_case; see [`ProblemCode`].
    pub code: ProblemCode,
    /// What happened, in plain words. Never holds a secret, a URL or a response body.
    pub message: String,
    /// What to do next, in plain words.
    pub next_step: String,
    /// MX's request id, to quote to MX's support, where an answer had one.
    pub request_id: Option<String>,
}

/// Every failure the UI can be told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProblemCode {
    /// MX refused the client id or API key (401), or they belong to another environment.
    CredentialsRefused,
    /// MX refused the caller (403): usually the IP address isn't on the client's allow-list.
    NotAllowed,
    /// The name could not be resolved or no connection could be made.
    Offline,
    /// The server's certificate was not accepted.
    TlsFailed,
    /// MX did not answer in time.
    TimedOut,
    /// MX asked us to slow down (429).
    RateLimited,
    /// MX is under maintenance or failing (5xx).
    MxUnavailable,
    /// MX does not know the object any more (404).
    NotFound,
    /// The object exists already, or another job is running (409).
    Conflict,
    /// MX refused the request as malformed (400, 406, 422).
    RequestRefused,
    /// The answer was not what MX documents.
    UnexpectedAnswer,
    /// There is no keychain service on this computer.
    KeychainUnavailable,
    /// The keychain is locked.
    KeychainLocked,
    /// The keychain refused this app.
    KeychainDenied,
    /// The keychain holds no entry for this profile.
    KeychainMissing,
    /// The entry was found but cannot be read as credentials.
    KeychainDamaged,
    /// The keychain did not answer in time.
    KeychainTimedOut,
    /// Any other keychain failure.
    KeychainFailed,
    /// An input from the person was not valid; the message says which and why.
    InvalidInput,
    /// No environment is connected yet.
    NotConnected,
    /// The session is not (or no longer) known.
    UnknownSession,
    /// The action does not fit the session's state.
    NotNow,
    /// The widget did not load or did not answer within ten seconds.
    WidgetSilent,
    /// The widget URL was used up or is older than ten minutes.
    WidgetExpired,
    /// The widget's page kept taking the keyboard from the app's fields. The UI's own.
    WidgetGrasping,
    /// The widget's page sent more messages than the app can take and stay usable. The UI's own.
    WidgetFlooding,
    /// The customer window could not be opened.
    WindowFailed,
    /// The member named by the widget is not one of this user's.
    ForeignMember,
    /// The local journal or settings could not be read or written.
    StorageFailed,
    /// The clipboard could not be used.
    ClipboardFailed,
    /// The simulated MX could not be started.
    SandboxFailed,
    /// A newer version of the app could not be installed.
    UpdateFailed,
    /// A link from another program is none that the desk follows.
    LinkRefused,
    /// The organisation's policy forbids it.
    ForbiddenByPolicy,
    /// A reason must be given first.
    ReasonNeeded,
    /// The desk is locked.
    Locked,
    /// The bank asks the customer something: open the widget on the connection.
    Challenged,
    /// MX allows no more of this for now.
    LimitReached,
    /// The file could not be written where it was to be saved.
    SaveFailed,
    /// Anything else; a bug.
    Internal,
}
