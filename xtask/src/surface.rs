//! The commands of the shell, read off their source: what a page of the app can ask Rust for.
//! `docs/commands.md` lists them.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{run::root, tables::Table};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: String,
    /// Name and type of each argument that a page gives, as Rust has them.
    pub(crate) arguments: Vec<(String, String)>,
    answer: String,
    while_locked: bool,
}

/// Where they are listed for people.
pub(crate) fn document() -> PathBuf {
    root().join("docs/commands.md")
}

/// All commands, in the order in which they are declared.
pub(crate) fn commands() -> Result<Vec<Command>> {
    let folder = root().join("src-tauri/src/commands");
    let mut found = Vec::new();
    let mut list = String::new();
    for entry in fs::read_dir(&folder)? {
        let file = entry?.path();
        let text = fs::read_to_string(&file)?;
        if file.file_name().is_some_and(|name| name == "mod.rs") {
            list = text;
            continue;
        }
        found.extend(text.split("#[tauri::command]").skip(1).filter_map(read));
    }
    let while_locked = list
        .split_once("const WHILE_LOCKED")
        .and_then(|(_, rest)| rest.split_once("];"))
        .context("the list of what goes on while locked is gone")?
        .0;
    let names = fs::read_to_string(folder.join("names.rs"))?;
    for command in &mut found {
        command.while_locked = while_locked.contains(&format!("\"{}\"", command.name));
    }
    found.sort_by_key(|command| names.find(&format!("\"{}\"", command.name)));
    Ok(found)
}

/// Reads a command off the text behind its attribute.
fn read(text: &str) -> Option<Command> {
    let (_, text) = text.split_once("fn ")?;
    let (name, text) = text.split_once('(')?;
    let (arguments, rest) = text.split_once(')')?;
    let mut given = Vec::new();
    for argument in apart(arguments) {
        let (name, kind) = argument.split_once(':')?;
        let (name, kind) = (name.trim().to_owned(), tidy(kind));
        // What Tauri brings along, not the page.
        if !kind.starts_with("State<") && kind != "AppHandle" {
            given.push((name, kind));
        }
    }
    let answer = rest.split_once('{')?.0.trim();
    let answer = answer.strip_prefix("->").map(tidy).unwrap_or_default();
    Some(Command {
        name: name.trim().to_owned(),
        arguments: given,
        answer,
        while_locked: false,
    })
}

/// Splits at the commas that are not within a type.
fn apart(arguments: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in arguments.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&arguments[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&arguments[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// An argument's name as a page gives it.
#[cfg(target_os = "linux")]
pub(crate) fn as_the_page_says(name: &str) -> String {
    let mut words = name.split('_');
    let mut said = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1.min(word.len()));
        said.push_str(&first.to_uppercase());
        said.push_str(rest);
    }
    said
}

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("( ", "(")
}

/// The table of `docs/commands.md`.
pub(crate) fn table() -> Result<Table> {
    let code = |text: &str| format!("`{text}`");
    let rows = commands()?.into_iter().map(|command| {
        let takes: Vec<_> = command
            .arguments
            .iter()
            .map(|(name, kind)| code(&format!("{name}: {kind}")))
            .collect();
        let may = if command.while_locked {
            "`main`, locked or not"
        } else {
            "`main`, unlocked"
        };
        vec![
            code(&command.name),
            may.to_owned(),
            takes.join(", "),
            if command.answer.is_empty() {
                String::new()
            } else {
                code(&command.answer)
            },
        ]
    });
    let columns = ["Command", "Window that may call it", "Takes", "Answers"];
    Ok(Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tables::rows;

    #[test]
    fn a_command_is_read_off_its_source() {
        let text = "\npub(crate) async fn act(\n    desk: State<'_, Desk>,\n    \
                    session_id: String,\n    of: Map<String, Vec<u8>>,\n\
                    ) -> Result<Option<A>, Problem> {\n    x(y)";
        let command = read(text).unwrap();
        assert_eq!(command.name, "act");
        let arguments = [("session_id", "String"), ("of", "Map<String, Vec<u8>>")];
        let arguments = arguments.map(|(name, kind)| (name.to_owned(), kind.to_owned()));
        assert_eq!(command.arguments, arguments);
        assert_eq!(command.answer, "Result<Option<A>, Problem>");
    }

    #[test]
    fn the_document_lists_the_commands_as_they_are() {
        let all = commands().unwrap();
        assert!(all.len() > 50, "only {} commands were found", all.len());
        let listed = rows(&document(), "commands");
        let expected = table().unwrap().rows;
        for row in &expected {
            assert!(
                listed.contains(row),
                "missing or other in docs/commands.md, which `cargo xtask reliability` writes anew: {row:?}"
            );
        }
        assert_eq!(
            listed.len(),
            expected.len(),
            "a command of the document is gone"
        );
    }

    #[test]
    fn the_document_says_what_bounds_each_argument() {
        let taken: BTreeSet<String> = commands()
            .unwrap()
            .into_iter()
            .flat_map(|command| command.arguments)
            .map(|(name, kind)| format!("`{name}: {kind}`"))
            .collect();
        let bounded: BTreeSet<String> = rows(&document(), "bounds")
            .into_iter()
            .inspect(|row| assert!(row[1].len() > 5, "no bounds for {}", row[0]))
            .map(|row| row[0].clone())
            .collect();
        let missing: Vec<_> = taken.difference(&bounded).collect();
        assert!(
            missing.is_empty(),
            "without bounds in docs/commands.md: {missing:#?}"
        );
        let gone: Vec<_> = bounded.difference(&taken).collect();
        assert!(gone.is_empty(), "taken by no command any more: {gone:#?}");
    }
}
