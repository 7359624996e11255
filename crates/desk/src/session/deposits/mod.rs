//! Verification by two small deposits (MX: microdeposits): the customer enters their account in the
//! widget, waits some days, and comes back with the amounts. No member comes of it, so the session
//! follows the microdeposit itself.

mod answers;
mod asking;
mod ending;

use std::collections::HashMap;

use connect_events::{Event, MicrodepositStatus};
use secrecy::{ExposeSecret, SecretString};

use super::{Effect, Machine, Note, Refused, hearing::Fate, hints::FOREIGN_ASKED};
use crate::{
    deposits::advice_for,
    mx::{Microdeposit, Receipt},
    numbers::masked_end,
    view::{DepositStage, SessionMode},
};

/// While the customer is at it MX is asked this often, in case the widget's messages get lost.
const SAFETY_NET_MS: i64 = 15_000;
/// While the deposits are waited for: MX looks once a minute (MX docs, microdeposits), and they
/// take days.
const FASTEST_PACE_MS: i64 = 60_000;
const SLOWEST_PACE_MS: i64 = 5 * 60_000;
/// How often the user's microdeposits are listed for a link.
const LISTED_EVERY_MS: i64 = 30_000;

/// The microdeposits a session has to do with.
#[derive(Default)]
pub(super) struct Deposits {
    /// The one MX has confirmed to be this user's.
    current: Option<Followed>,
    /// One that was named, while MX is asked whose it is.
    candidate: Option<Candidate>,
    /// The latest that was named meanwhile.
    named_meanwhile: Option<String>,
    /// One that MX could not be asked about. It is in the journal.
    unconfirmed: Option<String>,
    /// The session is about its microdeposit, and not about a member.
    lead: bool,
    /// The user's microdeposits are being listed, and what for.
    listing: Option<Listing>,
    /// They have been listed since the check began.
    is_looked_for: bool,
    /// When they are listed for a link. None: not at all.
    list_at: Option<i64>,
    /// How they stood when the link was made.
    baseline: Option<HashMap<String, Option<MicrodepositStatus>>>,
}

/// A microdeposit of this user's.
struct Followed {
    guid: String,
    said: Microdeposit,
    /// The answer it was said in.
    receipts: Vec<Receipt>,
    /// It stood so when the widget was opened on it; none: it came with the widget on screen.
    when_opened: Option<Option<MicrodepositStatus>>,
    is_asked: bool,
    next_at: Option<i64>,
    pace: i64,
    failures: u32,
}

struct Candidate {
    guid: String,
    is_asked: bool,
    next_at: Option<i64>,
    failures: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Listing {
    /// To find what a session brought that nobody has named.
    Find,
    /// For a link.
    Follow,
}

impl Followed {
    fn stage(&self) -> DepositStage {
        advice_for(self.said.status.as_ref()).stage
    }
}

impl Deposits {
    /// The one to open the widget on.
    pub(super) fn to_open(&self) -> Option<String> {
        let current = self.current.as_ref().filter(|_| self.lead)?;
        let is_over = matches!(
            current.stage(),
            DepositStage::Verified | DepositStage::Failed
        );
        (!is_over).then(|| current.guid.clone())
    }

    /// The widget is opened anew.
    pub(super) fn widget_opens(&mut self) {
        let reopens = self.to_open().is_some();
        self.candidate = None;
        self.named_meanwhile = None;
        self.baseline = None;
        self.list_at = None;
        self.lead &= reopens;
        if let Some(current) = &mut self.current {
            current.when_opened = Some(current.said.status.clone());
            current.next_at = None;
        }
    }

    /// The session has come to an end: nothing is on its way any more.
    pub(super) fn expect_nothing(&mut self) {
        let named = self.candidate.take().map(|candidate| candidate.guid);
        let known = self.unconfirmed.take();
        self.unconfirmed = named.or(known);
        self.named_meanwhile = None;
        self.listing = None;
        self.list_at = None;
        if let Some(current) = &mut self.current {
            current.is_asked = false;
            current.next_at = None;
        }
    }

    /// A new check begins.
    pub(super) fn check_begins(&mut self) {
        self.is_looked_for = false;
    }

