//! One row of the network's table, played in the real window by an agent and a customer.

use std::{
    cell::RefCell,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        cast::{choose, sign_in, start_session},
        stage::Stage,
    },
    table::{Cell, Place, effect, step},
};
use crate::driver::{Role, holds, wait_for};

/// A pause between two looks at the window.
const LOOK_AGAIN: Duration = Duration::from_millis(150);
/// How long a person waits for what must be there.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing may be said where the table has nothing said.
const SILENCE: Duration = Duration::from_secs(6);
/// The same while a request waits for an answer: longer than the app waits for one.
const LONG_SILENCE: Duration = Duration::from_secs(50);
/// The customer and MX get on by themselves within this, or not at all.
const GETS_ON: Duration = Duration::from_secs(12);
/// Longest way to the end: MX is asked ever more slowly.
const TO_THE_END: Duration = Duration::from_secs(130);

/// Any of these leads on, or out.
const WAYS: [&str; 8] = [
    "Check again",
    "Load the widget again",
    "Reopen the widget",
    "Start over",
    "Close widget",
    "Ask again",
    "Leave session",
    "Finish",
];

/// What a person sees of the session on screen: what `seen.js` answers.
#[derive(Debug, Default, Deserialize)]
struct Seen {
    screen: String,
    heading: String,
    text: String,
    problems: Vec<ProblemSeen>,
    buttons: Vec<String>,
    owners: Vec<String>,
    widget: String,
}

#[derive(Debug, Deserialize)]
struct ProblemSeen {
    code: String,
    text: String,
}

/// Headings of a session that waits for MX's word.
const ASKING: &[&str] = &[
    "Asking MX how it ended",
    "MX is still working",
    "Asking MX how things stand",
    "Asking MX about the test deposits",
    "Verifying the connection again",
    "Reading the connection again",
];

impl Seen {
    fn offers(&self, button: &str) -> bool {
        self.buttons.iter().any(|it| it == button)
    }

    /// Where it stands, in the table's words.
    fn stands(&self) -> &'static str {
        let heads = |titles: &[&str]| titles.iter().any(|title| self.heading.contains(title));
        match self.screen.as_str() {
            "preparing" => "waits for the network",
            "open" if self.widget != "none" => "widget open",
            "checking" if heads(ASKING) => "asks MX again",
            "done" if heads(&["Account verified"]) => "verified",
            "stopped" if !self.heading.is_empty() => "stopped",
            _ => "nowhere",
        }
    }

    /// Whether a row's sentence is there, with what to do about it, where the row says the session
    /// stands, and with a way on.
    fn shows(&self, cell: &Cell) -> bool {
        let is_whole = |it: &ProblemSeen| {
            let says_more = it.text.trim().len() > cell.says.len() + 1;
            it.code == cell.code && holds(&it.text, cell.says) && says_more
        };
        let is_said = match cell.code {
            "" => holds(&self.text, cell.says),
            _ => self.problems.iter().any(is_whole),
        };
        let has_a_way = match cell.presses().first() {
            Some(first) => self.offers(first),
            None => WAYS.iter().any(|way| self.offers(way)),
        };
        is_said && has_a_way && self.stands() == cell.stands
    }

    /// For a report of what was there instead.
    fn told(&self) -> String {
        let lines = self.text.lines().map(str::trim);
        let text: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let text: String = text.join(" | ").chars().take(900).collect();
        format!(
            "{} (“{}”), widget {}, problems {:?}, buttons {:?}: {text}",
            self.stands(),
            self.heading,
            self.widget,
            self.problems,
            self.buttons
        )
    }
}

struct Play<'a> {
    stage: &'a Stage,
    cell: &'a Cell,
    place: Place,
    fault: Value,
    /// Why the customer could not do what they wanted, the last time.
    in_the_way: RefCell<Option<anyhow::Error>>,
}

/// Plays a row for a customer of its own. The app is where a session is begun, before and after.
pub(super) fn play(stage: &Stage, cell: &Cell, customer: &str, elsewhere: &str) -> Result<()> {
    stage.person()?.be_patient_for(PATIENCE);
    let (place, method, path) = step(cell.step)?;
    let effect = effect(cell.fault, elsewhere)?;
    let play = Play {
        stage,
        cell,
        place,
        fault: json!({ "method": method, "path": path, "effect": effect }),
        in_the_way: RefCell::default(),
    };
    let played = play.begins(customer).and_then(|()| play.runs());
    // Whatever came of it, the next row has faults of its own.
    stage.front().lose_messages(false);
    stage.mx()?.forget_faults()?;
    played.with_context(|| match play.in_the_way.take() {
        Some(error) => format!("{}; the customer last: {error:#}", cell.name()),
        None => cell.name(),
    })?;
    let person = stage.person()?;
    person.press("Finish")?;
    person.wait(Role::Field, "Customer id").map(drop)
}

