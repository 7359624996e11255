//! Verifying again without the widget, and what one can ask about verified accounts.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not all of it is in one"
)]

use std::{sync::Arc, time::Duration};

use connect_events::{ConnectionStatus, Event};
use desk::{
    mx::{AccountOwner, Job, MxProblemKind},
    view::{
        AuditAction, EndingKind, MemberWay, NameLikeness, ProblemCode, SessionAction, SessionPhase,
        StartInput,
    },
};
use tokio::time::sleep;

use crate::world::{BEGAN, FULL_NUMBER, World, start};

const USER: &str = "USR-c-1";
const M: &str = "MBR-1";

fn again() -> StartInput {
    StartInput {
        member_guid: Some(M.to_owned()),
        without_widget: true,
        owner_name: Some(" Jane Doe ".to_owned()),
        ..start("c-1")
    }
}

/// A customer who is connected already.
async fn connected() -> World {
    let world = World::new().await;
    world.desk.start_session(start("c-1")).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    let id = world.session().id;
    world.close_early(&id).await;
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    world.mx.has_verified(USER, M);
    world.mx.set().widget_requests.clear();
    world
}

async fn verified() -> (World, String) {
    let world = connected().await;
    let id = world.desk.start_session(again()).await.unwrap();
    world.until_phase(SessionPhase::Done).await;
    (world, id)
}

fn owner(name: &str) -> AccountOwner {
    AccountOwner {
        account_guid: "ACT-1".to_owned(),
        name: name.to_owned(),
        ..AccountOwner::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_connected_customer_is_verified_again_without_the_widget() {
    let world = connected().await;
    let found = world.desk.find_customer("c-1").await.unwrap();
    assert_eq!(found.members[0].way, MemberWay::VerifyAgain);

    let id = world.desk.start_session(again()).await.unwrap();
    world.until_phase(SessionPhase::Checking).await;
    let session = world.until_phase(SessionPhase::Done).await;
    assert_eq!(world.mx.set().jobs, [Job::Verification]);
    assert!(world.mx.set().widget_requests.is_empty());
    assert_eq!(
        (session.widget_mount, session.widget_origin.as_deref()),
        (0, None)
    );
    let result = session.result.unwrap();
    assert_eq!(result.accounts[0].numbers[0].mask, "•••• 5678");
    assert!(
        result.method.contains("did not sign in again"),
        "{}",
        result.method
    );
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    world.nothing_is_unfinished().await;
}

#[tokio::test(start_paused = true)]
async fn where_the_bank_asks_a_question_the_widget_opens_on_the_connection() {
    let world = connected().await;
    let id = world.desk.start_session(again()).await.unwrap();
    world.until_phase(SessionPhase::Checking).await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Challenged, true);
    let session = world.until_phase(SessionPhase::Stopped).await;
    assert_eq!(session.ending.unwrap().kind, EndingKind::Waiting);
    assert_eq!(session.actions[0], SessionAction::Reopen);
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    let on: Vec<_> = world
        .mx
        .set()
        .widget_requests
        .iter()
        .map(|r| r.current_member_guid.clone())
        .collect();
    assert_eq!(on, [Some(M.to_owned())]);
    world.desk.take_widget_ticket(&id).unwrap();
    world.says(&id, Event::Load);
    world.mx.has_verified(USER, M);
    sleep(Duration::from_secs(4)).await;
    let member_guid = Some(M.to_owned());
    world.says(&id, Event::MemberConnected { member_guid });
    world.until_phase(SessionPhase::Done).await;
}

#[tokio::test(start_paused = true)]
async fn cut_off_it_goes_on_by_itself_in_the_next_run() {
    let world = connected().await;
    world.desk.start_session(again()).await.unwrap();
    world.until_phase(SessionPhase::Checking).await;
    let (data, mx) = (world.data.clone(), world.mx.clone());
    drop(world);
    let world = World::on(data, mx).await;
    let id = world.desk.view().sessions[0].id.clone();
    world
        .until_summary(&id, |session| session.phase == SessionPhase::Done)
        .await;
    world.desk.show_session(Some(&id)).unwrap();
    assert_eq!(world.session().member_guid.as_deref(), Some(M));
    assert!(world.mx.set().widget_requests.is_empty());
}

#[tokio::test(start_paused = true)]
async fn owners_are_compared_with_the_name_from_the_form_and_kept_nowhere() {
    let (world, id) = verified().await;
    world
        .mx
        .set()
        .owners
        .insert(M.to_owned(), vec![owner("DOE, JANE"), owner("ROE RICHARD")]);
    assert_eq!(
        world.session().result.unwrap().owners.given_name.as_deref(),
        Some("Jane Doe")
    );
    world.desk.identify_owners(&id, None).unwrap();
    let session = world
        .until(|session| session.result.as_ref().unwrap().owners.verdict.is_some())
        .await;
    let verdict = session.result.unwrap().owners.verdict.unwrap();
    assert_eq!(verdict.likeness, NameLikeness::Likely);
    assert!(
        verdict.reason.contains("One of two owners"),
        "{}",
        verdict.reason
    );
    assert_eq!(
        world.mx.set().jobs,
        [Job::Verification, Job::Identification]
    );

    world.desk.identify_owners(&id, Some("Mary Major")).unwrap();
    let verdict = world.session().result.unwrap().owners.verdict.unwrap();
    assert_eq!(verdict.likeness, NameLikeness::Different);
    assert_eq!(world.mx.set().jobs.len(), 2, "the bank is not asked again");
    let log = world.desk.read_audit(0, 100).await.unwrap();
    let mut asked = log.entries.iter().map(|entry| entry.action);
    assert_eq!(asked.next(), Some(Some(AuditAction::ReadOwners)));
    assert!(!asked.any(|it| it == Some(AuditAction::ReadOwners)));

    world.desk.identify_owners(&id, Some("")).unwrap();
    assert!(world.session().result.unwrap().owners.verdict.is_none());
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    world.nothing_is_unfinished().await;
    let files = world.files();
    for secret in ["Jane", "JANE", "RICHARD", "Mary", FULL_NUMBER] {
        assert!(!files.contains(secret), "{secret} is in a file");
    }
}

#[tokio::test(start_paused = true)]
async fn balances_are_checked_five_times_in_two_hours_whatever_the_session() {
    let (world, id) = verified().await;
    let left = |world: &World| world.session().result.unwrap().balance_check.checks_left;
    for n in 1..=5 {
        assert_eq!(left(&world), 6 - n);
        world.desk.check_balances(&id).unwrap();
        world
            .until(|session| {
                let check = &session.result.as_ref().unwrap().balance_check;
                !check.is_working && check.checks_left == 5 - n && check.checked_at.is_some()
            })
            .await;
    }
    let result = world.session().result.unwrap();
    assert_eq!(
        result.accounts[0].balance.as_ref().unwrap().amount,
        "1204.50"
    );
    world.desk.act(&id, SessionAction::Finish).await.unwrap();

    let id = world.desk.start_session(again()).await.unwrap();
    world.until_phase(SessionPhase::Done).await;
    assert_eq!(left(&world), 0, "another session of the same connection");
    world.desk.check_balances(&id).unwrap();
    let problem = world
        .session()
        .result
        .unwrap()
        .balance_check
        .problem
        .unwrap();
    assert_eq!(problem.code, ProblemCode::LimitReached);
    let checks = world
        .mx
        .set()
        .jobs
        .iter()
        .filter(|job| **job == Job::BalanceCheck)
        .count();
    assert_eq!(checks, 5);
    sleep(Duration::from_secs(2 * 60 * 60)).await;
    assert_eq!(left(&world), 5);
}

#[tokio::test(start_paused = true)]
async fn before_there_are_accounts_nothing_can_be_asked() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    for problem in [
        world.desk.identify_owners(&id, None).unwrap_err(),
        world.desk.check_balances(&id).unwrap_err(),
    ] {
        assert_eq!(problem.code, ProblemCode::NotNow);
    }
    assert_eq!(
        world.desk.check_balances("nobody").unwrap_err().code,
        ProblemCode::UnknownSession
    );
}

