//! Flows of connecting, with a desk on a temporary folder and a world that does as told.

mod diagnosing;
mod profiles;
mod unlocking;
mod world;

use std::sync::{atomic::Ordering, mpsc};

use tokio::sync::Notify;

use self::world::{World, form, open, ports, rig};
use super::*;
use crate::{
    journal::{Journal, SessionRecord, SqliteJournal},
    mx::MxProblemKind,
    vault::SecretStore,
    view::{Appearance, Language, LanguageChoice, SessionMode, SessionPhase},
};

const KEY: &str = "key-0123456789abcdef";

fn kind(desk: &Desk) -> Option<EnvironmentKind> {
    desk.view().environment.as_ref().map(|used| used.kind)
}

fn problem(desk: &Desk) -> Option<ProblemCode> {
    desk.view()
        .connection_problem
        .as_ref()
        .map(|problem| problem.code)
}

#[tokio::test]
async fn a_new_desk_shows_nothing_and_needs_nothing() {
    let (_folder, _world, desk) = rig();
    let view = desk.view();
    assert_eq!(view.app_version, "1.2.3");
    assert_eq!(view.environment, None);
    assert_eq!(view.storage_problem, None);
    assert!(desk.widget_origins().is_empty());
}

#[tokio::test]
async fn the_simulated_mx_is_one_step_away() {
    let (_folder, _world, desk) = rig();
    let mut views = desk.watch();
    desk.explore_sandbox().await.unwrap();
    assert!(views.has_changed().unwrap());
    let used = views.borrow_and_update().environment.clone().unwrap();
    assert_eq!(used.kind, EnvironmentKind::Sandbox);
    assert_eq!(used.keys_held, KeysHeld::Generated);
    assert_eq!(desk.widget_origins(), ["http://127.0.0.1:4712"]);
}

#[tokio::test]
async fn a_sandbox_that_does_not_start_is_said_without_its_reason() {
    let (_folder, world, desk) = rig();
    *locked(&world.sandbox_fails) = true;
    let problem = desk.explore_sandbox().await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::SandboxFailed);
    assert!(!problem.message.contains("port"));
    assert_eq!(desk.view().connection_problem, Some(problem));
}

