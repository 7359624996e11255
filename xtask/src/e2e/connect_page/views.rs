//! The views one after another, as a customer gets to them.

use anyhow::{Context, Result};
use serde_json::json;

use super::{
    super::{
        browser::decide,
        cast::{choose, sign_in},
    },
    Tour,
};
use crate::driver::Role;

impl Tour<'_> {
    pub(super) fn search_and_sign_in(&self) -> Result<()> {
        let person = self.person;
        self.opens(json!({}))?;
        self.sees("search", "Often chosen")?;
        person.fill("Search", "no such bank")?;
        self.sees("search-nothing", "No bank matches")?;
        person.fill("Search", "bank")?;
        self.sees("search-results", "Results")?;
        person.press("MX Bank")?;
        self.sees("sign-in", "Sign in to your bank")?;
        person.press("Continue")?;
        self.sees("sign-in-empty", "Enter your username.")?;
        person.press("Presenting? Test sign-ins")?;
        self.sees("sign-in-hint", "asks about a picture")?;
        sign_in(person, "INVALID")?;
        self.sees("sign-in-refused", "The bank didn't accept this sign-in.")
    }

    pub(super) fn questions(&self) -> Result<()> {
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

    pub(super) fn choice_of_account(&self) -> Result<()> {
        for (password, words) in [
            ("many", "Choose an account"),
            ("none", "No account that can be verified"),
        ] {
            self.signs_in_at("solitaire_bank", password)?;
            self.sees(&format!("account-of-{password}"), words)?;
        }
        Ok(())
    }

    pub(super) fn the_bank_s_own_page(&self) -> Result<()> {
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

    pub(super) fn connecting(&self) -> Result<()> {
        self.signs_in_at("tarrywater_savings", "fine")?;
        self.sees("connecting", "Connecting to Tarrywater")?;
        self.sees("connecting-slowly", "The bank is taking longer than usual.")
    }

    pub(super) fn connected(&self) -> Result<()> {
        let person = self.person;
        let customer = self.customer()?;
        self.opens_for(&customer, json!({ "current_institution_code": "mxbank" }))?;
        sign_in(person, "fine")?;
        self.sees("connected", "MX Bank is connected")?;
        self.opens_for(&customer, json!({}))?;
        self.sees("connected-before", "Use a bank you connected before")
    }

    pub(super) fn failures(&self) -> Result<()> {
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
    pub(super) fn deposit_under_way(&self) -> Result<(String, String)> {
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

    pub(super) fn small_deposits(&self) -> Result<()> {
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

    pub(super) fn amounts(&self, (customer, deposit): &(String, String)) -> Result<()> {
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

    pub(super) fn steps_of_the_profile(&self) -> Result<()> {
        let (mx, person) = (self.stage.mx()?, self.person);
        mx.set_profile(&json!({ "disclosure": true }))?;
        self.opens(json!({}))?;
        self.sees("disclosure", "Before you connect a bank")?;

        let offer = json!({ "consent": true, "additional_product": "account_verification" });
        mx.set_profile(&offer)?;
        self.opens(json!({ "mode": "aggregation" }))?;
        choose(person, "MX Bank")?;
        self.sees("offer", "Pay and get paid as well?")?;
        person.press("Read the numbers too")?;
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

    pub(super) fn members_from_before(&self) -> Result<()> {
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

    pub(super) fn links_that_are_refused(&self) -> Result<()> {
        let used = self.opens(json!({}))?;
        self.person.wait_to_read("Often chosen")?;
        self.person.go_to(&used)?;
        self.sees("link-used", "This link has been used")?;
        let unknown = format!("{used}x");
        self.person.go_to(&unknown)?;
        self.sees("link-unknown", "This link doesn't work")
    }

    /// The page that shows what there is in the simulated MX.
    pub(super) fn around_the_page(&self) -> Result<()> {
        let mx = self.stage.mx()?;
        let fault = json!({ "kind": "status", "code": 503 });
        mx.inject(&json!({ "path": "/nowhere", "effect": fault }))?;
        self.person
            .go_to(&format!("{}/_sandbox/", mx.api_base_url))?;
        self.sees("status", "Latest calls")
    }
}
