//! The app in the tray, how large it is drawn and in which colours: wishes that are kept.

use std::sync::Arc;

use desk::{
    tray::words,
    view::{AskedFor, LanguageChoice, ProblemCode, TrayStanding, Zoom},
};

use crate::world::{PaperMx, World};

#[tokio::test(start_paused = true)]
async fn only_the_desktop_says_whether_the_app_is_in_the_tray() {
    let world = World::new().await;
    let stands = || world.desk.view().tray;
    // Not wanted, whatever the desktop says.
    world.desk.tray_is_there(true);
    assert_eq!(stands(), TrayStanding::Off);
    assert_eq!(words(&world.desk.view()), None);

    world.desk.set_tray(true).unwrap();
    assert_eq!(stands(), TrayStanding::Asking);
    world.desk.tray_is_there(true);
    assert_eq!(stands(), TrayStanding::There);
    // Wanted once more is nothing new.
    world.desk.set_tray(true).unwrap();
    assert_eq!(stands(), TrayStanding::There);
    world.desk.tray_is_there(false);
    assert_eq!(stands(), TrayStanding::Missing);
    world.desk.tray_is_there(true);
    assert_eq!(stands(), TrayStanding::There);
    world.desk.set_tray(false).unwrap();
    assert_eq!(stands(), TrayStanding::Off);
}

#[tokio::test(start_paused = true)]
async fn the_wishes_hold_for_the_next_start() {
    let data = Arc::new(tempfile::tempdir().unwrap());
    let world = World::on(Arc::clone(&data), PaperMx::default()).await;
    let view = world.desk.view();
    assert_eq!(
        (view.tray, view.zoom, view.high_contrast),
        (TrayStanding::Off, Zoom::AsDesigned, false)
    );
    world.desk.set_tray(true).unwrap();
    world.desk.set_zoom(Zoom::By200).unwrap();
    world.desk.set_high_contrast(true).unwrap();
    drop(world);
    let world = World::on(data, PaperMx::default()).await;
    let view = world.desk.view();
    assert_eq!(
        (view.tray, view.zoom, view.high_contrast),
        (TrayStanding::Asking, Zoom::By200, true)
    );
    // Under the lock as well.
    world.desk.lock();
    let view = world.desk.watch().borrow().clone();
    assert!(view.locked && view.high_contrast && view.zoom == Zoom::By200);
}

#[tokio::test(start_paused = true)]
async fn where_the_app_has_gone_is_told_once_and_to_who_wants_to_hear_of_no_session() {
    let data = Arc::new(tempfile::tempdir().unwrap());
    let told = |world: &World| world.told.0.lock().unwrap().clone();
    let world = World::on(Arc::clone(&data), PaperMx::default()).await;
    world.desk.set_notifications(false).unwrap();
    world.desk.set_tray(true).unwrap();
    assert!(told(&world).is_empty());
    world.desk.closed_into_the_tray();
    assert_eq!(
        told(&world),
        [
            "Connect Desk: Still running in the tray, and so are sessions. The icon’s menu brings \
          the window back, and quits."
        ]
    );
    world.desk.closed_into_the_tray();
    assert_eq!(told(&world).len(), 1);
    drop(world);

    let world = World::on(data, PaperMx::default()).await;
    world.desk.closed_into_the_tray();
    assert!(told(&world).is_empty(), "it was told in an earlier run");
}

#[tokio::test(start_paused = true)]
async fn an_organisation_that_wants_no_tray_has_its_way_and_leaves_my_wish() {
    const NO_TRAY: &str = r#"{ "version": 1, "tray": false }"#;
    let data = Arc::new(tempfile::tempdir().unwrap());
    let world = World::on(Arc::clone(&data), PaperMx::default()).await;
    world.desk.set_tray(true).unwrap();
    drop(world);

    let world = World::under_on(NO_TRAY, Arc::clone(&data), PaperMx::default()).await;
    assert_eq!(world.desk.view().tray, TrayStanding::Off);
    assert_eq!(words(&world.desk.view()), None);
    let refused = world.desk.set_tray(true).unwrap_err();
    assert_eq!(refused.code, ProblemCode::ForbiddenByPolicy);
    world.desk.tray_is_there(true);
    assert_eq!(world.desk.view().tray, TrayStanding::Off);
    drop(world);

    let world = World::on(data, PaperMx::default()).await;
    assert_eq!(world.desk.view().tray, TrayStanding::Asking);
}

#[tokio::test(start_paused = true)]
async fn the_menu_counts_what_runs_and_names_nobody_in_each_language() {
    let world = World::new().await;
    world.desk.set_tray(true).unwrap();
    let says = || words(&world.desk.view()).unwrap();
    assert_eq!(says().running, "No session is running");
    world.open("c-1").await;
    assert_eq!(says().running, "1 session is running");
    world.open("c-2").await;
    for (language, running, quit) in [
        (LanguageChoice::En, "2 sessions are running", "Quit"),
        (LanguageChoice::Es, "2 sesiones en curso", "Salir"),
        (LanguageChoice::Fr, "2 sessions en cours", "Quitter"),
    ] {
        world.desk.set_language(language).unwrap();
        assert_eq!((says().running.as_str(), says().quit), (running, quit));
    }
    // It goes on counting under the lock.
    world.desk.lock();
    let covered = world.desk.watch().borrow().clone();
    assert_eq!(words(&covered).unwrap().running, "2 sessions en cours");
}

#[tokio::test(start_paused = true)]
async fn a_new_verification_asked_for_in_the_tray_waits_behind_the_lock() {
    let world = World::new().await;
    world.desk.lock();
    world.desk.ask_for_new_verification();
    assert!(world.desk.watch().borrow().asked.is_none());
    world.desk.unlock().await.unwrap();
    let asked = world.desk.view().asked.clone().unwrap();
    assert_eq!(asked.what, AskedFor::NewVerification);
    world.desk.settle_asked(asked.id);
    assert!(world.desk.view().asked.is_none());
}
