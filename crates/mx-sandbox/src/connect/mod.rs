//! The Connect page: a page of our own that behaves towards its host as MX's widget does.
//!
//! Loading the page uses up its token. From then on the page is known by a key that only it holds
//! (not by a cookie, which a frame may not get), reports what the customer does, and is told what
//! to draw and which messages to post, and when.

#[cfg(test)]
mod blocked_and_known;
mod delivery;
#[cfg(test)]
mod deposit_ways;
mod deposits;
mod flow;
mod hints;
mod manual;
mod notices;
#[cfg(test)]
mod other_ways;
mod page;
mod prompter;
#[cfg(test)]
mod rehearsal;
mod rules;
#[cfg(test)]
mod sequences;
mod session;
mod statements;
#[cfg(test)]
mod steps_of_the_profile;
mod view;
mod words;

pub use prompter::{Cue, DepositLines, Lines, Prompter};

pub(crate) use page::{Pages, router};
pub(crate) use prompter::Parts;
