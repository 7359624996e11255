//! The journal on disk, and the one in memory beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{years::BEGAN_MS, *};
use crate::view::ApiGeneration;

const ENVIRONMENTS: [EnvironmentKind; 4] = [
    EnvironmentKind::Sandbox,
    EnvironmentKind::Integration,
    EnvironmentKind::Production,
    EnvironmentKind::Custom,
];

fn in_new_folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    (folder, path)
}

fn session(id: &str, started_at_ms: i64) -> SessionRecord {
    SessionRecord {
        id: id.to_owned(),
        customer_id: "customer-1".to_owned(),
        user_guid: None,
        member_guid: None,
        microdeposit_guid: None,
        deposits: None,
        institution: None,
        environment: EnvironmentKind::Custom,
        api_host: "gw.example.com".to_owned(),
        mode: SessionMode::Aggregation,
        hand_over: HandOver::Link,
        without_widget: true,
        handed_over_at_ms: None,
        started_at_ms,
        setup: WidgetSetup::default(),
    }
}

fn of(id: &str, customer: &str, institution: &str, started_at_ms: i64) -> SessionRecord {
    SessionRecord {
        customer_id: customer.to_owned(),
        institution: Some(institution.to_owned()),
        ..session(id, started_at_ms)
    }
}

fn execute(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

fn happened(seq: u32, at_ms: i64, text: &str) -> Happened {
    Happened {
        seq,
        at_ms,
        source: TimelineSource::Widget,
        tone: Tone::Good,
        kind: "mx/connect/loaded".to_owned(),
        text: text.to_owned(),
    }
}

fn count(path: &Path, table: &str) -> i64 {
    Connection::open(path)
        .unwrap()
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
}

fn ids(page: &HistoryPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.id.as_str()).collect()
}

/// The same on disk and in memory.
fn each_kind(test: impl Fn(&dyn Journal)) {
    let (_folder, path) = in_new_folder();
    test(&SqliteJournal::open(&path).unwrap());
    test(&MemoryJournal::default());
}

