//! A virtual display.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::{Groups, group::Group, wait_for};

/// A program's window as it is on the display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// As the X server knows it.
    pub(crate) id: String,
    pub(crate) title: String,
    /// Width, height and place in pixels, as X writes them: `1100x720+90+40`.
    pub(crate) geometry: String,
}

impl Shown {
    /// Where it begins, from the display's left and top.
    pub(crate) fn corner(&self) -> Option<(i32, i32)> {
        let mut parts = self.geometry.split('+').skip(1);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }
}

/// An X display nobody sees.
pub(crate) struct Display {
    /// What makes it; all of it ends with the display.
    pub(super) servers: Vec<Group>,
    pub(super) name: String,
}

impl Display {
    pub(crate) fn start(groups: &Groups) -> Result<Self> {
        let mut server = groups.start(
            Command::new("Xvfb")
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    "1280x800x24",
                    "-nolisten",
                    "tcp",
                ])
                .args(["-noreset"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut number = String::new();
        let stdout = server.stdout().context("Xvfb has no standard output")?;
        BufReader::new(stdout).read_line(&mut number)?;
        ensure!(
            !number.trim().is_empty(),
            "Xvfb ended before it opened a display"
        );
        Ok(Self {
            servers: vec![server],
            name: format!(":{}", number.trim()),
        })
    }

    /// As in `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Takes a picture of the whole display. (The driver's own call can hang on some pages.)
    pub(crate) fn picture(&self, file: &Path) -> Result<()> {
        self.picture_of("root", file)
    }

    /// The same of one window alone, by its title.
    pub(crate) fn picture_of(&self, window: &str, file: &Path) -> Result<()> {
        if let Some(directory) = file.parent() {
            fs::create_dir_all(directory)?;
        }
        let status = Command::new("import")
            .args(["-silent", "-window", window])
            .arg(file)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .status()
            .context("`import` (of ImageMagick) could not be started")?;
        ensure!(status.success(), "no picture of the display could be taken");
        Ok(())
    }

    /// What is on the clipboard, as another program gets it. Nothing when nobody offers text.
    pub(crate) fn clipboard(&self) -> Result<Option<String>> {
        let output = Command::new("timeout")
            .args(["5", "xclip", "-selection", "clipboard", "-out"])
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .context("`xclip` could not be started")?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok((output.status.success() && !text.is_empty()).then_some(text))
    }

    /// Puts text on the clipboard, as another program does.
    pub(crate) fn copy_elsewhere(&self, groups: &Groups, text: &str) -> Result<Group> {
        let mut program = groups.start(
            Command::new("xclip")
                .args(["-selection", "clipboard", "-in", "-quiet"])
                .env("DISPLAY", &self.name)
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        let mut stdin = program.stdin().context("xclip has no standard input")?;
        stdin.write_all(text.as_bytes())?;
        Ok(program)
    }

    /// Presses keys on the display's keyboard, by their X names.
    pub(crate) fn press_keys(&self, keys: &[&str]) -> Result<()> {
        self.xdotool(&[&["key", "--delay", "150"], keys].concat())
    }

    /// Types on the display's keyboard.
    pub(crate) fn type_text(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "60", text])
    }

    /// The window that has the keyboard, by the X server's number; needs a window manager.
    pub(crate) fn active_window(&self) -> Result<String> {
        let output = self.ask_xdotool(&["getactivewindow"])?;
        Ok(output.trim().to_owned())
    }

    /// The title of the window that has the keyboard.
    pub(crate) fn focused_title(&self) -> Result<String> {
        let output = self.ask_xdotool(&["getwindowfocus", "getwindowname"])?;
        Ok(output.trim().to_owned())
    }

    /// How many windows with this title are visible.
    pub(crate) fn titled(&self, title: &str) -> Result<usize> {
        let exactly = format!("^{title}$");
        let list = self.ask_xdotool(&["search", "--onlyvisible", "--name", &exactly])?;
        Ok(list.lines().count())
    }

