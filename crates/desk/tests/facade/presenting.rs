//! Demonstrations as the shell drives them, and that no other MX than the simulated one has any.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not a test itself"
)]

use std::time::Duration;

use connect_events::{ConnectionStatus, Event, MicrodepositStatus as D, Step};
use desk::{
    environment::Environment,
    ports::Cue,
    presenting::scenarios::ALL,
    vault::Credentials,
    view::{
        AuditAction, HandOver, Problem, ProblemCode, ScenarioMoment, ScenarioName, ScenarioWait,
        SessionAction, SessionPhase,
    },
};
use secrecy::SecretString;
use tokio::time::{Instant, sleep, timeout};

use crate::world::{World, start};

const MEMBER: &str = "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b";

fn told(world: &World) -> Vec<String> {
    world.simulated.told.lock().unwrap().clone()
}

fn code<T>(outcome: Result<T, Problem>) -> ProblemCode {
    outcome.err().unwrap().code
}

/// A scenario whose widget is on screen.
async fn shown(world: &World, name: ScenarioName) -> String {
    let id = world.desk.present(name, false).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    world.desk.take_widget_ticket(&id).unwrap();
    world.says(&id, Event::Load);
    id
}

fn goes_to(world: &World, id: &str, step: Step) {
    let event = Event::StepChange {
        previous: None,
        current: Some(step),
    };
    world.says(id, event);
}

fn moment(world: &World) -> Option<ScenarioMoment> {
    let presenting = world.desk.view().presenting.clone().unwrap();
    let mut current = presenting.steps.iter().filter(|step| step.current);
    let moment = current.next().map(|step| step.at);
    assert!(current.next().is_none(), "one thing at a time");
    moment
}

fn can_type(world: &World) -> bool {
    world.desk.view().presenting.clone().unwrap().can_type
}

fn can_skip(world: &World) -> bool {
    world.desk.view().presenting.clone().unwrap().can_skip
}

fn elsewhere(world: &World) {
    world.desk.disconnect();
    let credentials = Credentials {
        client_id: "client".to_owned(),
        api_key: SecretString::from("key"),
    };
    let integration = Environment::integration();
    world
        .desk
        .use_connection(integration, &credentials)
        .unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_scenario_begins_for_a_customer_who_knows_their_part_first() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::MfaText).await;
    let customer = world.session().customer.id;
    assert_eq!(told(&world), [format!("attend {customer} mfa-text")]);
    assert_eq!(world.mx.calls_of("create_user").len(), 1, "a new customer");

    let presenting = world.desk.view().presenting.clone().unwrap();
    assert_eq!(presenting.session_id, id);
    assert_eq!(presenting.scenario, ScenarioName::MfaText);
    assert!(presenting.can_type);

    world.desk.type_for_customer(&id).await.unwrap();
    world.desk.skip_wait(&id).unwrap();
    let expected = [format!("cue {customer}"), format!("hurry {customer}")];
    assert_eq!(told(&world)[1..], expected);
}

#[tokio::test(start_paused = true)]
async fn what_to_do_next_follows_the_widget() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::MfaText).await;
    for (step, expected) in [
        (Step::Search, Some(ScenarioMoment::Search)),
        (Step::EnterCreds, Some(ScenarioMoment::SignIn)),
        (Step::Connecting, None),
        (Step::Mfa, Some(ScenarioMoment::Question)),
    ] {
        goes_to(&world, &id, step);
        assert_eq!(moment(&world), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_agent_closes_a_widget_that_shows_what_went_wrong() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::Maintenance).await;
    goes_to(&world, &id, Step::Search);
    assert_eq!(moment(&world), Some(ScenarioMoment::Search));
    assert!(can_type(&world));
    goes_to(&world, &id, Step::InstitutionStatusDetails);
    assert_eq!(moment(&world), Some(ScenarioMoment::CloseWidget));
    assert!(!can_type(&world), "nothing is left for the customer");
    world
        .desk
        .act(&id, SessionAction::Finish)
        .await
        .unwrap_err();

    let id = shown(&world, ScenarioName::ClosedEarly).await;
    goes_to(&world, &id, Step::EnterCreds);
    assert_eq!(moment(&world), Some(ScenarioMoment::SignIn));
    goes_to(&world, &id, Step::Connecting);
    assert_eq!(moment(&world), Some(ScenarioMoment::CloseWidget));
}

