//! The session as a state machine: inputs in, effects out, no I/O, no clock.

use std::collections::{HashMap, HashSet, VecDeque};

use connect_events::Event;

use super::{
    Answer, Begin, Effect, Input, Note, Refused,
    deposits::Deposits,
    gathering::Gathered,
    hand_over::Handed,
    hearing::{Hearing, Verdict},
    inquiry::Inquiries,
    requests::Requests,
    run::Run,
    timeline::Timeline,
    tracked::{Before, Tracked},
    waiting::Waiting,
    widget::Widget,
};
use crate::{
    journal::Happened,
    mx::Job,
    numbers::{HeldNumber, HeldNumbers},
    view::{
        CustomerView, EndingKind, EndingView, HandOver, InstitutionView, NumberPart, Problem,
        ProblemCode, ResultView, SessionAction, SessionPhase, TimelineSource, Tone,
    },
};

/// Refusals alone are shown this often at most.
const REFUSALS_SHOWN_EVERY_MS: i64 = 250;

/// One session.
pub(crate) struct Machine {
    pub(super) begin: Begin,
    pub(super) now: i64,
    pub(super) out: Vec<Effect>,
    dirty: bool,
    pub(super) over: bool,
    pub(super) phase: SessionPhase,

    pub(super) customer: CustomerView,
    pub(super) institution: Option<InstitutionView>,
    pub(super) timeline: Timeline,
    pub(super) refusals: Refusals,

    pub(super) handed: Handed,
    pub(super) widget: Widget,
    pub(super) search: Search,
    pub(super) waiting: Waiting,
    pub(super) asked: Asked,

    /// The member the session is about, confirmed by MX to be this user's.
    pub(super) current: Option<Tracked>,
    /// A member the widget named, while MX is asked whose it is.
    pub(super) candidate: Option<Tracked>,
    /// Verification by deposits, in place of a member.
    pub(super) deposits: Deposits,
    /// What the widget said about members that are not confirmed yet, with the messages' numbers.
    pub(super) held: VecDeque<(u32, Event)>,
    pub(super) hearing: Hearing,
    /// Members and microdeposits the widget named that are not this user's.
    pub(super) foreign: HashSet<String>,

    /// The job the session has MX do without the widget.
    pub(super) run: Option<Run>,
    /// What is asked about the accounts once they are here.
    pub(super) inquiries: Inquiries,
    /// What an aggregation went on with.
    pub(super) gathered: Gathered,
    /// No number may stay in memory.
    pub(super) is_locked: bool,
    /// When dropped numbers are asked for again, after a failure.
    pub(super) reread_at: Option<i64>,

    pub(super) conclusion: Option<Conclusion>,
    pub(super) numbers: HeldNumbers,
    pub(super) result: Option<ResultView>,
    /// What the result rests on.
    pub(super) requests: Requests,
    pub(super) ending: Option<EndingView>,
    pub(super) stop_actions: Vec<SessionAction>,
    /// What MX or the network answered last, if it was a failure.
    pub(super) api_problem: Option<Problem>,
    pub(super) ended_at: Option<i64>,
    /// When MX last answered.
    pub(super) answered_at: Option<i64>,
}

/// Looking for the member a session brought.
#[derive(Default)]
pub(super) struct Search {
    /// The user's members when the session began, and how each stood.
    pub(super) baseline: Option<HashMap<String, Before>>,
    /// A list is being read, and whether it is the baseline.
    pub(super) listing: Option<Listing>,
    pub(super) list_at: Option<i64>,
    pub(super) lists_left: u8,
    pub(super) failures: u32,
    /// MX has been asked how it ended since.
    pub(super) checking_since: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    Baseline,
    Find,
    /// For a link, again and again.
    Follow,
}

/// What has been asked of MX.
pub(super) struct Asked {
    /// Counts questions; answers to earlier ones say nothing about what later ones found.
    pub(super) count: u64,
    /// When each member's status was asked for last.
    pub(super) status_at: HashMap<String, i64>,
    /// Until when MX asked to be left alone, if it did.
    pub(super) hold_until: i64,
    pub(super) jitter: fastrand::Rng,
}

/// The end is known; the widget may still show its last page for a moment.
pub(super) struct Conclusion {
    pub(super) at: i64,
    pub(super) kind: EndingKind,
    pub(super) text: String,
}

#[derive(Default)]
pub(super) struct Refusals {
    pub(super) count: u32,
    shown_at: Option<i64>,
    unshown: bool,
}

