//! Whole sessions, from the form to the numbers.

use std::time::Duration;

use crate::world::{ROUND_TRIP, World, start};
use connect_events::{ConnectionStatus, Event, Step};
use desk::{
    mx::{MxProblemKind, User},
    view::{EndingKind, ProblemCode, SessionAction, SessionPhase, Turn},
};
use tokio::time::{Instant, sleep};

pub(crate) const USER: &str = "USR-c-1";
pub(crate) const M: &str = "MBR-1";

fn said(status: ConnectionStatus) -> Event {
    Event::MemberStatusUpdate {
        member_guid: Some(M.to_owned()),
        connection_status: Some(status),
    }
}

pub(crate) fn connected(guid: &str) -> Event {
    Event::MemberConnected {
        member_guid: Some(guid.to_owned()),
    }
}

fn step(current: Step) -> Event {
    Event::StepChange {
        previous: None,
        current: Some(current),
    }
}

/// A session whose customer has just signed in.
pub(crate) async fn connecting(world: &World) -> String {
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Created, true);
    world.says(&id, said(ConnectionStatus::Created));
    id
}

pub(crate) async fn secs(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

pub(crate) async fn verified(world: &World) -> String {
    let id = world.open("c-1").await;
    world.mx.has_verified(USER, M);
    world.says(&id, connected(M));
    world.until_phase(SessionPhase::Done).await;
    id
}

#[tokio::test(start_paused = true)]
async fn a_customer_connects_a_bank_and_the_numbers_are_there_after_one_round_trip() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world.says(&id, step(Step::Search));
    world.says(
        &id,
        Event::SelectedInstitution {
            institution_guid: Some("INS-1".to_owned()),
            institution_code: Some("mxbank".to_owned()),
            name: Some("MX Bank".to_owned()),
            url: None,
        },
    );
    world.says(&id, step(Step::Connecting));
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Created, true);
    world.says(&id, said(ConnectionStatus::Created));
    secs(9).await;
    world.mx.has_verified(USER, M);

    let said_at = Instant::now();
    world.says(&id, connected(M));
    let session = world.until(|session| session.result.is_some()).await;
    let took = said_at.elapsed();
    assert!(took < ROUND_TRIP + Duration::from_millis(50), "{took:?}");
    assert_eq!(
        session.phase,
        SessionPhase::Open,
        "the widget still shows its last page"
    );

    world.says(&id, step(Step::Connected));
    let session = world.until_phase(SessionPhase::Done).await;
    let account = &session.result.unwrap().accounts[0];
    assert_eq!(
        (account.name.as_str(), account.numbers[0].mask.as_str()),
        ("Everyday", "•••• 5678")
    );
    assert_eq!(session.ending.unwrap().kind, EndingKind::Verified);
    assert_eq!(session.institution.unwrap().name, "MX Bank");
    let texts: Vec<_> = session
        .timeline
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    assert!(texts.contains(&"Customer chose MX Bank"), "{texts:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_security_question_is_shown_as_the_customer_s_turn() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Challenged, true);
    world.says(&id, step(Step::Connecting));
    world.says(&id, said(ConnectionStatus::Challenged));
    world.says(&id, step(Step::Mfa));
    let session = world.until(|session| session.status.is_some()).await;
    let status = session.status.unwrap();
    assert_eq!(
        (status.name.as_str(), status.turn),
        ("CHALLENGED", Turn::Customer)
    );

    world.says(
        &id,
        Event::SubmitMfa {
            member_guid: Some(M.to_owned()),
        },
    );
    world.says(&id, step(Step::Connecting));
    world.mx.has_verified(USER, M);
    secs(4).await;
    world.says(&id, connected(M));
    world.until_phase(SessionPhase::Done).await;
}

