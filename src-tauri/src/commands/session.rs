//! One customer's verification, from its start to settling an interrupted one.

use desk::{
    Desk,
    view::{FrameRefusal, Problem, SessionAction, StartInput, WidgetTicket},
};
use tauri::State;

/// Starts a session and answers its id.
#[tauri::command]
pub(crate) async fn start_session(
    desk: State<'_, Desk>,
    input: StartInput,
) -> Result<String, Problem> {
    desk.start_session(input).await
}

/// Puts an open session on screen, or none.
#[tauri::command]
pub(crate) async fn show_session(
    desk: State<'_, Desk>,
    session_id: Option<String>,
) -> Result<(), Problem> {
    desk.show_session(session_id.as_deref())
}

/// The widget's URL, once per mount.
#[tauri::command]
pub(crate) async fn take_widget_ticket(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<WidgetTicket, Problem> {
    desk.take_widget_ticket(&session_id)
}

/// A message of the widget's frame, as it came.
#[tauri::command]
pub(crate) async fn widget_message(
    desk: State<'_, Desk>,
    session_id: String,
    mount: u32,
    origin: String,
    text: String,
) -> Result<(), Problem> {
    desk.widget_message(&session_id, mount, &origin, &text)
}

/// Messages that the UI refused before they got this far.
#[tauri::command]
pub(crate) async fn widget_message_refused(
    desk: State<'_, Desk>,
    session_id: String,
    mount: u32,
    reason: FrameRefusal,
    count: u32,
) -> Result<(), Problem> {
    desk.widget_message_refused(&session_id, mount, reason, count)
}

/// Something the agent did.
#[tauri::command]
pub(crate) async fn act(
    desk: State<'_, Desk>,
    session_id: String,
    action: SessionAction,
) -> Result<(), Problem> {
    desk.act(&session_id, action).await
}

/// Asks MX how a session of an earlier run ended.
#[tauri::command]
pub(crate) async fn check_unfinished(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.check_unfinished(&session_id).await
}

/// Takes a session of an earlier run off the list without asking.
#[tauri::command]
pub(crate) async fn forget_unfinished(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.forget_unfinished(&session_id)
}
