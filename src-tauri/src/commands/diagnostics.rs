//! What works on this computer, and what doesn't.

use std::path::PathBuf;

use desk::{
    Desk,
    diagnostics::Target,
    view::{DiagnosticsReport, Problem},
};
use tauri::State;

use crate::diagnose::surroundings;

/// Looks at everything.
#[tauri::command]
pub(crate) async fn run_diagnostics(desk: State<'_, Desk>) -> Result<DiagnosticsReport, Problem> {
    Ok(desk.diagnose(Target::InUse, &surroundings()).await)
}

/// Looks at everything, and copies the text.
#[tauri::command]
pub(crate) async fn copy_diagnostics(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.copy_diagnostics(&surroundings()).await
}

/// Where the log is kept.
pub(crate) struct LogFolder(pub(crate) PathBuf);

/// Opens the folder of the log.
#[tauri::command]
pub(crate) async fn show_logs(
    desk: State<'_, Desk>,
    folder: State<'_, LogFolder>,
) -> Result<(), Problem> {
    desk.show_logs(&folder.0)
}
