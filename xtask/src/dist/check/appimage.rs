//! The AppImage, on a system that has what a desktop has and neither WebKitGTK nor GTK.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

use super::{Root, Tally, comes_with_its_papers};
use crate::{e2e, run::Step};

/// What an AppImage leaves to the system: what belongs to its display, its sound and its letters,
/// and the shell that starts it.
const OF_A_DESKTOP: [&str; 23] = [
    "bash",
    "ca-certificates",
    "libasound2",
    "libcom-err2",
    "libdrm2",
    "libegl1",
    "libexpat1",
    "libfontconfig1",
    "libfreetype6",
    "libfribidi0",
    "libgbm1",
    "libgl1",
    "libgles2",
    "libgpg-error0",
    "libharfbuzz0b",
    "libice6",
    "libp11-kit0",
    "libsm6",
    "libthai0",
    "libwayland-client0",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
];
const PROGRAM: &str = "/usr/local/bin/connect-desk.AppImage";
/// A system in a folder has no device to mount with.
const UNPACKED: &str = "APPIMAGE_EXTRACT_AND_RUN=1";

pub(super) fn steps(image: &Path, tally: &mut Tally) -> Result<()> {
    let unpacked = tempfile::tempdir()?;
    Step::new(image)
        .args(["--appimage-extract"])
        .within(unpacked.path().to_owned())
        .read()?;
    let inside = unpacked.path().join("squashfs-root");
    comes_with_its_papers(&inside)?;
    for at_the_top in [".DirIcon", "connect-desk.desktop"] {
        ensure!(inside.join(at_the_top).is_file(), "{at_the_top} is missing");
    }
    tally.step("AppImage: desktop entry, metadata, icon, licences and bill of materials are in it");
    drop(unpacked);

    let root = Root::with("system-without-webkit", &OF_A_DESKTOP)?;
    fs::copy(image, root.0.join(&PROGRAM[1..]))?;
    let data = e2e::verify_by_hand("the AppImage verifies by keyboard", |home| {
        root.starting(&format!("/usr/bin/env {UNPACKED} {PROGRAM}"), home)
    })?;
    ensure!(
        data.contains("journal.sqlite"),
        "nothing was kept: {data:?}"
    );
    tally.step("AppImage: one verification by keyboard, on a system without WebKitGTK");

    // The starter works from inside the image, where nothing can be written.
    let there = root.0.join("srv/kept-here");
    let home = tempfile::tempdir()?;
    fs::create_dir(home.path().join("bin"))?;
    let checked =
        format!("/usr/bin/env --chdir=/srv {UNPACKED} {PROGRAM} --data-dir kept-here --diagnose");
    // How it ends says what it found; where it looked is what matters here.
    let said = Step::new(root.starting(&checked, home.path())?).watch()?;
    let said = said.lines.join("\n");
    let kept = fs::read_dir(&there).with_context(|| format!("{said}\n{there:?} was not made"))?;
    ensure!(kept.count() > 0, "nothing was kept in {there:?}");
    tally.step("AppImage: a folder on the command line is where the person means it");
    Ok(())
}
