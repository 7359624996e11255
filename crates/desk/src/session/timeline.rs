//! What happened, in plain words, and never more than fits.

use std::collections::{BTreeSet, VecDeque};

use super::Refused;
use crate::{
    journal::{Happened, MOST_ENTRIES},
    redaction::redact,
    view::{TimelineEntry, TimelineSource, Tone},
};

/// Most entries kept; then the oldest goes.
pub(crate) const MAX_ENTRIES: usize = MOST_ENTRIES as usize;

struct Entry {
    shown: TimelineEntry,
    /// The words before what is added for repeats and times.
    words: String,
    times: u32,
    elapsed_ms: Option<u32>,
}

impl Entry {
    fn render(&mut self) {
        let mut text = self.words.clone();
        if self.times > 1 {
            text.push_str(&format!(" (×{})", self.times));
        }
        if let Some(elapsed) = self.elapsed_ms {
            text.push_str(&format!(" · {elapsed} ms"));
        }
        self.shown.text = text;
    }
}

/// The timeline of one session.
pub(crate) struct Timeline {
    began_at_ms: i64,
    next_seq: u32,
    entries: VecDeque<Entry>,
    /// Numbers of the entries that are new or say more than when they were taken last.
    changed: BTreeSet<u32>,
}

impl Timeline {
    pub(crate) fn new(began_at_ms: i64) -> Self {
        Self {
            began_at_ms,
            next_seq: 0,
            entries: VecDeque::new(),
            changed: BTreeSet::new(),
        }
    }

    pub(crate) fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The entries that changed since the last time, in a form that is safe to keep.
    pub(crate) fn take_changed(&mut self) -> Vec<Happened> {
        let changed = std::mem::take(&mut self.changed);
        self.entries
            .iter()
            .filter(|entry| changed.contains(&entry.shown.seq))
            .map(|entry| Happened {
                seq: entry.shown.seq,
                at_ms: self.began_at_ms.saturating_add(entry.shown.at_ms.into()),
                source: entry.shown.source,
                tone: entry.shown.tone,
                kind: entry.shown.kind.clone(),
                // Nothing secret is said on purpose anywhere; this catches what a later change
                // lets slip.
                text: redact(&entry.shown.text).into_owned(),
            })
            .collect()
    }

    /// Adds an entry. The same words again right after each other are counted, not repeated.
    pub(crate) fn add(
        &mut self,
        now_ms: i64,
        source: TimelineSource,
        tone: Tone,
        kind: &str,
        words: impl Into<String>,
        elapsed_ms: Option<u32>,
    ) {
        let words = words.into();
        if let Some(last) = self.entries.back_mut()
            && last.shown.kind == kind
            && last.words == words
        {
            last.times = last.times.saturating_add(1);
            last.elapsed_ms = elapsed_ms;
            last.render();
            self.changed.insert(last.shown.seq);
            return;
        }
        self.push(now_ms, source, tone, kind, words, 1, elapsed_ms);
    }

    /// Counts refused messages: one entry for each reason, however many there are.
    pub(crate) fn refused(&mut self, now_ms: i64, why: Refused, count: u32) {
        if let Some(entry) = self
            .entries
            .iter_mut()
            .find(|entry| entry.shown.kind == why.code())
        {
            entry.times = entry.times.saturating_add(count);
            entry.render();
            self.changed.insert(entry.shown.seq);
            return;
        }
        let words = why.words().to_owned();
        self.push(
            now_ms,
            TimelineSource::Desk,
            Tone::Bad,
            why.code(),
            words,
            count,
            None,
        );
    }

    #[expect(clippy::too_many_arguments, reason = "private; the parts of an entry")]
    fn push(
        &mut self,
        now_ms: i64,
        source: TimelineSource,
        tone: Tone,
        kind: &str,
        words: String,
        times: u32,
        elapsed_ms: Option<u32>,
    ) {
        if self.entries.len() >= MAX_ENTRIES {
            self.entries.pop_front();
        }
        let shown = TimelineEntry {
            seq: self.next_seq,
            at_ms: u32::try_from((now_ms - self.began_at_ms).max(0)).unwrap_or(u32::MAX),
            source,
            kind: kind.to_owned(),
            text: String::new(),
            tone,
        };
        self.next_seq = self.next_seq.saturating_add(1);
        let mut entry = Entry {
            shown,
            words,
            times,
            elapsed_ms,
        };
        entry.render();
        self.changed.insert(entry.shown.seq);
        self.entries.push_back(entry);
    }

    pub(crate) fn view(&self) -> Vec<TimelineEntry> {
        self.entries
            .iter()
            .map(|entry| entry.shown.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(timeline: &mut Timeline, kind: &str, words: &str) {
        timeline.add(0, TimelineSource::Api, Tone::Neutral, kind, words, Some(5));
    }

    #[test]
    fn the_same_words_again_are_counted() {
        let mut timeline = Timeline::new(0);
        add(&mut timeline, "status", "MX says: starting");
        add(&mut timeline, "status", "MX says: starting");
        add(&mut timeline, "status", "MX says: connected");
        let texts: Vec<_> = timeline
            .view()
            .into_iter()
            .map(|entry| entry.text)
            .collect();
        assert_eq!(
            texts,
            ["MX says: starting (×2) · 5 ms", "MX says: connected · 5 ms"]
        );
    }

    #[test]
    fn ten_thousand_refusals_are_one_entry() {
        let mut timeline = Timeline::new(0);
        for n in 0..10_000 {
            timeline.refused(n, Refused::OtherOrigin, 1);
        }
        let view = timeline.view();
        assert_eq!(view.len(), 1);
        assert!(view[0].text.ends_with("(×10000)"), "{}", view[0].text);
    }

    #[test]
    fn it_never_grows_beyond_its_bound() {
        let mut timeline = Timeline::new(0);
        for n in 0..5_000 {
            add(&mut timeline, "step", &format!("step {n}"));
        }
        let view = timeline.view();
        assert_eq!(view.len(), MAX_ENTRIES);
        assert_eq!(view.last().map(|entry| entry.seq), Some(4_999));
    }
}
