//! The app in Spanish and in French: the system's language or the person's choice, the widget's with
//! it, in the smallest window.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::{Scenario, screens::Tour, stage::Stage};
use crate::driver::{Person, Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "I work in Spanish because my system does, and the customer's widget does too",
        spanish,
    )
    .within_seconds(240),
    Scenario::new(
        "I choose French in the settings, and it stays French",
        french,
    )
    .within_seconds(240),
];

/// The least the window can be (`src-tauri/src/window/mod.rs`).
const SMALLEST: (u32, u32) = (900, 600);

/// What an agent looks for in one language.
struct Words {
    customer_id: &'static str,
    start: &'static str,
    verified: &'static str,
    reveal: &'static str,
    hides: &'static str,
    hide: &'static str,
    report: &'static str,
    cancel: &'static str,
    finish: &'static str,
    /// Customers, history, settings, and the tools.
    places: [&'static str; 6],
    audit_log: &'static str,
    run_checks: &'static str,
    all_works: &'static str,
    verify: &'static str,
    link: &'static str,
    link_open: &'static str,
    hand_over: &'static str,
    stop_waiting: &'static str,
    no_bank: &'static str,
    leave: &'static str,
    palette: &'static str,
    /// Typed without its accents, to find the settings.
    typed: &'static str,
    widget: Widget,
}

/// The simulated widget's words, as a customer looks for them.
struct Widget {
    search: &'static str,
    results: &'static str,
    user_name: &'static str,
    password: &'static str,
    go_on: &'static str,
}

const SPANISH: Words = Words {
    customer_id: "ID del cliente",
    start: "Empezar la sesión",
    verified: "Cuenta verificada",
    reveal: "Mostrar el número de cuenta de",
    hides: "Se oculta en",
    hide: "Ocultar ya",
    report: "Guardar informe",
    cancel: "Cancelar",
    finish: "Terminar",
    places: [
        "Clientes",
        "Historial",
        "Configuración",
        "Configurar",
        "Inspeccionar",
        "Verificar",
    ],
    audit_log: "Registro de auditoría",
    run_checks: "Ejecutar las comprobaciones",
    all_works: "Todo lo que se examinó funciona.",
    verify: "Verificar",
    link: "Enlace",
    link_open: "Se puede abrir durante",
    hand_over: "Entregar el widget de otra manera",
    stop_waiting: "Dejar de esperar",
    no_bank: "No se conectó ningún banco",
    leave: "Salir de la sesión",
    palette: "Buscar o ir a…",
    typed: "configuracion",
    widget: Widget {
        search: "Buscar un banco",
        results: "Resultados",
        user_name: "Usuario",
        password: "Contraseña",
        go_on: "Continuar",
    },
};

const FRENCH: Words = Words {
    customer_id: "Identifiant du client",
    start: "Commencer la session",
    verified: "Compte vérifié",
    reveal: "Afficher le numéro de compte de",
    hides: "Masqué dans",
    hide: "Masquer maintenant",
    report: "Enregistrer le rapport",
    cancel: "Annuler",
    finish: "Terminer",
    places: [
        "Clients",
        "Historique",
        "Paramètres",
        "Configurer",
        "Inspecter",
        "Vérifier",
    ],
    audit_log: "Journal d’audit",
    run_checks: "Lancer les vérifications",
    all_works: "Tout ce qui a été examiné fonctionne.",
    verify: "Vérifier",
    link: "Lien",
    link_open: "Peut être ouvert pendant",
    hand_over: "Transmettre le widget autrement",
    stop_waiting: "Cesser d’attendre",
    no_bank: "Aucune banque n’a été connectée",
    leave: "Quitter la session",
    palette: "Rechercher ou aller à…",
    typed: "parametres",
    widget: Widget {
        search: "Chercher une banque",
        results: "Résultats",
        user_name: "Nom d'utilisateur",
        password: "Mot de passe",
        go_on: "Continuer",
    },
};

fn spanish(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected_speaking("es_MX")?;
    let person = stage.person()?;
    person.wait(Role::Field, SPANISH.customer_id)?;
    says_its_language(person, "es")?;
    let tour = Tour::new("Light", "es-")?.where_names_must_fit();
    day(stage, &tour, &SPANISH)?;

    // A choice of one's own goes before the system's.
    choose(stage, SPANISH.places[2], "fr")?;
    stage.open_connected_speaking("es_MX")?;
    stage
        .person()?
        .wait(Role::Field, FRENCH.customer_id)
        .map(drop)
}

fn french(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    stage.person()?.wait(Role::Field, "Customer id")?;
    choose(stage, "Settings", "fr")?;
    stage
        .person()?
        .wait_to_read("Sécurité et confidentialité")?;
    stage.open_connected()?;
    let person = stage.person()?;
    person.wait(Role::Field, FRENCH.customer_id)?;
    says_its_language(person, "fr")?;
    let tour = Tour::new("Light", "fr-")?.where_names_must_fit();
    day(stage, &tour, &FRENCH)?;

    choose(stage, FRENCH.places[2], "system")?;
    stage.person()?.wait_to_read("Security & privacy")
}

/// What an agent does in a day, in one language and the smallest window.
fn day(stage: &mut Stage, tour: &Tour, say: &Words) -> Result<()> {
    stage.display().resize("Connect Desk", SMALLEST)?;
    tour.look(stage, "verify")?;
    verify(stage, tour, say)?;
    places(stage, tour, say)?;
    hand_over(stage, tour, say)?;
    by_name(stage, tour, say)?;
    tour.ends_well()
}

fn verify(stage: &Stage, tour: &Tour, say: &Words) -> Result<()> {
    let person = stage.person()?;
    person.fill(say.customer_id, "customer-71")?;
    person.press(say.start)?;
    let widget = &say.widget;
    person.in_the_widget(|page| {
        page.fill(widget.search, "MX Bank")?;
        page.wait_to_read(widget.results)?;
        page.press("MX Bank")?;
        page.wait(Role::Field, widget.password).map(drop)
    })?;
    tour.look(stage, "session")?;
    stage.secret("a bank password", "S0lo-para-el-banco");
    person.in_the_widget(|page| {
        page.fill(widget.user_name, "mxuser")?;
        page.fill(widget.password, "S0lo-para-el-banco")?;
        page.press(widget.go_on)
    })?;
    person.wait_to_read(say.verified)?;
    tour.look(stage, "result")?;
    person.press(say.reveal)?;
    person.wait_to_read(say.hides)?;
    person.press(say.hide)?;
    person.press(say.report)?;
    person.wait(Role::Button, say.cancel)?;
    tour.look(stage, "report")?;
    person.press(say.cancel)?;
    nothing_is_english(person)?;
    person.press(say.finish)
}

fn places(stage: &Stage, tour: &Tour, say: &Words) -> Result<()> {
    let person = stage.person()?;
    let names = ["customers", "history", "settings", "configure", "inspect"];
    for (place, name) in say.places.iter().zip(names) {
        person.press(place)?;
        std::thread::sleep(Duration::from_millis(600));
        tour.look(stage, name)?;
        if name == "customers" {
            person.click(Role::Choice, "customer-71")?;
            person.wait_to_read("CONNECTED")?;
            tour.look(stage, "customer")?;
        } else if name == "history" {
            person.click(Role::Choice, "customer-71")?;
            std::thread::sleep(Duration::from_millis(600));
            tour.look(stage, "history-details")?;
            nothing_is_english(person)?;
            person.click(Role::Choice, say.audit_log)?;
            person.wait_to_read("customer-71")?;
            tour.look(stage, "audit-log")?;
        } else if name == "settings" {
            person.press(say.run_checks)?;
            person.wait_to_read(say.all_works)?;
            person.scroll_to(say.run_checks).ok();
            tour.look(stage, "diagnostics")?;
            nothing_is_english(person)?;
        }
    }
    Ok(())
}

fn hand_over(stage: &Stage, tour: &Tour, say: &Words) -> Result<()> {
    let person = stage.person()?;
    person.press(say.verify)?;
    person.click(Role::Choice, say.link)?;
    person.fill(say.customer_id, "customer-72")?;
    person.press(say.start)?;
    person.wait_to_read(say.link_open)?;
    tour.look(stage, "link")?;
    person.press(say.hand_over)?;
    tour.look(stage, "hand-over-menu")?;
    person.press(say.hand_over)?;
    person.press(say.stop_waiting)?;
    person.wait_to_read(say.no_bank)?;
    tour.look(stage, "stopped")?;
    nothing_is_english(person)?;
    person.press(say.leave)
}

fn by_name(stage: &Stage, tour: &Tour, say: &Words) -> Result<()> {
    let person = stage.person()?;
    person.press(say.palette)?;
    person.wait_to_read(say.places[1])?;
    tour.look(stage, "palette")?;
    person.type_here(say.typed)?;
    person.press_enter()?;
    person.wait(Role::Button, say.run_checks).map(drop)
}

/// Chooses a language in the settings, which is a list of the system's own.
fn choose(stage: &Stage, settings: &str, language: &str) -> Result<()> {
    let person = stage.person()?;
    person.press(settings)?;
    wait_for("the choice of a language", Duration::from_secs(10), || {
        let chosen = person.has_the_page_say(&format!(
            "const list = document.querySelector('#language');
             if (!list) return false;
             list.value = '{language}';
             list.dispatchEvent(new Event('change', {{ bubbles: true }}));
             return true;"
        ))?;
        Ok(chosen.as_bool().filter(|chosen| *chosen))
    })?;
    // Kept before anything is closed.
    std::thread::sleep(Duration::from_millis(500));
    Ok(())
}

fn says_its_language(person: &Person, tag: &str) -> Result<()> {
    let said = person.has_the_page_say("return document.documentElement.lang")?;
    ensure!(said == tag, "the page says that it is in {said}, not {tag}");
    Ok(())
}

/// Words that no sentence in Spanish or French has, and hardly one in English is without.
const ENGLISH: [&str; 9] = [
    " the ", " is ", " was ", " with ", " you ", " and ", " of ", " asked ", " sent ",
];

/// What is read on the page is in no English.
fn nothing_is_english(person: &Person) -> Result<()> {
    let page = person.reads()?;
    let english: Vec<&str> = page
        .lines()
        .filter(|line| {
            let line = format!(" {} ", line.to_lowercase());
            ENGLISH.iter().any(|word| line.contains(word))
        })
        .collect();
    ensure!(english.is_empty(), "in English: {english:?}");
    Ok(())
}
