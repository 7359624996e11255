//! Accounts and transactions, from the customer's banks to a file.

use std::{
    collections::BTreeSet,
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{
    Customer, Scenario, cast::start_session, records::save_as, results::member_at, stage::Stage,
};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "an aggregation ends in accounts by kind, with what is owed said so",
        accounts_by_kind,
    )
    .within_seconds(240),
    Scenario::new(
        "I search, filter and sort transactions, and see which are pending",
        found_and_sorted,
    )
    .within_seconds(240),
    Scenario::new(
        "I see where the money went, as sums and as a chart with its table",
        summed_up,
    )
    .within_seconds(240),
    Scenario::new(
        "I save the transactions I see as a table and as JSON",
        saved,
    )
    .within_seconds(240),
    Scenario::new(
        "a bank is read again once every three hours at most, and the button says from when",
        three_hours,
    )
    .within_seconds(240),
    Scenario::new(
        "I refresh MX Bank, and get its history of 24 months",
        refreshed_and_longer,
    )
    .within_seconds(240),
    Scenario::new(
        "transactions of a connection I deleted appear nowhere, though MX still lists them",
        no_ghosts,
    )
    .within_seconds(240),
    Scenario::new(
        "a hundred thousand transactions come by themselves, and I scroll, search and sort in them",
        very_many,
    )
    .within_seconds(600),
];

/// A customer of this bank, with this password; their accounts are on screen at the end.
fn aggregate(stage: &mut Stage, customer: &str, bank: &str, password: &str) -> Result<()> {
    let person = stage.person()?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, customer)?;
    let widget = Customer(person);
    widget.chooses(bank)?;
    widget.signs_in_with(password)?;
    person.be_patient_for(Duration::from_secs(40));
    person.wait_to_read("Bank connected")
}

/// All MX lists of a kind under a path.
fn all_at_mx(stage: &Stage, path: &str, kind: &str) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for page in 1.. {
        let answer = stage
            .mx()?
            .ask(&format!("{path}?records_per_page=1000&page={page}"))?;
        let part = answer[kind].as_array().context("MX sent no list")?;
        all.extend(part.iter().cloned());
        if part.len() < 1000 {
            break;
        }
    }
    Ok(all)
}

fn transactions_at_mx(stage: &Stage, customer: &str) -> Result<Vec<Value>> {
    let member = member_at(stage, customer)?;
    let path = format!("/users/{customer}/members/{member}/transactions");
    all_at_mx(stage, &path, "transactions")
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}

/// An amount as it is read in the app under these tests.
fn dollars(amount: f64) -> String {
    let cents = (amount * 100.0).round() as i64;
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("${grouped}.{:02}", cents % 100)
}

fn accounts_by_kind(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-81", "MX Bank", "any password")?;
    let person = stage.person()?;
    stage.picture("accounts")?;
    for group in [
        "Checking and cash",
        "Savings",
        "Credit cards",
        "Loans and mortgages",
    ] {
        person.wait_to_read(group)?;
    }
    let accounts = all_at_mx(stage, "/users/customer-81/accounts", "accounts")?;
    ensure!(accounts.len() == 6, "MX has {} accounts", accounts.len());
    let mut owed = 0;
    for account in &accounts {
        person.wait_to_read(text(account, "name"))?;
        let balance = account["balance"].as_f64().context("MX has no balance")?;
        let is_debt =
            ["CREDIT_CARD", "LINE_OF_CREDIT", "LOAN", "MORTGAGE"].contains(&text(account, "type"));
        if is_debt {
            owed += 1;
            person.wait_to_read(&format!("{} owed", dollars(balance)))?;
        } else {
            person.wait_to_read(&dollars(balance))?;
            person.must_not_read(&format!("{} owed", dollars(balance)))?;
        }
    }
    ensure!(owed > 1, "{owed} accounts are debts");
    Ok(())
}

/// Waits until the list says that it has so many.
fn counts(person: &Person, found: usize, all: usize) -> Result<()> {
    let words = if found == all {
        format!("{} transactions", grouped(all))
    } else {
        format!("{} of {} transactions", grouped(found), grouped(all))
    };
    // The whole line: “10 of 910” stands in “910 of 910” as well.
    person.wait_to_read_line(&words)
}

fn grouped(count: usize) -> String {
    dollars(count as f64)
        .trim_start_matches('$')
        .trim_end_matches(".00")
        .to_owned()
}

