//! MX's own pages, in the system's browser. The UI names a topic, never a URL.

use desk::{
    Desk,
    view::{HelpTopic, Problem},
};
use tauri::State;

/// Opens the page.
#[tauri::command]
pub(crate) async fn open_help(desk: State<'_, Desk>, topic: HelpTopic) -> Result<(), Problem> {
    desk.open_help(topic)
}
