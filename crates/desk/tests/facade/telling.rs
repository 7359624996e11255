//! What the desktop is asked to tell while the agent works in another window.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use std::sync::Arc;

use desk::view::LanguageChoice;

use crate::{
    sessions::verified,
    world::{FULL_NUMBER, PaperMx, World},
};

fn told(world: &World) -> Vec<String> {
    world.told.0.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn a_session_that_ends_is_told_of_once_and_names_nobody() {
    let world = World::new().await;
    world.desk.note_focus(false);
    verified(&world).await;
    assert_eq!(told(&world), ["Connect Desk: A bank account was verified."]);
    for named in ["c-1", "MX Bank", FULL_NUMBER, &FULL_NUMBER[6..]] {
        assert!(!told(&world).concat().contains(named), "{named}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_desktop_tells_it_in_the_chosen_language() {
    for (choice, words) in [
        (LanguageChoice::Es, "Se verificó una cuenta bancaria."),
        (LanguageChoice::Fr, "Un compte bancaire a été vérifié."),
    ] {
        let world = World::new().await;
        world.desk.set_language(choice).unwrap();
        world.desk.note_focus(false);
        verified(&world).await;
        assert_eq!(told(&world), [format!("Connect Desk: {words}")]);
    }
}

#[tokio::test(start_paused = true)]
async fn who_has_the_window_in_front_is_told_nothing() {
    for is_back in [false, true] {
        let world = World::new().await;
        if is_back {
            world.desk.note_focus(false);
            world.desk.note_focus(true);
        }
        verified(&world).await;
        assert!(told(&world).is_empty(), "{:?}", told(&world));
    }
}

#[tokio::test(start_paused = true)]
async fn each_end_has_words_of_its_own() {
    let world = World::new().await;
    world.desk.note_focus(false);
    let id = world.open("c-1").await;
    world.close_early(&id).await;
    assert_eq!(
        told(&world),
        ["Connect Desk: A session has ended: no bank was connected."]
    );
}

#[tokio::test(start_paused = true)]
async fn it_can_be_switched_off_and_stays_so() {
    let data = Arc::new(tempfile::tempdir().unwrap());
    let world = World::on(Arc::clone(&data), PaperMx::default()).await;
    assert!(world.desk.view().notifications);
    world.desk.set_notifications(false).unwrap();
    world.desk.note_focus(false);
    verified(&world).await;
    assert!(told(&world).is_empty());
    drop(world);
    let world = World::on(data, PaperMx::default()).await;
    assert!(!world.desk.view().notifications);
}
