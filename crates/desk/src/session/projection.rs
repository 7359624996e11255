//! What the person sees of a session, and what they may do in it now.

use connect_events::Step;

use super::{Machine, tracked::Tracked};
use crate::{
    status::without_eligible_accounts,
    view::{
        EndingKind, ProblemCode, SessionAction, SessionMode, SessionPhase, SessionView, StatusView,
    },
};

impl Machine {
    /// What the person sees.
    pub(crate) fn view(&self) -> SessionView {
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let ms = |at: i64| at as f64;
        SessionView {
            id: self.begin.id.clone(),
            customer: self.customer.clone(),
            mode: self.begin.mode,
            hand_over: self.handed.how,
            other_hand_overs: self.other_hand_overs(),
            link: self.link_view(),
            phase: self.phase,
            widget_mount: self.widget.mount,
            widget_origin: self.widget.origin.clone(),
            widget_step: self.widget_step(),
            institution: self.institution.clone(),
            member_guid: self.current.as_ref().map(|member| member.guid.clone()),
            status: self.told_status(),
            deposit: self.deposit_view(),
            deposit_asked: self.asks_deposit(),
            enters_amounts: self.enters_amounts(),
            widget_note: self
                .widget
                .note
                .filter(|_| self.is_open())
                .map(str::to_owned),
            timeline: self.timeline.view(),
            refused_messages: self.refusals.count,
            result: self.result_view(),
            aggregation: self.aggregation_view(),
            ending: self.ending.clone(),
            problem: self
                .widget
                .problem
                .clone()
                .or_else(|| self.api_problem.clone()),
            actions: self.actions(),
            started_at_ms: ms(self.begin.started_at_ms),
            ended_at_ms: self.ended_at.map(ms),
            answered_at_ms: self.answered_at.map(ms),
        }
    }

    /// The member as MX has it now. What MX said before the customer last sent something is over.
    fn standing_member(&self) -> Option<&Tracked> {
        self.current.as_ref().filter(|member| {
            let asked = member.standing.as_ref().map(|standing| standing.asked);
            !self.is_open() || asked > Some(self.widget.submitted_after)
        })
    }

    /// How the member stands, as long as it is what the widget shows.
    fn told_status(&self) -> Option<StatusView> {
        let member = self.standing_member()?;
        let is_overtaken = self.is_open() && member.is_overtaken(self.widget.step.as_deref());
        if is_overtaken {
            return None;
        }
        let status = member.status_view()?;
        let none_is_eligible = match &self.ending {
            Some(ending) => ending.kind == EndingKind::NoEligibleAccounts,
            None => self.begin.mode == SessionMode::Verification && member.has_none_eligible(),
        };
        Some(if none_is_eligible {
            without_eligible_accounts(status)
        } else {
            status
        })
    }

    /// The widget's step. Often MX is done with what the widget still waits for, and is heard first:
    /// then it is the step that the widget is about to lead to.
    fn widget_step(&self) -> Option<String> {
        let said = self.widget.step.as_ref()?;
        let is_waiting = [Step::Connecting, Step::TimeOut]
            .iter()
            .any(|step| step.name() == said);
        let next = self.standing_member().and_then(Tracked::leads_to);
        match next.filter(|_| is_waiting) {
            Some(next) => Some(next.name().to_owned()),
            None => Some(said.clone()),
        }
    }

    fn actions(&self) -> Vec<SessionAction> {
        use SessionAction as A;
        match self.phase {
            SessionPhase::Preparing | SessionPhase::Checking => vec![A::Finish],
            SessionPhase::Open if self.widget.problem.is_some() => {
                vec![A::ReloadWidget, A::CloseWidget, A::StartOver, A::Finish]
            }
            SessionPhase::Open if self.follows_link() => self.link_actions(),
            SessionPhase::Open => vec![A::CloseWidget],
            SessionPhase::Done if self.member_to_answer().is_some() => {
                vec![A::Finish, A::StartOver, A::Reopen]
            }
            SessionPhase::Done => vec![A::Finish, A::StartOver],
            SessionPhase::Stopped => self.stop_actions.clone(),
        }
    }

    /// The connection whose bank asks the customer something before it answers what was asked
    /// after the end.
    pub(crate) fn member_to_answer(&self) -> Option<&str> {
        let mut problems = self.inquiries.problems().chain(self.gathered.problems());
        let is_asked = self.phase == SessionPhase::Done
            && problems.any(|problem| problem.code == ProblemCode::Challenged);
        let member = self.current.as_ref().filter(|_| is_asked)?;
        Some(&member.guid)
    }

    /// MX is being asked how it stands.
    pub(crate) fn is_checking(&self) -> bool {
        !self.over && self.phase == SessionPhase::Checking
    }

    /// Whether the person may do this now.
    pub(crate) fn allows(&self, action: SessionAction) -> bool {
        !self.over && self.actions().contains(&action)
    }
}
