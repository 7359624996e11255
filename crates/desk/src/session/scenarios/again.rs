//! Verifying a connection again without the widget.

use super::*;
use crate::mx::Job;

const BEFORE: &str = "2026-01-01T00:00:00Z";
const SINCE: &str = "2027-01-15T08:00:05Z";

fn without_widget(mode: SessionMode) -> crate::session::Begin {
    crate::session::Begin {
        member_guid: Some(M.to_owned()),
        without_widget: true,
        ..begin(mode)
    }
}

fn start_job(job: Job) -> Effect {
    Effect::StartJob {
        job,
        member_guid: M.to_owned(),
    }
}

/// How a member stands that was last asked at this time.
fn at(status: S, is_working: bool, aggregated_at: &str) -> MemberStatus {
    MemberStatus {
        aggregated_at: Some(aggregated_at.to_owned()),
        ..status_of(status, is_working)
    }
}

impl Rig {
    fn owner_answers(&mut self, status: S) {
        self.owner_answers_at(status, BEFORE);
    }

    fn owner_answers_at(&mut self, status: S, aggregated_at: &str) {
        assert!(
            self.take(&Effect::Read(Read::Member, M.to_owned())),
            "{:?}",
            self.wanted
        );
        let mut member = member_of(M, status, false);
        member.aggregated_at = Some(aggregated_at.to_owned());
        self.answer(Answer::Member(M.to_owned(), Ok(member.into())));
    }

    fn job_answers(&mut self, job: Job, result: Result<(), MxProblemKind>) {
        assert!(self.take(&start_job(job)), "{:?}", self.wanted);
        let result = result.map_err(crate::mx::MxProblem::new);
        self.answer(Answer::Job(M.to_owned(), job, result));
    }

    /// The status is asked for when MX's pause is over, and answered.
    fn next_status(&mut self, status: MemberStatus) {
        self.advance(3_700);
        self.status_is(M, status);
    }

    fn known(mode: SessionMode) -> Self {
        let mut rig = Self::new(without_widget(mode));
        rig.user_found();
        rig
    }

    /// MX has been told to verify the member again.
    fn verifying_again() -> Self {
        let mut rig = Self::known(SessionMode::Verification);
        rig.owner_answers(S::Connected);
        rig.job_answers(Job::Verification, Ok(()));
        rig
    }

    fn numbers_arrive(&mut self) {
        self.one_number(M);
        assert_eq!(self.view().phase, P::Done);
    }

    fn wants_job(&self) -> bool {
        self.wanted
            .iter()
            .any(|effect| matches!(effect, Effect::StartJob { .. }))
    }
}

#[test]
fn the_member_is_in_the_journal_and_confirmed_before_the_job_starts() {
    let mut rig = Rig::known(SessionMode::Verification);
    assert_eq!(rig.view().phase, P::Checking);
    assert_eq!(rig.wanted[0], Effect::Journal(Note::Member(M.to_owned())));
    assert!(!rig.wants_job());
    assert!(
        !rig.wanted
            .iter()
            .any(|e| matches!(e, Effect::RequestWidgetUrl { .. }))
    );
    rig.owner_answers(S::Connected);
    assert!(rig.take(&start_job(Job::Verification)));
}

#[test]
fn the_numbers_come_without_the_widget_and_the_file_says_so() {
    let mut rig = Rig::verifying_again();
    rig.next_status(at(S::Connected, true, SINCE));
    assert_eq!(rig.view().phase, P::Checking);
    rig.next_status(at(S::Connected, false, SINCE));
    rig.numbers_arrive();
    let view = rig.view();
    assert_eq!(view.widget_mount, 0);
    let method = view.result.expect("a result").method;
    assert!(method.contains("MX asked it again"), "{method}");
    assert!(method.contains("did not sign in again"), "{method}");
}

