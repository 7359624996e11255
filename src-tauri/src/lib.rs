//! The shell: one window, its policies, and commands that pass what the person wants on to
//! [`desk`]. Nothing is decided here.
//!
//! - [`hardening`] and [`clean_start`]: what comes before anything else.
//! - [`diagnose`]: `--diagnose`, and what only the shell can know of the computer.
//! - [`flags`]: what the command line can say.
//! - [`window`]: the main window; what it may load, open, ask for and download.
//! - [`commands`]: one file per area; each command is a few lines.
//! - [`ports`]: the system's clipboard, browser and clock, and the simulated MX.
//! - [`policy_file`]: where the organisation's policy is.
//! - [`verify`]: the check of the audit log from the command line.
//! - [`logging`]: log lines, redacted.

mod clean_start;
mod commands;
mod diagnose;
mod flags;
mod hardening;
mod logging;
mod policy_file;
mod ports;
#[cfg(test)]
#[cfg(unix)]
mod strict_mx;
mod verify;
mod window;

use std::{path::Path, process::ExitCode, sync::Arc};

use clap::Parser;
use desk::{Desk, Ports, vault::KeyringStore, view::Language};
use tauri::{Manager, WindowEvent};

use crate::{
    commands::Subscription,
    flags::Flags,
    ports::{
        EmbeddedSandbox, SystemBrowser, SystemClipboard, SystemClock, SystemFileDialogs,
        SystemLogin,
    },
    window::CustomerWindows,
};

/// Starts the app; returns when it has been closed.
pub fn run() -> ExitCode {
    let flags = Flags::parse();
    logging::start(flags.log_level);
    hardening::harden();
    if let Err(error) = clean_start::start_clean(flags.credentials_from_env) {
        tracing::error!(%error, "could not start");
        return ExitCode::FAILURE;
    }
    if flags.verify_audit_log {
        return verify::audit_log(&flags);
    }
    if flags.diagnose {
        return diagnose::without_a_window(flags);
    }
    match open(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "could not start");
            ExitCode::FAILURE
        }
    }
}

/// Why the app could not start.
#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("this account has no directory for application data; name one with --data-dir")]
    NoDataDirectory,
    #[error("{0} needs a client id and an API key (MX_CLIENT_ID and MX_API_KEY, or a line each)")]
    NoCredentials(&'static str),
    #[cfg(unix)]
    #[error("the app could not be started without keys in its environment: {0}")]
    Anew(std::io::ErrorKind),
    #[cfg(not(unix))]
    #[error("{0} is set, which lets other programs into the window")]
    Door(&'static str),
    #[error("a custom environment needs --api-base-url")]
    NoBaseUrl,
    #[error("there is no scenario of this name")]
    NoSuchScenario,
    #[error("--scenario starts the simulated MX, and goes with no other environment")]
    ScenarioElsewhere,
    #[error("{0}")]
    Environment(#[from] desk::environment::InvalidEnvironment),
    #[error("the window could not be opened: {0}")]
    Window(#[from] tauri::Error),
}

/// The system as the desk needs it, where the shell has to do with it as well.
struct System {
    clipboard: Arc<SystemClipboard>,
    file_dialogs: Arc<SystemFileDialogs>,
    customer_windows: Arc<CustomerWindows>,
}

impl System {
    fn new(data_dir: &Path) -> Self {
        Self {
            clipboard: Arc::new(SystemClipboard::start()),
            file_dialogs: Arc::new(SystemFileDialogs::default()),
            customer_windows: Arc::new(CustomerWindows::new(data_dir.to_owned())),
        }
    }

    fn ports(&self, sandbox_speed: f64) -> Ports {
        Ports {
            connector: Arc::new(desk::mx::PlatformConnector),
            secrets: Arc::new(KeyringStore::default()),
            sandbox: Arc::new(EmbeddedSandbox::new(sandbox_speed)),
            clock: Arc::new(SystemClock),
            clipboard: self.clipboard.clone(),
            opener: Arc::new(SystemBrowser),
            login: Arc::new(SystemLogin),
            save_dialog: self.file_dialogs.clone(),
            open_dialog: self.file_dialogs.clone(),
            customer_window: self.customer_windows.clone(),
        }
    }
}

/// The language of the system's messages, as far as the app speaks it.
fn system_language() -> Language {
    let preferred = whoami::lang_prefs();
    preferred.map_or_else(
        |_| Language::default(),
        |preferred| Language::first_spoken(preferred.message_langs().map(|tag| tag.to_string())),
    )
}

fn open(flags: Flags) -> Result<(), StartError> {
    let data_dir = flags.data_dir()?;
    let organisation = policy_file::read(flags.policy.as_deref());
    let scenario = flags.scenario;
    let system = System::new(&data_dir);
    let ports = system.ports(flags.sandbox_speed);
    let start = flags.connection()?;
    let System {
        clipboard,
        file_dialogs,
        customer_windows,
    } = system;

    // The desk's files are read while the system's window toolkit starts.
    let opening = std::thread::spawn({
        let data_dir = data_dir.clone();
        move || {
            // The desk's tasks need a runtime.
            let _runtime = tauri::async_runtime::handle().inner().enter();
            Desk::open_under(organisation, &data_dir, ports, env!("CARGO_PKG_VERSION"))
        }
    });

    let windows = Arc::clone(&customer_windows);
    tauri::Builder::default()
        .manage(Subscription::default())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let desk = opening
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            desk.system_speaks(system_language());
            start.begin(&desk);
            tauri::async_runtime::spawn({
                let desk = desk.clone();
                async move { desk.lock_when_idle().await }
            });
            app.manage(desk.clone());
            file_dialogs.belongs_to(app.handle());
            tauri::async_runtime::spawn(desk.clone().keep_to_retention());
            tauri::async_runtime::spawn(desk.clone().follow_deposits());
            windows.belong_to(app.handle());
            let window = window::open(app.handle(), &desk, &data_dir)?;
            if let Some(scenario) = scenario {
                let dark = window::is_dark(&window, &desk);
                tauri::async_runtime::spawn(async move {
                    if let Err(problem) = desk.present(scenario, dark).await {
                        tracing::warn!(code = ?problem.code, "the scenario could not be started");
                    }
                });
            }
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |_app, event| {
            match event {
                tauri::RunEvent::Exit => clipboard.take_back_now(),
                // The app goes with the agent's window, not with the last customer's.
                tauri::RunEvent::WindowEvent {
                    label,
                    event: WindowEvent::Destroyed,
                    ..
                } if label == window::MAIN => customer_windows.close_all(),
                _ => {}
            }
        });
    Ok(())
}
