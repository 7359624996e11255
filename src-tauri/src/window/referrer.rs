//! The referrer that MX's widget needs.
//!
//! MX's widget posts its messages to the origin of `document.referrer`. A page on
//! `tauri://localhost` sends no referrer, so on Linux and macOS every message would be lost
//! without an error. This script tells the widget's frame what its referrer would have been.
//!
//! It runs in every frame, so it is a constant that holds no secret, and it acts only in a direct
//! child of the app's own page. Which origins can be there is decided by the content policy and
//! the navigation policy ([`super::policy`]), not a second time here.

/// Runs at the start of every document, before the document's own scripts.
pub(super) const SCRIPT: &str = include_str!("referrer.js");
