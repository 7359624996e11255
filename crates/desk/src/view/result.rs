//! The outcome: accounts and masked numbers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was verified. Full numbers stay in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ResultView {
    /// The verified accounts.
    pub accounts: Vec<VerifiedAccount>,
    /// How the numbers were obtained, in plain words, for the file.
    pub method: String,
    /// When MX last aggregated the member successfully, RFC 3339.
    pub obtained_at: Option<String>,
}

/// One account with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VerifiedAccount {
    /// MX's guid of the account (`ACT-…`).
    pub account_guid: String,
    /// Its name at the bank.
    pub name: String,
    /// MX's type (`CHECKING`, `SAVINGS`, …), if the account could be read.
    pub kind: Option<String>,
    /// Its numbers; several are possible.
    pub numbers: Vec<MaskedNumber>,
}

/// One account number, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MaskedNumber {
    /// Identifies the number in *reveal* and *copy*; ours, meaningless outside this session.
    pub id: String,
    /// `•••• 1234`
    pub mask: String,
    /// US routing number, if any. Not secret: it names a bank.
    pub routing_number: Option<String>,
    /// Canadian institution number, if any.
    pub institution_number: Option<String>,
    /// Canadian transit number, if any.
    pub transit_number: Option<String>,
    /// MX's verdict.
    pub validation: Validation,
}

/// MX's `passed_validation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Validation {
    /// Likely valid.
    Passed,
    /// Likely not valid.
    Failed,
    /// Not checked.
    NotChecked,
}

/// A number shown in full, for a moment. Not `Debug`.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevealedNumber {
    /// The full account number.
    #[ts(type = "string")]
    #[serde(serialize_with = "super::expose")]
    pub account_number: secrecy::SecretString,
    /// Hide it again after this many milliseconds.
    pub hide_after_ms: u32,
}

/// Which part of a number to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NumberPart {
    /// The account number.
    Account,
    /// The routing number, or for Canada the institution and transit numbers.
    Routing,
}