impl Machine {
    /// A session that begins now.
    pub(crate) fn new(begin: Begin) -> Self {
        Self {
            now: begin.started_at_ms,
            out: Vec::new(),
            dirty: false,
            over: false,
            phase: SessionPhase::Preparing,
            customer: CustomerView {
                id: begin.customer_id.clone(),
                guid: None,
                email: None,
            },
            institution: None,
            timeline: Timeline::new(begin.started_at_ms),
            refusals: Refusals::default(),
            handed: Handed::new(begin.hand_over, begin.display),
            widget: Widget::default(),
            search: Search::default(),
            waiting: Waiting::default(),
            asked: Asked {
                count: 0,
                status_at: HashMap::new(),
                hold_until: i64::MIN,
                jitter: fastrand::Rng::with_seed(begin.jitter),
            },
            current: None,
            candidate: None,
            deposits: Deposits::default(),
            held: VecDeque::new(),
            hearing: Hearing::default(),
            foreign: HashSet::new(),
            run: None,
            inquiries: Inquiries::default(),
            gathered: Gathered::default(),
            is_locked: false,
            reread_at: None,
            conclusion: None,
            numbers: HeldNumbers::default(),
            result: None,
            requests: Requests::default(),
            ending: None,
            stop_actions: Vec::new(),
            api_problem: None,
            ended_at: None,
            answered_at: None,
            begin,
        }
    }

    /// A session of an earlier run, of which only what the journal kept is known. It begins by
    /// asking MX how it ended.
    pub(crate) fn resumed(
        begin: Begin,
        user_guid: Option<String>,
        institution: Option<String>,
        now_ms: i64,
    ) -> Self {
        let mut machine = Self::new(begin);
        machine.now = now_ms;
        machine.timeline = Timeline::new(now_ms);
        machine.phase = SessionPhase::Checking;
        machine.customer.guid = user_guid;
        machine.institution = institution.map(|name| InstitutionView { name, code: None });
        machine
    }

    /// Takes an input and says what to do. Never fails, whatever comes.
    pub(crate) fn handle(&mut self, input: Input, now_ms: i64) -> Vec<Effect> {
        if self.over {
            return Vec::new();
        }
        // A wall clock can be set back; the session's time only goes on.
        self.now = self.now.max(now_ms);
        match input {
            Input::Start => self.start(),
            Input::Answered { answer, elapsed_ms } => self.answered(answer, elapsed_ms),
            Input::TicketTaken => {
                self.widget.listen(self.now);
                self.show();
            }
            Input::WindowLeft { mount } => self.window_left(mount),
            Input::WindowFailed => self.window_failed(),
            Input::HandOver { to, display } => self.hand_over(to, display),
            Input::LinkCopied => self.note_agent("copy_link", "Agent copied the link"),
            Input::LinkDrawn => self.note_agent("draw_link", "The link was shown as a code"),
            Input::TicketExpired => {
                self.widget.silent_from = None;
                self.widget.problem = Some(Problem::new(
                    ProblemCode::WidgetExpired,
                    "The widget's address is used up or older than ten minutes.",
                    "Load the widget again.",
                ));
                self.show();
            }
            Input::Message { mount, event } => self.message(mount, event),
            Input::Refused { why, count } => self.refuse(why, count),
            Input::Flooded => self.flooded(),
            Input::WindowRequested(url) => self.window_requested(&url),
            Input::BrowserFailed => {
                let words = "This computer's browser could not be opened";
                self.note_desk(Tone::Bad, "open_in_browser", words);
            }
            Input::ReturnedFromBank => self.returned_from_bank(),
            Input::Leave => self.leave(),
            Input::Act(action) => self.act(action),
            Input::Revealed(mask) => {
                self.note_agent("reveal", format!("Number {mask} was shown in full"));
            }
            Input::Copied(mask, part) => self.note_agent(
                "copy",
                match part {
                    NumberPart::Account => format!("Number {mask} was copied"),
                    NumberPart::Routing => format!("Routing number of {mask} was copied"),
                },
            ),
            Input::IdentifyOwners => self.identify_owners(),
            Input::OwnerName(name) => self.name_owner(name),
            Input::CheckBalances => self.check_balances(),
            Input::Gather(what) => self.gather(what),
            Input::DropNumbers => self.drop_numbers(),
            Input::ReadNumbersAnew => self.read_numbers_anew(),
            Input::Slept(ms) => self.slept(ms),
            Input::Tick => {}
        }
        if !self.over {
            self.run_timers();
            self.settle_window();
        }
        if self.dirty {
            self.dirty = false;
            self.refusals.unshown = false;
            self.out.push(Effect::Show);
        }
        std::mem::take(&mut self.out)
    }

