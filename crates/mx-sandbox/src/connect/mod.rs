//! The Connect page: a page of our own that behaves towards its host as MX's widget does.
//!
//! Loading the page uses up its token. From then on the page is known by a key that only it holds
//! (not by a cookie, which a frame may not get), reports what the customer does, and is told what
//! to draw and which messages to post, and when.

mod delivery;
mod flow;
mod page;
mod prompter;
mod rules;
mod session;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use prompter::{Cue, DepositLines, Lines, Prompter};

pub(crate) use page::{Pages, router};
pub(crate) use prompter::Parts;
