//! The licences of everything that is in the bundle, as one text to go with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::{Result, ensure};

use super::sbom;
use crate::run::root;

/// Beginnings of the names of files that hold a licence or what has to go with it.
const NAMES: [&str; 6] = [
    "license",
    "licence",
    "copying",
    "notice",
    "unlicense",
    "copyright",
];
/// What is in the bundle and in no package of its own: what it is, and its licence's file here.
const WITHOUT_PACKAGE: [(&str, &str); 1] =
    [("Noto Sans (fonts)", "crates/desk/assets/fonts/LICENSE.txt")];

/// A part of the bundle.
pub(super) struct Shipped {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) licence: Option<String>,
    /// Where its files are.
    pub(super) folder: std::path::PathBuf,
}

/// Writes the text. Answers of how many packages.
///
/// # Errors
/// When cargo or a lock file can't be read, or a package is under a licence nobody names.
pub(crate) fn write(file: &Path) -> Result<usize> {
    let shipped = sbom::shipped()?;
    let text = text(&shipped)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)?;
    Ok(shipped.len())
}

fn text(shipped: &[Shipped]) -> Result<String> {
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut without: BTreeSet<String> = BTreeSet::new();
    let mut out = String::from(
        "Connect Desk contains the work of others. Each is listed with its licence, as its own \
         package names it (SPDX); the texts follow, each once.\n\n",
    );
    for part in shipped {
        let licence = part.licence.as_deref().unwrap_or_default();
        let name = format!("{} {}", part.name, part.version);
        ensure!(!licence.is_empty(), "{name} names no licence");
        writeln!(out, "{name}: {licence}")?;
        let texts = texts_in(&part.folder)?;
        if texts.is_empty() {
            without.insert(format!("{name}: {licence}"));
        }
        for text in texts {
            by_text.entry(text).or_default().insert(name.clone());
        }
    }
    for (name, file) in WITHOUT_PACKAGE {
        let text = fs::read_to_string(root().join(file))?;
        by_text
            .entry(tidy(&text))
            .or_default()
            .insert(name.to_owned());
    }
    if !without.is_empty() {
        out.push_str("\nPackages that come without a text of their licence:\n");
        for name in without {
            writeln!(out, "  {name}")?;
        }
    }
    for (text, names) in by_text {
        let names: Vec<_> = names.into_iter().collect();
        let rule = "-".repeat(78);
        write!(out, "\n{rule}\n{}\n{rule}\n\n{text}", names.join(", "))?;
    }
    Ok(out)
}

fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        let is_code = [".rs", ".js", ".ts"].iter().any(|end| name.ends_with(end));
        if path.is_file() && !is_code && NAMES.iter().any(|begin| name.starts_with(begin)) {
            texts.push(tidy(&String::from_utf8_lossy(&fs::read(&path)?)));
        }
    }
    Ok(texts)
}

/// The same text wherever it differs in its line ends alone.
fn tidy(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_there_once_and_who_has_none_is_named() {
        let home = tempfile::tempdir().unwrap();
        let part = |name: &str, file: Option<&str>, text: &str| {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            if let Some(file) = file {
                fs::write(folder.join(file), text).unwrap();
            }
            Shipped {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                licence: Some("MIT".to_owned()),
                folder,
            }
        };
        let mut parts = vec![
            part("a", Some("LICENSE-MIT"), "Do what\r\nyou want.\r\n"),
            part("b", Some("license.txt"), "Do what\nyou want.\n\n"),
            part("c", Some("license.rs"), "fn main() {}"),
        ];
        let text = text(&parts).unwrap();
        assert_eq!(text.matches("Do what").count(), 1, "{text}");
        assert!(text.contains("\na 1.0.0, b 1.0.0\n"), "{text}");
        assert!(text.contains("without a text of their licence:\n  c 1.0.0: MIT"));
        assert!(text.contains("Noto Sans (fonts)") && !text.contains("fn main"));
        parts[0].licence = None;
        assert!(super::text(&parts).is_err(), "a package under no licence");
    }
}
