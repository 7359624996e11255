//! See the crate's description; filled in by the commits that follow.
