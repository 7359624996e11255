//! How much of everything is played.

/// Whether all of it is, as `cargo xtask soak` has it.
pub(crate) fn full() -> bool {
    std::env::var("SOAK").is_ok_and(|form| form == "full")
}
