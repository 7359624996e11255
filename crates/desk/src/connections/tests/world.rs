//! A world that does as told: an MX that says one thing about the keys, a keychain that can be
//! locked, a clock that goes on by one with each look.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Notify;
use url::Url;

use crate::{
    desk::{Desk, Ports, locked},
    environment::Environment,
    mx::{
        Account, AccountNumber, AccountOwner, Answered, InstitutionPage, InstitutionQuery, Job,
        Member, MemberStatus, Microdeposit, MxApi, MxProblem, MxProblemKind, NewUser,
        TransactionsPage, TransactionsQuery, User, UserChange, UserPage, UserQuery, WidgetRequest,
    },
    ports::{
        Clipboard, Clock, Connector, CustomerPage, CustomerWindow, Login, Notifier, OpenDialog,
        Opener, RunningSandbox, SandboxLauncher, SaveDialog, Updater, Viewer,
    },
    vault::{Credentials, MemoryStore, SecretStore, VaultError},
    view::{ConnectionInput, EnvironmentKind},
};

/// An MX that says one thing about the keys, and is asked nothing else here.
struct FakeMx(Option<MxProblemKind>);

#[async_trait]
impl MxApi for FakeMx {
    async fn check_credentials(&self) -> Result<(), MxProblem> {
        self.0.map_or(Ok(()), |kind| Err(kind.into()))
    }

    async fn find_user(&self, _: &str) -> Result<Option<User>, MxProblem> {
        Err(MxProblemKind::NotAllowed.into())
    }

    async fn create_user(&self, _: &NewUser) -> Result<User, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn list_users(&self, _: &UserQuery) -> Result<UserPage, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn read_user(&self, _: &str) -> Result<User, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn update_user(&self, _: &str, _: &UserChange) -> Result<User, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn delete_user(&self, _: &str) -> Result<(), MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn delete_member(&self, _: &str, _: &str) -> Result<(), MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn list_institutions(&self, _: &InstitutionQuery) -> Result<InstitutionPage, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn list_members(&self, _: &str) -> Result<Answered<Vec<Member>>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn read_member(&self, _: &str, _: &str) -> Result<Answered<Member>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn member_status(&self, _: &str, _: &str) -> Result<Answered<MemberStatus>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn account_numbers_by_member(
        &self,
        _: &str,
        _: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn account_numbers_by_account(
        &self,
        _: &str,
        _: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn accounts_by_member(
        &self,
        _: &str,
        _: &str,
    ) -> Result<Answered<Vec<Account>>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn start_job(&self, _: &str, _: &str, _: Job) -> Result<(), MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn transactions_by_member(
        &self,
        _: &str,
        _: &str,
        _: &TransactionsQuery,
    ) -> Result<TransactionsPage, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn account_owners(
        &self,
        _: &str,
        _: &str,
    ) -> Result<Answered<Vec<AccountOwner>>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn list_microdeposits(&self, _: &str) -> Result<Vec<Microdeposit>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn read_microdeposit(
        &self,
        _: &str,
        _: &str,
    ) -> Result<Answered<Microdeposit>, MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn delete_microdeposit(&self, _: &str, _: &str) -> Result<(), MxProblem> {
        unreachable!("not asked by connecting")
    }

    async fn request_widget_url(
        &self,
        _: &str,
        _: &WidgetRequest,
    ) -> Result<SecretString, MxProblem> {
        unreachable!("not asked by connecting")
    }
}

/// The world; also a keychain that can be locked.
#[derive(Default)]
pub(super) struct World {
    pub(super) mx_says: Mutex<Option<MxProblemKind>>,
    /// API key of each client that was made, in order.
    pub(super) connected_with: Mutex<Vec<String>>,
    pub(super) keychain: MemoryStore,
    pub(super) keychain_fails: Mutex<Option<VaultError>>,
    pub(super) keychain_writes: AtomicUsize,
    /// When set, the keychain reads only once the other end is gone.
    pub(super) keychain_waits: Mutex<Option<mpsc::Receiver<()>>>,
    pub(super) now_ms: AtomicI64,
    pub(super) sandbox_fails: Mutex<bool>,
    /// When set, the simulated MX starts only once told.
    pub(super) sandbox_waits: Mutex<Option<Arc<Notify>>>,
}

impl Connector for World {
    fn connect(
        &self,
        _: &Environment,
        credentials: &Credentials,
    ) -> Result<Arc<dyn MxApi>, MxProblem> {
        locked(&self.connected_with).push(credentials.api_key.expose_secret().to_owned());
        Ok(Arc::new(FakeMx(*locked(&self.mx_says))))
    }
}

impl SecretStore for World {
    fn get(&self, key: &str) -> Result<SecretString, VaultError> {
        let waits = locked(&self.keychain_waits).take();
        if let Some(told) = waits {
            let _ = told.recv();
        }
        locked(&self.keychain_fails).map_or(Ok(()), Err)?;
        self.keychain.get(key)
    }

    fn set(&self, key: &str, value: &SecretString) -> Result<(), VaultError> {
        locked(&self.keychain_fails).map_or(Ok(()), Err)?;
        self.keychain_writes.fetch_add(1, Ordering::Relaxed);
        self.keychain.set(key, value)
    }

    fn delete(&self, key: &str) -> Result<(), VaultError> {
        locked(&self.keychain_fails).map_or(Ok(()), Err)?;
        self.keychain.delete(key)
    }
}

#[async_trait]
impl SandboxLauncher for World {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        let waits = locked(&self.sandbox_waits).clone();
        if let Some(told) = waits {
            told.notified().await;
        }
        if *locked(&self.sandbox_fails) {
            return Err("no port is free".to_owned());
        }
        Ok(RunningSandbox {
            api_base_url: Url::parse("http://127.0.0.1:4711").unwrap(),
            widget_origin: "http://127.0.0.1:4712".to_owned(),
            credentials: Credentials {
                client_id: "made-up".into(),
                api_key: "made-up".into(),
            },
        })
    }
}

impl Clock for World {
    fn now_ms(&self) -> i64 {
        self.now_ms.fetch_add(1, Ordering::Relaxed)
    }
}

impl Clipboard for World {
    fn copy_for(&self, _: SecretString, _: Duration) -> Result<(), String> {
        Ok(())
    }

