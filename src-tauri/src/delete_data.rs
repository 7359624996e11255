//! `--delete-data`: what the app has kept is deleted, for whoever is about to remove the app. Packages
//! leave it where it is: it is the person's, not the computer's.

use std::{
    io::{self, Write},
    process::ExitCode,
    sync::Arc,
};

use desk::{kept::Kept, vault::KeyringStore};

use crate::{StartError, flags::Flags, instance};

/// What somebody types to go on.
const WORD: &str = "delete";

/// Says what there is, asks, and deletes it; 0 when nothing is left.
pub(crate) fn ask_and_delete(flags: &Flags) -> ExitCode {
    match delete(flags) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn delete(flags: &Flags) -> Result<bool, StartError> {
    let data_dir = flags.data_dir()?;
    if instance::is_open(&data_dir) {
        say("Connect Desk is open. Close it first.");
        return Ok(false);
    }
    let kept = Kept::find(&data_dir, &flags.log_dir(&data_dir));
    if kept.is_nothing() {
        say("There is nothing to delete.");
        return Ok(true);
    }
    for file in kept.files() {
        say(&file.display().to_string());
    }
    say(&format!(
        "These files and the keys of {} saved connection(s) will be deleted, the audit log among \
         them. That can't be undone.",
        kept.connections()
    ));
    if !flags.yes && !is_agreed() {
        say("Nothing was deleted.");
        return Ok(false);
    }
    let secrets = Arc::new(KeyringStore::default());
    match tauri::async_runtime::block_on(kept.delete(secrets)) {
        Ok(()) => {
            say("Deleted.");
            Ok(true)
        }
        Err(error) => {
            say(&format!("Not everything was deleted: {error}."));
            Ok(false)
        }
    }
}

fn is_agreed() -> bool {
    say(&format!("Type “{WORD}” to go on:"));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok() && answer.trim() == WORD
}

fn say(text: &str) {
    // Nobody may be listening; the exit code says it too.
    let _ = writeln!(io::stdout(), "{text}");
}
