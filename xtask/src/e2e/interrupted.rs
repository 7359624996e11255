//! Sessions that don't run to their end in one go.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use super::{
    Customer, Scenario,
    cast::{start_session, turn_to, verify},
    front::WidgetPage,
    stage::Stage,
    verifying::numbers_are_shown,
};
use crate::driver::Role;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I close the widget while it connects and still get the numbers",
        closed,
    ),
    Scenario::new(
        "the app dies while connecting and the session settles itself afterwards",
        killed,
    ),
    Scenario::new(
        "the network goes before the widget is there, and again while MX connects, and the session goes on by itself",
        offline,
    ),
    Scenario::new(
        "the widget never loads and I am told within ten seconds",
        never_loads,
    ),
];

/// A session in which MX is just connecting to the bank.
pub(super) fn connecting(stage: &Stage, customer: &str) -> Result<()> {
    let person = stage.person()?;
    start_session(person, customer)?;
    Customer(person).chooses_mx_bank()?;
    stage.secret("a bank password", "Slow-but-correct-1");
    Customer(person).signs_in_with("Slow-but-correct-1")?;
    person.wait_to_read("MX is connecting to the bank.")
}

fn closed(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.open_connected()?;
    connecting(stage, "customer-5")?;
    let person = stage.person()?;
    person.must_not_read("Account verified")?;
    person.press("Close widget")?;
    ensure!(
        !person.sees(Role::Frame, "MX Connect")?,
        "the widget is still there"
    );
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn killed(stage: &mut Stage) -> Result<()> {
    stage.start_mx(2)?;
    stage.open_connected()?;
    connecting(stage, "customer-6")?;
    stage.keep_page("while connecting")?;
    stage.kill_app()?;
    stage.open_connected()?;
    let person = stage.person()?;
    // Beside whatever the agent begins with, and not in its way.
    person.wait(Role::Field, "Customer id")?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Needs attention")?;
    person.must_not_read("Account verified")?;
    turn_to(person, "customer-6")?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)?;
    // Settled means settled: it is not asked about again.
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, "Customer id")?;
    person.must_not_read("customer-6")
}

fn offline(stage: &mut Stage) -> Result<()> {
    const BROKEN: &str = "The connection to MX broke before MX had answered.";
    stage.start_mx(2)?;
    stage.open_connected()?;
    let cut_off = json!({ "path": "/users/**", "effect": { "kind": "reset_before" } });
    stage.mx()?.inject(&cut_off)?;
    let person = stage.person()?;
    person.be_patient_for(Duration::from_secs(40));
    start_session(person, "customer-7")?;
    person.wait_to_read(BROKEN)?;
    person.wait_to_read("The session goes on by itself once MX can be reached.")?;
    stage.picture("before-the-widget")?;
    stage.mx()?.forget_faults()?;
    // Nothing is pressed: the widget comes.
    Customer(person).chooses_mx_bank()?;
    person.must_not_read(BROKEN)?;
    stage.secret("a bank password", "Slow-but-correct-1");
    Customer(person).signs_in_with("Slow-but-correct-1")?;
    person.wait_to_read("MX is connecting to the bank.")?;
    person.press("Close widget")?;
    stage.mx()?.inject(&cut_off)?;
    person.wait_to_read(BROKEN)?;
    person.must_not_read("Account verified")?;
    stage.picture("while-connecting")?;
    stage.mx()?.forget_faults()?;
    person.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn never_loads(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.front().serve_widget(WidgetPage::NeverAnswers);
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-7")?;
    person.wait(Role::Frame, "MX Connect")?;
    let start = Instant::now();
    person.wait(Role::Button, "Load the widget again")?;
    let waited = start.elapsed().as_secs_f32();
    ensure!(waited < 11.0, "the answer took {waited:.1} s");
    stage.keep_page("while the widget is silent")?;

    stage.front().serve_widget(WidgetPage::AsIs);
    person.press("Load the widget again")?;
    Customer(person).chooses_mx_bank()?;
    Customer(person).signs_in_with("any")?;
    person.wait_to_read("Account verified")?;
    person.press("Finish")?;
    verify(stage, "customer-8")
}
