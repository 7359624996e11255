//! Members: a user's connections to institutions.

use std::fmt;

use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{
    AggregateParts, Challenge, Credential, CredentialValue, MemberCreateRequest,
    MemberUpdateRequest, OauthWindowRequest, credentials::Exposed,
};
use crate::{
    Client, Error, JobKind, JobRun, PageRequest, Resource, envelope, lenient,
    open_enum::open_enum,
    route::Route,
    transport::{Call, Method},
};

const STATUS: &str = "/users/{user}/members/{member}/status";

open_enum! {
    /// Where a connection stands (MX docs, connection statuses).
    pub enum ConnectionStatus {
        /// New, not aggregated yet. Working.
        Created = "CREATED",
        /// Too many failures in a row: MX has stopped trying. New credentials are needed.
        Prevented = "PREVENTED",
        /// The credentials are wrong.
        Denied = "DENIED",
        /// The bank asks a question.
        Challenged = "CHALLENGED",
        /// The answer to the bank's question was wrong.
        Rejected = "REJECTED",
        /// The bank has locked the login.
        Locked = "LOCKED",
        /// Connected. Finished only once no job is running any more.
        Connected = "CONNECTED",
        /// The bank wants something done on its own site.
        Impeded = "IMPEDED",
        /// Connected again after a repair. Working.
        Reconnected = "RECONNECTED",
        /// Failures on the bank's or MX's side.
        Degraded = "DEGRADED",
        /// MX can't connect.
        Disconnected = "DISCONNECTED",
        /// The institution is no longer supported.
        Discontinued = "DISCONTINUED",
        /// The account or the institution is closed.
        Closed = "CLOSED",
        /// Slower than usual.
        Delayed = "DELAYED",
        /// The job has failed.
        Failed = "FAILED",
        /// The credentials were changed. Working.
        Updated = "UPDATED",
        /// The member or the institution is switched off.
        Disabled = "DISABLED",
        /// Imported; credentials are needed.
        Imported = "IMPORTED",
        /// The bank's question was answered. Working.
        Resumed = "RESUMED",
        /// The bank's question was not answered in time.
        Expired = "EXPIRED",
        /// The credentials are incomplete.
        Impaired = "IMPAIRED",
        /// OAuth is not finished.
        Pending = "PENDING",
    }
}

impl ConnectionStatus {
    /// Whether MX is at work, so that the status will change by itself.
    #[must_use]
    pub fn is_working(&self) -> bool {
        matches!(
            self,
            Self::Created | Self::Updated | Self::Resumed | Self::Reconnected
        )
    }
}

open_enum! {
    /// What a member is used for.
    pub enum UseCase {
        /// Personal finance management.
        Pfm = "PFM",
        /// Moving money.
        MoneyMovement = "MONEY_MOVEMENT",
    }
}

/// A member (MX docs, members).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Member {
    /// MX's identifier, `MBR-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The partner's own identifier.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// MX's identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_guid: Option<String>,
    /// The partner's own identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_id: Option<String>,
    /// The institution's name.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// The institution's code.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_code: Option<String>,
    /// MX's identifier of the institution.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_guid: Option<String>,
    /// Where the connection stands; none for a member without credentials.
    pub connection_status: Option<ConnectionStatus>,
    /// The same in words, made to be shown.
    #[serde(deserialize_with = "lenient::text")]
    pub connection_status_message: Option<String>,
    /// What is wrong, if anything.
    pub error: Option<MemberError>,
    /// When the newest job began.
    #[serde(deserialize_with = "lenient::time")]
    pub aggregated_at: Option<Timestamp>,
    /// When a job last ended well.
    #[serde(deserialize_with = "lenient::time")]
    pub successfully_aggregated_at: Option<Timestamp>,
    /// Whether a job is running.
    pub is_being_aggregated: Option<bool>,
    /// Whether the member connects by OAuth.
    pub is_oauth: Option<bool>,
    /// Whether the user looks after the member, and not the partner.
    pub is_managed_by_user: Option<bool>,
    /// Whether the user keeps the accounts by hand.
    pub is_manual: Option<bool>,
    /// Whether MX leaves the member alone between jobs that are asked for.
    pub background_aggregation_is_disabled: Option<bool>,
    /// Whether MX waits for new credentials.
    pub needs_updated_credentials: Option<bool>,
    /// Free text of the partner's.
    #[serde(deserialize_with = "lenient::text")]
    pub metadata: Option<String>,
    /// MX's identifier of the newest job, `JOB-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub most_recent_job_guid: Option<String>,
    /// Where the person logs in, while OAuth is open. Good for one use.
    #[serde(deserialize_with = "lenient::secret")]
    pub oauth_window_uri: Option<SecretString>,
    /// What the member is used for.
    #[serde(deserialize_with = "lenient::list")]
    pub use_cases: Vec<UseCase>,
}

