//! Every fault of the network at every step of a verification. Each cell is a desk of its own on a
//! simulated MX of its own: what the person reads, where the session stands while the fault lasts,
//! and how it comes to its end once the fault is over.
//!
//! What is expected stands in `network.tsv`, one line for each cell; `docs/reliability.md` shows the
//! same. A run plays a part of the cells, one with `SOAK=full` all of them; one with `SOAK_WRITE` set
//! as well writes both files anew, to be read before they are committed.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use desk::view::{
    DeskView, EndingKind, ProblemCode, SessionAction, SessionMode, SessionPhase, SessionView,
};
use futures::{StreamExt, stream};
use mx_sandbox::{Effect, Fault, world::UserAttributes};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    customer::Customer,
    extent::full,
    faults::{Place, STEPS, Step, faults, page_faults},
    stage::{Stage, start},
    tables::{Cell, network_table, write_network, writes_what_is_missing},
};

const CUSTOMER: &str = "customer-1";
/// Longer than a call may take.
const PATIENCE: Duration = Duration::from_secs(50);
/// How long the fault goes on once the person has been told, to see how often MX is asked.
const GOES_ON: Duration = Duration::from_secs(3);
/// Requests a step may make while its fault lasts: one at first, and then ever more slowly.
const MOST_REQUESTS: u32 = 5;
/// Cells that are played at once: nearly all of the time they wait.
const AT_ONCE: usize = 16;

/// A server that nobody may ask.
async fn nobody() -> (String, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/users", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, asked)
}

/// One cell, while it is played.
struct Play {
    stage: Stage,
    step: &'static Step,
    fault: &'static str,
    /// Whoever sits at the widgets that open.
    customer: JoinHandle<()>,
}

impl Play {
    fn session(&self) -> Arc<SessionView> {
        self.stage.session().unwrap()
    }

    /// What the person is told now, wherever it stands.
    fn trouble(view: &DeskView) -> Option<(ProblemCode, String, String)> {
        let session = view.session.as_deref()?;
        let owners = session.result.as_ref().map(|it| &it.owners);
        let problem = session
            .problem
            .as_ref()
            .or_else(|| owners?.problem.as_ref())?;
        Some((
            problem.code,
            problem.message.clone(),
            problem.next_step.clone(),
        ))
    }

    fn is_well(&self, session: &SessionView) -> bool {
        let is_verified = session.phase == SessionPhase::Done
            && session.ending.as_ref().map(|it| it.kind) == Some(EndingKind::Verified);
        let is_asked = self.step.place == Place::Owners;
        let owners = session.result.as_ref().map(|it| &it.owners);
        is_verified && (!is_asked || owners.is_some_and(|it| it.owners.is_some()))
    }

    async fn act(&self, action: SessionAction) {
        let id = self.session().id.clone();
        self.stage.desk.act(&id, action).await.unwrap();
    }

    fn break_it(&self, effect: &Effect) {
        let fault = Fault::on(self.step.method, self.step.path, effect.clone());
        self.stage.mx.faults().add(fault);
    }

    fn hits(&self) -> u32 {
        self.stage.mx.faults().list().iter().map(|it| it.hits).sum()
    }
}

/// A customer who signs in wherever a widget opens. `heard`: the page's messages reach the desk.
fn sits_down(stage: &Stage, heard: bool, password: &'static str) -> JoinHandle<()> {
    let desk = stage.desk.clone();
    let bank = stage.mx.world().institution_by_code("mxbank").unwrap().guid;
    tokio::spawn(async move {
        let mut views = desk.watch();
        let mut seen = None;
        loop {
            let open = views
                .borrow_and_update()
                .session
                .as_ref()
                .filter(|it| it.phase == SessionPhase::Open)
                .map(|it| (it.id.clone(), it.widget_mount));
            if let Some(open) = open.filter(|open| seen.as_ref() != Some(open)) {
                seen = Some(open.clone());
                let (desk, bank) = (desk.clone(), bank.clone());
                tokio::spawn(async move {
                    let Ok(mut customer) = Customer::opens(&desk, &open.0).await else {
                        return;
                    };
                    customer.is_heard = heard;
                    if customer.signs_in(&bank, password).await.is_ok() {
                        // However it ends, the desk has to find out.
                        let _ = customer.waits().await;
                    }
                });
            }
            if views.changed().await.is_err() {
                return;
            }
        }
    })
}

/// A session of before, so that there is a connection.
async fn verified_before(stage: &Stage) -> String {
    let seat = sits_down(stage, true, "any");
    let id = stage
        .desk
        .start_session(start(CUSTOMER, SessionMode::Verification))
        .await
        .unwrap();
    let done = |view: &DeskView| {
        let session = view.session.as_ref();
        session.is_some_and(|it| it.phase == SessionPhase::Done)
    };
    let view = stage.until(PATIENCE, done).await;
    seat.abort();
    let session = view.and_then(|view| view.session.clone()).unwrap();
    assert_eq!(session.id, id);
    session.member_guid.clone().unwrap()
}

