//! A typed, async client for the MX Platform API.
//!
//! One [`Client`] per set of keys; it is cheap to clone and shares its connections. Each kind of
//! object has its own handle ([`Client::users`], [`Client::members`], …), lists are read a page at
//! a time or as a [`Stream`](futures::Stream), and every failure is one [`Error`] that can be
//! shown and logged: it never holds a body, a URL or a word the server wrote.
//!
//! # A first example
//!
//! Connect a user to the test bank of a simulated MX (the `mx-sandbox` crate, which needs neither
//! keys nor a network) and read the verified numbers. For the real thing, the credentials are yours
//! and the base URL is an [`Environment::base_url`]; the rest stays as it is.
//!
//! ```
//! use mx_platform::{
//!     Client, CredentialValue, Credentials, JobKind, JobOutcome, MemberCreateRequest, Product,
//!     UserRequest,
//! };
//! use mx_sandbox::Sandbox;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A hundred times as fast as MX.
//! let mx = Sandbox::builder().speed(100.0).start().await?;
//! let client = Client::builder(Credentials::new(mx.client_id(), mx.api_key()))
//!     .base_url(mx.api_base_url())
//!     .build()?;
//!
//! let user = UserRequest { id: Some("customer-17".into()), ..UserRequest::default() };
//! let user = client.users().create(&user).await?.guid.ok_or("no guid")?;
//!
//! let asked = client.institutions().credentials("mxbank").all().await?;
//! let values = asked.iter().zip(["mxuser", "any password"]).filter_map(|(credential, value)| {
//!     Some(CredentialValue::new(credential.guid.clone()?, value))
//! });
//! let member =
//!     MemberCreateRequest::with_credentials("mxbank", values, [Product::AccountVerification]);
//! let member = client.members(&user).create(&member).await?.guid.ok_or("no guid")?;
//!
//! // The job began with the member. `verify`, `aggregate`, … start one later.
//! let mut run = client.members(&user).follow(&member, JobKind::Verification);
//! let outcome = run.wait().await?;
//! # assert_eq!(outcome, JobOutcome::Finished);
//! match outcome {
//!     JobOutcome::Finished => {
//!         let numbers = client.account_numbers(&user).by_member(&member).all().await?;
//!         println!("{} verified numbers", numbers.len());
//! #       assert!(!numbers.is_empty());
//!     }
//!     JobOutcome::Challenged(questions) => println!("the bank asks {} questions", questions.len()),
//!     JobOutcome::Failed { status, .. } => println!("the connection is {status:?}"),
//!     _ => println!("not finished yet"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The repository's `examples/` have the rest: `verify_account` asks for credentials and answers
//! challenges in a terminal, `export_transactions` writes CSV.
//!
//! # Handles
//!
//! | | |
//! |---|---|
//! | [`Client::users`] | the customers |
//! | [`Client::members`] | their connections to banks, and the jobs on these |
//! | [`Client::accounts`], [`Client::account_numbers`], [`Client::account_owners`], [`Client::transactions`] | what the jobs bring |
//! | [`Client::institutions`] | the banks |
//! | [`Client::widget_urls`] | the Connect widget, where MX itself talks to the person |
//! | [`Client::microdeposits`] | verification without a login |
//!
//! # Two generations of the API
//!
//! [`ApiVersion`] chooses between v20250224 (the default) and v20111101. Where they differ in form
//! alone (headers, dates, the names of filters) the client says the same thing in either's words.
//! Where one of them can't do something, the item's documentation names the one that can.
//!
//! # What the client does by itself
//!
//! - Sends the keys with the first request (MX's 401 carries no challenge to answer), only ever to
//!   the base URL: redirects are reported as [`Error::UnexpectedRedirect`], not followed.
//! - Repeats **reads** that failed for a passing reason, see [`RetryPolicy`]. Writes are never
//!   repeated, because MX has no idempotency keys; [`Error::outcome_unknown`] says when a write may
//!   have happened all the same, so that the caller looks before it repeats.
//! - Follows a job at the pace MX asks for, see [`JobRun`].
//! - Decodes leniently: unknown fields are skipped, missing ones are `None`, unknown words are kept
//!   as `Other`. Money is [`Decimal`], never a float.
//! - Follows the system's proxy settings and trusts what the system trusts. A base URL on loopback
//!   is reached directly.

#![warn(missing_docs)]

mod base_url;
mod client;
mod credentials;
mod envelope;
mod environment;
mod error;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod job;
mod lenient;
mod observe;
mod open_enum;
mod page;
mod redacted;
mod resources;
mod retry;
mod route;
mod tls;
mod transport;
mod watch;

pub use client::{Client, ClientBuilder};
pub use credentials::Credentials;
pub use envelope::Resource;
pub use environment::{ApiVersion, Environment};
pub use error::{ApiError, ApiErrorKind, Error, TimeoutPhase, TlsFailure};
pub use job::{JobKind, JobOutcome, JobRun};
pub use observe::{CallOutcome, CallReport, Observer};
pub use page::{Page, PageRequest, Pagination};
pub use redacted::{Field, Redacted, Shape, parameter};
pub use resources::*;
pub use retry::RetryPolicy;
pub use watch::{WatchedAnswer, WatchedRequest, Watcher};

// In this crate's signatures, so that a caller needs no second version of them.
pub use jiff::{Timestamp, civil::Date};
pub use rust_decimal::Decimal;
pub use secrecy::SecretString;
pub use url::Url;
