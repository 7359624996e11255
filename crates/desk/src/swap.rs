//! Keeps secrets out of the swap space.

use secrecy::{ExposeSecret, SecretString};

/// Has the system keep the pages this secret lies on in memory, as long as the app runs: they may
/// hold a later secret, and a page that two secrets share must not be given up with the first.
///
/// A system lets a program lock only so much (64 KiB to 8 MiB on Linux), and may refuse. Nothing
/// depends on it.
pub(crate) fn keep_off_disk(secret: &SecretString) {
    let text = secret.expose_secret();
    match region::lock(text.as_ptr(), text.len()) {
        Ok(page) => std::mem::forget(page),
        Err(_) => tracing::debug!("a page that holds a secret could not be locked into memory"),
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    /// Of all pages of this process, as the kernel counts it.
    fn locked_kib() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmLck:"));
        let kib = line.unwrap().split_whitespace().nth(1).unwrap();
        kib.parse().unwrap()
    }

    #[test]
    fn the_page_of_a_secret_is_locked_into_memory() {
        let before = locked_kib();
        // One alone may come to lie on pages that another test has had locked.
        let secrets = [(); 16].map(|()| SecretString::from("0123456789".repeat(1_000)));
        secrets.iter().for_each(keep_off_disk);
        assert!(locked_kib() > before, "no page was locked");
    }

    #[test]
    fn nothing_is_no_secret() {
        keep_off_disk(&SecretString::from(""));
    }
}
