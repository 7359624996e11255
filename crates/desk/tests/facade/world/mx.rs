//! An MX made of paper: it has what the test gives it, and answers after one round trip.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use connect_events::{ConnectionStatus, MicrodepositStatus};
use desk::{
    mx::{
        Account, AccountNumber, AccountOwner, Answered, Institution, InstitutionPage,
        InstitutionQuery, Job, Member, MemberStatus, Microdeposit, MxApi, MxProblem, MxProblemKind,
        NewUser, Receipt, Transaction, TransactionsPage, TransactionsQuery, User, UserChange,
        UserPage, UserQuery, WidgetRequest,
    },
    view::Money,
};
use secrecy::SecretString;
use tokio::time::{Instant, sleep};

use super::{FULL_NUMBER, ROUND_TRIP, WIDGET_URL};

/// What MX has and how it behaves.
#[derive(Default)]
pub(crate) struct Mx {
    pub(crate) users: Vec<User>,
    pub(crate) institutions: Vec<Institution>,
    /// Members by the user they belong to.
    pub(crate) members: Vec<(String, Member)>,
    pub(crate) numbers: HashMap<String, Vec<AccountNumber>>,
    /// Microdeposits by the user they belong to.
    pub(crate) microdeposits: Vec<(String, Microdeposit)>,
    /// Jobs that were started, in order.
    pub(crate) jobs: Vec<Job>,
    pub(crate) owners: HashMap<String, Vec<AccountOwner>>,
    /// Transactions by the member they are of.
    pub(crate) transactions: HashMap<String, Vec<Transaction>>,
    /// MX is still at the transactions.
    pub(crate) is_at_transactions: bool,
    pub(crate) failing: Option<MxProblemKind>,
    /// One call that fails like this, and does nothing.
    pub(crate) refusing: Option<(&'static str, MxProblemKind)>,
    /// One call that does what it should, and whose answer is lost.
    pub(crate) late: Option<&'static str>,
    pub(crate) widget_url: Option<String>,
    pub(crate) widget_requests: Vec<WidgetRequest>,
    /// Creating a user fails like this, once; whether it is created all the same.
    pub(crate) create_fails: Option<(MxProblemKind, bool)>,
    pub(crate) created: u32,
    pub(crate) calls: Vec<(&'static str, Instant)>,
    /// The id that each answer of those a result can rest on was given, by the call.
    pub(crate) ids: Vec<(&'static str, String)>,
    /// A gateway takes the ids out of the answers.
    pub(crate) gives_no_ids: bool,
}

#[derive(Clone, Default)]
pub(crate) struct PaperMx(Arc<Mutex<Mx>>);

impl PaperMx {
    pub(crate) fn set(&self) -> MutexGuard<'_, Mx> {
        self.0.lock().unwrap()
    }

    pub(crate) fn has_member(
        &self,
        user: &str,
        guid: &str,
        status: ConnectionStatus,
        working: bool,
    ) {
        let member = Member {
            guid: guid.to_owned(),
            user_guid: Some(user.to_owned()),
            name: Some("MX Bank".to_owned()),
            connection_status: Some(status),
            is_being_aggregated: Some(working),
            aggregated_at: Some("2099-01-01T00:00:00Z".to_owned()),
            ..Member::default()
        };
        let mut mx = self.set();
        mx.members.retain(|(_, known)| known.guid != guid);
        mx.members.push((user.to_owned(), member));
    }

    pub(crate) fn has_numbers(&self, guid: &str) {
        let number = AccountNumber {
            account_guid: "ACT-1".to_owned(),
            account_number: Some(SecretString::from(FULL_NUMBER)),
            routing_number: Some("091000019".to_owned()),
            institution_number: None,
            transit_number: None,
            passed_validation: Some(true),
        };
        self.set().numbers.insert(guid.to_owned(), vec![number]);
    }

    pub(crate) fn has_verified(&self, user: &str, guid: &str) {
        self.has_member(user, guid, ConnectionStatus::Connected, false);
        self.has_numbers(guid);
    }

    /// A microdeposit that stands so, in place of how it stood.
    pub(crate) fn has_microdeposit(&self, user: &str, guid: &str, status: MicrodepositStatus) {
        let deposit = Microdeposit {
            guid: guid.to_owned(),
            status: Some(status),
            institution: Some("Quillmere Bank".to_owned()),
            account_number: Some(SecretString::from("XXXXX5678")),
            routing_number: Some("990000026".to_owned()),
            ..Microdeposit::default()
        };
        let mut mx = self.set();
        mx.microdeposits.retain(|(_, known)| known.guid != guid);
        mx.microdeposits.push((user.to_owned(), deposit));
    }

    pub(crate) fn calls_of(&self, name: &str) -> Vec<Instant> {
        self.set()
            .calls
            .iter()
            .filter(|(call, _)| *call == name)
            .map(|(_, at)| *at)
            .collect()
    }

    /// The ids of the answers so far to one kind of call, in order.
    pub(crate) fn ids_of(&self, name: &str) -> Vec<String> {
        let mx = self.set();
        let of_call = mx.ids.iter().filter(|(call, _)| *call == name);
        of_call.map(|(_, id)| id.clone()).collect()
    }

    /// An answer with an id, unless MX gives none.
    async fn noted<T>(
        &self,
        call: &'static str,
        answer: impl FnOnce(&mut Mx) -> Result<T, MxProblem>,
    ) -> Result<Answered<T>, MxProblem> {
        let value = self.answer(call, answer).await?;
        let mut mx = self.set();
        if mx.gives_no_ids {
            return Ok(value.into());
        }
        let request_id = format!("paper-{}", mx.ids.len());
        mx.ids.push((call, request_id.clone()));
        let receipts = vec![Receipt {
            request_id,
            answered_at: "2027-01-15T08:00:30.250Z".parse().unwrap(),
        }];
        Ok(Answered { value, receipts })
    }

    async fn answer<T>(
        &self,
        call: &'static str,
        answer: impl FnOnce(&mut Mx) -> Result<T, MxProblem>,
    ) -> Result<T, MxProblem> {
        self.set().calls.push((call, Instant::now()));
        sleep(ROUND_TRIP).await;
        let mut mx = self.set();
        if let Some(kind) = mx.failing {
            return Err(kind.into());
        }
        if let Some((_, kind)) = mx.refusing.filter(|(refused, _)| *refused == call) {
            return Err(kind.into());
        }
        let answered = answer(&mut mx);
        if mx.late == Some(call) {
            return Err(MxProblemKind::TimedOut.into());
        }
        answered
    }
}

fn member<'a>(mx: &'a Mx, user: &str, guid: &str) -> Result<&'a Member, MxProblem> {
    let found = mx
        .members
        .iter()
        .find(|(owner, member)| owner == user && member.guid == guid);
    found
        .map(|(_, member)| member)
        .ok_or_else(|| MxProblemKind::NotFound.into())
}

