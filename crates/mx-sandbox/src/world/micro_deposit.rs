//! Microdeposits: two small amounts sent to an account, whose owner then says how much came (MX
//! docs, microdeposits). No member comes of it.

use std::{fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    World,
    account::{is_routing_number, routing_number},
    clock::Clock,
    institution::{DIRECTORY, Institution, Product},
    random::guid,
};
use crate::error::MicroDepositRefusal;

/// The amounts every simulated microdeposit sends, in cents.
pub const DEPOSIT_AMOUNTS: [i64; 2] = [9, 13];

/// MX refreshes the status each minute. The deposits themselves take a bank a day or two; here they
/// arrive with the second refresh.
const REFRESH: Duration = Duration::from_secs(60);
/// MX publishes no number of tries.
const TRIES: u8 = 3;
/// Routing numbers that can't belong to anybody, for the two ways of being blocked.
const BLOCKED: &str = "990000000";
const CLIENT_BLOCKED: &str = "990000013";
/// Account numbers the simulated bank doesn't take.
const REJECTED_ACCOUNT: &str = "0000000008";
const ERRORED_ACCOUNT: &str = "0000000004";

/// Where a microdeposit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are MX's")]
pub enum MicroDepositStatus {
    Initiated = 0,
    Requested = 1,
    Deposited = 2,
    Verified = 3,
    Errored = 4,
    Denied = 5,
    Prevented = 6,
    Conflicted = 7,
    Rejected = 8,
    Preinitiated = 9,
}

impl MicroDepositStatus {
    /// MX's number for it.
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }

    /// The name the API carries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Initiated => "INITIATED",
            Self::Requested => "REQUESTED",
            Self::Deposited => "DEPOSITED",
            Self::Verified => "VERIFIED",
            Self::Errored => "ERRORED",
            Self::Denied => "DENIED",
            Self::Prevented => "PREVENTED",
            Self::Conflicted => "CONFLICTED",
            Self::Rejected => "REJECTED",
            Self::Preinitiated => "PREINITIATED",
        }
    }
}

/// Why no deposits are sent to a routing number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockedRoutingNumber {
    /// Not nine digits with a right check digit.
    Invalid = 0,
    /// MX sends nothing there.
    Blocked = 1,
    /// The client asked for it to be blocked.
    ClientBlocked = 2,
    /// The bank can be verified at once, which is better.
    IavPreferred = 3,
}

impl BlockedRoutingNumber {
    /// MX's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Invalid => "INVALID",
            Self::Blocked => "BLOCKED",
            Self::ClientBlocked => "CLIENT_BLOCKED",
            Self::IavPreferred => "IAV_PREFERRED",
        }
    }
}

/// A microdeposit as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MicroDeposit {
    /// `MIC-…`.
    pub guid: String,
    /// Where it stands.
    pub status: MicroDepositStatus,
    /// The institution the routing number belongs to, if it is one MX knows.
    pub institution: Option<Institution>,
    /// Where the deposits go, and whose account that is.
    pub details: MicroDepositDetails,
    /// What went wrong.
    pub error_message: Option<String>,
    /// Last changed.
    pub updated_at: Timestamp,
    /// When the right amounts were given.
    pub verified_at: Option<Timestamp>,
}

/// Where the deposits go, and whose account that is. What isn't known yet is empty: with a name
/// and an address alone, a microdeposit is prepared and not sent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MicroDepositDetails {
    /// The full number.
    pub account_number: String,
    /// `CHECKING` or `SAVINGS`.
    pub account_type: String,
    /// Nine digits.
    pub routing_number: String,
    /// What the owner calls it.
    pub account_name: Option<String>,
    /// The owner's e-mail address.
    pub email: Option<String>,
    /// The owner's first name.
    pub first_name: Option<String>,
    /// The owner's last name.
    pub last_name: Option<String>,
}

impl fmt::Debug for MicroDepositDetails {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MicroDepositDetails")
            .field("account_type", &self.account_type)
            .finish_non_exhaustive()
    }
}

impl MicroDepositDetails {
    /// The number's last four digits behind a mask; empty where the account isn't known yet.
    #[must_use]
    pub fn masked_number(&self) -> String {
        if self.account_number.is_empty() {
            return String::new();
        }
        let hidden = self.account_number.chars().count().saturating_sub(4);
        let shown = self.account_number.chars().skip(hidden);
        std::iter::repeat_n('X', 5).chain(shown).collect()
    }

    fn is_complete(&self) -> bool {
        !self.account_number.is_empty() && !self.routing_number.is_empty()
    }

