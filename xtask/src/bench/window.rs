//! The app's window against an empty one: how soon it can be used, and what it costs to leave it
//! open. Started in turns, on a display where nothing else happens.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt, ImageFormat, MapState, Window},
    rust_connection::RustConnection,
};

use super::{
    Effort,
    figures::{Figure, Goal, median},
    processes, program,
};
use crate::driver::{Bus, Display, Groups, Home, Keychain};

/// Long enough for the slowest computer.
const LIMIT: Duration = Duration::from_secs(30);
/// Between two looks at the window.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// After the start, until everything that begins late is done.
const SETTLE: Duration = Duration::from_secs(8);
/// The part of the window that is looked at, in pixels from its corner: its top bar and most of
/// its page.
const PART: (u16, u16) = (600, 300);

struct Run {
    usable_ms: f64,
    memory_mib: Option<f64>,
    idle_percent: Option<f64>,
}

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    let (app, empty) = (program("connect-desk")?, program("examples/empty-window")?);
    let (mut apps, mut empties) = (Vec::new(), Vec::new());
    // The first of each fills the disk's cache and is not counted.
    for start in 0..=effort.starts {
        println!("start {start} of {}", effort.starts);
        // Watching an idle window takes long and changes little: the last ones are enough.
        let idle = (start + 3 > effort.starts).then_some(effort.idle_seconds);
        let ours = one(&app, true, idle).context("the app")?;
        let reference = one(&empty, false, idle).context("the empty window")?;
        if start > 0 {
            apps.push(ours);
            empties.push(reference);
        }
    }
    let middle = |runs: &[Run], of: fn(&Run) -> Option<f64>| {
        let values: Vec<f64> = runs.iter().filter_map(of).collect();
        median(&values).context("nothing was measured")
    };
    let against = |name, unit, of: fn(&Run) -> Option<f64>, goal| {
        anyhow::Ok(Figure {
            name,
            unit,
            value: middle(&apps, of)?,
            reference: Some(("an empty window", middle(&empties, of)?)),
            goal,
        })
    };
    Ok(vec![
        against(
            "start → usable window",
            "ms",
            |run| Some(run.usable_ms),
            Goal::RatioAtMost(1.15),
        )?,
        against(
            "memory, idle (PSS of all processes)",
            "MiB",
            |run| run.memory_mib,
            Goal::RatioAtMost(1.15),
        )?,
        against(
            "CPU, idle (percent of a core)",
            "%",
            |run| run.idle_percent,
            Goal::AtMost(0.5),
        )?,
    ])
}

/// Starts a program in a home and on a display of its own, and looks at its window until there is
/// something in it.
fn one(program: &std::path::Path, is_app: bool, idle_seconds: Option<u64>) -> Result<Run> {
    let groups = Groups::default();
    let home = Home::new()?;
    let display = Display::start(&groups)?;
    let bus = Bus::start(&groups, &home, Keychain::Unlocked)?;
    let (x, screen) = x11rb::connect(Some(display.name()))?;
    let root = x.setup().roots[screen].root;
    let data = home.data().display().to_string();
    let args: Vec<String> = if is_app {
        ["--data-dir", &data].map(str::to_owned).to_vec()
    } else {
        Vec::new()
    };
    let start = Instant::now();
    let started = home.start_by_hand(&groups, &display, &bus, program, &args, &[])?;
    let usable_ms = loop {
        if is_drawn(&x, root)? {
            break start.elapsed().as_secs_f64() * 1_000.0;
        }
        if start.elapsed() > LIMIT {
            bail!("nothing was drawn within {} s", LIMIT.as_secs());
        }
        std::thread::sleep(LOOK_EVERY);
    };
    let (mut memory_mib, mut idle_percent) = (None, None);
    if let Some(seconds) = idle_seconds {
        std::thread::sleep(SETTLE);
        memory_mib = Some(processes::memory(started.id())?);
        idle_percent = Some(processes::idle_cpu(started.id(), seconds)?);
    }
    Ok(Run {
        usable_ms,
        memory_mib,
        idle_percent,
    })
}

/// Whether a window is open and text is in it: an empty page is of one colour.
fn is_drawn(x: &RustConnection, root: Window) -> Result<bool> {
    for window in x.query_tree(root)?.reply()?.children {
        // It may have gone between the two questions.
        let (Ok(attributes), Ok(geometry)) = (
            x.get_window_attributes(window)?.reply(),
            x.get_geometry(window)?.reply(),
        ) else {
            continue;
        };
        let is_large = geometry.width >= PART.0 && geometry.height >= PART.1;
        if attributes.map_state != MapState::VIEWABLE || !is_large {
            continue;
        }
        let image = x.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, PART.0, PART.1, !0)?;
        let Ok(image) = image.reply() else { continue };
        let mut pixels = image.data.chunks_exact(4);
        let first = pixels.next();
        // A few odd pixels are a shadow or a caret; a line of text is hundreds.
        if pixels.filter(|pixel| Some(*pixel) != first).count() > 200 {
            return Ok(true);
        }
    }
    Ok(false)
}
