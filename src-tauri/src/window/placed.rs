//! Where the window was, how large, and whether it filled its display: kept for the next start.
//!
//! What is kept is used only where it can be seen. A display may be gone by then, or smaller.

use std::{fs, path::Path, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow, WindowEvent};
use tokio::sync::Notify;

/// Kept in the data directory.
const FILE: &str = "window.json";
/// Written so long after the last change, because dragging is a change for every pixel.
const SETTLED: Duration = Duration::from_millis(500);
/// So much of the window's upper edge has to be on a display for somebody to take hold of it.
const GRIP: (i64, i64) = (160, 24);
/// No window is larger; a file that says so was not written here.
const LARGEST: u32 = 32_768;

/// What is kept, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Placed {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
}

/// A display, or a part of one.
#[derive(Clone, Copy, Debug)]
struct Area {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Placed {
    fn read(path: &Path) -> Option<Self> {
        let placed: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let sides = 1..=LARGEST;
        (sides.contains(&placed.width) && sides.contains(&placed.height)).then_some(placed)
    }

    /// Whether somebody could take hold of the window there.
    fn is_in_reach(self, displays: &[Area]) -> bool {
        let (x, y) = (i64::from(self.x), i64::from(self.y));
        let right = x + i64::from(self.width);
        displays.iter().any(|display| {
            let seen = right.min(display.x + display.width) - x.max(display.x);
            let (top, bottom) = (display.y, display.y + display.height - GRIP.1);
            seen >= GRIP.0 && (top..=bottom).contains(&y)
        })
    }

    /// The size, no larger than the display it is on (or, where it is on none, than the largest).
    fn size_on(self, displays: &[Area]) -> PhysicalSize<u32> {
        let (x, y) = (i64::from(self.x), i64::from(self.y));
        let holds = |it: &&Area| {
            (it.x..it.x + it.width).contains(&x) && (it.y..it.y + it.height).contains(&y)
        };
        let largest = || displays.iter().max_by_key(|it| it.width * it.height);
        let Some(display) = displays.iter().find(holds).or_else(largest) else {
            return PhysicalSize::new(self.width, self.height);
        };
        let within = |side: u32, of: i64| side.min(u32::try_from(of).unwrap_or(side));
        PhysicalSize::new(
            within(self.width, display.width),
            within(self.height, display.height),
        )
    }
}

/// Puts the window, which is not shown yet, where it was, and keeps where it is from now on.
pub(super) fn follow(window: &WebviewWindow, data_dir: &Path) {
    let path = data_dir.join(FILE);
    if let Some(placed) = Placed::read(&path)
        && let Err(error) = restore(window, placed)
    {
        tracing::warn!(%error, "the window could not be put where it was");
    }
    let changed = Arc::new(Notify::new());
    window.on_window_event({
        let (window, path, changed) = (window.clone(), path.clone(), Arc::clone(&changed));
        move |event| match event {
            WindowEvent::Moved(_) | WindowEvent::Resized(_) => changed.notify_one(),
            WindowEvent::CloseRequested { .. } => keep(&window, &path),
            _ => {}
        }
    });
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            changed.notified().await;
            while tokio::time::timeout(SETTLED, changed.notified())
                .await
                .is_ok()
            {}
            keep(&window, &path);
        }
    });
}

fn restore(window: &WebviewWindow, placed: Placed) -> tauri::Result<()> {
    let displays: Vec<Area> = window
        .available_monitors()?
        .iter()
        .map(|monitor| Area {
            x: monitor.position().x.into(),
            y: monitor.position().y.into(),
            width: monitor.size().width.into(),
            height: monitor.size().height.into(),
        })
        .collect();
    window.set_size(placed.size_on(&displays))?;
    if placed.is_in_reach(&displays) {
        window.set_position(PhysicalPosition::new(placed.x, placed.y))?;
    } else {
        window.center()?;
    }
    if placed.maximized {
        window.maximize()?;
    }
    Ok(())
}

/// Keeps where the window is now. One that fills its display keeps the place it goes back to.
fn keep(window: &WebviewWindow, path: &Path) {
    let Ok(now) = placed(window, Placed::read(path)) else {
        return;
    };
    if Placed::read(path) == Some(now) {
        return;
    }
    let Ok(text) = serde_json::to_vec(&now) else {
        return;
    };
    // It is no more than a convenience.
    if desk::storage::replace(path, &text).is_err() {
        tracing::debug!("the window's place could not be kept");
    }
}

fn placed(window: &WebviewWindow, before: Option<Placed>) -> tauri::Result<Placed> {
    let maximized = window.is_maximized()?;
    if let Some(before) = before.filter(|_| maximized || window.is_minimized().unwrap_or(false)) {
        return Ok(Placed {
            maximized,
            ..before
        });
    }
    let (position, size) = (window.outer_position()?, window.inner_size()?);
    Ok(Placed {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
        maximized,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Area = Area {
        x: 0,
        y: 0,
        width: 1280,
        height: 800,
    };
    const RIGHT: Area = Area { x: 1280, ..LEFT };

    fn at(x: i32, y: i32) -> Placed {
        Placed {
            x,
            y,
            width: 1100,
            height: 720,
            maximized: false,
        }
    }

    #[test]
    fn a_window_is_in_reach_where_its_upper_edge_can_be_taken_hold_of() {
        for (placed, is_in_reach) in [
            (at(90, 40), true),
            (at(1400, 40), true),
            (at(-900, 40), true),
            (at(-1000, 40), false),
            (at(2400, 40), true),
            (at(2500, 40), false),
            (at(90, -5), false),
            (at(90, 770), true),
            (at(90, 790), false),
            (at(i32::MAX, i32::MIN), false),
        ] {
            assert_eq!(
                placed.is_in_reach(&[LEFT, RIGHT]),
                is_in_reach,
                "{placed:?}"
            );
        }
        assert!(!at(1400, 40).is_in_reach(&[LEFT]), "its display is gone");
        assert!(!at(90, 40).is_in_reach(&[]));
    }

    #[test]
    fn it_is_no_larger_than_its_display() {
        let large = Placed {
            width: 3000,
            height: 700,
            ..at(1300, 0)
        };
        let size = large.size_on(&[LEFT, RIGHT]);
        assert_eq!((size.width, size.height), (1280, 700));
        let size = Placed { x: 5000, ..large }.size_on(&[LEFT]);
        assert_eq!((size.width, size.height), (1280, 700));
        let size = large.size_on(&[]);
        assert_eq!((size.width, size.height), (3000, 700));
    }

    #[test]
    fn a_file_that_says_nonsense_is_as_good_as_none() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(FILE);
        assert_eq!(Placed::read(&path), None);
        for text in [
            "",
            "{}",
            r#"{"x":0,"y":0,"width":0,"height":720,"maximized":false}"#,
            r#"{"x":0,"y":0,"width":900,"height":4000000000,"maximized":false}"#,
            r#"{"x":0,"y":0,"width":-900,"height":720,"maximized":false}"#,
        ] {
            fs::write(&path, text).unwrap();
            assert_eq!(Placed::read(&path), None, "{text}");
        }
        fs::write(&path, serde_json::to_vec(&at(1, 2)).unwrap()).unwrap();
        assert_eq!(Placed::read(&path), Some(at(1, 2)));
    }
}
