//! What the simulated banks hold for a customer.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    institution::{Character, Holdings, Institution},
    member::Login,
    random::{guid, hash},
};

/// The kinds of account. The simulated banks have the first six; the others are added by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are MX's")]
pub enum AccountType {
    Checking,
    Savings,
    CreditCard,
    Loan,
    Mortgage,
    Investment,
    LineOfCredit,
    Property,
    Cash,
    Insurance,
    Prepaid,
    Any,
}

impl AccountType {
    /// The name the API carries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Checking => "CHECKING",
            Self::Savings => "SAVINGS",
            Self::CreditCard => "CREDIT_CARD",
            Self::Loan => "LOAN",
            Self::Mortgage => "MORTGAGE",
            Self::Investment => "INVESTMENT",
            Self::LineOfCredit => "LINE_OF_CREDIT",
            Self::Property => "PROPERTY",
            Self::Cash => "CASH",
            Self::Insurance => "INSURANCE",
            Self::Prepaid => "PREPAID",
            Self::Any => "ANY",
        }
    }

    /// MX's number for it (MX docs, account types).
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Checking => 1,
            Self::Savings => 2,
            Self::Loan => 3,
            Self::CreditCard => 4,
            Self::Investment => 5,
            Self::LineOfCredit => 6,
            Self::Mortgage => 7,
            Self::Property => 8,
            Self::Cash => 9,
            Self::Insurance => 10,
            Self::Prepaid => 11,
            Self::Any => 0,
        }
    }

    /// Whether an account of the kind has a number to verify: only deposit accounts do (MX docs,
    /// instant account verification).
    #[must_use]
    pub fn has_number(self) -> bool {
        matches!(self, Self::Checking | Self::Savings)
    }

    fn name_for_people(self) -> &'static str {
        match self {
            Self::Checking => "Checking",
            Self::Savings => "Savings",
            Self::CreditCard => "Credit Card",
            Self::Loan => "Loan",
            Self::Mortgage => "Mortgage",
            Self::Investment => "Investment",
            Self::LineOfCredit => "Line of Credit",
            Self::Property => "Property",
            Self::Cash => "Cash",
            Self::Insurance => "Insurance",
            Self::Prepaid => "Prepaid",
            Self::Any => "Other",
        }
    }

    /// In cents. Debts are positive (MX docs, accounts).
    fn balance(self) -> i64 {
        match self {
            Self::Checking => 49_184_463,
            Self::Savings => 50_639_885,
            Self::CreditCard => 835_655,
            Self::Loan => 1_458_780,
            Self::Mortgage => 1_007_813,
            Self::Investment => 1_000_000,
            Self::LineOfCredit
            | Self::Property
            | Self::Cash
            | Self::Insurance
            | Self::Prepaid
            | Self::Any => 0,
        }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// `ACT-…`.
    pub guid: String,
    /// What it is.
    pub account_type: AccountType,
    /// The name people know.
    pub name: String,
    /// The number with all but its last four characters hidden.
    pub masked_number: String,
    /// In cents; what is owed counts as positive.
    pub balance: i64,
    /// In cents, where the account has one.
    pub available_balance: Option<i64>,
    /// In cents, where the account has one.
    pub available_credit: Option<i64>,
    /// ISO code of the money.
    #[serde(skip)]
    pub currency_code: &'static str,
    /// Whether the user's lists are to leave it out; the partner says so.
    pub is_hidden: bool,
    /// First seen.
    pub created_at: Timestamp,
    /// Last read.
    pub updated_at: Timestamp,
}

/// The numbers that move money into an account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNumber {
    /// `ACN-…`.
    pub guid: String,
    /// Whose numbers these are.
    pub account_guid: String,
    /// The full number.
    pub account_number: String,
    /// US: nine digits.
    pub routing_number: Option<String>,
    /// Canada: three digits.
    pub institution_number: Option<String>,
    /// Canada: five digits.
    pub transit_number: Option<String>,
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AccountNumber")
            .field("guid", &self.guid)
            .field("account_guid", &self.account_guid)
            .finish_non_exhaustive()
    }
}

