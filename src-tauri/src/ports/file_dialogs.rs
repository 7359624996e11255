//! The system's own window that asks where to save a file.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use async_trait::async_trait;
use desk::ports::SaveDialog;
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;

use crate::window::MAIN;

/// Asks above the main window.
#[derive(Default)]
pub(crate) struct SystemSaveDialog {
    app: OnceLock<AppHandle>,
}

impl SystemSaveDialog {
    /// The ports are there before the app; nothing is asked in between.
    pub(crate) fn belongs_to(&self, app: &AppHandle) {
        // A second app in one process there is none.
        let _ = self.app.set(app.clone());
    }
}

#[async_trait]
impl SaveDialog for SystemSaveDialog {
    async fn ask(&self, suggested_name: &str) -> Option<PathBuf> {
        let app = self.app.get()?;
        let name = suggested_name.to_owned();
        let (answer, answered) = oneshot::channel();
        let handle = app.clone();
        // Windows of the system are opened from the main thread, and answer when they like.
        app.run_on_main_thread(move || {
            let mut dialog = rfd::AsyncFileDialog::new().set_file_name(&name);
            if let Some(extension) = Path::new(&name).extension().and_then(|e| e.to_str()) {
                dialog = dialog.add_filter(extension.to_uppercase(), &[extension]);
            }
            if let Some(window) = handle.get_webview_window(MAIN) {
                dialog = dialog.set_parent(&window);
            }
            let asked = dialog.save_file();
            tauri::async_runtime::spawn(async move {
                // Nobody waits any more when the app closes.
                let _ = answer.send(asked.await);
            });
        })
        .ok()?;
        answered.await.ok()?.map(|file| file.path().to_owned())
    }
}
