//! The desktop's notifications. Where there are none, nothing happens.

use std::sync::OnceLock;

use desk::ports::Notifier;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
use crate::window::bring_to_front;

/// Shows notifications under the app's name.
#[derive(Default)]
pub(crate) struct SystemNotifications {
    app: OnceLock<AppHandle>,
}

impl SystemNotifications {
    /// The ports are there before the app; nothing is told in between.
    pub(crate) fn belongs_to(&self, app: &AppHandle) {
        // A second app in one process there is none.
        let _ = self.app.set(app.clone());
    }
}

impl Notifier for SystemNotifications {
    fn notify(&self, title: &str, body: &str) {
        let Some(app) = self.app.get().cloned() else {
            return;
        };
        show(app, title.to_owned(), body.to_owned());
    }
}

#[cfg(target_os = "linux")]
use linux::show;

/// By the desktop's own protocol (Desktop Notifications 1.2), over the connection to the session
/// bus that GTK has anyway.
#[cfg(target_os = "linux")]
mod linux {
    use std::{
        cell::{Cell, RefCell},
        collections::{HashMap, VecDeque},
    };

    use gtk::{
        gio::{self, DBusCallFlags, DBusSignalFlags},
        glib::{ToVariant, Variant, VariantTy},
    };

    use super::{AppHandle, bring_to_front};

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// A daemon that takes longer is none.
    const PATIENCE_MS: i32 = 5_000;
    /// Older ones are not listened for any more.
    const MOST: usize = 32;

    thread_local! {
        /// The numbers of ours; the bus tells everybody about everybody's.
        static OURS: RefCell<VecDeque<u32>> = const { RefCell::new(VecDeque::new()) };
        /// What the desktop gives for a window to come to the front, and for which notification.
        static TOKEN: RefCell<Option<(u32, String)>> = const { RefCell::new(None) };
        static LISTENS: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn show(app: AppHandle, title: String, body: String) {
        let on_main = app.clone();
        // GTK's connection answers on its own thread.
        let asked = on_main.run_on_main_thread(move || {
            gio::bus_get(gio::BusType::Session, gio::Cancellable::NONE, move |bus| {
                // No bus: no notifications.
                if let Ok(bus) = bus {
                    listen(&bus, &app);
                    ask(&bus, &title, &body);
                }
            });
        });
        if let Err(error) = asked {
            tracing::debug!(%error, "nobody could be told");
        }
    }

    fn ask(bus: &gio::DBusConnection, title: &str, body: &str) {
        let replaces = 0_u32;
        let actions = vec!["default", "Open"];
        let entry = HashMap::from([("desktop-entry", "connect-desk".to_variant())]);
        let as_long_as_usual = -1_i32;
        let what = (
            title,
            replaces,
            "connect-desk",
            title,
            body,
            actions,
            entry,
            as_long_as_usual,
        );
        bus.call(
            Some(NAME),
            PATH,
            NAME,
            "Notify",
            Some(&what.to_variant()),
            VariantTy::new("(u)").ok(),
            DBusCallFlags::NONE,
            PATIENCE_MS,
            gio::Cancellable::NONE,
            |answer| match answer.ok().and_then(|answer| answer.get::<(u32,)>()) {
                Some((id,)) => OURS.with_borrow_mut(|ours| {
                    ours.push_back(id);
                    while ours.len() > MOST {
                        ours.pop_front();
                    }
                }),
                None => tracing::debug!("no notification daemon answers"),
            },
        );
    }

    /// Has the window brought to the front when one of ours is pressed.
    fn listen(bus: &gio::DBusConnection, app: &AppHandle) {
        if LISTENS.replace(true) {
            return;
        }
        for signal in ["ActivationToken", "ActionInvoked"] {
            let app = app.clone();
            bus.signal_subscribe(
                Some(NAME),
                Some(NAME),
                Some(signal),
                Some(PATH),
                None,
                DBusSignalFlags::NONE,
                move |_, _, _, _, signal, what| heard(&app, signal, what),
            );
        }
    }

    fn heard(app: &AppHandle, signal: &str, what: &Variant) {
        let Some((id, text)) = what.get::<(u32, String)>() else {
            return;
        };
        if !OURS.with_borrow(|ours| ours.contains(&id)) {
            return;
        }
        if signal == "ActivationToken" {
            TOKEN.set(Some((id, text)));
        } else {
            let token = TOKEN.take().filter(|(of, _)| *of == id);
            bring_to_front(app, token.map(|(_, token)| token));
        }
    }
}

/// By the system's own way, from a thread: it may take as long as it likes.
/// What pressing one does is the system's there: it opens the app.
#[cfg(not(target_os = "linux"))]
fn show(app: AppHandle, title: String, body: String) {
    std::thread::spawn(move || {
        let mut notification = notify_rust::Notification::new();
        notification.summary(&title).body(&body);
        // So that it comes under the app's name, not under a terminal's.
        #[cfg(target_os = "macos")]
        let _ = notify_rust::set_application(&app.config().identifier);
        #[cfg(windows)]
        notification.app_id(&app.config().identifier);
        if notification.show().is_err() {
            tracing::debug!("nobody could be told");
        }
        drop(app);
    });
}