#[test]
fn an_aggregation_is_started_as_one() {
    let mut rig = Rig::known(SessionMode::Aggregation);
    rig.owner_answers(S::Connected);
    rig.job_answers(Job::Aggregation, Ok(()));
    rig.next_status(at(S::Connected, false, SINCE));
    rig.accounts(M, vec![account("ACT-1", "CHECKING")]);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn what_the_connection_was_before_proves_nothing() {
    let mut rig = Rig::verifying_again();
    assert!(rig.status_asked.is_empty(), "MX has had no time yet");
    rig.next_status(at(S::Connected, false, BEFORE));
    assert!(!rig.wants(Read::Numbers, M));
    rig.next_status(at(S::Connected, true, SINCE));
    rig.next_status(at(S::Connected, false, SINCE));
    rig.numbers_arrive();
}

#[test]
fn a_job_too_recent_to_repeat_gives_what_is_there_and_the_file_says_so() {
    let mut rig = Rig::verifying_again();
    rig.next_status(at(S::Connected, false, BEFORE));
    rig.next_status(at(S::Connected, false, BEFORE));
    rig.numbers_arrive();
    let method = rig.view().result.expect("a result").method;
    assert!(method.contains("a short while ago"), "{method}");
}

#[test]
fn a_job_of_the_same_kind_that_runs_already_is_followed() {
    let mut rig = Rig::known(SessionMode::Verification);
    rig.owner_answers(S::Updated);
    rig.job_answers(Job::Verification, Ok(()));
    rig.next_status(at(S::Updated, true, BEFORE));
    rig.next_status(at(S::Connected, false, BEFORE));
    rig.numbers_arrive();
}

#[test]
fn another_job_is_waited_for_and_then_it_is_this_one_s_turn() {
    let mut rig = Rig::known(SessionMode::Verification);
    rig.owner_answers(S::Connected);
    rig.job_answers(Job::Verification, Err(MxProblemKind::Conflict));
    rig.next_status(at(S::Connected, true, SINCE));
    assert!(!rig.wants_job());
    rig.next_status(at(S::Connected, false, SINCE));
    assert!(!rig.wants(Read::Numbers, M), "they would be another job's");
    rig.job_answers(Job::Verification, Ok(()));
    rig.next_status(at(S::Connected, true, SINCE));
    rig.next_status(at(S::Connected, false, SINCE));
    rig.numbers_arrive();
}

#[test]
fn a_connection_that_is_always_busy_is_given_up_with_a_way_on() {
    let mut rig = Rig::known(SessionMode::Verification);
    rig.owner_answers(S::Connected);
    for _ in 0..3 {
        rig.job_answers(Job::Verification, Err(MxProblemKind::Conflict));
        rig.next_status(at(S::Connected, false, SINCE));
    }
    assert_eq!(
        (rig.view().phase, rig.problem().code),
        (P::Stopped, ProblemCode::Conflict)
    );
    let words = rig.problem().message;
    assert!(words.contains("still busy with another job"), "{words}");
    assert_eq!(rig.view().actions[0], A::Reopen);
}

#[test]
fn a_network_that_loses_every_answer_is_what_it_is_given_up_for() {
    for kind in [MxProblemKind::Interrupted, MxProblemKind::TimedOut] {
        let mut rig = Rig::known(SessionMode::Verification);
        rig.owner_answers(S::Connected);
        for _ in 0..3 {
            rig.job_answers(Job::Verification, Err(kind));
            rig.advance(30_000);
            rig.status_is(M, at(S::Connected, false, BEFORE));
        }
        assert!(!rig.wants_job());
        assert_eq!(rig.view().phase, P::Stopped);
        assert_eq!(rig.problem(), crate::mx::MxProblem::new(kind).into());
    }
}

#[test]
fn a_question_of_the_bank_s_stops_it_and_the_widget_opens_on_the_connection() {
    let mut rig = Rig::verifying_again();
    rig.next_status(at(S::Challenged, true, SINCE));
    rig.owner_answers(S::Challenged);
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::Waiting)
    );
    assert_eq!(
        rig.view().status.map(|status| status.turn),
        Some(Turn::Customer)
    );
    assert_eq!(rig.view().actions[0], A::Reopen);
    rig.act(A::Reopen);
    let on_member = Effect::RequestWidgetUrl {
        request: 1,
        current_member: Some(M.to_owned()),
        current_microdeposit: None,
        update_credentials: false,
    };
    assert!(rig.wanted.contains(&on_member), "{:?}", rig.wanted);
    rig.widget_ready();
    rig.message(Event::Load);
    rig.message(connected(M));
    rig.member(M, S::Connected, false);
    rig.status_of_when_asked();
    rig.advance(3_700);
    if rig.wants(Read::Status, M) {
        rig.status(M, S::Connected, false);
    }
    rig.one_number(M);
    let method = rig.view().result.expect("a result").method;
    assert!(
        method.contains("signed in at the bank in MX Connect"),
        "{method}"
    );
}

#[test]
fn a_sign_in_that_fails_stops_it_with_the_widget_as_the_way_on() {
    for status in [S::Denied, S::Prevented, S::Expired, S::Locked] {
        let mut rig = Rig::verifying_again();
        rig.next_status(at(status.clone(), false, SINCE));
        rig.owner_answers(status.clone());
        assert_eq!(
            (rig.view().phase, ending(&rig)),
            (P::Stopped, EndingKind::Waiting),
            "{status}"
        );
        assert_eq!(rig.view().actions[0], A::Reopen, "{status}");
    }
}

#[test]
fn asked_again_after_a_failure_the_job_is_started_anew() {
    let mut rig = Rig::verifying_again();
    rig.next_status(at(S::Failed, false, SINCE));
    rig.owner_answers_at(S::Failed, SINCE);
    rig.advance(60_000);
    rig.act(A::CheckAgain);
    rig.owner_answers_at(S::Failed, SINCE);
    rig.status_is(M, at(S::Failed, false, SINCE));
    rig.job_answers(Job::Verification, Ok(()));
    rig.next_status(at(S::Connected, false, "2027-01-15T08:02:00Z"));
    rig.numbers_arrive();
}

