//! A value of every type that a page may send, read off the generated TypeScript: whatever takes
//! an argument of a new type has something to be tried with at once.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::run::root;

/// Deeper than any type is nested.
const DEEPEST: u8 = 12;

/// Something of a type as Rust names it in a command's signature. Nothing can come of most of it:
/// texts are `x`, which is the id of nothing.
pub(super) fn sample_of(kind: &str) -> Result<Value> {
    Ok(match kind {
        "String" | "SecretString" => json!("x"),
        "bool" => json!(false),
        "u32" => json!(1),
        // As Tauri's own script writes it.
        _ if kind.starts_with("Channel<") => json!("__CHANNEL__:0"),
        _ if kind.starts_with("Option<") => Value::Null,
        // With a format there is, a dialog would ask where to save.
        _ if kind.ends_with("Format") => json!("none"),
        _ => named(kind, 0)?,
    })
}

fn named(name: &str, depth: u8) -> Result<Value> {
    let file = root().join(format!("ui/src/bindings/{name}.ts"));
    let text = fs::read_to_string(&file)
        .with_context(|| format!("the UI has no type `{name}` ({})", file.display()))?;
    let text = without_comments(&text);
    let (_, declared) = text
        .split_once(&format!("export type {name} ="))
        .with_context(|| format!("{} does not declare `{name}`", file.display()))?;
    let declared = declared.trim().trim_end_matches(';').trim();
    read(declared, depth).with_context(|| format!("`{name}` can't be read"))
}

fn read(kind: &str, depth: u8) -> Result<Value> {
    if depth > DEEPEST {
        bail!("it is nested too deep");
    }
    let kind = kind.trim();
    let choices = apart(kind, '|');
    if choices.len() > 1 {
        let is_optional = choices.iter().any(|choice| choice.trim() == "null");
        return if is_optional {
            Ok(Value::Null)
        } else {
            read(choices[0], depth + 1)
        };
    }
    Ok(match kind {
        "string" => json!("x"),
        "number" | "bigint" => json!(1),
        "boolean" => json!(false),
        "null" => Value::Null,
        _ if kind.starts_with("Array<") => json!([]),
        _ if kind.starts_with('"') => json!(kind.trim_matches('"')),
        _ if kind.starts_with('{') => object(kind, depth)?,
        _ if kind.contains('&') => {
            let mut all = Map::new();
            for part in apart(kind, '&') {
                if let Value::Object(fields) = read(part, depth + 1)? {
                    all.extend(fields);
                }
            }
            Value::Object(all)
        }
        _ => named(kind, depth + 1)?,
    })
}

fn object(kind: &str, depth: u8) -> Result<Value> {
    let inner = kind
        .strip_prefix('{')
        .and_then(|kind| kind.trim_end().strip_suffix('}'))
        .context("an object has no end")?;
    let mut fields = Map::new();
    for field in apart(inner, ',') {
        let Some((name, kind)) = field.split_once(':') else {
            continue;
        };
        let name = name.trim();
        // A map, or something that may be left out.
        if name.starts_with('[') || name.ends_with('?') {
            continue;
        }
        fields.insert(name.trim_matches('"').to_owned(), read(kind, depth + 1)?);
    }
    Ok(Value::Object(fields))
}

/// Splits where nothing is open.
fn apart(text: &str, at: char) -> Vec<&str> {
    let (mut parts, mut depth, mut from, mut quoted) = (Vec::new(), 0, 0, false);
    for (index, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' | '<' | '(' | '[' => depth += 1,
            '}' | '>' | ')' | ']' => depth -= 1,
            _ if c == at && depth == 0 => {
                parts.push(&text[from..index]);
                from = index + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::commands;

    #[test]
    fn there_is_something_for_every_argument_of_every_command() {
        for command in commands().unwrap() {
            for (name, kind) in &command.arguments {
                sample_of(kind)
                    .with_context(|| format!("{}: `{name}: {kind}`", command.name))
                    .unwrap();
            }
        }
    }

    #[test]
    fn a_sample_has_the_fields_of_its_type() {
        let start = sample_of("StartInput").unwrap();
        assert_eq!(start["customerId"], "x");
        assert_eq!(start["email"], Value::Null);
        assert_eq!(start["handOver"], "here");
        assert_eq!(start["dark"], false);
        let connection = sample_of("ConnectionInput").unwrap();
        assert_eq!(connection["widgetOrigins"], json!([]));
        assert_eq!(apart("{ a: 1, b: 2 } | null", '|').len(), 2);
    }
}
