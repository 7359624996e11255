//! The way through the page that verifies an account by small deposits.

use std::time::Duration;

use serde_json::json;

use super::rehearsal::{Page, verification};
use crate::world::{MicroDepositDetails, MicroDepositStatus, WidgetConfig};

/// Goes through the microdeposit pages up to the details to confirm.
fn to_the_review(page: &mut Page) {
    page.does(json!({"intent": "deposits"}))
        .enters(&[("routing-number", "999999992")])
        .does(json!({"intent": "continue"}))
        .enters(&[
            ("account-type", "SAVINGS"),
            ("account-number", "12345678"),
            ("account-number-again", "12345678"),
        ])
        .enters(&[
            ("first-name", "Ada"),
            ("last-name", "Example"),
            ("email", "ada@mail.example"),
        ]);
    assert_eq!(page.drawn()["kind"], "review");
}

/// Enters two amounts, and waits for what comes of them.
fn says_amounts(page: &mut Page, one: &str, other: &str) {
    page.enters(&[("amount-1", one), ("amount-2", other)]);
    assert_eq!(page.drawn()["kind"], "verifying");
    page.does(json!({"intent": "deposit_poll"}));
}

/// The page of somebody who comes back for a microdeposit.
fn resumed(page: &Page, guid: &str) -> Page {
    page.again(WidgetConfig {
        current_microdeposit_guid: Some(guid.to_owned()),
        ..verification()
    })
}

