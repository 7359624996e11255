//! What goes into the machine and what comes out.

use std::{fmt, time::Duration};

use connect_events::Event;
use jiff::civil::Date;
use url::Url;

use super::{Gathering, Refused};
use crate::{
    mx::{
        Account, AccountNumber, AccountOwner, Answered, Job, Member, MemberStatus, Microdeposit,
        MxProblem, User,
    },
    transactions::Span,
    view::{EndingKind, HandOver, NumberPart, Problem, SessionAction, SessionMode},
};

/// What is known when a session begins.
#[derive(Clone, Debug)]
pub(crate) struct Begin {
    /// The session's id.
    pub(crate) id: String,
    /// The company's own id of the customer.
    pub(crate) customer_id: String,
    /// Verification or aggregation.
    pub(crate) mode: SessionMode,
    /// Open on this member.
    pub(crate) member_guid: Option<String>,
    /// Go on with this microdeposit; it is in the journal.
    pub(crate) microdeposit_guid: Option<String>,
    /// Have MX verify that member again without the widget.
    pub(crate) without_widget: bool,
    /// How the widget reaches the customer.
    pub(crate) hand_over: HandOver,
    /// The display of the customer window.
    pub(crate) display: Option<u32>,
    /// When the widget was handed over last, if an earlier run did.
    pub(crate) handed_over_at_ms: Option<i64>,
    /// When it began, in milliseconds since the Unix epoch.
    pub(crate) started_at_ms: i64,
    /// Seeds the jitter between polls.
    pub(crate) jitter: u64,
}

/// Something happened.
pub(crate) enum Input {
    /// Begin: find the customer, ask for a widget.
    Start,
    /// MX answered, after so many milliseconds.
    Answered {
        /// What it answered.
        answer: Answer,
        /// How long it took.
        elapsed_ms: u32,
    },
    /// The UI took the widget's URL to mount it.
    TicketTaken,
    /// The UI wanted the widget's URL, but it is used up or too old.
    TicketExpired,
    /// The widget says something.
    Message {
        /// The mount it came from.
        mount: u32,
        /// What it says.
        event: Event,
    },
    /// Messages were refused before they reached the machine.
    Refused {
        /// Why.
        why: Refused,
        /// How many.
        count: u32,
    },
    /// The widget on screen sent so many messages that the UI has taken it away.
    Flooded,
    /// A page in the widget wants a window of its own.
    WindowRequested(Url),
    /// The browser could not be opened.
    BrowserFailed,
    /// The customer closed their window, or it is gone otherwise.
    WindowLeft {
        /// The mount that was in it.
        mount: u32,
    },
    /// The customer window could not be opened.
    WindowFailed,
    /// Somebody came back from a bank's page in this computer's browser, as a link says.
    ReturnedFromBank,
    /// The session is left, wherever it stands.
    Leave,
    /// The agent pressed something.
    Act(SessionAction),
    /// The agent hands the widget over in another way.
    HandOver {
        /// Which.
        to: HandOver,
        /// The display of the customer window.
        display: Option<u32>,
    },
    /// The agent copied the link.
    LinkCopied,
    /// The link was drawn as a code.
    LinkDrawn,
    /// The agent saw a number in full, or copied it; the mask says which.
    Revealed(String),
    /// The agent copied a number, or what goes with it.
    Copied(String, NumberPart),
    /// The agent wants to know who owns the accounts.
    IdentifyOwners,
    /// The name to compare the owners with; none: nobody was named.
    OwnerName(Option<String>),
    /// The agent wants the balances of now.
    CheckBalances,
    /// The agent wants more of an aggregation.
    Gather(Gathering),
    /// The desk is locked: no number may stay in memory.
    DropNumbers,
    /// The desk is unlocked: the numbers are read anew.
    ReadNumbersAnew,
    /// The computer slept for so many milliseconds, or its clock was set forward by them.
    Slept(i64),
    /// Time passed.
    Tick,
}

/// MX's answer to one effect.
pub(crate) enum Answer {
    /// The customer was found or created.
    User {
        /// The user, or what went wrong.
        result: Result<User, Problem>,
        /// It did not exist before.
        created: bool,
    },
    /// The user's members.
    Members(Result<Answered<Vec<Member>>, MxProblem>),
    /// A widget may be mounted; its URL waits in the driver.
    Widget {
        /// Which request this answers.
        request: u32,
        /// Origin of the URL, or what went wrong.
        result: Result<String, Problem>,
    },
    /// One member, read under this user.
    Member(String, Result<Answered<Member>, MxProblem>),
    /// A member's status.
    Status(String, Result<Answered<MemberStatus>, MxProblem>),
    /// A member's account numbers.
    Numbers(String, Result<Answered<Vec<AccountNumber>>, MxProblem>),
    /// A member's accounts.
    Accounts(String, Result<Answered<Vec<Account>>, MxProblem>),
    /// Who owns a member's accounts.
    Owners(String, Result<Answered<Vec<AccountOwner>>, MxProblem>),
    /// A page of a member's transactions was taken into the ledger.
    Transactions {
        /// The reading it belongs to.
        reading: u32,
        /// Which page.
        page: u32,
        /// How far the reading is, or what went wrong.
        result: Result<PageTaken, MxProblem>,
    },
    /// One microdeposit, read under this user.
    Microdeposit(String, Result<Answered<Microdeposit>, MxProblem>),
    /// The user's microdeposits.
    Microdeposits(Result<Vec<Microdeposit>, MxProblem>),
    /// A job of a member was started, or not.
    Job(String, Job, Result<(), MxProblem>),
}

