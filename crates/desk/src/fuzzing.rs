//! What the fuzz targets call, and a test that replays their corpora. There is no such module in a
//! build for anything else.

use crate::{
    policy::{self, Organisation, PolicyFile},
    settings::Settings,
};

/// Reads a file of settings and one of policy. What is read as settings is written and read again:
/// the same; and every saved connection in it is asked for what the app would use of it.
pub fn settings(bytes: &[u8]) {
    let organisation = Organisation::read(&PolicyFile::Found(bytes.to_vec()), false);
    let Ok(settings) = Settings::decoded(bytes) else {
        return;
    };
    let written = settings.encoded();
    let again = Settings::decoded(&written);
    assert!(again.is_ok_and(|again| again.encoded() == written));
    let _ = policy::holding(&organisation, settings.preferences());
    let _ = settings.profile_views();
    for profile in settings.profiles() {
        // Keys of MX's own environments go to MX alone, whatever a file says.
        if let Ok(environment) = profile.environment() {
            let host = environment.api_host();
            assert!(!host.is_empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    #[test]
    fn the_corpus_is_read_as_the_fuzz_target_reads_it() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/settings");
        let files: Vec<_> = fs::read_dir(corpus)
            .unwrap()
            .map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect();
        assert!(files.len() >= 5);
        for file in &files {
            super::settings(file);
        }
    }
}
