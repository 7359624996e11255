//! What proves the end: only what MX's API said, and only in the right order.

use connect_events::ConnectionStatus;

use super::{Effect, Machine, Read, tracked::Standing};
use crate::{
    numbers::HeldNumbers,
    status::{StatusClass, advice_for},
    view::{EndingKind, SessionMode, SessionPhase},
};

/// *Connected* without numbers, without a job, this many times in a row: there won't be any.
const IDLE_ANSWERS: u8 = 4;

impl Machine {
    /// Looks at everything MX has said about the current member, and goes on.
    pub(super) fn assess(&mut self) {
        let is_checking = self.phase == SessionPhase::Checking;
        if self.conclusion.is_some() || !(is_checking || self.is_open()) {
            return;
        }
        let Some(member) = &self.current else { return };
        let Some(standing) = member.standing.clone() else {
            return;
        };
        if is_checking && !self.run_is_over(&standing) {
            return;
        }
        let Some(member) = &self.current else { return };
        if member.finished_since.is_some() && (is_checking || member.is_fresh()) {
            return match self.begin.mode {
                SessionMode::Verification => self.assess_numbers(&standing),
                SessionMode::Aggregation => self.assess_accounts(),
            };
        }
        if is_checking {
            self.assess_unfinished(&standing);
        } else if member.hinted_connected {
            self.poll_soon();
        } else {
            self.poll_slowly();
        }
    }

    /// Finished, for a verification: the numbers prove it.
    fn assess_numbers(&mut self, standing: &Standing) {
        let Some(member) = &self.current else { return };
        // The status knows whether the numbers are all there; if it is on its way, it is waited
        // for.
        if member.is_asked(Read::Status) && !standing.from_status {
            return;
        }
        // Numbers read before MX was done may be some of them only.
        let since = member.finished_since.unwrap_or(u64::MAX);
        let Some((asked, _)) = member.numbers.as_ref().filter(|(asked, _)| *asked >= since) else {
            return self.ask_data(&[Read::Numbers, Read::Accounts]);
        };
        let names_settled = member.accounts.is_some() || member.accounts_failed;
        let held = self.held_numbers();
        if !held.is_empty() {
            if !names_settled {
                self.ask_data(&[Read::Accounts]);
            } else if let Some(chosen) = self.chosen_account(&held) {
                self.ask_by_account(vec![chosen]);
            } else {
                self.conclude_verified(held);
            }
        } else if !standing.from_status {
            self.poll_soon();
        } else if *asked <= standing.asked {
            // Asked in the same breath as the status: too early to mean anything.
            self.ask_data(&[Read::Numbers, Read::Accounts]);
        } else if !names_settled {
            self.ask_data(&[Read::Accounts]);
        } else {
            self.ask_every_account();
        }
    }

    /// The one account that has numbers, if there are others that could have: the customer chose
    /// it, and its own numbers are asked for (MX docs, single account select).
    fn chosen_account(&self, held: &HeldNumbers) -> Option<String> {
        let member = self
            .current
            .as_ref()
            .filter(|member| !member.asked_by_account)?;
        let [only] = held.account_guids()[..] else {
            return None;
        };
        let eligible = member.eligible_accounts();
        (eligible.len() > 1 && eligible.iter().any(|guid| guid == only)).then(|| only.to_owned())
    }

    /// MX is finished and there is nothing. While the widget is on screen and does not say that it
    /// is connected, that means nothing yet.
    fn nothing_to_read(&mut self) {
        if self.follows_link() {
            return self.none_by_link_yet();
        }
        let is_hinted = self
            .current
            .as_ref()
            .is_some_and(|member| member.hinted_connected);
        if self.is_open() && !is_hinted {
            return self.poll_slowly();
        }
        self.conclude_without_numbers();
    }

    /// The member has no numbers; its accounts may. The last question before *none*.
    fn ask_every_account(&mut self) {
        let Some(member) = &self.current else {
            return;
        };
        let eligible = member.eligible_accounts();
        if eligible.is_empty() || member.asked_by_account {
            return self.nothing_to_read();
        }
        self.ask_by_account(eligible);
    }

    fn ask_by_account(&mut self, account_guids: Vec<String>) {
        let Some(member) = &mut self.current else {
            return;
        };
        if member.is_asked(Read::Numbers) || member.not_before > self.now {
            return;
        }
        member.asked_by_account = true;
        self.asked.count += 1;
        member.in_flight.insert(Read::Numbers, self.asked.count);
        let member_guid = member.guid.clone();
        self.out.push(Effect::ReadNumbersByAccount {
            member_guid,
            account_guids,
        });
    }

    /// Finished, for an aggregation: the accounts prove it.
    fn assess_accounts(&mut self) {
        let Some(member) = &self.current else { return };
        let since = member.finished_since.unwrap_or(u64::MAX);
        match member
            .accounts
            .as_ref()
            .filter(|(asked, _)| *asked >= since)
        {
            None => self.ask_data(&[Read::Accounts]),
            Some((_, accounts)) if accounts.is_empty() => {
                let is_late = member
                    .accounts
                    .as_ref()
                    .is_some_and(|(asked, _)| *asked > since);
                if is_late {
                    self.nothing_to_read();
                } else {
                    self.ask_data(&[Read::Accounts]);
                }
            }
            Some(_) => self.conclude_verified(HeldNumbers::default()),
        }
    }

    fn ask_data(&mut self, reads: &[Read]) {
        let Some(member) = &self.current else { return };
        if member.not_before > self.now {
            return;
        }
        let guid = member.guid.clone();
        let missing: Vec<Read> = reads
            .iter()
            .copied()
            .filter(|read| {
                let has_names = self.begin.mode == SessionMode::Verification
                    && (member.accounts.is_some() || member.accounts_failed);
                !(*read == Read::Accounts && has_names)
            })
            .collect();
        self.ask(&guid, &missing);
    }

    /// The widget is gone and MX is not (or not well) finished: wait, or say whose turn it is.
    fn assess_unfinished(&mut self, standing: &Standing) {
        let Some(member) = &self.current else { return };
        // What was known before the check began decides nothing, and MX's own words are worth
        // the wait.
        if standing.asked == 0 || member.is_asked(Read::Member) || member.is_asked(Read::Status) {
            return;
        }
        let status = standing.status.as_ref();
        let advice = advice_for(status);
        let is_challenged = status == Some(&ConnectionStatus::Challenged);
        if member.has_none_eligible() || member.idle_answers >= IDLE_ANSWERS {
            return self.conclude_without_numbers();
        }
        let waits = standing.is_working
            || matches!(advice.class, StatusClass::Working | StatusClass::Connected);
        if waits && !is_challenged {
            return self.poll_soon();
        }
        let actions = advice.actions.to_vec();
        self.end(
            SessionPhase::Stopped,
            EndingKind::Waiting,
            advice.meaning.to_owned(),
        );
        self.stop_actions = actions;
    }
}
