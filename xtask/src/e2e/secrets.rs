//! Looks for secrets in what a scenario left behind: files, pages, and what processes were given.

use std::{fs, path::Path};

use anyhow::Result;
use base64::Engine;

use crate::setup::files_under;

/// Something that may be nowhere but in memory and in the keychain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    /// What it is, for the report; the secret itself is never printed.
    pub(crate) what: &'static str,
    needles: Vec<Vec<u8>>,
}

impl Secret {
    /// The secret in every form it could be written down in.
    pub(crate) fn new(what: &'static str, value: &str) -> Self {
        let utf16 = |order: fn(u16) -> [u8; 2]| value.encode_utf16().flat_map(order).collect();
        let base64 = base64::engine::general_purpose::STANDARD.encode(value);
        Self {
            what,
            needles: vec![
                value.as_bytes().to_vec(),
                utf16(u16::to_le_bytes),
                utf16(u16::to_be_bytes),
                base64.trim_end_matches('=').as_bytes().to_vec(),
            ],
        }
    }

    /// Whether it is in these bytes in any form.
    pub(crate) fn is_in(&self, bytes: &[u8]) -> bool {
        self.needles.iter().any(|needle| contains(bytes, needle))
    }
}

/// Many secrets looked for at once: memory is large, and there are several ways to write each.
pub(crate) struct Needles<'a> {
    all: Vec<(usize, &'a [u8])>,
    /// Whether any needle begins with these two bytes.
    begins: Vec<bool>,
}

impl<'a> Needles<'a> {
    pub(crate) fn of(secrets: &'a [Secret]) -> Self {
        let mut all = Vec::new();
        let mut begins = vec![false; 1 << 16];
        for (index, secret) in secrets.iter().enumerate() {
            for needle in secret.needles.iter().filter(|needle| needle.len() > 1) {
                begins[usize::from(needle[0]) << 8 | usize::from(needle[1])] = true;
                all.push((index, needle.as_slice()));
            }
        }
        Self { all, begins }
    }

    /// Adds to the counts how often each secret is in these bytes.
    pub(crate) fn count(&self, bytes: &[u8], counts: &mut [usize]) {
        let mut at = 0;
        while at + 1 < bytes.len() {
            if self.begins[usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1])] {
                for (index, needle) in &self.all {
                    if bytes[at..].starts_with(needle) {
                        counts[*index] += 1;
                    }
                }
            }
            at += 1;
        }
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else {
        return false;
    };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        let start = from + at;
        if bytes[start + 1..].starts_with(rest) {
            return true;
        }
        from = start + 1;
    }
    false
}

/// What a search looked through and found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    pub(crate) secrets: usize,
    pub(crate) files: usize,
    pub(crate) pages: usize,
    pub(crate) processes: usize,
    pub(crate) leaks: Vec<String>,
}

impl Search {
    /// Looks through every file of a directory for every secret that isn't `allowed` in it.
    pub(crate) fn files(
        &mut self,
        secrets: &[Secret],
        root: &Path,
        allowed: impl Fn(&Secret, &str) -> bool,
    ) -> Result<()> {
        let mut files = Vec::new();
        files_under(root, &mut files)?;
        for file in files {
            let name = file.strip_prefix(root)?.display().to_string();
            let sought: Vec<Secret> = secrets
                .iter()
                .filter(|secret| !allowed(secret, &name))
                .cloned()
                .collect();
            // Sockets and the like hold nothing.
            if sought.is_empty() || !file.is_file() {
                continue;
            }
            self.files += 1;
            // The name too: a cache likes to call a file after what it fetched.
            let mut bytes = fs::read(&file)?;
            bytes.extend(name.as_bytes());
            self.look(&sought, &bytes, &name);
        }
        Ok(())
    }

    /// Looks through a page as it was at some moment.
    pub(crate) fn page(&mut self, secrets: &[Secret], when: &str, page: &str) {
        self.pages += 1;
        self.look(secrets, page.as_bytes(), &format!("the page {when}"));
    }

    /// Looks through the environment and the command line of a process.
    pub(crate) fn process(&mut self, secrets: &[Secret], name: &str, given: &[u8]) {
        self.processes += 1;
        self.look(
            secrets,
            given,
            &format!("what the process {name} was given"),
        );
    }

    fn look(&mut self, secrets: &[Secret], bytes: &[u8], place: &str) {
        for secret in secrets.iter().filter(|secret| secret.is_in(bytes)) {
            let leak = format!("{} in {place}", secret.what);
            if !self.leaks.contains(&leak) {
                self.leaks.push(leak);
            }
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.secrets += other.secrets;
        self.files += other.files;
        self.pages += other.pages;
        self.processes += other.processes;
        self.leaks.extend(other.leaks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_form() {
        let secret = Secret::new("the API key", "k3y-ffffeeee");
        let base64 = base64::engine::general_purpose::STANDARD.encode("k3y-ffffeeee");
        let wide: Vec<u8> = "xk3y-ffffeeee"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(secret.is_in(b"Authorization: k3y-ffffeeee."));
        assert!(secret.is_in(format!("Basic {base64}").as_bytes()));
        assert!(secret.is_in(&wide));
        assert!(secret.is_in(b"kk3y-ffffeeee"), "a false start before it");
        assert!(!secret.is_in(b"k3y-ffffeee"));
        assert!(!secret.is_in(b""));
    }

    #[test]
    fn secrets_are_counted_in_memory() {
        let secrets = [Secret::new("a", "4711-4712"), Secret::new("b", "key")];
        let mut counts = [0, 0];
        Needles::of(&secrets).count(b"k4711-4712 keykey 4711-471", &mut counts);
        assert_eq!(counts, [1, 2]);
    }

    #[test]
    fn contents_and_names_of_files_are_searched_but_for_what_is_allowed() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("cache/deep")).unwrap();
        fs::create_dir_all(home.path().join("run")).unwrap();
        fs::write(home.path().join("cache/deep/token-123456"), "").unwrap();
        fs::write(home.path().join("journal"), b"\0\x01number 987654321").unwrap();
        fs::write(home.path().join("run/log"), "token-123456").unwrap();
        let secrets = [
            Secret::new("the token", "token-123456"),
            Secret::new("the number", "987654321"),
            Secret::new("the key", "nowhere-to-be-found"),
        ];
        let mut search = Search::default();
        let in_run = |_: &Secret, name: &str| name.starts_with("run/");
        search.files(&secrets, home.path(), in_run).unwrap();
        search.page(&secrets, "at the end", "<p>•••• 4321</p>");
        search.process(&secrets, "x", b"PATH=/bin\0KEY=nowhere-to-be-found\0");
        let mut leaks = search.leaks.clone();
        leaks.sort();
        assert_eq!(
            leaks,
            [
                "the key in what the process x was given",
                "the number in journal",
                "the token in cache/deep/token-123456"
            ]
        );
        assert_eq!((search.files, search.pages, search.processes), (2, 1, 1));
    }
}
