//! What the widget says, and what the machine makes of it: hints, never facts.

use std::hash::{DefaultHasher, Hash, Hasher};

use connect_events::{Event, Step};
use url::Url;

use super::{
    BrowserPage, Effect, Fate, Machine, Note, Refused,
    tracked::Tracked,
    words::{event_words, shown_name},
};
use crate::{
    environment::Origin,
    view::{HandOver, InstitutionView, SessionPhase, TimelineSource, Tone},
};

/// Most messages in one second that are read; MX's widget sends a handful.
pub(super) const MESSAGES_PER_SECOND: u32 = 60;
/// Most members and microdeposits of other users that MX is asked about; after that the widget is
/// not believed.
pub(super) const FOREIGN_ASKED: usize = 8;
/// Most messages kept while MX is asked whose member they name.
const HELD_MESSAGES: usize = 16;
/// Most pages opened in the browser within [`PAGES_WITHIN_MS`].
const PAGES: usize = 5;
const PAGES_WITHIN_MS: i64 = 30_000;
/// How long the widget's own *connected* page stays, once it is on screen.
const CONNECTED_SHOWN_MS: i64 = 1_200;

impl Machine {
    pub(super) fn message(&mut self, mount: u32, event: Event) {
        self.hearing.begin();
        self.weigh(mount, event);
        self.hearing.end();
    }

    fn weigh(&mut self, mount: u32, event: Event) {
        if self.is_finished() {
            return self.hearing.says(Fate::Late);
        }
        // A link's widget is on another device: nothing here can speak for it.
        let is_away = self.handed.how == HandOver::Link;
        if mount != self.widget.mount || self.phase == SessionPhase::Preparing || is_away {
            return self.refuse(Refused::EarlierMount, 1);
        }
        if self.phase != SessionPhase::Open {
            // The frame's last words; MX is being asked already.
            return self.hearing.says(Fate::Late);
        }
        let second = self.now.div_euclid(1_000);
        if self.widget.messages_in.0 != second {
            self.widget.messages_in = (second, 0);
        }
        self.widget.messages_in.1 = self.widget.messages_in.1.saturating_add(1);
        if self.widget.messages_in.1 > MESSAGES_PER_SECOND {
            return self.refuse(Refused::TooMany, 1);
        }
        if let Some(named) = event.microdeposit_guid().map(str::to_owned) {
            return self.deposit_named(&named, event);
        }
        if let Some(named) = event.member_guid() {
            let is_current = self
                .current
                .as_ref()
                .is_some_and(|member| member.guid == named);
            if !is_current && self.conclusion.is_some() {
                // The session has its member, and its end.
                return self.hearing.says(Fate::Late);
            }
            if !is_current {
                let named = named.to_owned();
                return self.check_owner(&named, event);
            }
            self.member_leads();
        }
        self.believe(event);
    }

    /// The widget named a member that is not confirmed. MX is asked whose it is, and what the
    /// widget said waits.
    fn check_owner(&mut self, guid: &str, event: Event) {
        if self.foreign.contains(guid) {
            return self.refuse(Refused::ForeignMember, 1);
        }
        if self.held.len() >= HELD_MESSAGES {
            return self.refuse(Refused::TooMany, 1);
        }
        let is_connected = matches!(event, Event::MemberConnected { .. });
        match &mut self.candidate {
            Some(candidate) if candidate.guid == guid => {
                if is_connected && !candidate.hinted_connected {
                    candidate.hinted_connected = true;
                    self.ask_everything(guid);
                }
            }
            // Another member is being asked about; this one's turn comes after it.
            Some(_) => {}
            None if self.foreign.len() >= FOREIGN_ASKED => {
                return self.refuse(Refused::ForeignMember, 1);
            }
            None => {
                self.out
                    .push(Effect::Journal(Note::Member(guid.to_owned())));
                let mut candidate = Tracked::new(guid);
                candidate.hinted_connected = is_connected;
                candidate.before = self.baseline_of(guid);
                self.candidate = Some(candidate);
                if is_connected {
                    self.ask_everything(guid);
                } else {
                    self.ask_owner(guid);
                }
            }
        }
        self.hearing.says(Fate::Waiting);
        self.held.push_back((self.hearing.weighed(), event));
    }

    /// MX said whose the candidate is: what waited is looked at again.
    pub(super) fn release_held(&mut self) {
        for (number, event) in std::mem::take(&mut self.held) {
            if self.phase != SessionPhase::Open {
                self.hearing.dropped(number);
                continue;
            }
            self.hearing.resume(number);
            match event.member_guid() {
                Some(named)
                    if self
                        .current
                        .as_ref()
                        .is_none_or(|member| member.guid != named) =>
                {
                    let named = named.to_owned();
                    self.check_owner(&named, event);
                }
                _ => self.believe(event),
            }
            self.hearing.end();
        }
    }

    /// Nobody waits any more for whose members these are.
    pub(super) fn drop_held(&mut self) {
        for (number, _) in self.held.drain(..) {
            self.hearing.dropped(number);
        }
    }

