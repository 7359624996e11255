//! `cargo xtask reliability`: writes the tables of `docs/reliability.md` from what the tests have
//! left in `target/reliability/`, and the first of `docs/commands.md` from the code. Tests compare
//! what the tables list with what the code has.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::{
    run::{root, target},
    surface,
    tables::{Table, replaced},
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

fn folder() -> PathBuf {
    target().join("reliability")
}

fn document() -> PathBuf {
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
    use crate::tables::rows;

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
