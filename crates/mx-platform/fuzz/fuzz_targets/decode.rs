//! No answer, whatever is in it, may end the program that asked.

#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| mx_platform::fuzzing::decode(body));
