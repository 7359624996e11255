//! Where the pictures and logs of a scenario are kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::run::target;

/// Where pictures and logs of a scenario are kept.
pub(super) fn directory(name: &str) -> PathBuf {
    target().join("e2e").join(plain(name))
}

/// A name that a file can have anywhere.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// Copies the files of one folder into another.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
