//! `cargo xtask reliability`: writes the tables of `docs/reliability.md` from what the tests have
//! left in `target/reliability/`. A test compares what the tables list with what the code tries.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::{
    run::{root, target},
    surface,
};

/// One attempt of a hostile page, as it went.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Made {
    pub(crate) attempt: String,
    pub(crate) place: String,
    /// Within a click of the person.
    pub(crate) clicked: bool,
    /// In words.
    pub(crate) outcome: String,
}

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
        ("frame", frame()?),
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

/// What the scenarios of the hostile page keep.
#[cfg(target_os = "linux")]
const FRAME_FILES: [&str; 7] = [
    "frame",
    "customer-window",
    "floods",
    "window-flood",
    "keyboard",
    "drag",
    "hang",
];

/// The attempts of the table in the code, with what came of each where it was made.
#[cfg(target_os = "linux")]
fn frame() -> Result<Option<Table>> {
    use crate::e2e::hostile::{Place, all};
    let mut came: BTreeMap<(String, String), Vec<Made>> = BTreeMap::new();
    for name in FRAME_FILES {
        for made in kept::<Vec<Made>>(name)?.unwrap_or_default() {
            let key = (made.attempt.clone(), made.place.clone());
            came.entry(key).or_default().push(made);
        }
    }
    if came.is_empty() {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for attempt in all()? {
        for place in Place::ALL {
            if !attempt.is_made_in(place) {
                continue;
            }
            let key = (attempt.name.to_owned(), place.name().to_owned());
            let Some(made) = came.get(&key) else {
                bail!("“{}” was not made in the {}", attempt.name, place.name());
            };
            let outcomes: Vec<_> = made
                .iter()
                .map(|made| match made.clicked {
                    true => format!("within a click: {}", in_words(&made.outcome)),
                    false => in_words(&made.outcome).to_owned(),
                })
                .collect();
            rows.push(vec![
                attempt.group.to_owned(),
                attempt.name.to_owned(),
                place.name().to_owned(),
                attempt.must_not.to_owned(),
                attempt.seen.words(),
                outcomes.join("; "),
            ]);
        }
    }
    let columns = [
        "Group",
        "Attempt",
        "From the",
        "What must not come of it",
        "Seen",
        "What came of it",
    ];
    let columns = columns.map(str::to_owned).to_vec();
    Ok(Some(Table { columns, rows }))
}

/// What a page says that can't see for itself; from outside, nothing was seen to come of it.
#[cfg(target_os = "linux")]
fn in_words(outcome: &str) -> &str {
    let blind = [
        "nothing seen from here",
        "looked for outside",
        "what it leads to is seen in the app",
        "still here",
    ];
    if blind.contains(&outcome) {
        "nothing"
    } else {
        outcome
    }
}

#[cfg(not(target_os = "linux"))]
fn frame() -> Result<Option<Table>> {
    Ok(None)
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

    #[cfg(target_os = "linux")]
    #[test]
    fn the_document_lists_exactly_the_attempts_of_the_code() {
        use crate::e2e::hostile::{Place, all};
        let mut expected = Vec::new();
        for attempt in all().unwrap() {
            for place in Place::ALL {
                if attempt.is_made_in(place) {
                    let row = [attempt.group, attempt.name, place.name(), attempt.must_not];
                    expected.push(row.map(str::to_owned));
                }
            }
        }
        let listed: Vec<_> = rows(&document(), "frame")
            .iter()
            .map(|row| [0, 1, 2, 3].map(|cell| row[cell].clone()))
            .collect();
        assert_eq!(
            listed, expected,
            "`cargo xtask e2e hostile` and `cargo xtask reliability` write it anew"
        );
    }
}
