//! The log that is kept: a few files of bounded size, readable by their owner alone.
//!
//! Whatever is written here was redacted before ([`crate::redaction`]). A log is there to help, so
//! nothing of it may hurt: where it can't be written, its lines are lost and nobody waits.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::storage::create_private_dir;

/// How large one file gets.
const LARGEST: u64 = 1024 * 1024;
/// How many there are, the one that is written among them.
const FILES: usize = 5;
/// Begins the name of each.
pub(crate) const NAME: &str = "connect-desk";

/// The log's files. Clones write to the same.
#[derive(Clone)]
pub struct LogFile(Arc<Mutex<Files>>);

struct Files {
    folder: PathBuf,
    largest: u64,
    /// The one that is written. None before the first line, and after a failure.
    current: Option<File>,
}

impl LogFile {
    /// A log in this folder. Folder and file are made when there is something to write.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self::with_files_of(folder, LARGEST)
    }

    fn with_files_of(folder: &Path, largest: u64) -> Self {
        Self(Arc::new(Mutex::new(Files {
            folder: folder.to_owned(),
            largest,
            current: None,
        })))
    }
}

impl Write for LogFile {
    /// Takes all of it, written or not.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.append(bytes).is_err() {
            // Opened anew for the next line: the folder may be back by then, or the disk have room.
            files.current = None;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Files {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut file = match self.current.take() {
            Some(file) => file,
            None => self.open()?,
        };
        // Asked of the system, because another start of the app may write the same file.
        if file.metadata()?.len() >= self.largest {
            self.turn_over()?;
            file = self.open()?;
        }
        file.write_all(bytes)?;
        self.current = Some(file);
        Ok(())
    }

    fn open(&self) -> io::Result<File> {
        create_private_dir(&self.folder).map_err(|_| io::ErrorKind::Other)?;
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(self.path(0))?;
        // It may have been there before, with other rights.
        #[cfg(unix)]
        if file.metadata()?.is_file() {
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        }
        Ok(file)
    }

    /// Makes each file the one before it. The oldest goes.
    fn turn_over(&self) -> io::Result<()> {
        for age in (0..FILES - 1).rev() {
            match fs::rename(self.path(age), self.path(age + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// `connect-desk.log`, and before it `connect-desk.1.log` and so on.
    fn path(&self, age: usize) -> PathBuf {
        self.folder.join(match age {
            0 => format!("{NAME}.log"),
            _ => format!("{NAME}.{age}.log"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<(String, u64)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.metadata().unwrap().len())
        });
        let mut files: Vec<_> = entries.collect();
        files.sort();
        files
    }

    #[test]
    fn size_and_number_are_bounded_and_the_newest_line_is_in_the_first() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("logs");
        let mut log = LogFile::with_files_of(&folder, 100);
        assert!(!folder.exists(), "made before there is anything to write");
        for line in 0..200 {
            writeln!(log, "line {line:04}").unwrap();
        }
        let found = files(&folder);
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let expected = [
            "connect-desk.1.log",
            "connect-desk.2.log",
            "connect-desk.3.log",
            "connect-desk.4.log",
            "connect-desk.log",
        ];
        assert_eq!(names, expected);
        // A line is never cut in two, so a file may be one line longer.
        assert!(found.iter().all(|(_, size)| *size < 110), "{found:?}");
        let newest = fs::read_to_string(folder.join("connect-desk.log")).unwrap();
        assert!(newest.ends_with("line 0199\n"), "{newest}");
        let before = fs::read_to_string(folder.join("connect-desk.1.log")).unwrap();
        let next = before.lines().last().unwrap()[5..].parse::<u32>().unwrap() + 1;
        assert!(newest.starts_with(&format!("line {next:04}\n")), "{newest}");
    }

    #[test]
    fn the_next_start_goes_on_where_the_last_one_ended() {
        let home = tempfile::tempdir().unwrap();
        for line in ["first", "second"] {
            writeln!(LogFile::new(home.path()), "{line}").unwrap();
        }
        let text = fs::read_to_string(home.path().join("connect-desk.log")).unwrap();
        assert_eq!(text, "first\nsecond\n");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it_whatever_it_was_before() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("logs");
        writeln!(LogFile::new(&folder), "x").unwrap();
        let file = folder.join("connect-desk.log");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        writeln!(LogFile::new(&folder), "y").unwrap();
        assert_eq!(mode(&file), 0o600);
    }

    #[test]
    fn where_nothing_can_be_written_nothing_happens_and_it_goes_on_when_it_can() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("logs");
        // Something else is where its folder should be.
        fs::write(&folder, "in the way").unwrap();
        let mut log = LogFile::new(&folder);
        writeln!(log, "lost").unwrap();
        assert_eq!(fs::read_to_string(&folder).unwrap(), "in the way");
        fs::remove_file(&folder).unwrap();
        writeln!(log, "kept").unwrap();
        let file = folder.join("connect-desk.log");
        assert_eq!(fs::read_to_string(file).unwrap(), "kept\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_does_no_harm() {
        let home = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/full", home.path().join("connect-desk.log")).unwrap();
        let mut log = LogFile::new(home.path());
        assert_eq!(log.write(b"no room\n").unwrap(), 8);
        fs::remove_file(home.path().join("connect-desk.log")).unwrap();
        writeln!(log, "room again").unwrap();
        let text = fs::read_to_string(home.path().join("connect-desk.log")).unwrap();
        assert_eq!(text, "room again\n");
    }
}
