//! What a process and everything it started use, as the kernel counts it.

use std::{
    collections::BTreeMap,
    fs,
    io::ErrorKind,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

/// Memory of a process and its descendants in MiB: each page counted once, shared ones in parts
/// (`Pss`).
pub(crate) fn memory(root: i32) -> Result<f64> {
    let mut kib = 0_u64;
    for pid in family(root)? {
        let smaps = match fs::read_to_string(format!("/proc/{pid}/smaps_rollup")) {
            Ok(smaps) => smaps,
            // The app closes itself to other programs (`src-tauri/src/hardening.rs`).
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                bail!("only root is told how much memory the app uses")
            }
            // One that has just ended uses nothing.
            Err(_) => continue,
        };
        let pss = smaps.lines().find_map(|line| line.strip_prefix("Pss:"));
        kib += pss
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
            .unwrap_or(0);
    }
    ensure!(kib > 0, "the process is gone");
    Ok(kib as f64 / 1_024.0)
}

/// How much of one core a process and its descendants use from now on, in percent.
pub(crate) fn cpu(root: i32, watched: Duration) -> Result<f64> {
    let before = ticks(root)?;
    let start = Instant::now();
    std::thread::sleep(watched);
    let used = ticks(root)?.saturating_sub(before);
    // A hundred ticks a second, on every Linux (`USER_HZ`).
    Ok(used as f64 / start.elapsed().as_secs_f64())
}

fn ticks(root: i32) -> Result<u64> {
    let mut sum = 0;
    for pid in family(root)? {
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
            continue;
        };
        let (_, rest) = stat.rsplit_once(')').context("no name in /proc/…/stat")?;
        // User and system time are the 14th and 15th; the name was the second.
        sum += rest
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|ticks| ticks.parse::<u64>().ok())
            .sum::<u64>();
    }
    Ok(sum)
}

/// The process and all its descendants.
pub(crate) fn family(root: i32) -> Result<Vec<i32>> {
    let mut children: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
            continue;
        };
        let parent = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut all = vec![root];
    let mut next = 0;
    while let Some(pid) = all.get(next) {
        all.extend(children.remove(pid).unwrap_or_default());
        next += 1;
    }
    Ok(all)
}
