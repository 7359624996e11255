//! The catalogue of scenarios: which bank of the simulated MX each is played at, what the customer
//! enters there, and what it ends in. The banks and passwords are those of `mx-sandbox`'s README.

use crate::view::{
    ScenarioField, ScenarioGroup, ScenarioLine, ScenarioMoment, ScenarioName, ScenarioOutcome,
    ScenarioStep, ScenarioView, ScenarioWait, SessionMode,
};

/// A story to show, and what the customer enters in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Which.
    pub name: ScenarioName,
    /// Verification or aggregation.
    pub mode: SessionMode,
    /// The heading it stands under.
    pub group: ScenarioGroup,
    /// What it ends in.
    pub outcome: ScenarioOutcome,
    /// How the customer gets there.
    pub way: Way,
    /// The agent closes the widget at the end.
    pub closes_widget: bool,
    /// A wait that may be skipped.
    pub wait: Option<ScenarioWait>,
}

/// How the customer shows which account is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They sign in at a bank.
    SignIn {
        /// The bank.
        bank: Bank,
        /// Made-up credentials for it; none where it doesn't come to that.
        password: Option<&'static str>,
        /// What they answer its question with, if it asks one.
        answer: Option<Answer>,
    },
    /// They sign in on the bank's own page.
    OwnPage {
        /// The bank.
        bank: Bank,
        /// Whether they agree there.
        agrees: bool,
    },
    /// They enter their account, and days later how much came.
    Deposits(DepositAccount),
}

/// An account that test deposits are made to, and what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DepositAccount {
    /// Nine digits, no bank's.
    pub routing_number: &'static str,
    /// Made up.
    pub account_number: &'static str,
    /// The owner's first name.
    pub first_name: &'static str,
    /// The owner's last name.
    pub last_name: &'static str,
    /// The owner's e-mail address.
    pub email: &'static str,
    /// The two amounts the simulated MX sends, as they are entered.
    pub amounts: [&'static str; 2],
}

/// A bank of the simulated MX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bank {
    /// MX's code.
    pub code: &'static str,
    /// Its name, as it is searched for.
    pub name: &'static str,
}

/// An answer to a bank's question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// In words.
    Words(&'static str),
    /// The choice that says so.
    Choice(&'static str),
}

impl Answer {
    /// What is said or chosen.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Words(text) | Self::Choice(text) => text,
        }
    }
}

/// What every customer of a demonstration signs in as.
pub const USER_NAME: &str = "mxuser";

const MX_BANK: Bank = Bank {
    code: "mxbank",
    name: "MX Bank",
};
const DEPOSIT_ACCOUNT: DepositAccount = DepositAccount {
    routing_number: "990000026",
    account_number: "0012349876",
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@customer.example",
    amounts: ["0.09", "0.13"],
};
/// Any password that is none of the test passwords signs in.
const ANY: &str = "any-password";

fn bank(code: &'static str, name: &'static str) -> Bank {
    Bank { code, name }
}

fn sign_in(bank: Bank, password: &'static str, answer: Option<Answer>) -> Way {
    Way::SignIn {
        bank,
        password: Some(password),
        answer,
    }
}

fn own_page(agrees: bool) -> Way {
    Way::OwnPage {
        bank: bank("mx_bank_oauth", "MX Bank (OAuth)"),
        agrees,
    }
}

/// One that ends with numbers.
fn verified(name: ScenarioName, group: ScenarioGroup, way: Way) -> Scenario {
    Scenario {
        name,
        mode: SessionMode::Verification,
        group,
        outcome: ScenarioOutcome::Verified,
        way,
        closes_widget: false,
        wait: None,
    }
}

/// One in which the agent closes the widget, and MX says how it ended.
fn stopped(name: ScenarioName, outcome: ScenarioOutcome, way: Way) -> Scenario {
    Scenario {
        outcome,
        closes_widget: true,
        ..verified(name, ScenarioGroup::GoesWrong, way)
    }
}

/// All there are, in the order of the picker.
pub const ALL: [ScenarioName; 17] = [
    ScenarioName::InstantSuccess,
    ScenarioName::MfaText,
    ScenarioName::MfaOptions,
    ScenarioName::MfaImage,
    ScenarioName::SingleAccountSelect,
    ScenarioName::OauthApproved,
    ScenarioName::WrongPassword,
    ScenarioName::Locked,
    ScenarioName::NoEligibleAccounts,
    ScenarioName::OauthDenied,
    ScenarioName::Maintenance,
    ScenarioName::ClosedEarly,
    ScenarioName::SlowBank,
    ScenarioName::Canadian,
    ScenarioName::Tokenised,
    ScenarioName::Microdeposits,
    ScenarioName::Aggregation,
];

