//! What the process does before anything else, so that less of it is left lying about and other
//! programs of the same account see less of it.
//!
//! - **No core dumps**, of this process and of those WebKit starts: a dump would hold the keys.
//! - **No attaching** (Linux): a program of the same account can neither trace this process nor
//!   read its memory or environment under `/proc`. Root can; so can whoever replaces the program.
//!   What such a program sees of `/proc/<pid>` is root's then, which also keeps a tool without
//!   rights from reading how much memory the app uses (`cargo xtask bench` runs as root or says
//!   so).
//! - **Wiped memory**: the allocator in `main.rs` overwrites what is freed.
//! - **A quiet crash**: a panic is one redacted line of the log.
//!
//! WebKit's own processes start as fresh programs and can be traced; they hold what is on screen.
//! macOS has no call for this without `unsafe`: a signed app with the hardened runtime can't be
//! attached to there. Windows protects a process by its account alone.

/// Closes the process. What a system refuses is logged, and no reason not to start.
pub(crate) fn harden() {
    #[cfg(unix)]
    no_core_dumps();
    #[cfg(target_os = "linux")]
    no_attaching();
    panic_quietly();
}

#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core dumps could not be switched off");
    }
}

#[cfg(target_os = "linux")]
fn no_attaching() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        tracing::warn!(%error, "the process could not be closed to others");
    }
}

/// What a panic says can quote what it was about, so it goes the way of the log, which redacts.
fn panic_quietly() {
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string);
        let said = panic.payload_as_str().unwrap_or("no word");
        tracing::error!(at, said, "a part of the app has failed");
    }));
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use rustix::process::{
        DumpableBehavior, Resource, Rlimit, dumpable_behavior, getrlimit, setrlimit,
    };

    #[test]
    fn a_hardened_process_leaves_no_dump_and_lets_nobody_in() {
        super::harden();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
        let more = Rlimit {
            current: Some(1),
            maximum: Some(0),
        };
        assert!(setrlimit(Resource::Core, more).is_err(), "it can be undone");
    }
}
