//! A small file of the app's own: one JSON object with the version of its form.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::storage::{self, StorageError};

/// What such a file holds. Its `version` field is [`Versioned::VERSION`] when it is written.
pub(crate) trait Versioned: Clone + Default + Serialize + DeserializeOwned {
    /// Version of the form; a file with a higher one is left alone.
    const VERSION: u32;
}

/// The contents, and the file they are kept in.
pub(crate) struct JsonFile<T> {
    path: Option<PathBuf>,
    contents: T,
}

/// Just enough to tell a newer file from a damaged one.
#[derive(Deserialize)]
struct AnyVersion {
    version: u32,
}

impl<T: Versioned> JsonFile<T> {
    /// Reads the file; none is as good as an empty one.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] and [`StorageError::Newer`] as they say; the file is left alone.
    pub(crate) fn load(path: &Path) -> Result<Self, StorageError> {
        let contents = match fs::read(path) {
            Ok(bytes) => decode(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => T::default(),
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            path: Some(path.to_owned()),
            contents,
        })
    }

    /// Contents that can't be kept: every change fails with [`StorageError::ReadOnly`].
    pub(crate) fn in_memory() -> Self {
        Self {
            path: None,
            contents: T::default(),
        }
    }

    pub(crate) fn contents(&self) -> &T {
        &self.contents
    }

    /// The contents of these bytes, with no file behind them.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn decoded(bytes: &[u8]) -> Result<Self, StorageError> {
        Ok(Self {
            path: None,
            contents: decode(bytes)?,
        })
    }

    /// The bytes that would be written.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn encoded(&self) -> Vec<u8> {
        encode(&self.contents).unwrap_or_default()
    }

    /// Changes the contents and keeps them.
    ///
    /// # Errors
    /// When the file can't be written; nothing has changed then.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut T)) -> Result<(), StorageError> {
        let path = self.path.as_deref().ok_or(StorageError::ReadOnly)?;
        let mut next = self.contents.clone();
        change(&mut next);
        storage::replace(path, &encode(&next)?)?;
        self.contents = next;
        Ok(())
    }
}

fn encode<T: Versioned>(contents: &T) -> Result<Vec<u8>, StorageError> {
    serde_json::to_vec_pretty(contents).map_err(|_| StorageError::Failed)
}

fn decode<T: Versioned>(bytes: &[u8]) -> Result<T, StorageError> {
    let AnyVersion { version } =
        serde_json::from_slice(bytes).map_err(|_| StorageError::Damaged)?;
    if version > T::VERSION {
        return Err(StorageError::Newer);
    }
    serde_json::from_slice(bytes).map_err(|_| StorageError::Damaged)
}
