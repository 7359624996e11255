//! No settings file and no policy file, whatever is in it, may end the program that opens it; and
//! what was read is read the same when it is written again.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| desk::fuzzing::settings(bytes));
