//! When MX is asked about the deposits, and what.

use connect_events::Step;

use super::{
    super::{Effect, Machine},
    Candidate, Listing,
};
use crate::view::{HandOver, SessionMode, SessionPhase};

impl Machine {
    /// It is in the journal already.
    pub(super) fn ask_whose_deposit(&mut self, guid: &str) {
        self.out.push(Effect::ReadMicrodeposit(guid.to_owned()));
        self.deposits.candidate = Some(Candidate {
            guid: guid.to_owned(),
            is_asked: true,
            next_at: None,
            failures: 0,
        });
    }

    pub(super) fn ask_deposit(&mut self) {
        if let Some(current) = &mut self.deposits.current {
            current.next_at = None;
            if !std::mem::replace(&mut current.is_asked, true) {
                let guid = current.guid.clone();
                self.out.push(Effect::ReadMicrodeposit(guid));
            }
        }
    }

    pub(super) fn ask_deposit_unless_over(&mut self) {
        let may_ask = self.conclusion.is_none() && !self.is_finished();
        if may_ask && self.phase == SessionPhase::Open {
            self.ask_deposit();
        }
    }

    /// The session was begun on a microdeposit, now or by an earlier run.
    pub(in crate::session) fn begin_on_deposit(&mut self) -> bool {
        let Some(guid) = self.begin.microdeposit_guid.clone() else {
            return false;
        };
        self.go_on(SessionPhase::Checking);
        self.search.checking_since = Some(self.now);
        self.ask_whose_deposit(&guid);
        true
    }

    /// The widget is gone: asks MX how the deposits stand, if the session is about them.
    pub(in crate::session) fn check_deposit(&mut self) -> bool {
        if let Some(candidate) = &mut self.deposits.candidate {
            let guid = candidate.guid.clone();
            candidate.next_at = None;
            if !std::mem::replace(&mut candidate.is_asked, true) {
                self.out.push(Effect::ReadMicrodeposit(guid));
            }
            return true;
        }
        if let Some(guid) = self.deposits.unconfirmed.take() {
            self.ask_whose_deposit(&guid);
            return true;
        }
        if self.deposits.is_followed() {
            self.ask_deposit();
        }
        self.deposits.is_followed()
    }

    /// The person asks again while the session waits: it stays on screen.
    pub(in crate::session) fn check_in_place(&mut self) -> bool {
        let waits = self.phase == SessionPhase::Stopped && self.deposits.is_followed();
        if waits {
            self.ask_deposit();
            self.show();
        }
        waits
    }

    /// Nothing was connected as far as is known. Where the widget can have been at the deposits
    /// unheard, the user's are looked through.
    pub(in crate::session) fn look_for_deposits(&mut self) -> bool {
        let may_be = self.widget.step.as_deref() == Some(Step::Microdeposits.name())
            || self.handed.how == HandOver::Link
            || self.widget.mount == 0;
        let is_wanted = may_be
            && self.begin.mode == SessionMode::Verification
            && self.customer.guid.is_some()
            && !std::mem::replace(&mut self.deposits.is_looked_for, true);
        if is_wanted {
            self.list_deposits(Listing::Find);
        }
        is_wanted
    }

    pub(super) fn list_deposits(&mut self, listing: Listing) {
        if self.deposits.listing.replace(listing).is_none() {
            self.out.push(Effect::ListMicrodeposits);
        }
    }

    /// Deposits that are asked for behind a link are in no message.
    pub(in crate::session) fn follow_deposits_by_link(&mut self) {
        if self.follows_link() && self.begin.mode == SessionMode::Verification {
            self.deposits.list_at = Some(self.now);
        }
    }

    pub(in crate::session) fn deposits_wake_at(&self) -> Option<i64> {
        let is_asking = matches!(self.phase, SessionPhase::Open | SessionPhase::Checking);
        let candidate = self.deposits.candidate.as_ref().filter(|_| is_asking);
        let waits = self.phase == SessionPhase::Stopped && self.deposits.is_followed();
        let current = self.deposits.current.as_ref().filter(|_| {
            waits || is_asking && self.deposits.lead || self.phase == SessionPhase::Done
        });
        [
            candidate.and_then(|it| it.next_at),
            current.and_then(|it| it.next_at),
            self.deposits.list_at.filter(|_| self.follows_link()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Asks what is due.
    pub(in crate::session) fn run_deposit_timers(&mut self) {
        if self.deposits_wake_at().is_none_or(|at| at > self.now) {
            return;
        }
        let now = self.now;
        let is_due = |at: Option<i64>| at.is_some_and(|at| at <= now);
        if let Some(candidate) = &mut self.deposits.candidate
            && is_due(candidate.next_at)
        {
            candidate.next_at = None;
            candidate.is_asked = true;
            let guid = candidate.guid.clone();
            self.out.push(Effect::ReadMicrodeposit(guid));
        }
        if is_due(self.deposits.current.as_ref().and_then(|it| it.next_at)) {
            self.ask_deposit();
        }
        if is_due(self.deposits.list_at) && self.follows_link() {
            self.deposits.list_at = None;
            self.list_deposits(Listing::Follow);
        }
    }
}
