//! What the machine does, transition by transition.

use connect_events::{ConnectionStatus as S, Event, Step};
use url::Url;

use super::{
    Answer, BrowserPage, Effect, Input, Machine, Note, Read, Refused,
    rig::{
        BEGAN, ORIGIN, Rig, account, begin, connected, member_of, number, said, status_of, step,
    },
};
use crate::{
    journal::Outcome,
    mx::{MemberStatus, MxProblemKind, User},
    view::{
        EndingKind, Problem, ProblemCode, SessionAction as A, SessionMode, SessionPhase as P, Turn,
        Validation,
    },
};

const M: &str = "MBR-1";

fn ending(rig: &Rig) -> EndingKind {
    rig.view().ending.expect("an ending").kind
}

mod beginning {
    use super::*;

    #[test]
    fn the_widget_and_the_known_members_are_asked_for_together() {
        let mut rig = Rig::new(begin(SessionMode::Verification));
        assert_eq!(rig.view().phase, P::Preparing);
        rig.user_found();
        assert!(rig.take(&Effect::ListMembers));
        assert!(rig.take(&Effect::RequestWidgetUrl {
            request: 1,
            current_member: None
        }));
    }

    #[test]
    fn the_widget_opens_on_its_own_origin_and_mount() {
        let rig = Rig::open();
        let view = rig.view();
        assert_eq!((view.phase, view.widget_mount), (P::Open, 1));
        assert_eq!(view.widget_origin.as_deref(), Some(ORIGIN));
        assert_eq!(view.actions, [A::CloseWidget]);
    }

    #[test]
    fn a_customer_just_created_has_no_members_to_list() {
        let mut rig = Rig::new(begin(SessionMode::Verification));
        rig.take(&Effect::PrepareUser);
        let user = User {
            guid: "USR-1".to_owned(),
            id: None,
            email: None,
        };
        rig.answer(Answer::User {
            result: Ok(user),
            created: true,
        });
        assert!(!rig.wanted.contains(&Effect::ListMembers));
    }

    #[test]
    fn a_customer_who_can_not_be_prepared_stops_the_session() {
        let mut rig = Rig::new(begin(SessionMode::Verification));
        let problem = Problem::from(crate::mx::MxProblem::new(MxProblemKind::NotAllowed));
        rig.answer(Answer::User {
            result: Err(problem),
            created: false,
        });
        assert_eq!(
            (rig.view().phase, ending(&rig)),
            (P::Stopped, EndingKind::Failed)
        );
        assert_eq!(rig.problem().code, ProblemCode::NotAllowed);
        assert_eq!(rig.view().actions, [A::StartOver, A::Finish]);
    }

    #[test]
    fn a_widget_that_can_not_be_prepared_can_be_asked_for_again() {
        let mut rig = Rig::new(begin(SessionMode::Verification));
        rig.user_found();
        let problem = Problem::from(crate::mx::MxProblem::new(MxProblemKind::Unavailable));
        rig.answer(Answer::Widget {
            request: 1,
            result: Err(problem),
        });
        assert_eq!(rig.view().actions[0], A::ReloadWidget);
        rig.act(A::ReloadWidget);
        assert_eq!(rig.view().phase, P::Preparing);
        assert!(rig.take(&Effect::RequestWidgetUrl {
            request: 2,
            current_member: None
        }));
        // The first request's answer comes too late.
        rig.answer(Answer::Widget {
            request: 1,
            result: Ok(ORIGIN.to_owned()),
        });
        assert_eq!(rig.view().phase, P::Preparing);
    }

    #[test]
    fn a_known_member_can_be_opened_for_repair() {
        let mut rig = Rig::new(super::super::Begin {
            member_guid: Some(M.to_owned()),
            ..begin(SessionMode::Verification)
        });
        rig.user_found();
        let on_member = Some(M.to_owned());
        assert!(rig.take(&Effect::RequestWidgetUrl {
            request: 1,
            current_member: on_member
        }));
        rig.members(Ok(vec![member_of(M, S::Denied, false)]));
        assert_eq!(rig.view().member_guid.as_deref(), Some(M));
        assert_eq!(
            rig.view().institution.map(|i| i.name).as_deref(),
            Some("MX Bank")
        );
    }
}

