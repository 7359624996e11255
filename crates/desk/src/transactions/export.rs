//! Transactions in a file. The names are the file's form: they stay.

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::Arc,
};

use serde::Serialize;

use super::rows::{Row, Rows};
use crate::{
    files::{Cell, csv_row},
    view::{TransactionDirection, TransactionFormat, TransactionStatus, counted},
};

/// What is written, and what it is of.
pub(super) struct Export {
    pub(super) customer_id: String,
    pub(super) institution: Option<String>,
    pub(super) exported_at: String,
    /// Names of the accounts by guid.
    pub(super) accounts: HashMap<String, String>,
    pub(super) rows: Arc<Rows>,
    pub(super) found: Arc<[u32]>,
}

const HEADER: [&str; 12] = [
    "date",
    "status",
    "direction",
    "amount",
    "currency",
    "description",
    "original_description",
    "category",
    "top_level_category",
    "account",
    "account_guid",
    "transaction_guid",
];

#[derive(Serialize)]
struct Line<'a> {
    date: Option<String>,
    status: TransactionStatus,
    direction: Option<TransactionDirection>,
    amount: Option<String>,
    currency: Option<&'a str>,
    description: &'a str,
    original_description: Option<&'a str>,
    category: Option<&'a str>,
    top_level_category: Option<&'a str>,
    account: Option<&'a str>,
    account_guid: &'a str,
    transaction_guid: &'a str,
}

impl Export {
    pub(super) fn write(&self, format: TransactionFormat, file: &mut dyn Write) -> io::Result<u32> {
        match format {
            TransactionFormat::Csv => self.csv(file)?,
            TransactionFormat::Json => self.json(file)?,
        }
        Ok(counted(self.found.len()))
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let rows = self
            .found
            .iter()
            .filter_map(|place| self.rows.all.get(*place as usize));
        rows.map(|row| self.line(row))
    }

    fn line<'a>(&'a self, row: &'a Row) -> Line<'a> {
        let (rows, text) = (&*self.rows, self.rows.text_of(row));
        let account_guid = rows.account_of(row);
        Line {
            date: row.date.map(|day| day.to_string()),
            status: if row.is_pending {
                TransactionStatus::Pending
            } else {
                TransactionStatus::Posted
            },
            direction: row.direction,
            amount: row.amount.map(|amount| amount.to_string()),
            currency: rows.name(row.currency),
            description: &text.description,
            original_description: text.original.as_deref(),
            category: rows.name(text.category),
            top_level_category: rows.name(text.top_level),
            account: self.accounts.get(account_guid).map(String::as_str),
            account_guid,
            transaction_guid: &row.guid,
        }
    }

    fn csv(&self, file: &mut dyn Write) -> io::Result<()> {
        file.write_all(csv_row(&HEADER.map(Cell::Text)).as_bytes())?;
        for line in self.lines() {
            let text = |cell: Option<&'_ str>| cell.unwrap_or_default().to_owned();
            let cells = [
                line.date.clone().unwrap_or_default(),
                crate::journal::name_of(line.status),
                line.direction
                    .map(crate::journal::name_of)
                    .unwrap_or_default(),
                line.amount.clone().unwrap_or_default(),
                text(line.currency),
                text(Some(line.description)),
                text(line.original_description),
                text(line.category),
                text(line.top_level_category),
                text(line.account),
                text(Some(line.account_guid)),
                text(Some(line.transaction_guid)),
            ];
            let cells: Vec<Cell<'_>> = cells
                .iter()
                .zip(HEADER)
                .map(|(cell, column)| match column {
                    "amount" => Cell::Number(cell),
                    _ => Cell::Text(cell),
                })
                .collect();
            file.write_all(csv_row(&cells).as_bytes())?;
        }
        Ok(())
    }

    /// Row by row: a long list needs no more memory than a short one.
    fn json(&self, file: &mut dyn Write) -> io::Result<()> {
        let head = [
            ("customer_id", serde_json::to_string(&self.customer_id)?),
            ("institution", serde_json::to_string(&self.institution)?),
            ("exported_at", serde_json::to_string(&self.exported_at)?),
        ];
        file.write_all(b"{\n")?;
        for (name, value) in head {
            writeln!(file, "\"{name}\": {value},")?;
        }
        file.write_all(b"\"transactions\": [")?;
        for (place, line) in self.lines().enumerate() {
            file.write_all(if place == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *file, &line)?;
        }
        file.write_all(b"\n]\n}\n")
    }
}
