//! The adapter onto the API client.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use mx_platform::{
    ApiErrorKind, CallOutcome, CallReport, Client, Error, Observer, RetryPolicy, TlsFailure,
};
use secrecy::SecretString;
use tokio::time::sleep;

use super::{
    Account, AccountNumber, AccountOwner, Answered, ConnectionStatus, InstitutionPage,
    InstitutionQuery, Job, Member, MemberStatus, Microdeposit, MxApi, MxProblem, MxProblemKind,
    NewUser, Probe, Reach, Receipt, TransactionsPage, TransactionsQuery, User, UserChange,
    UserPage, UserQuery, Watcher, WidgetRequest,
    reading::{
        read_account, read_institution, read_microdeposit, read_number, read_owner,
        read_transaction,
    },
    widget_url::{version, written},
};
use crate::{
    desk::locked, environment::Environment, ports::Connector, swap::keep_off_disk,
    vault::Credentials, widget_options::composed,
};

/// What was just created can be unknown for a moment (MX docs, errors).
const READ_AFTER_CREATE: Duration = Duration::from_millis(500);
/// The app's own URL scheme: for the widget's messages in the customer window, and for the way back
/// from a bank's page.
pub(crate) const URL_SCHEME: &str = "connectdesk";

/// Makes clients of MX's API.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlatformConnector;

impl Connector for PlatformConnector {
    fn connect(
        &self,
        environment: &Environment,
        credentials: &Credentials,
    ) -> Result<Arc<dyn MxApi>, MxProblem> {
        let api_key = credentials.api_key.clone();
        keep_off_disk(&api_key);
        let keys = mx_platform::Credentials::new(&credentials.client_id, api_key);
        let clock = Arc::new(ServerClock::default());
        let client = Client::builder(keys)
            .base_url(environment.api_base_url().as_str())
            // A session decides itself when to ask again: MX wants 3 s between two status calls.
            .retry(RetryPolicy::NEVER)
            .user_agent(concat!("connect-desk/", env!("CARGO_PKG_VERSION")))
            .observer(clock.clone())
            .build()?;
        Ok(Arc::new(PlatformApi { client, clock }))
    }
}

struct PlatformApi {
    client: Client,
    clock: Arc<ServerClock>,
}

/// By how much MX's clock was ahead of this computer's at the last answer, in milliseconds.
#[derive(Default)]
struct ServerClock(Mutex<Option<i64>>);

impl Observer for ServerClock {
    fn observe(&self, report: &CallReport) {
        if let Some(said) = report.server_time {
            let ahead = said.as_millisecond() - Timestamp::now().as_millisecond();
            *locked(&self.0) = Some(ahead);
        }
    }
}

/// The ids of the answers to one question.
#[derive(Default)]
struct Receipts(Mutex<Vec<Receipt>>);

impl Observer for Receipts {
    fn observe(&self, report: &CallReport) {
        // One that says *not found*, and is asked again, is nothing that a result rests on.
        let is_answer = matches!(report.outcome, CallOutcome::Answered(200..=299));
        let Some(request_id) = report.request_id.clone().filter(|_| is_answer) else {
            return;
        };
        locked(&self.0).push(Receipt {
            request_id,
            answered_at: report.server_time.unwrap_or_else(Timestamp::now),
        });
    }
}

impl PlatformApi {
    /// Asks through a client for this question alone, whose answers' ids are noted.
    async fn noted<T, E, F>(&self, ask: impl FnOnce(Client) -> F) -> Result<Answered<T>, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let receipts = Arc::new(Receipts::default());
        let value = ask(self.client.observed_by(receipts.clone())).await?;
        let receipts = std::mem::take(&mut *locked(&receipts.0));
        Ok(Answered { value, receipts })
    }
}

#[async_trait]
impl MxApi for PlatformApi {
    fn watched_by(&self, watcher: Arc<dyn Watcher>) -> Option<Arc<dyn MxApi>> {
        Some(Arc::new(Self {
            client: self.client.watched_by(watcher),
            clock: Arc::clone(&self.clock),
        }))
    }

    async fn check_credentials(&self) -> Result<(), MxProblem> {
        self.client
            .users()
            .list()
            .records_per_page(10)
            .send()
            .await?;
        Ok(())
    }

    async fn probe(&self) -> Probe {
        let sent = self.client.users().list().records_per_page(10).send().await;
        let (reach, answer) = match sent {
            Ok(_) => (Reach::Answered, Ok(())),
            Err(error) => (how_far(&error), Err(error.into())),
        };
        Probe {
            ahead_ms: locked(&self.clock.0).filter(|_| reach == Reach::Answered),
            reach,
            answer,
        }
    }

