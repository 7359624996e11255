//! The inspector: what the widget said and what MX was asked, message by message and call by call.
//!
//! Every session is recorded, in memory, for as long as it is open. Nothing secret is in a
//! recording: bodies are reduced to what may be seen before they get here
//! ([`mx_platform::Redacted`]), by type and by an allow-list. It names no customer either; it has
//! MX's guids. While the desk is locked nothing of it is given out, and a recording that was opened
//! from a file is let go of.

mod axis;
mod curl;
mod entry;
mod messages;
mod reading;
mod recorder;
mod recording;
mod steps;
mod tape;
#[cfg(test)]
mod tests;
mod writing;

pub use reading::{MAX_FILE_BYTES, NotARecording};
pub(crate) use recorder::{Recorder, Said};
pub(crate) use recording::About;
pub use recording::Recording;

use std::{fs::File, io::Read, path::Path, time::Duration};

use tokio::time::{sleep, timeout};

use crate::{
    desk::{Desk, locked},
    files::Saving,
    history::utc,
    view::{
        AuditAction, InspectorAbout, InspectorDetails, InspectorPage, InspectorQuery, Problem,
        ProblemCode, SavedFile,
    },
};

/// Changes that come together are told together.
const CHANGES_TOGETHER: Duration = Duration::from_millis(150);
/// After this long without a change the caller is told that there was none.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

impl Desk {
    /// A part of what a query finds in a session's recording, or in the one that was opened; 500
    /// rows at most.
    ///
    /// # Errors
    /// `unknown_session`; `not_found` when none is open.
    pub async fn inspect(
        &self,
        session_id: Option<&str>,
        query: InspectorQuery,
        offset: u32,
        limit: u32,
    ) -> Result<InspectorPage, Problem> {
        let recording = self.recording(session_id)?;
        let looked = tokio::task::spawn_blocking(move || recording.page(&query, offset, limit));
        looked.await.map_err(|_| Problem::internal())
    }

    /// Waits until a session's recording has another revision than this, and says which it is;
    /// the same after twenty seconds without a change.
    ///
    /// # Errors
    /// `unknown_session`, also when the session is left meanwhile.
    pub async fn inspected(&self, session_id: &str, revision: u32) -> Result<u32, Problem> {
        let mut revisions = self.session(session_id)?.recorder().revisions();
        let is_other = |now: &u32| *now != revision;
        let waited = timeout(LONGEST_WAIT, revisions.wait_for(is_other)).await;
        match waited.map(|found| found.is_ok()) {
            Ok(true) => sleep(CHANGES_TOGETHER).await,
            Ok(false) => return Err(Problem::unknown_session()),
            Err(_) => {}
        }
        let now = *revisions.borrow();
        Ok(now)
    }

    /// All that is known of one entry.
    ///
    /// # Errors
    /// `unknown_session`; `not_found` when the entry was dropped to make room, or no recording is
    /// open.
    pub fn inspect_entry(
        &self,
        session_id: Option<&str>,
        seq: u32,
    ) -> Result<InspectorDetails, Problem> {
        self.recording(session_id)?.details(seq).ok_or_else(gone)
    }

    /// Copies a call for a shell. It holds no secret: where one belongs, it has a variable.
    ///
    /// # Errors
    /// `unknown_session`; `not_found`; `clipboard_failed`.
    pub fn copy_curl(&self, session_id: Option<&str>, seq: u32) -> Result<(), Problem> {
        let details = self.inspect_entry(session_id, seq)?;
        let curl = details.curl.ok_or_else(gone)?;
        self.0
            .ports
            .clipboard
            .copy(&curl)
            .map_err(|reason| Problem::clipboard_failed(&reason, "Try again."))
    }

    /// Saves a session's recording where the person says; none if they changed their mind.
    ///
    /// # Errors
    /// `unknown_session`; `forbidden_by_policy`; `save_failed`; `storage_failed`.
    pub async fn export_recording(&self, session_id: &str) -> Result<Option<SavedFile>, Problem> {
        self.refuse_export()?;
        let session = self.session(session_id)?;
        let customer_id = session.world().user.id.clone();
        let recording = session.recorder().recording();
        drop(session);
        let now_ms = self.0.ports.clock.now_ms();
        #[expect(clippy::cast_precision_loss, reason = "exact for 285 000 years")]
        let now = utc(now_ms as f64);
        let saving = Saving {
            suggested_name: format!("recording-{}.har", now.replace(':', "-")),
            action: AuditAction::ExportRecording,
            subject: customer_id,
            reason: None,
        };
        let app_version = self.view().app_version.clone();
        self.save_file(saving, move |file| {
            recording.write(&app_version, now_ms, file)
        })
        .await
    }

    /// Opens a recording from a file the person chooses, in place of the one before; none if they
    /// changed their mind.
    ///
    /// # Errors
    /// `invalid_input` when the file can't be read, or is no recording.
    pub async fn open_recording(&self) -> Result<Option<InspectorAbout>, Problem> {
        let Some(path) = self.0.ports.open_dialog.ask("har").await else {
            return Ok(None);
        };
        let read = tokio::task::spawn_blocking(move || read_file(&path)).await;
        let recording = read.map_err(|_| Problem::internal())??;
        let about = recording.about.view();
        *locked(&self.0.opened_recording) = Some(recording);
        Ok(Some(about))
    }

    /// Lets go of the recording that was opened.
    pub fn close_recording(&self) {
        locked(&self.0.opened_recording).take();
    }

    fn recording(&self, session_id: Option<&str>) -> Result<Recording, Problem> {
        match session_id {
            Some(id) => Ok(self.session(id)?.recorder().recording()),
            None => locked(&self.0.opened_recording).clone().ok_or_else(|| {
                Problem::new(
                    ProblemCode::NotFound,
                    "The recording is closed.",
                    "Open it again.",
                )
            }),
        }
    }
}

fn read_file(path: &Path) -> Result<Recording, Problem> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|_| unusable("The file could not be read."))?;
    let mut recording = Recording::read(&bytes).map_err(|error| {
        // Its words name a field at most, never what is in it.
        tracing::info!(%error, "a file was refused");
        unusable(match error {
            NotARecording::TooLarge | NotARecording::Foreign => {
                "This file is not a recording of Connect Desk."
            }
            NotARecording::Newer => "A newer version of Connect Desk made this recording.",
            NotARecording::Damaged(_) => "This recording is damaged.",
        })
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    recording.about.file_name = Some(name.into_owned());
    Ok(recording)
}

fn unusable(message: &str) -> Problem {
    Problem::new(
        ProblemCode::InvalidInput,
        message,
        "Choose a file that was saved from the inspector.",
    )
}

fn gone() -> Problem {
    Problem::new(
        ProblemCode::NotFound,
        "This entry was dropped to make room for newer ones.",
        "Choose another.",
    )
}
