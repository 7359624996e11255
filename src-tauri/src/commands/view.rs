//! What is on screen, and what is offered there by itself.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use desk::{
    Desk,
    view::{DeskView, Problem},
};
use tauri::{AppHandle, State, async_runtime::JoinHandle, ipc::Channel};

/// No screen shows more than one view in this time.
const FRAME: Duration = Duration::from_millis(16);
/// A change waits so long for those that it brings with it. A click is answered by two or three, where
/// MX is near all within this time; each shown by itself would be drawn by itself.
const GATHER: Duration = Duration::from_millis(6);

/// When views are sent: soon after a rest, and a burst of changes as one view for each frame.
struct Pace {
    sent: Option<Instant>,
}

impl Pace {
    /// How long from now, the moment of a change, the next view is to be sent.
    fn wait(&mut self, now: Instant) -> Duration {
        let soon = now + GATHER;
        let at = self.sent.map_or(soon, |sent| soon.max(sent + FRAME));
        self.sent = Some(at);
        at - now
    }
}

/// The page that is being told. A reloaded page subscribes anew and replaces the one before.
#[derive(Default)]
pub(crate) struct Subscription(Mutex<Option<JoinHandle<()>>>);

/// Sends the whole view now, and again after every change.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its state by value"
)]
pub(crate) fn subscribe(
    desk: State<'_, Desk>,
    subscription: State<'_, Subscription>,
    on_view: Channel<Arc<DeskView>>,
) {
    let mut changes = desk.watch();
    let task = tauri::async_runtime::spawn(async move {
        let mut pace = Pace { sent: None };
        loop {
            let view = Arc::clone(&changes.borrow_and_update());
            if on_view.send(view).is_err() || changes.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(pace.wait(Instant::now())).await;
        }
    });
    let before = subscription
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .replace(task);
    if let Some(before) = before {
        before.abort();
    }
}

/// The agent has decided about what another program asked for.
#[tauri::command]
pub(crate) async fn settle_asked(desk: State<'_, Desk>, id: u32) -> Result<(), Problem> {
    desk.settle_asked(id);
    Ok(())
}

/// Ends the app. Sessions that are not settled are when it is started again.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command the app by value"
)]
pub(crate) fn quit(app: AppHandle) {
    app.exit(0);
}

/// Installs the newer version that was found, and starts the app anew.
#[tauri::command]
pub(crate) async fn install_update(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.install_update().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_sent_soon_and_a_burst_frame_by_frame() {
        let mut pace = Pace { sent: None };
        let start = Instant::now();
        let mut waits_at = |ms: u64| pace.wait(start + Duration::from_millis(ms)).as_millis();
        assert_eq!(waits_at(0), 6);
        // Sent at 6 ms: the next is the next frame's, however soon it comes.
        assert_eq!(waits_at(7), 15);
        assert_eq!(waits_at(22), 16);
        // After a rest it is soon again.
        assert_eq!(waits_at(1_000), 6);
    }
}
