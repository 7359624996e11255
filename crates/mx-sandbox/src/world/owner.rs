//! Who owns the simulated accounts.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    account::Account,
    institution::Institution,
    random::{guid, hash},
};

/// An owner of an account, as its bank knows them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOwner {
    /// `ACO-…`.
    pub guid: String,
    /// What they own.
    pub account_guid: String,
    /// First and last name.
    pub owner_name: String,
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// ZIP or postal code.
    pub postal_code: String,
    /// ISO code of the country.
    pub country: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

impl fmt::Debug for AccountOwner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AccountOwner")
            .field("guid", &self.guid)
            .field("account_guid", &self.account_guid)
            .finish_non_exhaustive()
    }
}

const FIRST_NAMES: &[&str] = &[
    "Ada", "Bram", "Cleo", "Dara", "Edda", "Finn", "Gita", "Hugo",
];
const LAST_NAMES: &[&str] = &[
    "Examplar",
    "Fauxley",
    "Mockridge",
    "Pretendo",
    "Samplesmith",
    "Testerson",
];

/// The owners: one customer of the bank, the same in every run. Telephone numbers are of the range
/// kept for fiction, e-mail addresses of the domain kept for examples.
pub(crate) fn read_owners(
    accounts: &[Account],
    institution: &Institution,
    customer: &str,
    seed: u64,
) -> Vec<AccountOwner> {
    let value = hash(seed, &[&institution.code, customer, "owner"]);
    let pick = |from: &[&'static str], shift: u32| {
        let index = usize::try_from((value >> shift) % 1_009).unwrap_or(0) % from.len();
        from[index]
    };
    let (first, last) = (pick(FIRST_NAMES, 0), pick(LAST_NAMES, 10));
    let canadian = institution.iso_country_code == "CA";
    let (city, state, postal_code) = if canadian {
        ("Fauxville", "QC", "H0H 0H0")
    } else {
        ("Sampleton", "UT", "00000")
    };
    accounts
        .iter()
        .map(|account| AccountOwner {
            guid: guid("ACO"),
            account_guid: account.guid.clone(),
            owner_name: format!("{first} {last}"),
            address: format!("{} Nowhere Lane", 1 + (value >> 20) % 900),
            city: city.to_owned(),
            state: state.to_owned(),
            postal_code: postal_code.to_owned(),
            country: institution.iso_country_code.clone(),
            email: format!("{first}.{last}@customer.example").to_lowercase(),
            phone: format!("555-01{:02}", (value >> 32) % 100),
        })
        .collect()
}