#[tokio::test(start_paused = true)]
async fn small_deposits_are_asked_for_and_verified_later() {
    let mut page = Page::after_opening(verification());
    to_the_review(&mut page);
    page.does(json!({"intent": "confirm_details"}))
        .does(json!({"intent": "done"}));
    assert_eq!(
        page.received(),
        [
            "microdeposits/loaded routingNumber",
            "stepChange search>microdeposits",
            "microdeposits/detailsSubmitted",
            "microdeposits/comeBack/primaryAction",
            "backToSearch",
            "stepChange microdeposits>search",
        ]
    );
    let guid = page.world.micro_deposits(&page.user_guid)[0].guid.clone();
    let mut early = resumed(&page, &guid);
    assert_eq!(early.received()[3], "microdeposits/loaded comeBack");

    tokio::time::advance(Duration::from_secs(180)).await;
    let mut page = resumed(&page, &guid);
    says_amounts(&mut page, "0.10", "0.13");
    assert!(page.drawn()["alert"].is_string());
    says_amounts(&mut page, "0.13", ".09");
    page.does(json!({"intent": "done"}));
    assert_eq!(
        page.received(),
        [
            "mx/load",
            "stepChange >microdeposits",
            "loaded microdeposits",
            "microdeposits/loaded verifyDeposits",
            "microdeposits/verified",
            "microdeposits/verified/primaryAction",
            "backToSearch",
            "stepChange microdeposits>search",
        ]
    );
    assert!(page.world.members(&page.user_guid).is_empty());

    let mut again = resumed(&page, &guid);
    assert_eq!(
        again.received()[2..],
        [
            "loaded microdeposits",
            "microdeposits/loaded verified",
            "microdeposits/verified",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn it_is_explained_how_it_works_and_amounts_are_checked_for_a_while() {
    let mut page = Page::after_opening(verification());
    page.does(json!({"intent": "deposits"}))
        .enters(&[("routing-number", "999999992")]);
    let drawn = page.drawn();
    assert_eq!(
        (&drawn["kind"], &drawn["numbered"]),
        (&json!("statement"), &json!(true))
    );
    page.does(json!({"intent": "back"}));
    assert_eq!(page.drawn()["fields"][0]["value"], "999999992");

    let mut page = Page::after_opening(verification());
    to_the_review(&mut page);
    page.does(json!({"intent": "confirm_details"}));
    let guid = page.world.micro_deposits(&page.user_guid)[0].guid.clone();
    tokio::time::advance(Duration::from_secs(180)).await;
    let mut page = resumed(&page, &guid);
    page.inbox.clear();
    page.enters(&[("amount-1", "0.09"), ("amount-2", "0.13")]);
    assert_eq!(page.received(), [""; 0]);
    assert_eq!(page.drawn()["poll_after_ms"], 3_000);
    assert_eq!(page.drawn()["can_go_back"], false);
    page.does(json!({"intent": "deposit_poll"}));
    assert_eq!(page.received(), ["microdeposits/verified"]);
}

#[tokio::test(start_paused = true)]
async fn a_prepared_microdeposit_is_completed_and_no_second_one_made() {
    let page = Page::after_opening(verification());
    let prepared = page
        .world
        .create_micro_deposit(&page.user_guid, MicroDepositDetails::default())
        .unwrap();
    assert_eq!(prepared.status, MicroDepositStatus::Preinitiated);
    let mut page = resumed(&page, &prepared.guid);
    assert_eq!(page.received()[2], "loaded search");
    to_the_review(&mut page);
    page.does(json!({"intent": "confirm_details"}));
    let made = page.world.micro_deposits(&page.user_guid);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].guid, prepared.guid);
    assert_eq!(made[0].status, MicroDepositStatus::Initiated);
}

#[tokio::test(start_paused = true)]
async fn the_same_account_twice_is_a_conflict() {
    let mut page = Page::after_opening(verification());
    for _ in 0..2 {
        to_the_review(&mut page);
        page.does(json!({"intent": "confirm_details"}));
        page.inbox.clear();
        page.does(json!({"intent": "done"}));
    }
    assert_eq!(
        page.received()[0],
        "microdeposits/error/primaryAction \"CONFLICTED\""
    );
}

#[tokio::test(start_paused = true)]
async fn wrong_amounts_too_often_end_it() {
    let mut page = Page::after_opening(verification());
    to_the_review(&mut page);
    page.does(json!({"intent": "confirm_details"}));
    let guid = page.world.micro_deposits(&page.user_guid)[0].guid.clone();
    tokio::time::advance(Duration::from_secs(180)).await;
    let mut page = resumed(&page, &guid);
    page.inbox.clear();
    for _ in 0..3 {
        says_amounts(&mut page, "0.01", "0.02");
    }
    page.does(json!({"intent": "done"}));
    assert_eq!(
        page.received(),
        [
            "microdeposits/error/primaryAction \"PREVENTED\"",
            "backToSearch",
            "stepChange microdeposits>search",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_routing_number_is_checked_before_anything_else_is_asked() {
    let mut page = Page::after_opening(verification());
    page.does(json!({"intent": "deposits"}));
    page.inbox.clear();
    page.enters(&[("routing-number", "123456789")]);
    assert!(page.drawn()["alert"].is_string());
    page.enters(&[("routing-number", "990000000")]);
    assert!(page.drawn()["alert"].is_string());
    assert_eq!(
        page.received(),
        ["microdeposits/blockedRoutingNumber 990000000 BLOCKED"]
    );
    assert_eq!(page.drawn()["fields"][0]["value"], "990000000");
}

#[tokio::test(start_paused = true)]
async fn a_bank_that_can_be_signed_in_to_is_searched_for_instead() {
    let mut first = Page::open(WidgetConfig {
        current_institution_code: Some("mxbank".to_owned()),
        ..verification()
    });
    first.signs_in("anything");
    first.connects().await;
    let numbers = first.world.account_numbers(&first.member().guid);
    let routing_number = numbers[0].routing_number.clone().unwrap();
    let mut page = Page::after_opening(verification());
    page.does(json!({"intent": "deposits"}))
        .enters(&[("routing-number", &routing_number)]);
    assert_eq!(page.drawn()["action"]["intent"], "back");
    page.does(json!({"intent": "back"}));
    assert_eq!(
        page.received()[2..],
        [
            format!("microdeposits/blockedRoutingNumber {routing_number} IAV_PREFERRED"),
            "backToSearch".to_owned(),
            "stepChange microdeposits>search".to_owned(),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn details_are_kept_while_going_back_and_forth() {
    let mut page = Page::after_opening(verification());
    to_the_review(&mut page);
    page.does(json!({"intent": "back"}));
    assert_eq!(page.drawn()["fields"][2]["value"], "ada@mail.example");
    page.enters(&[
        ("first-name", ""),
        ("last-name", "Example"),
        ("email", "ada"),
    ]);
    assert!(page.drawn()["alert"].is_string());
    page.does(json!({"intent": "back"}));
    assert_eq!(page.drawn()["fields"][1]["value"], "12345678");
}

#[tokio::test(start_paused = true)]
async fn account_numbers_that_differ_are_not_taken() {
    let mut page = Page::after_opening(verification());
    to_the_review(&mut page);
    page.does(json!({"intent": "back"}))
        .does(json!({"intent": "back"}))
        .enters(&[
            ("account-type", "SAVINGS"),
            ("account-number", "12345678"),
            ("account-number-again", "12345679"),
        ]);
    assert_eq!(page.drawn()["kind"], "form");
    assert!(page.drawn()["alert"].is_string());
}

#[tokio::test(start_paused = true)]
async fn small_deposits_are_for_verification_alone() {
    let mut page = Page::after_opening(WidgetConfig::default());
    assert_eq!(page.drawn()["deposits"], false);
    page.does(json!({"intent": "deposits"}));
    assert_eq!(page.received(), [""; 0]);
}
