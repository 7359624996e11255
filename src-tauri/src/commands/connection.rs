//! Which MX, and with which keys.

use desk::{
    Desk,
    view::{ConnectionInput, ConnectionReport, KeepKeys, Problem},
};
use tauri::State;

/// Connects to the simulated MX inside the app.
#[tauri::command]
pub(crate) async fn explore_sandbox(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.explore_sandbox().await
}

/// Tries the keys without keeping them.
#[tauri::command]
pub(crate) async fn test_connection(
    desk: State<'_, Desk>,
    input: ConnectionInput,
) -> Result<ConnectionReport, Problem> {
    desk.test_connection(input).await
}

/// Keeps the keys and connects.
#[tauri::command]
pub(crate) async fn save_connection(
    desk: State<'_, Desk>,
    input: ConnectionInput,
    keep: KeepKeys,
) -> Result<(), Problem> {
    desk.save_connection(input, keep).await
}

/// Connects with keys that were saved earlier.
#[tauri::command]
pub(crate) async fn use_profile(desk: State<'_, Desk>, profile_id: String) -> Result<(), Problem> {
    desk.use_profile(&profile_id).await
}

/// Removes saved keys from the keychain.
#[tauri::command]
pub(crate) async fn forget_profile(
    desk: State<'_, Desk>,
    profile_id: String,
) -> Result<(), Problem> {
    desk.forget_profile(&profile_id).await
}

/// Back to the choice of environment, also from open sessions: the page has asked.
#[tauri::command]
pub(crate) async fn disconnect(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.disconnect();
    Ok(())
}
