//! The client against the simulated MX: two independent readings of MX's documents, each of which
//! shows up the other's mistakes.

// Clippy's allowance for tests ends at the functions they share.
#![allow(clippy::unwrap_used)]

mod challenges;
mod common;
mod data;
mod faults;
mod jobs;
mod microdeposits;
mod oauth;
mod users;
mod watching;
mod widget;
