//! What stays of a session: history, files, audit log, and the reason that is asked for.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not all of it is in one"
)]

use std::{fs, path::Path, process::Command, sync::Arc, time::Duration};

use desk::{
    audit,
    view::{
        AuditAction, AuditEntryView, EndingKind, HistoryFormat, HistoryQuery, NumberPart,
        OutcomeFilter, PreferencesInput, ProblemCode, ReportFormat, ResultView, SessionAction,
        SessionPhase, TimelineSource,
    },
};
use secrecy::ExposeSecret;

use crate::{
    sessions::verified,
    world::{FULL_NUMBER, PaperMx, World},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn prefer(world: &World, reveal_reason: bool, retention_days: Option<u32>) {
    world
        .desk
        .set_preferences(PreferencesInput {
            reveal_reason,
            auto_lock_minutes: None,
            retention_days,
            company_name: None,
        })
        .unwrap();
}

fn all() -> HistoryQuery {
    HistoryQuery {
        limit: 100,
        ..HistoryQuery::default()
    }
}

async fn audited(world: &World) -> Vec<AuditEntryView> {
    world.desk.read_audit(0, 100).await.unwrap().entries
}

/// A session that was verified and left; its timeline is on the disk.
async fn past(world: &World) -> String {
    let id = verified(world).await;
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    id
}

#[tokio::test(start_paused = true)]
async fn a_session_is_found_later_with_what_happened_in_it() {
    let world = World::new().await;
    let id = past(&world).await;
    let page = world.desk.search_history(all()).await.unwrap();
    assert_eq!(page.total, 1);
    let row = &page.rows[0];
    assert_eq!(row.id, id);
    assert_eq!(row.outcome, OutcomeFilter::Done);
    assert_eq!(row.ending, Some(EndingKind::Verified));
    assert_eq!(row.masks, ["•••• 5678"]);

    let details = world.desk.read_history(id.clone()).await.unwrap();
    assert!(details.member_guid.is_some() && details.user_guid.is_some());
    let seqs: Vec<u32> = details.timeline.iter().map(|entry| entry.seq).collect();
    assert_eq!(
        seqs,
        (0..u32::try_from(seqs.len()).unwrap()).collect::<Vec<_>>()
    );
    assert!(seqs.len() > 3, "{:#?}", details.timeline);
    for source in [TimelineSource::Api, TimelineSource::Widget] {
        assert!(details.timeline.iter().any(|entry| entry.source == source));
    }
}

#[tokio::test(start_paused = true)]
async fn what_happened_is_on_the_disk_while_the_session_still_runs() {
    let world = World::new().await;
    let id = world.open("customer-1").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let details = world.desk.read_history(id).await.unwrap();
    assert_eq!(details.row.outcome, OutcomeFilter::Unfinished);
    assert_eq!(details.timeline, world.session().timeline);
}

#[tokio::test(start_paused = true)]
async fn a_number_is_shown_only_after_its_entry_is_written() {
    let world = World::new().await;
    let id = verified(&world).await;
    world.desk.reveal_number(&id, "n1", None).unwrap();
    let with_reason = Some("asked by the customer");
    world
        .desk
        .copy_number(&id, "n1", NumberPart::Account, with_reason)
        .unwrap();
    let entries = audited(&world).await;
    assert_eq!(entries[0].action, Some(AuditAction::Copy));
    assert_eq!(entries[0].reason.as_deref(), with_reason);
    assert_eq!(entries[1].action, Some(AuditAction::Reveal));
    assert_eq!(entries[1].subject, "c-1, number •••• 5678");
    assert_eq!(entries[1].who, "agent.a");
    assert!(!world.files().contains(FULL_NUMBER));

    // Somebody else holds the log: nothing is shown that isn't written down.
    let log = rusqlite::Connection::open(world.data.path().join("audit.sqlite")).unwrap();
    log.execute_batch("DROP TABLE entries").unwrap();
    let refused = world.desk.reveal_number(&id, "n1", None).err().unwrap();
    assert_eq!(refused.code, ProblemCode::StorageFailed);
}

#[tokio::test(start_paused = true)]
async fn a_reason_is_asked_for_where_one_is_needed() {
    let world = World::new().await;
    let id = verified(&world).await;
    prefer(&world, true, None);
    let too_long = "x".repeat(201);
    let leaks = format!("for {}-{}", &FULL_NUMBER[..4], &FULL_NUMBER[4..]);
    let reveal = |reason: Option<&str>| world.desk.reveal_number(&id, "n1", reason).map(drop);
    let copy = |part, reason: Option<&str>| world.desk.copy_number(&id, "n1", part, reason);
    let code = |outcome: Result<(), desk::view::Problem>| outcome.err().unwrap().code;
    for nothing in [None, Some(""), Some("   ")] {
        assert_eq!(code(reveal(nothing)), ProblemCode::ReasonNeeded);
        assert_eq!(
            code(copy(NumberPart::Account, nothing)),
            ProblemCode::ReasonNeeded
        );
    }
    assert_eq!(code(reveal(Some("ab"))), ProblemCode::InvalidInput);
    assert_eq!(code(reveal(Some(&too_long))), ProblemCode::InvalidInput);
    assert_eq!(code(reveal(Some(&leaks))), ProblemCode::InvalidInput);
    assert!(audited(&world).await.is_empty(), "nothing was shown");
    copy(NumberPart::Routing, None).unwrap();
    reveal(Some("  wire transfer  ")).unwrap();
    let entries = audited(&world).await;
    assert_eq!(entries[0].reason.as_deref(), Some("wire transfer"));
    assert!(entries[1].subject.contains("routing number"));
}

#[tokio::test(start_paused = true)]
async fn deleting_a_past_session_leaves_only_the_word_that_it_was() {
    let world = World::new().await;
    let id = past(&world).await;
    world.desk.delete_history(id.clone()).await.unwrap();
    let gone = world.desk.read_history(id.clone()).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
    assert_eq!(
        world.desk.delete_history(id).await.unwrap_err().code,
        ProblemCode::NotFound
    );
    let entries = audited(&world).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].action, Some(AuditAction::DeleteHistory));
    assert!(entries[0].subject.starts_with("c-1, session of 20"));

    let open = world.open("customer-2").await;
    assert_eq!(
        world.desk.delete_history(open).await.unwrap_err().code,
        ProblemCode::NotNow
    );
}

