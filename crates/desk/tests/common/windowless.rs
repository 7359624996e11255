//! A desk without a window, on a simulated MX: with the real adapter, and nothing where a window
//! would be.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_trait::async_trait;
use desk::{
    Ports,
    mx::PlatformConnector,
    ports::{
        Clipboard, Clock, CustomerPage, CustomerWindow, Login, Notifier, OpenDialog, Opener,
        RunningSandbox, SandboxLauncher, SaveDialog, Updater, Viewer,
    },
    vault::{Credentials, MemoryStore},
};
use mx_sandbox::Sandbox;
use secrecy::SecretString;
use url::Url;

/// Where the simulated MX is, and the keys to it.
#[derive(Clone)]
pub(crate) struct Address {
    pub(crate) api_base_url: String,
    pub(crate) widget_origin: String,
    pub(crate) client_id: String,
    pub(crate) api_key: String,
}

impl Address {
    pub(crate) fn of(mx: &Sandbox) -> Self {
        Self {
            api_base_url: mx.api_base_url(),
            widget_origin: mx.widget_origin().to_owned(),
            client_id: mx.client_id().to_owned(),
            api_key: mx.api_key().to_owned(),
        }
    }
}

#[async_trait]
impl SandboxLauncher for Address {
    async fn launch(&self) -> Result<RunningSandbox, String> {
        Ok(RunningSandbox {
            api_base_url: Url::parse(&self.api_base_url).map_err(|error| error.to_string())?,
            widget_origin: self.widget_origin.clone(),
            credentials: Credentials {
                client_id: self.client_id.clone(),
                api_key: SecretString::from(self.api_key.clone()),
            },
        })
    }
}

/// The ports of a desk without a window.
pub(crate) fn ports(mx: &Address, clock: Arc<dyn Clock>) -> Ports {
    Ports {
        connector: Arc::new(PlatformConnector),
        secrets: Arc::new(MemoryStore::default()),
        sandbox: Arc::new(mx.clone()),
        clock,
        clipboard: Arc::new(Nothing),
        opener: Arc::new(Nothing),
        notifier: Arc::new(Nothing),
        updater: Arc::new(Nothing),
        viewer: Arc::new(Nothing),
        customer_window: Arc::new(Nothing),
        login: Arc::new(Nothing),
        save_dialog: Arc::new(Nothing),
        open_dialog: Arc::new(Nothing),
    }
}

/// The computer's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        i64::try_from(now.as_millis()).unwrap()
    }
}

/// What a desk without a window has instead of one.
struct Nothing;

impl Clipboard for Nothing {
    fn copy_for(&self, _: SecretString, _: Duration) -> Result<(), String> {
        Ok(())
    }
    fn copy(&self, _: &str) -> Result<(), String> {
        Ok(())
    }
    fn take_back(&self) {}
}

impl Opener for Nothing {
    fn open(&self, _: &Url) -> Result<(), String> {
        Ok(())
    }
}

impl Viewer for Nothing {
    fn view(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

#[async_trait]
impl Updater for Nothing {
    async fn install(&self) -> Result<(), String> {
        Ok(())
    }
}

impl Notifier for Nothing {
    fn notify(&self, _: &str, _: &str) {}
}

impl Login for Nothing {
    fn login_name(&self) -> String {
        "agent.a".to_owned()
    }
}

#[async_trait]
impl SaveDialog for Nothing {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        None
    }
}

#[async_trait]
impl OpenDialog for Nothing {
    async fn ask(&self, _: &str) -> Option<PathBuf> {
        None
    }
}

impl CustomerWindow for Nothing {
    fn open(&self, _: CustomerPage) -> Result<(), String> {
        Ok(())
    }
    fn make_room(&self, _: &str) {}
    fn bring_to_front(&self, _: &str) {}
    fn close(&self, _: &str) {}
}