async fn begin(step: &'static Step, fault: &'static str, effect: &Effect) -> Play {
    let stage = Stage::that_notes().await;
    let world = stage.mx.world().clone();
    let mut input = start(CUSTOMER, SessionMode::Verification);
    if step.place == Place::BeforeForKnown {
        let known = UserAttributes {
            id: Some(CUSTOMER.to_owned()),
            ..UserAttributes::default()
        };
        world.create_user(known).unwrap();
    }
    if matches!(step.place, Place::Again | Place::Owners) {
        input.member_guid = Some(verified_before(&stage).await);
        input.without_widget = true;
    }
    let is_early = !matches!(step.place, Place::Closed | Place::Unheard | Place::Owners);
    let heard = step.place != Place::Unheard;
    let customer = sits_down(&stage, heard, "any");
    let play = Play {
        stage,
        step,
        fault,
        customer,
    };
    if is_early {
        play.break_it(effect);
    }
    match step.place {
        Place::Owners => {
            play.break_it(effect);
            let id = play.session().id.clone();
            play.stage.desk.identify_owners(&id, None).unwrap();
        }
        Place::Again => {
            let earlier = play.session().id.clone();
            play.stage
                .desk
                .act(&earlier, SessionAction::Finish)
                .await
                .unwrap();
            play.stage.desk.start_session(input).await.unwrap();
        }
        _ => {
            play.stage.desk.start_session(input).await.unwrap();
        }
    }
    if matches!(step.place, Place::Closed | Place::Unheard) {
        // Closed as soon as MX has something to do.
        let works = || {
            let users = world.users();
            users
                .iter()
                .any(|user| !world.members(&user.guid).is_empty())
        };
        while !works() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        play.break_it(effect);
        play.act(SessionAction::CloseWidget).await;
    }
    play
}

/// Plays one cell, and checks on the way what holds in every one.
async fn played(step: &'static Step, fault: &'static str, effect: Effect) -> Cell {
    let where_ = format!("{} / {fault}", step.name);
    let play = begin(step, fault, &effect).await;
    let patience = if step.place == Place::Page {
        Duration::from_secs(12)
    } else {
        PATIENCE
    };
    let seen = play
        .stage
        .until(patience, |view| {
            let session = view.session.as_ref();
            Play::trouble(view).is_some()
                || session.is_some_and(|it| play.is_well(it) || it.phase == SessionPhase::Stopped)
        })
        .await;
    let told = seen.as_deref().and_then(Play::trouble);
    if told.is_some() {
        tokio::time::sleep(GOES_ON).await;
    }
    let session = play.session();
    let stands = stands(&session);
    let hits = play.hits();
    assert!(hits > 0, "{where_}: the fault was never met, {session:#?}");
    assert!(hits <= MOST_REQUESTS, "{where_}: {hits} requests");
    if let Some((code, message, next_step)) = &told {
        assert_ne!(*code, ProblemCode::Internal, "{where_}");
        assert!(
            message.ends_with('.') && next_step.ends_with('.'),
            "{where_}"
        );
    }
    assert!(!session.actions.is_empty(), "{where_}: no way on");

    play.stage.mx.faults().clear();
    let way = goes_on(&play).await;
    creates_are_never_blind(&play, &where_);
    play.customer.abort();
    let (code, says) = told.map_or_else(
        || (String::new(), ending_of(&session)),
        |(code, message, _)| (code_of(code), message),
    );
    Cell {
        step: step.name.to_owned(),
        fault: play.fault.to_owned(),
        code,
        says,
        stands: stands.to_owned(),
        way,
    }
}

fn ending_of(session: &SessionView) -> String {
    let ending = session.ending.as_ref();
    ending
        .filter(|ending| ending.kind != EndingKind::Verified)
        .map(|ending| ending.text.clone())
        .unwrap_or_default()
}

fn code_of(code: ProblemCode) -> String {
    serde_json::to_value(code)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

fn stands(session: &SessionView) -> &'static str {
    match session.phase {
        SessionPhase::Preparing => "waits for the network",
        SessionPhase::Open => "widget open",
        SessionPhase::Checking => "asks MX again",
        SessionPhase::Done => "verified",
        SessionPhase::Stopped => "stopped",
    }
}

/// The fault is over: how the session comes to its end. By itself, or by the buttons that are
/// pressed, as a person would press them.
async fn goes_on(play: &Play) -> String {
    use SessionAction as A;
    let mut pressed = Vec::new();
    for _ in 0..4 {
        let ended = play
            .stage
            .until(Duration::from_secs(70), |view| {
                let session = view.session.as_ref();
                session.is_some_and(|it| play.is_well(it) || !moves(play, it))
            })
            .await;
        let session = play.session();
        if ended.is_some() && play.is_well(&session) {
            return match pressed.len() {
                0 => "by itself".to_owned(),
                _ => pressed.join(", then "),
            };
        }
        let session = play.session();
        if play.step.place == Place::Owners {
            let id = session.id.clone();
            play.stage.desk.identify_owners(&id, None).unwrap();
            pressed.push("Ask again");
            continue;
        }
        let offered = [
            A::CheckAgain,
            A::ReloadWidget,
            A::Reopen,
            A::StartOver,
            A::CloseWidget,
        ]
        .into_iter()
        .find(|action| {
            // Of a session that ended without a connection nothing more can be asked.
            let is_useless = *action == A::CheckAgain && nothing_connected(&session);
            session.actions.contains(action) && !is_useless
        });
        let Some(action) = offered else { break };
        play.act(action).await;
        pressed.push(match action {
            A::CheckAgain => "Check again",
            A::ReloadWidget => "Load the widget again",
            A::Reopen => "Reopen the widget",
            A::StartOver => "Start over",
            A::EnterAmounts => "Enter amounts",
            A::CloseWidget => "Close widget",
            A::Finish => "Finish",
        });
    }
    panic!(
        "{} / {}: never verified, {pressed:?}: {:#?}",
        play.step.name,
        play.fault,
        play.session()
    );
}

