//! A virtual display.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use super::{Groups, group::Group};

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
        self.keyboard(&[&["key", "--delay", "150"], keys].concat())
    }

    /// Types on the display's keyboard.
    pub(crate) fn type_text(&self, text: &str) -> Result<()> {
        self.keyboard(&["type", "--delay", "60", text])
    }

    /// Gives the window of this title another size, as somebody does who drags its corner.
    pub(crate) fn resize(&self, title: &str, (width, height): (u32, u32)) -> Result<()> {
        let size = [width.to_string(), height.to_string()];
        self.keyboard(&[
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

    fn keyboard(&self, args: &[&str]) -> Result<()> {
        let status = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.name)
            .stdin(Stdio::null())
            .status()
            .context("`xdotool` could not be started")?;
        ensure!(status.success(), "the keyboard could not be used");
        Ok(())
    }

    /// How many windows of programs (as opposed to the X server's own) are open and visible.
    pub(crate) fn visible_windows(&self) -> Result<usize> {
        let output = Command::new("xwininfo")
            .args(["-display", &self.name, "-root", "-children"])
            .stdin(Stdio::null())
            .output()
            .context("`xwininfo` could not be started")?;
        Ok(windows_in(&String::from_utf8_lossy(&output.stdout)))
    }
}

/// Counts the windows in `xwininfo`'s list. GTK's own helpers are a few pixels wide and high.
fn windows_in(list: &str) -> usize {
    let is_window = |line: &str| {
        let geometry = line.split_whitespace().rev().nth(1)?;
        let (width, rest) = geometry.split_once('x')?;
        let height = rest.split(['+', '-']).next()?;
        Some(width.parse::<u32>().ok()? > 100 && height.parse::<u32>().ok()? > 100)
    };
    let rows = list
        .lines()
        .filter(|line| line.trim_start().starts_with("0x"));
    rows.filter(|line| is_window(line).unwrap_or(false)).count()
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
        assert_eq!(windows_in(list), 1);
        assert_eq!(windows_in(&list.replace("10x10+10+10", "640x480+0+0")), 2);
        assert_eq!(windows_in(""), 0);
    }
}
