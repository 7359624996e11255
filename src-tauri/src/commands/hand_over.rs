//! How the widget reaches the customer.

use desk::{
    Desk,
    view::{DisplayView, HandOver, LinkCode, Problem},
};
use tauri::{AppHandle, State};

use crate::window;

/// Hands the widget over in another way, in the middle of a session.
#[tauri::command]
pub(crate) async fn hand_over(
    desk: State<'_, Desk>,
    session_id: String,
    to: HandOver,
    display: Option<u32>,
) -> Result<(), Problem> {
    desk.hand_over(&session_id, to, display)
}

/// Puts the customer window before the others.
#[tauri::command]
pub(crate) async fn show_customer_window(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.show_customer_window(&session_id)
}

/// Copies the link; the clipboard forgets it again.
#[tauri::command]
pub(crate) async fn copy_link(desk: State<'_, Desk>, session_id: String) -> Result<(), Problem> {
    desk.copy_link(&session_id)
}

/// The link as a QR code.
#[tauri::command]
pub(crate) async fn link_code(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<LinkCode, Problem> {
    desk.link_code(&session_id)
}

/// The displays the customer window can be put on.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command the app by value"
)]
pub(crate) fn displays(app: AppHandle) -> Vec<DisplayView> {
    window::displays(&app)
}
