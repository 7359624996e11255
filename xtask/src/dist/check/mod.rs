//! `cargo xtask dist --check`: what was made, on clean systems.
//!
//! A system is a new one of the same release as this one, made by mmdebstrap, with what the package
//! says it needs and no more. The app in it is what is shipped, so nothing drives it but a display's
//! keyboard.

mod appimage;
mod debian;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

use super::folder;
use crate::{
    run::{Step, target},
    setup,
};

/// Beside what a package needs: letters to draw its words with.
const TO_BE_LOOKED_AT: &str = "fonts-dejavu-core";

/// How many steps passed, and whether one failed.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    not_checked: u32,
}

impl Tally {
    fn step(&mut self, what: &str) {
        self.passed += 1;
        println!("passed: {what}");
    }

    fn note(&mut self, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.failed += 1;
            println!("FAILED: {error:#}");
        }
    }
}

/// Does all of it, step by step. True when everything that was made passed.
pub(super) fn check() -> Result<bool> {
    if let Some(why) = not_possible() {
        println!("\nNOT CHECKED: {why}");
        println!("\n0 passed, 0 failed, 1 not checked");
        return Ok(false);
    }
    let package =
        made("deb").context("there is no Debian package; make it with `cargo xtask dist`")?;
    setup::system_packages_for(&["mmdebstrap"])?;
    setup::set_up(setup::Purpose::VirtualDisplay)?;
    setup::build_app()?;
    let mut tally = Tally::default();
    let outcome = debian::steps(&package, &mut tally);
    tally.note(outcome);
    if let Some(image) = made("AppImage") {
        let outcome = appimage::steps(&image, &mut tally);
        tally.note(outcome);
    } else {
        tally.not_checked += 1;
        println!("not checked: the AppImage, since none was made");
    }
    let Tally {
        passed,
        failed,
        not_checked,
    } = tally;
    println!("\n{passed} passed, {failed} failed, {not_checked} not checked");
    Ok(failed == 0)
}

/// Why it can't be done here, if it can't.
fn not_possible() -> Option<&'static str> {
    if !setup::has("apt-get") {
        return Some("a clean Debian system is made with Debian's own tools, which are not here");
    }
    if !rustix::process::geteuid().is_root() {
        return Some("only root can install a package into a system of its own; run this as root");
    }
    None
}

/// What was made of a kind, by the end of its name.
fn made(end: &str) -> Option<PathBuf> {
    let made = fs::read_dir(folder()).into_iter().flatten().flatten();
    let mut paths = made.map(|entry| entry.path());
    paths.find(|path| path.extension().is_some_and(|it| it == end))
}

/// A system in a folder. Goes when dropped.
struct Root(PathBuf);

impl Drop for Root {
    fn drop(&mut self) {
        // What is left in it is looked at by nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Root {
    /// A new system with these packages, unpacked from one that is kept for the next time under this
    /// name.
    fn with(name: &str, wanted: &[&str]) -> Result<Self> {
        let wanted = [wanted, &[TO_BE_LOOKED_AT]].concat();
        let of_ours = |end: &str| target().join(format!("xtask/{name}{end}"));
        let kept = of_ours(".tar");
        let release = release()?;
        let print = format!("{release} {}", wanted.join(" "));
        setup::once(&of_ours(""), &print, || {
            println!("Making a clean system ({release})");
            Step::new("mmdebstrap")
                .args(["--mode=root", "--variant=apt", "--quiet"])
                .args([format!("--include={}", wanted.join(","))])
                .args([release.as_str()])
                .args([&kept])
                .run()
        })?;
        let root = Self(of_ours(".root"));
        if root.0.exists() {
            fs::remove_dir_all(&root.0)?;
        }
        fs::create_dir_all(&root.0)?;
        let tar = ["--extract", "--numeric-owner", "--file"];
        Step::new("tar")
            .args(tar)
            .args([&kept])
            .args(["--directory"])
            .args([&root.0])
            .run()?;
        Ok(root)
    }

    /// Runs a program of the system in the system.
    fn inside(&self, command: &[&str]) -> Result<String> {
        Step::new("chroot")
            .args([&self.0])
            .args(command)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .read()
    }

    /// A program that starts this one of the system in it, with the home directory and the display
    /// of ours.
    fn starting(&self, program: &str, home: &Path) -> Result<PathBuf> {
        let (root, home) = (self.0.display().to_string(), home.display().to_string());
        if [&root, &home].iter().any(|path| path.contains(['\'', ' '])) {
            bail!("{root} or {home} has characters that a shell reads otherwise");
        }
        let script = format!(
            "#!/bin/sh
exec unshare --mount --propagation private sh -e -c '
mkdir -p {root}{home} {root}/tmp/.X11-unix {root}/dev/shm
mount --bind {home} {root}{home}
mount --bind /tmp/.X11-unix {root}/tmp/.X11-unix
mount -t proc proc {root}/proc
mount -t tmpfs tmpfs {root}/dev/shm
exec chroot {root} {program} \"$@\"
' sh \"$@\"
"
        );
        let starter = PathBuf::from(home).join("bin/installed-connect-desk");
        fs::write(&starter, script)?;
        fs::set_permissions(&starter, fs::Permissions::from_mode(0o755))?;
        Ok(starter)
    }
}

/// This system's release, by its name.
fn release() -> Result<String> {
    let about = fs::read_to_string("/etc/os-release")?;
    let name = about
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(name
        .context("this system's release has no name")?
        .to_owned())
}

/// What belongs to the app beside its program, in a system or an image.
fn comes_with_its_papers(root: &Path) -> Result<()> {
    let entry = root.join("usr/share/applications/connect-desk.desktop");
    Step::new("desktop-file-validate").args([&entry]).read()?;
    let entry = fs::read_to_string(&entry)?;
    ensure!(
        entry.contains("Exec=connect-desk %u"),
        "a link would not be handed to the app: {entry}"
    );
    for file in [
        "usr/share/metainfo/org.connectdesk.app.metainfo.xml",
        "usr/share/icons/hicolor/scalable/apps/connect-desk.svg",
        "usr/share/doc/connect-desk/copyright",
        "usr/share/doc/connect-desk/third-party-licences.txt",
        "usr/share/doc/connect-desk/connect-desk.cdx.json",
    ] {
        ensure!(root.join(file).is_file(), "{file} is not there");
    }
    Ok(())
}
