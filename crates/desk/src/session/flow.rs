//! From the customer to the widget, and from the widget to the end.

use connect_events::ConnectionStatus;

use super::{
    Effect, Machine, Note, Read, Requests,
    machine::Listing,
    run::CLOCK_TOLERANCE_MS,
    tracked::{Before, Tracked},
    words::count,
};
use crate::{
    mx::{Answered, Member, MxProblem, User},
    numbers::HeldNumbers,
    view::{EndingKind, Problem, SessionAction, SessionMode, SessionPhase, Tone},
};

/// MX is asked for this long how a closed session ended; then the person decides.
pub(super) const CHECKING_CAP_MS: i64 = 120_000;
/// A member can appear a moment after its credentials were sent.
const LIST_AGAIN_MS: i64 = 3_000;
const LISTS_AFTER_SUBMITTING: u8 = 3;

use SessionAction::{CheckAgain, Finish, ReloadWidget, Reopen, StartOver};

impl Machine {
    /// The widget is asked for with more than the desk's own options: so say the words.
    pub(crate) fn begin_with_options(&mut self, words: Option<String>) {
        if let Some(words) = words {
            self.note_desk(Tone::Neutral, "options", words);
        }
    }

    pub(super) fn start(&mut self) {
        match (self.phase, &self.customer.guid) {
            (SessionPhase::Checking, Some(_)) if self.may_follow_again() => self.follow_again(),
            (SessionPhase::Checking, Some(_)) => {
                self.note_desk(Tone::Neutral, "resumed", "Asking MX how the session ended");
                self.resume();
            }
            // The app stopped before there was a user: nothing has happened yet.
            (SessionPhase::Checking, None) if self.begin.without_widget => {
                self.go_on(SessionPhase::Preparing);
                self.out.push(Effect::PrepareUser);
            }
            // The app stopped before there was a user: there was no widget either.
            (SessionPhase::Checking, None) => self.nothing_connected(),
            _ => {
                self.out.push(Effect::PrepareUser);
                self.show();
            }
        }
    }

    fn resume(&mut self) {
        self.resume_without_widget();
        if self.begin_on_deposit() {
            return;
        }
        if let Some(guid) = self.begin.member_guid.clone() {
            self.search.checking_since = Some(self.now);
            self.candidate = Some(Tracked::new(&guid));
            self.ask_owner(&guid);
        } else {
            self.check();
        }
    }

    pub(super) fn user_answered(
        &mut self,
        result: Result<User, Problem>,
        created: bool,
        elapsed_ms: u32,
    ) {
        if self.phase != SessionPhase::Preparing || self.customer.guid.is_some() {
            return;
        }
        match result {
            Ok(user) => {
                self.reached();
                self.wait_no_more();
                self.out
                    .push(Effect::Journal(Note::User(user.guid.clone())));
                self.customer.guid = Some(user.guid);
                self.customer.email = user.email;
                let words = if created {
                    "Customer created at MX"
                } else {
                    "Customer found at MX"
                };
                self.note_api(Tone::Good, "user", words, elapsed_ms);
                if self.begin_on_deposit() || self.begin_without_widget() {
                    return;
                }
                if created {
                    self.search.baseline = Some(std::collections::HashMap::new());
                } else {
                    self.list(Listing::Baseline);
                }
                // On a connection, once MX has said how it stands.
                if created || self.begin.member_guid.is_none() {
                    self.request_widget();
                }
            }
            Err(problem) => {
                self.note_api(
                    Tone::Bad,
                    "user",
                    "The customer could not be prepared",
                    elapsed_ms,
                );
                if self.waits_for_network(&problem) {
                    return;
                }
                self.fail(problem, vec![StartOver, Finish]);
            }
        }
    }

    /// Asks for a widget, on the member the session is about if there is one.
    pub(super) fn request_widget(&mut self) {
        self.go_on(SessionPhase::Preparing);
        self.run = None;
        self.widget.request += 1;
        self.widget.gone();
        self.candidate = None;
        self.drop_held();
        self.conclusion = None;
        self.result = None;
        self.requests = Requests::default();
        self.numbers = HeldNumbers::default();
        self.search.checking_since = None;
        self.search.list_at = None;
        if let Some(member) = &mut self.current {
            member.widget_opens_again();
        }
        self.deposits.widget_opens();
        self.wait_no_more();
        self.push_widget_request();
    }

