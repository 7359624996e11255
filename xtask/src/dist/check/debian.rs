//! The Debian package, from its installation to its end.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Result, ensure};

use super::{Root, Tally, comes_with_its_papers};
use crate::{e2e, run::Step};

/// Where package managers and programs that run keep what is theirs.
const NOT_OF_THE_PACKAGE: [&str; 8] = [
    "var/lib/dpkg",
    "var/lib/apt",
    "var/cache",
    "var/log",
    "proc",
    "dev",
    "tmp",
    "run",
];

pub(super) fn steps(package: &Path, tally: &mut Tally) -> Result<()> {
    let root = clean_system(package)?;
    let before = files(&root.0)?;

    install(&root, package)?;
    ensure!(
        files(&root.0)? != before,
        "the installation has left the system as it was"
    );
    tally.step("installed on a clean system");

    comes_with_its_papers(&root.0)?;
    Step::new("appstreamcli")
        .args(["validate-tree", "--no-net", "--no-color"])
        .args([&root.0])
        .read()?;
    tally.step("desktop entry, metadata, icon, licences and bill of materials are in their places");

    let data = e2e::verify_by_hand("the installed package verifies by keyboard", |home| {
        root.starting("/usr/bin/connect-desk", home)
    })?;
    tally.step("one verification in the simulated MX, by keyboard");

    root.inside(&["dpkg", "--purge", "connect-desk"])?;
    let after = files(&root.0)?;
    let left: Vec<_> = after.difference(&before).collect();
    let gone: Vec<_> = before.difference(&after).collect();
    ensure!(
        left.is_empty() && gone.is_empty(),
        "left behind: {left:?}; gone: {gone:?}"
    );
    tally.step("removed without leftovers");
    ensure!(
        data.contains("journal.sqlite"),
        "the person's own data went with it: {data:?}"
    );
    tally.step("the person's own data is still there");
    Ok(())
}

/// A new system with what the package needs.
fn clean_system(package: &Path) -> Result<Root> {
    let wanted = Step::new("dpkg-deb")
        .args(["--field"])
        .args([package])
        .args(["Depends"])
        .read()?;
    let wanted: Vec<_> = wanted
        .split(',')
        .filter_map(|need| need.split_whitespace().next())
        .collect();
    Root::with("clean-system", &wanted)
}

fn install(root: &Root, package: &Path) -> Result<()> {
    let inside_it = "tmp/connect-desk.deb";
    fs::copy(package, root.0.join(inside_it))?;
    root.inside(&["dpkg", "--install", &format!("/{inside_it}")])?;
    fs::remove_file(root.0.join(inside_it))?;
    Ok(())
}

/// Everything that is in the system, but for what belongs to no package.
fn files(root: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut next = vec![root.to_path_buf()];
    while let Some(folder) = next.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(root)?.display().to_string();
            if NOT_OF_THE_PACKAGE.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() && !path.is_symlink() {
                next.push(path);
            }
            found.insert(name);
        }
    }
    Ok(found)
}
