//! Transactions: made up, and the same for the same seed and customer in every run.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    account::{Account, AccountType},
    institution::{Character, Institution},
    member::{Login, Member},
    random::{fixed_guid, hash},
};

/// What a first aggregation reads: 91 days, with two transactions each in five accounts, as live.
const FIRST_READ_DAYS: i64 = 90;
/// How far back a history goes (MX docs, extend history).
const HISTORY_MONTHS: i64 = 24;
/// Accounts of a bank's full set that have transactions, as live.
const MOVING_ACCOUNTS: u32 = 5;
/// In each account on each day, as live: one out, one in.
const EACH_DAY: u32 = 2;
/// What a customer of the bank with very many transactions has, unless the password says.
const VERY_MANY: u32 = 100_000;
/// More than anybody needs, and about as many as memory holds.
const MOST: u32 = 2_000_000;

/// Where money goes, relative to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionType {
    /// In.
    Credit,
    /// Out.
    Debit,
}

impl TransactionType {
    /// The name the API carries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Credit => "CREDIT",
            Self::Debit => "DEBIT",
        }
    }
}

/// A movement of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// `TRN-…`.
    pub guid: String,
    /// The bank's own id for it.
    pub id: String,
    /// Where it happened.
    pub account_guid: String,
    /// Whose account that is.
    pub member_guid: String,
    /// In cents, never negative: the type says which way.
    pub amount: i64,
    /// ISO code of the money.
    pub currency_code: &'static str,
    /// Which way.
    pub transaction_type: TransactionType,
    /// When.
    pub date: Date,
    /// Whether the bank has booked it.
    pub is_posted: bool,
    /// First seen.
    pub created_at: Timestamp,
    /// What it was.
    pub kind: TransactionKind,
}

/// What a transaction was, in MX's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransactionKind {
    /// Words for people.
    pub description: &'static str,
    /// The bank's words.
    pub original_description: &'static str,
    /// What it was for.
    pub category: &'static str,
    /// What that belongs to.
    pub top_level_category: &'static str,
    /// MX's class of it.
    pub class: &'static str,
    /// Whether it comes again and again.
    pub repeats: bool,
}

impl TransactionKind {
    /// `CAT-…` of the category.
    #[must_use]
    pub fn category_guid(&self) -> String {
        fixed_guid("CAT", self.category)
    }

    /// `CAT-…` of what the category belongs to.
    #[must_use]
    pub fn top_level_category_guid(&self) -> String {
        fixed_guid("CAT", self.top_level_category)
    }

    /// `MCH-…` of whom it was with.
    #[must_use]
    pub fn merchant_guid(&self) -> String {
        fixed_guid("MCH", self.description)
    }
}

