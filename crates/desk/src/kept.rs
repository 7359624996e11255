//! Everything the app has kept on this computer, to be deleted by whoever wants it gone.
//!
//! Only what the app itself writes is touched, by name: the folder may be one that somebody chose,
//! with other things in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    audit,
    log_file::NAME as LOG,
    report::printing,
    settings::Settings,
    storage::{JOURNAL, PRESETS, SETTINGS},
    vault::{SecretStore, Vault, VaultError},
};

/// Beginnings of the names of the app's files in the data directory.
const FILES: [&str; 6] = [
    SETTINGS,
    PRESETS,
    JOURNAL,
    audit::LOG,
    "window.json",
    "instance.",
];

/// What there is.
pub struct Kept {
    /// Saved connections, each with an entry in the keychain.
    connections: Vec<String>,
    files: Vec<PathBuf>,
    /// Removed when nothing is left in them, in this order.
    folders: Vec<PathBuf>,
}

/// Why not all of it could be deleted.
#[derive(Debug, thiserror::Error)]
pub enum NotDeleted {
    /// An entry of the keychain is still there; files were not touched.
    #[error("the keys in the keychain could not be deleted ({0}); nothing else was")]
    Keychain(VaultError),
    /// A file is still there.
    #[error("{file} could not be deleted ({kind})")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        kind: io::ErrorKind,
    },
}

impl Kept {
    /// Looks what there is.
    #[must_use]
    pub fn find(data_dir: &Path, log_dir: &Path) -> Self {
        let settings = Settings::load(&data_dir.join(SETTINGS));
        let connections = settings.map_or_else(
            |_| Vec::new(),
            |settings| {
                let profiles = settings.profiles().iter();
                profiles.map(|profile| profile.id.clone()).collect()
            },
        );
        let mut files = beginning_with(data_dir, &FILES);
        files.extend(beginning_with(
            &printing::folder(data_dir),
            &["verification-"],
        ));
        files.extend(beginning_with(log_dir, &[LOG]));
        let folders = vec![
            printing::folder(data_dir),
            log_dir.to_owned(),
            data_dir.to_owned(),
        ];
        Self {
            connections,
            files,
            folders,
        }
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.connections.is_empty() && self.files.is_empty()
    }

    /// How many entries of the keychain there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.connections.len()
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Deletes all of it: the keys first, since the settings say which they are.
    ///
    /// # Errors
    /// As the variants say.
    pub async fn delete(self, secrets: Arc<dyn SecretStore>) -> Result<(), NotDeleted> {
        let vault = Vault::new(secrets);
        for id in &self.connections {
            match vault.remove(id).await {
                Ok(()) | Err(VaultError::Missing) => {}
                Err(error) => return Err(NotDeleted::Keychain(error)),
            }
        }
        for file in self.files {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    let kind = error.kind();
                    return Err(NotDeleted::File { file, kind });
                }
                _ => {}
            }
        }
        for folder in self.folders {
            // Something of somebody else's may be in it, or it was never there.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

fn beginning_with(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            !is_folder && names.iter().any(|begin| name.starts_with(begin))
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;
    use crate::{
        environment::Environment,
        settings::Profile,
        vault::{Credentials, MemoryStore},
    };

    #[tokio::test]
    async fn what_the_app_wrote_goes_and_what_others_put_there_stays() {
        let home = tempfile::tempdir().unwrap();
        let (data, logs) = (home.path().join("data"), home.path().join("logs"));
        fs::create_dir_all(data.join("printing")).unwrap();
        fs::create_dir_all(&logs).unwrap();
        let mut settings = Settings::load(&data.join(SETTINGS)).unwrap();
        let environment = Environment::integration();
        settings
            .put_profile(Profile::new("p-1".into(), &environment, "1234".into(), 0))
            .unwrap();
        let ours = [
            "journal.sqlite",
            "journal.sqlite-wal",
            "journal.sqlite.damaged-2026-11-28",
            "audit.sqlite-head",
            "window.json",
            "instance.lock",
            "printing/verification-1.pdf",
        ];
        for name in ours.into_iter().chain(["their-own.txt"]) {
            fs::write(data.join(name), "x").unwrap();
        }
        fs::write(logs.join("connect-desk.1.log"), "x").unwrap();

        let secrets = Arc::new(MemoryStore::default());
        let vault = Vault::new(secrets.clone());
        let keys = Credentials {
            client_id: "client".to_owned(),
            api_key: SecretString::from("key"),
        };
        vault.write("p-1", &keys).await.unwrap();
        secrets.set("other", &SecretString::from("keys")).unwrap();
        let kept = Kept::find(&data, &logs);
        assert_eq!(kept.connections(), 1);
        assert_eq!(kept.files().len(), ours.len() + 2, "{:?}", kept.files());
        kept.delete(secrets.clone()).await.unwrap();

        assert!(!logs.exists());
        let left: Vec<_> = fs::read_dir(&data).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(data.join("their-own.txt").exists());
        let read = vault.read("p-1").await.err();
        assert_eq!(read, Some(VaultError::Missing));
        assert!(secrets.get("other").is_ok(), "another program's key");
        assert!(Kept::find(&data, &logs).is_nothing());
    }
}
