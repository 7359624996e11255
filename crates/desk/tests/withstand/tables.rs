//! What was found out, as the repository keeps it: the cells of the network's table as data, and the
//! same in `docs/reliability.md` for people.

use std::{collections::BTreeSet, env, fmt::Write, fs, path::PathBuf};

/// One cell of the network's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) step: String,
    pub(crate) fault: String,
    /// The problem's code; empty where there is none to speak of.
    pub(crate) code: String,
    /// What the person reads.
    pub(crate) says: String,
    /// Where the session stands while the fault lasts.
    pub(crate) stands: String,
    /// How it comes to its end once the fault is over.
    pub(crate) way: String,
}

impl Cell {
    /// Whether it is the cell of this step and fault.
    pub(crate) fn is(&self, key: &(String, String)) -> bool {
        (&self.step, &self.fault) == (&key.0, &key.1)
    }

    fn line(&self) -> String {
        let Self {
            step,
            fault,
            code,
            says,
            stands,
            way,
        } = self;
        format!("{step}\t{fault}\t{code}\t{says}\t{stands}\t{way}")
    }

    fn read(line: &str) -> Self {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap();
        Self {
            step: next(),
            fault: next(),
            code: next(),
            says: next(),
            stands: next(),
            way: next(),
        }
    }
}

fn data_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/withstand/network.tsv")
}

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/reliability.md")
}

/// What is expected of every cell.
pub(crate) fn network_table() -> Vec<Cell> {
    let text = fs::read_to_string(data_file()).unwrap();
    text.lines().map(Cell::read).collect()
}

/// Whether only cells that the table lacks are to be played and written.
pub(crate) fn writes_what_is_missing() -> bool {
    env::var("SOAK_WRITE").is_ok_and(|what| what == "missing")
}

/// Writes both files anew, if that was asked for. What was not played, or failed,
/// stays as it was.
pub(crate) fn write_network(keys: &[(String, String)], played: &[Cell], known: &[Cell]) -> bool {
    if env::var_os("SOAK_WRITE").is_none() {
        return false;
    }
    let latest = |key: &(String, String)| {
        let mut all = played.iter().chain(known);
        all.find(|cell| cell.is(key)).cloned()
    };
    let cells: Vec<Cell> = keys.iter().filter_map(latest).collect();
    let cells = cells.as_slice();
    let lines: String = cells.iter().map(|cell| cell.line() + "\n").collect();
    fs::write(data_file(), lines).unwrap();
    let text = fs::read_to_string(document()).unwrap();
    let (before, after) = around(&text);
    // The count stands in the words before the table.
    let old = before.find("simulated MX can produce").unwrap();
    let colon = old + before[old..].find(": ").unwrap() + 2;
    let end = colon + before[colon..].find(". ").unwrap();
    let (words, rest) = (&before[..colon], &before[end..]);
    let text = format!("{words}{}{rest}{}{after}", counted(cells), drawn(cells));
    fs::write(document(), text).unwrap();
    true
}

const BEGIN: &str = "<!-- the network's table: written by `cargo xtask soak --write` -->\n";
const END: &str = "<!-- its end -->\n";

fn around(document: &str) -> (&str, &str) {
    let begin = document.find(BEGIN).unwrap() + BEGIN.len();
    let end = document.find(END).unwrap();
    (&document[..begin], &document[end..])
}

fn counted(cells: &[Cell]) -> String {
    let steps: BTreeSet<_> = cells.iter().map(|cell| &cell.step).collect();
    format!("{} cells, {} steps", cells.len(), steps.len())
}

/// The table for people: cells of a step with the same outcome are one row.
fn drawn(cells: &[Cell]) -> String {
    let mut text = String::from(
        "| Step | Fault | What the person reads | Meanwhile | Afterwards |\n|---|---|---|---|---|\n",
    );
    let mut rows: Vec<(&Cell, Vec<&str>)> = Vec::new();
    for cell in cells {
        let same = rows.iter_mut().find(|(row, _)| {
            (&row.step, &row.code, &row.says) == (&cell.step, &cell.code, &cell.says)
                && (&row.stands, &row.way) == (&cell.stands, &cell.way)
        });
        match same {
            Some((_, faults)) => faults.push(&cell.fault),
            None => rows.push((cell, vec![&cell.fault])),
        }
    }
    let mut step = "";
    for (row, faults) in rows {
        let name = if step == row.step { "" } else { &row.step };
        step = &row.step;
        let says = match (row.code.as_str(), row.says.as_str()) {
            ("", "") => "–".to_owned(),
            ("", says) => says.to_owned(),
            (code, says) => format!("`{code}` {says}"),
        };
        let (faults, stands, way) = (faults.join(", "), &row.stands, &row.way);
        writeln!(text, "| {name} | {faults} | {says} | {stands} | {way} |").unwrap();
    }
    text
}

#[test]
fn the_document_shows_the_network_s_table() {
    let text = fs::read_to_string(document()).unwrap();
    let (before, after) = around(&text);
    let cells = network_table();
    let shown = &text[before.len()..text.len() - after.len()];
    assert_eq!(shown, drawn(&cells));
    let count = counted(&cells);
    assert!(text.contains(&count), "the document is to say: {count}");
}
