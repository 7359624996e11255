//! The simulated API as a client sees it, over a socket.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

mod accounts;
mod banks;
mod client;
mod control;
mod exchanges;
mod faults;
mod fields;
mod gate;
mod institutions;
mod jobs;
mod lists;
mod members;
mod mfa;
mod micro_deposits;
mod oauth;
mod passwords;
mod readme;
mod server;
mod state;
mod transactions;
mod users;
mod widget_urls;
