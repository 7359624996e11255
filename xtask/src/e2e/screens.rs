//! Every screen, light and dark: pictures to look at, and nothing in anybody's way.

use std::{cell::RefCell, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};

use super::{
    Customer, Scenario,
    access::nameless,
    cast::{start_session, turn_to, verify},
    front::WidgetPage,
    stage::Stage,
};
use crate::{
    driver::{Person, Role},
    run::{root, target},
};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "every screen can be read and used by everybody in the light",
        light,
    )
    .within_seconds(180),
    Scenario::new(
        "every screen can be read and used by everybody in the dark",
        dark,
    )
    .within_seconds(180),
];

fn light(stage: &mut Stage) -> Result<()> {
    Tour::new("Light", "")?.walk(stage)
}

fn dark(stage: &mut Stage) -> Result<()> {
    Tour::new("Dark", "")?.walk(stage)
}

pub(super) struct Tour {
    theme: &'static str,
    /// What its pictures begin with.
    prefix: &'static str,
    axe: String,
    /// Names that don't fit where they stand are noted too.
    names_must_fit: bool,
    /// Everything is drawn twice as large, and colours are as far apart as they get.
    for_weak_eyes: bool,
    /// Gathered, so that one run shows everything there is to mend.
    obstacles: RefCell<Vec<String>>,
}

impl Tour {
    pub(super) fn new(theme: &'static str, prefix: &'static str) -> Result<Self> {
        Ok(Self {
            theme,
            prefix,
            axe: axe()?,
            names_must_fit: false,
            for_weak_eyes: false,
            obstacles: RefCell::default(),
        })
    }

    /// For a language whose words are longer: names that don't fit where they stand are noted too.
    pub(super) fn where_names_must_fit(self) -> Self {
        Self {
            names_must_fit: true,
            ..self
        }
    }

    /// For who sees little: twice as large, in high contrast, and all of it within reach.
    pub(super) fn for_weak_eyes(self) -> Self {
        Self {
            for_weak_eyes: true,
            ..self.where_names_must_fit()
        }
    }

    fn walk(&self, stage: &mut Stage) -> Result<()> {
        stage.start_mx(10)?;
        stage.open()?;
        self.start(stage)?;
        stage.open_connected()?;
        self.session(stage)?;
        self.unfinished(stage)?;
        self.ends_well()
    }

    /// Fails with all that was in anybody's way.
    pub(super) fn ends_well(&self) -> Result<()> {
        let obstacles = self.obstacles.borrow();
        ensure!(
            obstacles.is_empty(),
            "{}",
            obstacles.join("\n             ")
        );
        Ok(())
    }

    fn start(&self, stage: &Stage) -> Result<()> {
        let person = stage.person()?;
        self.choose_theme(person)?;
        self.look(stage, "start")?;
        person.click(Role::Choice, "Production")?;
        self.look(stage, "start-production")?;
        person.click(Role::Choice, "Custom")?;
        person.fill("API base URL", &stage.api_base_url()?)?;
        person.fill("Widget origins", &stage.front().origin())?;
        person.fill("Client id", "nobody")?;
        person.fill("API key", "no-key-at-all-0000")?;
        person.press("Test connection")?;
        person.wait_to_read("MX refused the client id or the API key.")?;
        self.look(stage, "start-refused")
    }

