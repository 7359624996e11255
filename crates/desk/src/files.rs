//! Files the person saves: asked for, written whole or not at all, readable by their owner alone.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use rust_decimal::Decimal;

use crate::{
    desk::Desk,
    storage::{StorageError, create_private},
    view::{AuditAction, ExportPolicy, Problem, ProblemCode, SavedFile},
};

/// What is asked before a file is written.
pub(crate) struct Saving {
    /// The name the dialog offers.
    pub(crate) suggested_name: String,
    /// What the audit log says.
    pub(crate) action: AuditAction,
    /// To whom or what; the file's name follows it.
    pub(crate) subject: String,
    /// Why.
    pub(crate) reason: Option<String>,
}

impl Desk {
    /// Asks where to save, notes it in the audit log, and has it written; `write` says how many
    /// rows or numbers it wrote. None if the person changed their mind.
    pub(crate) async fn save_file(
        &self,
        saving: Saving,
        write: impl FnOnce(&mut dyn Write) -> io::Result<u32> + Send + 'static,
    ) -> Result<Option<SavedFile>, Problem> {
        let asked = self.0.ports.save_dialog.ask(&saving.suggested_name).await;
        let Some(path) = asked else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.audit_first(
            saving.action,
            &format!("{}, file {name}", saving.subject),
            saving.reason.as_deref(),
        )?;
        let shown = path.display().to_string();
        let written = tokio::task::spawn_blocking(move || write_whole(&path, write)).await;
        match written {
            Ok(Ok(count)) => Ok(Some(SavedFile { path: shown, count })),
            Ok(Err(error)) => {
                tracing::warn!(kind = %error.kind(), "a file could not be saved");
                Err(not_saved(&error))
            }
            Err(_) => Err(Problem::internal()),
        }
    }

    /// Refuses to write a file where the organisation allows none.
    ///
    /// # Errors
    /// `forbidden_by_policy` when no file may be written at all.
    pub(crate) fn refuse_export(&self) -> Result<(), Problem> {
        match self.policy().export {
            ExportPolicy::Full | ExportPolicy::Masked => Ok(()),
            ExportPolicy::None => Err(Problem::forbidden_by_policy(
                "Your organisation doesn't allow files to be saved from here.",
            )),
        }
    }
}

/// Writes beside the file and puts it in its place at the end: a crash leaves the old one or none.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<u32>,
) -> io::Result<u32> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = Part(path.with_file_name(name));
    create_private(&part.0).map_err(refused)?;
    let mut file = BufWriter::new(File::options().write(true).truncate(true).open(&part.0)?);
    let count = write(&mut file)?;
    file.into_inner()?.sync_all()?;
    fs::rename(&part.0, path)?;
    Ok(count)
}

fn refused(error: StorageError) -> io::Error {
    match error {
        StorageError::Full => io::ErrorKind::StorageFull,
        StorageError::ReadOnly => io::ErrorKind::PermissionDenied,
        _ => io::ErrorKind::Other,
    }
    .into()
}

/// A file that goes again unless it was renamed.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = fs::remove_file(&self.0);
    }
}

pub(crate) fn not_saved(error: &io::Error) -> Problem {
    use io::ErrorKind as Kind;
    let message = match error.kind() {
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "The file could not be saved: the folder can't be written."
        }
        Kind::StorageFull | Kind::QuotaExceeded => "The file could not be saved: the disk is full.",
        _ => "The file could not be saved.",
    };
    Problem::new(
        ProblemCode::SaveFailed,
        message,
        "Save it again, in another folder if need be.",
    )
}

/// A line of comma-separated values (RFC 4180).
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
/// spreadsheets take for "this is text".
pub(crate) fn csv_line(cells: &[&str]) -> String {
    let cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::Text(cell)).collect();
    csv_row(&cells)
}

/// What a cell holds.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// Words.
    Text(&'a str),
    /// A decimal number, or nothing. A spreadsheet may reckon with it.
    Number(&'a str),
}

/// [`csv_line`] of cells that are not all words.
pub(crate) fn csv_row(cells: &[Cell<'_>]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Number(number) if number.parse::<Decimal>().is_ok() => (*number).to_owned(),
            Cell::Number(text) | Cell::Text(text) => csv_cell(text),
        })
        .collect();
    cells.join(",") + "\r\n"
}

fn csv_cell(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let safe = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if safe.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        assert_eq!(
            csv_line(&["plain", "", "a,b", "say \"hi\"", "two\nlines"]),
            "plain,,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
        );
    }

    #[test]
    fn nothing_is_a_formula_to_a_spreadsheet() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let line = csv_line(&[cell]);
            assert!(line.trim_start_matches('"').starts_with('\''), "{line:?}");
        }
        assert_eq!(csv_line(&["=A1,B1"]), "\"'=A1,B1\"\r\n");
        assert_eq!(csv_line(&["a=b"]), "a=b\r\n");
        let amounts = [
            Cell::Number("-12.50"),
            Cell::Number("-1+1"),
            Cell::Number(""),
        ];
        assert_eq!(csv_row(&amounts), "-12.50,'-1+1,\r\n");
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.csv");
        fs::write(&path, "the old one").unwrap();
        let failed = write_whole(&path, |file| {
            file.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "the old one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        let written = write_whole(&path, |file| {
            file.write_all(b"the new one")?;
            Ok(7)
        });
        assert_eq!(written.unwrap(), 7);
        assert_eq!(fs::read_to_string(&path).unwrap(), "the new one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
