//! The lock, and the person's own choices.

use desk::{
    Desk,
    view::{PreferencesInput, Problem},
};
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

/// Keeps the person's own choices.
#[tauri::command]
pub(crate) async fn set_preferences(
    desk: State<'_, Desk>,
    input: PreferencesInput,
) -> Result<(), Problem> {
    desk.set_preferences(input)
}
