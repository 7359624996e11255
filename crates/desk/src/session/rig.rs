//! A machine with a clock and a notebook, for the tests.

use connect_events::{ConnectionStatus, Event, MicrodepositStatus, Step};
use secrecy::SecretString;

use super::{Answer, Begin, Effect, Input, Machine, Note, Read, Refused};
use crate::{
    mx::{
        Account, AccountNumber, Answered, Member, MemberStatus, Microdeposit, MxProblem,
        MxProblemKind, User,
    },
    view::{HandOver, Problem, SessionAction, SessionMode, SessionView},
};

pub(super) const USER: &str = "USR-1";
pub(super) const ORIGIN: &str = "https://int-widgets.moneydesktop.com";
pub(super) const BEGAN: i64 = 1_800_000_000_000;

pub(super) struct Rig {
    pub(super) machine: Machine,
    pub(super) now: i64,
    /// What the machine wants done and the test hasn't answered; without `Show`.
    pub(super) wanted: Vec<Effect>,
    /// When the status of which member was asked for.
    pub(super) status_asked: Vec<(String, i64)>,
    pub(super) shows: usize,
}

pub(super) fn begin(mode: SessionMode) -> Begin {
    Begin {
        id: "session-1".to_owned(),
        customer_id: "customer-1".to_owned(),
        mode,
        member_guid: None,
        microdeposit_guid: None,
        without_widget: false,
        hand_over: HandOver::Here,
        display: None,
        handed_over_at_ms: None,
        started_at_ms: BEGAN,
        jitter: 7,
    }
}

pub(super) fn status_of(status: ConnectionStatus, is_working: bool) -> MemberStatus {
    MemberStatus {
        has_processed_accounts: Some(!is_working),
        has_processed_account_numbers: Some(!is_working),
        connection_status: Some(status),
        is_being_aggregated: Some(is_working),
        ..MemberStatus::default()
    }
}

pub(super) fn member_of(guid: &str, status: ConnectionStatus, is_working: bool) -> Member {
    Member {
        guid: guid.to_owned(),
        user_guid: Some(USER.to_owned()),
        name: Some("MX Bank".to_owned()),
        connection_status: Some(status),
        is_being_aggregated: Some(is_working),
        ..Member::default()
    }
}

/// As MX gives it: with the end of its number alone.
pub(super) fn microdeposit(guid: &str, status: MicrodepositStatus) -> Microdeposit {
    Microdeposit {
        guid: guid.to_owned(),
        status: Some(status),
        institution: Some("Quillmere Bank".to_owned()),
        account_kind: Some("SAVINGS".to_owned()),
        account_number: Some(SecretString::from("XXXXX5678")),
        routing_number: Some("990000026".to_owned()),
        updated_at: Some("2027-01-15T08:00:30Z".to_owned()),
        ..Microdeposit::default()
    }
}

pub(super) fn number(account: &str, number: &str) -> AccountNumber {
    AccountNumber {
        account_guid: account.to_owned(),
        account_number: Some(SecretString::from(number)),
        routing_number: Some("091000019".to_owned()),
        institution_number: None,
        transit_number: None,
        passed_validation: Some(true),
    }
}

pub(super) fn account(guid: &str, kind: &str) -> Account {
    Account {
        guid: guid.to_owned(),
        name: Some(format!("My {kind}")),
        kind: Some(kind.to_owned()),
        ..Account::default()
    }
}

pub(super) fn connected(guid: &str) -> Event {
    Event::MemberConnected {
        member_guid: Some(guid.to_owned()),
    }
}

pub(super) fn said(guid: &str, status: ConnectionStatus) -> Event {
    Event::MemberStatusUpdate {
        member_guid: Some(guid.to_owned()),
        connection_status: Some(status),
    }
}

pub(super) fn step(current: Step) -> Event {
    Event::StepChange {
        previous: None,
        current: Some(current),
    }
}

impl Rig {
    pub(super) fn new(begin: Begin) -> Self {
        Self::of(Machine::new(begin))
    }

    pub(super) fn of(machine: Machine) -> Self {
        let mut rig = Self {
            machine,
            now: BEGAN,
            wanted: Vec::new(),
            status_asked: Vec::new(),
            shows: 0,
        };
        rig.feed(Input::Start);
        rig
    }

