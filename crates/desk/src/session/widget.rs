//! The widget on screen: one mount, what it last said, and its silence.

use std::collections::{HashSet, VecDeque};

use crate::view::Problem;

/// Without a word from the widget for this long, the person is told. A little less than ten
/// seconds, so that the answer is on screen within ten.
const WIDGET_SILENCE_MS: i64 = 9_500;
/// The widget on screen.
#[derive(Default)]
pub(super) struct Widget {
    /// Number of the last request for a URL; the mount it will be.
    pub(super) request: u32,
    /// The mount on screen.
    pub(super) mount: u32,
    pub(super) origin: Option<String>,
    pub(super) step: Option<String>,
    /// What it shows that the agent should know.
    pub(super) note: Option<&'static str>,
    /// When silence becomes a problem; none once the widget has been heard.
    pub(super) silent_from: Option<i64>,
    pub(super) problem: Option<Problem>,
    /// When the widget began to show that it worked.
    pub(super) connected_shown_at: Option<i64>,
    /// The customer sent something that can make a member.
    pub(super) submitted: bool,
    /// How many questions MX had been asked when the customer sent something last: their answers
    /// don't know of it.
    pub(super) submitted_after: u64,
    /// The second messages are counted in, and how many came in it.
    pub(super) messages_in: (i64, u32),
    /// Addresses opened in the browser, as hashes, and when the last ones were.
    pub(super) opened: HashSet<u64>,
    pub(super) opened_at: VecDeque<i64>,
}

impl Widget {
    /// A new mount: everything the last one said is over. Pages that were opened stay known.
    pub(super) fn mounted(&mut self, request: u32, origin: String, now: i64) {
        *self = Self {
            request: self.request,
            mount: request,
            origin: Some(origin),
            opened: std::mem::take(&mut self.opened),
            opened_at: std::mem::take(&mut self.opened_at),
            ..Self::default()
        };
        self.listen(now);
    }

    /// From now on silence counts.
    pub(super) fn listen(&mut self, now: i64) {
        self.silent_from = Some(now + WIDGET_SILENCE_MS);
    }

    /// The widget was heard. Says whether that changes what the person sees.
    pub(super) fn heard(&mut self) -> bool {
        self.silent_from = None;
        self.problem.take().is_some()
    }

    /// The widget is taken off the screen.
    pub(super) fn gone(&mut self) {
        self.silent_from = None;
        self.problem = None;
    }
}
