//! Connection statuses (MX docs, connection statuses).

use serde::{Deserialize, Serialize};

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(
    missing_docs,
    reason = "the names are MX's; its documents say what each means"
)]
pub enum ConnectionStatus {
    Created = 0,
    Prevented = 1,
    Denied = 2,
    Challenged = 3,
    Rejected = 4,
    Locked = 5,
    Connected = 6,
    Impeded = 7,
    Reconnected = 8,
    Degraded = 9,
    Disconnected = 10,
    Discontinued = 11,
    Closed = 12,
    Delayed = 13,
    Failed = 14,
    Updated = 15,
    Disabled = 16,
    Imported = 17,
    Resumed = 18,
    Expired = 19,
    Impaired = 20,
    Pending = 21,
}

/// Every status, in the order of its number.
pub(crate) const STATUSES: [ConnectionStatus; 22] = {
    use ConnectionStatus as Status;
    [
        Status::Created,
        Status::Prevented,
        Status::Denied,
        Status::Challenged,
        Status::Rejected,
        Status::Locked,
        Status::Connected,
        Status::Impeded,
        Status::Reconnected,
        Status::Degraded,
        Status::Disconnected,
        Status::Discontinued,
        Status::Closed,
        Status::Delayed,
        Status::Failed,
        Status::Updated,
        Status::Disabled,
        Status::Imported,
        Status::Resumed,
        Status::Expired,
        Status::Impaired,
        Status::Pending,
    ]
};

impl ConnectionStatus {
    /// The number the widget's messages carry.
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }

    /// The name the API carries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Prevented => "PREVENTED",
            Self::Denied => "DENIED",
            Self::Challenged => "CHALLENGED",
            Self::Rejected => "REJECTED",
            Self::Locked => "LOCKED",
            Self::Connected => "CONNECTED",
            Self::Impeded => "IMPEDED",
            Self::Reconnected => "RECONNECTED",
            Self::Degraded => "DEGRADED",
            Self::Disconnected => "DISCONNECTED",
            Self::Discontinued => "DISCONTINUED",
            Self::Closed => "CLOSED",
            Self::Delayed => "DELAYED",
            Self::Failed => "FAILED",
            Self::Updated => "UPDATED",
            Self::Disabled => "DISABLED",
            Self::Imported => "IMPORTED",
            Self::Resumed => "RESUMED",
            Self::Expired => "EXPIRED",
            Self::Impaired => "IMPAIRED",
            Self::Pending => "PENDING",
        }
    }

    /// Whether the person whose account it is must give credentials again.
    #[must_use]
    pub fn needs_credentials(self) -> bool {
        matches!(
            self,
            Self::Prevented | Self::Denied | Self::Imported | Self::Impaired
        )
    }
}