#[test]
fn an_unfinished_session_survives_with_all_that_is_known() {
    let (_folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    journal.begin(&session("s1", 1)).unwrap();
    journal.note_user("s1", "USR-1").unwrap();
    journal.note_member("s1", "MBR-1").unwrap();
    journal.note_institution("s1", "MX Bank").unwrap();
    journal.note_hand_over("s1", HandOver::Window, 5).unwrap();
    journal.begin(&session("s2", 2)).unwrap();
    journal.begin(&session("s3", 3)).unwrap();
    journal.end("s2", EndingKind::Verified, 9).unwrap();
    // A second opening while the first is still there: what a killed app leaves behind.
    let reopened = SqliteJournal::open(&path).unwrap();
    drop(journal);
    let expected = SessionRecord {
        user_guid: Some("USR-1".to_owned()),
        member_guid: Some("MBR-1".to_owned()),
        institution: Some("MX Bank".to_owned()),
        hand_over: HandOver::Window,
        handed_over_at_ms: Some(5),
        ..session("s1", 1)
    };
    assert_eq!(reopened.unfinished().unwrap(), [session("s3", 3), expected]);
}

#[test]
fn a_sessions_options_come_back_and_what_no_version_wrote_is_none() {
    each_kind(|journal| {
        let mut setup = WidgetSetup {
            generation: ApiGeneration::V20111101,
            language: Some("fr-CA".to_owned()),
            ..WidgetSetup::default()
        };
        setup.options.current_institution_code = Some("mxbank".to_owned());
        setup.options.iso_country_code = Some(vec!["CA".to_owned()]);
        let record = SessionRecord {
            setup,
            ..session("s", 1)
        };
        journal.begin(&record).unwrap();
        assert_eq!(journal.unfinished().unwrap(), [record]);
        journal.forget("s").unwrap();
    });
    let (_folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    journal.begin(&session("s", 1)).unwrap();
    execute(
        &path,
        "UPDATE sessions SET setup = '{\"generation\":\"v2099\"}'",
    );
    assert_eq!(journal.unfinished().unwrap(), [session("s", 1)]);
}

#[test]
fn every_environment_mode_hand_over_and_ending_comes_back_as_it_was() {
    each_kind(|journal| {
        for environment in ENVIRONMENTS {
            for mode in [SessionMode::Verification, SessionMode::Aggregation] {
                for hand_over in [HandOver::Here, HandOver::Window, HandOver::Link] {
                    let record = SessionRecord {
                        environment,
                        mode,
                        hand_over,
                        ..session("s", 1)
                    };
                    journal.begin(&record).unwrap();
                    assert_eq!(journal.unfinished().unwrap(), [record]);
                    journal.forget("s").unwrap();
                }
            }
        }
        for ending in [
            EndingKind::Verified,
            EndingKind::NothingConnected,
            EndingKind::NoEligibleAccounts,
            EndingKind::StillWorking,
            EndingKind::Waiting,
            EndingKind::Removed,
            EndingKind::Failed,
        ] {
            journal.begin(&session("s", 1)).unwrap();
            journal.end("s", ending, 7).unwrap();
            let row = journal.details("s").unwrap().unwrap().row;
            assert_eq!((row.ending, row.ended_at_ms), (Some(ending), Some(7.0)));
            let word = if ending == EndingKind::Verified {
                OutcomeFilter::Done
            } else {
                OutcomeFilter::Stopped
            };
            assert_eq!(row.outcome, word);
            journal.forget("s").unwrap();
        }
    });
}

#[test]
fn a_forgotten_session_leaves_nothing_not_even_in_the_files_bytes() {
    let (folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    journal
        .begin(&of("s1", "unforgettable-customer", "MX Bank", 1))
        .unwrap();
    journal
        .note_timeline("s1", 1, &[happened(0, 1, "an unforgettable thing")])
        .unwrap();
    journal.forget("s1").unwrap();
    assert!(journal.unfinished().unwrap().is_empty());
    assert_eq!(count(&path, "timeline"), 0);
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("unforgettable"));
    }
}

#[test]
fn notes_about_an_unknown_session_are_refused() {
    let (_folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    let unknown = Err(StorageError::NoSuchSession);
    assert_eq!(journal.note_user("s", "USR-1"), unknown);
    assert_eq!(journal.note_institution("s", "MX Bank"), unknown);
    assert_eq!(journal.note_hand_over("s", HandOver::Here, 5), unknown);
    assert_eq!(journal.note_masks("s", &[]), unknown);
    assert_eq!(
        journal.note_timeline("s", 1, &[happened(0, 1, "x")]),
        unknown
    );
    assert_eq!(journal.end("s", EndingKind::Failed, 1), unknown);
    assert_eq!(journal.details("s"), Ok(None));
    journal.begin(&session("s", 1)).unwrap();
    assert_eq!(journal.begin(&session("s", 1)), unknown);
}

#[test]
fn files_that_are_no_journal_are_refused_and_left_alone() {
    let refused = |make: &dyn Fn(&Path), why: StorageError| {
        let (_folder, path) = in_new_folder();
        make(&path);
        let before = fs::read(&path).unwrap();
        assert_eq!(SqliteJournal::open(&path).err(), Some(why));
        assert_eq!(fs::read(&path).unwrap(), before);
    };
    refused(
        &|path| {
            let text = b"this is not a database, and long enough to have a header of one....";
            fs::write(path, text).unwrap();
        },
        StorageError::Damaged,
    );
    refused(
        &|path| execute(path, "CREATE TABLE other (a)"),
        StorageError::Damaged,
    );
    for version in [1, 2, 3, 4, 5] {
        refused(
            &|path| execute(path, &format!("PRAGMA user_version = {version}")),
            StorageError::Damaged,
        );
    }
    refused(
        &|path| execute(path, "PRAGMA user_version = 6"),
        StorageError::Newer,
    );
}

#[cfg(unix)]
#[test]
fn the_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    journal.begin(&session("s", 1)).unwrap();
    let mut files = 0;
    for file in fs::read_dir(folder.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        files += 1;
    }
    assert_eq!(files, 3, "the journal, its log and its index");
}

#[test]
fn a_journal_of_the_first_version_opens_and_keeps_its_data() {
    let (_folder, path) = in_new_folder();
    Connection::open(&path)
        .unwrap()
        .execute_batch(include_str!("schema-1.sql"))
        .unwrap();
    let journal = SqliteJournal::open(&path).unwrap();
    let unfinished = journal.unfinished().unwrap();
    assert_eq!(unfinished.len(), 1);
    assert_eq!(unfinished[0].member_guid.as_deref(), Some("MBR-3"));
    assert_eq!(unfinished[0].hand_over, HandOver::Here);

    let page = journal
        .search(&HistoryQuery {
            text: "ÅLANDS".to_owned(),
            limit: 10,
            ..HistoryQuery::default()
        })
        .unwrap();
    assert_eq!(ids(&page), ["old-done"]);
    let done = journal.details("old-done").unwrap().unwrap();
    assert_eq!(done.row.ending, Some(EndingKind::Verified));
    assert_eq!(done.row.outcome, OutcomeFilter::Done);
    let words: Vec<_> = done.timeline.iter().map(|e| (e.at_ms, &*e.text)).collect();
    assert_eq!(
        words,
        [
            (50, "Number •••• 1234 was shown in full"),
            (70, "Number •••• 9876 was shown in full")
        ]
    );
    let stopped = journal.details("old-stopped").unwrap().unwrap().row;
    assert_eq!(stopped.ending, None, "nobody noted how");
    assert_eq!(stopped.outcome, OutcomeFilter::Stopped);

    drop(journal);
    assert!(SqliteJournal::open(&path).is_ok(), "once is enough");
}

#[test]
fn the_timeline_comes_back_in_order_across_runs_and_repeats_replace() {
    each_kind(|journal| {
        journal.begin(&session("s", 1_000)).unwrap();
        let first = [happened(0, 1_000, "begun"), happened(1, 1_500, "asked")];
        journal.note_timeline("s", 1_000, &first).unwrap();
        journal
            .note_timeline("s", 1_000, &[happened(1, 1_500, "asked (×3)")])
            .unwrap();
        journal
            .note_timeline("s", 9_000, &[happened(0, 9_000, "asked after a restart")])
            .unwrap();
        let timeline = journal.details("s").unwrap().unwrap().timeline;
        let told: Vec<_> = timeline
            .iter()
            .map(|entry| (entry.seq, entry.at_ms, entry.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (0, 0, "begun"),
                (1, 500, "asked (×3)"),
                (2, 8_000, "asked after a restart")
            ]
        );
    });
}

#[test]
fn a_flood_of_happenings_stays_bounded() {
    each_kind(|journal| {
        journal.begin(&session("s", 0)).unwrap();
        for batch in 0..20 {
            let entries: Vec<_> = (0..100)
                .map(|n| happened(batch * 100 + n, 0, "again"))
                .collect();
            journal.note_timeline("s", 0, &entries).unwrap();
        }
        let timeline = journal.details("s").unwrap().unwrap().timeline;
        assert_eq!(timeline.len(), MOST_ENTRIES as usize);
    });
}

#[test]
fn a_search_finds_a_part_of_customer_or_institution_in_any_case() {
    each_kind(|journal| {
        journal.begin(&of("s1", "Acme_100%", "MX Bank", 1)).unwrap();
        journal
            .begin(&of("s2", "acme-2", "Société Générale", 2))
            .unwrap();
        journal.begin(&session("s3", 3)).unwrap();
        let found = |text: &str| {
            let query = HistoryQuery {
                text: text.to_owned(),
                limit: 10,
                ..HistoryQuery::default()
            };
            let page = journal.search(&query).unwrap();
            assert_eq!(page.total as usize, page.rows.len());
            ids(&page).join(" ")
        };
        assert_eq!(found("ACME"), "s2 s1");
        assert_eq!(found("  mx b "), "s1");
        assert_eq!(found("SOCIÉTÉ"), "s2");
        assert_eq!(found("_100%"), "s1", "nothing is a wildcard");
        assert_eq!(found("%"), "s1");
        assert_eq!(found("'"), "");
        assert_eq!(found("2\nsoc"), "", "not across the two");
        assert_eq!(found(""), "s3 s2 s1");
        journal.note_institution("s3", "Ålandsbanken").unwrap();
        assert_eq!(found("ålands"), "s3");
        assert_eq!(found("customer-1"), "s3");
    });
}

#[test]
fn outcome_dates_and_pages_narrow() {
    each_kind(|journal| {
        for n in 0..10 {
            let id = format!("s{n}");
            journal.begin(&session(&id, n)).unwrap();
            match n % 3 {
                0 => journal.end(&id, EndingKind::Verified, 100).unwrap(),
                1 => journal.end(&id, EndingKind::Failed, 100).unwrap(),
                _ => {}
            }
        }
        let found = |query: HistoryQuery| {
            let page = journal.search(&query).unwrap();
            (page.total, ids(&page).join(" "))
        };
        let all = HistoryQuery {
            limit: 100,
            ..HistoryQuery::default()
        };
        let only = |outcome| HistoryQuery {
            outcome: Some(outcome),
            ..all.clone()
        };
        assert_eq!(found(only(OutcomeFilter::Done)), (4, "s9 s6 s3 s0".into()));
        assert_eq!(found(only(OutcomeFilter::Stopped)), (3, "s7 s4 s1".into()));
        assert_eq!(
            found(only(OutcomeFilter::Unfinished)),
            (3, "s8 s5 s2".into())
        );
        assert_eq!(
            found(HistoryQuery {
                from_ms: Some(3.0),
                until_ms: Some(6.0),
                ..all.clone()
            }),
            (3, "s5 s4 s3".into())
        );
        assert_eq!(
            found(HistoryQuery {
                offset: 8,
                limit: 5,
                ..all.clone()
            }),
            (10, "s1 s0".into())
        );
        let mut every = Vec::new();
        journal
            .each(
                &HistoryQuery {
                    limit: 1,
                    offset: 3,
                    ..only(OutcomeFilter::Done)
                },
                &mut |row| {
                    every.push(row.id);
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!(every, ["s9", "s6", "s3", "s0"], "pages don't count here");
    });
}

#[test]
fn a_purge_takes_what_ended_long_ago_and_leaves_what_has_no_end() {
    each_kind(|journal| {
        for n in 0..6 {
            let id = format!("s{n}");
            journal.begin(&session(&id, 1)).unwrap();
            if n > 0 {
                journal
                    .end(&id, EndingKind::Verified, i64::from(n) * 10)
                    .unwrap();
            }
        }
        assert_eq!(journal.purge(35, 2), Ok(2));
        assert_eq!(journal.purge(35, 2), Ok(1));
        assert_eq!(journal.purge(35, 2), Ok(0));
        let left = journal
            .search(&HistoryQuery {
                limit: 10,
                ..HistoryQuery::default()
            })
            .unwrap();
        let mut left = ids(&left);
        left.sort_unstable();
        assert_eq!(left, ["s0", "s4", "s5"]);
    });
}

#[test]
fn a_reader_does_not_keep_a_writer_waiting() {
    let (_folder, path) = in_new_folder();
    let journal = SqliteJournal::open(&path).unwrap();
    drop(SqliteJournal::open(&path).unwrap());
    generator::fill(&path, 500);
    let mut seen = 0;
    journal
        .each(&HistoryQuery::default(), &mut |_| {
            // In the middle of a long answer.
            if seen == 250 {
                journal.begin(&session("written meanwhile", 1)).unwrap();
                journal.note_member("written meanwhile", "MBR-1").unwrap();
                let page = journal.search(&HistoryQuery {
                    limit: 1,
                    ..HistoryQuery::default()
                });
                assert_eq!(page.unwrap().total, 501);
            }
            seen += 1;
            Ok(())
        })
        .unwrap();
    assert_eq!(seen, 500, "the answer is of the moment it was asked");
}

#[test]
fn a_long_history_is_searched_by_its_parts() {
    const SESSIONS: usize = 10_000;
    let (_folder, path) = in_new_folder();
    drop(SqliteJournal::open(&path).unwrap());
    generator::fill(&path, SESSIONS);
    let journal = SqliteJournal::open(&path).unwrap();
    let found = |text: &str, outcome, from_ms, offset| {
        let query = HistoryQuery {
            text: text.to_owned(),
            outcome,
            from_ms,
            until_ms: None,
            offset,
            limit: 100,
        };
        let page = journal.search(&query).unwrap();
        (page.total, page.rows.len())
    };
    let all = u32::try_from(SESSIONS).unwrap();
    assert_eq!(found("", None, None, 0), (all, 100));
    assert_eq!(found("", None, None, all - 30), (all, 30));
    // 99, 990 to 999, and 9 900 to 9 999.
    assert_eq!(found("customer-99", None, None, 0), (111, 100));
    assert_eq!(found("SOCIÉTÉ", None, None, 0), (all / 8, 100));
    assert_eq!(
        found("åland", Some(OutcomeFilter::Unfinished), None, 0),
        (10, 10)
    );
    let of_the_last_hour = super::ms(BEGAN_MS + i64::from(all - 60) * 60_000);
    assert_eq!(found("", None, Some(of_the_last_hour), 0), (60, 60));
    assert_eq!(found("nobody", None, None, 0), (0, 0));
}

fn deposits(status: &str, asked_at_ms: i64) -> DepositsNote {
    DepositsNote {
        status: status.to_owned(),
        asked_at_ms,
    }
}

fn found(journal: &dyn Journal, outcome: OutcomeFilter) -> Vec<String> {
    let query = HistoryQuery {
        outcome: Some(outcome),
        limit: 10,
        ..HistoryQuery::default()
    };
    let page = journal.search(&query).unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn a_session_that_waits_for_deposits_has_an_outcome_and_no_end() {
    each_kind(|journal| {
        journal.begin(&session("waits", 1)).unwrap();
        journal.begin(&session("plain", 2)).unwrap();
        journal.note_microdeposit("waits", Some("MIC-1")).unwrap();
        assert_eq!(
            found(journal, OutcomeFilter::Unfinished),
            ["plain", "waits"]
        );
        journal
            .note_deposits("waits", &deposits("REQUESTED", 5))
            .unwrap();
        assert_eq!(found(journal, OutcomeFilter::Unfinished), ["plain"]);
        assert_eq!(found(journal, OutcomeFilter::WaitingForDeposits), ["waits"]);
        let details = journal.details("waits").unwrap().unwrap();
        assert_eq!(details.microdeposit_guid.as_deref(), Some("MIC-1"));
        assert_eq!(details.row.ending, Some(EndingKind::AwaitingDeposits));
        assert_eq!(details.row.ended_at_ms, None);
        let records = journal.unfinished().unwrap();
        assert_eq!(records[1].deposits, Some(deposits("REQUESTED", 5)));
        assert_eq!(journal.purge(i64::MAX, 10).unwrap(), 0, "days may pass");

        journal.end("waits", EndingKind::Verified, 9).unwrap();
        assert_eq!(found(journal, OutcomeFilter::Done), ["waits"]);
        assert!(found(journal, OutcomeFilter::WaitingForDeposits).is_empty());
        assert_eq!(journal.purge(i64::MAX, 10).unwrap(), 1);
    });
}

#[test]
fn a_session_that_is_about_deposits_no_more_waits_for_none() {
    each_kind(|journal| {
        journal.begin(&session("s", 1)).unwrap();
        journal.note_microdeposit("s", Some("MIC-1")).unwrap();
        journal
            .note_deposits("s", &deposits("DEPOSITED", 5))
            .unwrap();
        journal.note_microdeposit("s", None).unwrap();
        let records = journal.unfinished().unwrap();
        assert_eq!(records, [session("s", 1)]);
        assert_eq!(found(journal, OutcomeFilter::Unfinished), ["s"]);
        let unknown = journal.note_deposits("nobody", &deposits("DEPOSITED", 5));
        assert_eq!(unknown, Err(StorageError::NoSuchSession));
    });
}