#[tokio::test(start_paused = true)]
async fn a_slow_bank_is_hurried_once_it_is_waited_for() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::SlowBank).await;
    for (step, is_waited_for) in [
        (Step::Search, false),
        (Step::EnterCreds, false),
        (Step::Connecting, true),
        (Step::TimeOut, true),
    ] {
        let name = step.name().to_owned();
        goes_to(&world, &id, step);
        assert_eq!(can_skip(&world), is_waited_for, "{name}");
        let wait = world.desk.view().presenting.clone().unwrap().wait;
        assert_eq!(wait, Some(ScenarioWait::Bank), "its button is there");
    }
}

#[tokio::test(start_paused = true)]
async fn who_comes_back_has_what_was_in_the_way_behind_them() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::Locked).await;
    goes_to(&world, &id, Step::Connecting);
    let customer = world.session().customer;
    let user = customer.guid.unwrap();
    let locked = ConnectionStatus::Locked;
    world.mx.has_member(&user, MEMBER, locked.clone(), false);
    world.says(
        &id,
        Event::MemberStatusUpdate {
            member_guid: Some(MEMBER.to_owned()),
            connection_status: Some(locked),
        },
    );
    world.until(|session| session.status.is_some()).await;
    goes_to(&world, &id, Step::ActionableError);
    let close = SessionAction::CloseWidget;
    world.desk.act(&id, close).await.unwrap();
    world.until_phase(SessionPhase::Stopped).await;
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    world.desk.take_widget_ticket(&id).unwrap();
    world.says(&id, Event::Load);
    goes_to(&world, &id, Step::EnterCreds);

    // Neither how the sign-in stood nor the password that locked it.
    assert_eq!(world.session().status, None);
    assert_eq!(moment(&world), Some(ScenarioMoment::SignIn));
    assert!(can_type(&world));
    let presenting = world.desk.view().presenting.clone().unwrap();
    let steps = presenting.steps;
    assert!(steps.iter().all(|it| it.at != ScenarioMoment::CloseWidget));
    let mut typed = steps.iter().flat_map(|it| &it.lines).map(|it| &it.text);
    assert!(typed.all(|text| text != "LOCKED"));
    let again = format!("attend {} locked", customer.id);
    assert_eq!(told(&world), [again.clone(), again]);
}

