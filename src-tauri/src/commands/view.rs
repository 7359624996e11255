//! What is on screen, and what is offered there by itself.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use desk::{
    Desk,
    view::{DeskView, Problem},
};
use tauri::{State, async_runtime::JoinHandle, ipc::Channel};

/// A burst of changes is drawn once: no screen shows more than this.
const FRAME: Duration = Duration::from_millis(16);

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
        loop {
            let view = Arc::clone(&changes.borrow_and_update());
            if on_view.send(view).is_err() || changes.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(FRAME).await;
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
