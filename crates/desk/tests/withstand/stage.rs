//! A desk without a window on a simulated MX.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use desk::{
    Desk,
    ports::Clock,
    view::{DeskView, HandOver, SessionMode, SessionView, StartInput},
};
use mx_sandbox::{Sandbox, SandboxBuilder};
use serde_json::Value;

use crate::windowless::{Address, SystemClock, ports};

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
        SystemClock.now_ms() + self.set_by_ms.load(Ordering::SeqCst)
    }
}

/// A desk on a folder, connected to the simulated MX that is there.
pub(crate) async fn desk_on(data: &Path, mx: &Address, clock: WallClock) -> Desk {
    let desk = Desk::open(data, ports(mx, Arc::new(clock)), "0.0.0");
    desk.explore_sandbox().await.unwrap();
    desk
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

    /// What MX was asked so far, method and path, in the order the exchanges began.
    pub(crate) fn exchanges(&self) -> Vec<(String, String)> {
        let folder = self.data.path().join("exchanges");
        let files = std::fs::read_dir(folder).unwrap();
        let lines: String = files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        let mut lines: Vec<Value> = lines
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        lines.sort_by_key(|line| line["number"].as_u64());
        let sent = lines.iter().filter_map(|line| {
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
