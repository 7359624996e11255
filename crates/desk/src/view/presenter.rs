//! Demonstrations with the simulated MX: what can be shown, and what the customer enters in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SessionMode;

/// The stories that can be shown. The names are those of `--scenario`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ScenarioName {
    /// The bank asks nothing.
    InstantSuccess,
    /// The bank asks a question in words.
    MfaText,
    /// The bank asks to choose.
    MfaOptions,
    /// The bank asks about a picture.
    MfaImage,
    /// The bank doesn't accept the password.
    WrongPassword,
    /// The bank has locked the sign-in.
    Locked,
    /// The bank has no account that can be verified.
    NoEligibleAccounts,
    /// The bank verifies one account and asks which.
    SingleAccountSelect,
    /// The customer agrees on the bank's own page.
    OauthApproved,
    /// The customer refuses on the bank's own page.
    OauthDenied,
    /// The bank takes its time.
    SlowBank,
    /// The bank is under maintenance.
    Maintenance,
    /// The widget is closed before it is done.
    ClosedEarly,
    /// A bank with Canadian numbers.
    Canadian,
    /// A bank that gives tokens instead of numbers.
    Tokenised,
    /// The customer enters their account, and days later two small amounts.
    Microdeposits,
    /// Accounts and transactions instead of numbers.
    Aggregation,
}

/// One entry of the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioView {
    /// Which.
    pub name: ScenarioName,
    /// Under which heading it stands.
    pub group: ScenarioGroup,
    /// What the widget is asked to do.
    pub mode: SessionMode,
    /// What it ends in.
    pub outcome: ScenarioOutcome,
    /// What is done in it, in order.
    pub steps: Vec<ScenarioStep>,
}

/// The headings of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ScenarioGroup {
    /// It goes through, with or without a question.
    GoesThrough,
    /// Something is in the way.
    GoesWrong,
    /// Banks and products that differ.
    Differs,
}

/// What a scenario ends in, as the app shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ScenarioOutcome {
    /// The numbers are here.
    Verified,
    /// Accounts and transactions are here.
    Connected,
    /// The customer has something to do in the widget first.
    CustomerMustAct,
    /// The customer has something to do at their bank first.
    CustomerAtBank,
    /// The bank is connected, but none of its accounts has numbers.
    NoEligibleAccounts,
    /// No bank was connected.
    NothingConnected,
}

/// Something that is done in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioStep {
    /// Where.
    pub at: ScenarioMoment,
    /// What is entered or pressed there; empty where `at` says it all.
    pub lines: Vec<ScenarioLine>,
    /// It is this one's turn. Never in the picker.
    pub current: bool,
}

/// Where in a scenario something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ScenarioMoment {
    /// The widget's search.
    Search,
    /// The bank's form.
    SignIn,
    /// The bank's question.
    Question,
    /// The bank's own page.
    AtTheBank,
    /// The agent closes the widget.
    CloseWidget,
    /// The widget's pages about the customer's account.
    Account,
    /// The widget's last page: the deposits are on their way.
    LastPage,
    /// Days go by, and nobody has anything to do.
    Wait,
    /// The widget is opened again, and asks how much came.
    Amounts,
}

/// Something to enter, choose or press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScenarioLine {
    /// What is asked for.
    pub what: ScenarioField,
    /// What is entered. Made up, like the bank it is for.
    pub text: String,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ScenarioField {
    /// A bank to search for and choose.
    Bank,
    /// The user name.
    UserName,
    /// The password.
    Password,
    /// The answer to a question.
    Answer,
    /// The answer that is to be chosen.
    Choice,
    /// A button.
    Press,
    /// The bank, by its number.
    RoutingNumber,
    /// The number of the account.
    AccountNumber,
    /// Whose account it is.
    Owner,
    /// The owner's e-mail address.
    Email,
    /// One of two amounts.
    FirstAmount,
    /// The other.
    SecondAmount,
}

/// The scenario of the session on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresentingView {
    /// The session.
    pub session_id: String,
    /// What is shown in it.
    pub scenario: ScenarioName,
    /// What is done in it, in order, with its present step.
    pub steps: Vec<ScenarioStep>,
    /// The widget is on screen here, so that the customer's part can be played by itself.
    pub can_type: bool,
    /// What is waited for at some time in it.
    pub wait: Option<ScenarioWait>,
    /// That is waited for now, and can be skipped.
    pub can_skip: bool,
}

/// A wait that a presenter may skip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ScenarioWait {
    /// The bank, which is slow.
    Bank,
    /// Test deposits, which take days.
    Deposits,
}
