//! Test deposits over days: kept, asked about, gone on with, given up.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use std::{sync::Arc, time::Duration};

use connect_events::{Event, MicrodepositStatus as D};
use desk::{
    mx::{MxProblemKind, User},
    view::{
        AuditAction, DepositStage, EndingKind, HistoryQuery, OutcomeFilter, ProblemCode,
        ReportFormat, SessionAction, SessionPhase, WaitingForDeposits,
    },
};
use tokio::time::sleep;

use crate::world::{BEGAN, World, start};

const USER: &str = "USR-c-1";
const MIC: &str = "MIC-5f1c2f0e-6d0f-4a3b-9a51-000000000001";
const DAYS: i64 = 3 * 24 * 60 * 60 * 1_000;

/// A customer has asked for test deposits, and the agent has left the session.
async fn left_waiting() -> (World, String) {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world.mx.has_microdeposit(USER, MIC, D::Initiated);
    world.says(
        &id,
        Event::MicrodepositsDetailsSubmitted {
            microdeposit_guid: Some(MIC.to_owned()),
        },
    );
    world.until(|session| session.deposit.is_some()).await;
    let stopped = world.close_early(&id).await;
    assert_eq!(stopped.ending.unwrap().kind, EndingKind::AwaitingDeposits);
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    until_listed(&world, |waiting| waiting.len() == 1).await;
    (world, id)
}

async fn until_listed(
    world: &World,
    is_so: impl Fn(&[WaitingForDeposits]) -> bool,
) -> Vec<WaitingForDeposits> {
    let mut views = world.desk.watch();
    let found = views.wait_for(|view| is_so(&view.deposits));
    match tokio::time::timeout(Duration::from_secs(300), found).await {
        Ok(view) => view.unwrap().deposits.clone(),
        Err(_) => panic!("it never came to that: {:#?}", world.desk.view().deposits),
    }
}

/// The same desk after some days: another run of the app, on the same folder.
async fn days_later(world: World) -> World {
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);
    let later = World::at(data, mx, BEGAN + DAYS).await;
    tokio::spawn(later.desk.clone().follow_deposits());
    later
}

async fn outcomes(world: &World, outcome: OutcomeFilter) -> Vec<String> {
    let query = HistoryQuery {
        outcome: Some(outcome),
        limit: 10,
        ..HistoryQuery::default()
    };
    let page = world.desk.search_history(query).await.unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test(start_paused = true)]
async fn a_session_that_waits_is_listed_and_has_no_end() {
    let (world, id) = left_waiting().await;
    let view = world.desk.view();
    assert!(view.unfinished.is_empty() && view.sessions.is_empty());
    let waiting = &view.deposits[0];
    assert_eq!(
        (waiting.id.as_str(), waiting.customer_id.as_str()),
        (id.as_str(), "c-1")
    );
    assert_eq!(waiting.standing.stage, DepositStage::OnTheWay);
    assert!(waiting.can_check);
    assert_eq!(
        outcomes(&world, OutcomeFilter::WaitingForDeposits).await,
        [id.as_str()]
    );
    assert!(outcomes(&world, OutcomeFilter::Unfinished).await.is_empty());
    let kept = world.desk.read_history(id).await.unwrap();
    assert_eq!(kept.microdeposit_guid.as_deref(), Some(MIC));
    assert_eq!(kept.row.ending, Some(EndingKind::AwaitingDeposits));
    assert_eq!(kept.row.ended_at_ms, None);
}

