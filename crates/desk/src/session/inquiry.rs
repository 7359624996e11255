//! What is asked about the accounts once they are here: who owns them, and their balances now.
//! Both are jobs of MX's at the bank; MX runs one at a time for a member.

mod brought;

use std::collections::VecDeque;

use super::{
    Effect, Machine, Note, Read,
    asking::STATUS_APART_MS,
    flow::CHECKING_CAP_MS,
    gathering::Gathering,
    run::{Progress, Run},
    tracked::Standing,
    words::shown_name,
};
use crate::{
    balance_checks::BalanceChecks,
    mx::{AccountOwner, Job, MxProblem, MxProblemKind},
    names::compare_all,
    status::{StatusClass, advice_for},
    view::{AccountOwnerView, Problem, ProblemCode, ResultView, SessionPhase, Tone},
};

/// Everything that is asked, and what came of it.
#[derive(Default)]
pub(super) struct Inquiries {
    running: Option<Inquiry>,
    /// Asked for while another is running.
    waiting: VecDeque<Topic>,
    owners: Option<Vec<AccountOwner>>,
    owners_problem: Option<Problem>,
    balances_problem: Option<Problem>,
    balances_at: Option<String>,
    /// Whom the agent expects. In memory only.
    given_name: Option<String>,
    checks: BalanceChecks,
    left_shown: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Owners,
    Balances,
    Gather(Gathering),
}

impl Topic {
    /// What MX is told to do first, if anything.
    fn job(self) -> Option<Job> {
        match self {
            Self::Owners => Some(Job::Identification),
            Self::Balances => Some(Job::BalanceCheck),
            Self::Gather(what) => what.job(),
        }
    }

    fn read(self) -> Read {
        match self {
            Self::Owners => Read::Owners,
            Self::Balances | Self::Gather(_) => Read::Accounts,
        }
    }
}

struct Inquiry {
    topic: Topic,
    /// None: what MX has is read, and nothing is started.
    run: Option<Run>,
    began_at: i64,
    next_at: Option<i64>,
    failures: u32,
    /// The job is over; what it brought is read.
    is_read: bool,
    /// MX did not ask the bank again.
    nothing_new: bool,
}

impl Inquiries {
    pub(super) fn is_running(&self, topic: Topic) -> bool {
        self.running.as_ref().is_some_and(|it| it.topic == topic)
    }

    /// What came in the way.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        [&self.owners_problem, &self.balances_problem]
            .into_iter()
            .flatten()
    }

    /// It is not asked about any more.
    pub(super) fn forget(&mut self, topic: Topic) {
        self.waiting.retain(|waiting| *waiting != topic);
        self.running.take_if(|running| running.topic == topic);
    }

    /// The transactions are read before anything else is asked.
    pub(super) fn transactions_next(&mut self) {
        let topic = Topic::Gather(Gathering::Transactions);
        self.waiting.retain(|waiting| *waiting != topic);
        self.waiting.push_front(topic);
    }

    /// Whether MX did not ask the bank again for what is running.
    pub(super) fn brought_nothing_new(&self) -> bool {
        self.running.as_ref().is_some_and(|it| it.nothing_new)
    }
}

impl Machine {
    /// Balance checks are counted for the whole desk.
    pub(crate) fn count_checks_in(&mut self, checks: BalanceChecks) {
        self.inquiries.checks = checks;
    }

    /// Whom the agent expects, from the start.
    pub(crate) fn expect_owner(&mut self, name: Option<String>) {
        self.inquiries.given_name = name;
    }

    /// Whom the agent expects to own the accounts.
    pub(crate) fn owner_name(&self) -> Option<&str> {
        self.inquiries.given_name.as_deref()
    }

    /// Whether there are accounts to ask about.
    pub(crate) fn may_inquire(&self) -> bool {
        let has_connection = self.result.as_ref().is_some_and(|it| it.has_connection);
        self.phase == SessionPhase::Done && self.current.is_some() && has_connection
    }

    /// Whether MX has said who owns the accounts.
    pub(crate) fn knows_owners(&self) -> bool {
        self.inquiries.owners.is_some()
    }

    pub(super) fn name_owner(&mut self, name: Option<String>) {
        self.expect_owner(name);
        self.show();
    }

    pub(super) fn identify_owners(&mut self) {
        if !self.may_inquire() {
            return;
        }
        self.note_agent("identify", "Agent asked who owns the accounts");
        self.inquiries.owners_problem = None;
        self.ask_about(Topic::Owners);
    }

    pub(super) fn check_balances(&mut self) {
        if !self.may_inquire() {
            return;
        }
        self.note_agent("check_balance", "Agent asked for the current balances");
        self.inquiries.balances_problem = None;
        self.ask_about(Topic::Balances);
    }

