//! A desktop that shows notifications: whoever owns their name on the session bus.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use zbus::blocking::{Connection, connection};

use super::Bus;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Takes notifications, and presses them.
pub(crate) struct Notifications {
    connection: Connection,
    shown: Arc<Mutex<Vec<String>>>,
}

/// What is asked of it, as the protocol has it.
struct Daemon(Arc<Mutex<Vec<String>>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[allow(clippy::too_many_arguments, reason = "they are the protocol's")]
    fn notify(
        &self,
        app: &str,
        _replaces: u32,
        _icon: &str,
        title: &str,
        body: &str,
        _actions: Vec<String>,
        _hints: std::collections::HashMap<String, zbus::zvariant::OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push(format!("{app} | {title} | {body}"));
        u32::try_from(shown.len()).unwrap_or(u32::MAX)
    }
}

impl Notifications {
    pub(crate) fn start(bus: &Bus) -> Result<Self> {
        let shown = Arc::default();
        let connection = connection::Builder::address(bus.address())?
            .serve_at(PATH, Daemon(Arc::clone(&shown)))?
            .name(NAME)?
            .build()
            .context("the notifications' name could not be taken")?;
        Ok(Self { connection, shown })
    }

    /// App, title and body of each, in order.
    pub(crate) fn shown(&self) -> Vec<String> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    /// Presses the last one.
    pub(crate) fn press_last(&self) -> Result<()> {
        let last = u32::try_from(self.shown().len())?;
        let what = (last, "default");
        self.connection
            .emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &what)
            .context("the press could not be told")
    }
}
