//! Two desks on one folder, as when the app is started twice: neither harms what the other keeps.

use std::time::Duration;

use desk::{
    Desk,
    view::{Appearance, DeskView, HistoryQuery, SessionAction, SessionMode, SessionPhase},
};
use mx_sandbox::Sandbox;

use crate::{
    customer::Customer,
    stage::{WallClock, desk_on, start, until},
    windowless::Address,
};

const PATIENCE: Duration = Duration::from_secs(30);

fn is(view: &DeskView, id: &str, phase: SessionPhase) -> bool {
    let found = view.sessions.iter().find(|it| it.id == id);
    found.is_some_and(|it| it.phase == phase)
}

async fn opened(desk: &Desk, customer: &str) -> (String, Customer) {
    let input = start(customer, SessionMode::Verification);
    let id = desk.start_session(input).await.unwrap();
    until(desk, PATIENCE, |view| is(view, &id, SessionPhase::Open))
        .await
        .unwrap();
    let customer = Customer::opens(desk, &id).await.unwrap();
    (id, customer)
}

async fn verified(desk: &Desk, mx: &Sandbox, customer: &str) {
    let (id, mut customer) = opened(desk, customer).await;
    let bank = mx.world().institution_by_code("mxbank").unwrap();
    customer.signs_in(&bank.guid, "any").await.unwrap();
    customer.waits().await.unwrap();
    until(desk, PATIENCE, |view| is(view, &id, SessionPhase::Done))
        .await
        .unwrap();
    desk.reveal_number(&id, "n1", None).unwrap();
    desk.act(&id, SessionAction::Finish).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_on_one_folder_keep_every_session_and_every_entry() {
    let folder = tempfile::tempdir().unwrap();
    let mx = Sandbox::builder().speed(20.0).start().await.unwrap();
    let address = Address::of(&mx);
    let first = desk_on(folder.path(), &address, WallClock::default()).await;
    let second = desk_on(folder.path(), &address, WallClock::default()).await;
    let rounds = async |desk: &Desk, name: &str| {
        for n in 0..4 {
            verified(desk, &mx, &format!("{name}-{n}")).await;
            for look in [Appearance::Dark, Appearance::Light, Appearance::System] {
                desk.set_appearance(look).unwrap();
            }
        }
    };
    tokio::join!(rounds(&first, "first"), rounds(&second, "second"));
    assert_eq!(first.view().storage_problem, None);
    assert_eq!(second.view().storage_problem, None);
    drop((first, second));

    let later = desk_on(folder.path(), &address, WallClock::default()).await;
    assert_eq!(later.view().storage_problem, None);
    assert!(later.view().unfinished.is_empty());
    let query = HistoryQuery {
        limit: 50,
        ..HistoryQuery::default()
    };
    let history = later.search_history(query).await.unwrap();
    assert_eq!(history.total, 8);
    let verdict = later.verify_audit().await.unwrap();
    assert!(verdict.intact, "{}", verdict.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_desk_verified_the_other_does_not_unsay() {
    let folder = tempfile::tempdir().unwrap();
    let mx = Sandbox::builder().speed(20.0).start().await.unwrap();
    let address = Address::of(&mx);
    let first = desk_on(folder.path(), &address, WallClock::default()).await;
    let (id, mut customer) = opened(&first, "customer-1").await;

    // Started once more, it takes the other's session for one that was cut off.
    let second = desk_on(folder.path(), &address, WallClock::default()).await;
    until(&second, PATIENCE, |view| {
        is(view, &id, SessionPhase::Stopped)
    })
    .await
    .unwrap();

    let bank = mx.world().institution_by_code("mxbank").unwrap();
    customer.signs_in(&bank.guid, "any").await.unwrap();
    customer.waits().await.unwrap();
    until(&first, PATIENCE, |view| is(view, &id, SessionPhase::Done))
        .await
        .unwrap();
    first.act(&id, SessionAction::Finish).await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    second.act(&id, SessionAction::Finish).await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;

    let kept = second.read_history(id).await.unwrap();
    let ending = serde_json::to_value(&kept).unwrap();
    assert!(ending.to_string().contains("\"verified\""), "{ending}");
}