const fn kind(
    description: &'static str,
    original_description: &'static str,
    [category, top_level_category, class]: [&'static str; 3],
    repeats: bool,
) -> TransactionKind {
    TransactionKind {
        description,
        original_description,
        category,
        top_level_category,
        class,
        repeats,
    }
}

const CLOTHES_RETURNED: TransactionKind = kind(
    "Odderly Outfitters",
    "ODDERLY OUTFTRS CREDIT",
    ["Clothing", "Shopping", "Refunds"],
    false,
);
const GROCERIES_RETURNED: TransactionKind = kind(
    "Tallowby Market",
    "TALLOWBY MKT RETURN #2210",
    ["Groceries", "Food & Dining", "Refunds"],
    false,
);

/// Nobody's names: every one is made up.
const CREDITS: &[TransactionKind] = &[
    kind(
        "Wexmoor Works",
        "WEXMOOR WORKS PAYROLL 00417",
        ["Paycheck", "Income", "Payroll"],
        true,
    ),
    GROCERIES_RETURNED,
    kind(
        "Interest",
        "INTEREST PAID",
        ["Interest Income", "Income", "Income"],
        false,
    ),
    kind(
        "Transfer In",
        "ONLINE TRANSFER FROM 000-0042",
        ["Transfer", "Transfer", "Transfer"],
        false,
    ),
    kind(
        "Deposit",
        "BRANCH DEPOSIT QUILLMERE",
        ["Deposit", "Income", "Deposit"],
        false,
    ),
    CLOTHES_RETURNED,
];
const DEBITS: &[TransactionKind] = &[
    kind(
        "Tallowby Market",
        "TALLOWBY MKT #2210 POS",
        ["Groceries", "Food & Dining", "Spend"],
        false,
    ),
    kind(
        "Café Larkmoor",
        "SQ *CAFE LARKMOOR",
        ["Coffee Shops", "Food & Dining", "Spend"],
        false,
    ),
    kind(
        "Brightspindle Electric",
        "BRIGHTSPINDLE ELEC AUTOPAY",
        ["Utilities", "Bills & Utilities", "Expenses"],
        true,
    ),
    kind(
        "Pondwater Streaming",
        "PONDWATER*STREAMING 8884",
        ["Television", "Bills & Utilities", "Spend"],
        true,
    ),
    kind(
        "Fenwick & Vole Books",
        "FENWICK & VOLE <BOOKS> \"ONLINE\"",
        ["Books", "Entertainment", "Spend"],
        false,
    ),
    kind(
        "Gantry Fuel",
        "GANTRY FUEL 0071",
        ["Gas", "Auto & Transport", "Spend"],
        false,
    ),
    kind(
        "Hollowell Rent",
        "HOLLOWELL PROPERTY RENT",
        ["Mortgage & Rent", "Home", "Expenses"],
        true,
    ),
    kind(
        "Monthly Fee",
        "MONTHLY SERVICE FEE",
        ["Service Fee", "Fees & Charges", "Fees"],
        false,
    ),
];

/// What is paid into a credit card, and what comes back to it.
const CARD_CREDITS: &[TransactionKind] = &[
    kind(
        "Card Payment",
        "PAYMENT RECEIVED THANK YOU",
        ["Credit Card Payment", "Transfer", "Transfer"],
        false,
    ),
    CLOTHES_RETURNED,
    GROCERIES_RETURNED,
];

/// What is paid back of a loan, and what the bank takes for it.
const LOAN_CREDITS: &[TransactionKind] = &[kind(
    "Loan Payment",
    "LOAN PAYMENT RECEIVED",
    ["Loan Payment", "Loans", "Transfer"],
    false,
)];
const LOAN_DEBITS: &[TransactionKind] = &[kind(
    "Loan Interest",
    "INTEREST CHARGED",
    ["Loan Interest", "Loans", "Expenses"],
    false,
)];

/// What can happen in an account.
fn kinds_in(account: AccountType, way: TransactionType) -> &'static [TransactionKind] {
    use AccountType::{CreditCard, Loan, Mortgage};
    use TransactionType::{Credit, Debit};
    match (account, way) {
        (Loan | Mortgage, Credit) => LOAN_CREDITS,
        (Loan | Mortgage, Debit) => LOAN_DEBITS,
        (CreditCard, Credit) => CARD_CREDITS,
        (_, Credit) => CREDITS,
        (_, Debit) => DEBITS,
    }
}

/// Which days have been read, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Span {
    from: Date,
    to: Date,
    first_read: Timestamp,
    /// Transactions in each account on each day.
    #[serde(default = "each_day")]
    each_day: u32,
}

fn each_day() -> u32 {
    EACH_DAY
}

/// How many transactions a day a sign-in leads to, in each account: at the bank with very many, so
/// that a first aggregation reads at least as many as the password says.
fn each_day_for(institution: &Institution, login: Option<&Login>) -> u32 {
    if institution.character != Character::Thronged {
        return EACH_DAY;
    }
    let said = login.and_then(|login| login.password.parse().ok());
    let all = said.unwrap_or(VERY_MANY).min(MOST);
    let days = u32::try_from(FIRST_READ_DAYS + 1).unwrap_or(u32::MAX);
    all.div_ceil(days * MOVING_ACCOUNTS).max(1)
}

impl Span {
    /// What an aggregation reads: from where the last one was, or about 90 days back, to today.
    pub(crate) fn read(
        before: Option<Self>,
        institution: &Institution,
        login: Option<&Login>,
        at: Timestamp,
    ) -> Self {
        let today = day(at);
        match before {
            Some(before) => Self {
                to: today.max(before.to),
                ..before
            },
            None => Self {
                from: today.saturating_sub(FIRST_READ_DAYS.days()),
                to: today,
                first_read: at,
                each_day: each_day_for(institution, login),
            },
        }
    }

