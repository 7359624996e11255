//! `kill -9` at any moment of driven sessions, over and over on one folder: after the restart no
//! session is lost, none is wrong, and no file is damaged.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use desk::{
    Desk, audit,
    view::{Appearance, EndingKind, SessionAction, SessionMode, SessionPhase},
};
use mx_sandbox::{Sandbox, World, world::ConnectionStatus};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    apart::{address, desk_apart, told},
    customer::Customer,
    extent::full,
    stage::{WallClock, desk_on, start, until},
    windowless::Address,
};

/// Sessions that a driven desk has open at once.
const AT_ONCE: usize = 3;
/// Latest moment of a kill after the start of the process.
const LATEST_KILL_MS: u64 = 4_000;

/// How many folders, and how often the desk on each is killed.
fn extent() -> (u64, u64) {
    if full() { (8, 25) } else { (2, 5) }
}

/// Another seed gives other moments and other customers.
fn seed() -> u64 {
    let seed = env::var("SOAK_SEED").ok();
    seed.map_or(1, |seed| seed.parse().unwrap())
}

/// What a customer types, by their number.
fn password(number: u64) -> &'static str {
    match number % 5 {
        3 => "INVALID",
        4 => "challenge",
        _ => "any",
    }
}

/// The process that is killed: begins sessions, whose customers sign in, and does what an agent does
/// meanwhile. Says which sessions it has begun.
pub(crate) async fn driven(words: &Value) {
    let mx = address(&words["mx"]);
    let data = PathBuf::from(words["data"].as_str().unwrap());
    let first = words["first"].as_u64().unwrap();
    let bank = words["bank"].as_str().unwrap().to_owned();
    let desk = desk_on(&data, &mx, WallClock::default()).await;
    let mut seats = tokio::task::JoinSet::new();
    let mut number = first;
    loop {
        while seats.len() < AT_ONCE {
            seats.spawn(one_session(desk.clone(), bank.clone(), number));
            number += 1;
        }
        tokio::select! {
            Some(_) = seats.join_next() => {}
            () = tokio::time::sleep(Duration::from_millis(40)) => {
                let dark = number.is_multiple_of(2);
                let look = if dark { Appearance::Dark } else { Appearance::Light };
                desk.set_appearance(look).unwrap();
            }
        }
    }
}

async fn one_session(desk: Desk, bank: String, number: u64) {
    let input = start(&format!("customer-{number}"), SessionMode::Verification);
    // Twenty run at most; of those an earlier run left, some settle first.
    let Ok(id) = desk.start_session(input).await else {
        return tokio::time::sleep(Duration::from_millis(100)).await;
    };
    println!("\nbegan {id}");
    let phase_of = |view: &desk::view::DeskView, wanted: SessionPhase| {
        let found = view.sessions.iter().find(|it| it.id == id);
        found.is_none_or(|it| it.phase == wanted)
    };
    let patience = Duration::from_secs(20);
    until(&desk, patience, |view| phase_of(view, SessionPhase::Open)).await;
    let Ok(mut customer) = Customer::opens(&desk, &id).await else {
        return;
    };
    if customer.signs_in(&bank, password(number)).await.is_err() {
        return;
    }
    // What the customer gets to see in the end is the desk's to find out.
    let _ = customer.waits().await;
    if number.is_multiple_of(3) {
        let _ = desk.act(&id, SessionAction::CloseWidget).await;
    }
    let done = until(&desk, Duration::from_secs(3), |view| {
        phase_of(view, SessionPhase::Done)
    });
    if done.await.is_some() {
        let _ = desk.reveal_number(&id, "n1", None);
        let _ = desk.act(&id, SessionAction::Finish).await;
    }
}

/// One folder: killed again and again, then settled and looked at.
struct Folder {
    home: tempfile::TempDir,
    mx: Sandbox,
    random: fastrand::Rng,
    began: BTreeSet<String>,
    next: u64,
}

