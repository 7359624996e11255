//! How a session about deposits ends, for now or for good, and what is shown of it.

use super::{
    super::{Machine, Question, Requests, words::shown_name},
    FASTEST_PACE_MS, SAFETY_NET_MS, end_alone,
};
use crate::{
    deposits::{advice_for, deposit_view},
    numbers::HeldNumbers,
    view::{
        BalanceCheckView, DepositStage, DepositView, EndingKind, OwnersView, ResultView,
        SessionPhase, Tone, VerifiedAccount,
    },
};

impl Machine {
    pub(super) fn assess_deposit(&mut self) {
        let Some(current) = self
            .deposits
            .current
            .as_ref()
            .filter(|_| self.deposits.lead)
        else {
            return;
        };
        let stage = current.stage();
        match self.phase {
            SessionPhase::Open if self.conclusion.is_some() => {}
            SessionPhase::Open if stage == DepositStage::Verified => self.conclude_by_deposits(),
            SessionPhase::Open if self.follows_link() && self.is_over_by_link() => {
                self.end_by_deposits();
            }
            SessionPhase::Open => self.watch_deposit(),
            SessionPhase::Checking if stage == DepositStage::Verified => {
                self.conclude_by_deposits();
            }
            SessionPhase::Stopped if stage == DepositStage::Verified => {
                self.go_on(SessionPhase::Checking);
                self.conclude_by_deposits();
            }
            SessionPhase::Checking | SessionPhase::Stopped => self.end_by_deposits(),
            SessionPhase::Preparing | SessionPhase::Done => {}
        }
    }

    /// The safety net while the widget is open on deposits.
    pub(in crate::session) fn watch_deposit(&mut self) {
        let at = self.now + SAFETY_NET_MS + self.jitter();
        let lead = self.deposits.lead;
        if let Some(current) = self.deposits.current.as_mut().filter(|_| lead) {
            current.next_at.get_or_insert(at);
        }
    }

    /// Behind a link nothing is left to follow: the deposits were asked for, or came to nothing.
    pub(super) fn is_over_by_link(&self) -> bool {
        let Some(current) = &self.deposits.current else {
            return false;
        };
        match current.stage() {
            DepositStage::Failed => true,
            DepositStage::OnTheWay => {
                // On one that was waiting already when the link was made, nothing has happened.
                current.when_opened.as_ref() != Some(&current.said.status)
            }
            _ => false,
        }
    }

    /// The session ends here, for now or for good.
    pub(super) fn end_by_deposits(&mut self) {
        let Some(current) = &self.deposits.current else {
            return;
        };
        let advice = advice_for(current.said.status.as_ref());
        let kind = match advice.stage {
            DepositStage::Failed => EndingKind::DepositsFailed,
            _ => EndingKind::AwaitingDeposits,
        };
        let is_same = self.phase == SessionPhase::Stopped
            && self
                .ending
                .as_ref()
                .is_some_and(|known| known.kind == kind && known.text == advice.meaning);
        if !is_same {
            self.end(SessionPhase::Stopped, kind, advice.meaning.to_owned());
            self.stop_actions = advice.actions().to_vec();
            if let Some(current) = &mut self.deposits.current {
                current.pace = FASTEST_PACE_MS;
            }
        }
        if kind == EndingKind::AwaitingDeposits {
            let jitter = self.jitter();
            if let Some(current) = &mut self.deposits.current {
                current.next_at = Some(self.now + current.pace + jitter);
            }
        }
        self.show();
    }