fn nothing_connected(session: &SessionView) -> bool {
    let ending = session.ending.as_ref();
    ending.is_some_and(|it| it.kind == EndingKind::NothingConnected)
}

/// Something can still happen by itself.
fn moves(play: &Play, session: &SessionView) -> bool {
    let silent = session
        .problem
        .as_ref()
        .is_some_and(|it| it.code == ProblemCode::WidgetSilent);
    match session.phase {
        SessionPhase::Preparing | SessionPhase::Checking => true,
        // Before a page that lies or floods the customer gets nowhere; the next page is MX's own.
        SessionPhase::Open => {
            let is_hostile = ["a lie", "a flood"].contains(&play.fault);
            !(silent || is_hostile && session.widget_mount == 1)
        }
        SessionPhase::Stopped => false,
        SessionPhase::Done => {
            let result = session.result.as_ref();
            result.is_some_and(|it| it.owners.is_working)
        }
    }
}

/// Between two creations MX was asked whether the first one had happened, and there is one user.
fn creates_are_never_blind(play: &Play, where_: &str) {
    let world = play.stage.mx.world();
    let users = world.users();
    let same = users.iter().filter(|it| it.id.as_deref() == Some(CUSTOMER));
    assert_eq!(same.count(), 1, "{where_}: users");
    if play.fault.starts_with('4') {
        // Refused in so many words: there is nothing to look up.
        return;
    }
    let pairs = [
        ("/users", "/users"),
        ("/verify", "/status"),
        ("/identify", "/status"),
    ];
    for (create, look) in pairs {
        let mut is_known = true;
        for (method, path) in play.stage.exchanges() {
            if method == "GET" && path.ends_with(look) {
                is_known = true;
            }
            if method == "POST" && path.ends_with(create) {
                assert!(is_known, "{where_}: {create} was repeated blindly");
                is_known = false;
            }
        }
    }
}

/// The cells of one run: all of them, or a part in which every step and every fault comes up.
fn is_played(step: usize, fault: usize) -> bool {
    full() || (step + fault).is_multiple_of(6)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_at_every_step_has_its_words_and_a_way_on() {
    let (elsewhere, asked_elsewhere) = nobody().await;
    let expected = network_table();
    let (mut keys, mut cells) = (Vec::new(), Vec::new());
    for (s, step) in STEPS.iter().enumerate() {
        let mut all = faults(&elsewhere);
        if step.place == Place::Page {
            all.extend(page_faults("MBR-of-somebody-else"));
            // For a page these are no faults: it has no JSON and no keys.
            all.retain(|(name, _)| !["no JSON", "another content type"].contains(name));
        }
        for (f, (name, effect)) in all.into_iter().enumerate() {
            let key = (step.name.to_owned(), name.to_owned());
            let is_known = expected.iter().any(|cell| cell.is(&key));
            keys.push(key);
            if is_played(s, f) && !(writes_what_is_missing() && is_known) {
                cells.push(tokio::spawn(played_in_turn(step, name, effect)));
            }
        }
    }
    let (mut found, mut failed) = (Vec::new(), 0);
    for cell in stream::iter(cells)
        .buffered(1_000)
        .collect::<Vec<_>>()
        .await
    {
        match cell {
            Ok(cell) => found.push(cell),
            Err(_) => failed += 1,
        }
    }
    assert_eq!(
        asked_elsewhere.load(Ordering::SeqCst),
        0,
        "the keys may have gone where a redirect led"
    );
    println!("{} cells of the network's table were played", found.len());
    let is_written = write_network(&keys, &found, &expected);
    assert_eq!(failed, 0, "cells failed, as said above");
    let mut missing = 0;
    for cell in found.iter().filter(|_| !is_written) {
        let key = (cell.step.clone(), cell.fault.clone());
        let known = expected.iter().find(|it| it.is(&key));
        // What every run plays is in the table; the rest is once it was written.
        if known.is_none() && full() {
            missing += 1;
        } else {
            assert_eq!(Some(cell), known);
        }
    }
    if missing > 0 {
        println!("{missing} cells are not in the table yet, `--write` adds them");
    }
}

async fn played_in_turn(step: &'static Step, fault: &'static str, effect: Effect) -> Cell {
    static PLACES: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(AT_ONCE);
    let _place = PLACES.acquire().await.unwrap();
    played(step, fault, effect).await
}
