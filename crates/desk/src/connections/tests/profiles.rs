//! What can be done with a saved connection besides using it.

use super::*;
use crate::{
    policy::{Organisation, PolicyFile},
    view::ProfileView,
};

const NEW_KEY: &str = "key-fedcba9876543210";

async fn saved() -> (tempfile::TempDir, Arc<World>, Desk, String) {
    let (folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    (folder, world, desk, id)
}

fn shown(desk: &Desk, id: &str) -> ProfileView {
    let view = desk.view();
    view.profiles.iter().find(|it| it.id == id).unwrap().clone()
}

fn kept_key(world: &World, id: &str) -> String {
    let entry = world.keychain.get(&format!("mx:{id}")).unwrap();
    entry.expose_secret().to_owned()
}

#[tokio::test]
async fn new_keys_are_tried_kept_and_used_in_this_order() {
    let (_folder, world, desk, id) = saved().await;
    let before = desk.view().environment.clone();
    desk.replace_keys(&id, None, &NEW_KEY.into()).await.unwrap();
    assert!(kept_key(&world, &id).contains(NEW_KEY));
    assert!(kept_key(&world, &id).contains("client-1234"), "unchanged");
    assert_eq!(locked(&world.connected_with).last().unwrap(), NEW_KEY);
    assert_eq!(desk.view().environment, before, "nobody was disconnected");
    assert_eq!(desk.view().profiles.len(), 1);
}

#[tokio::test]
async fn whatever_fails_the_old_keys_stay() {
    let (_folder, world, desk, id) = saved().await;
    let api = Arc::as_ptr(&desk.connection().unwrap().api);
    let still_old = |why: &str| {
        assert!(kept_key(&world, &id).contains(KEY), "{why}");
        let used = Arc::as_ptr(&desk.connection().unwrap().api);
        assert!(std::ptr::addr_eq(used, api), "{why}");
    };

    *locked(&world.mx_says) = Some(MxProblemKind::CredentialsRefused);
    let problem = desk.replace_keys(&id, None, &NEW_KEY.into()).await;
    assert_eq!(problem.unwrap_err().code, ProblemCode::CredentialsRefused);
    still_old("MX refuses the new key");
    assert_eq!(world.keychain_writes.load(Ordering::Relaxed), 1);

    *locked(&world.mx_says) = None;
    let problem = desk.replace_keys(&id, None, &"two words".into()).await;
    assert_eq!(problem.unwrap_err().code, ProblemCode::InvalidInput);
    still_old("the new key can't be one");

    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    let refused = desk
        .replace_keys(&id, Some("client-1234"), &NEW_KEY.into())
        .await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::KeychainLocked);
    *locked(&world.keychain_fails) = None;
    still_old("the keychain is locked");

    let problem = desk.replace_keys("nobody", None, &NEW_KEY.into()).await;
    assert_eq!(problem.unwrap_err().code, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_new_client_id_shows_in_the_list_and_keeps_its_name() {
    let (folder, world, desk, id) = saved().await;
    desk.rename_profile(&id, Some(" Night shift ")).unwrap();
    desk.replace_keys(&id, Some("client-9876"), &NEW_KEY.into())
        .await
        .unwrap();
    for desk in [&desk, &open(folder.path(), &world)] {
        let profile = shown(desk, &id);
        assert_eq!(profile.client_id_hint, "9876");
        assert_eq!(profile.name.as_deref(), Some("Night shift"));
    }
}

#[tokio::test]
async fn keys_of_a_connection_that_is_not_in_use_are_replaced_beside_it() {
    let (_folder, world, desk, id) = saved().await;
    desk.explore_sandbox().await.unwrap();
    desk.replace_keys(&id, None, &NEW_KEY.into()).await.unwrap();
    assert_eq!(kind(&desk), Some(EnvironmentKind::Sandbox));
    assert!(kept_key(&world, &id).contains(NEW_KEY));
}

#[tokio::test]
async fn a_saved_connection_is_tested_without_being_used() {
    let (_folder, world, desk, id) = saved().await;
    desk.explore_sandbox().await.unwrap();
    assert!(desk.test_profile(&id).await.unwrap().ok);
    *locked(&world.mx_says) = Some(MxProblemKind::CredentialsRefused);
    let report = desk.test_profile(&id).await.unwrap();
    assert_eq!(
        report.problem.unwrap().code,
        ProblemCode::CredentialsRefused
    );
    assert_eq!(kind(&desk), Some(EnvironmentKind::Sandbox));
    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    let problem = desk.test_profile(&id).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::KeychainLocked);
}

#[tokio::test]
async fn names_are_trimmed_bounded_and_taken_away() {
    let (_folder, _world, desk, id) = saved().await;
    for bad in ["x".repeat(41), "two\nlines".to_owned()] {
        let problem = desk.rename_profile(&id, Some(&bad)).unwrap_err();
        assert_eq!(problem.code, ProblemCode::InvalidInput);
    }
    desk.rename_profile(&id, Some("Branch")).unwrap();
    desk.rename_profile(&id, Some("  ")).unwrap();
    assert_eq!(shown(&desk, &id).name, None);
    let problem = desk.rename_profile("nobody", None).unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotFound);
}

