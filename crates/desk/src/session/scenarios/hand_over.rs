//! The customer window, the link, and switching between them.

use super::*;
use crate::mx::Member;

const MINUTE: i64 = 60_000;

fn handed(how: HandOver, members: Vec<Member>) -> Rig {
    let mut begin = begin(SessionMode::Verification);
    begin.hand_over = how;
    let mut rig = Rig::new(begin);
    rig.user_found();
    rig.members(Ok(members));
    rig.widget_ready();
    rig
}

fn link() -> Rig {
    handed(HandOver::Link, vec![])
}

fn aggregated(guid: &str, status: S, is_working: bool, at: &str) -> Member {
    Member {
        aggregated_at: Some(at.to_owned()),
        ..member_of(guid, status, is_working)
    }
}

/// Whatever MX is asked about the members says the same until the time is over.
fn lists_for(rig: &mut Rig, ms: i64, members: &[Member]) -> Vec<i64> {
    let until = rig.now + ms;
    let mut listed_at = Vec::new();
    while rig.now < until {
        let next = rig.machine.wake_at().unwrap_or(until);
        rig.advance((next - rig.now).clamp(1, until - rig.now));
        if rig.wanted.contains(&Effect::ListMembers) {
            listed_at.push(rig.now);
            rig.members(Ok(members.to_vec()));
        }
    }
    listed_at
}

fn note(rig: &Rig, words: &str) -> bool {
    rig.texts().iter().any(|text| text.starts_with(words))
}

#[test]
fn a_link_is_open_without_a_word_from_the_widget() {
    let mut rig = link();
    lists_for(&mut rig, MINUTE, &[]);
    let view = rig.view();
    assert_eq!((view.phase, view.hand_over), (P::Open, HandOver::Link));
    assert_eq!(view.problem, None, "silence is no problem");
    let shown = view.link.expect("a link");
    assert!(shown.available && !shown.expired);
    assert!((shown.expires_at_ms - BEGAN as f64 - 600_000.0).abs() < 100.0);
    assert_eq!(view.actions, [A::CloseWidget, A::ReloadWidget]);
}

