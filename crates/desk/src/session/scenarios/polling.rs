//! How often MX is asked, and when it fails.

use std::time::Duration;

use super::*;

#[test]
fn the_status_is_never_asked_twice_within_three_seconds() {
    let mut rig = Rig::connecting(M);
    rig.act(A::CloseWidget);
    for _ in 0..200 {
        if rig.wants(Read::Member, M) {
            rig.member(M, S::Created, true);
        }
        if rig.wants(Read::Status, M) {
            rig.status(M, S::Created, true);
        }
        rig.advance(500);
    }
    let times: Vec<i64> = rig.status_asked.iter().map(|(_, at)| *at).collect();
    assert!(times.len() > 20, "{}", times.len());
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= 3_000),
        "{times:?}"
    );
}

#[test]
fn repeated_hints_do_not_hasten_it() {
    let mut rig = Rig::connecting(M);
    for _ in 0..100 {
        rig.message(said(M, S::Created));
        rig.message(connected(M));
        for read in [Read::Member, Read::Status, Read::Numbers, Read::Accounts] {
            rig.take(&Effect::Read(read, M.to_owned()));
        }
        rig.answer(Answer::Status(
            M.to_owned(),
            Ok(status_of(S::Connected, true).into()),
        ));
        rig.advance(400);
    }
    let times: Vec<i64> = rig.status_asked.iter().map(|(_, at)| *at).collect();
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= 3_000),
        "{times:?}"
    );
}

#[test]
fn mx_is_left_alone_for_as_long_as_it_asks_and_no_longer() {
    // A gateway that says a day is not waited for.
    for (said, at_least, at_most) in [(45, 45_000, 47_000), (86_400, 118_000, 122_000)] {
        let mut rig = Rig::connecting(M);
        rig.act(A::CloseWidget);
        rig.member(M, S::Created, true);
        assert!(rig.take(&Effect::Read(Read::Status, M.to_owned())));
        let busy = MxProblem {
            retry_after: Some(Duration::from_secs(said)),
            ..MxProblemKind::RateLimited.into()
        };
        rig.answer(Answer::Status(M.to_owned(), Err(busy)));
        let busy_at = rig.now;
        let asked = rig.status_asked.len();
        while rig.status_asked.len() == asked && rig.now - busy_at < 130_000 {
            if rig.view().phase == P::Stopped {
                // The person decides meanwhile; MX is still left alone.
                rig.act(A::CheckAgain);
            }
            rig.take(&Effect::Read(Read::Member, M.to_owned()));
            rig.advance(500);
        }
        let waited = rig.now - busy_at;
        assert!(
            (at_least..=at_most).contains(&waited),
            "told {said} s, waited {waited} ms"
        );
    }
}

#[test]
fn after_two_minutes_the_person_decides() {
    let mut rig = Rig::connecting(M);
    rig.act(A::CloseWidget);
    for _ in 0..50 {
        for read in [Read::Member, Read::Status] {
            rig.take(&Effect::Read(read, M.to_owned()));
        }
        rig.answer(Answer::Member(
            M.to_owned(),
            Ok(member_of(M, S::Created, true).into()),
        ));
        rig.answer(Answer::Status(
            M.to_owned(),
            Ok(status_of(S::Created, true).into()),
        ));
        rig.advance(3_000);
    }
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::StillWorking)
    );
    assert_eq!(rig.view().actions[0], A::CheckAgain);
    rig.act(A::CheckAgain);
    assert_eq!(rig.view().phase, P::Checking);
    rig.verified_when_checked();
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn offline_while_checking_is_shown_and_outlived() {
    let mut rig = Rig::closed(M);
    rig.fails(Read::Member, M, MxProblemKind::Offline);
    rig.fails(Read::Status, M, MxProblemKind::Offline);
    assert_eq!(
        (rig.view().phase, rig.problem().code),
        (P::Checking, ProblemCode::Offline)
    );
    let next = rig.problem().next_step;
    assert!(next.starts_with("The session goes on by itself"), "{next}");
    rig.advance(8_000);
    rig.status(M, S::Connected, false);
    assert!(rig.view().problem.is_none());
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn failures_are_asked_after_less_and_less_often() {
    let mut rig = Rig::closed(M);
    rig.take(&Effect::Read(Read::Member, M.to_owned()));
    let mut failures = 0;
    for _ in 0..119 {
        if rig.wants(Read::Status, M) {
            failures += 1;
            rig.fails(Read::Status, M, MxProblemKind::Unavailable);
        }
        rig.advance(1_000);
    }
    assert!((5..=10).contains(&failures), "{failures}");
    rig.advance(2_000);
    assert_eq!(ending(&rig), EndingKind::StillWorking);
    assert_eq!(rig.problem().code, ProblemCode::MxUnavailable);
}

#[test]
fn refused_keys_stop_the_check_with_a_way_on() {
    for (kind, code) in [
        (
            MxProblemKind::CredentialsRefused,
            ProblemCode::CredentialsRefused,
        ),
        (MxProblemKind::NotAllowed, ProblemCode::NotAllowed),
        (MxProblemKind::Tls, ProblemCode::TlsFailed),
    ] {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.fails(Read::Status, M, kind);
        assert_eq!((rig.view().phase, rig.problem().code), (P::Stopped, code));
        assert_eq!(rig.view().actions, [A::CheckAgain, A::StartOver, A::Finish]);
    }
}

#[test]
fn a_failing_mx_does_not_take_the_widget_away() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.stands(M, S::Connected, false);
    rig.fails(Read::Numbers, M, MxProblemKind::NotAllowed);
    rig.accounts(M, vec![]);
    assert_eq!(rig.view().phase, P::Open);
    rig.advance(4_000);
    rig.numbers(M, vec![number("ACT-1", "0012345678")]);
    assert!(rig.view().result.is_some());
}

