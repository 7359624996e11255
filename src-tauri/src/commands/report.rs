//! A verification to put on file.

use desk::{
    Desk,
    view::{Problem, ReportFormat, SavedFile},
};
use tauri::State;

/// Saves a report of a session's result, where the person says.
#[tauri::command]
pub(crate) async fn save_report(
    desk: State<'_, Desk>,
    session_id: String,
    format: ReportFormat,
    full: bool,
    reason: Option<String>,
) -> Result<Option<SavedFile>, Problem> {
    desk.save_report(&session_id, format, full, reason.as_deref())
        .await
}

/// Opens a report of a session's result in the system's program for it.
#[tauri::command]
pub(crate) async fn print_report(desk: State<'_, Desk>, session_id: String) -> Result<(), Problem> {
    desk.print_report(&session_id).await
}
