//! Everything a fresh machine needs before the app can be built: system packages, Node, the UI's
//! packages, the built UI, the built app. Each part is skipped when it is done already.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::run::{Step, root, target};

/// What the set-up is for; a virtual display needs more packages than a window.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the app and open it on the person's own display.
    Window,
    /// Run the built app in a virtual display, with a keychain of its own.
    VirtualDisplay,
}

const TO_BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libsoup-3.0-dev",
    "libwebkit2gtk-4.1-dev",
];
const FOR_VIRTUAL_DISPLAY: &[&str] = &[
    "appstream",
    "at-spi2-core",
    "dbus",
    "desktop-file-utils",
    // What GTK asks for unless a desktop names another font: pages look, and are laid out, as on one.
    "fonts-cantarell",
    "fonts-dejavu-core",
    // Asks for the password of a locked keychain.
    "gcr",
    "gnome-keyring",
    "imagemagick",
    "libfaketime",
    "openbox",
    "poppler-utils",
    "webkit2gtk-driver",
    "x11-utils",
    "x11-xserver-utils",
    "xclip",
    "xdotool",
    "xserver-xorg-core",
    "xserver-xorg-video-dummy",
    "xvfb",
];
const OLDEST_NODE: Version = Version(20, 19);

/// Does the whole set-up up to (not including) the build of the app.
pub(crate) fn set_up(purpose: Purpose) -> Result<()> {
    system_packages(purpose)?;
    node()?;
    node_packages(&root().join("ui"), "the UI")?;
    build_ui()
}

/// The app as it is shipped, but for the optimisation.
pub(crate) fn app_binary() -> PathBuf {
    built().join(app_name())
}

/// The app that lets itself be driven.
#[cfg(target_os = "linux")]
pub(crate) fn driven_binary() -> PathBuf {
    target().join("driven").join(app_name())
}

fn built() -> PathBuf {
    target().join("debug")
}

fn app_name() -> String {
    format!("connect-desk{}", std::env::consts::EXE_SUFFIX)
}

/// The simulated MX as cargo builds it.
#[cfg(target_os = "linux")]
pub(crate) fn sandbox_binary() -> PathBuf {
    target().join("debug/mx-sandbox")
}

/// The browser that comes with WebKitGTK, for pages outside the app.
#[cfg(target_os = "linux")]
pub(crate) fn browser_binary() -> Option<PathBuf> {
    let libraries = Path::new("/usr/lib");
    let below = fs::read_dir(libraries).ok()?.flatten();
    let mut folders: Vec<PathBuf> = below.map(|entry| entry.path()).collect();
    folders.extend([libraries.to_path_buf(), PathBuf::from("/usr/libexec")]);
    let mut programs = folders
        .into_iter()
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"));
    programs.find(|program| program.is_file())
}

/// Arguments of the build of what is shipped.
pub(crate) const BUILD: &[&str] = &["build", "--bins", "-p", "connect-desk", "-p", "mx-sandbox"];
/// Arguments of the build whose window can be driven. WebKit's automation is in no other.
pub(crate) const BUILD_DRIVEN: &[&str] = &[
    "build",
    "--bins",
    "-p",
    "connect-desk",
    "--features",
    "connect-desk/automation",
];

/// Builds the app and the stand-alone simulated MX.
pub(crate) fn build_app() -> Result<()> {
    Step::cargo().args(BUILD).run()
}

/// Builds the app that can be driven, and then the one that is shipped in its place.
#[cfg(target_os = "linux")]
pub(crate) fn build_app_to_be_driven() -> Result<()> {
    Step::cargo().args(BUILD_DRIVEN).run()?;
    keep_driven()?;
    build_app()
}

/// Builds the app that can be driven and looks for newer versions, by the configuration given.
#[cfg(target_os = "linux")]
pub(crate) fn build_app_to_be_updated(configuration: &str) -> Result<PathBuf> {
    let features = "connect-desk/automation,connect-desk/updater";
    Step::cargo()
        .args(["build", "-p", "connect-desk", "--example", "updated-app"])
        .args(["--features", features])
        // Merged into tauri.conf.json when the app is compiled, as the bundler does it.
        .env("TAURI_CONFIG", configuration)
        .run()?;
    Ok(built().join("examples/updated-app"))
}

