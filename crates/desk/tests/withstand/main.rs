//! What the desk withstands: every fault of the network at every step, no secure connection, sleep
//! and a clock that is set, the end of its process at any moment, a full disk, damaged files, a
//! second desk on the same folder. With the real adapter, the real journal and the simulated MX over
//! HTTP; only the window is missing.
//!
//! A run plays a part; `cargo xtask soak` plays all of it (`SOAK=full`).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "what a test rests on has to hold, in its helpers too; and it says what it counted"
)]

mod apart;
mod customer;
mod damage;
mod disk;
mod extent;
mod faults;
mod kills;
mod network;
mod stage;
mod tables;
mod time;
mod tls;
mod two;
#[path = "../common/windowless.rs"]
mod windowless;
