//! How much a person has to load onto their disk.

use std::{fs, path::Path};

use anyhow::Result;

use super::{
    Effort,
    figures::{Figure, Goal},
    program,
};
use crate::run::{Step, root, target};

const MEGABYTE: f64 = 1_000_000.0;

pub(super) fn measure(_effort: Effort) -> Result<Vec<Figure>> {
    let of = |name, bytes: u64, most| Figure {
        name,
        unit: "MB",
        value: bytes as f64 / MEGABYTE,
        reference: None,
        goal: Goal::AtMost(most),
    };
    Ok(vec![
        of(
            "size of the app's binary",
            fs::metadata(program("connect-desk")?)?.len(),
            15.0,
        ),
        of("the same, packed as in an installer", packed()?, 10.0),
        of(
            "size of the UI's files",
            size_of(&root().join("ui/dist"))?,
            0.6,
        ),
    ])
}

/// Bytes of the app in a `tar.gz`, which is what a `.deb` holds; the icons beside it don't count.
fn packed() -> Result<u64> {
    let archive = target().join("release/connect-desk.tar.gz");
    let folder = target().join("release");
    Step::new("tar")
        .args([
            "-C".as_ref(),
            folder.as_os_str(),
            "-czf".as_ref(),
            archive.as_os_str(),
        ])
        .args(["connect-desk"])
        .run()?;
    Ok(fs::metadata(archive)?.len())
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() {
            size_of(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(sum)
}
