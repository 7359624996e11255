//! What MX has set up for the client: the parts of its profile that the Connect page follows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Institution, Job, World};

/// What MX has set up for the client. Live it is MX's support that does it; here whoever holds the
/// world does. Everything is off unless set, and pages that are open already stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClientProfile {
    /// Customers read a disclosure before anything else (MX docs, Connect steps: `disclosure`).
    pub disclosure: bool,
    /// Customers agree to share their data before they sign in to a bank they searched for (MX
    /// docs, Connect steps: `consent`).
    pub consent: bool,
    /// Accounts that no bank knows of can be added by hand, in aggregation (MX docs, Connect steps:
    /// `addManualAccount`).
    pub manual_accounts: bool,
    /// What is offered beside what a session asks for, unless the session's own request says it (MX
    /// docs, Connect steps: `additionalProduct`).
    pub additional_product: Option<AdditionalProduct>,
    /// Customers are demonstration users: they get to MX's own test banks alone (MX docs, Connect
    /// steps: `demoConnectGuard`).
    pub demo: bool,
    /// A sign-in that exists already is told of before it is gone on with (MX docs, Connect steps:
    /// `existingMember`).
    pub existing_member: bool,
    /// The institutions, by code, that the client has MX block (MX docs, errors: blocked
    /// institutions).
    pub blocked_institutions: BTreeMap<String, InstitutionBlock>,
}

/// A product that can be offered beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdditionalProduct {
    /// Account and routing numbers, beside accounts and transactions.
    AccountVerification,
    /// Transactions, beside account and routing numbers.
    Transactions,
}

/// What a client blocks an institution for (MX docs, errors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionBlock {
    /// For everything.
    Prevented,
    /// For new members.
    PreventNew,
    /// For verification.
    PreventVerification,
}

impl InstitutionBlock {
    /// The `type` of MX's error.
    #[must_use]
    pub fn error_type(self) -> &'static str {
        match self {
            Self::Prevented => "institution_prevented_error",
            Self::PreventNew => "institution_prevent_new_error",
            Self::PreventVerification => "institution_prevent_verification_error",
        }
    }
}

impl ClientProfile {
    /// Whether no customer gets to the institution's form.
    pub(crate) fn turns_away(&self, institution: &Institution) -> bool {
        let block = self.blocked_institutions.get(&institution.code);
        matches!(
            block,
            Some(InstitutionBlock::Prevented | InstitutionBlock::PreventNew)
        )
    }

    /// Whether nothing is done with the members there are, either.
    pub(crate) fn stops(&self, institution: &Institution) -> bool {
        let block = self.blocked_institutions.get(&institution.code);
        block == Some(&InstitutionBlock::Prevented)
    }
}

impl World {
    /// What MX has set up for the client.
    #[must_use]
    pub fn client_profile(&self) -> ClientProfile {
        self.profile().clone()
    }

    /// Has MX set something else up for the client.
    pub fn set_client_profile(&self, profile: ClientProfile) {
        *self.profile() = profile;
    }

    /// Whether the client's profile has the Connect page ask its customers to read a disclosure
    /// first. Off unless set; pages that are open already stay as they are.
    pub fn set_disclosure(&self, disclosure: bool) {
        self.profile().disclosure = disclosure;
    }

    /// Whether the Connect page asks its customers to read a disclosure first.
    #[must_use]
    pub fn disclosure(&self) -> bool {
        self.profile().disclosure
    }

    /// The block that is in the way of a job, or of a new member.
    pub(super) fn block(
        &self,
        institution: &Institution,
        is_new: bool,
        job: Option<Job>,
    ) -> Option<InstitutionBlock> {
        let profile = self.profile();
        let block = profile.blocked_institutions.get(&institution.code).copied();
        block.filter(|block| match block {
            InstitutionBlock::Prevented => true,
            InstitutionBlock::PreventNew => is_new,
            InstitutionBlock::PreventVerification => job.is_some_and(|job| job.numbers),
        })
    }
}
