//! Past sessions.

use desk::{
    Desk,
    view::{HistoryDetails, HistoryFormat, HistoryPage, HistoryQuery, Problem, SavedFile},
};
use tauri::State;

/// A part of the past sessions, newest first.
#[tauri::command]
pub(crate) async fn search_history(
    desk: State<'_, Desk>,
    query: HistoryQuery,
) -> Result<HistoryPage, Problem> {
    desk.search_history(query).await
}

/// All that is kept of one.
#[tauri::command]
pub(crate) async fn read_history(
    desk: State<'_, Desk>,
    id: String,
) -> Result<HistoryDetails, Problem> {
    desk.read_history(id).await
}

/// Deletes one.
#[tauri::command]
pub(crate) async fn delete_history(desk: State<'_, Desk>, id: String) -> Result<(), Problem> {
    desk.delete_history(id).await
}

/// Saves those a query finds, where the person says.
#[tauri::command]
pub(crate) async fn export_history(
    desk: State<'_, Desk>,
    query: HistoryQuery,
    format: HistoryFormat,
) -> Result<Option<SavedFile>, Problem> {
    desk.export_history(query, format).await
}
