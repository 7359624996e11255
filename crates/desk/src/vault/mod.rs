//! API credentials, kept in the system's keychain and nowhere else.
//!
//! There is no fallback: where the keychain can't be used the person is told why, and may keep
//! the keys in memory for this run.

mod keyring;
mod memory;

use std::{fmt, sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use self::{keyring::KeyringStore, memory::MemoryStore};

/// Reading may wait for a person as well: a locked entry that is found, or macOS asking whether
/// this app may.
const READ_WITHIN: Duration = Duration::from_secs(45);
/// Writing may wait for a person to type the keychain's password, perhaps to choose one first.
const WRITE_WITHIN: Duration = Duration::from_secs(60);
/// Version of the text kept in an entry.
const ENTRY_VERSION: u32 = 1;
/// An entry that holds nothing and exists for a moment, to learn whether the keychain is locked.
const PROBE: &str = "probe";

/// MX client id and API key.
#[derive(Clone)]
pub struct Credentials {
    /// MX client id.
    pub client_id: String,
    /// MX API key.
    pub api_key: SecretString,
}

impl Credentials {
    /// The last four characters of the client id, to tell profiles apart.
    #[must_use]
    pub fn client_id_hint(&self) -> String {
        let skip = self.client_id.chars().count().saturating_sub(4);
        self.client_id.chars().skip(skip).collect()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// Why the keychain could not do what was asked. Never holds what the keychain said: some
/// keychains repeat the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no keychain service, or it can't be reached.
    #[error("no keychain service")]
    Unavailable,
    /// The keychain is locked.
    #[error("the keychain is locked")]
    Locked,
    /// The person or the system refused this app.
    #[error("the keychain refused access")]
    Denied,
    /// No such entry.
    #[error("no such entry in the keychain")]
    Missing,
    /// The value is longer than the keychain can hold.
    #[error("too long for the keychain")]
    TooLong,
    /// The entry is not what this app writes.
    #[error("the keychain's entry can't be read as credentials")]
    Damaged,
    /// No answer in time.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// Anything else.
    #[error("the keychain failed")]
    Failed,
}

/// A keychain: small text values under a name. Calls block, and may wait for a person.
pub trait SecretStore: Send + Sync {
    /// Reads a value.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when there is none; the others as they say.
    fn get(&self, key: &str) -> Result<SecretString, VaultError>;

    /// Writes a value, replacing an earlier one.
    ///
    /// # Errors
    /// As the variants say.
    fn set(&self, key: &str, value: &SecretString) -> Result<(), VaultError>;

    /// Removes a value.
    ///
    /// # Errors
    /// [`VaultError::Missing`] when there was none; the others as they say.
    fn delete(&self, key: &str) -> Result<(), VaultError>;
}

/// The credentials of saved connections, by profile id.
#[derive(Clone)]
pub struct Vault {
    store: Arc<dyn SecretStore>,
}

impl Vault {
    /// A vault over a keychain. Nothing is read yet.
    #[must_use]
    pub fn new(store: Arc<dyn SecretStore>) -> Self {
        Self { store }
    }

    /// Reads the credentials of a profile that was saved earlier.
    ///
    /// A locked keychain looks like an empty one to a reader (Secret Service), so that a missing
    /// entry is believed only when the keychain proves that it can be written to.
    ///
    /// # Errors
    /// As the variants of [`VaultError`] say. Nothing is changed by a failure.
    pub async fn read(&self, profile_id: &str) -> Result<Credentials, VaultError> {
        let key = entry_name(profile_id);
        let read = self.within(READ_WITHIN, move |store| store.get(&key)).await;
        match read {
            Ok(text) => decode(&text),
            Err(VaultError::Missing) => Err(self.why_missing().await),
            Err(error) => Err(error),
        }
    }

    /// Writes the credentials of a profile.
    ///
    /// # Errors
    /// As the variants of [`VaultError`] say.
    pub async fn write(
        &self,
        profile_id: &str,
        credentials: &Credentials,
    ) -> Result<(), VaultError> {
        let key = entry_name(profile_id);
        let text = encode(credentials)?;
        self.within(WRITE_WITHIN, move |store| store.set(&key, &text))
            .await
    }

    /// Removes the credentials of a profile. None there is as good as removed.
    ///
    /// # Errors
    /// As the variants of [`VaultError`] say; a locked keychain is told from an empty one.
    pub async fn remove(&self, profile_id: &str) -> Result<(), VaultError> {
        let key = entry_name(profile_id);
        match self
            .within(WRITE_WITHIN, move |store| store.delete(&key))
            .await
        {
            Err(VaultError::Missing) => match self.why_missing().await {
                VaultError::Missing => Ok(()),
                error => Err(error),
            },
            done => done,
        }
    }

    /// Writes, reads and removes an entry that holds nothing, as long as it takes.
    ///
    /// # Errors
    /// As the variants of [`VaultError`] say; [`VaultError::Damaged`] when another text came back.
    pub async fn try_out(&self) -> Result<(), VaultError> {
        self.within(WRITE_WITHIN, |store| {
            store.set(PROBE, &SecretString::from("probe"))?;
            let read = store.get(PROBE)?;
            store.delete(PROBE)?;
            if read.expose_secret() == "probe" {
                Ok(())
            } else {
                Err(VaultError::Damaged)
            }
        })
        .await
    }

    async fn why_missing(&self) -> VaultError {
        let probed = self
            .within(WRITE_WITHIN, |store| {
                store.set(PROBE, &SecretString::from("probe"))?;
                store.delete(PROBE)
            })
            .await;
        match probed {
            // A probe that vanished by itself was written all the same.
            Ok(()) | Err(VaultError::Missing) => VaultError::Missing,
            Err(error) => error,
        }
    }

    /// Off the async threads, since a keychain may wait for a person. A call that is too late goes
    /// on by itself; its answer is dropped.
    async fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        call: impl FnOnce(&dyn SecretStore) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let store = Arc::clone(&self.store);
        let call = tokio::task::spawn_blocking(move || call(&*store));
        match tokio::time::timeout(limit, call).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(VaultError::Failed),
            Err(_) => Err(VaultError::TimedOut),
        }
    }
}

/// What an entry holds: both halves in one value, so that they change together.
#[derive(Serialize, Deserialize)]
struct Entry {
    v: u32,
    client_id: String,
    api_key: Zeroizing<String>,
}

fn entry_name(profile_id: &str) -> String {
    format!("mx:{profile_id}")
}

fn encode(credentials: &Credentials) -> Result<SecretString, VaultError> {
    let entry = Entry {
        v: ENTRY_VERSION,
        client_id: credentials.client_id.clone(),
        api_key: Zeroizing::new(credentials.api_key.expose_secret().to_owned()),
    };
    serde_json::to_string(&entry)
        .map(SecretString::from)
        .map_err(|_| VaultError::Failed)
}

fn decode(text: &SecretString) -> Result<Credentials, VaultError> {
    let entry: Entry =
        serde_json::from_str(text.expose_secret()).map_err(|_| VaultError::Damaged)?;
    if entry.v != ENTRY_VERSION || entry.client_id.is_empty() || entry.api_key.is_empty() {
        return Err(VaultError::Damaged);
    }
    Ok(Credentials {
        client_id: entry.client_id,
        api_key: SecretString::from(entry.api_key.as_str()),
    })
}

#[cfg(test)]
mod tests;