/// Puts the build that can be driven aside: both have one name.
pub(crate) fn keep_driven() -> Result<()> {
    let folder = target().join("driven");
    fs::create_dir_all(&folder)?;
    let kept = folder.join(app_name());
    // A copy over one that runs would fail.
    if kept.exists() {
        fs::remove_file(&kept)?;
    }
    fs::copy(built().join(app_name()), kept)?;
    Ok(())
}

// --- system packages ---------------------------------------------------------------------------

/// Installs these packages of the system as well, each where there is no program of its name.
#[cfg(target_os = "linux")]
pub(crate) fn system_packages_for(wanted: &[&str]) -> Result<()> {
    let missing: Vec<&str> = wanted.iter().copied().filter(|it| !has(it)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

fn system_packages(purpose: Purpose) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut wanted = TO_BUILD.to_vec();
    if purpose == Purpose::VirtualDisplay {
        wanted.extend(FOR_VIRTUAL_DISPLAY);
    }
    if !has("dpkg-query") || !has("apt-get") {
        ensure!(
            webkit_is_there(),
            "This system has no apt-get, so its packages can't be installed from here. \
             Please install what Debian calls:\n  {}\nand run this again.",
            wanted.join(" ")
        );
        return Ok(());
    }
    let listing = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .stdin(Stdio::null())
        .output()
        .context("dpkg-query could not be started")?;
    let missing = missing(&wanted, &String::from_utf8_lossy(&listing.stdout));
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

/// On systems without apt, pkg-config still knows whether the one unusual library is there.
fn webkit_is_there() -> bool {
    Step::new("pkg-config")
        .args(["--exists", "webkit2gtk-4.1"])
        .read()
        .is_ok()
}

/// Those of `wanted` that `listing` (lines of `name status`) doesn't show as installed.
fn missing<'a>(wanted: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed: BTreeSet<&str> = listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    wanted
        .iter()
        .filter(|name| !installed.contains(**name))
        .copied()
        .collect()
}

fn install(packages: &[&str]) -> Result<()> {
    println!("Installing system packages: {}", packages.join(" "));
    let install = ["install", "--yes", "--no-install-recommends"];
    let mut args: Vec<&str> = install.to_vec();
    args.extend(packages);
    if apt(&args).is_ok() {
        return Ok(());
    }
    // A fresh system (or image) has no package lists yet, or old ones.
    println!("Refreshing the package lists and trying again.");
    apt(&["update"]).and_then(|()| apt(&args)).with_context(|| {
        format!(
            "These system packages could not be installed:\n  {}\n\
             Please install them (`sudo apt-get install {}`) and run this again.",
            packages.join(" "),
            packages.join(" ")
        )
    })
}

fn apt(args: &[&str]) -> Result<()> {
    let root = Step::new("id").args(["-u"]).read()?.trim() == "0";
    let step = if root {
        Step::new("apt-get")
    } else {
        ensure!(has("sudo"), "apt-get needs root, and there is no sudo here");
        // Not silently: whoever sits here may be asked for a password on the terminal.
        Step::new("sudo").args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"])
    };
    step.args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// Whether a program of this name is on the path.
pub(crate) fn has(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|directory| directory.join(program).is_file())
}

// --- Node and the UI ---------------------------------------------------------------------------

/// Major and minor, which is as far as a requirement on Node goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

impl Version {
    /// Reads `v20.19.4`, `20.19.2+dfsg-1`, `1:18.13.0`.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('v');
        let text = text.split_once(':').map_or(text, |(_epoch, rest)| rest);
        let mut parts = text.split(|c: char| !c.is_ascii_digit());
        Some(Self(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        ))
    }
}

fn installed_node() -> Option<Version> {
    Version::read(&Step::new("node").args(["--version"]).read().ok()?)
}

