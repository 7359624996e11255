//! The ways the widget reaches the customer, and what each means for the session: in the agent's
//! window and in the customer's it speaks; behind a link it can't be heard, and MX is asked
//! instead.

use super::{Effect, Machine, Note, machine::Listing, tracked::Tracked, words::shown_name};
use crate::{
    mx::{Answered, Member, MxProblem},
    view::{HandOver, LinkView, Problem, ProblemCode, SessionAction, SessionPhase, Tone},
};

/// How long a widget URL can be opened (MX docs, Connect widget URL).
pub(crate) const URL_LIFE_MS: i64 = 10 * 60 * 1_000;
/// Who opened a link just before its end is followed this much longer.
const FOLLOWED_AFTER_EXPIRY_MS: i64 = 60 * 60 * 1_000;
/// How often the user's members are listed for a link: at first, and when nothing happens.
const FASTEST_PACE_MS: i64 = 5_000;
const SLOWEST_PACE_MS: i64 = 15_000;

/// How the widget is handed over now.
pub(super) struct Handed {
    pub(super) how: HandOver,
    /// The display of the customer window.
    pub(super) display: Option<u32>,
    /// The link the customer has, or had.
    link: Option<Link>,
    /// A link that replaces it is being made: the number of the request.
    renewing: Option<u32>,
    /// The mount in the customer window.
    in_window: Option<u32>,
}

struct Link {
    expires_at: i64,
    /// It has been said that it expired.
    expiry_shown: bool,
    /// The address is of this run.
    is_known: bool,
    /// Time between two lists.
    pace: i64,
}

impl Handed {
    pub(super) fn new(how: HandOver, display: Option<u32>) -> Self {
        Self {
            how,
            display,
            link: None,
            renewing: None,
            in_window: None,
        }
    }
}

impl Link {
    fn new(expires_at: i64, is_known: bool) -> Self {
        Self {
            expires_at,
            expiry_shown: false,
            is_known,
            pace: FASTEST_PACE_MS,
        }
    }

    fn followed_until(&self) -> i64 {
        self.expires_at + FOLLOWED_AFTER_EXPIRY_MS
    }
}

impl Machine {
    /// How the widget is handed over, and on which display.
    pub(crate) fn handed_over(&self) -> (HandOver, Option<u32>) {
        (self.handed.how, self.handed.display)
    }

    /// Whether the widget can be handed over in this way now.
    pub(crate) fn offers(&self, to: HandOver) -> bool {
        self.other_hand_overs().contains(&to)
    }

    /// The widget is in the customer window.
    pub(crate) fn is_in_window(&self) -> bool {
        self.is_open() && self.handed.how == HandOver::Window
    }

    /// The widget is on a screen of this computer.
    pub(super) fn shows_widget(&self) -> bool {
        self.is_open() && self.handed.how != HandOver::Link
    }

    /// The link can be copied and drawn.
    pub(crate) fn has_link(&self) -> bool {
        self.link_view().is_some_and(|link| link.available)
    }

    /// The other ways the widget can be handed over now.
    pub(super) fn other_hand_overs(&self) -> Vec<HandOver> {
        let is_offered = match self.phase {
            SessionPhase::Open => self.conclusion.is_none(),
            SessionPhase::Stopped => {
                let again = [
                    SessionAction::Reopen,
                    SessionAction::ReloadWidget,
                    SessionAction::EnterAmounts,
                ];
                again
                    .iter()
                    .any(|action| self.stop_actions.contains(action))
            }
            SessionPhase::Preparing | SessionPhase::Checking | SessionPhase::Done => false,
        };
        let all = [HandOver::Here, HandOver::Window, HandOver::Link];
        all.into_iter()
            .filter(|other| is_offered && *other != self.handed.how)
            .collect()
    }

