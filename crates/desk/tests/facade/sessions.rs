//! Whole sessions, from the form to the numbers.

use std::{sync::Arc, time::Duration};

use crate::world::{FULL_NUMBER, ORIGIN, ROUND_TRIP, WIDGET_URL, World, start};
use connect_events::{ConnectionStatus, Event, Step};
use desk::{
    mx::{MxProblemKind, User},
    view::{EndingKind, FrameRefusal, NumberPart, ProblemCode, SessionAction, SessionPhase, Turn},
};
use secrecy::ExposeSecret;
use tokio::time::{Instant, sleep};

const USER: &str = "USR-c-1";
const M: &str = "MBR-1";

fn said(status: ConnectionStatus) -> Event {
    Event::MemberStatusUpdate {
        member_guid: Some(M.to_owned()),
        connection_status: Some(status),
    }
}

fn connected(guid: &str) -> Event {
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
async fn connecting(world: &World) -> String {
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Created, true);
    world.says(&id, said(ConnectionStatus::Created));
    id
}

async fn secs(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
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
    let session = world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
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
    world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
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
    world
        .until(|session| session.phase == SessionPhase::Checking)
        .await;
    secs(10).await;
    world.mx.has_verified(USER, M);
    world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
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
    let session = world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
    assert_eq!(session.member_guid.as_deref(), Some(M));
}

#[tokio::test(start_paused = true)]
async fn another_user_s_member_is_refused_and_changes_nothing() {
    let world = World::new().await;
    world
        .mx
        .has_member("USR-other", "MBR-other", ConnectionStatus::Connected, false);
    world.mx.has_numbers("MBR-other");
    let id = world.open("c-1").await;
    world.says(&id, connected("MBR-other"));
    let session = world.until(|session| session.refused_messages == 1).await;
    assert_eq!(session.phase, SessionPhase::Open);
    assert!(session.member_guid.is_none() && session.result.is_none());
    secs(30).await;
    assert!(world.session().result.is_none());
}