    /// Asks MX for a widget's address: on what the session is about, if that is known.
    pub(super) fn push_widget_request(&mut self) {
        let current_microdeposit = self.deposits.to_open();
        let standing = self.current.as_ref().and_then(|it| it.standing.as_ref());
        // The customer has been to the bank since; without being asked to, MX's widget would only
        // say that the sign-in is locked, and offer nothing.
        let is_locked =
            standing.and_then(|it| it.status.as_ref()) == Some(&ConnectionStatus::Locked);
        let current_member = match (&current_microdeposit, &self.current) {
            (Some(_), _) => None,
            (None, Some(member)) => Some(member.guid.clone()),
            (None, None) => self.begin.member_guid.clone(),
        };
        self.out.push(Effect::RequestWidgetUrl {
            request: self.widget.request,
            update_credentials: is_locked && current_member.is_some(),
            current_member,
            current_microdeposit,
        });
    }

    pub(super) fn widget_answered(
        &mut self,
        request: u32,
        result: Result<String, Problem>,
        elapsed_ms: u32,
    ) {
        if self.phase != SessionPhase::Preparing || request != self.widget.request {
            return;
        }
        match result {
            Ok(origin) => {
                self.reached();
                self.wait_no_more();
                self.phase = SessionPhase::Open;
                self.widget.mounted(request, origin, self.now);
                self.note_api(
                    Tone::Good,
                    "widget_url",
                    "MX prepared the widget",
                    elapsed_ms,
                );
                self.link_made(elapsed_ms);
                self.poll_slowly();
                self.watch_deposit();
            }
            Err(problem) => {
                let words = "The widget could not be prepared";
                self.note_api(Tone::Bad, "widget_url", words, elapsed_ms);
                if self.waits_for_network(&problem) {
                    return;
                }
                self.fail(problem, vec![ReloadWidget, StartOver, Finish]);
            }
        }
    }

    /// The widget is taken away: by the agent, or because the customer is done with it.
    pub(super) fn close_widget(&mut self) {
        if self.conclusion.is_some() {
            return self.finish();
        }
        self.check();
    }

    /// The widget's page kept the app busy, and was taken away for it.
    pub(super) fn flooded(&mut self) {
        if self.is_open() {
            let words = "The widget's page sent thousands of messages at once, and was closed";
            self.note_desk(Tone::Bad, "widget_flooding", words);
            self.close_widget();
        }
    }

    /// Asks MX how far it got.
    pub(super) fn check(&mut self) {
        let is_late =
            self.ending.as_ref().map(|ending| ending.kind) == Some(EndingKind::StillWorking);
        self.run_again(is_late);
        if self.run.is_some() && self.current.is_none() && self.begin_without_widget() {
            return;
        }
        self.go_on(SessionPhase::Checking);
        self.widget.gone();
        self.search.checking_since = Some(self.now);
        self.search.failures = 0;
        self.search.lists_left = if self.widget.submitted {
            LISTS_AFTER_SUBMITTING
        } else {
            1
        };
        self.drop_held();
        self.deposits.check_begins();
        if let Some(candidate) = &self.candidate {
            // The latest the widget spoke of; whose it is, is known in a moment.
            let guid = candidate.guid.clone();
            return self.ask_owner(&guid);
        }
        self.check_known();
    }

    /// Asks how the session's member stands, or looks for one.
    pub(super) fn check_known(&mut self) {
        if self.phase != SessionPhase::Checking || self.check_deposit() {
            return;
        }
        match &mut self.current {
            Some(member) => {
                member.check_begins();
                let guid = member.guid.clone();
                self.ask(&guid, &[Read::Member, Read::Status]);
                self.poll_soon();
            }
            None => self.find_members(),
        }
    }

    /// Looks for the member the session brought, among all of the user's.
    pub(super) fn find_members(&mut self) {
        if self.phase == SessionPhase::Checking && self.current.is_none() {
            self.list(Listing::Find);
        }
    }