#[tokio::test(start_paused = true)]
async fn old_sessions_go_after_the_retention_period_and_the_audit_log_stays() {
    let world = World::new().await;
    past(&world).await;
    let open = world.open("customer-2").await;
    prefer(&world, false, Some(30));
    let keeping = tokio::spawn(world.desk.clone().keep_to_retention());
    tokio::time::sleep(29 * DAY).await;
    assert_eq!(world.desk.search_history(all()).await.unwrap().total, 2);
    tokio::time::sleep(3 * DAY).await;
    keeping.abort();
    let left = world.desk.search_history(all()).await.unwrap();
    assert_eq!(left.total, 1);
    assert_eq!(left.rows[0].id, open, "it has no end yet");
    let entries = audited(&world).await;
    let purges: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == Some(AuditAction::Purge))
        .collect();
    assert_eq!(purges.len(), 1);
    assert!(
        purges[0].subject.starts_with("1 session"),
        "{}",
        purges[0].subject
    );
}

#[tokio::test(start_paused = true)]
async fn the_history_is_saved_as_a_table_and_as_lines() {
    let world = World::new().await;
    let id = past(&world).await;
    let declined = world
        .desk
        .export_history(all(), HistoryFormat::Csv)
        .await
        .unwrap();
    assert_eq!(declined, None, "the person changed their mind");
    assert!(audited(&world).await.is_empty());

    fs::create_dir(world.data.path().join("saved")).unwrap();
    let saved = world
        .desk
        .export_history(all(), HistoryFormat::Csv)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(saved.count, 1);
    let text = fs::read_to_string(&saved.path).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("session_id,customer_id,institution,"));
    assert!(lines[1].starts_with(&format!("{id},c-1,")), "{text}");
    assert!(lines[1].contains(",done,verified,•••• 5678,20"), "{text}");

    let saved = world
        .desk
        .export_history(all(), HistoryFormat::JsonLines)
        .await
        .unwrap()
        .unwrap();
    let text = fs::read_to_string(&saved.path).unwrap();
    let line: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
    assert_eq!(line["session_id"], id);
    assert_eq!(line["account_masks"][0], "•••• 5678");
    let entries = audited(&world).await;
    assert_eq!(entries.len(), 2);
    assert!(entries[0].subject.contains(".jsonl"));
}

