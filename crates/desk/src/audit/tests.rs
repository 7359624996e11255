//! What the check finds, and what it doesn't take for a fault.

use std::{cell::Cell, fs};

use rusqlite::Connection;

use super::*;

struct Rig {
    folder: tempfile::TempDir,
    log: Option<AuditLog>,
    now_ms: Cell<i64>,
}

impl Rig {
    fn new() -> Self {
        let mut rig = Self {
            folder: tempfile::tempdir().unwrap(),
            log: None,
            now_ms: Cell::new(0),
        };
        rig.open();
        rig
    }

    fn with(entries: i64) -> Self {
        let rig = Self::new();
        rig.write(1..=entries);
        rig
    }

    fn open(&mut self) {
        self.log = None;
        let folder = self.folder.path();
        self.log = Some(AuditLog::open(&folder.join(LOG), &folder.join(HEAD)).unwrap());
    }

    fn log(&self) -> &AuditLog {
        self.log.as_ref().unwrap()
    }

    fn write(&self, numbers: impl Iterator<Item = i64>) {
        for n in numbers {
            self.now_ms.set(self.now_ms.get() + 1_000);
            let entry = NewEntry {
                at_ms: self.now_ms.get(),
                who: "agent.a".to_owned(),
                action: AuditAction::Reveal,
                subject: format!("customer-{n} •••• 1234"),
                reason: (n % 2 == 0).then(|| "asked by the customer".to_owned()),
            };
            self.log().append(&entry).unwrap();
        }
    }

    /// Somebody with an SQLite tool, who takes the guards out and puts them back.
    fn tamper(&self, sql: &str) {
        let file = Connection::open(self.folder.path().join(LOG)).unwrap();
        let guards: Vec<(String, String)> = file
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for (name, _) in &guards {
            file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        file.execute_batch(sql).unwrap();
        for (_, sql) in &guards {
            file.execute_batch(sql).unwrap();
        }
    }

    /// The same from the desk and from the command line.
    fn verdict(&self) -> AuditVerdict {
        let verdict = check(self.folder.path()).unwrap();
        assert_eq!(self.log().check().unwrap(), verdict);
        verdict
    }

    fn bad(&self) -> u32 {
        let verdict = self.verdict();
        assert!(!verdict.intact, "{verdict:?}");
        verdict.first_bad.unwrap()
    }
}

#[test]
fn an_untouched_log_is_intact_and_goes_on_after_a_restart() {
    let mut rig = Rig::new();
    assert!(rig.verdict().intact);
    rig.write(1..=3);
    rig.open();
    rig.write(4..=5);
    let verdict = rig.verdict();
    assert!(verdict.intact, "{verdict:?}");
    assert_eq!(verdict.entries, 5);
    let page = rig.log().page(1, 2).unwrap();
    assert_eq!((page.total, page.offset), (5, 1));
    let seqs: Vec<u32> = page.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, [4, 3]);
    assert_eq!(page.entries[0].action, Some(AuditAction::Reveal));
    assert_eq!(
        page.entries[0].reason.as_deref(),
        Some("asked by the customer")
    );
}

#[test]
fn a_changed_row_is_found_whatever_was_changed() {
    for change in [
        "at_ms = at_ms + 1",
        "who = 'somebody'",
        "action = 'copy'",
        "subject = 'customer-9'",
        "reason = NULL",
        "reason = ''",
        "hash = zeroblob(32)",
    ] {
        let rig = Rig::with(8);
        rig.tamper(&format!("UPDATE entries SET {change} WHERE seq = 4"));
        assert_eq!(rig.bad(), 4, "{change}");
    }
}

#[test]
fn a_removed_row_is_found_first_middle_and_renumbered() {
    let rig = Rig::with(6);
    rig.tamper("DELETE FROM entries WHERE seq = 1");
    assert_eq!(rig.bad(), 1);
    let rig = Rig::with(6);
    rig.tamper("DELETE FROM entries WHERE seq = 3");
    assert_eq!(rig.bad(), 3);
    let rig = Rig::with(6);
    rig.tamper(
        "DELETE FROM entries WHERE seq = 3;
         UPDATE entries SET seq = 3 WHERE seq = 4; UPDATE entries SET seq = 4 WHERE seq = 5;
         UPDATE entries SET seq = 5 WHERE seq = 6;",
    );
    assert_eq!(rig.bad(), 3);
}

#[test]
fn reordered_and_inserted_rows_are_found() {
    let rig = Rig::with(6);
    rig.tamper(
        "UPDATE entries SET seq = 99 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = 4;
         UPDATE entries SET seq = 4 WHERE seq = 99;",
    );
    assert_eq!(rig.bad(), 3);
    let rig = Rig::with(6);
    rig.tamper(
        "INSERT INTO entries SELECT 7, at_ms, who, action, subject, reason, hash FROM entries
         WHERE seq = 6",
    );
    assert_eq!(rig.bad(), 7);
}

