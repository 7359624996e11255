//! What the fuzz targets call, and a test that replays their corpora. There is no such module in a
//! build for anything else.

use crate::{
    inspector::Recording,
    policy::{self, Organisation, PolicyFile},
    settings::Settings,
    widget_options,
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

/// Reads a file as a recording of the inspector's. What is read is shown whole, written, and read
/// again: the same.
pub fn recording(bytes: &[u8]) {
    if let Ok(recording) = Recording::read(bytes) {
        recording.is_looked_through();
    }
}

/// Reads a file as the desk's own presets and as one to import. What is read is written and read
/// again: the same.
pub fn presets(bytes: &[u8]) {
    widget_options::presets_are_read(bytes);
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    type Target = fn(&[u8]);

    #[test]
    fn the_corpora_are_read_as_the_fuzz_targets_read_them() {
        let targets: [(&str, Target); 3] = [
            ("settings", super::settings),
            ("recording", super::recording),
            ("presets", super::presets),
        ];
        for (name, target) in targets {
            let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
            let files: Vec<_> = fs::read_dir(corpus.join(name))
                .unwrap()
                .map(|entry| fs::read(entry.unwrap().path()).unwrap())
                .collect();
            assert!(files.len() >= 3, "{name} has no corpus");
            for file in &files {
                target(file);
            }
        }
    }
    #[test]
    fn what_stands_for_recordings_in_the_corpus_is_read_as_some() {
        for name in ["empty", "calls", "messages"] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/recording");
            let read = super::Recording::read(&fs::read(file.join(name)).unwrap());
            assert!(read.is_ok(), "{name}: {:?}", read.err());
        }
    }
}
