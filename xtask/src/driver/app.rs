//! The built app, started by the driver with directories of its own.

use std::{
    fs::{self, File},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

use super::{
    Bus, Display, Groups, Person,
    group::{Group, remove_on_signals},
    processes::family,
    wait_for,
    webdriver::WebDriver,
};

/// A home directory made for one scenario: all that the app can leave behind is in here.
pub(crate) struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Result<Self> {
        // Short, because paths of sockets may not be longer than 107 bytes.
        let directory = tempfile::Builder::new()
            .prefix("cdesk-")
            .tempdir_in("/tmp")?;
        remove_on_signals(directory.path());
        let home = Self { directory };
        for name in ["run", "data", "logs", "bin"] {
            fs::create_dir(home.path().join(name))?;
        }
        fs::set_permissions(home.runtime(), fs::Permissions::from_mode(0o700))?;
        home.stand_in_for_the_browser()?;
        Ok(home)
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// As in `XDG_RUNTIME_DIR`.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.path().join("run")
    }

    /// The app's `--data-dir`.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// What the app printed, one file per start.
    pub(crate) fn logs(&self) -> PathBuf {
        self.path().join("logs")
    }

    /// What the app has printed so far, all starts together.
    pub(crate) fn read_log(&self) -> Result<String> {
        let mut text = String::new();
        for entry in fs::read_dir(self.logs())? {
            text.push_str(&String::from_utf8_lossy(&fs::read(entry?.path())?));
        }
        Ok(text)
    }

    /// Addresses the app asked the system's browser to open, in order.
    pub(crate) fn opened_in_browser(&self) -> Vec<String> {
        let list = fs::read_to_string(self.path().join("opened")).unwrap_or_default();
        list.lines().map(str::to_owned).collect()
    }

    /// A command that starts `app`, itself or through a driver, in this home.
    fn command(&self, start: &Path, app: &Path, display: &Display, bus: &Bus) -> Result<Command> {
        ensure!(app.is_file(), "{} is not built", app.display());
        let starts = fs::read_dir(self.logs())?.count();
        let log = File::create(self.logs().join(format!("app-{}.log", starts + 1)))?;
        let paths = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(start);
        command
            .env(
                "PATH",
                format!("{}:{paths}", self.path().join("bin").display()),
            )
            .env("HOME", self.path())
            .env("XDG_RUNTIME_DIR", self.runtime())
            .env("XDG_CACHE_HOME", self.path().join(".cache"))
            .env("XDG_CONFIG_HOME", self.path().join(".config"))
            .env("XDG_DATA_HOME", self.path().join(".local/share"))
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .env("DISPLAY", display.name())
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env("LANGUAGE", "en")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        // The app asks a loopback server; a proxy of whoever runs this must not come between.
        for name in ["http_proxy", "https_proxy", "all_proxy"] {
            command.env_remove(name).env_remove(name.to_uppercase());
        }
        Ok(command)
    }

    /// Starts the app as a person does, with nothing that could drive it.
    pub(crate) fn start_by_hand(
        &self,
        groups: &Groups,
        display: &Display,
        bus: &Bus,
        app: &Path,
        args: &[String],
        environment: &[(String, String)],
    ) -> Result<Group> {
        let mut command = self.command(app, app, display, bus)?;
        command
            .args(args)
            .envs(environment.iter().map(|(name, value)| (name, value)));
        groups.start(&mut command)
    }

    /// The same, with no more rights than a program of an ordinary account has, whoever runs this.
    pub(crate) fn start_without_rights(
        &self,
        groups: &Groups,
        display: &Display,
        bus: &Bus,
        app: &Path,
        args: &[String],
        environment: &[(String, String)],
    ) -> Result<Group> {
        let (program, options) = without_rights();
        let mut command = self.command(program.as_ref(), app, display, bus)?;
        command
            .args(options)
            .arg(app)
            .args(args)
            .envs(environment.iter().map(|(name, value)| (name, value)));
        groups.start(&mut command)
    }

    /// Runs the app until it ends by itself. Answers its exit code and its standard output.
    pub(crate) fn run_to_its_end(
        &self,
        display: &Display,
        bus: &Bus,
        app: &Path,
        args: &[String],
        environment: &[(String, String)],
    ) -> Result<(Option<i32>, String)> {
        let output = self
            .command(app, app, display, bus)?
            .args(args)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok((output.status.code(), text))
    }

    /// Programs that open a page in the system's browser, replaced by one that writes it down.
    fn stand_in_for_the_browser(&self) -> Result<()> {
        let script = format!(
            "#!/bin/sh\nfor last; do :; done\nprintf '%s\\n' \"$last\" >> '{}'\n",
            self.path().join("opened").display()
        );
        for name in [
            "xdg-open",
            "gio",
            "gnome-open",
            "kde-open",
            "x-www-browser",
            "wslview",
        ] {
            let file = self.path().join("bin").join(name);
            fs::write(&file, &script)?;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        }
        Ok(())
    }
}