fn found_and_sorted(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-82", "Quillmere Bank", "any password")?;
    let person = stage.person()?;
    let all = transactions_at_mx(stage, "customer-82")?;
    person.click(Role::Choice, "Transactions")?;
    counts(person, all.len(), all.len())?;
    stage.picture("transactions")?;

    let holding = |word: &str| {
        let in_row = |row: &&Value| {
            [
                "description",
                "original_description",
                "category",
                "top_level_category",
            ]
            .iter()
            .any(|name| text(row, name).to_lowercase().contains(word))
        };
        all.iter().filter(in_row).count()
    };
    person.fill("Search transactions", "CAFÉ lark")?;
    counts(person, holding("café larkmoor"), all.len())?;
    let shown = person.table()?;
    ensure!(
        !shown.is_empty() && shown.iter().all(|row| row.contains("Café Larkmoor")),
        "{shown:?}"
    );
    person.press("Clear the filters")?;
    counts(person, all.len(), all.len())?;

    let pending = all.iter().filter(|row| row["status"] == "PENDING").count();
    ensure!(pending > 0, "nothing is pending at MX");
    person.click(Role::Choice, "Pending")?;
    counts(person, pending, all.len())?;
    let shown = person.table()?;
    ensure!(shown.iter().all(|row| row.contains("Pending")), "{shown:?}");
    stage.picture("pending")?;
    person.click(Role::Choice, "Money in")?;
    let is_wanted = |row: &&Value| row["status"] == "PENDING" && row["type"] == "CREDIT";
    counts(person, all.iter().filter(is_wanted).count(), all.len())?;
    person.press("Clear the filters")?;
    counts(person, all.len(), all.len())?;

    // Amounts are signed: the largest first, then what went out most.
    let signed = |row: &Value| {
        let amount = row["amount"].as_f64().unwrap_or_default();
        if row["type"] == "DEBIT" {
            -amount
        } else {
            amount
        }
    };
    let amounts: Vec<f64> = all.iter().map(signed).collect();
    let most = amounts.iter().copied().fold(f64::MIN, f64::max);
    let least = amounts.iter().copied().fold(f64::MAX, f64::min);
    let first_is = |expected: &str| {
        wait_for(
            &format!("{expected} in the first row"),
            Duration::from_secs(10),
            || {
                let first = person.table()?.into_iter().next().unwrap_or_default();
                Ok(first.ends_with(expected).then_some(()))
            },
        )
    };
    person.press("Amount")?;
    first_is(&dollars(most))?;
    person.press("Amount")?;
    first_is(&format!("-{}", dollars(-least)))?;
    stage.picture("by-amount")
}

fn summed_up(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-83", "MX Bank", "any password")?;
    let person = stage.person()?;
    let all = transactions_at_mx(stage, "customer-83")?;
    person.click(Role::Choice, "Summary")?;
    person.wait_to_read("Money out by category")?;
    let is_own = |row: &&Value| text(row, "top_level_category") != "Transfer";
    let sum = |way: &str| -> f64 {
        let of_way = all.iter().filter(is_own).filter(|row| row["type"] == way);
        of_way.filter_map(|row| row["amount"].as_f64()).sum()
    };
    person.wait_to_read(&format!("Money in {}", dollars(sum("CREDIT"))))?;
    person.wait_to_read(&format!("Money out {}", dollars(sum("DEBIT"))))?;
    let spent: BTreeSet<&str> = all
        .iter()
        .filter(is_own)
        .filter(|row| row["type"] == "DEBIT")
        .map(|row| text(row, "top_level_category"))
        .collect();
    for category in spent {
        person.wait_to_read(category)?;
    }
    wait_for(
        "a chart with money in and money out in it",
        Duration::from_secs(10),
        || Ok(drawn_in_both_colours(person)?.then_some(())),
    )?;
    stage.picture("summary")?;
    person.press("Show as a table")?;
    person.wait_to_read("Week from")?;
    stage.picture("chart-as-a-table")
}

/// How many pixels of the chart have the colour of each entry of its key.
const PIXELS: &str = "
    const canvas = document.querySelector('figure canvas');
    if (!canvas || canvas.width === 0 || canvas.height === 0) return {};
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const of = (key) => {
      const style = getComputedStyle(document.querySelector(`figure .key.${key}`));
      const [red, green, blue] = style.backgroundColor.match(/[0-9]+/g).map(Number);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [r, g, b, a] = data.subarray(at, at + 4);
        if (a === 255 && r === red && g === green && b === blue) count += 1;
      }
      return count;
    };
    return { moneyIn: of('in'), moneyOut: of('out') };";

