//! What the people in the scenarios do: the agent at the desk, the customer in the widget.

use std::time::Duration;

use anyhow::Result;

use super::stage::Stage;
use crate::driver::{Person, Role, wait_for};

/// The agent starts a session for a customer.
pub(crate) fn start_session(person: &Person, customer: &str) -> Result<()> {
    person.fill("Customer id", customer)?;
    person.press("Start session")
}

/// The customer, inside the widget's frame.
pub(crate) struct Customer<'a>(pub(crate) &'a Person);

impl Customer<'_> {
    /// Waits until banks can be searched.
    pub(crate) fn sees_the_search(&self) -> Result<()> {
        self.0
            .in_the_widget(|page| page.wait(Role::Field, "Search").map(drop))
    }

    /// Waits until the bank asks to sign in.
    pub(crate) fn sees_the_sign_in(&self) -> Result<()> {
        self.0
            .in_the_widget(|page| page.wait(Role::Field, "Password").map(drop))
    }

    /// Looks for MX Bank and chooses it.
    pub(crate) fn chooses_mx_bank(&self) -> Result<()> {
        self.chooses("MX Bank")
    }

    /// Looks for a bank and chooses it.
    pub(crate) fn chooses(&self, bank: &str) -> Result<()> {
        self.0.in_the_widget(|page| choose(page, bank))
    }

    /// Looks for the bank that signs customers in on a page of its own, and goes there.
    pub(crate) fn goes_to_the_bank_s_own_page(&self) -> Result<()> {
        self.0.in_the_widget(|page| {
            choose(page, "MX Bank (OAuth)")?;
            page.press("Go to log in")
        })
    }

    /// Types user name and password and sends them.
    pub(crate) fn signs_in_with(&self, password: &str) -> Result<()> {
        self.0.in_the_widget(|page| sign_in(page, password))
    }

    /// Answers the bank's question in words.
    pub(crate) fn answers(&self, answer: &str) -> Result<()> {
        self.0.in_the_widget(|page| {
            page.fill("What city were you born in?", answer)?;
            page.press("Continue")
        })
    }

    /// Answers the bank's question by choosing.
    pub(crate) fn chooses_answer(&self, answer: &str) -> Result<()> {
        self.0.in_the_widget(|page| {
            page.click(Role::Choice, answer)?;
            page.press("Continue")
        })
    }
}

/// Looks for a bank and chooses it, on the Connect page.
pub(crate) fn choose(page: &Person, bank: &str) -> Result<()> {
    page.fill("Search", bank)?;
    page.wait_to_read("Results")?;
    page.press(bank)
}

/// Types user name and password and sends them, on the Connect page.
pub(crate) fn sign_in(page: &Person, password: &str) -> Result<()> {
    page.fill("Username", "mxuser")?;
    page.fill("Password", password)?;
    page.press("Continue")
}

/// The agent has everything drawn light or dark.
pub(crate) fn choose_theme(person: &Person, theme: &str) -> Result<()> {
    person.press("Appearance and about")?;
    person.click(Role::Choice, theme)
}

/// Turns to one of several open sessions, and waits until it is on screen: sessions at the same
/// bank look alike.
pub(crate) fn turn_to(person: &Person, customer: &str) -> Result<()> {
    person.press(customer)?;
    wait_for("the session on screen", Duration::from_secs(15), || {
        let shown = person.all_text("[data-session-entry][aria-current]")?;
        Ok(shown
            .iter()
            .any(|entry| entry.contains(customer))
            .then_some(()))
    })
}

/// The whole way to the numbers, by a customer whose bank asks nothing.
pub(crate) fn verify(stage: &Stage, customer: &str) -> Result<()> {
    let person = stage.person()?;
    start_session(person, customer)?;
    Customer(person).chooses_mx_bank()?;
    stage.secret("a bank password", "Cr3dential-only-for-the-bank");
    Customer(person).signs_in_with("Cr3dential-only-for-the-bank")?;
    person.wait_to_read("Account verified")
}
