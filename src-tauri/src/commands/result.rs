//! What a result lets one do: full numbers, one at a time and for a moment; owners and balances.

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

/// Asks who owns the accounts, and compares them with a name.
#[tauri::command]
pub(crate) async fn identify_owners(
    desk: State<'_, Desk>,
    session_id: String,
    name: Option<String>,
) -> Result<(), Problem> {
    desk.identify_owners(&session_id, name.as_deref())
}

/// Asks for the balances of now.
#[tauri::command]
pub(crate) async fn check_balances(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.check_balances(&session_id)
}