/// The scenario of this name.
#[must_use]
pub fn named(name: ScenarioName) -> Scenario {
    use Answer::{Choice, Words};
    use ScenarioGroup::{Differs, GoesThrough, GoesWrong};
    use ScenarioName as Name;
    use ScenarioOutcome as Outcome;

    match name {
        Name::InstantSuccess => verified(name, GoesThrough, sign_in(MX_BANK, ANY, None)),
        Name::MfaText => {
            let way = sign_in(MX_BANK, "challenge", Some(Words("correct")));
            verified(name, GoesThrough, way)
        }
        Name::MfaOptions => {
            let way = sign_in(MX_BANK, "options", Some(Choice("correct")));
            verified(name, GoesThrough, way)
        }
        Name::MfaImage => {
            let way = sign_in(MX_BANK, "image", Some(Words("correct")));
            verified(name, GoesThrough, way)
        }
        Name::SingleAccountSelect => {
            let bank = bank("solitaire_bank", "Solitaire Bank (one account)");
            verified(
                name,
                GoesThrough,
                sign_in(bank, ANY, Some(Choice("Savings"))),
            )
        }
        Name::OauthApproved => verified(name, GoesThrough, own_page(true)),
        Name::WrongPassword => {
            let way = sign_in(MX_BANK, "INVALID", None);
            stopped(name, Outcome::CustomerMustAct, way)
        }
        Name::Locked => {
            let way = sign_in(MX_BANK, "LOCKED", None);
            stopped(name, Outcome::CustomerAtBank, way)
        }
        Name::NoEligibleAccounts => {
            let bank = bank("glimmerstone_card", "Glimmerstone Card Services");
            let way = sign_in(bank, ANY, None);
            stopped(name, Outcome::NoEligibleAccounts, way)
        }
        Name::OauthDenied => stopped(name, Outcome::CustomerMustAct, own_page(false)),
        Name::Maintenance => {
            let way = Way::SignIn {
                bank: bank("closedgate_bank", "Closedgate Bank (maintenance)"),
                password: None,
                answer: None,
            };
            stopped(name, Outcome::NothingConnected, way)
        }
        Name::ClosedEarly => stopped(name, Outcome::Verified, sign_in(MX_BANK, ANY, None)),
        Name::SlowBank => {
            let bank = bank("tarrywater_savings", "Tarrywater Savings (slow)");
            Scenario {
                wait: Some(ScenarioWait::Bank),
                ..verified(name, GoesWrong, sign_in(bank, ANY, None))
            }
        }
        Name::Canadian => {
            let bank = bank("nordwick_caisse", "Caisse Nordwick");
            verified(name, Differs, sign_in(bank, ANY, None))
        }
        Name::Tokenised => {
            let bank = bank("veilmark_bank", "Veilmark Bank (tokenized numbers)");
            verified(name, Differs, sign_in(bank, ANY, None))
        }
        Name::Microdeposits => Scenario {
            wait: Some(ScenarioWait::Deposits),
            ..verified(name, Differs, Way::Deposits(DEPOSIT_ACCOUNT))
        },
        Name::Aggregation => Scenario {
            mode: SessionMode::Aggregation,
            outcome: Outcome::Connected,
            ..verified(name, Differs, sign_in(MX_BANK, ANY, None))
        },
    }
}

impl ScenarioName {
    /// As it is written after `--scenario`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InstantSuccess => "instant-success",
            Self::MfaText => "mfa-text",
            Self::MfaOptions => "mfa-options",
            Self::MfaImage => "mfa-image",
            Self::WrongPassword => "wrong-password",
            Self::Locked => "locked",
            Self::NoEligibleAccounts => "no-eligible-accounts",
            Self::SingleAccountSelect => "single-account-select",
            Self::OauthApproved => "oauth-approved",
            Self::OauthDenied => "oauth-denied",
            Self::SlowBank => "slow-bank",
            Self::Maintenance => "maintenance",
            Self::ClosedEarly => "closed-early",
            Self::Canadian => "canadian",
            Self::Tokenised => "tokenised",
            Self::Microdeposits => "microdeposits",
            Self::Aggregation => "aggregation",
        }
    }
}

impl Scenario {
    pub(super) fn view(&self) -> ScenarioView {
        ScenarioView {
            name: self.name,
            group: self.group,
            mode: self.mode,
            outcome: self.outcome,
            steps: self.steps(),
        }
    }

