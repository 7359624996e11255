//! What a process keeps in memory, as root sees it.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::FileExt,
};

use anyhow::{Context, Result};

const PAGE: u64 = 4096;
/// Read at once.
const PIECE: u64 = 4 * 1024 * 1024;
/// Longer than anything that is looked for: what lies across two pieces is in one of them whole.
const OVERLAP: u64 = 4096;

/// Shows every piece of memory that the process can write to and has in use. Code and constants
/// hold no secret of a run.
pub(crate) fn pieces_of(pid: i32, mut show: impl FnMut(&[u8])) -> Result<()> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps"))?;
    let memory = File::open(format!("/proc/{pid}/mem"))
        .with_context(|| format!("the memory of process {pid} can't be read; root can"))?;
    let mut pages = File::open(format!("/proc/{pid}/pagemap"))?;
    let mut piece = Vec::new();
    for line in maps.lines() {
        let Some((from, until)) = writable(line) else {
            continue;
        };
        for (start, end) in in_use(&mut pages, from, until)? {
            let mut at = start;
            while at < end {
                let length = PIECE.min(end - at);
                piece.resize(usize::try_from(length)?, 0);
                // A page may be given back at any moment.
                if memory.read_exact_at(&mut piece, at).is_ok() {
                    show(&piece);
                }
                if at + length == end {
                    break;
                }
                at += length - OVERLAP;
            }
        }
    }
    Ok(())
}

/// The range of a line of `/proc/<pid>/maps`, if the process may write there.
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (from, until) = words.next()?.split_once('-')?;
    let rights = words.next()?;
    let number = |text| u64::from_str_radix(text, 16).ok();
    let is_device = words.nth(3).is_some_and(|path| path.starts_with("/dev/"));
    (rights.starts_with("rw") && !is_device).then_some((number(from)?, number(until)?))
}

/// The parts of a range that are in memory or swapped out; the rest was never touched.
fn in_use(pages: &mut File, from: u64, until: u64) -> Result<Vec<(u64, u64)>> {
    const IN_MEMORY: u8 = 0x80;
    const SWAPPED: u8 = 0x40;
    let mut parts: Vec<(u64, u64)> = Vec::new();
    pages.seek(SeekFrom::Start(from / PAGE * 8))?;
    let mut at = from;
    let mut entries = vec![0; 64 * 1024];
    while at < until {
        let wanted = usize::try_from((until - at) / PAGE * 8)?.min(entries.len());
        let entries = &mut entries[..wanted];
        if pages.read_exact(entries).is_err() {
            break;
        }
        for entry in entries.chunks_exact(8) {
            // The highest byte comes last.
            if entry[7] & (IN_MEMORY | SWAPPED) != 0 {
                match parts.last_mut() {
                    Some((_, end)) if *end == at => *end += PAGE,
                    _ => parts.push((at, at + PAGE)),
                }
            }
            at += PAGE;
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_written_to_is_looked_through() {
        let range = |rest: &str| writable(&format!("7f00-7f10 {rest}"));
        assert_eq!(range("rw-p 00000000 00:00 0"), Some((0x7f00, 0x7f10)));
        assert_eq!(
            range("rw-p 00000000 00:00 0 [heap]"),
            Some((0x7f00, 0x7f10))
        );
        assert_eq!(range("r--p 00000000 08:01 12 /lib/x.so"), None);
        assert_eq!(range("rw-s 00000000 00:05 12 /dev/dri/card0"), None);
    }

    #[test]
    fn what_this_process_holds_is_found() {
        let held = format!("held-in-memory-{}", std::process::id());
        let mut found = false;
        let own = i32::try_from(std::process::id()).unwrap();
        pieces_of(own, |piece| {
            found |= piece
                .windows(held.len())
                .any(|window| window == held.as_bytes());
        })
        .unwrap();
        assert!(found);
    }
}
