//! Accounts by kind, with what they come to.

use rust_decimal::Decimal;

use super::rows::LARGEST;
use crate::view::{
    AccountGroup, AccountGroupKind as Kind, AggregatedAccount, Money, VerifiedAccount,
};

/// The kind an account belongs to, by MX's type, and whether its balance is what is owed (MX docs,
/// accounts).
fn kind_of(mx_type: Option<&str>) -> (Kind, bool) {
    match mx_type.unwrap_or_default() {
        "CHECKING" | "CASH" | "PREPAID" => (Kind::Cash, false),
        "SAVINGS" => (Kind::Savings, false),
        "CREDIT_CARD" => (Kind::Cards, true),
        "LOAN" | "MORTGAGE" | "LINE_OF_CREDIT" | "CHECKING_LINE_OF_CREDIT" => (Kind::Loans, true),
        "INVESTMENT" => (Kind::Investments, false),
        "PROPERTY" => (Kind::Property, false),
        "INSURANCE" => (Kind::Insurance, false),
        _ => (Kind::Other, false),
    }
}

/// Whether an account's balance is what is owed.
pub(crate) fn is_debt(mx_type: Option<&str>) -> bool {
    kind_of(mx_type).1
}

/// Groups in the order a person looks for them; the accounts of each as MX has them.
pub(crate) fn groups(accounts: &[VerifiedAccount]) -> Vec<AccountGroup> {
    let mut groups: Vec<AccountGroup> = Vec::new();
    for account in accounts {
        let (kind, is_debt) = kind_of(account.kind.as_deref());
        let group = match groups.iter_mut().position(|group| group.kind == kind) {
            Some(place) => groups.get_mut(place),
            None => {
                groups.push(AccountGroup {
                    kind,
                    is_debt,
                    accounts: Vec::new(),
                    totals: Vec::new(),
                });
                groups.last_mut()
            }
        };
        if let Some(group) = group {
            add(&mut group.totals, account.balance.as_ref());
            group.accounts.push(AggregatedAccount {
                account_guid: account.account_guid.clone(),
                name: account.name.clone(),
                kind: account.kind.clone(),
                balance: account.balance.clone(),
                available: account.available.clone(),
            });
        }
    }
    groups.sort_by_key(|group| group.kind);
    groups
}

/// Adds to the total of the same currency, and to no other.
fn add(totals: &mut Vec<Money>, balance: Option<&Money>) {
    let Some(balance) = balance else {
        return;
    };
    let amount = |money: &Money| money.amount.parse::<Decimal>().ok();
    let Some(more) = amount(balance).filter(|more| more.abs() <= LARGEST) else {
        return;
    };
    match totals
        .iter_mut()
        .find(|total| total.currency == balance.currency)
    {
        Some(total) => {
            if let Some(sum) = amount(total) {
                total.amount = (sum + more).to_string();
            }
        }
        None => totals.push(balance.clone()),
    }
}
