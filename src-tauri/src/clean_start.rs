//! A start without what the environment should not hold.
//!
//! A process's environment can be read as long as it runs, and every program it starts inherits
//! it. So keys that come by the environment move to standard input, and what would let another
//! program drive or inspect the window is left out: the app starts itself anew in its own place,
//! without either.

#[cfg(unix)]
use std::ffi::OsString;
use std::io::Read;

use desk::vault::Credentials;
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::StartError;

/// Variables that carry keys.
const KEYS: [&str; 2] = ["MX_CLIENT_ID", "MX_API_KEY"];

/// Variables by which a webview lets itself be driven or inspected from outside. They belong to
/// the end-to-end tests' build alone.
const DOORS: [&str; 4] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
];

const FROM_ENVIRONMENT: &str = "--credentials-from-env";
const FROM_INPUT: &str = "--credentials-from-stdin";
/// Far more than any pair of keys.
const LONGEST_INPUT: u64 = 16 * 1024;

/// Goes on where nothing has to be left out. Otherwise the app starts anew and this one never
/// returns; on Windows, where a program can't take another's place, keys stay where they were and
/// an open door is a reason not to start.
pub(crate) fn start_clean(keys_from_environment: bool) -> Result<(), StartError> {
    let is_set = |name: &&str| std::env::var_os(name).is_some();
    let doors: Vec<_> = DOORS
        .into_iter()
        .filter(|_| cfg!(not(feature = "automation")))
        .filter(is_set)
        .collect();
    #[cfg(unix)]
    if keys_from_environment || !doors.is_empty() {
        return anew(keys_from_environment, &doors);
    }
    #[cfg(not(unix))]
    if let Some(door) = doors.first().copied() {
        return Err(StartError::Door(door));
    }
    let _ = keys_from_environment;
    Ok(())
}

#[cfg(unix)]
fn anew(keys_from_environment: bool, doors: &[&str]) -> Result<(), StartError> {
    use std::{
        io::Write,
        os::unix::process::CommandExt,
        process::{Command, Stdio},
    };
    let failed = |error: std::io::Error| StartError::Anew(error.kind());
    let mut command = Command::new(std::env::current_exe().map_err(failed)?);
    for name in doors {
        command.env_remove(name);
    }
    if keys_from_environment {
        let (reader, mut writer) = std::io::pipe().map_err(failed)?;
        writer.write_all(keys()?.as_bytes()).map_err(failed)?;
        command.stdin(Stdio::from(reader));
        for name in KEYS {
            command.env_remove(name);
        }
    }
    command.args(arguments(std::env::args_os().skip(1)));
    Err(failed(command.exec()))
}

#[cfg(unix)]
fn keys() -> Result<Zeroizing<String>, StartError> {
    let Credentials { client_id, api_key } = from_environment()?;
    let api_key = secrecy::ExposeSecret::expose_secret(&api_key);
    Ok(Zeroizing::new(format!("{client_id}\n{api_key}\n")))
}

/// The arguments of the start without keys in its environment.
#[cfg(unix)]
fn arguments(given: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    given.map(|argument| {
        if argument == FROM_ENVIRONMENT {
            FROM_INPUT.into()
        } else {
            argument
        }
    })
}

/// The keys in the process's environment.
pub(crate) fn from_environment() -> Result<Credentials, StartError> {
    let read = |name| std::env::var(name).ok();
    let [client_id, api_key] = KEYS.map(read);
    pair(client_id, api_key).ok_or(StartError::NoCredentials(FROM_ENVIRONMENT))
}

/// The keys on standard input: client id and API key, a line each.
pub(crate) fn from_input() -> Result<Credentials, StartError> {
    let mut text = Zeroizing::new(String::new());
    let input = std::io::stdin();
    let read = input.lock().take(LONGEST_INPUT).read_to_string(&mut text);
    let mut lines = text.lines().map(|line| line.trim().to_owned());
    let keys = pair(lines.next(), lines.next());
    keys.filter(|_| read.is_ok())
        .ok_or(StartError::NoCredentials(FROM_INPUT))
}

fn pair(client_id: Option<String>, api_key: Option<String>) -> Option<Credentials> {
    let present = |text: Option<String>| text.filter(|text| !text.is_empty());
    Some(Credentials {
        client_id: present(client_id)?,
        api_key: SecretString::from(present(api_key)?),
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_the_input_of_the_new_start() {
        let given = [
            "--environment",
            "custom",
            FROM_ENVIRONMENT,
            "--data-dir",
            "/d",
        ];
        let anew: Vec<_> = arguments(given.map(OsString::from).into_iter()).collect();
        assert_eq!(
            anew,
            ["--environment", "custom", FROM_INPUT, "--data-dir", "/d"]
        );
    }

    #[test]
    fn half_a_pair_of_keys_is_none() {
        let some = |text: &str| Some(text.to_owned());
        assert!(pair(some("id"), some("key")).is_some());
        assert!(pair(some("id"), some("")).is_none());
        assert!(pair(None, some("key")).is_none());
    }
}
