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

    /// The moment a live-like duration after another.
    pub(crate) fn after(&self, at: Timestamp, live: Duration) -> Timestamp {
        SignedDuration::try_from(self.scaled(live))
            .ok()
            .and_then(|span| at.checked_add(span).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// The moment a live-like duration before another.
    pub(crate) fn before(&self, at: Timestamp, live: Duration) -> Timestamp {
        SignedDuration::try_from(self.scaled(live))
            .ok()
            .and_then(|span| at.checked_sub(span).ok())
            .unwrap_or(Timestamp::MIN)
    }

    pub(crate) fn wall(&self, instant: Instant) -> Timestamp {
        let since_start = instant.saturating_duration_since(self.started);
        SignedDuration::try_from(since_start)
            .ok()
            .and_then(|elapsed| self.started_at.checked_add(elapsed).ok())
            .unwrap_or(Timestamp::MAX)
    }
}