#[tokio::test(start_paused = true)]
async fn days_later_mx_is_asked_by_itself_and_the_amounts_verify_the_account() {
    let (world, id) = left_waiting().await;
    world.mx.has_microdeposit(USER, MIC, D::Deposited);
    let world = days_later(world).await;
    let listed = until_listed(&world, |waiting| {
        waiting
            .first()
            .is_some_and(|it| it.standing.stage == DepositStage::CustomerEnters)
    })
    .await;
    assert!(listed[0].asked_at_ms >= (BEGAN + DAYS) as f64);
    assert!(
        world.desk.view().sessions.is_empty(),
        "nothing opens by itself"
    );

    world.desk.check_unfinished(&id).await.unwrap();
    world
        .until(|session| session.actions.contains(&SessionAction::EnterAmounts))
        .await;
    world
        .desk
        .act(&id, SessionAction::EnterAmounts)
        .await
        .unwrap();
    world.until_phase(SessionPhase::Open).await;
    let asked = world.mx.set().widget_requests.last().unwrap().clone();
    let options = asked.setup.options;
    assert_eq!(options.current_microdeposit_guid.as_deref(), Some(MIC));
    assert_eq!(asked.current_member_guid, None);
    world.desk.take_widget_ticket(&id).unwrap();
    world.mx.has_microdeposit(USER, MIC, D::Verified);
    world.says(
        &id,
        Event::MicrodepositsVerified {
            microdeposit_guid: Some(MIC.to_owned()),
        },
    );
    let done = world.until_phase(SessionPhase::Done).await;
    let number = &done.result.unwrap().accounts[0].numbers[0];
    assert_eq!(
        (number.mask.as_str(), number.is_whole),
        ("•••• 5678", false)
    );
    let refused = world
        .desk
        .reveal_number(&id, &number.id, None)
        .err()
        .unwrap();
    assert_eq!(refused.code, ProblemCode::NotFound);

    std::fs::create_dir(world.data.path().join("saved")).unwrap();
    let full = world
        .desk
        .save_report(&id, ReportFormat::Json, true, Some("for the file"))
        .await
        .unwrap_err();
    assert_eq!(full.code, ProblemCode::NotNow, "there is no full number");
    let saved = world
        .desk
        .save_report(&id, ReportFormat::Json, false, None)
        .await
        .unwrap()
        .unwrap();
    let report = std::fs::read_to_string(saved.path).unwrap();
    assert!(report.contains(MIC) && report.contains("VERIFIED"));

    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    sleep(Duration::from_secs(2)).await;
    assert_eq!(outcomes(&world, OutcomeFilter::Done).await, [id]);
    assert!(world.desk.view().deposits.is_empty());
}

#[tokio::test(start_paused = true)]
async fn those_that_wait_are_asked_about_every_quarter_of_an_hour() {
    let (world, _) = left_waiting().await;
    let world = days_later(world).await;
    sleep(Duration::from_secs(5)).await;
    let before = world.mx.calls_of("read_microdeposit").len();
    sleep(Duration::from_secs(60 * 60)).await;
    let asked = world.mx.calls_of("read_microdeposit").len() - before;
    assert!((3..=5).contains(&asked), "{asked} times in an hour");
}

#[tokio::test(start_paused = true)]
async fn deposits_that_are_gone_at_mx_are_waited_for_no_longer() {
    let (world, id) = left_waiting().await;
    world.mx.set().microdeposits.clear();
    world.desk.refresh_deposits().await.unwrap();
    assert!(world.desk.view().deposits.is_empty());
    let kept = world.desk.read_history(id).await.unwrap();
    assert_eq!(kept.row.ending, Some(EndingKind::Removed));
}

