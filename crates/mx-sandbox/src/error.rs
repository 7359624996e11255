//! Everything that can go wrong here.

use std::net::SocketAddr;

/// Why the simulated MX couldn't do what it was asked.
///
/// No variant carries a credential, a token or an account number.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The address to listen on is taken or not ours.
    #[error("can't listen on {address}")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The public origin is no `http(s)://host[:port]`.
    #[error("the public origin must be an http or https origin without a path")]
    PublicOrigin,
    /// The speed is zero, negative or not a number.
    #[error("the speed must be a number above zero")]
    Speed,
    /// The state is not one that was saved here, or can't be written.
    #[error("the state can't be read or written")]
    State,
    /// There is no writing where the exchanges are to be kept.
    #[error("the exchanges can't be written down")]
    Exchanges(#[source] std::io::Error),
    /// The system gave no random bytes for a token or a key.
    #[error("the system has no randomness to give")]
    Randomness,
}

/// Why a widget URL doesn't open. A URL opens once, within ten minutes (MX docs, widget URLs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// Never issued here, or its user was deleted.
    #[error("unknown widget URL")]
    Unknown,
    /// Opened before.
    #[error("widget URL already used")]
    Used,
    /// Older than ten minutes.
    #[error("widget URL expired")]
    Expired,
}

/// Why no member was created.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreateMemberError {
    /// The user has this member already (409).
    #[error("the member exists already")]
    Duplicate {
        /// The one that exists. MX's public API keeps it to itself; the Connect page gets it.
        member_guid: String,
    },
    /// The partner's own id for the member is taken by another member of the user (409).
    #[error("the member id exists already")]
    DuplicateId,
    /// No such user (404).
    #[error("unknown user")]
    UnknownUser,
    /// No such institution (404).
    #[error("unknown institution")]
    UnknownInstitution,
    /// One signs in at this institution itself; credentials can't be given to MX (400).
    #[error("the institution wants OAuth")]
    SignInAtBank,
    /// One gives credentials to MX here; there is nothing to sign in to (400).
    #[error("the institution has no OAuth")]
    NoOauth,
    /// MX has taken the institution off for a while (400, `institution_maintenance_error`).
    #[error("the institution is under maintenance")]
    Maintenance,
    /// The client has the institution blocked (400; MX docs, errors).
    #[error("the institution is blocked for the client")]
    Blocked(crate::world::InstitutionBlock),
    /// The institution can't do the job (400).
    #[error("the institution can't do this job")]
    Unsupported,
    /// A credential is missing, empty, or doesn't belong to the institution (400).
    #[error("the credentials don't fit the institution")]
    Credentials,
    /// The system gave no random bytes for a URL.
    #[error("the system has no randomness to give")]
    Randomness,
    /// The user has as many members as the integration environment allows (MX docs, quotas).
    #[error("the user has {limit} members already")]
    Quota {
        /// How many members a user may have.
        limit: usize,
    },
}

/// Why a member wasn't changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MemberRefusal {
    /// No such member under this user (404).
    #[error("unknown member")]
    Unknown,
    /// A credential is missing, empty, or doesn't belong to the institution (400).
    #[error("the credentials don't fit the institution")]
    Credentials,
    /// An answer came while no challenge waits, or to a challenge that isn't the one waiting.
    #[error("no such challenge is waiting")]
    NotChallenged,
    /// A job of another type runs (409; MX docs, job collisions).
    #[error("another job is running")]
    OtherJobRunning,
    /// The partner's own id for the member is taken by another member of the user (409).
    #[error("the member id exists already")]
    DuplicateId,
    /// The client has the institution blocked (400; MX docs, errors).
    #[error("the institution is blocked for the client")]
    Blocked(crate::world::InstitutionBlock),
    /// The institution can't do the job (400; MX docs, premium jobs).
    #[error("the institution can't do this job")]
    Unsupported,
    /// The user is disabled: nothing is read for it (403).
    #[error("the user is disabled")]
    UserDisabled,
    /// One gives credentials to MX here; there is nothing to sign in to (400).
    #[error("the institution has no OAuth")]
    NoOauth,
    /// The system gave no random bytes for a URL.
    #[error("the system has no randomness to give")]
    Randomness,
}

/// Why a microdeposit wasn't made or verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MicroDepositRefusal {
    /// No such user or microdeposit (404).
    #[error("unknown microdeposit")]
    Unknown,
    /// No money can be sent to the routing number (400).
    #[error("the routing number is blocked")]
    Blocked(crate::world::BlockedRoutingNumber),
    /// There are no deposits to verify, or not any more (400).
    #[error("there is nothing to verify")]
    NothingToVerify,
}

/// Why a user wasn't added or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreateUserError {
    /// The partner's own id is another user's (409).
    #[error("the user id exists already")]
    DuplicateId,
    /// The client has as many users as the integration environment allows (MX docs, quotas).
    #[error("there are {limit} users already")]
    Quota {
        /// How many users a client may have.
        limit: usize,
    },
}