    fn copy(&self, _: &str) -> Result<(), String> {
        Ok(())
    }

    fn take_back(&self) {}
}

impl Opener for World {
    fn open(&self, _: &Url) -> Result<(), String> {
        Ok(())
    }
}

impl Viewer for World {
    fn view(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

#[async_trait]
impl Updater for World {
    async fn install(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Notifier for World {
    fn notify(&self, _: &str, _: &str) {}
}

impl Login for World {
    fn login_name(&self) -> String {
        "agent".to_owned()
    }
}

#[async_trait]
impl SaveDialog for World {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        unreachable!("connecting saves no file")
    }
}

#[async_trait]
impl OpenDialog for World {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        unreachable!("connecting reads no file")
    }
}

impl CustomerWindow for World {
    fn open(&self, _: CustomerPage) -> Result<(), String> {
        unreachable!("connecting opens no window")
    }

    fn make_room(&self, _: &str) {}

    fn bring_to_front(&self, _: &str) {}

    fn close(&self, _: &str) {}
}

pub(super) fn ports(world: &Arc<World>) -> Ports {
    Ports {
        connector: world.clone(),
        secrets: world.clone(),
        sandbox: world.clone(),
        clock: world.clone(),
        clipboard: world.clone(),
        opener: world.clone(),
        notifier: world.clone(),
        updater: world.clone(),
        viewer: world.clone(),
        login: world.clone(),
        save_dialog: world.clone(),
        open_dialog: world.clone(),
        customer_window: world.clone(),
    }
}

pub(super) fn open(data_dir: &Path, world: &Arc<World>) -> Desk {
    Desk::open(data_dir, ports(world), "1.2.3")
}

pub(super) fn rig() -> (tempfile::TempDir, Arc<World>, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let world = Arc::new(World::default());
    let desk = open(folder.path(), &world);
    (folder, world, desk)
}

pub(super) fn form(client_id: &str, api_key: &str) -> ConnectionInput {
    ConnectionInput {
        kind: EnvironmentKind::Integration,
        api_base_url: None,
        widget_origins: Vec::new(),
        client_id: client_id.to_owned(),
        api_key: api_key.into(),
    }
}
