//! How much a person has to load onto their disk.

use std::{fs, path::Path};

use anyhow::Result;

use super::{
    Effort,
    figures::{Figure, Goal},
    program,
};
use crate::run::root;

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
        of(
            "size of the UI's files",
            size_of(&root().join("ui/dist"))?,
            0.6,
        ),
    ])
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
