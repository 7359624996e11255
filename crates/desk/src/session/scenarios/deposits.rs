//! Verification by two small deposits: asked for, waited for, and confirmed.

use connect_events::{MicrodepositStatus as D, MicrodepositStep};
use secrecy::SecretString;

use super::{super::rig::microdeposit, *};
use crate::{
    mx::{Microdeposit, MxProblem},
    view::{DepositStage, NumberPart, SessionView},
};

const MIC: &str = "MIC-1";
const FULL: &str = "0012345678";
const MINUTE: i64 = 60_000;

fn asked_for(guid: &str) -> Event {
    Event::MicrodepositsDetailsSubmitted {
        microdeposit_guid: Some(guid.to_owned()),
    }
}

fn says_verified(guid: &str) -> Event {
    Event::MicrodepositsVerified {
        microdeposit_guid: Some(guid.to_owned()),
    }
}

fn leaves(guid: &str) -> Event {
    Event::MicrodepositsComeBackPrimaryAction {
        microdeposit_guid: Some(guid.to_owned()),
    }
}

/// The customer has come to the pages of the deposits.
fn at_the_deposits() -> Rig {
    let mut rig = Rig::open();
    rig.message(Event::MicrodepositsLoaded {
        initial_step: Some(MicrodepositStep::RoutingNumber),
    });
    rig.message(step(Step::Microdeposits));
    rig
}

/// They have asked for the deposits, and left the widget.
fn waiting() -> Rig {
    let mut rig = at_the_deposits();
    rig.message(asked_for(MIC));
    rig.deposit(MIC, D::Initiated);
    rig.message(leaves(MIC));
    rig.deposit(MIC, D::Initiated);
    rig.drop_wanted();
    rig
}

/// A session of an earlier run that waits for its deposits.
fn resumed() -> Rig {
    let mut begin = begin(SessionMode::Verification);
    begin.microdeposit_guid = Some(MIC.to_owned());
    Rig::of(Machine::resumed(
        begin,
        Some("USR-1".to_owned()),
        None,
        BEGAN,
    ))
}

/// The widget is open on deposits that have arrived.
fn entering(how: HandOver) -> Rig {
    let mut rig = resumed();
    rig.deposit(MIC, D::Deposited);
    rig.drop_wanted();
    if how == HandOver::Here {
        rig.act(A::EnterAmounts);
    } else {
        rig.feed(Input::HandOver {
            to: how,
            display: None,
        });
    }
    assert!(rig.wanted.iter().any(|effect| matches!(
        effect,
        Effect::RequestWidgetUrl {
            current_member: None,
            current_microdeposit: Some(guid),
            update_credentials: false,
            ..
        } if guid == MIC
    )));
    rig.widget_ready();
    rig
}

fn stage(view: &SessionView) -> Option<DepositStage> {
    view.deposit.as_ref().map(|deposit| deposit.standing.stage)
}

fn journaled(rig: &Rig) -> Vec<&Note> {
    let notes = rig.wanted.iter().filter_map(|effect| match effect {
        Effect::Journal(note) => Some(note),
        _ => None,
    });
    notes.collect()
}

#[test]
fn the_guid_is_in_the_journal_before_anything_is_done_with_it() {
    let mut rig = at_the_deposits();
    rig.drop_wanted();
    rig.message(asked_for(MIC));
    assert_eq!(
        rig.wanted,
        [
            Effect::Journal(Note::Microdeposit(Some(MIC.to_owned()))),
            Effect::ReadMicrodeposit(MIC.to_owned()),
        ]
    );
    assert_eq!(rig.view().deposit, None, "an event is a hint");
    rig.deposit(MIC, D::Initiated);
    assert_eq!(stage(&rig.view()), Some(DepositStage::OnTheWay));
    assert!(rig.take(&Effect::Journal(Note::Deposits("INITIATED".to_owned()))));
    assert_eq!(rig.view().phase, P::Open, "the customer still reads");
}

#[test]
fn the_session_stops_and_says_what_comes_next_and_whose_turn_it_is() {
    let rig = waiting();
    let view = rig.view();
    assert_eq!(
        (view.phase, ending(&rig)),
        (P::Stopped, EndingKind::AwaitingDeposits)
    );
    let deposit = view.deposit.expect("deposits");
    assert_eq!(deposit.standing.turn, Turn::Mx);
    assert!(deposit.standing.next_step.contains("working days"));
    assert_eq!(view.institution.expect("a bank").name, "Quillmere Bank");
    assert_eq!(view.actions, [A::Finish, A::CheckAgain, A::StartOver]);
}

