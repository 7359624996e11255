//! What goes wrong, and where: the rows of the network's table as the desk's own tests wrote it, and
//! how the simulated MX is told to let each of them happen.

use std::net::TcpListener;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// What was found out without a window, and is expected in one.
const TABLE: &str = include_str!("../../../../crates/desk/tests/withstand/network.tsv");

/// One row: a fault at a step of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) step: &'static str,
    pub(super) fault: &'static str,
    /// The problem's code; empty where none is shown.
    pub(super) code: &'static str,
    /// What is read; empty where nothing is said.
    pub(super) says: &'static str,
    /// Where the session stands meanwhile.
    pub(super) stands: &'static str,
    /// What is pressed once the fault is over, or "by itself".
    pub(super) way: &'static str,
}

impl Cell {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        Some(Self {
            step: fields.next()?,
            fault: fields.next()?,
            code: fields.next()?,
            says: fields.next()?,
            stands: fields.next()?,
            way: fields.next()?,
        })
    }

    pub(super) fn name(&self) -> String {
        format!("{} / {}", self.step, self.fault)
    }

    /// The buttons that are pressed, in order.
    pub(super) fn presses(&self) -> Vec<&'static str> {
        match self.way {
            "by itself" => Vec::new(),
            way => way.split(", then ").collect(),
        }
    }

    /// Whether the fault makes one wait for the app's own limits.
    pub(super) fn is_slow(&self) -> bool {
        ["a byte every 2 s", "no answer"].contains(&self.fault)
    }
}

/// Every row, as it is in a window.
pub(super) fn all() -> Result<Vec<Cell>> {
    let read = |line| Cell::read(line).with_context(|| format!("no row of the table: {line}"));
    let mut all: Vec<Cell> = TABLE.lines().map(read).collect::<Result<_>>()?;
    for (step, fault, like) in OTHERWISE {
        let like = *find(&all, step, like)?;
        for cell in &mut all {
            if cell.step == step && cell.fault == fault {
                *cell = Cell { fault, ..like };
            }
        }
    }
    Ok(all)
}

/// A row by its names.
pub(super) fn find<'a>(cells: &'a [Cell], step: &str, fault: &str) -> Result<&'a Cell> {
    let found = cells.iter().find(|it| it.step == step && it.fault == fault);
    found.with_context(|| format!("{step} / {fault} is no row of the table"))
}

/// What a window makes otherwise than a desk without one: a step, a fault, and the fault whose row
/// holds instead.
const OTHERWISE: [(&str, &str, &str); 1] = [
    // Where nothing draws the page, half of it holds all that is needed. A browser stops where the
    // page does: it is as mute as one without its scripts.
    ("load the widget", "half an answer", "mute"),
];

/// Where in a verification a step lies: `crates/desk/tests/withstand/faults.rs` says more of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    BeforeForKnown,
    Page,
    OnScreen,
    Closed,
    Unheard,
    Again,
    Owners,
}

/// Where a step lies, and the request in which it fails.
pub(super) fn step(name: &str) -> Result<(Place, &'static str, &'static str)> {
    const MEMBERS: &str = "/users/*/members";
    const MEMBER: &str = "/users/*/members/*";
    const STATUS: &str = "/users/*/members/*/status";
    const NUMBERS: &str = "/users/*/members/*/account_numbers";
    const ACCOUNTS: &str = "/users/*/members/*/accounts";
    const OWNERS: &str = "/users/*/members/*/account_owners";
    Ok(match name {
        "find the user" => (Place::Before, "GET", "/users"),
        "create the user" => (Place::Before, "POST", "/users"),
        "list what the user has" => (Place::BeforeForKnown, "GET", MEMBERS),
        "ask for the widget" => (Place::Before, "POST", "/users/*/widget_urls"),
        "load the widget" => (Place::Page, "GET", "/md/connect/*"),
        "read the member, widget open" => (Place::OnScreen, "GET", MEMBER),
        "read the status, widget open" => (Place::OnScreen, "GET", STATUS),
        "read the numbers, widget open" => (Place::OnScreen, "GET", NUMBERS),
        "read the accounts, widget open" => (Place::OnScreen, "GET", ACCOUNTS),
        "read the status, widget closed" => (Place::Closed, "GET", STATUS),
        "read the numbers, widget closed" => (Place::Closed, "GET", NUMBERS),
        "read the accounts, widget closed" => (Place::Closed, "GET", ACCOUNTS),
        "look for the connection" => (Place::Unheard, "GET", MEMBERS),
        "verify again" => (Place::Again, "POST", "/users/*/members/*/verify"),
        "ask for the owners" => (Place::Owners, "POST", "/users/*/members/*/identify"),
        "read the owners" => (Place::Owners, "GET", OWNERS),
        other => anyhow::bail!("nobody knows how to play the step “{other}”"),
    })
}