#[tokio::test(start_paused = true)]
async fn offline_they_stay_as_they_were() {
    let (world, _) = left_waiting().await;
    world.mx.set().failing = Some(MxProblemKind::Offline);
    let problem = world.desk.refresh_deposits().await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::Offline);
    assert_eq!(world.desk.view().deposits.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn waiting_is_given_up_and_the_session_stays_in_the_history() {
    let (world, id) = left_waiting().await;
    world.desk.stop_waiting(&id).unwrap();
    assert!(world.desk.view().deposits.is_empty());
    assert_eq!(
        outcomes(&world, OutcomeFilter::Stopped).await,
        [id.as_str()]
    );
    let unknown = world.desk.stop_waiting(&id).unwrap_err();
    assert_eq!(unknown.code, ProblemCode::UnknownSession);
    assert_eq!(
        world.mx.set().microdeposits.len(),
        1,
        "nothing changes at MX"
    );
}

#[tokio::test(start_paused = true)]
async fn the_customer_s_page_goes_on_with_the_session_that_waits() {
    let (world, id) = left_waiting().await;
    let details = world.desk.read_customer(USER).await.unwrap();
    let shown = &details.deposits[0];
    assert_eq!(shown.session_id.as_deref(), Some(id.as_str()));
    let account = shown.deposit.account.as_ref().unwrap();
    assert_eq!(account.mask.as_deref(), Some("•••• 5678"));

    let mut input = start("c-1");
    input.microdeposit_guid = Some(MIC.to_owned());
    assert_eq!(world.desk.start_session(input).await.unwrap(), id);
    world.until_phase(SessionPhase::Stopped).await;
}

#[tokio::test(start_paused = true)]
async fn deposits_made_elsewhere_get_a_session_of_their_own() {
    let world = World::new().await;
    world.mx.set().users.push(User {
        guid: USER.to_owned(),
        id: Some("c-1".to_owned()),
        ..User::default()
    });
    world.mx.has_microdeposit(USER, MIC, D::Deposited);
    let mut input = start("c-1");
    input.microdeposit_guid = Some(MIC.to_owned());
    world.desk.start_session(input).await.unwrap();
    let shown = world.until_phase(SessionPhase::Stopped).await;
    assert_eq!(shown.actions.first(), Some(&SessionAction::EnterAmounts));
    assert!(
        world.mx.set().widget_requests.is_empty(),
        "no widget by itself"
    );
}

#[tokio::test(start_paused = true)]
async fn deleting_them_ends_what_waits_and_is_on_record() {
    let (world, id) = left_waiting().await;
    world.desk.check_unfinished(&id).await.unwrap();
    world.until_phase(SessionPhase::Stopped).await;
    let refused = world.desk.delete_microdeposit(USER, MIC).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotNow, "its session is open");
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    until_listed(&world, |waiting| waiting.len() == 1).await;

    world.desk.delete_microdeposit(USER, MIC).await.unwrap();
    assert!(world.mx.set().microdeposits.is_empty());
    assert!(world.desk.view().deposits.is_empty());
    let log = world.desk.read_audit(0, 10).await.unwrap();
    assert_eq!(log.entries[0].action, Some(AuditAction::DeleteMicrodeposit));
    let unknown = world.desk.delete_microdeposit(USER, MIC).await.unwrap_err();
    assert_eq!(unknown.code, ProblemCode::NotFound);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_deposits_sees_none_of_them() {
    let (world, _) = left_waiting().await;
    world.mx.set().refusing = Some(("list_microdeposits", MxProblemKind::NotAllowed));
    let details = world.desk.read_customer(USER).await.unwrap();
    assert!(details.deposits.is_empty() && details.deposits_problem.is_none());
    world.mx.set().refusing = Some(("list_microdeposits", MxProblemKind::Unavailable));
    let details = world.desk.read_customer(USER).await.unwrap();
    assert_eq!(
        details.deposits_problem.unwrap().code,
        ProblemCode::MxUnavailable
    );
}

#[tokio::test(start_paused = true)]
async fn amounts_that_are_confirmed_elsewhere_are_news_beside_the_screen() {
    let (world, id) = left_waiting().await;
    world.desk.check_unfinished(&id).await.unwrap();
    world.until_phase(SessionPhase::Stopped).await;
    world.desk.show_session(None).unwrap();
    world.mx.has_microdeposit(USER, MIC, D::Deposited);
    world
        .until_summary(&id, |summary| summary.needs_attention)
        .await;
}
