//! Accounts: what a member has at its institution.

use std::fmt;

use jiff::Timestamp;
use rust_decimal::{Decimal, serde::arbitrary_precision_option};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::UseCase;
use crate::{
    Client, Error, PageRequest, Resource, envelope, lenient,
    open_enum::open_enum,
    route::Route,
    transport::{Call, Method},
};

open_enum! {
    /// What kind of account it is (MX docs, accounts).
    pub enum AccountType {
        /// Any kind.
        Any = "ANY",
        /// Cash.
        Cash = "CASH",
        /// A checking account.
        Checking = "CHECKING",
        /// A checking account's line of credit.
        CheckingLineOfCredit = "CHECKING_LINE_OF_CREDIT",
        /// A credit card.
        CreditCard = "CREDIT_CARD",
        /// A loan.
        Loan = "LOAN",
        /// A line of credit.
        LineOfCredit = "LINE_OF_CREDIT",
        /// A savings account.
        Savings = "SAVINGS",
        /// An investment account.
        Investment = "INVESTMENT",
        /// A mortgage.
        Mortgage = "MORTGAGE",
        /// An insurance policy.
        Insurance = "INSURANCE",
        /// A prepaid card.
        Prepaid = "PREPAID",
        /// Property.
        Property = "PROPERTY",
    }
}

open_enum! {
    /// Who owns an account.
    pub enum AccountOwnership {
        /// Not known.
        Unknown = "UNKNOWN",
        /// One person.
        Individual = "INDIVIDUAL",
        /// Two people together.
        Joint = "JOINT",
        /// Several people.
        Multiple = "MULTIPLE",
    }
}

open_enum! {
    /// Whether deposits are insured by the FDIC or the NCUA.
    pub enum FederalInsuranceStatus {
        /// Not known.
        UnknownInsured = "UNKNOWN_INSURED",
        /// Insured.
        Insured = "INSURED",
        /// Not insured.
        NotInsured = "NOT_INSURED",
    }
}

