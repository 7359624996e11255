//! What a report says, and its forms for other programs.

use serde::Serialize;

use crate::{
    files::csv_line,
    session::Question,
    view::{Validation, counted},
};

/// A verification on file. The names are the file's form: they stay.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) company: Option<String>,
    /// It was made with the simulated MX: no bank was asked.
    pub(super) simulated: bool,
    pub(super) environment: String,
    pub(super) api_host: String,
    pub(super) customer_id: String,
    pub(super) institution: Option<String>,
    /// It ended with what it was begun for.
    pub(super) verified: bool,
    pub(super) status: Option<String>,
    pub(super) connection_status: Option<String>,
    pub(super) deposit_status: Option<String>,
    pub(super) method: String,
    pub(super) obtained_at: Option<String>,
    pub(super) verified_at: Option<String>,
    pub(super) accounts: Vec<Account>,
    /// Who owns the accounts, as the bank says; none where it wasn't asked.
    pub(super) owner_names: Option<Vec<String>>,
    pub(super) owners: Option<Owners>,
    pub(super) full_numbers: bool,
    pub(super) reason: Option<String>,
    pub(super) session_id: String,
    pub(super) user_guid: Option<String>,
    pub(super) member_guid: Option<String>,
    pub(super) microdeposit_guid: Option<String>,
    /// Of what went wrong last, if something did.
    pub(super) request_id: Option<String>,
    /// The requests at MX that the result rests on.
    pub(super) requests: Vec<Request>,
    pub(super) requests_left_out: usize,
    pub(super) saved_at: String,
    pub(super) saved_by: String,
    pub(super) app_version: String,
}

#[derive(Serialize)]
pub(super) struct Account {
    pub(super) guid: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) balance: Option<String>,
    pub(super) available: Option<String>,
    pub(super) numbers: Vec<Number>,
}

#[derive(Serialize)]
pub(super) struct Number {
    /// Its mask, or the number itself.
    pub(super) number: String,
    pub(super) routing_number: Option<String>,
    pub(super) institution_number: Option<String>,
    pub(super) transit_number: Option<String>,
    #[serde(serialize_with = "passed")]
    pub(super) mx_validation: Validation,
    pub(super) check_digit_fits: Option<bool>,
    pub(super) is_tokenized: bool,
}

#[derive(Serialize)]
pub(super) struct Owners {
    pub(super) given_name: String,
    pub(super) likeness: String,
    pub(super) reason: String,
}

/// One of MX's answers, by MX's id of the request. MX can look it up by that.
#[derive(Serialize)]
pub(super) struct Request {
    #[serde(serialize_with = "asked")]
    pub(super) asked: Question,
    pub(super) request_id: String,
    pub(super) answered_at: String,
}

const HEADER: [&str; 24] = [
    "customer_id",
    "institution",
    "account_name",
    "account_type",
    "account_number",
    "full_number",
    "routing_number",
    "institution_number",
    "transit_number",
    "mx_validation",
    "check_digit_fits",
    "tokenized",
    "verified_at",
    "owner_match",
    "environment",
    "simulated",
    "account_guid",
    "member_guid",
    "user_guid",
    "session_id",
    "saved_at",
    "app_version",
    "microdeposit_guid",
    "mx_requests",
];

impl Report {
    /// How many numbers it holds.
    pub(super) fn count(&self) -> u32 {
        let numbers = self.accounts.iter().map(|account| account.numbers.len());
        counted(numbers.sum())
    }

    pub(super) fn json(&self) -> Option<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self).ok()?;
        text.push(b'\n');
        Some(text)
    }

    /// A line for each number; an account without any has one all the same.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut text = csv_line(&HEADER);
        for account in &self.accounts {
            if account.numbers.is_empty() {
                text.push_str(&self.line(account, None));
            }
            for number in &account.numbers {
                text.push_str(&self.line(account, Some(number)));
            }
        }
        text.into_bytes()
    }

    fn line(&self, account: &Account, number: Option<&Number>) -> String {
        let of = |part: fn(&Number) -> &Option<String>| {
            number
                .and_then(|number| part(number).as_deref())
                .unwrap_or_default()
        };
        csv_line(&[
            &self.customer_id,
            text(&self.institution),
            &account.name,
            text(&account.kind),
            number.map_or("", |number| &number.number),
            yes_no(number.map(|_| self.full_numbers)),
            of(|number| &number.routing_number),
            of(|number| &number.institution_number),
            of(|number| &number.transit_number),
            number.map_or("", |number| validation(number.mx_validation)),
            yes_no(number.and_then(|number| number.check_digit_fits)),
            yes_no(number.map(|number| number.is_tokenized)),
            text(&self.verified_at),
            self.owners.as_ref().map_or("", |owners| &owners.likeness),
            &self.environment,
            yes_no(Some(self.simulated)),
            &account.guid,
            text(&self.member_guid),
            text(&self.user_guid),
            &self.session_id,
            &self.saved_at,
            &self.app_version,
            text(&self.microdeposit_guid),
            &self.request_list(),
        ])
    }

    /// What was asked, the id and when it was answered, of each; in one cell.
    fn request_list(&self) -> String {
        let mut all: Vec<String> = self
            .requests
            .iter()
            .map(|it| format!("{} {} {}", name(it.asked), it.request_id, it.answered_at))
            .collect();
        if self.requests_left_out > 0 {
            all.push(format!("{} left out", self.requests_left_out));
        }
        all.join("; ")
    }
}

fn text(part: &Option<String>) -> &str {
    part.as_deref().unwrap_or_default()
}

fn yes_no(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

fn validation(verdict: Validation) -> &'static str {
    match verdict {
        Validation::Passed => "passed",
        Validation::Failed => "failed",
        Validation::NotChecked => "not_checked",
    }
}

/// A question's name in files.
fn name(question: Question) -> &'static str {
    match question {
        Question::Connection => "member",
        Question::Status => "member_status",
        Question::Numbers => "account_numbers",
        Question::NumbersByAccount => "account_numbers_by_account",
        Question::Accounts => "accounts",
        Question::Owners => "account_owners",
        Question::Balances => "balances",
        Question::Deposits => "microdeposit",
    }
}

fn asked<S: serde::Serializer>(question: &Question, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(name(*question))
}

fn passed<S: serde::Serializer>(verdict: &Validation, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(validation(*verdict))
}