#[test]
fn leaving_a_session_that_waits_gives_it_no_end() {
    let mut rig = waiting();
    rig.act(A::Finish);
    assert_eq!(journaled(&rig), [] as [&Note; 0]);
    assert!(rig.take(&Effect::End));
}

#[test]
fn closing_the_widget_before_the_answer_comes_to_the_same() {
    let mut rig = at_the_deposits();
    rig.message(asked_for(MIC));
    rig.act(A::CloseWidget);
    rig.deposit(MIC, D::Requested);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
}

#[test]
fn somebody_else_s_deposits_are_refused_and_leave_the_journal() {
    let mut rig = at_the_deposits();
    rig.message(asked_for("MIC-foreign"));
    rig.deposit_is("MIC-foreign", Err(MxProblemKind::NotFound));
    assert!(rig.take(&Effect::Journal(Note::Microdeposit(None))));
    rig.message(asked_for("MIC-foreign"));
    assert_eq!(rig.view().refused_messages, 1);
    assert_eq!(rig.view().deposit, None);
    // The customer's own are asked about all the same.
    rig.message(asked_for(MIC));
    rig.deposit(MIC, D::Initiated);
    assert_eq!(stage(&rig.view()), Some(DepositStage::OnTheWay));
}

#[test]
fn an_answer_about_another_one_is_none() {
    let mut rig = at_the_deposits();
    rig.message(asked_for(MIC));
    rig.deposit_is(MIC, Ok(microdeposit("MIC-2", D::Verified)));
    assert_eq!((rig.view().phase, rig.view().deposit), (P::Open, None));
}

#[test]
fn a_frame_that_names_a_hundred_deposits_has_few_of_them_asked_about() {
    let mut rig = at_the_deposits();
    for n in 0..100 {
        rig.advance(100);
        let guid = format!("MIC-{n}");
        rig.message(asked_for(&guid));
        if rig.wanted.contains(&Effect::ReadMicrodeposit(guid.clone())) {
            rig.deposit_is(&guid, Err(MxProblemKind::NotFound));
        }
    }
    assert!(rig.view().refused_messages >= 80);
}

#[test]
fn deposits_that_wait_are_asked_about_once_a_minute_and_then_less_often() {
    let mut rig = waiting();
    let began = rig.now;
    let mut asked = Vec::new();
    while rig.now < began + 60 * MINUTE {
        let next = rig.machine.wake_at().expect("it goes on");
        rig.advance(next - rig.now);
        if rig
            .wanted
            .contains(&Effect::ReadMicrodeposit(MIC.to_owned()))
        {
            asked.push(rig.now);
            rig.deposit(MIC, D::Requested);
        }
    }
    let apart: Vec<_> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(apart.iter().all(|apart| *apart >= MINUTE), "{apart:?}");
    assert!(
        apart.last().is_some_and(|last| *last >= 5 * MINUTE),
        "{apart:?}"
    );
    assert!(asked.len() < 20, "{}", asked.len());
}

#[test]
fn deposits_that_arrive_are_the_customer_s_turn() {
    let mut rig = waiting();
    rig.advance(61_000);
    rig.deposit(MIC, D::Deposited);
    let view = rig.view();
    assert_eq!(
        view.deposit.expect("deposits").standing.turn,
        Turn::Customer
    );
    assert_eq!(view.actions.first(), Some(&A::EnterAmounts));
    assert_eq!(view.other_hand_overs, [HandOver::Window, HandOver::Link]);
    assert!(rig.take(&Effect::Journal(Note::Deposits("DEPOSITED".to_owned()))));
}

#[test]
fn amounts_are_entered_on_the_widget_that_was_opened_for_them() {
    for how in [HandOver::Here, HandOver::Window] {
        assert!(entering(how).view().enters_amounts, "{how:?}");
    }
    let mut rig = at_the_deposits();
    rig.message(asked_for(MIC));
    // Faster than the customer reads that they will come.
    rig.deposit(MIC, D::Deposited);
    assert_eq!(stage(&rig.view()), Some(DepositStage::CustomerEnters));
    assert!(!rig.view().enters_amounts);
}

