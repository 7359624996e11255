//! Where to read on: pages worth opening, and what every status means.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Turn;

/// A page of MX's that helps where the app can't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HelpTopic {
    /// Where keys are shown and rotated.
    ClientDashboard,
    /// How to register an IP address.
    AllowList,
    /// The documentation.
    PlatformDocs,
}

/// What each of MX's statuses means, to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusGuide {
    /// Of a connection, in the order of MX's numbers.
    pub connections: Vec<StatusHelp>,
    /// Of a verification by test deposits, in the order of MX's numbers.
    pub deposits: Vec<StatusHelp>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusHelp {
    /// MX's name (`CONNECTED`, `DENIED`, …).
    pub name: String,
    /// What it means, and what to do about it, in plain words.
    pub meaning: String,
    /// Whose turn it is.
    pub turn: Turn,
}
