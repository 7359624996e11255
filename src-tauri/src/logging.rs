//! Log lines go to standard error and into files that are kept, redacted as a last line of defence.
//!
//! The files begin when this start is known to be the one that opens the window ([`keep_in`]): a
//! look from the command line, or a second start, leaves no trace in them. They hold more than
//! standard error does by default, since they are looked at when it is too late to ask for more.
//!
//! Tauri's own log target stays off at every level: on a refused call it prints the key that
//! protects the IPC.

use std::{
    io::{self, Write},
    path::Path,
    sync::OnceLock,
};

use desk::{log_file::LogFile, redaction::RedactingWriter};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    Layer, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt,
};

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

/// The files, once there are any.
static KEPT: OnceLock<LogFile> = OnceLock::new();

/// Starts logging to standard error.
pub(crate) fn start(level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let of_rooms = |level| Targets::new().with_targets(ROOMS.map(|room| (room, level)));
    let shown = fmt::layer()
        .with_writer(|| RedactingWriter::new(io::stderr()))
        .with_ansi(false)
        .with_filter(of_rooms(level));
    let kept = fmt::layer()
        .with_writer(|| RedactingWriter::new(Kept))
        .with_ansi(false)
        .with_filter(of_rooms(level.max(LevelFilter::INFO)));
    tracing_subscriber::registry().with(shown).with(kept).init();
}

/// From now on lines are kept in files of this folder, too.
pub(crate) fn keep_in(folder: &Path) {
    // There is one window, and so one folder.
    let _ = KEPT.set(LogFile::new(folder));
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!(version, system = std::env::consts::OS, "started");
}

/// Where a kept line goes; nowhere before there are files.
struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match KEPT.get() {
            Some(files) => files.clone().write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
