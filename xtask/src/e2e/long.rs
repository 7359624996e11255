//! What takes too long to be a scenario: much of the same, played in several apps at once, that goes
//! on after a failure and counts.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use anyhow::{Result, ensure};

use super::{AT_ONCE, Scenario, secrets::Search, stage::Stage};
use crate::driver::{Groups, end_everything_on_signals};

/// What came of one thing that was played.
pub(crate) struct Played {
    pub(crate) name: String,
    pub(crate) seconds: f32,
    /// Why it failed.
    pub(crate) error: Option<String>,
}

impl Played {
    /// Says how it went, too: a run of an hour is watched.
    pub(crate) fn new(name: String, start: Instant, outcome: Result<()>) -> Self {
        let played = Self {
            name,
            seconds: start.elapsed().as_secs_f32(),
            error: outcome.err().map(|error| format!("{error:#}")),
        };
        println!("{}", played.line());
        played
    }

    /// On one line, for people and for programs.
    pub(crate) fn line(&self) -> String {
        let Self { name, seconds, .. } = self;
        match &self.error {
            None => format!("PASS\t{seconds:.1} s\t{name}"),
            Some(error) => format!("FAIL\t{seconds:.1} s\t{name}\t{}", error.replace('\n', " ")),
        }
    }
}

/// One app of those that are played on.
pub(crate) struct Turn {
    scenario: Scenario,
    groups: Groups,
}

impl Turn {
    /// A display, a home and whatever else an app needs.
    pub(crate) fn stage(&self) -> Result<Stage> {
        Stage::new(&self.scenario, &self.groups)
    }

    /// Ends an app in which everything went well: nothing it has left may hold a secret.
    pub(crate) fn ends(&self, stage: Stage) -> Result<()> {
        let Search { leaks, .. } = stage.finish()?;
        ensure!(leaks.is_empty(), "{}", leaks.join("; "));
        Ok(())
    }
}

/// Gives each part to an app of its own, several at once. An app that is through with its part only in
/// part has the rest given to the next.
pub(crate) fn in_turns<T: Send>(
    name: &'static str,
    parts: Vec<Vec<T>>,
    play: impl Fn(&Turn, &mut Vec<T>) -> Result<Vec<Played>> + Sync,
) -> Result<Vec<Played>> {
    end_everything_on_signals()?;
    let queue = Mutex::new(VecDeque::from(parts));
    let played = Mutex::new(Vec::new());
    let turns = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = lock(&queue).pop_front();
                    let Some(mut part) = next else { return };
                    let number = turns.fetch_add(1, Ordering::SeqCst) + 1;
                    let start = Instant::now();
                    let turn = Turn {
                        scenario: Scenario::new(name, |_| Ok(())),
                        groups: Groups::default(),
                    };
                    match play(&turn, &mut part) {
                        Ok(done) => {
                            // An app that did nothing would be given the same for ever.
                            if !part.is_empty() && !done.is_empty() {
                                lock(&queue).push_front(part);
                            }
                            lock(&played).extend(done);
                        }
                        Err(error) => {
                            let name = format!("app {number} of “{name}”");
                            lock(&played).push(Played::new(name, start, Err(error)));
                        }
                    }
                }
            });
        }
    });
    Ok(played.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
