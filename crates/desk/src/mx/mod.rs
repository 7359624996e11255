//! MX as the desk needs it: a narrow trait, plain types, and the adapter onto the API client.
//!
//! Nothing here speaks HTTP. The types hold what the desk decides on and no more; everything MX
//! may leave out is an `Option`.

mod answered;
mod platform;
mod problem;
mod reading;
mod widget_url;

pub use answered::{Answered, Receipt};
pub use platform::PlatformConnector;
pub(crate) use platform::URL_SCHEME;
pub use problem::{MxProblem, MxProblemKind};
pub(crate) use widget_url::{accept, accept_version, body_text};

pub use connect_events::{ConnectionStatus, MicrodepositStatus};
pub use mx_platform::Watcher;

use std::sync::Arc;

use async_trait::async_trait;
use jiff::civil::Date;
use rust_decimal::Decimal;
use secrecy::SecretString;

use crate::view::{HandOver, Language, Money, SessionMode, TransactionDirection, WidgetSetup};

/// The part of the MX Platform API the desk uses. Every call is made as the client whose
/// credentials the connector was given.
#[async_trait]
pub trait MxApi: Send + Sync {
    /// The same MX, with somebody who is shown the calls that are made through what this returns;
    /// none if they can't be shown.
    fn watched_by(&self, _watcher: Arc<dyn Watcher>) -> Option<Arc<dyn MxApi>> {
        None
    }

    /// Whether MX accepts the credentials: the cheapest authenticated read.
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn check_credentials(&self) -> Result<(), MxProblem>;

    /// The same, looked at closely.
    async fn probe(&self) -> Probe {
        let answer = self.check_credentials().await;
        Probe {
            reach: match answer.as_ref().err().map(|problem| problem.kind) {
                Some(MxProblemKind::Offline | MxProblemKind::Interrupted) => Reach::NotConnected,
                Some(MxProblemKind::Tls | MxProblemKind::NoTls) => Reach::NotTrusted,
                Some(MxProblemKind::CertificateOutOfDate) => Reach::OutOfDate,
                Some(MxProblemKind::HandshakeBroken) => Reach::BrokenOff,
                Some(MxProblemKind::TimedOut) => Reach::Silent,
                _ => Reach::Answered,
            },
            answer,
            ahead_ms: None,
        }
    }

    /// The user whose `id` (the partner's own) is exactly this one, if there is one.
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn find_user(&self, id: &str) -> Result<Option<User>, MxProblem>;

    /// Creates a user. Not repeated by itself: after a time-out the caller looks first.
    ///
    /// # Errors
    /// [`MxProblemKind::Conflict`] when the `id` exists already; otherwise as above.
    async fn create_user(&self, user: &NewUser) -> Result<User, MxProblem>;

    /// One page of the users that fit.
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn list_users(&self, query: &UserQuery) -> Result<UserPage, MxProblem>;

    /// One user.
    ///
    /// # Errors
    /// [`MxProblemKind::NotFound`] when there is none (any more); otherwise as above.
    async fn read_user(&self, user_guid: &str) -> Result<User, MxProblem>;

    /// Changes a user; what isn't given stays. Saying the same again does no harm.
    ///
    /// # Errors
    /// [`MxProblemKind::NotFound`]; [`MxProblemKind::Conflict`] when the `id` is another user's;
    /// otherwise as above.
    async fn update_user(&self, user_guid: &str, change: &UserChange) -> Result<User, MxProblem>;

    /// Deletes a user with everything of theirs, for good.
    ///
    /// # Errors
    /// [`MxProblemKind::NotFound`] when there is none (any more); otherwise as above.
    async fn delete_user(&self, user_guid: &str) -> Result<(), MxProblem>;

    /// Deletes a member with its accounts and transactions, for good.
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn delete_member(&self, user_guid: &str, member_guid: &str) -> Result<(), MxProblem>;

    /// All members of a user.
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn list_members(&self, user_guid: &str) -> Result<Answered<Vec<Member>>, MxProblem>;

    /// One member, read under this user: a member of another user is not found.
    ///
    /// # Errors
    /// [`MxProblemKind::NotFound`] when the member is unknown or not this user's.
    async fn read_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Member>, MxProblem>;

