//! What the system draws around and above the page (title bars, lists that open, menus) is as light
//! or dark as the page.

use desk::{Desk, view::Appearance};
use tauri::{AppHandle, Theme, WebviewWindow};

/// Has the system draw as the person has chosen, and anew when they choose otherwise. Before a
/// choice that is the system's own affair.
pub(super) fn follow(window: &WebviewWindow, desk: &Desk, app: &AppHandle) {
    // Asked before anything is set: afterwards the window answers with that.
    desk.system_draws_dark(window.theme().is_ok_and(|theme| theme == Theme::Dark));
    let mut changes = desk.watch();
    let mut drawn = changes.borrow_and_update().appearance;
    if drawn != Appearance::System {
        app.set_theme(theme(drawn, desk));
    }
    let (app, desk) = (app.clone(), desk.clone());
    tauri::async_runtime::spawn(async move {
        while changes.changed().await.is_ok() {
            let wanted = changes.borrow_and_update().appearance;
            if wanted != drawn {
                drawn = wanted;
                app.set_theme(theme(drawn, &desk));
            }
        }
    });
}

fn theme(appearance: Appearance, desk: &Desk) -> Option<Theme> {
    match appearance {
        Appearance::Light => Some(Theme::Light),
        Appearance::Dark => Some(Theme::Dark),
        // GTK forgets what the system wanted once it was told otherwise.
        Appearance::System if cfg!(target_os = "linux") => {
            desk.is_drawn_dark().then_some(Theme::Dark)
        }
        Appearance::System => None,
    }
}
