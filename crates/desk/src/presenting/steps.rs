//! Which of a scenario's steps it is time for, by what the widget and MX have said.

use super::scenarios::{Scenario, Way};
use crate::view::{
    DepositStage, HandOver, ScenarioMoment, ScenarioOutcome, ScenarioStep, ScenarioWait,
    SessionPhase, SessionView, TimelineSource, Turn,
};

const WENT_TO_THE_BANK: &str = "mx/connect/oauthRequested";
/// Said some seconds before MX is asked again, in which a sign-in would be sent once more.
const SHOWS_A_FAILURE: &str = "mx/connect/memberError";
/// Steps of the widget in which it waits for MX and the bank.
const AT_THE_BANK: [&str; 2] = ["connecting", "timeOut"];
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

/// The scenario's wait is on. Deposits are waited for while nobody has a widget open, a bank while
/// the widget says so or the agent has closed it.
pub(super) fn can_skip(scenario: &Scenario, session: &SessionView) -> bool {
    match scenario.wait {
        Some(ScenarioWait::Bank) => match session.phase {
            SessionPhase::Open => {
                let step = session.widget_step.as_deref();
                step.is_some_and(|step| AT_THE_BANK.contains(&step))
            }
            SessionPhase::Checking => true,
            SessionPhase::Preparing | SessionPhase::Stopped | SessionPhase::Done => false,
        },
        Some(ScenarioWait::Deposits) => moment(scenario, session) == Some(ScenarioMoment::Wait),
        None => false,
    }
}

/// The customer still has a part in the widget. While the bank is at it the button stays as it is, for
/// the next question.
pub(super) fn can_type(scenario: &Scenario, session: &SessionView) -> bool {
    let is_here = session.hand_over == HandOver::Here && session.phase == SessionPhase::Open;
    let is_at_its_end = || {
        let step = session.widget_step.as_deref();
        step.is_some_and(|step| DEAD_ENDS.contains(&step))
            || moment(scenario, session) == Some(ScenarioMoment::CloseWidget)
    };
    is_here && !is_at_its_end()
}

fn deposits(session: &SessionView) -> Option<DepositStage> {
    let deposit = session.deposit.as_ref()?;
    Some(deposit.standing.stage)
}

fn moment(scenario: &Scenario, session: &SessionView) -> Option<ScenarioMoment> {
    match session.phase {
        SessionPhase::Open => in_the_widget(scenario, session),
        SessionPhase::Stopped => match deposits(session)? {
            DepositStage::OnTheWay => Some(ScenarioMoment::Wait),
            DepositStage::CustomerEnters => Some(ScenarioMoment::Amounts),
            DepositStage::Verified | DepositStage::Failed | DepositStage::Unclear => None,
        },
        SessionPhase::Preparing | SessionPhase::Checking | SessionPhase::Done => None,
    }
}

fn in_the_widget(scenario: &Scenario, session: &SessionView) -> Option<ScenarioMoment> {
    let step = session.widget_step.as_deref()?;
    if scenario.closes_widget && is_time_to_close(scenario, step, session) {
        return Some(ScenarioMoment::CloseWidget);
    }
    match step {
        "search" => Some(ScenarioMoment::Search),
        "enterCreds" if has_said(session, WENT_TO_THE_BANK) => Some(ScenarioMoment::AtTheBank),
        "enterCreds" => Some(ScenarioMoment::SignIn),
        "mfa" => Some(ScenarioMoment::Question),
        "microdeposits" if session.enters_amounts => Some(ScenarioMoment::Amounts),
        "microdeposits" if session.deposit.is_some() => Some(ScenarioMoment::LastPage),
        "microdeposits" => Some(ScenarioMoment::Account),
        _ => None,
    }
}

/// The widget shows what was to be seen.
fn is_time_to_close(scenario: &Scenario, step: &str, session: &SessionView) -> bool {
    if scenario.outcome == ScenarioOutcome::Verified {
        // It would go through: the moment is when the bank is at it.
        return step == "connecting";
    }
    let is_refused = || {
        session.status.as_ref().is_some_and(|status| {
            !status.is_working && !matches!(status.turn, Turn::Mx | Turn::Nobody)
        })
    };
    DEAD_ENDS.contains(&step)
        || match scenario.way {
            Way::SignIn { .. } => {
                step != "search" && (is_refused() || has_said(session, SHOWS_A_FAILURE))
            }
            // MX waits for the customer while they are at the bank's own page, and once the amounts
            // are to be entered: only the widget says how that ended.
            Way::OwnPage { .. } | Way::Deposits(_) => false,
        }
}

fn has_said(session: &SessionView, kind: &str) -> bool {
    session
        .timeline
        .iter()
        .any(|entry| entry.source == TimelineSource::Widget && entry.kind == kind)
}
