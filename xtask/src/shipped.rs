//! What must not be in what is shipped. Everything here is a test; nothing of it runs otherwise.

use std::{fs, path::PathBuf};

use serde_json::Value;

use crate::{run::root, setup::files_under};

fn manifest() -> String {
    fs::read_to_string(root().join("Cargo.toml")).unwrap()
}

fn dist() -> Vec<PathBuf> {
    let mut files = Vec::new();
    files_under(&root().join("ui/dist"), &mut files).unwrap();
    assert!(files.len() > 3, "the UI is not built");
    files
}

/// The line of the manifest that begins so.
fn line<'a>(manifest: &'a str, beginning: &str) -> &'a str {
    let found = manifest.lines().find(|line| line.starts_with(beginning));
    found.unwrap_or_else(|| panic!("no line `{beginning}`"))
}

#[test]
fn tauri_comes_without_developer_tools_and_without_a_record_of_what_is_said() {
    let manifest = manifest();
    let tauri = line(&manifest, "tauri = ");
    assert!(tauri.contains("default-features = false"), "{tauri}");
    for feature in [
        "devtools",
        "tracing",
        "unstable",
        "dynamic-acl",
        "protocol-asset",
        "test",
    ] {
        assert!(!tauri.contains(&format!("\"{feature}\"")), "{feature}");
    }
    let devtools = manifest
        .lines()
        .find(|line| line.contains("tauri/devtools"));
    assert_eq!(devtools, None);
}

#[test]
fn nothing_but_the_tests_build_can_be_driven() {
    let manifest = manifest();
    assert_eq!(
        line(&manifest, "default = "),
        "default = [\"custom-protocol\"]"
    );
    assert_eq!(line(&manifest, "automation = "), "automation = []");
    assert_eq!(
        line(&manifest, "custom-protocol = "),
        "custom-protocol = [\"tauri/custom-protocol\"]"
    );
    assert!(!crate::setup::BUILD.contains(&"--features"));
}

#[test]
fn no_part_of_the_ui_leads_to_its_source() {
    for file in dist() {
        let name = file.display().to_string();
        assert!(!name.ends_with(".map"), "{name}");
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        assert!(
            !text.contains("sourceMappingURL"),
            "{name} names its source map"
        );
    }
}

#[test]
fn the_ui_asks_nobody_else_for_anything() {
    let page = fs::read_to_string(root().join("ui/dist/index.html")).unwrap();
    assert!(!page.contains("://"), "{page}");
    assert!(
        !page.contains("<script>") && !page.contains("<style"),
        "{page}"
    );
}

#[test]
fn the_content_policy_and_what_is_around_it_are_as_they_were_thought_out() {
    let config = fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    let config: Value = serde_json::from_str(&config).unwrap();
    let app = serde_json::json!({
        "withGlobalTauri": false,
        "windows": [],
        "security": {
            "capabilities": ["main"],
            "csp": {
                "default-src": "'self'",
                "script-src": "'self'",
                "style-src": "'self'",
                "img-src": "'self' data:",
                "font-src": "'self'",
                "connect-src": "ipc: http://ipc.localhost",
                "frame-src": "'none'",
                "object-src": "'none'",
                "base-uri": "'none'",
                "form-action": "'none'",
                "frame-ancestors": "'none'",
            },
        },
    });
    assert_eq!(config["app"], app);
    assert_eq!(
        config["build"],
        serde_json::json!({ "frontendDist": "ui/dist" })
    );
    // No plugin is in the app. Tauri's bundler reads here what the installers register.
    let scheme = serde_json::json!({ "deep-link": { "desktop": { "schemes": ["connectdesk"] } } });
    assert_eq!(config["plugins"], scheme);
}

#[test]
fn there_is_one_capability_for_one_window_and_each_permission_is_named() {
    let mut files = Vec::new();
    files_under(&root().join("src-tauri/capabilities"), &mut files).unwrap();
    assert_eq!(files, [root().join("src-tauri/capabilities/main.json")]);
    let text = fs::read_to_string(&files[0]).unwrap();
    let capability: Value = serde_json::from_str(&text).unwrap();
    let keys: Vec<_> = capability.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "description",
            "identifier",
            "local",
            "permissions",
            "windows"
        ]
    );
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(capability["local"], true);
    for permission in capability["permissions"].as_array().unwrap() {
        let permission = permission.as_str().unwrap();
        assert!(
            permission.starts_with("allow-") && !permission.contains(':'),
            "{permission} is more than one command of the app's"
        );
    }
}
