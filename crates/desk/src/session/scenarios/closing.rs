//! What MX says once the widget is gone.

use super::*;

#[test]
fn closed_early_and_the_numbers_are_found_all_the_same() {
    let mut rig = Rig::closed(M);
    assert_eq!(rig.view().phase, P::Checking);
    rig.stands(M, S::Created, true);
    rig.advance(3_700);
    rig.status(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn without_any_message_the_new_member_is_found_in_the_list() {
    let mut rig = Rig::open_with(
        SessionMode::Verification,
        vec![member_of("MBR-old", S::Denied, false)],
    );
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![
        member_of("MBR-old", S::Denied, false),
        member_of(M, S::Connected, false),
    ]));
    assert!(rig.take(&Effect::Journal(Note::Member(M.to_owned()))));
    rig.status(M, S::Connected, false);
    rig.one_number(M);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn an_old_member_aggregated_since_counts_as_brought() {
    let mut old = member_of(M, S::Denied, false);
    old.aggregated_at = Some("2026-01-01T00:00:00Z".to_owned());
    let mut rig = Rig::open_with(SessionMode::Verification, vec![old.clone()]);
    rig.act(A::CloseWidget);
    old.aggregated_at = Some("2026-06-01T00:00:00Z".to_owned());
    rig.members(Ok(vec![old]));
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
}

#[test]
fn nothing_connected_says_so_and_offers_a_new_widget() {
    let mut rig = Rig::open();
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![]));
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::NothingConnected)
    );
    assert_eq!(rig.view().actions[0], A::Reopen);
    rig.act(A::Reopen);
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: 2,
        current_member: None,
        current_microdeposit: None,
        update_credentials: false,
    }));
}

#[test]
fn a_check_that_changes_nothing_says_when_mx_answered_and_a_failure_says_nothing_new() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Locked, false);
    assert_eq!(rig.view().phase, P::Stopped);
    let first = rig.view().answered_at_ms.expect("MX answered");

    rig.advance(60_000);
    rig.act(A::CheckAgain);
    rig.stands(M, S::Locked, false);
    assert_eq!(rig.view().phase, P::Stopped);
    let second = rig.view().answered_at_ms.expect("and again");
    assert!(second >= first + 60_000.0, "{first} {second}");

    rig.advance(60_000);
    rig.act(A::CheckAgain);
    rig.fails(Read::Member, M, MxProblemKind::Offline);
    assert_eq!(rig.view().answered_at_ms, Some(second));
}

#[test]
fn a_member_still_being_made_is_waited_for() {
    let mut rig = Rig::open();
    rig.message(Event::EnterCredentials {
        institution_guid: None,
        institution_code: None,
    });
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![]));
    assert_eq!(rig.view().phase, P::Checking);
    rig.advance(3_100);
    rig.members(Ok(vec![member_of(M, S::Created, true)]));
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
}

#[test]
fn a_pending_owner_is_asked_to_the_end() {
    let mut rig = Rig::open();
    rig.message(said(M, S::Created));
    rig.act(A::CloseWidget);
    rig.member(M, S::Denied, false);
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::Waiting)
    );
    assert_eq!(rig.view().member_guid.as_deref(), Some(M));
}

#[test]
fn every_status_ends_or_goes_on_as_its_advice_says() {
    for status in S::KNOWN.iter().cloned().chain([S::UnknownCode(77)]) {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, status.clone(), false);
        rig.status(M, status.clone(), false);
        let advice = crate::status::advice_for(Some(&status));
        let view = rig.view();
        match status {
            S::Created | S::Updated | S::Resumed | S::Reconnected | S::Pending => {
                assert_eq!(view.phase, P::Checking, "{status}");
                rig.advance(3_700);
                assert!(rig.wants(Read::Status, M), "{status}");
            }
            S::Connected => assert!(rig.wants(Read::Numbers, M)),
            _ => {
                assert_eq!(view.phase, P::Stopped, "{status}");
                assert_eq!(view.actions, advice.actions, "{status}");
                let shown = view.status.expect("a status");
                assert_eq!(
                    (shown.turn, shown.meaning.as_str()),
                    (advice.turn, advice.meaning)
                );
            }
        }
    }
}

#[test]
fn a_challenge_stops_at_once_and_opens_the_widget_on_its_member() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Challenged, true);
    assert_eq!(rig.view().phase, P::Stopped);
    assert_eq!(
        rig.view().status.map(|status| status.turn),
        Some(Turn::Customer)
    );
    rig.act(A::Reopen);
    let on_member = Some(M.to_owned());
    let asked = Effect::RequestWidgetUrl {
        request: 2,
        current_member: on_member,
        current_microdeposit: None,
        update_credentials: false,
    };
    assert!(rig.wanted.contains(&asked));
    rig.widget_ready();
    assert_eq!((rig.view().phase, rig.view().widget_mount), (P::Open, 2));
}