    /// When the machine wants its next [`Input::Tick`], if nothing else happens.
    pub(crate) fn wake_at(&self) -> Option<i64> {
        if self.over {
            return None;
        }
        let is_checking = self.phase == SessionPhase::Checking;
        let polls = is_checking || self.is_open();
        let next_poll = |member: &Option<Tracked>| member.as_ref().and_then(|m| m.next_poll_at);
        [
            self.widget.silent_from,
            self.search.list_at,
            self.link_timer(),
            self.cap_at().filter(|_| is_checking),
            next_poll(&self.current).filter(|_| polls),
            next_poll(&self.candidate).filter(|_| polls),
            self.conclusion.as_ref().map(|conclusion| conclusion.at),
            self.refusals.next_show(),
            self.inquiry_wakes_at(),
            self.deposits_wake_at(),
            self.tries_again_at(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Whether the widget may be on screen.
    pub(crate) fn is_open(&self) -> bool {
        self.phase == SessionPhase::Open
    }

    /// MX's guid of the user, once known.
    pub(crate) fn user_guid(&self) -> Option<&str> {
        self.customer.guid.as_deref()
    }

    /// The mount on screen.
    pub(crate) fn mount(&self) -> u32 {
        self.widget.mount
    }

    /// The only origin the widget's messages may come from.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.widget.origin.as_deref()
    }

    /// One of the session's numbers.
    pub(crate) fn number(&self, id: &str) -> Option<&HeldNumber> {
        self.numbers.get(id)
    }

    /// The requests the result rests on.
    pub(crate) fn requests(&self) -> &Requests {
        &self.requests
    }

    /// Whether something happened that [`Machine::take_happened`] has not given out.
    pub(crate) fn has_happened(&self) -> bool {
        self.timeline.has_changed()
    }

    /// What happened since the last time, or was said again, for the journal.
    pub(crate) fn take_happened(&mut self) -> Vec<Happened> {
        self.timeline.take_changed()
    }

    /// What became of messages since the last time.
    pub(crate) fn take_verdicts(&mut self) -> Vec<Verdict> {
        self.hearing.take()
    }

    fn act(&mut self, action: SessionAction) {
        if !self.allows(action) {
            return;
        }
        match action {
            SessionAction::CloseWidget => {
                let words = match self.handed_over().0 {
                    HandOver::Link => "Agent stopped waiting for the customer",
                    HandOver::Here | HandOver::Window => "Agent closed the widget",
                };
                self.note_agent("close", words);
                self.close_widget();
            }
            SessionAction::CheckAgain => {
                self.note_agent("check_again", "Agent asked MX again");
                if !self.check_in_place() {
                    self.check();
                }
            }
            SessionAction::Reopen => {
                self.note_agent("reopen", "Agent opened the widget again");
                self.request_widget();
            }
            SessionAction::EnterAmounts => {
                self.note_agent(
                    "enter_amounts",
                    "Agent opened the widget on the test deposits",
                );
                self.request_widget();
            }
            SessionAction::ReloadWidget if self.follows_link() => self.renew_link(),
            SessionAction::ReloadWidget => {
                self.note_agent("reload", "Agent loaded the widget again");
                self.request_widget();
            }
            SessionAction::StartOver | SessionAction::Finish => self.leave(),
        }
    }

    /// The session is left. What MX was never asked about stays in the journal without an end.
    fn leave(&mut self) {
        let nothing_began = self.widget.mount == 0 && self.phase == SessionPhase::Preparing;
        let is_settled = self.phase == SessionPhase::Stopped && !self.waits_for_deposits();
        if is_settled || nothing_began {
            let kind = self.ending.as_ref().map(|ending| ending.kind);
            self.out.push(Effect::Journal(Note::End(
                kind.unwrap_or(EndingKind::NothingConnected),
            )));
        }
        self.over = true;
        self.dirty = false;
        self.numbers = HeldNumbers::default();
        self.current = None;
        self.candidate = None;
        self.deposits = Deposits::default();
        self.inquiries = Inquiries::default();
        self.gathered = Gathered::default();
        self.out.push(Effect::End);
    }

    /// Counts what was refused. Nothing else changes because of it.
    pub(super) fn refuse(&mut self, why: Refused, count: u32) {
        if count == 0 || self.is_finished() {
            return;
        }
        self.refusals.count = self.refusals.count.saturating_add(count);
        self.timeline.refused(self.now, why, count);
        self.hearing.refused(why, count);
        self.refusals.unshown = true;
    }

    pub(super) fn is_finished(&self) -> bool {
        matches!(self.phase, SessionPhase::Done | SessionPhase::Stopped)
    }

    pub(super) fn show(&mut self) {
        self.dirty = true;
    }

    pub(super) fn note(
        &mut self,
        source: TimelineSource,
        tone: Tone,
        kind: &str,
        words: impl Into<String>,
        elapsed_ms: Option<u32>,
    ) {
        self.timeline
            .add(self.now, source, tone, kind, words, elapsed_ms);
        self.show();
    }

    pub(super) fn note_api(&mut self, tone: Tone, kind: &str, words: impl Into<String>, ms: u32) {
        self.note(TimelineSource::Api, tone, kind, words, Some(ms));
    }

    pub(super) fn note_agent(&mut self, kind: &str, words: impl Into<String>) {
        self.note(TimelineSource::Agent, Tone::Neutral, kind, words, None);
    }

    pub(super) fn note_desk(&mut self, tone: Tone, kind: &str, words: impl Into<String>) {
        self.note(TimelineSource::Desk, tone, kind, words, None);
    }

    /// The session ends here, well or not.
    pub(super) fn end(&mut self, phase: SessionPhase, kind: EndingKind, text: String) {
        self.phase = phase;
        self.ended_at = Some(self.now);
        self.ending = Some(EndingView { kind, text });
        self.conclusion = None;
        self.candidate = None;
        self.drop_held();
        self.search.list_at = None;
        self.search.checking_since = None;
        self.widget.silent_from = None;
        self.widget.problem = None;
        if let Some(member) = &mut self.current {
            member.expect_nothing();
        }
        self.deposits.expect_nothing();
        if phase == SessionPhase::Done {
            self.api_problem = None;
            if !self.numbers.is_empty() {
                self.out
                    .push(Effect::Journal(Note::Masks(self.numbers.masks())));
            }
            self.out.push(Effect::Journal(Note::End(kind)));
            self.gather_transactions();
        }
        self.show();
    }

    /// The session goes on after a stop.
    pub(super) fn go_on(&mut self, phase: SessionPhase) {
        self.phase = phase;
        self.ended_at = None;
        self.ending = None;
        self.api_problem = None;
        self.show();
    }

    fn run_timers(&mut self) {
        let now = self.now;
        let is_due = |at: Option<i64>| at.is_some_and(|at| at <= now);
        if is_due(self.widget.silent_from) {
            self.widget.silent_from = None;
            self.widget.problem = Some(Problem::new(
                ProblemCode::WidgetSilent,
                "The widget has not loaded, or does not answer.",
                "Load it again. If it stays silent, check that this computer's network lets MX's \
                 pages through.",
            ));
            self.note_desk(Tone::Bad, "widget_silent", "The widget does not answer");
        }
        if is_due(self.conclusion.as_ref().map(|conclusion| conclusion.at)) {
            self.finish();
        }
        if self.phase == SessionPhase::Checking && is_due(self.cap_at()) {
            self.give_up_waiting();
        }
        if is_due(self.search.list_at) {
            self.search.list_at = None;
            self.list_is_due();
        }
        self.run_link_timer();
        self.run_deposit_timers();
        self.try_again();
        self.poll();
        self.inquire();
        if self.refusals.unshown && self.refusals.next_show().is_some_and(|at| at <= now) {
            self.refusals.shown_at = Some(now);
            self.show();
        }
    }

    fn answered(&mut self, answer: Answer, elapsed_ms: u32) {
        if let Some(wait) = answer.retry_after() {
            self.hold_off(wait);
        }
        if answer.came() && !self.is_finished() {
            self.answered_at = Some(self.now);
        }
        match answer {
            Answer::User { result, created } => self.user_answered(result, created, elapsed_ms),
            Answer::Members(result) => self.members_answered(result, elapsed_ms),
            Answer::Widget { request, result } if self.renews_link(request) => {
                self.link_renewed(request, result, elapsed_ms);
            }
            Answer::Widget { request, result } => {
                self.widget_answered(request, result, elapsed_ms);
            }
            Answer::Member(guid, result) => self.member_answered(&guid, result, elapsed_ms),
            Answer::Status(guid, result) => self.status_answered(&guid, result, elapsed_ms),
            Answer::Numbers(guid, result) => self.numbers_answered(&guid, result, elapsed_ms),
            Answer::Accounts(guid, result) => self.accounts_answered(&guid, result, elapsed_ms),
            Answer::Owners(guid, result) => self.owners_answered(&guid, result, elapsed_ms),
            Answer::Microdeposit(guid, result) => self.deposit_answered(&guid, result, elapsed_ms),
            Answer::Microdeposits(result) => self.deposits_answered(result, elapsed_ms),
            Answer::Transactions {
                reading,
                page,
                result,
            } => self.page_answered(reading, page, result, elapsed_ms),
            Answer::Job(guid, Job::Verification | Job::Aggregation, result)
                if self.phase != SessionPhase::Done =>
            {
                self.run_answered(&guid, result, elapsed_ms);
            }
            Answer::Job(guid, _, result) => self.inquiry_started(&guid, result, elapsed_ms),
        }
    }
}

impl Refusals {
    fn next_show(&self) -> Option<i64> {
        let after = |shown: i64| shown + REFUSALS_SHOWN_EVERY_MS;
        self.unshown.then(|| self.shown_at.map_or(i64::MIN, after))
    }
}
