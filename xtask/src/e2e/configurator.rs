//! Configuring Connect: the form, the request it makes, presets, and a session opened with it.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::{
    Customer, Scenario, cast::verify, inspector::open_file, records::save_as, screens::axe,
    stage::Stage,
};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I configure Connect, and the widget opens as I configured it, each time",
        configured,
    )
    .within_seconds(120),
    Scenario::new(
        "a request I paste fills the configurator, and I keep it as a preset",
        pasted_and_kept,
    )
    .within_seconds(120),
    Scenario::new(
        "I duplicate a preset, export my presets, and a colleague imports them",
        shared,
    )
    .within_seconds(120),
    Scenario::new(
        "I choose a customer's connection from a list, and the widget opens on it",
        on_a_connection,
    )
    .within_seconds(120),
    Scenario::new(
        "I configure and open the widget with the keyboard alone",
        by_keyboard,
    ),
    Scenario::new(
        "the configurator stands in nobody's way, in the light and in the dark",
        in_nobodys_way,
    )
    .within_seconds(180),
];

/// A strict MX, and the app at the configurator.
fn open_configurator(stage: &mut Stage) -> Result<()> {
    stage.start_mx_with(10, &["--strict"])?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.press("Configure")?;
    person.wait_to_read("current_institution_code")
}

fn paste(person: &Person, json: &str) -> Result<()> {
    person.press("Paste JSON…")?;
    person.wait(Role::Field, "JSON")?;
    person.fill("JSON", json)?;
    person.press("Fill the form")
}