#[tokio::test(start_paused = true)]
async fn a_name_without_end_is_refused() {
    let (world, id) = verified().await;
    let long = "a".repeat(201);
    let problem = world.desk.identify_owners(&id, Some(&long)).unwrap_err();
    assert_eq!(problem.code, ProblemCode::InvalidInput);
    let input = StartInput {
        owner_name: Some(long),
        ..start("c-2")
    };
    let problem = world.desk.start_session(input).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::InvalidInput);
}

#[tokio::test(start_paused = true)]
async fn what_mx_refuses_is_said_beside_the_numbers_that_stay() {
    let (world, id) = verified().await;
    world.mx.set().failing = Some(MxProblemKind::NotAllowed);
    world.desk.identify_owners(&id, None).unwrap();
    let session = world
        .until(|session| session.result.as_ref().unwrap().owners.problem.is_some())
        .await;
    let result = session.result.unwrap();
    assert_eq!(result.owners.problem.unwrap().code, ProblemCode::NotAllowed);
    assert_eq!((session.phase, session.problem), (SessionPhase::Done, None));
    assert!(world.desk.reveal_number(&id, "n1", None).is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_restart_forgets_no_balance_check() {
    let (world, id) = verified().await;
    world.desk.check_balances(&id).unwrap();
    world
        .until(|session| {
            let check = &session.result.as_ref().unwrap().balance_check;
            !check.is_working && check.checks_left == 4
        })
        .await;
    // The next one is under way when the app ends.
    world.desk.check_balances(&id).unwrap();
    sleep(Duration::from_secs(1)).await;
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);

    let left_at = async |minutes: i64| {
        let later = BEGAN + minutes * 60_000;
        let world = World::at(Arc::clone(&data), mx.clone(), later).await;
        world.desk.start_session(again()).await.unwrap();
        let session = world.until_phase(SessionPhase::Done).await;
        session.result.unwrap().balance_check.checks_left
    };
    assert_eq!(left_at(30).await, 3);
    assert_eq!(left_at(3 * 60).await, 5);
}

#[tokio::test(start_paused = true)]
async fn a_question_of_the_bank_after_the_end_is_answered_in_a_session_beside() {
    let (world, id) = verified().await;
    let is_offered = |world: &World| world.session().actions.contains(&SessionAction::Reopen);
    assert!(!is_offered(&world));
    world.desk.identify_owners(&id, None).unwrap();
    sleep(Duration::from_secs(1)).await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Challenged, false);
    world
        .until(|session| session.result.as_ref().unwrap().owners.problem.is_some())
        .await;
    assert!(is_offered(&world));
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    let beside = world.until_phase(SessionPhase::Open).await;
    assert_ne!(beside.id, id);
    let asked = world.mx.set().widget_requests.last().cloned().unwrap();
    assert_eq!(asked.current_member_guid.as_deref(), Some(M));

    // What was on screen is where it was, and can be asked again once the customer has answered.
    world.mx.has_verified(USER, M);
    world.desk.show_session(Some(&id)).unwrap();
    assert_eq!(world.session().phase, SessionPhase::Done);
    world.desk.identify_owners(&id, None).unwrap();
    world
        .until(|session| session.result.as_ref().unwrap().owners.owners.is_some())
        .await;
    assert!(!is_offered(&world));
}