/// Whether the chart's canvas has both colours of its key in it, as many pixels as bars have.
fn drawn_in_both_colours(person: &Person) -> Result<bool> {
    let counted = person.has_the_page_say(PIXELS)?;
    let count = |name: &str| counted[name].as_u64().unwrap_or_default();
    Ok(count("moneyIn") > 500 && count("moneyOut") > 100)
}

fn saved(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-84", "MX Bank", "any password")?;
    let person = stage.person()?;
    let all = transactions_at_mx(stage, "customer-84")?;
    let guids: BTreeSet<&str> = all.iter().map(|row| text(row, "guid")).collect();
    person.click(Role::Choice, "Transactions")?;
    counts(person, all.len(), all.len())?;

    person.press("Export the transactions shown")?;
    person.click(Role::Choice, "CSV")?;
    let table = fs::read_to_string(save_as(stage, "transactions.csv")?)?;
    person.wait_to_read("transactions saved in")?;
    let mut lines = table.lines();
    let header = lines.next().unwrap_or_default();
    ensure!(
        header.starts_with("date,status,direction,amount,"),
        "{header}"
    );
    let in_table: BTreeSet<&str> = lines.filter_map(|line| line.rsplit(',').next()).collect();
    ensure!(in_table == guids, "the table has other rows than MX");

    // What is filtered away is not in the file.
    person.click(Role::Choice, "Money out")?;
    counts(person, all.len() / 2, all.len())?;
    person.press("Export the transactions shown")?;
    person.click(Role::Choice, "JSON")?;
    let file = fs::read_to_string(save_as(stage, "transactions.json")?)?;
    let file: Value = serde_json::from_str(&file).context("the file is no JSON")?;
    ensure!(
        file["customer_id"] == "customer-84",
        "of {}",
        file["customer_id"]
    );
    let rows = file["transactions"].as_array().context("it has no rows")?;
    ensure!(rows.len() == all.len() / 2, "{} rows", rows.len());
    ensure!(
        rows.iter().all(|row| text(row, "amount").starts_with('-')),
        "money in is among it"
    );
    // Both are on record.
    person.press("History")?;
    person.click(Role::Choice, "Audit log")?;
    person.wait_to_read("transactions")?;
    stage.picture("audited")
}

fn three_hours(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-85", "Quillmere Bank", "any password")?;
    let person = stage.person()?;
    person.wait_to_read("MX can read this bank again from")?;
    ensure!(
        !person.can_use(Role::Button, "Refresh")?,
        "it can be refreshed at once"
    );
    stage.picture("three-hours")
}

fn refreshed_and_longer(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    aggregate(stage, "customer-86", "MX Bank", "any password")?;
    let person = stage.person()?;
    person.wait_to_read("once every three hours")?;
    person.scroll_to("Refresh")?;
    person.press("Refresh")?;
    person.wait_to_read("Refreshed")?;
    let before = transactions_at_mx(stage, "customer-86")?.len();
    person.scroll_to("Extend to 24 months")?;
    person.press("Extend to 24 months")?;
    person.wait_to_read("Longer history read")?;
    person.click(Role::Choice, "Transactions")?;
    let from = "from_date=1";
    let member = member_at(stage, "customer-86")?;
    let path = format!("/users/customer-86/members/{member}/transactions?{from}");
    let all = stage.mx()?.ask(&path)?["pagination"]["total_entries"].as_u64();
    let all = usize::try_from(all.context("MX did not count")?)?;
    ensure!(all > 5 * before, "MX has {all} after {before}");
    counts(person, all, all)
}

