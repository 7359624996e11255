//! Newer versions of the app, by Tauri's updater: signed, from the publisher's server.
//!
//! Off unless a build was made for it: the feature `updater`, and a public key and an endpoint under
//! `plugins.updater` in its configuration. Then the app looks once it is open and every day after,
//! and sends nothing but its version and system. Installing is the person's to begin; the signature
//! is checked before anything is replaced.

#[cfg(not(feature = "updater"))]
pub(crate) use never::SystemUpdater;
#[cfg(feature = "updater")]
pub(crate) use signed::{SystemUpdater, wired};

#[cfg(not(feature = "updater"))]
mod never {
    use async_trait::async_trait;
    use desk::ports::Updater;

    /// Nothing looks for a newer version in this build.
    #[derive(Default)]
    pub(crate) struct SystemUpdater(());

    #[async_trait]
    impl Updater for SystemUpdater {
        async fn install(&self) -> Result<(), String> {
            Err("this build has no updater".to_owned())
        }
    }
}

#[cfg(feature = "updater")]
mod signed {
    use std::{
        sync::{Arc, Mutex, OnceLock, PoisonError},
        time::Duration,
    };

    use async_trait::async_trait;
    use desk::{Desk, ports::Updater};
    use tauri::{AppHandle, Builder, Config, Manager, Wry};
    use tauri_plugin_updater::{Error, Update, UpdaterExt};

    /// How long after the start it is looked first, so that nothing of the start waits for it.
    const AFTER: Duration = Duration::from_secs(if cfg!(feature = "automation") { 1 } else { 20 });
    const EVERY: Duration = Duration::from_secs(24 * 60 * 60);
    /// A server that takes longer to say what there is, is none.
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Installs what was found last.
    #[derive(Default)]
    pub(crate) struct SystemUpdater {
        app: OnceLock<AppHandle>,
        found: Mutex<Option<Update>>,
    }

    /// Where a build's configuration says by whom and where newer versions are published.
    const CONFIGURATION: &str = "updater";

    /// The app with Tauri's updater, if this build's configuration has one.
    pub(crate) fn wired(builder: Builder<Wry>, config: &Config) -> Builder<Wry> {
        if !config.plugins.0.contains_key(CONFIGURATION) {
            return builder;
        }
        builder.plugin(tauri_plugin_updater::Builder::new().build())
    }

    impl SystemUpdater {
        /// From now on newer versions are looked for, where this build says where.
        pub(crate) fn belongs_to(self: &Arc<Self>, app: &AppHandle) {
            let is_first = self.app.set(app.clone()).is_ok();
            if !is_first || !app.config().plugins.0.contains_key(CONFIGURATION) {
                return;
            }
            let (this, app) = (Arc::clone(self), app.clone());
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(AFTER).await;
                loop {
                    this.look(&app).await;
                    tokio::time::sleep(EVERY).await;
                }
            });
        }

        async fn look(&self, app: &AppHandle) {
            let found = match app.updater() {
                Ok(updater) => tokio::time::timeout(PATIENCE, updater.check()).await,
                Err(error) => Ok(Err(error)),
            };
            match found {
                Ok(Ok(Some(update))) => {
                    app.state::<Desk>().offer_update(&update.version);
                    self.keep(Some(update));
                }
                Ok(Ok(None)) => {}
                // Its words could name the address.
                Ok(Err(_)) | Err(_) => {
                    tracing::warn!("it could not be found out whether there is a newer version");
                }
            }
        }

        fn keep(&self, update: Option<Update>) -> Option<Update> {
            let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *found, update)
        }
    }

    #[async_trait]
    impl Updater for SystemUpdater {
        async fn install(&self) -> Result<(), String> {
            let (Some(app), Some(update)) = (self.app.get(), self.keep(None)) else {
                return Err("none was found".to_owned());
            };
            match update.download_and_install(|_, _| {}, || {}).await {
                Ok(()) => app.restart(),
                Err(error) => {
                    // Its words could name the address.
                    let said = match error {
                        Error::Minisign(_) => "its signature is not the publisher's",
                        _ => "it could not be loaded or put in place",
                    };
                    self.keep(Some(update));
                    Err(said.to_owned())
                }
            }
        }
    }
}