#[tokio::test(start_paused = true)]
async fn what_is_not_the_widget_s_is_refused_and_counted() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let forged =
        r#"{"mx":true,"type":"mx/connect/memberConnected","metadata":{"member_guid":"MBR-1"}}"#;
    world.says_raw(&id, "https://evil.example", forged);
    world.says_raw(&id, ORIGIN, "not json");
    world.says_raw(
        &id,
        ORIGIN,
        &format!("{{\"mx\":true,\"type\":\"{}\"}}", "x".repeat(10 << 20)),
    );
    world.desk.widget_message(&id, 7, ORIGIN, forged).unwrap();
    world
        .desk
        .widget_message_refused(&id, 1, FrameRefusal::OtherSource, 10_000)
        .unwrap();
    let session = world
        .until(|session| session.refused_messages == 10_004)
        .await;
    let refused = session
        .timeline
        .iter()
        .filter(|e| e.kind.starts_with("refused:"))
        .count();
    assert_eq!(refused, 5, "one entry for each reason");
    assert!(session.member_guid.is_none());
    assert!(world.mx.calls_of("read_member").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_widget_that_never_loads_is_answered_within_ten_seconds_and_can_be_reloaded() {
    let world = World::new().await;
    let id = world.desk.start_session(start("c-1")).await.unwrap();
    world
        .until(|session| session.phase == SessionPhase::Open)
        .await;
    world.desk.take_widget_ticket(&id).unwrap();
    let taken = Instant::now();
    let session = world.until(|session| session.problem.is_some()).await;
    assert!(
        taken.elapsed() <= Duration::from_secs(10),
        "{:?}",
        taken.elapsed()
    );
    assert_eq!(session.problem.unwrap().code, ProblemCode::WidgetSilent);

    world
        .desk
        .act(&id, SessionAction::ReloadWidget)
        .await
        .unwrap();
    let session = world.until(|session| session.widget_mount == 2).await;
    assert!(session.problem.is_none());
    assert_eq!(world.desk.take_widget_ticket(&id).unwrap().mount, 2);
}

#[tokio::test(start_paused = true)]
async fn a_widget_url_is_given_out_once_and_not_after_ten_minutes() {
    let world = World::new().await;
    let id = world.desk.start_session(start("c-1")).await.unwrap();
    world
        .until(|session| session.phase == SessionPhase::Open)
        .await;
    let ticket = world.desk.take_widget_ticket(&id).unwrap();
    assert_eq!(
        (ticket.url.expose_secret(), ticket.origin.as_str()),
        (WIDGET_URL, ORIGIN)
    );
    let again = world.desk.take_widget_ticket(&id).err().unwrap();
    assert_eq!(again.code, ProblemCode::WidgetExpired);

    world
        .desk
        .act(&id, SessionAction::ReloadWidget)
        .await
        .unwrap();
    world.until(|session| session.widget_mount == 2).await;
    secs(601).await;
    let late = world.desk.take_widget_ticket(&id).err().unwrap();
    assert_eq!(late.code, ProblemCode::WidgetExpired);
    assert_eq!(world.session().actions[0], SessionAction::ReloadWidget);
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
    let session = world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
    assert!(session.problem.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_session_cut_off_by_the_end_of_the_app_is_settled_by_itself() {
    let world = World::new().await;
    let id = connecting(&world).await;
    world.until(|session| session.member_guid.is_some()).await;

    // The app is gone; another one opens on the same folder.
    world.mx.has_verified(USER, M);
    let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
    assert!(
        later.desk.view().session.is_none(),
        "nothing jumps on screen"
    );
    assert!(later.desk.view().unfinished.is_empty());
    later
        .until_summary(&id, |it| it.phase == SessionPhase::Done)
        .await;
    assert!(later.desk.view().sessions[0].needs_attention);
    later.desk.show_session(Some(&id)).unwrap();
    assert!(!later.desk.view().sessions[0].needs_attention);
    let session = later
        .until(|session| session.phase == SessionPhase::Done)
        .await;
    assert_eq!(session.customer.id, "c-1");
    later.desk.act(&id, SessionAction::Finish).await.unwrap();
    assert!(later.desk.view().session.is_none());
    secs(1).await;
    later.nothing_is_unfinished().await;
}

#[tokio::test(start_paused = true)]
async fn a_session_left_before_mx_was_asked_is_offered_in_the_same_run() {
    let world = World::new().await;
    let id = world.desk.start_session(start("c-1")).await.unwrap();
    world
        .until(|session| session.phase == SessionPhase::Open)
        .await;
    secs(10).await;
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    secs(1).await;
    let offered = world.desk.view().unfinished.clone();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].id, id);
}

#[tokio::test(start_paused = true)]
async fn an_unfinished_session_can_be_forgotten() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let desk = &world.desk;
    desk.act(&id, SessionAction::CloseWidget).await.unwrap();
    desk.act(&id, SessionAction::Finish).await.unwrap();
    secs(1).await;
    assert_eq!(desk.view().unfinished.len(), 1);
    desk.forget_unfinished(&id).unwrap();
    assert!(desk.view().unfinished.is_empty());
    let gone = desk.check_unfinished(&id).await.err().unwrap();
    assert_eq!(gone.code, ProblemCode::UnknownSession);
}

#[tokio::test(start_paused = true)]
async fn a_session_finished_while_nothing_was_connected_is_not_offered_again() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    world
        .until(|session| session.phase == SessionPhase::Stopped)
        .await;
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    assert!(world.desk.view().session.is_none());
    secs(1).await;
    let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
    assert!(later.desk.view().unfinished.is_empty());
}

pub(crate) async fn verified(world: &World) -> String {
    let id = world.open("c-1").await;
    world.mx.has_verified(USER, M);
    world.says(&id, connected(M));
    world
        .until(|session| session.phase == SessionPhase::Done)
        .await;
    id
}

