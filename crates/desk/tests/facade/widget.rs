//! What the widget may say, show and open.

use std::time::Duration;

use connect_events::{ConnectionStatus, Event};
use desk::view::{FrameRefusal, ProblemCode, SessionAction, SessionPhase};
use secrecy::ExposeSecret;
use tokio::time::Instant;

use crate::{
    sessions::{M, USER, connected, secs},
    world::{ORIGIN, WIDGET_URL, World, start},
};

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
async fn a_widget_that_floods_the_app_is_closed_and_mx_is_asked_even_while_locked() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let floods = |mount| {
        let refused = FrameRefusal::Flooding;
        world
            .desk
            .widget_message_refused(&id, mount, refused, 1_001)
            .unwrap();
    };
    // One of an earlier mount is gone already, and says nothing about this one.
    floods(7);
    let session = world.until(|session| session.refused_messages > 0).await;
    assert_eq!(session.phase, SessionPhase::Open);

    world.desk.lock();
    floods(1);
    secs(10).await;
    world.desk.unlock().await.unwrap();
    let session = world.until_phase(SessionPhase::Stopped).await;
    assert_eq!(
        session.ending.unwrap().kind,
        desk::view::EndingKind::NothingConnected
    );
    assert!(session.actions.contains(&SessionAction::StartOver));
    let said = session
        .timeline
        .iter()
        .filter(|entry| entry.kind == "widget_flooding");
    assert_eq!(said.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_widget_that_never_loads_is_answered_within_ten_seconds_and_can_be_reloaded() {
    let world = World::new().await;
    let id = world.desk.start_session(start("c-1")).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
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
    world.until_phase(SessionPhase::Open).await;
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
        let session = world.until_phase(SessionPhase::Stopped).await;
        assert_eq!(
            session.problem.unwrap().code,
            ProblemCode::UnexpectedAnswer,
            "{url}"
        );
        assert!(world.desk.take_widget_ticket(&id).is_err());
        world.desk.act(&id, SessionAction::Finish).await.unwrap();
    }
}
