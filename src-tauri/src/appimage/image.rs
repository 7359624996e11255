//! The image that the program runs out of.

use std::{
    collections::BTreeMap,
    env,
    ffi::{OsStr, OsString},
    io,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What is the starter's own. A theme of the person's is overwritten by it, so it can't be given
/// back.
const THE_STARTERS: [&str; 6] = [
    "APPDIR",
    "APPIMAGE",
    "ARGV0",
    "GTK_THEME",
    "OWD",
    "PYTHONDONTWRITEBYTECODE",
];
/// A program that can't open something says so within this time.
const TO_FAIL_IN: Duration = Duration::from_millis(250);

pub(super) struct Image {
    /// Where it is mounted: as the starter was told, and as the system resolves it.
    mounted: [PathBuf; 2],
    variables: BTreeMap<OsString, OsString>,
}

impl Image {
    /// None if this program runs out of none. Another program's image may have started it, and its
    /// variables are still there; so it counts where the program lies.
    pub(super) fn around_us() -> Option<Self> {
        Self::around(&env::current_exe().ok()?, env::vars_os().collect())
    }

    fn around(program: &Path, variables: BTreeMap<OsString, OsString>) -> Option<Self> {
        let told = PathBuf::from(variables.get(OsStr::new("APPDIR"))?);
        let resolved = told.canonicalize().unwrap_or_else(|_| told.clone());
        let mounted = [told, resolved];
        mounted
            .iter()
            .any(|folder| program.starts_with(folder))
            .then_some(Self { mounted, variables })
    }

    /// Where the person stood. An image that was unpacked rather than mounted doesn't note it, but
    /// the starter is a shell script, and a shell does.
    pub(super) fn started_in(&self) -> Option<PathBuf> {
        let noted = ["OWD", "PWD"].into_iter().filter_map(|name| self.get(name));
        noted.map(PathBuf::from).find(|folder| folder.is_absolute())
    }

    fn get(&self, name: &str) -> Option<&OsString> {
        self.variables.get(OsStr::new(name))
    }

    fn holds(&self, path: &Path) -> bool {
        self.mounted.iter().any(|folder| path.starts_with(folder))
    }

    /// The variables that a program outside is to have in another way, or (None) not at all.
    fn for_others(&self) -> BTreeMap<&OsStr, Option<OsString>> {
        let mut changed = BTreeMap::new();
        for (name, value) in &self.variables {
            let paths: Vec<_> = env::split_paths(value).collect();
            if THE_STARTERS.iter().any(|own| name == own) {
                changed.insert(name.as_os_str(), None);
            } else if paths.iter().any(|path| self.holds(path)) {
                // The starter leaves an empty one where there was nothing before.
                let kept = paths
                    .iter()
                    .filter(|path| !path.as_os_str().is_empty() && !self.holds(path));
                // They were joined before, so each of them can be.
                let kept = env::join_paths(kept).unwrap_or_default();
                changed.insert(name.as_os_str(), (!kept.is_empty()).then_some(kept));
            }
        }
        changed
    }

    pub(super) fn open_outside(&self, target: &OsStr) -> io::Result<()> {
        let mut outcome = Err(io::ErrorKind::NotFound.into());
        for mut command in open::commands(target) {
            for (name, value) in self.for_others() {
                match value {
                    Some(value) => command.env(name, value),
                    None => command.env_remove(name),
                };
            }
            // From inside the image it would keep it mounted.
            command.current_dir(self.started_in().unwrap_or_else(|| PathBuf::from("/")));
            outcome = launch(command);
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }
}

/// Starts a program that outlives this one, and waits only as long as it may fail.
fn launch(mut command: Command) -> io::Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    let start = Instant::now();
    while start.elapsed() < TO_FAIL_IN {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(io::ErrorKind::Other.into()),
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
    // Waited for, or it would stay in the system's list of processes.
    thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(program: &str, variables: &[(&str, &str)]) -> Option<Image> {
        let variables = variables
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        Image::around(Path::new(program), variables.collect())
    }

    const PROGRAM: &str = "/tmp/.mount_x/usr/bin/connect-desk";

    #[test]
    fn only_the_image_that_the_program_lies_in_counts() {
        assert!(image(PROGRAM, &[]).is_none());
        assert!(image(PROGRAM, &[("APPDIR", "/tmp/.mount_terminal")]).is_none());
        assert!(image(PROGRAM, &[("APPDIR", "/tmp/.mount_x")]).is_some());
    }

    #[test]
    fn where_the_person_stood_is_known_whether_it_was_mounted_or_unpacked() {
        let told = |variables: &[(&str, &str)]| {
            let variables = [&[("APPDIR", "/tmp/.mount_x")], variables].concat();
            image(PROGRAM, &variables).unwrap().started_in()
        };
        let (here, there) = (PathBuf::from("/home/me"), PathBuf::from("/mnt"));
        assert_eq!(told(&[("OWD", "/home/me"), ("PWD", "/mnt")]), Some(here));
        assert_eq!(told(&[("PWD", "/mnt")]), Some(there));
        assert_eq!(told(&[("OWD", "")]), None);
    }

    #[test]
    fn other_programs_get_nothing_of_the_images() {
        let image = image(
            PROGRAM,
            &[
                ("APPDIR", "/tmp/.mount_x"),
                ("APPIMAGE", "/home/me/connect-desk.AppImage"),
                ("GIO_MODULE_DIR", "/tmp/.mount_x//usr/lib/gio/modules"),
                ("GTK_THEME", "Adwaita:light"),
                ("HOME", "/home/me"),
                ("HTTPS_PROXY", "http://proxy.example:3128"),
                (
                    "LD_LIBRARY_PATH",
                    "/tmp/.mount_x/usr/lib/:/tmp/.mount_x/lib64/:",
                ),
                ("PATH", "/tmp/.mount_x/usr/bin/:/home/me/bin:/usr/bin"),
                ("XDG_DATA_DIRS", "/tmp/.mount_x/usr/share:/usr/share:"),
            ],
        )
        .unwrap();
        let for_others: Vec<_> = image
            .for_others()
            .into_iter()
            .map(|(name, value)| (name.to_str().unwrap(), value))
            .collect();
        assert_eq!(
            for_others,
            [
                ("APPDIR", None),
                ("APPIMAGE", None),
                ("GIO_MODULE_DIR", None),
                ("GTK_THEME", None),
                ("LD_LIBRARY_PATH", None),
                ("PATH", Some("/home/me/bin:/usr/bin".into())),
                ("XDG_DATA_DIRS", Some("/usr/share".into())),
            ]
        );
    }

    #[test]
    fn a_program_that_fails_at_once_has_opened_nothing() {
        assert!(launch(Command::new("false")).is_err());
        assert!(launch(Command::new("/no/such/program")).is_err());
        assert!(launch(Command::new("true")).is_ok());
    }
}
