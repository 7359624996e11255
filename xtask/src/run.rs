//! Running other programs: from the repository's root, with nothing on standard input, told when
//! they fail.

use std::{
    ffi::{OsStr, OsString},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Cargo's output directory.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// One program to run.
pub(crate) struct Step {
    program: OsString,
    args: Vec<OsString>,
    directory: PathBuf,
    environment: Vec<(OsString, OsString)>,
}

/// What a program printed and how it ended.
pub(crate) struct Outcome {
    pub(crate) ok: bool,
    /// Both streams, in the order the lines arrived.
    pub(crate) lines: Vec<String>,
}

impl Step {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            args: Vec::new(),
            directory: root(),
            environment: Vec::new(),
        }
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, in the UI's directory.
    pub(crate) fn npm() -> Self {
        let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Self::new(name).within(root().join("ui"))
    }

    /// In a directory of its own instead of the root.
    pub(crate) fn within(mut self, directory: PathBuf) -> Self {
        self.directory = directory;
        self
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args
            .extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment
            .push((name.into(), value.as_ref().to_owned()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        // What cargo says to this program about this program: another cargo would take it for a
        // change (ring's build asks for it), and build half of everything anew.
        for (name, _) in std::env::vars_os() {
            let of_package = ["CARGO_PKG_", "CARGO_MANIFEST_"];
            if of_package
                .iter()
                .any(|it| name.to_string_lossy().starts_with(it))
            {
                command.env_remove(name);
            }
        }
        command
            .args(&self.args)
            .current_dir(&self.directory)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    fn shown(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.args);
        words
            .map(|word| word.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs it with its output shown.
    ///
    /// # Errors
    /// When it can't be started or ends with anything but success.
    pub(crate) fn run(&self) -> Result<()> {
        let shown = self.shown();
        let status = self
            .command()
            .status()
            .with_context(|| format!("`{shown}` could not be started"))?;
        if !status.success() {
            bail!("`{shown}` failed ({status})");
        }
        Ok(())
    }

    /// Runs it and returns what it printed on standard output.
    ///
    /// # Errors
    /// When it can't be started or ends with anything but success.
    pub(crate) fn read(&self) -> Result<String> {
        let shown = self.shown();
        let output = self
            .command()
            .output()
            .with_context(|| format!("`{shown}` could not be started"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`{shown}` failed ({}): {}", output.status, said.trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it with its output shown, and returns the same output to look through.
    ///
    /// # Errors
    /// When it can't be started.
    pub(crate) fn watch(&self) -> Result<Outcome> {
        let shown = self.shown();
        let (reader, writer) = std::io::pipe()?;
        let mut command = self.command();
        command.stdout(writer.try_clone()?).stderr(writer);
        let mut child = command
            .spawn()
            .with_context(|| format!("`{shown}` could not be started"))?;
        // The command still holds the pipe's other end; without this the reader never ends.
        drop(command);
        let mut lines = Vec::new();
        for line in BufReader::new(reader).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            // Whoever reads this output may have gone away; the step still has to finish.
            let _ = writeln!(std::io::stdout(), "{line}");
            lines.push(line);
        }
        Ok(Outcome {
            ok: child.wait()?.success(),
            lines,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_program_is_told_which_package_starts_it() {
        assert!(
            std::env::var_os("CARGO_PKG_NAME").is_some(),
            "cargo tells tests"
        );
        let told = Step::new("env").read().unwrap();
        let of_package = told.lines().filter(|line| line.starts_with("CARGO_PKG_"));
        assert_eq!(of_package.count(), 0, "{told}");
        let meant = Step::new("env")
            .env("CARGO_PKG_NAME", "meant")
            .read()
            .unwrap();
        assert!(meant.contains("CARGO_PKG_NAME=meant"));
    }
}
