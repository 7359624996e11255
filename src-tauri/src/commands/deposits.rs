//! Test deposits that are waited for.

use desk::{Desk, view::Problem};
use tauri::State;

/// Asks MX how the deposits stand that sessions wait for.
#[tauri::command]
pub(crate) async fn refresh_deposits(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.refresh_deposits().await
}

/// Waits no longer for the deposits of a session.
#[tauri::command]
pub(crate) async fn stop_waiting(desk: State<'_, Desk>, session_id: String) -> Result<(), Problem> {
    desk.stop_waiting(&session_id)
}

/// Deletes test deposits of a customer.
#[tauri::command]
pub(crate) async fn delete_microdeposit(
    desk: State<'_, Desk>,
    user_guid: String,
    microdeposit_guid: String,
) -> Result<(), Problem> {
    desk.delete_microdeposit(&user_guid, &microdeposit_guid)
        .await
}