#[tokio::test(start_paused = true)]
async fn the_audit_log_outlives_a_damaged_journal_and_a_damaged_log_is_said() {
    let world = World::new().await;
    past(&world).await;
    world.desk.audit(AuditAction::Lock, "by hand", None);
    let (data, mx) = (Arc::clone(&world.data), PaperMx::default());
    drop(world);
    for file in ["journal.sqlite-wal", "journal.sqlite-shm"] {
        // Not there if the journal was closed in order.
        let _ = fs::remove_file(data.path().join(file));
    }
    fs::write(data.path().join("journal.sqlite"), "damaged ".repeat(600)).unwrap();
    let world = World::on(Arc::clone(&data), mx.clone()).await;
    assert!(world.desk.view().storage_problem.is_some());
    assert_eq!(world.desk.search_history(all()).await.unwrap().total, 0);
    assert_eq!(audited(&world).await.len(), 1);
    assert!(world.desk.verify_audit().await.unwrap().intact);
    drop(world);

    for file in ["audit.sqlite-wal", "audit.sqlite-shm"] {
        let _ = fs::remove_file(data.path().join(file));
    }
    fs::write(data.path().join("audit.sqlite"), "damaged ".repeat(600)).unwrap();
    assert!(audit::check(data.path()).is_err());
    let world = World::on(Arc::clone(&data), mx).await;
    let entries = audited(&world).await;
    assert_eq!(entries[0].action, Some(AuditAction::LogSetAside));
    assert!(entries[0].subject.starts_with("audit.sqlite.damaged-"));
    assert!(audit::check(data.path()).unwrap().intact);
}

#[tokio::test(start_paused = true)]
async fn nothing_a_session_shows_is_more_than_its_mask() {
    let world = World::new().await;
    let id = verified(&world).await;
    let shown = world.desk.reveal_number(&id, "n1", None).unwrap();
    assert_eq!(shown.account_number.expose_secret(), FULL_NUMBER);
    assert_eq!(world.session().phase, SessionPhase::Done);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let details = world.desk.read_history(id).await.unwrap();
    let text = serde_json::to_string(&details).unwrap();
    assert!(text.contains("•••• 5678") && !text.contains(FULL_NUMBER));
}

#[tokio::test(start_paused = true)]
async fn a_report_holds_masks_unless_full_numbers_were_chosen_with_a_reason() {
    let world = World::new().await;
    let id = verified(&world).await;
    fs::create_dir(world.data.path().join("saved")).unwrap();
    let save = async |format, full, reason| world.desk.save_report(&id, format, full, reason).await;
    for format in [ReportFormat::Pdf, ReportFormat::Json, ReportFormat::Csv] {
        let saved = save(format, false, None).await.unwrap().unwrap();
        assert_eq!(saved.count, 1);
        let bytes = fs::read(&saved.path).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(FULL_NUMBER));
    }
    let refused = save(ReportFormat::Csv, true, None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::ReasonNeeded);
    let saved = save(ReportFormat::Csv, true, Some("wire transfer")).await;
    let text = fs::read_to_string(saved.unwrap().unwrap().path).unwrap();
    assert!(
        text.contains(FULL_NUMBER) && text.contains(",yes,091000019,"),
        "{text}"
    );

    let entries = audited(&world).await;
    let actions: Vec<_> = entries.iter().filter_map(|entry| entry.action).collect();
    let masked = AuditAction::ReportMasked;
    assert_eq!(actions, [AuditAction::ReportFull, masked, masked, masked]);
    assert_eq!(entries[0].reason.as_deref(), Some("wire transfer"));
    assert_eq!(entries[0].subject, "c-1, report, file verification-c-1.csv");
}

