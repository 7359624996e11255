//! Institutions: the banks a member can be at.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Credential, Product};
use crate::{
    ApiVersion, Client, Error, PageRequest, Resource, envelope, lenient,
    route::Route,
    transport::{Call, Method},
};

/// MX's documents contradict each other on 100 or 1000; from above its limit MX falls back to 25.
const LARGEST_PAGE: u32 = 100;

/// An institution (MX docs, institutions).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Institution {
    /// MX's code, such as `mxbank`; names it everywhere.
    #[serde(deserialize_with = "lenient::text")]
    pub code: Option<String>,
    /// MX's identifier, `INS-…` (v20250224).
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Its website.
    #[serde(deserialize_with = "lenient::text")]
    pub url: Option<String>,
    /// Its logo, 50 × 50 pixels.
    #[serde(deserialize_with = "lenient::text")]
    pub small_logo_url: Option<String>,
    /// Its logo, 100 × 100 pixels.
    #[serde(deserialize_with = "lenient::text")]
    pub medium_logo_url: Option<String>,
    /// Its page for a lost password.
    #[serde(deserialize_with = "lenient::text")]
    pub forgot_password_url: Option<String>,
    /// Its page for a lost user name.
    #[serde(deserialize_with = "lenient::text")]
    pub forgot_username_url: Option<String>,
    /// Its page for any trouble at the login.
    #[serde(deserialize_with = "lenient::text")]
    pub trouble_signing_in_url: Option<String>,
    /// What to tell the person before the login. May hold HTML: clean it before it is drawn.
    #[serde(deserialize_with = "lenient::text")]
    pub instructional_text: Option<String>,
    /// The same, step by step.
    #[serde(deserialize_with = "lenient::list")]
    pub instructional_text_steps: Vec<String>,
    /// ISO 3166 code of its country.
    #[serde(deserialize_with = "lenient::text")]
    pub iso_country_code: Option<String>,
    /// When MX added it (v20250224).
    #[serde(deserialize_with = "lenient::time")]
    pub created_at: Option<Timestamp>,
    /// Whether the client has switched it off.
    pub is_disabled_by_client: Option<bool>,
    /// Whether it is left out of searches (v20250224).
    pub is_hidden: Option<bool>,
    /// Whether a person logs in at its own page.
    pub supports_oauth: Option<bool>,
    /// Whether it has tax documents.
    pub supports_tax_document: Option<bool>,
    /// What it can be asked for (v20250224); see [`supports`](Self::supports).
    #[serde(deserialize_with = "lenient::list")]
    pub supported_products: Vec<Product>,
    /// Whether it says who owns an account (v20111101).
    pub supports_account_identification: Option<bool>,
    /// Whether it has statements (v20111101).
    pub supports_account_statement: Option<bool>,
    /// Whether it has account numbers (v20111101).
    pub supports_account_verification: Option<bool>,
    /// Whether it has up to 24 months of transactions (v20111101).
    pub supports_transaction_history: Option<bool>,
}

impl Institution {
    /// Whether it can be asked for a product, in the words of either generation. `None` when MX
    /// doesn't say.
    #[must_use]
    pub fn supports(&self, product: &Product) -> Option<bool> {
        if !self.supported_products.is_empty() {
            let is_named = self.supported_products.contains(product);
            // Both words are documented for the same thing.
            let history = Product::Other("history".to_owned());
            let is_history = *product == Product::TransactionHistory
                && self.supported_products.contains(&history);
            return Some(is_named || is_history);
        }
        match product {
            Product::AccountVerification => self.supports_account_verification,
            Product::IdentityVerification => self.supports_account_identification,
            Product::TransactionHistory => self.supports_transaction_history,
            Product::Statements => self.supports_account_statement,
            _ => None,
        }
    }
}

impl Resource for Institution {
    const ONE: &'static str = "institution";
    const MANY: &'static str = "institutions";
}

/// The institutions MX knows. Made by [`Client::institutions`].
#[derive(Clone)]
pub struct Institutions {
    client: Client,
}

impl Client {
    /// The institutions MX knows.
    #[must_use]
    pub fn institutions(&self) -> Institutions {
        Institutions {
            client: self.clone(),
        }
    }
}

impl Institutions {
    /// All institutions; there are thousands, so narrow the list by a filter.
    pub fn list(&self) -> PageRequest<Institution> {
        self.at(Route::new("/institutions", &[]))
    }

    /// The institutions the client has made its favourites, the most popular first.
    pub fn favorites(&self) -> PageRequest<Institution> {
        self.at(Route::new("/institutions/favorites", &[]))
    }

    /// Reads an institution, by its code.
    ///
    /// # Errors
    /// 404 when there is none, or any other [`Error`].
    pub async fn read(&self, institution_code: &str) -> Result<Institution, Error> {
        let route = Route::new("/institutions/{institution}", &[institution_code]);
        self.client
            .execute(
                Call::new(Method::Get, &route, Institution::ONE),
                envelope::one,
            )
            .await
    }

    /// What an institution wants to know at the login; by its code, or (v20250224) its guid.
    pub fn credentials(&self, institution: &str) -> PageRequest<Credential> {
        let route = Route::new("/institutions/{institution}/credentials", &[institution]);
        PageRequest::new(self.client.clone(), route)
    }

    fn at(&self, route: Route) -> PageRequest<Institution> {
        PageRequest::new(self.client.clone(), route).with_largest_page(LARGEST_PAGE)
    }
}

/// Filters of [`Institutions::list`].
impl PageRequest<Institution> {
    /// Only institutions with this text in their name.
    pub fn name(self, name: impl Into<String>) -> Self {
        self.filter("name", name.into())
    }

    /// Only institutions of these countries: `US`, `CA`, `MX`.
    pub fn iso_country_codes<C: Into<String>>(self, codes: impl IntoIterator<Item = C>) -> Self {
        self.filter_any("iso_country_code[]", codes.into_iter().map(Into::into))
    }

    /// Only institutions that can be asked for all of these products.
    ///
    /// v20111101 has filters for account and identity verification, transaction history and
    /// statements alone; there, the others narrow nothing.
    pub fn supporting(mut self, products: &[Product]) -> Self {
        match self.api_version() {
            ApiVersion::V20250224 => {
                let words = products.iter().map(|product| match product {
                    // The widget's word for it is longer than the filter's.
                    Product::TransactionHistory => "history".to_owned(),
                    _ => product.to_string(),
                });
                self.filter_any("supported_products[]", words)
            }
            ApiVersion::V20111101 => {
                for product in products {
                    let name = match product {
                        Product::AccountVerification => "supports_account_verification",
                        Product::IdentityVerification => "supports_account_identification",
                        Product::TransactionHistory => "supports_transaction_history",
                        Product::Statements => "supports_account_statement",
                        _ => continue,
                    };
                    self = self.filter(name, true.to_string());
                }
                self
            }
        }
    }
}
