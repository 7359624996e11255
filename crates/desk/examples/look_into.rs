//! Looks into an app's data folder from outside, as it was left: `look_into FOLDER` says on one line
//! whether its databases and its audit log are whole, and which sessions its journal holds. The
//! end-to-end scenarios ask it after the app was killed.

use std::{
    error::Error,
    io::{self, Write},
    path::Path,
};

use desk::audit;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("the folder is missing")?;
    let folder = Path::new(&folder);
    let verdict = audit::check(folder)?;
    let found = json!({
        "journal": integrity(&folder.join("journal.sqlite"))?,
        "audit": integrity(&folder.join("audit.sqlite"))?,
        "log": { "intact": verdict.intact, "entries": verdict.entries, "text": verdict.text },
        "sessions": sessions(&folder.join("journal.sqlite"))?,
    });
    writeln!(io::stdout(), "{found}")?;
    Ok(())
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn integrity(file: &Path) -> rusqlite::Result<String> {
    open(file)?.query_row("PRAGMA integrity_check", [], |row| row.get(0))
}

fn sessions(file: &Path) -> rusqlite::Result<Vec<Value>> {
    let journal = open(file)?;
    let mut all = journal
        .prepare("SELECT id, customer_id, mode, member_guid, ending, masks FROM sessions")?;
    let rows = all.query_map([], |row| {
        let text = |at| row.get::<_, Option<String>>(at);
        let masks = text(5)?.unwrap_or_default();
        Ok(json!({
            "id": text(0)?,
            "customer": text(1)?,
            "mode": text(2)?,
            "member": text(3)?,
            "ending": text(4)?,
            "masks": serde_json::from_str::<Value>(&masks).unwrap_or_default(),
        }))
    })?;
    rows.collect()
}
