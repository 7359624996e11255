//! Files that were damaged while the desk was closed: it opens, says so, keeps what it can't read
//! under another name, and works.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use desk::view::{Appearance, HistoryQuery, SessionAction, SessionMode, SessionPhase, WidgetSetup};
use futures::{StreamExt, stream};
use mx_sandbox::Sandbox;

use crate::{
    extent::full,
    stage::{WallClock, desk_on, start, until},
    windowless::Address,
};

/// Everything the desk keeps.
const FILES: [&str; 5] = [
    "settings.json",
    "presets.json",
    "journal.sqlite",
    "audit.sqlite",
    "audit.sqlite-head",
];

/// What happened to a file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// This many of its bits are others.
    Flipped(usize),
    CutShort,
    Emptied,
    Overwritten,
    /// A folder is in its place.
    Folder,
    Gone,
    /// A link that leads nowhere.
    DeadLink,
}

const DAMAGES: [Damage; 9] = [
    Damage::Flipped(1),
    Damage::Flipped(8),
    Damage::Flipped(200),
    Damage::CutShort,
    Damage::Emptied,
    Damage::Overwritten,
    Damage::Folder,
    Damage::Gone,
    Damage::DeadLink,
];

impl Damage {
    fn strikes(self, path: &Path, random: &mut fastrand::Rng) {
        let mut bytes = fs::read(path).unwrap();
        match self {
            Self::Flipped(count) => {
                for _ in 0..count {
                    let at = random.usize(..bytes.len());
                    bytes[at] ^= 1 << random.u8(..8);
                }
                fs::write(path, bytes).unwrap();
            }
            Self::CutShort => {
                bytes.truncate(random.usize(..bytes.len()));
                fs::write(path, bytes).unwrap();
            }
            Self::Emptied => fs::write(path, b"").unwrap(),
            Self::Overwritten => {
                let noise: Vec<u8> = bytes.iter().map(|_| random.u8(..)).collect();
                fs::write(path, noise).unwrap();
            }
            Self::Folder => {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            }
            Self::Gone => fs::remove_file(path).unwrap(),
            Self::DeadLink => {
                fs::remove_file(path).unwrap();
                #[cfg(unix)]
                std::os::unix::fs::symlink("/nowhere/at/all", path).unwrap();
            }
        }
    }
}

/// A folder that has been worked in.
async fn worked_in(mx: &Address) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_on(folder.path(), mx, WallClock::default()).await;
    desk.set_appearance(Appearance::Dark).unwrap();
    let setup = WidgetSetup::default();
    desk.save_preset(None, "The bank's own", setup).unwrap();
    for n in 0..3 {
        works(&desk, &format!("earlier-{n}")).await;
    }
    folder
}

/// The desk does its work: a session up to its widget, an entry in the audit log, a look at the
/// history. What it keeps of that is another matter.
async fn works(desk: &desk::Desk, customer: &str) {
    let input = start(customer, SessionMode::Verification);
    let id = desk.start_session(input).await.unwrap();
    let open = until(desk, Duration::from_secs(20), |view| {
        let session = view.session.as_ref();
        session.is_some_and(|it| it.id == id && it.phase == SessionPhase::Open)
    });
    assert!(open.await.is_some(), "{:#?}", desk.view().session);
    let _ = desk.search_history(HistoryQuery::default()).await;
    desk.lock();
    desk.unlock().await.unwrap();
    desk.act(&id, SessionAction::CloseWidget).await.unwrap();
    until(desk, Duration::from_secs(20), |view| {
        let session = view.session.as_ref();
        session.is_some_and(|it| it.phase == SessionPhase::Stopped)
    })
    .await
    .unwrap();
    desk.act(&id, SessionAction::Finish).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
}

fn copy(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.path().join(path.file_name().unwrap())).unwrap();
    }
    to
}

fn set_aside(folder: &Path, name: &str) -> Option<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            let found = path.file_name().unwrap().to_string_lossy().into_owned();
            let is_companion = ["-wal", "-shm", "-head"]
                .iter()
                .any(|it| found.ends_with(it));
            let is_aside = ["damaged", "newer"]
                .iter()
                .any(|word| found.starts_with(&format!("{name}.{word}")));
            is_aside && !is_companion
        })
}

/// What came of one damaged file.
#[derive(Default)]
struct Came {
    told: u32,
    aside: u32,
}

async fn struck(
    worked: &Path,
    mx: &Address,
    name: &str,
    damage: Damage,
    mut random: fastrand::Rng,
) -> Came {
    let folder = copy(worked);
    let path = folder.path().join(name);
    damage.strikes(&path, &mut random);
    let struck = fs::read(&path).ok();

    let desk = desk_on(folder.path(), mx, WallClock::default()).await;
    let problem = desk.view().storage_problem.clone();
    let mut came = Came::default();
    if let Some(kept) = set_aside(folder.path(), name) {
        came.aside = 1;
        assert!(problem.is_some(), "{name} {damage:?}: set aside in silence");
        // SQLite takes its log of writes over into a file before it finds that it is damaged.
        let is_as_it_was = name.contains("sqlite") || fs::read(kept).ok() == struck;
        assert!(
            is_as_it_was,
            "{name} {damage:?}: what was set aside was changed"
        );
    }
    works(&desk, "customer-1").await;
    came.told = u32::from(desk.view().storage_problem.is_some());
    drop(desk);
    // And at the next start, too.
    let again = desk_on(folder.path(), mx, WallClock::default()).await;
    works(&again, "customer-2").await;
    came
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_said_set_aside_and_worked_without() {
    let mx = Sandbox::builder().speed(20.0).start().await.unwrap();
    let address = Address::of(&mx);
    let worked = worked_in(&address).await;
    let rounds = if full() { 10 } else { 1 };
    let mut random = fastrand::Rng::with_seed(7);
    let mut cases = Vec::new();
    for name in FILES {
        assert!(worked.path().join(name).exists(), "{name} is not there");
        for damage in DAMAGES {
            for _ in 0..rounds {
                let chance = fastrand::Rng::with_seed(random.u64(..));
                cases.push(struck(worked.path(), &address, name, damage, chance));
            }
        }
    }
    let count = cases.len();
    let came: Vec<_> = stream::iter(cases).buffer_unordered(6).collect().await;
    let told: u32 = came.iter().map(|it| it.told).sum();
    let aside: u32 = came.iter().map(|it| it.aside).sum();
    println!("{count} damaged files: {told} were told, {aside} set aside");
}
