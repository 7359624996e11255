//! What is written by hand and goes into the packages: right by itself, and in agreement with the
//! rest. A part of every `cargo xtask test`, because making the packages takes too long for that.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::packaging;
use crate::run::{Step, root};

/// What is wrong with each part; nothing, if nothing is.
pub(crate) fn findings() -> Result<Vec<(&'static str, Vec<String>)>> {
    let desktop = packaging().join("linux/connect-desk.desktop");
    let metainfo = packaging().join("linux/org.connectdesk.app.metainfo.xml");
    let mut looks = vec![("packages: what they say agrees", disagreements()?)];
    if cfg!(target_os = "linux") {
        let validate = Step::new("desktop-file-validate").args([&desktop]);
        looks.push(("packages: desktop entry", said(&validate)));
        let validate = Step::new("appstreamcli")
            .args(["validate", "--no-net", "--no-color"])
            .args([&metainfo]);
        looks.push(("packages: AppStream metadata", said(&validate)));
    }
    Ok(looks)
}

/// What a program that looks at a file has against it. One that can't be run has found nothing out,
/// which is no pass.
fn said(validate: &Step) -> Vec<String> {
    match validate.read() {
        Ok(_) => Vec::new(),
        Err(error) => vec![format!("{error:#}")],
    }
}

fn disagreements() -> Result<Vec<String>> {
    let read = |path: &str| {
        fs::read_to_string(root().join(path)).with_context(|| format!("{path} can't be read"))
    };
    let config: Value = serde_json::from_str(&read("tauri.conf.json")?)?;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (version, identifier) = (word(&config["version"]), word(&config["identifier"]));
    let scheme = word(&config["plugins"]["deep-link"]["desktop"]["schemes"][0]);
    let program = word(&config["mainBinaryName"]);
    let summary = word(&config["bundle"]["shortDescription"]);
    let licence = word(&config["bundle"]["license"]);
    let metainfo = read(&format!("packaging/linux/{identifier}.metainfo.xml"))?;
    let desktop = read(&format!("packaging/linux/{program}.desktop"))?;
    let manifest = read("Cargo.toml")?;
    let copyright = read("packaging/linux/copyright")?;
    let mut findings = Vec::new();
    for (what, text, part) in [
        ("Cargo.toml", &manifest, format!("version = \"{version}\"")),
        (
            "copyright",
            &copyright,
            read("LICENSE-MIT")?.trim().to_owned(),
        ),
        (
            "metadata",
            &metainfo,
            format!("<release version=\"{version}\""),
        ),
        ("metadata", &metainfo, format!("<id>{identifier}</id>")),
        (
            "metadata",
            &metainfo,
            format!("{program}.desktop</launchable>"),
        ),
        (
            "metadata",
            &metainfo,
            format!("<summary>{summary}</summary>"),
        ),
        (
            "metadata",
            &metainfo,
            format!("<project_license>{licence}</project_license>"),
        ),
        (
            "metadata",
            &metainfo,
            format!("<mediatype>x-scheme-handler/{scheme}</mediatype>"),
        ),
        ("desktop entry", &desktop, format!("Exec={program} %u\n")),
        ("desktop entry", &desktop, format!("Comment={summary}\n")),
        ("desktop entry", &desktop, format!("Icon={program}\n")),
        (
            "desktop entry",
            &desktop,
            format!("MimeType=x-scheme-handler/{scheme};\n"),
        ),
    ] {
        if !text.contains(&part) {
            let part = part.lines().next().unwrap_or_default();
            findings.push(format!("the {what} doesn't say `{part}`"));
        }
    }
    Ok(findings)
}
