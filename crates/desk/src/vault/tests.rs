use std::sync::Mutex;

use super::*;
use crate::{
    desk::locked,
    view::{Problem, ProblemCode},
};

/// A keychain that fails as told, over one that works.
#[derive(Default)]
struct Moody {
    inner: MemoryStore,
    on_get: Mutex<Option<VaultError>>,
    on_set: Mutex<Option<VaultError>>,
    on_delete: Mutex<Option<VaultError>>,
}

fn mood(on: &Mutex<Option<VaultError>>) -> Result<(), VaultError> {
    locked(on).map_or(Ok(()), Err)
}

impl SecretStore for Moody {
    fn get(&self, key: &str) -> Result<SecretString, VaultError> {
        mood(&self.on_get)?;
        self.inner.get(key)
    }

    fn set(&self, key: &str, value: &SecretString) -> Result<(), VaultError> {
        mood(&self.on_set)?;
        self.inner.set(key, value)
    }

    fn delete(&self, key: &str) -> Result<(), VaultError> {
        mood(&self.on_delete)?;
        self.inner.delete(key)
    }
}

/// A keychain that waits for a person until the test is over.
struct Stuck(Mutex<std::sync::mpsc::Receiver<()>>);

impl Stuck {
    fn wait<T>(&self) -> Result<T, VaultError> {
        // The end of the test drops the sender.
        let _: Result<(), _> = locked(&self.0).recv();
        Err(VaultError::Failed)
    }
}

impl SecretStore for Stuck {
    fn get(&self, _: &str) -> Result<SecretString, VaultError> {
        self.wait()
    }

    fn set(&self, _: &str, _: &SecretString) -> Result<(), VaultError> {
        self.wait()
    }

    fn delete(&self, _: &str) -> Result<(), VaultError> {
        self.wait()
    }
}

fn keys() -> Credentials {
    Credentials {
        client_id: "client-1234".to_owned(),
        api_key: "very-secret-key".into(),
    }
}

fn moody() -> (Arc<Moody>, Vault) {
    let store = Arc::new(Moody::default());
    (Arc::clone(&store), Vault::new(store))
}

#[tokio::test]
async fn what_was_written_is_read() {
    let (_, vault) = moody();
    vault.write("p1", &keys()).await.unwrap();
    let read = vault.read("p1").await.unwrap();
    assert_eq!(read.client_id, "client-1234");
    assert_eq!(read.api_key.expose_secret(), "very-secret-key");
}

#[tokio::test]
async fn both_halves_are_one_entry_under_the_profiles_name() {
    let (store, vault) = moody();
    vault.write("p1", &keys()).await.unwrap();
    let text = store.inner.get("mx:p1").unwrap();
    let entry: serde_json::Value = serde_json::from_str(text.expose_secret()).unwrap();
    assert_eq!(
        entry,
        serde_json::json!({"v": 1, "client_id": "client-1234", "api_key": "very-secret-key"})
    );
}

#[tokio::test]
async fn a_missing_entry_is_believed_only_of_a_keychain_that_can_be_written() {
    let (store, vault) = moody();
    assert_eq!(vault.read("p1").await.unwrap_err(), VaultError::Missing);
    assert_eq!(
        store.get(PROBE).unwrap_err(),
        VaultError::Missing,
        "the probe was taken away"
    );

    *locked(&store.on_set) = Some(VaultError::Locked);
    assert_eq!(vault.read("p1").await.unwrap_err(), VaultError::Locked);
    assert_eq!(vault.remove("p1").await.unwrap_err(), VaultError::Locked);
}

#[tokio::test]
async fn removing_what_is_not_there_is_done() {
    let (_, vault) = moody();
    vault.write("p1", &keys()).await.unwrap();
    vault.remove("p1").await.unwrap();
    vault.remove("p1").await.unwrap();
    assert_eq!(vault.read("p1").await.unwrap_err(), VaultError::Missing);
}

#[tokio::test]
async fn a_failed_read_changes_nothing() {
    let (store, vault) = moody();
    vault.write("p1", &keys()).await.unwrap();
    for error in [VaultError::Locked, VaultError::Missing, VaultError::Failed] {
        *locked(&store.on_get) = Some(error);
        assert_eq!(vault.read("p1").await.unwrap_err(), error);
    }
    *locked(&store.on_get) = None;
    assert_eq!(vault.read("p1").await.unwrap().client_id, "client-1234");
}

#[tokio::test]
async fn an_entry_that_is_not_ours_is_damaged_and_left_alone() {
    let (store, vault) = moody();
    for text in [
        "",
        "a password",
        "{}",
        r#"{"v":2,"client_id":"a","api_key":"b"}"#,
        r#"{"v":1,"client_id":"","api_key":"b"}"#,
        r#"{"v":1,"client_id":"a","api_key":""}"#,
    ] {
        store.inner.set("mx:p1", &SecretString::from(text)).unwrap();
        assert_eq!(
            vault.read("p1").await.unwrap_err(),
            VaultError::Damaged,
            "{text}"
        );
        assert_eq!(store.inner.get("mx:p1").unwrap().expose_secret(), text);
    }
}

#[tokio::test(start_paused = true)]
async fn a_keychain_that_does_not_answer_is_not_waited_for_for_ever() {
    let (_until_the_end, never) = std::sync::mpsc::channel();
    let vault = Vault::new(Arc::new(Stuck(Mutex::new(never))));
    let calls = tokio::spawn({
        let vault = vault.clone();
        async move {
            let keys = keys();
            tokio::join!(
                vault.read("p1"),
                vault.write("p1", &keys),
                vault.remove("p1")
            )
        }
    });
    tokio::task::yield_now().await;
    tokio::time::advance(Duration::from_secs(61)).await;
    let (read, written, removed) = calls.await.unwrap();
    assert_eq!(read.unwrap_err(), VaultError::TimedOut);
    assert_eq!(written.unwrap_err(), VaultError::TimedOut);
    assert_eq!(removed.unwrap_err(), VaultError::TimedOut);
}

#[test]
fn each_failure_has_its_own_words() {
    let all = [
        (VaultError::Unavailable, ProblemCode::KeychainUnavailable),
        (VaultError::Locked, ProblemCode::KeychainLocked),
        (VaultError::Denied, ProblemCode::KeychainDenied),
        (VaultError::Missing, ProblemCode::KeychainMissing),
        (VaultError::TooLong, ProblemCode::KeychainFailed),
        (VaultError::Damaged, ProblemCode::KeychainDamaged),
        (VaultError::TimedOut, ProblemCode::KeychainTimedOut),
        (VaultError::Failed, ProblemCode::KeychainFailed),
    ];
    let mut messages = std::collections::HashSet::new();
    for (error, code) in all {
        let problem = Problem::from(error);
        assert_eq!(problem.code, code);
        assert!(!problem.next_step.is_empty());
        assert!(
            messages.insert(problem.message),
            "{error:?} says what another says"
        );
    }
}

#[test]
fn credentials_do_not_show_themselves() {
    let keys = keys();
    assert_eq!(keys.client_id_hint(), "1234");
    assert!(!format!("{keys:?}").contains("client-1234"));
    assert!(!format!("{keys:?}").contains("very-secret-key"));
    let short = Credentials {
        client_id: "é1".to_owned(),
        ..keys
    };
    assert_eq!(short.client_id_hint(), "é1");
}
