//! The inspector, of sessions whose MX is made of paper: messages and what became of them.

use std::time::Duration;

use connect_events::{ConnectionStatus, Event, Step};
use desk::view::{
    FrameRefusal, InspectorKind, InspectorOutcome as Outcome, InspectorPage, InspectorQuery,
    ProblemCode, SessionAction,
};

use crate::world::{ORIGIN, World};

const MEMBER: &str = "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b";

#[expect(clippy::unwrap_used, reason = "part of every test here")]
async fn all(world: &World, id: &str) -> InspectorPage {
    let query = InspectorQuery::default();
    world.desk.inspect(Some(id), query, 0, 500).await.unwrap()
}

fn told(page: &InspectorPage) -> Vec<(&str, Outcome)> {
    let messages = page.rows.iter();
    messages
        .filter(|row| row.kind == InspectorKind::Message)
        .map(|row| (row.name.as_deref().unwrap_or("unread"), row.outcome))
        .collect()
}

fn step(current: Step) -> Event {
    Event::StepChange {
        previous: None,
        current: Some(current),
    }
}

#[tokio::test(start_paused = true)]
async fn messages_are_recorded_with_what_became_of_them() {
    let world = World::new().await;
    let id = world.open("acme").await;
    world.says(&id, step(Step::Search));
    let query = Some("first bank of ada".into());
    world.says(&id, Event::InstitutionSearch { query });
    world.says_raw(
        &id,
        ORIGIN,
        r#"{"mx":true,"type":"mx/connect/holiday","metadata":{}}"#,
    );
    world.says_raw(
        &id,
        ORIGIN,
        r#"{"mx":true,"type":"mx/connect/loaded","metadata":[1]}"#,
    );
    world.says_raw(&id, "https://elsewhere.example", "{}");
    let page = all(&world, &id).await;
    assert_eq!(
        told(&page),
        [
            ("mx/load", Outcome::Accepted),
            ("mx/connect/stepChange", Outcome::Accepted),
            ("mx/connect/institutionSearch", Outcome::Accepted),
            ("mx/connect/holiday", Outcome::Ignored),
            ("mx/connect/loaded", Outcome::Refused),
            ("unread", Outcome::Refused),
        ]
    );
    assert_eq!(page.rows[1].gist.as_deref(), Some("search"));
    let malformed = world
        .desk
        .inspect_entry(Some(&id), page.rows[4].seq)
        .unwrap();
    assert!(malformed.words.unwrap().contains("can't be read"));
    let other = world
        .desk
        .inspect_entry(Some(&id), page.rows[5].seq)
        .unwrap();
    assert!(other.words.unwrap().contains("another website"));
    assert_eq!((other.received, other.mount), (None, None));
    let search = world
        .desk
        .inspect_entry(Some(&id), page.rows[2].seq)
        .unwrap();
    let search = format!("{search:?}");
    assert!(
        search.contains("Text(17)") && !search.contains("of ada"),
        "{search}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_message_waits_until_mx_has_said_whose_member_it_names() {
    let world = World::new().await;
    let id = world.open("acme").await;
    let named = |guid: &str| Event::MemberStatusUpdate {
        member_guid: Some(guid.to_owned()),
        connection_status: Some(ConnectionStatus::Created),
    };
    let user = world.mx.set().users[0].guid.clone();
    world
        .mx
        .has_member(&user, MEMBER, ConnectionStatus::Created, true);
    world.says(&id, named(MEMBER));
    let last = async || all(&world, &id).await.rows.last().unwrap().outcome;
    assert_eq!(last().await, Outcome::Waiting);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(last().await, Outcome::Accepted);

    world.says(&id, named("MBR-ffffffff-e582-15b6-60c0-358f12466b4b"));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let page = all(&world, &id).await;
    let last = page.rows.last().unwrap();
    assert_eq!(last.outcome, Outcome::Refused);
    let words = world
        .desk
        .inspect_entry(Some(&id), last.seq)
        .unwrap()
        .words
        .unwrap();
    assert!(words.contains("not this customer's"), "{words}");
}

#[tokio::test(start_paused = true)]
async fn a_flood_is_a_few_entries_and_moves_the_revision() {
    let world = World::new().await;
    let id = world.open("acme").await;
    let before = all(&world, &id).await;
    for _ in 0..10_000 {
        world.says_raw(&id, "https://elsewhere.example", "{}");
    }
    world
        .desk
        .widget_message_refused(&id, 1, FrameRefusal::TooMany, 5_000)
        .unwrap();
    let after = all(&world, &id).await;
    assert_eq!(after.all, before.all + 2);
    let times: Vec<_> = after
        .rows
        .iter()
        .rev()
        .take(2)
        .map(|row| row.times)
        .collect();
    assert_eq!(times, [5_000, 10_000]);
    let revision = world.desk.inspected(&id, before.revision).await.unwrap();
    assert_eq!(revision, after.revision);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_is_told_of_a_change_and_of_the_end() {
    let world = World::new().await;
    let id = world.open("acme").await;
    let known = all(&world, &id).await.revision;
    let (desk, of) = (world.desk.clone(), id.clone());
    let waiting = tokio::spawn(async move { desk.inspected(&of, known).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!waiting.is_finished());
    world.says(&id, step(Step::Mfa));
    let told = waiting.await.unwrap().unwrap();
    assert_ne!(told, known);
    // Nothing happens: the same number, after a while.
    assert_eq!(world.desk.inspected(&id, told).await.unwrap(), told);

    let act = |action| world.desk.act(&id, action);
    act(SessionAction::CloseWidget).await.unwrap();
    world.until(|session| session.ended_at_ms.is_some()).await;
    let known = all(&world, &id).await.revision;
    let (desk, of) = (world.desk.clone(), id.clone());
    let waiting = tokio::spawn(async move { desk.inspected(&of, known).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    act(SessionAction::Finish).await.unwrap();
    let end = waiting.await.unwrap();
    assert_eq!(end.unwrap_err().code, ProblemCode::UnknownSession);
    let gone = world
        .desk
        .inspect(Some(&id), InspectorQuery::default(), 0, 1)
        .await;
    assert_eq!(gone.unwrap_err().code, ProblemCode::UnknownSession);
}

#[tokio::test(start_paused = true)]
async fn a_recording_is_saved_by_name_of_no_customer_and_audited() {
    let world = World::new().await;
    let id = world.open("acme-20409").await;
    let query = Some("first bank of ada".into());
    world.says(&id, Event::InstitutionSearch { query });
    assert!(world.desk.export_recording(&id).await.unwrap().is_none());
    std::fs::create_dir(world.data.path().join("saved")).unwrap();
    let saved = world.desk.export_recording(&id).await.unwrap().unwrap();
    assert_eq!(saved.count, 2);
    assert!(saved.path.ends_with(".har"), "{}", saved.path);
    let text = std::fs::read_to_string(&saved.path).unwrap();
    assert!(text.contains("institutionSearch"));
    for secret in ["acme", "first bank"] {
        assert!(
            !text.contains(secret) && !saved.path.contains("acme"),
            "{secret}"
        );
    }
    let read = desk::inspector::Recording::read(text.as_bytes());
    assert!(read.is_ok(), "{read:?}");
    let audit = world.desk.read_audit(0, 10).await.unwrap();
    let entry = &audit.entries[0];
    assert_eq!(entry.action, Some(desk::view::AuditAction::ExportRecording));
    assert!(entry.subject.contains("acme-20409") && entry.subject.contains(".har"));
}

#[tokio::test(start_paused = true)]
async fn a_policy_that_forbids_files_forbids_recordings_in_files() {
    let world = World::under(r#"{ "version": 1, "export": "none" }"#).await;
    let id = world.open("acme").await;
    std::fs::create_dir(world.data.path().join("saved")).unwrap();
    let refused = world.desk.export_recording(&id).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::ForbiddenByPolicy);
    assert_eq!(all(&world, &id).await.all, 1, "looking is allowed");
}

#[tokio::test(start_paused = true)]
async fn a_saved_recording_is_opened_again_with_the_same_rows_until_the_desk_is_locked() {
    let world = World::new().await;
    let id = world.open("acme").await;
    world.says(&id, step(Step::Search));
    world.says_raw(&id, "https://elsewhere.example", "{}");
    let folder = world.data.path().join("saved");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(world.desk.open_recording().await.unwrap(), None);
    let saved = world.desk.export_recording(&id).await.unwrap().unwrap();
    let live = all(&world, &id).await;
    std::fs::rename(&saved.path, folder.join("chosen.har")).unwrap();
    let about = world.desk.open_recording().await.unwrap().unwrap();
    assert_eq!(about.file_name.as_deref(), Some("chosen.har"));
    assert!(about.saved_at_ms.is_some());
    let query = InspectorQuery::default;
    let opened = world.desk.inspect(None, query(), 0, 500).await.unwrap();
    assert_eq!(opened.rows, live.rows);
    let entry = |of| world.desk.inspect_entry(of, live.rows[1].seq).unwrap();
    assert_eq!(entry(None), entry(Some(&*id)));

    // Another file that is none leaves it as it is.
    std::fs::write(folder.join("chosen.har"), "{}").unwrap();
    let refused = world.desk.open_recording().await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::InvalidInput);
    assert!(world.desk.inspect(None, query(), 0, 1).await.is_ok());
    world.desk.lock();
    world.desk.unlock().await.unwrap();
    let gone = world.desk.inspect(None, query(), 0, 1).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
    assert!(world.desk.inspect(Some(&id), query(), 0, 1).await.is_ok());
}
