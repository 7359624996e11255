//! Verification by two small deposits (MX: microdeposits), as the person sees it.

use serde::Serialize;
use ts_rs::TS;

use super::{EnvironmentKind, Tone, Turn};

/// A microdeposit: how it stands, whose turn it is, and what comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DepositView {
    /// MX's guid (`MIC-…`).
    pub guid: String,
    /// How it stands.
    pub standing: DepositStanding,
    /// MX's own words about a failure, if it sent any.
    pub mx_message: Option<String>,
    /// Name of the bank, where MX knows it by its routing number.
    pub institution: Option<String>,
    /// The account the deposits go to, as far as MX says.
    pub account: Option<DepositAccount>,
    /// When it last changed at MX, RFC 3339.
    pub updated_at: Option<String>,
}

/// How a microdeposit stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DepositStanding {
    /// MX's name (`REQUESTED`, `DEPOSITED`, …), or what MX sent if it is none we know.
    pub name: String,
    /// How far that is.
    pub stage: DepositStage,
    /// What it means, in plain words.
    pub meaning: String,
    /// What comes next and when, in plain words.
    pub next_step: String,
    /// Whose turn it is.
    pub turn: Turn,
    /// How good the news is.
    pub tone: Tone,
}

/// How far a microdeposit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DepositStage {
    /// MX and the bank are at it.
    OnTheWay,
    /// The customer has something to enter in the widget.
    CustomerEnters,
    /// The amounts were right.
    Verified,
    /// It came to nothing.
    Failed,
    /// MX said something this app does not know.
    Unclear,
}

/// The account the deposits go to. Its number is never here but for its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DepositAccount {
    /// The customer's own name of it, if they gave one.
    pub name: Option<String>,
    /// MX's type (`CHECKING`, `SAVINGS`).
    pub kind: Option<String>,
    /// `•••• 1234`, as far as MX says.
    pub mask: Option<String>,
    /// US routing number. Not secret: it names a bank.
    pub routing_number: Option<String>,
}

/// A session that waits for its deposits: of an earlier run, or left since.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WaitingForDeposits {
    /// The session's id.
    pub id: String,
    /// The company's own id of the customer.
    pub customer_id: String,
    /// Name of the institution, where it is known.
    pub institution: Option<String>,
    /// Which MX it is with.
    pub environment: EnvironmentKind,
    /// Host of that MX's API; MX can be asked only there.
    pub api_host: String,
    /// Whether that is the MX connected now.
    pub can_check: bool,
    /// How the deposits stood when MX was asked last.
    pub standing: DepositStanding,
    /// When that was, in milliseconds since the Unix epoch.
    pub asked_at_ms: f64,
    /// When the session began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
}

/// One microdeposit of a customer, however it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerDeposit {
    /// The microdeposit.
    pub deposit: DepositView,
    /// The session of this desk that waits for it, if one does.
    pub session_id: Option<String>,
}
