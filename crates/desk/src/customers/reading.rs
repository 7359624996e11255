//! Listing customers, and reading one with everything about them.

use std::sync::Arc;

use tokio::task::JoinSet;

use super::{finding::known_member, is_guid, row, words};
use crate::{
    deposits::deposit_view,
    desk::Desk,
    journal::SessionRecord,
    mx::{Account, Member, Microdeposit, MxApi, MxProblem, MxProblemKind, UserPage, UserQuery},
    numbers::HeldNumbers,
    transactions::is_debt,
    view::{
        AccountRow, CustomerDeposit, CustomerDetails, CustomerPage, CustomerQuery, DepositStage,
        HistoryQuery, HistoryRow, MemberDetails, Problem,
    },
};

/// Customers per page: a few screens full, and small enough to arrive at once.
const PER_PAGE: u32 = 100;
/// The longest part of an id or e-mail address worth looking for, in characters.
const LONGEST_SEARCH: usize = 254;
/// Past sessions shown with a customer; the rest is in the history.
const MOST_SESSIONS: usize = 20;
/// Microdeposits read one by one; a customer has one or two.
const MOST_DEPOSITS_READ: usize = 10;
/// Past sessions looked through for them: the history is searched by parts of ids.
const LOOKED_THROUGH: u32 = 500;

impl Desk {
    /// One page of the customers that fit. An id with the form of MX's guid finds the customer
    /// with that guid.
    ///
    /// # Errors
    /// `invalid_input` for a search longer than any id, `not_connected`, and what MX answered.
    pub async fn list_customers(&self, query: CustomerQuery) -> Result<CustomerPage, Problem> {
        let connection = self.connection()?;
        let parts = [&query.id, &query.email];
        if parts
            .iter()
            .any(|part| part.chars().count() > LONGEST_SEARCH)
        {
            return Err(Problem::invalid_input(format!(
                "The text to search for is longer than {LONGEST_SEARCH} characters."
            )));
        }
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let wanted = UserQuery {
            id: given(&query.id),
            email: given(&query.email),
            is_disabled: query.disabled,
            page: query.page.max(1),
            per_page: PER_PAGE,
        };
        let guid = wanted.id.as_deref().filter(|id| is_guid(id));
        let page = match guid {
            Some(guid) => find_by_guid(&*connection.api, guid, &wanted).await?,
            None => connection.api.list_users(&wanted).await?,
        };
        Ok(CustomerPage {
            customers: page.users.into_iter().map(row).collect(),
            page: wanted.page,
            per_page: PER_PAGE,
            pages: page.pages,
            total: page.total,
        })
    }

    /// One customer with their connections, the accounts of each, and past sessions.
    ///
    /// Connections that can't be read are no failure: MX restricts the data of a disabled user.
    ///
    /// # Errors
    /// `not_found` when MX has no such customer (any more), `not_connected`, and what MX answered.
    pub async fn read_customer(&self, user_guid: &str) -> Result<CustomerDetails, Problem> {
        let connection = self.connection()?;
        let api_host = connection.environment.api_host();
        let api = Arc::clone(&connection.api);
        let user = api.read_user(user_guid).await;
        let user = user.map_err(words::about_customer)?;
        let members = api.list_members(user_guid).await;
        let (members, members_problem) = match members {
            Ok(members) => (
                with_accounts(Arc::clone(&api), user_guid, members.value).await,
                None,
            ),
            Err(problem) => (Vec::new(), Some(words::about_customer(problem))),
        };
        let (deposits, deposits_problem) = match read_deposits(&*api, user_guid).await {
            Ok(deposits) => (self.with_sessions(&deposits, &api_host), None),
            Err(problem) => (Vec::new(), Some(words::about_customer(problem))),
        };
        Ok(CustomerDetails {
            deposits,
            deposits_problem,
            metadata: user.metadata.clone(),
            sessions: self.sessions_with(user.id.as_deref(), &api_host).await,
            customer: row(user),
            members,
            members_problem,
        })
    }

    /// Each microdeposit with the session of this desk that waits for it.
    fn with_sessions(&self, deposits: &[Microdeposit], api_host: &str) -> Vec<CustomerDeposit> {
        let records = self.look(|state| state.unfinished.clone());
        let waits = |guid: &str| {
            let is_it = |record: &&SessionRecord| {
                record.api_host == api_host && record.microdeposit_guid.as_deref() == Some(guid)
            };
            records.iter().find(is_it).map(|record| record.id.clone())
        };
        let mut shown: Vec<_> = deposits
            .iter()
            .map(|deposit| CustomerDeposit {
                session_id: waits(&deposit.guid),
                deposit: deposit_view(deposit, deposit_mask(deposit)),
            })
            .collect();
        shown.sort_by_key(|it| match it.deposit.standing.stage {
            DepositStage::CustomerEnters | DepositStage::Unclear => 0,
            DepositStage::OnTheWay => 1,
            DepositStage::Verified => 2,
            DepositStage::Failed => 3,
        });
        shown
    }

