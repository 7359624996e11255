//! A newer version of the app. Only a build that was made for it looks for one (the shell's feature
//! `updater`); what it finds is offered, and installed when the person says so.

use crate::{
    desk::Desk,
    view::{Problem, ProblemCode, UpdateView},
};

/// A longer one is no version.
const LONGEST_VERSION: usize = 40;

impl Desk {
    /// A newer version was found, and its signature will be checked before it is installed.
    pub fn offer_update(&self, version: &str) {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
        if version.is_empty() || version.len() > LONGEST_VERSION || !version.chars().all(is_plain) {
            tracing::warn!("a newer version was found whose name is none");
            return;
        }
        let version = version.to_owned();
        self.update(|state| state.view.update = Some(UpdateView { version }));
    }

    /// Installs the version that was found, and starts the app anew with it.
    ///
    /// # Errors
    /// `not_now` when none was found, or while sessions run; `update_failed`: the app is as it was.
    pub async fn install_update(&self) -> Result<(), Problem> {
        let (is_offered, is_busy) =
            self.look(|state| (state.view.update.is_some(), state.sessions.is_any_running()));
        if !is_offered {
            return Err(Problem::not_now(
                "There is no newer version to install.",
                "Look again later.",
            ));
        }
        if is_busy {
            return Err(Problem::not_now(
                "Sessions are running, and installing starts the app anew.",
                "Finish them first.",
            ));
        }
        self.0.ports.updater.install().await.map_err(|reason| {
            tracing::warn!(reason, "the newer version was not installed");
            Problem::new(
                ProblemCode::UpdateFailed,
                "The newer version was not installed. The app is as it was.",
                "Try again later, or have whoever looks after this computer install it.",
            )
        })
    }
}
