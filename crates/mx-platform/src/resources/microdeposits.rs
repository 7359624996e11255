//! Microdeposits: an account verified by two small deposits, without a login at the bank.

use std::fmt;

use jiff::Timestamp;
use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::AccountType;
use crate::{
    Client, Error, PageRequest, Resource, envelope, lenient,
    open_enum::open_enum,
    route::Route,
    transport::{Call, Method},
};

open_enum! {
    /// How far a microdeposit has come (MX docs, microdeposits). MX looks once a minute.
    pub enum MicrodepositStatus {
        /// The account is known; nothing was asked of the bank yet.
        Initiated = "INITIATED",
        /// The deposits were asked for.
        Requested = "REQUESTED",
        /// The deposits were made: the person can say their amounts.
        Deposited = "DEPOSITED",
        /// The amounts were right.
        Verified = "VERIFIED",
        /// It failed.
        Errored = "ERRORED",
        /// The amounts were wrong.
        Denied = "DENIED",
        /// The amounts were wrong too often.
        Prevented = "PREVENTED",
        /// The account is being verified already.
        Conflicted = "CONFLICTED",
        /// The bank refused the deposits.
        Rejected = "REJECTED",
        /// The person is known; the account isn't yet.
        Preinitiated = "PREINITIATED",
    }
}

/// A microdeposit (MX docs, microdeposits). It makes no member.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Microdeposit {
    /// MX's identifier, `MIC-…`.
    #[serde(deserialize_with = "lenient::text")]
    pub guid: Option<String>,
    /// How far it has come.
    pub status: Option<MicrodepositStatus>,
    /// The institution's code.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_code: Option<String>,
    /// The institution's name.
    #[serde(deserialize_with = "lenient::text")]
    pub institution_name: Option<String>,
    /// The person's own name for the account.
    #[serde(deserialize_with = "lenient::text")]
    pub account_name: Option<String>,
    /// The full account number.
    #[serde(deserialize_with = "lenient::secret")]
    pub account_number: Option<SecretString>,
    /// What kind of account it is.
    pub account_type: Option<AccountType>,
    /// The routing number.
    #[serde(deserialize_with = "lenient::text")]
    pub routing_number: Option<String>,
    /// The person's e-mail address.
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    /// The person's first name.
    #[serde(deserialize_with = "lenient::text")]
    pub first_name: Option<String>,
    /// The person's last name.
    #[serde(deserialize_with = "lenient::text")]
    pub last_name: Option<String>,
    /// What went wrong, for developers.
    #[serde(deserialize_with = "lenient::text")]
    pub error_message: Option<String>,
    /// When it last changed.
    #[serde(deserialize_with = "lenient::time")]
    pub updated_at: Option<Timestamp>,
    /// When the amounts were confirmed.
    #[serde(deserialize_with = "lenient::time")]
    pub verified_at: Option<Timestamp>,
}

/// Shows identifiers and states alone.
impl fmt::Debug for Microdeposit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Microdeposit")
            .field("guid", &self.guid)
            .field("status", &self.status)
            .field("institution_code", &self.institution_code)
            .finish_non_exhaustive()
    }
}

impl Resource for Microdeposit {
    const ONE: &'static str = "micro_deposit";
    const MANY: &'static str = "micro_deposits";
}

/// What to create a microdeposit with.
///
/// Begin with [`account`](Self::account), or with [`person`](Self::person) when the account is to
/// be entered in the widget later.
#[derive(Clone)]
#[non_exhaustive]
pub struct MicrodepositRequest {
    /// The account number.
    pub account_number: Option<SecretString>,
    /// What kind of account it is.
    pub account_type: Option<AccountType>,
    /// The routing number.
    pub routing_number: Option<String>,
    /// The person's own name for the account.
    pub account_name: Option<String>,
    /// The person's e-mail address.
    pub email: Option<String>,
    /// The person's first name.
    pub first_name: Option<String>,
    /// The person's last name.
    pub last_name: Option<String>,
}

impl MicrodepositRequest {
    const NOTHING: Self = Self {
        account_number: None,
        account_type: None,
        routing_number: None,
        account_name: None,
        email: None,
        first_name: None,
        last_name: None,
    };

    /// An account to make the deposits to.
    pub fn account(
        account_number: impl Into<SecretString>,
        routing_number: impl Into<String>,
        account_type: AccountType,
    ) -> Self {
        Self {
            account_number: Some(account_number.into()),
            routing_number: Some(routing_number.into()),
            account_type: Some(account_type),
            ..Self::NOTHING
        }
    }

    /// A person whose account isn't known yet.
    pub fn person(
        email: impl Into<String>,
        first_name: impl Into<String>,
        last_name: impl Into<String>,
    ) -> Self {
        Self {
            email: Some(email.into()),
            first_name: Some(first_name.into()),
            last_name: Some(last_name.into()),
            ..Self::NOTHING
        }
    }

