//! What a report says, and its forms for other programs.

use serde::Serialize;

use crate::{files::csv_line, view::Validation};

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
    pub(super) status: Option<String>,
    pub(super) connection_status: Option<String>,
    pub(super) deposit_status: Option<String>,
    pub(super) method: String,
    pub(super) obtained_at: Option<String>,
    pub(super) verified_at: Option<String>,
    pub(super) accounts: Vec<Account>,
    pub(super) owners: Option<Owners>,
    pub(super) full_numbers: bool,
    pub(super) reason: Option<String>,
    pub(super) session_id: String,
    pub(super) user_guid: Option<String>,
    pub(super) member_guid: Option<String>,
    pub(super) microdeposit_guid: Option<String>,
    pub(super) request_id: Option<String>,
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

const HEADER: [&str; 23] = [
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
];

impl Report {
    /// How many numbers it holds.
    pub(super) fn count(&self) -> u32 {
        let numbers = self.accounts.iter().map(|account| account.numbers.len());
        u32::try_from(numbers.sum::<usize>()).unwrap_or(u32::MAX)
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
        ])
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

fn passed<S: serde::Serializer>(verdict: &Validation, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(validation(*verdict))
}
