//! A typed, async client for the MX Platform API.
//!
//! One [`Client`] per set of keys; it is cheap to clone and shares its connections. Each kind of
//! object has its own handle ([`Client::users`], [`Client::members`], …), lists are read a page at
//! a time or as a [`Stream`](futures::Stream), and every failure is one [`Error`] that can be
//! shown and logged: it never holds a body, a URL or a word the server wrote.
//!
//! ```no_run
//! use mx_platform::{Client, Credentials, Environment, WidgetUrlRequest};
//!
//! # async fn example() -> Result<(), mx_platform::Error> {
//! let client = Client::builder(Credentials::new("client-id", "api-key"))
//!     .base_url(Environment::Integration.base_url())
//!     .build()?;
//!
//! let page = client.users().list().id("customer-17").send().await?;
//! let Some(user) = page.items.into_iter().find_map(|user| user.guid) else {
//!     return Ok(());
//! };
//!
//! let widget = client.widget_urls(&user).create(&WidgetUrlRequest::verification()).await?;
//! assert!(widget.url.is_some());
//!
//! for member in client.members(&user).list().send().await?.items {
//!     if let Some(guid) = member.guid {
//!         let numbers = client.account_numbers(&user).by_member(&guid).send().await?;
//!         assert!(numbers.items.iter().all(|number| number.account_guid.is_some()));
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What the client does by itself
//!
//! - Sends the keys with the first request (MX's 401 carries no challenge to answer), only ever to
//!   the base URL: redirects are reported as [`Error::UnexpectedRedirect`], not followed.
//! - Repeats **reads** that failed for a passing reason, see [`RetryPolicy`]. Writes are never
//!   repeated, because MX has no idempotency keys; [`Error::outcome_unknown`] says when a write may
//!   have happened all the same, so that the caller looks before it repeats.
//! - Decodes leniently: unknown fields are skipped, missing ones are `None`, unknown words are kept
//!   as `Other`. Money is [`Decimal`], never a float.
//! - Follows the system's proxy settings and trusts what the system trusts. A base URL on loopback
//!   is reached directly.

mod base_url;
mod client;
mod credentials;
mod envelope;
mod environment;
mod error;
mod job;
mod lenient;
mod observe;
mod open_enum;
mod page;
mod resources;
mod retry;
mod route;
mod transport;

pub use client::{Client, ClientBuilder};
pub use credentials::Credentials;
pub use envelope::Resource;
pub use environment::{ApiVersion, Environment};
pub use error::{ApiError, ApiErrorKind, Error, TimeoutPhase};
pub use job::{JobKind, JobOutcome, JobRun};
pub use observe::{CallOutcome, CallReport, Observer};
pub use page::{Page, PageRequest, Pagination};
pub use resources::*;
pub use retry::RetryPolicy;

// In this crate's signatures, so that a caller needs no second version of them.
pub use jiff::{Timestamp, civil::Date};
pub use rust_decimal::Decimal;
pub use secrecy::SecretString;
pub use url::Url;