    pub(super) fn list(&mut self, listing: Listing) {
        if self.search.listing.is_none() {
            self.search.listing = Some(listing);
            self.out.push(Effect::ListMembers);
        }
    }

    pub(super) fn members_answered(
        &mut self,
        result: Result<Answered<Vec<Member>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        match self.search.listing.take() {
            Some(Listing::Baseline) => {
                if let Ok(members) = result {
                    self.baseline_read(members, elapsed_ms);
                }
                if self.phase == SessionPhase::Preparing && self.widget.request == 0 {
                    self.request_widget();
                    self.poll_slowly();
                }
                // The widget may be gone already, and the search for its member was waiting.
                self.find_members();
                self.list_again();
            }
            Some(Listing::Follow) if self.follows_link() => self.followed(result, elapsed_ms),
            Some(Listing::Find) if self.phase == SessionPhase::Checking => {
                self.found(result, elapsed_ms);
            }
            _ => {
                self.find_members();
                self.list_again();
            }
        }
    }

    fn baseline_read(&mut self, members: Answered<Vec<Member>>, elapsed_ms: u32) {
        let Answered {
            value: members,
            receipts,
        } = members;
        let words = match members.len() {
            0 => "Customer has no connection yet".to_owned(),
            n => format!(
                "Customer has {} already",
                count(n, "connection", "connections")
            ),
        };
        self.note_api(Tone::Neutral, "members", words, elapsed_ms);
        let known = members
            .iter()
            .map(|member| (member.guid.clone(), Before::of(member)))
            .collect();
        self.search.baseline = Some(known);
        let wanted = self.begin.member_guid.as_deref();
        if self.current.is_none()
            && let Some(value) = members
                .into_iter()
                .find(|m| Some(m.guid.as_str()) == wanted)
        {
            self.adopt(Answered { value, receipts });
            self.poll_slowly();
        }
    }

    fn found(&mut self, result: Result<Answered<Vec<Member>>, MxProblem>, elapsed_ms: u32) {
        let Answered {
            value: members,
            receipts,
        } = match result {
            Ok(members) => members,
            Err(problem) => {
                self.note_api(Tone::Bad, "members", problem.to_string(), elapsed_ms);
                if !problem.kind.is_transient() {
                    return self.fail_checking(problem.into());
                }
                self.api_problem = Some(problem.into());
                self.search.failures += 1;
                self.search.list_at = Some(self.now + self.backoff(self.search.failures));
                return;
            }
        };
        self.search.failures = 0;
        self.api_problem = None;
        let brought = members
            .into_iter()
            .filter(|member| self.is_new_or_changed(member))
            .max_by(|a, b| a.aggregated_at.cmp(&b.aggregated_at));
        self.search.lists_left = self.search.lists_left.saturating_sub(1);
        if let Some(value) = brought {
            self.note_api(Tone::Good, "members", "MX has a new connection", elapsed_ms);
            let guid = value.guid.clone();
            self.adopt(Answered { value, receipts });
            self.ask(&guid, &[Read::Status]);
            self.poll_soon();
        } else if self.search.lists_left > 0 {
            self.note_api(
                Tone::Neutral,
                "members",
                "MX has no new connection yet",
                elapsed_ms,
            );
            self.search.list_at = Some(self.now + LIST_AGAIN_MS);
        } else {
            self.note_api(
                Tone::Neutral,
                "members",
                "MX has no new connection",
                elapsed_ms,
            );
            if !self.look_for_deposits() {
                self.nothing_connected();
            }
        }
    }

    pub(super) fn is_new_or_changed(&self, member: &Member) -> bool {
        match &self.search.baseline {
            Some(baseline) => baseline
                .get(&member.guid)
                .is_none_or(|before| *before != Before::of(member)),
            None => {
                let aggregated = member.aggregated_at.as_deref().and_then(|at| {
                    at.parse::<jiff::Timestamp>()
                        .ok()
                        .map(jiff::Timestamp::as_millisecond)
                });
                aggregated.is_some_and(|at| at >= self.begin.started_at_ms - CLOCK_TOLERANCE_MS)
            }
        }
    }

