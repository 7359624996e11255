//! What holds for every text: shared by the fuzz target and the test that replays its corpus.

use connect_events::{HostMessage, Navigation, parse_navigation, parse_object};

/// The app's own scheme in what follows.
const SCHEME: &str = "mx";

/// Reads a text as a posted message, as a navigation and as a host's message. What is understood is
/// said again, and must be understood the same.
pub(crate) fn read_in_every_way(text: &str) {
    if let Ok(message) = parse_object(text) {
        let again = message.to_object().to_string();
        assert_eq!(parse_object(&again).as_ref(), Ok(&message));
        let navigated = parse_navigation(&message.to_navigation(SCHEME), SCHEME);
        // As an address the same message can be too long.
        if let Ok(navigated) = navigated {
            assert_eq!(navigated, Navigation::Message(message));
        }
    }
    navigated(text);
    navigated(&format!("{SCHEME}://{text}"));
    let _ = HostMessage::parse(text);
}

fn navigated(url: &str) {
    let Ok(read) = parse_navigation(url, SCHEME) else {
        return;
    };
    let again = match &read {
        Navigation::Message(message) => message.to_navigation(SCHEME),
        Navigation::OauthReturn(end) => end.to_navigation(SCHEME),
    };
    if let Ok(again) = parse_navigation(&again, SCHEME) {
        assert_eq!(again, read);
    }
}