/// A fault as the simulated MX takes it. `elsewhere` is a server that nobody may ask.
pub(super) fn effect(fault: &str, elsewhere: &str) -> Result<Value> {
    if let Ok(code) = fault.parse::<u16>() {
        let wait = (code == 429).then_some(2);
        return Ok(json!({ "kind": "status", "code": code, "retry_after": wait }));
    }
    Ok(match fault {
        "reset before the answer" => json!({ "kind": "reset_before" }),
        "reset inside the answer" => json!({ "kind": "reset_inside" }),
        "reset after the answer" => json!({ "kind": "reset_after" }),
        "half an answer" => json!({ "kind": "truncated" }),
        "no JSON" => json!({ "kind": "invalid_json" }),
        "another content type" => json!({ "kind": "content_type", "value": "text/html" }),
        "9 MB" => json!({ "kind": "oversize", "bytes": 9_000_000 }),
        "a byte every 2 s" => json!({ "kind": "drip", "bytes": 1, "every_ms": 2_000 }),
        "no answer" => json!({ "kind": "hang" }),
        "a redirect" => json!({ "kind": "redirect", "to": elsewhere }),
        "mute" => json!({ "kind": "mute" }),
        "a used address" => json!({ "kind": "used_url" }),
        "an expired address" => json!({ "kind": "expired_url" }),
        "a lie" => json!({ "kind": "lie", "member_guid": "MBR-of-somebody-else" }),
        "a flood" => json!({ "kind": "flood", "per_second": 10_000 }),
        other => anyhow::bail!("nobody knows how to play the fault “{other}”"),
    })
}

/// A server that nobody may ask: a request that a redirect led there would bring the keys along.
pub(super) struct Nobody(TcpListener);

impl Nobody {
    pub(super) fn listens() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        Ok(Self(listener))
    }

    pub(super) fn address(&self) -> Result<String> {
        Ok(format!("http://{}/users", self.0.local_addr()?))
    }

    /// Whether somebody came all the same.
    pub(super) fn was_asked(&self) -> bool {
        self.0.accept().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_can_be_played() {
        let cells = all().unwrap();
        assert!(cells.len() > 300, "{}", cells.len());
        for cell in &cells {
            step(cell.step).unwrap();
            effect(cell.fault, "http://nobody").unwrap();
            assert!(!cell.way.is_empty() && !cell.stands.is_empty(), "{cell:?}");
        }
        assert!(step("sing").is_err() && effect("a song", "").is_err());
    }

    #[test]
    fn a_way_is_the_buttons_in_their_order() {
        let all = all().unwrap();
        let way = |fault: &str, step: &str| find(&all, step, fault).unwrap().presses();
        assert!(way("429", "verify again").is_empty());
        assert_eq!(
            way("404", "verify again"),
            ["Reopen the widget", "Close widget"]
        );
    }

    #[test]
    fn what_a_window_makes_otherwise_is_in_the_table_and_differs_there() {
        let written: Vec<_> = TABLE.lines().filter_map(Cell::read).collect();
        for (step, fault, like) in OTHERWISE {
            let row = *find(&written, step, fault).unwrap();
            let other = *find(&written, step, like).unwrap();
            assert_ne!(Cell { fault: like, ..row }, other, "{step} / {fault}");
            let here = *find(&all().unwrap(), step, fault).unwrap();
            assert_eq!(here, Cell { fault, ..other });
        }
    }

    #[test]
    fn whoever_comes_to_the_server_nobody_may_ask_is_noticed() {
        let nobody = Nobody::listens().unwrap();
        assert!(!nobody.was_asked());
        let host = nobody.address().unwrap();
        let host = host
            .trim_start_matches("http://")
            .trim_end_matches("/users");
        let _guest = std::net::TcpStream::connect(host).unwrap();
        assert!(nobody.was_asked());
    }
}
