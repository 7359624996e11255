//! Log lines go to standard error, redacted as a last line of defence.
//!
//! Tauri's own log target stays off at every level: on a refused call it prints the key that
//! protects the IPC.

use desk::redaction::RedactingWriter;
use tracing_subscriber::EnvFilter;

use crate::flags::LogLevel;

/// Starts logging.
pub(crate) fn start(level: LogLevel) {
    let level = match level {
        LogLevel::Error => "error",
        LogLevel::Warn => "warn",
        LogLevel::Info => "info",
        LogLevel::Debug => "debug",
    };
    // Only our own rooms speak: third-party crates log URLs and headers at their verbose levels.
    let filter = format!(
        "off,connect_desk={level},desk={level},mx_platform={level},mx_sandbox={level},connect_events={level}"
    );
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(|| RedactingWriter::new(std::io::stderr()))
        .with_ansi(false)
        .init();
}