    /// The latest sessions with a customer of this MX, newest first. A journal that can't be read
    /// has its own place to say so, and hides nobody's connections.
    async fn sessions_with(&self, id: Option<&str>, api_host: &str) -> Vec<HistoryRow> {
        let Some(id) = id else { return Vec::new() };
        let query = HistoryQuery {
            text: id.to_owned(),
            limit: LOOKED_THROUGH,
            ..HistoryQuery::default()
        };
        let found = self.search_history(query).await;
        let rows = found.map(|page| page.rows).unwrap_or_default();
        rows.into_iter()
            .filter(|row| row.customer_id == id && row.api_host == api_host)
            .take(MOST_SESSIONS)
            .collect()
    }
}

/// A customer's microdeposits; none where MX has not enabled them for this client.
///
/// MX's list leaves the accounts out, and reading one has MX look anew how it stands.
async fn read_deposits(api: &dyn MxApi, user_guid: &str) -> Result<Vec<Microdeposit>, MxProblem> {
    let mut all = match api.list_microdeposits(user_guid).await {
        Ok(all) => all,
        Err(problem) if is_not_enabled(problem.kind) => return Ok(Vec::new()),
        Err(problem) => return Err(problem),
    };
    for deposit in all.iter_mut().rev().take(MOST_DEPOSITS_READ) {
        if let Ok(read) = api.read_microdeposit(user_guid, &deposit.guid).await {
            *deposit = read.value;
        }
    }
    Ok(all)
}

fn is_not_enabled(kind: MxProblemKind) -> bool {
    matches!(
        kind,
        MxProblemKind::NotAllowed | MxProblemKind::NotFound | MxProblemKind::Refused
    )
}

fn deposit_mask(deposit: &Microdeposit) -> Option<String> {
    deposit.account_number.as_ref()?;
    HeldNumbers::of_deposit(deposit).masks().pop()
}

/// The customer with this guid, if the rest of the query fits them too.
async fn find_by_guid(
    api: &dyn MxApi,
    guid: &str,
    wanted: &UserQuery,
) -> Result<UserPage, MxProblem> {
    let user = match api.read_user(guid).await {
        Ok(user) => Some(user),
        Err(problem) if problem.kind == MxProblemKind::NotFound => None,
        Err(problem) => return Err(problem),
    };
    let users: Vec<_> = user
        .into_iter()
        .filter(|user| wanted.email.is_none() || wanted.email == user.email)
        .filter(|user| wanted.is_disabled.is_none_or(|is| is == user.is_disabled))
        .collect();
    Ok(UserPage {
        pages: 1,
        total: u32::from(!users.is_empty()),
        users,
    })
}

/// Each connection with its accounts, in MX's order. They are read side by side: a customer has
/// few connections (MX docs, quotas), and each takes a round trip.
async fn with_accounts(
    api: Arc<dyn MxApi>,
    user_guid: &str,
    members: Vec<Member>,
) -> Vec<MemberDetails> {
    let mut reading = JoinSet::new();
    for (index, member) in members.iter().enumerate() {
        let (api, user, guid) = (Arc::clone(&api), user_guid.to_owned(), member.guid.clone());
        reading.spawn(async move { (index, api.accounts_by_member(&user, &guid).await) });
    }
    let mut accounts: Vec<_> = members.iter().map(|_| None).collect();
    while let Some(read) = reading.join_next().await {
        if let Ok((index, Ok(found))) = read {
            accounts[index] = Some(found.value);
        }
    }
    members
        .into_iter()
        .zip(accounts)
        .map(|(member, accounts)| MemberDetails {
            successfully_aggregated_at: member.successfully_aggregated_at.clone(),
            member: known_member(member),
            accounts: accounts.map(|accounts| accounts.into_iter().map(account_row).collect()),
        })
        .collect()
}

fn account_row(account: Account) -> AccountRow {
    AccountRow {
        mask: account.number_end.map(|end| format!("•••• {end}")),
        balance: account.balance,
        is_debt: is_debt(account.kind.as_deref()),
        name: account.name.unwrap_or_else(|| "Unnamed account".to_owned()),
        kind: account.kind,
        guid: account.guid,
    }
}
