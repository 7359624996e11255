//! The client against a server of our own: what it sends, what it makes of the answers, and what
//! it keeps to itself.

// Clippy's allowance for tests ends at the functions they share.
#![allow(clippy::unwrap_used)]

mod account_numbers;
mod account_owners;
mod accounts;
mod common;
mod errors;
mod generations;
mod institutions;
mod jobs;
mod members;
mod microdeposits;
mod observer;
mod openapi;
mod paging;
mod redaction;
mod retries;
mod settings;
// Elsewhere the system's own store says whom to trust, and nothing is put into that here.
#[cfg(target_os = "linux")]
mod tls;
mod transactions;
mod transport;
mod users;
mod watching;
mod widget_urls;
