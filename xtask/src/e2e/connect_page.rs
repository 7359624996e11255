//! The simulated Connect page by itself, and the pages around it: for everybody, in every view, by
//! keyboard alone.

mod views;

use std::{
    cell::{Cell, RefCell},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Scenario, cast::sign_in, screens::axe, stage::Stage};
use crate::driver::Person;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "every view of the Connect page can be used by everybody in the light",
        light,
    )
    .within_seconds(300),
    Scenario::new(
        "every view of the Connect page can be used by everybody in the dark",
        dark,
    )
    .within_seconds(300),
    Scenario::new(
        "the customer goes through the Connect page by keyboard alone",
        keyboard,
    ),
];

const MOST_USERS: usize = 100;
/// A tour that skips any proves nothing about them.
const VIEWS: usize = 64;
/// Whatever glides or fades in is there by then.
const AT_REST: Duration = Duration::from_millis(350);

fn light(stage: &mut Stage) -> Result<()> {
    every_view(stage, false)
}

fn dark(stage: &mut Stage) -> Result<()> {
    every_view(stage, true)
}

fn every_view(stage: &mut Stage, is_dark: bool) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_browser(is_dark)?;
    let seen = Seen::default();
    {
        let tour = Tour::new(stage, is_dark, &seen)?;
        let is_right = tour.person.prefers_dark()? == is_dark;
        ensure!(
            is_right,
            "the browser has the colours of the other scenario"
        );
        let deposit = tour.deposit_under_way()?;
        tour.search_and_sign_in()?;
        tour.questions()?;
        tour.choice_of_account()?;
        tour.the_bank_s_own_page()?;
        tour.connected()?;
        tour.failures()?;
        tour.small_deposits()?;
        tour.steps_of_the_profile()?;
        tour.members_from_before()?;
        tour.links_that_are_refused()?;
        tour.around_the_page()?;
        tour.amounts(&deposit)?;
        // What stays open when MX forgets it.
        tour.opens(json!({}))?;
        tour.person.wait_to_read("Often chosen")?;
    }
    // Slow enough to be caught while it connects.
    stage.start_mx(4)?;
    let tour = Tour::new(stage, is_dark, &seen)?;
    tour.person.fill("Search", "MX Bank")?;
    tour.sees("session-ended", "This session has ended")?;
    tour.connecting()?;
    // What is left is a page with a used widget URL, which nobody needs to look through.
    stage.close();
    let obstacles = seen.obstacles.into_inner();
    let views = seen.views.get();
    ensure!(views == VIEWS, "{views} views were looked at, not {VIEWS}");
    ensure!(
        obstacles.is_empty(),
        "{}",
        obstacles.join("\n             ")
    );
    Ok(())
}

/// What the tours of a scenario have found.
#[derive(Default)]
struct Seen {
    views: Cell<usize>,
    /// Gathered, so that one run shows everything there is to mend.
    obstacles: RefCell<Vec<String>>,
}

/// Somebody who looks at one view after another.
struct Tour<'a> {
    stage: &'a Stage,
    person: &'a Person,
    colours: &'static str,
    axe: String,
    customers: Cell<usize>,
    seen: &'a Seen,
}

impl<'a> Tour<'a> {
    fn new(stage: &'a Stage, is_dark: bool, seen: &'a Seen) -> Result<Self> {
        Ok(Self {
            stage,
            person: stage.person()?,
            colours: if is_dark { "dark" } else { "light" },
            axe: axe()?,
            customers: Cell::new(0),
            seen,
        })
    }

    /// A customer nobody knows yet.
    fn customer(&self) -> Result<String> {
        self.customers.set(self.customers.get() + 1);
        ensure!(self.customers.get() <= MOST_USERS, "MX takes no more users");
        let id = format!("customer-{}", self.customers.get());
        let body = json!({ "user": { "id": id } });
        self.stage.mx()?.tell("/users", &body)?;
        Ok(id)
    }

    /// Opens a widget with these options, for a customer of its own; gives its address.
    fn opens(&self, options: Value) -> Result<String> {
        let customer = self.customer()?;
        self.opens_for(&customer, options)
    }

    fn opens_for(&self, customer: &str, mut options: Value) -> Result<String> {
        options["widget_type"] = json!("connect_widget");
        options["color_scheme"] = json!(self.colours);
        if options["mode"].is_null() {
            options["mode"] = json!("verification");
        }
        let path = format!("/users/{customer}/widget_urls");
        let body = json!({ "widget_url": options });
        let answer = self.stage.mx()?.tell(&path, &body)?;
        let url = answer["widget_url"]["url"].as_str();
        let url = url.context("MX gave no widget URL")?.to_owned();
        self.person.go_to(&url)?;
        Ok(url)
    }

    /// Opens a widget on a bank's sign-in.
    fn opens_at(&self, bank: &str) -> Result<()> {
        self.opens(json!({ "current_institution_code": bank }))
            .map(drop)
    }

    /// Opens a widget on a bank's sign-in and signs in.
    fn signs_in_at(&self, bank: &str, password: &str) -> Result<()> {
        self.opens_at(bank)?;
        sign_in(self.person, password)
    }

    /// Waits for the words of a view and looks whether anything is in anybody's way.
    fn sees(&self, view: &str, words: &str) -> Result<()> {
        self.person.wait_to_read(words)?;
        self.looks_at(view)
    }

    fn looks_at(&self, view: &str) -> Result<()> {
        sleep(AT_REST);
        let found = self.person.obstacles(&self.axe)?;
        let view = format!("{view}, {}", self.colours);
        self.seen.views.set(self.seen.views.get() + 1);
        let found = found.into_iter().map(|what| format!("{view}: {what}"));
        self.seen.obstacles.borrow_mut().extend(found);
        Ok(())
    }
}

fn keyboard(stage: &mut Stage) -> Result<()> {
    stage.start_mx(10)?;
    stage.open_browser(false)?;
    let seen = Seen::default();
    let tour = Tour::new(stage, false, &seen)?;
    let person = tour.person;
    tour.opens(json!({}))?;
    person.wait_to_read("Often chosen")?;
    person.tab_to("Search for a bank")?;
    person.type_here("MX Bank")?;
    person.wait_to_read("Results")?;
    person.tab_to("MX Bank")?;
    person.press_enter()?;
    person.wait_to_read("Sign in to your bank")?;
    person.tab_to("Username")?;
    person.type_here("mxuser")?;
    person.tab_to("Password")?;
    person.type_here("options")?;
    person.tab_to("Continue")?;
    person.press_enter()?;
    person.wait_to_read("Choose an answer")?;
    person.tab_to("correct")?;
    person.type_here(" ")?;
    person.tab_to("Continue")?;
    person.press_enter()?;
    person.wait_to_read("MX Bank is connected")?;
    person.tab_to("Done")?;
    person.press_enter()?;
    let numbers = stage.mx()?.account_numbers()?;
    ensure!(!numbers.is_empty(), "nothing was verified");
    stage.close();
    Ok(())
}
