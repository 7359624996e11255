//! What an inquiry brought: owners, or balances.

use super::{
    super::{Machine, Question, Read, words::count},
    Topic, people,
};
use crate::{
    mx::{Account, AccountOwner, Answered, MxProblem},
    view::Tone,
};

impl Machine {
    pub(in crate::session) fn owners_answered(
        &mut self,
        guid: &str,
        result: Result<Answered<Vec<AccountOwner>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let is_expected = self.take_question(guid, Read::Owners).is_some()
            && self.inquiries.is_running(Topic::Owners);
        if !is_expected {
            return;
        }
        match result {
            Ok(owners) => {
                let of_result = self.result.iter().flat_map(|result| &result.accounts);
                let accounts: Vec<&str> = of_result
                    .map(|account| account.account_guid.as_str())
                    .collect();
                self.requests.keep(Question::Owners, owners.receipts);
                let owners: Vec<_> = owners
                    .value
                    .into_iter()
                    .filter(|owner| accounts.contains(&owner.account_guid.as_str()))
                    .collect();
                let words = format!(
                    "MX sent {}",
                    count(people(&owners).len(), "owner", "owners")
                );
                self.note_api(Tone::Good, "account_owners", words, elapsed_ms);
                self.inquiries.owners = Some(owners);
                self.inquiry_ended(None);
            }
            Err(problem) => self.inquiry_failed(problem, elapsed_ms),
        }
    }

    pub(in crate::session) fn balances_answered(
        &mut self,
        result: Result<Answered<Vec<Account>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        match self.inquiries.running.as_ref().map(|it| it.topic) {
            Some(Topic::Balances) => {}
            Some(Topic::Gather(what)) => {
                return self.accounts_gathered(what, result, elapsed_ms);
            }
            Some(Topic::Owners) | None => return,
        }
        match result {
            Ok(accounts) => {
                for shown in self
                    .result
                    .iter_mut()
                    .flat_map(|result| &mut result.accounts)
                {
                    let read = accounts
                        .value
                        .iter()
                        .find(|account| account.guid == shown.account_guid);
                    if let Some(read) = read {
                        shown.balance.clone_from(&read.balance);
                        shown.available.clone_from(&read.available);
                    }
                }
                self.requests.keep(Question::Balances, accounts.receipts);
                self.note_api(Tone::Good, "accounts", "MX sent the balances", elapsed_ms);
                let now = jiff::Timestamp::from_millisecond(self.now).ok();
                self.inquiries.balances_at = now.map(|now| now.to_string());
                self.inquiry_ended(None);
            }
            Err(problem) => self.inquiry_failed(problem, elapsed_ms),
        }
    }
}
