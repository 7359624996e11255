//! The options of a widget: what they are, what comes of them, and presets of them.

use desk::{
    Desk,
    view::{
        ImportedPresets, InstitutionList, OptionView, PastedOptions, Problem, RequestForm,
        RequestTarget, SavedFile, WidgetPreset, WidgetPreview, WidgetSetup,
    },
};
use tauri::State;

/// What is known about each option.
#[tauri::command]
pub(crate) async fn widget_options(desk: State<'_, Desk>) -> Result<Vec<OptionView>, Problem> {
    Ok(desk.widget_options())
}

/// The request a setup leads to.
#[tauri::command]
pub(crate) async fn preview_widget(
    desk: State<'_, Desk>,
    setup: WidgetSetup,
    target: RequestTarget,
    dark: bool,
) -> Result<WidgetPreview, Problem> {
    Ok(desk.preview_widget(&setup, target, dark))
}

/// Copies it.
#[tauri::command]
pub(crate) async fn copy_widget_request(
    desk: State<'_, Desk>,
    setup: WidgetSetup,
    target: RequestTarget,
    dark: bool,
    form: RequestForm,
) -> Result<(), Problem> {
    desk.copy_widget_request(&setup, target, dark, form)
}

/// Reads a request's body that somebody pasted.
#[tauri::command]
pub(crate) async fn read_widget_options(
    desk: State<'_, Desk>,
    text: String,
) -> Result<PastedOptions, Problem> {
    desk.read_widget_options(&text)
}

/// One page of the institutions whose name holds a text.
#[tauri::command]
pub(crate) async fn list_institutions(
    desk: State<'_, Desk>,
    name: String,
    page: u32,
) -> Result<InstitutionList, Problem> {
    desk.list_institutions(&name, page).await
}

/// The presets, by name.
#[tauri::command]
pub(crate) async fn list_presets(desk: State<'_, Desk>) -> Result<Vec<WidgetPreset>, Problem> {
    Ok(desk.presets())
}

/// Keeps a setup, as a new preset or in place of what one has held, and says which.
#[tauri::command]
pub(crate) async fn save_preset(
    desk: State<'_, Desk>,
    id: Option<String>,
    name: String,
    setup: WidgetSetup,
) -> Result<String, Problem> {
    desk.save_preset(id.as_deref(), &name, setup)
}

/// Gives a preset another name.
#[tauri::command]
pub(crate) async fn rename_preset(
    desk: State<'_, Desk>,
    id: String,
    name: String,
) -> Result<(), Problem> {
    desk.rename_preset(&id, &name)
}

/// Makes another of the same, and says which.
#[tauri::command]
pub(crate) async fn duplicate_preset(desk: State<'_, Desk>, id: String) -> Result<String, Problem> {
    desk.duplicate_preset(&id)
}

/// Deletes a preset.
#[tauri::command]
pub(crate) async fn delete_preset(desk: State<'_, Desk>, id: String) -> Result<(), Problem> {
    desk.delete_preset(&id)
}

/// Saves one preset, or all of them, where the person says.
#[tauri::command]
pub(crate) async fn export_presets(
    desk: State<'_, Desk>,
    id: Option<String>,
) -> Result<Option<SavedFile>, Problem> {
    desk.export_presets(id.as_deref()).await
}

/// Adds the presets of a file the person chooses.
#[tauri::command]
pub(crate) async fn import_presets(
    desk: State<'_, Desk>,
) -> Result<Option<ImportedPresets>, Problem> {
    desk.import_presets().await
}
