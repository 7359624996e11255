//! The four lists of transactions.

use mx_platform::{
    ApiVersion, Date, Decimal, TransactionInclude, TransactionStatus, TransactionType, UseCase,
};
use serde_json::json;
use wiremock::{Request, ResponseTemplate};

use crate::common::{Mx, assert_common_headers, header, list, query};

async fn mx(version: ApiVersion) -> Mx {
    let mx = Mx::start_with(|builder| builder.api_version(version)).await;
    let body = list("transactions", &json!([]), 1, 0);
    mx.answer(ResponseTemplate::new(200).set_body_json(body))
        .await;
    mx
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The query without the paging.
fn filters(request: &Request) -> Vec<(String, String)> {
    let mut filters = query(request);
    filters.retain(|(name, _)| name != "page");
    filters.sort();
    filters
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[tokio::test]
async fn reads_everything_about_a_transaction() {
    let mx = Mx::start().await;
    let transactions = json!([
        { "guid": "TRN-1", "id": "t-1", "account_guid": "ACT-1", "account_id": "a-1",
          "member_guid": "MBR-1", "user_guid": "USR-1", "user_id": "customer-17",
          "type": "DEBIT", "status": "POSTED", "amount": 61.10, "currency_code": "USD",
          "date": "2026-01-02", "transacted_at": "2026-01-02T12:00:00Z",
          "posted_at": "2026-01-03T12:00:00Z", "description": "Groceries",
          "original_description": "GROC 0042", "category": "Food", "category_guid": "CAT-1",
          "merchant_category_code": 5411, "check_number_string": "0042",
          "latitude": 40.4, "longitude": -111.9, "is_expense": true, "is_international": false,
          "is_recurring": null,
          "merchant": { "guid": "MCH-1", "name": "Grocer" },
          "classification": { "guid": "MNC-1", "parent_class": "Spend" },
          "geolocation": { "city": "Lehi", "postal code": "08404" },
          "repeating_transaction": { "guid": "RPT-1", "recurrence_type": "EVERY_MONTH" } },
        { "guid": "TRN-2", "type": "SOMETHING_NEW", "status": "HELD", "amount": "0.10",
          "merchant": null, "date": null },
    ]);
    let path = "/users/USR-1/transactions";
    mx.on("GET", path, list("transactions", &transactions, 1, 1))
        .await;

    let page = mx.client.transactions("USR-1").list().send().await.unwrap();

    let [first, second] = &page.items[..] else {
        panic!("{page:?}")
    };
    assert_eq!(first.amount, Some(Decimal::new(6110, 2)));
    assert_eq!(first.transaction_type, Some(TransactionType::Debit));
    assert_eq!(first.status, Some(TransactionStatus::Posted));
    assert_eq!(first.date, Some(day("2026-01-02")));
    assert_eq!(
        first.posted_at,
        Some("2026-01-03T12:00:00Z".parse().unwrap())
    );
    assert_eq!(first.merchant_category_code, Some(5411));
    assert_eq!(first.check_number_string.as_deref(), Some("0042"));
    assert_eq!(first.longitude, Some(-111.9));
    assert_eq!((first.is_expense, first.is_recurring), (Some(true), None));
    let merchant = first.merchant.as_ref().unwrap();
    assert_eq!(merchant.name.as_deref(), Some("Grocer"));
    let class = first.classification.as_ref().unwrap();
    assert_eq!(class.parent_class.as_deref(), Some("Spend"));
    let place = first.geolocation.as_ref().unwrap();
    assert_eq!(place.postal_code.as_deref(), Some("08404"));
    let repeats = first.repeating_transaction.as_ref().unwrap();
    assert_eq!(repeats.recurrence_type.as_deref(), Some("EVERY_MONTH"));
    assert_eq!(
        second.transaction_type,
        Some(TransactionType::Other("SOMETHING_NEW".to_owned()))
    );
    assert_eq!(second.amount.unwrap().to_string(), "0.10");
    let said = format!("{page:?}");
    for personal in ["61.1", "Grocer", "Lehi", "0042", "customer-17"] {
        assert!(!said.contains(personal), "{personal} in {said}");
    }
    assert_common_headers(&mx.request().await);
}

#[tokio::test]
async fn every_list_has_its_own_endpoint() {
    for version in [ApiVersion::V20250224, ApiVersion::V20111101] {
        let mx = mx(version).await;
        let transactions = mx.client.transactions("USR-1");
        transactions.list().send().await.unwrap();
        transactions.by_member("MBR-1").send().await.unwrap();
        transactions.by_account("ACT-1").send().await.unwrap();
        let of_both = transactions.by_member_account("MBR-1", "ACT-1");
        of_both.send().await.unwrap();

        let requests = mx.requests().await;
        let paths: Vec<_> = requests.iter().map(|request| request.url.path()).collect();
        let by_account = "/users/USR-1/accounts/ACT-1/transactions";
        let newest = "/users/USR-1/members/MBR-1/accounts/ACT-1/transactions";
        let is_newest = version == ApiVersion::V20250224;
        let expected = [
            "/users/USR-1/transactions",
            "/users/USR-1/members/MBR-1/transactions",
            by_account,
            if is_newest { newest } else { by_account },
        ];
        assert_eq!(paths, expected);
        let named = is_newest.then_some("v20250224");
        assert_eq!(header(&requests[0], "accept-version"), named);
    }
}

#[tokio::test]
async fn days_are_told_to_each_generation_in_its_own_way() {
    let (first, last) = (day("2026-01-02"), day("2026-03-31"));
    for (version, [from, to, next_from, next_to]) in [
        (
            ApiVersion::V20111101,
            ["2026-01-02", "2026-03-31", "2026-01-03", "2026-03-30"],
        ),
        (
            ApiVersion::V20250224,
            // The first second of the first day, the last second of the last.
            ["1767312000", "1775001599", "1767398400", "1774915199"],
        ),
    ] {
        let mx = mx(version).await;
        let list = || mx.client.transactions("USR-1").list();
        list().dated(first..=last).send().await.unwrap();
        list().dated(first..).send().await.unwrap();
        list().dated(..=last).send().await.unwrap();
        list().dated(..last).send().await.unwrap();
        let after = (std::ops::Bound::Excluded(first), std::ops::Bound::Unbounded);
        list().dated(after).send().await.unwrap();
        list().dated(..).send().await.unwrap();
        list().created(first..=last).send().await.unwrap();
        list().updated(first..=last).send().await.unwrap();

        let sent: Vec<_> = mx.requests().await.iter().map(filters).collect();
        let expected = [
            pairs(&[("from_date", from), ("to_date", to)]),
            pairs(&[("from_date", from)]),
            pairs(&[("to_date", to)]),
            pairs(&[("to_date", next_to)]),
            pairs(&[("from_date", next_from)]),
            pairs(&[]),
            pairs(&[("from_created_at", from), ("to_created_at", to)]),
            pairs(&[("from_updated_at", from), ("to_updated_at", to)]),
        ];
        assert_eq!(sent, expected, "{version:?}");
    }
}

#[tokio::test]
async fn other_filters_are_sent_under_mxs_names() {
    let mx = mx(ApiVersion::V20111101).await;
    let list = mx.client.transactions("USR-1").list();
    let list = list
        .category_guids(["CAT-0"])
        .category_guids(["CAT-1", "CAT-2"])
        .top_level_category_guids(["CAT-3"])
        .use_case(&UseCase::MoneyMovement)
        .including(&[
            TransactionInclude::Merchants,
            TransactionInclude::Classifications,
            TransactionInclude::Geolocations,
            TransactionInclude::RepeatingTransactions,
        ]);
    list.send().await.unwrap();
    let expected = pairs(&[
        ("category_guid[]", "CAT-1"),
        ("category_guid[]", "CAT-2"),
        (
            "includes",
            "merchants,classifications,geolocations,repeating_transactions",
        ),
        ("top_level_category_guid[]", "CAT-3"),
        ("use_case", "MONEY_MOVEMENT"),
    ]);
    assert_eq!(filters(&mx.request().await), expected);
}

#[tokio::test]
async fn days_beyond_time_itself_are_sent_as_its_ends() {
    let mx = mx(ApiVersion::V20250224).await;
    let list = mx.client.transactions("USR-1").list();
    list.dated(Date::MIN..=Date::MAX).send().await.unwrap();
    let sent = filters(&mx.request().await);
    let seconds: Vec<i64> = sent.iter().map(|(_, at)| at.parse().unwrap()).collect();
    assert!(
        seconds[0] < -300_000_000_000 && seconds[1] > 250_000_000_000,
        "{sent:?}"
    );
}
