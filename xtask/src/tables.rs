//! Tables of the documents that commands write: each between two marks with its name, so that what
//! is written around it stays.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// A table as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Where a table begins and ends in a document.
fn marks(name: &str) -> (String, String) {
    (
        format!("<!-- table {name}: "),
        format!("<!-- end of table {name} -->"),
    )
}

/// The document with this table in the place of the one of that name.
pub(crate) fn replaced(text: &str, name: &str, table: &Table) -> Result<String> {
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
    let text = std::fs::read_to_string(document).unwrap();
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