    /// The agent hands the widget over in another way. What is known about the customer's
    /// connection stays; the widget that was there is gone.
    pub(super) fn hand_over(&mut self, to: HandOver, display: Option<u32>) {
        if !self.offers(to) {
            return;
        }
        self.handed = Handed {
            // Its window is taken away, or used again, when the machine settles.
            in_window: self.handed.in_window,
            ..Handed::new(to, display)
        };
        let (kind, words) = match to {
            HandOver::Here => ("hand_over_here", "Agent took the widget back here"),
            HandOver::Window => ("hand_over_window", "Agent opened the customer window"),
            HandOver::Link => ("hand_over_link", "Agent chose to send a link"),
        };
        self.note_agent(kind, words);
        self.out.push(Effect::Journal(Note::HandOver(to)));
        self.request_widget();
    }

    // The customer window.

    /// Opens or takes away the customer window, as the session now wants it.
    pub(super) fn settle_window(&mut self) {
        let wanted = self.is_in_window().then(|| self.mount());
        if wanted == self.handed.in_window {
            return;
        }
        let effect = match wanted {
            Some(mount) => Effect::OpenWindow { mount },
            None => Effect::CloseWindow,
        };
        self.handed.in_window = wanted;
        self.out.push(effect);
    }

    pub(super) fn window_left(&mut self, mount: u32) {
        if self.handed.in_window != Some(mount) || !self.is_open() {
            return;
        }
        let words = "The customer window was closed";
        self.note_desk(Tone::Neutral, "window_closed", words);
        self.close_widget();
    }

    pub(super) fn window_failed(&mut self) {
        if !self.is_in_window() {
            return;
        }
        self.widget.gone();
        self.widget.problem = Some(Problem::new(
            ProblemCode::WindowFailed,
            "The customer window could not be opened.",
            "Try again, or hand the widget over in another way.",
        ));
        let words = "The customer window could not be opened";
        self.note_desk(Tone::Bad, "window_failed", words);
    }

    // The link.

    /// The session follows what the customer does behind a link.
    pub(super) fn follows_link(&self) -> bool {
        self.is_open() && self.handed.how == HandOver::Link && self.conclusion.is_none()
    }

    /// The customer has a link whose time is not up.
    pub(super) fn link_can_be_opened(&self) -> bool {
        let link = self.handed.link.as_ref();
        self.handed.how == HandOver::Link && link.is_some_and(|it| it.expires_at > self.now)
    }

    pub(super) fn link_view(&self) -> Option<LinkView> {
        let link = self.handed.link.as_ref().filter(|_| self.follows_link())?;
        let expired = link.expires_at <= self.now;
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let ms = |at: i64| at as f64;
        Some(LinkView {
            expires_at_ms: ms(link.expires_at),
            expired,
            available: link.is_known && !expired,
            followed_until_ms: ms(link.followed_until()),
        })
    }

    pub(super) fn link_actions(&self) -> Vec<SessionAction> {
        use SessionAction::{CloseWidget, ReloadWidget};
        if self.has_link() {
            vec![CloseWidget, ReloadWidget]
        } else {
            vec![ReloadWidget, CloseWidget]
        }
    }

    /// MX has made the widget's URL, when the session is handed over by link.
    pub(super) fn link_made(&mut self, elapsed_ms: u32) {
        if self.handed.how != HandOver::Link {
            return;
        }
        // Nothing will be heard from it.
        self.widget.gone();
        self.handed.renewing = None;
        let note = Note::HandOver(HandOver::Link);
        self.out.push(Effect::Journal(note));
        let made_at = self.now - i64::from(elapsed_ms);
        self.handed.link = Some(Link::new(made_at + URL_LIFE_MS, true));
        self.list_again();
        self.follow_deposits_by_link();
    }

    /// Makes a new link. MX is asked about the old one's customer all the while: who has opened
    /// it may finish.
    pub(super) fn renew_link(&mut self) {
        if self.handed.renewing.is_some() {
            return;
        }
        self.note_agent("new_link", "Agent asked for a new link");
        self.widget.request += 1;
        self.handed.renewing = Some(self.widget.request);
        self.push_widget_request();
    }

