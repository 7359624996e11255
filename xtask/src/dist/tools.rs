//! What Tauri's bundler needs for an AppImage, and doesn't bring along.

use std::{env, path::PathBuf};

/// As the bundler of `packaging/package-lock.json` names it.
const LINUXDEPLOY: &str = "linuxdeploy-07333c6";

/// Where they are looked for, and which of them are missing: said when no image could be made.
pub(super) fn of_appimages() -> String {
    let folder = folder();
    let arch = env::consts::ARCH;
    let wanted = [
        format!("AppRun-{arch}"),
        format!("{LINUXDEPLOY}-{arch}.AppImage"),
    ];
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|name| !folder.join(name).is_file())
        .collect();
    let missing = if missing.is_empty() {
        "none of them is missing".to_owned()
    } else {
        format!("missing now: {}", missing.join(", "))
    };
    format!(
        "Tauri's bundler looks for the tools that make an AppImage in {} and fetches what is missing \
         from GitHub; {missing}. The image's own starter (AppImage's type 2 runtime) is fetched each \
         time, unless LDAI_RUNTIME_FILE names one.",
        folder.display()
    )
}

fn folder() -> PathBuf {
    let named = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let own = || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache");
    named
        .filter(|folder| folder.is_absolute())
        .unwrap_or_else(own)
        .join("tauri")
}

#[cfg(test)]
mod tests {
    use crate::run::root;

    #[test]
    fn the_names_are_of_the_bundler_that_is_locked() {
        let lock = root().join("packaging/package-lock.json");
        let lock: serde_json::Value =
            serde_json::from_slice(&std::fs::read(lock).unwrap()).unwrap();
        let locked = &lock["packages"]["node_modules/@tauri-apps/cli"]["version"];
        assert_eq!(locked, "2.12.5", "look at which tools it wants now");
    }
}
