//! What the desk makes of an aggregation: accounts and transactions as MX has them, page by page,
//! and none of a connection that is gone.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use desk::{
    mx::{Job, MxApi, MxProblemKind, Transaction, TransactionsPage, TransactionsQuery},
    view::TransactionDirection,
};
use mx_sandbox::{
    Sandbox,
    world::{Job as Work, UserAttributes},
};
use tokio::time::sleep;

use crate::api_of;

/// A sign-in takes a seventh of a second.
const SPEED: f64 = 100.0;
/// A day before all of them.
const LONG_AGO: jiff::civil::Date = jiff::civil::date(2000, 1, 1);

struct Mx {
    sandbox: Sandbox,
    api: Arc<dyn MxApi>,
    user: String,
}

impl Mx {
    async fn start() -> Self {
        let sandbox = Sandbox::builder().speed(SPEED).start().await.unwrap();
        let api = api_of(&sandbox);
        let attributes = UserAttributes {
            id: Some("customer-1".to_owned()),
            ..UserAttributes::default()
        };
        let user = sandbox.world().create_user(attributes).unwrap().guid;
        Self { sandbox, api, user }
    }

    /// A connection whose transactions MX has read.
    async fn connected(&self, bank: &str, password: &str) -> String {
        let world = self.sandbox.world();
        let answers: Vec<_> = world
            .institution_credentials(bank)
            .into_iter()
            .map(|field| (field.guid, password.to_owned()))
            .collect();
        let member = world.create_member(&self.user, bank, &answers, Work::aggregation());
        let member = member.unwrap().guid;
        self.has_transactions(&member).await;
        member
    }

    async fn has_transactions(&self, member: &str) {
        for _ in 0..1_000 {
            let status = self
                .api
                .member_status(&self.user, member)
                .await
                .unwrap()
                .value;
            let is_idle = status.is_being_aggregated == Some(false);
            if is_idle && status.has_processed_transactions == Some(true) {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("MX never came to the transactions");
    }

    async fn page(&self, member: &str, page: u32, per_page: u32) -> TransactionsPage {
        let query = TransactionsQuery {
            from: LONG_AGO,
            page,
            per_page,
        };
        let read = self.api.transactions_by_member(&self.user, member, &query);
        read.await.unwrap()
    }

    /// Every transaction, page by page.
    async fn all(&self, member: &str, per_page: u32) -> Vec<Transaction> {
        let mut all = Vec::new();
        let mut page = 1;
        loop {
            let read = self.page(member, page, per_page).await;
            all.extend(read.transactions);
            if page >= read.pages {
                assert_eq!(all.len(), read.total as usize);
                return all;
            }
            page += 1;
        }
    }
}

fn guids(rows: &[Transaction]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.guid.as_str()).collect()
}

#[tokio::test]
async fn accounts_and_transactions_are_what_mx_has() {
    let mx = Mx::start().await;
    let member = mx.connected("quillmere_bank", "any").await;
    let accounts = mx
        .api
        .accounts_by_member(&mx.user, &member)
        .await
        .unwrap()
        .value;
    let kinds: BTreeSet<_> = accounts
        .iter()
        .filter_map(|account| account.kind.as_deref())
        .collect();
    assert!(
        kinds.is_superset(&BTreeSet::from(["CHECKING", "SAVINGS", "CREDIT_CARD"])),
        "{kinds:?}"
    );
    assert!(accounts.iter().all(|account| account.balance.is_some()));

    let rows = mx.all(&member, 100).await;
    assert_eq!(guids(&rows).len(), rows.len(), "each once over all pages");
    let at_mx = mx.sandbox.world().transactions(&mx.user, |_| true);
    assert_eq!(rows.len(), at_mx.len());
    for (row, there) in rows.iter().zip(at_mx.iter()) {
        assert_eq!(row.guid, there.guid);
        assert_eq!(row.account_guid, there.account_guid);
        assert_eq!(row.date, Some(there.date));
        assert_eq!(row.is_pending, !there.is_posted);
        let cents = row.amount.unwrap() * rust_decimal::Decimal::ONE_HUNDRED;
        assert_eq!(cents, there.amount.into());
        let way = match there.transaction_type.name() {
            "CREDIT" => TransactionDirection::In,
            _ => TransactionDirection::Out,
        };
        assert_eq!(row.direction, Some(way));
    }
    assert!(rows.iter().any(|row| row.is_pending));
}

#[tokio::test]
async fn a_longer_history_is_read_from_where_it_is_asked_for() {
    let mx = Mx::start().await;
    let member = mx.connected("quillmere_bank", "any").await;
    let before = mx.page(&member, 1, 10).await.total;
    mx.api
        .start_job(&mx.user, &member, Job::History)
        .await
        .unwrap();
    sleep(Duration::from_millis(5)).await;
    mx.has_transactions(&member).await;
    let after = mx.page(&member, 1, 10).await.total;
    // Two years against a quarter of one. MX's own default would leave out most of it.
    assert!(after > 7 * before, "{after} after {before}");
}

#[tokio::test]
async fn a_deleted_connection_leaves_no_ghosts_though_mx_lists_them() {
    let mx = Mx::start().await;
    let stays = mx.connected("quillmere_bank", "any").await;
    let goes = mx.connected("larkmoor_credit_union", "any").await;
    let kept = mx.all(&stays, 1000).await;
    mx.api.delete_member(&mx.user, &goes).await.unwrap();

    // The user's own lists still have them for a while, as live.
    let listed = mx.sandbox.world().transactions(&mx.user, |_| true);
    assert!(listed.iter().any(|row| row.member_guid == goes));
    assert!(!mx.sandbox.world().accounts_of_user(&mx.user).is_empty());

    let rows = mx.all(&stays, 1000).await;
    assert_eq!(guids(&rows), guids(&kept));
    let query = TransactionsQuery {
        from: LONG_AGO,
        page: 1,
        per_page: 10,
    };
    let gone = mx.api.transactions_by_member(&mx.user, &goes, &query).await;
    assert_eq!(gone.err().unwrap().kind, MxProblemKind::NotFound);
    let gone = mx.api.accounts_by_member(&mx.user, &goes).await;
    assert_eq!(gone.err().unwrap().kind, MxProblemKind::NotFound);
    let members = mx.api.list_members(&mx.user).await.unwrap();
    assert_eq!(members.value.len(), 1);
}
