//! What this desk may do: the organisation's policy, and the person's own choices beside it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EnvironmentKind, Problem};

/// What holds now: the organisation's word where there is one, else the person's, else ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PolicyView {
    /// Environments that may be used.
    pub environments: Vec<EnvironmentKind>,
    /// A reason must be given before a number is shown in full or copied.
    pub reveal_reason: bool,
    /// What files the app may write.
    pub export: ExportPolicy,
    /// The widget may be handed over by a link.
    pub link_hand_over: bool,
    /// The desk locks itself after so many minutes without a hand on it; none: never.
    pub auto_lock_minutes: Option<u32>,
    /// Past sessions are deleted after so many days; none: never.
    pub retention_days: Option<u32>,
    /// The company's name, for the customer window and the report.
    pub company_name: Option<String>,
    /// The app may go on in the tray when its window is closed, where the person wants it.
    pub tray: bool,
    /// Which of these the organisation has set; the person can't change them.
    pub set_by_organisation: Vec<PolicyItem>,
    /// What is wrong with the organisation's policy file, if anything. What can't be read in it
    /// counts as forbidden.
    pub problem: Option<Problem>,
}

impl PolicyView {
    /// What holds where nobody has said anything.
    #[must_use]
    pub fn unrestricted() -> Self {
        Self {
            environments: vec![
                EnvironmentKind::Sandbox,
                EnvironmentKind::Integration,
                EnvironmentKind::Production,
                EnvironmentKind::Custom,
            ],
            reveal_reason: false,
            export: ExportPolicy::Full,
            link_hand_over: true,
            auto_lock_minutes: None,
            retention_days: None,
            company_name: None,
            tray: true,
            set_by_organisation: Vec::new(),
            problem: None,
        }
    }
}

/// What files the app may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ExportPolicy {
    /// Reports with full numbers too, by explicit choice.
    Full,
    /// Reports and history with masks only.
    Masked,
    /// None.
    None,
}

/// One part of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PolicyItem {
    /// [`PolicyView::environments`].
    Environments,
    /// [`PolicyView::reveal_reason`].
    RevealReason,
    /// [`PolicyView::export`].
    Export,
    /// [`PolicyView::link_hand_over`].
    LinkHandOver,
    /// [`PolicyView::auto_lock_minutes`].
    AutoLockMinutes,
    /// [`PolicyView::retention_days`].
    RetentionDays,
    /// [`PolicyView::company_name`].
    CompanyName,
    /// [`PolicyView::tray`].
    Tray,
}

/// The person's own choices. Those the organisation has set are left as they are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PreferencesInput {
    /// See [`PolicyView::reveal_reason`].
    pub reveal_reason: bool,
    /// See [`PolicyView::auto_lock_minutes`]; 1 to 480.
    pub auto_lock_minutes: Option<u32>,
    /// See [`PolicyView::retention_days`]; 1 to 3 650.
    pub retention_days: Option<u32>,
    /// See [`PolicyView::company_name`]; 60 characters at most.
    pub company_name: Option<String>,
}
