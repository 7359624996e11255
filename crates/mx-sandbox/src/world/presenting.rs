//! What tests and demonstrations ask of the world: not to wait, and to begin again from nothing.

use super::{ClientProfile, OauthDecision, OauthState, State, World};

impl World {
    /// Lets everything happen at once that banks are at, for one user or for all: jobs come to their
    /// end or to the bank's question, and days go by, so that small deposits arrive or fail. A
    /// question goes on waiting for its answer.
    pub fn hurry(&self, user_guid: Option<&str>) {
        let mut guard = self.settled();
        let state = &mut *guard;
        let is_theirs = |guid: &str| user_guid.is_none_or(|user| user == guid);
        for user in state.users.iter().filter(|user| is_theirs(&user.guid)) {
            let around = self.around(user.customer());
            for record in &mut state.members {
                if record.member.user_guid == user.guid {
                    record.hurry(around);
                }
            }
            for record in &mut state.micro_deposits {
                if record.user_guid == user.guid {
                    record.hurry(&self.inner.clock);
                }
            }
        }
    }

    /// Forgets users, members and all that hangs on them, and what was set up for the client.
    pub fn clear(&self) {
        *self.state() = State::default();
        self.set_client_profile(ClientProfile::default());
    }

    /// Decides at the bank in a user's place, whether or not the bank's page was opened: what its
    /// buttons would do. False where no sign-in at the bank is open.
    pub(crate) fn decide_at_the_bank(&self, user_guid: &str, decision: OauthDecision) -> bool {
        let open = self.state().oauth.iter().rev().find_map(|flow| {
            let waits = flow.user_guid == user_guid && flow.state == OauthState::Pending;
            waits.then(|| (flow.key.clone(), flow.token.clone()))
        });
        let Some((key, token)) = open else {
            return false;
        };
        // Without a key nobody has opened the bank's page yet.
        let key = key.or_else(|| self.open_oauth(&token).ok().map(|prompt| prompt.key));
        key.is_some_and(|key| self.decide_oauth(&key, decision).is_ok())
    }
}
