//! What a process was given: its environment and its command line.

use std::fs;

use anyhow::{Context, Result};

/// Both as they were given, and as every program the process starts inherits the first.
pub(crate) fn given_to(pid: i32) -> Result<Vec<u8>> {
    let mut bytes = fs::read(format!("/proc/{pid}/environ"))
        .with_context(|| format!("the environment of process {pid} can't be read"))?;
    bytes.extend(fs::read(format!("/proc/{pid}/cmdline"))?);
    Ok(bytes)
}

/// The program of a process, by name.
pub(crate) fn program(pid: i32) -> String {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    name.trim().to_owned()
}
