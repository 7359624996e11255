//! The customers MX knows, and what each of them has.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CustomerDeposit, HistoryRow, KnownMember, Problem};

/// Which customers to list. MX filters by whole values, never by parts (MX docs, list users).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerQuery {
    /// The company's own id, whole; or MX's guid. Empty for all.
    pub id: String,
    /// The e-mail address, whole; empty for all.
    pub email: String,
    /// Only disabled ones (`true`), only enabled ones (`false`), or both.
    pub disabled: Option<bool>,
    /// The page, from 1.
    pub page: u32,
}

/// One page of customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerPage {
    /// The customers, in MX's order.
    pub customers: Vec<CustomerRow>,
    /// The page this is, from 1.
    pub page: u32,
    /// How many customers a full page has.
    pub per_page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// How many customers there are on all pages.
    pub total: u32,
}

/// One customer of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerRow {
    /// MX's guid (`USR-…`).
    pub guid: String,
    /// The company's own id; none for a user made without one.
    pub id: Option<String>,
    /// E-mail, if MX has one.
    pub email: Option<String>,
    /// MX refuses jobs and widgets for a disabled user.
    pub is_disabled: bool,
}

/// One customer, with everything about them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerDetails {
    /// Who it is.
    pub customer: CustomerRow,
    /// The company's free text, if there is one.
    pub metadata: Option<String>,
    /// Their connections, each with its accounts.
    pub members: Vec<MemberDetails>,
    /// Why the connections could not be read, if so.
    pub members_problem: Option<Problem>,
    /// Their test deposits, those that need somebody first. Empty also where MX has not enabled
    /// them for this client.
    pub deposits: Vec<CustomerDeposit>,
    /// Why the test deposits could not be read, if so.
    pub deposits_problem: Option<Problem>,
    /// The latest sessions with them in this desk's history, newest first.
    pub sessions: Vec<HistoryRow>,
}

/// One connection of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MemberDetails {
    /// The connection, its status and the shortest way on.
    pub member: KnownMember,
    /// When MX last aggregated it successfully, RFC 3339.
    pub successfully_aggregated_at: Option<String>,
    /// Its accounts. None: they could not be read.
    pub accounts: Option<Vec<AccountRow>>,
}

/// One account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountRow {
    /// MX's guid (`ACT-…`).
    pub guid: String,
    /// Its name at the bank.
    pub name: String,
    /// MX's type (`CHECKING`, …), if it said.
    pub kind: Option<String>,
    /// The end of its number (`•••• 1234`), if the bank shows it.
    pub mask: Option<String>,
    /// Its balance, if MX has one.
    pub balance: Option<Money>,
    /// The balance is what is owed.
    pub is_debt: bool,
}

/// An amount of money as text, so that no digit is lost on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Money {
    /// The amount, with `.` and without grouping: `-1234.50`.
    pub amount: String,
    /// ISO 4217, if MX said.
    pub currency: Option<String>,
}

/// The form that creates or changes a customer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerInput {
    /// The company's own id: letters, digits, `-` and `_` (MX docs, users).
    pub id: String,
    /// E-mail; none to have none.
    pub email: Option<String>,
    /// Free text kept by MX with the user. Never secrets.
    pub metadata: Option<String>,
    /// MX refuses jobs and widgets for a disabled user.
    pub is_disabled: bool,
}