mod success {
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
        assert!(rig.take(&Effect::Journal(Note::End(Outcome::Done))));
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
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
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
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![account("ACT-1", "CHECKING")]);
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
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
        assert!(rig.view().result.is_some());
    }

    #[test]
    fn names_that_can_not_be_read_do_not_hold_the_numbers_up() {
        let mut rig = Rig::connecting(M);
        rig.message(connected(M));
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
        rig.fails(Read::Accounts, M, MxProblemKind::Unavailable);
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        let result = rig.view().result.expect("a result");
        assert_eq!(result.accounts[0].name, "Account");
    }

    #[test]
    fn an_early_connected_is_not_believed() {
        let mut rig = Rig::connecting(M);
        rig.message(connected(M));
        rig.member(M, S::Connected, true);
        rig.status(M, S::Connected, true);
        // Some of the numbers, while MX is still at it.
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![account("ACT-1", "CHECKING")]);
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
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
        assert!(rig.view().result.is_none());
    }

    #[test]
    fn an_aggregation_ends_with_accounts_alone() {
        let mut rig = Rig::open_with(SessionMode::Aggregation, Vec::new());
        rig.message(connected(M));
        assert!(!rig.wants(Read::Numbers, M));
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
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
            Ok(status_of(S::Denied, false)),
        ));
        assert_eq!(rig.view(), before);
        assert!(rig.wanted.is_empty());
    }

    #[test]
    fn a_member_that_was_connected_before_is_not_taken_for_news() {
        let mut old = member_of(M, S::Connected, false);
        old.aggregated_at = Some("2026-01-01T00:00:00Z".to_owned());
        let mut rig = Rig::new(super::super::Begin {
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
}

mod ownership {
    use super::*;

    #[test]
    fn the_member_is_in_the_journal_before_anything_is_asked_about_it() {
        let mut rig = Rig::open();
        rig.message(connected(M));
        let journal = rig
            .wanted
            .iter()
            .position(|e| *e == Effect::Journal(Note::Member(M.into())));
        let first_read = rig
            .wanted
            .iter()
            .position(|e| matches!(e, Effect::Read(..)));
        assert!(journal.expect("a note") < first_read.expect("a question"));
    }

    #[test]
    fn a_member_of_another_user_is_refused_and_changes_nothing() {
        let mut rig = Rig::open();
        rig.message(connected("MBR-foreign"));
        assert!(rig.view().member_guid.is_none());
        rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
        rig.numbers("MBR-foreign", vec![number("ACT-9", "0099999999")]);
        let view = rig.view();
        assert_eq!((view.phase, view.refused_messages), (P::Open, 1));
        assert!(view.member_guid.is_none() && view.result.is_none() && view.status.is_none());
        assert!(
            view.timeline
                .iter()
                .any(|entry| entry.kind == "refused:foreign_member")
        );
    }

    #[test]
    fn an_answer_that_names_another_user_is_as_good_as_none() {
        let mut rig = Rig::open();
        rig.message(said(M, S::Created));
        rig.take(&Effect::Read(Read::Member, M.to_owned()));
        let mut other = member_of(M, S::Created, true);
        other.user_guid = Some("USR-2".to_owned());
        rig.answer(Answer::Member(M.to_owned(), Ok(other)));
        assert!(rig.view().member_guid.is_none());
        assert_eq!(rig.view().refused_messages, 1);
    }

    #[test]
    fn a_foreign_member_does_not_replace_the_own_one() {
        let mut rig = Rig::connecting(M);
        rig.wanted.clear();
        rig.message(connected("MBR-foreign"));
        rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
        assert_eq!(rig.view().member_guid.as_deref(), Some(M));
        let notes: Vec<_> = rig
            .wanted
            .iter()
            .filter(|e| matches!(e, Effect::Journal(Note::Member(_))))
            .collect();
        assert_eq!(
            notes.last(),
            Some(&&Effect::Journal(Note::Member(M.to_owned())))
        );
    }

    #[test]
    fn mx_is_asked_about_few_foreign_members_only() {
        let mut rig = Rig::open();
        for n in 0..50 {
            let guid = format!("MBR-foreign-{n}");
            rig.message(connected(&guid));
            if rig.wants(Read::Member, &guid) {
                rig.fails(Read::Member, &guid, MxProblemKind::NotFound);
            }
            rig.advance(1_000);
        }
        let asked = rig
            .texts()
            .iter()
            .filter(|t| t.contains("does not know that"))
            .count();
        assert!(asked <= 8, "{asked}");
        assert_eq!(rig.view().refused_messages, 50);
    }

    #[test]
    fn what_was_said_meanwhile_counts_once_the_member_is_confirmed() {
        let mut rig = Rig::open();
        rig.message(said(M, S::Created));
        rig.message(said(M, S::Connected));
        assert!(
            !rig.texts()
                .iter()
                .any(|text| text.contains("widget says: connected"))
        );
        rig.member(M, S::Connected, true);
        assert!(
            rig.texts()
                .iter()
                .any(|text| text.contains("widget says: connected"))
        );
    }

    #[test]
    fn the_widget_may_say_connected_while_the_owner_is_being_asked() {
        let mut rig = Rig::open();
        rig.message(said(M, S::Created));
        rig.message(connected(M));
        assert!(rig.wants(Read::Numbers, M) && rig.wants(Read::Status, M));
        rig.verified(M);
        assert!(rig.view().result.is_some());
    }

    #[test]
    fn a_second_bank_takes_over_from_the_first() {
        let mut rig = Rig::connecting(M);
        rig.message(connected("MBR-2"));
        rig.verified("MBR-2");
        assert_eq!(rig.view().member_guid.as_deref(), Some("MBR-2"));
        assert!(rig.view().result.is_some());
    }

    #[test]
    fn once_the_numbers_are_here_no_other_member_takes_their_place() {
        let mut rig = Rig::connecting(M);
        rig.message(said("MBR-2", S::Created));
        rig.message(connected(M));
        rig.verified(M);
        rig.answer(Answer::Member(
            "MBR-2".to_owned(),
            Ok(member_of("MBR-2", S::Created, true)),
        ));
        rig.message(said("MBR-3", S::Created));
        assert_eq!(rig.view().member_guid.as_deref(), Some(M));
        assert!(!rig.wants(Read::Member, "MBR-3"));
    }

    #[test]
    fn an_owner_that_can_not_be_asked_is_asked_again() {
        let mut rig = Rig::open();
        rig.message(connected(M));
        rig.fails(Read::Member, M, MxProblemKind::Offline);
        assert_eq!(rig.problem().code, ProblemCode::Offline);
        assert!(rig.view().member_guid.is_none());
        rig.advance(4_000);
        rig.member(M, S::Connected, false);
        assert_eq!(rig.view().member_guid.as_deref(), Some(M));
        assert!(rig.view().problem.is_none());
    }
}

mod refusals {
    use super::*;

    #[test]
    fn messages_of_an_earlier_mount_are_refused() {
        let mut rig = Rig::open();
        rig.feed(Input::TicketExpired);
        rig.act(A::ReloadWidget);
        rig.widget_ready();
        assert_eq!(rig.view().widget_mount, 2);
        rig.feed(Input::Message {
            mount: 1,
            event: connected(M),
        });
        assert_eq!(rig.view().refused_messages, 1);
        assert!(!rig.wants(Read::Member, M));
    }

    #[test]
    fn a_flood_of_messages_is_cut_off() {
        let mut rig = Rig::open();
        for _ in 0..10_000 {
            rig.message(Event::InstitutionSearch { query: None });
        }
        let view = rig.view();
        assert!(view.refused_messages > 9_900, "{}", view.refused_messages);
        assert!(view.timeline.len() < 20);
    }

    #[test]
    fn a_flood_of_refusals_does_not_flood_the_screen() {
        let mut rig = Rig::open();
        let (before, entries) = (rig.shows, rig.view().timeline.len());
        for _ in 0..10_000 {
            rig.refuse(Refused::OtherSource, 1);
        }
        rig.advance(1_000);
        assert_eq!(rig.view().refused_messages, 10_000);
        assert!(rig.shows - before <= 4, "{}", rig.shows - before);
        assert_eq!(rig.view().timeline.len(), entries + 1);
    }

    #[test]
    fn the_last_refusal_is_shown_in_the_end() {
        let mut rig = Rig::open();
        rig.refuse(Refused::OtherSource, 1);
        let shown = rig.shows;
        rig.refuse(Refused::OtherSource, 1);
        assert_eq!(rig.shows, shown);
        rig.advance(300);
        assert_eq!(rig.shows, shown + 1);
    }
}

mod silence {
    use super::*;

    fn silent() -> Rig {
        let mut rig = Rig::new(begin(SessionMode::Verification));
        rig.user_found();
        rig.members(Ok(vec![]));
        rig.widget_ready();
        rig.feed(Input::TicketTaken);
        rig
    }

    #[test]
    fn a_widget_that_says_nothing_is_a_problem_within_ten_seconds() {
        let mut rig = silent();
        rig.advance(9_000);
        assert!(rig.view().problem.is_none());
        rig.advance(900);
        assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
        assert_eq!(
            rig.view().actions,
            [A::ReloadWidget, A::CloseWidget, A::StartOver, A::Finish]
        );
    }

    #[test]
    fn refused_messages_are_no_sign_of_life() {
        let mut rig = silent();
        rig.refuse(Refused::OtherSource, 3);
        rig.advance(9_900);
        assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
    }

    #[test]
    fn a_word_of_the_widget_clears_it() {
        let mut rig = silent();
        rig.advance(12_000);
        rig.message(Event::Load);
        assert!(rig.view().problem.is_none());
        assert_eq!(rig.view().actions, [A::CloseWidget]);
    }

    #[test]
    fn a_reloaded_widget_has_ten_seconds_of_its_own() {
        let mut rig = silent();
        rig.advance(12_000);
        rig.act(A::ReloadWidget);
        assert!(rig.view().problem.is_none());
        rig.widget_ready();
        rig.advance(9_000);
        assert!(rig.view().problem.is_none());
        rig.advance(900);
        assert_eq!(rig.problem().code, ProblemCode::WidgetSilent);
    }

    #[test]
    fn an_expired_ticket_can_be_replaced() {
        let mut rig = silent();
        rig.feed(Input::TicketExpired);
        assert_eq!(rig.problem().code, ProblemCode::WidgetExpired);
        assert_eq!(rig.view().actions[0], A::ReloadWidget);
    }
}

mod closing {
    use super::*;

    #[test]
    fn closed_early_and_the_numbers_are_found_all_the_same() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        assert_eq!(rig.view().phase, P::Checking);
        rig.member(M, S::Created, true);
        rig.status(M, S::Created, true);
        rig.advance(3_700);
        rig.status(M, S::Connected, false);
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![account("ACT-1", "CHECKING")]);
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
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
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
            current_member: None
        }));
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
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, S::Challenged, true);
        rig.status(M, S::Challenged, true);
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
        };
        assert!(rig.wanted.contains(&asked));
        rig.widget_ready();
        assert_eq!((rig.view().phase, rig.view().widget_mount), (P::Open, 2));
    }

    #[test]
    fn mx_own_words_are_shown_with_the_status() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.take(&Effect::Read(Read::Member, M.to_owned()));
        let mut member = member_of(M, S::Impeded, false);
        member.status_message = Some("Accept the bank's new terms.".to_owned());
        rig.answer(Answer::Member(M.to_owned(), Ok(member)));
        rig.status(M, S::Impeded, false);
        let status = rig.view().status.expect("a status");
        assert_eq!(
            status.mx_message.as_deref(),
            Some("Accept the bank's new terms.")
        );
    }

    #[test]
    fn a_failed_status_while_a_job_runs_is_not_the_end() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, S::Denied, true);
        rig.status(M, S::Denied, true);
        assert_eq!(rig.view().phase, P::Checking);
    }

    #[test]
    fn a_removed_member_is_said_to_be_removed() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.fails(Read::Status, M, MxProblemKind::NotFound);
        assert_eq!(ending(&rig), EndingKind::Removed);
        rig.act(A::Reopen);
        assert!(rig.take(&Effect::RequestWidgetUrl {
            request: 2,
            current_member: None
        }));
    }

    #[test]
    fn no_eligible_accounts_is_said_only_after_everything_was_read() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
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
        rig.answer(Answer::Numbers(M.to_owned(), Ok(vec![])));
        assert_eq!(
            (rig.view().phase, ending(&rig)),
            (P::Stopped, EndingKind::NoEligibleAccounts)
        );
        assert_eq!(rig.view().actions[0], A::StartOver);
    }

    #[test]
    fn numbers_found_account_by_account_count() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
        rig.numbers(M, vec![]);
        rig.accounts(M, vec![account("ACT-1", "SAVINGS")]);
        rig.answer(Answer::Numbers(
            M.to_owned(),
            Ok(vec![number("ACT-1", "0012345678")]),
        ));
        assert_eq!(rig.view().phase, P::Done);
    }

    #[test]
    fn error_1000_means_no_eligible_accounts_whatever_the_status() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.member(M, S::Failed, false);
        rig.status_is(
            M,
            MemberStatus {
                error_code: Some(1000),
                ..status_of(S::Failed, false)
            },
        );
        assert_eq!(ending(&rig), EndingKind::NoEligibleAccounts);
    }

    #[test]
    fn finishing_leaves_nothing_behind() {
        let mut rig = Rig::open();
        rig.act(A::CloseWidget);
        rig.members(Ok(vec![]));
        rig.act(A::Finish);
        assert!(rig.take(&Effect::Journal(Note::End(Outcome::Stopped))));
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
}

