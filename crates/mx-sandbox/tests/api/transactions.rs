use serde_json::{Value, json};

use crate::client::{Client, eventually, refused};

/// A customer with an aggregated bank: the user's guid and the member's path.
async fn aggregated(client: &Client, code: &str) -> (String, String) {
    let user = client.user("aggregated").await;
    let member = client.at(&user, code, "fine", &["transactions"]).await;
    client.settled(&member).await;
    (user, member)
}

fn total(body: &Value) -> u64 {
    body["pagination"]["total_entries"].as_u64().unwrap()
}

/// Midnight of a day this many days from now, as seconds since 1970.
fn seconds(days: i64) -> i64 {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    i64::try_from(now.as_secs()).unwrap() + days * 86_400
}

#[tokio::test]
async fn a_first_aggregation_reads_about_nine_hundred_of_ninety_days() {
    let client = Client::start().await;
    let (user, member) = aggregated(&client, "mxbank").await;
    let all = client
        .get(&format!("/users/{user}/transactions?records_per_page=1000"))
        .await;
    assert_eq!(total(&all.body), 910);
    let rows = all.body["transactions"].as_array().unwrap();
    assert_eq!(rows.len(), 910);
    let credits = rows.iter().filter(|row| row["type"] == "CREDIT").count();
    assert_eq!(credits, 455);
    assert!(rows.iter().all(|row| row["status"] == "POSTED"));
    let dates = rows.iter().map(|row| row["date"].as_str().unwrap());
    let dates = dates.collect::<Vec<_>>();
    assert!(dates.windows(2).all(|pair| pair[0] >= pair[1]));
    for row in rows {
        assert!(row["amount"].as_f64().unwrap() > 0.0);
        let written = row["amount"].to_string();
        let decimals = written.split('.').nth(1).unwrap_or_default();
        assert!(decimals.len() <= 2, "{written}");
    }
    assert_eq!(rows[0].as_object().unwrap().len(), 44);

    // The same rows under the member, and those of one account under the account, twice.
    let of_member = client.get(&format!("{member}/transactions")).await;
    assert_eq!(total(&of_member.body), 910);
    let account = rows[0]["account_guid"].as_str().unwrap();
    for path in [
        format!("/users/{user}/accounts/{account}/transactions"),
        format!("{member}/accounts/{account}/transactions"),
    ] {
        let of_account = client.get(&path).await;
        assert_eq!(total(&of_account.body), 182);
        let rows = of_account.body["transactions"].as_array().unwrap();
        assert!(rows.iter().all(|row| row["account_guid"] == account));
    }
    let older = client
        .get_2011(&format!("{member}/accounts/{account}/transactions"))
        .await;
    refused(&older, 404, "not_found");
}

#[tokio::test]
async fn rows_stay_the_same_when_read_again() {
    let client = Client::start().await;
    let (_, member) = aggregated(&client, "mxbank").await;
    let path = format!("{member}/transactions?records_per_page=100");
    let before = client.get(&path).await.body;
    client.post(&format!("{member}/aggregate"), json!({})).await;
    client.settled(&member).await;
    assert_eq!(client.get(&path).await.body, before);
}

#[tokio::test]
async fn other_banks_have_pending_rows_on_the_last_day() {
    let client = Client::start().await;
    let (_, member) = aggregated(&client, "quillmere_bank").await;
    let rows = client
        .get(&format!("{member}/transactions?records_per_page=1000"))
        .await;
    let pending = rows.body["transactions"].as_array().unwrap().iter();
    let pending = pending.filter(|row| row["status"] == "PENDING");
    let pending = pending.collect::<Vec<_>>();
    assert_eq!(pending.len(), 10);
    assert!(pending.iter().all(|row| row["posted_at"] == Value::Null));
}

#[tokio::test]
async fn the_newer_generation_takes_unix_timestamps_only() {
    let client = Client::start().await;
    let (user, _) = aggregated(&client, "mxbank").await;
    let list = async |query: &str| {
        client
            .get(&format!("/users/{user}/transactions?{query}"))
            .await
    };
    let ten_days = list(&format!("from_date={}", seconds(-10))).await;
    assert_eq!(total(&ten_days.body), 100);
    let before = list(&format!("to_date={}", seconds(-60))).await;
    assert!(
        (290..=320).contains(&total(&before.body)),
        "{}",
        total(&before.body)
    );
    let created = format!(
        "from_created_at={}&to_created_at={}",
        seconds(-1),
        seconds(1)
    );
    assert_eq!(total(&list(&created).await.body), 910);
    let refusal = refused(&list("from_date=2024-01-01").await, 400, "bad_request");
    assert!(refusal.contains("unix timestamp"), "{refusal}");
    let half = list(&format!("from_created_at={}", seconds(-1))).await;
    refused(&half, 400, "bad_request");
}