#[test]
fn answers_that_come_after_a_stop_change_nothing() {
    let mut rig = Rig::closed(M);
    rig.fails(Read::Status, M, MxProblemKind::NotAllowed);
    let before = rig.view();
    assert_eq!(before.phase, P::Stopped);
    rig.member(M, S::Connected, false);
    assert_eq!(rig.view(), before);
}

#[test]
fn what_mx_has_handed_back_shows_before_the_widget_says_so() {
    let mut rig = Rig::connecting(M);
    let mut seen = |shown: Step, status: MemberStatus| {
        rig.message(step(shown));
        rig.message(said(M, S::Created));
        rig.advance(10_000);
        rig.status_is(M, status);
        rig.view().widget_step.expect("a step")
    };
    let stands = |status: S, error_code: Option<i64>| MemberStatus {
        error_code,
        ..status_of(status, false)
    };
    let working = status_of(S::Created, true);
    assert_eq!(seen(Step::Connecting, working.clone()), "connecting");
    for (status, error_code, leads_to) in [
        (S::Denied, None, "enterCreds"),
        (S::Rejected, Some(2004), "enterCreds"),
        (S::Challenged, None, "mfa"),
        (S::Rejected, Some(2001), "mfa"),
        (S::Rejected, None, "actionableError"),
        (S::Locked, None, "actionableError"),
    ] {
        let shown = seen(Step::Connecting, stands(status, error_code));
        assert_eq!(shown, leads_to);
        assert_eq!(seen(Step::TimeOut, working.clone()), "timeOut");
    }
    // At the bank's own page: the widget waits for that.
    let at_the_bank = seen(Step::Connecting, stands(S::Pending, None));
    assert_eq!(at_the_bank, "connecting");
    // Where the widget shows anything else, it is believed.
    assert_eq!(seen(Step::Search, stands(S::Denied, None)), "search");
    let connected = stands(S::Connected, None);
    assert_eq!(seen(Step::Connecting, connected), "connected");
}

#[test]
fn that_a_connection_stood_before_is_no_news_and_that_it_is_read_anew_is() {
    let mut old = member_of(M, S::Connected, false);
    old.aggregated_at = Some("2026-01-01T00:00:00Z".to_owned());
    let stands = |aggregated_at: &str, is_working| MemberStatus {
        aggregated_at: Some(aggregated_at.to_owned()),
        ..status_of(S::Connected, is_working)
    };
    let mut rig = Rig::open_with(SessionMode::Verification, vec![old.clone()]);
    rig.message(step(Step::Connecting));
    let hears = |rig: &mut Rig, status, aggregated_at, is_working| {
        rig.message(said(M, status));
        if rig.take(&Effect::Read(Read::Member, M.to_owned())) {
            rig.answer(Answer::Member(M.to_owned(), Ok(old.clone().into())));
        }
        rig.advance(4_000);
        rig.status_is(M, stands(aggregated_at, is_working));
    };
    hears(&mut rig, S::Created, "2026-01-01T00:00:00Z", false);
    let view = rig.view();
    assert_eq!(view.status, None, "as it was before the widget opened");
    assert_eq!(view.widget_step.as_deref(), Some("connecting"));

    hears(&mut rig, S::Updated, "2026-06-01T00:00:00Z", true);
    let status = rig.view().status.expect("MX is at work");
    assert_eq!((status.name.as_str(), status.turn), ("CONNECTED", Turn::Mx));
    assert!(
        status.meaning.contains("reading its accounts"),
        "{status:?}"
    );

    hears(&mut rig, S::Updated, "2026-06-01T00:00:00Z", false);
    let view = rig.view();
    assert_eq!(view.status.expect("it is done").name, "CONNECTED");
    assert_eq!(view.widget_step.as_deref(), Some("connected"));
}

#[test]
fn that_mx_is_at_work_is_not_said_over_the_bank_s_question() {
    let mut rig = Rig::connecting(M);
    assert!(rig.view().status.is_some());
    rig.message(step(Step::Mfa));
    assert_eq!(
        rig.view().status,
        None,
        "MX's word is of before the question"
    );
    rig.message(said(M, S::Challenged));
    rig.advance(4_000);
    rig.status(M, S::Challenged, true);
    assert_eq!(
        rig.view().status.expect("MX knows it now").name,
        "CHALLENGED"
    );
}

#[test]
fn what_mx_said_before_the_customer_answered_is_told_no_more() {
    let mut rig = Rig::connecting(M);
    rig.message(step(Step::Mfa));
    rig.message(said(M, S::Challenged));
    rig.advance(4_000);
    rig.status(M, S::Challenged, false);
    assert_eq!(rig.view().status.expect("a status").name, "CHALLENGED");

    rig.message(Event::SubmitMfa {
        member_guid: Some(M.to_owned()),
    });
    rig.message(step(Step::Connecting));
    assert_eq!(rig.view().status, None);
    assert_eq!(rig.view().widget_step.as_deref(), Some("connecting"));

    rig.message(said(M, S::Created));
    rig.advance(4_000);
    rig.status(M, S::Challenged, false);
    assert_eq!(rig.view().status.expect("asked anew").name, "CHALLENGED");
}