    /// A message of the widget on screen; the member it names, if any, is the current one.
    pub(super) fn believe(&mut self, event: Event) {
        if self.widget.heard() {
            self.note_desk(Tone::Good, "widget_answers", "The widget answers again");
        }
        if let Event::OauthRequested { url, .. } = &event {
            let page = url.as_ref().and_then(|url| Url::parse(url.expose()).ok());
            let Some(page) = page else {
                return self.refuse(Refused::UnsafePage, 1);
            };
            if !self.may_open(&page) {
                return;
            }
            self.note_event(&event);
            self.widget.submitted = true;
            return self.open(page);
        }
        self.note_event(&event);
        match event {
            Event::Unknown { .. } => self.hearing.says(Fate::NotKnown),
            Event::Loaded {
                initial_step: Some(step),
                ..
            }
            | Event::StepChange {
                current: Some(step),
                ..
            } => self.step(&step),
            Event::SelectedInstitution {
                name,
                institution_code,
                ..
            } => {
                self.chosen(name.as_deref(), institution_code.as_deref());
            }
            Event::EnterCredentials { .. }
            | Event::UpdateCredentials { .. }
            | Event::SubmitMfa { .. } => {
                self.widget.submitted = true;
                self.widget.submitted_after = self.asked.count;
                self.show();
            }
            Event::MemberConnected { .. } => self.hinted_connected(),
            Event::MemberStatusUpdate { .. }
            | Event::MemberError { .. }
            | Event::InvalidData { .. }
            | Event::InitialDataReady { .. }
            | Event::MemberDeleted { .. }
            | Event::ConnectionsMemberDeleted { .. }
            | Event::OauthError { .. } => self.poll_soon(),
            Event::ConnectedPrimaryAction | Event::BackToSearch { .. } => self.customer_is_done(),
            other => self.believe_deposits(&other),
        }
    }

    fn note_event(&mut self, event: &Event) {
        if let Some((words, tone)) = event_words(event) {
            let kind = match event {
                Event::Unknown { .. } => "unknown",
                known => known.type_name(),
            };
            self.note(TimelineSource::Widget, tone, kind, words, None);
        }
    }

    fn step(&mut self, step: &Step) {
        let name: String = shown_name(step.name());
        self.widget.connected_shown_at = (*step == Step::Connected).then_some(self.now);
        if let (Some(conclusion), Some(_)) = (&mut self.conclusion, self.widget.connected_shown_at)
        {
            conclusion.at = self.now + CONNECTED_SHOWN_MS;
        }
        if self.widget.step.as_deref() != Some(&name) {
            self.widget.step = Some(name);
            self.show();
        }
    }

    fn chosen(&mut self, name: Option<&str>, code: Option<&str>) {
        let Some(name) = name.map(shown_name).filter(|name| !name.is_empty()) else {
            return;
        };
        let code = code.map(shown_name).filter(|code| !code.is_empty());
        let institution = InstitutionView { name, code };
        if self.institution.as_ref() != Some(&institution) {
            self.out
                .push(Effect::Journal(Note::Institution(institution.name.clone())));
            self.institution = Some(institution);
            self.say_of_widget(None);
            self.show();
        }
    }

    /// The customer left the widget's *connected* page.
    fn customer_is_done(&mut self) {
        if let Some(conclusion) = &mut self.conclusion {
            conclusion.at = self.now;
        } else if self
            .current
            .as_ref()
            .is_some_and(|member| member.hinted_connected)
            && self.widget.connected_shown_at.is_some()
        {
            // Nothing is left to do in the widget; MX's own word is still missing.
            self.close_widget();
        }
    }

    /// A page in the widget wants a window: the system's browser gets it.
    pub(super) fn window_requested(&mut self, page: &Url) {
        if self.phase != SessionPhase::Open || !self.may_open(page) {
            return;
        }
        self.open(page.clone());
    }

    /// A link says that a bank's page in this computer's browser is done. Anybody can write one, so
    /// it is a hint like any other: where this session has opened such a page, MX is asked soon.
    pub(super) fn returned_from_bank(&mut self) {
        if self.phase == SessionPhase::Open && !self.widget.opened.is_empty() {
            self.poll_soon();
        }
    }

    /// Only https, only once for each address, only so many at a time. An address with a user
    /// name in it looks like another website than it is.
    ///
    /// The widget's own origin may be http, on loopback: the simulated MX has its bank's login
    /// page there.
    fn may_open(&mut self, page: &Url) -> bool {
        let is_widgets = || {
            let origin = Origin::of(page);
            origin.as_ref().map(Origin::as_str) == self.widget.origin.as_deref()
        };
        let is_trusted = page.scheme() == "https" || (page.scheme() == "http" && is_widgets());
        if !is_trusted || !page.username().is_empty() || page.password().is_some() {
            self.refuse(Refused::UnsafePage, 1);
            return false;
        }
        if self.widget.opened.contains(&hash(page)) {
            return false;
        }
        let since = self.now - PAGES_WITHIN_MS;
        self.widget.opened_at.retain(|at| *at > since);
        if self.widget.opened_at.len() >= PAGES {
            self.refuse(Refused::TooMany, 1);
            return false;
        }
        true
    }

    fn open(&mut self, page: Url) {
        self.widget.opened.insert(hash(&page));
        self.widget.opened_at.push_back(self.now);
        self.out.push(Effect::OpenInBrowser(BrowserPage(page)));
        self.note_desk(
            Tone::Neutral,
            "open_in_browser",
            "A page was opened in this computer's browser",
        );
    }

    /// When the session may leave the widget's last page.
    pub(super) fn leave_widget_at(&self) -> i64 {
        // MX posts `memberConnected` half a second to a second and a half before that page.
        const UNTIL_CONNECTED_SHOWN_MS: i64 = 1_500;
        match self.widget.connected_shown_at {
            Some(shown) => self.now.max(shown + CONNECTED_SHOWN_MS),
            None => self.now + UNTIL_CONNECTED_SHOWN_MS + CONNECTED_SHOWN_MS,
        }
    }
}

fn hash(page: &Url) -> u64 {
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    hasher.finish()
}