    /// The same once the customer comes back, has unlocked their sign-in, remembers the password, or
    /// has thought better of it.
    pub(super) fn mended(&self) -> Self {
        let stays = matches!(
            self.outcome,
            ScenarioOutcome::NothingConnected | ScenarioOutcome::NoEligibleAccounts
        );
        if stays || !self.closes_widget {
            return *self;
        }
        let way = match self.way {
            Way::SignIn { bank, .. } => sign_in(bank, ANY, None),
            Way::OwnPage { bank, .. } => Way::OwnPage { bank, agrees: true },
            Way::Deposits(_) => self.way,
        };
        Self {
            way,
            closes_widget: false,
            ..*self
        }
    }

    /// What is done, in order.
    pub(super) fn steps(&self) -> Vec<ScenarioStep> {
        let mut steps = match self.way {
            Way::SignIn {
                bank,
                password,
                answer,
            } => {
                let credentials = password.map(|password| {
                    step(
                        ScenarioMoment::SignIn,
                        &[
                            (ScenarioField::UserName, USER_NAME),
                            (ScenarioField::Password, password),
                        ],
                    )
                });
                let answer = answer.map(|answer| {
                    let field = match answer {
                        Answer::Words(_) => ScenarioField::Answer,
                        Answer::Choice(_) => ScenarioField::Choice,
                    };
                    step(ScenarioMoment::Question, &[(field, answer.text())])
                });
                [Some(choose(bank)), credentials, answer]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Way::OwnPage { bank, agrees } => {
                let decision = if agrees { "Authorize" } else { "Deny" };
                vec![
                    choose(bank),
                    step(
                        ScenarioMoment::SignIn,
                        &[(ScenarioField::Press, "Go to log in")],
                    ),
                    step(
                        ScenarioMoment::AtTheBank,
                        &[(ScenarioField::Press, decision)],
                    ),
                ]
            }
            Way::Deposits(account) => by_deposits(account),
        };
        if self.closes_widget {
            steps.push(step(ScenarioMoment::CloseWidget, &[]));
        }
        steps
    }
}

fn by_deposits(account: DepositAccount) -> Vec<ScenarioStep> {
    let owner = format!("{} {}", account.first_name, account.last_name);
    let [one, other] = account.amounts;
    vec![
        step(
            ScenarioMoment::Search,
            &[(
                ScenarioField::Press,
                "Use account and routing numbers instead",
            )],
        ),
        step(
            ScenarioMoment::Account,
            &[
                (ScenarioField::RoutingNumber, account.routing_number),
                (ScenarioField::AccountNumber, account.account_number),
                (ScenarioField::Owner, &owner),
                (ScenarioField::Email, account.email),
            ],
        ),
        step(ScenarioMoment::LastPage, &[(ScenarioField::Press, "Done")]),
        step(ScenarioMoment::Wait, &[]),
        step(
            ScenarioMoment::Amounts,
            &[
                (ScenarioField::FirstAmount, one),
                (ScenarioField::SecondAmount, other),
            ],
        ),
    ]
}

fn choose(bank: Bank) -> ScenarioStep {
    step(ScenarioMoment::Search, &[(ScenarioField::Bank, bank.name)])
}

fn step(at: ScenarioMoment, lines: &[(ScenarioField, &str)]) -> ScenarioStep {
    ScenarioStep {
        at,
        lines: lines
            .iter()
            .map(|(what, text)| ScenarioLine {
                what: *what,
                text: (*text).to_owned(),
            })
            .collect(),
        current: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_the_picker_once_and_written_as_it_crosses() {
        // As it is exported: one word for each name there is.
        let exported = <ScenarioName as ts_rs::TS>::inline(&ts_rs::Config::default());
        for name in ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
            assert_eq!(named(name).name, name);
            assert!(exported.contains(&format!("\"{}\"", name.as_str())));
            let alike = ALL.iter().filter(|other| **other == name);
            assert_eq!(alike.count(), 1, "{name:?}");
        }
        assert_eq!(exported.split('|').count(), ALL.len(), "{exported}");
    }

    #[test]
    fn a_scenario_that_stops_is_stopped_by_the_agent() {
        for scenario in ALL.map(named) {
            let ends_well = matches!(
                scenario.outcome,
                ScenarioOutcome::Verified | ScenarioOutcome::Connected
            );
            let last = scenario.steps().pop().map(|step| step.at);
            let closes = last == Some(ScenarioMoment::CloseWidget);
            assert_eq!(closes, scenario.closes_widget);
            assert!(ends_well || closes, "{:?}", scenario.name);
        }
    }
}
