//! Records a session: always on, in memory, and gone with the session.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex},
    time::Duration,
};

use mx_platform::{CallOutcome, Redacted, WatchedAnswer, WatchedRequest, Watcher};
use tokio::sync::watch;

use super::{
    entry::{Answer, Call, Message},
    messages::MESSAGE,
    recording::{About, Recording},
    tape::Tape,
};
use crate::{
    desk::locked,
    ports::Clock,
    session::{Fate, Verdict},
    view::{MessageWay, NamedText},
};

/// The recorder of one session.
pub(crate) struct Recorder {
    clock: Arc<dyn Clock>,
    about: About,
    tape: Mutex<Tape>,
    revision: watch::Sender<u32>,
}

/// A message as it came, before anything became of it. It can hold what a customer typed; only
/// its redacted form is kept.
pub(crate) struct Said<'a> {
    pub(crate) way: MessageWay,
    pub(crate) mount: u32,
    /// The posted object, as JSON.
    pub(crate) json: Cow<'a, str>,
}

impl Recorder {
    pub(crate) fn new(clock: Arc<dyn Clock>, about: About) -> Self {
        Self {
            clock,
            about,
            tape: Mutex::default(),
            revision: watch::Sender::new(0),
        }
    }

    /// Notes what became of messages.
    pub(crate) fn note(&self, verdicts: &[Verdict], said: Option<&Said<'_>>) {
        if verdicts.is_empty() {
            return;
        }
        let at_ms = self.at_ms();
        let read = |said: &Said<'_>, fate| {
            let body = Redacted::shaped(said.json.as_bytes(), &MESSAGE);
            Message::read(said.way, said.mount, body, fate, at_ms)
        };
        let mut tape = locked(&self.tape);
        for verdict in verdicts {
            match (*verdict, said) {
                (Verdict::Of(number, fate), said) => {
                    if tape.settled(number, fate) {
                        continue;
                    }
                    let Some(said) = said else { continue };
                    match fate {
                        Fate::Refused(why) => {
                            tape.refused(why, at_ms, 1, || read(said, fate));
                        }
                        fate => tape.message(number, at_ms, read(said, fate)),
                    }
                }
                (Verdict::Refused(why, times), Some(said)) => {
                    tape.refused(why, at_ms, times, || read(said, Fate::Refused(why)));
                }
                (Verdict::Refused(why, times), None) => {
                    tape.refused(why, at_ms, times, || Message::unread(why, times, at_ms));
                }
            }
        }
        drop(tape);
        self.changed();
    }

    /// All there is now.
    pub(crate) fn recording(&self) -> Recording {
        // Before the entries: a change in between is looked at again, rather than missed.
        let revision = *self.revision.borrow();
        let tape = locked(&self.tape);
        Recording {
            about: self.about.clone(),
            entries: tape.entries(),
            dropped: tape.dropped(),
            revision,
        }
    }

    /// Follows the number of changes.
    pub(crate) fn revisions(&self) -> watch::Receiver<u32> {
        self.revision.subscribe()
    }

    fn at_ms(&self) -> u32 {
        let since = self.clock.now_ms().saturating_sub(self.about.started_at_ms);
        u32::try_from(since.max(0)).unwrap_or(u32::MAX)
    }

    fn changed(&self) {
        self.revision
            .send_modify(|revision| *revision = revision.wrapping_add(1));
    }
}

impl Watcher for Recorder {
    fn sent(&self, request: WatchedRequest) {
        let call = Call {
            method: request.method,
            template: Cow::Borrowed(request.template),
            path: request.path,
            query: named(request.query),
            headers: named(request.headers),
            sent: request.body,
            attempt: request.attempt,
            answer: None,
        };
        let at_ms = self.at_ms();
        locked(&self.tape).sent(request.id, at_ms, call);
        self.changed();
    }

    fn answered(&self, answer: WatchedAnswer) {
        let report = answer.report;
        let read = Answer {
            took_ms: millis(report.elapsed),
            outcome: match report.outcome {
                CallOutcome::Answered(status) => Ok(status),
                CallOutcome::Failed(code) => Err(Cow::Borrowed(code)),
                _ => Err(Cow::Borrowed("unknown")),
            },
            request_id: report.request_id,
            retry_in_ms: report.retry_in.map(millis),
            bytes: u32::try_from(answer.bytes).unwrap_or(u32::MAX),
            received: answer.body,
        };
        locked(&self.tape).answered(answer.id, read);
        self.changed();
    }
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

fn named(pairs: Vec<(&'static str, impl Into<String>)>) -> Vec<NamedText> {
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| NamedText {
            name: name.to_owned(),
            value: value.into(),
        })
        .collect()
}
