//! What was measured, against what, and whether that is good enough.

use serde::Serialize;

/// One line of the table.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    /// The app's.
    pub(super) value: f64,
    /// What it is measured against, and its value; none for an absolute goal.
    pub(super) reference: Option<(&'static str, f64)>,
    pub(super) goal: Goal,
}

/// What is good enough.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Goal {
    /// The ratio of value and reference is no more than this.
    RatioAtMost(f64),
    /// The ratio of reference and value (who is how many times as fast) is no less than this.
    SpeedAtLeast(f64),
    /// The value itself is no more than this.
    AtMost(f64),
    /// The value is no more than so many times the reference, a round trip, and so many
    /// milliseconds for everything else.
    RoundTrips {
        /// How many times.
        times: f64,
        /// For everything else, in milliseconds.
        more: f64,
    },
}

impl Figure {
    fn ratio(&self) -> Option<f64> {
        let (_, reference) = self.reference?;
        Some(match self.goal {
            Goal::SpeedAtLeast(_) => reference / self.value,
            _ => self.value / reference,
        })
    }

    pub(super) fn is_met(&self) -> bool {
        match (self.goal, self.reference) {
            (Goal::AtMost(most), _) => self.value <= most,
            // What has no reference was not measured.
            (_, None) => false,
            (Goal::RatioAtMost(most), Some((_, reference))) => self.value / reference <= most,
            (Goal::SpeedAtLeast(least), Some((_, reference))) => reference / self.value >= least,
            (Goal::RoundTrips { times, more }, Some((_, reference))) => {
                self.value <= times * reference + more
            }
        }
    }

    /// As a line of a table: name, value, what it is measured against, their ratio, the goal, and
    /// whether it is met.
    pub(super) fn row(&self) -> [String; 6] {
        let against = self
            .reference
            .map(|(name, value)| format!("{name}: {value:.1}"));
        let ratio = self.ratio().map(|ratio| format!("{ratio:.2}"));
        [
            self.name.to_owned(),
            format!("{:.1} {}", self.value, self.unit),
            against.unwrap_or_default(),
            ratio.unwrap_or_default(),
            self.goal(),
            if self.is_met() { "yes" } else { "NO" }.to_owned(),
        ]
    }

    fn goal(&self) -> String {
        match self.goal {
            Goal::RatioAtMost(most) => format!("≤ {most:.2} ×"),
            Goal::SpeedAtLeast(least) => format!("≥ {least:.2} × as fast"),
            Goal::AtMost(most) => format!("≤ {most} {}", self.unit),
            Goal::RoundTrips { times, more } => format!("≤ {times} × + {more} ms"),
        }
    }
}

/// The middle of the values: half are smaller. None of nothing.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len().is_multiple_of(2) {
        f64::midpoint(upper, sorted[middle - 1])
    } else {
        upper
    })
}

/// What 95 of a hundred values don't exceed. None of nothing.
pub(super) fn p95(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    sorted.get((last * 95).div_ceil(100)).copied()
}

/// All figures as a person reads them.
pub(super) fn table(figures: &[Figure]) -> String {
    let mut lines = vec![format!(
        "{:<50} {:>16}  {:<36} {:>6}  {:<20} {}",
        "figure", "value", "against", "ratio", "goal", "met"
    )];
    for figure in figures {
        let row = figure.row();
        let [name, value, against, ratio, goal, met] = row.each_ref();
        lines.push(format!(
            "{name:<50} {value:>16}  {against:<36} {ratio:>6}  {goal:<20} {met}"
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, reference: f64, goal: Goal) -> Figure {
        Figure {
            name: "a figure",
            unit: "ms",
            value,
            reference: Some(("another", reference)),
            goal,
        }
    }

    #[test]
    fn a_goal_is_met_up_to_its_bound_and_no_further() {
        assert!(figure(115.0, 100.0, Goal::RatioAtMost(1.15)).is_met());
        assert!(!figure(116.0, 100.0, Goal::RatioAtMost(1.15)).is_met());
        assert!(figure(10.0, 30.0, Goal::SpeedAtLeast(3.0)).is_met());
        assert!(!figure(10.0, 29.0, Goal::SpeedAtLeast(3.0)).is_met());
        assert!(!figure(16.0, 1.0, Goal::AtMost(15.0)).is_met());
    }

    #[test]
    fn a_round_trip_may_take_its_time_and_the_rest_so_much() {
        let goal = Goal::RoundTrips {
            times: 1.2,
            more: 50.0,
        };
        assert!(figure(290.0, 200.0, goal).is_met());
        assert!(!figure(291.0, 200.0, goal).is_met());
        assert!(figure(50.0, 0.0, goal).is_met());
    }

    #[test]
    fn the_95th_of_a_hundred_is_what_95_dont_exceed() {
        let hundred: Vec<f64> = (1..=101).map(f64::from).collect();
        assert_eq!(p95(&hundred), Some(96.0));
        assert_eq!(p95(&[7.0]), Some(7.0));
        assert_eq!(p95(&[]), None);
    }

    #[test]
    fn what_has_no_reference_is_not_met() {
        let lonely = Figure {
            reference: None,
            ..figure(1.0, 1.0, Goal::RatioAtMost(9.0))
        };
        assert!(!lonely.is_met());
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}
