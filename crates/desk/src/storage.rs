//! The desk's own files on this computer, and what is done when they can't be used.

use std::{
    fs, io,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    audit::{self, AuditLog},
    journal::{Journal, MemoryJournal, SqliteJournal},
    settings::Settings,
    view::{Problem, ProblemCode},
    widget_options::Presets,
};

pub(crate) const SETTINGS: &str = "settings.json";
pub(crate) const JOURNAL: &str = "journal.sqlite";
pub(crate) const PRESETS: &str = "presets.json";

/// Why settings or journal could not be read or written. Names no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The session was never begun, or begun twice.
    #[error("the journal has no such session")]
    NoSuchSession,
    /// The file is not what this app writes.
    #[error("the file is damaged")]
    Damaged,
    /// A newer version of the app wrote the file.
    #[error("the file was written by a newer version")]
    Newer,
    /// The file or its folder can't be written.
    #[error("the file can't be written")]
    ReadOnly,
    /// There is no room.
    #[error("the disk is full")]
    Full,
    /// Anything else.
    #[error("the file could not be used")]
    Failed,
}

impl StorageError {
    /// The same, in words for the person.
    #[must_use]
    pub fn problem(self) -> Problem {
        let next_step = match self {
            Self::ReadOnly => "Check that the app's folder can be written, then restart the app.",
            Self::Full => "Make room on the disk, then restart the app.",
            Self::NoSuchSession | Self::Damaged | Self::Newer | Self::Failed => {
                "Restart the app. Until then nothing is kept beyond this run."
            }
        };
        let message = match self {
            Self::ReadOnly => "The app's settings or journal can't be written.",
            Self::Full => "The disk is full, so the app's settings or journal can't be written.",
            Self::NoSuchSession | Self::Damaged | Self::Newer | Self::Failed => {
                "The app's settings or journal could not be used."
            }
        };
        Problem::new(ProblemCode::StorageFailed, message, next_step)
    }
}

impl From<io::Error> for StorageError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::PermissionDenied
            | Kind::ReadOnlyFilesystem
            | Kind::NotFound
            | Kind::NotADirectory
            | Kind::IsADirectory => Self::ReadOnly,
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            _ => Self::Failed,
        }
    }
}

/// Settings and journal, from disk where that worked.
pub(crate) struct Opened {
    pub(crate) settings: Settings,
    pub(crate) presets: Presets,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) audit: Arc<AuditLog>,
    /// The name the audit log of before has now, if it could not be used.
    pub(crate) audit_aside: Option<String>,
    pub(crate) problem: Option<Problem>,
}

/// Opens settings and journal. What can't be read is set aside, never overwritten; what can't be
/// written is kept in memory.
pub(crate) fn open(data_dir: &Path, now_ms: i64) -> Opened {
    let made = create_private_dir(data_dir);
    sweep(data_dir);
    let settings = made.and_then(|()| {
        open_or_set_aside(&data_dir.join(SETTINGS), now_ms, |path| {
            Settings::load(path)
        })
    });
    let presets =
        made.and_then(|()| open_or_set_aside(&data_dir.join(PRESETS), now_ms, Presets::load));
    let journal = made.and_then(|()| {
        open_or_set_aside(&data_dir.join(JOURNAL), now_ms, |path| {
            SqliteJournal::open(path)
        })
    });
    let audit = made.and_then(|()| {
        let head = data_dir.join(audit::HEAD);
        open_or_set_aside(&data_dir.join(audit::LOG), now_ms, |path| {
            AuditLog::open(path, &head)
        })
    });
    let problem = [
        settings.as_ref().map_or_else(
            |error| Some(in_memory("settings", *error)),
            |(_, aside)| aside.as_ref().map(|aside| aside.problem("settings")),
        ),
        presets.as_ref().map_or_else(
            |error| Some(in_memory("presets", *error)),
            |(_, aside)| aside.as_ref().map(|aside| aside.problem("presets")),
        ),
        journal.as_ref().map_or_else(
            |error| Some(in_memory("journal", *error)),
            |(_, aside)| aside.as_ref().map(|aside| aside.problem("journal")),
        ),
        audit.as_ref().map_or_else(
            |error| Some(in_memory("audit log", *error)),
            |(_, aside)| aside.as_ref().map(|aside| aside.problem("audit log")),
        ),
    ];
    let (audit, audit_aside) = audit.map_or_else(
        |_| (AuditLog::Memory(Mutex::default()), None),
        |(audit, aside)| (audit, aside.map(|aside| aside.name)),
    );
    Opened {
        settings: settings.map_or_else(|_| Settings::in_memory(), |(settings, _)| settings),
        presets: presets.map_or_else(|_| Presets::in_memory(), |(presets, _)| presets),
        journal: journal.map_or_else(
            |_| Arc::new(MemoryJournal::default()) as Arc<dyn Journal>,
            |(journal, _)| Arc::new(journal),
        ),
        audit: Arc::new(audit),
        audit_aside,
        problem: problem.into_iter().flatten().reduce(both),
    }
}

