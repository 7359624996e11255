//! The app of a person who gets updates, for the end-to-end tests: an example, so that the app itself
//! is not replaced by this build of it.

fn main() -> std::process::ExitCode {
    connect_desk::run()
}
