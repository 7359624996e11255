//! A disk that fills up under a session, and a folder that can't be written: on a small file system
//! of its own, in a process of its own. Where nothing may be mounted it is said that it was not
//! checked.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use desk::view::{Appearance, ProblemCode, SessionMode, SessionPhase};
use mx_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::{
    apart::desk_apart,
    customer::Customer,
    stage::{WallClock, desk_on, start, until},
    windowless::Address,
};

/// Runs a desk in this role on a file system of eight megabytes; none where that can't be had.
fn on_a_small_disk(role: &str, then: &str) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let words = json!({ "disk": folder.path() });
    let desk = desk_apart(role, words);
    let mount = format!("mount -t tmpfs -o size=8m none \"$1\" && {then} shift && exec \"$@\"");
    for namespaces in [&["--mount"][..], &["--user", "--map-root-user", "--mount"]] {
        let may = Command::new("unshare")
            .args(namespaces)
            .args(["sh", "-c", "mount -t tmpfs none \"$1\"", "sh"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !may.is_ok_and(|status| status.success()) {
            continue;
        }
        let output = Command::new("unshare")
            .args(namespaces)
            .args(["sh", "-c", &mount, "sh"])
            .arg(folder.path())
            .arg(desk.get_program())
            .args(desk.get_args())
            .envs(
                desk.get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env_remove("MX_EXCHANGES_DIR")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        return Some((output.status.success(), said));
    }
    None
}

fn plays(role: &str, then: &str) {
    match on_a_small_disk(role, then) {
        Some((ok, said)) => assert!(ok, "{said}"),
        None => println!("not checked: {role}: nothing may be mounted here"),
    }
}

#[test]
fn a_full_disk_costs_the_trace_and_never_the_session() {
    plays("on a disk that fills up", "");
}

#[test]
fn a_folder_that_can_not_be_written_is_worked_without() {
    // Root writes whatever the permissions say, but not to what is mounted for reading.
    let then = "mkdir \"$1/data\" && mount -o remount,ro \"$1\" &&";
    plays("in a folder that can't be written", then);
}

async fn verifies(desk: &desk::Desk, mx: &Sandbox, customer: &str) -> String {
    let input = start(customer, SessionMode::Verification);
    let id = desk.start_session(input).await.unwrap();
    let is = |view: &desk::view::DeskView, phase| {
        let session = view.session.as_ref();
        session.is_some_and(|it| it.id == id && it.phase == phase)
    };
    let patience = Duration::from_secs(20);
    until(desk, patience, |view| is(view, SessionPhase::Open))
        .await
        .unwrap();
    let mut page = Customer::opens(desk, &id).await.unwrap();
    let bank = mx.world().institution_by_code("mxbank").unwrap();
    page.signs_in(&bank.guid, "any").await.unwrap();
    page.waits().await.unwrap();
    until(desk, patience, |view| is(view, SessionPhase::Done))
        .await
        .unwrap();
    id
}

fn problem_of(desk: &desk::Desk) -> String {
    let problem = desk.view().storage_problem.clone().unwrap();
    assert_eq!(problem.code, ProblemCode::StorageFailed);
    problem.message
}

/// Leaves not a byte.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("filler");
    let mut filler = File::create(&path).unwrap();
    for size in [4_096, 512, 1] {
        while filler.write_all(&vec![0; size]).is_ok() {}
    }
    path
}

/// The process on a disk that fills up.
pub(crate) async fn filled(words: &Value) {
    let disk = PathBuf::from(words["disk"].as_str().unwrap());
    let data = disk.join("data");
    let mx = Sandbox::builder().speed(20.0).start().await.unwrap();
    let clock = WallClock::default();
    let desk = desk_on(&data, &Address::of(&mx), clock.clone()).await;
    verifies(&desk, &mx, "before").await;
    desk.set_appearance(Appearance::Dark).unwrap();

    let filler = fill(&disk);
    let during = verifies(&desk, &mx, "during").await;
    let told = problem_of(&desk);
    assert!(told.contains("disk is full"), "{told}");
    // What has to be on record first is not done without.
    let shown = desk.reveal_number(&during, "n1", None);
    let refused = shown.err().unwrap();
    assert_eq!(refused.code, ProblemCode::StorageFailed);
    assert!(refused.message.contains("was not done"));
    let kept = desk.set_appearance(Appearance::Light).unwrap_err();
    assert_eq!(kept.code, ProblemCode::StorageFailed);

    // A desk that opens on a full disk.
    let beside = desk_on(&data, &Address::of(&mx), clock.clone()).await;
    verifies(&beside, &mx, "beside").await;
    assert!(problem_of(&beside).contains("disk is full"));
    drop(beside);

    fs::remove_file(filler).unwrap();
    verifies(&desk, &mx, "after").await;
    assert!(desk.reveal_number(&during, "n1", None).is_ok());
    drop(desk);
    let again = desk_on(&data, &Address::of(&mx), clock).await;
    assert_eq!(again.view().storage_problem, None);
    assert_eq!(again.view().appearance, Appearance::Dark);
    assert!(again.verify_audit().await.unwrap().intact);
    let names: Vec<_> = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let is_rubbish = |name: &String| name.contains("damaged") || name.contains(".new");
    assert!(!names.iter().any(is_rubbish), "{names:?}");
}

/// The process in a folder that can't be written.
pub(crate) async fn read_only(words: &Value) {
    let data = PathBuf::from(words["disk"].as_str().unwrap()).join("data");
    assert!(File::create(data.join("anything")).is_err());
    let mx = Sandbox::builder().speed(20.0).start().await.unwrap();
    let desk = desk_on(&data, &Address::of(&mx), WallClock::default()).await;
    assert!(problem_of(&desk).contains("can't be kept"));
    let id = verifies(&desk, &mx, "customer-1").await;
    assert!(desk.reveal_number(&id, "n1", None).is_ok());
    assert!(desk.set_appearance(Appearance::Dark).is_err());
    assert_eq!(desk.view().appearance, Appearance::Dark);
}