/// An account (MX docs, accounts). Amounts are in `currency_code`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Account {
    /// MX's identifier, `ACT-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// The partner's own identifier.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub member_guid: Option<String>,
    /// MX's identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_guid: Option<String>,
    /// The account's name at the institution.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// What kind of account it is.
    #[serde(rename = "type")]
    pub account_type: Option<AccountType>,
    /// The number as far as the bank's feed shows it: usually masked or its end. The full one is
    /// an [`AccountNumber`](crate::AccountNumber). Kept secret all the same, since MX doesn't
    /// promise the mask.
    #[serde(deserialize_with = "lenient::secret")]
    pub account_number: Option<SecretString>,
    /// Who owns the account.
    pub account_ownership: Option<AccountOwnership>,
    /// Until when an insurance policy is in effect.
    #[serde(deserialize_with = "lenient::text")]
    pub annuity_policy_to_date: Option<String>,
    /// Who provides an insurance policy.
    #[serde(deserialize_with = "lenient::text")]
    pub annuity_provider: Option<String>,
    /// Term of an insurance policy, in years.
    #[serde(deserialize_with = "lenient::integer")]
    pub annuity_term_year: Option<i64>,
    /// Annual percentage rate.
    #[serde(with = "arbitrary_precision_option")]
    pub apr: Option<Decimal>,
    /// Annual percentage yield.
    #[serde(with = "arbitrary_precision_option")]
    pub apy: Option<Decimal>,
    /// What can be used now.
    #[serde(with = "arbitrary_precision_option")]
    pub available_balance: Option<Decimal>,
    /// What can still be borrowed.
    #[serde(with = "arbitrary_precision_option")]
    pub available_credit: Option<Decimal>,
    /// The balance. What is owed on a debt is positive.
    #[serde(with = "arbitrary_precision_option")]
    pub balance: Option<Decimal>,
    /// The cash in an investment account.
    #[serde(with = "arbitrary_precision_option")]
    pub cash_balance: Option<Decimal>,
    /// What giving up an insurance policy pays.
    #[serde(with = "arbitrary_precision_option")]
    pub cash_surrender_value: Option<Decimal>,
    /// When MX first saw the account.
    #[serde(deserialize_with = "lenient::time")]
    pub created_at: Option<Timestamp>,
    /// The most that can be borrowed.
    #[serde(with = "arbitrary_precision_option")]
    pub credit_limit: Option<Decimal>,
    /// ISO 4217 code.
    #[serde(deserialize_with = "lenient::text")]
    pub currency_code: Option<String>,
    /// Day of the month on which a payment is due, 1 to 31.
    #[serde(deserialize_with = "lenient::integer")]
    pub day_payment_is_due: Option<i64>,
    /// What is paid on the insured person's death.
    #[serde(with = "arbitrary_precision_option")]
    pub death_benefit: Option<Decimal>,
    /// Whether deposits are federally insured.
    pub federal_insurance_status: Option<FederalInsuranceStatus>,
    /// When MX last received data of the account.
    #[serde(deserialize_with = "lenient::time")]
    pub imported_at: Option<Timestamp>,
    /// The institution's code.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_code: Option<String>,
    /// Who is insured.
    #[serde(deserialize_with = "lenient::text")]
    pub insured_name: Option<String>,
    /// Interest rate, in percent.
    #[serde(with = "arbitrary_precision_option")]
    pub interest_rate: Option<Decimal>,
    /// Whether the account is closed.
    pub is_closed: Option<bool>,
    /// Whether the user has hidden the account.
    pub is_hidden: Option<bool>,
    /// Whether the user keeps the account by hand.
    pub is_manual: Option<bool>,
    /// The last payment.
    #[serde(with = "arbitrary_precision_option")]
    pub last_payment: Option<Decimal>,
    /// When the last payment was made.
    #[serde(deserialize_with = "lenient::time")]
    pub last_payment_at: Option<Timestamp>,
    /// What was lent.
    #[serde(with = "arbitrary_precision_option")]
    pub loan_amount: Option<Decimal>,
    /// What was borrowed to invest.
    #[serde(with = "arbitrary_precision_option")]
    pub margin_balance: Option<Decimal>,
    /// When the account matures, as MX writes it.
    #[serde(deserialize_with = "lenient::text")]
    pub matures_on: Option<String>,
    /// The partner's own identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub member_id: Option<String>,
    /// Whether the user looks after the member, and not the partner.
    pub member_is_managed_by_user: Option<bool>,
    /// Free text of the partner's.
    #[serde(deserialize_with = "lenient::text")]
    pub metadata: Option<String>,
    /// The least the account must hold.
    #[serde(with = "arbitrary_precision_option")]
    pub minimum_balance: Option<Decimal>,
    /// The least that must be paid.
    #[serde(with = "arbitrary_precision_option")]
    pub minimum_payment: Option<Decimal>,
    /// The user's own name for the account.
    #[serde(deserialize_with = "lenient::text")]
    pub nickname: Option<String>,
    /// What a debt began with.
    #[serde(with = "arbitrary_precision_option")]
    pub original_balance: Option<Decimal>,
    /// What an insurance policy pays out.
    #[serde(with = "arbitrary_precision_option")]
    pub pay_out_amount: Option<Decimal>,
    /// When a payment is due.
    #[serde(deserialize_with = "lenient::time")]
    pub payment_due_at: Option<Timestamp>,
    /// What settles a debt today.
    #[serde(with = "arbitrary_precision_option")]
    pub payoff_balance: Option<Decimal>,
    /// What an insurance policy costs.
    #[serde(with = "arbitrary_precision_option")]
    pub premium_amount: Option<Decimal>,
    /// What kind of property it is.
    #[serde(deserialize_with = "lenient::text")]
    pub property_type: Option<String>,
    /// The routing number, if the bank's feed has it.
    #[serde(deserialize_with = "lenient::text")]
    pub routing_number: Option<String>,
    /// When a debt or policy began, as MX writes it.
    #[serde(deserialize_with = "lenient::text")]
    pub started_on: Option<String>,
    /// The balance of the last statement.
    #[serde(with = "arbitrary_precision_option")]
    pub statement_balance: Option<Decimal>,
    /// MX's finer type, such as `MONEY_MARKET`.
    #[serde(deserialize_with = "lenient::text")]
    pub subtype: Option<String>,
    /// Today's unrealised gain or loss.
    #[serde(with = "arbitrary_precision_option")]
    pub today_ugl_amount: Option<Decimal>,
    /// Today's unrealised gain or loss, in percent.
    #[serde(with = "arbitrary_precision_option")]
    pub today_ugl_percentage: Option<Decimal>,
    /// What the account is worth altogether.
    #[serde(with = "arbitrary_precision_option")]
    pub total_account_value: Option<Decimal>,
    /// The unrealised gain or loss altogether.
    #[serde(with = "arbitrary_precision_option")]
    pub total_account_value_ugl: Option<Decimal>,
    /// When the account last changed.
    #[serde(deserialize_with = "lenient::time")]
    pub updated_at: Option<Timestamp>,
    /// The partner's own identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_id: Option<String>,
}

/// Shows identifiers and kinds alone.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("guid", &self.guid)
            .field("member_guid", &self.member_guid)
            .field("account_type", &self.account_type)
            .field("is_closed", &self.is_closed)
            .finish_non_exhaustive()
    }
}

impl Resource for Account {
    const ONE: &'static str = "account";
    const MANY: &'static str = "accounts";
}

