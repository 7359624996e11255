//! One look at this computer, the network and MX: what works, what doesn't, and what to do.
//!
//! The checks run side by side, each within a time of its own. Nothing they say holds a key, a
//! whole client id, a customer or more of an address than its host: the text is meant to be sent
//! to a support desk.

mod local;
mod network;

use std::{future::Future, path::Path, time::Duration};

use jiff::Timestamp;
use tokio::{join, time::timeout};

use crate::{
    desk::{Connection, Desk, locked},
    environment::Environment,
    mx::{MxProblem, MxProblemKind, Probe, Reach},
    vault::Credentials,
    view::{CheckOutcome, DiagnosticCheck, DiagnosticsReport, EnvironmentKind, KeysHeld, Problem},
};

/// How long a check of this computer or of the network may take. A keychain that waits for a
/// password longer than that is said to wait.
const PATIENCE: Duration = Duration::from_secs(15);

/// What only the shell can know of the computer.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The system, in a few words.
    pub system: String,
    /// Version of the web view, or none where there is no web view to be found.
    pub webview: Option<String>,
    /// The environment names a proxy for the web. Its address is nobody's business.
    pub proxy: bool,
}

/// Which MX to look at.
pub enum Target {
    /// The one in use, if any.
    InUse,
    /// The saved connection that a start begins with.
    Last,
    /// The saved connection of this kind.
    Saved(EnvironmentKind),
    /// The simulated MX.
    Sandbox,
    /// This one, with these keys.
    Given(Environment, Credentials),
}

impl Desk {
    /// Looks at everything, and changes nothing: what is connected stays so, and no session is
    /// begun or resumed.
    pub async fn diagnose(&self, target: Target, around: &Surroundings) -> DiagnosticsReport {
        let connection = self.connection_of(target).await;
        let used = connection.as_ref().ok().and_then(Option::as_ref);
        let (keychain, storage, audit, probe, widget) = join!(
            self.check_keychain(),
            self.check_storage(),
            self.check_audit(),
            probe(used),
            network::check_widget(used, around.proxy),
        );
        let mut checks = vec![
            local::check_app(&self.view().app_version, around),
            local::check_webview(around),
            local::check_policy(&self.0.organisation),
            keychain,
            storage,
            audit,
            check_connection(&connection),
        ];
        checks.extend(network::checks(used, probe.as_ref()));
        checks.push(widget);
        checks.push(local::check_proxy(around));
        let text = written(&checks, self.0.ports.clock.now_ms());
        DiagnosticsReport { checks, text }
    }

    /// Looks anew and copies the text, to be pasted for a support desk.
    ///
    /// # Errors
    /// `clipboard_failed`.
    pub async fn copy_diagnostics(&self, around: &Surroundings) -> Result<(), Problem> {
        let report = self.diagnose(Target::InUse, around).await;
        self.0.ports.clipboard.copy(&report.text).map_err(|reason| {
            Problem::clipboard_failed(
                &reason,
                "Start the app with --diagnose and take the text from there.",
            )
        })
    }

    /// Opens the folder of the log in the system's file manager.
    ///
    /// # Errors
    /// `not_now` when it could not be opened; the next step names the folder.
    pub fn show_logs(&self, folder: &Path) -> Result<(), Problem> {
        self.0.ports.viewer.view(folder).map_err(|reason| {
            tracing::warn!(reason, "the folder of the log could not be opened");
            Problem::not_now(
                "The folder of the log could not be opened.",
                format!("Open {} yourself.", folder.display()),
            )
        })
    }

