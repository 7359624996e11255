//! The page from the customer's hands to what its host receives: every path through it.

mod blocked_and_known;
mod deposit_ways;
mod other_ways;
pub(super) mod rehearsal;
mod sequences;
mod steps_of_the_profile;
