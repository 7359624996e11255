//! Which MX, and with which keys: new ones, and saved connections.

use desk::{
    Desk,
    view::{ConnectionInput, ConnectionReport, KeepKeys, Problem},
};
use secrecy::SecretString;
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
