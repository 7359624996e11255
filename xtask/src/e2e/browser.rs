//! Banks that sign customers in on a page of their own, which belongs in the system's browser.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{Customer, Scenario, cast::start_session, stage::Stage, verifying::numbers_are_shown};
use crate::driver::wait_for;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "the customer signs in on the bank's own page, in the browser",
        authorized,
    ),
    Scenario::new("the customer refuses on the bank's own page", refused),
];

fn authorized(stage: &mut Stage) -> Result<()> {
    on_the_bank_s_page(stage, "authorize")?;
    stage.person()?.wait_to_read("Account verified")?;
    numbers_are_shown(stage)
}

fn refused(stage: &mut Stage) -> Result<()> {
    on_the_bank_s_page(stage, "deny")?;
    let person = stage.person()?;
    person.in_the_widget(|page| page.wait_to_read("Nothing was shared"))?;
    person.press("Close widget")?;
    person.wait_to_read("Reopen the widget")?;
    person.must_not_read("Account verified")
}

/// Goes to the bank's page, which must open once, outside the app, and decides there.
fn on_the_bank_s_page(stage: &mut Stage, decision: &str) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    let person = stage.person()?;
    start_session(person, "customer-30")?;
    Customer(person).goes_to_the_bank_s_own_page()?;
    let address = wait_for("the bank's page", Duration::from_secs(10), || {
        Ok(stage.home.opened_in_browser().into_iter().next())
    })?;
    ensure!(person.windows()? == 1, "the bank's page opened in the app");
    decide(&address, decision)?;
    let opened = stage.home.opened_in_browser().len();
    ensure!(opened == 1, "the bank's page opened {opened} times");
    Ok(())
}

/// What the customer does in the browser: open the page, press one of its buttons.
pub(super) fn decide(address: &str, decision: &str) -> Result<()> {
    let page = ureq::get(address)
        .call()
        .context("opening the bank's page")?
        .body_mut()
        .read_to_string()?;
    let form = page
        .split_once("action=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .context("the bank's page has no form")?
        .0;
    let origin: String = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    // The end of it leads back into an app, where a browser without one stops.
    let answer = ureq::post(format!("{origin}{form}"))
        .config()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build()
        .send_form([("decision", decision)])
        .context("deciding on the bank's page")?;
    ensure!(
        answer.status().is_success() || answer.status().is_redirection(),
        "the bank answered {}",
        answer.status()
    );
    Ok(())
}
