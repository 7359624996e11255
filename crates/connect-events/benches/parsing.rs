//! What a message of the widget costs to read, and what one costs that is refused: the latter is
//! what a hostile frame can make the app do as often as it likes.

use connect_events::{MAX_MESSAGE_BYTES, Message, parse_navigation, parse_object};
use divan::{Bencher, black_box};

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

const CONNECTED: &str = r#"{"mx":true,"type":"mx/connect/memberConnected","metadata":{
    "user_guid":"USR-fa7537f3-48aa-a683-a02a-b18940482f54",
    "session_guid":"c2c39f2a-8f6f-4b6e-8a3f-1f5d9d4c2a11",
    "member_guid":"MBR-7c6f361b-e582-15b6-60c0-358f12466b4b"}}"#;

const STEP: &str = r#"{"mx":true,"type":"mx/connect/stepChange","metadata":{
    "user_guid":"USR-fa7537f3-48aa-a683-a02a-b18940482f54",
    "session_guid":"c2c39f2a-8f6f-4b6e-8a3f-1f5d9d4c2a11",
    "previous":"search","current":"enterCreds"}}"#;

#[divan::bench(args = [CONNECTED, STEP])]
fn posted(bencher: Bencher, text: &str) {
    bencher.bench(|| parse_object(black_box(text)));
}

#[divan::bench]
fn navigated(bencher: Bencher) {
    let address = parse_object(CONNECTED)
        .map(|message| message.to_navigation("connectdesk"))
        .unwrap_or_default();
    bencher.bench(|| parse_navigation(black_box(&address), "connectdesk"));
}

#[divan::bench]
fn written(bencher: Bencher) {
    let message = parse_object(CONNECTED);
    bencher.bench(|| black_box(&message).as_ref().map(Message::to_object));
}

/// As large as is looked at, and nothing the widget says.
#[divan::bench]
fn refused_for_what_it_is(bencher: Bencher) {
    let text = format!(
        "{{\"mx\":1,\"x\":\"{}\"}}",
        "x".repeat(MAX_MESSAGE_BYTES - 32)
    );
    bencher.bench(|| parse_object(black_box(&text)));
}

#[divan::bench]
fn refused_for_its_size(bencher: Bencher) {
    let text = "x".repeat(MAX_MESSAGE_BYTES + 1);
    bencher.bench(|| parse_object(black_box(&text)));
}

#[divan::bench]
fn refused_for_its_depth(bencher: Bencher) {
    let text = "[".repeat(MAX_MESSAGE_BYTES);
    bencher.bench(|| parse_object(black_box(&text)));
}
