//! From the widget to the numbers.

use super::*;

#[test]
fn everything_is_asked_for_at_once_when_the_widget_says_connected() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    for read in [Read::Member, Read::Status, Read::Numbers, Read::Accounts] {
        assert!(rig.wants(read, M), "{read:?}");
    }
}

#[test]
fn the_numbers_are_shown_masked_before_the_widget_is_gone() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.verified(M);
    let view = rig.view();
    assert_eq!(view.phase, P::Open);
    let result = view.result.expect("a result");
    assert_eq!(result.accounts.len(), 2, "the loan has no number");
    let first = &result.accounts[0];
    assert_eq!(
        (first.name.as_str(), first.kind.as_deref()),
        ("My CHECKING", Some("CHECKING"))
    );
    assert_eq!(first.numbers[0].mask, "•••• 5678");
    assert_eq!(
        first.numbers[0].routing_number.as_deref(),
        Some("091000019")
    );
    assert_eq!(first.numbers[0].validation, Validation::Passed);
    assert!(
        rig.texts()
            .iter()
            .any(|text| text.contains("2 numbers of 2 accounts received"))
    );
}

#[test]
fn the_widget_s_connected_page_stays_for_a_moment() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.verified(M);
    rig.advance(500);
    rig.message(step(Step::Connected));
    rig.advance(1_100);
    assert_eq!(rig.view().phase, P::Open);
    rig.advance(150);
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Done, EndingKind::Verified)
    );
    assert_eq!(rig.view().actions, [A::Finish, A::StartOver]);
    assert!(rig.take(&Effect::Journal(Note::End(EndingKind::Verified))));
}

#[test]
fn done_pressed_in_the_widget_ends_at_once() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.message(step(Step::Connected));
    rig.verified(M);
    rig.message(Event::ConnectedPrimaryAction);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn done_pressed_before_mx_confirmed_it_asks_mx_without_the_widget() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.message(step(Step::Connected));
    rig.message(Event::ConnectedPrimaryAction);
    assert_eq!(rig.view().phase, P::Checking);
    rig.wanted
        .retain(|effect| !matches!(effect, Effect::Read(Read::Numbers | Read::Accounts, _)));
    rig.member(M, S::Connected, false);
    rig.status_of_when_asked();
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn a_widget_that_never_shows_its_last_page_does_not_hold_the_result_up() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.verified(M);
    rig.advance(3_000);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn lost_messages_do_not_matter_once_the_member_is_known() {
    let mut rig = Rig::connecting(M);
    rig.advance(11_000);
    rig.status(M, S::Connected, false);
    rig.one_number(M);
    rig.advance(3_000);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn missing_flags_are_tolerated_when_there_are_numbers() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.member(M, S::Connected, false);
    rig.status_is(
        M,
        MemberStatus {
            connection_status: Some(S::Connected),
            is_being_aggregated: Some(false),
            ..MemberStatus::default()
        },
    );
    rig.one_number(M);
    assert!(rig.view().result.is_some());
}

#[test]
fn names_that_can_not_be_read_do_not_hold_the_numbers_up() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.stands(M, S::Connected, false);
    rig.fails(Read::Accounts, M, MxProblemKind::Unavailable);
    rig.numbers(M, vec![number("ACT-1", "0012345678")]);
    let result = rig.view().result.expect("a result");
    assert_eq!(result.accounts[0].name, "Account");
}

#[test]
fn an_early_connected_is_not_believed() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.stands(M, S::Connected, true);
    // Some of the numbers, while MX is still at it.
    rig.one_number(M);
    assert!(rig.view().result.is_none());
    rig.advance(3_700);
    rig.status(M, S::Connected, false);
    // They are read anew, because there may be more now.
    rig.numbers(
        M,
        vec![number("ACT-1", "0012345678"), number("ACT-2", "0087654321")],
    );
    assert_eq!(rig.view().result.expect("a result").accounts.len(), 2);
}

#[test]
fn numbers_not_processed_yet_are_waited_for() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.member(M, S::Connected, false);
    rig.status_is(
        M,
        MemberStatus {
            has_processed_account_numbers: Some(false),
            ..status_of(S::Connected, false)
        },
    );
    rig.one_number(M);
    assert!(rig.view().result.is_none());
}

#[test]
fn the_status_has_the_last_word_when_it_comes_last() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.member(M, S::Connected, false);
    rig.one_number(M);
    assert!(
        rig.view().result.is_none(),
        "the status is still on its way"
    );
    let not_yet = MemberStatus {
        has_processed_account_numbers: Some(false),
        ..status_of(S::Connected, false)
    };
    rig.status_is(M, not_yet);
    assert!(rig.view().result.is_none());
}

#[test]
fn an_aggregation_ends_with_accounts_alone() {
    let mut rig = Rig::open_with(SessionMode::Aggregation, Vec::new());
    rig.message(connected(M));
    assert!(!rig.wants(Read::Numbers, M));
    rig.stands(M, S::Connected, false);
    rig.accounts(M, vec![account("ACT-1", "CREDIT_CARD")]);
    rig.advance(3_000);
    let view = rig.view();
    assert_eq!(view.phase, P::Done);
    assert!(
        view.result.expect("a result").accounts[0]
            .numbers
            .is_empty()
    );
}

#[test]
fn messages_after_the_end_change_nothing() {
    let mut rig = Rig::connecting(M);
    rig.message(connected(M));
    rig.verified(M);
    rig.advance(3_000);
    rig.wanted.clear();
    let before = rig.view();
    rig.message(Event::BackToSearch { context: None });
    rig.message(connected("MBR-foreign"));
    rig.refuse(Refused::OtherOrigin, 5);
    rig.answer(Answer::Status(
        M.to_owned(),
        Ok(status_of(S::Denied, false).into()),
    ));
    assert_eq!(rig.view(), before);
    assert!(rig.wanted.is_empty());
}

#[test]
fn a_member_that_was_connected_before_is_not_taken_for_news() {
    let mut old = member_of(M, S::Connected, false);
    old.aggregated_at = Some("2026-01-01T00:00:00Z".to_owned());
    let mut rig = Rig::new(crate::session::Begin {
        member_guid: Some(M.to_owned()),
        ..begin(SessionMode::Verification)
    });
    rig.user_found();
    rig.members(Ok(vec![old]));
    rig.widget_ready();
    rig.message(Event::Load);
    rig.advance(11_000);
    let stays = MemberStatus {
        aggregated_at: Some("2026-01-01T00:00:00Z".to_owned()),
        ..status_of(S::Connected, false)
    };
    rig.status_is(M, stays);
    assert_eq!(rig.view().phase, P::Open);
    assert!(!rig.wants(Read::Numbers, M));
    rig.message(connected(M));
    assert!(rig.wants(Read::Numbers, M));
}