impl Play<'_> {
    fn begins(&self, customer: &str) -> Result<()> {
        let (mx, person) = (self.stage.mx()?, self.stage.person()?);
        match self.place {
            Place::Before | Place::Page | Place::OnScreen => {
                mx.inject(&self.fault)?;
                start_session(person, customer)
            }
            Place::BeforeForKnown => {
                mx.tell("/users", &json!({ "user": { "id": customer } }))?;
                mx.inject(&self.fault)?;
                start_session(person, customer)
            }
            Place::Closed | Place::Unheard => {
                let loses = self.place == Place::Unheard;
                self.stage.front().lose_messages(loses);
                start_session(person, customer)?;
                self.until("the customer to sign in", GETS_ON * 2, |seen| {
                    seen.widget == "signed in"
                })?;
                // Closed as soon as MX has something to do.
                let members = format!("/users/{customer}/members");
                wait_for("a connection at MX", GETS_ON, || {
                    let list = mx.ask(&members)?;
                    let list = list["members"].as_array();
                    Ok(list.is_some_and(|list| !list.is_empty()).then_some(()))
                })?;
                mx.inject(&self.fault)?;
                person.press("Close widget")
            }
            Place::Again => {
                self.verified(customer)?;
                person.press("Finish")?;
                person.fill("Customer id", customer)?;
                person.wait(Role::Button, "Verify again with MX Bank")?;
                mx.inject(&self.fault)?;
                person.press("Verify again with MX Bank")
            }
            Place::Owners => {
                self.verified(customer)?;
                mx.inject(&self.fault)?;
                person.press("Ask the bank")
            }
        }
    }

    /// A session without any fault.
    fn verified(&self, customer: &str) -> Result<()> {
        start_session(self.stage.person()?, customer)?;
        self.until("a session without a fault", TO_THE_END, |seen| {
            seen.stands() == "verified"
        })
    }

    /// From the fault to the end.
    fn runs(&self) -> Result<()> {
        let is_silent = self.cell.says.is_empty();
        if self.is_flooded() {
            self.is_closed_by_the_app()?;
        } else if is_silent && self.cell.stands == "verified" {
            self.until("a good end under the fault", TO_THE_END, |seen| {
                self.is_well(seen)
            })?;
        } else if is_silent {
            self.nothing_is_said()?;
        } else {
            self.is_told()?;
        }
        // Some are met after what the person waits for: the accounts' balances are read last.
        wait_for("the fault to be met", GETS_ON, || {
            Ok((self.stage.mx()?.hits()? > 0).then_some(()))
        })?;
        self.stage.mx()?.forget_faults()?;
        self.stage.front().lose_messages(false);
        self.goes_on()
    }

    /// What the table says can be read, where it says the session stands, with a way on.
    fn is_told(&self) -> Result<()> {
        let Cell { says, stands, .. } = self.cell;
        let patience = Duration::from_secs(if self.cell.is_slow() { 80 } else { 40 });
        self.until(&format!("“{says}”, {stands}"), patience, |seen| {
            seen.shows(self.cell)
        })
    }

    /// The session stands where the table says, and nothing is wrong to speak of.
    fn nothing_is_said(&self) -> Result<()> {
        let stands = self.cell.stands;
        self.until(stands, GETS_ON * 2, |seen| {
            let has_begun = seen.widget == "signed in" || self.place != Place::OnScreen;
            has_begun && seen.stands() == stands
        })?;
        let silence = if self.cell.is_slow() {
            LONG_SILENCE
        } else {
            SILENCE
        };
        let start = Instant::now();
        while start.elapsed() < silence {
            let seen = self.looks()?;
            ensure!(
                seen.stands() == stands && seen.problems.is_empty(),
                "it was to stand as “{stands}” and say nothing: {}",
                seen.told()
            );
            sleep(LOOK_AGAIN);
        }
        Ok(())
    }

    /// Without a window, nobody takes a page away that floods the app: the table has the agent close
    /// it. In the window the app does that itself, and says so.
    fn is_flooded(&self) -> bool {
        self.cell.fault == "a flood"
    }

    fn is_closed_by_the_app(&self) -> Result<()> {
        self.until("the flood to be ended", GETS_ON * 2, |seen| {
            let said = "The widget's page sent thousands of messages at once, and was closed";
            holds(&seen.text, said) && seen.stands() == "stopped"
        })
    }

    /// The fault is over: nothing is pressed, or what the table says.
    fn goes_on(&self) -> Result<()> {
        let mut presses = self.cell.presses();
        if self.is_flooded() {
            presses.retain(|press| *press != "Close widget");
        }
        for (number, press) in presses.into_iter().enumerate() {
            // An open widget can be closed at any time: first the customer goes as far as they get.
            let is_patient = press == "Close widget" && number > 0;
            let gets_on = |seen: &Seen| self.is_well(seen) || (!is_patient && seen.offers(press));
            let patience = if is_patient { GETS_ON } else { TO_THE_END };
            let found = self.until(&format!("“{press}”"), patience, gets_on);
            if self.is_well(&self.looks()?) {
                break;
            }
            if !is_patient {
                found?;
            }
            self.stage.person()?.press(press)?;
        }
        self.until("a good end", TO_THE_END, |seen| self.is_well(seen))
    }

    fn is_well(&self, seen: &Seen) -> bool {
        let has_owners = self.place != Place::Owners || !seen.owners.is_empty();
        seen.stands() == "verified" && has_owners
    }

    fn looks(&self) -> Result<Seen> {
        let seen = self
            .stage
            .person()?
            .has_the_page_say(include_str!("seen.js"))?;
        serde_json::from_value(seen).context("the page can't be read")
    }

    /// Looks at the window until it is so. Meanwhile the customer signs in wherever a widget opens.
    fn until(&self, what: &str, patience: Duration, is_so: impl Fn(&Seen) -> bool) -> Result<()> {
        let start = Instant::now();
        loop {
            let seen = self.looks()?;
            if is_so(&seen) {
                return Ok(());
            }
            ensure!(
                start.elapsed() < patience,
                "waited {} s for {what}, and there was: {}",
                patience.as_secs(),
                seen.told()
            );
            if seen.widget == "new"
                && let Err(error) = self.customer_gets_on()
            {
                // What becomes of it shows in the window.
                *self.in_the_way.borrow_mut() = Some(error);
            }
            sleep(LOOK_AGAIN);
        }
    }

    /// Does what can be done in the widget now.
    fn customer_gets_on(&self) -> Result<()> {
        let person = self.stage.person()?;
        // The widget may go at any moment; then there is more to see elsewhere.
        person.be_patient_for(Duration::from_secs(5));
        let has_signed_in = person.in_the_widget(|page| {
            if page.sees(Role::Field, "Password")? {
                return sign_in(page, "any").map(|()| true);
            }
            if page.sees(Role::Field, "Search")? {
                choose(page, "MX Bank")?;
            }
            Ok(false)
        });
        person.be_patient_for(PATIENCE);
        if has_signed_in? {
            person.has_the_page_say(
                "const frame = [...document.querySelectorAll('iframe')].find(\
                   (frame) => getComputedStyle(frame).visibility !== 'hidden'); \
                 if (frame) frame.hasSignedIn = true",
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell = Cell {
        step: "find the user",
        fault: "401",
        code: "credentials_refused",
        says: "MX refused the keys.",
        stands: "stopped",
        way: "Start over",
    };

    fn window() -> Seen {
        Seen {
            screen: "stopped".to_owned(),
            heading: "The session stopped".to_owned(),
            problems: vec![ProblemSeen {
                code: "credentials_refused".to_owned(),
                text: "MX refused the keys. Correct them.".to_owned(),
            }],
            buttons: vec!["Start over".to_owned(), "Leave session".to_owned()],
            ..Seen::default()
        }
    }

    #[test]
    fn a_window_that_lacks_anything_is_not_as_the_table_says() {
        assert!(window().shows(&CELL));
        let lacks = |what: fn(&mut Seen)| {
            let mut seen = window();
            what(&mut seen);
            assert!(!seen.shows(&CELL), "{}", seen.told());
        };
        lacks(|seen| seen.problems.clear());
        lacks(|seen| seen.problems[0].code = "offline".to_owned());
        lacks(|seen| seen.problems[0].text = "MX refused the keys.".to_owned());
        lacks(|seen| seen.problems[0].text = "Something went wrong. Try again.".to_owned());
        lacks(|seen| seen.buttons.retain(|button| button != "Start over"));
        lacks(|seen| seen.screen = "checking".to_owned());
        lacks(|seen| seen.heading.clear());
    }

    #[test]
    fn where_nothing_is_pressed_there_is_a_way_out_all_the_same() {
        let cell = Cell {
            way: "by itself",
            ..CELL
        };
        let mut seen = window();
        assert!(seen.shows(&cell));
        seen.buttons.clear();
        assert!(!seen.shows(&cell));
    }
}
