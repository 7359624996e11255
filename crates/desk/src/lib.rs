//! What Connect Desk does: sessions, vault, journal, results.
//!
//! [`Desk`] is the whole of it to a caller: it takes what the person wants, and publishes what the
//! person sees ([`view::DeskView`]). It meets the world through the traits in [`ports`], so that
//! every decision here is tested without a window, a network, a keychain or a clock.

pub mod asked;
pub mod audit;
mod balance_checks;
mod connections;
mod customers;
mod deposits;
mod desk;
pub mod diagnostics;
pub mod environment;
mod error;
mod files;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
mod hand_over;
pub mod help;
mod history;
mod inquiries;
pub mod inspector;
pub mod journal;
mod json_file;
pub mod kept;
mod lock;
pub mod log_file;
pub mod mx;
mod names;
mod notifications;
mod numbers;
pub mod policy;
pub mod ports;
pub mod presenting;
pub mod redaction;
mod report;
mod routing;
mod session;
mod sessions;
pub mod settings;
mod status;
pub mod storage;
mod swap;
mod transactions;
pub mod tray;
mod updates;
pub mod vault;
pub mod view;
mod widget_options;

pub use desk::{Desk, Ports};
