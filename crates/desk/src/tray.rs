//! The app in the desktop's tray: wanted by the person, and there if the desktop has one.
//!
//! What the tray says lies on a screen that may be shared, so it counts sessions and names nobody.

use crate::{
    desk::{Desk, locked},
    notifications::GOES_ON_IN_THE_TRAY,
    storage::StorageError,
    view::{AskedFor, DeskView, Language, Problem, SessionPhase, TrayStanding},
};

/// Where the tray stands when the app starts. An organisation that forbids it leaves the person's
/// wish in the settings; it holds again once that word is taken back.
pub(crate) fn at_first(is_wanted: bool) -> TrayStanding {
    if is_wanted {
        TrayStanding::Asking
    } else {
        TrayStanding::Off
    }
}

impl Desk {
    /// Whether the app stays in the tray when its window is closed; kept for the next start.
    ///
    /// # Errors
    /// `forbidden_by_policy`; else as [`Desk::set_appearance`].
    pub fn set_tray(&self, is_on: bool) -> Result<(), Problem> {
        if is_on {
            self.refuse_tray()?;
        }
        let saved = locked(&self.0.settings).set_tray(is_on);
        self.update(|state| {
            let tray = &mut state.view.tray;
            if is_on != (*tray != TrayStanding::Off) {
                *tray = at_first(is_on);
            }
        });
        saved.map_err(StorageError::problem)
    }

    /// The desktop shows the app in its tray, or doesn't (any more).
    pub fn tray_is_there(&self, is_there: bool) {
        self.update(|state| {
            let tray = &mut state.view.tray;
            if *tray != TrayStanding::Off {
                *tray = if is_there {
                    TrayStanding::There
                } else {
                    TrayStanding::Missing
                };
            }
        });
    }

    /// The window was closed into the tray. Nobody looks now: what a session comes to is told. The
    /// first time, so is where the app has gone, also to who wants to hear of no session.
    pub fn closed_into_the_tray(&self) {
        self.note_focus(false);
        let is_news = locked(&self.0.settings).note_tray_told();
        if is_news {
            self.tell(GOES_ON_IN_THE_TRAY);
        }
    }

    /// The person asks for a new verification from outside the window.
    pub fn ask_for_new_verification(&self) {
        self.ask(AskedFor::NewVerification);
    }
}

/// What the tray's menu says, in the app's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayWords {
    /// Opens the window.
    pub show: &'static str,
    /// Opens it where a session begins.
    pub new_verification: &'static str,
    /// How many sessions are running; nothing to press.
    pub running: String,
    /// Ends the app.
    pub quit: &'static str,
}

/// The words for what is on screen now. None where the tray isn't wanted.
#[must_use]
pub fn words(view: &DeskView) -> Option<TrayWords> {
    if view.tray == TrayStanding::Off {
        return None;
    }
    let is_running = |phase| {
        matches!(
            phase,
            SessionPhase::Preparing | SessionPhase::Open | SessionPhase::Checking
        )
    };
    let count = view
        .sessions
        .iter()
        .filter(|session| is_running(session.phase))
        .count();
    let running = |none: &str, one: &str, more: &str| match count {
        0 => none.to_owned(),
        1 => one.to_owned(),
        _ => format!("{count} {more}"),
    };
    Some(match view.language {
        Language::En => TrayWords {
            show: "Show Connect Desk",
            new_verification: "New verification",
            running: running(
                "No session is running",
                "1 session is running",
                "sessions are running",
            ),
            quit: "Quit",
        },
        Language::Es => TrayWords {
            show: "Mostrar Connect Desk",
            new_verification: "Nueva verificación",
            running: running(
                "Ninguna sesión en curso",
                "1 sesión en curso",
                "sesiones en curso",
            ),
            quit: "Salir",
        },
        Language::Fr => TrayWords {
            show: "Afficher Connect Desk",
            new_verification: "Nouvelle vérification",
            running: running(
                "Aucune session en cours",
                "1 session en cours",
                "sessions en cours",
            ),
            quit: "Quitter",
        },
    })
}
