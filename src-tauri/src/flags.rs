//! The command line. Everything here can also be done in the window; the flags are for
//! automation, and for a company that starts the desk on its own gateway.

use std::path::{Path, PathBuf};

use clap::{
    Parser, ValueEnum,
    builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser},
};
use desk::{
    Desk,
    asked::Asked,
    environment::Environment,
    presenting::scenarios::ALL,
    vault::Credentials,
    view::{EnvironmentKind, Problem, ScenarioName},
};

use crate::{StartError, appimage, clean_start};

/// Verify a customer's bank account with MX Connect.
#[derive(Parser)]
#[command(version, about)]
pub(crate) struct Flags {
    /// Start connected to this MX. Without it, the last saved connection is used.
    #[arg(long, value_enum)]
    environment: Option<EnvironmentFlag>,

    /// Base URL of the API (custom environment).
    #[arg(long, value_name = "URL")]
    api_base_url: Option<String>,

    /// Origin the widget may come from (custom environment); can be given several times.
    #[arg(long = "widget-origin", value_name = "ORIGIN")]
    widget_origins: Vec<String>,

    /// Read MX_CLIENT_ID and MX_API_KEY from the process's environment and keep them in memory.
    /// Not on Windows, they leave the environment: the app starts itself anew without them.
    #[arg(long, conflicts_with = "credentials_from_stdin")]
    pub(crate) credentials_from_env: bool,

    /// Read client id and API key from standard input, a line each, and keep them in memory.
    #[arg(long)]
    credentials_from_stdin: bool,

    /// Where settings, the session journal and (in `logs`) the log are kept.
    #[arg(long, value_name = "DIR", value_parser = path())]
    data_dir: Option<PathBuf>,

    /// Start with the simulated MX, and in this scenario.
    #[arg(long, value_name = "NAME", value_parser = scenario_names())]
    pub(crate) scenario: Option<ScenarioName>,

    /// How many times faster than live the simulated MX is. For tests: a demonstration is easier to
    /// follow at 1.
    #[arg(long, hide = true, value_name = "FACTOR", default_value_t = 1.0)]
    pub(crate) sandbox_speed: f64,

    /// A policy file to try out. It counts only on a computer without a system-wide one.
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub(crate) policy: Option<PathBuf>,

    /// Look at keychain, network, MX and this computer, and say what was found, without opening a
    /// window. Ends with 0 when nothing is in the way. The text holds no secret.
    #[arg(long, conflicts_with = "verify_audit_log")]
    pub(crate) diagnose: bool,

    /// Check the audit log and say what was found, without opening a window. Ends with 0 when every
    /// entry is as it was written, else with 1.
    #[arg(long)]
    pub(crate) verify_audit_log: bool,

    /// A link of the app's own, `connectdesk://…`, as the desktop passes it on.
    #[arg(value_name = "LINK")]
    link: Option<String>,

    /// Delete what the app has kept on this computer (settings, journal, audit log, log, keys in the
    /// keychain), after asking. Ends with 0 when nothing is left.
    #[arg(long, conflicts_with_all = ["diagnose", "verify_audit_log"])]
    pub(crate) delete_data: bool,

    /// Don't ask before deleting.
    #[arg(long, requires = "delete_data")]
    pub(crate) yes: bool,

    /// How much is logged to standard error, and, from `info` on, to the log's files. Secrets are
    /// never logged at any level.
    #[arg(long, value_enum, default_value_t = LogLevel::Warn)]
    pub(crate) log_level: LogLevel,
}

/// `--environment`.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EnvironmentFlag {
    Sandbox,
    Integration,
    Production,
    Custom,
}

/// `--log-level`.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// What to connect to at start-up.
pub(crate) enum Start {
    /// The connection used last, if one was saved.
    Last,
    /// The saved connection of this kind that was used last, if there is one.
    Saved(EnvironmentKind),
    /// The simulated MX.
    Sandbox,
    /// An environment with keys that are held in memory.
    Given(Environment, Credentials),
}

impl Start {
    /// Connects. The window waits only for what takes no time; a keychain may wait for a person.
    pub(crate) fn begin(self, desk: &Desk) {
        // Where these fail, the failure is on screen as the view's connection problem.
        match self {
            Self::Given(environment, credentials) => {
                // Inside the runtime: sessions that were interrupted go on at once.
                note(tauri::async_runtime::block_on(async {
                    desk.use_connection(environment, &credentials)
                }));
            }
            Self::Sandbox => note(tauri::async_runtime::block_on(desk.explore_sandbox())),
            Self::Last => {
                let desk = desk.clone();
                tauri::async_runtime::spawn(async move { desk.restore_last().await });
            }
            Self::Saved(kind) => {
                let desk = desk.clone();
                tauri::async_runtime::spawn(async move { desk.restore_kind(kind).await });
            }
        }
    }
}

/// Takes the names there are, and lists them for any other.
fn scenario_names() -> impl TypedValueParser<Value = ScenarioName> {
    PossibleValuesParser::new(ALL.map(ScenarioName::as_str)).try_map(|given| {
        let named = ALL.into_iter().find(|name| name.as_str() == given);
        named.ok_or(StartError::NoSuchScenario)
    })
}