    pub(super) fn ask_about(&mut self, topic: Topic) {
        if !self.is_on(topic) {
            self.inquiries.waiting.push_back(topic);
        }
        self.next_inquiry();
        self.show();
    }

    /// Whether it is asked about, or will be when something else has ended.
    pub(super) fn is_on(&self, topic: Topic) -> bool {
        self.inquiries.is_running(topic) || self.inquiries.waiting.contains(&topic)
    }

    pub(super) fn next_inquiry(&mut self) {
        if self.inquiries.running.is_some() {
            return;
        }
        let Some(topic) = self.inquiries.waiting.pop_front() else {
            return;
        };
        let Some(guid) = self.current.as_ref().map(|member| member.guid.clone()) else {
            return;
        };
        if topic == Topic::Balances && self.inquiries.checks.left(&guid, self.now) == 0 {
            self.inquiries.balances_problem = Some(limit_reached());
            return self.next_inquiry();
        }
        let is_reading = topic == Topic::Gather(Gathering::Transactions);
        if is_reading && !self.reading_begins() {
            return self.next_inquiry();
        }
        self.inquiries.running = Some(Inquiry {
            topic,
            run: topic.job().map(Run::wanted),
            began_at: self.now,
            next_at: is_reading.then_some(self.now),
            failures: 0,
            is_read: false,
            nothing_new: false,
        });
        self.start_inquiry();
    }

    fn start_inquiry(&mut self) {
        let (Some(inquiry), Some(member)) = (&mut self.inquiries.running, &self.current) else {
            return;
        };
        let Some(run) = &mut inquiry.run else {
            return;
        };
        run.asked(member.began());
        inquiry.next_at = None;
        let job = run.job;
        if inquiry.topic == Topic::Balances {
            self.inquiries.checks.count(&member.guid, self.now);
            // Before it is asked: a check that was made counts, whatever becomes of the app.
            self.out
                .push(Effect::Journal(Note::BalanceChecks(member.guid.clone(), 1)));
        }
        self.out.push(Effect::StartJob {
            job,
            member_guid: member.guid.clone(),
        });
    }

    pub(super) fn inquiry_started(
        &mut self,
        guid: &str,
        result: Result<(), MxProblem>,
        elapsed_ms: u32,
    ) {
        let is_current = self
            .current
            .as_ref()
            .is_some_and(|member| member.guid == guid);
        let (count, now) = (self.asked.count, self.now);
        let wait = STATUS_APART_MS + self.jitter();
        let Some(inquiry) = self.inquiries.running.as_mut().filter(|_| is_current) else {
            return;
        };
        let topic = inquiry.topic;
        let Some(run) = inquiry.run.as_mut().filter(|run| run.is_asked()) else {
            return;
        };
        match result {
            Ok(()) => {
                run.taken(count);
                inquiry.next_at = Some(now + wait);
                self.note_api(Tone::Neutral, "job", "MX asks the bank", elapsed_ms);
            }
            Err(problem) if problem.kind == MxProblemKind::Conflict => {
                run.other_first(count, problem);
                inquiry.next_at = Some(now + wait);
                let words = "MX is busy with another job for this connection; waiting for it";
                self.note_api(Tone::Neutral, "job", words, elapsed_ms);
            }
            Err(problem)
                if problem.kind == MxProblemKind::RateLimited && topic == Topic::Balances =>
            {
                self.note_api(Tone::Attention, "job", problem.to_string(), elapsed_ms);
                let elsewhere = self.inquiries.checks.used_up(guid, now);
                let note = Note::BalanceChecks(guid.to_owned(), elsewhere);
                self.out.push(Effect::Journal(note));
                self.inquiry_ended(Some(limit_reached()));
            }
            // It may have begun all the same: that is looked up before it is begun again.
            Err(problem) if problem.kind.is_transient() || problem.kind.outcome_unknown() => {
                run.unsure(count, Some(problem.clone()));
                self.inquiry_waits(problem, elapsed_ms);
            }
            Err(problem) => {
                self.note_api(Tone::Bad, "job", problem.to_string(), elapsed_ms);
                self.inquiry_ended(Some(problem.into()));
            }
        }
    }

    /// The same may well be answered a little later.
    fn inquiry_waits(&mut self, problem: MxProblem, elapsed_ms: u32) {
        self.note_api(Tone::Bad, "job", problem.to_string(), elapsed_ms);
        let failures = self.inquiries.running.as_ref().map_or(0, |it| it.failures) + 1;
        let at = self.now + self.backoff(failures);
        if let Some(inquiry) = &mut self.inquiries.running {
            inquiry.failures = failures;
            inquiry.next_at = Some(at);
        }
        // Shown while it lasts, and taken away by what follows.
        *self.problem_of_running() = Some(problem.into());
    }

