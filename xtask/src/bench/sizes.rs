//! How much a person has to load onto their disk.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};

use super::{
    Effort,
    figures::{Figure, Goal},
    program,
};
use crate::run::{Step, root, target};

const MEGABYTE: f64 = 1_000_000.0;

pub(super) fn measure(_effort: Effort) -> Result<Vec<Figure>> {
    let of = |name, bytes: u64, most| Figure {
        name,
        unit: "MB",
        value: bytes as f64 / MEGABYTE,
        reference: None,
        goal: Goal::AtMost(most),
    };
    Ok(vec![
        of(
            "size of the app's binary",
            fs::metadata(program("connect-desk")?)?.len(),
            15.0,
        ),
        of("the same, packed as in an installer", packed()?, 10.0),
        of("what the page reads at the start", read_at_start()?, 0.3),
        // In three languages.
        of(
            "size of the UI's files",
            size_of(&root().join("ui/dist"))?,
            1.0,
        ),
    ])
}

/// Bytes of the app in a `tar.gz`, which is what a `.deb` holds; the icons beside it don't count.
fn packed() -> Result<u64> {
    let archive = target().join("release/connect-desk.tar.gz");
    let folder = target().join("release");
    Step::new("tar")
        .args([
            "-C".as_ref(),
            folder.as_os_str(),
            "-czf".as_ref(),
            archive.as_os_str(),
        ])
        .args(["connect-desk"])
        .run()?;
    Ok(fs::metadata(archive)?.len())
}

/// The page, the scripts and styles it names, and those that its first script asks for at once: the
/// app. What that asks for afterwards isn't among them.
fn read_at_start() -> Result<u64> {
    let built = root().join("ui/dist");
    let page = fs::read_to_string(built.join("index.html"))?;
    let mut sum = page.len() as u64;
    let mut read = BTreeSet::new();
    for name in named(&page) {
        let file = fs::read_to_string(built.join(name))
            .with_context(|| format!("the page names {name}"))?;
        read.extend(named(&file).map(str::to_owned));
        read.insert(name.to_owned());
    }
    for name in read {
        sum += fs::metadata(built.join(&name))
            .with_context(|| format!("the page reads {name}"))?
            .len();
    }
    Ok(sum)
}

/// Scripts and styles of the UI that a page or a script names.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('"').map(|name| name.trim_start_matches('/'));
    quoted.filter(|name| name.starts_with("assets/") && name.contains('.'))
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() {
            size_of(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_found_in_the_page_and_its_script() {
        let page = "<script type=\"module\" crossorigin src=\"/assets/a-1.js\"></script>\
                    <link rel=\"stylesheet\" href=\"/assets/b.css\"><a href=\"data:,\">";
        assert_eq!(
            named(page).collect::<Vec<_>>(),
            ["assets/a-1.js", "assets/b.css"]
        );
        let script = r#"m.f=["assets/app-2.js","assets/c.css"];import(`./app-2.js`)"#;
        assert_eq!(
            named(script).collect::<Vec<_>>(),
            ["assets/app-2.js", "assets/c.css"]
        );
    }
}
