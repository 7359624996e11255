//! What is asked from outside the page: by other programs, or by the window's own buttons.

use serde::Serialize;
use ts_rs::TS;

use super::Problem;

/// What was asked from outside the page (by a link, another start of the app, or whoever closes the
/// window), until the agent has decided about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AskedView {
    /// Which; another one has another.
    pub id: u32,
    /// What for.
    pub what: AskedFor,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum AskedFor {
    /// A customer is to be verified. Nothing has begun.
    Verify {
        /// The company's own id of the customer.
        customer_id: String,
    },
    /// The person wants to begin a verification, and said so in the tray. Nothing to decide.
    NewVerification,
    /// The window is closed, which would end the app in the middle of sessions, or with results that
    /// are in memory alone.
    Quit,
    /// Something the desk doesn't do. Nothing was done.
    Nothing {
        /// What was wrong with it.
        problem: Problem,
    },
}
