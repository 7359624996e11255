//! The person's own choices.

use desk::{
    Desk,
    view::{Appearance, LanguageChoice, PreferencesInput, Problem, Zoom},
};
use tauri::State;

/// Light, dark or as the system says.
#[tauri::command]
pub(crate) async fn set_appearance(
    desk: State<'_, Desk>,
    appearance: Appearance,
) -> Result<(), Problem> {
    desk.set_appearance(appearance)
}

/// How large everything is.
#[tauri::command]
pub(crate) async fn set_zoom(desk: State<'_, Desk>, zoom: Zoom) -> Result<(), Problem> {
    desk.set_zoom(zoom)
}

/// Colours as far apart as they get, or as the system says.
#[tauri::command]
pub(crate) async fn set_high_contrast(desk: State<'_, Desk>, is_on: bool) -> Result<(), Problem> {
    desk.set_high_contrast(is_on)
}

/// English, Spanish, French, or as the system says.
#[tauri::command]
pub(crate) async fn set_language(
    desk: State<'_, Desk>,
    language: LanguageChoice,
) -> Result<(), Problem> {
    desk.set_language(language)
}

/// Keeps the person's own choices.
#[tauri::command]
pub(crate) async fn set_preferences(
    desk: State<'_, Desk>,
    input: PreferencesInput,
) -> Result<(), Problem> {
    desk.set_preferences(input)
}

/// Whether sessions that end while another window has the keyboard are told of.
#[tauri::command]
pub(crate) async fn set_notifications(desk: State<'_, Desk>, is_on: bool) -> Result<(), Problem> {
    desk.set_notifications(is_on)
}

/// Whether the app stays in the desktop's tray when its window is closed.
#[tauri::command]
pub(crate) async fn set_tray(desk: State<'_, Desk>, is_on: bool) -> Result<(), Problem> {
    desk.set_tray(is_on)
}
