//! What the driver reads about a member.

use super::{Answer, Read, Session};
use crate::mx::Answered;

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
}
