//! A newer version of the app.

use serde::Serialize;
use ts_rs::TS;

/// A newer version that can be installed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpdateView {
    /// Which.
    pub version: String,
}