    /// A session whose widget is on screen, for a customer with these members.
    pub(super) fn open_with(mode: SessionMode, members: Vec<Member>) -> Self {
        let mut rig = Self::new(begin(mode));
        rig.user_found();
        rig.take(&Effect::ListMembers);
        rig.answer(Answer::Members(Ok(members.into())));
        rig.widget_ready();
        rig.feed(Input::TicketTaken);
        rig.message(Event::Load);
        rig
    }

    pub(super) fn open() -> Self {
        Self::open_with(SessionMode::Verification, Vec::new())
    }

    /// A session whose widget is on screen and whose member MX has confirmed.
    pub(super) fn connecting(guid: &str) -> Self {
        let mut rig = Self::open();
        rig.message(said(guid, ConnectionStatus::Created));
        rig.member(guid, ConnectionStatus::Created, true);
        rig.status(guid, ConnectionStatus::Created, true);
        rig.advance(3_700);
        rig.drop_wanted();
        rig
    }

    /// The same, and the agent has closed the widget: MX is being asked how it ended.
    pub(super) fn closed(guid: &str) -> Self {
        let mut rig = Self::connecting(guid);
        rig.advance(3_000);
        rig.act(SessionAction::CloseWidget);
        rig
    }

    pub(super) fn user_found(&mut self) {
        assert!(self.take(&Effect::PrepareUser), "{:?}", self.wanted);
        let user = User {
            guid: USER.to_owned(),
            ..User::default()
        };
        self.answer(Answer::User {
            result: Ok(user),
            created: false,
        });
        assert!(self.take(&Effect::Journal(Note::User(USER.to_owned()))));
    }

    pub(super) fn widget_ready(&mut self) {
        let request = self.wanted.iter().find_map(|effect| match effect {
            Effect::RequestWidgetUrl { request, .. } => Some(*request),
            _ => None,
        });
        let request = request.expect("a widget was asked for");
        self.wanted
            .retain(|effect| !matches!(effect, Effect::RequestWidgetUrl { .. }));
        self.answer(Answer::Widget {
            request,
            result: Ok(ORIGIN.to_owned()),
        });
    }

    pub(super) fn feed(&mut self, input: Input) {
        for effect in self.machine.handle(input, self.now) {
            match effect {
                Effect::Show => self.shows += 1,
                effect => {
                    if let Effect::Read(Read::Status, guid) = &effect {
                        self.status_asked.push((guid.clone(), self.now));
                    }
                    self.wanted.push(effect);
                }
            }
        }
    }

    /// Lets time pass, waking the machine whenever it wants to be.
    pub(super) fn advance(&mut self, ms: i64) {
        let until = self.now + ms;
        while let Some(at) = self.machine.wake_at().filter(|at| *at <= until) {
            self.now = at.max(self.now + 1);
            self.feed(Input::Tick);
        }
        self.now = self.now.max(until);
        self.feed(Input::Tick);
    }

    pub(super) fn message(&mut self, event: Event) {
        let mount = self.machine.mount();
        self.feed(Input::Message { mount, event });
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        self.feed(Input::Answered {
            answer,
            elapsed_ms: 80,
        });
    }

    pub(super) fn act(&mut self, action: SessionAction) {
        assert!(
            self.machine.allows(action),
            "{action:?} is not offered: {:?}",
            self.view().actions
        );
        self.feed(Input::Act(action));
    }

    pub(super) fn refuse(&mut self, why: Refused, count: u32) {
        self.feed(Input::Refused { why, count });
    }

    /// Whether the machine wanted this; it doesn't any more.
    pub(super) fn take(&mut self, effect: &Effect) -> bool {
        let found = self.wanted.iter().position(|wanted| wanted == effect);
        found.map(|index| self.wanted.remove(index)).is_some()
    }

    pub(super) fn wants(&self, read: Read, guid: &str) -> bool {
        self.wanted.contains(&Effect::Read(read, guid.to_owned()))
    }

    fn must_take(&mut self, read: Read, guid: &str) {
        let wanted = format!("{:?}", self.wanted);
        assert!(
            self.take(&Effect::Read(read, guid.to_owned())),
            "{read:?} {guid}: {wanted}"
        );
    }

    pub(super) fn drop_wanted(&mut self) {
        let stale: Vec<_> = std::mem::take(&mut self.wanted);
        for effect in stale {
            if let Effect::Read(Read::Status, guid) = effect {
                let status = Ok(status_of(ConnectionStatus::Created, true).into());
                self.answer(Answer::Status(guid, status));
            }
        }
    }

