//! Whatever happens, in whatever order: what must always hold.

mod events;

use std::collections::{HashMap, HashSet};

use connect_events::{ConnectionStatus, MicrodepositStatus};
use proptest::prelude::*;
use secrecy::SecretString;
use url::Url;

use self::events::{DEPOSITS, GUIDS, event, failure, is_foreign, refused};
use super::{
    Answer, Begin, Effect, Input, Machine, Note, Read, Refused,
    rig::{BEGAN, ORIGIN, USER, account, member_of, microdeposit, number},
    timeline::MAX_ENTRIES,
};
use crate::{
    mx::{AccountOwner, Member, MemberStatus, Microdeposit, MxProblem, MxProblemKind, User},
    view::{HandOver, NumberPart, Problem, SessionAction, SessionMode, SessionPhase, SessionView},
};

/// One thing that happens. Answers go to whatever the machine asked and has no answer to.
#[derive(Clone, Debug)]
enum Happening {
    Says {
        earlier_mount: bool,
        what: u8,
        guid: usize,
        status: i64,
    },
    Refused(u8, u32),
    Window(u8),
    Answer {
        which: usize,
        outcome: u8,
        status: i64,
        working: bool,
        ready: Option<bool>,
        rows: usize,
    },
    Waits(i64),
    Presses(u8),
    Ticket(bool),
    Asks(u8),
    HandsOver(HandOver),
    WindowLeft,
    /// The computer sleeps, or its clock is set forward.
    Sleeps(i64),
}

fn hand_over() -> impl Strategy<Value = HandOver> {
    prop_oneof![
        2 => Just(HandOver::Here),
        1 => Just(HandOver::Window),
        2 => Just(HandOver::Link),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        5 => (any::<bool>(), 0_u8..22, 0..GUIDS.len(), -1_i64..24).prop_map(
            |(earlier, what, guid, status)| Happening::Says {
                earlier_mount: earlier && what % 5 == 0, what, guid, status,
            }
        ),
        1 => (0_u8..10, 0_u32..2_000).prop_map(|(why, count)| Happening::Refused(why, count)),
        1 => (0_u8..6).prop_map(Happening::Window),
        12 => (
            0_usize..8,
            0_u8..15,
            prop_oneof![3 => Just(6_i64), 2 => -1_i64..24],
            prop::bool::weighted(0.3),
            prop::option::weighted(0.7, prop::bool::weighted(0.8)),
            0_usize..3,
        )
            .prop_map(|(which, outcome, status, working, ready, rows)| Happening::Answer {
                which, outcome, status, working, ready, rows,
            }),
        4 => prop_oneof![0_i64..900, 900_i64..15_000, Just(130_000_i64), Just(-5_000_i64)]
            .prop_map(Happening::Waits),
        2 => (0_u8..10).prop_map(Happening::Presses),
        1 => any::<bool>().prop_map(Happening::Ticket),
        1 => (0_u8..6).prop_map(Happening::Asks),
        1 => hand_over().prop_map(Happening::HandsOver),
        1 => Just(Happening::WindowLeft),
        1 => prop_oneof![Just(6_000_i64), Just(3_600_000_i64)].prop_map(Happening::Sleeps),
    ]
}

/// The world around a machine: what was asked and not answered, and what MX has truly said.
struct World {
    machine: Machine,
    now: i64,
    asked: Vec<Effect>,
    status_asked: HashMap<String, i64>,
    journaled: HashSet<String>,
    /// Members that MX, in this session, has given as this user's.
    ours: HashSet<String>,
    /// Microdeposits MX has called verified at least once.
    confirmed: HashSet<String>,
    /// Members MX has called connected and idle at least once.
    finished: HashSet<String>,
    /// Members MX has given numbers (or accounts, when aggregating) for.
    with_data: HashSet<String>,
    mode: SessionMode,
    ended: bool,
    /// Jobs that were started.
    jobs: u32,
    /// The desk is locked.
    locked: bool,
    /// The mount in the customer window.
    window: Option<u32>,
}

