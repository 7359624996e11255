//! `--diagnose`: the checks of the diagnostics page for somebody without a window; and what only
//! the shell can know of the computer.

use std::{
    env, fs,
    io::{self, Write},
    process::ExitCode,
};

use desk::{
    Desk,
    diagnostics::{Surroundings, Target},
    view::CheckOutcome,
};

use crate::{
    StartError, System,
    flags::{Flags, Start},
    policy_file,
};

/// Says what was found; 0 when nothing is in the way.
pub(crate) fn without_a_window(flags: Flags) -> ExitCode {
    match look(flags) {
        Ok((text, is_fine)) => {
            // Nobody may be listening; the exit code says it too.
            let _ = write!(io::stdout(), "{text}");
            if is_fine {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn look(flags: Flags) -> Result<(String, bool), StartError> {
    let data_dir = flags.data_dir()?;
    let organisation = policy_file::read(flags.policy.as_deref());
    let sandbox_speed = flags.sandbox_speed;
    let target = Target::from(flags.connection()?);
    let report = tauri::async_runtime::block_on(async {
        let ports = System::new(&data_dir).ports(sandbox_speed);
        let desk = Desk::open_under(organisation, &data_dir, ports, env!("CARGO_PKG_VERSION"));
        desk.diagnose(target, &surroundings()).await
    });
    let is_fine = report
        .checks
        .iter()
        .all(|check| check.outcome != CheckOutcome::Bad);
    Ok((report.text, is_fine))
}

impl From<Start> for Target {
    fn from(start: Start) -> Self {
        match start {
            Start::Last => Self::Last,
            Start::Saved(kind) => Self::Saved(kind),
            Start::Sandbox => Self::Sandbox,
            Start::Given(environment, credentials) => Self::Given(environment, credentials),
        }
    }
}

/// What the system says of itself.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        system: format!("{} ({})", system(), env::consts::ARCH),
        webview: tauri::webview_version().ok(),
        proxy: has_proxy(|name| env::var_os(name).is_some_and(|value| !value.is_empty())),
    }
}

fn system() -> String {
    let named = fs::read_to_string("/etc/os-release")
        .ok()
        .and_then(|text| pretty_name(&text));
    named.unwrap_or_else(|| env::consts::OS.to_owned())
}

fn pretty_name(os_release: &str) -> Option<String> {
    let value = os_release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let name: String = value.trim_matches('"').chars().take(60).collect();
    (!name.is_empty()).then_some(name)
}

/// The names that HTTP clients heed for https.
fn has_proxy(is_set: impl Fn(&str) -> bool) -> bool {
    ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .any(is_set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_named_as_it_names_itself() {
        let text = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n";
        assert_eq!(
            pretty_name(text).as_deref(),
            Some("Debian GNU/Linux 13 (trixie)")
        );
        assert_eq!(pretty_name("ID=x"), None);
    }

    #[test]
    fn a_proxy_for_plain_http_is_none_for_mx() {
        assert!(has_proxy(|name| name == "https_proxy"));
        assert!(!has_proxy(|name| name == "http_proxy"));
    }
}
