//! A page that sends so much that the app would stand still.

use std::{thread::sleep, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{attempts::Place, begin_hostile, keep_one, meter::Meter, open_hostile};
use crate::{
    driver::{Role, wait_for},
    e2e::{cast::verify, front::WidgetPage, stage::Stage},
};

const IN_THE_FRAME: [&str; 4] = [
    "send 10 000 messages a second",
    "send 10 000 messages a second that are not MX's",
    "send 10 000 messages a second from a frame within",
    "send 10 MB a hundred times a second",
];
const IN_THE_WINDOW: &str = "navigate 10 000 times a second";

pub(super) fn in_the_frame(stage: &mut Stage) -> Result<()> {
    let mut made = Vec::new();
    for (index, attempt) in IN_THE_FRAME.into_iter().enumerate() {
        if index == 0 {
            open_hostile(stage, Place::Frame)?;
        } else {
            begin_hostile(stage, Place::Frame, &format!("bystander-{index}"))?;
        }
        let person = stage.person()?;
        let meter = Meter::begin(stage.app()?, person)?;
        order(stage, attempt)?;
        (|| {
            person.wait_to_read("more messages than this app can take")?;
            // MX is asked how far it got, and there is a way on.
            person.wait_to_read("No bank was connected")?;
            person.wait(Role::Button, "Start over")
        })()
        .context(attempt)?;
        // Gone for good, not only out of sight.
        let before = stage.front().times_asked_for_orders();
        sleep(Duration::from_secs(2));
        let measured = meter.end()?;
        ensure!(
            stage.front().times_asked_for_orders() <= before + 1,
            "{attempt}: the page still runs"
        );
        if index == 0 {
            stage.picture("taken-away")?;
        }
        person.press("Leave session")?;
        person.wait(Role::Field, "Customer id")?;
        made.push((attempt, Place::Frame, format!("taken away; {measured}")));
    }
    // The app is as good as before.
    stage.front().serve_widget(WidgetPage::AsIs);
    verify(stage, "customer-after")?;
    keep_one("floods", &made)
}

pub(super) fn in_the_window(stage: &mut Stage) -> Result<()> {
    open_hostile(stage, Place::Window)?;
    let person = stage.person()?;
    let meter = Meter::begin(stage.app()?, person)?;
    order(stage, IN_THE_WINDOW)?;
    sleep(Duration::from_secs(3));
    let measured = meter.end()?;
    person.press("Close the window")?;
    person.wait_to_read("No bank was connected")?;
    wait_for("the customer window to go", Duration::from_secs(10), || {
        Ok((stage.display().visible_windows()? == 1).then_some(()))
    })?;
    let outcome = format!("it can be closed meanwhile; {measured}");
    keep_one("window-flood", &[(IN_THE_WINDOW, Place::Window, outcome)])
}

fn order(stage: &Stage, attempt: &str) -> Result<()> {
    stage
        .front()
        .order(json!({ "attempt": attempt, "clicked": false }));
    wait_for("the order to be taken", Duration::from_secs(5), || {
        Ok(stage.front().orders_are_taken().then_some(()))
    })
}
