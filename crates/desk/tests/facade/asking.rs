//! What other programs ask for: links, and further starts of the app.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use desk::{
    asked::Asked,
    environment::Environment,
    vault::Credentials,
    view::{AskedFor, AskedView, EnvironmentKind, ProblemCode, ScenarioName, SessionAction},
};

use secrecy::SecretString;

use crate::{sessions::verified, world::World};

fn link(text: &str) -> Asked {
    Asked {
        link: Some(text.to_owned()),
        scenario: None,
    }
}

fn asked(world: &World) -> Option<AskedView> {
    world.desk.view().asked.clone()
}

fn wants(world: &World) -> Option<String> {
    match asked(world)?.what {
        AskedFor::Verify { customer_id } => Some(customer_id),
        AskedFor::NewVerification | AskedFor::Quit | AskedFor::Nothing { .. } => None,
    }
}

/// Whether something was refused for this reason, in words that don't repeat it.
fn wants_nothing(world: &World, code: ProblemCode) -> bool {
    match asked(world).unwrap().what {
        AskedFor::Nothing { problem } => {
            assert!(!problem.message.contains("4711"), "{}", problem.message);
            problem.code == code
        }
        AskedFor::Verify { .. } | AskedFor::NewVerification | AskedFor::Quit => false,
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_puts_a_customer_before_the_agent_and_begins_nothing() {
    let world = World::new().await;
    let calls = world.mx.set().calls.len();
    world
        .desk
        .take(link("connectdesk://verify?customer=c-4711"), false)
        .await;
    assert_eq!(wants(&world).as_deref(), Some("c-4711"));
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    assert_eq!(world.mx.set().calls.len(), calls, "MX was asked something");
    assert!(world.desk.view().sessions.is_empty());

    let id = asked(&world).unwrap().id;
    world.desk.settle_asked(id + 1);
    assert!(asked(&world).is_some(), "another one was settled");
    world.desk.settle_asked(id);
    assert_eq!(asked(&world), None);
}

#[tokio::test(start_paused = true)]
async fn the_last_link_counts_and_each_is_another_one() {
    let world = World::new().await;
    let mut seen = Vec::new();
    for customer in ["c-1", "c-2", "c-2"] {
        let text = format!("connectdesk://verify?customer={customer}");
        world.desk.take(link(&text), false).await;
        assert_eq!(wants(&world).as_deref(), Some(customer));
        seen.push(asked(&world).unwrap().id);
    }
    seen.dedup();
    assert_eq!(seen.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_link_waits_for_whoever_unlocks() {
    let world = World::new().await;
    world.desk.lock();
    world
        .desk
        .take(link("connectdesk://verify?customer=c-4711"), false)
        .await;
    assert!(world.desk.view().locked);
    assert_eq!(asked(&world), None, "the cover names a customer");
    world.desk.unlock().await.unwrap();
    assert_eq!(wants(&world).as_deref(), Some("c-4711"));
}

#[tokio::test(start_paused = true)]
async fn a_link_changes_no_environment_and_is_kept_where_there_is_none() {
    let world = World::new().await;
    world.desk.disconnect();
    let verify = link("connectdesk://verify?customer=c-4711");
    world.desk.take(verify, false).await;
    assert_eq!(world.desk.view().environment, None);
    assert_eq!(wants(&world).as_deref(), Some("c-4711"));
    world
        .desk
        .take(link("connectdesk://connect?environment=production"), false)
        .await;
    assert_eq!(world.desk.view().environment, None);
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_not_known_is_refused_in_a_sentence() {
    let world = World::new().await;
    world
        .desk
        .take(link("connectdesk://delete?customer=c-4711"), false)
        .await;
    assert!(wants_nothing(&world, ProblemCode::LinkRefused));
}

#[tokio::test(start_paused = true)]
async fn a_return_from_a_bank_asks_the_agent_nothing() {
    let world = World::new().await;
    world.open("c-1").await;
    let back = link("connectdesk://oauth_complete?status=success&member_guid=MBR-1");
    world.desk.take(back, false).await;
    assert_eq!(asked(&world), None);
}

#[tokio::test(start_paused = true)]
async fn a_scenario_begins_with_the_simulated_mx_and_not_while_locked() {
    let world = World::new().await;
    let scenario = Asked {
        link: None,
        scenario: Some(ScenarioName::MfaText),
    };
    world.desk.lock();
    world.desk.take(scenario.clone(), false).await;
    assert!(world.desk.view().sessions.is_empty());
    world.desk.unlock().await.unwrap();
    assert!(wants_nothing(&world, ProblemCode::Locked));

    world.desk.take(scenario.clone(), false).await;
    assert_eq!(world.desk.view().sessions.len(), 1);

    // Another MX is not left for it.
    let world = World::new().await;
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
    world.desk.take(scenario.clone(), false).await;
    assert!(wants_nothing(&world, ProblemCode::NotNow));
    let view = world.desk.view();
    let used = view.environment.as_ref().unwrap().kind;
    assert_eq!(used, EnvironmentKind::Integration);

    // Connected to none: the simulated MX is started, as a first start would.
    let other = World::new().await;
    other.desk.disconnect();
    other.desk.take(scenario, false).await;
    let view = other.desk.view();
    assert_eq!(
        view.environment.as_ref().unwrap().kind,
        EnvironmentKind::Sandbox
    );
    assert_eq!(view.sessions.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_agent_is_asked_once_before_the_app_ends_in_the_middle_of_sessions() {
    let world = World::new().await;
    assert!(!world.desk.asks_before_quitting(), "nothing runs");
    world.open("c-1").await;
    assert!(world.desk.asks_before_quitting());
    let asked = world.desk.view().asked.clone().unwrap();
    assert_eq!(asked.what, AskedFor::Quit);
    assert!(
        !world.desk.asks_before_quitting(),
        "whoever closes again means it"
    );

    world.desk.settle_asked(asked.id);
    assert!(world.desk.asks_before_quitting(), "they stayed");
    let asked = world.desk.view().asked.clone().unwrap();
    world.desk.settle_asked(asked.id);
    world.desk.lock();
    assert!(!world.desk.asks_before_quitting(), "a cover asks nothing");
}

#[tokio::test(start_paused = true)]
async fn the_agent_is_asked_before_a_result_leaves_memory_with_the_app() {
    let world = World::new().await;
    let id = verified(&world).await;
    assert!(world.desk.asks_before_quitting());
    let asked = world.desk.view().asked.clone().unwrap();
    world.desk.settle_asked(asked.id);
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    assert!(
        !world.desk.asks_before_quitting(),
        "nothing is held any more"
    );
}