    /// The member's status. MX asks callers to wait 3 s between two of these for one member.
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn member_status(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<MemberStatus>, MxProblem>;

    /// The full account numbers of a member.
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn account_numbers_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem>;

    /// The full account numbers of one account.
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn account_numbers_by_account(
        &self,
        user_guid: &str,
        account_guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem>;

    /// The accounts of a member. (Read per member: the per-user list keeps rows of deleted
    /// members for a while.)
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn accounts_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<Account>>, MxProblem>;

    /// One page of a member's transactions from this day on, in MX's order. (Read per member, for
    /// the reason given with [`MxApi::accounts_by_member`].)
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn transactions_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
        query: &TransactionsQuery,
    ) -> Result<TransactionsPage, MxProblem>;

    /// Starts a job for a member: what MX does at the bank, without the widget. MX accepts it also
    /// when one of the same kind runs already, or when the last one is too recent to repeat.
    ///
    /// # Errors
    /// [`MxProblemKind::Conflict`] while a job of another kind runs; [`MxProblemKind::NotAllowed`]
    /// or [`MxProblemKind::Refused`] when MX does not do that for this client or institution;
    /// otherwise as [`MxApi::read_member`].
    async fn start_job(
        &self,
        user_guid: &str,
        member_guid: &str,
        job: Job,
    ) -> Result<(), MxProblem>;

    /// Who owns the accounts of a member, as far as a job has asked: one entry for each account
    /// and owner.
    ///
    /// # Errors
    /// As [`MxApi::read_member`].
    async fn account_owners(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<AccountOwner>>, MxProblem>;

    /// One page of the institutions whose name holds a text.
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn list_institutions(
        &self,
        query: &InstitutionQuery,
    ) -> Result<InstitutionPage, MxProblem>;

    /// All microdeposits of a user, without their accounts. MX enables microdeposits for each
    /// client (MX docs, microdeposits).
    ///
    /// # Errors
    /// What MX or the network answered instead.
    async fn list_microdeposits(&self, user_guid: &str) -> Result<Vec<Microdeposit>, MxProblem>;

    /// One microdeposit with its account, read under this user: another user's is not found. MX
    /// looks anew how it stands when it is asked (MX docs, read microdeposit).
    ///
    /// # Errors
    /// [`MxProblemKind::NotFound`] when it is unknown or not this user's.
    async fn read_microdeposit(
        &self,
        user_guid: &str,
        microdeposit_guid: &str,
    ) -> Result<Answered<Microdeposit>, MxProblem>;

    /// Deletes a microdeposit, for good.
    ///
    /// # Errors
    /// As [`MxApi::read_microdeposit`].
    async fn delete_microdeposit(
        &self,
        user_guid: &str,
        microdeposit_guid: &str,
    ) -> Result<(), MxProblem>;

    /// A widget URL: a bearer secret, good for one mount within ten minutes.
    ///
    /// # Errors
    /// [`MxProblemKind::Unexpected`] when MX answers without a URL; otherwise as above.
    async fn request_widget_url(
        &self,
        user_guid: &str,
        request: &WidgetRequest,
    ) -> Result<SecretString, MxProblem>;
}

/// A user of MX: one of the company's customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// `USR-…`
    pub guid: String,
    /// The company's own id.
    pub id: Option<String>,
    /// E-mail, if MX has one.
    pub email: Option<String>,
    /// MX refuses jobs and widgets for them.
    pub is_disabled: bool,
    /// Free text kept by MX.
    pub metadata: Option<String>,
}

/// Which users to list. MX compares whole values, never parts (MX docs, list users).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// The company's own id.
    pub id: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Only disabled ones, only enabled ones, or both.
    pub is_disabled: Option<bool>,
    /// The page, from 1.
    pub page: u32,
    /// Users per page: 10 to 1000 (MX docs, pagination).
    pub per_page: u32,
}

/// One page of users, in MX's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserPage {
    /// The users of this page.
    pub users: Vec<User>,
    /// How many pages there are.
    pub pages: u32,
    /// How many users there are on all pages.
    pub total: u32,
}

/// What to change of a user; none stays as it is. MX documents no way to take a value away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserChange {
    /// The company's own id.
    pub id: Option<String>,
    /// E-mail; MX checks its form.
    pub email: Option<String>,
    /// Free text kept by MX.
    pub metadata: Option<String>,
    /// MX refuses jobs and widgets for them.
    pub is_disabled: Option<bool>,
}

