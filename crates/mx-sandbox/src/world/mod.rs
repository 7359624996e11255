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
mod member;
mod members;
mod random;
mod status;
mod user;
mod widget;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

pub use account::{Account, AccountNumber, AccountType};
pub use bank::{Challenge, ChallengeKind, ChallengeOption};
pub use institution::{CredentialField, FieldType, Institution, Product};
pub use job::{Job, JobKind};
pub use member::{Member, MemberAttributes};
pub use status::ConnectionStatus;
pub use user::{User, UserAttributes};
pub use widget::{
    ColorScheme, DataRequest, Language, Mode, OauthReferralSource, Style, UseCase, WidgetConfig,
    WidgetSession,
};

pub(crate) use random::token;

use bank::{Verdict, judge_answer, judge_password};
use clock::Clock;
use institution::{Directory, credential_fields};
use member::{Login, MemberRecord, Surroundings};
use widget::IssuedToken;

/// How many users an integration client may have (MX docs, quotas).
pub const MAX_USERS: usize = 100;
/// How many members a user may have in integration (MX docs, quotas).
pub const MAX_MEMBERS_PER_USER: usize = 25;

/// Live, a deleted member's accounts stayed in the user's list for at least 45 s.
const DELETED_ACCOUNTS_LINGER: Duration = Duration::from_secs(60);

/// The simulated MX. Clones share one state.
#[derive(Clone)]
pub struct World {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Clock,
    seed: u64,
    widget_origin: String,
    directory: Directory,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    users: Vec<User>,
    members: Vec<MemberRecord>,
    tokens: HashMap<String, IssuedToken>,
    lingering: Vec<Lingering>,
}

/// Accounts of a deleted member that the user's list still shows.
struct Lingering {
    until: Instant,
    member: Member,
    accounts: Vec<Account>,
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
    /// False when a job of the same type ran already.
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
                directory: Directory::new(),
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

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics half-way through a change, so what a poisoned lock guards is whole.
        self.inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Instant {
        self.inner.clock.now()
    }
}
