//! `cargo xtask reliability`: writes the tables of `docs/reliability.md` from what the tests have
//! left in `target/reliability/`. A test compares what the tables list with what the code tries.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::{
    run::{root, target},
    surface,
};

/// A table as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

fn folder() -> PathBuf {
    target().join("reliability")
}

pub(crate) fn document() -> PathBuf {
    root().join("docs/reliability.md")
}

/// Keeps what a scenario has found, for the document.
pub(crate) fn keep<T: Serialize>(name: &str, found: &T) -> Result<()> {
    fs::create_dir_all(folder())?;
    let text = serde_json::to_string_pretty(found)?;
    fs::write(folder().join(format!("{name}.json")), text)?;
    Ok(())
}

/// What a scenario has kept, if it ran.
fn kept<T: for<'de> Deserialize<'de>>(name: &str) -> Result<Option<T>> {
    let file = folder().join(format!("{name}.json"));
    if !file.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(&file)?;
    let found = serde_json::from_str(&text);
    Ok(Some(found.with_context(|| {
        format!("{} can't be read", file.display())
    })?))
}

/// Writes the tables whose tests have run.
pub(crate) fn write() -> Result<bool> {
    let list = surface::document();
    let text = fs::read_to_string(&list)?;
    fs::write(&list, replaced(&text, "commands", &surface::table()?)?)?;

    let file = document();
    let mut text = fs::read_to_string(&file)?;
    let tables = [
        ("fuzzed commands", kept::<Table>("commands")?),
        ("memory", kept::<Table>("memory")?),
    ];
    for (name, table) in tables {
        match table {
            Some(table) => {
                text = replaced(&text, name, &table)?;
                println!("{name}: {} rows", table.rows.len());
            }
            None => println!("{name}: its tests have not run here, left as it is"),
        }
    }
    fs::write(&file, text)?;
    Ok(true)
}

/// Where a table begins and ends in a document.
fn marks(name: &str) -> (String, String) {
    (
        format!("<!-- table {name}: "),
        format!("<!-- end of table {name} -->"),
    )
}

fn replaced(text: &str, name: &str, table: &Table) -> Result<String> {
    let (begin, end) = marks(name);
    let Some((before, rest)) = text.split_once(&begin) else {
        bail!("the document has no table `{name}`");
    };
    let parts = rest.split_once(&end).and_then(|(table, after)| {
        let (by, _) = table.split_once('\n')?;
        Some((by, after))
    });
    let (by, after) = parts.with_context(|| format!("the table `{name}` has no end"))?;
    let drawn = drawn(table);
    Ok(format!("{before}{begin}{by}\n\n{drawn}\n{end}{after}"))
}

fn drawn(table: &Table) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<_> = cells
            .iter()
            .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(table.columns.len()));
    let rows: String = table.rows.iter().map(|row| line(row)).collect();
    format!("{}{rule}{rows}", line(&table.columns))
}

/// The rows of a table of the document.
#[cfg(test)]
pub(crate) fn rows(document: &std::path::Path, name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(document).unwrap();
    let (begin, end) = marks(name);
    let table = text
        .split_once(&begin)
        .unwrap()
        .1
        .split_once(&end)
        .unwrap()
        .0;
    let lines = table.lines().filter(|line| line.starts_with('|')).skip(2);
    lines
        .map(|line| {
            let cells = line.trim().trim_matches('|').split(" | ");
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_takes_the_place_of_the_one_before() {
        let (begin, end) = marks("t");
        let text = format!("a\n{begin}by x -->\nold\n{end}\nz");
        let table = Table {
            columns: vec!["A".into(), "B".into()],
            rows: vec![vec!["1|2".into(), "x\ny".into()]],
        };
        let new = replaced(&text, "t", &table).unwrap();
        assert_eq!(
            new,
            format!("a\n{begin}by x -->\n\n| A | B |\n|---|---|\n| 1\\|2 | x y |\n\n{end}\nz")
        );
        assert!(replaced("no table", "t", &table).is_err());
    }
}