#[tokio::test(start_paused = true)]
async fn a_number_is_revealed_for_thirty_seconds_and_that_is_on_record() {
    let world = World::new().await;
    let id = verified(&world).await;
    let shown = world.desk.reveal_number(&id, "n1", None).unwrap();
    assert_eq!(shown.account_number.expose_secret(), FULL_NUMBER);
    assert_eq!(shown.hide_after_ms, 30_000);
    let texts: Vec<_> = world
        .session()
        .timeline
        .into_iter()
        .map(|entry| entry.text)
        .collect();
    assert!(
        texts.contains(&"Number •••• 5678 was shown in full".to_owned()),
        "{texts:#?}"
    );
    let unknown = world.desk.reveal_number(&id, "n9", None).err().unwrap();
    assert_eq!(unknown.code, ProblemCode::NotFound);
    assert_eq!(
        world
            .desk
            .reveal_number("other", "n1", None)
            .err()
            .unwrap()
            .code,
        ProblemCode::UnknownSession
    );
}

#[tokio::test(start_paused = true)]
async fn a_copy_stays_in_the_clipboard_for_forty_five_seconds() {
    let world = World::new().await;
    let id = verified(&world).await;
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Account, None)
        .unwrap();
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Routing, None)
        .unwrap();
    let for_45_s = Duration::from_secs(45);
    let copied = world.clipboard.0.lock().unwrap().clone();
    let expected = [
        (FULL_NUMBER.to_owned(), for_45_s),
        ("091000019".to_owned(), for_45_s),
    ];
    assert_eq!(copied, expected);
}

#[tokio::test(start_paused = true)]
async fn no_secret_is_in_the_view_or_in_a_file() {
    let world = World::new().await;
    let id = verified(&world).await;
    world.desk.reveal_number(&id, "n1", None).unwrap();
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Account, None)
        .unwrap();
    secs(1).await;
    let view = serde_json::to_string(&*world.desk.view()).unwrap();
    let files = world.files();
    assert!(files.contains(M), "the journal is among the files read");
    for secret in [FULL_NUMBER, "secret-token"] {
        assert!(
            !view.contains(secret) && !files.contains(secret),
            "{secret}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_bank_s_page_opens_once_in_the_browser_and_only_while_the_widget_is_open() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world
        .mx
        .has_member(USER, M, ConnectionStatus::Pending, false);
    let page = "https://bank.example/authorize?state=1";
    world.says(
        &id,
        Event::OauthRequested {
            url: Some(page.into()),
            member_guid: Some(M.to_owned()),
        },
    );
    world.desk.widget_window_requested(page);
    world.desk.widget_window_requested("file:///etc/passwd");
    secs(2).await;
    assert_eq!(*world.browser.1.lock().unwrap(), 1);
    assert!(world.browser.0.lock().unwrap().contains(page));

    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    world
        .desk
        .widget_window_requested("https://bank.example/other");
    secs(2).await;
    assert_eq!(*world.browser.1.lock().unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_widget_from_an_unknown_website_is_not_opened() {
    let world = World::new().await;
    for url in [
        "https://evil.example/md/connect/x",
        "javascript:alert(1)",
        "http://127.0.0.1:9/x",
    ] {
        world.mx.set().widget_url = Some(url.to_owned());
        let id = world.desk.start_session(start("c-1")).await.unwrap();
        let session = world
            .until(|session| session.phase == SessionPhase::Stopped)
            .await;
        assert_eq!(
            session.problem.unwrap().code,
            ProblemCode::UnexpectedAnswer,
            "{url}"
        );
        assert!(world.desk.take_widget_ticket(&id).is_err());
        world.desk.act(&id, SessionAction::Finish).await.unwrap();
    }
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
    let session = world
        .until(|session| session.phase == SessionPhase::Open)
        .await;
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
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    let session = world
        .until(|session| session.phase == SessionPhase::Stopped)
        .await;
    assert_eq!(session.actions[0], SessionAction::Reopen);
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    world
        .until(|session| session.phase == SessionPhase::Open)
        .await;
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