#[test]
fn asking_again_leaves_everything_on_screen() {
    let mut rig = waiting();
    rig.act(A::CheckAgain);
    let view = rig.view();
    assert_eq!((view.phase, view.deposit_asked), (P::Stopped, true));
    rig.act(A::CheckAgain);
    rig.deposit(MIC, D::Requested);
    assert!(!rig.take(&Effect::ReadMicrodeposit(MIC.to_owned())), "once");
    assert!(!rig.view().deposit_asked);
}

#[test]
fn a_failure_to_ask_is_said_and_the_session_goes_on_waiting() {
    let mut rig = waiting();
    rig.act(A::CheckAgain);
    rig.deposit_is(MIC, Err(MxProblemKind::Offline));
    assert_eq!(rig.problem().code, ProblemCode::Offline);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
    rig.advance(2 * MINUTE);
    rig.deposit(MIC, D::Requested);
    assert_eq!(rig.view().problem, None);
}

#[test]
fn the_right_amounts_end_it_and_mx_s_word_alone_does() {
    let mut rig = entering(HandOver::Here);
    rig.message(says_verified(MIC));
    assert!(rig.view().result.is_none(), "an event is a hint");
    rig.deposit(MIC, D::Verified);
    assert!(rig.view().result.is_some(), "shown at once");
    assert_eq!(rig.view().phase, P::Open, "beside the widget's last page");
    rig.message(Event::MicrodepositsVerifiedPrimaryAction);
    let view = rig.view();
    assert_eq!(view.phase, P::Done);
    let result = view.result.expect("a result");
    assert!(!result.has_connection && result.method.contains("two small deposits"));
    let number = &result.accounts[0].numbers[0];
    assert_eq!(
        (number.mask.as_str(), number.is_whole),
        ("•••• 5678", false)
    );
    assert!(rig.take(&Effect::Journal(Note::Masks(vec!["•••• 5678".to_owned()]))));
    assert!(rig.take(&Effect::Journal(Note::End(EndingKind::Verified))));
    assert!(!rig.machine.may_inquire(), "nobody can be asked for owners");
}

#[test]
fn a_lie_about_the_amounts_changes_nothing() {
    let mut rig = entering(HandOver::Here);
    rig.message(says_verified(MIC));
    rig.deposit(MIC, D::Denied);
    rig.message(Event::MicrodepositsVerifiedPrimaryAction);
    rig.deposit(MIC, D::Denied);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
    assert_eq!(rig.view().actions.first(), Some(&A::EnterAmounts));
}

