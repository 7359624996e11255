//! The requests a result rests on: MX's ids of their answers, for the report. Whoever looks a
//! verification up at MX needs them.

use std::collections::BTreeMap;

use crate::mx::Receipt;

/// The most that are kept of the answers to one question: more than a customer has accounts.
const MOST_KEPT: usize = 24;

/// What MX was asked, in the order a report says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Whether the connection is this customer's.
    Connection,
    /// How it stands.
    Status,
    /// Its account numbers.
    Numbers,
    /// The same, account by account.
    NumbersByAccount,
    /// Its accounts: their names, kinds and balances.
    Accounts,
    /// Who owns them.
    Owners,
    /// Their balances, asked for by themselves.
    Balances,
    /// How the test deposits stand.
    Deposits,
}

/// The ids of the latest good answer to each question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requests(BTreeMap<Question, Kept>);

#[derive(Clone, Debug)]
struct Kept {
    receipts: Vec<Receipt>,
    left_out: usize,
}

impl Requests {
    /// Keeps the ids of an answer, in place of those of the one before. An answer without an id
    /// leaves none.
    pub(super) fn keep(&mut self, question: Question, mut receipts: Vec<Receipt>) {
        match question {
            Question::Numbers => self.forget(Question::NumbersByAccount),
            Question::NumbersByAccount => self.forget(Question::Numbers),
            _ => {}
        }
        self.forget(question);
        if receipts.is_empty() {
            return;
        }
        let left_out = receipts.len().saturating_sub(MOST_KEPT);
        receipts.truncate(MOST_KEPT);
        self.0.insert(question, Kept { receipts, left_out });
    }

    /// Nothing rests on the answer to this any more.
    pub(super) fn forget(&mut self, question: Question) {
        self.0.remove(&question);
    }

    /// Nothing rests on what was read of the accounts any more.
    pub(super) fn forget_readings(&mut self) {
        self.0
            .retain(|question, _| matches!(question, Question::Connection | Question::Status));
    }

    /// All that are kept.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Question, &Receipt)> {
        self.0.iter().flat_map(|(question, kept)| {
            let receipts = kept.receipts.iter();
            receipts.map(move |receipt| (*question, receipt))
        })
    }

    /// How many more there were.
    pub(crate) fn left_out(&self) -> usize {
        self.0.values().map(|kept| kept.left_out).sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn receipts(ids: impl IntoIterator<Item = String>) -> Vec<Receipt> {
        let receipt = |request_id| Receipt {
            request_id,
            answered_at: Timestamp::UNIX_EPOCH,
        };
        ids.into_iter().map(receipt).collect()
    }

    fn said(requests: &Requests) -> Vec<(Question, &str)> {
        let all = requests.all();
        all.map(|(question, receipt)| (question, receipt.request_id.as_str()))
            .collect()
    }

    #[test]
    fn the_latest_answer_counts_and_the_numbers_came_in_one_way() {
        let mut requests = Requests::default();
        requests.keep(Question::Numbers, receipts(["a".into(), "b".into()]));
        requests.keep(Question::Connection, receipts(["c".into()]));
        let (connection, numbers) = (Question::Connection, Question::Numbers);
        assert_eq!(
            said(&requests),
            [(connection, "c"), (numbers, "a"), (numbers, "b")]
        );
        requests.keep(Question::NumbersByAccount, receipts(["d".into()]));
        assert_eq!(
            said(&requests),
            [(connection, "c"), (Question::NumbersByAccount, "d")]
        );
        // MX gave the later answer no id: the earlier one's would be wrong.
        requests.keep(Question::NumbersByAccount, Vec::new());
        assert_eq!(said(&requests), [(connection, "c")]);
    }

    #[test]
    fn there_is_an_end_to_them_and_it_is_said() {
        let mut requests = Requests::default();
        requests.keep(Question::Numbers, receipts((0..100).map(|n| n.to_string())));
        assert_eq!(requests.all().count(), MOST_KEPT);
        assert_eq!(requests.left_out(), 100 - MOST_KEPT);
    }
}
