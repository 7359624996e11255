//! How the window is drawn, and what becomes of it when it is closed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How large everything is drawn, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Zoom {
    /// As designed.
    #[default]
    #[serde(rename = "100")]
    AsDesigned,
    /// A tenth larger.
    #[serde(rename = "110")]
    By110,
    /// A quarter larger.
    #[serde(rename = "125")]
    By125,
    /// Half as large again.
    #[serde(rename = "150")]
    By150,
    /// Three quarters larger.
    #[serde(rename = "175")]
    By175,
    /// Twice as large.
    #[serde(rename = "200")]
    By200,
}

impl Zoom {
    /// What sizes are multiplied with.
    #[must_use]
    pub fn factor(self) -> f64 {
        match self {
            Self::AsDesigned => 1.0,
            Self::By110 => 1.1,
            Self::By125 => 1.25,
            Self::By150 => 1.5,
            Self::By175 => 1.75,
            Self::By200 => 2.0,
        }
    }
}

/// The app in the desktop's tray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TrayStanding {
    /// Not wanted: closing the window ends the app.
    #[default]
    Off,
    /// Wanted, and the desktop has not answered yet. Closing the window ends the app.
    Asking,
    /// It is there: closing the window hides it.
    There,
    /// Wanted, and this desktop shows no tray (now). Closing the window ends the app.
    Missing,
}
