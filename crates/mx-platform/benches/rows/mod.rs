//! Pages of transactions, a server that has them ready, and two who read them all.

// Each benchmark uses its part of this.
#![allow(dead_code, reason = "shared by several benchmarks")]

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
};

use futures::{StreamExt, TryStreamExt};
use mx_platform::{Client, Credentials};
use serde::Deserialize;

pub(crate) const PAGES: usize = 100;
pub(crate) const PER_PAGE: usize = 1_000;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// Everything, as a caller of the client reads it.
pub(crate) async fn with_this_client(base: &str) -> Result<(), Failure> {
    let client = Client::builder(Credentials::new("client", "key"))
        .base_url(base)
        .build()?;
    let mut transactions = client.transactions("USR-1").list().stream().boxed();
    let mut count = 0;
    while transactions.try_next().await?.is_some() {
        count += 1;
    }
    assert_eq!(count, PAGES * PER_PAGE);
    Ok(())
}

/// The same fields as the client's own type, as a person in a hurry would write them down.
#[derive(Deserialize)]
#[allow(dead_code, reason = "decoding is what is measured")]
pub(crate) struct Plain {
    guid: Option<String>,
    id: Option<String>,
    account_guid: Option<String>,
    account_id: Option<String>,
    member_guid: Option<String>,
    user_guid: Option<String>,
    user_id: Option<String>,
    r#type: Option<String>,
    status: Option<String>,
    amount: Option<f64>,
    currency_code: Option<String>,
    date: Option<String>,
    transacted_at: Option<String>,
    posted_at: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    description: Option<String>,
    original_description: Option<String>,
    memo: Option<String>,
    category: Option<String>,
    category_guid: Option<String>,
    top_level_category: Option<String>,
    merchant_guid: Option<String>,
    merchant_category_code: Option<i64>,
    check_number_string: Option<String>,
    metadata: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    is_bill_pay: Option<bool>,
    is_direct_deposit: Option<bool>,
    is_expense: Option<bool>,
    is_fee: Option<bool>,
    is_income: Option<bool>,
    is_international: Option<bool>,
    is_overdraft_fee: Option<bool>,
    is_payroll_advance: Option<bool>,
    is_recurring: Option<bool>,
    is_subscription: Option<bool>,
}

#[derive(Deserialize)]
struct PlainPage {
    transactions: Vec<Plain>,
    pagination: PlainPagination,
}

#[derive(Deserialize)]
struct PlainPagination {
    total_pages: usize,
}

/// Everything, as one would read it without the client.
pub(crate) async fn with_reqwest(base: &str) -> Result<(), Failure> {
    let client = reqwest::Client::new();
    let (mut page, mut count) = (1, 0);
    loop {
        let body = client
            .get(format!("{base}/users/USR-1/transactions"))
            .query(&[("page", page), ("records_per_page", PER_PAGE)])
            .basic_auth("client", Some("key"))
            .send()
            .await?
            .bytes()
            .await?;
        let read: PlainPage = serde_json::from_slice(&body)?;
        count += read.transactions.len();
        if page == read.pagination.total_pages {
            break;
        }
        page += 1;
    }
    assert_eq!(count, PAGES * PER_PAGE);
    Ok(())
}

/// A server that has every page ready, so that what is measured is the one who reads.
pub(crate) fn serve() -> Result<String, Failure> {
    let rows = Arc::new(rows());
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let rows = Arc::clone(&rows);
            std::thread::spawn(move || answer(stream, &rows));
        }
    });
    Ok(base)
}

fn answer(mut stream: TcpStream, rows: &str) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let (mut page, mut first) = (1, true);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if first {
                first = false;
                page = line
                    .split_once("page=")
                    .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect())
                    .and_then(|digits: String| digits.parse().ok())
                    .unwrap_or(1);
            }
            if line == "\r\n" {
                break;
            }
        }
        let (head, tail) = around(page);
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/vnd.mx.api.v1+json\r\n\
             content-length: {}\r\n\r\n",
            head.len() + rows.len() + tail.len()
        )?;
        stream.write_all(head.as_bytes())?;
        stream.write_all(rows.as_bytes())?;
        stream.write_all(tail.as_bytes())?;
    }
}

/// A page as it is served.
pub(crate) fn page(number: usize) -> String {
    let (head, tail) = around(number);
    format!("{head}{}{tail}", rows())
}

fn around(page: usize) -> (&'static str, String) {
    let tail = format!(
        "],\"pagination\":{{\"current_page\":{page},\"per_page\":{PER_PAGE},\
         \"total_entries\":{},\"total_pages\":{PAGES}}}}}",
        PAGES * PER_PAGE
    );
    ("{\"transactions\":[", tail)
}

fn rows() -> String {
    let rows: Vec<String> = (0..PER_PAGE).map(row).collect();
    rows.join(",")
}

fn row(n: usize) -> String {
    serde_json::json!({
        "guid": format!("TRN-{n:032x}"), "id": format!("transaction-{n}"),
        "account_guid": "ACT-06d7f44b-caae-0f6e-1384-01f52e75dcb1", "account_id": null,
        "member_guid": "MBR-7c6f361b-e582-15b6-60c0-358f12466b4b",
        "user_guid": "USR-fa7537f3-48aa-a683-a02a-b18940482f54", "user_id": "customer-1",
        "type": if n.is_multiple_of(9) { "CREDIT" } else { "DEBIT" },
        "status": if n < 5 { "PENDING" } else { "POSTED" },
        "amount": (n % 20_000) as f64 / 100.0, "currency_code": "USD",
        "date": "2026-03-04", "transacted_at": "2026-03-04T12:00:00Z",
        "posted_at": "2026-03-05T12:00:00Z", "created_at": "2026-03-05T09:11:12Z",
        "updated_at": "2026-03-06T09:11:12Z", "description": format!("Corner shop {}", n % 97),
        "original_description": format!("CORNER SHOP #{} SPRINGFIELD", n % 97), "memo": null,
        "category": "Groceries", "category_guid": "CAT-ccd42390-9e8c-3fb6-a5d9-6c31182d9c5c",
        "top_level_category": "Food & Dining",
        "merchant_guid": "MCH-7ed79542-884d-2b1b-dd74-501c5cc9d25b",
        "merchant_category_code": 5411, "check_number_string": null, "metadata": null,
        "latitude": -43.2075, "longitude": 139.691706, "is_bill_pay": false,
        "is_direct_deposit": false, "is_expense": true, "is_fee": false, "is_income": false,
        "is_international": false, "is_overdraft_fee": false, "is_payroll_advance": false,
        "is_recurring": false, "is_subscription": false
    })
    .to_string()
}
