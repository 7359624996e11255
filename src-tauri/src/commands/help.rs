//! Where to read on: MX's own pages, in the system's browser (the UI names a topic, never a URL), and
//! what its statuses mean.

use desk::{
    Desk, help,
    view::{HelpTopic, Problem, StatusGuide},
};
use tauri::State;

/// Opens the page.
#[tauri::command]
pub(crate) async fn open_help(desk: State<'_, Desk>, topic: HelpTopic) -> Result<(), Problem> {
    desk.open_help(topic)
}

/// What each of MX's statuses means.
#[tauri::command]
pub(crate) fn status_guide() -> StatusGuide {
    help::status_guide()
}
