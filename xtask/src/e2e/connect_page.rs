//! The simulated Connect page by itself, and the pages around it: for everybody, in every view, by
//! keyboard alone.

use std::{
    cell::{Cell, RefCell},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{
    Scenario,
    browser::decide,
    cast::{choose, sign_in},
    screens::axe,
    stage::Stage,
};
use crate::driver::{Person, Role};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "every view of the Connect page can be used by everybody in the light",
        light,
    )
    .within_seconds(240),
    Scenario::new(
        "every view of the Connect page can be used by everybody in the dark",
        dark,
    )
    .within_seconds(240),
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

    fn search_and_sign_in(&self) -> Result<()> {
        let person = self.person;
        self.opens(json!({}))?;
        self.sees("search", "Often chosen")?;
        person.fill("Search", "no such bank")?;
        self.sees("search-nothing", "No bank matches")?;
        person.fill("Search", "bank")?;
        self.sees("search-results", "Results")?;
        choose(person, "MX Bank")?;
        self.sees("sign-in", "Sign in to your bank")?;
        person.press("Continue")?;
        self.sees("sign-in-empty", "Enter your username.")?;
        person.press("Presenting? Test sign-ins")?;
        self.sees("sign-in-hint", "asks about a picture")?;
        sign_in(person, "INVALID")?;
        self.sees("sign-in-refused", "The bank didn't accept this sign-in.")
    }

    fn questions(&self) -> Result<()> {
        let asked = [
            ("challenge", "What city were you born in?"),
            ("options", "Which of these words is correct?"),
            ("image", "Type the word in the picture"),
        ];
        for (password, question) in asked {
            self.signs_in_at("mxbank", password)?;
            self.sees(&format!("question-{password}"), question)?;
        }
        self.person.press("Continue")?;
        self.sees("question-unanswered", "Enter the answer.")?;
        self.person.fill("Type the word in the picture", "wrong")?;
        self.person.press("Continue")?;
        self.sees("answer-rejected", "That answer wasn't right")
    }

    fn choice_of_account(&self) -> Result<()> {
        for (password, words) in [
            ("many", "Choose an account"),
            ("none", "No account that can be verified"),
        ] {
            self.signs_in_at("solitaire_bank", password)?;
            self.sees(&format!("account-of-{password}"), words)?;
        }
        Ok(())
    }

    fn the_bank_s_own_page(&self) -> Result<()> {
        let person = self.person;
        let by_app = json!({
            "current_institution_code": "mx_bank_oauth",
            "oauth_referral_source": "APP",
        });
        let customer = self.customer()?;
        self.opens_for(&customer, by_app)?;
        self.sees("login", "asks you to sign in on its own website")?;
        person.press("Go to log in")?;
        self.sees("login-waiting", "Waiting for MX Bank (OAuth)")?;
        let members = self
            .stage
            .mx()?
            .ask(&format!("/users/{customer}/members"))?;
        let page = members["members"][0]["oauth_window_uri"].as_str();
        decide(page.context("MX gave no page of the bank's")?, "impeded")?;
        self.sees("login-failed", "The bank needs you first")?;

        let customer = self.customer()?;
        let member = json!({
            "member": { "institution_code": "mx_bank_oauth", "is_oauth": true },
            "referral_source": "BROWSER",
            "data_request": { "products": ["account_verification"] },
        });
        let path = format!("/users/{customer}/members");
        let member = self.stage.mx()?.tell(&path, &member)?;
        let page = member["member"]["oauth_window_uri"].as_str();
        let page = page.context("MX gave no page of the bank's")?;
        person.go_to(page)?;
        self.sees("bank", "Let MX read your accounts?")?;
        person.press("Let something go wrong")?;
        self.sees("bank-failures", "The bank wants something first")?;
        person.press("Deny")?;
        self.sees("bank-ended", "Not connected")?;
        person.go_to(page)?;
        self.sees("bank-used", "This link doesn't work any more")
    }

    fn connecting(&self) -> Result<()> {
        self.signs_in_at("tarrywater_savings", "fine")?;
        self.sees("connecting", "Connecting to Tarrywater")?;
        self.sees("connecting-slowly", "The bank is taking longer than usual.")
    }

    fn connected(&self) -> Result<()> {
        let person = self.person;
        let customer = self.customer()?;
        self.opens_for(&customer, json!({ "current_institution_code": "mxbank" }))?;
        sign_in(person, "fine")?;
        self.sees("connected", "MX Bank is connected")?;
        self.opens_for(&customer, json!({}))?;
        self.sees("connected-before", "Use a bank you connected before")
    }

    fn failures(&self) -> Result<()> {
        let person = self.person;
        for (status, words) in [
            ("PREVENTED", "Stopped after three attempts"),
            ("IMPEDED", "The bank needs you"),
            ("DEGRADED", "The connection is being improved"),
            ("DISCONTINUED", "This bank is no longer supported"),
            ("EXPIRED", "That took too long"),
            ("LOCKED", "Your account is locked"),
        ] {
            self.signs_in_at("weathervane_bank", status)?;
            self.sees(&format!("failed-{status}"), words)?;
        }
        person.press("Remove this connection")?;
        self.sees("removing", "Remove this connection?")?;
        person.press("Remove this connection")?;
        self.sees("removed", "The connection is removed")?;
        self.signs_in_at("glimmerstone_card", "fine")?;
        self.sees("not-eligible", "No account that can be verified")?;
        self.opens_at("closedgate_bank")?;
        self.sees("maintenance", "Under maintenance")
    }

    /// A microdeposit that arrives while the tour goes on: the customer and its guid.
    fn deposit_under_way(&self) -> Result<(String, String)> {
        let customer = self.customer()?;
        let path = format!("/users/{customer}/micro_deposits");
        let account = json!({ "micro_deposit": {
            "account_number": "0000777777", "account_type": "CHECKING",
            "routing_number": "990000026", "email": "ada@customer.example",
            "first_name": "Ada", "last_name": "Lovelace",
        } });
        let made = self.stage.mx()?.tell(&path, &account)?;
        let guid = made["micro_deposit"]["guid"].as_str();
        Ok((customer, guid.context("MX gave no guid")?.to_owned()))
    }

    fn small_deposits(&self) -> Result<()> {
        let person = self.person;
        self.opens(json!({}))?;
        person.press("Use account and routing numbers instead")?;
        self.sees("deposit-bank", "Enter the routing number")?;
        for (number, view, words) in [
            (
                "123456789",
                "deposit-bank-invalid",
                "This isn't a routing number.",
            ),
            (
                "990000000",
                "deposit-bank-blocked",
                "No deposits can be sent",
            ),
        ] {
            person.fill("Routing number", number)?;
            person.press("Continue")?;
            self.sees(view, words)?;
        }
        person.fill("Routing number", "990000026")?;
        person.press("Continue")?;
        self.sees("deposit-how", "How it works")?;
        person.press("Continue")?;
        self.sees("deposit-account", "Enter the account")?;
        person.click(Role::Choice, "Savings")?;
        for (again, view, words) in [
            ("0000123450", "deposit-account-differs", "are not the same"),
            ("0000123456", "deposit-person", "Who owns the account?"),
        ] {
            person.fill("Account number", "0000123456")?;
            person.fill("Account number, once more", again)?;
            person.press("Continue")?;
            self.sees(view, words)?;
        }
        person.fill("First name", "Ada")?;
        person.fill("Last name", "Lovelace")?;
        person.fill("Email address", "ada@customer.example")?;
        person.press("Continue")?;
        self.sees("deposit-review", "Is everything right?")?;
        person.press("Confirm")?;
        self.sees("deposit-sent", "Two deposits are on their way")
    }

    fn amounts(&self, (customer, deposit): &(String, String)) -> Result<()> {
        self.opens_for(customer, json!({ "current_microdeposit_guid": deposit }))?;
        self.sees("deposit-amounts", "Enter the two amounts")?;
        // The page's next question comes late, so that there is time to look.
        let late = json!({
            "method": "POST", "path": "/md/connect/session/*",
            "skip": 1, "times": 1, "latency_ms": 4000,
        });
        self.stage.mx()?.inject(&late)?;
        self.enters_amounts("0.44")?;
        self.sees("deposit-verifying", "Checking the amounts")?;
        self.sees("deposit-amounts-wrong", "These aren't the amounts")?;
        self.enters_amounts("0.13")?;
        self.sees("deposit-verified", "The account is verified")
    }

    fn enters_amounts(&self, other: &str) -> Result<()> {
        self.person.fill("First amount", "0.09")?;
        self.person.fill("Second amount", other)?;
        self.person.press("Continue")
    }

    fn steps_of_the_profile(&self) -> Result<()> {
        let (mx, person) = (self.stage.mx()?, self.person);
        mx.set_profile(&json!({ "disclosure": true }))?;
        self.opens(json!({}))?;
        self.sees("disclosure", "Before you connect a bank")?;

        let offer = json!({ "consent": true, "additional_product": "account_verification" });
        mx.set_profile(&offer)?;
        self.opens(json!({ "mode": "aggregation" }))?;
        choose(person, "MX Bank")?;
        self.sees("offer", "Pay and get paid as well?")?;
        person.press("Yes, add payments")?;
        self.sees("consent", "Share your data?")?;

        mx.set_profile(&json!({ "demo": true }))?;
        self.opens(json!({}))?;
        choose(person, "Quillmere Bank")?;
        self.sees("demonstration", "This is a demonstration")?;

        let blocked = json!({ "blocked_institutions": { "mxbank": "prevented" } });
        mx.set_profile(&blocked)?;
        self.opens(json!({}))?;
        person.fill("Search", "MX Bank")?;
        self.sees("search-blocked", "Not available")?;
        person.press("MX Bank")?;
        self.sees("blocked", "This bank isn't available here")?;

        mx.set_profile(&json!({ "manual_accounts": true }))?;
        self.opens(json!({ "mode": "aggregation" }))?;
        person.press("Add an account by hand")?;
        self.sees("manual-kind", "What kind of account is it?")?;
        person.press("Cash")?;
        self.sees("manual-details", "Account name")?;
        person.fill("Account name", "Under the mattress")?;
        person.fill("Balance", "a lot")?;
        person.press("Continue")?;
        self.sees("manual-refused", "an amount such as 120.50")?;
        person.fill("Balance", "120.50")?;
        person.press("Continue")?;
        self.sees("manual-added", "The account is added")
    }

    fn members_from_before(&self) -> Result<()> {
        let (mx, person) = (self.stage.mx()?, self.person);
        mx.set_profile(&json!({ "existing_member": true }))?;
        let customer = self.customer()?;
        for (password, words) in [
            ("LOCKED", "Your account is locked"),
            ("fine", "You connected this bank before"),
        ] {
            self.opens_for(&customer, json!({ "current_institution_code": "mxbank" }))?;
            sign_in(person, password)?;
            person.wait_to_read(words)?;
        }
        self.looks_at("existing")?;
        person.press("Go on with it")?;
        person.wait_to_read("MX Bank is connected")?;

        let blocked = json!({ "blocked_institutions": { "mxbank": "prevent_verification" } });
        mx.set_profile(&blocked)?;
        self.opens_for(&customer, json!({}))?;
        person.press("MX Bank")?;
        self.sees("not-verified", "This connection can't be verified")?;
        mx.set_profile(&json!({}))
    }

    fn links_that_are_refused(&self) -> Result<()> {
        let used = self.opens(json!({}))?;
        self.person.wait_to_read("Often chosen")?;
        self.person.go_to(&used)?;
        self.sees("link-used", "This link has been used")?;
        let unknown = format!("{used}x");
        self.person.go_to(&unknown)?;
        self.sees("link-unknown", "This link doesn't work")
    }

    /// The page that shows what there is in the simulated MX.
    fn around_the_page(&self) -> Result<()> {
        let mx = self.stage.mx()?;
        let fault = json!({ "kind": "status", "code": 503 });
        mx.inject(&json!({ "path": "/nowhere", "effect": fault }))?;
        self.person
            .go_to(&format!("{}/_sandbox/", mx.api_base_url))?;
        self.sees("status", "Latest calls")
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
