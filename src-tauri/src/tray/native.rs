//! The tray of macOS and Windows, which have one always.

use desk::{Desk, tray::TrayWords};
use tauri::{
    AppHandle, Wry,
    menu::{Menu, MenuBuilder, MenuItemBuilder},
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};

use super::{Entry, act};

const ID: &str = "connect-desk";
const SHOW: &str = "tray-show";
const NEW_VERIFICATION: &str = "tray-new-verification";
const QUIT: &str = "tray-quit";

/// Shows the icon, changes what it says, or takes it away.
pub(super) fn show(app: &AppHandle, desk: &Desk, words: Option<&TrayWords>) {
    let Some(words) = words else {
        drop(app.remove_tray_by_id(ID));
        return;
    };
    let shown = menu(app, words).and_then(|menu| match app.tray_by_id(ID) {
        Some(tray) => tray
            .set_menu(Some(menu))
            .and_then(|()| tray.set_tooltip(Some(&words.running))),
        None => add(app, desk, &menu, words),
    });
    if let Err(error) = &shown {
        tracing::warn!(%error, "the tray's icon could not be shown");
    }
    desk.tray_is_there(shown.is_ok());
}

fn menu(app: &AppHandle, words: &TrayWords) -> tauri::Result<Menu<Wry>> {
    let running = MenuItemBuilder::new(&words.running)
        .enabled(false)
        .build(app)?;
    MenuBuilder::new(app)
        .text(SHOW, words.show)
        .text(NEW_VERIFICATION, words.new_verification)
        .separator()
        .item(&running)
        .separator()
        .text(QUIT, words.quit)
        .build()
}

fn add(app: &AppHandle, desk: &Desk, menu: &Menu<Wry>, words: &TrayWords) -> tauri::Result<()> {
    let mut icon = TrayIconBuilder::with_id(ID)
        .menu(menu)
        .tooltip(&words.running)
        // As usual there: the menu by the left button on macOS, by the right one on Windows.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event({
            let desk = desk.clone();
            move |app, event| {
                let entry = match event.id().as_ref() {
                    SHOW => Entry::Show,
                    NEW_VERIFICATION => Entry::NewVerification,
                    QUIT => Entry::Quit,
                    _ => return,
                };
                act(app, &desk, entry, None);
            }
        })
        .on_tray_icon_event({
            let desk = desk.clone();
            move |tray, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                    && cfg!(windows)
                {
                    act(tray.app_handle(), &desk, Entry::Show, None);
                }
            }
        });
    if let Some(image) = app.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    icon.build(app).map(drop)
}
