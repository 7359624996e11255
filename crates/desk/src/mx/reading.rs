//! What MX sends about accounts, as the desk needs it.

use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};

use super::{
    Account, AccountNumber, AccountOwner, Institution, Microdeposit, MicrodepositStatus,
    Transaction,
};
use crate::view::{Money, TransactionDirection};

pub(super) fn read_account(account: mx_platform::Account) -> Option<Account> {
    let currency = account.currency_code;
    let money = |amount: Option<Decimal>| {
        amount.map(|amount| Money {
            amount: amount.to_string(),
            currency: currency.clone(),
        })
    };
    Some(Account {
        guid: account.guid?,
        name: account.name,
        kind: account.account_type.map(|kind| kind.to_string()),
        number_end: account.account_number.as_ref().and_then(number_end),
        balance: money(account.balance),
        available: money(account.available_balance),
    })
}

/// An institution without a code can't be named to MX, and without a name not to a person.
pub(super) fn read_institution(institution: mx_platform::Institution) -> Option<Institution> {
    let has_numbers = institution.supports(&mx_platform::Product::AccountVerification);
    Some(Institution {
        code: institution.code?,
        guid: institution.guid,
        name: institution.name?,
        country: institution.iso_country_code,
        is_oauth: institution.supports_oauth == Some(true),
        has_numbers,
    })
}

/// What an account shows of its number: the last four characters at most, whether the bank hides
/// the rest by X, by stars or by leaving it out (MX docs, accounts).
fn number_end(shown: &SecretString) -> Option<String> {
    const SHOWN: usize = 4;
    let ends: Vec<char> = shown
        .expose_secret()
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .take(SHOWN)
        .collect();
    (ends.len() > 1).then(|| ends.into_iter().rev().collect())
}

/// An owner without an account or without a name says nothing.
pub(super) fn read_owner(owner: mx_platform::AccountOwner) -> Option<AccountOwner> {
    let split = [owner.first_name, owner.last_name];
    let name = present(owner.owner_name).or_else(|| one_line(split, " "))?;
    let town = one_line([owner.state, owner.postal_code], " ");
    Some(AccountOwner {
        account_guid: owner.account_guid?,
        name,
        address: one_line([owner.address, owner.city, town, owner.country], ", "),
        email: present(owner.email),
        phone: present(owner.phone),
    })
}

fn one_line<const N: usize>(parts: [Option<String>; N], between: &str) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().filter_map(present).collect();
    present(Some(parts.join(between)))
}

fn present(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

pub(super) fn read_number(number: mx_platform::AccountNumber) -> Option<AccountNumber> {
    Some(AccountNumber {
        account_guid: number.account_guid?,
        account_number: number.account_number,
        routing_number: number.routing_number,
        institution_number: number.institution_number,
        transit_number: number.transit_number,
        passed_validation: number.passed_validation,
    })
}

/// A transaction without a guid or an account can't be told from another.
pub(super) fn read_transaction(transaction: mx_platform::Transaction) -> Option<Transaction> {
    use mx_platform::{TransactionStatus as Status, TransactionType as Type};
    Some(Transaction {
        guid: transaction.guid?,
        account_guid: transaction.account_guid?,
        date: transaction.date,
        description: present(transaction.description),
        original_description: present(transaction.original_description),
        category: present(transaction.category),
        top_level_category: present(transaction.top_level_category),
        amount: transaction.amount,
        currency: present(transaction.currency_code),
        direction: match transaction.transaction_type {
            Some(Type::Credit) => Some(TransactionDirection::In),
            Some(Type::Debit) => Some(TransactionDirection::Out),
            _ => None,
        },
        is_pending: transaction.status == Some(Status::Pending),
    })
}

/// A microdeposit without a guid can't be asked about.
pub(super) fn read_microdeposit(microdeposit: mx_platform::Microdeposit) -> Option<Microdeposit> {
    let named =
        |status: &mx_platform::MicrodepositStatus| MicrodepositStatus::from_name(status.as_str());
    Some(Microdeposit {
        guid: microdeposit.guid?,
        status: microdeposit.status.as_ref().map(named),
        institution: present(microdeposit.institution_name),
        account_name: present(microdeposit.account_name),
        account_kind: microdeposit.account_type.map(|kind| kind.to_string()),
        account_number: microdeposit.account_number,
        routing_number: present(microdeposit.routing_number),
        error_message: present(microdeposit.error_message),
        updated_at: microdeposit.updated_at.map(|at| at.to_string()),
        verified_at: microdeposit.verified_at.map(|at| at.to_string()),
    })
}