fn user<'a>(mx: &'a mut Mx, guid: &str) -> Result<&'a mut User, MxProblem> {
    let found = mx.users.iter_mut().find(|user| user.guid == guid);
    found.ok_or_else(|| MxProblemKind::NotFound.into())
}

#[async_trait]
impl MxApi for PaperMx {
    async fn check_credentials(&self) -> Result<(), MxProblem> {
        self.answer("check", |_| Ok(())).await
    }

    async fn find_user(&self, id: &str) -> Result<Option<User>, MxProblem> {
        self.answer("find_user", |mx| {
            Ok(mx
                .users
                .iter()
                .find(|user| user.id.as_deref() == Some(id))
                .cloned())
        })
        .await
    }

    async fn create_user(&self, user: &NewUser) -> Result<User, MxProblem> {
        self.answer("create_user", |mx| {
            let failure = mx.create_fails.take();
            mx.created += 1;
            let created = User {
                guid: format!("USR-{}", user.id),
                id: Some(user.id.clone()),
                email: user.email.clone(),
                metadata: user.metadata.clone(),
                is_disabled: user.is_disabled,
            };
            if failure.is_none_or(|(_, happened)| happened) {
                mx.users.push(created.clone());
            }
            failure.map_or(Ok(created), |(kind, _)| Err(kind.into()))
        })
        .await
    }

