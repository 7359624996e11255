//! A simulated MX: the Platform API, the Connect page and the test banks, for tests and
//! demonstrations without an account or a network.
//!
//! It follows MX's public documents, independently of any client: what they leave open is decided
//! where it is decided, with the reason. [`Sandbox`] serves it on a socket, in the process that
//! starts it; the `mx-sandbox` program does the same for anybody else.
//!
//! - [`world`]: what exists, and how it changes as time passes. Knows nothing of HTTP.
//! - `api`: MX's Platform API. `exchanges`: what it was asked and answered, written down.
//! - `connect`: the Connect page: the steps it goes through (`flow`), what it draws (`view`), what
//!   it says when (`delivery`), and who plays the customer in a demonstration (`prompter`).
//! - `oauth`: the simulated banks' own pages.
//! - `control`: `/_sandbox/`, for tests in other processes, and a page to look at. [`faults`]:
//!   failures on demand.
//! - `sandbox`: all of it on a socket. `state_file`: the world from run to run.

mod api;
mod connect;
mod control;
pub mod error;
mod exchanges;
pub mod faults;
#[cfg(fuzzing)]
pub mod fuzzing;
mod oauth;
mod sandbox;
mod state_file;
pub mod world;

pub use connect::{Cue, DepositLines, Lines, Prompter};
pub use error::SandboxError;
pub use faults::{Effect, Fault, Faults};
pub use sandbox::{Sandbox, SandboxBuilder};
pub use world::World;