#[test]
fn asked_again_after_two_minutes_the_same_job_is_followed() {
    let mut rig = Rig::verifying_again();
    for _ in 0..60 {
        rig.advance(2_000);
        if rig.wants(Read::Status, M) {
            rig.status_is(M, at(S::Connected, true, SINCE));
        }
    }
    assert_eq!(ending(&rig), EndingKind::StillWorking);
    rig.drop_wanted();
    rig.advance(10_000);
    rig.act(A::CheckAgain);
    rig.owner_answers(S::Connected);
    rig.status_is(M, at(S::Connected, false, SINCE));
    assert!(!rig.wants_job());
    rig.numbers_arrive();
}

#[test]
fn a_lost_answer_is_looked_up_before_the_job_is_started_again() {
    let mut happened = Rig::known(SessionMode::Verification);
    happened.owner_answers(S::Connected);
    happened.job_answers(Job::Verification, Err(MxProblemKind::TimedOut));
    assert_eq!(happened.problem().code, ProblemCode::TimedOut);
    happened.next_status(at(S::Connected, true, SINCE));
    assert!(!happened.wants_job());
    happened.next_status(at(S::Connected, false, SINCE));
    happened.numbers_arrive();

    let mut lost = Rig::known(SessionMode::Verification);
    lost.owner_answers(S::Connected);
    lost.job_answers(Job::Verification, Err(MxProblemKind::TimedOut));
    lost.next_status(at(S::Connected, false, BEFORE));
    lost.job_answers(Job::Verification, Ok(()));
    assert!(lost.view().problem.is_none());
}

#[test]
fn a_refused_job_says_why_and_offers_the_widget() {
    for (kind, code) in [
        (MxProblemKind::Refused, ProblemCode::RequestRefused),
        (MxProblemKind::NotAllowed, ProblemCode::NotAllowed),
    ] {
        let mut rig = Rig::known(SessionMode::Verification);
        rig.owner_answers(S::Connected);
        rig.job_answers(Job::Verification, Err(kind));
        assert_eq!((rig.view().phase, rig.problem().code), (P::Stopped, code));
        assert_eq!(
            rig.view().actions,
            [A::Reopen, A::CheckAgain, A::StartOver, A::Finish]
        );
    }
}

#[test]
fn another_customer_s_connection_is_never_verified() {
    let mut rig = Rig::known(SessionMode::Verification);
    rig.fails(Read::Member, M, MxProblemKind::NotFound);
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::Removed)
    );
    assert!(!rig.wants_job() && !rig.wanted.contains(&Effect::ListMembers));
}

#[test]
fn no_eligible_account_is_told_by_what_the_job_left_with_the_member() {
    let mut rig = Rig::verifying_again();
    rig.next_status(at(S::Failed, false, SINCE));
    assert!(rig.take(&Effect::Read(Read::Member, M.to_owned())));
    let mut member = member_of(M, S::Failed, false);
    member.error_code = Some(1000);
    rig.answer(Answer::Member(M.to_owned(), Ok(member.into())));
    assert_eq!(ending(&rig), EndingKind::NoEligibleAccounts);
}

fn resumed() -> Rig {
    let begin = without_widget(SessionMode::Verification);
    Rig::of(Machine::resumed(
        begin,
        Some("USR-1".to_owned()),
        None,
        BEGAN,
    ))
}

#[test]
fn cut_off_after_the_job_began_it_is_followed() {
    let mut rig = resumed();
    rig.owner_answers(S::Connected);
    rig.advance(10);
    rig.status_is(M, at(S::Connected, false, "2027-01-15T08:00:30Z"));
    assert!(!rig.wants_job());
    rig.numbers_arrive();
}

#[test]
fn cut_off_before_the_job_began_it_is_started() {
    let mut rig = resumed();
    rig.owner_answers(S::Connected);
    rig.advance(10);
    rig.status_is(M, at(S::Connected, false, BEFORE));
    assert!(!rig.wants(Read::Numbers, M), "they are of another day");
    rig.job_answers(Job::Verification, Ok(()));
    rig.next_status(at(S::Connected, false, SINCE));
    rig.numbers_arrive();
}

#[test]
fn cut_off_before_the_customer_was_found_it_begins_anew() {
    let begin = without_widget(SessionMode::Verification);
    let mut rig = Rig::of(Machine::resumed(begin, None, None, BEGAN));
    rig.user_found();
    assert_eq!(rig.view().phase, P::Checking);
    rig.owner_answers(S::Connected);
    assert!(rig.wants_job());
}

#[test]
fn the_status_is_not_asked_within_three_seconds_of_the_start() {
    let mut rig = Rig::verifying_again();
    for _ in 0..100 {
        rig.advance(500);
        if rig.wants(Read::Status, M) {
            rig.status_is(M, at(S::Connected, true, SINCE));
        }
    }
    let times: Vec<i64> = rig.status_asked.iter().map(|(_, at)| *at).collect();
    assert!(times[0] - BEGAN >= 3_000 && times.len() > 8, "{times:?}");
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= 3_000),
        "{times:?}"
    );
}
