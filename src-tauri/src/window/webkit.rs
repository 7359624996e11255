//! What WebKitGTK does by itself, and Tauri has no word for.
//!
//! A page in a window may show dialogs, fill the screen, have the person choose files, and take
//! what is dropped on it; a process that ends or hangs takes the app's page along, because a frame
//! shares it. None of that is for a page that isn't ours.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

use desk::Desk;
use gtk::{
    glib,
    prelude::{GtkWindowExt, WidgetExt},
};
use tauri::WebviewWindow;
use webkit2gtk::{
    ColorChooserRequestExt, FileChooserRequestExt, ScriptDialogType, SettingsExt,
    UserContentManagerExt, WebView, WebViewExt,
};

/// While a widget is open, its page is asked this often whether it is still there.
const ASK_EVERY: Duration = Duration::from_secs(3);
/// A page that hasn't answered for this long hangs, however busy the computer is.
const PATIENCE: Duration = Duration::from_secs(12);
/// A page whose process ends this soon after it was opened anew is not opened again.
const TOO_SOON: Duration = Duration::from_secs(10);
/// The name under which Tauri takes messages from any page of a window, frames included.
const RAW_DOOR: &str = "ipc";

/// Tells the desktop for which start by the person the window comes to the front.
pub(super) fn announce_start(window: &WebviewWindow, token: Option<&str>) {
    if let (Some(token), Ok(window)) = (token, window.gtk_window()) {
        window.set_startup_id(token);
    }
}

/// Takes away what no page of ours needs.
pub(super) fn close_doors(window: &WebviewWindow) {
    with(window, |view| {
        if let Some(settings) = WebViewExt::settings(view) {
            settings.set_enable_fullscreen(false);
        }
        view.connect_enter_fullscreen(|_| true);
        // Answered at once, with no: a dialog would lie over everything else.
        view.connect_script_dialog(|_, dialog| {
            // Except to *leave this page?*, or a page could keep itself from being left.
            if dialog.dialog_type() == ScriptDialogType::BeforeUnloadConfirm {
                dialog.confirm_set_confirmed(true);
            }
            true
        });
        view.connect_print(|_, _| true);
        view.connect_run_file_chooser(|_, request| {
            request.cancel();
            true
        });
        view.connect_run_color_chooser(|_, request| {
            request.cancel();
            true
        });
        // A dropped address is one to go to, and the widget's own origin is among those that the
        // navigation policy has to allow.
        view.drag_dest_unset();
        // Commands go by the `ipc:` scheme, where Tauri sees which page asks. Through this door
        // the key alone would tell a frame from the app's page.
        if let Some(manager) = view.user_content_manager() {
            manager.unregister_script_message_handler(RAW_DOOR);
        }
    });
}

/// Opens the page anew when the process that draws it ends, and ends one that hangs. The page
/// keeps nothing that Rust doesn't have; a widget that was in it is gone.
///
/// WebKit's own word for a page that hangs (`is-web-process-responsive`) did not come here, so the
/// page is asked. Only while a widget is in it: the app's own scripts don't hang.
pub(super) fn keep_alive(window: &WebviewWindow, desk: &Desk) {
    let changes = desk.watch();
    with(window, move |view| {
        let opened = Cell::new(None::<Instant>);
        view.connect_web_process_terminated(move |view, reason| {
            tracing::warn!(?reason, "the page's process has ended");
            let again = opened.replace(Some(Instant::now()));
            if again.is_none_or(|before| before.elapsed() > TOO_SOON) {
                view.reload();
            }
        });
        let view = view.clone();
        let asked = Rc::new(Cell::new(None::<Instant>));
        glib::timeout_add_local(ASK_EVERY, move || {
            match asked.get() {
                Some(since) if since.elapsed() > PATIENCE => {
                    tracing::warn!("the page hangs, and is opened anew");
                    asked.set(None);
                    view.terminate_web_process();
                }
                // Not answered yet.
                Some(_) => {}
                None if changes.borrow().sessions.is_empty() => {}
                None => {
                    asked.set(Some(Instant::now()));
                    let answered = Rc::clone(&asked);
                    let nothing = None::<&gtk::gio::Cancellable>;
                    // An error is an answer too: the page is being opened, or is gone.
                    view.evaluate_javascript("0", None, None, nothing, move |_| {
                        answered.set(None);
                    });
                }
            }
            glib::ControlFlow::Continue
        });
    });
}

/// A page that closes itself closes its window; otherwise an empty one would stay.
pub(super) fn close_with_its_page(window: &WebviewWindow) {
    let closing = window.clone();
    with(window, move |view| {
        view.connect_close(move |_| {
            if let Err(error) = closing.destroy() {
                tracing::warn!(%error, "a window could not be closed with its page");
            }
        });
    });
}

fn with(window: &WebviewWindow, act: impl FnOnce(&WebView) + Send + 'static) {
    let reached = window.with_webview(move |webview| act(&webview.inner()));
    if let Err(error) = reached {
        tracing::error!(%error, "a window could not be reached");
    }
}
