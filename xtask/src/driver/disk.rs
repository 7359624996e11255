//! A small disk of one's own: it can be full, and it can be for reading only.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};

use super::{group::unmount_on_signals, wait_for};

/// A file system of a few megabytes, mounted in a folder until it is dropped.
pub(crate) struct SmallDisk {
    at: PathBuf,
}

impl SmallDisk {
    /// Puts it in the place of a folder. None where nobody lets us mount anything.
    pub(crate) fn mount(at: &Path, megabytes: u32) -> Result<Option<Self>> {
        let size = format!("size={megabytes}m,mode=0700");
        if !mount(&["-t", "tmpfs", "-o", &size, "none"], at)? {
            return Ok(None);
        }
        unmount_on_signals(at);
        Ok(Some(Self {
            at: at.to_path_buf(),
        }))
    }

    /// Leaves not a byte, until the file is removed that is answered.
    pub(crate) fn fill(&self) -> Result<PathBuf> {
        let path = self.at.join("filler");
        let mut filler = File::create(&path)?;
        for size in [4_096, 512, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
        Ok(path)
    }

    /// Whether it can be written to from now on.
    pub(crate) fn can_be_written(&self, can: bool) -> Result<()> {
        let how = if can { "remount,rw" } else { "remount,ro" };
        // Programs that have just been ended may hold files open a moment longer.
        let what = format!("a disk nobody writes to ({how})");
        wait_for(&what, Duration::from_secs(10), || {
            Ok(mount(&["-o", how], &self.at)?.then_some(()))
        })
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        unmount(&self.at);
    }
}

/// Takes a mounted disk away, whoever still looks at it.
pub(super) fn unmount(at: &Path) {
    // One that is gone already is as good.
    let _ = Command::new("umount")
        .args(["--lazy", "--quiet"])
        .arg(at)
        .stderr(Stdio::null())
        .status();
}

fn mount(args: &[&str], at: &Path) -> Result<bool> {
    let status = Command::new("mount")
        .args(args)
        .arg(at)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("`mount` could not be started")?;
    Ok(status.success())
}