    async fn connection_of(&self, target: Target) -> Result<Option<Connection>, Problem> {
        let id = match target {
            Target::InUse => return Ok(self.connection().ok()),
            Target::Given(environment, credentials) => {
                let held = KeysHeld::SessionOnly;
                return self.client(environment, &credentials, None, held).map(Some);
            }
            Target::Sandbox => return self.sandbox_connection().await.map(Some),
            Target::Last => locked(&self.0.settings).resume().map(str::to_owned),
            Target::Saved(kind) => self.saved_of_kind(kind),
        };
        match id {
            None => Ok(None),
            Some(id) => match timeout(PATIENCE, self.open_profile(&id)).await {
                Ok(opened) => opened.map(|(_, connection)| Some(connection)),
                Err(_) => Err(crate::vault::VaultError::TimedOut.into()),
            },
        }
    }
}

async fn probe(used: Option<&Connection>) -> Option<Probe> {
    let used = used?;
    let probe = timeout(PATIENCE, used.api.probe()).await;
    Some(probe.unwrap_or_else(|_| Probe {
        reach: Reach::Silent,
        answer: Err(MxProblem::new(MxProblemKind::TimedOut)),
        ahead_ms: None,
    }))
}

fn check_connection(connection: &Result<Option<Connection>, Problem>) -> DiagnosticCheck {
    let check = Check::new("connection", "Connection");
    match connection {
        Ok(None) => check.skipped("Not connected to an MX, so none was looked at."),
        Ok(Some(used)) => check.good(format!(
            "{} at {}, keys {}.",
            match used.environment.kind() {
                EnvironmentKind::Sandbox => "The simulated MX",
                EnvironmentKind::Integration => "MX's integration environment",
                EnvironmentKind::Production => "MX's production environment",
                EnvironmentKind::Custom => "A custom environment",
            },
            used.environment.api_host(),
            match used.keys_held {
                KeysHeld::Generated => "made up for this run",
                KeysHeld::Keychain => "in the keychain",
                KeysHeld::SessionOnly => "in memory",
            }
        )),
        Err(problem) => check.bad(&problem.message, &problem.next_step),
    }
}

/// A check on its way to its outcome.
struct Check {
    id: &'static str,
    title: &'static str,
}

impl Check {
    fn new(id: &'static str, title: &'static str) -> Self {
        Self { id, title }
    }

    fn good(self, text: impl Into<String>) -> DiagnosticCheck {
        self.ended(CheckOutcome::Good, text, None)
    }

    fn attention(self, text: impl Into<String>, next_step: &str) -> DiagnosticCheck {
        self.ended(CheckOutcome::Attention, text, Some(next_step))
    }

    fn bad(self, text: impl Into<String>, next_step: &str) -> DiagnosticCheck {
        self.ended(CheckOutcome::Bad, text, Some(next_step))
    }

    fn skipped(self, why: impl Into<String>) -> DiagnosticCheck {
        self.ended(CheckOutcome::Skipped, why, None)
    }

    fn ended(
        self,
        outcome: CheckOutcome,
        text: impl Into<String>,
        next_step: Option<&str>,
    ) -> DiagnosticCheck {
        DiagnosticCheck {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            outcome,
            text: text.into(),
            next_step: next_step.map(str::to_owned),
        }
    }
}

/// The same as text, one line for each check and one for what to do about it.
fn written(checks: &[DiagnosticCheck], now_ms: i64) -> String {
    let at = Timestamp::from_millisecond(now_ms)
        .map(|now| now.strftime("%Y-%m-%d %H:%M:%S UTC").to_string())
        .unwrap_or_default();
    let mut text = format!("Connect Desk diagnostics, {at}\n\n");
    for check in checks {
        let sign = match check.outcome {
            CheckOutcome::Good => "ok  ",
            CheckOutcome::Attention => "look",
            CheckOutcome::Bad => "BAD ",
            CheckOutcome::Skipped => "-   ",
        };
        text.push_str(&format!("{sign}  {}: {}\n", check.title, check.text));
        if let Some(next_step) = &check.next_step {
            text.push_str(&format!("      {next_step}\n"));
        }
    }
    text
}

/// What came in time, or nothing.
async fn in_time<T>(work: impl Future<Output = T>) -> Option<T> {
    timeout(PATIENCE, work).await.ok()
}
