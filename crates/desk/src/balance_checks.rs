//! How often a connection's balances were checked: MX allows five times in two hours for each
//! member (MX docs, check balances).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use crate::desk::locked;

const CHECKS: usize = 5;
pub(crate) const WINDOW_MS: i64 = 2 * 60 * 60 * 1_000;

/// The checks this desk has asked for, by member. All clones count together. It knows nothing of
/// checks that were asked for elsewhere.
#[derive(Clone, Default)]
pub(crate) struct BalanceChecks(Arc<Mutex<HashMap<String, Vec<i64>>>>);

impl BalanceChecks {
    /// Goes on counting where an earlier run stopped: of which member, and when.
    pub(crate) fn noted(checks: Vec<(String, i64)>, now_ms: i64) -> Self {
        let all = Self::default();
        // One that is still to come was noted by a clock that has been set back since.
        for (member_guid, at_ms) in checks.into_iter().filter(|(_, at)| *at <= now_ms) {
            all.look(&member_guid, now_ms, |checks| checks.push(at_ms));
        }
        all
    }

    /// How many more MX allows now.
    pub(crate) fn left(&self, member_guid: &str, now_ms: i64) -> u32 {
        let used = self.look(member_guid, now_ms, |checks| checks.len());
        u32::try_from(CHECKS.saturating_sub(used)).unwrap_or(0)
    }

    /// When one more will be allowed again, if not all are.
    pub(crate) fn next_at(&self, member_guid: &str, now_ms: i64) -> Option<i64> {
        let oldest = self.look(member_guid, now_ms, |checks| checks.iter().min().copied());
        oldest.map(|at| at + WINDOW_MS)
    }

    /// MX was asked for one.
    pub(crate) fn count(&self, member_guid: &str, now_ms: i64) {
        self.look(member_guid, now_ms, |checks| checks.push(now_ms));
    }

    /// MX says that there were more than this desk knows of: none is left. Answers how many there
    /// must have been elsewhere.
    pub(crate) fn used_up(&self, member_guid: &str, now_ms: i64) -> u32 {
        let elsewhere = self.left(member_guid, now_ms);
        self.look(member_guid, now_ms, |checks| {
            checks.resize(CHECKS.max(checks.len()), now_ms);
        });
        elsewhere
    }

    fn look<R>(&self, member_guid: &str, now_ms: i64, look: impl FnOnce(&mut Vec<i64>) -> R) -> R {
        let mut members = locked(&self.0);
        let checks = members.entry(member_guid.to_owned()).or_default();
        checks.retain(|at| *at + WINDOW_MS > now_ms);
        let answer = look(checks);
        if checks.is_empty() {
            members.remove(member_guid);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_in_two_hours_for_each_member() {
        let checks = BalanceChecks::default();
        let elsewhere = checks.clone();
        for minute in 0..5 {
            assert_eq!(
                checks.left("MBR-1", minute * 60_000),
                5 - u32::try_from(minute).unwrap()
            );
            elsewhere.count("MBR-1", minute * 60_000);
        }
        let last = 4 * 60_000;
        assert_eq!(
            (checks.left("MBR-1", last), checks.left("MBR-2", last)),
            (0, 5)
        );
        assert_eq!(checks.next_at("MBR-1", last), Some(WINDOW_MS));
        assert_eq!(checks.left("MBR-1", WINDOW_MS - 1), 0);
        assert_eq!(checks.left("MBR-1", WINDOW_MS), 1);
        assert_eq!(checks.left("MBR-1", WINDOW_MS + last), 5);
        assert_eq!(checks.next_at("MBR-1", WINDOW_MS + last), None);
    }

    #[test]
    fn mx_knows_better() {
        let checks = BalanceChecks::default();
        checks.count("MBR-1", 0);
        assert_eq!(checks.used_up("MBR-1", 1_000), 4);
        assert_eq!(checks.used_up("MBR-1", 1_000), 0);
        assert_eq!(checks.left("MBR-1", 1_000), 0);
        assert_eq!(checks.left("MBR-1", WINDOW_MS), 1);
    }

    #[test]
    fn the_next_run_counts_on_whatever_the_clock_did() {
        let noted = vec![
            ("MBR-1".to_owned(), 1_000),
            ("MBR-1".to_owned(), 2_000),
            ("MBR-1".to_owned(), WINDOW_MS * 9),
        ];
        let checks = BalanceChecks::noted(noted, 3_000);
        assert_eq!(checks.left("MBR-1", 3_000), 3);
        assert_eq!(checks.next_at("MBR-1", 3_000), Some(1_000 + WINDOW_MS));
        assert_eq!(checks.left("MBR-2", 3_000), 5);
    }
}
