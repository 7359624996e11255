//! A simulated MX: the Platform API, the Connect page and the test banks, for tests and
//! demonstrations without an account or a network.
//!
//! It follows MX's public documents, independently of any client: what they leave open is decided
//! where it is decided, with the reason. [`Sandbox`] serves it on a socket, in the process that
//! starts it; the `mx-sandbox` program does the same for anybody else.

mod api;
mod connect;
pub mod error;
mod oauth;
mod sandbox;
pub mod world;

pub use error::SandboxError;
pub use sandbox::{Sandbox, SandboxBuilder};
pub use world::World;
