//! The facade: one value that the shell holds, one snapshot that the person sees.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::{Notify, watch};

use crate::{
    audit::AuditLog,
    balance_checks::{self, BalanceChecks},
    customers::Recent,
    deposits::{order, waiting_view},
    environment::Environment,
    inspector::Recording,
    journal::{Journal, SessionRecord},
    lock::LastActivity,
    mx::MxApi,
    notifications::Focus,
    policy::{self, Organisation},
    ports::{
        Clipboard, Clock, Connector, CustomerWindow, Login, Notifier, OpenDialog, Opener,
        SandboxLauncher, SaveDialog, Updater, Viewer,
    },
    presenting::{presenting, scenarios::Scenario},
    report::printing,
    sessions::OpenSessions,
    settings::Settings,
    storage::{self, StorageError},
    tray,
    vault::{SecretStore, Vault},
    view::{
        Appearance, AuditAction, DeskView, EnvironmentView, KeysHeld, Language, LanguageChoice,
        Problem, UnfinishedSession, Zoom,
    },
    widget_options::Presets,
};

/// The world, as the shell (or a test) provides it.
#[derive(Clone)]
pub struct Ports {
    /// Makes MX API clients.
    pub connector: Arc<dyn Connector>,
    /// The system's keychain.
    pub secrets: Arc<dyn SecretStore>,
    /// The simulated MX.
    pub sandbox: Arc<dyn SandboxLauncher>,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// The system's clipboard.
    pub clipboard: Arc<dyn Clipboard>,
    /// The system's browser.
    pub opener: Arc<dyn Opener>,
    /// The system's file manager, and its programs for files.
    pub viewer: Arc<dyn Viewer>,
    /// The desktop's notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Installs newer versions of the app.
    pub updater: Arc<dyn Updater>,
    /// Who is at this computer.
    pub login: Arc<dyn Login>,
    /// Where to save a file.
    pub save_dialog: Arc<dyn SaveDialog>,
    /// Which file to read.
    pub open_dialog: Arc<dyn OpenDialog>,
    /// The window that is turned to the customer.
    pub customer_window: Arc<dyn CustomerWindow>,
}

/// Everything the app does. Cheap to clone; all clones are the same desk.
#[derive(Clone)]
pub struct Desk(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) ports: Ports,
    pub(crate) vault: Vault,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) balance_checks: BalanceChecks,
    pub(crate) recent: Recent,
    pub(crate) organisation: Organisation,
    pub(crate) audit: Arc<AuditLog>,
    pub(crate) activity: LastActivity,
    pub(crate) focus: Focus,
    pub(crate) data_dir: PathBuf,
    pub(crate) settings: Mutex<Settings>,
    /// What the system speaks.
    system_language: Mutex<Language>,
    /// The system draws dark.
    system_dark: AtomicBool,
    pub(crate) presets: Mutex<Presets>,
    /// The recording that was opened from a file.
    pub(crate) opened_recording: Mutex<Option<Recording>>,
    /// MX can be asked about the deposits that sessions wait for.
    pub(crate) deposits_due: Notify,
    state: Mutex<State>,
    published: watch::Sender<Arc<DeskView>>,
}

/// What changes. Only [`Desk::update`] gives it out.
pub(crate) struct State {
    /// What the person sees once the update is over. `environment`, `session`, `sessions`,
    /// `unfinished` and `deposits` are derived there from the rest.
    pub(crate) view: DeskView,
    /// The MX in use.
    pub(crate) connection: Option<Connection>,
    /// Counts choices of a connection, so that a slow one doesn't replace a later one.
    pub(crate) choice: u64,
    /// The sessions that are open.
    pub(crate) sessions: OpenSessions,
    /// Sessions without an end, as the journal has them, newest first.
    pub(crate) unfinished: Vec<SessionRecord>,
    /// The scenarios that were begun with the simulated MX, by the customer made up for each.
    pub(crate) demonstration: HashMap<String, Scenario>,
    /// The number of what was asked from outside last.
    pub(crate) asked: u32,
}

/// An MX that can be asked.
#[derive(Clone)]
pub(crate) struct Connection {
    /// Which MX.
    pub(crate) environment: Arc<Environment>,
    /// Its API.
    pub(crate) api: Arc<dyn MxApi>,
    /// The profile its keys came from, if saved.
    pub(crate) profile_id: Option<String>,
    /// Where its keys are held.
    pub(crate) keys_held: KeysHeld,
}

