//! Log lines go to standard error, redacted as a last line of defence.
//!
//! Tauri's own log target stays off at every level: on a refused call it prints the key that
//! protects the IPC.

use desk::redaction::RedactingWriter;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::flags::LogLevel;

/// Our own rooms. Nobody else speaks: third-party crates log URLs and headers at their verbose
/// levels.
const ROOMS: [&str; 5] = [
    "connect_desk",
    "desk",
    "mx_platform",
    "mx_sandbox",
    "connect_events",
];

/// Starts logging.
pub(crate) fn start(level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let lines = fmt::layer()
        .with_writer(|| RedactingWriter::new(std::io::stderr()))
        .with_ansi(false);
    tracing_subscriber::registry()
        .with(Targets::new().with_targets(ROOMS.map(|room| (room, level))))
        .with(lines)
        .init();
}
