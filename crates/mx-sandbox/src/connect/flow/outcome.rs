//! What follows from something that happened.

use std::time::Duration;

use connect_events::Event;

/// A message and when it is sent, counted from what caused it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Post {
    pub(crate) after: Duration,
    pub(crate) event: Event,
}

/// What follows from something that happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// In the order they are sent.
    pub(crate) posts: Vec<Post>,
    /// When the view of the step is drawn.
    pub(crate) drawn_after: Duration,
}

impl Outcome {
    pub(super) fn now(event: Event) -> Self {
        Self::default().then(Duration::ZERO, event)
    }

    pub(super) fn then(mut self, after: Duration, event: Event) -> Self {
        self.posts.push(Post { after, event });
        self
    }
}
