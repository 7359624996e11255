//! The chain itself: what is hashed, and what a walk along it finds.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::view::AuditVerdict;

/// What stands for the entry before the first.
const BEGINNING: &[u8] = b"connect-desk audit log 1";

/// One link.
pub(super) type Hash = [u8; 32];

/// An entry as the file has it.
pub(crate) struct Row {
    pub(super) seq: i64,
    pub(super) at_ms: i64,
    pub(super) who: String,
    pub(super) action: String,
    pub(super) subject: String,
    pub(super) reason: Option<String>,
    pub(super) hash: Vec<u8>,
}

/// Which entry is the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// How many entries there are.
    pub(super) entries: i64,
    /// The hash of the last, in hexadecimal.
    pub(super) hash: String,
}

impl Head {
    /// Of a log without entries.
    pub(super) fn beginning() -> Self {
        Self::of(0, &beginning())
    }

    pub(super) fn of(entries: i64, hash: &[u8]) -> Self {
        Self {
            entries,
            hash: hex(hash),
        }
    }
}

pub(super) fn beginning() -> Hash {
    Sha256::digest(BEGINNING).into()
}

impl Row {
    /// What the entry's hash has to be, after that one.
    pub(super) fn link(&self, previous: &[u8]) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(self.seq.to_be_bytes());
        hasher.update(self.at_ms.to_be_bytes());
        for text in [&self.who, &self.action, &self.subject] {
            add(&mut hasher, text);
        }
        match &self.reason {
            None => hasher.update([0]),
            Some(reason) => {
                hasher.update([1]);
                add(&mut hasher, reason);
            }
        }
        hasher.finalize().into()
    }
}

/// With its length before it: no two different entries are the same bytes.
fn add(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text);
}

/// A walk along the chain, entry by entry.
pub(super) struct Walk {
    last: i64,
    hash: Vec<u8>,
    head: Option<Head>,
    fits_head: bool,
    fault: Option<(i64, String)>,
    entries: u32,
}

impl Walk {
    /// `head` is what was noted beside the log; none if the note is gone or can't be read.
    pub(super) fn new(head: Option<Head>) -> Self {
        let fits_head = head.as_ref().is_some_and(|h| *h == Head::beginning());
        Self {
            last: 0,
            hash: beginning().to_vec(),
            head,
            fits_head,
            fault: None,
            entries: 0,
        }
    }

    /// The next entry, in the order of their numbers.
    pub(super) fn step(&mut self, row: &Row) {
        self.entries = self.entries.saturating_add(1);
        if self.fault.is_some() {
            return;
        }
        let expected = self.last + 1;
        if row.seq != expected {
            self.fault = Some((expected, format!("Entry {expected} is missing.")));
            return;
        }
        if row.link(&self.hash)[..] != row.hash[..] {
            let text = format!(
                "Entry {expected} is not as it was written, or does not follow the entry before it."
            );
            self.fault = Some((expected, text));
            return;
        }
        self.last = row.seq;
        self.hash.clone_from(&row.hash);
        let here = Head::of(self.last, &self.hash);
        self.fits_head |= self.head.as_ref() == Some(&here);
    }

    /// What was found. `guarded`: the file still refuses changes by itself.
    pub(super) fn verdict(self, guarded: bool) -> AuditVerdict {
        let fault = self.fault.or_else(|| {
            match &self.head {
            None => Some((
                self.last + 1,
                "The note of how many entries there should be is missing, so entries may have been \
                 taken off the end."
                    .to_owned(),
            )),
            Some(head) if !self.fits_head && head.entries > self.last => Some((
                self.last + 1,
                format!(
                    "The log ends at entry {}, but {} were written: the end was taken off.",
                    self.last, head.entries
                ),
            )),
            Some(head) if !self.fits_head => Some((
                head.entries.max(1),
                format!(
                    "Entry {} is not the one that was written: the log was cut and written anew.",
                    head.entries
                ),
            )),
            Some(_) if !guarded => Some((
                self.last + 1,
                "Every entry fits, but the file's own guard against changes was taken out."
                    .to_owned(),
            )),
            Some(_) => None,
        }
        });
        let intact = fault.is_none();
        let (first_bad, text) = match fault {
            Some((seq, text)) => (u32::try_from(seq).ok(), text),
            None if self.last == 0 => (None, "The log has no entries yet.".to_owned()),
            None => (
                None,
                format!(
                    "All {} entries are as they were written. Fingerprint of the last: {}.",
                    self.last,
                    fingerprint(&self.hash)
                ),
            ),
        };
        AuditVerdict {
            intact,
            entries: self.entries,
            first_bad,
            text,
        }
    }
}

/// The first 16 digits of a hash, in groups one can read out.
fn fingerprint(hash: &[u8]) -> String {
    let pairs: Vec<String> = hash.chunks(2).take(4).map(hex).collect();
    pairs.join(" ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
