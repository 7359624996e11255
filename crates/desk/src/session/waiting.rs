//! When nothing can be reached, and when nobody was there to wait: the session goes on by itself.

use super::{Effect, Machine, flow::CHECKING_CAP_MS};
use crate::view::{Problem, ProblemCode, SessionPhase, Tone};

/// Instead of "try again", where nothing needs to be pressed.
const GOES_ON: &str = "The session goes on by itself once MX can be reached. If that takes long, check this computer's network, VPN and proxy.";

/// Getting the widget ready, while MX can't be reached.
#[derive(Default)]
pub(super) struct Waiting {
    /// When it is tried again.
    at: Option<i64>,
    since: Option<i64>,
    failures: u32,
}

impl Machine {
    /// Nothing could be reached while the widget was being prepared: it is tried again by itself for
    /// two minutes. Finding the user looks first, and of widget URLs there can be any number, so
    /// that nothing is made twice. `false`: waiting would not help, or has not helped.
    pub(super) fn waits_for_network(&mut self, problem: &Problem) -> bool {
        let since = *self.waiting.since.get_or_insert(self.now);
        let is_over = self.now - since >= CHECKING_CAP_MS;
        if problem.code != ProblemCode::Offline || is_over {
            return false;
        }
        self.waiting.failures += 1;
        self.waiting.at = Some(self.now + self.backoff(self.waiting.failures));
        self.outlives(problem.clone());
        self.show();
        true
    }

    /// What is in the way while the session asks again by itself.
    pub(super) fn outlives(&mut self, problem: impl Into<Problem>) {
        let mut problem = problem.into();
        if problem.code == ProblemCode::Offline {
            GOES_ON.clone_into(&mut problem.next_step);
        }
        self.api_problem = Some(problem);
    }

    /// The session prepares nothing any more, or begins to anew.
    pub(super) fn wait_no_more(&mut self) {
        self.waiting = Waiting::default();
    }

    pub(super) fn tries_again_at(&self) -> Option<i64> {
        self.waiting
            .at
            .filter(|_| self.phase == SessionPhase::Preparing)
    }

    pub(super) fn try_again(&mut self) {
        if self.tries_again_at().is_none_or(|at| at > self.now) {
            return;
        }
        self.waiting.at = None;
        if self.customer.guid.is_none() {
            self.out.push(Effect::PrepareUser);
        } else {
            self.push_widget_request();
        }
    }

    /// The computer was asleep, or its clock was set forward: time passed in which nobody waited
    /// for an answer, so nothing is given up because of it.
    pub(super) fn slept(&mut self, ms: i64) {
        if self.is_finished() {
            return;
        }
        for since in [
            &mut self.search.checking_since,
            &mut self.waiting.since,
            &mut self.widget.silent_from,
        ]
        .into_iter()
        .flatten()
        {
            *since += ms;
        }
        let words = "This computer was asleep, or its clock was set";
        self.note_desk(Tone::Neutral, "slept", words);
    }
}
