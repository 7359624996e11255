//! The world outside, as [`desk`] needs it.

mod clipboard;
mod file_dialogs;
mod notifications;
mod sandbox;

pub(crate) use clipboard::SystemClipboard;
pub(crate) use file_dialogs::SystemFileDialogs;
pub(crate) use notifications::SystemNotifications;
pub(crate) use sandbox::EmbeddedSandbox;

use std::{
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use desk::ports::{Clock, Login, Opener, Viewer};
use url::Url;

use crate::appimage::open_outside;

/// The system's wall clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_millis()).ok())
            .unwrap_or_default()
    }
}

/// The person's default browser. Bank pages belong there and nowhere else (MX docs, OAuth guide).
pub(crate) struct SystemBrowser;

impl Opener for SystemBrowser {
    fn open(&self, url: &Url) -> Result<(), String> {
        // The error's text could name the URL, so only its kind is passed on.
        open_outside(url.as_str().as_ref()).map_err(|error| error.kind().to_string())
    }
}

/// The system's file manager, and its programs for files.
pub(crate) struct SystemViewer;

impl Viewer for SystemViewer {
    fn view(&self, path: &Path) -> Result<(), String> {
        open_outside(path.as_os_str()).map_err(|error| error.kind().to_string())
    }
}

/// The account of the system that the app runs under.
pub(crate) struct SystemLogin;

impl Login for SystemLogin {
    fn login_name(&self) -> String {
        whoami::username().unwrap_or_else(|_| "unknown".to_owned())
    }
}