/// Which kinds of account a customer has.
pub(crate) fn account_types(
    institution: &Institution,
    login: Option<&Login>,
) -> &'static [AccountType] {
    use AccountType::{Checking, CreditCard, Investment, Loan, Mortgage, Savings};
    match institution.holdings {
        Holdings::Full => &[Checking, Savings, CreditCard, Loan, Mortgage, Investment],
        Holdings::Deposits => &[Checking, Savings],
        Holdings::CardOnly => &[CreditCard],
        Holdings::ByPassword => match login.map(|login| login.password.as_str()) {
            Some("none") => &[CreditCard],
            Some("one") => &[Checking, CreditCard],
            _ => &[Checking, Savings, CreditCard],
        },
    }
}

/// ISO code of the money an institution counts in.
pub(crate) fn currency(institution: &Institution) -> &'static str {
    match institution.iso_country_code.as_str() {
        "CA" => "CAD",
        _ => "USD",
    }
}

/// The accounts of a customer. Their numbers are the same for the same seed, customer and
/// institution, whatever the run.
pub(crate) fn open_accounts(
    institution: &Institution,
    kinds: &[AccountType],
    customer: &str,
    seed: u64,
    now: Timestamp,
) -> Vec<Account> {
    kinds
        .iter()
        .map(|kind| Account {
            guid: guid("ACT"),
            account_type: *kind,
            name: format!("{} {}", institution.name, kind.name_for_people()),
            masked_number: mask(&number_of(institution, customer, *kind, seed)),
            balance: kind.balance(),
            available_balance: kind.has_number().then_some(kind.balance()),
            available_credit: (*kind == AccountType::CreditCard).then_some(300_000),
            currency_code: currency(institution),
            is_hidden: false,
            created_at: now,
            updated_at: now,
        })
        .collect()
}

/// The numbers of those accounts that have one.
pub(crate) fn read_numbers(
    accounts: &[Account],
    institution: &Institution,
    customer: &str,
    seed: u64,
) -> Vec<AccountNumber> {
    let canadian = institution.iso_country_code == "CA";
    accounts
        .iter()
        .filter(|account| account.account_type.has_number())
        .map(|account| AccountNumber {
            guid: guid("ACN"),
            account_guid: account.guid.clone(),
            account_number: match institution.character {
                Character::Tokenised => token_of(institution, customer, account.account_type, seed),
                _ => number_of(institution, customer, account.account_type, seed),
            },
            routing_number: (!canadian).then(|| routing_number(institution)),
            institution_number: canadian.then(|| "999".to_owned()),
            transit_number: canadian.then(|| digits(hash(0, &[&institution.code, "transit"]), 5)),
        })
        .collect()
}

/// Twelve digits that start with `000`: no bank's number looks like it, and whoever drops leading
/// zeros is found out.
fn number_of(institution: &Institution, customer: &str, kind: AccountType, seed: u64) -> String {
    let value = hash(seed, &[&institution.code, customer, kind.name()]);
    format!("000{}", digits(value, 9))
}

/// What a bank gives out that keeps its numbers to itself: it looks like a number, works with its
/// routing number alone, and doesn't end as the account's mask does.
fn token_of(institution: &Institution, customer: &str, kind: AccountType, seed: u64) -> String {
    let value = hash(seed, &[&institution.code, customer, kind.name(), "token"]);
    format!("000777{}", digits(value, 11))
}

/// Nine digits with a valid ABA check digit. Numbers that start with 99 have never been given out,
/// so no money sent there can arrive anywhere.
pub(crate) fn routing_number(institution: &Institution) -> String {
    let eight = format!("99{}", digits(hash(0, &[&institution.code, "routing"]), 6));
    let check = (10 - weighted(&eight) % 10) % 10;
    format!("{eight}{check}")
}

/// Whether it is nine digits with a right ABA check digit.
pub(crate) fn is_routing_number(text: &str) -> bool {
    text.len() == 9
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && weighted(text).is_multiple_of(10)
}

fn weighted(digits: &str) -> u32 {
    digits
        .chars()
        .zip([3, 7, 1, 3, 7, 1, 3, 7, 1])
        .map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight)
        .sum()
}

fn digits(value: u64, count: usize) -> String {
    let all = format!("{value:020}");
    all[all.len() - count..].to_owned()
}

fn mask(number: &str) -> String {
    let shown = number.len().saturating_sub(4);
    format!("XXXXX{}", &number[shown..])
}
