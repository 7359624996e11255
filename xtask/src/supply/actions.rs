//! Actions of the workflows: a tag can be moved to other code, a commit can't.

use std::{fs, path::Path};

use anyhow::Result;

use super::Findings;

/// Actions that are not named by a commit.
pub(super) fn findings(folder: &Path) -> Result<Findings> {
    let mut findings = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path)?;
        findings.extend(unpinned(&text).map(|action| format!("{name}: {action}")));
    }
    Ok(findings)
}

fn unpinned(workflow: &str) -> impl Iterator<Item = &str> {
    workflow
        .lines()
        .filter_map(|line| {
            let line = line.trim().trim_start_matches("- ");
            line.strip_prefix("uses:")
        })
        .map(|action| action.split('#').next().unwrap_or_default().trim())
        .filter(|action| {
            let (_, version) = action.split_once('@').unwrap_or_default();
            let is_commit = version.len() == 40 && version.bytes().all(|b| b.is_ascii_hexdigit());
            !is_commit && !action.starts_with("./")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_no_pin() {
        let workflow = "
            - uses: actions/checkout@v4
            - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
              uses: ./local
            - uses: actions/cache
        ";
        let found: Vec<_> = unpinned(workflow).collect();
        assert_eq!(found, ["actions/checkout@v4", "actions/cache"]);
    }
}
