//! The world in a file, from run to run.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{World, control::Calls, error::SandboxError};

/// How often a change is looked for.
const LOOK: Duration = Duration::from_secs(1);

/// Where a world is kept.
#[derive(Clone, Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
}

impl StateFile {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Takes up what the file holds; nothing if there is none yet.
    ///
    /// # Errors
    /// [`SandboxError::State`] for a file that can't be read or holds something else.
    pub(crate) async fn load(&self, world: &World) -> Result<(), SandboxError> {
        let path = self.path.clone();
        let read = tokio::task::spawn_blocking(move || fs::read_to_string(path)).await;
        match read {
            Ok(Ok(json)) => world.restore(&json),
            Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Ok(Err(_)) | Err(_) => Err(SandboxError::State),
        }
    }

    /// Saves soon after every change, without end.
    pub(crate) async fn keep(self, world: World, calls: Calls) {
        loop {
            tokio::time::sleep(LOOK).await;
            if calls.take_changed() {
                self.save(&world).await;
            }
        }
    }

    /// Saves: the file is the old one or the new one, never half of either.
    pub(crate) async fn save(&self, world: &World) {
        let Ok(json) = world.to_json() else {
            tracing::error!("the state can't be written as JSON");
            return;
        };
        let path = self.path.clone();
        let saved = tokio::task::spawn_blocking(move || replace(&path, &json)).await;
        match saved {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the state can't be saved"),
            Err(error) => tracing::error!(%error, "saving the state broke off"),
        }
    }
}

fn replace(path: &Path, json: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&new)?;
    file.write_all(json.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)
}
