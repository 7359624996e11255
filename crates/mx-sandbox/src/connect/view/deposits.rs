//! The pages of the verification by small deposits.

use connect_events::MicrodepositStep;

use super::{
    Action, Choice, Field, Kind, Notice, Row, Tone,
    hints::{self, Hint},
};
use crate::{
    connect::{
        flow::{Deposit, DepositProblem},
        words::Words,
    },
    world::{BlockedRoutingNumber, MicroDepositDetails, MicroDepositStatus},
};

/// Names of the form's fields.
pub(crate) mod field {
    pub(crate) const ROUTING_NUMBER: &str = "routing-number";
    pub(crate) const FIRST_NAME: &str = "first-name";
    pub(crate) const LAST_NAME: &str = "last-name";
    pub(crate) const EMAIL: &str = "email";
    pub(crate) const ACCOUNT_TYPE: &str = "account-type";
    pub(crate) const ACCOUNT_NUMBER: &str = "account-number";
    pub(crate) const ACCOUNT_NUMBER_AGAIN: &str = "account-number-again";
    pub(crate) const AMOUNTS: [&str; 2] = ["amount-1", "amount-2"];
}

/// The page the flow stands on. `poll_after_ms` is how long to wait for the answer to the amounts.
pub(crate) fn kind(deposit: &Deposit, words: Words, poll_after_ms: u64) -> Kind {
    let page = Page { deposit, words };
    match deposit.page {
        MicrodepositStep::RoutingNumber => page.routing_number(),
        MicrodepositStep::HowItWorks => page.how_it_works(),
        MicrodepositStep::PersonalInfoForm => page.person(),
        MicrodepositStep::AccountInfo => page.account(),
        MicrodepositStep::ConfirmDetails => page.review(),
        MicrodepositStep::VerifyDeposits => page.amounts(),
        MicrodepositStep::Verifying => {
            let (title, lead) = words.heading("deposit.verifying");
            Kind::Verifying {
                title,
                lead,
                poll_after_ms,
            }
        }
        MicrodepositStep::ComeBack => page.notice(Tone::Notice, "deposit.come_back"),
        MicrodepositStep::Verified => page.notice(Tone::Done, "deposit.verified"),
        _ => page.notice(Tone::Danger, page.failure()),
    }
}

struct Page<'a> {
    deposit: &'a Deposit,
    words: Words,
}

