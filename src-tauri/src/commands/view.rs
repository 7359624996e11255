//! What is on screen, and what is offered there by itself.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use desk::{
    Desk,
    view::{DeskView, Problem},
};
use tauri::{State, async_runtime::JoinHandle, ipc::Channel};

/// No screen shows more than one view in this time.
const FRAME: Duration = Duration::from_millis(16);
/// So many changes after a rest are sent at once: a click is answered by two or three.
const AT_ONCE: u32 = 3;

/// When views are sent: a few at once, and a burst of changes as one view for each frame.
struct Pace {
    /// When the last frame has passed that a view was sent for.
    until: Instant,
}

impl Pace {
    fn new() -> Self {
        Self {
            until: Instant::now(),
        }
    }

    /// How long from now the next view must wait.
    fn wait(&mut self, now: Instant) -> Duration {
        self.until = self.until.max(now) + FRAME;
        (self.until - now).saturating_sub(FRAME * AT_ONCE)
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
        let mut pace = Pace::new();
        loop {
            let view = Arc::clone(&changes.borrow_and_update());
            if on_view.send(view).is_err() || changes.changed().await.is_err() {
                return;
            }
            let wait = pace.wait(Instant::now());
            // The timer is no finer than a millisecond, also for no time at all.
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
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

/// Installs the newer version that was found, and starts the app anew.
#[tauri::command]
pub(crate) async fn install_update(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.install_update().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_views_are_sent_at_once_and_a_burst_frame_by_frame() {
        let mut pace = Pace::new();
        let mut now = pace.until;
        let mut waits = |count: usize, rest: Duration| -> Vec<u128> {
            now += rest;
            let waited = (0..count).map(|_| {
                let wait = pace.wait(now);
                now += wait;
                wait.as_millis()
            });
            waited.collect()
        };
        assert_eq!(waits(6, Duration::ZERO), [0, 0, 0, 16, 16, 16]);
        assert_eq!(waits(2, FRAME), [0, 16]);
        assert_eq!(waits(4, Duration::from_secs(1)), [0, 0, 0, 16]);
    }
}