    /// A member that is not (or no longer) there is no place to open the widget on.
    pub(super) fn never_open_on(&mut self, guid: &str) {
        self.begin.member_guid.take_if(|wanted| wanted == guid);
    }

    /// The customer had connected a bank before the session began.
    fn had_connections(&self) -> bool {
        let baseline = self.search.baseline.iter().flatten();
        baseline.map(|(_, before)| before).any(Before::was_done)
    }

    pub(super) fn nothing_connected(&mut self) {
        let text = if self.widget.step.as_deref() == Some("microdeposits") {
            "The customer was at the small test deposits, and has not asked for them. Open the \
             widget again, or start over."
        } else if self.link_can_be_opened() {
            "The customer has not connected a bank so far. Their link can still be opened: check again \
             later, or start over."
        } else if self.had_connections() {
            "The customer has not connected another bank in this session. What they had connected \
             before is as it was."
        } else {
            "The customer has not connected a bank. Open the widget again, or start over."
        };
        self.end(
            SessionPhase::Stopped,
            EndingKind::NothingConnected,
            text.to_owned(),
        );
        self.stop_actions = if self.customer.guid.is_none() {
            vec![StartOver, Finish]
        } else if self.link_can_be_opened() {
            vec![CheckAgain, Reopen, StartOver, Finish]
        } else {
            vec![Reopen, CheckAgain, StartOver, Finish]
        };
    }

    pub(super) fn cap_at(&self) -> Option<i64> {
        self.search
            .checking_since
            .map(|since| since + CHECKING_CAP_MS)
    }

    /// Two minutes are over.
    pub(super) fn give_up_waiting(&mut self) {
        self.note_desk(
            Tone::Attention,
            "still_working",
            "Not finished after two minutes",
        );
        self.end(
            SessionPhase::Stopped,
            EndingKind::StillWorking,
            "MX has not finished yet. Nothing is lost: ask again in a few minutes.".to_owned(),
        );
        self.stop_actions = vec![CheckAgain, Reopen, StartOver, Finish];
    }

    /// A failure that waiting does not cure.
    pub(super) fn fail(&mut self, problem: Problem, actions: Vec<SessionAction>) {
        self.end(
            SessionPhase::Stopped,
            EndingKind::Failed,
            problem.message.clone(),
        );
        self.api_problem = Some(problem);
        self.stop_actions = actions;
    }

    pub(super) fn fail_checking(&mut self, problem: Problem) {
        self.fail(problem, vec![CheckAgain, StartOver, Finish]);
    }

    /// MX has proved how it ended. The widget keeps its last page for a moment.
    pub(super) fn conclude(&mut self, kind: EndingKind, text: String) {
        self.candidate = None;
        self.drop_held();
        self.conclusion = Some(super::machine::Conclusion {
            at: if self.shows_widget() {
                self.leave_widget_at()
            } else {
                self.now
            },
            kind,
            text,
        });
        if !self.shows_widget() {
            self.finish();
        }
    }

    pub(super) fn conclude_without_numbers(&mut self) {
        let text = match self.begin.mode {
            SessionMode::Verification => {
                "The bank is connected, but it has no eligible accounts: only checking and savings \
                 accounts have numbers. Start over with another bank."
            }
            SessionMode::Aggregation => {
                "The bank is connected, but it shows no accounts. Start over with another bank."
            }
        };
        self.note_desk(
            Tone::Attention,
            "no_eligible_accounts",
            "No eligible accounts",
        );
        self.conclude(EndingKind::NoEligibleAccounts, text.to_owned());
    }

    /// The moment after the conclusion is over.
    pub(super) fn finish(&mut self) {
        let Some(conclusion) = self.conclusion.take() else {
            return;
        };
        self.widget.gone();
        if conclusion.kind == EndingKind::Verified {
            self.end(SessionPhase::Done, conclusion.kind, conclusion.text);
            // The end expects no more answers; numbers that were dropped before it are still due.
            self.ask_for_dropped_numbers();
        } else {
            self.end(SessionPhase::Stopped, conclusion.kind, conclusion.text);
            self.stop_actions = vec![StartOver, Reopen, CheckAgain, Finish];
        }
    }
}
