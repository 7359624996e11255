//! What the widget said and what MX was asked, redacted.

use desk::{
    Desk,
    view::{InspectorAbout, InspectorDetails, InspectorPage, InspectorQuery, Problem, SavedFile},
};
use tauri::State;

/// A part of what a query finds in a session's recording, or in the one that was opened.
#[tauri::command]
pub(crate) async fn inspect(
    desk: State<'_, Desk>,
    session_id: Option<String>,
    query: InspectorQuery,
    offset: u32,
    limit: u32,
) -> Result<InspectorPage, Problem> {
    desk.inspect(session_id.as_deref(), query, offset, limit)
        .await
}

/// Waits for another revision of a session's recording.
#[tauri::command]
pub(crate) async fn inspected(
    desk: State<'_, Desk>,
    session_id: String,
    revision: u32,
) -> Result<u32, Problem> {
    desk.inspected(&session_id, revision).await
}

/// All that is known of one entry.
#[tauri::command]
pub(crate) async fn inspect_entry(
    desk: State<'_, Desk>,
    session_id: Option<String>,
    seq: u32,
) -> Result<InspectorDetails, Problem> {
    desk.inspect_entry(session_id.as_deref(), seq)
}

/// Copies a call for a shell.
#[tauri::command]
pub(crate) async fn copy_curl(
    desk: State<'_, Desk>,
    session_id: Option<String>,
    seq: u32,
) -> Result<(), Problem> {
    desk.copy_curl(session_id.as_deref(), seq)
}

/// Saves a session's recording, where the person says.
#[tauri::command]
pub(crate) async fn export_recording(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<Option<SavedFile>, Problem> {
    desk.export_recording(&session_id).await
}

/// Opens a recording from a file the person chooses.
#[tauri::command]
pub(crate) async fn open_recording(
    desk: State<'_, Desk>,
) -> Result<Option<InspectorAbout>, Problem> {
    desk.open_recording().await
}

/// Lets go of it.
#[tauri::command]
pub(crate) async fn close_recording(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.close_recording();
    Ok(())
}