/// Shows identifiers and states alone.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member")
            .field("guid", &self.guid)
            .field("user_guid", &self.user_guid)
            .field("institution_code", &self.institution_code)
            .field("connection_status", &self.connection_status)
            .field("is_being_aggregated", &self.is_being_aggregated)
            .finish_non_exhaustive()
    }
}

impl Resource for Member {
    const ONE: &'static str = "member";
    const MANY: &'static str = "members";
}

/// What is wrong with a member (v20250224). All fields are empty when nothing is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct MemberError {
    /// MX's number of the error: 1000 is "no account that can be verified", 2000s are the user's to
    /// solve, 3000s the institution's.
    #[serde(deserialize_with = "lenient::integer")]
    pub error_code: Option<i64>,
    /// What the error is about, such as `MEMBER`.
    #[serde(deserialize_with = "lenient::text")]
    pub error_type: Option<String>,
    /// For developers.
    #[serde(deserialize_with = "lenient::text")]
    pub error_message: Option<String>,
    /// For the person, in the language of `locale`.
    #[serde(deserialize_with = "lenient::text")]
    pub user_message: Option<String>,
    /// Language of `user_message`.
    #[serde(deserialize_with = "lenient::text")]
    pub locale: Option<String>,
}

impl fmt::Debug for MemberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemberError")
            .field("error_code", &self.error_code)
            .finish_non_exhaustive()
    }
}

/// Where a person logs in to an OAuth member (MX docs, OAuth).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OauthWindow {
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The bank's page, good for one use. Open it in the system's browser: banks refuse webviews.
    #[serde(deserialize_with = "lenient::secret")]
    pub oauth_window_uri: Option<SecretString>,
}

impl fmt::Debug for OauthWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OauthWindow")
            .field("guid", &self.guid)
            .finish_non_exhaustive()
    }
}

impl Resource for OauthWindow {
    const ONE: &'static str = "member";
    const MANY: &'static str = "members";
}

/// How far a member's job has come (MX docs, read member status).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct MemberStatus {
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// Where the connection stands; none for a member without credentials.
    pub connection_status: Option<ConnectionStatus>,
    /// What is wrong, if anything.
    pub error: Option<MemberError>,
    /// When the newest job began.
    #[serde(deserialize_with = "lenient::time")]
    pub aggregated_at: Option<Timestamp>,
    /// When a job last ended well.
    #[serde(deserialize_with = "lenient::time")]
    pub successfully_aggregated_at: Option<Timestamp>,
    /// Whether the job got past the login.
    pub is_authenticated: Option<bool>,
    /// Whether a job is running.
    pub is_being_aggregated: Option<bool>,
    /// Whether the accounts can be read.
    pub has_processed_accounts: Option<bool>,
    /// Whether the account numbers can be read.
    pub has_processed_account_numbers: Option<bool>,
    /// Whether the transactions can be read.
    pub has_processed_transactions: Option<bool>,
    /// What the bank asks, if it is CHALLENGED.
    #[serde(deserialize_with = "lenient::list")]
    pub challenges: Vec<Challenge>,
}

impl Resource for MemberStatus {
    const ONE: &'static str = "member";
    const MANY: &'static str = "members";
}

/// The members of a user. Made by [`Client::members`].
#[derive(Clone)]
pub struct Members {
    client: Client,
    user: String,
}