impl Desk {
    /// Opens the desk on its folder of settings and journal.
    ///
    /// It always opens: a file that is damaged or of a newer version is set aside under another
    /// name, and where nothing can be written the desk works from memory. Either is said in the
    /// view's `storage_problem`.
    #[must_use]
    pub fn open(data_dir: &Path, ports: Ports, app_version: &str) -> Self {
        Self::open_under(Organisation::silent(), data_dir, ports, app_version)
    }

    /// The same where the organisation has a word in it.
    #[must_use]
    pub fn open_under(
        organisation: Organisation,
        data_dir: &Path,
        ports: Ports,
        app_version: &str,
    ) -> Self {
        let now_ms = ports.clock.now_ms();
        let opened = storage::open(data_dir, now_ms);
        printing::forget(data_dir);
        let since_ms = now_ms - balance_checks::WINDOW_MS;
        // Without them the desk offers more checks than MX makes, and MX says so then.
        let balance_checks = opened.journal.balance_checks(since_ms).unwrap_or_default();
        let policy = policy::holding(&organisation, opened.settings.preferences());
        let view = DeskView {
            app_version: app_version.to_owned(),
            environment: None,
            restoring: false,
            profiles: opened.settings.profile_views(),
            connection_problem: None,
            storage_problem: opened.problem,
            session: None,
            sessions: Vec::new(),
            unfinished: Vec::new(),
            presenting: None,
            deposits: Vec::new(),
            appearance: opened.settings.appearance(),
            language_choice: opened.settings.language(),
            language: opened.settings.language().on(Language::default()),
            presentation_size: opened.settings.presentation_size(),
            zoom: opened.settings.zoom(),
            high_contrast: opened.settings.high_contrast(),
            notifications: opened.settings.notifications(),
            tray: tray::at_first(opened.settings.tray() && policy.tray),
            policy,
            update: None,
            asked: None,
            locked: false,
        };
        let state = State {
            view: view.clone(),
            connection: None,
            choice: 0,
            sessions: OpenSessions::default(),
            unfinished: Vec::new(),
            demonstration: HashMap::new(),
            asked: 0,
        };
        let desk = Self(Arc::new(Inner {
            vault: Vault::new(Arc::clone(&ports.secrets)),
            ports,
            journal: opened.journal,
            balance_checks: BalanceChecks::noted(balance_checks, now_ms),
            recent: Recent::default(),
            organisation,
            audit: opened.audit,
            activity: LastActivity::at(now_ms),
            focus: Focus::default(),
            data_dir: data_dir.to_owned(),
            settings: Mutex::new(opened.settings),
            system_language: Mutex::default(),
            system_dark: AtomicBool::new(false),
            presets: Mutex::new(opened.presets),
            opened_recording: Mutex::default(),
            deposits_due: Notify::new(),
            state: Mutex::new(state),
            published: watch::Sender::new(Arc::new(view)),
        }));
        if let Some(aside) = opened.audit_aside {
            desk.audit(AuditAction::LogSetAside, &aside, None);
        }
        desk.reload_unfinished();
        desk
    }