    async fn find_user(&self, id: &str) -> Result<Option<User>, MxProblem> {
        let users = self.client.users().list().id(id).all().await?;
        // The filter is MX's; whether it is exact is not documented.
        let user = users
            .into_iter()
            .find(|user| user.id.as_deref() == Some(id));
        user.map(read_user).transpose()
    }

    async fn create_user(&self, user: &NewUser) -> Result<User, MxProblem> {
        let request = mx_platform::UserRequest {
            id: Some(user.id.clone()),
            email: user.email.clone(),
            metadata: user.metadata.clone(),
            is_disabled: user.is_disabled.then_some(true),
        };
        read_user(self.client.users().create(&request).await?)
    }

    async fn list_users(&self, query: &UserQuery) -> Result<UserPage, MxProblem> {
        let mut request = self
            .client
            .users()
            .list()
            .page(query.page)
            .records_per_page(query.per_page);
        if let Some(id) = &query.id {
            request = request.id(id);
        }
        if let Some(email) = &query.email {
            request = request.email(email);
        }
        if let Some(is_disabled) = query.is_disabled {
            request = request.is_disabled(is_disabled);
        }
        let page = request.send().await?;
        Ok(UserPage {
            pages: count(page.pagination.total_pages, 1),
            total: count(page.pagination.total_entries, page.items.len()),
            users: page
                .items
                .into_iter()
                .map(read_user)
                .collect::<Result<_, _>>()?,
        })
    }

    async fn read_user(&self, user_guid: &str) -> Result<User, MxProblem> {
        let users = self.client.users();
        read_user(twice_if_not_found(|| users.read(user_guid)).await?)
    }

    async fn update_user(&self, user_guid: &str, change: &UserChange) -> Result<User, MxProblem> {
        let request = mx_platform::UserRequest {
            id: change.id.clone(),
            email: change.email.clone(),
            metadata: change.metadata.clone(),
            is_disabled: change.is_disabled,
        };
        read_user(self.client.users().update(user_guid, &request).await?)
    }

    async fn delete_user(&self, user_guid: &str) -> Result<(), MxProblem> {
        Ok(self.client.users().delete(user_guid).await?)
    }

    async fn delete_member(&self, user_guid: &str, member_guid: &str) -> Result<(), MxProblem> {
        Ok(self.client.members(user_guid).delete(member_guid).await?)
    }

    async fn list_members(&self, user_guid: &str) -> Result<Answered<Vec<Member>>, MxProblem> {
        let members = self.noted(|client| async move {
            let members = client.members(user_guid);
            twice_if_not_found(|| members.list().all()).await
        });
        Ok(members.await?.map(|all| each(all, read_member)))
    }

    async fn read_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Member>, MxProblem> {
        let member = self.noted(|client| async move {
            let members = client.members(user_guid);
            let member = twice_if_not_found(|| members.read(member_guid)).await?;
            read_member(member).ok_or_else(|| MxProblemKind::Unexpected.into())
        });
        member.await
    }

    async fn member_status(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<MemberStatus>, MxProblem> {
        let status = self
            .noted(|client| async move { client.members(user_guid).status(member_guid).await })
            .await?;
        Ok(status.map(read_member_status))
    }

    async fn account_numbers_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        let numbers = self
            .noted(|client| {
                client
                    .account_numbers(user_guid)
                    .by_member(member_guid)
                    .all()
            })
            .await?;
        Ok(numbers.map(|all| each(all, read_number)))
    }

    async fn account_numbers_by_account(
        &self,
        user_guid: &str,
        account_guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        let numbers = self
            .noted(|client| {
                client
                    .account_numbers(user_guid)
                    .by_account(account_guid)
                    .all()
            })
            .await?;
        Ok(numbers.map(|all| each(all, read_number)))
    }

    async fn accounts_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<Account>>, MxProblem> {
        let accounts = self
            .noted(|client| client.accounts(user_guid).by_member(member_guid).all())
            .await?;
        Ok(accounts.map(|all| each(all, read_account)))
    }

    async fn transactions_by_member(
        &self,
        user_guid: &str,
        member_guid: &str,
        query: &TransactionsQuery,
    ) -> Result<TransactionsPage, MxProblem> {
        let page = self
            .client
            .transactions(user_guid)
            .by_member(member_guid)
            .dated(query.from..)
            .page(query.page)
            .records_per_page(query.per_page)
            .send()
            .await?;
        Ok(TransactionsPage {
            pages: count(page.pagination.total_pages, 1),
            total: count(page.pagination.total_entries, page.items.len()),
            transactions: page
                .items
                .into_iter()
                .filter_map(read_transaction)
                .collect(),
        })
    }

