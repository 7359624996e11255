//! The result: what is shown of it, and what of it stays in memory.

use super::{
    Effect, Machine, Read,
    tracked::Tracked,
    words::{count, shown_name},
};
use crate::{
    mx::{AccountNumber, Answered, MxProblem, MxProblemKind},
    numbers::HeldNumbers,
    view::{
        BalanceCheckView, EndingKind, OwnersView, ResultView, SessionMode, Tone, VerifiedAccount,
    },
};

impl Machine {
    /// The numbers that have been read for the current member.
    pub(super) fn held_numbers(&self) -> HeldNumbers {
        let Some(member) = &self.current else {
            return HeldNumbers::default();
        };
        let numbers = member
            .numbers
            .as_ref()
            .map_or(&[][..], |(_, numbers)| numbers);
        self.held(member, numbers)
    }

    fn held(&self, member: &Tracked, numbers: &[AccountNumber]) -> HeldNumbers {
        let accounts = member
            .accounts
            .as_ref()
            .map_or(&[][..], |(_, accounts)| accounts);
        let institution = self
            .institution
            .as_ref()
            .map(|institution| institution.name.as_str());
        HeldNumbers::new(numbers, accounts, institution)
    }

    /// The result is here: shown at once, beside the widget if it is still on screen.
    pub(super) fn conclude_verified(&mut self, numbers: HeldNumbers) {
        let method = self.method();
        let Some(member) = &mut self.current else {
            return;
        };
        let accounts = verified_accounts(self.begin.mode, &numbers, member);
        self.requests = member.requests.clone();
        // One copy in memory is enough.
        member.numbers = None;
        let words = match self.begin.mode {
            SessionMode::Verification => format!(
                "{} of {} received",
                count(numbers.len(), "number", "numbers"),
                count(accounts.len(), "account", "accounts")
            ),
            SessionMode::Aggregation => {
                format!("{} received", count(accounts.len(), "account", "accounts"))
            }
        };
        self.result = Some(ResultView {
            accounts,
            method,
            obtained_at: member.obtained_at(),
            has_connection: true,
            owners: OwnersView::default(),
            balance_check: BalanceCheckView::default(),
            numbers_locked: self.is_locked && !numbers.is_empty(),
        });
        self.numbers = numbers;
        if self.is_locked {
            self.numbers = HeldNumbers::default();
        }
        self.api_problem = None;
        self.note_desk(Tone::Good, "result", words.clone());
        self.conclude(EndingKind::Verified, format!("{words}."));
    }

    /// How the numbers (or accounts) were obtained, for the file.
    fn method(&self) -> String {
        let what = match self.begin.mode {
            SessionMode::Verification => "the account and routing numbers",
            SessionMode::Aggregation => "the accounts",
        };
        let standing = self
            .current
            .as_ref()
            .and_then(|member| member.standing.as_ref());
        match (&self.run, standing) {
            (Some(run), Some(standing)) if run.brought_nothing_new(standing) => format!(
                "The customer had connected the bank before. MX had asked it a short while ago \
                 and gave {what} it obtained then; the customer did not sign in again."
            ),
            (Some(_), _) => format!(
                "The customer had connected the bank before. MX asked it again and obtained \
                 {what}; the customer did not sign in again."
            ),
            (None, _) => format!(
                "The customer signed in at the bank in MX Connect, and MX obtained {what} from \
                 the bank."
            ),
        }
    }

    /// What the person sees of the result.
    pub(super) fn result_view(&self) -> Option<ResultView> {
        let mut result = self.result.clone()?;
        self.show_inquiries(&mut result);
        Some(result)
    }

    /// The desk is locked: whatever holds a full number lets go of it. The masks stay.
    pub(super) fn drop_numbers(&mut self) {
        self.is_locked = true;
        for member in [&mut self.current, &mut self.candidate]
            .into_iter()
            .flatten()
        {
            // What is on its way now is dropped as it comes, and asked for again.
            member.numbers = None;
            if self.result.is_some() {
                member.in_flight.remove(&Read::Numbers);
            }
        }
        self.drop_deposit_number();
        self.drop_transactions();
        let had_numbers = !self.numbers.is_empty();
        self.numbers = HeldNumbers::default();
        if let Some(result) = &mut self.result {
            result.numbers_locked |= had_numbers;
        }
        self.show();
    }