impl Client {
    /// The members of a user, named by MX's guid or (v20250224) the partner's identifier.
    #[must_use]
    pub fn members(&self, user: impl Into<String>) -> Members {
        Members {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl Members {
    /// All members.
    pub fn list(&self) -> PageRequest<Member> {
        PageRequest::new(
            self.client.clone(),
            Route::new("/users/{user}/members", &[&self.user]),
        )
    }

    /// Creates a member. If a job comes with it, [`follow`](Self::follow) sees it to its end.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for a member without credentials that isn't an OAuth member either,
    /// 409 when the user has the member already, or any other [`Error`].
    pub async fn create(&self, member: &MemberCreateRequest) -> Result<Member, Error> {
        let route = Route::new("/users/{user}/members", &[&self.user]);
        let body = member.body(self.client.api_version)?;
        let call = Call::new(Method::Post, &route, Member::ONE)
            .whole_body(&body)?
            .takes_payload();
        self.client.execute(call, envelope::one).await
    }

    /// Reads a member. A guid that came from outside, a widget's message for one, is the user's
    /// only if this succeeds: MX answers 404 for another user's member.
    ///
    /// # Errors
    /// 404 when the user has no such member, or any other [`Error`].
    pub async fn read(&self, member: &str) -> Result<Member, Error> {
        self.get(self.route("/users/{user}/members/{member}", member))
            .await
    }

    /// Changes the fields that are given. New credentials start an aggregation by themselves;
    /// [`follow`](Self::follow) sees it to its end.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when no field is given, 404 when the user has no such member, or any
    /// other [`Error`].
    pub async fn update(
        &self,
        member: &str,
        change: &MemberUpdateRequest,
    ) -> Result<Member, Error> {
        let route = self.route("/users/{user}/members/{member}", member);
        let fields = change.fields(self.client.api_version)?;
        let call = Call::new(Method::Put, &route, Member::ONE)
            .body(&fields)?
            .takes_payload();
        self.client.execute(call, envelope::one).await
    }

    /// Deletes a member.
    ///
    /// # Errors
    /// 404 when the user has no such member, or any other [`Error`].
    pub async fn delete(&self, member: &str) -> Result<(), Error> {
        let route = self.route("/users/{user}/members/{member}", member);
        self.client
            .execute_empty(Call::new(Method::Delete, &route, Member::ONE))
            .await
    }

    /// Reads how far a member's job has come. MX wants at least 3 s between two readings; a
    /// [`JobRun`] keeps to that.
    ///
    /// # Errors
    /// 404 when the user has no such member, or any other [`Error`].
    pub async fn status(&self, member: &str) -> Result<MemberStatus, Error> {
        self.get(self.route(STATUS, member)).await
    }

    /// [`status`](Self::status) without repetition: a poll that failed is followed by the next.
    pub(crate) async fn status_once(&self, member: &str) -> Result<MemberStatus, Error> {
        let route = self.route(STATUS, member);
        let call = Call::new(Method::Get, &route, MemberStatus::ONE).once();
        self.client.execute(call, envelope::one).await
    }

    /// What the bank asks. Empty unless the member is CHALLENGED.
    pub fn challenges(&self, member: &str) -> PageRequest<Challenge> {
        let route = self.route("/users/{user}/members/{member}/challenges", member);
        PageRequest::new(self.client.clone(), route).or_no_content()
    }

    /// Answers what the bank asks, so that the job goes on. [`JobRun::answer`] does that for a job
    /// that is being followed.
    ///
    /// # Errors
    /// 400 when the member is not CHALLENGED, or any other [`Error`].
    pub async fn resume(&self, member: &str, answers: &[CredentialValue]) -> Result<Member, Error> {
        #[derive(Serialize)]
        struct Answers<'a> {
            challenges: Exposed<'a>,
        }
        let route = self.route("/users/{user}/members/{member}/resume", member);
        let challenges = Exposed(answers);
        let call = Call::new(Method::Put, &route, Member::ONE).body(&Answers { challenges })?;
        self.client.execute(call, envelope::one).await
    }

    /// What the institution wants to know at the login.
    pub fn credentials(&self, member: &str) -> PageRequest<Credential> {
        let route = self.route("/users/{user}/members/{member}/credentials", member);
        PageRequest::new(self.client.clone(), route)
    }

    /// Where the person logs in to an OAuth member.
    ///
    /// # Errors
    /// 404 when the user has no such member, or any other [`Error`].
    pub async fn oauth_window(
        &self,
        member: &str,
        options: &OauthWindowRequest,
    ) -> Result<OauthWindow, Error> {
        let route = self.route("/users/{user}/members/{member}/oauth_window_uri", member);
        let call = Call::new(Method::Get, &route, OauthWindow::ONE).query(options.query());
        self.client.execute(call, envelope::one).await
    }

    /// Reads the member's accounts and transactions anew. Within three hours after a success MX
    /// answers as if it did, and doesn't.
    ///
    /// # Errors
    /// 409 while a job of another kind is running, or any other [`Error`].
    pub async fn aggregate(&self, member: &str) -> Result<JobRun, Error> {
        self.aggregate_parts(member, AggregateParts::default())
            .await
    }

    /// [`aggregate`](Self::aggregate), choosing what is read. v20250224 offers no choice, so there
    /// it isn't sent.
    ///
    /// # Errors
    /// As [`aggregate`](Self::aggregate).
    pub async fn aggregate_parts(
        &self,
        member: &str,
        parts: AggregateParts,
    ) -> Result<JobRun, Error> {
        let query = parts.query(self.client.api_version);
        let template = "/users/{user}/members/{member}/aggregate";
        self.start(JobKind::Aggregation, template, member, query)
            .await
    }

    /// Obtains account and routing numbers.
    ///
    /// # Errors
    /// 403 when verification isn't enabled for the client, 409 while a job of another kind is
    /// running, or any other [`Error`].
    pub async fn verify(&self, member: &str) -> Result<JobRun, Error> {
        let template = "/users/{user}/members/{member}/verify";
        self.start(JobKind::Verification, template, member, Vec::new())
            .await
    }

    /// Reads the balances anew, and nothing else. Five times in two hours at most.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub async fn check_balance(&self, member: &str) -> Result<JobRun, Error> {
        let template = "/users/{user}/members/{member}/check_balance";
        self.start(JobKind::Balance, template, member, Vec::new())
            .await
    }

    /// Reads who owns the accounts.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub async fn identify(&self, member: &str) -> Result<JobRun, Error> {
        let template = "/users/{user}/members/{member}/identify";
        self.start(JobKind::Identification, template, member, Vec::new())
            .await
    }

