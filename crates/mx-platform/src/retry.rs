//! When and how soon a read is tried again.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// How often and how soon a failed **read** is repeated.
///
/// A `GET` is repeated when no connection could be made or the connection broke, and on 429, 500,
/// 502, 503 and 504. The wait before try *n* is a random time between nothing and `base × 2ⁿ⁻¹`,
/// at most `cap`, so that many clients don't come back at once; a `Retry-After` of the server's is
/// kept to instead. A wait that would outlast the call's own time limit isn't begun: the failure
/// is returned at once.
///
/// Nothing else is ever repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many times a read is tried in all; 0 counts as 1.
    pub attempts: u32,
    /// Longest wait before the second try.
    pub base: Duration,
    /// Longest wait before any try.
    pub cap: Duration,
}

impl RetryPolicy {
    /// Every call is made once.
    pub const NEVER: Self = Self {
        attempts: 1,
        base: Duration::ZERO,
        cap: Duration::ZERO,
    };

    /// The longest wait after `attempt` tries (1 or more) have failed.
    fn ceiling(&self, attempt: u32) -> Duration {
        let factor = 1_u32
            .checked_shl(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        self.base.saturating_mul(factor).min(self.cap)
    }

    /// The wait after `attempt` tries (1 or more) have failed.
    pub(crate) fn wait(&self, attempt: u32, retry_after: Option<Duration>) -> Duration {
        retry_after.unwrap_or_else(|| self.ceiling(attempt).mul_f64(fastrand::f64()))
    }
}

impl Default for RetryPolicy {
    /// Four tries, waiting at most 250 ms, 500 ms and 1 s.
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(5),
        }
    }
}

/// The `Retry-After` header: seconds, or a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(RETRY_AFTER)?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = http_date(value)?;
    // By the server's own clock where it tells the time: this computer's may be wrong.
    let now = server_time(headers).unwrap_or_else(Timestamp::now);
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

/// When the server says that it is.
pub(crate) fn server_time(headers: &HeaderMap) -> Option<Timestamp> {
    http_date(headers.get(DATE)?.to_str().ok()?.trim())
}

fn http_date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: RetryPolicy = RetryPolicy {
        attempts: 9,
        base: Duration::from_millis(100),
        cap: Duration::from_millis(1_000),
    };

    #[test]
    fn the_longest_wait_doubles_up_to_the_cap() {
        let ceilings: Vec<_> = [1, 2, 3, 4, 5, 40, u32::MAX]
            .map(|attempt| POLICY.ceiling(attempt).as_millis())
            .into();
        assert_eq!(ceilings, [100, 200, 400, 800, 1_000, 1_000, 1_000]);
    }

    #[test]
    fn waits_are_spread_over_the_whole_range() {
        let waits: Vec<_> = (0..400).map(|_| POLICY.wait(4, None).as_millis()).collect();
        assert!(waits.iter().all(|&wait| wait <= 800));
        assert!(waits.iter().any(|&wait| wait < 200));
        assert!(waits.iter().any(|&wait| wait > 600));
    }

    #[test]
    fn the_servers_word_counts_more_than_ours() {
        assert_eq!(
            POLICY.wait(1, Some(Duration::from_secs(7))),
            Duration::from_secs(7)
        );
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        assert_eq!(
            retry_after(&headers(&[("retry-after", "17")])),
            Some(Duration::from_secs(17))
        );
        let date = headers(&[
            ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"),
        ]);
        assert_eq!(retry_after(&date), Some(Duration::from_secs(30)));
        let past = headers(&[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")]);
        assert_eq!(retry_after(&past), Some(Duration::ZERO));
    }

    #[test]
    fn an_odd_retry_after_counts_as_none() {
        for odd in ["", "soon", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(
                retry_after(&headers(&[("retry-after", odd)])),
                None,
                "{odd}"
            );
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
