//! The audit log: to read and to check, never to change.

use desk::{
    Desk,
    view::{AuditPage, AuditVerdict, Problem},
};
use tauri::State;

/// A part of the log, newest first.
#[tauri::command]
pub(crate) async fn read_audit(
    desk: State<'_, Desk>,
    offset: u32,
    limit: u32,
) -> Result<AuditPage, Problem> {
    desk.read_audit(offset, limit).await
}

/// Whether the log is as it was written.
#[tauri::command]
pub(crate) async fn verify_audit(desk: State<'_, Desk>) -> Result<AuditVerdict, Problem> {
    desk.verify_audit().await
}
