//! Everything a hostile Connect page tries, what must not come of it, and how that is seen: the
//! table in `attempts.txt`. The pages under `pages/hostile/` know how to make each attempt, by the
//! same names.

use anyhow::{Context, Result, bail};

const TABLE: &str = include_str!("attempts.txt");

/// Where a page makes its attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The frame beside the agent's panel.
    Frame,
    /// The window that is turned to the customer.
    Window,
}

impl Place {
    pub(crate) const ALL: [Self; 2] = [Self::Frame, Self::Window];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Window => "customer window",
        }
    }
}

/// How it is seen that nothing came of an attempt, beside what is looked at after each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The page itself was refused.
    ByThePage,
    /// It can't be seen from the page, only from outside.
    FromOutside,
    /// The timeline counts one more of these.
    InTheTimeline(&'static str),
    /// A scenario of its own, because hands or a clock are needed.
    InAScenario,
}

impl Seen {
    fn read(word: &'static str) -> Self {
        match word {
            "page" => Self::ByThePage,
            "outside" => Self::FromOutside,
            "scenario" => Self::InAScenario,
            words => Self::InTheTimeline(words),
        }
    }

    pub(crate) fn words(self) -> String {
        match self {
            Self::ByThePage => "the page is refused; from outside".to_owned(),
            Self::FromOutside => "from outside".to_owned(),
            Self::InTheTimeline(line) => format!("the timeline: “{line}”; from outside"),
            Self::InAScenario => "a scenario of its own".to_owned(),
        }
    }
}

/// One thing a hostile page tries.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// What it belongs to.
    pub(crate) group: &'static str,
    /// What the page calls it.
    pub(crate) name: &'static str,
    places: &'static str,
    /// Also made within a click of the person, which gives a page powers it hasn't by itself.
    pub(crate) also_clicked: bool,
    /// What must not come of it.
    pub(crate) must_not: &'static str,
    /// How it is seen that it did not.
    pub(crate) seen: Seen,
}

impl Attempt {
    fn read(line: &'static str) -> Result<Self> {
        let fields: Vec<&'static str> = line.split(" ; ").map(str::trim).collect();
        let [group, name, places, clicked, must_not, seen] = fields[..] else {
            bail!("a line of the attempts has not six fields: {line}");
        };
        Ok(Self {
            group,
            name,
            places,
            also_clicked: clicked == "yes",
            must_not,
            seen: Seen::read(seen),
        })
    }

    pub(crate) fn is_made_in(&self, place: Place) -> bool {
        match self.places {
            "both" => true,
            "frame" => place == Place::Frame,
            _ => place == Place::Window,
        }
    }
}

/// The table.
pub(crate) fn all() -> Result<Vec<Attempt>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.map(Attempt::read).collect()
}

/// Those a page makes at an order, in this place.
pub(super) fn ordered(place: Place) -> Result<Vec<Attempt>> {
    let mut all = all()?;
    all.retain(|attempt| attempt.is_made_in(place) && attempt.seen != Seen::InAScenario);
    Ok(all)
}

/// The attempt of this name.
pub(super) fn named(name: &str) -> Result<Attempt> {
    let found = all()?.into_iter().find(|attempt| attempt.name == name);
    found.with_context(|| format!("there is no attempt “{name}” in the table"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::e2e::hostile::{hands::DRAG, page};

    #[test]
    fn every_attempt_is_known_to_the_page_and_every_one_the_page_knows_is_made() {
        let page = page("MBR-1", "USR-1");
        let known: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("  \"")?.split_once("\": "))
            .map(|(name, _)| name)
            .collect();
        let all = all().unwrap();
        let made: BTreeSet<&str> = all.iter().map(|attempt| attempt.name).collect();
        assert_eq!(made.len(), all.len(), "two attempts have one name");
        assert!(made.len() >= 80, "only {} attempts", made.len());
        // A person does the dragging.
        let expected: BTreeSet<&str> = made.iter().copied().filter(|name| *name != DRAG).collect();
        assert_eq!(known, expected);
    }

    #[test]
    fn every_word_of_the_table_means_something() {
        for attempt in all().unwrap() {
            assert!(["both", "frame", "window"].contains(&attempt.places));
            if let Seen::InTheTimeline(words) = attempt.seen {
                let says_no = ["Refused: ", "MX does not know "];
                assert!(says_no.iter().any(|no| words.starts_with(no)), "{words}");
            }
        }
    }
}