    /// Reads up to 24 months of transactions.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub async fn extend_history(&self, member: &str) -> Result<JobRun, Error> {
        let template = "/users/{user}/members/{member}/extend_history";
        self.start(JobKind::History, template, member, Vec::new())
            .await
    }

    /// Fetches the accounts' statements.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub async fn fetch_statements(&self, member: &str) -> Result<JobRun, Error> {
        let template = "/users/{user}/members/{member}/fetch_statements";
        self.start(JobKind::Statements, template, member, Vec::new())
            .await
    }

    /// Follows a job that something else has started: creating the member, new credentials, a
    /// widget, another process. Asks MX nothing yet.
    pub fn follow(&self, member: impl Into<String>, kind: JobKind) -> JobRun {
        JobRun::following(self.clone(), member.into(), kind)
    }

    async fn start(
        &self,
        kind: JobKind,
        template: &'static str,
        member: &str,
        query: Vec<(&'static str, String)>,
    ) -> Result<JobRun, Error> {
        let route = self.route(template, member);
        let mut call = Call::new(Method::Post, &route, Member::ONE).query(query);
        if matches!(kind, JobKind::Aggregation | JobKind::Verification) {
            call = call.takes_payload();
        }
        // What MX answers is the member before the job has done anything.
        let _: Member = self.client.execute(call, envelope::one).await?;
        Ok(JobRun::started(self.clone(), member.to_owned(), kind))
    }

    fn route(&self, template: &'static str, member: &str) -> Route {
        Route::new(template, &[&self.user, member])
    }

    async fn get<T: Resource>(&self, route: Route) -> Result<T, Error> {
        self.client
            .execute(Call::new(Method::Get, &route, T::ONE), envelope::one)
            .await
    }
}

/// Filters of [`Members::list`].
impl PageRequest<Member> {
    /// Only members with this use.
    pub fn use_case(self, use_case: &UseCase) -> Self {
        self.filter("use_case", use_case.to_string())
    }
}