    /// Follows what the person sees. The receiver holds the present view from the start.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Arc<DeskView>> {
        self.0.published.subscribe()
    }

    /// What the person sees now.
    #[must_use]
    pub fn view(&self) -> Arc<DeskView> {
        Arc::clone(&self.0.published.borrow())
    }

    /// Changes the state and publishes the view if it is another one now. The only way to either.
    ///
    /// The lock is held for `change` alone: it must not block, and can't await.
    pub(crate) fn update<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let mut state = locked(&self.0.state);
        let answer = change(&mut state);
        state.derive();
        let covered = state.view.locked.then(|| state.view.covered());
        let shown = covered.as_ref().unwrap_or(&state.view);
        // Published under the lock, so that views follow each other in the order of the changes.
        self.0.published.send_if_modified(|published| {
            let changed = **published != *shown;
            if changed {
                *published = Arc::new(shown.clone());
            }
            changed
        });
        answer
    }

    /// Looks at the state without changing it.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&locked(&self.0.state))
    }

    /// The MX in use.
    ///
    /// # Errors
    /// `not_connected` when there is none.
    pub(crate) fn connection(&self) -> Result<Connection, Problem> {
        locked(&self.0.state)
            .connection
            .clone()
            .ok_or_else(Problem::not_connected)
    }

    /// Reads anew which sessions have no end. Those of this run are left out of the view.
    ///
    /// Those of an earlier run's simulated MX stay listed, for the person to begin again or to
    /// dismiss; they can't be checked, since that MX forgot them when its app closed (and its port
    /// is another one now).
    pub(crate) fn reload_unfinished(&self) {
        match self.0.journal.unfinished() {
            Ok(records) => self.update(|state| state.unfinished = records),
            Err(error) => self.report_storage(error),
        }
    }

    /// Says that settings or journal failed. The work at hand goes on: a session is worth more than
    /// its trace.
    pub(crate) fn report_storage(&self, error: StorageError) {
        tracing::warn!(%error, "settings or journal failed");
        let problem = error.problem();
        self.update(|state| {
            let told = &mut state.view.storage_problem;
            // What a session could not begin to write it can't go on with: the reason is told.
            if told.is_none() || error != StorageError::NoSuchSession {
                *told = Some(problem);
            }
        });
    }

    /// Light, dark, or as the system says; kept for the next start.
    ///
    /// # Errors
    /// `storage_failed` when it could not be kept; it holds for this run all the same.
    pub fn set_appearance(&self, appearance: Appearance) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_appearance(appearance);
        self.update(|state| state.view.appearance = appearance);
        saved.map_err(StorageError::problem)
    }

    /// The language of the app, and of the widgets it asks for from now on; kept for the next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_language(&self, choice: LanguageChoice) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_language(choice);
        let system = *locked(&self.0.system_language);
        self.update(|state| {
            state.view.language_choice = choice;
            state.view.language = choice.on(system);
        });
        saved.map_err(StorageError::problem)
    }

    /// Tells the desk what the system speaks. Until then that is English.
    pub fn system_speaks(&self, system: Language) {
        *locked(&self.0.system_language) = system;
        self.update(|state| state.view.language = state.view.language_choice.on(system));
    }

    /// Tells the desk whether the system draws dark. Until then it draws light.
    pub fn system_draws_dark(&self, is_dark: bool) {
        self.0.system_dark.store(is_dark, Ordering::Relaxed);
    }

    /// Whether the app is drawn dark now, as far as the system has said.
    #[must_use]
    pub fn is_drawn_dark(&self) -> bool {
        match self.view().appearance {
            Appearance::Light => false,
            Appearance::Dark => true,
            Appearance::System => self.0.system_dark.load(Ordering::Relaxed),
        }
    }

    /// Everything larger, to be read from the back of a room; kept for the next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_presentation_size(&self, is_on: bool) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_presentation_size(is_on);
        self.update(|state| state.view.presentation_size = is_on);
        saved.map_err(StorageError::problem)
    }

    /// How large everything is; kept for the next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_zoom(&self, zoom: Zoom) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_zoom(zoom);
        self.update(|state| state.view.zoom = zoom);
        saved.map_err(StorageError::problem)
    }

    /// Colours as far apart as they get, or as the system says; kept for the next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_high_contrast(&self, is_on: bool) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_high_contrast(is_on);
        self.update(|state| state.view.high_contrast = is_on);
        saved.map_err(StorageError::problem)
    }

    /// Origins that the widget may come from now; what may be framed. Empty when not connected.
    #[must_use]
    pub fn widget_origins(&self) -> Vec<String> {
        self.view()
            .environment
            .as_ref()
            .map(|used| used.widget_origins.clone())
            .unwrap_or_default()
    }
}

impl State {
    fn derive(&mut self) {
        self.view.environment = self.connection.as_ref().map(Connection::view);
        let here = self
            .connection
            .as_ref()
            .map(|connection| connection.environment.api_host());
        self.view.session = self.sessions.view_on_screen();
        self.view.sessions = self.sessions.summaries();
        self.view.presenting = self.view.session.as_ref().and_then(|session| {
            let scenario = self.demonstration.get(&session.customer.id)?;
            Some(presenting(scenario, session))
        });
        let aside = self.unfinished.iter();
        let aside = aside.filter(|record| !self.sessions.has(&record.id));
        self.view.deposits = aside
            .clone()
            .filter_map(|record| waiting_view(record, here.as_ref()))
            .collect();
        self.view.deposits.sort_by_key(order);
        self.view.unfinished = aside
            .filter(|record| record.deposits.is_none())
            .map(|record| UnfinishedSession {
                id: record.id.clone(),
                customer_id: record.customer_id.clone(),
                institution: record.institution.clone(),
                environment: record.environment,
                api_host: record.api_host.clone(),
                can_check: here.as_ref() == Some(&record.api_host),
                #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
                started_at_ms: record.started_at_ms as f64,
            })
            .collect();
    }
}

impl Connection {
    fn view(&self) -> EnvironmentView {
        EnvironmentView {
            kind: self.environment.kind(),
            api_host: self.environment.api_host(),
            widget_origins: self
                .environment
                .widget_origins()
                .iter()
                .map(|origin| origin.as_str().to_owned())
                .collect(),
            profile_id: self.profile_id.clone(),
            keys_held: self.keys_held,
        }
    }
}

/// Locks, whatever happened to an earlier holder: every value here is whole after each change.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