    async fn start_job(
        &self,
        user_guid: &str,
        member_guid: &str,
        job: Job,
    ) -> Result<(), MxProblem> {
        let members = self.client.members(user_guid);
        // A session follows its job itself, by its own rules.
        let _run = match job {
            Job::Aggregation => members.aggregate(member_guid).await,
            Job::Verification => members.verify(member_guid).await,
            Job::Identification => members.identify(member_guid).await,
            Job::History => members.extend_history(member_guid).await,
            Job::BalanceCheck => members.check_balance(member_guid).await,
        }?;
        Ok(())
    }

    async fn account_owners(
        &self,
        user_guid: &str,
        member_guid: &str,
    ) -> Result<Answered<Vec<AccountOwner>>, MxProblem> {
        let owners = self
            .noted(|client| {
                client
                    .account_owners(user_guid)
                    .by_member(member_guid)
                    .all()
            })
            .await?;
        Ok(owners.map(|all| each(all, read_owner)))
    }

    async fn list_institutions(
        &self,
        query: &InstitutionQuery,
    ) -> Result<InstitutionPage, MxProblem> {
        let mut request = self
            .client
            .institutions()
            .list()
            .page(query.page)
            .records_per_page(query.per_page);
        if !query.name.is_empty() {
            request = request.name(&query.name);
        }
        let page = request.send().await?;
        Ok(InstitutionPage {
            pages: count(page.pagination.total_pages, 1),
            total: count(page.pagination.total_entries, page.items.len()),
            institutions: page
                .items
                .into_iter()
                .filter_map(read_institution)
                .collect(),
        })
    }

    async fn list_microdeposits(&self, user_guid: &str) -> Result<Vec<Microdeposit>, MxProblem> {
        let all = self.client.microdeposits(user_guid).list().all().await?;
        Ok(all.into_iter().filter_map(read_microdeposit).collect())
    }

    async fn read_microdeposit(
        &self,
        user_guid: &str,
        microdeposit_guid: &str,
    ) -> Result<Answered<Microdeposit>, MxProblem> {
        let microdeposit = self.noted(|client| async move {
            let all = client.microdeposits(user_guid);
            let microdeposit = twice_if_not_found(|| all.read(microdeposit_guid)).await?;
            read_microdeposit(microdeposit).ok_or_else(|| MxProblemKind::Unexpected.into())
        });
        microdeposit.await
    }

    async fn delete_microdeposit(
        &self,
        user_guid: &str,
        microdeposit_guid: &str,
    ) -> Result<(), MxProblem> {
        let all = self.client.microdeposits(user_guid);
        Ok(all.delete(microdeposit_guid).await?)
    }

    async fn request_widget_url(
        &self,
        user_guid: &str,
        request: &WidgetRequest,
    ) -> Result<SecretString, MxProblem> {
        // Every other call is made in the newer generation; a user's guid is the same in both.
        let client = self
            .client
            .with_api_version(version(request.setup.generation));
        let widgets = client.widget_urls(user_guid);
        let options = written(&composed(request), request.language());
        let widget = twice_if_not_found(|| widgets.create(&options)).await?;
        widget.url.ok_or_else(|| MxProblemKind::Unexpected.into())
    }
}

/// Tries once more, half a second later, what MX does not know yet.
async fn twice_if_not_found<T, F>(call: impl Fn() -> F) -> Result<T, MxProblem>
where
    F: Future<Output = Result<T, Error>>,
{
    match call().await {
        Err(error) if error.api_kind() == Some(ApiErrorKind::NotFound) => {
            sleep(READ_AFTER_CREATE).await;
            Ok(call().await?)
        }
        other => Ok(other?),
    }
}

/// What MX counts, or else what is there.
fn count(said: Option<i64>, otherwise: usize) -> u32 {
    said.and_then(|count| u32::try_from(count).ok())
        .unwrap_or_else(|| u32::try_from(otherwise).unwrap_or(u32::MAX))
}

fn read_user(user: mx_platform::User) -> Result<User, MxProblem> {
    Ok(User {
        guid: user.guid.ok_or(MxProblemKind::Unexpected)?,
        id: user.id,
        email: user.email,
        is_disabled: user.is_disabled == Some(true),
        metadata: user.metadata,
    })
}