#[test]
fn amounts_that_are_right_are_noticed_without_the_widget_s_word() {
    let mut rig = entering(HandOver::Here);
    rig.message(Event::Load);
    rig.advance(16_000);
    rig.deposit(MIC, D::Verified);
    rig.advance(3_000);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn amounts_confirmed_elsewhere_end_a_session_that_waits() {
    let mut rig = waiting();
    rig.advance(61_000);
    rig.deposit(MIC, D::Verified);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn wrong_amounts_too_often_end_it_with_a_way_on() {
    let mut rig = entering(HandOver::Here);
    rig.message(Event::MicrodepositsErrorPrimaryAction {
        status: Some(D::Prevented),
        microdeposit_guid: Some(MIC.to_owned()),
    });
    rig.deposit(MIC, D::Prevented);
    assert_eq!(
        rig.view().phase,
        P::Open,
        "the customer can choose a bank now"
    );
    rig.act(A::CloseWidget);
    rig.deposit(MIC, D::Prevented);
    assert_eq!(ending(&rig), EndingKind::DepositsFailed);
    assert_eq!(rig.view().actions, [A::StartOver, A::CheckAgain, A::Finish]);
    rig.act(A::Finish);
    assert!(rig.take(&Effect::Journal(Note::End(EndingKind::DepositsFailed))));
}

#[test]
fn a_session_of_days_ago_goes_on_where_its_deposits_stand() {
    for (status, kind) in [
        (D::Initiated, EndingKind::AwaitingDeposits),
        (D::Deposited, EndingKind::AwaitingDeposits),
        (D::Preinitiated, EndingKind::AwaitingDeposits),
        (D::Errored, EndingKind::DepositsFailed),
        (D::Conflicted, EndingKind::DepositsFailed),
        (D::Rejected, EndingKind::DepositsFailed),
        (D::UnknownCode(12), EndingKind::AwaitingDeposits),
    ] {
        let mut rig = resumed();
        assert_eq!(rig.view().phase, P::Checking);
        rig.deposit(MIC, status.clone());
        assert_eq!(ending(&rig), kind, "{status}");
    }
    let mut rig = resumed();
    rig.deposit(MIC, D::Verified);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn deposits_that_were_deleted_are_said_to_be() {
    let mut rig = resumed();
    rig.deposit_is(MIC, Err(MxProblemKind::NotFound));
    assert_eq!(ending(&rig), EndingKind::Removed);
    rig.act(A::Finish);
    assert!(rig.take(&Effect::Journal(Note::End(EndingKind::Removed))));
}

#[test]
fn offline_at_the_start_loses_nothing() {
    let mut rig = resumed();
    rig.deposit_is(MIC, Err(MxProblemKind::Offline));
    rig.advance(4_000);
    rig.deposit_is(MIC, Err(MxProblemKind::Offline));
    rig.advance(130_000);
    assert_eq!(rig.view().phase, P::Stopped);
    rig.drop_wanted();
    rig.act(A::CheckAgain);
    rig.deposit(MIC, D::Deposited);
    assert_eq!(rig.view().actions.first(), Some(&A::EnterAmounts));

    let mut rig = resumed();
    rig.deposit_is(MIC, Err(MxProblemKind::Offline));
    rig.advance(130_000);
    rig.drop_wanted();
    rig.act(A::Finish);
    assert_eq!(journaled(&rig), [] as [&Note; 0], "it still waits");
}

#[test]
fn keys_that_are_refused_at_the_start_lose_nothing_either() {
    let mut rig = resumed();
    rig.deposit_is(MIC, Err(MxProblemKind::CredentialsRefused));
    assert_eq!(rig.problem().code, ProblemCode::CredentialsRefused);
    assert_eq!(
        journaled(&rig),
        [] as [&Note; 0],
        "the guid stays where it is"
    );
    rig.act(A::CheckAgain);
    rig.deposit(MIC, D::Deposited);
    assert_eq!(rig.view().actions.first(), Some(&A::EnterAmounts));
}

#[test]
fn a_session_on_a_microdeposit_opens_no_widget_by_itself() {
    let mut begin = begin(SessionMode::Verification);
    begin.microdeposit_guid = Some(MIC.to_owned());
    let mut rig = Rig::new(begin);
    rig.user_found();
    rig.deposit(MIC, D::Requested);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
    assert_eq!(rig.view().widget_mount, 0);
}

#[test]
fn deposits_asked_for_behind_a_link_are_found() {
    let mut begin = begin(SessionMode::Verification);
    begin.hand_over = HandOver::Link;
    let mut rig = Rig::new(begin);
    rig.user_found();
    rig.members(Ok(vec![]));
    rig.widget_ready();
    rig.advance(1);
    let old = microdeposit("MIC-old", D::Requested);
    assert!(rig.take(&Effect::ListMicrodeposits), "how it stood before");
    rig.answer(Answer::Microdeposits(Ok(vec![old.clone()])));
    rig.advance(31_000);
    assert!(rig.take(&Effect::ListMicrodeposits));
    rig.answer(Answer::Microdeposits(Ok(vec![
        old,
        microdeposit(MIC, D::Initiated),
    ])));
    assert!(rig.take(&Effect::Journal(Note::Microdeposit(Some(MIC.to_owned())))));
    rig.deposit(MIC, D::Initiated);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
}

#[test]
fn a_client_without_deposits_is_asked_once_and_never_bothered() {
    let mut begin = begin(SessionMode::Verification);
    begin.hand_over = HandOver::Link;
    let mut rig = Rig::new(begin);
    rig.user_found();
    rig.members(Ok(vec![]));
    rig.widget_ready();
    rig.advance(1);
    assert!(rig.take(&Effect::ListMicrodeposits));
    let refused = MxProblem::new(MxProblemKind::NotAllowed);
    rig.answer(Answer::Microdeposits(Err(refused)));
    rig.advance(5 * MINUTE);
    assert!(!rig.take(&Effect::ListMicrodeposits));
    assert_eq!(rig.view().problem, None);
}

#[test]
fn amounts_by_link_are_followed_to_their_end() {
    let mut rig = entering(HandOver::Link);
    rig.advance(16_000);
    rig.deposit(MIC, D::Denied);
    assert_eq!(rig.view().phase, P::Open, "they may try again");
    assert_eq!(stage(&rig.view()), Some(DepositStage::CustomerEnters));
    rig.advance(16_000);
    rig.deposit(MIC, D::Verified);
    assert_eq!(rig.view().phase, P::Done);
}

#[test]
fn messages_that_were_lost_are_made_up_for_when_the_widget_closes() {
    let mut rig = at_the_deposits();
    rig.act(A::CloseWidget);
    assert!(rig.take(&Effect::ListMembers));
    rig.answer(Answer::Members(Ok(vec![].into())));
    assert!(rig.take(&Effect::ListMicrodeposits));
    let old = Microdeposit {
        updated_at: Some("2026-12-01T08:00:00Z".to_owned()),
        ..microdeposit("MIC-old", D::Deposited)
    };
    rig.answer(Answer::Microdeposits(Ok(vec![
        old,
        microdeposit(MIC, D::Initiated),
    ])));
    rig.deposit(MIC, D::Initiated);
    assert_eq!(ending(&rig), EndingKind::AwaitingDeposits);
}

#[test]
fn leaving_the_deposits_without_asking_for_them_is_said_to_be_that() {
    let mut rig = at_the_deposits();
    rig.act(A::CloseWidget);
    rig.members(Ok(vec![]));
    assert_eq!(ending(&rig), EndingKind::NothingConnected);
    let text = rig.view().ending.expect("an ending").text;
    assert!(text.contains("has not asked for them"), "{text}");
}

#[test]
fn a_bank_that_is_signed_in_to_after_all_takes_their_place() {
    let mut rig = at_the_deposits();
    rig.message(asked_for(MIC));
    rig.deposit(MIC, D::Initiated);
    rig.drop_wanted();
    rig.message(connected(M));
    rig.member(M, S::Connected, false);
    assert!(rig.take(&Effect::Journal(Note::Microdeposit(None))));
    assert_eq!(rig.view().deposit, None);
    rig.status_of_when_asked();
    rig.one_number(M);
    rig.advance(3_000);
    let result = rig.view().result.expect("a result");
    assert!(result.has_connection);
}

#[test]
fn a_blocked_routing_number_is_explained_and_never_repeated() {
    for (reason, words) in [
        ("IAV_PREFERRED", "can be signed in to"),
        ("BLOCKED", "no test deposits"),
        ("CLIENT_BLOCKED", "Your company"),
        ("INVALID", "no bank has"),
        ("SOMETHING_NEW", "no test deposits"),
    ] {
        let mut rig = at_the_deposits();
        rig.message(Event::MicrodepositsBlockedRoutingNumber {
            routing_number: Some("990000000".into()),
            reason: Some(reason.to_owned()),
        });
        let note = rig.view().widget_note.expect("a word about it");
        assert!(note.contains(words), "{reason}: {note}");
        let view = serde_json::to_string(&rig.view()).expect("a view");
        assert!(!view.contains("990000000"));
        rig.message(asked_for(MIC));
        assert_eq!(rig.view().widget_note, None);
    }
}

#[test]
fn a_number_that_mx_gives_whole_is_masked_kept_dropped_and_read_again() {
    let whole = |status| Microdeposit {
        account_number: Some(SecretString::from(FULL)),
        ..microdeposit(MIC, status)
    };
    let mut rig = resumed();
    rig.deposit_is(MIC, Ok(whole(D::Deposited)));
    let view = serde_json::to_string(&rig.view()).expect("a view");
    assert!(view.contains("•••• 5678") && !view.contains(FULL));
    assert!(rig.machine.number("n1").is_none(), "not needed yet");

    rig.act(A::CheckAgain);
    rig.deposit_is(MIC, Ok(whole(D::Verified)));
    let number = rig.machine.number("n1").expect("a number");
    assert!(number.reveal().is_some() && number.part(NumberPart::Account).is_some());

    rig.feed(Input::DropNumbers);
    assert!(rig.machine.number("n1").is_none());
    assert!(rig.view().result.expect("masks stay").numbers_locked);
    rig.feed(Input::ReadNumbersAnew);
    rig.deposit_is(MIC, Ok(whole(D::Verified)));
    assert!(
        rig.machine
            .number("n1")
            .is_some_and(|it| it.reveal().is_some())
    );
    let view = serde_json::to_string(&rig.view()).expect("a view");
    assert!(!view.contains(FULL));
}
