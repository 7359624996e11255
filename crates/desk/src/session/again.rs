//! Verifying a connection again without the widget: MX asks the bank by itself, the customer is
//! needed only where the bank asks something.

use super::{
    Effect, Machine, Note, Read,
    run::{Progress, Run},
    tracked::{Standing, Tracked},
};
use crate::{
    mx::{Job, MxProblem, MxProblemKind},
    view::{Problem, SessionAction, SessionMode, SessionPhase, Tone},
};

impl Machine {
    /// The job this session is about, where it is about one.
    fn own_job(&self) -> Job {
        match self.begin.mode {
            SessionMode::Verification => Job::Verification,
            SessionMode::Aggregation => Job::Aggregation,
        }
    }

    /// Begins without the widget, if that was asked for. The member is in the journal first, and
    /// MX is asked whose it is before anything is done with it.
    pub(super) fn begin_without_widget(&mut self) -> bool {
        let wanted = self.begin.member_guid.clone();
        let Some(guid) = wanted.filter(|_| self.begin.without_widget) else {
            return false;
        };
        self.go_on(SessionPhase::Checking);
        self.search.checking_since = Some(self.now);
        self.run = Some(Run::wanted(self.own_job()));
        self.out.push(Effect::Journal(Note::Member(guid.clone())));
        self.candidate = Some(Tracked::new(&guid));
        self.ask_owner(&guid);
        true
    }

    /// An earlier run of the app may have had the job started, or not have come to it.
    pub(super) fn resume_without_widget(&mut self) {
        if self.begin.without_widget {
            let run = Run::perhaps_started(self.own_job(), self.begin.started_at_ms);
            self.run = Some(run);
        }
    }

    /// Has MX start the session's job, if it is still to be started.
    pub(super) fn start_run(&mut self) -> bool {
        let is_checking = self.phase == SessionPhase::Checking;
        let (Some(run), Some(member)) = (&mut self.run, &mut self.current) else {
            return false;
        };
        if !is_checking || !run.is_wanted() {
            return false;
        }
        run.asked(member.began());
        let job = run.job;
        // What was read belongs to what was before.
        member.forget_readings();
        member.next_poll_at = None;
        let member_guid = member.guid.clone();
        self.out.push(Effect::StartJob { job, member_guid });
        self.show();
        true
    }

    pub(super) fn run_answered(
        &mut self,
        guid: &str,
        result: Result<(), MxProblem>,
        elapsed_ms: u32,
    ) {
        let is_current = self
            .current
            .as_ref()
            .is_some_and(|member| member.guid == guid);
        let count = self.asked.count;
        let Some(run) = self.run.as_mut().filter(|run| is_current && run.is_asked()) else {
            return;
        };
        if self.phase != SessionPhase::Checking {
            // The session has gone on without it; whether MX took it on is asked if it matters.
            return run.unsure(count, result.err());
        }
        match result {
            Ok(()) => {
                run.taken(count);
                self.asked.status_at.insert(guid.to_owned(), self.now);
                let words = "MX asks the bank again, without the customer";
                self.note_api(Tone::Good, "job", words, elapsed_ms);
                self.reached();
                self.poll_soon();
            }
            Err(problem) if problem.kind == MxProblemKind::Conflict => {
                run.other_first(count, problem);
                self.asked.status_at.insert(guid.to_owned(), self.now);
                let words = "MX is busy with another job for this connection; waiting for it";
                self.note_api(Tone::Neutral, "job", words, elapsed_ms);
                self.reached();
                self.poll_soon();
            }
            Err(problem) if problem.kind == MxProblemKind::NotFound => {
                self.note_api(Tone::Bad, "job", problem.to_string(), elapsed_ms);
                self.member_is_gone();
            }
            Err(problem) if problem.kind.is_transient() => {
                run.unsure(count, Some(problem.clone()));
                self.back_off("job", problem, elapsed_ms);
            }
            Err(problem) => {
                run.unsure(count, Some(problem.clone()));
                self.note_api(Tone::Bad, "job", problem.to_string(), elapsed_ms);
                self.fail_run(problem.into());
            }
        }
    }

    fn fail_run(&mut self, problem: Problem) {
        use SessionAction::{CheckAgain, Finish, Reopen, StartOver};
        self.fail(problem, vec![Reopen, CheckAgain, StartOver, Finish]);
    }

    /// Whether the session's job has come to its end, so that what MX says now decides. While it
    /// hasn't, goes on asking.
    pub(super) fn run_is_over(&mut self, standing: &Standing) -> bool {
        let Some(run) = &mut self.run else {
            return true;
        };
        let was_settled = run.is_settled();
        match run.progress(standing) {
            Progress::Wait => {
                if !run.is_asked() && !run.is_wanted() {
                    self.poll_soon();
                }
                false
            }
            Progress::Start => {
                self.start_run();
                false
            }
            Progress::GaveUp => {
                let problem = run.gave_up();
                self.fail_run(problem);
                false
            }
            Progress::Settled => {
                // Why it ended is with the member, and that was read before.
                if !was_settled
                    && !standing.is_connected_and_idle()
                    && let Some(guid) = self.current.as_ref().map(|member| member.guid.clone())
                {
                    self.ask(&guid, &[Read::Member]);
                    return false;
                }
                true
            }
        }
    }

    /// The person asks again.
    pub(super) fn run_again(&mut self, was_working: bool) {
        let began = self.current.as_ref().and_then(Tracked::began);
        if let Some(run) = &mut self.run
            && !was_working
        {
            run.again(began);
        }
    }
}