#[tokio::test(start_paused = true)]
async fn closed_while_connecting_the_numbers_are_found_through_the_api() {
    let world = World::new().await;
    let id = connecting(&world).await;
    secs(1).await;
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    world.until_phase(SessionPhase::Checking).await;
    secs(10).await;
    world.mx.has_verified(USER, M);
    world.until_phase(SessionPhase::Done).await;
    let asked = world.mx.calls_of("member_status");
    assert!(
        asked
            .windows(2)
            .all(|pair| pair[1] - pair[0] >= Duration::from_secs(3)),
        "{asked:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn closed_before_a_word_was_said_the_member_is_found_in_the_list() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world.mx.has_verified(USER, M);
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    let session = world.until_phase(SessionPhase::Done).await;
    assert_eq!(session.member_guid.as_deref(), Some(M));
}

#[tokio::test(start_paused = true)]
async fn offline_for_a_while_does_not_lose_the_session() {
    let world = World::new().await;
    let id = connecting(&world).await;
    secs(1).await;
    world.mx.set().failing = Some(MxProblemKind::Offline);
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    let session = world.until(|session| session.problem.is_some()).await;
    assert_eq!(session.problem.unwrap().code, ProblemCode::Offline);
    assert_eq!(session.phase, SessionPhase::Checking);
    secs(30).await;
    world.mx.has_verified(USER, M);
    world.mx.set().failing = None;
    let session = world.until_phase(SessionPhase::Done).await;
    assert!(session.problem.is_none());
}

#[tokio::test(start_paused = true)]
async fn starting_over_is_a_new_session_for_the_same_customer() {
    let world = World::new().await;
    let first = verified(&world).await;
    world
        .desk
        .act(&first, SessionAction::StartOver)
        .await
        .unwrap();
    let session = world.until_phase(SessionPhase::Open).await;
    assert_ne!(session.id, first);
    assert_eq!(session.customer.id, "c-1");
    assert!(session.result.is_none());
    let old = world.desk.reveal_number(&first, "n1", None).err().unwrap();
    assert_eq!(
        old.code,
        ProblemCode::UnknownSession,
        "the numbers went with their session"
    );
}

#[tokio::test(start_paused = true)]
async fn two_sessions_go_on_side_by_side() {
    let world = World::new().await;
    let first = world.open("c-1").await;
    let second = world.open("c-2").await;
    assert_eq!(world.session().id, second);
    let listed = |world: &World| -> Vec<String> {
        let view = world.desk.view();
        view.sessions.iter().map(|it| it.id.clone()).collect()
    };
    assert_eq!(listed(&world), [first.clone(), second.clone()]);

    // The first goes on while the second is on screen, and asks to be looked at.
    world
        .desk
        .act(&first, SessionAction::CloseWidget)
        .await
        .unwrap();
    world
        .until_summary(&first, |it| it.phase == SessionPhase::Stopped)
        .await;
    assert!(world.desk.view().sessions[0].needs_attention);
    assert_eq!(world.session().phase, SessionPhase::Open);

    world.desk.show_session(Some(&first)).unwrap();
    assert_eq!(world.session().id, first);
    world.desk.act(&first, SessionAction::Finish).await.unwrap();
    assert!(world.desk.view().session.is_none());
    assert_eq!(listed(&world), [second]);
    let gone = world.desk.show_session(Some(&first)).err().unwrap();
    assert_eq!(gone.code, ProblemCode::UnknownSession);
}

#[tokio::test(start_paused = true)]
async fn more_sessions_than_an_agent_can_look_after_are_refused() {
    let world = World::new().await;
    for n in 0..20 {
        world.open(&format!("c-{n}")).await;
    }
    let refused = world.desk.start_session(start("c-20")).await.err().unwrap();
    assert_eq!(refused.code, ProblemCode::NotNow);
    assert_eq!(world.desk.view().sessions.len(), 20);
}

#[tokio::test(start_paused = true)]
async fn only_the_actions_on_offer_are_done() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let early = world
        .desk
        .act(&id, SessionAction::CheckAgain)
        .await
        .err()
        .unwrap();
    assert_eq!(early.code, ProblemCode::NotNow);
    let other = world
        .desk
        .act("other", SessionAction::Finish)
        .await
        .err()
        .unwrap();
    assert_eq!(other.code, ProblemCode::UnknownSession);
}

#[tokio::test(start_paused = true)]
async fn a_repair_opens_the_widget_on_its_member() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Denied, false);
    world.says(&id, said(ConnectionStatus::Denied));
    world.until(|session| session.member_guid.is_some()).await;
    let session = world.close_early(&id).await;
    assert_eq!(session.actions[0], SessionAction::Reopen);
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    let asked = world.mx.set().widget_requests.last().cloned().unwrap();
    assert_eq!(asked.current_member_guid.as_deref(), Some(M));
}

#[tokio::test(start_paused = true)]
async fn a_known_customer_is_recognised_with_their_connections() {
    let world = World::new().await;
    assert!(
        world
            .desk
            .find_customer("c-1")
            .await
            .unwrap()
            .customer
            .is_none()
    );
    world.mx.set().users.push(User {
        guid: USER.to_owned(),
        id: Some("c-1".to_owned()),
        email: Some("a@b.example".to_owned()),
        ..User::default()
    });
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Denied, false);
    let found = world.desk.find_customer(" c-1 ").await.unwrap();
    assert_eq!(
        found.customer.unwrap().email.as_deref(),
        Some("a@b.example")
    );
    assert_eq!(found.members[0].status.name, "DENIED");
    let bad = world
        .desk
        .find_customer("someone@example.com")
        .await
        .err()
        .unwrap();
    assert_eq!(bad.code, ProblemCode::InvalidInput);
}

#[tokio::test(start_paused = true)]
async fn a_user_is_created_once_whatever_the_network_does() {
    use MxProblemKind as K;
    for (kind, happened, created, opens) in [
        (K::TimedOut, true, 1, true),
        (K::TimedOut, false, 2, true),
        (K::Conflict, true, 1, true),
        (K::Unavailable, true, 1, true),
        (K::Unavailable, false, 1, false),
        (K::Refused, false, 1, false),
        (K::NotAllowed, false, 1, false),
    ] {
        let world = World::new().await;
        world.mx.set().create_fails = Some((kind, happened));
        world.desk.start_session(start("c-1")).await.unwrap();
        let session = world
            .until(|session| session.phase != SessionPhase::Preparing)
            .await;
        assert_eq!(
            session.phase == SessionPhase::Open,
            opens,
            "{kind:?} {happened}"
        );
        assert_eq!(world.mx.set().created, created, "{kind:?} {happened}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_can_not_be_a_customer_is_said_before_anything_is_asked() {
    let world = World::new().await;
    let mut bad_email = start("c-1");
    bad_email.email = Some("not an address".to_owned());
    let mut long = start("c-1");
    long.metadata = Some("x".repeat(2_001));
    for input in [
        start(""),
        start("a b"),
        start("ä"),
        start(&"x".repeat(65)),
        bad_email,
        long,
    ] {
        let problem = world.desk.start_session(input).await.err().unwrap();
        assert_eq!(problem.code, ProblemCode::InvalidInput);
    }
    assert!(world.mx.calls_of("find_user").is_empty());
    assert!(world.desk.view().session.is_none());
}
