//! The computer's clock as programs see it, so that it can be set: libfaketime.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// A clock that goes right until it is set.
pub(crate) struct Clock {
    /// Holds by how much it is wrong.
    file: PathBuf,
    library: PathBuf,
}

impl Clock {
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let clock = Self {
            file: folder.join("clock"),
            library: library().context("libfaketime is not installed")?,
        };
        clock.set_by(0)?;
        Ok(clock)
    }

    /// Sets it so many seconds off the time it really is.
    pub(crate) fn set_by(&self, seconds: i64) -> Result<()> {
        // Renamed, so that nobody reads half of it.
        let new = self.file.with_extension("new");
        fs::write(&new, format!("{seconds:+}\n"))?;
        Ok(fs::rename(new, &self.file)?)
    }

    /// What has a program see this clock: names and values of environment variables. Clocks that
    /// can't be set go on as they do.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let (file, library) = (self.file.display(), self.library.display());
        [
            ("LD_PRELOAD", library.to_string()),
            ("FAKETIME_TIMESTAMP_FILE", file.to_string()),
            ("FAKETIME_CACHE_DURATION", "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("FAKETIME_DONT_RESET", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}

/// The form of it for programs of several threads, wherever the distribution keeps it.
fn library() -> Option<PathBuf> {
    let libraries = Path::new("/usr/lib");
    let below = fs::read_dir(libraries).ok()?.flatten();
    let folders = below.map(|entry| entry.path()).chain([libraries.into()]);
    folders
        .map(|folder| folder.join("faketime/libfaketimeMT.so.1"))
        .find(|library| library.is_file())
}
