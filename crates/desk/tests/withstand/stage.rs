//! A desk without a window on a simulated MX.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_trait::async_trait;
use desk::{
    Desk, Ports,
    mx::PlatformConnector,
    ports::{
        Clipboard, Clock, CustomerPage, CustomerWindow, Login, Notifier, OpenDialog, Opener,
        RunningSandbox, SandboxLauncher, SaveDialog, Updater, Viewer,
    },
    vault::{Credentials, MemoryStore},
    view::{DeskView, HandOver, SessionMode, SessionView, StartInput},
};
use mx_sandbox::{Sandbox, SandboxBuilder};
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

/// Where the simulated MX is, and the keys to it.
#[derive(Clone)]
pub(crate) struct Address {
    pub(crate) api_base_url: String,
    pub(crate) widget_origin: String,
    pub(crate) client_id: String,
    pub(crate) api_key: String,
}

impl Address {
    pub(crate) fn of(mx: &Sandbox) -> Self {
        Self {
            api_base_url: mx.api_base_url(),
            widget_origin: mx.widget_origin().to_owned(),
            client_id: mx.client_id().to_owned(),
            api_key: mx.api_key().to_owned(),
        }
    }
}

#[async_trait]
impl SandboxLauncher for Address {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        Ok(RunningSandbox {
            api_base_url: Url::parse(&self.api_base_url).map_err(|error| error.to_string())?,
            widget_origin: self.widget_origin.clone(),
            credentials: Credentials {
                client_id: self.client_id.clone(),
                api_key: SecretString::from(self.api_key.clone()),
            },
        })
    }
}

/// The computer's clock, which somebody can set.
#[derive(Clone, Default)]
pub(crate) struct WallClock {
    set_by_ms: Arc<AtomicI64>,
}

impl WallClock {
    /// Sets it forward, or back.
    pub(crate) fn set_by(&self, ms: i64) {
        self.set_by_ms.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for WallClock {
    fn now_ms(&self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        i64::try_from(now.as_millis()).unwrap() + self.set_by_ms.load(Ordering::SeqCst)
    }
}

/// What a desk without a window has instead of one.
struct Nothing;

impl Clipboard for Nothing {
    fn copy_for(&self, _: SecretString, _: Duration) -> Result<(), String> {
        Ok(())
    }
    fn copy(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
    fn take_back(&self) {}
}

impl Opener for Nothing {
    fn open(&self, _: &Url) -> Result<(), String> {
        Ok(())
    }
}

impl Viewer for Nothing {
    fn view(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

#[async_trait]
impl Updater for Nothing {
    async fn install(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Notifier for Nothing {
    fn notify(&self, _: &str, _: &str) {}
}

impl Login for Nothing {
    fn login_name(&self) -> String {
        "agent.a".to_owned()
    }
}

#[async_trait]
impl SaveDialog for Nothing {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        None
    }
}

#[async_trait]
impl OpenDialog for Nothing {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        None
    }
}

impl CustomerWindow for Nothing {
    fn open(&self, _: CustomerPage) -> Result<(), String> {
        Ok(())
    }
    fn make_room(&self, _: &str) {}
    fn close(&self, _: &str) {}
}

/// A desk on a folder, connected to the simulated MX that is there.
pub(crate) async fn desk_on(data: &Path, mx: &Address, clock: WallClock) -> Desk {
    let desk = desk_apart(data, mx, clock);
    desk.explore_sandbox().await.unwrap();
    desk
}

/// The same, not connected yet.
pub(crate) fn desk_apart(data: &Path, mx: &Address, clock: WallClock) -> Desk {
    let ports = Ports {
        connector: Arc::new(PlatformConnector),
        secrets: Arc::new(MemoryStore::default()),
        sandbox: Arc::new(mx.clone()),
        clock: Arc::new(clock),
        clipboard: Arc::new(Nothing),
        opener: Arc::new(Nothing),
        notifier: Arc::new(Nothing),
        updater: Arc::new(Nothing),
        viewer: Arc::new(Nothing),
        customer_window: Arc::new(Nothing),
        login: Arc::new(Nothing),
        save_dialog: Arc::new(Nothing),
        open_dialog: Arc::new(Nothing),
    };
    Desk::open(data, ports, "0.0.0")
}

/// A simulated MX and a desk on it.
pub(crate) struct Stage {
    pub(crate) mx: Sandbox,
    pub(crate) desk: Desk,
    pub(crate) clock: WallClock,
    data: tempfile::TempDir,
}

impl Stage {
    /// Twenty times as fast as MX: a bank takes a second, a widget URL lives half a minute.
    pub(crate) async fn new() -> Self {
        Self::on(Sandbox::builder(), tempfile::tempdir().unwrap()).await
    }

    /// The same, for [`Stage::exchanges`].
    pub(crate) async fn that_notes() -> Self {
        let data = tempfile::tempdir().unwrap();
        let mx = Sandbox::builder().exchanges(data.path().join("exchanges"));
        Self::on(mx, data).await
    }

    async fn on(mx: SandboxBuilder, data: tempfile::TempDir) -> Self {
        let mx = mx.speed(20.0).start().await.unwrap();
        let clock = WallClock::default();
        let folder = data.path().join("data");
        let desk = desk_on(&folder, &Address::of(&mx), clock.clone()).await;
        Self {
            mx,
            desk,
            clock,
            data,
        }
    }

    /// The session on screen.
    pub(crate) fn session(&self) -> Option<Arc<SessionView>> {
        self.desk.view().session.clone()
    }

    /// Waits until the desk is so; none if it never is.
    pub(crate) async fn until(
        &self,
        patience: Duration,
        is_so: impl Fn(&DeskView) -> bool,
    ) -> Option<Arc<DeskView>> {
        until(&self.desk, patience, is_so).await
    }

    /// What MX was asked so far, method and path, in the order the exchanges ended.
    pub(crate) fn exchanges(&self) -> Vec<(String, String)> {
        let folder = self.data.path().join("exchanges");
        let files = std::fs::read_dir(folder).unwrap();
        let lines: String = files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        let sent = lines.lines().filter_map(|line| {
            let line: Value = serde_json::from_str(line).ok()?;
            let word = |name: &str| line["sent"][name].as_str().map(str::to_owned);
            word("method").zip(word("path"))
        });
        sent.collect()
    }
}

/// Waits until a desk is so; none if it never is.
pub(crate) async fn until(
    desk: &Desk,
    patience: Duration,
    is_so: impl Fn(&DeskView) -> bool,
) -> Option<Arc<DeskView>> {
    let mut views = desk.watch();
    let found = views.wait_for(|view| is_so(view));
    let found = tokio::time::timeout(patience, found).await;
    found
        .ok()
        .and_then(|found| found.ok().map(|view| Arc::clone(&view)))
}

/// The form for a customer.
pub(crate) fn start(customer: &str, mode: SessionMode) -> StartInput {
    StartInput {
        customer_id: customer.to_owned(),
        email: None,
        metadata: None,
        mode,
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
