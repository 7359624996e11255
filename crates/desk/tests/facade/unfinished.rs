//! Sessions that were cut off, or left before MX was asked how they ended.

use std::sync::Arc;

use connect_events::ConnectionStatus;
use desk::view::{Appearance, ProblemCode, SessionAction, SessionPhase};

use crate::{
    sessions::{M, USER, connecting, secs},
    world::{World, start},
};

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
    let session = later.until_phase(SessionPhase::Done).await;
    assert_eq!(session.customer.id, "c-1");
    later.desk.act(&id, SessionAction::Finish).await.unwrap();
    assert!(later.desk.view().session.is_none());
    secs(1).await;
    later.nothing_is_unfinished().await;
}

#[tokio::test(start_paused = true)]
async fn a_session_of_an_earlier_run_asks_for_a_widget_as_dark_as_the_app_is_now() {
    for (chosen, system_draws_dark, is_dark) in [
        (Appearance::System, true, true),
        (Appearance::System, false, false),
        (Appearance::Dark, false, true),
        (Appearance::Light, true, false),
    ] {
        let world = World::new().await;
        let id = connecting(&world).await;
        world.until(|session| session.member_guid.is_some()).await;
        world.desk.set_appearance(chosen).unwrap();
        world
            .mx
            .has_member(USER, M, ConnectionStatus::Denied, false);

        let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
        // Once the window is there, after the session went on.
        later.desk.system_draws_dark(system_draws_dark);
        later.until_summary(&id, |it| it.needs_attention).await;
        later.desk.show_session(Some(&id)).unwrap();
        later.desk.act(&id, SessionAction::Reopen).await.unwrap();
        later.until_phase(SessionPhase::Open).await;
        let asked = later.mx.set().widget_requests.last().unwrap().dark;
        assert_eq!(asked, is_dark, "{chosen:?}, system: {system_draws_dark}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_left_for_another_mx_is_settled_once_its_own_is_back() {
    let world = World::new().await;
    let id = connecting(&world).await;
    world.until(|session| session.member_guid.is_some()).await;
    world.desk.disconnect();
    secs(1).await;
    let view = world.desk.view();
    assert!(view.session.is_none() && view.sessions.is_empty());
    let [left] = view.unfinished.as_slice() else {
        panic!("it is not offered: {:?}", view.unfinished);
    };
    assert!(left.id == id && !left.can_check, "no MX can be asked now");

    world.mx.has_verified(USER, M);
    world.desk.explore_sandbox().await.unwrap();
    world
        .until_summary(&id, |it| it.phase == SessionPhase::Done)
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_session_left_before_mx_was_asked_is_offered_in_the_same_run() {
    let world = World::new().await;
    let id = world.desk.start_session(start("c-1")).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
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
    world.close_early(&id).await;
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    assert!(world.desk.view().session.is_none());
    secs(1).await;
    let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
    assert!(later.desk.view().unfinished.is_empty());
}
