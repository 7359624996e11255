//! A desk with a world made of paper: an MX that does what the test says, a clock that follows
//! tokio's, a clipboard and a browser that remember.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not a test itself"
)]

mod mx;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use connect_events::{Event, Message};
use desk::{
    Desk, Ports,
    environment::Environment,
    mx::{MxApi, MxProblem},
    policy::{Organisation, PolicyFile},
    ports::{
        Clipboard, Clock, Connector, Cue, CustomerPage, CustomerWindow, Login, Notifier,
        OpenDialog, Opener, RunningSandbox, SandboxLauncher, SaveDialog, Updater, Viewer,
    },
    presenting::scenarios::Scenario,
    vault::{Credentials, MemoryStore},
    view::{
        HandOver, SessionAction, SessionMode, SessionPhase, SessionSummary, SessionView, StartInput,
    },
};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;
use url::Url;

pub(crate) use self::mx::PaperMx;

pub(crate) const ORIGIN: &str = "http://127.0.0.1:4100";
pub(crate) const WIDGET_URL: &str = "http://127.0.0.1:4100/md/connect/secret-token";
pub(crate) const FULL_NUMBER: &str = "0012345678";
/// When a world begins, in milliseconds since the Unix epoch.
pub(crate) const BEGAN: i64 = 1_800_000_000_000;
/// How long the paper MX takes to answer.
pub(crate) const ROUND_TRIP: Duration = Duration::from_millis(80);

struct Connects(PaperMx);

impl Connector for Connects {
    fn connect(&self, _: &Environment, _: &Credentials) -> Result<Arc<dyn MxApi>, MxProblem> {
        Ok(Arc::new(self.0.clone()))
    }
}

/// The simulated MX's part in a demonstration: what it was told, in order.
#[derive(Clone)]
pub(crate) struct Launches {
    pub(crate) told: Arc<Mutex<Vec<String>>>,
    /// What becomes of a cue.
    pub(crate) cue: Arc<Mutex<Cue>>,
    /// How long the widget types after one.
    pub(crate) types_for: Arc<Mutex<Duration>>,
    cued_at: Arc<Mutex<Option<Instant>>>,
}

impl Launches {
    fn note(&self, told: String) {
        self.told.lock().unwrap().push(told);
    }
}

#[async_trait]
impl SandboxLauncher for Launches {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        Ok(RunningSandbox {
            api_base_url: Url::parse("http://127.0.0.1:4000/").unwrap(),
            widget_origin: ORIGIN.to_owned(),
            credentials: Credentials {
                client_id: "client".to_owned(),
                api_key: SecretString::from("key"),
            },
        })
    }

    fn attend(&self, customer_id: &str, scenario: &Scenario) {
        self.note(format!("attend {customer_id} {}", scenario.name.as_str()));
    }

    fn cue(&self, customer_id: &str) -> Cue {
        self.note(format!("cue {customer_id}"));
        *self.cued_at.lock().unwrap() = Some(Instant::now());
        *self.cue.lock().unwrap()
    }

    fn is_typing(&self, _: &str) -> bool {
        let cued_at = *self.cued_at.lock().unwrap();
        cued_at.is_some_and(|at| at.elapsed() < *self.types_for.lock().unwrap())
    }

    fn hurry(&self, customer_id: &str) {
        self.note(format!("hurry {customer_id}"));
    }

    fn reset(&self) {
        self.note("reset".to_owned());
    }
}

/// Follows tokio's clock, which a test can hold still.
struct FollowsTokio {
    began: Instant,
    began_at_ms: i64,
}

impl Clock for FollowsTokio {
    fn now_ms(&self) -> i64 {
        self.began_at_ms + i64::try_from(self.began.elapsed().as_millis()).unwrap()
    }
}

#[derive(Clone, Default)]
pub(crate) struct Copies(pub(crate) Arc<Mutex<Vec<(String, Duration)>>>);

impl Clipboard for Copies {
    fn copy_for(&self, text: SecretString, keep_for: Duration) -> Result<(), String> {
        self.0
            .lock()
            .unwrap()
            .push((text.expose_secret().to_owned(), keep_for));
        Ok(())
    }

    fn copy(&self, text: &str) -> Result<(), String> {
        let mut copies = self.0.lock().unwrap();
        copies.push((text.to_owned(), Duration::MAX));
        Ok(())
    }

    fn take_back(&self) {
        self.0.lock().unwrap().clear();
    }
}

#[derive(Clone, Default)]
pub(crate) struct Opens(
    pub(crate) Arc<Mutex<HashSet<String>>>,
    pub(crate) Arc<Mutex<u32>>,
);

impl Opener for Opens {
    fn open(&self, url: &Url) -> Result<(), String> {
        self.0.lock().unwrap().insert(url.to_string());
        *self.1.lock().unwrap() += 1;
        Ok(())
    }
}

/// What the system's own programs were asked to show, and whether they do.
#[derive(Clone, Default)]
pub(crate) struct Views {
    pub(crate) seen: Arc<Mutex<Vec<PathBuf>>>,
    pub(crate) fails: Arc<Mutex<bool>>,
}

