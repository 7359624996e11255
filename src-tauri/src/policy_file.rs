//! Where the organisation's policy file is, and whether the person could change it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use desk::policy::{Organisation, PolicyFile};

/// More than any policy needs.
const LARGEST: u64 = 64 * 1024;

/// Reads the system-wide file; only where there is none, the one the command line names.
pub(crate) fn read(given: Option<&Path>) -> Organisation {
    read_either(system_wide().as_deref(), given)
}

fn read_either(system_wide: Option<&Path>, given: Option<&Path>) -> Organisation {
    let system = system_wide.map_or(PolicyFile::Absent, open);
    match (system, system_wide, given) {
        (PolicyFile::Absent, _, None) => Organisation::silent(),
        (PolicyFile::Absent, _, Some(given)) => {
            let named = match open(given) {
                // Somebody meant there to be one.
                PolicyFile::Absent => PolicyFile::Unreadable,
                found => found,
            };
            Organisation::read(&named, is_writable_by_person(given))
        }
        (found, path, given) => {
            if given.is_some() {
                tracing::warn!("--policy is ignored: this computer has a system-wide policy file");
            }
            Organisation::read(&found, path.is_some_and(is_writable_by_person))
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
fn system_wide() -> Option<PathBuf> {
    Some(PathBuf::from("/etc/connect-desk/policy.json"))
}

#[cfg(target_os = "macos")]
fn system_wide() -> Option<PathBuf> {
    Some(PathBuf::from(
        "/Library/Application Support/Connect Desk/policy.json",
    ))
}

/// Asked of the system: the variable `ProgramData` could be set by the person.
#[cfg(windows)]
fn system_wide() -> Option<PathBuf> {
    let folder = known_folders::get_known_folder_path(known_folders::KnownFolder::ProgramData)?;
    Some(folder.join("Connect Desk").join("policy.json"))
}

fn open(path: &Path) -> PolicyFile {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
        Ok::<_, io::Error>(bytes)
    };
    match read() {
        Ok(bytes) if bytes.len() as u64 <= LARGEST => PolicyFile::Found(bytes),
        Ok(_) => PolicyFile::Unreadable,
        Err(error) if error.kind() == io::ErrorKind::NotFound => PolicyFile::Absent,
        Err(_) => PolicyFile::Unreadable,
    }
}

/// Whether anybody but the system's administrator owns the file or its folder, or may write there.
#[cfg(unix)]
fn is_writable_by_person(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    [Some(path), path.parent()]
        .into_iter()
        .flatten()
        .any(|path| {
            std::fs::metadata(path).is_ok_and(|found| found.uid() != 0 || found.mode() & 0o022 != 0)
        })
}

/// What an access control list comes to can't be told from here.
#[cfg(not(unix))]
fn is_writable_by_person(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn said(text: &str) -> Organisation {
        Organisation::read(&PolicyFile::Found(text.into()), true)
    }

    const STRICT: &str = r#"{"version":1,"link_hand_over":false}"#;
    const LOOSE: &str = r#"{"version":1,"link_hand_over":true}"#;

    #[cfg(unix)]
    #[test]
    fn the_command_line_cannot_replace_the_system_wide_file() {
        let folder = tempfile::tempdir().unwrap();
        let system = write(folder.path(), "system.json", STRICT);
        let given = write(folder.path(), "given.json", LOOSE);
        fs::set_permissions(
            folder.path(),
            std::os::unix::fs::PermissionsExt::from_mode(0o777),
        )
        .unwrap();
        assert_eq!(read_either(Some(&system), Some(&given)), said(STRICT));
        let absent = folder.path().join("absent.json");
        assert_eq!(read_either(Some(&absent), Some(&given)), said(LOOSE));
        assert_eq!(read_either(Some(&absent), None), Organisation::silent());
    }

    #[test]
    fn a_file_that_is_there_but_cannot_be_read_is_not_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let is_strictest = |organisation: Organisation| {
            let unreadable = Organisation::read(&PolicyFile::Unreadable, false);
            let unreadable_by_person = Organisation::read(&PolicyFile::Unreadable, true);
            organisation == unreadable || organisation == unreadable_by_person
        };
        // A folder in its place, a file in its folder's place, one that is far too long.
        let in_a_file = write(folder.path(), "file", "").join("policy.json");
        let long = write(folder.path(), "long.json", &" ".repeat(70_000));
        for system in [folder.path(), &in_a_file, &long] {
            assert!(is_strictest(read_either(Some(system), None)), "{system:?}");
        }
        let absent = folder.path().join("absent.json");
        assert!(is_strictest(read_either(None, Some(&absent))));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_write_is_noticed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), "policy.json", STRICT);
        fs::set_permissions(&path, PermissionsExt::from_mode(0o666)).unwrap();
        assert!(read_either(Some(&path), None).is_writable_by_person());
    }
}