impl World {
    fn new(
        mode: SessionMode,
        how: HandOver,
        jitter: u64,
        is_resumed: bool,
        without_widget: bool,
        on_deposit: bool,
    ) -> Self {
        let begin = Begin {
            id: "session-1".to_owned(),
            customer_id: "customer-1".to_owned(),
            mode,
            member_guid: (is_resumed || without_widget).then(|| GUIDS[0].to_owned()),
            microdeposit_guid: on_deposit.then(|| DEPOSITS[0].to_owned()),
            without_widget,
            hand_over: how,
            display: None,
            handed_over_at_ms: None,
            started_at_ms: BEGAN,
            jitter,
        };
        let machine = if is_resumed {
            Machine::resumed(begin, Some(USER.to_owned()), None, BEGAN)
        } else {
            Machine::new(begin)
        };
        // What an earlier run noted needs no second note.
        let mut journaled = HashSet::new();
        journaled.extend(is_resumed.then(|| GUIDS[0].to_owned()));
        journaled.extend(on_deposit.then(|| DEPOSITS[0].to_owned()));
        let mut world = Self {
            machine,
            now: BEGAN,
            asked: Vec::new(),
            status_asked: HashMap::new(),
            journaled,
            ours: HashSet::new(),
            confirmed: HashSet::new(),
            finished: HashSet::new(),
            with_data: HashSet::new(),
            mode,
            ended: false,
            jobs: 0,
            locked: false,
            window: None,
        };
        world.feed(Input::Start);
        world
    }

    fn feed(&mut self, input: Input) {
        for effect in self.machine.handle(input, self.now) {
            assert!(!self.ended, "nothing follows the end");
            match &effect {
                Effect::Journal(Note::Member(guid)) => {
                    self.journaled.insert(guid.clone());
                }
                Effect::Journal(Note::Microdeposit(Some(guid))) => {
                    self.journaled.insert(guid.clone());
                }
                Effect::Journal(Note::Deposits(_)) => {
                    let view = self.machine.view();
                    assert_ne!(view.phase, SessionPhase::Done, "it has its end");
                }
                Effect::ReadMicrodeposit(guid) => {
                    assert!(
                        self.journaled.contains(guid),
                        "{guid} was not in the journal"
                    );
                    assert!(self.asked.len() < 64, "questions pile up");
                    self.asked.push(effect);
                }
                Effect::Journal(_) | Effect::Show => {}
                Effect::End => self.ended = true,
                Effect::OpenWindow { mount } => self.window = Some(*mount),
                Effect::CloseWindow => self.window = None,
                Effect::OpenInBrowser(page) => assert_eq!(page.0.scheme(), "https"),
                Effect::StartJob { member_guid, .. } => {
                    assert!(self.journaled.contains(member_guid));
                    assert!(
                        self.ours.contains(member_guid),
                        "a job for a foreign member"
                    );
                    self.jobs += 1;
                    assert!(self.jobs < 2_000, "jobs are started over and over");
                    self.asked.push(effect);
                }
                Effect::Read(read, guid) => {
                    assert!(
                        self.journaled.contains(guid),
                        "{guid} was not in the journal"
                    );
                    if *read == Read::Status {
                        let last = self.status_asked.insert(guid.clone(), self.now);
                        let apart = last.map_or(i64::MAX, |last| self.now - last);
                        assert!(apart >= 3_000, "status asked {apart} ms apart");
                    }
                    assert!(self.asked.len() < 64, "questions pile up");
                    self.asked.push(effect);
                }
                _ => self.asked.push(effect),
            }
        }
        self.check();
    }