#[tokio::test]
async fn every_start_begins_with_the_chosen_one() {
    let (folder, world, desk, first) = saved().await;
    desk.save_connection(form("client-5678", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    desk.start_with_profile(Some(&first)).unwrap();
    assert!(shown(&desk, &first).used_at_start);

    let start = async || {
        let next = open(folder.path(), &world);
        next.restore_last().await;
        next.view()
            .environment
            .as_ref()
            .and_then(|used| used.profile_id.clone())
    };
    assert_eq!(start().await.as_ref(), Some(&first));
    desk.forget_profile(&first).await.unwrap();
    assert_ne!(start().await.as_ref(), Some(&first), "it is gone");
    let problem = desk.start_with_profile(Some(&first)).unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotFound);
}

#[tokio::test]
async fn a_start_asked_for_one_kind_shows_that_it_restores_and_takes_that_kind() {
    let (folder, world, desk, integration) = saved().await;
    let custom = ConnectionInput {
        kind: EnvironmentKind::Custom,
        api_base_url: Some("https://gw.example.com".to_owned()),
        widget_origins: vec!["https://w.example.com".to_owned()],
        ..form("client-5678", KEY)
    };
    desk.save_connection(custom, KeepKeys::Keychain)
        .await
        .unwrap();

    let (release, waits) = mpsc::channel();
    *locked(&world.keychain_waits) = Some(waits);
    let next = open(folder.path(), &world);
    let mut views = next.watch();
    let restoring = tokio::spawn({
        let next = next.clone();
        async move { next.restore_kind(EnvironmentKind::Integration).await }
    });
    views.wait_for(|view| view.restoring).await.unwrap();
    drop(release);
    restoring.await.unwrap();
    assert!(!next.view().restoring);
    let used = next.view().environment.clone().unwrap();
    assert_eq!(used.profile_id, Some(integration));

    let next = open(folder.path(), &world);
    next.restore_kind(EnvironmentKind::Production).await;
    assert_eq!(kind(&next), None, "none is saved");
}

#[tokio::test]
async fn an_environment_the_organisation_forbids_is_refused_everywhere() {
    let (folder, world, desk, id) = saved().await;
    drop(desk);
    let file = r#"{"version":1,"environments":["custom"]}"#;
    let organisation = Organisation::read(&PolicyFile::Found(file.into()), false);
    let asked = locked(&world.connected_with).len();
    let desk = Desk::open_under(organisation, folder.path(), ports(&world), "1.2.3");
    desk.restore_last().await;
    assert_eq!(problem(&desk), Some(ProblemCode::ForbiddenByPolicy));
    assert_eq!(kind(&desk), None);
    let integration = || form("client-1234", KEY);
    let refusals = [
        desk.explore_sandbox().await,
        desk.use_profile(&id).await,
        desk.test_connection(integration()).await.map(drop),
        desk.test_profile(&id).await.map(drop),
        desk.replace_keys(&id, None, &NEW_KEY.into()).await,
        desk.save_connection(integration(), KeepKeys::Keychain)
            .await,
        desk.save_connection(integration(), KeepKeys::SessionOnly)
            .await,
        desk.use_connection(
            Environment::integration(),
            &Credentials {
                client_id: "client".into(),
                api_key: KEY.into(),
            },
        ),
    ];
    for refused in refusals {
        assert_eq!(refused.unwrap_err().code, ProblemCode::ForbiddenByPolicy);
    }
    assert_eq!(
        locked(&world.connected_with).len(),
        asked,
        "MX is not asked"
    );
    assert!(kept_key(&world, &id).contains(KEY));
    desk.forget_profile(&id).await.unwrap();
}