    fn same_account(&self, other: &Self) -> bool {
        self.is_complete()
            && self.account_number == other.account_number
            && self.routing_number == other.routing_number
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct MicroDepositRecord {
    pub(crate) user_guid: String,
    deposit: MicroDeposit,
    wrong_answers: u8,
}

impl MicroDepositRecord {
    fn set(&mut self, status: MicroDepositStatus, message: Option<&str>, at: Timestamp) {
        self.deposit.status = status;
        self.deposit.error_message = message.map(str::to_owned);
        self.deposit.updated_at = at;
    }

    /// Lets the refreshes happen that are due.
    fn settle(&mut self, clock: &Clock) {
        let now = clock.wall(clock.now());
        while let Some(next) = self.next() {
            let due = clock.after(self.deposit.updated_at, REFRESH);
            if due > now {
                return;
            }
            self.refresh(next, due);
        }
    }

    /// Lets every refresh happen now.
    pub(super) fn hurry(&mut self, clock: &Clock) {
        let now = clock.wall(clock.now());
        while let Some(next) = self.next() {
            self.refresh(next, now);
        }
    }

    /// What the next refresh brings, while MX waits for the bank.
    fn next(&self) -> Option<MicroDepositStatus> {
        match self.deposit.status {
            MicroDepositStatus::Initiated => Some(MicroDepositStatus::Requested),
            MicroDepositStatus::Requested => {
                Some(match self.deposit.details.account_number.as_str() {
                    REJECTED_ACCOUNT => MicroDepositStatus::Rejected,
                    ERRORED_ACCOUNT => MicroDepositStatus::Errored,
                    _ => MicroDepositStatus::Deposited,
                })
            }
            _ => None,
        }
    }

    fn refresh(&mut self, next: MicroDepositStatus, at: Timestamp) {
        let message = match next {
            MicroDepositStatus::Rejected => Some("The bank did not accept the deposits"),
            MicroDepositStatus::Errored => Some("The deposits could not be sent"),
            _ => None,
        };
        self.set(next, message, at);
    }
}

impl World {
    /// Why no deposits would be sent to a routing number; none if they would.
    #[must_use]
    pub fn blocked_routing_number(routing_number: &str) -> Option<BlockedRoutingNumber> {
        if !is_routing_number(routing_number) {
            return Some(BlockedRoutingNumber::Invalid);
        }
        match routing_number {
            BLOCKED => Some(BlockedRoutingNumber::Blocked),
            CLIENT_BLOCKED => Some(BlockedRoutingNumber::ClientBlocked),
            other => institution_of(other)
                .filter(|institution| institution.supports(Product::AccountVerification))
                .map(|_| BlockedRoutingNumber::IavPreferred),
        }
    }

    /// Sends deposits, or prepares them where the account isn't known yet. The same account twice
    /// is CONFLICTED.
    ///
    /// # Errors
    /// [`MicroDepositRefusal::Unknown`] for an unknown user, and [`MicroDepositRefusal::Blocked`].
    /// A bank that could be verified at once is not refused here: that choice is the widget's.
    pub fn create_micro_deposit(
        &self,
        user_guid: &str,
        details: MicroDepositDetails,
    ) -> Result<MicroDeposit, MicroDepositRefusal> {
        check(&details)?;
        let at = self.inner.clock.wall(self.now());
        let mut state = self.state();
        if !state.users.iter().any(|user| user.guid == user_guid) {
            return Err(MicroDepositRefusal::Unknown);
        }
        let conflicts = state.micro_deposits.iter().any(|known| {
            known.user_guid == user_guid && known.deposit.details.same_account(&details)
        });
        let status = first_status(&details, conflicts);
        let record = MicroDepositRecord {
            user_guid: user_guid.to_owned(),
            deposit: MicroDeposit {
                guid: guid("MIC"),
                status,
                institution: institution_of(&details.routing_number),
                details,
                error_message: conflict_message(status),
                updated_at: at,
                verified_at: None,
            },
            wrong_answers: 0,
        };
        let deposit = record.deposit.clone();
        state.micro_deposits.push(record);
        Ok(deposit)
    }

    /// Gives a prepared microdeposit its account, which sends the deposits.
    ///
    /// # Errors
    /// [`MicroDepositRefusal::Unknown`] where there is no such microdeposit that waits for its
    /// account, and [`MicroDepositRefusal::Blocked`].
    pub fn complete_micro_deposit(
        &self,
        user_guid: &str,
        deposit_guid: &str,
        details: MicroDepositDetails,
    ) -> Result<MicroDeposit, MicroDepositRefusal> {
        check(&details)?;
        let at = self.inner.clock.wall(self.now());
        let mut state = self.state();
        let conflicts = state.micro_deposits.iter().any(|known| {
            known.user_guid == user_guid && known.deposit.details.same_account(&details)
        });
        let record = state
            .micro_deposits
            .iter_mut()
            .filter(|record| record.user_guid == user_guid)
            .find(|record| record.deposit.guid == deposit_guid)
            .filter(|record| record.deposit.status == MicroDepositStatus::Preinitiated)
            .ok_or(MicroDepositRefusal::Unknown)?;
        let status = first_status(&details, conflicts);
        record.deposit.institution = institution_of(&details.routing_number);
        record.deposit.details = details;
        record.set(status, conflict_message(status).as_deref(), at);
        Ok(record.deposit.clone())
    }

    /// A user's microdeposits, oldest first.
    #[must_use]
    pub fn micro_deposits(&self, user_guid: &str) -> Vec<MicroDeposit> {
        let mut state = self.state();
        state
            .micro_deposits
            .iter_mut()
            .filter(|record| record.user_guid == user_guid)
            .map(|record| {
                record.settle(&self.inner.clock);
                record.deposit.clone()
            })
            .collect()
    }

    /// A microdeposit of a user.
    #[must_use]
    pub fn micro_deposit(&self, user_guid: &str, deposit_guid: &str) -> Option<MicroDeposit> {
        self.micro_deposits(user_guid)
            .into_iter()
            .find(|deposit| deposit.guid == deposit_guid)
    }

    /// Says how much came, in cents and in any order: VERIFIED, or DENIED, or PREVENTED after the
    /// third wrong answer. Without a user, as MX's endpoint has it.
    ///
    /// # Errors
    /// [`MicroDepositRefusal::Unknown`], and [`MicroDepositRefusal::NothingToVerify`] unless the
    /// deposits have arrived.
    pub fn verify_micro_deposit(
        &self,
        deposit_guid: &str,
        mut amounts: [i64; 2],
    ) -> Result<MicroDeposit, MicroDepositRefusal> {
        let at = self.inner.clock.wall(self.now());
        let mut state = self.state();
        let record = state
            .micro_deposits
            .iter_mut()
            .find(|record| record.deposit.guid == deposit_guid)
            .ok_or(MicroDepositRefusal::Unknown)?;
        record.settle(&self.inner.clock);
        let waits = matches!(
            record.deposit.status,
            MicroDepositStatus::Deposited | MicroDepositStatus::Denied
        );
        if !waits {
            return Err(MicroDepositRefusal::NothingToVerify);
        }
        amounts.sort_unstable();
        if amounts == DEPOSIT_AMOUNTS {
            record.set(MicroDepositStatus::Verified, None, at);
            record.deposit.verified_at = Some(at);
        } else {
            record.wrong_answers += 1;
            let (status, message) = if record.wrong_answers >= TRIES {
                (
                    MicroDepositStatus::Prevented,
                    "The amounts were wrong too often",
                )
            } else {
                (MicroDepositStatus::Denied, "The amounts are not right")
            };
            record.set(status, Some(message), at);
        }
        Ok(record.deposit.clone())
    }

    /// Forgets a microdeposit; false if there was none.
    pub fn delete_micro_deposit(&self, user_guid: &str, deposit_guid: &str) -> bool {
        let mut state = self.state();
        let before = state.micro_deposits.len();
        state
            .micro_deposits
            .retain(|record| record.user_guid != user_guid || record.deposit.guid != deposit_guid);
        state.micro_deposits.len() < before
    }
}

fn check(details: &MicroDepositDetails) -> Result<(), MicroDepositRefusal> {
    let blocked = World::blocked_routing_number(&details.routing_number)
        .filter(|reason| *reason != BlockedRoutingNumber::IavPreferred)
        .filter(|_| details.is_complete());
    blocked.map_or(Ok(()), |reason| Err(MicroDepositRefusal::Blocked(reason)))
}

fn first_status(details: &MicroDepositDetails, conflicts: bool) -> MicroDepositStatus {
    match (details.is_complete(), conflicts) {
        (false, _) => MicroDepositStatus::Preinitiated,
        (true, true) => MicroDepositStatus::Conflicted,
        (true, false) => MicroDepositStatus::Initiated,
    }
}

fn conflict_message(status: MicroDepositStatus) -> Option<String> {
    (status == MicroDepositStatus::Conflicted)
        .then(|| "There is a microdeposit for this account already".to_owned())
}

fn institution_of(number: &str) -> Option<Institution> {
    DIRECTORY
        .all()
        .iter()
        .find(|institution| {
            institution.iso_country_code == "US" && routing_number(institution) == number
        })
        .cloned()
}