/// Takes a path as it was meant where the app was started.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(appimage::as_given)
}

fn note(outcome: Result<(), Problem>) {
    if let Err(problem) = outcome {
        tracing::warn!(code = ?problem.code, "not connected at start-up");
    }
}

impl Flags {
    /// The directory for settings and journal.
    pub(crate) fn data_dir(&self) -> Result<PathBuf, StartError> {
        if let Some(given) = &self.data_dir {
            return Ok(given.clone());
        }
        app_dirs()
            .map(|dirs| dirs.data_local_dir().to_path_buf())
            .ok_or(StartError::NoDataDirectory)
    }

    /// What this start was given that one already open can do something with.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            link: self.link.clone(),
            scenario: self.scenario,
        }
    }

    /// The directory for the log's files.
    pub(crate) fn log_dir(&self, data_dir: &Path) -> PathBuf {
        let own = self.data_dir.is_none().then(own_log_dir).flatten();
        own.unwrap_or_else(|| data_dir.join("logs"))
    }

    fn brings_keys(&self) -> bool {
        self.credentials_from_env || self.credentials_from_stdin
    }

    /// What the flags ask to be connected to.
    pub(crate) fn connection(self) -> Result<Start, StartError> {
        if self.scenario.is_some() {
            let elsewhere = self
                .environment
                .is_some_and(|flag| flag != EnvironmentFlag::Sandbox)
                || self.api_base_url.is_some();
            return if elsewhere {
                Err(StartError::ScenarioElsewhere)
            } else {
                Ok(Start::Sandbox)
            };
        }
        let environment = match (self.environment, &self.api_base_url) {
            (Some(EnvironmentFlag::Sandbox), _) => return Ok(Start::Sandbox),
            (Some(EnvironmentFlag::Integration), _) => Environment::integration(),
            (Some(EnvironmentFlag::Production), _) => Environment::production(),
            (Some(EnvironmentFlag::Custom) | None, Some(api_base_url)) => {
                Environment::custom(api_base_url, &self.widget_origins)?
            }
            (Some(EnvironmentFlag::Custom), None) if self.brings_keys() => {
                return Err(StartError::NoBaseUrl);
            }
            (Some(EnvironmentFlag::Custom), None) => {
                return Ok(Start::Saved(EnvironmentKind::Custom));
            }
            (None, None) => return Ok(Start::Last),
        };
        if !self.brings_keys() {
            return Ok(Start::Saved(environment.kind()));
        }
        let credentials = if self.credentials_from_stdin {
            clean_start::from_input()?
        } else {
            clean_start::from_environment()?
        };
        Ok(Start::Given(environment, credentials))
    }
}

/// Where logs are kept on this system, if not beside the data.
fn own_log_dir() -> Option<PathBuf> {
    if cfg!(target_os = "macos") {
        let dirs = directories::BaseDirs::new()?;
        return Some(dirs.home_dir().join("Library/Logs/connect-desk"));
    }
    // Linux alone has one; on Windows they lie beside the data.
    let state = app_dirs()?.state_dir()?.join("logs");
    Some(state)
}

fn app_dirs() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("org", "connectdesk", "connect-desk")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(flags: &[&str]) -> Result<Flags, clap::Error> {
        Flags::try_parse_from(["connect-desk"].iter().chain(flags))
    }

    #[test]
    fn every_scenario_can_be_started_in_and_another_name_lists_them() {
        for name in ALL {
            let flags = parse(&["--scenario", name.as_str()]).unwrap();
            assert_eq!(flags.scenario, Some(name));
            assert!(matches!(flags.connection(), Ok(Start::Sandbox)));
        }
        let refused = parse(&["--scenario", "instant-sucess"]).err().unwrap();
        let said = refused.to_string();
        for name in ALL {
            assert!(said.contains(name.as_str()), "{said}");
        }
    }

    #[test]
    fn a_scenario_is_for_the_simulated_mx_alone() {
        for elsewhere in [
            &["--environment", "integration"][..],
            &["--environment", "production"],
            &["--api-base-url", "https://gateway.example"],
        ] {
            let flags = [&["--scenario", "mfa-text"][..], elsewhere].concat();
            let outcome = parse(&flags).unwrap().connection();
            assert!(matches!(outcome, Err(StartError::ScenarioElsewhere)));
        }
        let named = ["--scenario", "mfa-text", "--environment", "sandbox"];
        assert!(matches!(
            parse(&named).unwrap().connection(),
            Ok(Start::Sandbox)
        ));
    }

    #[test]
    fn with_a_folder_of_its_own_everything_is_kept_there() {
        let flags = parse(&["--data-dir", "/d"]).unwrap();
        assert_eq!(flags.log_dir(Path::new("/d")), Path::new("/d/logs"));
        let own = parse(&[]).unwrap().log_dir(Path::new("/d"));
        assert_eq!(own == Path::new("/d/logs"), cfg!(windows), "{own:?}");
    }
}
