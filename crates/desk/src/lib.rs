//! What Connect Desk does: sessions, vault, journal, results.
//!
//! [`Desk`] is the whole of it to a caller: it takes what the person wants, and publishes what the
//! person sees ([`view::DeskView`]). It meets the world through the traits in [`ports`], so that
//! every decision here is tested without a window, a network, a keychain or a clock.
//!
//! - `desk`: the facade. `ports`: the world as it needs it. `view`: what goes to the UI and comes
//!   back. `error`: the words of what goes wrong.
//! - MX: `mx` (the trait, the plain types and the adapter onto `mx-platform`), `connections`,
//!   `environment` and `vault` (which MX, with which keys), `status`, `routing`.
//! - A verification: `session` is one, as a machine without input or output, and its driver;
//!   `sessions` are all of them; `hand_over`, `deposits`, `inquiries`, `balance_checks`,
//!   `transactions`, `names`, `numbers` and `report` are what is done within and after one.
//! - Around it: `customers`, `history`, `inspector`, `widget_options`, `presenting`, `asked`
//!   (links and flags), `help`, `diagnostics`.
//! - What may be done: `policy`, `lock`, `audit`, `redaction`, `swap`.
//! - What is kept: `storage`, `journal`, `settings`, `json_file`, `files` (those the person saves),
//!   `log_file`, `kept` (all of it, to be deleted).
//! - The desktop: `notifications`, `tray`, `updates`.

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
mod settings;
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