#[tokio::test]
async fn a_test_reports_and_keeps_nothing() {
    let (_folder, world, desk) = rig();
    let report = desk
        .test_connection(form("client-1234", KEY))
        .await
        .unwrap();
    assert!(report.ok);
    *locked(&world.mx_says) = Some(MxProblemKind::NotAllowed);
    let report = desk
        .test_connection(form("client-1234", KEY))
        .await
        .unwrap();
    assert!(!report.ok);
    assert_eq!(report.problem.unwrap().code, ProblemCode::NotAllowed);
    assert_eq!(kind(&desk), None);
    assert_eq!(world.keychain_writes.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn forms_that_cannot_be_used_say_why() {
    let (_folder, _world, desk) = rig();
    let custom = |url: Option<&str>, origins: &[&str]| ConnectionInput {
        kind: EnvironmentKind::Custom,
        api_base_url: url.map(str::to_owned),
        widget_origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
        ..form("client-1234", KEY)
    };
    for (input, words) in [
        (form(" ", KEY), "client id is missing"),
        (form("client", ""), "API key is missing"),
        (form("cli ent", KEY), "client id"),
        (form("client", "two\nlines"), "API key"),
        (form("client", &"x".repeat(600)), "API key"),
        (form("a:b", KEY), "client id"),
        (custom(None, &[]), "base URL"),
        (custom(Some("https://gw.example.com"), &[]), "widget origin"),
        (
            custom(Some("http://gw.example.com"), &["https://w.example.com"]),
            "https",
        ),
    ] {
        let problem = desk.test_connection(input).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::InvalidInput);
        assert!(
            problem.message.contains(words),
            "{} / {words}",
            problem.message
        );
        assert!(!problem.message.contains(KEY));
    }
}

#[tokio::test]
async fn saved_keys_come_back_at_the_next_start() {
    let (folder, world, desk) = rig();
    desk.save_connection(form(" client-1234 ", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let used = desk.view().environment.clone().unwrap();
    assert_eq!(used.keys_held, KeysHeld::Keychain);
    assert_eq!(used.profile_id.as_ref(), Some(&desk.view().profiles[0].id));

    let next = open(folder.path(), &world);
    assert_eq!(
        next.view().environment,
        None,
        "the keychain is asked in the background"
    );
    assert_eq!(next.view().profiles[0].client_id_hint, "1234");
    next.restore_last().await;
    assert_eq!(next.view().environment, Some(used));
    assert_eq!(locked(&world.connected_with).last().unwrap(), KEY);
}

#[tokio::test]
async fn a_keychain_that_waits_is_shown_and_can_be_left() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let next = open(folder.path(), &world);
    let mut views = next.watch();
    let (answer, waits) = mpsc::channel();
    *locked(&world.keychain_waits) = Some(waits);
    let restoring = tokio::spawn({
        let next = next.clone();
        async move { next.restore_last().await }
    });
    views.wait_for(|view| view.restoring).await.unwrap();
    next.disconnect();
    assert!(!next.view().restoring, "the person chose something else");
    drop(answer);
    restoring.await.unwrap();
    assert_eq!(next.view().environment, None);
    assert!(!next.view().restoring);
}

#[tokio::test]
async fn no_file_holds_the_keys() {
    let (folder, _world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(KEY));
        assert!(!text.contains("client-1234"));
    }
    assert!(!format!("{:?}", desk.view()).contains(KEY));
}

#[tokio::test]
async fn keys_for_this_session_only_are_kept_nowhere() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::SessionOnly)
        .await
        .unwrap();
    assert_eq!(
        desk.view().environment.as_ref().unwrap().keys_held,
        KeysHeld::SessionOnly
    );
    assert!(desk.view().profiles.is_empty());
    assert_eq!(world.keychain_writes.load(Ordering::Relaxed), 0);
    let next = open(folder.path(), &world);
    next.restore_last().await;
    assert_eq!(next.view().environment, None);
}

#[tokio::test]
async fn a_locked_keychain_saves_nothing_and_says_how_to_go_on() {
    let (folder, world, desk) = rig();
    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    let problem = desk
        .save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::KeychainLocked);
    assert!(problem.next_step.contains("without saving them"));
    assert_eq!(kind(&desk), None);
    assert!(open(folder.path(), &world).view().profiles.is_empty());
}

#[tokio::test]
async fn a_connection_that_cannot_be_kept_leaves_no_keys_behind() {
    let folder = tempfile::tempdir().unwrap();
    let not_a_folder = folder.path().join("file");
    std::fs::write(&not_a_folder, "").unwrap();
    let world = Arc::new(World::default());
    let desk = open(&not_a_folder.join("data"), &world);
    assert!(desk.view().storage_problem.is_some());
    let problem = desk
        .save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::StorageFailed);
    assert_eq!(world.keychain_writes.load(Ordering::Relaxed), 1);
    assert!(world.keychain.is_empty(), "the keys were taken back");
    desk.save_connection(form("client-1234", KEY), KeepKeys::SessionOnly)
        .await
        .unwrap();
    assert_eq!(kind(&desk), Some(EnvironmentKind::Integration));
}

