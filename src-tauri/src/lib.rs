//! The shell: one window, its policies, and commands that pass what the person wants on to
//! [`desk`]. Nothing is decided here.
//!
//! - [`appimage`]: what the starter of an AppImage changes around the app.
//! - [`hardening`] and [`clean_start`]: what comes before anything else.
//! - [`diagnose`]: `--diagnose`, and what only the shell can know of the computer.
//! - [`delete_data`]: `--delete-data`, before the app is removed.
//! - [`flags`]: what the command line can say.
//! - [`instance`]: one window for each data directory.
//! - [`window`]: the main window; what it may load, open, ask for and download.
//! - [`commands`]: one file per area; each command is a few lines.
//! - [`ports`]: the system's clipboard, browser and clock, and the simulated MX.
//! - [`policy_file`]: where the organisation's policy is.
//! - [`tray`]: the app in the desktop's tray, where the person wants it.
//! - [`updates`]: newer versions, in builds made for them.
//! - [`verify_audit_log`]: the check of the audit log from the command line.
//! - [`logging`]: log lines, redacted, on standard error and in files.

mod appimage;
mod clean_start;
mod commands;
mod delete_data;
mod diagnose;
mod flags;
mod hardening;
mod instance;
mod logging;
mod policy_file;
mod ports;
mod tray;
mod updates;
mod verify_audit_log;
mod window;

use std::{path::Path, process::ExitCode, sync::Arc};

use clap::Parser;
use desk::{
    Desk, Ports,
    asked::Asked,
    vault::KeyringStore,
    view::{Appearance, Language},
};
use tauri::{AppHandle, Manager, RunEvent, Theme, WindowEvent};

use crate::{
    commands::{LogFolder, Subscription},
    flags::Flags,
    instance::{Place, Start},
    ports::{
        EmbeddedSandbox, SystemBrowser, SystemClipboard, SystemClock, SystemFileDialogs,
        SystemLogin, SystemNotifications, SystemViewer,
    },
    updates::SystemUpdater,
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
        return verify_audit_log::without_a_window(&flags);
    }
    if flags.delete_data {
        return delete_data::ask_and_delete(&flags);
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

/// Said where the one that is open hangs.
const SILENT: &str = "Connect Desk is open already, but doesn't answer. End it (or restart the \
                      computer), then start it again.";

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
    #[error("{SILENT}")]
    Silent,
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
    notifications: Arc<SystemNotifications>,
    updater: Arc<SystemUpdater>,
    customer_windows: Arc<CustomerWindows>,
}

impl System {
    fn new(data_dir: &Path) -> Self {
        Self {
            clipboard: Arc::new(SystemClipboard::start()),
            file_dialogs: Arc::new(SystemFileDialogs::default()),
            notifications: Arc::new(SystemNotifications::default()),
            updater: Arc::new(SystemUpdater::default()),
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
            viewer: Arc::new(SystemViewer),
            notifier: self.notifications.clone(),
            updater: self.updater.clone(),
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
    let asked = flags.asked();
    let first = match instance::take_place(&data_dir, &Start::this(asked.clone())) {
        Place::First(first) => first,
        Place::Taken => {
            tracing::warn!("Connect Desk is open already; its window was brought to the front");
            return Ok(());
        }
        Place::Silent => {
            // Whoever started it from a menu sees no log.
            rfd::MessageDialog::new()
                .set_level(rfd::MessageLevel::Warning)
                .set_title("Connect Desk")
                .set_description(SILENT)
                .show();
            return Err(StartError::Silent);
        }
    };
    let logs = flags.log_dir(&data_dir);
    logging::keep_in(&logs);
    let organisation = policy_file::read(flags.policy.as_deref());
    let system = System::new(&data_dir);
    let ports = system.ports(flags.sandbox_speed);
    let start = flags.connection()?;
    let System {
        clipboard,
        file_dialogs,
        notifications,
        #[cfg(feature = "updater")]
        updater,
        customer_windows,
        ..
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
    let context = tauri::generate_context!();
    let builder = tauri::Builder::default();
    #[cfg(feature = "updater")]
    let builder = updates::wired(builder, context.config());
    builder
        .manage(Subscription::default())
        .manage(LogFolder(logs))
        .manage(tray::Hidden::default())
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
            notifications.belongs_to(app.handle());
            tauri::async_runtime::spawn(desk.clone().keep_to_retention());
            tauri::async_runtime::spawn(desk.clone().follow_deposits());
            windows.belong_to(app.handle());
            #[cfg(feature = "updater")]
            updater.belongs_to(app.handle());
            let window = window::open(app.handle(), &desk, &data_dir)?;
            tray::follow(&window, &desk);
            take_asked(&desk, asked);
            let listening = first.listen(&data_dir, {
                let app = app.handle().clone();
                move |start| {
                    window::bring_to_front(&app, start.token);
                    take_asked(&desk, start.asked);
                }
            });
            if let Err(error) = listening {
                tracing::warn!(kind = %error.kind(), "further starts can't be heard");
            }
            Ok(())
        })
        .build(context)?
        .run(move |app, event| heard(app, &event, &clipboard, &customer_windows));
    Ok(())
}

/// What the system, and the windows, tell the app while it runs.
fn heard(
    app: &AppHandle,
    event: &RunEvent,
    clipboard: &SystemClipboard,
    customer_windows: &CustomerWindows,
) {
    match event {
        // macOS tells a running app of a link by an event.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            if let Some(url) = urls.first()
                && app.get_webview_window(window::MAIN).is_some()
            {
                let link = Some(url.as_str().to_owned());
                let scenario = None;
                window::bring_to_front(app, None);
                take_asked(&app.state::<Desk>(), Asked { link, scenario });
            }
        }
        // A click on the app's icon in the dock, its window closed into the menu bar.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::bring_to_front(app, None),
        RunEvent::Exit => {
            clipboard.take_back_now();
            // None where the window could not be opened.
            if let Some(desk) = app.try_state::<Desk>() {
                desk.forget_printed();
            }
        }
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::Focused(is_here),
            ..
        } if label == window::MAIN => app.state::<Desk>().note_focus(*is_here),
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::ThemeChanged(theme),
            ..
        } if label == window::MAIN => {
            let desk = app.state::<Desk>();
            // Otherwise it is the person's choice that comes back.
            if desk.view().appearance == Appearance::System {
                desk.system_draws_dark(*theme == Theme::Dark);
            }
        }
        // The app goes with the agent's window, not with the last customer's.
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::Destroyed,
            ..
        } if label == window::MAIN => customer_windows.close_all(),
        _ => {}
    }
}

/// Has the desk take what a start was given.
fn take_asked(desk: &Desk, asked: Asked) {
    let (desk, dark) = (desk.clone(), desk.is_drawn_dark());
    tauri::async_runtime::spawn(async move { desk.take(asked, dark).await });
}
