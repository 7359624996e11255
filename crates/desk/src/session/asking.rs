//! What is asked of MX about a member, and when.

use std::time::Duration;

use super::{
    Effect, Machine, Note, Read,
    tracked::{Before, Tracked},
    words::shown_name,
};
use crate::{
    mx::{Answered, Member},
    view::{InstitutionView, SessionMode, SessionPhase},
};

/// MX asks callers to wait this long between two status calls for one member (MX docs, members).
pub(super) const STATUS_APART_MS: i64 = 3_000;
/// Added to it, so that many desks don't ask in step.
const JITTER_MS: i64 = 600;
/// While the widget is on screen MX is asked this often, in case its messages get lost.
const SAFETY_NET_MS: i64 = 10_000;
/// Longest wait after failures.
const LONGEST_BACKOFF_MS: i64 = 20_000;
/// Longest that somebody else's word is kept to; by then the person decides.
const LONGEST_HOLD: Duration = Duration::from_secs(120);

impl Machine {
    /// How a member stood that existed before the widget was opened.
    pub(super) fn baseline_of(&self, guid: &str) -> Option<Before> {
        self.search.baseline.as_ref()?.get(guid).cloned()
    }

    pub(super) fn slot(&mut self, guid: &str) -> Option<&mut Tracked> {
        [self.current.as_mut(), self.candidate.as_mut()]
            .into_iter()
            .flatten()
            .find(|member| member.guid == guid)
    }

    /// Makes a member that MX says is this user's the one the session is about.
    pub(super) fn adopt(&mut self, member: Answered<Member>) {
        let guid = member.value.guid.clone();
        let mut tracked = Tracked::new(&guid);
        tracked.before = self.baseline_of(&guid);
        self.out.push(Effect::Journal(Note::Member(guid)));
        self.asked.count += 1;
        tracked.keep_member(member, self.asked.count, self.begin.mode);
        self.make_current(tracked);
    }

    pub(super) fn make_current(&mut self, tracked: Tracked) {
        if self.institution.is_none() {
            self.institution = tracked.member.as_ref().and_then(institution_of);
            // The history names the bank of a session whose widget never did, too.
            if let Some(InstitutionView { name, .. }) = &self.institution {
                self.out
                    .push(Effect::Journal(Note::Institution(name.clone())));
            }
        }
        self.current = Some(tracked);
        self.member_leads();
        self.show();
    }

    /// Reads the member under this user: the only proof that it is this user's.
    pub(super) fn ask_owner(&mut self, guid: &str) {
        self.ask(guid, &[Read::Member]);
    }

    /// Everything the end needs, in one round trip.
    pub(super) fn ask_everything(&mut self, guid: &str) {
        let reads: &[Read] = match self.begin.mode {
            SessionMode::Verification => {
                &[Read::Member, Read::Status, Read::Numbers, Read::Accounts]
            }
            SessionMode::Aggregation => &[Read::Member, Read::Status, Read::Accounts],
        };
        self.ask(guid, reads);
    }

    /// Asks, as one question, what is not asked already. A status asked for too recently is left
    /// out.
    pub(super) fn ask(&mut self, guid: &str, reads: &[Read]) {
        let may_ask_status = self.status_allowed_at(guid) <= self.now;
        self.asked.count += 1;
        let (asked, now) = (self.asked.count, self.now);
        let Some(member) = self.slot(guid) else {
            return;
        };
        let mut effects = Vec::new();
        let mut asks_status = false;
        for read in reads {
            if member.is_asked(*read) || (*read == Read::Status && !may_ask_status) {
                continue;
            }
            member.in_flight.insert(*read, asked);
            asks_status |= *read == Read::Status;
            effects.push(Effect::Read(*read, guid.to_owned()));
        }
        if asks_status {
            self.asked.status_at.insert(guid.to_owned(), now);
        }
        self.out.extend(effects);
    }

    pub(super) fn status_allowed_at(&self, guid: &str) -> i64 {
        let asked = self.asked.status_at.get(guid);
        let apart = asked.map_or(i64::MIN, |at| at + STATUS_APART_MS);
        apart.max(self.asked.hold_until)
    }