fn no_ghosts(stage: &mut Stage) -> Result<()> {
    const CUSTOMER: &str = "customer-87";
    // Slow enough that MX still lists what was deleted when it is looked for.
    stage.start_mx(1)?;
    let mx = stage.mx()?;
    mx.tell("/users", &json!({ "user": { "id": CUSTOMER } }))?;
    for bank in ["quillmere_bank", "larkmoor_credit_union"] {
        connect(stage, CUSTOMER, bank)?;
    }
    let all = |stage: &Stage, what: &str| {
        let path = format!("/users/{CUSTOMER}/{what}?records_per_page=10");
        let answer = stage.mx()?.ask(&path)?;
        let total = answer["pagination"]["total_entries"].as_u64();
        total.context("MX did not count")
    };
    let before = all(stage, "transactions")?;

    stage.open_connected()?;
    let person = stage.person()?;
    person.press("Customers")?;
    person.click(Role::Choice, CUSTOMER)?;
    person.wait_to_read("Quillmere Bank")?;
    stage.picture("two-banks")?;
    person.press("Delete connection… Quillmere Bank")?;
    person.press("Delete connection")?;
    person.wait_until_gone("Quillmere Bank")?;
    stage.picture("one-bank")?;
    person.wait_to_read("Larkmoor Credit Union")?;

    person.press("Verify")?;
    person.click(Role::Choice, "Aggregation")?;
    person.fill("Customer id", CUSTOMER)?;
    person.be_patient_for(Duration::from_secs(40));
    person.press("Read again from Larkmoor Credit Union")?;
    person.wait_to_read("Bank connected")?;
    person.click(Role::Choice, "Transactions")?;
    let left = transactions_at_mx(stage, CUSTOMER)?.len();
    counts(person, left, left)?;
    person.must_not_read("Quillmere")?;
    // Else there was nothing that could have been shown.
    let ghosts = all(stage, "transactions")?;
    ensure!(
        ghosts == before && left as u64 * 2 < ghosts,
        "MX lists {ghosts} of {before}, {left} of them real"
    );
    Ok(())
}

/// A connection the company's own server made; its job is over at the end.
fn connect(stage: &Stage, customer: &str, bank: &str) -> Result<()> {
    let mx = stage.mx()?;
    let fields = mx.ask(&format!("/institutions/{bank}/credentials"))?;
    let fields = fields["credentials"].as_array().cloned();
    let credentials: Vec<Value> = fields
        .context("the bank asks for no sign-in")?
        .iter()
        .map(|field| json!({ "guid": field["guid"], "value": "mxuser" }))
        .collect();
    let member = json!({
        "member": {
            "institution_code": bank,
            "credentials": credentials,
        },
        "data_request": { "products": ["transactions"] },
    });
    let made = mx.tell(&format!("/users/{customer}/members"), &member)?;
    let guid = text(&made["member"], "guid").to_owned();
    wait_for("MX to read the bank", Duration::from_secs(30), || {
        let path = format!("/users/{customer}/members/{guid}/status");
        let status = mx.ask(&path)?;
        let is_done = status["member"]["is_being_aggregated"] == false
            && status["member"]["has_processed_transactions"] == true;
        Ok(is_done.then_some(()))
    })
}

fn very_many(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.click(Role::Choice, "Aggregation")?;
    start_session(person, "customer-88")?;
    person.in_the_widget(|page| {
        page.fill("Search", "Throng")?;
        page.press("Throngmarket Bank")
    })?;
    Customer(person).signs_in_with("any")?;
    person.be_patient_for(Duration::from_secs(60));
    person.wait_to_read("Bank connected")?;
    person.click(Role::Choice, "Transactions")?;
    // MX says when they can be read; nobody presses anything.
    person.wait_to_read("MX is still reading the transactions at the bank.")?;
    stage.picture("waiting")?;
    person.wait_to_read("Reading transactions:")?;
    stage.picture("reading")?;
    person.be_patient_for(Duration::from_secs(240));
    const ALL: usize = 100_100;
    counts(person, ALL, ALL)?;
    person.be_patient_for(Duration::from_secs(20));

    let (still, empty) = person.scrolls_through()?;
    println!("             scrolled: {still:.0} ms without a frame, {empty:.0} ms without rows");
    // Far more than it takes; a list that stalls would be over it all the same.
    ensure!(still < 2_000.0 && empty < 4_000.0, "it stalls");
    stage.picture("scrolled")?;
    let timed = |what: &str, act: &dyn Fn() -> Result<()>| -> Result<()> {
        let start = Instant::now();
        act()?;
        println!("             {what}: {} ms", start.elapsed().as_millis());
        Ok(())
    };
    timed("searched", &|| {
        person.fill("Search transactions", "larkmoor")?;
        person.wait_to_read(&format!("of {} transactions", grouped(ALL)))
    })?;
    timed("cleared", &|| {
        person.press("Clear the filters")?;
        counts(person, ALL, ALL)
    })?;
    timed("sorted by amount", &|| {
        person.press("Amount")?;
        wait_for(
            "the largest in the first row",
            Duration::from_secs(10),
            || {
                let first = person.table()?.into_iter().next().unwrap_or_default();
                Ok(first.contains("$3,2").then_some(()))
            },
        )
    })?;
    stage.picture("sorted")?;
    timed("summed", &|| {
        person.click(Role::Choice, "Summary")?;
        person.wait_to_read("Money out by category")
    })?;
    stage.picture("summed")
}
