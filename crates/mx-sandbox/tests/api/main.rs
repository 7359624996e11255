//! The simulated API as a client sees it, over a socket.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

mod accounts;
mod client;
mod fields;
mod gate;
mod institutions;
mod lists;
mod members;
mod mfa;
mod passwords;
mod server;
mod users;
mod widget_urls;