/// A file that was moved out of the way.
struct Aside {
    why: StorageError,
    name: String,
}

impl Aside {
    fn problem(&self, what: &str) -> Problem {
        let why = match self.why {
            StorageError::Newer => "was written by a newer version of the app",
            _ => "is damaged",
        };
        Problem::new(
            ProblemCode::StorageFailed,
            format!("The {what} file {why}. It was set aside as {}.", self.name),
            "The app goes on with a new file. The old one is left untouched.",
        )
    }
}

fn in_memory(what: &str, error: StorageError) -> Problem {
    let why = match error {
        StorageError::Full => "because the disk is full",
        StorageError::ReadOnly => "because the app's folder can't be written",
        _ => "because its file could not be opened",
    };
    Problem::new(
        ProblemCode::StorageFailed,
        format!("The {what} can't be kept, {why}."),
        "You can work, but what you do now is forgotten when the app closes.",
    )
}

/// One problem out of two of the same kind; what is the same is said once.
fn both(first: Problem, second: Problem) -> Problem {
    let next_step = if first.next_step == second.next_step {
        second.next_step
    } else {
        format!("{} {}", first.next_step, second.next_step)
    };
    Problem {
        message: format!("{} {}", first.message, second.message),
        next_step,
        ..first
    }
}

fn open_or_set_aside<T>(
    path: &Path,
    now_ms: i64,
    open: impl Fn(&Path) -> Result<T, StorageError>,
) -> Result<(T, Option<Aside>), StorageError> {
    match open(path) {
        Ok(opened) => Ok((opened, None)),
        Err(why @ (StorageError::Damaged | StorageError::Newer)) => {
            let name = set_aside(path, why, now_ms)?;
            tracing::warn!(error = %why, aside = %name, "a file was set aside");
            Ok((open(path)?, Some(Aside { why, name })))
        }
        Err(error) => Err(error),
    }
}

/// Renames a file (and its companions, SQLite's and the audit log's) to a name nobody uses, and says
/// which.
fn set_aside(path: &Path, why: StorageError, now_ms: i64) -> Result<String, StorageError> {
    let word = if why == StorageError::Newer {
        "newer"
    } else {
        "damaged"
    };
    let stamp = Timestamp::from_millisecond(now_ms)
        .map(|now| now.strftime("%Y%m%dT%H%M%SZ").to_string())
        .unwrap_or_default();
    let base = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = (1..1000)
        .map(|count| match count {
            1 => format!("{base}.{word}-{stamp}"),
            _ => format!("{base}.{word}-{stamp}-{count}"),
        })
        .find(|name| !path.with_file_name(name).exists())
        .ok_or(StorageError::Failed)?;
    // The companions first: were they left behind, they would be read into the new file.
    for suffix in ["-wal", "-shm", "-head", ""] {
        let from = path.with_file_name(format!("{base}{suffix}"));
        if from.exists() {
            fs::rename(from, path.with_file_name(format!("{name}{suffix}")))?;
        }
    }
    Ok(name)
}

/// Makes a folder that is its owner's alone, if there is none.
///
/// # Errors
/// When it can't be made.
pub fn create_private_dir(path: &Path) -> Result<(), StorageError> {
    if path.is_dir() {
        // Somebody chose this folder; its permissions are theirs.
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(path)?)
}

/// Makes sure that a file exists, is writable, and is its owner's alone.
pub(crate) fn create_private(path: &Path) -> Result<(), StorageError> {
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}

/// What a file is called until it is whole.
const NEW: &str = ".new";
/// A file that was not whole by then never will be.
const WRITTEN_WITHIN: Duration = Duration::from_secs(60);

/// Replaces a file's contents so that a crash leaves either the old or the new, never a part.
///
/// # Errors
/// When it can't be written; the old one is there then.
pub fn replace(path: &Path, contents: &[u8]) -> Result<(), StorageError> {
    // A name of its own, because two desks may be at it on the same folder.
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!("{NEW}-{}-{count}", std::process::id()));
    let temporary = path.with_file_name(name);
    let replaced = write_synced(&temporary, contents)
        .and_then(|()| fs::rename(&temporary, path).map_err(StorageError::from));
    if replaced.is_err() {
        // It holds room that may be what is missing.
        let _gone = fs::remove_file(&temporary);
    }
    replaced?;
    // The rename itself is in the folder; elsewhere than on Unix a folder can't be synced.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn write_synced(path: &Path, contents: &[u8]) -> Result<(), StorageError> {
    create_private(path)?;
    fs::write(path, contents)?;
    Ok(fs::File::options().write(true).open(path)?.sync_all()?)
}

