//! No message, whatever is in it and whichever way it comes, may end the program that reads it; and
//! what was understood is understood the same when it is said again.

#![no_main]

use connect_events::{HostMessage, parse_navigation, parse_object};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(message) = parse_object(text) {
        let again = message.to_object().to_string();
        assert_eq!(parse_object(&again), Ok(message));
    }
    let _ = parse_navigation(text, "mx");
    let _ = HostMessage::parse(text);
});
