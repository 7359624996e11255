//! A job the session has MX do: started, followed, started again where it didn't come to it.

use connect_events::ConnectionStatus;

use super::tracked::Standing;
use crate::{
    mx::{Job, MxProblem, MxProblemKind},
    view::{Problem, ProblemCode},
};

/// Times a job is started before the session gives up: the first time, and after others of the
/// member's jobs or a failure came in between.
const STARTS: u8 = 3;
/// How far this computer's clock may be ahead of MX's.
pub(super) const CLOCK_TOLERANCE_MS: i64 = 60_000;

/// A job of the session's own.
pub(super) struct Run {
    pub(super) job: Job,
    stage: Stage,
    before: Before,
    /// Questions up to this one were asked before MX had taken the job on.
    since: u64,
    /// A job has been seen at work since.
    seen_working: bool,
    /// The last answer that said *idle*, and how many did.
    idle: (u64, u8),
    starts_left: u8,
    /// Why it didn't come to it when MX was asked last.
    obstacle: Option<MxProblem>,
    /// There is something new to read, or there will be nothing new.
    is_settled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// To be started.
    Wanted,
    /// MX is being asked to start it.
    Asked,
    /// MX may or may not have taken it on: the answer was lost, or the app was closed.
    Unsure,
    /// MX took it on.
    Taken,
    /// MX was at another job.
    OtherFirst,
}

/// What was known of the member's last job before this one.
enum Before {
    /// When it began.
    Began(Option<String>),
    /// Nothing; what began after this moment is the session's.
    Unknown(i64),
}

/// What to do next about the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// Ask for the status again.
    Wait,
    /// Have MX start it (again).
    Start,
    /// It didn't come to it.
    GaveUp,
    /// What MX says now counts.
    Settled,
}

impl Run {
    /// A job that is to be started.
    pub(super) fn wanted(job: Job) -> Self {
        Self {
            job,
            stage: Stage::Wanted,
            before: Before::Began(None),
            since: 0,
            seen_working: false,
            idle: (0, 0),
            starts_left: STARTS,
            obstacle: None,
            is_settled: false,
        }
    }

    /// A job that an earlier run of the app may have started after this moment.
    pub(super) fn perhaps_started(job: Job, after_ms: i64) -> Self {
        Self {
            stage: Stage::Unsure,
            before: Before::Unknown(after_ms),
            ..Self::wanted(job)
        }
    }

    /// The person asks again: a job that didn't come to it, or ended badly, is started anew unless
    /// something has begun since.
    pub(super) fn again(&mut self, began: Option<String>) {
        *self = Self {
            stage: Stage::Unsure,
            before: Before::Began(began),
            ..Self::wanted(self.job)
        };
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.stage == Stage::Wanted
    }

    pub(super) fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Whether nothing new came of it: MX did not ask the bank again, because it had a short while
    /// ago.
    pub(super) fn brought_nothing_new(&self, standing: &Standing) -> bool {
        !self.seen_working && !self.has_begun(standing)
    }

    /// MX is asked to start it. `began` is when the member's last job did.
    pub(super) fn asked(&mut self, began: Option<String>) {
        self.stage = Stage::Asked;
        self.before = Before::Began(began);
        self.starts_left = self.starts_left.saturating_sub(1);
    }

    pub(super) fn is_asked(&self) -> bool {
        self.stage == Stage::Asked
    }

    /// MX took it on. Answers to questions up to `count` say nothing about it.
    pub(super) fn taken(&mut self, count: u64) {
        self.stage = Stage::Taken;
        self.since = count;
    }

    /// MX is at another job, and has said so.
    pub(super) fn other_first(&mut self, count: u64, conflict: MxProblem) {
        self.stage = Stage::OtherFirst;
        self.since = count;
        self.obstacle = Some(conflict);
    }

    /// The answer was lost, for this reason where there is one.
    pub(super) fn unsure(&mut self, count: u64, lost: Option<MxProblem>) {
        self.stage = Stage::Unsure;
        self.since = count;
        self.obstacle = lost;
    }

    /// What the person is told when it was given up. A status has been answered since the job was
    /// asked for the last time: what was in the way then is known here alone.
    pub(super) fn gave_up(&self) -> Problem {
        match &self.obstacle {
            Some(lost) if lost.kind != MxProblemKind::Conflict => lost.clone().into(),
            conflict => Problem::new(
                ProblemCode::Conflict,
                "MX is still busy with another job for this connection.",
                "Wait a minute, then try again.",
            )
            .with_request_id(conflict.as_ref().and_then(|it| it.request_id.clone())),
        }
    }

    /// What a status says about it.
    pub(super) fn progress(&mut self, standing: &Standing) -> Progress {
        if self.is_settled {
            return Progress::Settled;
        }
        if matches!(self.stage, Stage::Wanted | Stage::Asked)
            || !standing.from_status
            || standing.asked <= self.since
        {
            return Progress::Wait;
        }
        // A question to the customer holds every job up.
        let is_challenged = standing.status == Some(ConnectionStatus::Challenged);
        let progress = if is_challenged {
            Progress::Settled
        } else {
            match self.stage {
                Stage::OtherFirst if standing.is_working => Progress::Wait,
                Stage::OtherFirst => self.start_again(),
                Stage::Unsure if standing.is_working => {
                    self.stage = Stage::Taken;
                    self.seen_working = true;
                    Progress::Wait
                }
                Stage::Unsure if self.has_begun(standing) => Progress::Settled,
                Stage::Unsure => self.start_again(),
                _ if standing.is_working => {
                    self.seen_working = true;
                    Progress::Wait
                }
                _ if self.seen_working || self.has_begun(standing) => Progress::Settled,
                _ => self.idles(standing.asked),
            }
        };
        self.is_settled = progress == Progress::Settled;
        progress
    }

    /// MX took it on, and nothing is at work. That can be too early to mean anything, or MX has
    /// found the last job too recent to repeat; said twice, it is the latter.
    fn idles(&mut self, asked: u64) -> Progress {
        if self.idle.0 != asked {
            self.idle = (asked, self.idle.1.saturating_add(1));
        }
        if self.idle.1 < 2 {
            Progress::Wait
        } else {
            Progress::Settled
        }
    }

    fn start_again(&mut self) -> Progress {
        if self.starts_left == 0 {
            return Progress::GaveUp;
        }
        self.stage = Stage::Wanted;
        Progress::Start
    }

    fn has_begun(&self, standing: &Standing) -> bool {
        let Some(now) = standing.aggregated_at.as_deref() else {
            return false;
        };
        match &self.before {
            Before::Began(before) => before.as_deref() != Some(now),
            Before::Unknown(after_ms) => now
                .parse::<jiff::Timestamp>()
                .is_ok_and(|at| at.as_millisecond() >= after_ms - CLOCK_TOLERANCE_MS),
        }
    }
}
