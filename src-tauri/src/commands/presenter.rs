//! Demonstrations with the simulated MX, and the size everything is drawn in.

use desk::{
    Desk,
    view::{Problem, ScenarioName, ScenarioView},
};
use tauri::State;

/// What can be shown.
#[tauri::command]
pub(crate) async fn list_scenarios(desk: State<'_, Desk>) -> Result<Vec<ScenarioView>, Problem> {
    Ok(desk.scenarios())
}

/// Begins a scenario and answers its session's id.
#[tauri::command]
pub(crate) async fn present(
    desk: State<'_, Desk>,
    scenario: ScenarioName,
    dark: bool,
) -> Result<String, Problem> {
    desk.present(scenario, dark).await
}

/// Has the customer of a scenario do the next thing by themselves.
#[tauri::command]
pub(crate) async fn type_for_customer(
    desk: State<'_, Desk>,
    session_id: String,
) -> Result<(), Problem> {
    desk.type_for_customer(&session_id).await
}

/// Lets what a scenario waits for happen now.
#[tauri::command]
pub(crate) async fn skip_wait(desk: State<'_, Desk>, session_id: String) -> Result<(), Problem> {
    desk.skip_wait(&session_id)
}

/// Begins the demonstration again from nothing.
#[tauri::command]
pub(crate) async fn reset_demonstration(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.reset_demonstration().await
}

/// Everything larger, or not.
#[tauri::command]
pub(crate) async fn set_presentation_size(
    desk: State<'_, Desk>,
    is_on: bool,
) -> Result<(), Problem> {
    desk.set_presentation_size(is_on)
}
