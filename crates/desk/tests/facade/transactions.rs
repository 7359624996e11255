//! An aggregation ends in accounts and transactions, which stay in memory alone.

use connect_events::{ConnectionStatus, Event};
use desk::{
    mx::{Job, Transaction},
    view::{
        SessionMode, SessionView, StartInput, TransactionDirection, TransactionFormat,
        TransactionQuery, TransactionsState as State,
    },
};

use crate::world::{World, start};

const MEMBER: &str = "MBR-1";

fn row(n: u32) -> Transaction {
    Transaction {
        guid: format!("TRN-{n}"),
        account_guid: "ACT-1".to_owned(),
        description: Some(format!("=Shop {n}")),
        amount: "12.50".parse().ok(),
        currency: Some("USD".to_owned()),
        direction: Some(TransactionDirection::Out),
        ..Transaction::default()
    }
}

fn state(session: &SessionView) -> Option<State> {
    let aggregation = session.aggregation.as_ref()?;
    Some(aggregation.transactions.state)
}

/// A session whose bank is connected, with so many transactions.
#[expect(clippy::unwrap_used, reason = "part of every test here")]
async fn connected(world: &World, count: u32) -> String {
    let input = StartInput {
        mode: SessionMode::Aggregation,
        ..start("shop-1")
    };
    let id = world.desk.start_session(input).await.unwrap();
    world.until(|session| session.widget_origin.is_some()).await;
    world.desk.take_widget_ticket(&id).unwrap();
    world.says(&id, Event::Load);
    let user = world.mx.set().users[0].guid.clone();
    world
        .mx
        .has_member(&user, MEMBER, ConnectionStatus::Connected, false);
    let rows = (0..count).map(row).collect();
    world.mx.set().transactions.insert(MEMBER.to_owned(), rows);
    world.says(
        &id,
        Event::MemberConnected {
            member_guid: Some(MEMBER.to_owned()),
        },
    );
    id
}

#[tokio::test(start_paused = true)]
async fn transactions_are_read_page_by_page_and_given_out_in_parts() {
    let world = World::new().await;
    let id = connected(&world, 2_345).await;
    let session = world.until(|it| state(it) == Some(State::Ready)).await;
    let standing = session.aggregation.unwrap().transactions;
    assert_eq!(standing.count, 2_345);
    assert_eq!(world.mx.calls_of("transactions").len(), 3);
    let query = TransactionQuery {
        text: "SHOP 234".to_owned(),
        ..TransactionQuery::default()
    };
    let page = world
        .desk
        .list_transactions(&id, query, 2, 3)
        .await
        .unwrap();
    assert_eq!((page.rows.len(), page.total), (3, 8), "wherever 234 occurs");
    assert_eq!(page.rows[0].amount.as_ref().unwrap().amount, "-12.50");
    assert!(!world.files().contains("Shop 234"), "nothing is on disk");
}

#[tokio::test(start_paused = true)]
async fn mx_is_asked_until_it_has_prepared_them() {
    let world = World::new().await;
    world.mx.set().is_at_transactions = true;
    connected(&world, 3).await;
    world.until(|it| state(it) == Some(State::Waiting)).await;
    assert!(world.mx.calls_of("transactions").is_empty());
    world.mx.set().is_at_transactions = false;
    world.until(|it| state(it) == Some(State::Ready)).await;
    let asked = world.mx.calls_of("member_status");
    assert!(
        asked
            .windows(2)
            .all(|pair| (pair[1] - pair[0]).as_millis() >= 3_000)
    );
}

#[tokio::test(start_paused = true)]
async fn they_leave_memory_with_the_lock_and_come_back() {
    let world = World::new().await;
    let id = connected(&world, 3).await;
    world.until(|it| state(it) == Some(State::Ready)).await;
    world.desk.lock();
    let query = TransactionQuery::default;
    let page = world.desk.list_transactions(&id, query(), 0, 10).await;
    assert_eq!(page.unwrap().total, 0);
    world.desk.unlock().await.unwrap();
    world.until(|it| state(it) == Some(State::Ready)).await;
    let page = world.desk.list_transactions(&id, query(), 0, 10).await;
    assert_eq!(page.unwrap().total, 3);
}

#[tokio::test(start_paused = true)]
async fn a_longer_history_is_a_job_and_brings_them_anew() {
    let world = World::new().await;
    let id = connected(&world, 3).await;
    world.until(|it| state(it) == Some(State::Ready)).await;
    world
        .mx
        .set()
        .transactions
        .insert(MEMBER.to_owned(), (0..9).map(row).collect());
    world.desk.extend_history(&id).unwrap();
    world
        .until(|it| {
            it.aggregation
                .as_ref()
                .is_some_and(|it| it.transactions.count == 9)
        })
        .await;
    assert_eq!(world.mx.set().jobs, [Job::History]);
}

#[tokio::test(start_paused = true)]
async fn a_file_holds_no_formula_and_is_audited() {
    let world = World::new().await;
    let id = connected(&world, 2).await;
    world.until(|it| state(it) == Some(State::Ready)).await;
    let folder = world.data.path().join("saved");
    std::fs::create_dir(&folder).unwrap();
    let query = TransactionQuery::default;
    for format in [TransactionFormat::Csv, TransactionFormat::Json] {
        let saved = world.desk.export_transactions(&id, query(), format).await;
        let saved = saved.unwrap().unwrap();
        assert_eq!(saved.count, 2);
        let text = std::fs::read_to_string(&saved.path).unwrap();
        match format {
            TransactionFormat::Csv => {
                assert!(text.contains(",-12.50,USD,'=Shop 0,"), "{text}");
            }
            TransactionFormat::Json => {
                assert!(text.contains(r#""amount":"-12.50""#), "{text}");
                assert!(text.trim_end().ends_with('}'));
            }
        }
    }
    let audit = world.desk.read_audit(0, 10).await.unwrap();
    let exports = audit
        .entries
        .iter()
        .filter(|entry| entry.action == Some(desk::view::AuditAction::ExportTransactions));
    assert_eq!(exports.count(), 2);
}