    fn fields(&self) -> Fields<'_> {
        Fields {
            account_number: self
                .account_number
                .as_ref()
                .map(SecretString::expose_secret),
            account_type: self.account_type.as_ref(),
            routing_number: self.routing_number.as_deref(),
            account_name: self.account_name.as_deref(),
            email: self.email.as_deref(),
            first_name: self.first_name.as_deref(),
            last_name: self.last_name.as_deref(),
        }
    }
}

/// Shows the kind alone: the rest is a number, or about a person.
impl fmt::Debug for MicrodepositRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MicrodepositRequest")
            .field("account_type", &self.account_type)
            .finish_non_exhaustive()
    }
}

/// A request on its way to MX, with its number.
#[derive(Serialize)]
struct Fields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    account_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_type: Option<&'a AccountType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    routing_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<&'a str>,
}

/// The microdeposits of a user. Made by [`Client::microdeposits`]. MX enables them per client.
#[derive(Clone)]
pub struct Microdeposits {
    client: Client,
    user: String,
}

impl Client {
    /// The microdeposits of a user, named by MX's guid.
    #[must_use]
    pub fn microdeposits(&self, user: impl Into<String>) -> Microdeposits {
        Microdeposits {
            client: self.clone(),
            user: user.into(),
        }
    }
}

impl Microdeposits {
    /// All microdeposits of the user.
    pub fn list(&self) -> PageRequest<Microdeposit> {
        PageRequest::new(self.client.clone(), self.route())
    }

    /// Creates a microdeposit.
    ///
    /// # Errors
    /// 400 when the routing number is refused, or any other [`Error`].
    pub async fn create(&self, microdeposit: &MicrodepositRequest) -> Result<Microdeposit, Error> {
        let route = self.route();
        let call =
            Call::new(Method::Post, &route, Microdeposit::ONE).body(&microdeposit.fields())?;
        self.client.execute(call, envelope::one).await
    }

    /// Reads a microdeposit.
    ///
    /// # Errors
    /// 404 when the user has no such microdeposit, or any other [`Error`].
    pub async fn read(&self, microdeposit: &str) -> Result<Microdeposit, Error> {
        let route = self.route_of(microdeposit);
        let call = Call::new(Method::Get, &route, Microdeposit::ONE);
        self.client.execute(call, envelope::one).await
    }

    /// Deletes a microdeposit.
    ///
    /// # Errors
    /// 404 when the user has no such microdeposit, or any other [`Error`].
    pub async fn delete(&self, microdeposit: &str) -> Result<(), Error> {
        let route = self.route_of(microdeposit);
        self.client
            .execute_empty(Call::new(Method::Delete, &route, Microdeposit::ONE))
            .await
    }

    /// Says which amounts, in dollars, the two deposits had. The answer comes later: read the
    /// microdeposit until it is VERIFIED or DENIED.
    ///
    /// # Errors
    /// 404 when there is no such microdeposit, or any other [`Error`].
    pub async fn verify(
        &self,
        microdeposit: &str,
        amounts: [Decimal; 2],
    ) -> Result<Microdeposit, Error> {
        #[derive(Serialize)]
        struct Amounts {
            #[serde(with = "rust_decimal::serde::arbitrary_precision")]
            deposit_amount_1: Decimal,
            #[serde(with = "rust_decimal::serde::arbitrary_precision")]
            deposit_amount_2: Decimal,
        }
        let route = Route::new("/micro_deposits/{microdeposit}/verify", &[microdeposit]);
        let [deposit_amount_1, deposit_amount_2] = amounts;
        let call = Call::new(Method::Put, &route, Microdeposit::ONE).body(&Amounts {
            deposit_amount_1,
            deposit_amount_2,
        })?;
        self.client.execute(call, envelope::one).await
    }

    /// The user's account verifications, however they were made.
    ///
    /// MX documents a list here, and describes a single `micro_deposit`; either is read.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn account_verifications(&self) -> Result<Vec<Microdeposit>, Error> {
        let route = Route::new("/users/{user}/account_verifications", &[&self.user]);
        let call = Call::new(Method::Get, &route, "account_verifications");
        self.client.execute(call, verifications).await
    }

    fn route(&self) -> Route {
        Route::new("/users/{user}/micro_deposits", &[&self.user])
    }

    fn route_of(&self, microdeposit: &str) -> Route {
        Route::new(
            "/users/{user}/micro_deposits/{microdeposit}",
            &[&self.user, microdeposit],
        )
    }
}

pub(crate) fn verifications(body: &[u8]) -> Result<Vec<Microdeposit>, Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Many(Vec<Microdeposit>),
        One(Box<Microdeposit>),
    }
    #[derive(Deserialize)]
    struct Body {
        account_verifications: Option<Any>,
        micro_deposits: Option<Any>,
        micro_deposit: Option<Any>,
    }
    let found = serde_json::from_slice::<Body>(body).ok().and_then(|body| {
        body.account_verifications
            .or(body.micro_deposits)
            .or(body.micro_deposit)
    });
    match found {
        Some(Any::Many(many)) => Ok(many),
        Some(Any::One(one)) => Ok(vec![*one]),
        None => Err(Error::Decode {
            what: "account_verifications",
        }),
    }
}