mod polling {
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
                Ok(status_of(S::Connected, true)),
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
    fn after_two_minutes_the_person_decides() {
        let mut rig = Rig::connecting(M);
        rig.act(A::CloseWidget);
        for _ in 0..50 {
            for read in [Read::Member, Read::Status] {
                rig.take(&Effect::Read(read, M.to_owned()));
            }
            rig.answer(Answer::Member(
                M.to_owned(),
                Ok(member_of(M, S::Created, true)),
            ));
            rig.answer(Answer::Status(
                M.to_owned(),
                Ok(status_of(S::Created, true)),
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
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
        rig.fails(Read::Member, M, MxProblemKind::Offline);
        rig.fails(Read::Status, M, MxProblemKind::Offline);
        assert_eq!(
            (rig.view().phase, rig.problem().code),
            (P::Checking, ProblemCode::Offline)
        );
        rig.advance(8_000);
        rig.status(M, S::Connected, false);
        assert!(rig.view().problem.is_none());
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
        assert_eq!(rig.view().phase, P::Done);
    }

    #[test]
    fn failures_are_asked_after_less_and_less_often() {
        let mut rig = Rig::connecting(M);
        rig.advance(3_000);
        rig.act(A::CloseWidget);
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
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
        rig.fails(Read::Numbers, M, MxProblemKind::NotAllowed);
        rig.accounts(M, vec![]);
        assert_eq!(rig.view().phase, P::Open);
        rig.advance(4_000);
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        assert!(rig.view().result.is_some());
    }
}

mod pages {
    use super::*;

    fn bank() -> Url {
        Url::parse("https://bank.example/login?state=1").expect("a URL")
    }

    fn oauth(url: &Url) -> Event {
        Event::OauthRequested {
            url: Some(url.as_str().into()),
            member_guid: Some(M.to_owned()),
        }
    }

    fn opened(rig: &Rig) -> usize {
        rig.wanted
            .iter()
            .filter(|effect| matches!(effect, Effect::OpenInBrowser(_)))
            .count()
    }

    #[test]
    fn a_bank_s_page_opens_once_however_it_is_asked_for() {
        let mut rig = Rig::connecting(M);
        rig.message(oauth(&bank()));
        rig.feed(Input::WindowRequested(bank()));
        rig.message(oauth(&bank()));
        assert_eq!(opened(&rig), 1);
        assert!(rig.take(&Effect::OpenInBrowser(BrowserPage(bank()))));
    }

    #[test]
    fn a_page_waits_until_the_member_is_known_to_be_the_customer_s() {
        let mut rig = Rig::open();
        rig.message(oauth(&bank()));
        assert_eq!(opened(&rig), 0);
        rig.member(M, S::Pending, false);
        assert_eq!(opened(&rig), 1);
    }

    #[test]
    fn unsafe_pages_are_refused() {
        let mut rig = Rig::connecting(M);
        for bad in [
            "http://bank.example/",
            "file:///etc/passwd",
            "https://mx.com@evil.example/",
        ] {
            rig.feed(Input::WindowRequested(Url::parse(bad).expect("a URL")));
        }
        assert_eq!(opened(&rig), 0);
        assert_eq!(rig.view().refused_messages, 3);
    }

    #[test]
    fn a_frame_can_not_open_a_hundred_pages() {
        let mut rig = Rig::connecting(M);
        for n in 0..100 {
            rig.feed(Input::WindowRequested(
                Url::parse(&format!("https://bank.example/{n}")).expect("a URL"),
            ));
        }
        assert_eq!(opened(&rig), 5);
    }

    #[test]
    fn no_page_opens_without_a_widget_on_screen() {
        let mut rig = Rig::open();
        rig.act(A::CloseWidget);
        rig.feed(Input::WindowRequested(bank()));
        assert_eq!(opened(&rig), 0);
    }
}

mod resuming {
    use super::*;

    fn resumed(member: Option<&str>) -> Rig {
        let mut begin = begin(SessionMode::Verification);
        begin.member_guid = member.map(str::to_owned);
        let user = Some("USR-1".to_owned());
        Rig::of(Machine::resumed(
            begin,
            user,
            Some("MX Bank".to_owned()),
            BEGAN,
        ))
    }

    #[test]
    fn a_known_member_is_asked_about_first() {
        let mut rig = resumed(Some(M));
        assert_eq!(rig.view().phase, P::Checking);
        rig.member(M, S::Connected, false);
        rig.status(M, S::Connected, false);
        rig.numbers(M, vec![number("ACT-1", "0012345678")]);
        rig.accounts(M, vec![]);
        assert_eq!(rig.view().phase, P::Done);
    }

    #[test]
    fn a_member_that_is_not_the_customer_s_leads_to_the_list() {
        let mut rig = resumed(Some("MBR-foreign"));
        rig.fails(Read::Member, "MBR-foreign", MxProblemKind::NotFound);
        rig.members(Ok(vec![]));
        assert_eq!(ending(&rig), EndingKind::NothingConnected);
        rig.act(A::Reopen);
        assert!(rig.take(&Effect::RequestWidgetUrl {
            request: 1,
            current_member: None
        }));
    }

    #[test]
    fn without_a_member_those_aggregated_since_the_session_began_are_looked_at() {
        let mut rig = resumed(None);
        let mut old = member_of("MBR-old", S::Connected, false);
        old.aggregated_at = Some("2020-01-01T00:00:00Z".to_owned());
        let mut new = member_of(M, S::Challenged, false);
        new.aggregated_at = Some("2099-01-01T00:00:00Z".to_owned());
        rig.members(Ok(vec![old, new]));
        assert_eq!(rig.view().member_guid.as_deref(), Some(M));
    }

    #[test]
    fn without_a_user_nothing_was_connected() {
        let machine = Machine::resumed(begin(SessionMode::Verification), None, None, BEGAN);
        let rig = Rig::of(machine);
        assert_eq!(ending(&rig), EndingKind::NothingConnected);
        assert_eq!(rig.view().actions, [A::StartOver, A::Finish]);
    }
}

impl Rig {
    fn status_of_when_asked(&mut self) {
        if self.wants(Read::Status, M) {
            self.status(M, S::Connected, false);
        }
    }

    fn verified_when_checked(&mut self) {
        self.member(M, S::Connected, false);
        self.status_of_when_asked();
        self.numbers(M, vec![number("ACT-1", "0012345678")]);
        self.accounts(M, vec![]);
    }
}
