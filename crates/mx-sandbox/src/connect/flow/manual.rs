//! Accounts added by hand (MX docs, Connect steps: `addManualAccount`). No member is connected.

use std::time::Duration;

use connect_events::{Event, Step};

use super::{FORM_READ, Flow, Outcome, Root};
use crate::world::AccountType;

/// The kinds of account that can be added, in the order they are offered.
pub(crate) const MANUAL_KINDS: [AccountType; 12] = {
    use AccountType::{
        Any, Cash, Checking, CreditCard, Insurance, Investment, LineOfCredit, Loan, Mortgage,
        Prepaid, Property, Savings,
    };
    [
        Checking,
        Savings,
        Loan,
        CreditCard,
        Investment,
        LineOfCredit,
        Mortgage,
        Property,
        Cash,
        Insurance,
        Prepaid,
        Any,
    ]
};

/// How far it has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Manual {
    /// The kind is asked for.
    Kind,
    /// Name and balance are.
    Details {
        kind: AccountType,
        /// What was entered and couldn't be right.
        refused: Option<Typed>,
    },
    /// It was added.
    Added(AccountType),
}

/// What a customer typed about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) balance: String,
}

impl Manual {
    pub(super) fn can_go_back(&self) -> bool {
        !matches!(self, Self::Added(_))
    }

    /// Goes to the page before; false on the first one.
    pub(super) fn goes_back(&mut self) -> bool {
        let before = matches!(self, Self::Details { .. });
        if before {
            *self = Self::Kind;
        }
        before
    }
}

impl Flow {
    /// Whether accounts can be added by hand: in aggregation, for a client that has it.
    pub(crate) fn offers_manual_accounts(&self) -> bool {
        self.profile.manual_accounts && !self.verification
    }

    /// How far adding an account has got, while it is shown.
    pub(crate) fn manual(&self) -> Option<&Manual> {
        self.manual
            .as_ref()
            .filter(|_| self.step == Step::AddManualAccount)
    }

    /// The kind of the account whose details are asked for.
    pub(crate) fn manual_kind(&self) -> Option<AccountType> {
        match self.manual()? {
            Manual::Details { kind, .. } => Some(*kind),
            Manual::Kind | Manual::Added(_) => None,
        }
    }

    /// Instead of an institution, an account is to be added by hand.
    pub(crate) fn wants_manual_account(&mut self) -> Outcome {
        if self.step != Step::Search || !self.offers_manual_accounts() {
            return Outcome::default();
        }
        self.manual = Some(Manual::Kind);
        self.go(Outcome::default(), Step::AddManualAccount, FORM_READ)
    }

    /// The kind of the account was chosen.
    pub(crate) fn chose_manual_account(&mut self, kind: AccountType) -> Outcome {
        if self.manual() == Some(&Manual::Kind) {
            let refused = None;
            self.manual = Some(Manual::Details { kind, refused });
        }
        Outcome::default()
    }

    /// The details were entered, and MX answered with the account's guid, or they can't be right.
    pub(crate) fn added_manual_account(&mut self, answer: Result<String, Typed>) -> Outcome {
        let Some(kind) = self.manual_kind() else {
            return Outcome::default();
        };
        match answer {
            Ok(account_guid) => {
                self.manual = Some(Manual::Added(kind));
                Outcome::now(Event::AccountCreated {
                    account_guid: Some(account_guid),
                })
            }
            Err(typed) => {
                let refused = Some(typed);
                self.manual = Some(Manual::Details { kind, refused });
                Outcome::default()
            }
        }
    }

    /// *Done* after that.
    pub(crate) fn done_with_manual(&mut self, root: Root) -> Outcome {
        if !matches!(self.manual(), Some(Manual::Added(_))) {
            return Outcome::default();
        }
        let outcome = Outcome::default().then(
            Duration::ZERO,
            Event::BackToSearch {
                context: Some("manualAccountAdded".to_owned()),
            },
        );
        self.start_over(outcome, self.base.unwrap_or(root))
    }
}