    fn problem_of_running(&mut self) -> &mut Option<Problem> {
        match self.inquiries.running.as_ref().map(|inquiry| inquiry.topic) {
            Some(Topic::Owners) => &mut self.inquiries.owners_problem,
            Some(Topic::Gather(what)) => self.problem_of(what),
            Some(Topic::Balances) | None => &mut self.inquiries.balances_problem,
        }
    }

    /// There is more to read of the same, and it comes well.
    pub(super) fn inquiry_goes_on(&mut self) {
        if let Some(inquiry) = &mut self.inquiries.running {
            inquiry.failures = 0;
            inquiry.began_at = self.now;
            inquiry.next_at = Some(self.now);
        }
    }

    pub(super) fn inquiry_ended(&mut self, problem: Option<Problem>) {
        if let Some(Topic::Gather(what)) = self.inquiries.running.as_ref().map(|it| it.topic) {
            self.gathering_ended(what, problem.is_some());
        }
        *self.problem_of_running() = problem;
        self.inquiries.running = None;
        self.next_inquiry();
        self.show();
    }

    /// Asks what is due.
    pub(super) fn inquire(&mut self) {
        if self.phase != SessionPhase::Done {
            return;
        }
        let now = self.now;
        if self.reread_at.is_some_and(|at| at <= now) {
            self.reread_at = None;
            self.ask_for_dropped_numbers();
        }
        let left = self.checks_left();
        if std::mem::replace(&mut self.inquiries.left_shown, left) != left {
            self.show();
        }
        let Some(inquiry) = &mut self.inquiries.running else {
            return;
        };
        if now >= inquiry.began_at + CHECKING_CAP_MS {
            return self.inquiry_ended(Some(Problem::new(
                ProblemCode::TimedOut,
                "MX has not finished yet.",
                "Nothing is lost: ask again in a few minutes.",
            )));
        }
        if inquiry.next_at.is_none_or(|at| at > now) {
            return;
        }
        let read = if inquiry.is_read {
            inquiry.topic.read()
        } else {
            Read::Status
        };
        inquiry.next_at = None;
        let topic = inquiry.topic;
        let Some(guid) = self.current.as_ref().map(|member| member.guid.clone()) else {
            return;
        };
        if topic == Topic::Gather(Gathering::Transactions) && self.is_reading() {
            return self.ask_for_page(&guid);
        }
        let allowed = self.status_allowed_at(&guid);
        if read == Read::Status && allowed > now {
            if let Some(inquiry) = &mut self.inquiries.running {
                inquiry.next_at = Some(allowed);
            }
            return;
        }
        self.ask(&guid, &[read]);
    }