/// What to change of an account (MX docs, update account by member). At least one field must be
/// given; those of manual accounts are refused for others.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct AccountUpdateRequest {
    /// The account's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The user's own name for the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Free text of the partner's. Never secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// Whether the user has hidden the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hidden: Option<bool>,
    /// Whether the account is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_closed: Option<bool>,
    /// Whether the account is a business's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_business: Option<bool>,
    /// Manual accounts: what kind of account it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    /// Manual accounts: MX's finer type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_subtype: Option<String>,
    /// Manual accounts: ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency_code: Option<String>,
    /// Manual accounts: what kind of property it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_type: Option<String>,
    /// Manual accounts: annual percentage rate.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub apr: Option<Decimal>,
    /// Manual accounts: annual percentage yield.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub apy: Option<Decimal>,
    /// Manual accounts: what can be used now.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub available_balance: Option<Decimal>,
    /// Manual accounts: the balance. What is owed on a debt is positive.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub balance: Option<Decimal>,
    /// Manual accounts: what giving up an insurance policy pays.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub cash_surrender_value: Option<Decimal>,
    /// Manual accounts: the most that can be borrowed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub credit_limit: Option<Decimal>,
    /// Manual accounts: what is paid on the insured person's death, in whole units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub death_benefit: Option<i64>,
    /// Manual accounts: interest rate, in percent.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub interest_rate: Option<Decimal>,
    /// Manual accounts: what was lent.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub loan_amount: Option<Decimal>,
    /// Manual accounts: what a debt began with.
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "arbitrary_precision_option"
    )]
    pub original_balance: Option<Decimal>,
    /// Tell no webhook of the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_webhook: Option<bool>,
}

/// Shows kinds and flags alone.
impl fmt::Debug for AccountUpdateRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountUpdateRequest")
            .field("account_type", &self.account_type)
            .field("is_hidden", &self.is_hidden)
            .field("is_closed", &self.is_closed)
            .finish_non_exhaustive()
    }
}

/// The accounts of a user. Made by [`Client::accounts`].
#[derive(Clone)]
pub struct Accounts {
    client: Client,
    user: String,
}

impl Client {
    /// The accounts of a user, named by MX's guid or (v20250224) the partner's identifier.
    #[must_use]
    pub fn accounts(&self, user: impl Into<String>) -> Accounts {
        Accounts {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl Accounts {
    /// All accounts of the user. Those of a deleted member stay in this list for a while, so
    /// [`by_member`](Self::by_member) is the better one to trust.
    pub fn list(&self) -> PageRequest<Account> {
        let route = Route::new("/users/{user}/accounts", &[&self.user]);
        PageRequest::new(self.client.clone(), route)
    }

    /// The accounts of a member.
    pub fn by_member(&self, member: &str) -> PageRequest<Account> {
        let route = Route::new(
            "/users/{user}/members/{member}/accounts",
            &[&self.user, member],
        );
        PageRequest::new(self.client.clone(), route)
    }

    /// Reads an account.
    ///
    /// # Errors
    /// 404 when the user has no such account, or any other [`Error`].
    pub async fn read(&self, account: &str) -> Result<Account, Error> {
        let route = Route::new("/users/{user}/accounts/{account}", &[&self.user, account]);
        self.client
            .execute(Call::new(Method::Get, &route, Account::ONE), envelope::one)
            .await
    }

    /// Reads an account of a member's.
    ///
    /// # Errors
    /// 404 when the member has no such account, or any other [`Error`].
    pub async fn read_of_member(&self, member: &str, account: &str) -> Result<Account, Error> {
        let route = self.route_of_member(member, account);
        self.client
            .execute(Call::new(Method::Get, &route, Account::ONE), envelope::one)
            .await
    }

    /// Changes the fields that are given of an account of a member's.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] when no field is given, 404 when the member has no such account, or
    /// any other [`Error`].
    pub async fn update_of_member(
        &self,
        member: &str,
        account: &str,
        change: &AccountUpdateRequest,
    ) -> Result<Account, Error> {
        // MX refuses an empty `account` object, so it isn't sent.
        if *change == AccountUpdateRequest::default() {
            return Err(Error::InvalidInput {
                field: Account::ONE,
                reason: "no field is given",
            });
        }
        let route = self.route_of_member(member, account);
        let call = Call::new(Method::Put, &route, Account::ONE).body(change)?;
        self.client.execute(call, envelope::one).await
    }

    fn route_of_member(&self, member: &str, account: &str) -> Route {
        Route::new(
            "/users/{user}/members/{member}/accounts/{account}",
            &[&self.user, member, account],
        )
    }
}

/// Filters of [`Accounts::list`] and [`Accounts::by_member`].
impl PageRequest<Account> {
    /// Only accounts of members that the user, or the partner, looks after.
    pub fn member_is_managed_by_user(self, is_managed_by_user: bool) -> Self {
        self.filter("member_is_managed_by_user", is_managed_by_user.to_string())
    }

    /// Only accounts that the user keeps by hand, or only others. Not for
    /// [`Accounts::by_member`].
    pub fn is_manual(self, is_manual: bool) -> Self {
        self.filter("is_manual", is_manual.to_string())
    }

    /// Only accounts of members with this use. Not for [`Accounts::by_member`].
    pub fn use_case(self, use_case: &UseCase) -> Self {
        self.filter("use_case", use_case.to_string())
    }
}
