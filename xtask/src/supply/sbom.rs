//! The bill of materials of the bundle, in CycloneDX's form: the Rust packages that are linked into
//! the app on this system, and the npm packages that its page is built from.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result, anyhow, ensure};
use cyclonedx_bom::{
    models::{
        component::{Classification, Component, Components},
        dependency::{Dependencies, Dependency},
        license::{LicenseChoice, Licenses},
    },
    prelude::{Bom, Metadata, NormalizedString, Purl, SpdxExpression, UrnUuid, Validate},
};

use super::{Findings, cargo, licences::Shipped, npm};
use crate::run::{Step, root};

/// The app's own package.
const APP: &str = "connect-desk";
/// What the page is built from besides what its package file calls dependencies: compiled in.
const COMPILED_IN: [&str; 1] = ["svelte"];

/// Writes the bill of materials for a bundle of this system.
///
/// # Errors
/// When cargo or the lock file can't be read, or what came of them is not CycloneDX.
pub(crate) fn write(file: &Path) -> Result<usize> {
    let bom = bom()?;
    let result = bom.validate();
    ensure!(result.passed(), "not CycloneDX: {result:?}");
    let mut text = Vec::new();
    bom.clone().output_as_json_v1_5(&mut text)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)?;
    Ok(bom.components.map_or(0, |it| it.0.len()))
}

/// Whether it is what it should be: valid, read back the same, and naming what must be in it.
pub(super) fn findings() -> Result<Findings> {
    let file = super::sbom_file();
    let count = write(&file)?;
    let read = Bom::parse_from_json_v1_5(fs::File::open(&file)?)?;
    let mut findings = Vec::new();
    if !read.validate().passed() {
        findings.push("what was written is not valid when it is read".to_owned());
    }
    let components = read.components.map(|it| it.0).unwrap_or_default();
    if components.len() != count {
        findings.push("what was written is not what is read".to_owned());
    }
    let names: BTreeSet<_> = components.iter().map(|it| it.name.to_string()).collect();
    for wanted in [
        "tauri",
        "reqwest",
        "rusqlite",
        "desk",
        "@tauri-apps/api",
        "svelte",
    ] {
        if !names.contains(wanted) {
            findings.push(format!("{wanted} is in the bundle and not in the bill"));
        }
    }
    for never in [
        "proptest",
        "wiremock",
        "xtask",
        "vite",
        "tauri-plugin-updater",
    ] {
        if names.contains(never) {
            findings.push(format!("{never} is in the bill and not in the bundle"));
        }
    }
    Ok(findings)
}

fn bom() -> Result<Bom> {
    let metadata = cargo::metadata(&host()?, cargo::Features::Shipped)?;
    let app = app(&metadata)?;
    let (linked, mut needs) = linked(&metadata, &app.id);
    let mut components = Vec::new();
    for package in metadata
        .packages
        .iter()
        .filter(|it| linked.contains(&it.id))
    {
        if package.id != app.id {
            components.push(component("cargo", package.into())?);
        }
    }
    let lock = npm::packages(&root().join("ui/package-lock.json"))?;
    for package in page(&lock)? {
        components.push(component("npm", package.into())?);
    }
    let known: BTreeMap<_, _> = metadata
        .packages
        .iter()
        .map(|it| (it.id.clone(), reference("cargo", &it.name, &it.version)))
        .collect();
    let name = |id: &String| known.get(id).cloned();
    let dependencies = needs.iter_mut().filter_map(|(id, needs)| {
        Some(Dependency {
            dependency_ref: name(id)?,
            dependencies: needs.iter().filter_map(name).collect(),
        })
    });
    let mut main = component("cargo", app.into())?;
    main.component_type = Classification::Application;
    Ok(Bom {
        serial_number: Some(UrnUuid::generate()),
        metadata: Some(Metadata {
            component: Some(main),
            ..Metadata::default()
        }),
        dependencies: Some(Dependencies(dependencies.collect())),
        components: Some(Components(components)),
        ..Bom::default()
    })
}

/// Everything by others that is in the bundle, with where its files are.
pub(super) fn shipped() -> Result<Vec<Shipped>> {
    let metadata = cargo::metadata(&host()?, cargo::Features::Shipped)?;
    let app = app(&metadata)?;
    let (linked, _) = linked(&metadata, &app.id);
    let crates = metadata
        .packages
        .iter()
        .filter(|it| it.is_foreign() && linked.contains(&it.id))
        .map(|it| Shipped {
            name: it.name.clone(),
            version: it.version.clone(),
            licence: it.license.clone(),
            folder: it
                .manifest_path
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
        });
    let ui = root().join("ui");
    let lock = npm::packages(&ui.join("package-lock.json"))?;
    let scripts = page(&lock)?.into_iter().map(|it| Shipped {
        name: it.name.clone(),
        version: it.version.clone(),
        licence: it.license.clone(),
        folder: ui.join(&it.path),
    });
    Ok(crates.chain(scripts).collect())
}

