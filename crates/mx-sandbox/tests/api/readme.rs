//! What the README lists is what there is.

use mx_sandbox::{Fault, World, world::DEPOSIT_AMOUNTS};
use serde_json::json;

const README: &str = include_str!("../../README.md");

/// The words in code type of a section's table rows.
fn listed(section: &str) -> Vec<&'static str> {
    let (_, rest) = README.split_once(section).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| row.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn every_bank_is_listed_and_every_listed_bank_is_there() {
    let world = World::new(1.0, 1, "http://127.0.0.1:1");
    let listed = listed("## Banks");
    for institution in world.institutions() {
        let code = institution.code.as_str();
        assert!(listed.contains(&code), "{code}");
    }
    let codes = listed
        .iter()
        .filter(|word| word.contains('_') && word.chars().all(|letter| !letter.is_uppercase()));
    for code in codes {
        assert!(world.institution_by_code(code).is_some(), "{code}");
    }
    let [one, two] = DEPOSIT_AMOUNTS;
    assert!(README.contains(&format!("{one} and {two} cents")));
}

#[test]
fn every_listed_effect_can_be_set() {
    let (_, effects) = README.split_once("| `effect.kind` |").unwrap();
    let mut seen = 0;
    for row in effects
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
    {
        let cell = row.split('|').nth(1).unwrap();
        for entry in cell.split(", `").flat_map(|part| part.split("), ")) {
            let name = entry.trim_matches([' ', '`']).split('`').next().unwrap();
            let fault = json!({ "path": "/", "effect": {
                "kind": name, "code": 500, "to": "/", "value": "a/b", "bytes": 1, "every_ms": 1,
                "member_guid": "MBR-1", "per_second": 1,
            } });
            let unknown = serde_json::from_value::<Fault>(fault)
                .err()
                .map(|error| error.to_string());
            let unknown = unknown.filter(|error| error.contains("variant"));
            // Fields in parentheses are listed beside the effects they belong to.
            let is_field = ["retry_after", "message", "error_type", "every_ms"].contains(&name);
            assert!(is_field || unknown.is_none(), "{name}: {unknown:?}");
            seen += usize::from(!is_field);
        }
    }
    assert!(seen >= 15, "{seen}");
}
