//! The world as a text that another run can take up.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    World, job::Step, member::MemberRecord, micro_deposit::MicroDepositRecord, user::User,
};
use crate::error::SandboxError;

/// Grows when an older version can't read what is saved.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Saving<'a> {
    format: u32,
    users: &'a [User],
    members: Vec<SavingMember<'a>>,
    micro_deposits: &'a [MicroDepositRecord],
}

#[derive(Serialize)]
struct SavingMember<'a> {
    #[serde(flatten)]
    record: &'a MemberRecord,
    plan: Vec<(Duration, Step)>,
}

#[derive(Deserialize)]
struct Saved {
    format: u32,
    users: Vec<User>,
    members: Vec<SavedMember>,
    micro_deposits: Vec<MicroDepositRecord>,
}

#[derive(Deserialize)]
struct SavedMember {
    #[serde(flatten)]
    record: MemberRecord,
    plan: Vec<(Duration, Step)>,
}

impl World {
    /// Users, members with what was read and what is about to happen to them, and microdeposits, as
    /// JSON. URLs handed out are left behind: a widget URL or a sign-in at a bank ends with the run.
    /// The text holds the credentials typed into the simulated banks.
    ///
    /// # Errors
    /// [`SandboxError::State`].
    pub fn to_json(&self) -> Result<String, SandboxError> {
        let state = self.settled();
        let now = self.now();
        let saving = Saving {
            format: FORMAT,
            users: &state.users,
            members: state
                .members
                .iter()
                .map(|record| SavingMember {
                    record,
                    plan: record.plan(now),
                })
                .collect(),
            micro_deposits: &state.micro_deposits,
        };
        serde_json::to_string_pretty(&saving).map_err(|_| SandboxError::State)
    }

    /// Takes up what [`World::to_json`] gave, in place of what is there. Time goes on from where it
    /// stopped.
    ///
    /// # Errors
    /// [`SandboxError::State`] for any other text; nothing changes then.
    pub fn restore(&self, json: &str) -> Result<(), SandboxError> {
        let saved: Saved = serde_json::from_str(json).map_err(|_| SandboxError::State)?;
        if saved.format != FORMAT {
            return Err(SandboxError::State);
        }
        let now = self.now();
        let mut state = self.state();
        *state = super::State {
            users: saved.users.into(),
            members: saved
                .members
                .into_iter()
                .map(|SavedMember { mut record, plan }| {
                    record.resume_plan(plan, now);
                    record.member.oauth_window_uri = None;
                    record
                })
                .collect(),
            micro_deposits: saved.micro_deposits,
            ..super::State::default()
        };
        Ok(())
    }
}