impl Page<'_> {
    fn details(&self) -> &MicroDepositDetails {
        &self.deposit.details
    }

    fn field(&self, name: &str, label: &'static str, kind: &'static str, value: &str) -> Field {
        Field::of_form(self.words, name, label, kind, value)
    }

    fn form(
        &self,
        stem: &'static str,
        fields: Vec<Field>,
        action: Option<Action>,
        hint: Option<Hint>,
    ) -> Kind {
        let (title, lead) = self.words.heading(stem);
        Kind::Form {
            title,
            lead,
            fields,
            alert: self.alert(),
            action,
            hint,
        }
    }

    fn alert(&self) -> Option<&'static str> {
        let key = match self.deposit.problem? {
            DepositProblem::Routing(BlockedRoutingNumber::Invalid) => "deposit.routing.invalid",
            DepositProblem::Routing(BlockedRoutingNumber::IavPreferred) => {
                "deposit.routing.sign_in_instead"
            }
            DepositProblem::Routing(_) => "deposit.routing.blocked",
            DepositProblem::Differ => "deposit.account.differ",
            DepositProblem::Incomplete => "deposit.incomplete",
            DepositProblem::Amounts => "deposit.amounts.wrong",
            DepositProblem::NotTaken => "deposit.not_taken",
        };
        Some(self.words.say(key))
    }

    fn routing_number(&self) -> Kind {
        let number = self.field(
            field::ROUTING_NUMBER,
            "deposit.routing_number",
            "digits",
            &self.details().routing_number,
        );
        let better = self.deposit.problem
            == Some(DepositProblem::Routing(BlockedRoutingNumber::IavPreferred));
        let search = better.then(|| self.button("back", "action.search", false));
        self.form(
            "deposit.routing",
            vec![number],
            search,
            Some(hints::routing_number(self.words)),
        )
    }

    fn how_it_works(&self) -> Kind {
        let (title, lead) = self.words.heading("deposit.how");
        let points = [
            "deposit.how.account",
            "deposit.how.wait",
            "deposit.how.amounts",
        ];
        Kind::Statement {
            institution: None,
            title,
            lead: lead.to_owned(),
            points: points.map(|point| self.words.say(point)).to_vec(),
            numbered: true,
            aside: None,
            actions: vec![self.button("continue", "action.continue", true)],
        }
    }

    fn person(&self) -> Kind {
        let details = self.details();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let fields = vec![
            self.field(
                field::FIRST_NAME,
                "deposit.first_name",
                "text",
                &text(&details.first_name),
            ),
            self.field(
                field::LAST_NAME,
                "deposit.last_name",
                "text",
                &text(&details.last_name),
            ),
            self.field(
                field::EMAIL,
                "deposit.email",
                "email",
                &text(&details.email),
            ),
        ];
        self.form("deposit.person", fields, None, None)
    }

    fn account(&self) -> Kind {
        let details = self.details();
        let choice = |value: &str, label| Choice {
            value: value.to_owned(),
            label: self.words.say(label).to_owned(),
        };
        let number = &details.account_number;
        let fields = vec![
            Field {
                choices: vec![
                    choice("CHECKING", "deposit.checking"),
                    choice("SAVINGS", "deposit.savings"),
                ],
                ..self.field(
                    field::ACCOUNT_TYPE,
                    "deposit.account_type",
                    "options",
                    &details.account_type,
                )
            },
            self.field(
                field::ACCOUNT_NUMBER,
                "deposit.account_number",
                "digits",
                number,
            ),
            self.field(
                field::ACCOUNT_NUMBER_AGAIN,
                "deposit.account_number_again",
                "digits",
                "",
            ),
        ];
        self.form("deposit.account", fields, None, None)
    }

    fn review(&self) -> Kind {
        let details = self.details();
        let name = [&details.first_name, &details.last_name]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        let account_type = if details.account_type == "SAVINGS" {
            "deposit.savings"
        } else {
            "deposit.checking"
        };
        let row = |label, value: &str| Row {
            label: self.words.say(label),
            value: value.to_owned(),
        };
        let (title, lead) = self.words.heading("deposit.review");
        Kind::Review {
            title,
            lead,
            rows: vec![
                row("deposit.routing_number", &details.routing_number),
                row("deposit.account_type", self.words.say(account_type)),
                row("deposit.account_number", &details.account_number),
                row("deposit.owner", &name),
                row(
                    "deposit.email",
                    details.email.as_deref().unwrap_or_default(),
                ),
            ],
            alert: self.alert(),
            actions: vec![
                self.button("confirm_details", "action.confirm", true),
                self.button("edit_details", "action.edit", false),
            ],
        }
    }

    fn amounts(&self) -> Kind {
        let [one, other] = field::AMOUNTS;
        let fields = vec![
            self.field(one, "deposit.amount_one", "amount", ""),
            self.field(other, "deposit.amount_other", "amount", ""),
        ];
        let hint = Some(hints::amounts(self.words));
        self.form("deposit.amounts", fields, None, hint)
    }

    fn failure(&self) -> &'static str {
        match self.deposit.made.as_ref().map(|made| made.status) {
            Some(MicroDepositStatus::Prevented) => "deposit.prevented",
            Some(MicroDepositStatus::Conflicted) => "deposit.conflicted",
            Some(MicroDepositStatus::Rejected) => "deposit.rejected",
            _ => "deposit.errored",
        }
    }

    fn notice(&self, tone: Tone, stem: &'static str) -> Kind {
        let (title, text) = self.words.notice(stem, "");
        Kind::Error {
            institution: None,
            notice: Notice {
                tone,
                title,
                text,
                actions: vec![self.button("done", "action.done", true)],
            },
        }
    }

    fn button(&self, intent: &'static str, key: &'static str, primary: bool) -> Action {
        Action::button(self.words, intent, key, primary)
    }
}
