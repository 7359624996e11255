//! Customers: listing, reading, creating, changing and deleting them.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::time::Duration;

use connect_events::ConnectionStatus;
use desk::{
    mx::{MxProblemKind, User},
    view::{AuditAction, CustomerInput, CustomerQuery, Problem, ProblemCode},
};

use tokio::time::sleep;

use crate::world::{World, start};

const ACME: &str = "USR-11141024-90b3-1bce-cac9-c06ced52ab4c";
const M: &str = "MBR-1";

fn user(guid: &str, id: Option<&str>) -> User {
    User {
        guid: guid.to_owned(),
        id: id.map(str::to_owned),
        email: id.map(|id| format!("{id}@example.com")),
        ..User::default()
    }
}

/// A desk whose MX has one customer with one connection.
async fn with_acme() -> World {
    let world = World::new().await;
    world.mx.set().users.push(user(ACME, Some("acme")));
    world
        .mx
        .has_member(ACME, M, ConnectionStatus::Connected, false);
    world
}

fn input(id: &str) -> CustomerInput {
    CustomerInput {
        id: id.to_owned(),
        email: Some("acme@example.com".to_owned()),
        metadata: None,
        is_disabled: false,
    }
}

fn all() -> CustomerQuery {
    CustomerQuery {
        page: 1,
        ..CustomerQuery::default()
    }
}

