//! A keychain that forgets at exit.

use std::{collections::HashMap, sync::Mutex};

use secrecy::SecretString;

use super::{SecretStore, VaultError};
use crate::desk::locked;

/// Keeps values in memory. For tests, and for runs that must leave the system's keychain alone.
#[derive(Default)]
pub struct MemoryStore {
    entries: Mutex<HashMap<String, SecretString>>,
}

#[cfg(test)]
impl MemoryStore {
    pub(crate) fn is_empty(&self) -> bool {
        locked(&self.entries).is_empty()
    }
}

impl SecretStore for MemoryStore {
    fn get(&self, key: &str) -> Result<SecretString, VaultError> {
        locked(&self.entries)
            .get(key)
            .cloned()
            .ok_or(VaultError::Missing)
    }

    fn set(&self, key: &str, value: &SecretString) -> Result<(), VaultError> {
        locked(&self.entries).insert(key.to_owned(), value.clone());
        Ok(())
    }

    fn delete(&self, key: &str) -> Result<(), VaultError> {
        locked(&self.entries)
            .remove(key)
            .map(drop)
            .ok_or(VaultError::Missing)
    }
}
