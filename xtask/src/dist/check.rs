//! `cargo xtask dist --check`: the Debian package on a clean system, from its installation to its
//! end.
//!
//! The system is a new one of the same release as this one, made by mmdebstrap, with what the package
//! says it needs and no more. The app in it is what is shipped, so nothing drives it but a display's
//! keyboard.

use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

use super::folder;
use crate::{
    e2e,
    run::{Step, target},
    setup,
};

/// Beside what the package needs: letters to draw its words with.
const TO_BE_LOOKED_AT: &str = "fonts-dejavu-core";
/// Where package managers and programs that run keep what is theirs.
const NOT_OF_THE_PACKAGE: [&str; 8] = [
    "var/lib/dpkg",
    "var/lib/apt",
    "var/cache",
    "var/log",
    "proc",
    "dev",
    "tmp",
    "run",
];

/// A system in a folder. Goes when dropped.
struct Root(PathBuf);

impl Drop for Root {
    fn drop(&mut self) {
        // What is left in it is looked at by nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Does all of it, step by step.
pub(super) fn check() -> Result<bool> {
    if let Some(why) = not_possible() {
        println!("\nNOT CHECKED: {why}");
        println!("\n0 passed, 0 failed, 1 not checked");
        return Ok(false);
    }
    let package = package()?;
    setup::system_packages_for(&["mmdebstrap"])?;
    setup::set_up(setup::Purpose::VirtualDisplay)?;
    setup::build_app()?;
    let mut done = 0;
    let outcome = steps(&package, &mut done);
    match outcome {
        Ok(()) => {
            println!("\n{done} passed, 0 failed");
            Ok(true)
        }
        Err(error) => {
            println!("\n{error:#}\n\n{done} passed, 1 failed");
            Ok(false)
        }
    }
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

fn package() -> Result<PathBuf> {
    let made = fs::read_dir(folder()).into_iter().flatten().flatten();
    let mut packages = made.map(|entry| entry.path());
    packages
        .find(|path| path.extension().is_some_and(|it| it == "deb"))
        .context("there is no Debian package; make it with `cargo xtask dist`")
}

fn steps(package: &Path, done: &mut u32) -> Result<()> {
    let mut step = |what: &str| {
        *done += 1;
        println!("passed: {what}");
    };
    let root = clean_system(package)?;
    let before = files(&root.0)?;

    install(&root.0, package)?;
    ensure!(
        files(&root.0)? != before,
        "the installation has left the system as it was"
    );
    step("installed on a clean system");

    let entry = root.0.join("usr/share/applications/connect-desk.desktop");
    Step::new("desktop-file-validate").args([&entry]).read()?;
    let metadata = "usr/share/metainfo/org.connectdesk.app.metainfo.xml";
    Step::new("appstreamcli")
        .args(["validate-tree", "--no-net", "--no-color"])
        .args([&root.0])
        .read()?;
    for file in [
        metadata,
        "usr/share/icons/hicolor/scalable/apps/connect-desk.svg",
        "usr/share/doc/connect-desk/copyright",
        "usr/share/doc/connect-desk/third-party-licences.txt",
        "usr/share/doc/connect-desk/connect-desk.cdx.json",
    ] {
        ensure!(root.0.join(file).is_file(), "{file} was not installed");
    }
    step("desktop entry, metadata, icon, licences and bill of materials are in their places");

    let data = e2e::verify_by_hand("the installed package verifies by keyboard", |home| {
        within(&root.0, home)
    })?;
    step("one verification in the simulated MX, by keyboard");

    inside(&root.0, &["dpkg", "--purge", "connect-desk"])?;
    let after = files(&root.0)?;
    let left: Vec<_> = after.difference(&before).collect();
    let gone: Vec<_> = before.difference(&after).collect();
    ensure!(
        left.is_empty() && gone.is_empty(),
        "left behind: {left:?}; gone: {gone:?}"
    );
    step("removed without leftovers");
    ensure!(
        data.contains("journal.sqlite"),
        "the person's own data went with it: {data:?}"
    );
    step("the person's own data is still there");
    Ok(())
}

/// A new system with what the package needs, unpacked from one that is kept for the next time.
fn clean_system(package: &Path) -> Result<Root> {
    let wanted = Step::new("dpkg-deb")
        .args(["--field"])
        .args([package])
        .args(["Depends"])
        .read()?;
    let wanted: Vec<_> = wanted
        .split(',')
        .filter_map(|need| need.split_whitespace().next())
        .chain([TO_BE_LOOKED_AT])
        .collect();
    let kept = target().join("xtask/clean-system.tar");
    let release = release()?;
    let print = format!("{release} {}", wanted.join(" "));
    setup::once(&target().join("xtask/clean-system"), &print, || {
        println!("Making a clean system ({release})");
        Step::new("mmdebstrap")
            .args(["--mode=root", "--variant=apt", "--quiet"])
            .args([format!("--include={}", wanted.join(","))])
            .args([release.as_str()])
            .args([&kept])
            .run()
    })?;
    let root = Root(target().join("xtask/clean-system.root"));
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

fn install(root: &Path, package: &Path) -> Result<()> {
    let inside_it = "tmp/connect-desk.deb";
    fs::copy(package, root.join(inside_it))?;
    inside(root, &["dpkg", "--install", &format!("/{inside_it}")])?;
    fs::remove_file(root.join(inside_it))?;
    Ok(())
}

/// Runs a program of the system in the system.
fn inside(root: &Path, command: &[&str]) -> Result<String> {
    Step::new("chroot")
        .args([root])
        .args(command)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .read()
}

/// Everything that is in the system, but for what belongs to no package.
fn files(root: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut next = vec![root.to_path_buf()];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(root)?.display().to_string();
            if NOT_OF_THE_PACKAGE.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() && !path.is_symlink() {
                next.push(path);
            }
            found.insert(name);
        }
    }
    Ok(found)
}

/// A program that starts the installed app in its system, with the home directory and the display of
/// this one.
fn within(root: &Path, home: &Path) -> Result<PathBuf> {
    let (root, home) = (root.display().to_string(), home.display().to_string());
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
exec chroot {root} /usr/bin/connect-desk \"$@\"
' sh \"$@\"
"
    );
    let program = PathBuf::from(home).join("bin/installed-connect-desk");
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok(program)
}