#[tokio::test]
async fn the_older_generation_takes_days_only() {
    let client = Client::start().await;
    let (user, _) = aggregated(&client, "mxbank").await;
    let newest = client.get(&format!("/users/{user}/transactions")).await;
    let newest = &newest.body["transactions"][0];
    let today = newest["date"].as_str().unwrap();
    let list = async |query: &str| {
        client
            .get_2011(&format!("/users/{user}/transactions?{query}"))
            .await
    };
    let one_day = list(&format!("from_date={today}&to_date={today}")).await;
    assert_eq!(total(&one_day.body), 10);
    for wrong in [
        format!("from_date={}", seconds(0)),
        format!("from_date={today}T00:00:00Z"),
        "to_date=yesterday".to_owned(),
    ] {
        let refusal = refused(&list(&wrong).await, 400, "bad_request");
        assert!(refusal.contains("YYYY-MM-DD"), "{refusal}");
    }
    let both = format!("from_created_at={today}&to_created_at={today}");
    assert_eq!(total(&list(&both).await.body), 910);
    let half = list(&format!("to_updated_at={today}")).await;
    refused(&half, 400, "bad_request");
    let long = list(&format!("from_created_at=2020-01-01&to_created_at={today}")).await;
    refused(&long, 400, "bad_request");

    let category = newest["category_guid"].as_str().unwrap();
    let filtered = list(&format!("category_guid[]={category}&records_per_page=1000")).await;
    let rows = filtered.body["transactions"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.len() < 910);
    assert!(rows.iter().all(|row| row["category_guid"] == category));
}

#[tokio::test]
async fn enhancements_come_when_asked_for() {
    let client = Client::start().await;
    let (user, _) = aggregated(&client, "mxbank").await;
    let path = format!("/users/{user}/transactions?includes=merchants,geolocations");
    let row = client.get(&path).await.body["transactions"][0].clone();
    assert_eq!(row["merchant"]["name"], row["description"]);
    assert_eq!(row["geolocation"]["country"], "US");
    assert_eq!(row.get("classification"), None);
}

#[tokio::test]
async fn a_history_goes_back_two_years() {
    let client = Client::start().await;
    let (_, member) = aggregated(&client, "mxbank").await;
    let asked = client
        .post(&format!("{member}/extend_history"), json!({}))
        .await;
    assert_eq!(asked.code, 202);
    client.settled(&member).await;
    let path = format!("{member}/transactions?from_date={}", seconds(-800));
    let rows = total(&client.get(&path).await.body);
    assert!((7_290..=7_330).contains(&rows), "{rows}");
    // Unless told, a list still covers 120 days.
    let default = total(&client.get(&format!("{member}/transactions")).await.body);
    assert!((1_200..=1_220).contains(&default), "{default}");
}

#[tokio::test]
async fn a_deleted_members_rows_linger_in_the_users_list_unless_told() {
    let client = Client::start().await;
    let (user, member) = aggregated(&client, "mxbank").await;
    let path = format!("/users/{user}/transactions");
    client.delete(&member).await;
    assert_eq!(total(&client.get(&path).await.body), 910);
    refused(
        &client.get(&format!("{member}/transactions")).await,
        404,
        "not_found",
    );

    client.sandbox.world().set_rows_linger(false);
    let other = client.user("other").await;
    let member = client.at(&other, "mxbank", "fine", &["transactions"]).await;
    client.settled(&member).await;
    client.delete(&member).await;
    let path = format!("/users/{other}/transactions");
    assert_eq!(total(&client.get(&path).await.body), 0);
}

#[tokio::test]
async fn one_bank_has_as_many_as_the_password_says_each_once_over_all_pages() {
    let client = Client::start().await;
    let user = client.user("busy").await;
    let member = client
        .at(&user, "throngmarket_bank", "20000", &["transactions"])
        .await;
    client.settled(&member).await;
    // The job is over, and MX still at it.
    let status = client.get(&format!("{member}/status")).await.body;
    assert_eq!(status["member"]["has_processed_transactions"], false);
    eventually(async || {
        let status = client.get(&format!("{member}/status")).await.body;
        (status["member"]["has_processed_transactions"] == true).then_some(())
    })
    .await;
    let mut guids = std::collections::HashSet::new();
    let mut page = 1;
    loop {
        let path = format!("{member}/transactions?records_per_page=1000&page={page}");
        let body = client.get(&path).await.body;
        // Whole days of five accounts, so a few more.
        assert_eq!(total(&body), 20_020);
        let rows = body["transactions"].as_array().unwrap().clone();
        guids.extend(rows.iter().map(|row| row["guid"].to_string()));
        if rows.is_empty() {
            break;
        }
        page += 1;
    }
    assert_eq!((page, guids.len()), (22, 20_020));
}