    pub(super) fn renews_link(&self, request: u32) -> bool {
        self.follows_link() && self.handed.renewing == Some(request)
    }

    pub(super) fn link_renewed(
        &mut self,
        request: u32,
        result: Result<String, Problem>,
        elapsed_ms: u32,
    ) {
        self.handed.renewing = None;
        match result {
            Ok(origin) => {
                self.widget.mounted(request, origin, self.now);
                self.api_problem = None;
                self.note_api(Tone::Good, "widget_url", "MX made a new link", elapsed_ms);
                self.link_made(elapsed_ms);
            }
            Err(problem) => {
                self.api_problem = Some(problem);
                let words = "A new link could not be made";
                self.note_api(Tone::Bad, "widget_url", words, elapsed_ms);
            }
        }
    }

    /// When the link's next moment comes: its expiry, or the end of asking after it.
    pub(super) fn link_timer(&self) -> Option<i64> {
        let link = self.handed.link.as_ref().filter(|_| self.follows_link())?;
        Some(if link.expiry_shown {
            link.followed_until()
        } else {
            link.expires_at
        })
    }

    pub(super) fn run_link_timer(&mut self) {
        let now = self.now;
        if self.link_timer().is_none_or(|at| at > now) {
            return;
        }
        let Some(link) = &mut self.handed.link else {
            return;
        };
        if !std::mem::replace(&mut link.expiry_shown, true) && link.is_known {
            let words = "The link can't be opened any more";
            self.note_desk(Tone::Attention, "link_expired", words);
        }
        let is_over = |link: &Link| link.followed_until() <= now;
        if self.handed.link.as_ref().is_some_and(is_over) {
            let words = "Nobody has finished by the link within an hour";
            self.note_desk(Tone::Attention, "link_over", words);
            self.check();
        }
    }

    /// Whether what an earlier run handed over by link can still come to an end by it.
    pub(super) fn may_follow_again(&self) -> bool {
        let is_by_link = self.handed.how == HandOver::Link && !self.begin.without_widget;
        // A microdeposit is asked about by its guid, whoever has the link.
        let is_known = self.begin.microdeposit_guid.is_some();
        is_by_link && !is_known && self.last_link().followed_until() > self.now
    }

    /// The link an earlier run may have made last. Its address is nowhere any more.
    fn last_link(&self) -> Link {
        let made_at = self
            .begin
            .handed_over_at_ms
            .unwrap_or(self.begin.started_at_ms);
        Link::new(made_at + URL_LIFE_MS, false)
    }

    /// The app was restarted; the customer may be behind the link all the same.
    pub(super) fn follow_again(&mut self) {
        self.phase = SessionPhase::Open;
        self.handed.link = Some(self.last_link());
        let words = "Following the link from before the restart";
        self.note_desk(Tone::Neutral, "resumed", words);
        if let Some(guid) = self.begin.member_guid.clone() {
            self.candidate = Some(Tracked::new(&guid));
            self.ask_owner(&guid);
        }
        self.search.list_at = Some(self.now);
        self.follow_deposits_by_link();
    }

    /// The link followed is an earlier run's: what was before it is not known.
    pub(super) fn is_resumed_link(&self) -> bool {
        self.handed.link.as_ref().is_some_and(|link| !link.is_known)
    }

    /// Lists the user's members: for a link, or to find how a closed widget ended.
    pub(super) fn list_is_due(&mut self) {
        if self.follows_link() {
            self.list(Listing::Follow);
        } else {
            self.find_members();
        }
    }

    /// Plans the next list for the link, if none is planned or under way.
    pub(super) fn list_again(&mut self) {
        if !self.follows_link() || self.search.listing.is_some() {
            return;
        }
        let at = self.now + self.pace() + self.jitter();
        self.search.list_at.get_or_insert(at);
    }

