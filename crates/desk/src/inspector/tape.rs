//! What is kept of a session: the newest so many, and no more than fits.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use super::entry::{Answer, Call, Entry, Message, What};
use crate::{
    session::{Fate, Refused},
    view::InspectorKind,
};

/// Most entries of either kind: messages don't push out the calls, nor calls the messages.
pub(super) const MOST_OF_A_KIND: usize = 1_000;
/// Most memory, in bytes as [`Entry::weight`] counts them.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Refusals for one reason are one entry while no more than so many others came in between.
const REFUSALS_TOGETHER: usize = 32;

/// The entries of one session, oldest first.
#[derive(Default)]
pub(super) struct Tape {
    entries: VecDeque<Arc<Entry>>,
    next_seq: u32,
    weight: usize,
    dropped: u32,
    /// Calls without an answer, by the client's id; the number is their entry's.
    pending: HashMap<u64, u32>,
    /// Messages that wait for MX's word, by the machine's number.
    waiting: HashMap<u32, u32>,
}

impl Tape {
    pub(super) fn entries(&self) -> Vec<Arc<Entry>> {
        self.entries.iter().cloned().collect()
    }

    /// How many were dropped to make room.
    pub(super) fn dropped(&self) -> u32 {
        self.dropped
    }

    /// A call was sent.
    pub(super) fn sent(&mut self, id: u64, at_ms: u32, call: Call) {
        let seq = self.push(at_ms, What::Call(call));
        self.pending.insert(id, seq);
    }

    /// A call was answered, or has failed.
    pub(super) fn answered(&mut self, id: u64, answer: Answer) {
        let Some(seq) = self.pending.remove(&id) else {
            return;
        };
        self.change(seq, |what| {
            if let What::Call(call) = what {
                call.answer = Some(answer);
            }
        });
    }

    /// A message that waited is settled. `false`: none did.
    pub(super) fn settled(&mut self, number: u32, fate: Fate) -> bool {
        let Some(seq) = self.waiting.remove(&number) else {
            return false;
        };
        if fate == Fate::Waiting {
            self.waiting.insert(number, seq);
        }
        self.change(seq, |what| {
            if let What::Message(message) = what {
                message.fate = fate;
            }
        });
        true
    }

    /// A message came.
    pub(super) fn message(&mut self, number: u32, at_ms: u32, message: Message) {
        if message.fate == Fate::Waiting {
            let seq = self.push(at_ms, What::Message(message));
            self.waiting.insert(number, seq);
            return;
        }
        let same = |what: &What| match what {
            What::Message(last) => {
                last.fate == message.fate
                    && last.body == message.body
                    && last.mount == message.mount
            }
            What::Call(_) => false,
        };
        match self.entries.back() {
            Some(last) if same(&last.what) => {
                let seq = last.seq;
                self.again(seq, at_ms, 1);
            }
            _ => {
                self.push(at_ms, What::Message(message));
            }
        }
    }

    /// Things were refused. One of many alike is kept, the first; `read` is not called for others.
    pub(super) fn refused(
        &mut self,
        why: Refused,
        at_ms: u32,
        times: u32,
        read: impl FnOnce() -> Message,
    ) {
        let newest = self.entries.iter().rev().take(REFUSALS_TOGETHER);
        let alike = newest.into_iter().find(|entry| {
            matches!(&entry.what, What::Message(message) if message.fate == Fate::Refused(why))
        });
        match alike.map(|entry| entry.seq) {
            Some(seq) => self.again(seq, at_ms, times),
            None => {
                self.push(at_ms, What::Message(read()));
            }
        }
    }

    fn again(&mut self, seq: u32, at_ms: u32, times: u32) {
        self.change(seq, |what| {
            if let What::Message(message) = what {
                message.times = message.times.saturating_add(times);
                message.until_ms = message.until_ms.max(at_ms);
            }
        });
    }

    fn push(&mut self, at_ms: u32, what: What) -> u32 {
        let seq = self.next_seq;
        self.next_seq = self.next_seq.wrapping_add(1);
        // A wall clock can be set back; a recording only goes on.
        let last = self.entries.back().map_or(0, |last| last.at_ms);
        let at_ms = at_ms.max(last);
        let entry = Entry { seq, at_ms, what };
        let kind = entry.kind();
        self.weight += entry.weight();
        self.entries.push_back(Arc::new(entry));
        self.make_room(kind);
        seq
    }

    fn change(&mut self, seq: u32, change: impl FnOnce(&mut What)) {
        let Ok(index) = self.entries.binary_search_by_key(&seq, |entry| entry.seq) else {
            return;
        };
        let Some(entry) = self.entries.get_mut(index) else {
            return;
        };
        let before = entry.weight();
        // A list that is being drawn keeps the entry as it was.
        change(&mut Arc::make_mut(entry).what);
        self.weight = self.weight + entry.weight() - before;
        let kind = entry.kind();
        self.make_room(kind);
    }

