//! What MX allows how often, and how long things take that nobody waits for in a test.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::{sync::Arc, time::Duration};

use mx_sandbox::{
    World,
    error::MicroDepositRefusal,
    world::{
        BlockedRoutingNumber, DEPOSIT_AMOUNTS, Job, MicroDepositDetails, MicroDepositStatus,
        OauthOptions, OauthState, UserAttributes,
    },
};
use tokio::time::advance;

/// A world with a customer whose connection to a bank has just been aggregated.
async fn aggregated(code: &str) -> (World, String, String) {
    let world = World::new(1.0, 1, "http://127.0.0.1:1");
    let user = world.create_user(UserAttributes::default()).unwrap().guid;
    let fields = world.institution_credentials(code).into_iter();
    let answers = fields.map(|field| (field.guid, "fine".to_owned()));
    let answers = answers.collect::<Vec<_>>();
    let member = world
        .create_member(&user, code, &answers, Job::aggregation())
        .unwrap();
    minutes(1).await;
    (world, user, member.guid)
}

async fn minutes(count: u64) {
    advance(Duration::from_secs(count * 60)).await;
}

#[tokio::test(start_paused = true)]
async fn an_aggregation_runs_again_after_three_hours() {
    let (world, user, member) = aggregated("quillmere_bank").await;
    let starts = || {
        let start = world.start_job(&user, &member, Job::aggregation()).unwrap();
        start.started
    };
    assert!(!starts());
    minutes(178).await;
    assert!(!starts());
    minutes(2).await;
    assert!(starts());
}

#[tokio::test(start_paused = true)]
async fn a_sixth_balance_check_waits_until_the_first_is_two_hours_old() {
    let (world, user, member) = aggregated("mxbank").await;
    let mut checks = Vec::new();
    for _ in 0..6 {
        let start = world.start_job(&user, &member, Job::balance()).unwrap();
        checks.push(start.started);
        minutes(10).await;
    }
    assert_eq!(checks, [true, true, true, true, true, false]);
    minutes(61).await;
    let again = world.start_job(&user, &member, Job::balance()).unwrap();
    assert!(again.started);
}

#[tokio::test(start_paused = true)]
async fn what_happens_to_a_saved_member_happens_after_it_is_restored() {
    let (world, user, member) = aggregated("mxbank").await;
    world
        .start_job(&user, &member, Job::verification())
        .unwrap();
    let saved = world.to_json().unwrap();
    let later = World::new(1.0, 1, "http://127.0.0.1:1");
    later.restore(&saved).unwrap();
    assert!(later.account_numbers(&member).is_empty());
    minutes(1).await;
    assert_eq!(later.account_numbers(&member).len(), 2);
    assert!(later.restore("{}").is_err());
    assert_eq!(later.users().len(), 1);
}

fn details(account_number: &str, routing_number: &str) -> MicroDepositDetails {
    MicroDepositDetails {
        account_number: account_number.to_owned(),
        account_type: "CHECKING".to_owned(),
        routing_number: routing_number.to_owned(),
        ..MicroDepositDetails::default()
    }
}

#[tokio::test(start_paused = true)]
async fn deposits_arrive_with_the_second_refresh() {
    let (world, user, _) = aggregated("mxbank").await;
    let made = world.create_micro_deposit(&user, details("0001", "990000026"));
    let guid = made.unwrap().guid;
    let status = || world.micro_deposit(&user, &guid).unwrap().status;
    let early = world.verify_micro_deposit(&guid, DEPOSIT_AMOUNTS);
    assert_eq!(early.unwrap_err(), MicroDepositRefusal::NothingToVerify);
    assert_eq!(status(), MicroDepositStatus::Initiated);
    minutes(1).await;
    assert_eq!(status(), MicroDepositStatus::Requested);
    minutes(1).await;
    assert_eq!(status(), MicroDepositStatus::Deposited);
}

#[tokio::test(start_paused = true)]
async fn a_prepared_microdeposit_is_sent_when_its_account_is_known() {
    let (world, user, _) = aggregated("mxbank").await;
    let prepared = world.create_micro_deposit(&user, MicroDepositDetails::default());
    let prepared = prepared.unwrap();
    assert_eq!(prepared.status, MicroDepositStatus::Preinitiated);
    minutes(10).await;
    let sent = world
        .complete_micro_deposit(&user, &prepared.guid, details("0001", "990000026"))
        .unwrap();
    assert_eq!(sent.status, MicroDepositStatus::Initiated);
    let twice = world.complete_micro_deposit(&user, &prepared.guid, details("2", "990000026"));
    assert_eq!(twice.unwrap_err(), MicroDepositRefusal::Unknown);
}

#[tokio::test(start_paused = true)]
async fn routing_numbers_are_refused_for_mxs_four_reasons() {
    let (world, user, member) = aggregated("mxbank").await;
    world
        .start_job(&user, &member, Job::verification())
        .unwrap();
    minutes(1).await;
    let of_mx_bank = world.account_numbers(&member)[0].routing_number.clone();
    for (number, reason) in [
        ("12345678", Some(BlockedRoutingNumber::Invalid)),
        ("990000027", Some(BlockedRoutingNumber::Invalid)),
        ("990000000", Some(BlockedRoutingNumber::Blocked)),
        ("990000013", Some(BlockedRoutingNumber::ClientBlocked)),
        (
            &of_mx_bank.unwrap(),
            Some(BlockedRoutingNumber::IavPreferred),
        ),
        ("990000026", None),
    ] {
        assert_eq!(World::blocked_routing_number(number), reason, "{number}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_oauth_flow_is_pending_until_somebody_decides() {
    let (world, user, _) = aggregated("mxbank").await;
    let start = world
        .begin_oauth(&user, "mx_bank_oauth", OauthOptions::default())
        .unwrap();
    let member = &start.member.guid;
    assert!(
        start
            .authorize_url
            .starts_with("http://127.0.0.1:1/oauth/authorize/")
    );
    assert_eq!(world.oauth_state(&user, member), Some(OauthState::Pending));
    let stranger = world.create_user(UserAttributes::default()).unwrap().guid;
    assert_eq!(world.oauth_state(&stranger, member), None);
    world.delete_member(&user, member);
    assert_eq!(world.oauth_state(&user, member), None);
}

/// A bank of millions of transactions makes hundreds of megabytes up: whoever is deleted leaves
/// none of them behind.
#[tokio::test(start_paused = true)]
async fn nothing_is_kept_of_who_was_deleted() {
    for by_user in [true, false] {
        let (world, user, member) = aggregated("mxbank").await;
        let transactions = world.transactions(&user, |_| true);
        assert!(!transactions.is_empty());
        let kept = Arc::downgrade(&transactions);
        drop(transactions);
        assert!(kept.upgrade().is_some());
        if by_user {
            assert!(world.delete_user(&user));
        } else {
            assert!(world.delete_member(&user, &member));
            minutes(2).await;
            assert!(world.transactions(&user, |_| true).is_empty());
        }
        assert!(kept.upgrade().is_none(), "by user: {by_user}");
    }
}