fn node() -> Result<()> {
    let good = |node: Option<Version>| node.is_some_and(|version| version >= OLDEST_NODE);
    if !good(installed_node()) && installed_node().is_none() && has("apt-get") {
        // Only where the system's own Node is new enough: an old one would only be in the way.
        let policy = Step::new("apt-cache")
            .args(["policy", "nodejs"])
            .read()
            .unwrap_or_default();
        if good(apt_candidate(&policy)) {
            install(&["nodejs", "npm"])?;
        }
    }
    let Version(major, minor) = OLDEST_NODE;
    match installed_node() {
        found if good(found) => {}
        Some(Version(found_major, found_minor)) => bail!(
            "Node {major}.{minor} or newer builds the UI; this is {found_major}.{found_minor}. \
             Please install a newer one (https://nodejs.org/en/download) and run this again."
        ),
        None => bail!(
            "Node {major}.{minor} or newer builds the UI, and there is no `node` here. \
             Please install it (https://nodejs.org/en/download) and run this again."
        ),
    }
    Step::npm()
        .args(["--version"])
        .read()
        .context("npm comes with Node and is not here")?;
    Ok(())
}

fn apt_candidate(policy: &str) -> Option<Version> {
    policy
        .lines()
        .find_map(|line| Version::read(line.trim().strip_prefix("Candidate:")?))
}

/// The packages a folder's lock file names.
pub(crate) fn node_packages(folder: &Path, whose: &str) -> Result<()> {
    let print = fingerprint(&[folder.join("package-lock.json")])?;
    let stamp = folder.join("node_modules/.installed-from");
    once(&stamp, &print, || {
        println!("Installing the packages of {whose}");
        let step = Step::npm().within(folder.to_path_buf());
        step.args(["ci", "--no-audit", "--no-fund"]).run()
    })
}

/// Builds the UI if any of its sources changed since it was built last.
pub(crate) fn build_ui() -> Result<()> {
    let ui = root().join("ui");
    let mut sources = Vec::new();
    for entry in fs::read_dir(&ui)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if !["node_modules", "dist", "coverage"]
            .iter()
            .any(|skipped| name == *skipped)
        {
            files_under(&path, &mut sources)?;
        }
    }
    let print = fingerprint(&sources)?;
    let stamp = target().join("xtask/ui-built-from");
    if !ui.join("dist/index.html").is_file() && stamp.is_file() {
        fs::remove_file(&stamp)?;
    }
    once(&stamp, &print, || {
        println!("Building the UI");
        Step::npm().args(["run", "build"]).run()
    })
}

/// Every file under a path (or the path itself), in a stable order.
pub(crate) fn files_under(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        // A link out of the tree (npm makes some) is none of our sources.
        if !entry.is_symlink() {
            files_under(&entry, found)?;
        }
    }
    Ok(())
}

pub(crate) fn fingerprint(files: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)
            .with_context(|| format!("{} can't be read", file.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Does `work` unless the stamp says it was done for this very `print`.
pub(crate) fn once(stamp: &Path, print: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(stamp).is_ok_and(|earlier| earlier == print) {
        return Ok(());
    }
    work()?;
    if let Some(directory) = stamp.parent() {
        fs::create_dir_all(directory)?;
    }
    fs::write(stamp, print)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_that_are_really_installed_count() {
        let listing = "xvfb installed\nlibgtk-3-dev config-files\ndbus-x11 installed\n";
        let wanted = ["xvfb", "libgtk-3-dev", "dbus"];
        assert_eq!(missing(&wanted, listing), ["libgtk-3-dev", "dbus"]);
    }

    #[test]
    fn versions_are_read_as_node_and_apt_write_them() {
        assert_eq!(Version::read("v20.19.4\n"), Some(Version(20, 19)));
        assert_eq!(Version::read("1:18.13.0+dfsg1-1"), Some(Version(18, 13)));
        assert_eq!(Version::read("(none)"), None);
        assert!(Version(22, 1) > OLDEST_NODE && Version(20, 9) < OLDEST_NODE);
    }

    #[test]
    fn the_candidate_is_what_apt_would_install() {
        let policy = "nodejs:\n  Installed: (none)\n  Candidate: 20.19.2+dfsg-1\n";
        assert_eq!(apt_candidate(policy), Some(Version(20, 19)));
    }

    #[test]
    fn work_is_done_once_for_one_state_of_its_sources() {
        let directory = tempfile::tempdir().unwrap();
        let stamp = directory.path().join("deep/stamp");
        let mut runs = 0;
        for print in ["a", "a", "b"] {
            once(&stamp, print, || {
                runs += 1;
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(runs, 2);
        assert!(once(&stamp, "c", || bail!("no network")).is_err());
        assert!(
            once(&stamp, "c", || bail!("still none")).is_err(),
            "a failure is no stamp"
        );
    }
}
