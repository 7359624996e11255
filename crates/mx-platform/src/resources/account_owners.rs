//! Account owners: who the bank says an account belongs to.

use std::fmt;

use serde::Deserialize;

use crate::{Client, PageRequest, Resource, lenient, route::Route};

/// An owner of an account (MX docs, account owners).
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AccountOwner {
    /// MX's identifier, `ACO-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// MX's identifier of the account.
    #[serde(deserialize_with = "lenient::text")]
    pub account_guid: Option<String>,
    /// MX's identifier of the member.
    #[serde(deserialize_with = "lenient::text")]
    pub member_guid: Option<String>,
    /// MX's identifier of the user.
    #[serde(deserialize_with = "lenient::text")]
    pub user_guid: Option<String>,
    /// The whole name.
    #[serde(deserialize_with = "lenient::text")]
    pub owner_name: Option<String>,
    /// The first name; only for clients for whom MX splits names.
    #[serde(deserialize_with = "lenient::text")]
    pub first_name: Option<String>,
    /// The last name; only for clients for whom MX splits names.
    #[serde(deserialize_with = "lenient::text")]
    pub last_name: Option<String>,
    /// Street and number.
    #[serde(deserialize_with = "lenient::text")]
    pub address: Option<String>,
    /// City.
    #[serde(deserialize_with = "lenient::text")]
    pub city: Option<String>,
    /// State or province.
    #[serde(deserialize_with = "lenient::text")]
    pub state: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "lenient::text")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(deserialize_with = "lenient::text")]
    pub country: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(deserialize_with = "lenient::text")]
    pub phone: Option<String>,
}

/// Shows MX's identifiers alone: the rest is about a person.
impl fmt::Debug for AccountOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountOwner")
            .field("guid", &self.guid)
            .field("account_guid", &self.account_guid)
            .finish_non_exhaustive()
    }
}

impl Resource for AccountOwner {
    const ONE: &'static str = "account_owner";
    const MANY: &'static str = "account_owners";
}

/// The owners of a user's accounts. Made by [`Client::account_owners`].
#[derive(Clone)]
pub struct AccountOwners {
    client: Client,
    user: String,
}

impl Client {
    /// The owners of a user's accounts; the user named by MX's guid or (v20250224) the partner's
    /// identifier.
    #[must_use]
    pub fn account_owners(&self, user: impl Into<String>) -> AccountOwners {
        AccountOwners {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl AccountOwners {
    /// The owners of all accounts of a member. Empty while no
    /// [identification](crate::Members::identify) has finished.
    pub fn by_member(&self, member: &str) -> PageRequest<AccountOwner> {
        let route = Route::new(
            "/users/{user}/members/{member}/account_owners",
            &[&self.user, member],
        );
        PageRequest::new(self.client.clone(), route)
    }
}