    fn session(&self, stage: &Stage) -> Result<()> {
        let person = stage.person()?;
        person.wait(Role::Field, "Customer id")?;
        self.choose_theme(person)?;
        self.look(stage, "verify")?;
        person.press("Environment: Custom")?;
        self.look(stage, "environment")?;
        person.press("Environment: Custom")?;

        start_session(person, "customer-20")?;
        let customer = Customer(person);
        customer.sees_the_search()?;
        self.look_into_the_widget(stage, "widget-search")?;
        customer.chooses_mx_bank()?;
        customer.sees_the_sign_in()?;
        self.look_into_the_widget(stage, "widget-sign-in")?;
        customer.signs_in_with("challenge")?;
        person.wait_to_read("The bank asks the customer a question.")?;
        self.look_into_the_widget(stage, "widget-question")?;
        person.press("Close widget")?;
        person.wait_to_read("Reopen the widget")?;
        self.look(stage, "stopped-at-a-question")?;
        person.press("Leave session")?;

        verify(stage, "customer-21")?;
        self.look(stage, "result")?;
        person.press("Reveal the account number of")?;
        person.wait_to_read("Hides in")?;
        // Checked, but no picture is kept of a full number.
        self.note_obstacles(person, "result-revealed")?;
        person.press("Hide now")?;
        for place in ["Customers", "History", "Settings"] {
            person.press(place)?;
            self.look(stage, &format!("{}-beside-a-session", place.to_lowercase()))?;
        }
        person.press("Customers")?;
        person.click(Role::Choice, "customer-21")?;
        person.wait_to_read("Next: verify again.")?;
        self.look(stage, "customer")?;
        person.press("Delete…")?;
        self.look(stage, "customer-deletion")?;
        person.press("Keep the customer")?;
        turn_to(person, "customer-21")?;
        person.press("Finish")?;

        person.press("Verify")?;
        person.fill("Customer id", "customer-21")?;
        person.wait_to_read("Known customer")?;
        self.look(stage, "verify-known-customer")?;

        stage.front().serve_widget(WidgetPage::NeverAnswers);
        start_session(person, "customer-22")?;
        person.wait(Role::Button, "Load the widget again")?;
        self.look(stage, "widget-silent")
    }

    fn unfinished(&self, stage: &mut Stage) -> Result<()> {
        stage.front().serve_widget(WidgetPage::AsIs);
        stage.kill_app()?;
        // With another MX it can only be listed.
        stage.open()?;
        let person = stage.person()?;
        person.press("Explore with simulated MX")?;
        person.wait_to_read("Not checked with MX yet")?;
        self.look(stage, "unfinished")?;
        person.press("Forget the session for customer-22")?;
        person.wait_to_read("Forget this session?")?;
        self.look(stage, "forget-session")?;
        person.press("Forget session")?;
        person.wait_until_gone("Not checked with MX yet")
    }

    pub(super) fn choose_theme(&self, person: &Person) -> Result<()> {
        person.press("Appearance and about")?;
        person.click(Role::Choice, self.theme)
    }

    /// Takes a picture of the screen and notes anything in somebody's way.
    pub(super) fn look(&self, stage: &Stage, screen: &str) -> Result<()> {
        // Whatever glides or fades in is there by then.
        std::thread::sleep(std::time::Duration::from_millis(400));
        let file = format!("{}{}-{screen}.png", self.prefix, self.theme.to_lowercase());
        stage.display().picture(&pictures().join(file))?;
        if stage.person()?.is_cut_off()? {
            let words = format!("{screen}: wider than the window");
            self.obstacles.borrow_mut().push(words);
        }
        if self.names_must_fit {
            let clipped = stage.person()?.clipped()?;
            let clipped = clipped
                .iter()
                .map(|name| format!("{screen}: “{name}” does not fit"));
            self.obstacles.borrow_mut().extend(clipped);
        }
        if self.for_weak_eyes {
            let cut = stage.person()?.cut_off()?;
            let cut = cut
                .iter()
                .map(|name| format!("{screen}: “{name}” can't be reached"));
            self.obstacles.borrow_mut().extend(cut);
        }
        if let Some(told) = stage.hears()? {
            let mut heard = self.obstacles.borrow_mut();
            let nameless = nameless(&told);
            if !nameless.is_empty() {
                heard.push(format!("{screen}: told without a name: {nameless:?}"));
            }
            if !told.iter().any(|thing| thing.role == "heading") {
                heard.push(format!("{screen}: a screen reader is told of no heading"));
            }
        }
        self.note_obstacles(stage.person()?, screen)
    }

    fn look_into_the_widget(&self, stage: &Stage, screen: &str) -> Result<()> {
        self.look(stage, screen)?;
        let inside = format!("{screen}, in the frame");
        stage
            .person()?
            .in_the_widget(|page| self.note_obstacles(page, &inside))
    }

    fn note_obstacles(&self, person: &Person, screen: &str) -> Result<()> {
        let found = person.obstacles_where(&self.axe, self.for_weak_eyes)?;
        self.obstacles.borrow_mut().extend(
            found
                .into_iter()
                .map(|obstacle| format!("{screen}: {obstacle}")),
        );
        Ok(())
    }
}

/// The program that finds what is in anybody's way.
pub(super) fn axe() -> Result<String> {
    let file = root().join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).with_context(|| format!("{} can't be read", file.display()))
}

/// Where the pictures are, for whoever wants to look at them.
fn pictures() -> PathBuf {
    target().join("screens")
}