    fn check(&self) {
        let view = self.machine.view();
        assert!(view.timeline.len() <= MAX_ENTRIES);
        if !self.ended {
            assert!(
                !view.actions.is_empty(),
                "there is always a way on: {:?}",
                view.phase
            );
        }
        if let Some(guid) = view.member_guid.as_deref() {
            assert!(self.ours.contains(guid), "{guid} was never confirmed");
        }
        if let Some(deposit) = &view.deposit {
            assert!(self.ours.contains(&deposit.guid), "never confirmed");
        }
        let is_in_window = view.phase == SessionPhase::Open && view.hand_over == HandOver::Window;
        assert_eq!(
            self.window,
            is_in_window.then_some(view.widget_mount),
            "the window is there exactly while the session is in it"
        );
        if view.phase == SessionPhase::Done {
            assert!(view.result.is_some());
        }
        if self.locked {
            assert!(self.machine.number("n1").is_none(), "a number in memory");
        }
        if let Some(result) = &view.result {
            assert!(result.balance_check.checks_left <= 5);
            let masks = result.accounts.iter().flat_map(|account| &account.numbers);
            let are_shown = masks.count() > 0;
            let are_held = self.machine.number("n1").is_some();
            assert!(
                result.numbers_locked || are_shown == are_held,
                "masks without numbers"
            );
        }
        if view.result.as_ref().is_some_and(|it| !it.has_connection) {
            let accounts = view.result.iter().flat_map(|result| &result.accounts);
            for account in accounts {
                let guid = &account.account_guid;
                assert!(self.confirmed.contains(guid), "done without MX's word");
            }
            assert_eq!(self.mode, SessionMode::Verification);
        } else if view.result.is_some() {
            let guid = view.member_guid.as_deref().unwrap_or_default();
            assert!(self.finished.contains(guid), "done without MX's word");
            assert!(self.with_data.contains(guid), "done without data");
            if self.mode == SessionMode::Verification {
                assert!(view.result.iter().all(|result| !result.accounts.is_empty()));
            }
        }
    }

    fn nothing_secret_is_shown(&self) {
        let json = serde_json::to_string(&self.machine.view()).unwrap();
        assert!(!json.contains("0012345678") && !json.contains("bank.example"));
    }

    fn happens(&mut self, happening: &Happening) {
        match *happening {
            Happening::Says {
                earlier_mount,
                what,
                guid,
                status,
            } => {
                let mount = self.machine.mount().wrapping_sub(u32::from(earlier_mount));
                let before = self.machine.view();
                let event = event(what, guid, status);
                self.feed(Input::Message { mount, event });
                // A link's widget is elsewhere: whoever speaks for it here is not listened to.
                let is_behind_link = before.hand_over == HandOver::Link;
                if is_behind_link || earlier_mount && before.phase != SessionPhase::Preparing {
                    self.changed_nothing(&before);
                }
            }
            Happening::Refused(why, count) => {
                let before = self.machine.view();
                self.feed(Input::Refused {
                    why: refused(why),
                    count,
                });
                self.changed_nothing(&before);
            }
            Happening::Window(n) => {
                let url = Url::parse(&format!("https://bank.example/{n}")).unwrap();
                self.feed(Input::WindowRequested(url));
            }
            Happening::Answer {
                which,
                outcome,
                status,
                working,
                ready,
                rows,
            } => {
                if self.asked.is_empty() {
                    return;
                }
                let effect = self.asked.remove(which % self.asked.len());
                if let Some(answer) = self.answer(effect, outcome, status, working, ready, rows) {
                    self.feed(Input::Answered {
                        answer,
                        elapsed_ms: 50,
                    });
                }
            }
            Happening::HandsOver(to) => self.feed(Input::HandOver { to, display: None }),
            Happening::WindowLeft => {
                let mount = self.machine.mount();
                self.feed(Input::WindowLeft { mount });
            }
            Happening::Waits(ms) => self.wait(ms),
            Happening::Sleeps(ms) => {
                self.now += ms;
                self.feed(Input::Slept(ms));
            }
            Happening::Presses(n) => {
                use SessionAction as A;
                // `Finish` and `StartOver` end the run; they have tests of their own.
                let actions = [
                    A::CloseWidget,
                    A::CheckAgain,
                    A::Reopen,
                    A::ReloadWidget,
                    A::EnterAmounts,
                ];
                self.feed(Input::Act(actions[usize::from(n) % actions.len()]));
                if n == 5 {
                    self.feed(Input::Copied("•••• 5678".to_owned(), NumberPart::Account));
                }
            }
            Happening::Asks(n) => {
                self.locked = (self.locked || n == 3) && n != 4;
                self.feed(match n {
                    0 => Input::IdentifyOwners,
                    1 => Input::CheckBalances,
                    2 => Input::OwnerName(Some("Jane Doe".to_owned())),
                    3 => Input::DropNumbers,
                    5 => Input::ReturnedFromBank,
                    _ => Input::ReadNumbersAnew,
                });
            }
            Happening::Ticket(good) => {
                self.feed(if good {
                    Input::TicketTaken
                } else {
                    Input::TicketExpired
                });
            }
        }
    }

