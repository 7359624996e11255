//! The vocabulary of MX's Connect widget: what it says to the page or app that embeds it, read
//! and built from one table. No I/O, no clock, no globals: every function is pure and can be
//! given anything.
//!
//! The widget speaks in two ways. In a frame it posts an object, which [`parse_object`] reads; in
//! a mobile web view it navigates to an address of the app's scheme, which [`parse_navigation`]
//! reads. [`Message::to_object`] and [`Message::to_navigation`] build the same. What a host says
//! back to the widget is a [`HostMessage`].
//!
//! Reading is tolerant where MX's documents, its widget and its own decoder disagree: older names
//! of a type, numbers or names for a status, flat or nested fields, and anything missing. It is
//! strict where only an attacker gains: size, depth, and the kind of each known value.
//!
//! **A message is a hint, never a fact.** The caller still has to check that it came from the
//! widget's own frame and origin, and to ask MX's API whether what it says is so.
//!
//! ```
//! use connect_events::{ConnectionStatus, Event, Message, parse_object};
//!
//! let posted = r#"{
//!     "mx": true,
//!     "type": "mx/connect/memberStatusUpdate",
//!     "metadata": {
//!         "user_guid": "USR-1", "session_guid": "SES-1",
//!         "member_guid": "MBR-1", "connection_status": 6
//!     }
//! }"#;
//! let message = parse_object(posted)?;
//! assert_eq!(message.event.member_guid(), Some("MBR-1"));
//! assert_eq!(
//!     message,
//!     Message::new(
//!         Event::MemberStatusUpdate {
//!             member_guid: Some("MBR-1".into()),
//!             connection_status: Some(ConnectionStatus::Connected),
//!         },
//!         "USR-1",
//!         "SES-1",
//!     )
//! );
//! # Ok::<(), connect_events::Refusal>(())
//! ```

mod codes;
mod event;
mod field;
mod hidden;
mod host;
mod message;
mod navigation;
#[cfg(test)]
mod properties;
mod refusal;
mod steps;

pub use codes::{ConnectionStatus, MicrodepositStatus, OauthErrorReason};
pub use event::Event;
pub use hidden::Hidden;
pub use host::HostMessage;
pub use message::{Message, parse_object};
pub use navigation::{Navigation, OauthOutcome, OauthReturn, parse_navigation};
pub use refusal::Refusal;
pub use steps::{MicrodepositStep, Step};

/// Longest message that is read, in bytes, in either form. The widget's longest carry one
/// address and a few guids.
pub const MAX_MESSAGE_BYTES: usize = 64 * 1024;

/// Deepest nesting that is read. The widget's messages have three levels.
pub const MAX_DEPTH: usize = 16;

/// Longest type that is read, in bytes.
pub const MAX_TYPE_BYTES: usize = 128;

/// Longest guid, name or other text of a field that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 1024;

/// Longest [`Hidden`] text that is read, in bytes: a bank's login address can be long.
pub const MAX_HIDDEN_BYTES: usize = 8 * 1024;
