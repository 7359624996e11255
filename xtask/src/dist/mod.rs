//! `cargo xtask dist`: the packages, with what goes with them: licences, a bill of materials and
//! checksums. `--check` installs the Debian package on a clean system and verifies with it, and with
//! the AppImage.

#[cfg(target_os = "linux")]
mod check;
mod parts;
mod tools;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(crate) use parts::findings;

use crate::{
    run::{Step, root, target},
    setup::{self, Purpose, files_under},
    supply,
};

/// What is made on this system.
const KINDS: &[&str] = if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else if cfg!(windows) {
    &["msi", "nsis"]
} else {
    &["deb", "rpm", "appimage"]
};
const SUMS: &str = "SHA256SUMS";
const BILL: &str = "connect-desk.cdx.json";
const LICENCES: &str = "third-party-licences.txt";

/// Where everything is gathered.
pub(crate) fn folder() -> PathBuf {
    target().join("dist")
}

/// Where Tauri's bundler and its lock file are.
fn packaging() -> PathBuf {
    root().join("packaging")
}

/// Makes the packages of these kinds, or all of this system's. False when one could not be made.
pub(crate) fn dist(only: &[String]) -> Result<bool> {
    if let Some(unknown) = only.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
        bail!("“{unknown}” is not made here, but {}", KINDS.join(", "));
    }
    let wanted: Vec<&str> = KINDS
        .iter()
        .copied()
        .filter(|kind| only.is_empty() || only.iter().any(|it| it == kind))
        .collect();
    setup::set_up(Purpose::Window)?;
    setup::node_packages(&packaging(), "the bundler")?;
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let bill = supply::write_sbom(&folder.join(BILL))?;
    let licensed = supply::write_licences(&folder.join(LICENCES))?;
    println!("{bill} components in the bill of materials, {licensed} with their licences");

    Step::cargo()
        .args([
            "build",
            "--release",
            "--locked",
            "--bins",
            "-p",
            "connect-desk",
        ])
        .run()?;
    let config = folder.join("bundle.json");
    fs::write(&config, serde_json::to_vec_pretty(&configuration(&folder))?)?;
    let mut missing = Vec::new();
    for kind in &wanted {
        match bundle(kind, &config) {
            Ok(made) => {
                for file in made {
                    let name = file.file_name().context("a package without a name")?;
                    fs::copy(&file, folder.join(name))?;
                }
            }
            Err(error) => {
                println!("\n{kind} could not be made: {error:#}");
                if *kind == "appimage" {
                    println!("{}", tools::of_appimages());
                }
                missing.push(*kind);
            }
        }
    }
    fs::remove_file(&config)?;
    let sums = write_sums(&folder)?;
    println!("\n{}", folder.display());
    print!("{sums}");
    let made = wanted.len() - missing.len();
    println!("\n{made} of {} kinds of package were made", wanted.len());
    for kind in &missing {
        println!("NOT MADE: {kind}");
    }
    Ok(missing.is_empty())
}

/// What the bundler is told besides `tauri.conf.json`: files that were just written, and names
/// without spaces where a package manager shows them.
fn configuration(folder: &Path) -> Value {
    if !cfg!(target_os = "linux") {
        let notes = json!({
            (folder.join(LICENCES).display().to_string()): LICENCES,
            (folder.join(BILL).display().to_string()): BILL,
        });
        return json!({ "bundle": { "resources": notes } });
    }
    let linux = packaging().join("linux");
    let file = |path: PathBuf| path.display().to_string();
    let files = json!({
        "/usr/share/metainfo/org.connectdesk.app.metainfo.xml":
            file(linux.join("org.connectdesk.app.metainfo.xml")),
        "/usr/share/doc/connect-desk/copyright": file(linux.join("copyright")),
        (format!("/usr/share/doc/connect-desk/{LICENCES}")): file(folder.join(LICENCES)),
        (format!("/usr/share/doc/connect-desk/{BILL}")): file(folder.join(BILL)),
        "/usr/share/icons/hicolor/scalable/apps/connect-desk.svg":
            file(root().join("icons/icon.svg")),
    });
    let desktop = file(linux.join("connect-desk.desktop"));
    json!({
        "productName": "connect-desk",
        "bundle": {
            "linux": {
                "deb": {
                    "desktopTemplate": desktop,
                    "files": files,
                    "section": "misc",
                    // Trusted by the system, and read from there.
                    "depends": ["ca-certificates"],
                    "recommends": ["gnome-keyring | kwalletmanager | keepassxc"],
                },
                "rpm": {
                    "desktopTemplate": desktop,
                    "files": files,
                    "release": "1",
                    "depends": ["ca-certificates"],
                },
                "appimage": { "files": files },
            },
        },
    })
}

/// Has Tauri's bundler make one kind, and answers its files.
fn bundle(kind: &str, config: &Path) -> Result<Vec<PathBuf>> {
    let made = target().join("release/bundle").join(match kind {
        "app" => "macos",
        other => other,
    });
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    let tauri = packaging().join("node_modules/@tauri-apps/cli/tauri.js");
    let outcome = Step::new("node")
        .args([&tauri])
        .args(["bundle", "--ci", "--bundles", kind, "--config"])
        .args([config])
        .watch()?;
    ensure!(outcome.ok, "the bundler failed");
    let mut files = Vec::new();
    files_under(&made, &mut files)?;
    let ends = [".deb", ".rpm", ".AppImage", ".dmg", ".msi", ".exe"];
    files.retain(|file| {
        let name = file.display().to_string();
        file.parent() == Some(&made) && ends.iter().any(|end| name.ends_with(end))
    });
    // An app bundle is a folder, and goes into the disk image.
    ensure!(
        kind == "app" || !files.is_empty(),
        "the bundler made no file"
    );
    Ok(files)
}

/// Writes the checksums in the form that `sha256sum --check` reads.
fn write_sums(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    files_under(folder, &mut files)?;
    files.retain(|file| !file.ends_with(SUMS));
    let mut sums = String::new();
    for file in files {
        let sum = Sha256::digest(fs::read(&file)?);
        let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = file.strip_prefix(folder)?.display();
        sums.push_str(&format!("{hex}  {name}\n"));
    }
    fs::write(folder.join(SUMS), &sums)?;
    Ok(sums)
}

/// Verifies with what was made, on clean systems.
#[cfg(target_os = "linux")]
pub(crate) fn check() -> Result<bool> {
    check::check()
}

/// The same elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn check() -> Result<bool> {
    bail!("a Debian package is installed on Linux")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_as_the_usual_program_reads_them() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("a.deb"), "abc").unwrap();
        write_sums(home.path()).unwrap();
        let again = write_sums(home.path()).unwrap();
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(again, format!("{sum}  a.deb\n"));
    }
}