/// Takes away what desks that were killed in the middle of [`replace`] have left.
fn sweep(data_dir: &Path) {
    for entry in fs::read_dir(data_dir).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = [SETTINGS, PRESETS, audit::HEAD]
            .iter()
            .any(|file| name.starts_with(&format!("{file}{NEW}")));
        let modified = entry.metadata().and_then(|about| about.modified());
        let is_old =
            modified.is_ok_and(|at| at.elapsed().is_ok_and(|since| since > WRITTEN_WITHIN));
        if is_ours && is_old {
            // What can't be removed does no harm.
            let _gone = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Appearance;

    #[test]
    fn what_a_killed_desk_left_half_written_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [
            "settings.json.new-1-0",
            "settings.json.new-2-0",
            "mine.new-1",
        ] {
            fs::write(path(name), "half").unwrap();
        }
        let long_ago = std::time::SystemTime::now() - 2 * WRITTEN_WITHIN;
        for name in ["settings.json.new-1-0", "mine.new-1"] {
            let file = fs::File::options().write(true).open(path(name)).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        sweep(folder.path());
        // Another desk may be at the one, and the other is somebody else's.
        assert_eq!(
            names(folder.path()),
            ["mine.new-1", "settings.json.new-2-0"]
        );
    }

    const NOW_MS: i64 = 1_763_690_000_000;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_first_start_has_nothing_to_say() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a/b");
        let opened = open(&data, NOW_MS);
        assert_eq!(opened.problem, None);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                fs::metadata(&data).unwrap().permissions().mode() & 0o777,
                0o700
            );
        }
    }

    #[test]
    fn damaged_files_are_set_aside_unchanged_and_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(SETTINGS), "{damaged").unwrap();
        fs::write(folder.path().join(JOURNAL), "damaged ".repeat(100)).unwrap();
        let mut opened = open(folder.path(), NOW_MS);
        let problem = opened.problem.unwrap();
        assert_eq!(problem.code, ProblemCode::StorageFailed);
        assert!(
            problem
                .message
                .contains("settings.json.damaged-20251121T015320Z")
        );
        assert!(
            problem
                .message
                .contains("journal.sqlite.damaged-20251121T015320Z")
        );
        let aside = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(aside("settings.json.damaged-20251121T015320Z"), "{damaged");
        assert_eq!(
            aside("journal.sqlite.damaged-20251121T015320Z"),
            "damaged ".repeat(100)
        );

        opened.settings.set_appearance(Appearance::Dark).unwrap();
        drop(opened.journal);
        let again = open(folder.path(), NOW_MS);
        assert_eq!(again.problem, None);
        assert_eq!(again.settings.appearance(), Appearance::Dark);
    }

    #[test]
    fn a_file_of_a_newer_version_waits_for_that_version() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(SETTINGS), r#"{"version":9}"#).unwrap();
        let opened = open(folder.path(), NOW_MS);
        assert!(opened.problem.unwrap().message.contains("newer version"));
        assert!(names(folder.path()).contains(&"settings.json.newer-20251121T015320Z".to_owned()));
    }

    #[test]
    fn two_damaged_files_in_one_second_are_both_kept() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["first", "second"] {
            fs::write(folder.path().join(SETTINGS), text).unwrap();
            open(folder.path(), NOW_MS);
        }
        let kept: Vec<_> = names(folder.path())
            .into_iter()
            .filter(|name| name.starts_with("settings.json.damaged"))
            .collect();
        assert_eq!(
            kept,
            [
                "settings.json.damaged-20251121T015320Z",
                "settings.json.damaged-20251121T015320Z-2"
            ]
        );
    }

    #[test]
    fn sqlites_companions_go_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join(JOURNAL);
        fs::write(&journal, "damaged ".repeat(100)).unwrap();
        fs::write(folder.path().join("journal.sqlite-wal"), "log").unwrap();
        set_aside(&journal, StorageError::Damaged, NOW_MS).unwrap();
        assert_eq!(
            names(folder.path()),
            [
                "journal.sqlite.damaged-20251121T015320Z",
                "journal.sqlite.damaged-20251121T015320Z-wal"
            ]
        );
    }

    #[test]
    fn where_nothing_can_be_written_the_desk_works_from_memory() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        fs::write(&file, "").unwrap();
        // A folder under a file can't be made by anybody, not even by root.
        let opened = open(&file.join("data"), NOW_MS);
        let problem = opened.problem.unwrap();
        assert!(problem.message.contains("settings"));
        assert!(problem.message.contains("journal"));
        assert!(opened.journal.unfinished().unwrap().is_empty());
        let mut settings = opened.settings;
        assert_eq!(
            settings.set_appearance(Appearance::Dark),
            Err(StorageError::ReadOnly)
        );
    }
}
