//! Where moments lie in the waterfall.
//!
//! A call takes milliseconds and a customer minutes: drawn to scale, every call would be a hair.
//! Time in which MX is at work is drawn to scale; time in which it is not is squeezed, so that all
//! of it together takes a third of the width at most.

/// How much of the width idle time may take, for each part that working time takes.
const IDLE_SHARE: f64 = 0.5;
/// Without any call, moments are no further apart than this, in milliseconds.
const LONGEST_GAP: f64 = 1_000.0;

/// The waterfall's axis.
pub(super) struct Axis {
    /// Moments in milliseconds and where they lie, 0 to 1, both ascending.
    points: Vec<(u32, f64)>,
}

impl Axis {
    /// Of what happened when, begin and end; a moment has the same for both.
    pub(super) fn new(spans: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut spans: Vec<(u32, u32)> = spans.collect();
        spans.sort_unstable();
        // What overlaps is one piece of work.
        let mut work: Vec<(u32, u32)> = Vec::new();
        for (from, to) in spans {
            match work.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => work.push((from, to.max(from))),
            }
        }
        let busy: f64 = work.iter().map(|(from, to)| f64::from(to - from)).sum();
        let gaps = work.len().saturating_sub(1);
        #[expect(
            clippy::cast_precision_loss,
            reason = "a recording has a few thousand entries"
        )]
        let widest = if busy > 0.0 {
            busy * IDLE_SHARE / (gaps.max(1) as f64)
        } else {
            LONGEST_GAP
        };
        let mut at = 0.0;
        let mut before = None;
        let mut points = Vec::with_capacity(2 * work.len());
        for (from, to) in work {
            if let Some(before) = before {
                at += f64::from(from - before).min(widest);
            }
            points.push((from, at));
            at += f64::from(to - from);
            points.push((to, at));
            before = Some(to);
        }
        if at > 0.0 {
            for point in &mut points {
                point.1 /= at;
            }
        }
        Self { points }
    }

    pub(super) fn place(&self, at_ms: u32) -> f32 {
        let after = self.points.partition_point(|(ms, _)| *ms < at_ms);
        let place = match (
            after.checked_sub(1).and_then(|i| self.points.get(i)),
            self.points.get(after),
        ) {
            (_, Some((ms, place))) if *ms == at_ms => *place,
            (Some((before_ms, before)), Some((after_ms, after))) => {
                let share = f64::from(at_ms - before_ms) / f64::from(after_ms - before_ms);
                before + share * (after - before)
            }
            (None, Some(_)) => 0.0,
            (Some(_), None) => 1.0,
            (None, None) => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let place = place as f32;
        place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn work_is_drawn_to_scale_and_waiting_is_squeezed() {
        // Two calls of 100 ms and 300 ms, a minute apart.
        let axis = Axis::new([(0, 100), (60_000, 60_300)].into_iter());
        let width = |from, to| axis.place(to) - axis.place(from);
        assert_eq!(axis.place(0), 0.0);
        assert_eq!(axis.place(60_300), 1.0);
        assert!((width(60_000, 60_300) / width(0, 100) - 3.0).abs() < 0.001);
        assert!((width(100, 60_000) - 1.0 / 3.0).abs() < 0.001);
    }

    #[test]
    fn calls_side_by_side_lie_side_by_side() {
        let axis = Axis::new([(0, 100), (50, 150)].into_iter());
        assert!((axis.place(50) - 1.0 / 3.0).abs() < 0.001);
        assert!((axis.place(100) - 2.0 / 3.0).abs() < 0.001);
    }

    #[test]
    fn nothing_and_a_single_moment_have_a_place() {
        assert_eq!(Axis::new(std::iter::empty()).place(5), 0.0);
        let axis = Axis::new([(7, 7)].into_iter());
        assert_eq!((axis.place(7), axis.place(9)), (0.0, 1.0));
    }

    proptest! {
        #[test]
        fn what_is_later_is_never_further_left(
            spans in proptest::collection::vec((any::<u32>(), any::<u32>()), 0..40),
            moments in proptest::collection::vec(any::<u32>(), 2..20),
        ) {
            let spans = spans.into_iter().map(|(a, b)| (a.min(b), a.max(b)));
            let axis = Axis::new(spans);
            let mut moments = moments;
            moments.sort_unstable();
            let places: Vec<f32> = moments.iter().map(|at| axis.place(*at)).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", places);
            prop_assert!(places.iter().all(|place| (0.0..=1.0).contains(place)), "{:?}", places);
        }
    }
}
