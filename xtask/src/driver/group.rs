//! Process groups: whatever is started here ends with everything it started itself.

use std::{
    collections::BTreeSet,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};

use super::disk::unmount;

/// The process groups started for one purpose; they can be ended from another thread.
#[derive(Clone, Default)]
pub(crate) struct Groups {
    running: Arc<Mutex<BTreeSet<i32>>>,
}

/// Every group of this process, so that an interrupted run leaves nothing behind.
static ALL: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

/// Directories that an interrupted run removes.
static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Has a directory removed when the run is interrupted; otherwise its owner does that.
pub(super) fn remove_on_signals(directory: &Path) {
    MADE.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(directory.to_path_buf());
}

/// Disks that an interrupted run takes away, before the directories they are in.
static MOUNTED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Has a disk unmounted when the run is interrupted; otherwise its owner does that.
pub(super) fn unmount_on_signals(at: &Path) {
    MOUNTED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(at.to_path_buf());
}

/// One process and everything it started. Ends when dropped.
pub(crate) struct Group {
    child: Child,
    id: i32,
    groups: Groups,
}

impl Groups {
    /// Starts a command as the head of its own process group.
    pub(crate) fn start(&self, command: &mut Command) -> Result<Group> {
        let shown = command.get_program().to_string_lossy().into_owned();
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("`{shown}` could not be started"))?;
        let id = i32::try_from(child.id())?;
        self.lock().insert(id);
        ALL.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id);
        Ok(Group {
            child,
            id,
            groups: self.clone(),
        })
    }

    /// Ends all of them now.
    pub(crate) fn end(&self) {
        for id in self.lock().iter() {
            end(*id);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeSet<i32>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Group {
    pub(crate) fn id(&self) -> i32 {
        self.id
    }

    pub(crate) fn stdin(&mut self) -> Option<std::process::ChildStdin> {
        self.child.stdin.take()
    }

    pub(crate) fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        end(self.id);
        let _ = self.child.wait();
        self.groups.lock().remove(&self.id);
        ALL.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.id);
    }
}

fn end(id: i32) {
    if let Some(pid) = Pid::from_raw(id) {
        // It may have ended by itself, which is what was wanted.
        let _ = kill_process_group(pid, Signal::KILL);
    }
}

/// Interrupted from the terminal or by a runner: end every group first.
pub(crate) fn end_everything_on_signals() -> Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            for id in ALL.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                end(*id);
            }
            for disk in MOUNTED
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .iter()
            {
                unmount(disk);
            }
            for directory in MADE.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                // Most are gone already, with the scenario they were made for.
                let _ = std::fs::remove_dir_all(directory);
            }
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