impl Viewer for Views {
    fn view(&self, path: &Path) -> Result<(), String> {
        if *self.fails.lock().unwrap() {
            return Err("no program".to_owned());
        }
        self.seen.lock().unwrap().push(path.to_owned());
        Ok(())
    }
}

/// What the desktop was asked to tell and to install, in order; and whether installing fails.
#[derive(Clone, Default)]
pub(crate) struct Tells(
    pub(crate) Arc<Mutex<Vec<String>>>,
    pub(crate) Arc<Mutex<bool>>,
);

#[async_trait]
impl Updater for Tells {
    async fn install(&self) -> Result<(), String> {
        self.0.lock().unwrap().push("installed".to_owned());
        if *self.1.lock().unwrap() {
            return Err("the signature is another".to_owned());
        }
        Ok(())
    }
}

impl Notifier for Tells {
    fn notify(&self, title: &str, body: &str) {
        self.0.lock().unwrap().push(format!("{title}: {body}"));
    }
}

struct Agent;

impl Login for Agent {
    fn login_name(&self) -> String {
        "agent.a".to_owned()
    }
}

/// Saves every file in one folder, under the name it is given. Without the folder the person has
/// changed their mind.
struct SavesUnder(PathBuf);

#[async_trait]
impl SaveDialog for SavesUnder {
    async fn ask(&self, suggested_name: &str) -> Option<PathBuf> {
        self.0.is_dir().then(|| self.0.join(suggested_name))
    }
}

#[async_trait]
impl OpenDialog for SavesUnder {
    async fn ask(&self, extension: &str) -> Option<PathBuf> {
        let chosen = self.0.join(format!("chosen.{extension}"));
        chosen.is_file().then_some(chosen)
    }
}

/// A customer window, as it was asked for.
pub(crate) struct Shown {
    pub(crate) page: CustomerPage,
    pub(crate) is_open: bool,
    pub(crate) has_made_room: bool,
    pub(crate) brought_to_front: u32,
}

#[derive(Clone, Default)]
pub(crate) struct Windows(pub(crate) Arc<Mutex<Vec<Shown>>>);

impl Windows {
    /// The last one, as `look` sees it.
    pub(crate) fn last<R>(&self, look: impl FnOnce(&Shown) -> R) -> R {
        look(self.0.lock().unwrap().last().unwrap())
    }

    /// Whether none was opened yet, or one is open still.
    pub(crate) fn are_not_closed(&self) -> bool {
        let all = self.0.lock().unwrap();
        all.is_empty() || all.iter().any(|shown| shown.is_open)
    }

    fn each(&self, session_id: &str, change: impl Fn(&mut Shown)) {
        let mut all = self.0.lock().unwrap();
        all.iter_mut()
            .filter(|shown| shown.page.session_id == session_id)
            .for_each(change);
    }
}

impl CustomerWindow for Windows {
    fn open(&self, page: CustomerPage) -> Result<(), String> {
        self.close(&page.session_id);
        self.0.lock().unwrap().push(Shown {
            page,
            is_open: true,
            has_made_room: false,
            brought_to_front: 0,
        });
        Ok(())
    }

    fn make_room(&self, session_id: &str) {
        self.each(session_id, |shown| shown.has_made_room = true);
    }

    fn bring_to_front(&self, session_id: &str) {
        self.each(session_id, |shown| shown.brought_to_front += 1);
    }

    fn close(&self, session_id: &str) {
        self.each(session_id, |shown| shown.is_open = false);
    }
}

pub(crate) struct World {
    pub(crate) desk: Desk,
    pub(crate) mx: PaperMx,
    pub(crate) clipboard: Copies,
    pub(crate) browser: Opens,
    pub(crate) windows: Windows,
    pub(crate) viewer: Views,
    pub(crate) told: Tells,
    pub(crate) simulated: Launches,
    pub(crate) data: Arc<tempfile::TempDir>,
}

impl World {
    /// A desk in the simulated MX.
    pub(crate) async fn new() -> Self {
        Self::on(Arc::new(tempfile::tempdir().unwrap()), PaperMx::default()).await
    }

    /// A desk whose organisation has this policy file.
    pub(crate) async fn under(policy: &str) -> Self {
        let data = Arc::new(tempfile::tempdir().unwrap());
        Self::under_on(policy, data, PaperMx::default()).await
    }

    /// The same, on the folder of an earlier one.
    pub(crate) async fn under_on(policy: &str, data: Arc<tempfile::TempDir>, mx: PaperMx) -> Self {
        let file = PolicyFile::Found(policy.as_bytes().to_vec());
        let organisation = Organisation::read(&file, false);
        Self::of(organisation, data, mx, BEGAN).await
    }

    /// A desk that opens on the folder of an earlier one.
    pub(crate) async fn on(data: Arc<tempfile::TempDir>, mx: PaperMx) -> Self {
        Self::at(data, mx, BEGAN).await
    }

    /// The same, at another time.
    pub(crate) async fn at(data: Arc<tempfile::TempDir>, mx: PaperMx, now_ms: i64) -> Self {
        Self::of(Organisation::silent(), data, mx, now_ms).await
    }

