//! What the fuzz target began with and what it found, read again in every run of the tests.

mod reading;

use std::{fs, path::Path};

#[test]
fn the_corpus_is_read_as_the_fuzz_target_reads_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/parse");
    let mut count = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        if let Ok(text) = std::str::from_utf8(&bytes) {
            reading::read_in_every_way(text);
            count += 1;
        }
    }
    assert!(count >= 10, "{count} texts");
}
