//! Why a message was refused.

use thiserror::Error;

/// Why a message was refused. Never holds any of the message's own text: what arrives may come
/// from anybody, and may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum Refusal {
    /// Longer than [`MAX_MESSAGE_BYTES`](crate::MAX_MESSAGE_BYTES); not looked at any further.
    #[error("the message is larger than any the widget sends")]
    TooLarge,
    /// Nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
    #[error("the message is nested deeper than any the widget sends")]
    TooDeep,
    /// Not JSON, or not encoded the way a navigation carries JSON.
    #[error("the message is not JSON")]
    NotJson,
    /// JSON, but not an object.
    #[error("the message is not an object")]
    NotAnObject,
    /// Not marked as MX's (`mx` is not `true`), or a navigation of another scheme.
    #[error("the message is not marked as MX's")]
    NotMx,
    /// The form of message versions 1 to 3. Ask for `ui_message_version` 4.
    #[error("the message has the form of a message version before 4")]
    OldVersion,
    /// The type is missing, is no text, is too long, or is no name MX could have chosen.
    #[error("the message has no usable type")]
    BadType,
    /// A known field holds something it cannot hold. A *missing* field is never refused.
    #[error("the field `{field}` of the message cannot be read")]
    BadField {
        /// Where the field stands in the message, MX's name.
        field: &'static str,
    },
}

impl Refusal {
    /// A stable name, for counting and for telling refusals apart in a log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::NotJson => "not_json",
            Self::NotAnObject => "not_an_object",
            Self::NotMx => "not_mx",
            Self::OldVersion => "old_version",
            Self::BadType => "bad_type",
            Self::BadField { .. } => "bad_field",
        }
    }
}
