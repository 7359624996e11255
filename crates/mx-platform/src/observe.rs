//! A window on the calls, without what they carry.

use std::time::Duration;

use jiff::Timestamp;

/// Is told about every request and its answer.
///
/// A report names the kind of call, never whose object it was about: no identifier, no query, no
/// body. It may be logged and shown.
pub trait Observer: Send + Sync {
    /// A request was answered or has failed. Called on the caller's task: return quickly.
    fn observe(&self, report: &CallReport);
}

/// One request and its answer. A read that is repeated gives one report per try.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallReport {
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path's template, such as `/users/{user}/members/{member}/status`.
    pub path: &'static str,
    /// Counts the tries of this call from 1.
    pub attempt: u32,
    /// How it ended.
    pub outcome: CallOutcome,
    /// From sending the request to the end of the answer.
    pub elapsed: Duration,
    /// The server's id of the request, if it gave one.
    pub request_id: Option<String>,
    /// The server's own time when it answered, to the second, if it told (`Date`).
    pub server_time: Option<Timestamp>,
    /// How long the client will wait before it tries again, if it will.
    pub retry_in: Option<Duration>,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallOutcome {
    /// The server answered, with this HTTP status.
    Answered(u16),
    /// It did not, or its answer could not be read; the code of the [`Error`](crate::Error).
    Failed(&'static str),
}
