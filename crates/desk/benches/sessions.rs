//! What a session costs: one message of its widget, and one whole verification. Through the facade,
//! as the shell uses it, with an MX made of paper that answers without delay: what is left is the
//! parser, the machine, the journal and the view.

#[path = "../tests/facade/world/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use the rest")]
mod world;

use std::time::Duration;

use connect_events::{Event, Message};
use desk::view::{SessionAction, SessionPhase};
use divan::Bencher;
use tokio::runtime::Runtime;
use world::{ORIGIN, World};

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// Time is held, so that nobody waits: MX's answers, the pauses between two questions and the
/// moment in which the widget shows its last page cost nothing.
#[expect(clippy::unwrap_used, reason = "a benchmark that can't begin ends")]
fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
}

/// A message that the widget may send at any time, from the frame's text to the view.
#[divan::bench]
fn a_message_of_the_widget(bencher: Bencher) {
    let runtime = runtime();
    let (world, id) = runtime.block_on(async {
        let world = World::new().await;
        let id = world.open("customer-1").await;
        (world, id)
    });
    let mount = world.session().widget_mount;
    let steps = ["search", "enterCreds"].map(|step| {
        serde_json::json!({
            "mx": true,
            "type": "mx/connect/stepChange",
            "metadata": { "user_guid": "USR-1", "session_guid": "SES-1", "current": step },
        })
        .to_string()
    });
    let mut sent = 0;
    let _inside = runtime.enter();
    bencher.bench_local(|| {
        sent += 1;
        // More than sixty in a second are refused, which is another path.
        if sent % 50 == 0 {
            runtime.block_on(tokio::time::advance(Duration::from_secs(1)));
        }
        world
            .desk
            .widget_message(&id, mount, ORIGIN, &steps[sent % 2])
    });
}

/// The same where the session has had too many already.
#[divan::bench]
fn a_message_too_many(bencher: Bencher) {
    let runtime = runtime();
    let (world, id) = runtime.block_on(async {
        let world = World::new().await;
        let id = world.open("customer-1").await;
        (world, id)
    });
    let mount = world.session().widget_mount;
    let text = Message::from(Event::Load).to_object().to_string();
    let _inside = runtime.enter();
    for _ in 0..1_000 {
        let _refused = world.desk.widget_message(&id, mount, ORIGIN, &text);
    }
    bencher.bench_local(|| world.desk.widget_message(&id, mount, ORIGIN, &text));
}

/// From the customer's id to the numbers and away again, every note on the disk.
#[divan::bench]
fn a_verification(bencher: Bencher) {
    let runtime = runtime();
    let world = runtime.block_on(async {
        let world = World::new().await;
        world.mx.has_verified("USR-customer-1", "MBR-1");
        world
    });
    bencher.bench_local(|| {
        runtime.block_on(async {
            let id = world.open("customer-1").await;
            let connected = Event::MemberConnected {
                member_guid: Some("MBR-1".to_owned()),
            };
            world.says(&id, connected);
            world.until_phase(SessionPhase::Done).await;
            world.desk.act(&id, SessionAction::Finish).await
        })
    });
}
