//! Saved connections: what the person can do with one besides using it, and which of them a start
//! begins with.

use secrecy::SecretString;
use tokio::time::Instant;

use super::{checked_keys, keychain_problem, keys_of, unknown_profile, whole_ms};
use crate::{
    desk::{Connection, Desk, locked},
    settings::Profile,
    storage::StorageError,
    view::{AuditAction, ConnectionReport, EnvironmentKind, KeysHeld, Problem},
};

/// Longest name of a saved connection, in characters.
const LONGEST_NAME: usize = 40;

impl Desk {
    /// Asks MX whether it accepts the keys of a saved connection, and how quickly. The connection
    /// in use stays.
    ///
    /// # Errors
    /// `not_found`, those of the keychain, and `forbidden_by_policy`; what MX answers is in the
    /// report.
    pub async fn test_profile(&self, id: &str) -> Result<ConnectionReport, Problem> {
        let (_, connection) = self.open_profile(id).await?;
        let asked = Instant::now();
        let answer = connection.api.check_credentials().await;
        Ok(ConnectionReport {
            ok: answer.is_ok(),
            elapsed_ms: whole_ms(asked.elapsed()),
            problem: answer.err().map(Problem::from),
        })
    }

    /// Gives a saved connection a name, or takes it away.
    ///
    /// # Errors
    /// `invalid_input`, `not_found`, `storage_failed`.
    pub fn rename_profile(&self, id: &str, name: Option<&str>) -> Result<(), Problem> {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        if name.is_some_and(|name| {
            name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
        }) {
            return Err(Problem::invalid_input(
                "A connection's name can have 40 characters, on one line.",
            ));
        }
        let name = name.map(str::to_owned);
        self.change_profile(id, |profile| profile.name = name)
    }

    /// Begins every start with this saved connection; none: with the one used last.
    ///
    /// # Errors
    /// `not_found`, `storage_failed`.
    pub fn start_with_profile(&self, id: Option<&str>) -> Result<(), Problem> {
        let kept = {
            let mut settings = locked(&self.0.settings);
            if id.is_some_and(|id| settings.profile(id).is_none()) {
                return Err(unknown_profile());
            }
            settings.start_with(id.map(str::to_owned))
        };
        self.show_profiles();
        kept.map_err(StorageError::problem)
    }

    /// Replaces the keys of a saved connection without a moment in which none work: the new ones
    /// are tried at MX first, then kept in the keychain, then used for whatever begins next.
    /// Sessions that run go on with the keys they began with, which MX must accept until they end.
    ///
    /// Without a client id, the one in the keychain stays.
    ///
    /// # Errors
    /// `invalid_input`, `not_found`, `forbidden_by_policy`, what MX says to the new keys, and
    /// those of the keychain. The old keys are in place then.
    pub async fn replace_keys(
        &self,
        id: &str,
        client_id: Option<&str>,
        api_key: &SecretString,
    ) -> Result<(), Problem> {
        let profile = self.saved_profile(id)?;
        let environment = profile.environment()?;
        let client_id = match client_id.map(str::trim).filter(|given| !given.is_empty()) {
            Some(given) => given.to_owned(),
            None => {
                let kept = self.0.vault.read(id).await;
                kept.map_err(|error| keychain_problem(error, "read"))?
                    .client_id
            }
        };
        let credentials = checked_keys(&client_id, api_key)?;
        let next = self.client(
            environment,
            &credentials,
            Some(id.to_owned()),
            KeysHeld::Keychain,
        )?;
        next.api.check_credentials().await?;
        self.0
            .vault
            .write(id, &credentials)
            .await
            .map_err(|error| keychain_problem(error, "write"))?;

        self.update(|state| {
            if let Some(used) = &mut state.connection
                && used.profile_id.as_deref() == Some(id)
            {
                *used = next;
            }
        });
        let hint = credentials.client_id_hint();
        self.audit(AuditAction::SaveKeys, &keys_of(profile.kind, &hint), None);
        if hint != profile.client_id_hint {
            // The keys work whether or not the list says which they are.
            if let Err(problem) = self.change_profile(id, |profile| profile.client_id_hint = hint) {
                tracing::warn!(code = ?problem.code, "the list of connections is out of date");
            }
        }
        Ok(())
    }

    /// Goes on with the connection used last (or the one chosen for every start), if there is
    /// one. Meant to run in the background at start-up: a keychain may wait for a person. A
    /// failure is in the view.
    pub async fn restore_last(&self) {
        let id = locked(&self.0.settings).resume().map(str::to_owned);
        self.restore(id).await;
    }

    /// The same with the saved connection of this kind.
    pub async fn restore_kind(&self, kind: EnvironmentKind) {
        self.restore(self.saved_of_kind(kind)).await;
    }

    /// The saved connection of this kind: the one chosen for every start, else the one used last.
    pub(crate) fn saved_of_kind(&self, kind: EnvironmentKind) -> Option<String> {
        let settings = locked(&self.0.settings);
        let of_kind = |profile: &&Profile| profile.kind == kind;
        settings
            .resume()
            .and_then(|id| settings.profile(id))
            .filter(of_kind)
            .or_else(|| settings.profiles().iter().find(of_kind))
            .map(|profile| profile.id.clone())
    }

    async fn restore(&self, id: Option<String>) {
        let idle = self.look(|state| state.connection.is_none() && state.choice == 0);
        if let (Some(id), true) = (id, idle) {
            self.update(|state| state.view.restoring = true);
            // Nobody waits for the answer; the view says it.
            let _: Result<(), Problem> = self.use_profile(&id).await;
            self.update(|state| state.view.restoring = false);
        }
    }

    /// A saved connection with its keys, ready to be asked.
    pub(crate) async fn open_profile(&self, id: &str) -> Result<(Profile, Connection), Problem> {
        let profile = self.saved_profile(id)?;
        let environment = profile.environment()?;
        // Before the keychain is asked for keys that may not be used.
        self.refuse_forbidden(environment.kind())?;
        let credentials = self
            .0
            .vault
            .read(id)
            .await
            .map_err(|error| keychain_problem(error, "read"))?;
        let profile_id = Some(id.to_owned());
        let connection = self.client(environment, &credentials, profile_id, KeysHeld::Keychain)?;
        Ok((profile, connection))
    }

    fn saved_profile(&self, id: &str) -> Result<Profile, Problem> {
        let profile = locked(&self.0.settings).profile(id).cloned();
        profile.ok_or_else(unknown_profile)
    }

    fn change_profile(&self, id: &str, change: impl FnOnce(&mut Profile)) -> Result<(), Problem> {
        self.saved_profile(id)?;
        let kept = locked(&self.0.settings).change_profile(id, change);
        self.show_profiles();
        kept.map_err(StorageError::problem)
    }
}
