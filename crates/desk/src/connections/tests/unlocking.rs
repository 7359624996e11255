//! What the keychain has to say when a locked desk is unlocked.

use super::*;

#[tokio::test]
async fn unlocking_asks_the_keychain_that_holds_the_keys() {
    let (_folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    for error in [
        VaultError::Locked,
        VaultError::Denied,
        VaultError::Unavailable,
        VaultError::TimedOut,
        VaultError::Failed,
    ] {
        desk.lock();
        *locked(&world.keychain_fails) = Some(error);
        let problem = desk.unlock().await.unwrap_err();
        assert!(!problem.next_step.contains("without saving"), "{problem:?}");
        assert!(desk.is_locked(), "{error:?}");
    }
    *locked(&world.keychain_fails) = None;
    desk.unlock().await.unwrap();
    assert!(!desk.is_locked());
    assert_eq!(desk.view().profiles.len(), 1);
}

#[tokio::test]
async fn an_entry_that_is_gone_does_not_keep_the_desk_locked() {
    let (_folder, world, desk) = rig();
    desk.save_connection(form("client-1234", KEY), KeepKeys::Keychain)
        .await
        .unwrap();
    let id = desk.view().profiles[0].id.clone();
    desk.lock();
    world.keychain.delete(&format!("mx:{id}")).unwrap();
    desk.unlock().await.unwrap();
    assert!(!desk.view().locked);
}

#[tokio::test]
async fn keys_held_in_memory_need_no_keychain_to_unlock() {
    let (_folder, world, desk) = rig();
    desk.explore_sandbox().await.unwrap();
    desk.lock();
    *locked(&world.keychain_fails) = Some(VaultError::Locked);
    desk.unlock().await.unwrap();
    assert!(!desk.is_locked());
}
