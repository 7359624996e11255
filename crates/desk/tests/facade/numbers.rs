//! Numbers: shown and copied for a while, and kept nowhere.

use std::time::Duration;

use desk::view::{NumberPart, ProblemCode};
use secrecy::ExposeSecret;

use crate::{
    sessions::{M, secs, verified},
    world::{FULL_NUMBER, World},
};

#[tokio::test(start_paused = true)]
async fn a_number_is_revealed_for_thirty_seconds_and_that_is_on_record() {
    let world = World::new().await;
    let id = verified(&world).await;
    let shown = world.desk.reveal_number(&id, "n1", None).unwrap();
    assert_eq!(shown.account_number.expose_secret(), FULL_NUMBER);
    assert_eq!(shown.hide_after_ms, 30_000);
    let texts: Vec<_> = world
        .session()
        .timeline
        .into_iter()
        .map(|entry| entry.text)
        .collect();
    assert!(
        texts.contains(&"Number •••• 5678 was shown in full".to_owned()),
        "{texts:#?}"
    );
    let unknown = world.desk.reveal_number(&id, "n9", None).err().unwrap();
    assert_eq!(unknown.code, ProblemCode::NotFound);
    assert_eq!(
        world
            .desk
            .reveal_number("other", "n1", None)
            .err()
            .unwrap()
            .code,
        ProblemCode::UnknownSession
    );
}

#[tokio::test(start_paused = true)]
async fn a_copy_stays_in_the_clipboard_for_forty_five_seconds() {
    let world = World::new().await;
    let id = verified(&world).await;
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Account, None)
        .unwrap();
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Routing, None)
        .unwrap();
    let for_45_s = Duration::from_secs(45);
    let copied = world.clipboard.0.lock().unwrap().clone();
    let expected = [
        (FULL_NUMBER.to_owned(), for_45_s),
        ("091000019".to_owned(), for_45_s),
    ];
    assert_eq!(copied, expected);
}

#[tokio::test(start_paused = true)]
async fn no_secret_is_in_the_view_or_in_a_file() {
    let world = World::new().await;
    let id = verified(&world).await;
    world.desk.reveal_number(&id, "n1", None).unwrap();
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Account, None)
        .unwrap();
    secs(1).await;
    let view = serde_json::to_string(&*world.desk.view()).unwrap();
    let files = world.files();
    assert!(files.contains(M), "the journal is among the files read");
    for secret in [FULL_NUMBER, "secret-token"] {
        assert!(
            !view.contains(secret) && !files.contains(secret),
            "{secret}"
        );
    }
}