/// The words on the pages of a file; none where poppler is not installed.
#[expect(clippy::print_stderr, reason = "what is not checked is said")]
fn words_of(pdf: &str) -> Option<String> {
    let Ok(out) = Command::new("pdftotext").arg(pdf).arg("-").output() else {
        eprintln!("the words of a PDF: not checked (pdftotext is not installed)");
        return None;
    };
    assert!(out.status.success());
    Some(String::from_utf8(out.stdout).unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_report_names_the_requests_at_mx_that_the_result_rests_on() {
    let world = World::new().await;
    let id = verified(&world).await;
    world.desk.identify_owners(&id, Some("Jane Doe")).unwrap();
    let has_owners = |result: &ResultView| result.owners.owners.is_some();
    world
        .until(|session| session.result.as_ref().is_some_and(has_owners))
        .await;
    world.desk.check_balances(&id).unwrap();
    let has_checked = |result: &ResultView| result.balance_check.checked_at.is_some();
    world
        .until(|session| session.result.as_ref().is_some_and(has_checked))
        .await;
    fs::create_dir(world.data.path().join("saved")).unwrap();
    let save = async |format| {
        let saved = world.desk.save_report(&id, format, false, None).await;
        saved.unwrap().unwrap().path
    };
    let of = |call: &str, n: usize| world.mx.ids_of(call)[n].clone();
    let expected = [
        ("member", of("read_member", 0)),
        ("member_status", of("member_status", 0)),
        ("account_numbers", of("numbers", 0)),
        ("accounts", of("accounts", 0)),
        ("account_owners", of("account_owners", 0)),
        ("balances", of("accounts", 1)),
    ];
    assert!(world.mx.ids_of("member_status").len() > 1, "asked for more");

    let json = fs::read_to_string(save(ReportFormat::Json).await).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let at = "2027-01-15T08:00:30Z";
    let requests = expected.iter().map(|(asked, request_id)| {
        serde_json::json!({ "asked": asked, "request_id": request_id, "answered_at": at })
    });
    assert_eq!(json["requests"], requests.collect::<serde_json::Value>());
    let csv = fs::read_to_string(save(ReportFormat::Csv).await).unwrap();
    let cell = expected
        .clone()
        .map(|(asked, id)| format!("{asked} {id} {at}"));
    assert!(csv.contains(&cell.join("; ")), "{csv}");
    if let Some(text) = words_of(&save(ReportFormat::Pdf).await) {
        for (_, id) in &expected {
            assert!(
                text.split_whitespace().any(|word| word == id),
                "{id}: {text}"
            );
        }
        assert!(text.contains("Status of the connection"));
        assert!(text.contains("15 Jan 2027, 08:00:30 UTC"), "{text}");
        assert!(!text.contains(FULL_NUMBER));
    }

    // They are with the report alone: what is written down of the session has none, and a session
    // that is left has no report.
    tokio::time::sleep(Duration::from_secs(1)).await;
    fs::remove_dir_all(world.data.path().join("saved")).unwrap();
    let (_, status) = &expected[1];
    assert!(!world.files().contains(status.as_str()));
    world.desk.act(&id, SessionAction::Finish).await.unwrap();
    let left = world.desk.save_report(&id, ReportFormat::Json, false, None);
    assert_eq!(left.await.unwrap_err().code, ProblemCode::UnknownSession);
}

#[tokio::test(start_paused = true)]
async fn where_mx_gives_no_request_ids_the_report_does_without() {
    let world = World::new().await;
    world.mx.set().gives_no_ids = true;
    let id = verified(&world).await;
    fs::create_dir(world.data.path().join("saved")).unwrap();
    let saved = world.desk.save_report(&id, ReportFormat::Json, false, None);
    let json = fs::read_to_string(saved.await.unwrap().unwrap().path).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["requests"], serde_json::json!([]));
    let saved = world.desk.save_report(&id, ReportFormat::Pdf, false, None);
    if let Some(text) = words_of(&saved.await.unwrap().unwrap().path) {
        assert!(text.contains("•••• 5678") && !text.contains("Requests at MX"));
    }
}

#[tokio::test(start_paused = true)]
async fn there_is_no_report_before_there_is_a_result() {
    let world = World::new().await;
    let id = world.open("c-1").await;
    let refused = world
        .desk
        .save_report(&id, ReportFormat::Pdf, false, None)
        .await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::NotNow);
}

#[tokio::test(start_paused = true)]
async fn the_folder_of_the_log_is_opened_or_named() {
    let world = World::new().await;
    let folder = Path::new("/state/connect-desk/logs");
    world.desk.show_logs(folder).unwrap();
    assert_eq!(*world.viewer.seen.lock().unwrap(), [folder]);
    *world.viewer.fails.lock().unwrap() = true;
    let problem = world.desk.show_logs(folder).unwrap_err();
    assert_eq!(problem.code, ProblemCode::NotNow);
    assert!(problem.next_step.contains("/state/connect-desk/logs"));
}

#[tokio::test(start_paused = true)]
async fn a_report_to_be_printed_is_a_masked_page_until_the_desk_is_locked() {
    let world = World::new().await;
    let id = verified(&world).await;
    world.desk.print_report(&id).await.unwrap();
    let seen = world.viewer.seen.lock().unwrap().clone();
    let [page] = seen.as_slice() else {
        panic!("shown: {seen:?}");
    };
    assert!(page.is_absolute() && !page.display().to_string().contains("c-1"));
    assert!(fs::read(page).unwrap().starts_with(b"%PDF-"));
    assert!(!world.files().contains(FULL_NUMBER));
    let entries = audited(&world).await;
    assert_eq!(entries[0].action, Some(AuditAction::ReportMasked));
    world.desk.lock();
    assert!(!page.exists(), "it is left on the disk");
}

#[tokio::test(start_paused = true)]
async fn no_page_is_made_to_be_printed_where_no_file_may_be() {
    let world = World::under(r#"{"version":1,"export":"none"}"#).await;
    let id = verified(&world).await;
    let problem = world.desk.print_report(&id).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::ForbiddenByPolicy);
    assert!(world.viewer.seen.lock().unwrap().is_empty());
}