    async fn list_institutions(
        &self,
        query: &InstitutionQuery,
    ) -> Result<InstitutionPage, MxProblem> {
        self.answer("list_institutions", |mx| {
            let wanted = query.name.to_lowercase();
            let is_wanted = |bank: &&Institution| bank.name.to_lowercase().contains(&wanted);
            let all: Vec<_> = mx.institutions.iter().filter(is_wanted).cloned().collect();
            let per_page = query.per_page as usize;
            Ok(InstitutionPage {
                pages: u32::try_from(all.len().div_ceil(per_page).max(1)).unwrap(),
                total: u32::try_from(all.len()).unwrap(),
                institutions: all
                    .into_iter()
                    .skip((query.page as usize - 1) * per_page)
                    .take(per_page)
                    .collect(),
            })
        })
        .await
    }

    async fn list_users(&self, query: &UserQuery) -> Result<UserPage, MxProblem> {
        self.answer("list_users", |mx| {
            let is_wanted = |user: &&User| {
                (query.id.is_none() || query.id == user.id)
                    && (query.email.is_none() || query.email == user.email)
                    && query.is_disabled.is_none_or(|is| is == user.is_disabled)
            };
            let all: Vec<_> = mx.users.iter().filter(is_wanted).cloned().collect();
            let per_page = query.per_page as usize;
            Ok(UserPage {
                pages: u32::try_from(all.len().div_ceil(per_page).max(1)).unwrap(),
                total: u32::try_from(all.len()).unwrap(),
                users: all
                    .into_iter()
                    .skip((query.page as usize - 1) * per_page)
                    .take(per_page)
                    .collect(),
            })
        })
        .await
    }

    async fn read_user(&self, user_guid: &str) -> Result<User, MxProblem> {
        self.answer("read_user", |mx| Ok(user(mx, user_guid)?.clone()))
            .await
    }

    async fn update_user(&self, user_guid: &str, change: &UserChange) -> Result<User, MxProblem> {
        self.answer("update_user", |mx| {
            let is_taken = change.id.is_some()
                && (mx.users.iter()).any(|other| other.guid != user_guid && other.id == change.id);
            if is_taken {
                return Err(MxProblemKind::Conflict.into());
            }
            let user = user(mx, user_guid)?;
            let changed = |new: &Option<String>, old: &Option<String>| new.clone().or(old.clone());
            user.id = changed(&change.id, &user.id);
            user.email = changed(&change.email, &user.email);
            user.metadata = changed(&change.metadata, &user.metadata);
            user.is_disabled = change.is_disabled.unwrap_or(user.is_disabled);
            Ok(user.clone())
        })
        .await
    }

    async fn delete_user(&self, user_guid: &str) -> Result<(), MxProblem> {
        self.answer("delete_user", |mx| {
            user(mx, user_guid)?;
            mx.users.retain(|user| user.guid != user_guid);
            mx.members.retain(|(owner, _)| owner != user_guid);
            Ok(())
        })
        .await
    }

    async fn delete_member(&self, user_guid: &str, guid: &str) -> Result<(), MxProblem> {
        self.answer("delete_member", |mx| {
            member(mx, user_guid, guid)?;
            mx.members.retain(|(_, member)| member.guid != guid);
            Ok(())
        })
        .await
    }

    async fn list_members(&self, user_guid: &str) -> Result<Answered<Vec<Member>>, MxProblem> {
        self.noted("list_members", |mx| {
            let of_user = mx.members.iter().filter(|(owner, _)| owner == user_guid);
            Ok(of_user.map(|(_, member)| member.clone()).collect())
        })
        .await
    }

