//! Two displays side by side with a window manager, as a desk with a screen turned to the
//! customer has them. Xvfb has but one display, so this is the X server itself, with outputs that
//! lead nowhere.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::{Display, Groups, Home, wait_for};

/// Where Debian has the server itself; what is on the path there is a script around it.
const SERVER: &str = "/usr/lib/xorg/Xorg";
const CONFIGURATION: &str = r#"Section "Device"
  Identifier "nowhere"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "desk"
  Device "nowhere"
  Monitor "any"
  DefaultDepth 24
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
"#;
/// Of each display.
const MODE: &str = "1280x800";
/// How wide the left one is; the right one begins there.
pub(crate) const LEFT_WIDTH: i32 = 1280;

/// Where a window is on the desk, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

impl Place {
    /// All of the right display, and nothing else.
    pub(crate) const RIGHT_DISPLAY: Self = Self {
        x: LEFT_WIDTH,
        y: 0,
        width: 1280,
        height: 800,
    };
}

impl Display {
    /// Starts two displays, the left one the first, and a window manager for both.
    pub(crate) fn start_two(groups: &Groups, home: &Home) -> Result<Self> {
        let runtime = home.runtime();
        let configuration = runtime.join("xorg.conf");
        fs::write(&configuration, CONFIGURATION)?;
        let server = if Path::new(SERVER).is_file() {
            SERVER
        } else {
            "Xorg"
        };
        let mut server = groups.start(
            Command::new(server)
                .args([
                    "-displayfd",
                    "1",
                    "-noreset",
                    "-novtswitch",
                    "-nolisten",
                    "tcp",
                ])
                .arg("-config")
                .arg(&configuration)
                .arg("-logfile")
                .arg(runtime.join("xorg.log"))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut number = String::new();
        let stdout = server.stdout().context("Xorg has no standard output")?;
        BufReader::new(stdout).read_line(&mut number)?;
        ensure!(
            !number.trim().is_empty(),
            "Xorg ended before it opened a display"
        );
        let mut display = Self {
            servers: vec![server],
            name: format!(":{}", number.trim()),
        };
        // The second output is plugged in by giving it a mode.
        display.arrange(&["--addmode", "DUMMY1", MODE])?;
        display.arrange(&[
            "--output",
            "DUMMY0",
            "--mode",
            MODE,
            "--pos",
            "0x0",
            "--output",
            "DUMMY1",
            "--mode",
            MODE,
            "--right-of",
            "DUMMY0",
        ])?;
        // Whether an output is plugged in, the server finds out when it is asked.
        display.arrange(&["--query"])?;
        let manager = groups.start(
            Command::new("openbox")
                .env("DISPLAY", &display.name)
                .env("HOME", home.path())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        display.servers.push(manager);
        wait_for("the window manager", Duration::from_secs(5), || {
            let output = Command::new("xprop")
                .args([
                    "-display",
                    &display.name,
                    "-root",
                    "_NET_SUPPORTING_WM_CHECK",
                ])
                .output()
                .context("`xprop` could not be started")?;
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            Ok(said.contains("window id").then_some(()))
        })?;
        Ok(display)
    }

    fn arrange(&self, args: &[&str]) -> Result<()> {
        let status = Command::new("xrandr")
            .args(args)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .context("`xrandr` could not be started")?;
        ensure!(status.success(), "the displays could not be arranged");
        Ok(())
    }

    /// Where the window of this title is, without its frame; none if there is none.
    pub(crate) fn place_of(&self, title: &str) -> Result<Option<Place>> {
        let output = Command::new("xwininfo")
            .args(["-display", &self.name, "-name", title])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .context("`xwininfo` could not be started")?;
        Ok(place_in(&String::from_utf8_lossy(&output.stdout)))
    }

    /// Puts the window of this title somewhere else, as somebody does who drags it and its corner.
    /// Answers where it is then, without its frame.
    pub(crate) fn put(&self, title: &str, place: Place) -> Result<Place> {
        self.resize(
            title,
            (place.width.unsigned_abs(), place.height.unsigned_abs()),
        )?;
        let exactly = format!("^{title}$");
        let (x, y) = (place.x.to_string(), place.y.to_string());
        self.xdotool(&[
            "search",
            "--onlyvisible",
            "--name",
            &exactly,
            "windowmove",
            &x,
            &y,
        ])?;
        wait_for("the window to be moved", Duration::from_secs(5), || {
            let now = self.place_of(title)?;
            // The window manager's frame is around it.
            let is_near = |now: &Place| {
                (now.x - place.x).abs() < 50
                    && (now.y - place.y).abs() < 50
                    && (now.width, now.height) == (place.width, place.height)
            };
            Ok(now.filter(is_near))
        })
    }

    /// Clicks twice on the title bar above a window that is there.
    pub(crate) fn double_click_title(&self, place: Place) -> Result<()> {
        let (x, y) = ((place.x + 200).to_string(), (place.y - 8).to_string());
        let clicks = ["click", "--repeat", "2", "--delay", "80", "1"];
        self.xdotool(&[&["mousemove", "--sync", &x, &y][..], &clicks].concat())
    }

    /// Takes the right display away.
    pub(crate) fn unplug_right(&self) -> Result<()> {
        self.arrange(&["--output", "DUMMY1", "--off"])?;
        self.arrange(&["--query"])
    }

    /// Closes the window of this title as a person does who knows the keys for it.
    pub(crate) fn close_by_keys(&self, title: &str) -> Result<()> {
        let status = Command::new("xdotool")
            .args(["search", "--name", title, "windowactivate", "--sync"])
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .context("`xdotool` could not be started")?;
        ensure!(status.success(), "the window “{title}” can't be activated");
        self.press_keys(&["alt+F4"])
    }
}

/// Reads what `xwininfo` says of one window.
fn place_in(said: &str) -> Option<Place> {
    let number = |name: &str| -> Option<i32> {
        let line = said.lines().find(|line| line.trim().starts_with(name))?;
        line.rsplit(':').next()?.trim().parse().ok()
    };
    Some(Place {
        x: number("Absolute upper-left X")?,
        y: number("Absolute upper-left Y")?,
        width: number("Width")?,
        height: number("Height")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_s_place_is_read_as_it_is_written() {
        let said = "\nxwininfo: Window id: 0x1 \"hello\"\n\n  Absolute upper-left X:  1280\n  \
                    Absolute upper-left Y:  0\n  Relative upper-left X:  0\n  Width: 1280\n  \
                    Height: 800\n  Depth: 24\n";
        assert_eq!(place_in(said), Some(Place::RIGHT_DISPLAY));
        assert_eq!(place_in("xwininfo: error: No window with name"), None);
    }
}
