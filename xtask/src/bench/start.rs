//! The app's window against an empty one: how soon it can be used, and what it costs to leave it
//! open; and the same app with a history of years. Started in turns, on a display where nothing
//! else happens.

use std::{
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{
    Effort,
    figures::{Figure, Goal, median},
    program,
    screen::{Opening, Screen},
};
use crate::{
    driver::{Bus, Display, Groups, Home, Keychain, processes},
    history,
};

/// One of those that are started in turns.
struct Contender {
    name: &'static str,
    program: PathBuf,
    args: Vec<String>,
    runs: Vec<Opening>,
    idle: Vec<Idle>,
}

struct Idle {
    memory_mib: f64,
    cpu_percent: f64,
}

/// Where everything is started, and what everything leaves behind.
struct Room {
    groups: Groups,
    display: Display,
    bus: Bus,
    home: Home,
}

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    let groups = Groups::default();
    let home = Home::new()?;
    let room = Room {
        display: Display::start(&groups)?,
        bus: Bus::start(&groups, &home, Keychain::Unlocked)?,
        groups,
        home,
    };
    let years = room.home.path().join("years");
    fs::create_dir(&years)?;
    history::copy_to(&years)?;

    let mut app = Contender::app("the app", &room.home.data())?;
    let mut empty = Contender {
        name: "the empty window",
        program: program("examples/empty-window")?,
        args: Vec::new(),
        runs: Vec::new(),
        idle: Vec::new(),
    };
    let mut aged = Contender::app("the app with a long history", &years)?;
    // The first of each fills the disk's cache and makes the files of a first start; it doesn't
    // count.
    for round in 0..=effort.starts {
        println!("start {round} of {}", effort.starts);
        // Watching an idle window takes long and changes little: the last ones are enough.
        let idle = (round + effort.idles > effort.starts).then_some(effort);
        for (contender, idle) in [(&mut app, idle), (&mut empty, idle), (&mut aged, None)] {
            contender.start(&room, round > 0, idle)?;
        }
    }
    figures(&app, &empty, &aged)
}

fn figures(app: &Contender, empty: &Contender, aged: &Contender) -> Result<Vec<Figure>> {
    Ok(vec![
        Figure {
            name: "start → first paint",
            unit: "ms",
            value: app.middle(|run| run.painted_ms)?,
            reference: Some((empty.name, empty.middle(|run| run.painted_ms)?)),
            goal: Goal::RatioAtMost(1.15),
        },
        Figure {
            name: "start → usable window",
            unit: "ms",
            value: app.middle(|run| run.usable_ms)?,
            reference: Some((empty.name, empty.middle(|run| run.usable_ms)?)),
            goal: Goal::RatioAtMost(1.15),
        },
        Figure {
            name: "start with 100 000 sessions in the history",
            unit: "ms",
            value: aged.middle(|run| run.usable_ms)?,
            reference: Some(("an empty history", app.middle(|run| run.usable_ms)?)),
            goal: Goal::RatioAtMost(1.05),
        },
        Figure {
            name: "memory, idle (PSS of all processes)",
            unit: "MiB",
            value: app.idle_middle(|idle| idle.memory_mib)?,
            reference: Some((empty.name, empty.idle_middle(|idle| idle.memory_mib)?)),
            goal: Goal::RatioAtMost(1.15),
        },
        Figure {
            name: "CPU, idle",
            unit: "% of a core",
            value: app.idle_middle(|idle| idle.cpu_percent)?,
            reference: Some((empty.name, empty.idle_middle(|idle| idle.cpu_percent)?)),
            goal: Goal::AtMost(0.5),
        },
    ])
}

impl Contender {
    fn app(name: &'static str, data: &Path) -> Result<Self> {
        let data = data.display().to_string();
        Ok(Self {
            name,
            program: program("connect-desk")?,
            args: ["--data-dir", &data].map(str::to_owned).to_vec(),
            runs: Vec::new(),
            idle: Vec::new(),
        })
    }

    /// Starts it as a person does, and watches its window until it can be used.
    fn start(&mut self, room: &Room, counts: bool, idle: Option<Effort>) -> Result<()> {
        let screen = Screen::of(&room.display)?;
        let started = Instant::now();
        let process = room
            .home
            .start_by_hand(
                &room.groups,
                &room.display,
                &room.bus,
                &self.program,
                &self.args,
                &[],
            )
            .context(self.name)?;
        let opening = screen.watch_opening(started).context(self.name)?;
        if counts {
            self.runs.push(opening);
        }
        if let Some(effort) = idle {
            // Until everything that begins late is done.
            sleep(effort.rest);
            self.idle.push(Idle {
                memory_mib: processes::memory(process.id())?,
                cpu_percent: processes::cpu(
                    process.id(),
                    Duration::from_secs(effort.idle_seconds),
                )?,
            });
        }
        drop(process);
        screen.wait_until_empty()
    }

    fn middle(&self, of: fn(&Opening) -> f64) -> Result<f64> {
        median(&self.runs.iter().map(of).collect::<Vec<_>>()).context("nothing was started")
    }

    fn idle_middle(&self, of: fn(&Idle) -> f64) -> Result<f64> {
        median(&self.idle.iter().map(of).collect::<Vec<_>>()).context("nothing was watched")
    }
}
