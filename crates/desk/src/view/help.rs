//! Pages worth opening.

use serde::Deserialize;
use ts_rs::TS;

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