    /// The same with what a history job adds.
    pub(crate) fn extended(self, at: Timestamp) -> Self {
        let earliest = day(at).saturating_sub(HISTORY_MONTHS.months());
        Self {
            from: self.from.min(earliest),
            ..self
        }
    }

    /// Newest first.
    pub(crate) fn transactions(
        self,
        member: &Member,
        accounts: &[Account],
        customer: &str,
        seed: u64,
    ) -> Vec<Transaction> {
        let days = self
            .from
            .series(1.day())
            .take_while(|date| *date <= self.to)
            .collect::<Vec<_>>();
        // As live: five of MX Bank's six accounts have transactions.
        let moving = accounts
            .iter()
            .filter(|account| account.account_type != AccountType::Investment);
        let mut all = Vec::new();
        for account in moving {
            for date in &days {
                for nth in 0..self.each_day {
                    all.push(self.transaction(member, account, customer, seed, *date, nth));
                }
            }
        }
        all.sort_by_key(|transaction| std::cmp::Reverse(transaction.date));
        all
    }

    fn transaction(
        self,
        member: &Member,
        account: &Account,
        customer: &str,
        seed: u64,
        date: Date,
        nth: u32,
    ) -> Transaction {
        // One out, one in, and so on.
        let transaction_type = if nth.is_multiple_of(2) {
            TransactionType::Debit
        } else {
            TransactionType::Credit
        };
        let written = date.to_string();
        let which = match nth / 2 {
            0 => transaction_type.name().to_owned(),
            further => format!("{}/{further}", transaction_type.name()),
        };
        let parts = [
            member.institution.code.as_str(),
            customer,
            account.account_type.name(),
            &written,
            &which,
        ];
        let value = hash(seed, &parts);
        let kinds = kinds_in(account.account_type, transaction_type);
        let pick = usize::try_from(value % 1_009).unwrap_or(0) % kinds.len();
        let most = match transaction_type {
            TransactionType::Credit if kinds[pick].class == "Refunds" => 9_000,
            TransactionType::Credit => 320_000,
            TransactionType::Debit => 24_000,
        };
        let amount = 100 + i64::try_from((value >> 16) % most).unwrap_or(0);
        // MX Bank's rows are all booked, as live; elsewhere those of the last day wait.
        let is_posted = member.institution.is_mx_bank() || date < self.to;
        Transaction {
            guid: fixed_guid("TRN", &format!("{}/{written}/{which}", account.guid)),
            id: format!("{written}-{value:016x}"),
            account_guid: account.guid.clone(),
            member_guid: member.guid.clone(),
            amount,
            currency_code: account.currency_code,
            transaction_type,
            date,
            is_posted,
            created_at: self.first_read.max(noon(date)),
            kind: kinds[pick],
        }
    }
}

/// A member's transactions as they were made up last: a long list is asked for page by page.
pub(crate) struct MadeUp {
    span: Span,
    customer: String,
    accounts: Vec<String>,
    pub(crate) transactions: Arc<[Transaction]>,
}

impl MadeUp {
    pub(crate) fn new(
        span: Span,
        member: &Member,
        accounts: &[Account],
        customer: &str,
        seed: u64,
    ) -> Self {
        Self {
            span,
            customer: customer.to_owned(),
            accounts: accounts.iter().map(|it| it.guid.clone()).collect(),
            transactions: span.transactions(member, accounts, customer, seed).into(),
        }
    }

    /// Whether they would be the same made up anew.
    pub(crate) fn is_of(&self, span: Span, customer: &str, accounts: &[Account]) -> bool {
        let guids = accounts.iter().map(|account| &account.guid);
        self.span == span && self.customer == customer && guids.eq(&self.accounts)
    }
}

/// The day a moment falls on, in the time MX writes.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Noon of a day, which is when transactions of that day happened.
pub(crate) fn noon(date: Date) -> Timestamp {
    date.to_zoned(TimeZone::UTC)
        .map(|midnight| midnight.timestamp())
        .ok()
        .and_then(|midnight| midnight.checked_add(SignedDuration::from_hours(12)).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
