//! The simulated MX without HTTP: what exists, and how it changes as time passes.
//!
//! Nothing runs in the background. A job is a list of things that will happen at known times; every
//! look at a member first lets happen what is due. So a test that pauses tokio's clock and moves it
//! sees exactly what a client sees that waits.

mod account;
mod bank;
mod clock;
mod institution;
mod job;
mod manual;
mod member;
mod members;
mod micro_deposit;
mod oauth;
mod owner;
mod presenting;
mod profile;
mod random;
mod saved;
mod status;
mod transaction;
mod user;
mod widget;

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

pub use account::{Account, AccountNumber, AccountType};
pub use bank::{Challenge, ChallengeKind, ChallengeOption, SINGLE_ACCOUNT_SELECT};
pub use institution::{CredentialField, FieldType, Institution, Product};
pub use job::{Job, JobKind};
pub use manual::ManualAccount;
pub use member::{Member, MemberAttributes};
pub use micro_deposit::{
    BlockedRoutingNumber, DEPOSIT_AMOUNTS, MicroDeposit, MicroDepositDetails, MicroDepositStatus,
};
pub use oauth::{OauthDecision, OauthOptions, OauthReason, OauthStart, OauthState};
pub use owner::AccountOwner;
pub use profile::{AdditionalProduct, ClientProfile, InstitutionBlock};
pub use status::ConnectionStatus;
pub use transaction::{Transaction, TransactionType};
pub use user::{User, UserAttributes};
pub use widget::{
    ColorScheme, DataRequest, Language, Mode, OauthReferralSource, Style, UseCase, WidgetConfig,
    WidgetSession,
};

pub(crate) use random::token;

pub(crate) use oauth::OauthEnd;

use bank::{Verdict, judge_answer};
use clock::Clock;
use institution::credential_fields;
use member::{Login, MemberRecord, Surroundings};
use micro_deposit::MicroDepositRecord;
use oauth::OauthFlow;
use transaction::{MadeUp, Span};
use user::Users;
use widget::IssuedToken;

/// How many users an integration client may have (MX docs, quotas).
pub const MAX_USERS: usize = 100;
/// How many members a user may have in integration (MX docs, quotas).
pub const MAX_MEMBERS_PER_USER: usize = 25;

/// Live, a deleted member's accounts stayed in the user's list for at least 45 s.
const DELETED_ACCOUNTS_LINGER: Duration = Duration::from_secs(60);

/// How long something new may be unknown where reads lag behind (MX docs, read after create).
const FRESH: Duration = Duration::from_millis(500);

/// The simulated MX. Clones share one state.
#[derive(Clone)]
pub struct World {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Clock,
    seed: u64,
    widget_origin: String,
    max_users: AtomicUsize,
    reads_lag: AtomicBool,
    rows_linger: AtomicBool,
    strict: AtomicBool,
    profile: Mutex<ClientProfile>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    users: Users,
    members: Vec<MemberRecord>,
    tokens: HashMap<String, IssuedToken>,
    lingering: Vec<Lingering>,
    /// Transactions that were asked for, by the member they are of: kept until it is gone.
    made_up: HashMap<String, MadeUp>,
    micro_deposits: Vec<MicroDepositRecord>,
    oauth: Vec<OauthFlow>,
    /// What was created a moment ago, and until when it may be unknown.
    fresh: Vec<(String, Instant)>,
}

/// Accounts of a deleted member that the user's list still shows.
struct Lingering {
    until: Instant,
    member: Member,
    accounts: Vec<Account>,
    transactions: Option<Span>,
}

/// An account and the member it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountOfMember {
    /// The account.
    pub account: Account,
    /// Its member; in a user's list it may have been deleted a moment ago.
    pub member: Member,
}

/// What became of a request to start a job.
#[derive(Clone, Debug, PartialEq)]
pub struct JobStart {
    /// The member now.
    pub member: Member,
    /// False when a job of the same type ran already, and when MX answers without starting one: inside
    /// the throttle, for a PREVENTED member, and while a sign-in at the bank is open.
    pub started: bool,
}

impl fmt::Debug for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("World").finish_non_exhaustive()
    }
}

impl World {
    /// An empty world. `speed` divides every simulated duration and must be above zero;
    /// `widget_origin` is what widget URLs start with.
    #[must_use]
    pub fn new(speed: f64, seed: u64, widget_origin: &str) -> Self {
        Self {
            inner: Arc::new(Inner {
                clock: Clock::new(speed),
                seed,
                widget_origin: widget_origin.to_owned(),
                max_users: AtomicUsize::new(MAX_USERS),
                reads_lag: AtomicBool::new(false),
                rows_linger: AtomicBool::new(true),
                strict: AtomicBool::new(false),
                profile: Mutex::default(),
                state: Mutex::new(State::default()),
            }),
        }
    }

    /// How long a live-like duration takes here.
    #[must_use]
    pub fn scaled(&self, live: Duration) -> Duration {
        self.inner.clock.scaled(live)
    }

    /// The origin of the Connect page.
    #[must_use]
    pub fn widget_origin(&self) -> &str {
        &self.inner.widget_origin
    }

    /// How many users there may be: [`MAX_USERS`] unless set. Production has no such limit.
    pub fn set_max_users(&self, most: usize) {
        self.inner.max_users.store(most, Ordering::Relaxed);
    }

    /// Whether users and members are unknown by name for about half a second after their creation,
    /// as they can be live. Off unless set.
    pub fn set_reads_lag(&self, lag: bool) {
        self.inner.reads_lag.store(lag, Ordering::Relaxed);
    }

    /// Whether a deleted member's accounts and transactions stay in its user's lists for a while, as
    /// they do live. On unless set.
    pub fn set_rows_linger(&self, linger: bool) {
        self.inner.rows_linger.store(linger, Ordering::Relaxed);
    }

    /// Whether a widget URL request that MX's API reference doesn't have is refused: unknown fields,
    /// wrong types, and options that contradict each other. MX's own server is not that strict.
    pub fn set_strict(&self, strict: bool) {
        self.inner.strict.store(strict, Ordering::Relaxed);
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.inner.strict.load(Ordering::Relaxed)
    }

    /// Whether something was created so recently that reading it may fail.
    pub(crate) fn is_fresh(&self, guid: &str) -> bool {
        let now = self.now();
        self.inner.reads_lag.load(Ordering::Relaxed)
            && self
                .state()
                .fresh
                .iter()
                .any(|(fresh, until)| fresh == guid && *until > now)
    }

    fn remember_fresh(&self, state: &mut State, guid: &str) {
        let now = self.now();
        state.fresh.retain(|(_, until)| *until > now);
        let until = now + self.scaled(FRESH);
        state.fresh.push((guid.to_owned(), until));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics half-way through a change, so what a poisoned lock guards is whole.
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn profile(&self) -> MutexGuard<'_, ClientProfile> {
        let profile = self.inner.profile.lock();
        profile.unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Instant {
        self.inner.clock.now()
    }
}