/// The running app.
pub(crate) struct App {
    person: Person,
    group: Group,
    program: PathBuf,
}

impl App {
    /// Starts the app (or any WebKitGTK program that can be driven) and takes hold of its window.
    pub(crate) fn start(
        groups: &Groups,
        home: &Home,
        display: &Display,
        bus: &Bus,
        program: &Path,
        args: &[String],
        environment: &[(String, String)],
    ) -> Result<Self> {
        let port = free_port()?;
        let mut command = home.command("WebKitWebDriver".as_ref(), program, display, bus)?;
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(environment.iter().map(|(name, value)| (name, value)));
        let group = groups.start(&mut command)?;
        wait_for("the driver", Duration::from_secs(10), || {
            Ok(WebDriver::answers(port).then_some(()))
        })?;
        let path = program.to_str().context("the program's path is not text")?;
        let driver = WebDriver::open(port, path, args)
            .with_context(|| format!("{} did not open a window", program.display()))?;
        Ok(Self {
            person: Person::new(driver),
            group,
            program: program.to_path_buf(),
        })
    }

    /// Whoever sits in front of it.
    pub(crate) fn person(&self) -> &Person {
        &self.person
    }

    /// The app's own process. The driver is not part of it.
    pub(crate) fn id(&self) -> Result<i32> {
        let all = self.killer().processes()?;
        let first = all.first().context("the app is not running any more")?;
        Ok(first.as_raw_nonzero().get())
    }

    /// Stops the app's own process where it is, as one that hangs.
    pub(crate) fn suspend(&self) -> Result<()> {
        self.killer().signal(Signal::STOP)
    }

    /// Stops all of the app, WebKit's processes with it, until [`App::let_all_go_on`].
    pub(crate) fn stop_all(&self) -> Result<()> {
        self.signal_all(Signal::STOP)
    }

    /// It goes on.
    pub(crate) fn let_all_go_on(&self) -> Result<()> {
        self.signal_all(Signal::CONT)
    }

    fn signal_all(&self, signal: Signal) -> Result<()> {
        for id in family(self.id()?)? {
            if let Some(pid) = Pid::from_raw(id) {
                kill_process(pid, signal)?;
            }
        }
        Ok(())
    }

    /// Ends the app's own process at once, as a crash would. Its window goes with it.
    pub(crate) fn kill(self) -> Result<()> {
        self.killer().kill()
    }

    /// Does the same from another thread, whatever this one is waiting for.
    pub(crate) fn killer(&self) -> Killer {
        Killer {
            program: self.program.clone(),
            group: self.group.id(),
        }
    }
}

/// Can end an app at any moment.
pub(crate) struct Killer {
    program: PathBuf,
    group: i32,
}

impl Killer {
    /// Ends the app's own process at once.
    pub(crate) fn kill(&self) -> Result<()> {
        self.signal(Signal::KILL)
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let all = self.processes()?;
        ensure!(!all.is_empty(), "the app was not running any more");
        for pid in all {
            kill_process(pid, signal)?;
        }
        Ok(())
    }

    fn processes(&self) -> Result<Vec<Pid>> {
        let name = self.program.canonicalize()?;
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let path = entry?.path();
            let Ok(executable) = fs::read_link(path.join("exe")) else {
                continue;
            };
            if executable != name || group_of(&path) != Some(self.group) {
                continue;
            }
            let id = path.file_name().and_then(|id| id.to_str()?.parse().ok());
            found.extend(id.and_then(Pid::from_raw));
        }
        Ok(found)
    }
}

/// The process group of a process, as `/proc/<id>/stat` has it: third after the name in brackets.
fn group_of(process: &Path) -> Option<i32> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(2)?.parse().ok()
}

/// What starts another program without rights beyond its account's: root's are dropped, and an
/// ordinary account has none.
pub(crate) fn without_rights() -> (&'static str, &'static [&'static str]) {
    if rustix::process::geteuid().is_root() {
        ("setpriv", &["--bounding-set=-all", "--inh-caps=-all"])
    } else {
        ("env", &[])
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
