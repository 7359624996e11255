//! Simulated time: live-like durations divided by the speed, wall time that follows tokio's clock.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// Wall time is derived from tokio's clock, so that a test that pauses and advances time sees the
/// timestamps of the API move along.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    speed: f64,
    started: Instant,
    started_at: Timestamp,
}

impl Clock {
    pub(crate) fn new(speed: f64) -> Self {
        Self {
            speed,
            started: Instant::now(),
            started_at: Timestamp::now(),
        }
    }

    pub(crate) fn now(&self) -> Instant {
        Instant::now()
    }

    pub(crate) fn scaled(&self, live: Duration) -> Duration {
        live.div_f64(self.speed)
    }

    pub(crate) fn wall(&self, instant: Instant) -> Timestamp {
        let since_start = instant.saturating_duration_since(self.started);
        SignedDuration::try_from(since_start)
            .ok()
            .and_then(|elapsed| self.started_at.checked_add(elapsed).ok())
            .unwrap_or(Timestamp::MAX)
    }
}
