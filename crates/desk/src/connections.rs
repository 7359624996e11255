//! Which MX the desk is connected to: choosing, testing, saving and forgetting connections.

mod profiles;

use std::{sync::Arc, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;

use crate::{
    desk::{Connection, Desk, State, locked},
    environment::Environment,
    mx::MxApi,
    settings::Profile,
    storage::StorageError,
    vault::{Credentials, VaultError},
    view::{
        AuditAction, ConnectionInput, ConnectionReport, EnvironmentKind, KeepKeys, KeysHeld,
        Problem, ProblemCode,
    },
};

/// Longer than any key MX gives out; a bound for what is pasted by mistake.
const LONGEST_KEY: usize = 512;

impl Desk {
    /// Connects to the simulated MX, starting it if need be.
    ///
    /// # Errors
    /// `sandbox_failed` when it does not start; `not_now` while a session runs.
    pub async fn explore_sandbox(&self) -> Result<(), Problem> {
        self.refuse_forbidden(EnvironmentKind::Sandbox)?;
        let choice = self.choose()?;
        let connected = self.sandbox_connection().await;
        if self.settle(choice, connected)? {
            self.resume_nothing();
        }
        Ok(())
    }

    pub(crate) async fn sandbox_connection(&self) -> Result<Connection, Problem> {
        let sandbox = self.0.ports.sandbox.launch().await.map_err(|reason| {
            tracing::warn!(reason, "the simulated MX did not start");
            Problem::sandbox_failed()
        })?;
        let environment = Environment::sandbox(&sandbox.api_base_url, &sandbox.widget_origin)
            .map_err(|error| {
                tracing::warn!(%error, "the simulated MX is not where it should be");
                Problem::sandbox_failed()
            })?;
        self.client(environment, &sandbox.credentials, None, KeysHeld::Generated)
    }

    /// Asks MX whether it accepts the keys, and how quickly. Nothing is kept.
    ///
    /// # Errors
    /// `invalid_input` when the form can't be used; what MX answers is in the report.
    pub async fn test_connection(
        &self,
        input: ConnectionInput,
    ) -> Result<ConnectionReport, Problem> {
        let (environment, credentials) = read_form(&input)?;
        let connection = self.client(environment, &credentials, None, KeysHeld::SessionOnly)?;
        let asked = Instant::now();
        let answer = connection.api.check_credentials().await;
        Ok(ConnectionReport {
            ok: answer.is_ok(),
            elapsed_ms: whole_ms(asked.elapsed()),
            problem: answer.err().map(Problem::from),
        })
    }

    /// Connects with the keys of the form, and keeps them where the person said.
    ///
    /// The same client id at the same MX is the same saved connection: its key is replaced.
    ///
    /// # Errors
    /// `invalid_input` when the form can't be used, `not_now` while a session runs, and when the
    /// keys or the connection could not be kept: nothing is connected and nothing is left behind
    /// then, and the person may choose to use the keys without saving them.
    pub async fn save_connection(
        &self,
        input: ConnectionInput,
        keep: KeepKeys,
    ) -> Result<(), Problem> {
        let (environment, credentials) = read_form(&input)?;
        let choice = self.choose()?;
        match keep {
            KeepKeys::SessionOnly => {
                let client = self.client(environment, &credentials, None, KeysHeld::SessionOnly);
                if self.settle(choice, client)? {
                    self.resume_nothing();
                }
            }
            KeepKeys::Keychain => {
                let client =
                    self.client(environment.clone(), &credentials, None, KeysHeld::Keychain)?;
                let id = self.save(&environment, &credentials).await?;
                let profile_id = Some(id);
                self.settle(
                    choice,
                    Ok(Connection {
                        profile_id,
                        ..client
                    }),
                )?;
            }
        }
        Ok(())
    }

    /// Connects with a connection saved earlier.
    ///
    /// # Errors
    /// Those of the keychain; `not_now` while a session runs. A failure is in the view's
    /// `connection_problem` as well.
    pub async fn use_profile(&self, id: &str) -> Result<(), Problem> {
        let choice = self.choose()?;
        let (profile, connected) = match self.open_profile(id).await {
            Ok((profile, connection)) => (Some(profile), Ok(connection)),
            Err(problem) => (None, Err(problem)),
        };
        if self.settle(choice, connected)?
            && let Some(profile) = profile
        {
            self.touch(profile);
        }
        Ok(())
    }

    /// Removes a saved connection, its keys first.
    ///
    /// # Errors
    /// Those of the keychain, and `storage_failed`; the connection is still there then. `not_now`
    /// while a session runs on it.
    pub async fn forget_profile(&self, id: &str) -> Result<(), Problem> {
        let in_use = self
            .look(|state| {
                state
                    .connection
                    .as_ref()
                    .and_then(|used| used.profile_id.clone())
            })
            .as_deref()
            == Some(id);
        if in_use {
            self.choose()?;
        }
        let profile = locked(&self.0.settings).profile(id).cloned();
        let profile = profile.ok_or_else(unknown_profile)?;
        self.0.vault.remove(id).await.map_err(not_removed)?;
        let what = keys_of(profile.kind, &profile.client_id_hint);
        self.audit(AuditAction::RemoveKeys, &what, None);
        let removed = locked(&self.0.settings).remove_profile(id);
        self.show_profiles();
        removed.map_err(StorageError::problem)?;
        if in_use {
            self.leave();
        }
        Ok(())
    }

    /// Leaves the MX in use. Saved connections stay; the next start begins without one. Sessions
    /// that run are left as they are: each waits for this MX, which is asked how they ended when
    /// it is connected again.
    pub fn disconnect(&self) {
        self.update(State::choose);
        self.leave();
        self.resume_nothing();
    }

    /// Connects with keys that were given at the start of the app. They stay in memory, and saved
    /// connections are left as they are.
    ///
    /// # Errors
    /// `not_now` while a session runs; when no client can be made.
    pub fn use_connection(
        &self,
        environment: Environment,
        credentials: &Credentials,
    ) -> Result<(), Problem> {
        let choice = self.choose()?;
        let held = match environment.kind() {
            EnvironmentKind::Sandbox => KeysHeld::Generated,
            EnvironmentKind::Integration
            | EnvironmentKind::Production
            | EnvironmentKind::Custom => KeysHeld::SessionOnly,
        };
        self.settle(choice, self.client(environment, credentials, None, held))?;
        Ok(())
    }

    /// A new choice of connection begins. An earlier one that is still under way is void.
    fn choose(&self) -> Result<u64, Problem> {
        self.update(|state| {
            state.refuse_while_running()?;
            state.choose();
            Ok(state.choice)
        })
    }

    /// Takes the outcome of a choice, unless another choice was made or a session was begun
    /// meanwhile: a keychain may have waited for a person.
    ///
    /// `Ok(false)` when it was void: nobody needs to be told, and nothing may follow from it.
    fn settle(&self, choice: u64, outcome: Result<Connection, Problem>) -> Result<bool, Problem> {
        let is_taken = self.update(|state| {
            if state.choice != choice {
                return outcome.map(|_| false);
            }
            let taken = outcome.and_then(|connection| {
                state.refuse_while_running()?;
                state.connect(Some(connection));
                Ok(true)
            });
            state.view.connection_problem = taken.as_ref().err().cloned();
            taken
        })?;
        if is_taken {
            self.reload_unfinished();
            self.settle_interrupted();
        }
        Ok(is_taken)
    }

    fn leave(&self) {
        self.update(|state| state.connect(None));
        self.reload_unfinished();
    }

    pub(crate) fn client(
        &self,
        environment: Environment,
        credentials: &Credentials,
        profile_id: Option<String>,
        keys_held: KeysHeld,
    ) -> Result<Connection, Problem> {
        self.refuse_forbidden(environment.kind())?;
        let api: Arc<dyn MxApi> = self.0.ports.connector.connect(&environment, credentials)?;
        Ok(Connection {
            environment: Arc::new(environment),
            api,
            profile_id,
            keys_held,
        })
    }

    /// Keys into the keychain, then the connection into the settings: an entry without a
    /// connection can be taken back, a connection without an entry would be a false promise.
    async fn save(
        &self,
        environment: &Environment,
        credentials: &Credentials,
    ) -> Result<String, Problem> {
        let earlier = self.same_connection(environment, credentials).await;
        let is_new = earlier.is_none();
        let id = earlier.unwrap_or_else(|| uuid::Uuid::new_v4().to_string());
        self.0
            .vault
            .write(&id, credentials)
            .await
            .map_err(|error| keychain_problem(error, "write"))?;
        let kept_name = locked(&self.0.settings)
            .profile(&id)
            .and_then(|profile| profile.name.clone());
        let profile = Profile::new(
            id.clone(),
            environment,
            credentials.client_id_hint(),
            self.0.ports.clock.now_ms(),
        )
        .named(kept_name);
        let saved = locked(&self.0.settings).put_profile(profile);
        if let Err(error) = saved {
            if is_new && let Err(error) = self.0.vault.remove(&id).await {
                tracing::warn!(%error, "keys of a connection that was not saved remain");
            }
            return Err(error.problem());
        }
        self.show_profiles();
        let what = keys_of(environment.kind(), &credentials.client_id_hint());
        self.audit(AuditAction::SaveKeys, &what, None);
        Ok(id)
    }

    /// The saved connection with this very client id at this MX. Entries that can't be read are
    /// never taken for it, and so never overwritten.
    async fn same_connection(
        &self,
        environment: &Environment,
        credentials: &Credentials,
    ) -> Option<String> {
        let hint = credentials.client_id_hint();
        let alike: Vec<String> = locked(&self.0.settings)
            .profiles()
            .iter()
            .filter(|profile| {
                profile.client_id_hint == hint && profile.environment().as_ref() == Ok(environment)
            })
            .map(|profile| profile.id.clone())
            .collect();
        for id in alike {
            let kept = self.0.vault.read(&id).await;
            if kept.is_ok_and(|kept| kept.client_id == credentials.client_id) {
                return Some(id);
            }
        }
        None
    }

    fn touch(&self, profile: Profile) {
        let last_used_ms = self.0.ports.clock.now_ms();
        let kept = locked(&self.0.settings).put_profile(Profile {
            last_used_ms,
            ..profile
        });
        self.show_profiles();
        if let Err(error) = kept {
            self.report_storage(error);
        }
    }

    fn resume_nothing(&self) {
        let kept = locked(&self.0.settings).resume_nothing();
        if let Err(error) = kept {
            self.report_storage(error);
        }
    }

    fn show_profiles(&self) {
        let profiles = locked(&self.0.settings).profile_views();
        self.update(|state| state.view.profiles = profiles);
    }
}

impl State {
    fn refuse_while_running(&self) -> Result<(), Problem> {
        if self.sessions.is_any_running() {
            return Err(Problem::not_now(
                "A session is still running.",
                "Finish it before you change the connection.",
            ));
        }
        Ok(())
    }

    fn choose(&mut self) {
        self.choice += 1;
        self.view.connection_problem = None;
    }

    fn connect(&mut self, connection: Option<Connection>) {
        self.sessions.clear();
        self.demonstration.clear();
        self.connection = connection;
        self.view.restoring = false;
    }
}

fn read_form(input: &ConnectionInput) -> Result<(Environment, Credentials), Problem> {
    let environment = match input.kind {
        EnvironmentKind::Integration => Environment::integration(),
        EnvironmentKind::Production => Environment::production(),
        EnvironmentKind::Custom => Environment::custom(
            input.api_base_url.as_deref().unwrap_or_default(),
            &input.widget_origins,
        )?,
        EnvironmentKind::Sandbox => {
            return Err(Problem::invalid_input("The simulated MX needs no keys."));
        }
    };
    let credentials = checked_keys(&input.client_id, &input.api_key)?;
    Ok((environment, credentials))
}

fn checked_keys(client_id: &str, api_key: &SecretString) -> Result<Credentials, Problem> {
    let client_id = client_id.trim();
    let api_key = api_key.expose_secret().trim();
    for (value, name) in [(client_id, "client id"), (api_key, "API key")] {
        if value.is_empty() {
            return Err(Problem::invalid_input(format!("The {name} is missing.")));
        }
        if value.len() > LONGEST_KEY || !value.chars().all(|c| c.is_ascii_graphic()) {
            return Err(Problem::invalid_input(format!(
                "The {name} holds characters that MX's keys never have. Something else may have \
                 been copied with it."
            )));
        }
    }
    if client_id.contains(':') {
        return Err(Problem::invalid_input("A client id can't contain `:`."));
    }
    Ok(Credentials {
        client_id: client_id.to_owned(),
        api_key: api_key.into(),
    })
}

fn keychain_problem(error: VaultError, action: &'static str) -> Problem {
    tracing::warn!(%error, action, "the keychain failed");
    error.into()
}

/// The words for keys that could not be removed; those of [`keychain_problem`] offer to do without
/// the keychain, which is no help here.
fn not_removed(error: VaultError) -> Problem {
    Problem {
        next_step: "The connection is still saved. Try again when the keychain can be used."
            .to_owned(),
        ..keychain_problem(error, "remove")
    }
}

/// Which keys, for the audit log.
fn keys_of(kind: EnvironmentKind, client_id_hint: &str) -> String {
    let kind = match kind {
        EnvironmentKind::Sandbox => "simulated MX",
        EnvironmentKind::Integration => "integration",
        EnvironmentKind::Production => "production",
        EnvironmentKind::Custom => "custom environment",
    };
    format!("keys for {kind}, client id ending in {client_id_hint}")
}

fn unknown_profile() -> Problem {
    Problem::new(
        ProblemCode::NotFound,
        "This saved connection is not known any more.",
        "Choose another one, or enter the keys again.",
    )
}

fn whole_ms(elapsed: Duration) -> u32 {
    u32::try_from(elapsed.as_millis()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