    fn make_room(&mut self, kind: InspectorKind) {
        let of_kind = |entry: &&Arc<Entry>| entry.kind() == kind;
        if self.entries.iter().filter(of_kind).count() > MOST_OF_A_KIND
            && let Some(index) = self.entries.iter().position(|entry| entry.kind() == kind)
        {
            self.drop_at(index);
        }
        while self.weight > MOST_BYTES && self.entries.len() > 1 {
            self.drop_at(0);
        }
    }

    fn drop_at(&mut self, index: usize) {
        let Some(entry) = self.entries.remove(index) else {
            return;
        };
        self.weight -= entry.weight();
        self.dropped = self.dropped.saturating_add(1);
        self.pending.retain(|_, seq| *seq != entry.seq);
        self.waiting.retain(|_, seq| *seq != entry.seq);
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use mx_platform::Redacted;

    use super::*;
    use crate::{inspector::messages::MESSAGE, view::MessageWay};

    fn message(fate: Fate, step: &str) -> Message {
        let json = format!(
            r#"{{"mx":true,"type":"mx/connect/stepChange","metadata":{{"current":"{step}"}}}}"#
        );
        let body = Redacted::shaped(json.as_bytes(), &MESSAGE);
        Message::read(MessageWay::Posted, 1, body, fate, 0)
    }

    fn call() -> Call {
        Call {
            method: "GET",
            template: Cow::Borrowed("/users"),
            path: "/users".to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            sent: None,
            attempt: 1,
            answer: None,
        }
    }

    fn answer(body: &[u8]) -> Answer {
        Answer {
            took_ms: 5,
            outcome: Ok(200),
            request_id: None,
            retry_in_ms: None,
            bytes: 0,
            received: Some(Redacted::body(body)),
        }
    }

    fn times(tape: &Tape) -> Vec<u32> {
        let entries = tape.entries();
        let times = entries.iter().filter_map(|entry| match &entry.what {
            What::Message(message) => Some(message.times),
            What::Call(_) => None,
        });
        times.collect()
    }

    #[test]
    fn what_comes_again_is_counted() {
        let mut tape = Tape::default();
        for step in ["search", "search", "mfa", "search"] {
            tape.message(1, 0, message(Fate::Accepted, step));
        }
        assert_eq!(times(&tape), [2, 1, 1]);
    }

    #[test]
    fn a_flood_of_refusals_pushes_nothing_out() {
        let mut tape = Tape::default();
        tape.sent(1, 0, call());
        let reasons = [Refused::OtherOrigin, Refused::OtherSource, Refused::TooMany];
        for n in 0..30_000 {
            for why in reasons {
                tape.refused(why, n, 1, || Message::unread(why, 1, n));
            }
        }
        assert_eq!(times(&tape), [30_000; 3]);
        assert_eq!((tape.entries().len(), tape.dropped()), (4, 0));
    }

    #[test]
    fn messages_do_not_push_out_calls_and_what_is_dropped_is_said() {
        let mut tape = Tape::default();
        tape.sent(1, 0, call());
        for n in 0..3_000 {
            let step = if n % 2 == 0 { "search" } else { "mfa" };
            tape.message(n, n, message(Fate::Accepted, step));
        }
        let entries = tape.entries();
        assert_eq!(entries.len(), MOST_OF_A_KIND + 1);
        assert_eq!(entries[0].kind(), InspectorKind::Call);
        assert_eq!(tape.dropped() as usize, 3_000 - MOST_OF_A_KIND);
        tape.answered(1, answer(b"{}"));
        assert!(tape.entries()[0].ended_at_ms().is_some());
    }

    #[test]
    fn large_bodies_leave_room_for_others() {
        let row = r#"{"guid":"TRN-7c6f361b-e582-15b6-60c0-358f12466b4b","status":"POSTED","type":"DEBIT"}"#;
        let body = format!(r#"{{"transactions":[{}]}}"#, vec![row; 20].join(","));
        let mut tape = Tape::default();
        for id in 0..900_u32 {
            tape.sent(id.into(), id, call());
            let answers = vec![(); 3];
            for () in answers {
                tape.sent(u64::from(id) + 10_000, id, call());
                tape.answered(u64::from(id) + 10_000, answer(body.as_bytes()));
            }
        }
        assert!(tape.weight <= MOST_BYTES);
        let counted: usize = tape.entries().iter().map(|entry| entry.weight()).sum();
        assert_eq!(tape.weight, counted);
        assert!(tape.dropped() > 0);
    }

    #[test]
    fn a_message_that_waited_is_settled_once() {
        let mut tape = Tape::default();
        tape.message(7, 0, message(Fate::Waiting, "mfa"));
        assert!(tape.settled(7, Fate::Refused(Refused::ForeignMember)));
        assert!(!tape.settled(7, Fate::Accepted));
        let What::Message(message) = &tape.entries()[0].what else {
            panic!("a call")
        };
        assert_eq!(message.fate, Fate::Refused(Refused::ForeignMember));
    }
}
