//! This computer.

use std::path::Path;

use tokio::{task::spawn_blocking, time::Instant};

use super::{Check, Surroundings, in_time};
use crate::{desk::Desk, policy::Organisation, storage, vault::VaultError, view::DiagnosticCheck};

/// Less room than that and the journal may soon fail to be written.
const LITTLE_ROOM: u64 = 200 * 1024 * 1024;

pub(super) fn check_app(version: &str, around: &Surroundings) -> DiagnosticCheck {
    Check::new("app", "App").good(format!("Connect Desk {version} on {}.", around.system))
}

pub(super) fn check_webview(around: &Surroundings) -> DiagnosticCheck {
    let check = Check::new("webview", "Web view");
    match &around.webview {
        Some(version) => check.good(format!("Version {version}.")),
        None => check.bad(
            "The system's web view was not found.",
            "Install it: WebKitGTK 4.1 on Linux, WebView2 on Windows.",
        ),
    }
}

pub(super) fn check_policy(organisation: &Organisation) -> DiagnosticCheck {
    let check = Check::new("policy", "Policy file");
    if let Some(problem) = organisation.problem() {
        return check.bad(problem.message, &problem.next_step);
    }
    if !organisation.is_found() {
        return check.good("There is none: your own settings apply.");
    }
    if organisation.is_writable_by_person() {
        return check.attention(
            "It was read and applies, but not only the administrator can change it.",
            "Make the file and its folder the administrator's, writable by nobody else.",
        );
    }
    check.good("It was read and applies.")
}

pub(super) fn check_proxy(around: &Surroundings) -> DiagnosticCheck {
    Check::new("proxy", "Proxy").good(if around.proxy {
        "The environment names a proxy; calls to MX go through it."
    } else {
        "The environment names none. One set in the system's own settings is used all the same."
    })
}

impl Desk {
    pub(super) async fn check_keychain(&self) -> DiagnosticCheck {
        let check = Check::new("keychain", "Keychain");
        let asked = Instant::now();
        match in_time(self.0.vault.try_out()).await {
            Some(Ok(())) => check.good(format!(
                "An entry could be written, read and removed in {} ms.",
                asked.elapsed().as_millis()
            )),
            Some(Err(VaultError::Damaged)) => check.bad(
                "The keychain gives back another text than was written.",
                "Use the keys without saving them, and have the keychain looked at.",
            ),
            Some(Err(error)) => {
                let problem = crate::view::Problem::from(error);
                check.bad(problem.message, &problem.next_step)
            }
            None => check.bad(
                "The keychain did not answer within 15 seconds.",
                "Look for its window asking for a password, then run the checks again.",
            ),
        }
    }

    pub(super) async fn check_storage(&self) -> DiagnosticCheck {
        let check = Check::new("storage", "Settings and journal");
        let folder = self.0.data_dir.clone();
        let journal = std::sync::Arc::clone(&self.0.journal);
        let looked = in_time(spawn_blocking(move || {
            (
                try_to_write(&folder),
                fs4::available_space(&folder),
                journal.unfinished(),
            )
        }));
        let Some(Ok((written, room, journal))) = looked.await else {
            return check.bad(
                "The disk did not answer within 15 seconds.",
                "Check the disk that holds your account's data.",
            );
        };
        // Said by the storage itself, in words that name the app's own files alone.
        if let Some(problem) = self.look(|state| state.view.storage_problem.clone()) {
            return check.bad(problem.message, &problem.next_step);
        }
        if let Err(error) = written.and(journal.map(drop)) {
            let problem = error.problem();
            return check.bad(problem.message, &problem.next_step);
        }
        let Ok(room) = room else {
            return check.good("They can be read and written.");
        };
        let text = format!(
            "They can be read and written; {} MB of room are left.",
            room / (1024 * 1024)
        );
        if room < LITTLE_ROOM {
            return check.attention(text, "Make room on the disk.");
        }
        check.good(text)
    }

    pub(super) async fn check_audit(&self) -> DiagnosticCheck {
        let check = Check::new("audit", "Audit log");
        match in_time(self.verify_audit()).await {
            Some(Ok(verdict)) if verdict.intact => check.good(verdict.text),
            Some(Ok(verdict)) => check.bad(
                verdict.text,
                "Keep a copy of the app's folder as it is, and tell whoever looks after this \
                 computer.",
            ),
            Some(Err(problem)) => check.bad(problem.message, &problem.next_step),
            None => check.attention(
                "It is too long to be checked within 15 seconds.",
                "Check it from the history screen, or with --verify-audit-log.",
            ),
        }
    }
}

fn try_to_write(folder: &Path) -> Result<(), storage::StorageError> {
    let probe = folder.join(format!("probe-{}", uuid::Uuid::new_v4()));
    storage::create_private(&probe)?;
    std::fs::remove_file(&probe)?;
    Ok(())
}
