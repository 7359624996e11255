//! Measures the app while something goes on: how late its page answers, and what it takes of the
//! computer's memory.

use std::{fmt, fs};

use anyhow::{Result, ensure};

use crate::driver::{App, Person, processes::family};

/// Longer than any delay that a busy computer makes; shorter than a person would put up with.
const HANGS: f64 = 3_000.0;
/// What a person takes for at once, most of the time at least.
const AT_ONCE: f64 = 100.0;
/// What a page may take for a moment; a flood that is kept takes more.
const GROWS: f64 = 300.0;

/// A measurement that is going on.
pub(super) struct Meter<'a> {
    app: &'a App,
    person: &'a Person,
    memory: f64,
}

/// What was measured.
pub(super) struct Measured {
    /// The longest and the middle wait of the page's own thread, in milliseconds.
    latest: f64,
    middle: f64,
    /// Before and after, in MiB, of all the app's processes.
    memory: (f64, f64),
}

/// Asks the page's thread for its turn every 10 ms, and notes how much later it comes.
const BEGIN: &str = "
    const late = [];
    let due = performance.now() + 10;
    const timer = setInterval(() => {
        const now = performance.now();
        late.push(Math.max(0, now - due));
        due = now + 10;
    }, 10);
    window.meter = () => { clearInterval(timer); late.sort((a, b) => a - b); return [late.at(-1), late[late.length >> 1]]; };
    return true;";

impl<'a> Meter<'a> {
    pub(super) fn begin(app: &'a App, person: &'a Person) -> Result<Self> {
        let memory = in_use(app)?;
        person.has_the_page_say(BEGIN)?;
        Ok(Self {
            app,
            person,
            memory,
        })
    }

    /// What was measured.
    ///
    /// # Errors
    /// When the page stood still, or memory grew without bounds.
    pub(super) fn end(self) -> Result<Measured> {
        let late = self.person.has_the_page_say("return window.meter()")?;
        let number = |index: usize| late[index].as_f64().unwrap_or(f64::MAX);
        let after = in_use(self.app)?;
        let measured = Measured {
            latest: number(0),
            middle: number(1),
            memory: (self.memory, after),
        };
        ensure!(measured.latest < HANGS, "the page stood still: {measured}");
        ensure!(measured.middle < AT_ONCE, "the page was slow: {measured}");
        ensure!(after - self.memory < GROWS, "memory grew: {measured}");
        Ok(measured)
    }
}

/// What the app's processes have in use and share with nobody, in MiB. (What they share in parts is
/// told to root alone.)
fn in_use(app: &App) -> Result<f64> {
    let mut pages = 0;
    for pid in family(app.id()?)? {
        // One that has just ended uses nothing.
        let statm = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
        let numbers: Vec<u64> = statm
            .split(' ')
            .filter_map(|n| n.trim().parse().ok())
            .collect();
        if let [_, resident, shared, ..] = numbers[..] {
            pages += resident.saturating_sub(shared);
        }
    }
    ensure!(pages > 0, "the app's processes can't be found");
    Ok(pages as f64 * 4_096.0 / 1_048_576.0)
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the page's thread came to its turn {:.0} ms late at most ({:.0} ms in the middle); \
             memory {:.0} → {:.0} MiB",
            self.latest, self.middle, self.memory.0, self.memory.1
        )
    }
}