    /// Whether the numbers were dropped and are not back yet.
    pub(crate) fn has_dropped_numbers(&self) -> bool {
        self.result
            .as_ref()
            .is_some_and(|result| result.numbers_locked)
    }

    /// The desk is unlocked: the numbers are read anew.
    pub(super) fn read_numbers_anew(&mut self) {
        self.is_locked = false;
        self.ask_for_dropped_numbers();
        self.read_transactions_anew();
        self.show();
    }

    pub(super) fn ask_for_dropped_numbers(&mut self) {
        // There may be a result while the widget still shows its last page.
        let is_wanted = !self.is_locked
            && self
                .result
                .as_ref()
                .is_some_and(|result| result.numbers_locked);
        if is_wanted && self.ask_for_deposit_number() {
            return;
        }
        let (true, Some(member), Some(result)) = (is_wanted, &mut self.current, &self.result)
        else {
            return;
        };
        let guid = member.guid.clone();
        if !member.asked_by_account {
            return self.ask(&guid, &[Read::Numbers]);
        }
        if member.is_asked(Read::Numbers) {
            return;
        }
        self.asked.count += 1;
        member.in_flight.insert(Read::Numbers, self.asked.count);
        let accounts = result
            .accounts
            .iter()
            .filter(|account| !account.numbers.is_empty());
        self.out.push(Effect::ReadNumbersByAccount {
            member_guid: guid,
            account_guids: accounts
                .map(|account| account.account_guid.clone())
                .collect(),
        });
    }

    /// The numbers of a result that is on screen already.
    pub(super) fn numbers_read_anew(
        &mut self,
        result: Result<Answered<Vec<AccountNumber>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        let (Some(member), Some(shown)) = (&self.current, &self.result) else {
            return;
        };
        if self.is_locked || !shown.numbers_locked {
            return;
        }
        // There were some a while ago: none now is no answer.
        let result = result.and_then(|numbers| {
            let held = numbers.map(|numbers| self.held(member, &numbers));
            if held.value.is_empty() {
                Err(MxProblemKind::Unexpected.into())
            } else {
                Ok(held)
            }
        });
        match result {
            Ok(held) => {
                self.requests.keep(member.asks_numbers(), held.receipts);
                let held = held.value;
                let mut accounts = shown.accounts.clone();
                for account in &mut accounts {
                    account.numbers = held.masked_of(&account.account_guid);
                }
                let words = format!("MX sent {} again", count(held.len(), "number", "numbers"));
                self.numbers = held;
                if let Some(shown) = &mut self.result {
                    shown.accounts = accounts;
                    shown.numbers_locked = false;
                }
                self.reread_at = None;
                self.api_problem = None;
                self.note_api(Tone::Neutral, "account_numbers", words, elapsed_ms);
            }
            Err(problem) => {
                self.note_api(
                    Tone::Bad,
                    "account_numbers",
                    problem.to_string(),
                    elapsed_ms,
                );
                self.reread_at = problem.kind.is_transient().then(|| self.now + REREAD_MS);
                self.api_problem = Some(problem.into());
            }
        }
        self.show();
    }
}

/// How long after a failure the dropped numbers are asked for again.
const REREAD_MS: i64 = 10_000;

pub(super) fn verified_accounts(
    mode: SessionMode,
    numbers: &HeldNumbers,
    member: &Tracked,
) -> Vec<VerifiedAccount> {
    let known = member
        .accounts
        .as_ref()
        .map_or(&[][..], |(_, accounts)| accounts);
    let guids: Vec<&str> = match mode {
        SessionMode::Verification => numbers.account_guids(),
        SessionMode::Aggregation => known.iter().map(|account| account.guid.as_str()).collect(),
    };
    guids
        .into_iter()
        .map(|guid| {
            let account = known.iter().find(|account| account.guid == guid);
            let name = account.and_then(|account| account.name.as_deref());
            let name = name.map(shown_name).filter(|name| !name.is_empty());
            VerifiedAccount {
                account_guid: guid.to_owned(),
                name: name.unwrap_or_else(|| "Account".to_owned()),
                kind: account.and_then(|account| account.kind.clone()),
                balance: account.and_then(|account| account.balance.clone()),
                available: account.and_then(|account| account.available.clone()),
                numbers: numbers.masked_of(guid),
            }
        })
        .collect()
}
