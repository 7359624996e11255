//! `--verify-audit-log`: the check an auditor can run without opening the desk.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use desk::{audit, storage::StorageError, view::AuditVerdict};

use crate::flags::Flags;

/// Says in one sentence what was found; 0 when the log is intact.
pub(crate) fn without_a_window(flags: &Flags) -> ExitCode {
    let (intact, text) = match flags.data_dir() {
        Ok(folder) => read(audit::check(&folder)),
        Err(error) => (false, error.to_string()),
    };
    // Nobody may be listening; the exit code says it too.
    let _ = writeln!(io::stdout(), "{text}");
    if intact {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(checked: Result<AuditVerdict, StorageError>) -> (bool, String) {
    match checked {
        Ok(verdict) if verdict.intact => {
            (true, format!("The audit log is intact. {}", verdict.text))
        }
        Ok(verdict) => (
            false,
            format!("The audit log is NOT intact. {}", verdict.text),
        ),
        Err(error) => (false, format!("The audit log could not be read: {error}.")),
    }
}