#[tokio::test(start_paused = true)]
async fn test_deposits_arrive_when_told_to_and_the_session_asks_at_once() {
    const MIC: &str = "MIC-5f1c2f0e-6d0f-4a3b-9a51-000000000001";
    let world = World::new().await;
    let id = shown(&world, ScenarioName::Microdeposits).await;
    goes_to(&world, &id, Step::Search);
    assert_eq!(moment(&world), Some(ScenarioMoment::Search));
    goes_to(&world, &id, Step::Microdeposits);
    assert_eq!(moment(&world), Some(ScenarioMoment::Account));
    assert!(!can_skip(&world), "nothing is waited for yet");

    let user = world.session().customer.guid.unwrap();
    let named = || Some(MIC.to_owned());
    world.mx.has_microdeposit(&user, MIC, D::Requested);
    world.says(
        &id,
        Event::MicrodepositsDetailsSubmitted {
            microdeposit_guid: named(),
        },
    );
    world.until(|session| session.deposit.is_some()).await;
    assert_eq!(moment(&world), Some(ScenarioMoment::LastPage));
    world.says(
        &id,
        Event::MicrodepositsComeBackPrimaryAction {
            microdeposit_guid: named(),
        },
    );
    world.until_phase(SessionPhase::Stopped).await;
    assert_eq!(moment(&world), Some(ScenarioMoment::Wait));
    assert!(can_skip(&world));
    let asked = world.mx.calls_of("read_microdeposit").len();

    world.mx.has_microdeposit(&user, MIC, D::Deposited);
    let before = Instant::now();
    world.desk.skip_wait(&id).unwrap();
    world
        .until(|session| session.actions.contains(&SessionAction::EnterAmounts))
        .await;
    assert!(before.elapsed() < Duration::from_secs(1), "it asks at once");
    assert_eq!(world.mx.calls_of("read_microdeposit").len(), asked + 1);
    let customer = world.session().customer.id;
    assert_eq!(*told(&world).last().unwrap(), format!("hurry {customer}"));
    assert_eq!(moment(&world), Some(ScenarioMoment::Amounts));
    assert!(!can_skip(&world), "they are here");

    let enter = SessionAction::EnterAmounts;
    world.desk.act(&id, enter).await.unwrap();
    world.until_phase(SessionPhase::Open).await;
    world.desk.take_widget_ticket(&id).unwrap();
    world.says(&id, Event::Load);
    goes_to(&world, &id, Step::Microdeposits);
    assert_eq!(moment(&world), Some(ScenarioMoment::Amounts));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_at_the_bank_s_own_page_is_the_widget_s_to_say() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::OauthDenied).await;
    goes_to(&world, &id, Step::EnterCreds);
    let user = world.session().customer.guid.unwrap();
    world
        .mx
        .has_member(&user, MEMBER, ConnectionStatus::Pending, false);
    world.says(
        &id,
        Event::OauthRequested {
            url: Some("https://bank.example/in".into()),
            member_guid: Some(MEMBER.to_owned()),
        },
    );
    world.until(|session| session.status.is_some()).await;
    assert_eq!(moment(&world), Some(ScenarioMoment::AtTheBank));
    goes_to(&world, &id, Step::OauthError);
    assert_eq!(moment(&world), Some(ScenarioMoment::CloseWidget));
}

#[tokio::test(start_paused = true)]
async fn a_scenario_goes_on_when_its_session_is_started_over() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::Locked).await;
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    world
        .until(|session| session.actions.contains(&SessionAction::StartOver))
        .await;
    world.desk.act(&id, SessionAction::StartOver).await.unwrap();
    let presenting = world.desk.view().presenting.clone().unwrap();
    assert_eq!(presenting.scenario, ScenarioName::Locked);
    assert_ne!(presenting.session_id, id);
}

#[tokio::test(start_paused = true)]
async fn what_the_simulated_page_says_to_a_cue_is_said_to_the_presenter() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::InstantSuccess).await;
    for cue in [Cue::Nothing, Cue::NoPage] {
        *world.simulated.cue.lock().unwrap() = cue;
        let refused = world.desk.type_for_customer(&id).await;
        assert_eq!(code(refused), ProblemCode::NotNow);
    }
}

