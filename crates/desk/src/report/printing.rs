//! Pages that are made to be printed: files of the app's own, for as long as somebody looks at them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

use crate::{files::write_whole, storage::create_private_dir};

/// Their folder in the data directory. Emptied at a start, at a lock and at the end.
const FOLDER: &str = "printing";

/// Writes a page; answers where. Its name says nothing of whom it is about.
pub(super) fn write(data_dir: &Path, contents: &[u8]) -> io::Result<PathBuf> {
    let folder = folder(&std::path::absolute(data_dir)?);
    create_private_dir(&folder).map_err(|_| io::ErrorKind::PermissionDenied)?;
    let page = folder.join(format!("verification-{}.pdf", Uuid::new_v4()));
    write_whole(&page, |file| {
        file.write_all(contents)?;
        Ok(1)
    })?;
    Ok(page)
}

/// Their folder.
pub(crate) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join(FOLDER)
}

/// Takes all of them away.
pub(crate) fn forget(data_dir: &Path) {
    match fs::remove_dir_all(folder(data_dir)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(kind = %error.kind(), "pages that were printed could not be removed");
        }
        _ => {}
    }
}