fn app(metadata: &cargo::Metadata) -> Result<&cargo::Package> {
    metadata
        .packages
        .iter()
        .find(|it| it.name == APP && metadata.workspace_members.contains(&it.id))
        .context("the app is not in its own workspace")
}

/// This system, as cargo names it.
fn host() -> Result<String> {
    let text = Step::new("rustc").args(["-vV"]).read()?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

type Needs = BTreeMap<String, BTreeSet<String>>;

/// Everything that is linked into a package, and who needs what of it.
fn linked(metadata: &cargo::Metadata, from: &str) -> (BTreeSet<String>, Needs) {
    let nodes: BTreeMap<_, _> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let (mut found, mut needs) = (BTreeSet::new(), BTreeMap::new());
    let mut next = vec![from.to_owned()];
    while let Some(id) = next.pop() {
        if !found.insert(id.clone()) {
            continue;
        }
        let of_node = nodes.get(id.as_str()).map(|node| &node.deps);
        let shipped = of_node.into_iter().flatten().filter(|it| it.is_shipped());
        let shipped: BTreeSet<_> = shipped.map(|it| it.pkg.clone()).collect();
        next.extend(shipped.iter().cloned());
        needs.insert(id, shipped);
    }
    (found, needs)
}

/// What the page is built from, and what that needs.
fn page(lock: &[npm::Package]) -> Result<Vec<&npm::Package>> {
    let about = fs::read_to_string(root().join("ui/package.json"))?;
    let about: serde_json::Value = serde_json::from_str(&about)?;
    let direct = about["dependencies"].as_object();
    let mut next: Vec<String> = direct
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    next.extend(COMPILED_IN.map(str::to_owned));
    let mut found: BTreeMap<&str, &npm::Package> = BTreeMap::new();
    while let Some(name) = next.pop() {
        let package = lock
            .iter()
            .find(|it| it.path == format!("node_modules/{name}"));
        let Some(package) = package else { continue };
        if found.insert(&package.name, package).is_none() {
            next.extend(package.needs.iter().cloned());
        }
    }
    Ok(found.into_values().collect())
}

/// A package of either kind.
struct Part<'a> {
    name: &'a str,
    version: &'a str,
    license: Option<&'a str>,
    description: Option<&'a str>,
}

impl<'a> From<&'a cargo::Package> for Part<'a> {
    fn from(package: &'a cargo::Package) -> Self {
        Self {
            name: &package.name,
            version: &package.version,
            license: package.license.as_deref(),
            description: package.description.as_deref(),
        }
    }
}

impl<'a> From<&'a npm::Package> for Part<'a> {
    fn from(package: &'a npm::Package) -> Self {
        Self {
            name: &package.name,
            version: &package.version,
            license: package.license.as_deref(),
            description: None,
        }
    }
}

fn reference(kind: &str, name: &str, version: &str) -> String {
    format!("{kind}:{name}@{version}")
}

fn component(kind: &str, part: Part<'_>) -> Result<Component> {
    let reference = reference(kind, part.name, part.version);
    let mut component = Component::new(
        Classification::Library,
        part.name,
        part.version,
        Some(reference),
    );
    let (group, name) = match part
        .name
        .strip_prefix('@')
        .and_then(|it| it.split_once('/'))
    {
        Some((scope, name)) => (Some(scope), name),
        None => (None, part.name),
    };
    component.purl = Some(match group {
        // A scope is a namespace in a package URL.
        Some(scope) => {
            let purl = format!("pkg:{kind}/%40{scope}/{name}@{}", part.version);
            purl.parse()
                .map_err(|()| anyhow!("{purl} is no package URL"))?
        }
        None => Purl::new(kind, name, part.version)?,
    });
    component.description = part.description.map(NormalizedString::new);
    component.licenses = part.license.map(|licence| {
        // As cargo once let it be written, `MIT/Apache-2.0`.
        let read = SpdxExpression::parse_lax(licence.to_owned());
        let licence = read.unwrap_or_else(|_| SpdxExpression::new(licence));
        Licenses(vec![LicenseChoice::Expression(licence)])
    });
    Ok(component)
}