fn configured(stage: &mut Stage) -> Result<()> {
    open_configurator(stage)?;
    let person = stage.person()?;
    paste(
        person,
        r#"{"mode": "verification", "disable_institution_search": true}"#,
    )?;
    person.wait_to_read("1 contradiction")?;
    person.press("Choose an institution for current_institution_code")?;
    person.fill("Name of the institution", "mx bank")?;
    person.wait_to_read("MX Bank (OAuth)")?;
    person.click(Role::Button, "MX Bank mxbank")?;
    person.wait_until_gone("1 contradiction")?;
    person.click(Role::Choice, "fr-CA · French (Canada)")?;
    person.wait_to_read(r#""current_institution_code": "mxbank""#)?;
    // What the desk needs is in the request as well, and said.
    person.wait_to_read(r#""ui_message_version": 4"#)?;
    person.wait_to_read("Set by Connect Desk: 4")?;
    person.click(Role::Choice, "curl")?;
    person.wait_to_read("Accept-Language: fr-CA")?;
    stage.keep_page("the curl line")?;
    person.must_not_read(&stage.mx()?.api_key)?;
    stage.picture("configured")?;

    person.fill("Customer id", "configured-1")?;
    person.press("Open with this")?;
    let is_at_mx_bank = || {
        person.in_the_widget(|page| {
            page.wait_to_read("MX Bank")?;
            // The sign-in, in French.
            page.wait(Role::Field, "Mot de passe").map(drop)
        })
    };
    is_at_mx_bank()?;
    person.in_the_widget(|page| page.must_not_read("Recherche"))?;

    person.press("Close widget")?;
    person.wait_to_read("The customer has not connected a bank.")?;
    person.press("Reopen the widget")?;
    is_at_mx_bank()
}

fn on_a_connection(stage: &mut Stage) -> Result<()> {
    stage.start_mx_with(10, &["--strict"])?;
    stage.open_connected()?;
    verify(stage, "connected-1")?;
    let person = stage.person()?;
    person.press("Finish")?;
    person.press("Configure")?;
    person.wait_to_read("current_member_guid")?;
    person.press("Choose a connection")?;
    // Whom MX doesn't know is said, and the list stays open for another.
    person.fill("Customer id", "nobody")?;
    person.press("Show connections")?;
    person.wait_to_read("MX doesn’t know this customer.")?;
    person.fill("Customer id", "connected-1")?;
    person.press("Show connections")?;
    person.wait_to_read("CONNECTED")?;
    stage.picture("connections")?;
    person.press("MX Bank")?;
    person.wait_to_read(r#""current_member_guid": "MBR-"#)?;
    // It is theirs, so they are whom it is opened for.
    person.press("Open with this")?;
    person.in_the_widget(|page| page.wait_to_read("MX Bank"))?;
    stage.picture("opened-on-it")
}

fn pasted_and_kept(stage: &mut Stage) -> Result<()> {
    open_configurator(stage)?;
    let person = stage.person()?;
    paste(
        person,
        r#"{"widget_url": {"iso_country_code": ["CA"], "ui_message_protocol": 1, "include_identity": "yes"}}"#,
    )?;
    person.wait_to_read("ui_message_protocol is none of MX's options.")?;
    person.wait_to_read("include_identity must be true or false.")?;
    person.press("Done")?;
    person.click(Role::Choice, "v20111101")?;
    person.press("Presets")?;
    person.click(Role::Choice, "Save as preset…")?;
    person.fill("Name of the preset", "Canada")?;
    person.press("Save")?;
    person.wait_to_read("Canada is saved.")?;

    stage.close();
    stage.open_connected()?;
    let person = stage.person()?;
    person.press("Configure")?;
    person.wait_to_read("current_institution_code")?;
    person.must_not_read(r#""CA""#)?;
    person.press("Presets")?;
    person.click(Role::Choice, "Canada")?;
    person.wait_to_read(r#""CA""#)?;
    person.click(Role::Choice, "Rust")?;
    person.wait_to_read("ApiVersion::V20111101")?;

    // The older generation makes the request, and the customer finds Canadian banks alone.
    person.fill("Customer id", "canadian-1")?;
    person.press("Open with this")?;
    Customer(person).sees_the_search()?;
    person.in_the_widget(|page| {
        page.fill("Search", "caisse")?;
        page.wait_to_read("Nordwick")?;
        page.fill("Search", "quillmere")?;
        page.wait_to_read("No bank matches")
    })
}

fn shared(stage: &mut Stage) -> Result<()> {
    open_configurator(stage)?;
    let person = stage.person()?;
    let chooses = |entry: &str| {
        person.press("Presets")?;
        person.click(Role::Choice, entry)
    };
    paste(person, r#"{"iso_country_code": ["CA"]}"#)?;
    chooses("Save as preset…")?;
    person.fill("Name of the preset", "Canada")?;
    person.press("Save")?;
    person.wait_to_read("Canada is saved.")?;
    chooses("Duplicate")?;
    person.wait_to_read("The preset is duplicated.")?;
    person.press("Presets")?;
    stage.picture("presets")?;
    person.click(Role::Choice, "Export all…")?;
    let file = save_as(stage, "presets.json")?;
    person.wait_to_read("2 presets are saved in")?;
    let written: Value = serde_json::from_slice(&fs::read(&file)?)?;
    ensure!(
        written["presets"]
            .as_array()
            .is_some_and(|all| all.len() == 2),
        "the file holds {written}"
    );

    // The copy is the one in hand; a colleague has neither.
    for _ in 0..2 {
        chooses("Delete…")?;
        person.press("Delete preset")?;
        person.wait_to_read("is deleted.")?;
        person.press("Presets")?;
        if !person.sees(Role::Choice, "Canada")? {
            break;
        }
        person.click(Role::Choice, "Canada")?;
    }
    person.wait_to_read("No presets yet.")?;
    person.click(Role::Choice, "Import…")?;
    open_file(stage, &file)?;
    person.wait_to_read("2 presets are added.")?;
    person.press("Start over")?;
    chooses("Canada")?;
    person.wait_to_read(r#""CA""#)?;
    stage.picture("imported")
}

fn by_keyboard(stage: &mut Stage) -> Result<()> {
    open_configurator(stage)?;
    let person = stage.person()?;
    person.tab_to("Presets")?;
    person.tab_to("Paste JSON…")?;
    person.press_enter()?;
    person.wait(Role::Field, "JSON")?;
    person.type_here(r#"{"mode":"aggregation","current_institution_code":"mxbank"}"#)?;
    person.tab_to("Fill the form")?;
    person.press_enter()?;
    person.wait_to_read("2 options are set.")?;
    person.click(Role::Field, "Customer id")?;
    person.type_here("keys-1")?;
    person.press_enter()?;
    Customer(person).sees_the_sign_in()
}

fn in_nobodys_way(stage: &mut Stage) -> Result<()> {
    open_configurator(stage)?;
    let axe = axe()?;
    let mut obstacles = Vec::new();
    for theme in ["Light", "Dark"] {
        let person = stage.person()?;
        person.press("Appearance and about")?;
        person.click(Role::Choice, theme)?;
        paste(
            person,
            r#"{"disable_institution_search": true, "include_transactions": true, "locale": "es"}"#,
        )?;
        person.wait_to_read("1 contradiction")?;
        stage.picture(&format!("configurator-{theme}"))?;
        obstacles.extend(person.obstacles(&axe)?);
        person.press("Choose an institution for current_institution_code")?;
        person.wait_to_read("MX Bank (OAuth)")?;
        stage.picture(&format!("institutions-{theme}"))?;
        obstacles.extend(person.obstacles(&axe)?);
        person.press("Cancel")?;
    }
    ensure!(obstacles.is_empty(), "{}", obstacles.join("\n"));
    Ok(())
}
