//! A computer that sleeps, and a clock that is set: no session is given up because of it.

use std::time::Duration;

use desk::view::{SessionAction, SessionMode, SessionPhase};
use mx_sandbox::Fault;

use crate::{
    customer::Customer,
    stage::{Stage, start},
};

const HOUR_MS: i64 = 3_600_000;

/// A session that is checking, while MX can't say how it stands.
async fn checking(stage: &Stage) -> String {
    let id = stage
        .desk
        .start_session(start("customer-1", SessionMode::Verification))
        .await
        .unwrap();
    let patience = Duration::from_secs(10);
    let open = |phase| phase == SessionPhase::Open;
    let view = stage
        .until(patience, |view| {
            view.session.as_ref().is_some_and(|it| open(it.phase))
        })
        .await;
    assert!(view.is_some(), "the widget never opened");
    let mut customer = Customer::opens(&stage.desk, &id).await.unwrap();
    let bank = stage.mx.world().institution_by_code("mxbank").unwrap();
    customer.signs_in(&bank.guid, "any").await.unwrap();
    let failing = Fault::status("GET", "/users/*/members/**", 503);
    stage.mx.faults().add(failing);
    customer.waits().await.unwrap();
    stage
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    let troubled = stage
        .until(patience, |view| {
            view.session.as_ref().is_some_and(|it| it.problem.is_some())
        })
        .await;
    assert!(troubled.is_some(), "the fault was never met");
    id
}

async fn ends_well_after(set_by_ms: i64) {
    let stage = Stage::new().await;
    checking(&stage).await;
    stage.clock.set_by(set_by_ms);
    stage.mx.faults().clear();
    let done = stage
        .until(Duration::from_secs(30), |view| {
            let session = view.session.as_ref();
            session.is_some_and(|it| it.phase == SessionPhase::Done)
        })
        .await;
    assert!(done.is_some(), "{:#?}", stage.session());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_asleep_gives_nothing_up() {
    ends_well_after(HOUR_MS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_by_an_hour_stops_nothing() {
    ends_well_after(-HOUR_MS).await;
}
