//! Writes a user's transactions to standard output, as CSV.
//!
//! ```text
//! MX_CLIENT_ID=… MX_API_KEY=… MX_BASE_URL=http://127.0.0.1:8080 \
//!     cargo run -p mx-platform --example export_transactions [first day [last day]] > out.csv
//! ```
//!
//! The user is the one `verify_account` made, unless `MX_USER_ID` names another. Members whose
//! transactions aren't there yet are aggregated first. Days are written as 2026-01-31.

mod common;

use std::io::{BufWriter, Write, stderr, stdout};

use common::Failure;
use futures::{StreamExt, TryStreamExt};
use mx_platform::{Client, Date, JobOutcome, Transaction};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let client = common::client()?;
    let user = common::user(&client).await?;
    let days = std::env::args()
        .skip(1)
        .map(|day| day.parse())
        .collect::<Result<Vec<Date>, _>>()?;

    let mut out = BufWriter::new(stdout().lock());
    writeln!(
        out,
        "guid,date,status,type,amount,currency_code,account_guid,category,description"
    )?;
    for member in client.members(&user).list().all().await? {
        let Some(member) = member.guid else { continue };
        if !has_transactions(&client, &user, &member).await? {
            writeln!(stderr(), "{member} has no transactions to read")?;
            continue;
        }
        let mut list = client.transactions(&user).by_member(&member);
        list = match days[..] {
            [] => list,
            [first] => list.dated(first..),
            [first, last, ..] => list.dated(first..=last),
        };
        let mut transactions = list.stream().boxed();
        while let Some(transaction) = transactions.try_next().await? {
            writeln!(out, "{}", row(&transaction))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Whether a member's transactions can be read, after an aggregation if need be.
async fn has_transactions(client: &Client, user: &str, member: &str) -> Result<bool, Failure> {
    let members = client.members(user);
    let status = members.status(member).await?;
    if status.has_processed_transactions == Some(true) {
        return Ok(true);
    }
    writeln!(stderr(), "Aggregating {member} …")?;
    let mut run = members.aggregate(member).await?;
    let outcome = run.wait().await?;
    let is_processed = run
        .status()
        .and_then(|status| status.has_processed_transactions);
    Ok(outcome == JobOutcome::Finished && is_processed == Some(true))
}

fn row(transaction: &Transaction) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let fields = [
        text(&transaction.guid),
        transaction
            .date
            .map(|date| date.to_string())
            .unwrap_or_default(),
        transaction
            .status
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        transaction
            .transaction_type
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        transaction
            .amount
            .map(|amount| amount.to_string())
            .unwrap_or_default(),
        text(&transaction.currency_code),
        text(&transaction.account_guid),
        text(&transaction.category),
        text(&transaction.description),
    ];
    fields.map(|field| quoted(&field)).join(",")
}

/// A CSV field (RFC 4180).
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
