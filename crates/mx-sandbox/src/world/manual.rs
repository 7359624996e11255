//! Accounts that customers add by hand (MX docs, manual accounts). No bank knows of them and no job
//! reads them; a user's all belong to one member without a connection status.

use super::{Account, AccountOfMember, AccountType, ConnectionStatus, MemberRecord, World};
use super::{institution::DIRECTORY, random::guid};

/// What a customer says of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualAccount {
    /// What it is.
    pub account_type: AccountType,
    /// What the customer calls it.
    pub name: String,
    /// In cents; what is owed counts as positive.
    pub balance: i64,
}

impl World {
    /// Adds an account by hand, and the member for such accounts with the user's first; none for an
    /// unknown user.
    #[must_use]
    pub fn add_manual_account(
        &self,
        user_guid: &str,
        details: ManualAccount,
    ) -> Option<AccountOfMember> {
        let at = self.inner.clock.wall(self.now());
        let mut state = self.settled();
        state.customer(user_guid)?;
        let known = state
            .members
            .iter()
            .position(|record| record.member.user_guid == user_guid && record.member.is_manual);
        let index = known.unwrap_or_else(|| {
            let mut record = MemberRecord::new(user_guid, DIRECTORY.manual().clone(), None);
            record.member.is_manual = true;
            record.member.is_oauth = false;
            // The API tells none; the world has to have one.
            record.member.connection_status = ConnectionStatus::Connected;
            state.members.push(record);
            state.members.len() - 1
        });
        let record = state.members.get_mut(index)?;
        let account = Account {
            guid: guid("ACT"),
            account_type: details.account_type,
            name: details.name,
            masked_number: String::new(),
            balance: details.balance,
            available_balance: None,
            available_credit: None,
            currency_code: "USD",
            is_hidden: false,
            created_at: at,
            updated_at: at,
        };
        record.accounts.push(account.clone());
        Some(AccountOfMember {
            account,
            member: record.member.clone(),
        })
    }
}
