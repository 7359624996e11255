//! A journal of years, made once and kept: the app is opened on copies of it, to be measured and
//! to be used.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    run::{Step, root, target},
    setup,
};

/// As many as a busy desk has after some years.
pub(crate) const SESSIONS: u32 = 100_000;

/// Makes the journal, unless it is there and what writes it is the same.
pub(crate) fn prepare() -> Result<()> {
    let mut sources = vec![root().join("crates/desk/examples/fill_history.rs")];
    setup::files_under(&root().join("crates/desk/src/journal"), &mut sources)?;
    let kept = kept();
    let print = setup::fingerprint(&sources)?;
    setup::once(&kept.with_extension("made-from"), &print, || {
        println!("writing a history of {SESSIONS} sessions, once");
        // In memory: each note is synced to the disk, which is not what is measured here.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        }?;
        // Of the whole workspace, so that what its tests have compiled is not compiled again.
        Step::cargo()
            .args(["build", "-q", "--workspace", "--example", "fill_history"])
            .run()?;
        Step::new(target().join("debug/examples/fill_history"))
            .args([place.path().as_os_str(), SESSIONS.to_string().as_ref()])
            .run()?;
        fs::create_dir_all(&kept)?;
        copy(place.path(), &kept)
    })
}

/// Puts a copy into an app's data folder.
pub(crate) fn copy_to(data: &Path) -> Result<()> {
    prepare()?;
    copy(&kept(), data)
}

fn kept() -> std::path::PathBuf {
    target().join("xtask/history")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).context("there is no journal of years")? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
