//! The lock, the person's own choices, and saved connections.

use desk::{
    Desk,
    view::{Appearance, ConnectionReport, LanguageChoice, PreferencesInput, Problem, Zoom},
};
use secrecy::SecretString;
use tauri::State;

/// Locks the desk.
#[tauri::command]
pub(crate) async fn lock(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.lock();
    Ok(())
}

/// Brings a locked desk back.
#[tauri::command]
pub(crate) async fn unlock(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.unlock().await
}

/// A hand is on the desk.
#[tauri::command]
pub(crate) async fn note_activity(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.note_activity();
    Ok(())
}

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

/// Gives a saved connection a name, or takes it away.
#[tauri::command]
pub(crate) async fn rename_profile(
    desk: State<'_, Desk>,
    profile_id: String,
    name: Option<String>,
) -> Result<(), Problem> {
    desk.rename_profile(&profile_id, name.as_deref())
}

/// Begins every start with this saved connection, or with the one used last.
#[tauri::command]
pub(crate) async fn start_with_profile(
    desk: State<'_, Desk>,
    profile_id: Option<String>,
) -> Result<(), Problem> {
    desk.start_with_profile(profile_id.as_deref())
}

/// Asks MX whether it accepts the keys of a saved connection.
#[tauri::command]
pub(crate) async fn test_profile(
    desk: State<'_, Desk>,
    profile_id: String,
) -> Result<ConnectionReport, Problem> {
    desk.test_profile(&profile_id).await
}

/// Replaces the keys of a saved connection, once MX has accepted the new ones.
#[tauri::command]
pub(crate) async fn replace_keys(
    desk: State<'_, Desk>,
    profile_id: String,
    client_id: Option<String>,
    api_key: SecretString,
) -> Result<(), Problem> {
    desk.replace_keys(&profile_id, client_id.as_deref(), &api_key)
        .await
}
