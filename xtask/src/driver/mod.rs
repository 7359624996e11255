//! Drives the built app in a virtual display, with a session bus and a keychain of its own.

mod access;
mod app;
mod bus;
mod clock;
mod disk;
mod display;
pub(crate) mod given;
mod group;
pub(crate) mod memory;
mod notifications;
mod page_text;
mod person;
pub(crate) mod processes;
mod sandbox;
mod tray;
mod two_displays;
mod webdriver;

pub(crate) use access::{Accessibility, Thing};
pub(crate) use app::{App, Home, without_rights};
pub(crate) use bus::{Bus, Keychain, PASSWORD};
pub(crate) use clock::Clock;
pub(crate) use disk::SmallDisk;
pub(crate) use display::{Display, Shown};
pub(crate) use group::{Group, Groups, end_everything_on_signals};
pub(crate) use notifications::Notifications;
pub(crate) use page_text::holds;
pub(crate) use person::{Person, Role};
pub(crate) use sandbox::{Sandbox, Speed};
pub(crate) use tray::Tray;
pub(crate) use two_displays::{LEFT_WIDTH, Place};

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Asks again and again until there is an answer, or fails saying what was waited for.
pub(crate) fn wait_for<T>(
    what: &str,
    limit: Duration,
    mut ask: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if start.elapsed() > limit {
            bail!("waited {:.0} s for {what}", limit.as_secs_f32());
        }
        std::thread::sleep(Duration::from_millis(40));
    }
}
