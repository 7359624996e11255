//! A session bus with (or without) a keychain behind it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process_group};

use super::{Groups, Home, group::Group, wait_for};

/// The state of the keychain the app will find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keychain {
    /// A real Secret Service, unlocked.
    Unlocked,
    /// A real Secret Service whose collection is locked, with nobody there to unlock it.
    Locked,
    /// No session bus at all.
    Missing,
}

/// What unlocks the keychain.
pub(crate) const PASSWORD: &str = "keychain password of the test";
/// What asks for it on the desktop, of the package `gcr`.
const PROMPTER: &str = "/usr/libexec/gcr-prompter";

/// A session bus of one's own.
pub(crate) struct Bus {
    _daemon: Option<Group>,
    keyring: Option<Group>,
    address: String,
    socket: PathBuf,
}

/// Only what is started here answers on this bus: nothing is started on demand.
const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

impl Bus {
    pub(crate) fn start(groups: &Groups, home: &Home, keychain: Keychain) -> Result<Self> {
        let runtime = home.runtime();
        if keychain == Keychain::Missing {
            // An address, so that nothing looks for the bus of whoever runs this.
            let address = format!("unix:path={}", runtime.join("no-bus").display());
            return Ok(Self {
                _daemon: None,
                keyring: None,
                address,
                socket: runtime.join("no-bus"),
            });
        }
        let socket = runtime.join("bus");
        let configuration = runtime.join("bus.conf");
        fs::write(
            &configuration,
            CONFIGURATION.replace("SOCKET", &socket.display().to_string()),
        )?;
        let mut daemon = groups.start(
            Command::new("dbus-daemon")
                .args([
                    "--nofork",
                    "--nopidfile",
                    "--print-address=1",
                    "--config-file",
                ])
                .arg(&configuration)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut address = String::new();
        let stdout = daemon
            .stdout()
            .context("dbus-daemon has no standard output")?;
        BufReader::new(stdout).read_line(&mut address)?;
        let address = address.trim().to_owned();
        ensure!(
            !address.is_empty(),
            "dbus-daemon ended before it gave its address"
        );

        let mut keyring = start_keyring(groups, home, &address)?;
        if keychain == Keychain::Locked {
            // The first run made the collection; a second one, not given the password, finds it
            // locked, as after an automatic login.
            drop(keyring);
            keyring = start_locked(groups, home, &address)?;
        }
        Ok(Self {
            _daemon: Some(daemon),
            keyring: Some(keyring),
            address,
            socket,
        })
    }

    /// As in `DBUS_SESSION_BUS_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends the keychain's service.
    pub(crate) fn end_the_keychain(&mut self) {
        self.keyring = None;
    }

    /// Starts it again, unlocked, with what it held.
    pub(crate) fn start_the_keychain(&mut self, groups: &Groups, home: &Home) -> Result<()> {
        self.keyring = Some(start_keyring(groups, home, &self.address)?);
        Ok(())
    }

    /// Stops its service where it is, as one that hangs, or waits for somebody.
    pub(crate) fn let_the_keychain_hang(&self) -> Result<()> {
        self.signal_the_keychain(Signal::STOP)
    }

    /// It goes on.
    pub(crate) fn let_the_keychain_go_on(&self) -> Result<()> {
        self.signal_the_keychain(Signal::CONT)
    }

    fn signal_the_keychain(&self, signal: Signal) -> Result<()> {
        let keyring = self.keyring.as_ref().context("there is no keychain")?;
        let id = Pid::from_raw(keyring.id()).context("the keychain has no process")?;
        Ok(kill_process_group(id, signal)?)
    }

    /// The desktop lets nobody speak to the keychain any more, or again.
    pub(crate) fn refuse_the_keychain(&self, is_refused: bool) -> Result<()> {
        let refusal = r#"<deny send_destination="org.freedesktop.secrets"/>"#;
        let rule = if is_refused { refusal } else { "" };
        let rules = CONFIGURATION
            .replace("SOCKET", &self.socket.display().to_string())
            .replace("</policy>", &format!("{rule}</policy>"));
        fs::write(self.socket.with_extension("conf"), rules)?;
        let bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        ask_of(bus, &self.address, "org.freedesktop.DBus.ReloadConfig", &[])?
            .map(drop)
            .context("the bus did not take its new rules")
    }

    /// Locks what is in it; nobody is there to unlock it.
    pub(crate) fn lock_the_keychain(&self) -> Result<()> {
        let login = "array:objpath:/org/freedesktop/secrets/collection/login";
        ask(
            &self.address,
            "org.freedesktop.Secret.Service.Lock",
            &[login],
        )?
        .map(drop)
        .context("the keychain could not be locked")
    }

    /// The desktop's own dialog asks on this display for the keychain's password, once it is
    /// needed; it ends by itself when it isn't for a while.
    pub(crate) fn ask_for_the_password(
        &self,
        groups: &Groups,
        home: &Home,
        display: &str,
    ) -> Result<Group> {
        let prompter = groups.start(
            Command::new(PROMPTER)
                .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
                .env("DISPLAY", display)
                .env("HOME", home.path())
                .env("XDG_RUNTIME_DIR", home.runtime())
                .env("NO_AT_BRIDGE", "1")
                .env_remove("WAYLAND_DISPLAY")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        let service = (
            "org.gnome.keyring.SystemPrompter",
            "/org/gnome/keyring/Prompter",
        );
        wait_for("the desktop's dialog", Duration::from_secs(10), || {
            Ok(ask_of(
                service,
                &self.address,
                "org.freedesktop.DBus.Peer.Ping",
                &[],
            )?
            .map(drop))
        })?;
        Ok(prompter)
    }

    /// Everything in the keychain, by path.
    pub(crate) fn keychain_entries(&self) -> Result<Vec<String>> {
        let (method, all) = (
            "org.freedesktop.Secret.Service.SearchItems",
            "dict:string:string:",
        );
        let found = ask(&self.address, method, &[all])?;
        Ok(entries_in(&found.context("the keychain did not answer")?))
    }
}

/// Calls the Secret Service on this bus. None when it refuses or nobody answers in time.
fn ask(address: &str, method: &str, arguments: &[&str]) -> Result<Option<String>> {
    let keychain = ("org.freedesktop.secrets", "/org/freedesktop/secrets");
    ask_of(keychain, address, method, arguments)
}

/// Calls an object of a service on this bus, as [`ask`].
fn ask_of(
    (service, object): (&str, &str),
    address: &str,
    method: &str,
    arguments: &[&str],
) -> Result<Option<String>> {
    let output = Command::new("dbus-send")
        .args([&format!("--bus={address}"), "--print-reply"])
        .args(["--reply-timeout=5000", &format!("--dest={service}")])
        .args([object, method])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .context("`dbus-send` could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(said))
}

/// Paths of entries in the answer of `SearchItems`, which lists the unlocked and the locked ones.
fn entries_in(reply: &str) -> Vec<String> {
    let quoted = reply.split('"').skip(1).step_by(2);
    quoted
        .filter(|path| path.contains("/collection/"))
        .map(str::to_owned)
        .collect()
}

fn keyring_command(home: &Home, address: &str) -> Command {
    let mut command = Command::new("gnome-keyring-daemon");
    command
        .args([
            "--foreground",
            "--components=secrets",
            "--control-directory",
        ])
        .arg(home.runtime().join("keyring"))
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.runtime())
        .env("XDG_DATA_HOME", home.path().join(".local/share"))
        // What it asks is found by its words.
        .env("LC_ALL", "C.UTF-8")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn start_keyring(groups: &Groups, home: &Home, address: &str) -> Result<Group> {
    let mut keyring = groups.start(
        keyring_command(home, address)
            .arg("--unlock")
            .stdin(Stdio::piped()),
    )?;
    let mut stdin = keyring
        .stdin()
        .context("gnome-keyring-daemon has no standard input")?;
    stdin.write_all(PASSWORD.as_bytes())?;
    drop(stdin);
    answering(address)?;
    let collection = home.path().join(".local/share/keyrings/login.keyring");
    wait_for(
        "the keyring daemon's collection",
        Duration::from_secs(10),
        || Ok(collection.is_file().then_some(())),
    )?;
    Ok(keyring)
}

fn start_locked(groups: &Groups, home: &Home, address: &str) -> Result<Group> {
    let keyring = groups.start(keyring_command(home, address).stdin(Stdio::null()))?;
    answering(address)?;
    Ok(keyring)
}

/// Waits until somebody owns the Secret Service's name.
fn answering(address: &str) -> Result<()> {
    wait_for("the keyring daemon", Duration::from_secs(10), || {
        Ok(ask(address, "org.freedesktop.DBus.Peer.Ping", &[])?.map(drop))
    })
}

#[cfg(test)]
mod tests {
    use super::entries_in;

    #[test]
    fn entries_of_the_keychain_are_counted_whether_locked_or_not() {
        let nothing = "method return time=1 sender=:1.1\n   array [\n   ]\n   array [\n   ]\n";
        assert!(entries_in(nothing).is_empty());
        let path = |n| format!("object path \"/org/freedesktop/secrets/collection/login/{n}\"");
        let two = format!(
            "   array [\n {}\n ]\n   array [\n {}\n ]\n",
            path(1),
            path(2)
        );
        assert_eq!(entries_in(&two).len(), 2);
    }
}
