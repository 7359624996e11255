//! The Connect page: a page of our own that behaves towards its host as MX's widget does.
//!
//! Loading the page uses up its token. From then on the page is known by a key that only it holds
//! (not by a cookie, which a frame may not get), reports what the customer does, and is told what
//! to draw and which messages to post, and when.

mod delivery;
#[cfg(test)]
mod deposit_ways;
mod deposits;
mod flow;
mod hints;
mod notices;
#[cfg(test)]
mod other_ways;
mod page;
#[cfg(test)]
mod rehearsal;
mod rules;
#[cfg(test)]
mod sequences;
mod session;
mod view;
mod words;

pub(crate) use page::router;
