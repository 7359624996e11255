//! What the diagnostics found.

use serde::Serialize;
use ts_rs::TS;

/// What one look at this computer, the network and MX found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DiagnosticsReport {
    /// The checks, in the order they should be read.
    pub checks: Vec<DiagnosticCheck>,
    /// The same as text for a support desk: no secrets, no customers.
    pub text: String,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DiagnosticCheck {
    /// Stable, snake_case: `keychain`, `webview`, `api_reachable`, `credentials`, `allow_list`,
    /// `clock`, `storage`, `audit`, ….
    pub id: String,
    /// What was looked at, in a few words.
    pub title: String,
    /// How it went.
    pub outcome: CheckOutcome,
    /// What was found, in plain words.
    pub text: String,
    /// What to do about it, if anything.
    pub next_step: Option<String>,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckOutcome {
    /// As it should be.
    Good,
    /// Works, but somebody should look.
    Attention,
    /// Does not work.
    Bad,
    /// Could not be looked at, because something before it failed.
    Skipped,
}
