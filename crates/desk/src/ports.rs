//! The world as the desk needs it: narrow traits, so that every decision is tested without a
//! window, a network, a keychain or a clock.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

use crate::{
    environment::Environment,
    mx::{MxApi, MxProblem},
    presenting::scenarios::Scenario,
    vault::Credentials,
};

/// Makes an API client for an environment. The real one is [`crate::mx::PlatformConnector`].
pub trait Connector: Send + Sync {
    /// A client; no request is made yet.
    ///
    /// # Errors
    /// When no client can be built at all (no TLS roots, a base URL that can't be one).
    fn connect(
        &self,
        environment: &Environment,
        credentials: &Credentials,
    ) -> Result<Arc<dyn MxApi>, MxProblem>;
}

/// Starts the simulated MX. Only the shell knows what it is.
#[async_trait]
pub trait SandboxLauncher: Send + Sync {
    /// Starts it, or returns the one that runs already.
    ///
    /// # Errors
    /// A sentence for the log; the person sees `sandbox_failed`.
    async fn launch(&self) -> Result<RunningSandbox, String>;

    /// Gives a customer of the simulated MX, by the partner's own id, a part in a scenario. Widgets
    /// they open from now on can be told to play it. Where nobody can be told, nothing happens; so
    /// for the others here.
    fn attend(&self, _customer_id: &str, _scenario: &Scenario) {}

    /// Has the widget the customer opened last do the next thing of their part.
    fn cue(&self, _customer_id: &str) -> Cue {
        Cue::NoPage
    }

    /// Whether that is still going on.
    fn is_typing(&self, _customer_id: &str) -> bool {
        false
    }

    /// Lets everything happen now that the customer's banks are at, and days go by where they wait
    /// for days.
    fn hurry(&self, _customer_id: &str) {}

    /// Forgets customers, connections and open widgets. Address and credentials stay.
    fn reset(&self) {}
}

/// What became of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The widget does it, now or in a moment.
    Taken,
    /// The widget waits for something else than the customer.
    Nothing,
    /// The customer has no widget open.
    NoPage,
}

/// How to reach the simulated MX of this run.
#[derive(Clone)]
pub struct RunningSandbox {
    /// API base URL on loopback.
    pub api_base_url: Url,
    /// Origin of its Connect page.
    pub widget_origin: String,
    /// Credentials made up for this run.
    pub credentials: Credentials,
}

/// Wall clock and monotonic time in one: milliseconds since the Unix epoch.
pub trait Clock: Send + Sync {
    /// Now.
    fn now_ms(&self) -> i64;
}

/// The system clipboard.
pub trait Clipboard: Send + Sync {
    /// Puts text there, kept out of clipboard history where the system allows it, and takes it
    /// away after `keep_for` unless something else has been copied since. Returns at once.
    ///
    /// # Errors
    /// A sentence for the log; the person sees `clipboard_failed`.
    fn copy_for(&self, text: SecretString, keep_for: Duration) -> Result<(), String>;

    /// Puts text there that is no secret, to stay. Returns at once.
    ///
    /// # Errors
    /// As [`Clipboard::copy_for`].
    fn copy(&self, text: &str) -> Result<(), String>;

    /// Takes what was copied away now, if it is still there. May return before it is gone.
    fn take_back(&self);
}

/// Who is at this computer.
pub trait Login: Send + Sync {
    /// The name of the system's account the app runs under, for the audit log.
    fn login_name(&self) -> String;
}

/// The system's browser.
pub trait Opener: Send + Sync {
    /// Opens an https page outside the app.
    ///
    /// # Errors
    /// A sentence for the log, without the URL.
    fn open(&self, url: &Url) -> Result<(), String>;
}

/// The programs the person has for what is on this computer's disk.
pub trait Viewer: Send + Sync {
    /// Opens a folder in the system's file manager, or a file in the program for its kind.
    ///
    /// # Errors
    /// A sentence for the log, without the path.
    fn view(&self, path: &Path) -> Result<(), String>;
}

/// The desktop's notifications.
pub trait Notifier: Send + Sync {
    /// Shows one, where the desktop has them; nothing happens where it has none. Returns at once.
    /// Pressing it brings the agent's window to the front.
    fn notify(&self, title: &str, body: &str);
}

/// Newer versions of the app.
#[async_trait]
pub trait Updater: Send + Sync {
    /// Installs the version that was found last, if its signature is the publisher's, and starts the
    /// app anew.
    ///
    /// # Errors
    /// A sentence for the log; nothing has changed then.
    async fn install(&self) -> Result<(), String>;
}

/// Where the person wants a file.
#[async_trait]
pub trait SaveDialog: Send + Sync {
    /// Asks, with this name filled in, and waits for the answer; none if they changed their mind.
    /// A file that is there already may be replaced: the person was asked.
    async fn ask(&self, suggested_name: &str) -> Option<PathBuf>;
}

/// Which file the person wants read.
#[async_trait]
pub trait OpenDialog: Send + Sync {
    /// Asks for a file with this extension, without its dot, and waits for the answer; none if they
    /// changed their mind.
    async fn ask(&self, extension: &str) -> Option<PathBuf>;
}

/// The window that is turned to the customer: the widget and the company's name, and nothing that
/// could be asked of the app. There is at most one for each session. Calls may block for as long
/// as the system takes to open or close a window.
///
/// What happens in it comes back through [`crate::Desk::customer_window_navigated`],
/// [`crate::Desk::customer_window_requested`] and [`crate::Desk::customer_window_left`].
pub trait CustomerWindow: Send + Sync {
    /// Opens it on a widget, in place of the session's earlier one.
    ///
    /// # Errors
    /// A sentence for the log, without the URL; the person sees `window_failed`.
    fn open(&self, page: CustomerPage) -> Result<(), String>;

    /// Leaves the whole screen to what is opened next: a bank's page in the browser.
    fn make_room(&self, session_id: &str);

    /// Puts the session's window before the others, if there is one.
    fn bring_to_front(&self, session_id: &str);

    /// Takes the session's window away, if there is one. Its end is not reported back.
    fn close(&self, session_id: &str);
}

/// What a customer window shows. Not `Debug`: the URL is a bearer secret.
pub struct CustomerPage {
    /// The session it belongs to.
    pub session_id: String,
    /// The mount it is; repeated in everything that comes back.
    pub mount: u32,
    /// The widget's single-use URL.
    pub url: SecretString,
    /// The only origin it may show, and the only one that is listened to.
    pub origin: String,
    /// Scheme of the navigations that are the widget's messages.
    pub scheme: &'static str,
    /// The display to fill; none: one that the agent's own window isn't on.
    pub display: Option<u32>,
    /// The company's name, to be shown above the widget.
    pub company_name: Option<String>,
    /// The widget was asked for in dark colours; what is drawn around it is as dark.
    pub dark: bool,
}