fn code<T>(answer: Result<T, Problem>) -> ProblemCode {
    match answer {
        Ok(_) => panic!("it went well"),
        Err(problem) => problem.code,
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_longer_than_any_id_is_not_looked_for() {
    let world = with_acme().await;
    let long = "x".repeat(255);
    for query in [
        CustomerQuery {
            id: long.clone(),
            ..all()
        },
        CustomerQuery {
            email: long,
            ..all()
        },
    ] {
        let refused = code(world.desk.list_customers(query).await);
        assert_eq!(refused, ProblemCode::InvalidInput);
    }
}

#[tokio::test(start_paused = true)]
async fn customers_come_a_page_at_a_time() {
    let world = World::new().await;
    for number in 0..250 {
        let guid = format!("USR-{number}");
        world.mx.set().users.push(user(&guid, Some(&guid)));
    }
    let last = CustomerQuery { page: 3, ..all() };
    let page = world.desk.list_customers(last).await.unwrap();
    assert_eq!((page.page, page.pages, page.total), (3, 3, 250));
    assert_eq!(page.per_page, 100);
    assert_eq!(page.customers.len(), 50);
    assert_eq!(page.customers[0].id.as_deref(), Some("USR-200"));
}

#[tokio::test(start_paused = true)]
async fn customers_are_found_by_id_by_e_mail_by_state_and_by_guid() {
    let world = with_acme().await;
    world.mx.set().users.extend([
        user("USR-2", None),
        User {
            is_disabled: true,
            ..user("USR-3", Some("closed"))
        },
    ]);
    let found = async |query: CustomerQuery| {
        let page = world.desk.list_customers(query).await.unwrap();
        assert_eq!(page.total as usize, page.customers.len());
        let guids = page.customers.into_iter().map(|customer| customer.guid);
        guids.collect::<Vec<_>>()
    };
    let by = |id: &str, email: &str, disabled| CustomerQuery {
        id: id.to_owned(),
        email: email.to_owned(),
        disabled,
        page: 1,
    };
    assert_eq!(found(by("", "", None)).await, [ACME, "USR-2", "USR-3"]);
    assert_eq!(found(by(" acme ", "", None)).await, [ACME]);
    assert_eq!(found(by("", "closed@example.com", None)).await, ["USR-3"]);
    assert_eq!(found(by("", "", Some(true))).await, ["USR-3"]);
    assert_eq!(found(by(ACME, "", None)).await, [ACME]);
    assert_eq!(found(by(ACME, "", Some(true))).await, [""; 0]);
    assert_eq!(
        found(by("USR-00000000-90b3-1bce-cac9-c06ced52ab4c", "", None)).await,
        [""; 0]
    );
}

#[tokio::test(start_paused = true)]
async fn a_customer_is_read_with_connections_and_accounts() {
    let world = with_acme().await;
    let details = world.desk.read_customer(ACME).await.unwrap();
    assert_eq!(details.customer.id.as_deref(), Some("acme"));
    let member = &details.members[0];
    assert_eq!(member.member.status.name, "CONNECTED");
    let account = &member.accounts.as_ref().unwrap()[0];
    assert_eq!(account.name, "Everyday");
    let balance = account.balance.as_ref().unwrap();
    assert_eq!(
        (balance.amount.as_str(), balance.currency.as_deref()),
        ("1204.50", Some("USD"))
    );
}

#[tokio::test]
async fn a_customer_s_past_sessions_are_theirs_alone() {
    let world = with_acme().await;
    for customer in ["acme-2", "acme", "my-acme"] {
        world.desk.start_session(start(customer)).await.unwrap();
    }
    let details = world.desk.read_customer(ACME).await.unwrap();
    let of: Vec<_> = details
        .sessions
        .iter()
        .map(|session| session.customer_id.as_str())
        .collect();
    assert_eq!(of, ["acme"]);
}

#[tokio::test(start_paused = true)]
async fn accounts_that_can_t_be_read_leave_the_rest_readable() {
    let world = with_acme().await;
    world.mx.set().refusing = Some(("accounts", MxProblemKind::Unavailable));
    let details = world.desk.read_customer(ACME).await.unwrap();
    assert!(details.members[0].accounts.is_none());
    assert!(details.members_problem.is_none());

    world.mx.set().refusing = Some(("list_members", MxProblemKind::NotAllowed));
    let details = world.desk.read_customer(ACME).await.unwrap();
    assert!(details.members.is_empty());
    assert_eq!(
        details.members_problem.unwrap().code,
        ProblemCode::NotAllowed
    );
}

#[tokio::test(start_paused = true)]
async fn a_customer_deleted_meanwhile_is_said_to_be_gone() {
    let world = World::new().await;
    let problem = world.desk.read_customer(ACME).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotFound);
    assert!(
        problem.message.contains("this customer"),
        "{}",
        problem.message
    );
    assert_eq!(
        code(world.desk.delete_customer(ACME, "acme").await),
        ProblemCode::NotFound
    );
}

#[tokio::test(start_paused = true)]
async fn a_customer_is_created_with_what_was_entered() {
    let world = World::new().await;
    let wanted = CustomerInput {
        metadata: Some("{\"branch\": 7}".to_owned()),
        is_disabled: true,
        ..input(" acme ")
    };
    let guid = world.desk.create_customer(wanted).await.unwrap();
    let created = world.mx.set().users[0].clone();
    assert_eq!(guid, created.guid);
    assert_eq!(created.id.as_deref(), Some("acme"));
    assert_eq!(created.email.as_deref(), Some("acme@example.com"));
    assert_eq!(created.metadata.as_deref(), Some("{\"branch\": 7}"));
    assert!(created.is_disabled);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_taken_is_refused_before_and_after_asking() {
    let world = with_acme().await;
    let taken = world.desk.create_customer(input("acme")).await;
    assert_eq!(code(taken), ProblemCode::Conflict);
    assert_eq!(world.mx.set().created, 0);

    world.mx.set().create_fails = Some((MxProblemKind::Conflict, false));
    let raced = world.desk.create_customer(input("other")).await;
    assert_eq!(code(raced), ProblemCode::Conflict);
}

#[tokio::test(start_paused = true)]
async fn a_creation_that_timed_out_counts_if_it_happened_and_is_not_repeated() {
    let world = World::new().await;
    world.mx.set().create_fails = Some((MxProblemKind::TimedOut, true));
    world.desk.create_customer(input("acme")).await.unwrap();

    world.mx.set().create_fails = Some((MxProblemKind::TimedOut, false));
    let lost = world.desk.create_customer(input("other")).await;
    assert_eq!(code(lost), ProblemCode::TimedOut);
    assert_eq!(world.mx.set().created, 2);
}

#[tokio::test(start_paused = true)]
async fn a_full_quota_is_explained() {
    let world = World::new().await;
    world.mx.set().create_fails = Some((MxProblemKind::Refused, false));
    let full = world.desk.create_customer(input("acme")).await.unwrap_err();
    assert!(full.next_step.contains("100 customers"));
}

#[tokio::test(start_paused = true)]
async fn what_can_t_be_a_customer_is_refused_without_asking() {
    let world = World::new().await;
    for wrong in [
        input(""),
        input("ac me"),
        input(&"a".repeat(65)),
        CustomerInput {
            email: Some("not one".to_owned()),
            ..input("acme")
        },
        CustomerInput {
            metadata: Some("x".repeat(2_001)),
            ..input("acme")
        },
    ] {
        assert_eq!(
            code(world.desk.create_customer(wrong).await),
            ProblemCode::InvalidInput
        );
    }
    assert!(world.mx.calls_of("create_user").is_empty());
}

#[tokio::test(start_paused = true)]
async fn only_what_differs_is_changed() {
    let world = with_acme().await;
    world.desk.edit_customer(ACME, input("acme")).await.unwrap();
    assert!(
        world.mx.calls_of("update_user").is_empty(),
        "MX refuses an empty change"
    );

    let disabled = CustomerInput {
        is_disabled: true,
        ..input("acme")
    };
    world.desk.edit_customer(ACME, disabled).await.unwrap();
    let changed = world.mx.set().users[0].clone();
    assert!(changed.is_disabled);
    assert_eq!(changed.email.as_deref(), Some("acme@example.com"));
}

#[tokio::test(start_paused = true)]
async fn metadata_can_be_emptied_an_e_mail_address_only_replaced() {
    let world = with_acme().await;
    world.mx.set().users[0].metadata = Some("vip".to_owned());
    world.desk.edit_customer(ACME, input("acme")).await.unwrap();
    assert_eq!(world.mx.set().users[0].metadata.as_deref(), Some(""));

    let without = CustomerInput {
        email: None,
        ..input("acme")
    };
    assert_eq!(
        code(world.desk.edit_customer(ACME, without).await),
        ProblemCode::InvalidInput
    );
}

#[tokio::test(start_paused = true)]
async fn a_customer_without_an_id_may_stay_without_and_may_get_one() {
    let world = World::new().await;
    world.mx.set().users.push(user(ACME, None));
    let disabled = CustomerInput {
        email: None,
        is_disabled: true,
        ..input("")
    };
    world.desk.edit_customer(ACME, disabled).await.unwrap();
    assert_eq!(world.mx.set().users[0].id, None);

    world.desk.edit_customer(ACME, input("acme")).await.unwrap();
    assert_eq!(world.mx.set().users[0].id.as_deref(), Some("acme"));
    let emptied = world.desk.edit_customer(ACME, input("")).await;
    assert_eq!(code(emptied), ProblemCode::InvalidInput);
}

#[tokio::test(start_paused = true)]
async fn another_customer_s_id_is_refused() {
    let world = with_acme().await;
    world.mx.set().users.push(user("USR-2", Some("other")));
    let problem = world.desk.edit_customer(ACME, input("other")).await;
    let problem = problem.unwrap_err();
    assert_eq!(problem.code, ProblemCode::Conflict);
    assert!(problem.message.contains("Another customer"));
}

#[tokio::test(start_paused = true)]
async fn a_customer_is_deleted_once_their_id_is_typed() {
    let world = with_acme().await;
    for wrong in ["", "ACME", "acme2", ACME] {
        assert_eq!(
            code(world.desk.delete_customer(ACME, wrong).await),
            ProblemCode::InvalidInput
        );
    }
    world.desk.delete_customer(ACME, " acme ").await.unwrap();
    let mx = world.mx.set();
    assert!(mx.users.is_empty() && mx.members.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_customer_without_an_id_is_deleted_by_guid() {
    let world = World::new().await;
    world.mx.set().users.push(user(ACME, None));
    world.desk.delete_customer(ACME, ACME).await.unwrap();
    assert!(world.mx.set().users.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_deletion_that_timed_out_counts_if_it_happened() {
    let world = with_acme().await;
    world.mx.set().late = Some("delete_user");
    world.desk.delete_customer(ACME, "acme").await.unwrap();

    let world = with_acme().await;
    world.mx.set().refusing = Some(("delete_user", MxProblemKind::TimedOut));
    assert_eq!(
        code(world.desk.delete_customer(ACME, "acme").await),
        ProblemCode::TimedOut
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_is_deleted_while_a_session_with_the_customer_is_open() {
    let world = with_acme().await;
    let id = world.desk.start_session(start("acme")).await.unwrap();
    assert_eq!(
        code(world.desk.delete_customer(ACME, "acme").await),
        ProblemCode::NotNow
    );
    assert_eq!(
        code(world.desk.delete_member(ACME, M).await),
        ProblemCode::NotNow
    );
    assert_eq!(
        code(world.desk.edit_customer(ACME, input("renamed")).await),
        ProblemCode::NotNow
    );
    world.mx.set().users.push(user("USR-2", Some("other")));
    world.desk.delete_customer("USR-2", "other").await.unwrap();

    world.desk.show_session(None).unwrap();
    assert_eq!(
        code(world.desk.delete_customer(ACME, "acme").await),
        ProblemCode::NotNow,
        "it is open all the same"
    );
    assert_eq!(world.mx.set().users.len(), 1, "{id} still has its customer");
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_deleted_and_the_customer_stays() {
    let world = with_acme().await;
    world.desk.delete_member(ACME, M).await.unwrap();
    assert!(world.mx.set().members.is_empty());
    assert_eq!(world.mx.set().users.len(), 1);
    let again = world.desk.delete_member(ACME, M).await.unwrap_err();
    assert_eq!(again.code, ProblemCode::NotFound);
    assert!(again.message.contains("this connection"));
}

#[tokio::test(start_paused = true)]
async fn what_mx_says_reaches_the_agent() {
    let world = with_acme().await;
    for (kind, wanted) in [
        (MxProblemKind::Offline, ProblemCode::Offline),
        (MxProblemKind::RateLimited, ProblemCode::RateLimited),
        (
            MxProblemKind::CredentialsRefused,
            ProblemCode::CredentialsRefused,
        ),
    ] {
        world.mx.set().failing = Some(kind);
        assert_eq!(code(world.desk.list_customers(all()).await), wanted);
        assert_eq!(code(world.desk.read_customer(ACME).await), wanted);
        assert_eq!(code(world.desk.create_customer(input("new")).await), wanted);
    }
}

#[tokio::test(start_paused = true)]
async fn a_guid_is_copied_to_stay_and_nothing_else_is() {
    let world = World::new().await;
    world.desk.copy_guid(ACME).unwrap();
    assert_eq!(
        *world.clipboard.0.lock().unwrap(),
        [(ACME.to_owned(), Duration::MAX)]
    );
    assert_eq!(
        code(world.desk.copy_guid("https://example.com/")),
        ProblemCode::InvalidInput
    );
}

#[tokio::test(start_paused = true)]
async fn every_change_is_in_the_audit_log_without_what_is_about_the_person() {
    let world = World::new().await;
    let guid = world.desk.create_customer(input("acme")).await.unwrap();
    let change = CustomerInput {
        email: Some("new@example.com".to_owned()),
        is_disabled: true,
        ..input("acme2")
    };
    world.desk.edit_customer(&guid, change).await.unwrap();
    world
        .mx
        .has_member(&guid, M, ConnectionStatus::Connected, false);
    world.desk.delete_member(&guid, M).await.unwrap();
    world
        .desk
        .delete_customer(&guid, "nobody")
        .await
        .unwrap_err();
    world.desk.delete_customer(&guid, "acme2").await.unwrap();

    let page = world.desk.read_audit(0, 10).await.unwrap();
    let mut entries: Vec<_> = page
        .entries
        .iter()
        .map(|entry| (entry.seq, entry.action, entry.subject.as_str()))
        .collect();
    entries.sort_unstable_by_key(|entry| entry.0);
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(_, what, whom)| (what, whom))
        .collect();
    assert_eq!(
        entries,
        [
            (Some(AuditAction::CreateCustomer), "acme"),
            (
                Some(AuditAction::EditCustomer),
                "acme (id is now acme2, e-mail, disabled)"
            ),
            (Some(AuditAction::DeleteMember), "acme2 (MX Bank)"),
            (Some(AuditAction::DeleteCustomer), "acme2"),
        ]
    );
}

/// How often MX is asked for a customer by id while a session begins, `pause` after the agent has
/// typed the id.
async fn asked_to_begin(world: &World, customer: &str, pause: Duration) -> usize {
    world.desk.find_customer(customer).await.unwrap();
    sleep(pause).await;
    let before = world.mx.calls_of("find_user").len();
    world.open(customer).await;
    world.mx.calls_of("find_user").len() - before
}

#[tokio::test(start_paused = true)]
async fn a_customer_who_was_just_found_is_not_looked_for_again() {
    let world = World::new().await;
    world.mx.set().users.push(user("USR-c-1", Some("c-1")));
    let moment = Duration::from_secs(2);
    assert_eq!(asked_to_begin(&world, "c-1", moment).await, 0);
    assert_eq!(world.session().customer.guid.as_deref(), Some("USR-c-1"));
    // Once: whoever starts over asks MX.
    let before = world.mx.calls_of("find_user").len();
    world.open("c-1").await;
    assert_eq!(world.mx.calls_of("find_user").len() - before, 1);
    let long = Duration::from_secs(61);
    assert_eq!(asked_to_begin(&world, "c-1", long).await, 1, "too long ago");
}

#[tokio::test(start_paused = true)]
async fn what_was_found_is_of_no_use_for_another_customer_or_a_new_one() {
    let world = World::new().await;
    world.mx.set().users.push(user("USR-c-1", Some("c-1")));
    world.desk.find_customer("c-1").await.unwrap();
    world.open("c-2").await;
    assert_eq!(world.session().customer.guid.as_deref(), Some("USR-c-2"));
    assert_eq!(world.mx.set().created, 1);
    world.desk.find_customer("c-1").await.unwrap();
    world.desk.find_customer("nobody").await.unwrap();
    world.open("nobody").await;
    assert_eq!(world.session().customer.guid.as_deref(), Some("USR-nobody"));
    assert_eq!(world.mx.set().created, 2);
}