#[test]
fn a_link_session_ends_by_itself_and_at_once() {
    let mut rig = link();
    rig.advance(6_000);
    rig.members(Ok(vec![aggregated(
        M,
        S::Created,
        true,
        "2027-01-15T08:00:10Z",
    )]));
    assert!(rig.take(&Effect::Journal(Note::Member(M.to_owned()))));
    assert_eq!(
        rig.view().institution.map(|bank| bank.name).as_deref(),
        Some("MX Bank")
    );
    rig.status(M, S::Created, true);
    rig.advance(3_700);
    rig.status(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(
        rig.view().phase,
        P::Done,
        "there is no last page to wait for"
    );
}

#[test]
fn lists_are_five_seconds_apart_and_then_fifteen() {
    let mut rig = link();
    let listed = lists_for(&mut rig, 5 * MINUTE, &[]);
    let apart: Vec<_> = listed.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(apart[0] < 7_000, "{apart:?}");
    assert!(
        apart.iter().all(|apart| (5_000..=15_600).contains(apart)),
        "{apart:?}"
    );
    assert!(
        apart.last().is_some_and(|last| *last >= 15_000),
        "{apart:?}"
    );
}

#[test]
fn something_new_makes_the_lists_quick_again() {
    let mut rig = link();
    lists_for(&mut rig, 5 * MINUTE, &[]);
    let denied = aggregated(M, S::Denied, false, "2027-01-15T08:05:00Z");
    lists_for(&mut rig, 16_000, std::slice::from_ref(&denied));
    rig.drop_wanted();
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    let listed = lists_for(&mut rig, 20_000, &[denied]);
    assert!(listed.len() >= 2, "{listed:?}");
}

#[test]
fn a_wrong_password_is_shown_and_the_second_try_ends_it() {
    let mut rig = link();
    rig.advance(6_000);
    rig.members(Ok(vec![aggregated(
        M,
        S::Denied,
        false,
        "2027-01-15T08:00:10Z",
    )]));
    rig.status(M, S::Denied, false);
    let view = rig.view();
    assert_eq!(view.phase, P::Open);
    assert_eq!(view.status.map(|status| status.turn), Some(Turn::Customer));
    rig.advance(7_000);
    rig.members(Ok(vec![aggregated(
        M,
        S::Connected,
        false,
        "2027-01-15T08:00:20Z",
    )]));
    rig.status_of_when_asked();
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn another_bank_after_one_without_numbers_ends_it() {
    let mut rig = link();
    let first = aggregated(M, S::Connected, false, "2027-01-15T08:00:10Z");
    rig.advance(6_000);
    rig.members(Ok(vec![first.clone()]));
    rig.status(M, S::Connected, false);
    rig.numbers(M, vec![]);
    rig.accounts(M, vec![account("ACT-1", "LOAN")]);
    rig.status_of_when_asked();
    if rig.wants(Read::Numbers, M) {
        rig.numbers(M, vec![]);
    }
    assert!(
        note(&rig, "This bank has no eligible accounts"),
        "{:#?}",
        rig.texts()
    );
    assert_eq!(rig.view().phase, P::Open);
    rig.wanted.clear();
    rig.advance(8_000);
    let second = aggregated("MBR-2", S::Connected, false, "2027-01-15T08:01:00Z");
    rig.members(Ok(vec![first, second]));
    rig.status("MBR-2", S::Connected, false);
    rig.one_number("MBR-2");
    assert_eq!(rig.view().phase, P::Done);
    assert_eq!(rig.view().member_guid.as_deref(), Some("MBR-2"));
}

#[test]
fn a_connection_of_before_is_not_what_the_link_brought() {
    let old = aggregated(M, S::Connected, false, "2026-01-01T00:00:00Z");
    let mut rig = handed(HandOver::Link, vec![old.clone()]);
    lists_for(&mut rig, MINUTE, &[old]);
    assert_eq!((rig.view().phase, rig.view().member_guid), (P::Open, None));
}

#[test]
fn a_question_answered_in_the_same_job_is_news() {
    let asks = aggregated(M, S::Challenged, false, "2026-01-01T00:00:00Z");
    let mut rig = handed(HandOver::Link, vec![asks]);
    rig.advance(6_000);
    rig.members(Ok(vec![aggregated(
        M,
        S::Connected,
        false,
        "2026-01-01T00:00:00Z",
    )]));
    rig.status(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn an_expired_link_is_followed_for_an_hour_and_then_asked_about() {
    let mut rig = link();
    lists_for(&mut rig, 10 * MINUTE + 1_000, &[]);
    let shown = rig.view().link.expect("a link");
    assert!(shown.expired && !shown.available);
    assert_eq!(rig.view().actions[0], A::ReloadWidget);
    assert!(note(&rig, "The link can't be opened any more"));

    let opened_late = lists_for(&mut rig, 59 * MINUTE, &[]);
    assert!(opened_late.len() > 200, "an opened link may finish");
    assert_eq!(rig.view().phase, P::Open);
    lists_for(&mut rig, MINUTE, &[]);
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
}

#[test]
fn a_new_link_is_made_while_the_old_one_is_followed() {
    let mut rig = link();
    lists_for(&mut rig, 11 * MINUTE, &[]);
    rig.act(A::ReloadWidget);
    assert_eq!(
        rig.view().phase,
        P::Open,
        "the customer of the old one may be about to finish"
    );
    let still = lists_for(&mut rig, 20_000, &[]);
    assert!(!still.is_empty());
    rig.widget_ready();
    let shown = rig.view().link.expect("a link");
    assert!(shown.available && !shown.expired);
    assert_eq!(rig.view().widget_mount, 2);
}

#[test]
fn a_new_link_that_fails_leaves_the_session_as_it_was() {
    let mut rig = link();
    rig.act(A::ReloadWidget);
    let request = rig.machine.mount() + 1;
    rig.answer(Answer::Widget {
        request,
        result: Err(crate::mx::MxProblem::new(MxProblemKind::Offline).into()),
    });
    assert_eq!(rig.view().phase, P::Open);
    assert_eq!(rig.problem().code, ProblemCode::Offline);
    assert!(rig.view().link.is_some_and(|link| link.available));
    rig.wanted.clear();
    rig.act(A::ReloadWidget);
    rig.widget_ready();
    assert_eq!(rig.view().problem, None);
}

#[test]
fn failing_lists_are_said_waited_out_and_forgotten() {
    let mut rig = link();
    rig.advance(6_000);
    rig.members(Err(MxProblemKind::Unavailable));
    assert_eq!(rig.problem().code, ProblemCode::MxUnavailable);
    lists_for(&mut rig, 10_000, &[]);
    assert_eq!((rig.view().phase, rig.view().problem), (P::Open, None));
}

#[test]
fn behind_a_link_nobody_is_listened_to() {
    let mut rig = link();
    rig.message(connected(M));
    let view = rig.view();
    assert_eq!((view.refused_messages, view.member_guid), (1, None));
    assert!(!rig.wants(Read::Member, M));
}

#[test]
fn closing_a_link_session_asks_mx_how_far_it_got() {
    let mut rig = link();
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![]));
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
    assert_eq!(
        rig.view().actions[0],
        A::CheckAgain,
        "they may still use it"
    );
    rig.act(A::Reopen);
    rig.widget_ready();
    assert!(
        rig.view().link.is_some_and(|link| link.available),
        "a new link"
    );
}

#[test]
fn here_becomes_a_link_and_the_old_widget_is_not_heard_any_more() {
    let mut rig = Rig::connecting(M);
    let mount = rig.machine.mount();
    assert_eq!(
        rig.view().other_hand_overs,
        [HandOver::Window, HandOver::Link]
    );
    rig.feed(Input::HandOver {
        to: HandOver::Link,
        display: None,
    });
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: mount + 1,
        current_member: Some(M.to_owned()),
        current_microdeposit: None,
        update_credentials: false,
    }));
    rig.answer(Answer::Widget {
        request: mount + 1,
        result: Ok(ORIGIN.to_owned()),
    });
    rig.feed(Input::Message {
        mount,
        event: connected(M),
    });
    let view = rig.view();
    assert_eq!(view.refused_messages, 1);
    assert_eq!(view.member_guid.as_deref(), Some(M), "what is known stays");

    // The job that the customer started here goes on, and its end is the session's.
    lists_for(&mut rig, 16_000, &[member_of(M, S::Connected, false)]);
    rig.status_of_when_asked();
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn a_link_is_taken_back_here() {
    let mut rig = link();
    rig.feed(Input::HandOver {
        to: HandOver::Here,
        display: None,
    });
    rig.widget_ready();
    let view = rig.view();
    assert_eq!(
        (view.phase, view.hand_over, view.link),
        (P::Open, HandOver::Here, None)
    );
    rig.message(connected(M));
    rig.verified(M);
    assert!(rig.view().result.is_some());
}