#[tokio::test]
async fn a_new_key_of_the_same_client_replaces_the_old_one() {
    let (_folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    desk.save_connection(form("client-1234", "another-key"), KeepKeys::Keychain)
        .await
        .unwrap();
    assert_eq!(desk.view().profiles.len(), 1);
    desk.use_profile(&id).await.unwrap();
    assert_eq!(locked(&world.connected_with).last().unwrap(), "another-key");

    desk.save_connection(form("other-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    assert_eq!(
        desk.view().profiles.len(),
        2,
        "another client with the same last characters"
    );
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_never_overwritten() {
    let (_folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    world
        .keychain
        .set(&format!("mx:{id}"), &"not ours".into())
        .unwrap();
    assert_eq!(
        desk.use_profile(&id).await.unwrap_err().code,
        ProblemCode::KeychainDamaged
    );
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    assert_eq!(desk.view().profiles.len(), 2);
    let left = world.keychain.get(&format!("mx:{id}")).unwrap();
    assert_eq!(left.expose_secret(), "not ours");
}

#[tokio::test]
async fn a_start_with_a_failing_keychain_shows_which_failure() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    for (error, code) in [
        (VaultError::Unavailable, ProblemCode::KeychainUnavailable),
        (VaultError::Locked, ProblemCode::KeychainLocked),
        (VaultError::Missing, ProblemCode::KeychainMissing),
    ] {
        *locked(&world.keychain_fails) = Some(error);
        let next = open(folder.path(), &world);
        next.restore_last().await;
        assert_eq!(problem(&next), Some(code));
        assert_eq!(kind(&next), None);
        assert_eq!(next.view().profiles.len(), 1, "the connection stays");
        *locked(&world.keychain_fails) = None;
        let id = next.view().profiles[0].id.clone();
        next.use_profile(&id).await.unwrap();
        assert_eq!(problem(&next), None);
    }
}

#[tokio::test]
async fn forgetting_a_connection_takes_its_keys_along() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    let problem = desk.forget_profile(&id).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::KeychainLocked);
    assert_eq!(
        desk.view().profiles.len(),
        1,
        "a key that remains must stay visible"
    );

    *locked(&world.keychain_fails) = None;
    desk.forget_profile(&id).await.unwrap();
    assert!(world.keychain.is_empty());
    assert!(desk.view().profiles.is_empty());
    assert_eq!(kind(&desk), None);
    assert!(open(folder.path(), &world).view().profiles.is_empty());
    assert_eq!(
        desk.forget_profile(&id).await.unwrap_err().code,
        ProblemCode::NotFound
    );
}

#[tokio::test]
async fn forgetting_a_connection_whose_keys_are_gone_already_is_done() {
    let (_folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    world.keychain.delete(&format!("mx:{id}")).unwrap();
    desk.forget_profile(&id).await.unwrap();
    assert!(desk.view().profiles.is_empty());
}

#[tokio::test]
async fn after_disconnecting_the_next_start_waits_for_a_choice() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    desk.disconnect();
    assert_eq!(kind(&desk), None);
    assert!(desk.widget_origins().is_empty());
    let next = open(folder.path(), &world);
    next.restore_last().await;
    assert_eq!(kind(&next), None);
    assert_eq!(next.view().profiles.len(), 1);
}

#[tokio::test]
async fn the_later_choice_wins_over_a_slow_one() {
    let (folder, world, desk) = rig();
    let told = Arc::new(Notify::new());
    *locked(&world.sandbox_waits) = Some(Arc::clone(&told));
    let slow = tokio::spawn({
        let desk = desk.clone();
        async move { desk.explore_sandbox().await }
    });
    tokio::task::yield_now().await;
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    told.notify_one();
    slow.await.unwrap().unwrap();
    assert_eq!(kind(&desk), Some(EnvironmentKind::Integration));
    let next = open(folder.path(), &world);
    next.restore_last().await;
    assert_eq!(
        kind(&next),
        Some(EnvironmentKind::Integration),
        "and at the next start too"
    );
}

#[tokio::test]
async fn keys_given_at_the_start_stay_in_memory_and_come_first() {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let next = open(folder.path(), &world);
    let given = Credentials {
        client_id: "given".into(),
        api_key: "given-key".into(),
    };
    next.use_connection(Environment::production(), &given)
        .unwrap();
    next.restore_last().await;
    let used = next.view().environment.clone().unwrap();
    assert_eq!(used.kind, EnvironmentKind::Production);
    assert_eq!(used.keys_held, KeysHeld::SessionOnly);
    let after = open(folder.path(), &world);
    after.restore_last().await;
    assert_eq!(
        kind(&after),
        Some(EnvironmentKind::Integration),
        "the saved choice is left alone"
    );
}

#[tokio::test]
async fn an_unknown_profile_is_said() {
    let (_folder, _world, desk) = rig();
    assert_eq!(
        desk.use_profile("none").await.unwrap_err().code,
        ProblemCode::NotFound
    );
    assert_eq!(problem(&desk), Some(ProblemCode::NotFound));
}

#[tokio::test]
async fn the_appearance_is_kept() {
    let (folder, world, desk) = rig();
    desk.set_appearance(Appearance::Dark).unwrap();
    assert_eq!(desk.view().appearance, Appearance::Dark);
    assert_eq!(
        open(folder.path(), &world).view().appearance,
        Appearance::Dark
    );
}

#[tokio::test]
async fn the_language_is_the_system_s_until_one_is_chosen() {
    let (folder, world, desk) = rig();
    assert_eq!(desk.view().language, Language::En);
    desk.system_speaks(Language::Fr);
    assert_eq!(desk.view().language, Language::Fr);
    desk.set_language(LanguageChoice::Es).unwrap();
    desk.system_speaks(Language::En);
    assert_eq!(desk.view().language, Language::Es);

    let again = open(folder.path(), &world);
    assert_eq!(again.view().language_choice, LanguageChoice::Es);
    assert_eq!(
        again.view().language,
        Language::Es,
        "from the first view on"
    );
    again.set_language(LanguageChoice::System).unwrap();
    assert_eq!(again.view().language, Language::En);
}

#[tokio::test]
async fn a_view_that_is_the_same_is_not_published_again() {
    let (_folder, _world, desk) = rig();
    let mut views = desk.watch();
    views.mark_unchanged();
    desk.set_appearance(Appearance::System).unwrap();
    assert!(!views.has_changed().unwrap());
}

#[tokio::test]
async fn unfinished_sessions_can_be_checked_where_they_were_begun() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(&folder.path().join("journal.sqlite")).unwrap();
    for (id, environment, api_host, started_at_ms) in [
        ("s1", EnvironmentKind::Integration, "int-api.mx.com", 1),
        ("s2", EnvironmentKind::Sandbox, "127.0.0.1:4000", 2),
    ] {
        journal
            .begin(&SessionRecord {
                id: id.to_owned(),
                customer_id: "customer-1".to_owned(),
                user_guid: None,
                member_guid: None,
                institution: None,
                environment,
                api_host: api_host.to_owned(),
                mode: SessionMode::Verification,
                without_widget: false,
                microdeposit_guid: None,
                deposits: None,
                hand_over: crate::view::HandOver::Here,
                handed_over_at_ms: None,
                started_at_ms,
                setup: crate::view::WidgetSetup::default(),
            })
            .unwrap();
    }
    let desk = open(folder.path(), &Arc::new(World::default()));
    let checkable = |desk: &Desk| -> Vec<(String, bool)> {
        desk.view()
            .unfinished
            .iter()
            .map(|it| (it.id.clone(), it.can_check))
            .collect()
    };
    assert_eq!(
        checkable(&desk),
        [("s2".to_owned(), false), ("s1".to_owned(), false)]
    );
    desk.save_connection(form("client-1234", KEY), KeepKeys::SessionOnly)
        .await
        .unwrap();
    assert_eq!(
        checkable(&desk),
        [("s2".to_owned(), false)],
        "the one with this MX is being settled already"
    );
    assert_eq!(desk.view().sessions[0].id, "s1");
    while desk.view().sessions[0].phase != SessionPhase::Stopped {
        tokio::task::yield_now().await;
    }
    desk.explore_sandbox().await.unwrap();
    assert_eq!(
        checkable(&desk),
        [("s2".to_owned(), false), ("s1".to_owned(), false)],
        "this run's simulated MX is not the one that knew the session"
    );
}
