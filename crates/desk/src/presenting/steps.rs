//! Which of a scenario's steps it is time for, by what the widget and MX have said.

use super::scenarios::Scenario;
use crate::view::{
    ScenarioMoment, ScenarioOutcome, ScenarioStep, SessionPhase, SessionView, TimelineSource, Turn,
};

const WENT_TO_THE_BANK: &str = "mx/connect/oauthRequested";
/// Steps of the widget on which nothing is left for the customer to enter.
const DEAD_ENDS: [&str; 4] = [
    "oauthError",
    "institutionStatusDetails",
    "actionableError",
    "verifyError",
];

/// The steps, with the present one marked.
pub(super) fn at(scenario: &Scenario, session: &SessionView) -> Vec<ScenarioStep> {
    let mut steps = scenario.steps();
    if let Some(moment) = moment(scenario, session)
        && let Some(step) = steps.iter_mut().find(|step| step.at == moment)
    {
        step.current = true;
    }
    steps
}

fn moment(scenario: &Scenario, session: &SessionView) -> Option<ScenarioMoment> {
    if session.phase != SessionPhase::Open {
        return None;
    }
    let step = session.widget_step.as_deref()?;
    if scenario.closes_widget && is_time_to_close(scenario, step, session) {
        return Some(ScenarioMoment::CloseWidget);
    }
    match step {
        "search" => Some(ScenarioMoment::Search),
        "enterCreds" if has_said(session, WENT_TO_THE_BANK) => Some(ScenarioMoment::AtTheBank),
        "enterCreds" => Some(ScenarioMoment::SignIn),
        "mfa" => Some(ScenarioMoment::Question),
        _ => None,
    }
}

/// The widget shows what was to be seen.
fn is_time_to_close(scenario: &Scenario, step: &str, session: &SessionView) -> bool {
    if scenario.outcome == ScenarioOutcome::Verified {
        // It would go through: the moment is when the bank is at it.
        return step == "connecting";
    }
    let is_refused = session.status.as_ref().is_some_and(|status| {
        !status.is_working && !matches!(status.turn, Turn::Mx | Turn::Nobody)
    });
    // At the bank's own page MX waits for the customer too; only the widget says how that ended.
    let is_away = has_said(session, WENT_TO_THE_BANK);
    DEAD_ENDS.contains(&step) || (is_refused && !is_away && step != "search")
}

fn has_said(session: &SessionView, kind: &str) -> bool {
    session
        .timeline
        .iter()
        .any(|entry| entry.source == TimelineSource::Widget && entry.kind == kind)
}
