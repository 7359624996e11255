//! The customer MX was asked about while the agent typed. A session that begins a moment later
//! starts with that answer: its widget is there one round trip sooner.

use std::sync::{Arc, Mutex};

use crate::{
    desk::locked,
    mx::{MxApi, User},
};

/// How long the answer is good for, in milliseconds. Other programs create and delete users too.
const GOOD_FOR_MS: i64 = 60_000;

/// The last customer who was found, until somebody begins with them.
#[derive(Default)]
pub(crate) struct Recent(Mutex<Option<Found>>);

struct Found {
    at: Arc<dyn MxApi>,
    user: User,
    at_ms: i64,
}

impl Recent {
    /// MX has this user.
    pub(crate) fn note(&self, at: Arc<dyn MxApi>, user: User, at_ms: i64) {
        *locked(&self.0) = Some(Found { at, user, at_ms });
    }

    /// MX is asked anew.
    pub(crate) fn forget(&self) {
        locked(&self.0).take();
    }

    /// The user with this id, if this MX was asked about them a moment ago. Given out once: whoever
    /// starts over, because MX has no such user any more, asks MX.
    pub(crate) fn take(&self, at: &Arc<dyn MxApi>, id: &str, now_ms: i64) -> Option<User> {
        let found = locked(&self.0).take()?;
        let is_wanted = Arc::ptr_eq(&found.at, at) && found.user.id.as_deref() == Some(id);
        let is_good = (0..GOOD_FOR_MS).contains(&(now_ms - found.at_ms));
        (is_wanted && is_good).then_some(found.user)
    }
}