    async fn read_member(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<Member>, MxProblem> {
        self.noted("read_member", |mx| member(mx, user_guid, guid).cloned())
            .await
    }

    async fn member_status(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<MemberStatus>, MxProblem> {
        self.noted("member_status", |mx| {
            let member = member(mx, user_guid, guid)?;
            let is_working = member.is_being_aggregated;
            Ok(MemberStatus {
                connection_status: member.connection_status.clone(),
                is_being_aggregated: is_working,
                has_processed_accounts: is_working.map(|working| !working),
                has_processed_account_numbers: is_working.map(|working| !working),
                has_processed_transactions: Some(!mx.is_at_transactions),
                aggregated_at: member.aggregated_at.clone(),
                successfully_aggregated_at: member.successfully_aggregated_at.clone(),
                ..MemberStatus::default()
            })
        })
        .await
    }

    async fn account_numbers_by_member(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        self.noted("numbers", |mx| {
            member(mx, user_guid, guid)?;
            Ok(mx.numbers.get(guid).cloned().unwrap_or_default())
        })
        .await
    }

    async fn account_numbers_by_account(
        &self,
        _user_guid: &str,
        _account_guid: &str,
    ) -> Result<Answered<Vec<AccountNumber>>, MxProblem> {
        self.noted("numbers_by_account", |_| Ok(Vec::new())).await
    }

    async fn accounts_by_member(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<Vec<Account>>, MxProblem> {
        self.noted("accounts", |mx| {
            member(mx, user_guid, guid)?;
            Ok(vec![Account {
                guid: "ACT-1".to_owned(),
                name: Some("Everyday".to_owned()),
                kind: Some("CHECKING".to_owned()),
                balance: Some(Money {
                    amount: "1204.50".to_owned(),
                    currency: Some("USD".to_owned()),
                }),
                ..Account::default()
            }])
        })
        .await
    }

    async fn transactions_by_member(
        &self,
        user_guid: &str,
        guid: &str,
        query: &TransactionsQuery,
    ) -> Result<TransactionsPage, MxProblem> {
        self.answer("transactions", |mx| {
            member(mx, user_guid, guid)?;
            let all = mx.transactions.get(guid).cloned().unwrap_or_default();
            let per_page = query.per_page as usize;
            Ok(TransactionsPage {
                pages: u32::try_from(all.len().div_ceil(per_page)).unwrap(),
                total: u32::try_from(all.len()).unwrap(),
                transactions: all
                    .into_iter()
                    .filter(|it| it.date.is_none_or(|day| day >= query.from))
                    .skip((query.page as usize - 1) * per_page)
                    .take(per_page)
                    .collect(),
            })
        })
        .await
    }

    async fn start_job(&self, user_guid: &str, guid: &str, job: Job) -> Result<(), MxProblem> {
        self.answer("start_job", |mx| {
            member(mx, user_guid, guid)?;
            mx.jobs.push(job);
            Ok(())
        })
        .await
    }

    async fn account_owners(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<Vec<AccountOwner>>, MxProblem> {
        self.noted("account_owners", |mx| {
            member(mx, user_guid, guid)?;
            Ok(mx.owners.get(guid).cloned().unwrap_or_default())
        })
        .await
    }

    async fn list_microdeposits(&self, user_guid: &str) -> Result<Vec<Microdeposit>, MxProblem> {
        self.answer("list_microdeposits", |mx| {
            let of_user = mx.microdeposits.iter();
            let of_user = of_user.filter(|(owner, _)| owner == user_guid);
            Ok(of_user
                .map(|(_, deposit)| Microdeposit {
                    account_number: None,
                    ..deposit.clone()
                })
                .collect())
        })
        .await
    }

    async fn read_microdeposit(
        &self,
        user_guid: &str,
        guid: &str,
    ) -> Result<Answered<Microdeposit>, MxProblem> {
        self.noted("read_microdeposit", |mx| {
            let mut of_user = mx.microdeposits.iter();
            of_user
                .find(|(owner, deposit)| owner == user_guid && deposit.guid == guid)
                .map(|(_, deposit)| deposit.clone())
                .ok_or_else(|| MxProblemKind::NotFound.into())
        })
        .await
    }

    async fn delete_microdeposit(&self, user_guid: &str, guid: &str) -> Result<(), MxProblem> {
        self.answer("delete_microdeposit", |mx| {
            let is_it = |(owner, deposit): &(String, Microdeposit)| {
                owner == user_guid && deposit.guid == guid
            };
            let before = mx.microdeposits.len();
            mx.microdeposits.retain(|known| !is_it(known));
            if mx.microdeposits.len() == before {
                return Err(MxProblemKind::NotFound.into());
            }
            Ok(())
        })
        .await
    }

    async fn request_widget_url(
        &self,
        _user_guid: &str,
        request: &WidgetRequest,
    ) -> Result<SecretString, MxProblem> {
        self.answer("widget_url", |mx| {
            mx.widget_requests.push(request.clone());
            Ok(SecretString::from(
                mx.widget_url
                    .clone()
                    .unwrap_or_else(|| WIDGET_URL.to_owned()),
            ))
        })
        .await
    }
}