    /// Whether the session is about a microdeposit that MX has confirmed.
    pub(super) fn is_followed(&self) -> bool {
        self.lead && self.current.is_some()
    }
}

impl Machine {
    // What the widget says.

    /// The widget named a microdeposit. It is in the journal before MX is asked whose it is, and
    /// what the widget says about it proves nothing.
    pub(super) fn deposit_named(&mut self, guid: &str, event: Event) {
        if self.begin.mode != SessionMode::Verification {
            // MX has deposits in verifications alone.
            return self.believe(event);
        }
        if self.foreign.contains(guid) {
            return self.refuse(Refused::ForeignDeposit, 1);
        }
        if self.conclusion.is_some() && self.deposits.candidate.is_none() && !self.is_about(guid) {
            // The session has its end.
            return self.hearing.says(Fate::Late);
        }
        if self.is_about(guid) {
            if !std::mem::replace(&mut self.deposits.lead, true) {
                self.journal_deposit(Some(guid.to_owned()));
                self.journal_standing();
            }
            self.believe(event);
            return self.ask_deposit_unless_over();
        }
        match &self.deposits.candidate {
            Some(candidate) if candidate.guid == guid => {}
            Some(_) => self.deposits.named_meanwhile = Some(guid.to_owned()),
            None if self.foreign.len() >= FOREIGN_ASKED => {
                return self.refuse(Refused::ForeignDeposit, 1);
            }
            None => {
                self.journal_deposit(Some(guid.to_owned()));
                self.ask_whose_deposit(guid);
            }
        }
        self.believe(event);
    }

    fn is_about(&self, guid: &str) -> bool {
        let current = self.deposits.current.as_ref();
        current.is_some_and(|current| current.guid == guid)
    }

    fn journal_deposit(&mut self, guid: Option<String>) {
        self.out.push(Effect::Journal(Note::Microdeposit(guid)));
    }

    /// What a message about the deposits means for the session.
    pub(super) fn believe_deposits(&mut self, event: &Event) {
        match event {
            Event::MicrodepositsLoaded { .. } | Event::MicrodepositsDetailsSubmitted { .. } => {
                self.say_of_widget(None);
            }
            Event::MicrodepositsBlockedRoutingNumber { reason, .. } => {
                self.say_of_widget(Some(blocked_words(reason.as_deref())));
            }
            Event::MicrodepositsComeBackPrimaryAction { .. } => self.close_widget(),
            Event::MicrodepositsVerifiedPrimaryAction => match &mut self.conclusion {
                Some(conclusion) => conclusion.at = self.now,
                None if self.deposits.is_followed() => self.close_widget(),
                None => {}
            },
            _ => {}
        }
    }

    /// What the widget shows the customer that the agent should know.
    pub(super) fn say_of_widget(&mut self, words: Option<&'static str>) {
        if std::mem::replace(&mut self.widget.note, words) != words {
            self.show();
        }
    }

    /// A member has come to the fore: the deposits are not what the session is about any more.
    pub(super) fn member_leads(&mut self) {
        if std::mem::take(&mut self.deposits.lead) {
            self.begin.microdeposit_guid = None;
            self.journal_deposit(None);
            self.show();
        }
    }
}

/// What is kept of a number that nobody needs now.
fn end_alone(number: &SecretString) -> SecretString {
    let end = masked_end(number.expose_secret());
    SecretString::from(end.unwrap_or_default())
}

/// Why nothing is sent to a routing number (MX docs, microdeposits): by MX's name of the reason.
fn blocked_words(reason: Option<&str>) -> &'static str {
    match reason {
        Some("IAV_PREFERRED") => {
            "The customer's bank can be signed in to. The widget leads them back to the search: \
             they choose the bank there."
        }
        Some("INVALID") => {
            "The customer typed a routing number that no bank has. They can correct it."
        }
        Some("CLIENT_BLOCKED") => {
            "Your company has blocked this routing number for test deposits. The customer can use \
             an account elsewhere, or sign in at a bank."
        }
        _ => {
            "MX makes no test deposits at this bank. The customer can use an account elsewhere, or \
             sign in at a bank."
        }
    }
}
