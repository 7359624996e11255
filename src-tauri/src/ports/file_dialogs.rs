//! The system's own windows that ask where to save a file, and which file to read.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use async_trait::async_trait;
use desk::ports::{OpenDialog, SaveDialog};
use rfd::AsyncFileDialog;
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;

use crate::window::MAIN;

/// Asks above the main window.
#[derive(Default)]
pub(crate) struct SystemFileDialogs {
    app: OnceLock<AppHandle>,
}

impl SystemFileDialogs {
    /// The ports are there before the app; nothing is asked in between.
    pub(crate) fn belongs_to(&self, app: &AppHandle) {
        // A second app in one process there is none.
        let _ = self.app.set(app.clone());
    }

    async fn answer(
        &self,
        extension: Option<String>,
        purpose: impl FnOnce(AsyncFileDialog) -> Asked + Send + 'static,
    ) -> Option<PathBuf> {
        let app = self.app.get()?;
        let (answer, answered) = oneshot::channel();
        let handle = app.clone();
        // Otherwise it is wherever the app was started from.
        let folders = [app.path().document_dir(), app.path().home_dir()];
        let folder = folders.into_iter().flatten().find(|it| it.is_dir());
        // Windows of the system are opened from the main thread, and answer when they like.
        app.run_on_main_thread(move || {
            let mut dialog = AsyncFileDialog::new();
            if let Some(folder) = folder {
                dialog = dialog.set_directory(folder);
            }
            if let Some(extension) = &extension {
                dialog = dialog.add_filter(extension.to_uppercase(), &[extension]);
            }
            if let Some(window) = handle.get_webview_window(MAIN) {
                dialog = dialog.set_parent(&window);
            }
            let asked = purpose(dialog);
            tauri::async_runtime::spawn(async move {
                // Nobody waits any more when the app closes.
                let _ = answer.send(asked.await);
            });
        })
        .ok()?;
        answered.await.ok()?
    }
}

type Asked = std::pin::Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

#[async_trait]
impl SaveDialog for SystemFileDialogs {
    async fn ask(&self, suggested_name: &str) -> Option<PathBuf> {
        let name = suggested_name.to_owned();
        let extension = Path::new(&name).extension();
        let extension = extension.and_then(|it| it.to_str()).map(str::to_owned);
        self.answer(extension, move |dialog| {
            let asked = dialog.set_file_name(name).save_file();
            Box::pin(async move { asked.await.map(|file| file.path().to_owned()) })
        })
        .await
    }
}

#[async_trait]
impl OpenDialog for SystemFileDialogs {
    async fn ask(&self, extension: &str) -> Option<PathBuf> {
        self.answer(Some(extension.to_owned()), |dialog| {
            let asked = dialog.pick_file();
            Box::pin(async move { asked.await.map(|file| file.path().to_owned()) })
        })
        .await
    }
}
