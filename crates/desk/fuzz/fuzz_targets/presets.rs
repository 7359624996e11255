//! No file of presets, whatever is in it, may end the program that opens or imports it; and what was
//! read is read the same when it is written again.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| desk::fuzzing::presets(bytes));
