//! The system's own keychain: Secret Service, macOS keychain or Windows Credential Manager.

use std::{collections::HashMap, sync::Arc, sync::Mutex};

use keyring_core::{Entry, Error, api::CredentialStore};
use secrecy::{ExposeSecret, SecretString};

use super::{SecretStore, VaultError};
use crate::desk::locked;

/// Service name of every entry: the app's bundle id, and another one for builds under development,
/// which must not touch the entries of the installed app.
const SERVICE: &str = if cfg!(debug_assertions) {
    "org.connectdesk.app.dev"
} else {
    "org.connectdesk.app"
};

/// The system's keychain. Connects at the first use, and again after a failure to connect: a
/// keychain service may be started while the app runs.
#[derive(Default)]
pub struct KeyringStore {
    connected: Mutex<Option<Arc<CredentialStore>>>,
}

impl KeyringStore {
    fn with_entry<T>(
        &self,
        key: &str,
        call: impl FnOnce(&Entry) -> Result<T, Error>,
    ) -> Result<T, VaultError> {
        let store = self.store()?;
        let entry = store
            .build(SERVICE, key, modifiers().as_ref())
            .map_err(|e| understand(&e))?;
        call(&entry).map_err(|error| {
            let understood = understand(&error);
            if understood == VaultError::Unavailable {
                // The service went away under us; the next call looks for it again.
                locked(&self.connected).take();
            }
            understood
        })
    }

    fn store(&self) -> Result<Arc<CredentialStore>, VaultError> {
        let mut connected = locked(&self.connected);
        if let Some(store) = &*connected {
            return Ok(Arc::clone(store));
        }
        let store = connect().map_err(|error| match understand(&error) {
            VaultError::Failed => VaultError::Unavailable,
            understood => understood,
        })?;
        Ok(Arc::clone(connected.insert(store)))
    }
}

impl SecretStore for KeyringStore {
    fn get(&self, key: &str) -> Result<SecretString, VaultError> {
        self.with_entry(key, Entry::get_password)
            .map(SecretString::from)
    }

    fn set(&self, key: &str, value: &SecretString) -> Result<(), VaultError> {
        self.with_entry(key, |entry| entry.set_password(value.expose_secret()))
    }

    fn delete(&self, key: &str) -> Result<(), VaultError> {
        self.with_entry(key, Entry::delete_credential)
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn connect() -> Result<Arc<CredentialStore>, Error> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn connect() -> Result<Arc<CredentialStore>, Error> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "windows")]
fn connect() -> Result<Arc<CredentialStore>, Error> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// Windows would let entries roam with the person's profile to other computers.
fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
    cfg!(target_os = "windows").then(|| HashMap::from([("persistence", "local")]))
}

fn understand(error: &Error) -> VaultError {
    match error {
        Error::NoEntry => VaultError::Missing,
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::TooLong(..) => VaultError::TooLong,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            VaultError::Damaged
        }
        Error::NoDefaultStore => VaultError::Unavailable,
        _ => VaultError::Failed,
    }
}