#[test]
fn mx_own_words_are_shown_with_the_status() {
    let mut rig = Rig::closed(M);
    rig.take(&Effect::Read(Read::Member, M.to_owned()));
    let mut member = member_of(M, S::Impeded, false);
    member.status_message = Some("Accept the bank's new terms.".to_owned());
    rig.answer(Answer::Member(M.to_owned(), Ok(member.into())));
    rig.status(M, S::Impeded, false);
    let status = rig.view().status.expect("a status");
    assert_eq!(
        status.mx_message.as_deref(),
        Some("Accept the bank's new terms.")
    );
}

#[test]
fn a_failed_status_while_a_job_runs_is_not_the_end() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Denied, true);
    assert_eq!(rig.view().phase, P::Checking);
}

#[test]
fn a_removed_member_is_said_to_be_removed() {
    let mut rig = Rig::closed(M);
    rig.fails(Read::Status, M, MxProblemKind::NotFound);
    assert_eq!(ending(&rig), EndingKind::Removed);
    rig.act(A::Reopen);
    assert!(rig.take(&Effect::RequestWidgetUrl {
        request: 2,
        current_member: None,
        current_microdeposit: None,
        update_credentials: false,
    }));
}

#[test]
fn no_eligible_accounts_is_said_only_after_everything_was_read() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Connected, false);
    rig.numbers(M, vec![]);
    rig.accounts(
        M,
        vec![account("ACT-1", "CHECKING"), account("ACT-2", "LOAN")],
    );
    let by_account = Effect::ReadNumbersByAccount {
        member_guid: M.to_owned(),
        account_guids: vec!["ACT-1".to_owned()],
    };
    assert!(rig.take(&by_account), "{:?}", rig.wanted);
    rig.answer(Answer::Numbers(M.to_owned(), Ok(vec![].into())));
    assert_eq!(
        (rig.view().phase, ending(&rig)),
        (P::Stopped, EndingKind::NoEligibleAccounts)
    );
    assert_eq!(rig.view().actions[0], A::StartOver);
}

#[test]
fn numbers_found_account_by_account_count() {
    let mut rig = Rig::closed(M);
    rig.stands(M, S::Connected, false);
    rig.numbers(M, vec![]);
    rig.accounts(M, vec![account("ACT-1", "SAVINGS")]);
    rig.answer(Answer::Numbers(
        M.to_owned(),
        Ok(vec![number("ACT-1", "0012345678")].into()),
    ));
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn error_1000_means_no_eligible_accounts_whatever_the_status() {
    let mut rig = Rig::closed(M);
    rig.member(M, S::Failed, false);
    rig.status_is(
        M,
        MemberStatus {
            error_code: Some(1000),
            ..status_of(S::Failed, false)
        },
    );
    assert_eq!(ending(&rig), EndingKind::NoEligibleAccounts);
    // One reason on screen, and not beside it what the status means by itself.
    let status = rig.view().status.expect("a status");
    assert_eq!(status.name, "FAILED");
    assert!(
        status.meaning.contains("none of the accounts"),
        "{status:?}"
    );
    assert_eq!(status.mx_message, None);
}

#[test]
fn error_1000_is_one_reason_while_the_widget_shows_it_too() {
    let mut rig = Rig::connecting(M);
    rig.message(said(M, S::Failed));
    rig.advance(4_000);
    rig.status(M, S::Failed, false);
    // The status alone says nothing of why: the member is read.
    rig.member_is(crate::mx::Member {
        error_code: Some(1000),
        ..member_of(M, S::Failed, false)
    });
    assert_eq!(rig.view().phase, P::Open);
    let status = rig.view().status.expect("a status");
    assert_eq!(status.turn, Turn::Customer);
    assert!(
        status.meaning.contains("none of the accounts"),
        "{status:?}"
    );

    // Once is enough.
    rig.advance(60_000);
    rig.status(M, S::Failed, false);
    assert!(!rig.wants(Read::Member, M));
}

#[test]
fn finishing_leaves_nothing_behind() {
    let mut rig = Rig::open();
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![]));
    rig.act(A::Finish);
    assert!(rig.take(&Effect::Journal(Note::End(EndingKind::NothingConnected))));
    assert!(rig.take(&Effect::End));
    assert_eq!(rig.machine.wake_at(), None);
}

#[test]
fn a_session_left_while_mx_is_asked_keeps_its_place_in_the_journal() {
    let mut rig = Rig::connecting(M);
    rig.act(A::CloseWidget);
    rig.act(A::Finish);
    assert!(rig.take(&Effect::End));
    assert!(
        !rig.wanted
            .iter()
            .any(|e| matches!(e, Effect::Journal(Note::End(_))))
    );
}
