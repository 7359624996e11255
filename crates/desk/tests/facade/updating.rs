//! A newer version of the app: offered, and installed when somebody says so.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use desk::view::{ProblemCode, SessionAction};

use crate::{sessions::verified, world::World};

fn offered(world: &World) -> Option<String> {
    let update = world.desk.view().update.clone();
    update.map(|update| update.version)
}

fn installed(world: &World) -> usize {
    world.told.0.lock().unwrap().len()
}

#[tokio::test(start_paused = true)]
async fn a_version_is_installed_once_it_is_found_and_wanted() {
    let world = World::new().await;
    let problem = world.desk.install_update().await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotNow);
    world.desk.offer_update("1.2.3-beta.1+5");
    assert_eq!(offered(&world).as_deref(), Some("1.2.3-beta.1+5"));
    assert_eq!(installed(&world), 0, "nobody wanted it yet");
    world.desk.install_update().await.unwrap();
    assert_eq!(installed(&world), 1);
}

#[tokio::test(start_paused = true)]
async fn sessions_are_not_cut_off_for_it() {
    let world = World::new().await;
    world.desk.offer_update("1.2.3");
    let id = world.open("c-1").await;
    let problem = world.desk.install_update().await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotNow);
    assert_eq!(installed(&world), 0);
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn one_that_ended_is_no_hindrance_and_a_failure_is_said() {
    let world = World::new().await;
    verified(&world).await;
    world.desk.offer_update("1.2.3");
    *world.told.1.lock().unwrap() = true;
    let problem = world.desk.install_update().await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::UpdateFailed);
    assert!(offered(&world).is_some(), "it can't be tried again");
}

#[tokio::test(start_paused = true)]
async fn what_is_no_version_is_not_offered() {
    let world = World::new().await;
    for text in ["", "1.0\n", "<b>2</b>", &"9".repeat(41)] {
        world.desk.offer_update(text);
        assert_eq!(offered(&world), None, "{text}");
    }
}