fn read_member(member: mx_platform::Member) -> Option<Member> {
    Some(Member {
        guid: member.guid?,
        user_guid: member.user_guid,
        name: member.name,
        institution_code: member.institution_code,
        connection_status: member.connection_status.as_ref().map(read_status),
        status_message: member.connection_status_message,
        is_being_aggregated: member.is_being_aggregated,
        aggregated_at: member.aggregated_at.map(|at| at.to_string()),
        successfully_aggregated_at: member.successfully_aggregated_at.map(|at| at.to_string()),
        error_code: member.error.and_then(|error| error.error_code),
    })
}

fn read_member_status(status: mx_platform::MemberStatus) -> MemberStatus {
    MemberStatus {
        connection_status: status.connection_status.as_ref().map(read_status),
        is_being_aggregated: status.is_being_aggregated,
        has_processed_accounts: status.has_processed_accounts,
        has_processed_account_numbers: status.has_processed_account_numbers,
        has_processed_transactions: status.has_processed_transactions,
        aggregated_at: status.aggregated_at.map(|at| at.to_string()),
        successfully_aggregated_at: status.successfully_aggregated_at.map(|at| at.to_string()),
        error_code: status.error.and_then(|error| error.error_code),
    }
}

/// What of a list can be read.
fn each<T, R>(all: Vec<T>, read: impl FnMut(T) -> Option<R>) -> Vec<R> {
    all.into_iter().filter_map(read).collect()
}

fn read_status(status: &mx_platform::ConnectionStatus) -> ConnectionStatus {
    ConnectionStatus::from_name(status.as_str())
}

fn how_far(error: &Error) -> Reach {
    match error {
        Error::Dns => Reach::NoSuchName,
        Error::Connect | Error::ConnectionLost => Reach::NotConnected,
        Error::Tls {
            why: TlsFailure::Closed,
        } => Reach::BrokenOff,
        Error::Tls {
            why: TlsFailure::OutOfDate,
        } => Reach::OutOfDate,
        Error::Tls { .. } | Error::Setup => Reach::NotTrusted,
        Error::Timeout { .. } => Reach::Silent,
        _ => Reach::Answered,
    }
}

impl From<Error> for MxProblem {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::Dns | Error::Connect => MxProblemKind::Offline,
            Error::ConnectionLost => MxProblemKind::Interrupted,
            Error::Setup => MxProblemKind::Tls,
            Error::Tls { why } => match why {
                TlsFailure::OutOfDate => MxProblemKind::CertificateOutOfDate,
                TlsFailure::Closed => MxProblemKind::HandshakeBroken,
                TlsFailure::NoAgreement => MxProblemKind::NoTls,
                _ => MxProblemKind::Tls,
            },
            Error::Timeout { .. } => MxProblemKind::TimedOut,
            Error::InvalidBaseUrl { .. } | Error::InvalidInput { .. } => MxProblemKind::Refused,
            Error::Api(api) => match api.kind {
                ApiErrorKind::Unauthorized => MxProblemKind::CredentialsRefused,
                ApiErrorKind::Forbidden => MxProblemKind::NotAllowed,
                ApiErrorKind::NotFound => MxProblemKind::NotFound,
                ApiErrorKind::Conflict => MxProblemKind::Conflict,
                ApiErrorKind::RateLimited => MxProblemKind::RateLimited,
                ApiErrorKind::Maintenance | ApiErrorKind::Server => MxProblemKind::Unavailable,
                _ => MxProblemKind::Refused,
            },
            _ => MxProblemKind::Unexpected,
        };
        Self {
            kind,
            request_id: error.request_id().map(str::to_owned),
            retry_after: error.api().and_then(|api| api.retry_after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_keep_their_kind() {
        let tls = |why| Error::Tls { why };
        let cases = [
            (Error::Dns, MxProblemKind::Offline),
            (Error::Connect, MxProblemKind::Offline),
            (Error::ConnectionLost, MxProblemKind::Interrupted),
            (tls(TlsFailure::Untrusted), MxProblemKind::Tls),
            (tls(TlsFailure::WrongName), MxProblemKind::Tls),
            (
                tls(TlsFailure::OutOfDate),
                MxProblemKind::CertificateOutOfDate,
            ),
            (tls(TlsFailure::Closed), MxProblemKind::HandshakeBroken),
            (tls(TlsFailure::NoAgreement), MxProblemKind::NoTls),
            (
                Error::Timeout {
                    phase: mx_platform::TimeoutPhase::Call,
                },
                MxProblemKind::TimedOut,
            ),
            (
                Error::UnexpectedRedirect { status: 302 },
                MxProblemKind::Unexpected,
            ),
            (Error::Decode { what: "user" }, MxProblemKind::Unexpected),
        ];
        for (error, kind) in cases {
            assert_eq!(MxProblem::from(error).kind, kind);
        }
    }
}