/// What is known about a user who must be created.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUser {
    /// The company's own id.
    pub id: String,
    /// E-mail; MX checks its form.
    pub email: Option<String>,
    /// Free text kept by MX.
    pub metadata: Option<String>,
    /// MX refuses jobs and widgets for them.
    pub is_disabled: bool,
}

/// A member: one user's connection to one institution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// `MBR-…`
    pub guid: String,
    /// The user it belongs to, if MX said.
    pub user_guid: Option<String>,
    /// Name of the institution.
    pub name: Option<String>,
    /// MX's code of the institution.
    pub institution_code: Option<String>,
    /// Where the connection stands.
    pub connection_status: Option<ConnectionStatus>,
    /// MX's own displayable words about it.
    pub status_message: Option<String>,
    /// A job is running.
    pub is_being_aggregated: Option<bool>,
    /// When the last job started, RFC 3339.
    pub aggregated_at: Option<String>,
    /// When the last successful job ended, RFC 3339.
    pub successfully_aggregated_at: Option<String>,
    /// MX's code of what went wrong in the last job (1000: no eligible accounts, …).
    pub error_code: Option<i64>,
}

/// What MX's status call says about a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberStatus {
    /// Where the connection stands.
    pub connection_status: Option<ConnectionStatus>,
    /// A job is running.
    pub is_being_aggregated: Option<bool>,
    /// The accounts can be read.
    pub has_processed_accounts: Option<bool>,
    /// The account numbers can be read.
    pub has_processed_account_numbers: Option<bool>,
    /// The transactions can be read.
    pub has_processed_transactions: Option<bool>,
    /// When the last job started, RFC 3339.
    pub aggregated_at: Option<String>,
    /// When the last successful job ended, RFC 3339.
    pub successfully_aggregated_at: Option<String>,
    /// MX's code of what went wrong in the last job (1000: no eligible accounts, …).
    pub error_code: Option<i64>,
}

/// One entry of MX's account numbers. Not `Debug`.
#[derive(Clone)]
pub struct AccountNumber {
    /// The account it belongs to (`ACT-…`).
    pub account_guid: String,
    /// The full number; an entry without one proves nothing.
    pub account_number: Option<SecretString>,
    /// US routing number.
    pub routing_number: Option<String>,
    /// Canadian institution number.
    pub institution_number: Option<String>,
    /// Canadian transit number.
    pub transit_number: Option<String>,
    /// MX's verdict; none: not checked.
    pub passed_validation: Option<bool>,
}

/// A verification by two small deposits. No member comes of it. Not `Debug`: it holds an account.
#[derive(Clone, Default)]
pub struct Microdeposit {
    /// `MIC-…`
    pub guid: String,
    /// How far it has come.
    pub status: Option<MicrodepositStatus>,
    /// Name of the institution, where MX knows it by its routing number.
    pub institution: Option<String>,
    /// The customer's own name of the account.
    pub account_name: Option<String>,
    /// MX's type (`CHECKING`, …).
    pub account_kind: Option<String>,
    /// The number as MX gives it: masked or in part, as a rule (MX docs, microdeposits).
    pub account_number: Option<SecretString>,
    /// US routing number.
    pub routing_number: Option<String>,
    /// MX's own words about a failure.
    pub error_message: Option<String>,
    /// When it last changed, RFC 3339.
    pub updated_at: Option<String>,
    /// When the amounts were confirmed, RFC 3339.
    pub verified_at: Option<String>,
}

/// One account of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// `ACT-…`
    pub guid: String,
    /// Its name at the bank.
    pub name: Option<String>,
    /// MX's type (`CHECKING`, …).
    pub kind: Option<String>,
    /// The last characters of its number as the bank shows them: at most four, the rest is never
    /// kept.
    pub number_end: Option<String>,
    /// Balance; what is owed on a debt is positive.
    pub balance: Option<Money>,
    /// What can be spent of it.
    pub available: Option<Money>,
}

/// Which of a member's transactions to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionsQuery {
    /// The earliest day. MX's own default leaves out what is older than 120 days.
    pub from: Date,
    /// The page, from 1.
    pub page: u32,
    /// Transactions per page: 10 to 1000 (MX docs, pagination).
    pub per_page: u32,
}

