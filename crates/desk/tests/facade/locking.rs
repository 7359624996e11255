//! The lock, as the shell drives it: by hand and by the clock, with sessions under it.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not a test itself"
)]

use std::{sync::Arc, time::Duration};

use connect_events::Event;
use desk::view::{AuditAction, DeskView, NumberPart, PreferencesInput, ProblemCode, SessionPhase};
use secrecy::ExposeSecret;
use tokio::time::sleep;

use crate::world::{FULL_NUMBER, ORIGIN, World};

const USER: &str = "USR-c-1";
const M: &str = "MBR-1";

async fn minutes(minutes: u64) {
    sleep(Duration::from_secs(60 * minutes)).await;
}

/// A desk that locks itself after five minutes.
async fn world_that_locks() -> World {
    let world = World::new().await;
    let input = PreferencesInput {
        reveal_reason: false,
        auto_lock_minutes: Some(5),
        retention_days: None,
        company_name: None,
    };
    world.desk.set_preferences(input).unwrap();
    tokio::spawn({
        let desk = world.desk.clone();
        async move { desk.lock_when_idle().await }
    });
    world
}

fn connected() -> Event {
    Event::MemberConnected {
        member_guid: Some(M.to_owned()),
    }
}

/// Everything the UI is told, as it is told.
fn told(view: &Arc<DeskView>) -> String {
    serde_json::to_string(&**view).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_desk_nobody_touches_locks_itself() {
    let world = world_that_locks().await;
    minutes(4).await;
    assert!(!world.desk.view().locked);
    minutes(2).await;
    assert!(world.desk.view().locked, "by itself, without being asked");
}

#[tokio::test(start_paused = true)]
async fn a_hand_on_the_desk_keeps_it_open_and_one_that_comes_too_late_does_not() {
    let world = world_that_locks().await;
    for _ in 0..5 {
        minutes(4).await;
        world.desk.note_activity();
    }
    assert!(!world.desk.is_locked());
    minutes(30).await;
    world.desk.note_activity();
    assert!(world.desk.is_locked());
    assert_eq!(
        world.desk.refuse_while_locked().unwrap_err().code,
        ProblemCode::Locked
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_customer_does_in_the_widget_counts_and_what_it_says_by_itself_does_not() {
    let world = world_that_locks().await;
    let id = world.open("c-1").await;
    for _ in 0..3 {
        minutes(4).await;
        world.says(
            &id,
            Event::EnterCredentials {
                institution_guid: None,
                institution_code: None,
            },
        );
    }
    assert!(!world.desk.is_locked());
    for _ in 0..12 {
        sleep(Duration::from_secs(30)).await;
        if !world.desk.view().locked {
            world.says(&id, Event::Ping);
        }
    }
    assert!(world.desk.view().locked);
}

#[tokio::test(start_paused = true)]
async fn a_locked_desk_tells_nothing_and_its_sessions_go_on() {
    let world = World::new().await;
    let id = world.open("customer-77").await;
    let user = "USR-customer-77";
    world.mx.has_verified(user, M);
    let mount = world.session().widget_mount;
    world.desk.lock();

    let view = world.desk.view();
    assert!(view.locked);
    assert_eq!(view.session, None);
    assert_eq!(view.sessions[0].id, id, "its widget stays mounted");
    assert_eq!(view.sessions[0].widget_mount, mount);
    assert!(!told(&view).contains("customer-77"));

    let text = connect_events::Message::new(connected(), "USR-1", "SES-1")
        .to_object()
        .to_string();
    world
        .desk
        .widget_message(&id, mount, ORIGIN, &text)
        .unwrap();
    world
        .until_summary(&id, |session| session.phase == SessionPhase::Done)
        .await;
    let told = told(&world.desk.view());
    for hidden in ["customer-77", "MX Bank", "5678", FULL_NUMBER, M] {
        assert!(!told.contains(hidden), "{hidden}");
    }

    world.desk.unlock().await.unwrap();
    let session = world.until(|session| session.result.is_some()).await;
    assert_eq!(session.id, id, "the same session is on screen");
    assert_eq!(session.customer.id, "customer-77");
}

#[tokio::test(start_paused = true)]
async fn numbers_leave_memory_when_the_desk_locks_and_come_back_from_mx() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world.mx.has_verified(USER, M);
    world.says(&id, connected());
    let session = world.until(|session| session.result.is_some()).await;
    let number = session.result.unwrap().accounts[0].numbers[0].id.clone();

    world.desk.lock();
    let refused = world.desk.reveal_number(&id, &number, None).err().unwrap();
    assert_eq!(refused.code, ProblemCode::Locked);
    let reads = world.mx.calls_of("numbers").len();

    world.desk.unlock().await.unwrap();
    world
        .until(|session| {
            session
                .result
                .as_ref()
                .is_some_and(|result| !result.numbers_locked)
        })
        .await;
    assert_eq!(world.mx.calls_of("numbers").len(), reads + 1);
    let revealed = world.desk.reveal_number(&id, &number, None).unwrap();
    assert_eq!(revealed.account_number.expose_secret(), FULL_NUMBER);
    let audit = world.desk.read_audit(0, 10).await.unwrap();
    let actions: Vec<_> = audit.entries.iter().map(|entry| entry.action).collect();
    assert!(actions.contains(&Some(AuditAction::Lock)));
    assert!(actions.contains(&Some(AuditAction::Unlock)));
}

#[tokio::test(start_paused = true)]
async fn a_copied_number_leaves_the_clipboard_when_the_desk_locks() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    world.mx.has_verified(USER, M);
    world.says(&id, connected());
    let session = world.until(|session| session.result.is_some()).await;
    let number = &session.result.unwrap().accounts[0].numbers[0].id;
    world
        .desk
        .copy_number(&id, number, NumberPart::Account, None)
        .unwrap();
    assert!(!world.clipboard.0.lock().unwrap().is_empty());
    world.desk.lock();
    assert!(world.clipboard.0.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn without_a_word_of_anybody_the_desk_stays_open() {
    let world = World::new().await;
    minutes(600).await;
    assert!(!world.desk.is_locked());
}