    async fn of(
        organisation: Organisation,
        data: Arc<tempfile::TempDir>,
        mx: PaperMx,
        began_at_ms: i64,
    ) -> Self {
        let (clipboard, browser) = (Copies::default(), Opens::default());
        let (windows, viewer, told) = (Windows::default(), Views::default(), Tells::default());
        let simulated = Launches {
            told: Arc::default(),
            cue: Arc::new(Mutex::new(Cue::Taken)),
            types_for: Arc::default(),
            cued_at: Arc::default(),
        };
        let ports = Ports {
            connector: Arc::new(Connects(mx.clone())),
            secrets: Arc::new(MemoryStore::default()),
            sandbox: Arc::new(simulated.clone()),
            clock: Arc::new(FollowsTokio {
                began: Instant::now(),
                began_at_ms,
            }),
            clipboard: Arc::new(clipboard.clone()),
            opener: Arc::new(browser.clone()),
            viewer: Arc::new(viewer.clone()),
            notifier: Arc::new(told.clone()),
            updater: Arc::new(told.clone()),
            customer_window: Arc::new(windows.clone()),
            login: Arc::new(Agent),
            save_dialog: Arc::new(SavesUnder(data.path().join("saved"))),
            open_dialog: Arc::new(SavesUnder(data.path().join("saved"))),
        };
        let desk = Desk::open_under(organisation, data.path(), ports, "0.0.0");
        desk.explore_sandbox().await.unwrap();
        Self {
            desk,
            mx,
            clipboard,
            browser,
            windows,
            viewer,
            told,
            simulated,
            data,
        }
    }

    /// A session whose widget is on screen and has said its first words.
    pub(crate) async fn open(&self, customer: &str) -> String {
        let id = self.desk.start_session(start(customer)).await.unwrap();
        self.until_phase(SessionPhase::Open).await;
        self.desk.take_widget_ticket(&id).unwrap();
        self.says(&id, Event::Load);
        id
    }

    pub(crate) fn says(&self, id: &str, event: Event) {
        let text = Message::new(event, "USR-1", "SES-1")
            .to_object()
            .to_string();
        self.says_raw(id, ORIGIN, &text);
    }

    pub(crate) fn says_raw(&self, id: &str, origin: &str, text: &str) {
        let mount = self.session().widget_mount;
        self.desk.widget_message(id, mount, origin, text).unwrap();
    }

    pub(crate) fn session(&self) -> SessionView {
        SessionView::clone(self.desk.view().session.as_ref().unwrap())
    }

    /// Waits until the session on screen is so; fails after five minutes of the held clock.
    pub(crate) async fn until(&self, is_so: impl Fn(&SessionView) -> bool) -> SessionView {
        let mut views = self.desk.watch();
        let found = views.wait_for(|view| view.session.as_deref().is_some_and(&is_so));
        match tokio::time::timeout(Duration::from_secs(300), found).await {
            Ok(view) => SessionView::clone(view.unwrap().session.as_ref().unwrap()),
            Err(_) => panic!("it never came to that: {:#?}", self.desk.view().session),
        }
    }

    /// Waits until the session on screen has come to this phase.
    pub(crate) async fn until_phase(&self, phase: SessionPhase) -> SessionView {
        self.until(|session| session.phase == phase).await
    }

    /// Closes a session's widget before its end, and waits until the desk has found that it
    /// stopped there.
    pub(crate) async fn close_early(&self, id: &str) -> SessionView {
        let closed = self.desk.act(id, SessionAction::CloseWidget).await;
        closed.unwrap();
        self.until_phase(SessionPhase::Stopped).await
    }

    /// Waits until an open session is so, on screen or not.
    pub(crate) async fn until_summary(&self, id: &str, is_so: impl Fn(&SessionSummary) -> bool) {
        let mut views = self.desk.watch();
        let found = views.wait_for(|view| view.sessions.iter().any(|it| it.id == id && is_so(it)));
        match tokio::time::timeout(Duration::from_secs(300), found).await {
            Ok(found) => drop(found.unwrap()),
            Err(_) => panic!("it never came to that: {:#?}", self.desk.view().sessions),
        }
    }

    /// Waits until no session of an earlier run is offered.
    pub(crate) async fn nothing_is_unfinished(&self) {
        let mut views = self.desk.watch();
        let none = views.wait_for(|view| view.unfinished.is_empty());
        tokio::time::timeout(Duration::from_secs(60), none)
            .await
            .unwrap()
            .unwrap();
    }

    /// Every file the desk has written, as text.
    pub(crate) fn files(&self) -> String {
        read_all(self.data.path())
    }
}

fn read_all(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&read_all(&path));
        } else {
            all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        }
    }
    all
}

pub(crate) fn start(customer: &str) -> StartInput {
    StartInput {
        customer_id: customer.to_owned(),
        email: None,
        metadata: None,
        mode: SessionMode::Verification,
        member_guid: None,
        microdeposit_guid: None,
        without_widget: false,
        hand_over: HandOver::Here,
        display: None,
        owner_name: None,
        dark: false,
        setup: None,
    }
}
