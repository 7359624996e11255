//! The app exactly as a person starts it: nothing drives it but the display's own keyboard.

use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{Scenario, stage::Stage};
use crate::{driver::wait_for, setup::app_binary};

pub(super) const SCENARIOS: &[Scenario] = &[Scenario::new(
    "I verify by keyboard alone, and nothing of the widget stays on disk",
    keyboard,
)];

fn keyboard(stage: &mut Stage) -> Result<()> {
    by_keyboard(stage, &app_binary())
}

/// One verification with an app that is started by this program.
pub(super) fn by_keyboard(stage: &mut Stage, program: &Path) -> Result<()> {
    stage.start_mx(10)?;
    let app = stage.open_by_hand(program)?;
    let display = stage.display();
    wait_for("the app's window", Duration::from_secs(15), || {
        Ok((display.visible_windows()? > 0).then_some(()))
    })?;
    settled(stage);

    // From wherever one is to the customer id.
    display.press_keys(&["n"])?;
    display.type_text("by-keyboard")?;
    settled(stage);
    display.press_keys(&["Return"])?;
    wait_for("the widget to be opened", Duration::from_secs(10), || {
        Ok((!stage.front().tokens().is_empty()).then_some(()))
    })?;
    settled(stage);
    // Into the widget and to its search; then the first bank found.
    display.press_keys(&["F6", "Tab"])?;
    display.type_text("MX Bank")?;
    settled(stage);
    display.press_keys(&["Tab", "Return"])?;
    settled(stage);
    stage.picture("sign-in")?;
    display.press_keys(&["Tab"])?;
    display.type_text("mxuser")?;
    display.press_keys(&["Tab"])?;
    stage.secret("a bank password", "by-hand-and-for-the-bank-only");
    display.type_text("by-hand-and-for-the-bank-only")?;
    display.press_keys(&["Return"])?;

    wait_for(
        "the app to ask MX for the numbers",
        Duration::from_secs(20),
        || {
            let asked = stage.front().asked();
            Ok(asked
                .iter()
                .any(|path| path.contains("account_numbers"))
                .then_some(()))
        },
    )?;
    settled(stage);
    stage.picture("result")?;
    ensure!(
        !stage.mx()?.account_numbers()?.is_empty(),
        "MX has no numbers for the app to show"
    );
    drop(app);
    Ok(())
}

/// Waits until nothing has been asked for a while: whatever the last key started is done.
fn settled(stage: &Stage) {
    let start = Instant::now();
    let mut seen = stage.front().asked().len();
    let mut since = Instant::now();
    while since.elapsed() < Duration::from_millis(1500) && start.elapsed() < Duration::from_secs(8)
    {
        sleep(Duration::from_millis(50));
        let now = stage.front().asked().len();
        if now != seen {
            (seen, since) = (now, Instant::now());
        }
    }
}