impl Folder {
    async fn new(seed: u64) -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            mx: Sandbox::builder().speed(20.0).start().await.unwrap(),
            random: fastrand::Rng::with_seed(seed),
            began: BTreeSet::new(),
            next: 0,
        }
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Runs a desk until a random moment, and kills it there.
    async fn run_and_kill(&mut self) {
        let bank = self.mx.world().institution_by_code("mxbank").unwrap();
        let words = json!({
            "mx": told(&Address::of(&self.mx)),
            "data": self.data(),
            "first": self.next,
            "bank": bank.guid,
        });
        self.next += 1_000;
        let moment = Duration::from_millis(self.random.u64(0..LATEST_KILL_MS));
        let ended = tokio::task::spawn_blocking(move || {
            let mut desk = desk_apart("driven until killed", words)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(moment);
            let died_before = desk.try_wait().unwrap();
            assert_eq!(died_before, None, "the desk ended by itself");
            desk.kill().unwrap();
            desk.wait().unwrap();
            let said = BufReader::new(desk.stdout.take().unwrap()).lines();
            said.map_while(Result::ok).collect::<Vec<_>>()
        });
        let said = ended.await.unwrap();
        let began = said.iter().filter_map(|line| line.strip_prefix("began "));
        self.began.extend(began.map(str::to_owned));
        self.files_are_whole();
    }

    /// Looked at from outside, before any desk has opened them again.
    fn files_are_whole(&self) {
        let data = self.data();
        if !data.join("journal.sqlite").exists() {
            assert!(self.began.is_empty(), "a session without a journal");
            return;
        }
        for name in ["journal.sqlite", "audit.sqlite"] {
            if data.join(name).exists() {
                assert_eq!(integrity(&data.join(name)), "ok", "{name}");
            }
        }
        let kept = ids(&data);
        for id in &self.began {
            assert!(kept.contains(id), "{id} is lost");
        }
        let settings = std::fs::read(data.join("settings.json"));
        if let Ok(settings) = settings {
            serde_json::from_slice::<Value>(&settings).unwrap();
        }
        let verdict = audit::check(&data).unwrap();
        let is_begun = verdict.entries > 0;
        assert!(verdict.intact || !is_begun, "{}", verdict.text);
        assert!(!verdict.text.contains("is gone"), "{}", verdict.text);
    }

    /// A last restart, in which everything comes to its end; and what MX says about it.
    async fn settles(&self) -> BTreeMap<String, u32> {
        let data = self.data();
        let desk = desk_on(&data, &Address::of(&self.mx), WallClock::default()).await;
        assert_eq!(desk.view().storage_problem, None);
        // Twenty at a time: those that have come to an end are left, and make room.
        for _ in 0..200 {
            let ended = until(&desk, Duration::from_secs(60), |view| {
                let is_over = |phase| matches!(phase, SessionPhase::Done | SessionPhase::Stopped);
                view.unfinished.is_empty() && view.sessions.is_empty()
                    || view.sessions.iter().any(|it| is_over(it.phase))
            });
            let view = ended.await.unwrap_or_else(|| {
                panic!("{:#?} {:#?}", desk.view().sessions, desk.view().unfinished)
            });
            if view.sessions.is_empty() && view.unfinished.is_empty() {
                break;
            }
            for session in &view.sessions {
                if matches!(session.phase, SessionPhase::Done | SessionPhase::Stopped) {
                    desk.act(&session.id, SessionAction::Finish).await.unwrap();
                }
            }
            for waiting in &desk.view().unfinished {
                let _ = desk.check_unfinished(&waiting.id).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        drop(desk);
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.files_are_whole();
        let names: Vec<_> = std::fs::read_dir(&data)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(
            !names.iter().any(|name| name.contains("damaged")),
            "{names:?}"
        );

        let mut endings = BTreeMap::new();
        for (id, session) in sessions(&data) {
            session.is_as_mx_says(&id, self.mx.world());
            *endings.entry(session.ending.unwrap()).or_default() += 1;
        }
        endings
    }
}

/// A session as the journal has it.
struct Kept {
    customer: String,
    member_guid: Option<String>,
    ending: Option<String>,
    masks: Vec<String>,
}

impl Kept {
    fn is_as_mx_says(&self, id: &str, world: &World) {
        let users = world.users();
        let same: Vec<_> = users
            .iter()
            .filter(|user| user.id.as_deref() == Some(&self.customer))
            .collect();
        assert!(same.len() <= 1, "{}: {} users", self.customer, same.len());
        let members = same.first().map(|user| world.members(&user.guid));
        let members = members.unwrap_or_default();
        assert!(
            members.len() <= 1,
            "{}: {} members",
            self.customer,
            members.len()
        );
        let member = members.first();
        let truth = match member.map(|member| member.connection_status) {
            Some(ConnectionStatus::Connected) => EndingKind::Verified,
            Some(_) => EndingKind::Waiting,
            None => EndingKind::NothingConnected,
        };
        let truth = serde_json::to_value(truth).unwrap();
        assert_eq!(
            self.ending.as_deref(),
            truth.as_str(),
            "{id} {}",
            self.customer
        );
        if let Some(member) = member {
            assert_eq!(self.member_guid.as_ref(), Some(&member.guid), "{id}");
        }
        let is_verified = truth == json!("verified");
        let last_four: BTreeSet<_> = member
            .filter(|_| is_verified)
            .map(|member| world.account_numbers(&member.guid))
            .unwrap_or_default()
            .iter()
            .map(|number| number.account_number[number.account_number.len() - 4..].to_owned())
            .collect();
        let masked: BTreeSet<_> = self
            .masks
            .iter()
            .map(|mask| mask[mask.len() - 4..].to_owned())
            .collect();
        assert_eq!(masked, last_four, "{id}: numbers of somebody else");
    }
}

fn integrity(file: &Path) -> String {
    let connection = Connection::open(file).unwrap();
    connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap()
}

/// The sessions in a journal that may have been killed while it was made: it has no table yet, or not
/// all of its columns.
fn ids(data: &Path) -> BTreeSet<String> {
    let connection = Connection::open(data.join("journal.sqlite")).unwrap();
    let Ok(mut all) = connection.prepare("SELECT id FROM sessions") else {
        return BTreeSet::new();
    };
    let rows = all.query_map([], |row| row.get(0));
    rows.unwrap().map(Result::unwrap).collect()
}

fn sessions(data: &Path) -> BTreeMap<String, Kept> {
    let connection = Connection::open(data.join("journal.sqlite")).unwrap();
    let mut all = connection
        .prepare("SELECT id, customer_id, member_guid, ending, masks FROM sessions")
        .unwrap();
    let rows = all.query_map([], |row| {
        let masks: String = row.get(4)?;
        let kept = Kept {
            customer: row.get(1)?,
            member_guid: row.get(2)?,
            ending: row.get(3)?,
            masks: serde_json::from_str(&masks).unwrap(),
        };
        Ok((row.get(0)?, kept))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_no_session_is_lost_or_wrong() {
    let (folders, kills) = extent();
    let seed = seed();
    println!("SOAK_SEED={seed}");
    let mut all = tokio::task::JoinSet::new();
    for number in 0..folders {
        all.spawn(async move {
            let mut folder = Folder::new(seed.wrapping_mul(1_000).wrapping_add(number)).await;
            for _ in 0..kills {
                folder.run_and_kill().await;
            }
            let endings = folder.settles().await;
            (folder.began.len(), endings)
        });
        // As many folders at once as there are cores to write on.
        if all.len() >= 2 {
            report(&all.join_next().await.unwrap().unwrap());
        }
    }
    while let Some(folder) = all.join_next().await {
        report(&folder.unwrap());
    }
    println!("{} kills", folders * kills);
}

fn report((sessions, endings): &(usize, BTreeMap<String, u32>)) {
    println!("a folder settled: {sessions} sessions were begun; {endings:?}");
}
