//! No file that is opened as a recording, whatever is in it, may end the program that opens it; and
//! what was read is shown whole, and read the same when it is written again.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| desk::fuzzing::recording(bytes));