    fn wait(&mut self, ms: i64) {
        if ms < 0 {
            // The clock was set back.
            let now = std::mem::replace(&mut self.now, BEGAN + ms);
            self.machine.handle(
                Input::Refused {
                    why: Refused::TooMany,
                    count: 0,
                },
                self.now,
            );
            self.now = now;
            return;
        }
        let until = self.now + ms;
        let mut wakes = 0;
        while let Some(at) = self.machine.wake_at().filter(|at| *at <= until) {
            self.now = at.max(self.now + 1);
            self.feed(Input::Tick);
            wakes += 1;
            assert!(wakes < 500, "the machine wakes too often");
        }
        self.now = until;
        self.feed(Input::Tick);
    }

    /// Refused: counted at most, in counter and timeline, and nothing else.
    fn changed_nothing(&self, before: &SessionView) {
        let after = self.machine.view();
        let comparable = |view: &SessionView| SessionView {
            timeline: Vec::new(),
            refused_messages: 0,
            ..view.clone()
        };
        // A timer may have come due with the input; then there is nothing to compare.
        if after.phase == before.phase && after.problem == before.problem {
            assert_eq!(comparable(&after), comparable(before));
        }
        assert!(after.refused_messages >= before.refused_messages);
    }

    fn answer(
        &mut self,
        effect: Effect,
        outcome: u8,
        status: i64,
        working: bool,
        ready: Option<bool>,
        rows: usize,
    ) -> Option<Answer> {
        let failed = failure(outcome).map(MxProblem::new);
        let said = (status >= 0).then(|| ConnectionStatus::from_code(status));
        let is_finished = said == Some(ConnectionStatus::Connected) && !working;
        let member = |guid: &str| Member {
            connection_status: said.clone(),
            is_being_aggregated: Some(working),
            ..member_of(guid, ConnectionStatus::Created, working)
        };
        Some(match effect {
            Effect::PrepareUser => {
                let user = User {
                    guid: USER.to_owned(),
                    ..User::default()
                };
                let result = failed.map_or(Ok(user), |problem| Err(Problem::from(problem)));
                Answer::User {
                    result,
                    created: rows == 0,
                }
            }
            Effect::ListMembers => {
                let members: Vec<_> = GUIDS[..rows].iter().map(|guid| member(guid)).collect();
                if failed.is_none() {
                    self.ours
                        .extend(members.iter().map(|member| member.guid.clone()));
                    if is_finished {
                        self.finished
                            .extend(members.iter().map(|member| member.guid.clone()));
                    }
                }
                Answer::Members(failed.map_or(Ok(members.into()), Err))
            }
            Effect::RequestWidgetUrl { request, .. } => Answer::Widget {
                request,
                result: failed.map_or(Ok(ORIGIN.to_owned()), |problem| Err(problem.into())),
            },
            Effect::Read(_, guid) if is_foreign(&guid) => {
                let problem = Err(MxProblem::new(MxProblemKind::NotFound));
                Answer::Member(guid, problem)
            }
            Effect::Read(Read::Member, guid) => {
                if failed.is_none() {
                    self.ours.insert(guid.clone());
                    if is_finished {
                        self.finished.insert(guid.clone());
                    }
                }
                let result = failed.map_or_else(|| Ok(member(&guid).into()), Err);
                Answer::Member(guid, result)
            }
            Effect::Read(Read::Status, guid) => {
                if failed.is_none() && is_finished {
                    self.finished.insert(guid.clone());
                }
                let status = MemberStatus {
                    connection_status: said,
                    is_being_aggregated: Some(working),
                    has_processed_accounts: ready,
                    has_processed_account_numbers: ready,
                    ..MemberStatus::default()
                };
                Answer::Status(guid, failed.map_or(Ok(status.into()), Err))
            }
            Effect::Read(Read::Numbers, guid)
            | Effect::ReadNumbersByAccount {
                member_guid: guid, ..
            } => {
                let numbers: Vec<_> = (0..rows)
                    .map(|n| number(&format!("ACT-{n}"), "0012345678"))
                    .collect();
                if failed.is_none() && !numbers.is_empty() {
                    self.with_data.insert(guid.clone());
                }
                Answer::Numbers(guid, failed.map_or(Ok(numbers.into()), Err))
            }
            Effect::ReadMicrodeposit(guid) if is_foreign(&guid) => {
                Answer::Microdeposit(guid, Err(MxProblem::new(MxProblemKind::NotFound)))
            }
            Effect::ReadMicrodeposit(guid) => {
                let said = MicrodepositStatus::from_code(status);
                if failed.is_none() {
                    self.ours.insert(guid.clone());
                    if said == MicrodepositStatus::Verified {
                        self.confirmed.insert(guid.clone());
                    }
                }
                let number = ["0012345678", "XXXXX5678", ""][rows];
                let deposit = Microdeposit {
                    account_number: Some(SecretString::from(number)),
                    ..microdeposit(&guid, said)
                };
                Answer::Microdeposit(guid, failed.map_or(Ok(deposit.into()), Err))
            }
            Effect::ListMicrodeposits => {
                let said = MicrodepositStatus::from_code(status);
                let of_user = DEPOSITS[..rows].iter();
                let all = of_user
                    .map(|guid| microdeposit(guid, said.clone()))
                    .collect();
                Answer::Microdeposits(failed.map_or(Ok(all), Err))
            }
            Effect::StartJob { job, member_guid } => {
                let failed = match rows {
                    2 => Some(MxProblem::new(MxProblemKind::Conflict)),
                    _ => failed,
                };
                Answer::Job(member_guid, job, failed.map_or(Ok(()), Err))
            }
            Effect::Read(Read::Owners, guid) => {
                let owner = |n| AccountOwner {
                    account_guid: format!("ACT-{n}"),
                    name: "DOE JANE".to_owned(),
                    ..AccountOwner::default()
                };
                let owners: Vec<_> = (0..rows).map(owner).collect();
                Answer::Owners(guid, failed.map_or(Ok(owners.into()), Err))
            }
            Effect::Read(Read::Accounts, guid) => {
                let accounts: Vec<_> = (0..rows)
                    .map(|n| account(&format!("ACT-{n}"), "CHECKING"))
                    .collect();
                if failed.is_none() && self.mode == SessionMode::Aggregation && rows > 0 {
                    self.with_data.insert(guid.clone());
                }
                Answer::Accounts(guid, failed.map_or(Ok(accounts.into()), Err))
            }
            _ => return None,
        })
    }
}

proptest! {
    #[test]
    fn whatever_happens(
        mode in prop_oneof![3 => Just(SessionMode::Verification), 1 => Just(SessionMode::Aggregation)],
        jitter in any::<u64>(),
        how in hand_over(),
        is_resumed in prop::bool::weighted(0.2),
        without_widget in prop::bool::weighted(0.3),
        on_deposit in prop::bool::weighted(0.3),
        happenings in prop::collection::vec(happening(), 0..120),
    ) {
        let mut world = World::new(
            mode, how, jitter, is_resumed, without_widget, on_deposit && mode == SessionMode::Verification,
        );
        for happening in &happenings {
            world.happens(happening);
        }
        world.nothing_secret_is_shown();
    }
}