    pub(super) fn inquiry_wakes_at(&self) -> Option<i64> {
        if self.phase != SessionPhase::Done {
            return None;
        }
        let running = self.inquiries.running.as_ref();
        [
            running.and_then(|inquiry| inquiry.next_at),
            running.map(|inquiry| inquiry.began_at + CHECKING_CAP_MS),
            self.reread_at,
            self.checks_free_at(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// When the view says of one more balance check that it is allowed.
    fn checks_free_at(&self) -> Option<i64> {
        let member = self.current.as_ref()?;
        self.inquiries.checks.next_at(&member.guid, self.now)
    }

    pub(super) fn inquiry_status(&mut self, result: Result<Standing, MxProblem>, elapsed_ms: u32) {
        let wait = STATUS_APART_MS + self.jitter();
        let at = self.now + wait;
        let standing = match result {
            Ok(standing) => standing,
            Err(problem) => return self.inquiry_failed(problem, elapsed_ms),
        };
        self.gathering_stands(&standing);
        let is_reading = self.is_reading();
        let Some(inquiry) = &mut self.inquiries.running else {
            return;
        };
        inquiry.failures = 0;
        let progress = match &mut inquiry.run {
            Some(run) => {
                let progress = run.progress(&standing);
                inquiry.nothing_new = run.brought_nothing_new(&standing);
                progress
            }
            None if is_reading => {
                self.inquiry_goes_on();
                return self.show();
            }
            None if standing.is_working || standing.is_connected_and_idle() => Progress::Wait,
            None => Progress::Settled,
        };
        match progress {
            Progress::Wait => {
                inquiry.next_at = Some(at);
                *self.problem_of_running() = None;
                self.show();
            }
            Progress::Start => self.start_inquiry(),
            Progress::GaveUp => {
                let problem = inquiry.run.as_ref().map(Run::gave_up);
                self.inquiry_ended(problem);
            }
            Progress::Settled if standing.is_connected_and_idle() => {
                inquiry.is_read = true;
                inquiry.next_at = Some(self.now);
                *self.problem_of_running() = None;
            }
            Progress::Settled => self.inquiry_stopped(&standing, at),
        }
    }

    /// MX's job came to something else than data.
    fn inquiry_stopped(&mut self, standing: &Standing, at: i64) {
        use connect_events::ConnectionStatus as S;
        let advice = advice_for(standing.status.as_ref());
        if standing.status == Some(S::Challenged) {
            return self.inquiry_ended(Some(Problem::new(
                ProblemCode::Challenged,
                "The bank asks the customer something first.",
                "Open the widget on this connection and let the customer answer, then ask again. \
                 The numbers here stay as they are.",
            )));
        }
        if standing.is_working || advice.class == StatusClass::Working {
            if let Some(inquiry) = &mut self.inquiries.running {
                inquiry.next_at = Some(at);
            }
            return;
        }
        let code = match standing.status {
            Some(S::Degraded | S::Disconnected | S::Delayed | S::Failed) => {
                ProblemCode::MxUnavailable
            }
            _ => ProblemCode::NotNow,
        };
        self.inquiry_ended(Some(Problem::new(
            code,
            advice.meaning,
            "The numbers here stay as they are. Once the connection works again, ask again.",
        )));
    }

    pub(super) fn inquiry_failed(&mut self, problem: MxProblem, elapsed_ms: u32) {
        if self.inquiries.running.is_none() {
            return;
        }
        if problem.kind.is_transient() {
            return self.inquiry_waits(problem, elapsed_ms);
        }
        self.note_api(Tone::Bad, "job", problem.to_string(), elapsed_ms);
        self.inquiry_ended(Some(problem.into()));
    }

    /// What the person sees of all this.
    pub(super) fn show_inquiries(&self, result: &mut ResultView) {
        let inquiries = &self.inquiries;
        let owners = &mut result.owners;
        owners.is_working = self.is_on(Topic::Owners);
        owners.problem.clone_from(&inquiries.owners_problem);
        owners.given_name.clone_from(&inquiries.given_name);
        owners.owners = inquiries.owners.as_ref().map(|owners| people(owners));
        owners.verdict = match (&inquiries.given_name, &mut owners.owners) {
            (Some(given), Some(owners)) => compare_all(given, owners),
            _ => None,
        };
        // Only now: what is compared must be whole.
        for owner in owners.owners.iter_mut().flatten() {
            owner.name = shown_name(&owner.name);
        }
        let checks = &mut result.balance_check;
        checks.is_working = self.is_on(Topic::Balances);
        checks.problem.clone_from(&inquiries.balances_problem);
        checks.checked_at.clone_from(&inquiries.balances_at);
        checks.checks_left = self.checks_left();
        let next_at = self.checks_free_at().filter(|_| checks.checks_left == 0);
        let next_at = next_at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
        checks.next_at = next_at.map(|at| at.to_string());
    }

    fn checks_left(&self) -> u32 {
        let member = self.current.as_ref();
        member.map_or(0, |member| {
            self.inquiries.checks.left(&member.guid, self.now)
        })
    }
}

/// Each person once: MX names an owner once for each account of theirs.
fn people(owners: &[AccountOwner]) -> Vec<AccountOwnerView> {
    let mut people: Vec<AccountOwnerView> = Vec::new();
    for owner in owners {
        let guid = owner.account_guid.clone();
        let person = owner_view(owner);
        match people.iter_mut().find(|known| is_same(known, &person)) {
            Some(known) if known.account_guids.contains(&guid) => {}
            Some(known) => known.account_guids.push(guid),
            None => people.push(AccountOwnerView {
                account_guids: vec![guid],
                ..person
            }),
        }
    }
    people
}

fn is_same(one: &AccountOwnerView, other: &AccountOwnerView) -> bool {
    one.name == other.name
        && one.address == other.address
        && one.email == other.email
        && one.phone == other.phone
}

/// A person, of no account yet.
fn owner_view(owner: &AccountOwner) -> AccountOwnerView {
    let line = |text: &Option<String>| {
        text.as_deref()
            .map(shown_name)
            .filter(|text| !text.is_empty())
    };
    AccountOwnerView {
        account_guids: Vec::new(),
        name: owner.name.clone(),
        address: line(&owner.address),
        email: line(&owner.email),
        phone: line(&owner.phone),
        verdict: None,
    }
}

fn limit_reached() -> Problem {
    Problem::new(
        ProblemCode::LimitReached,
        "MX allows five balance checks for a connection in two hours, and they are used up.",
        "Wait until one of them is two hours old. The balances here stay as they were read last.",
    )
}
