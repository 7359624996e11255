//! No message, whatever is in it and whichever way it comes, may end the program that reads it; and
//! what was understood is understood the same when it is said again.

#![no_main]

#[path = "../../tests/corpus/reading.rs"]
mod reading;

libfuzzer_sys::fuzz_target!(|text: &str| reading::read_in_every_way(text));