    fn pace(&self) -> i64 {
        let link = self.handed.link.as_ref();
        link.map_or(FASTEST_PACE_MS, |link| link.pace)
    }

    /// Something happens behind the link, or nothing does.
    fn set_pace(&mut self, is_news: bool) {
        if let Some(link) = &mut self.handed.link {
            link.pace = if is_news {
                FASTEST_PACE_MS
            } else {
                (link.pace * 5 / 4).min(SLOWEST_PACE_MS)
            };
        }
    }

    /// A member with a job is asked for its status; one without is seen in the lists.
    pub(super) fn poll_at_pace(&mut self) {
        // 3 s at the fastest pace: MX's minimum for one member.
        let gap = self.pace() * 3 / 5 + self.jitter();
        let now = self.now;
        if let Some(member) = &mut self.current
            && member
                .standing
                .as_ref()
                .is_some_and(|standing| standing.is_working)
        {
            let at = now.max(member.not_before) + gap;
            member.next_poll_at.get_or_insert(at);
        }
    }

    pub(super) fn followed(
        &mut self,
        result: Result<Answered<Vec<Member>>, MxProblem>,
        elapsed_ms: u32,
    ) {
        match result {
            Ok(members) => {
                let receipts = members.receipts;
                self.search.failures = 0;
                if self.api_problem.take().is_some() {
                    self.show();
                }
                let news = self.latest_news(members.value);
                self.set_pace(news.is_some());
                if let Some(value) = news {
                    self.take_news(Answered { value, receipts }, elapsed_ms);
                }
                self.list_again();
            }
            Err(problem) => {
                self.note_api(Tone::Bad, "members", problem.to_string(), elapsed_ms);
                self.outlives(problem);
                self.search.failures += 1;
                let wait = self.backoff(self.search.failures).max(self.pace());
                self.search.list_at = Some(self.now + wait);
            }
        }
    }

    /// The member the customer used last, if it stands otherwise than is known.
    fn latest_news(&self, members: Vec<Member>) -> Option<Member> {
        let latest = members
            .into_iter()
            .filter(|member| self.is_new_or_changed(member))
            .max_by(|a, b| a.aggregated_at.cmp(&b.aggregated_at))?;
        let known = self
            .current
            .as_ref()
            .filter(|known| known.guid == latest.guid);
        let is_known_so = known
            .and_then(|known| known.standing.as_ref())
            .is_some_and(|known| {
                known.status == latest.connection_status
                    && known.is_working == (latest.is_being_aggregated == Some(true))
                    && known.aggregated_at == latest.aggregated_at
            });
        (!is_known_so).then_some(latest)
    }

    fn take_news(&mut self, member: Answered<Member>, elapsed_ms: u32) {
        let guid = member.value.guid.clone();
        self.candidate = None;
        let is_other = self.current.as_ref().is_none_or(|known| known.guid != guid);
        if is_other {
            let bank = member
                .value
                .name
                .as_deref()
                .map(shown_name)
                .filter(|name| !name.is_empty());
            let words = match &bank {
                Some(bank) => format!("The customer connects {bank}"),
                None => "The customer connects a bank".to_owned(),
            };
            if let Some(bank) = bank {
                self.out.push(Effect::Journal(Note::Institution(bank)));
            }
            self.note_api(Tone::Good, "members", words, elapsed_ms);
            self.institution = None;
            self.adopt(member);
        } else {
            self.asked.count += 1;
            let (asked, mode) = (self.asked.count, self.begin.mode);
            if let Some(known) = &mut self.current {
                known.keep_member(member, asked, mode);
            }
            self.show();
        }
        // The list says that something changed; the status says what can be read.
        self.poll_soon();
        self.assess();
    }

    /// All was read, and no account has numbers. The customer sees that too and can choose
    /// another bank.
    pub(super) fn none_by_link_yet(&mut self) {
        let words = "This bank has no eligible accounts; the customer can choose another";
        self.note_desk(Tone::Attention, "no_eligible_accounts", words);
    }
}