/// One page of transactions, in MX's order. Not `Debug`.
#[derive(Clone, Default)]
pub struct TransactionsPage {
    /// The transactions of this page.
    pub transactions: Vec<Transaction>,
    /// How many pages there are.
    pub pages: u32,
    /// How many transactions there are on all pages.
    pub total: u32,
}

/// A movement of money. Not `Debug`: it says what a person does.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Transaction {
    /// `TRN-…`
    pub guid: String,
    /// The account it is of (`ACT-…`).
    pub account_guid: String,
    /// The day it counts for.
    pub date: Option<Date>,
    /// What it was, tidied up by MX.
    pub description: Option<String>,
    /// What it was, in the bank's words.
    pub original_description: Option<String>,
    /// MX's category.
    pub category: Option<String>,
    /// The category above it.
    pub top_level_category: Option<String>,
    /// How much, as MX sends it: without a sign.
    pub amount: Option<Decimal>,
    /// ISO 4217, if MX said.
    pub currency: Option<String>,
    /// Which way it went, seen from the account.
    pub direction: Option<TransactionDirection>,
    /// The bank has not booked it yet.
    pub is_pending: bool,
}

/// An owner of an account, as the bank says. Not `Debug`: it is about a person.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AccountOwner {
    /// The account (`ACT-…`).
    pub account_guid: String,
    /// The owner's name.
    pub name: String,
    /// Address in one line.
    pub address: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

/// What MX can be told to do at the bank, through a connection that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Job {
    /// Accounts and transactions.
    Aggregation,
    /// Account and routing numbers.
    Verification,
    /// Who owns the accounts.
    Identification,
    /// Up to 24 months of transactions. Not every institution offers it (MX docs, extend history).
    History,
    /// Balances alone; five times in two hours for a member (MX docs, check balances).
    BalanceCheck,
}

/// Which institutions to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstitutionQuery {
    /// A text their name holds; empty for all. There are thousands.
    pub name: String,
    /// The page, from 1.
    pub page: u32,
    /// Institutions per page: 10 to 100 (MX docs, list institutions).
    pub per_page: u32,
}

/// One page of institutions, in MX's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstitutionPage {
    /// The institutions of this page.
    pub institutions: Vec<Institution>,
    /// How many pages there are.
    pub pages: u32,
    /// How many institutions there are on all pages.
    pub total: u32,
}

/// A bank, as MX knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Institution {
    /// MX's code (`mxbank`).
    pub code: String,
    /// `INS-…`, if MX said.
    pub guid: Option<String>,
    /// Its name.
    pub name: String,
    /// ISO 3166 code of its country, if MX said.
    pub country: Option<String>,
    /// A person signs in at the bank's own page.
    pub is_oauth: bool,
    /// It has account numbers, if MX said.
    pub has_numbers: Option<bool>,
}

/// What a widget is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WidgetRequest {
    /// Verification or aggregation.
    pub mode: SessionMode,
    /// Ask for the dark colour scheme.
    pub dark: bool,
    /// The language of the app: the widget's too, unless the setup names another.
    pub language: Language,
    /// How the widget reaches the customer: it speaks by posted messages here, by navigations in
    /// the customer window, and to nobody behind a link.
    pub hand_over: HandOver,
    /// Open on this member instead of on the search.
    pub current_member_guid: Option<String>,
    /// What was chosen for the session beside that. The desk's own needs go first: see
    /// `widget_options`.
    pub setup: WidgetSetup,
}

/// What one call found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// How far it got.
    pub reach: Reach,
    /// What MX said.
    pub answer: Result<(), MxProblem>,
    /// By how much MX's clock is ahead of this computer's, in milliseconds, if it told the time.
    /// Known to the second.
    pub ahead_ms: Option<i64>,
}

/// How far a call got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// MX (or something in its place) answered.
    Answered,
    /// The host's name could not be resolved.
    NoSuchName,
    /// No connection could be made, or it broke.
    NotConnected,
    /// No secure connection could be made.
    NotTrusted,
    /// The certificate is not valid by this computer's clock.
    OutOfDate,
    /// The other side broke off before the connection was secure.
    BrokenOff,
    /// No answer in time.
    Silent,
}
