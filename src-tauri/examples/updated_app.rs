//! The app of a person who gets updates, for the end-to-end tests: an example, so that the app itself
//! is not replaced by this build of it.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Wipes whatever is freed. Numbers and keys pass through buffers of the HTTP client, the JSON
/// reader and the IPC, which are none of ours to wipe.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> std::process::ExitCode {
    connect_desk::run()
}