#[test]
fn a_removed_tail_is_found_and_stays_found_when_the_log_goes_on() {
    let mut rig = Rig::with(6);
    rig.tamper("DELETE FROM entries WHERE seq > 4");
    assert_eq!(rig.bad(), 5);
    // The desk that was running meanwhile, and one that starts afterwards.
    rig.write(5..=5);
    assert_eq!(rig.bad(), 6);
    rig.open();
    rig.write(6..=20);
    assert_eq!(rig.bad(), 6);
}

#[test]
fn an_emptied_log_and_a_deleted_one_are_found() {
    let rig = Rig::with(3);
    rig.tamper("DELETE FROM entries");
    assert_eq!(rig.bad(), 1);

    let mut rig = Rig::with(3);
    rig.log = None;
    fs::remove_file(rig.folder.path().join(LOG)).unwrap();
    let verdict = check(rig.folder.path()).unwrap();
    assert!(!verdict.intact);
    assert!(verdict.text.contains("3 entries"), "{}", verdict.text);
    rig.open();
    rig.write(1..=5);
    assert!(!rig.verdict().intact);
}

#[test]
fn without_the_note_beside_it_the_end_cannot_be_vouched_for() {
    let mut rig = Rig::with(3);
    fs::remove_file(rig.folder.path().join(HEAD)).unwrap();
    assert_eq!(rig.bad(), 4);
    rig.open();
    rig.write(4..=5);
    assert!(!rig.verdict().intact, "the note is not written anew");
}

#[test]
fn a_crash_between_an_entry_and_its_note_is_no_fault() {
    let mut rig = Rig::with(3);
    let head = rig.folder.path().join(HEAD);
    let behind = fs::read(&head).unwrap();
    rig.write(4..=4);
    fs::write(&head, behind).unwrap();
    rig.open();
    assert!(rig.verdict().intact);
    rig.write(5..=6);
    rig.tamper("DELETE FROM entries WHERE seq = 6");
    assert_eq!(rig.bad(), 6, "the note has caught up");
}

#[test]
fn two_desks_on_one_folder_write_one_chain() {
    let rig = Rig::with(2);
    let folder = rig.folder.path();
    let other = AuditLog::open(&folder.join(LOG), &folder.join(HEAD)).unwrap();
    let entry = |action| NewEntry {
        at_ms: 9,
        who: "agent.b".to_owned(),
        action,
        subject: String::new(),
        reason: None,
    };
    other.append(&entry(AuditAction::Lock)).unwrap();
    rig.write(4..=4);
    other.append(&entry(AuditAction::Unlock)).unwrap();
    let verdict = rig.verdict();
    assert!(verdict.intact, "{verdict:?}");
    assert_eq!(verdict.entries, 5);
}

#[test]
fn the_file_itself_refuses_changes_and_its_guards_are_missed() {
    let rig = Rig::with(2);
    let file = Connection::open(rig.folder.path().join(LOG)).unwrap();
    assert!(file.execute("UPDATE entries SET who = ''", []).is_err());
    assert!(file.execute("DELETE FROM entries", []).is_err());
    assert!(rig.verdict().intact);
    file.execute_batch("DROP TRIGGER entries_never_go").unwrap();
    assert!(!rig.verdict().intact);
}

#[test]
fn a_log_in_memory_is_checked_too() {
    let log = AuditLog::Memory(std::sync::Mutex::default());
    assert!(log.check().unwrap().intact);
    for subject in ["a", "b"] {
        log.append(&NewEntry {
            at_ms: 1,
            who: "agent".to_owned(),
            action: AuditAction::Copy,
            subject: subject.to_owned(),
            reason: None,
        })
        .unwrap();
    }
    assert!(log.check().unwrap().intact);
    let page = log.page(0, 1).unwrap();
    assert_eq!((page.total, page.entries[0].subject.as_str()), (2, "b"));
}

#[test]
fn a_folder_without_a_log_and_a_file_that_is_none_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let verdict = check(folder.path()).unwrap();
    assert!(!verdict.intact);
    fs::write(folder.path().join(LOG), "damaged ".repeat(100)).unwrap();
    assert_eq!(check(folder.path()).err(), Some(StorageError::Damaged));
}

#[test]
fn texts_are_one_bounded_line() {
    assert_eq!(plain(" a\nb\u{0}c "), "a b c");
    assert_eq!(plain(&"x".repeat(5_000)).len(), LONGEST_TEXT);
}