#[test]
fn a_window_opens_with_its_widget_and_goes_with_it() {
    let mut rig = handed(HandOver::Window, vec![]);
    assert!(rig.take(&Effect::OpenWindow { mount: 1 }));
    rig.feed(Input::TicketTaken);
    rig.message(Event::Load);
    rig.message(connected(M));
    rig.verified(M);
    assert_eq!(rig.view().phase, P::Open, "the widget shows its last page");
    assert!(!rig.wanted.contains(&Effect::CloseWindow));
    rig.advance(3_000);
    assert_eq!(rig.view().phase, P::Done);
    assert!(rig.take(&Effect::CloseWindow));
}

#[test]
fn a_window_that_is_closed_lets_mx_say_how_far_it_got() {
    let mut rig = handed(HandOver::Window, vec![]);
    rig.feed(Input::WindowLeft { mount: 1 });
    rig.members(Ok(vec![]));
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
}

#[test]
fn a_window_that_was_replaced_closes_nothing() {
    let mut rig = handed(HandOver::Window, vec![]);
    rig.feed(Input::WindowFailed);
    assert_eq!(rig.problem().code, ProblemCode::WindowFailed);
    rig.act(A::ReloadWidget);
    assert!(rig.take(&Effect::CloseWindow));
    rig.widget_ready();
    assert!(rig.take(&Effect::OpenWindow { mount: 2 }));
    rig.feed(Input::WindowLeft { mount: 1 });
    assert_eq!(rig.view().phase, P::Open);
}

#[test]
fn the_window_is_taken_back_here() {
    let mut rig = handed(HandOver::Window, vec![]);
    assert_eq!(
        rig.view().other_hand_overs,
        [HandOver::Here, HandOver::Link]
    );
    rig.feed(Input::HandOver {
        to: HandOver::Here,
        display: None,
    });
    assert!(rig.take(&Effect::CloseWindow));
    rig.widget_ready();
    assert!(!rig.wanted.contains(&Effect::OpenWindow { mount: 2 }));
    assert_eq!(rig.view().hand_over, HandOver::Here);
}

#[test]
fn a_link_of_an_earlier_run_is_followed_again() {
    let mut begin = begin(SessionMode::Verification);
    begin.hand_over = HandOver::Link;
    begin.handed_over_at_ms = Some(BEGAN);
    let machine = Machine::resumed(begin, Some("USR-1".to_owned()), None, BEGAN + 5 * MINUTE);
    let mut rig = Rig::of(machine);
    rig.now = BEGAN + 5 * MINUTE;
    let shown = rig.view().link.expect("a link");
    assert!(
        !shown.available && !shown.expired,
        "its address is gone; the customer has it"
    );
    rig.members(Ok(vec![]));
    assert_eq!(rig.view().phase, P::Open);
    lists_for(&mut rig, 20 * MINUTE, &[]);
    assert_eq!(rig.view().phase, P::Open);
    let done = aggregated(M, S::Connected, false, "2099-01-01T00:00:00Z");
    lists_for(&mut rig, 16_000, &[done]);
    rig.status_of_when_asked();
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn a_link_of_long_ago_is_asked_about_once() {
    let mut begin = begin(SessionMode::Verification);
    begin.hand_over = HandOver::Link;
    let machine = Machine::resumed(begin, Some("USR-1".to_owned()), None, BEGAN + 90 * MINUTE);
    let mut rig = Rig::of(machine);
    rig.members(Ok(vec![]));
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
}
