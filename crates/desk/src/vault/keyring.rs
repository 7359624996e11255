//! The system's own keychain: Secret Service, macOS keychain or Windows Credential Manager.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use keyring_core::{Entry, Error, api::CredentialStore, error::PlatformError};
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
///
/// A connection serves one call at a time, so each call takes it along: where one never comes back
/// (the service ended while it asked for a password), the next makes a connection of its own.
#[derive(Default)]
pub struct KeyringStore {
    idle: Mutex<Option<Arc<CredentialStore>>>,
}

impl KeyringStore {
    fn with_entry<T>(
        &self,
        key: &str,
        call: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, VaultError> {
        let attempt = |store: &Arc<CredentialStore>| {
            call(&store.build(SERVICE, key, modifiers().as_ref())?)
        };
        let idle = locked(&self.idle).take();
        let (store, answer) = match idle.map(|store| (attempt(&store), store)) {
            // The keychain service may have been restarted since: it knows nothing of our
            // connection then, and refuses everything that comes over it ("no session").
            None | Some((Err(Error::PlatformFailure(_)), _)) => {
                let store = connect_now()?;
                (Arc::clone(&store), attempt(&store))
            }
            Some((answer, store)) => (store, answer),
        };
        locked(&self.idle).replace(store);
        answer.map_err(|error| understand(&error))
    }
}

fn connect_now() -> Result<Arc<CredentialStore>, VaultError> {
    connect().map_err(|error| match understand(&error) {
        VaultError::Failed => VaultError::Unavailable,
        understood => understood,
    })
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
        Error::NoStorageAccess(reason) => by_reason(reason).unwrap_or(VaultError::Locked),
        Error::PlatformFailure(reason) => by_reason(reason).unwrap_or(VaultError::Failed),
        Error::TooLong(..) => VaultError::TooLong,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            VaultError::Damaged
        }
        Error::NoDefaultStore => VaultError::Unavailable,
        _ => VaultError::Failed,
    }
}

/// What the systems say, where the summary is too coarse: names of D-Bus errors, phrases of the
/// Secret Service client, result codes of macOS, constants of Windows.
const REASONS: [(&str, VaultError); 17] = [
    ("org.freedesktop.Secret.Error.IsLocked", VaultError::Locked),
    ("object locked", VaultError::Locked),
    (
        "org.freedesktop.DBus.Error.AccessDenied",
        VaultError::Denied,
    ),
    (
        "org.freedesktop.DBus.Error.ServiceUnknown",
        VaultError::Unavailable,
    ),
    ("org.freedesktop.DBus.Error.Spawn", VaultError::Unavailable),
    (
        "org.freedesktop.DBus.Error.Disconnected",
        VaultError::Unavailable,
    ),
    ("no secret service provider", VaultError::Unavailable),
    ("Failed to connect to address", VaultError::Unavailable),
    ("org.freedesktop.DBus.Error.NoReply", VaultError::TimedOut),
    ("code: -25308", VaultError::Locked), // errSecInteractionNotAllowed
    ("code: -25293", VaultError::Denied), // errSecAuthFailed
    ("code: -128", VaultError::Denied),   // errSecUserCanceled
    ("code: -34018", VaultError::Denied), // errSecMissingEntitlement
    ("code: -25292", VaultError::Denied), // errSecReadOnly
    ("code: -25291", VaultError::Unavailable), // errSecNotAvailable
    ("code: -25294", VaultError::Unavailable), // errSecNoSuchKeychain
    ("ERROR_NO_SUCH_LOGON_SESSION", VaultError::Unavailable),
];

fn by_reason(reason: &PlatformError) -> Option<VaultError> {
    let said = format!("{reason} {reason:?}");
    REASONS
        .iter()
        .find(|(words, _)| said.contains(words))
        .map(|(_, error)| *error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(words: &str) -> PlatformError {
        words.to_owned().into()
    }

    #[test]
    fn every_failure_of_a_keychain_is_told_apart() {
        let locked_read = "SS error: prompt dismissed";
        let no_collection = "SS error: result not returned from SS API";
        let no_bus = "zbus error: Failed to connect to address `unix:path=/run/bus`: No such file";
        let no_service = "zbus error: org.freedesktop.DBus.Error.ServiceUnknown: not provided";
        let refused = "zbus error: org.freedesktop.DBus.Error.AccessDenied: by policy";
        for (error, expected) in [
            (Error::NoEntry, VaultError::Missing),
            (
                Error::NoStorageAccess(reason(locked_read)),
                VaultError::Locked,
            ),
            (
                Error::NoStorageAccess(reason(no_collection)),
                VaultError::Locked,
            ),
            (
                Error::NoStorageAccess(reason("Error { code: -25292 }")),
                VaultError::Denied,
            ),
            (
                Error::PlatformFailure(reason("SS Error: object locked")),
                VaultError::Locked,
            ),
            (
                Error::PlatformFailure(reason(no_bus)),
                VaultError::Unavailable,
            ),
            (
                Error::PlatformFailure(reason(no_service)),
                VaultError::Unavailable,
            ),
            (Error::PlatformFailure(reason(refused)), VaultError::Denied),
            (
                Error::PlatformFailure(reason("Error { code: -128 }")),
                VaultError::Denied,
            ),
            (
                Error::PlatformFailure(reason("Error { code: -25308 }")),
                VaultError::Locked,
            ),
            (
                Error::PlatformFailure(reason("anything else")),
                VaultError::Failed,
            ),
            (Error::TooLong("password".into(), 2560), VaultError::TooLong),
            (Error::BadEncoding(b"secret".to_vec()), VaultError::Damaged),
            (Error::Ambiguous(Vec::new()), VaultError::Damaged),
            (Error::NoDefaultStore, VaultError::Unavailable),
            (Error::NotSupportedByStore("x".into()), VaultError::Failed),
        ] {
            assert_eq!(understand(&error), expected, "{error:?}");
        }
    }
}