impl Answer {
    /// MX said something, rather than nothing or that it won't.
    pub(crate) fn came(&self) -> bool {
        match self {
            Self::User { result, .. } => result.is_ok(),
            Self::Widget { result, .. } => result.is_ok(),
            Self::Members(result) => result.is_ok(),
            Self::Member(_, result) => result.is_ok(),
            Self::Status(_, result) => result.is_ok(),
            Self::Numbers(_, result) => result.is_ok(),
            Self::Accounts(_, result) => result.is_ok(),
            Self::Owners(_, result) => result.is_ok(),
            Self::Transactions { result, .. } => result.is_ok(),
            Self::Microdeposit(_, result) => result.is_ok(),
            Self::Microdeposits(result) => result.is_ok(),
            Self::Job(_, _, result) => result.is_ok(),
        }
    }

    /// How long whoever answered wants to be left alone, where it said so.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        fn of<T>(result: &Result<T, MxProblem>) -> Option<Duration> {
            result.as_ref().err()?.retry_after
        }
        match self {
            // Nothing follows from a failure of these but what a person presses.
            Self::User { .. } | Self::Widget { .. } => None,
            Self::Members(result) => of(result),
            Self::Member(_, result) => of(result),
            Self::Status(_, result) => of(result),
            Self::Numbers(_, result) => of(result),
            Self::Accounts(_, result) => of(result),
            Self::Owners(_, result) => of(result),
            Self::Transactions { result, .. } => of(result),
            Self::Microdeposit(_, result) => of(result),
            Self::Microdeposits(result) => of(result),
            Self::Job(_, _, result) => of(result),
        }
    }
}

/// How far a reading of transactions is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageTaken {
    /// Transactions read so far.
    pub(crate) read: u32,
    /// Transactions MX has.
    pub(crate) total: u32,
    /// MX has more than are kept.
    pub(crate) is_cut: bool,
    /// What is shown from now on, after the last page.
    pub(crate) span: Option<Span>,
}

/// Something to read about a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Read {
    /// The member itself.
    Member,
    /// Its status; 3 s apart.
    Status,
    /// Its account numbers.
    Numbers,
    /// Its accounts.
    Accounts,
    /// Who owns its accounts.
    Owners,
}

/// Something to do. Effects are performed in order; API calls are started in order and run side
/// by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Find the user or create them.
    PrepareUser,
    /// List the user's members.
    ListMembers,
    /// Ask for a widget URL and keep it for the UI to take.
    RequestWidgetUrl {
        /// Numbers the requests; the answer repeats it. Also the number of the mount.
        request: u32,
        /// Open on this member.
        current_member: Option<String>,
        /// Open on this microdeposit.
        current_microdeposit: Option<String>,
        /// Ask for this member's credentials anew.
        update_credentials: bool,
    },
    /// Read something about a member of this user.
    Read(Read, String),
    /// Read a microdeposit of this user.
    ReadMicrodeposit(String),
    /// List the user's microdeposits.
    ListMicrodeposits,
    /// Read a page of a member's transactions into the ledger.
    ReadTransactions {
        /// The member.
        member_guid: String,
        /// The reading it belongs to.
        reading: u32,
        /// Which page, from 1.
        page: u32,
        /// The earliest day.
        from: Date,
    },
    /// Have MX do something at the bank for a member.
    StartJob {
        /// What.
        job: Job,
        /// The member.
        member_guid: String,
    },
    /// Read the account numbers of a member account by account.
    ReadNumbersByAccount {
        /// The member.
        member_guid: String,
        /// Its accounts that can have numbers.
        account_guids: Vec<String>,
    },
    /// Show the widget in the customer window, in place of what is there.
    OpenWindow {
        /// The mount it is for.
        mount: u32,
    },
    /// Take the customer window away.
    CloseWindow,
    /// Open a bank's page in the system's browser.
    OpenInBrowser(BrowserPage),
    /// Write it down before anything that follows is done.
    Journal(Note),
    /// Publish the view.
    Show,
    /// The session is over: stop everything, forget everything.
    End,
}

/// A page to open outside. Its address can carry a single-use token, so it does not show itself.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BrowserPage(pub(crate) Url);

impl fmt::Debug for BrowserPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BrowserPage(…)")
    }
}

/// What the journal keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// MX's guid of the user.
    User(String),
    /// MX's guid of the member.
    Member(String),
    /// MX's guid of the microdeposit the session is about; none: of none any more.
    Microdeposit(Option<String>),
    /// The session waits for its deposits, and MX calls how they stand so.
    Deposits(String),
    /// The institution's name.
    Institution(String),
    /// The widget reaches the customer this way from now on, or by a new link.
    HandOver(HandOver),
    /// The masks of the numbers.
    Masks(Vec<String>),
    /// MX is asked for the balances of this member, or was so many times elsewhere.
    BalanceChecks(String, u32),
    /// It ended.
    End(EndingKind),
}
