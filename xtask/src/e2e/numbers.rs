//! Full numbers are shown and copied for a moment only.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{Scenario, cast::verify, stage::Stage};
use crate::driver::{Role, wait_for};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("a revealed number hides itself after half a minute", reveal).within_seconds(120),
    Scenario::new("a copied number leaves the clipboard again", copy).within_seconds(150),
    Scenario::new("what I copied myself stays on the clipboard", own_copy).within_seconds(150),
];

fn number_on_screen(stage: &Stage) -> Result<Option<String>> {
    let page = stage.person()?.reads()?;
    let digits: String = page.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(stage
        .mx()?
        .account_numbers()?
        .into_iter()
        .find(|number| digits.contains(number.as_str())))
}

fn reveal(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-11")?;
    let person = stage.person()?;
    ensure!(
        number_on_screen(stage)?.is_none(),
        "a number is shown in full unasked"
    );
    person.press("Reveal the account number of")?;
    let start = Instant::now();
    let number = wait_for("the full number", Duration::from_secs(5), || {
        number_on_screen(stage)
    })?;
    person.wait_to_read("Hides in")?;
    sleep(Duration::from_secs(25).saturating_sub(start.elapsed()));
    ensure!(
        number_on_screen(stage)?.is_some(),
        "it was hidden too early"
    );
    wait_for("the number to be hidden", Duration::from_secs(9), || {
        Ok(number_on_screen(stage)?.is_none().then_some(()))
    })?;
    ensure!(
        !person.page()?.contains(&number),
        "hidden, but still in the page"
    );
    // And at once, when asked to.
    person.press("Reveal the account number of")?;
    wait_for("the full number", Duration::from_secs(5), || {
        number_on_screen(stage)
    })?;
    person.press("Hide now")?;
    wait_for("the number to be hidden", Duration::from_secs(2), || {
        Ok(number_on_screen(stage)?.is_none().then_some(()))
    })
}

/// Copies an account number and returns it.
fn copied(stage: &Stage) -> Result<String> {
    let person = stage.person()?;
    person.press("Copy the account number of")?;
    person.wait_to_read("Account number copied.")?;
    let on_clipboard = wait_for("the clipboard", Duration::from_secs(3), || {
        stage.display().clipboard()
    })?;
    let numbers = stage.mx()?.account_numbers()?;
    ensure!(
        numbers.contains(&on_clipboard),
        "what is on the clipboard is no account number"
    );
    Ok(on_clipboard)
}

fn copy(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-12")?;
    let number = copied(stage)?;
    let start = Instant::now();
    sleep(Duration::from_secs(38));
    ensure!(
        stage.display().clipboard()?.as_ref() == Some(&number),
        "it left too early"
    );
    let limit = Duration::from_secs(52).saturating_sub(start.elapsed());
    wait_for("the number to leave the clipboard", limit, || {
        Ok((stage.display().clipboard()?.as_ref() != Some(&number)).then_some(()))
    })?;
    let person = stage.person()?;
    ensure!(
        person.sees(Role::Button, "Copy the account number of")?,
        "the result is gone"
    );
    Ok(())
}

fn own_copy(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_connected()?;
    verify(stage, "customer-13")?;
    copied(stage)?;
    let _other_program = stage.copy_elsewhere("my own words")?;
    sleep(Duration::from_secs(50));
    let now = stage.display().clipboard()?;
    ensure!(
        now.as_deref() == Some("my own words"),
        "my own words were taken away"
    );
    Ok(())
}
