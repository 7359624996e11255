//! Word to whoever doesn't have the window before them: a session has come to something, or the app
//! goes on without its window.
//!
//! A notification lies over other programs and stays in the desktop's list, on a screen that may be
//! shared. So it says how a session ended, and never whose it was: no customer, no bank, no number.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{
    desk::{Desk, locked},
    storage::StorageError,
    view::{EndingKind, Language, Problem, SessionMode, SessionView},
};

/// Whether the agent's window has the keyboard. Until somebody says otherwise, it has.
pub(crate) struct Focus(AtomicBool);

impl Default for Focus {
    fn default() -> Self {
        Self(AtomicBool::new(true))
    }
}

impl Desk {
    /// The agent's window has the keyboard now, or has it no more.
    pub fn note_focus(&self, is_here: bool) {
        self.0.focus.0.store(is_here, Ordering::Relaxed);
    }

    /// Whether sessions that end while another window has the keyboard are told of; kept for the
    /// next start.
    ///
    /// # Errors
    /// As [`Desk::set_appearance`].
    pub fn set_notifications(&self, is_on: bool) -> Result<(), Problem> {
        let saved = locked(&self.0.settings).set_notifications(is_on);
        self.update(|state| state.view.notifications = is_on);
        saved.map_err(StorageError::problem)
    }

    /// A session has come to something.
    pub(crate) fn tell_of(&self, what: Notice) {
        let is_wanted = self.look(|state| state.view.notifications);
        if is_wanted && !self.0.focus.0.load(Ordering::Relaxed) {
            self.tell(what);
        }
    }

    /// Tells it, whoever looks.
    pub(crate) fn tell(&self, what: Notice) {
        let words = match self.look(|state| state.view.language) {
            Language::En => what.en,
            Language::Es => what.es,
            Language::Fr => what.fr,
        };
        self.0.ports.notifier.notify("Connect Desk", words);
    }
}

/// What a notification says. The page, which has the app's other words, may be asleep behind
/// another window, so these are here.
#[derive(Clone, Copy)]
pub(crate) struct Notice {
    en: &'static str,
    es: &'static str,
    fr: &'static str,
}

const fn notice(en: &'static str, es: &'static str, fr: &'static str) -> Notice {
    Notice { en, es, fr }
}

/// The window was closed, and the app goes on.
pub(crate) const GOES_ON_IN_THE_TRAY: Notice = notice(
    "Still running in the tray, and so are sessions. The icon’s menu brings the window back, and quits.",
    "Sigue en la bandeja, y las sesiones también. El menú del icono devuelve la ventana y cierra la aplicación.",
    "Toujours en marche dans la zone de notification, comme les sessions. Le menu de l’icône ramène la fenêtre, et quitte.",
);

/// What a session that has ended came to.
pub(crate) fn what_became(session: &SessionView) -> Notice {
    match session.ending.as_ref().map(|ending| ending.kind) {
        Some(EndingKind::Verified) => match session.mode {
            SessionMode::Verification => notice(
                "A bank account was verified.",
                "Se verificó una cuenta bancaria.",
                "Un compte bancaire a été vérifié.",
            ),
            SessionMode::Aggregation => notice(
                "A bank was connected.",
                "Se conectó un banco.",
                "Une banque a été connectée.",
            ),
        },
        Some(EndingKind::NothingConnected) => notice(
            "A session has ended: no bank was connected.",
            "Una sesión terminó: no se conectó ningún banco.",
            "Une session est terminée\u{a0}: aucune banque n’a été connectée.",
        ),
        Some(EndingKind::NoEligibleAccounts) => notice(
            "A session has ended: no eligible account.",
            "Una sesión terminó: ninguna cuenta es elegible.",
            "Une session est terminée\u{a0}: aucun compte admissible.",
        ),
        Some(EndingKind::StillWorking) => notice(
            "MX is still working on a session.",
            "MX sigue procesando una sesión.",
            "MX traite encore une session.",
        ),
        Some(EndingKind::Waiting) => notice(
            "A session needs somebody to act.",
            "Una sesión requiere que alguien actúe.",
            "Une session attend que quelqu’un agisse.",
        ),
        Some(EndingKind::AwaitingDeposits) => notice(
            "A session waits for test deposits.",
            "Una sesión espera los depósitos de prueba.",
            "Une session attend les dépôts d’essai.",
        ),
        Some(EndingKind::DepositsFailed) => notice(
            "A session has ended: the test deposits failed.",
            "Una sesión terminó: los depósitos de prueba fallaron.",
            "Une session est terminée\u{a0}: les dépôts d’essai ont échoué.",
        ),
        Some(EndingKind::Removed) => notice(
            "A session has ended: its connection was removed.",
            "Una sesión terminó: se eliminó su conexión.",
            "Une session est terminée\u{a0}: sa connexion a été supprimée.",
        ),
        Some(EndingKind::Failed) | None => notice(
            "A session has stopped.",
            "Una sesión se detuvo.",
            "Une session s’est arrêtée.",
        ),
    }
}
