//! A simulated MX: the Platform API, the Connect page and the test banks, for tests and
//! demonstrations without an account or a network.

mod connect;
pub mod error;
pub mod world;

pub use error::SandboxError;
pub use world::World;
