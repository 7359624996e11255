//! What the driver reads about a member.

use std::sync::Arc;

use super::Session;
use crate::{
    mx::{Answered, MxProblem, MxProblemKind, TransactionsQuery},
    session::{Answer, PageTaken, Read},
};

/// The most MX gives at once (MX docs, pagination).
pub(super) const TRANSACTIONS_PER_PAGE: u32 = 1_000;

impl Session {
    pub(super) async fn answer(&self, read: Read, member: String) -> Answer {
        let (api, user) = (&self.world().api, self.user_guid());
        match read {
            Read::Member => {
                let result = api.read_member(&user, &member).await;
                Answer::Member(member, result)
            }
            Read::Status => {
                let result = api.member_status(&user, &member).await;
                Answer::Status(member, result)
            }
            Read::Numbers => {
                let result = api.account_numbers_by_member(&user, &member).await;
                Answer::Numbers(member, result)
            }
            Read::Accounts => {
                let result = api.accounts_by_member(&user, &member).await;
                Answer::Accounts(member, result)
            }
            Read::Owners => {
                let result = api.account_owners(&user, &member).await;
                Answer::Owners(member, result)
            }
        }
    }

    /// The numbers of these accounts of a member, as one answer.
    pub(super) async fn numbers_by_account(&self, member: String, accounts: &[String]) -> Answer {
        let (api, user) = (&self.world().api, self.user_guid());
        let mut all = Answered::<Vec<_>>::default();
        for account in accounts {
            match api.account_numbers_by_account(&user, account).await {
                Ok(numbers) => {
                    all.value.extend(numbers.value);
                    all.receipts.extend(numbers.receipts);
                }
                Err(problem) => return Answer::Numbers(member, Err(problem)),
            }
        }
        Answer::Numbers(member, Ok(all))
    }

    /// Reads a page of transactions into the ledger, and completes it with the last.
    pub(super) async fn read_page(
        self: &Arc<Self>,
        member: &str,
        reading: u32,
        query: &TransactionsQuery,
    ) -> Result<PageTaken, MxProblem> {
        let (api, user) = (&self.world.api, self.user_guid());
        let page = api.transactions_by_member(&user, member, query).await?;
        let (total, number) = (page.total, query.page);
        let is_last = number >= page.pages || page.transactions.is_empty();
        let session = Arc::clone(self);
        // A hundred thousand rows are sorted; that is not for the threads that wait.
        let taken = tokio::task::spawn_blocking(move || {
            let ledger = &session.ledger;
            let taken = ledger.take(reading, number, page.transactions)?;
            let is_cut = taken.is_full && !is_last;
            let is_over = taken.is_full || is_last;
            Some(PageTaken {
                read: taken.read,
                total,
                is_cut,
                span: is_over.then(|| ledger.complete(reading)).flatten(),
            })
        });
        // Where it isn't taken, nobody waits for the answer any more.
        let taken = taken.await.ok().flatten();
        taken.ok_or_else(|| MxProblemKind::Unexpected.into())
    }
}
