//! The lock, and what keeps it open.

use desk::{Desk, view::Problem};
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