    /// The amounts were right, and MX says so.
    pub(super) fn conclude_by_deposits(&mut self) {
        let Some(current) = &self.deposits.current else {
            return;
        };
        let numbers = HeldNumbers::of_deposit(&current.said);
        let said = &current.said;
        let name = said.account_name.as_deref().map(shown_name);
        let account = VerifiedAccount {
            account_guid: said.guid.clone(),
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| "Account".to_owned()),
            kind: said.account_kind.clone(),
            balance: None,
            available: None,
            numbers: numbers.masked_of(&said.guid),
        };
        let receipts = current.receipts.clone();
        self.requests = Requests::default();
        self.requests.keep(Question::Deposits, receipts);
        let text = "1 account verified by test deposits.";
        self.result = Some(ResultView {
            accounts: vec![account],
            method: METHOD.to_owned(),
            obtained_at: said.verified_at.clone(),
            has_connection: false,
            owners: OwnersView::default(),
            balance_check: BalanceCheckView::default(),
            numbers_locked: self.is_locked && !numbers.is_empty(),
        });
        self.numbers = if self.is_locked {
            HeldNumbers::default()
        } else {
            numbers
        };
        self.drop_deposit_number();
        self.api_problem = None;
        self.note_desk(
            Tone::Good,
            "result",
            "The account is verified by test deposits",
        );
        self.conclude(EndingKind::Verified, text.to_owned());
    }

    /// The session has no end though it has stopped: the deposits are waited for, or MX could not
    /// be asked about them.
    pub(crate) fn waits_for_deposits(&self) -> bool {
        let is_about_them = self.deposits.is_followed()
            || self.deposits.unconfirmed.is_some()
            || self.begin.microdeposit_guid.is_some();
        let kind = self.ending.as_ref().map(|ending| ending.kind);
        let has_no_end = matches!(
            kind,
            Some(EndingKind::AwaitingDeposits | EndingKind::StillWorking | EndingKind::Failed)
        );
        is_about_them && has_no_end
    }

    // Locking.

    /// The microdeposit keeps the end of its number alone: the desk is locked, or the result holds it.
    pub(in crate::session) fn drop_deposit_number(&mut self) {
        if let Some(current) = &mut self.deposits.current {
            current.said.account_number = current.said.account_number.as_ref().map(end_alone);
        }
    }

    /// The desk is unlocked: the number of a result by deposits is asked for anew.
    pub(in crate::session) fn ask_for_deposit_number(&mut self) -> bool {
        let is_by_deposits = self.is_by_deposits();
        if is_by_deposits {
            self.ask_deposit();
        }
        is_by_deposits
    }

    /// Whether the result came by deposits.
    pub(super) fn is_by_deposits(&self) -> bool {
        let result = self.result.as_ref();
        result.is_some_and(|result| !result.has_connection)
    }

    pub(super) fn deposit_read_anew(&mut self, elapsed_ms: u32) {
        let locked = self.result.as_ref().is_some_and(|it| it.numbers_locked);
        let Some(current) = self.deposits.current.as_ref().filter(|_| locked) else {
            return;
        };
        if self.is_locked || !self.is_by_deposits() {
            return;
        }
        let numbers = HeldNumbers::of_deposit(&current.said);
        let guid = current.guid.clone();
        self.requests
            .keep(Question::Deposits, current.receipts.clone());
        if let Some(shown) = &mut self.result {
            shown.numbers_locked = false;
            for account in &mut shown.accounts {
                account.numbers = numbers.masked_of(&guid);
            }
        }
        self.numbers = numbers;
        self.drop_deposit_number();
        self.api_problem = None;
        let words = "MX sent the account again";
        self.note_api(Tone::Neutral, "microdeposit", words, elapsed_ms);
        self.show();
    }

    // What the person sees.

    pub(in crate::session) fn deposit_view(&self) -> Option<DepositView> {
        let current = self
            .deposits
            .current
            .as_ref()
            .filter(|_| self.deposits.lead)?;
        let held = HeldNumbers::of_deposit(&current.said);
        let mask = held.masks().pop();
        let has_number = current.said.account_number.is_some();
        Some(deposit_view(&current.said, mask.filter(|_| has_number)))
    }

    /// On the widget in which the deposits are asked for there are no amounts to enter, however fast
    /// they arrive.
    pub(in crate::session) fn enters_amounts(&self) -> bool {
        let current = self.deposits.current.as_ref();
        let current = current.filter(|_| self.deposits.lead);
        self.phase == SessionPhase::Open
            && current.is_some_and(|it| {
                it.when_opened.is_some() && it.stage() == DepositStage::CustomerEnters
            })
    }

    pub(in crate::session) fn asks_deposit(&self) -> bool {
        let current = self.deposits.current.as_ref();
        self.phase == SessionPhase::Stopped && current.is_some_and(|it| it.is_asked)
    }
}

/// How an account is verified by deposits, for the file.
const METHOD: &str = "The customer entered the account and routing number in MX Connect. MX made \
                      two small deposits to the account, and the customer confirmed both amounts. \
                      MX gives the number of such an account masked or in part, as a rule.";
