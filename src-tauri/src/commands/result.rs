//! Full numbers, one at a time and for a moment.

use desk::{
    Desk,
    view::{NumberPart, Problem, RevealedNumber},
};
use tauri::State;

/// Shows one account number in full.
#[tauri::command]
pub(crate) async fn reveal_number(
    desk: State<'_, Desk>,
    session_id: String,
    number_id: String,
    reason: Option<String>,
) -> Result<RevealedNumber, Problem> {
    desk.reveal_number(&session_id, &number_id, reason.as_deref())
}

/// Copies one number; the clipboard forgets it again.
#[tauri::command]
pub(crate) async fn copy_number(
    desk: State<'_, Desk>,
    session_id: String,
    number_id: String,
    part: NumberPart,
    reason: Option<String>,
) -> Result<(), Problem> {
    desk.copy_number(&session_id, &number_id, part, reason.as_deref())
}