    pub(super) fn jitter(&mut self) -> i64 {
        self.asked.jitter.i64(0..=JITTER_MS)
    }

    /// MX, or a gateway before it, said when to come back (`Retry-After`). MX documents no such
    /// header for its limits; a proxy may well send one.
    pub(super) fn hold_off(&mut self, wait: Duration) {
        let wait = wait.min(LONGEST_HOLD);
        let ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        self.asked.hold_until = self.asked.hold_until.max(self.now.saturating_add(ms));
    }

    /// How long to wait after so many failures: ever longer, and not before MX wants to be asked.
    pub(super) fn backoff(&mut self, failures: u32) -> i64 {
        let doubled = STATUS_APART_MS.saturating_mul(1 << failures.saturating_sub(1).min(4));
        let held = self.asked.hold_until.saturating_sub(self.now);
        doubled.min(LONGEST_BACKOFF_MS).max(held) + self.jitter()
    }

    /// Asks for the status as soon as MX's minimum allows.
    pub(super) fn poll_soon(&mut self) {
        let jitter = self.jitter();
        let now = self.now;
        let Some(guid) = self.current.as_ref().map(|member| member.guid.clone()) else {
            return;
        };
        let allowed = self.status_allowed_at(&guid);
        let at = if allowed <= now {
            now
        } else {
            allowed + jitter
        };
        if let Some(member) = &mut self.current {
            let at = at.max(member.not_before);
            member.next_poll_at = Some(member.next_poll_at.map_or(at, |planned| planned.min(at)));
        }
    }

    /// The safety net while the widget is on screen. A link has one of its own.
    pub(super) fn poll_slowly(&mut self) {
        if self.follows_link() {
            return self.poll_at_pace();
        }
        let at = self.now + SAFETY_NET_MS + self.jitter();
        if let Some(member) = &mut self.current {
            member.next_poll_at.get_or_insert(at);
        }
    }

    /// The widget says the current member is connected.
    pub(super) fn hinted_connected(&mut self) {
        let now = self.now;
        let Some(member) = &mut self.current else {
            return;
        };
        let said_before = std::mem::replace(&mut member.hinted_connected, true);
        // Once per opening at once; a widget that repeats itself is asked after like any other.
        if said_before || self.conclusion.is_some() || member.not_before > now {
            return self.poll_soon();
        }
        let guid = member.guid.clone();
        self.ask_everything(&guid);
    }

    /// Asks what is due.
    pub(super) fn poll(&mut self) {
        if !matches!(self.phase, SessionPhase::Open | SessionPhase::Checking) {
            return;
        }
        let now = self.now;
        let is_due = |member: &&mut Tracked| member.next_poll_at.is_some_and(|at| at <= now);
        if let Some(candidate) = self.candidate.as_mut().filter(is_due) {
            candidate.next_poll_at = None;
            let guid = candidate.guid.clone();
            self.ask_owner(&guid);
        }
        let Some(member) = self.current.as_mut().filter(is_due) else {
            return;
        };
        member.next_poll_at = None;
        if self.conclusion.is_some() {
            return;
        }
        let guid = member.guid.clone();
        if member.finished_since.is_some() && !member.is_asked(Read::Status) {
            // Finished, but something that proves it could not be read: that is tried first.
            self.assess();
        }
        let is_over = self.conclusion.is_some() || self.is_finished();
        let Some(member) = self.current.as_mut().filter(|_| !is_over) else {
            return;
        };
        member.next_poll_at = None;
        if member.waits_for_data() {
            return;
        }
        if self.status_allowed_at(&guid) <= now {
            self.ask(&guid, &[Read::Status]);
        } else {
            self.poll_soon();
        }
    }
}

/// The bank of a member, as MX names the member.
fn institution_of(member: &Member) -> Option<InstitutionView> {
    let name = shown_name(member.name.as_deref()?);
    (!name.is_empty()).then(|| InstitutionView {
        name,
        code: member.institution_code.clone(),
    })
}
