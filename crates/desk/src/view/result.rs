//! The outcome: accounts and masked numbers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Money, Problem};

/// What was verified. Full numbers stay in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ResultView {
    /// The verified accounts.
    pub accounts: Vec<VerifiedAccount>,
    /// How the numbers were obtained, in plain words, for the file.
    pub method: String,
    /// When MX last aggregated the member successfully, or the amounts of the test deposits were
    /// confirmed; RFC 3339.
    pub obtained_at: Option<String>,
    /// There is a connection, through which MX can ask the bank for owners and balances. Test
    /// deposits make none.
    pub has_connection: bool,
    /// Who owns the accounts.
    pub owners: OwnersView,
    /// The balance check.
    pub balance_check: BalanceCheckView,
    /// The desk was locked since: the numbers are not in memory, and are read anew when it is
    /// unlocked.
    pub numbers_locked: bool,
}

/// Who owns the accounts, as far as it was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OwnersView {
    /// MX is asking the bank now.
    pub is_working: bool,
    /// The owners, once MX has answered; none before it was asked.
    pub owners: Option<Vec<AccountOwnerView>>,
    /// The name the agent was given, to compare with.
    pub given_name: Option<String>,
    /// How the given name compares with the owners', once both are known.
    pub verdict: Option<NameVerdict>,
    /// Why it could not be asked, if so. A question of the bank's is `challenged`.
    pub problem: Option<Problem>,
}

/// A person who owns accounts, as the bank says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountOwnerView {
    /// Their accounts (`ACT-…`), of those in the result.
    pub account_guids: Vec<String>,
    /// The owner's name.
    pub name: String,
    /// Address in one line, if the bank gave one.
    pub address: Option<String>,
    /// E-mail, if the bank gave one.
    pub email: Option<String>,
    /// Telephone, if the bank gave one.
    pub phone: Option<String>,
    /// How the given name compares with this one, if one was given.
    pub verdict: Option<NameVerdict>,
}

/// How two names compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NameVerdict {
    /// How alike they are.
    pub likeness: NameLikeness,
    /// Why, in plain words: initials, another order, accents left out, one of two owners.
    pub reason: String,
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NameLikeness {
    /// Not the same name.
    Different,
    /// Probably the same, written another way.
    Likely,
    /// The same, but for case, accents and space.
    Exact,
}

/// Asking the bank for balances, now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BalanceCheckView {
    /// MX is asking the bank now.
    pub is_working: bool,
    /// How many more checks MX allows for this connection in the two hours now (5 at most; MX
    /// docs, check balances), as far as this desk knows.
    pub checks_left: u32,
    /// When MX allows one again, RFC 3339; none while it allows one now.
    pub next_at: Option<String>,
    /// When the last one ended, RFC 3339.
    pub checked_at: Option<String>,
    /// Why the last one failed, if it did.
    pub problem: Option<Problem>,
}

/// One account with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VerifiedAccount {
    /// MX's guid of the account (`ACT-…`); of an account verified by test deposits, that of the
    /// microdeposit (`MIC-…`).
    pub account_guid: String,
    /// Its name at the bank, or the customer's own.
    pub name: String,
    /// MX's type (`CHECKING`, `SAVINGS`, …), if the account could be read.
    pub kind: Option<String>,
    /// Balance as MX read it last, if it did.
    pub balance: Option<Money>,
    /// What can be spent of it, if MX said.
    pub available: Option<Money>,
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
    /// MX gave the whole number, so that it can be shown and copied. Of an account verified by test
    /// deposits it gives the end alone, as a rule.
    pub is_whole: bool,
    /// US routing number, if any. Not secret: it names a bank.
    pub routing_number: Option<String>,
    /// Canadian institution number, if any.
    pub institution_number: Option<String>,
    /// Canadian transit number, if any.
    pub transit_number: Option<String>,
    /// MX's verdict.
    pub validation: Validation,
    /// Whether the routing number's check digit fits (ABA); none without a US routing number.
    pub check_digit: Option<bool>,
    /// The bank gave a token in place of the number: it works for ACH with this routing number
    /// only, and its last digits are not the account's.
    pub is_tokenized: bool,
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
