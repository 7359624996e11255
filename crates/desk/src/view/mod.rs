//! What the person sees: plain snapshots that Rust pushes to the UI, and what the UI sends back.
//!
//! One [`DeskView`] holds everything on screen. The UI draws it and keeps no truth of its own.
//! Nothing here can hold a secret: account numbers appear as masks, widget URLs and API keys not
//! at all. (A widget URL and a revealed number travel once, as the answer of their own command:
//! [`WidgetTicket`] and [`RevealedNumber`].)
//!
//! Every type is exported to `ui/src/bindings/` by `cargo test -p desk`.

mod asked;
mod connection;
mod customers;
mod deposits;
mod diagnostics;
mod help;
mod history;
mod inspector;
mod language;
mod policy;
mod presenter;
mod problem;
mod result;
mod session;
mod shell;
mod transactions;
mod update;
mod widget_options;

pub use asked::*;
pub use connection::*;
pub use customers::*;
pub use deposits::*;
pub use diagnostics::*;
pub use help::*;
pub use history::*;
pub use inspector::*;
pub use language::*;
pub use policy::*;
pub use presenter::*;
pub use problem::*;
pub use result::*;
pub use session::*;
pub use shell::*;
pub use transactions::*;
pub use update::*;
pub use widget_options::*;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything on screen. A new one is pushed after every change.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeskView {
    /// Version of the app, as shown in *About*.
    pub app_version: String,
    /// The environment in use, or none before the first choice.
    pub environment: Option<EnvironmentView>,
    /// The connection used last is being restored; the keychain may be waiting for the person.
    pub restoring: bool,
    /// Connections saved earlier, most recently used first.
    pub profiles: Vec<ProfileView>,
    /// What went wrong with the connection or the keychain, if anything.
    pub connection_problem: Option<Problem>,
    /// What went wrong with this computer's own files (settings, journal), if anything. The app
    /// works all the same.
    pub storage_problem: Option<Problem>,
    /// The session on screen, if one is open.
    pub session: Option<Arc<SessionView>>,
    /// Every session of this run that has not been left, in the order they began; the one on
    /// screen among them.
    pub sessions: Vec<SessionSummary>,
    /// Sessions of earlier runs whose end nobody has asked MX about yet, newest first.
    pub unfinished: Vec<UnfinishedSession>,
    /// The scenario of the session on screen, in a demonstration.
    pub presenting: Option<PresentingView>,
    /// Sessions that wait for their test deposits and are not open, those with news first.
    pub deposits: Vec<WaitingForDeposits>,
    /// Light, dark, or as the system says.
    pub appearance: Appearance,
    /// The language the person has chosen.
    pub language_choice: LanguageChoice,
    /// The language it comes to: what the app speaks now.
    pub language: Language,
    /// Everything is larger, to be read from the back of a room.
    pub presentation_size: bool,
    /// How large everything is otherwise.
    pub zoom: Zoom,
    /// Colours as far apart as they get, whatever the system says.
    pub high_contrast: bool,
    /// Sessions that end while another window has the keyboard are told of by the desktop.
    pub notifications: bool,
    /// Whether the app stays in the desktop's tray when its window is closed.
    pub tray: TrayStanding,
    /// What this desk may do.
    pub policy: PolicyView,
    /// A newer version that can be installed, if one was found.
    pub update: Option<UpdateView>,
    /// What another program asks for, if anything. Not while the desk is locked.
    pub asked: Option<AskedView>,
    /// The desk is locked: nothing is shown, and no number is in memory, until somebody unlocks
    /// it.
    pub locked: bool,
}

/// Light, dark, or as the system says. Passed on to the widget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Appearance {
    /// Follow the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Writes a secret in the one place where it is meant to cross: a command's own answer.
fn expose<S: serde::Serializer>(
    secret: &secrecy::SecretString,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secrecy::ExposeSecret::expose_secret(secret))
}

/// How many, in the size of number that every count in a view has.
pub(crate) fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