    pub(super) fn member(&mut self, guid: &str, status: ConnectionStatus, is_working: bool) {
        self.member_is(member_of(guid, status, is_working));
    }

    pub(super) fn member_is(&mut self, member: Member) {
        let guid = member.guid.clone();
        self.must_take(Read::Member, &guid);
        self.answer(Answer::Member(guid, Ok(member.into())));
    }

    pub(super) fn status(&mut self, guid: &str, status: ConnectionStatus, is_working: bool) {
        self.status_is(guid, status_of(status, is_working));
    }

    pub(super) fn status_is(&mut self, guid: &str, status: MemberStatus) {
        self.must_take(Read::Status, guid);
        self.answer(Answer::Status(guid.to_owned(), Ok(status.into())));
    }

    pub(super) fn numbers(&mut self, guid: &str, numbers: Vec<AccountNumber>) {
        self.must_take(Read::Numbers, guid);
        self.answer(Answer::Numbers(guid.to_owned(), Ok(numbers.into())));
    }

    pub(super) fn accounts(&mut self, guid: &str, accounts: Vec<Account>) {
        self.must_take(Read::Accounts, guid);
        self.answer(Answer::Accounts(guid.to_owned(), Ok(accounts.into())));
    }

    pub(super) fn fails(&mut self, read: Read, guid: &str, kind: MxProblemKind) {
        self.must_take(read, guid);
        let guid = guid.to_owned();
        let problem = MxProblem::new(kind);
        self.answer(match read {
            Read::Member => Answer::Member(guid, Err(problem)),
            Read::Status => Answer::Status(guid, Err(problem)),
            Read::Numbers => Answer::Numbers(guid, Err(problem)),
            Read::Accounts => Answer::Accounts(guid, Err(problem)),
            Read::Owners => Answer::Owners(guid, Err(problem)),
        });
    }

    pub(super) fn members(&mut self, members: Result<Vec<Member>, MxProblemKind>) {
        assert!(self.take(&Effect::ListMembers), "{:?}", self.wanted);
        self.answer(Answer::Members(
            members.map(Answered::from).map_err(MxProblem::new),
        ));
        if self.take(&Effect::ListMicrodeposits) {
            self.answer(Answer::Microdeposits(Ok(Vec::new())));
        }
    }

    /// MX says how a microdeposit of this user's stands.
    pub(super) fn deposit(&mut self, guid: &str, status: MicrodepositStatus) {
        self.deposit_is(guid, Ok(microdeposit(guid, status)));
    }

    pub(super) fn deposit_is(&mut self, guid: &str, answer: Result<Microdeposit, MxProblemKind>) {
        let wanted = format!("{:?}", self.wanted);
        assert!(
            self.take(&Effect::ReadMicrodeposit(guid.to_owned())),
            "{guid}: {wanted}"
        );
        let answer = answer.map(Answered::from).map_err(MxProblem::new);
        self.answer(Answer::Microdeposit(guid.to_owned(), answer));
    }

    /// The member and its status say the same.
    pub(super) fn stands(&mut self, guid: &str, status: ConnectionStatus, is_working: bool) {
        self.member(guid, status.clone(), is_working);
        self.status(guid, status, is_working);
    }

    /// One checking account, with its number.
    pub(super) fn one_number(&mut self, guid: &str) {
        self.numbers(guid, vec![number("ACT-1", "0012345678")]);
        self.accounts(guid, vec![account("ACT-1", "CHECKING")]);
    }

    /// Everything MX says about a member that was verified.
    pub(super) fn verified(&mut self, guid: &str) {
        self.member(guid, ConnectionStatus::Connected, false);
        if self.wants(Read::Status, guid) {
            self.status(guid, ConnectionStatus::Connected, false);
        }
        self.numbers(
            guid,
            vec![number("ACT-1", "0012345678"), number("ACT-2", "0087654321")],
        );
        self.accounts(
            guid,
            vec![
                account("ACT-1", "CHECKING"),
                account("ACT-2", "SAVINGS"),
                account("ACT-3", "LOAN"),
            ],
        );
    }

    pub(super) fn view(&self) -> SessionView {
        self.machine.view()
    }

    pub(super) fn problem(&self) -> Problem {
        self.view().problem.expect("a problem")
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.view()
            .timeline
            .into_iter()
            .map(|entry| entry.text)
            .collect()
    }
}