#[tokio::test(start_paused = true)]
async fn who_has_it_typed_hears_when_it_is_typed_or_that_it_will_never_be() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::InstantSuccess).await;
    for (types_for, waits) in [(0, 0..1), (2, 2..3), (3_600, 12..13)] {
        *world.simulated.types_for.lock().unwrap() = Duration::from_secs(types_for);
        let pressed = Instant::now();
        world.desk.type_for_customer(&id).await.unwrap();
        let waited = pressed.elapsed().as_secs();
        assert!(waits.contains(&waited), "{types_for}: {waited}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_no_scenario_s_is_left_alone() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    assert!(world.desk.view().presenting.is_none());
    assert_eq!(
        code(world.desk.type_for_customer(&id).await),
        ProblemCode::NotNow
    );
    assert_eq!(code(world.desk.skip_wait(&id)), ProblemCode::NotNow);
    assert!(told(&world).is_empty(), "{:?}", told(&world));
}

#[tokio::test(start_paused = true)]
async fn with_any_other_mx_nothing_is_ever_typed() {
    let world = World::new().await;
    let id = shown(&world, ScenarioName::InstantSuccess).await;
    let customer = world.session().customer.id;
    world.close_early(&id).await;
    elsewhere(&world);
    let before = told(&world);

    // Even for a customer of the same name.
    let id = world.desk.start_session(start(&customer)).await.unwrap();
    world.until(|session| session.customer.id == customer).await;
    assert!(world.desk.view().presenting.is_none());
    assert_eq!(
        code(world.desk.type_for_customer(&id).await),
        ProblemCode::NotNow
    );
    assert_eq!(code(world.desk.skip_wait(&id)), ProblemCode::NotNow);
    for name in ALL {
        let refused = world.desk.present(name, false).await;
        assert_eq!(code(refused), ProblemCode::NotNow, "{name:?}");
    }
    let refused = world.desk.reset_demonstration().await;
    assert_eq!(code(refused), ProblemCode::NotNow);
    assert_eq!(told(&world), before, "the simulated MX heard of none of it");
}

#[tokio::test(start_paused = true)]
async fn a_reset_leaves_a_clean_desk() {
    let world = World::new().await;
    shown(&world, ScenarioName::InstantSuccess).await;
    shown(&world, ScenarioName::Locked).await;
    world.open("c-1").await;
    let sessions = world.desk.search_history(whole()).await.unwrap();
    assert_eq!(sessions.total, 3);

    world.desk.reset_demonstration().await.unwrap();

    let view = world.desk.view();
    assert!(view.sessions.is_empty() && view.session.is_none());
    assert!(view.unfinished.is_empty(), "{:?}", view.unfinished);
    assert!(view.presenting.is_none());
    assert!(view.storage_problem.is_none(), "{:?}", view.storage_problem);
    assert_eq!(told(&world).last().unwrap(), "reset");
    let sessions = world.desk.search_history(whole()).await.unwrap();
    assert_eq!(sessions.total, 0);
    let log = world.desk.read_audit(0, 10).await.unwrap();
    assert_eq!(log.entries[0].action, Some(AuditAction::ResetDemonstration));
    assert!(log.entries[0].subject.contains("simulated MX"));
}

/// In time that is not held still: what hangs keeps a held clock from moving.
#[tokio::test]
async fn the_last_words_of_a_session_that_hangs_at_a_reset_are_no_failure() {
    let world = World::new().await;
    let hanging = world.windows.0.clone();
    let mut input = start("c-1");
    input.hand_over = HandOver::Window;
    let (hangs, is_hanging) = std::sync::mpsc::channel();
    let (go_on, gone_on) = std::sync::mpsc::channel();
    let holding = std::thread::spawn(move || {
        let _windows = hanging.lock().unwrap();
        hangs.send(()).unwrap();
        gone_on.recv().unwrap();
    });
    is_hanging.recv().unwrap();
    world.desk.start_session(input).await.unwrap();
    world.until_phase(SessionPhase::Open).await;

    world.desk.reset_demonstration().await.unwrap();

    go_on.send(()).unwrap();
    holding.join().unwrap();
    // A session's window is closed after everything about it is written.
    let is_over = async {
        while world.windows.are_not_closed() {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(60), is_over).await.unwrap();
    let view = world.desk.view();
    assert!(view.storage_problem.is_none(), "{:?}", view.storage_problem);
    assert!(view.unfinished.is_empty(), "{:?}", view.unfinished);
    let sessions = world.desk.search_history(whole()).await.unwrap();
    assert_eq!(sessions.total, 0);
}

fn whole() -> desk::view::HistoryQuery {
    desk::view::HistoryQuery {
        limit: 10,
        ..desk::view::HistoryQuery::default()
    }
}
