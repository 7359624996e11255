//! Account numbers: the full ones, obtained by a verification.

use std::fmt;

use secrecy::SecretString;
use serde::Deserialize;

use crate::{Client, PageRequest, Resource, lenient, route::Route};

/// The numbers of an account (MX docs, account numbers). An account can have several.
///
/// Some banks give tokens instead: these work only as a pair with their routing number, and nothing
/// marks them as tokens.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AccountNumber {
    /// MX's identifier, `ACN-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// MX's identifier of the account, `ACT-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub account_guid: Option<String>,
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub member_guid: Option<String>,
    /// MX's identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_guid: Option<String>,
    /// The full account number, leading zeros included.
    #[serde(deserialize_with = "lenient::secret")]
    pub account_number: Option<SecretString>,
    /// United States: the routing number.
    #[serde(deserialize_with = "lenient::text")]
    pub routing_number: Option<String>,
    /// Canada: the institution number, three digits.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_number: Option<String>,
    /// Canada: the transit number, five digits.
    #[serde(deserialize_with = "lenient::text")]
    pub transit_number: Option<String>,
    /// Whether the numbers passed MX's checks; none when they weren't checked.
    pub passed_validation: Option<bool>,
    /// Student loans: the guarantor.
    #[serde(deserialize_with = "lenient::text")]
    pub loan_guarantor: Option<String>,
    /// Student loans: the reference number.
    #[serde(deserialize_with = "lenient::secret")]
    pub loan_reference_number: Option<SecretString>,
    /// Student loans: the sequence number.
    #[serde(deserialize_with = "lenient::text")]
    pub sequence_number: Option<String>,
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountNumber")
            .field("guid", &self.guid)
            .field("account_guid", &self.account_guid)
            .field("passed_validation", &self.passed_validation)
            .finish_non_exhaustive()
    }
}

impl Resource for AccountNumber {
    const ONE: &'static str = "account_number";
    const MANY: &'static str = "account_numbers";
}

/// The account numbers of a user. Made by [`Client::account_numbers`].
#[derive(Clone)]
pub struct AccountNumbers {
    client: Client,
    user: String,
}

impl Client {
    /// The account numbers of a user, named by MX's guid.
    #[must_use]
    pub fn account_numbers(&self, user: impl Into<String>) -> AccountNumbers {
        AccountNumbers {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl AccountNumbers {
    /// The numbers of all accounts of a member. Empty while no verification has finished, and when
    /// no account can be verified.
    pub fn by_member(&self, member: &str) -> PageRequest<AccountNumber> {
        self.list(Route::new(
            "/users/{user}/members/{member}/account_numbers",
            &[&self.user, member],
        ))
    }

    /// The numbers of one account.
    pub fn by_account(&self, account: &str) -> PageRequest<AccountNumber> {
        self.list(Route::new(
            "/users/{user}/accounts/{account}/account_numbers",
            &[&self.user, account],
        ))
    }

    fn list(&self, route: Route) -> PageRequest<AccountNumber> {
        PageRequest::new(self.client.clone(), route)
    }
}
