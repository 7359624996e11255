//! The app in the desktop's tray, for who wants it there.
//!
//! While it is there, closing the window hides it and sessions go on. Whether it really is there
//! only the desktop can say ([`desk::view::TrayStanding`]): where it isn't, or is no more, closing
//! ends the app (once the agent has said so, in the middle of sessions), and a window that was hidden
//! comes back.

#[cfg(target_os = "linux")]
mod item;
#[cfg(target_os = "linux")]
mod menu;
#[cfg(not(target_os = "linux"))]
mod native;

use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::{
    Desk,
    tray::{TrayWords, words},
    view::TrayStanding,
};
use tauri::{AppHandle, Manager, PhysicalPosition, WebviewWindow, WindowEvent};

use crate::window::bring_to_front;
#[cfg(target_os = "linux")]
use item::show;
#[cfg(not(target_os = "linux"))]
use native::show;

/// Whether the agent's window was closed into the tray, and where it was.
#[derive(Default)]
pub(crate) struct Hidden(Mutex<Option<PhysicalPosition<i32>>>);

impl Hidden {
    pub(crate) fn is_so(&self) -> bool {
        self.place().is_some()
    }

    /// Where it was, once. The system puts a window that is shown again anywhere.
    pub(crate) fn take(&self) -> Option<PhysicalPosition<i32>> {
        self.place().take()
    }

    fn place(&self) -> MutexGuard<'_, Option<PhysicalPosition<i32>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an entry of the tray's menu does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Show,
    NewVerification,
    Quit,
}

/// Keeps the tray as the person wants it, and the window where closing leads.
pub(crate) fn follow(window: &WebviewWindow, desk: &Desk) {
    window.on_window_event({
        let (window, desk) = (window.clone(), desk.clone());
        move |event| {
            let WindowEvent::CloseRequested { api, .. } = event else {
                return;
            };
            if desk.view().tray == TrayStanding::There {
                api.prevent_close();
                hide(&window, &desk);
            } else if desk.asks_before_quitting() {
                api.prevent_close();
            }
        }
    });
    let (app, desk) = (window.app_handle().clone(), desk.clone());
    let mut changes = desk.watch();
    tauri::async_runtime::spawn(async move {
        let mut shown = None;
        loop {
            let (wanted, stands) = {
                let view = changes.borrow_and_update();
                (words(&view), view.tray)
            };
            if wanted != shown {
                shown.clone_from(&wanted);
                put(&app, &desk, wanted);
            }
            if matches!(stands, TrayStanding::Off | TrayStanding::Missing) {
                come_back(&app);
            }
            if changes.changed().await.is_err() {
                return;
            }
        }
    });
}

/// The toolkit's own thread has the tray.
fn put(app: &AppHandle, desk: &Desk, wanted: Option<TrayWords>) {
    let (handle, desk) = (app.clone(), desk.clone());
    let done = app.run_on_main_thread(move || show(&handle, &desk, wanted.as_ref()));
    if let Err(error) = done {
        tracing::warn!(%error, "the tray could not be reached");
    }
}

fn hide(window: &WebviewWindow, desk: &Desk) {
    let place = window.outer_position();
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window could not be hidden");
        return;
    }
    *window.state::<Hidden>().place() = Some(place.unwrap_or_default());
    desk.closed_into_the_tray();
    tracing::info!("the window was closed into the tray");
}

/// There is no tray to open the window from.
fn come_back(app: &AppHandle) {
    if app.state::<Hidden>().is_so() {
        bring_to_front(app, None);
    }
}

fn act(app: &AppHandle, desk: &Desk, entry: Entry, token: Option<String>) {
    match entry {
        Entry::Show => bring_to_front(app, token),
        Entry::NewVerification => {
            desk.ask_for_new_verification();
            bring_to_front(app, token);
        }
        Entry::Quit => app.exit(0),
    }
}
