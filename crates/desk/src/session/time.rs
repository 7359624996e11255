//! The session's own time: it goes on whatever is done to the computer's clock.

use tokio::time::Instant;

/// Two clocks that differ by more than this since they were last read: the computer was asleep, or
/// its clock was set.
const LEAP_MS: i64 = 5_000;

/// Time for one session, made of two clocks: one that can be set, and goes on while the computer
/// sleeps; and one that can't be set, and may stand still then.
///
/// It begins with the first, and takes of each step the longer. So it never goes back and never
/// stands still, and what passed while the computer slept has passed.
pub(super) struct SessionTime {
    wall_ms: i64,
    steady: Instant,
    now_ms: i64,
}

/// What the time is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// In milliseconds since the Unix epoch.
    pub(super) now_ms: i64,
    /// How much of the time since the last reading nobody waited: the computer was asleep, or its
    /// clock was set forward.
    pub(super) slept_ms: i64,
}

impl SessionTime {
    pub(super) fn at(wall_ms: i64) -> Self {
        Self {
            wall_ms,
            steady: Instant::now(),
            now_ms: wall_ms,
        }
    }

    /// The time, without a note that it was read.
    pub(super) fn peek(&self, wall_ms: i64) -> i64 {
        self.reading(wall_ms).now_ms
    }

    /// The time.
    pub(super) fn read(&mut self, wall_ms: i64) -> Reading {
        let reading = self.reading(wall_ms);
        *self = Self {
            wall_ms,
            steady: Instant::now(),
            now_ms: reading.now_ms,
        };
        reading
    }

    fn reading(&self, wall_ms: i64) -> Reading {
        let by_wall = wall_ms.saturating_sub(self.wall_ms);
        let steady = i64::try_from(self.steady.elapsed().as_millis()).unwrap_or(i64::MAX);
        let leap = by_wall.saturating_sub(steady);
        Reading {
            now_ms: self.now_ms.saturating_add(by_wall.max(steady)),
            slept_ms: if leap > LEAP_MS { leap } else { 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const WALL: i64 = 1_800_000_000_000;

    #[tokio::test(start_paused = true)]
    async fn it_follows_both_clocks_while_they_agree() {
        let mut time = SessionTime::at(WALL);
        tokio::time::advance(Duration::from_secs(3)).await;
        let reading = time.read(WALL + 3_000);
        assert_eq!((reading.now_ms, reading.slept_ms), (WALL + 3_000, 0));
        assert_eq!(time.peek(WALL + 3_200), WALL + 3_200);
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_that_is_set_back_stops_nothing() {
        let mut time = SessionTime::at(WALL);
        tokio::time::advance(Duration::from_secs(3)).await;
        assert_eq!(time.read(WALL - 3_600_000).now_ms, WALL + 3_000);
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(time.read(WALL - 3_598_000).now_ms, WALL + 5_000);
    }

    #[tokio::test(start_paused = true)]
    async fn sleep_passes_and_is_told() {
        let mut time = SessionTime::at(WALL);
        tokio::time::advance(Duration::from_secs(1)).await;
        let reading = time.read(WALL + 3_601_000);
        assert_eq!(reading.now_ms, WALL + 3_601_000);
        assert_eq!(reading.slept_ms, 3_600_000);
        // Set right again afterwards: it goes on from where it was.
        tokio::time::advance(Duration::from_secs(1)).await;
        let reading = time.read(WALL + 2_000);
        assert_eq!((reading.now_ms, reading.slept_ms), (WALL + 3_602_000, 0));
    }
}
