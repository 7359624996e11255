//! What jobs bring: accounts, their numbers and owners, transactions; and the banks.

use std::collections::HashSet;

use futures::TryStreamExt;
use mx_platform::{ApiErrorKind, Decimal, Institution, Product, Transaction, TransactionInclude};
use secrecy::ExposeSecret;

use crate::common::{Mx, in_both, settled};

#[tokio::test]
async fn numbers_are_read_by_member_and_by_account() {
    in_both(async |mx| {
        let (user, member) = mx.verified().await;
        let accounts = mx.client.accounts(&user).by_member(&member).all().await;
        let accounts = accounts.unwrap();
        assert_eq!(accounts.len(), 6);
        let numbers = mx.client.account_numbers(&user);
        let of_member = numbers.by_member(&member).all().await.unwrap();
        assert!(!of_member.is_empty());
        for number in &of_member {
            assert_eq!(number.user_guid.as_ref(), Some(&user));
            assert_eq!(number.member_guid.as_ref(), Some(&member));
            let account = number.account_guid.clone().unwrap();
            let of_account = numbers.by_account(&account).all().await.unwrap();
            assert_eq!(of_account.len(), 1);
            let whole = number.account_number.as_ref().unwrap().expose_secret();
            let same = of_account[0].account_number.as_ref().unwrap();
            assert_eq!(same.expose_secret(), whole);
            let routing = number.routing_number.as_deref().unwrap();
            assert!(has_check_digit(routing), "{routing}");

            // The account itself shows no more than the end of it.
            let account = accounts
                .iter()
                .find(|one| one.guid.as_ref() == Some(&account));
            let mask = account.unwrap().account_number.as_ref().unwrap();
            let mask = mask.expose_secret();
            assert!(mask != whole && mask.ends_with(&whole[whole.len() - 4..]));
        }
    })
    .await;
}

/// The ABA's rule for routing numbers.
fn has_check_digit(routing: &str) -> bool {
    let digits = routing.chars().map(|digit| digit.to_digit(10).unwrap());
    let sum: u32 = digits
        .zip([3, 7, 1].into_iter().cycle())
        .map(|(a, b)| a * b)
        .sum();
    routing.len() == 9 && sum.is_multiple_of(10)
}

#[tokio::test]
async fn owners_come_with_an_identification() {
    in_both(async |mx| {
        let (user, member) = mx.verified().await;
        let owners = mx.client.account_owners(&user);
        assert!(owners.by_member(&member).all().await.unwrap().is_empty());
        let members = mx.client.members(&user);
        let run = members.identify(&member).await.unwrap();
        settled(&members, run.member()).await;
        let found = owners.by_member(&member).all().await.unwrap();
        assert!(!found.is_empty());
        for owner in found {
            assert!(owner.owner_name.is_some() && owner.account_guid.is_some());
            assert_eq!(owner.country.as_deref(), Some("US"));
        }
    })
    .await;
}

/// A user whose transactions have been read, and the member.
async fn aggregated(mx: &Mx) -> (String, String) {
    let user = mx.user("aggregated").await;
    let product = Product::Transactions;
    let member = mx.sign_in(&user, "mxbank", "fine", &[product]).await;
    let member = member.unwrap().guid.unwrap();
    settled(&mx.client.members(&user), &member).await;
    (user, member)
}

#[tokio::test]
async fn transactions_stream_through_all_pages() {
    in_both(async |mx| {
        let (user, member) = aggregated(&mx).await;
        let transactions = mx.client.transactions(&user);
        let requests = mx.sandbox.faults();
        requests.add(mx_sandbox::Fault::on(
            "GET",
            "/users/*/transactions",
            mx_sandbox::Effect::Delay,
        ));
        let pages = transactions.list().records_per_page(100).stream();
        let all: Vec<_> = pages.try_collect().await.unwrap();
        let guids: HashSet<_> = all.iter().map(|one| one.guid.clone().unwrap()).collect();
        assert_eq!((all.len(), guids.len()), (910, 910));
        assert_eq!(requests.list()[0].seen, 10);
        assert!(all.iter().all(|one| one.amount.unwrap() > Decimal::ZERO));

        let page = transactions
            .by_member(&member)
            .records_per_page(10)
            .page(91);
        let page = page.send().await.unwrap();
        assert_eq!(page.items.len(), 10);
        assert_eq!(page.pagination.total_pages, Some(91));
        assert_eq!(page.items[9].guid, all[909].guid);

        let account = all[0].account_guid.as_deref().unwrap();
        let of_account = transactions.by_account(account).all().await.unwrap();
        let under_member = transactions.by_member_account(&member, account).all();
        let guids = |list: Vec<Transaction>| list.into_iter().map(|one| one.guid);
        let under_member: Vec<_> = guids(under_member.await.unwrap()).collect();
        assert!(of_account.len() < 910);
        assert_eq!(guids(of_account).collect::<Vec<_>>(), under_member);
    })
    .await;
}

#[tokio::test]
async fn both_generations_mean_the_same_days() {
    in_both(async |mx| {
        let (user, _) = aggregated(&mx).await;
        let list = || mx.client.transactions(&user).list();
        let newest = list().send().await.unwrap().items[0].date.unwrap();
        let day = list().dated(newest..=newest).all().await.unwrap();
        assert_eq!(day.len(), 10);
        assert!(day.iter().all(|one| one.date == Some(newest)));

        let yesterday = newest.yesterday().unwrap();
        let two_days = list().dated(yesterday..).all().await.unwrap();
        assert_eq!(two_days.len(), 20);
        let before = list().dated(..newest).all().await.unwrap();
        assert!(!before.is_empty());
        assert!(before.iter().all(|one| one.date < Some(newest)));
        let none = list().dated(newest.tomorrow().unwrap()..).all().await;
        assert!(none.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn merchants_come_when_asked_for() {
    in_both(async |mx| {
        let (user, _) = aggregated(&mx).await;
        let list = mx.client.transactions(&user).list();
        let list = list.including(&[TransactionInclude::Merchants]);
        let first = list.send().await.unwrap().items.remove(0);
        assert!(first.merchant.is_some());
        assert!(first.classification.is_none());
    })
    .await;
}

#[tokio::test]
async fn institutions_are_searched() {
    in_both(async |mx| {
        let institutions = mx.client.institutions();
        let found = institutions.list().name("quILL").all().await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name.as_deref(), Some("Quillmere Bank"));

        // The generations ask for it in different ways, and call it by different names.
        let product = Product::TransactionHistory;
        let supporting = institutions
            .list()
            .supporting(std::slice::from_ref(&product));
        let supporting = supporting.all().await.unwrap();
        let all = institutions.list().all().await.unwrap();
        assert!(!supporting.is_empty() && supporting.len() < all.len());
        let supports = |one: &Institution| one.supports(&product) == Some(true);
        assert!(supporting.iter().all(supports));
        assert_eq!(all.into_iter().filter(supports).count(), supporting.len());

        let read = institutions.read("mx_bank_oauth").await.unwrap();
        assert_eq!(read.supports_oauth, Some(true));
        let form = institutions.credentials("mxbank").all().await.unwrap();
        let names: Vec<_> = form.iter().map(|one| one.field_name.as_deref()).collect();
        assert_eq!(names, [Some("LOGIN"), Some("PASSWORD")]);
        let error = institutions.read("none").await.unwrap_err();
        assert_eq!(error.api_kind(), Some(ApiErrorKind::NotFound));
    })
    .await;
}