    fn ask_xdotool(&self, args: &[&str]) -> Result<String> {
        let output = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .context("`xdotool` could not be started")?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Gives the window of this title another size, as somebody does who drags its corner.
    pub(crate) fn resize(&self, title: &str, (width, height): (u32, u32)) -> Result<()> {
        let size = [width.to_string(), height.to_string()];
        self.xdotool(&[
            "search",
            "--onlyvisible",
            "--name",
            title,
            "windowsize",
            "--sync",
            &size[0],
            &size[1],
        ])
    }

    /// Turns the keyboard to the window with this title, as a click on it does.
    pub(crate) fn turn_to(&self, title: &str) -> Result<()> {
        self.xdotool(&[
            "search",
            "--onlyvisible",
            "--name",
            title,
            "windowfocus",
            "--sync",
        ])
    }

    pub(super) fn xdotool(&self, args: &[&str]) -> Result<()> {
        let status = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .status()
            .context("`xdotool` could not be started")?;
        ensure!(status.success(), "keyboard and pointer could not be used");
        Ok(())
    }

    /// Clicks at a place on the display.
    pub(crate) fn click_at(&self, (x, y): (i32, i32)) -> Result<()> {
        let (x, y) = (x.to_string(), y.to_string());
        self.xdotool(&["mousemove", &x, &y, "click", "1"])
    }

    /// Takes hold of what is at one place and lets go of it at another, as slowly as a hand.
    pub(crate) fn drag(&self, from: (i32, i32), to: (i32, i32)) -> Result<()> {
        const STEPS: i32 = 12;
        let at = |step: i32| {
            let between = |from: i32, to: i32| (from + (to - from) * step / STEPS).to_string();
            (between(from.0, to.0), between(from.1, to.1))
        };
        let (x, y) = at(0);
        self.xdotool(&["mousemove", &x, &y, "mousedown", "1"])?;
        for step in 1..=STEPS {
            let (x, y) = at(step);
            self.xdotool(&["sleep", "0.05", "mousemove", &x, &y])?;
        }
        self.xdotool(&["sleep", "0.3", "mouseup", "1"])
    }

    /// Waits until a window of this title is on the display.
    pub(crate) fn wait_for_window(&self, title: &str) -> Result<()> {
        wait_for(title, Duration::from_secs(20), || {
            let all = self.windows()?;
            Ok(all.iter().any(|shown| shown.title == title).then_some(()))
        })
    }

    /// How many windows of programs (as opposed to the X server's own) are open and visible.
    pub(crate) fn visible_windows(&self) -> Result<usize> {
        Ok(self.windows()?.len())
    }

    /// The windows of programs, in the order in which they lie.
    pub(crate) fn windows(&self) -> Result<Vec<Shown>> {
        let output = Command::new("xwininfo")
            .args(["-display", &self.name, "-root", "-children"])
            .stdin(Stdio::null())
            .output()
            .context("`xwininfo` could not be started")?;
        Ok(windows_in(&String::from_utf8_lossy(&output.stdout)))
    }
}

/// Reads the windows off `xwininfo`'s list. GTK's own helpers are a few pixels wide and high.
fn windows_in(list: &str) -> Vec<Shown> {
    let window = |line: &str| {
        let line = line.trim();
        let id = line.split_whitespace().next()?;
        let geometry = line.split_whitespace().rev().nth(1)?;
        let (width, rest) = geometry.split_once('x')?;
        let height = rest.split(['+', '-']).next()?;
        let is_window = width.parse::<u32>().ok()? > 100 && height.parse::<u32>().ok()? > 100;
        let title = line.split('"').nth(1).unwrap_or_default();
        // The place on the display; the one before is the place within the window around it.
        let place = line.split_whitespace().next_back()?;
        let size = geometry.split(['+', '-']).next()?;
        (is_window && id.starts_with("0x")).then(|| Shown {
            id: id.to_owned(),
            title: title.to_owned(),
            geometry: format!("{size}{place}"),
        })
    };
    list.lines()
        .filter(|line| line.trim_start().starts_with("0x"))
        .filter_map(window)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::windows_in;

    #[test]
    fn only_windows_a_person_could_see_are_counted() {
        let list = r#"
xwininfo: Window id: 0x50d (the root window) (has no name)
     3 children:
     0x400007 "Connect Desk": ("connect-desk" "Connect-desk")  1100x720+90+40  +90+40
     0x400003 "connect-desk": ("connect-desk" "Connect-desk")  10x10+-100+-100  +-100+-100
     0x400001 "connect-desk": ()  10x10+10+10  +10+10
"#;
        let windows = windows_in(list);
        assert_eq!(windows.len(), 1);
        assert_eq!(windows[0].title, "Connect Desk");
        assert_eq!(windows[0].geometry, "1100x720+90+40");
        assert_eq!(windows[0].corner(), Some((90, 40)));
        let more = list.replace("10x10+10+10", "640x480+0+0");
        assert_eq!(windows_in(&more).len(), 2);
        assert!(windows_in("").is_empty());
    }
}
