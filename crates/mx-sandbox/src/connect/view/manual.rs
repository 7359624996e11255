//! The pages for an account that is added by hand.

use super::{Action, Choice, Field, Kind, Notice, Tone};
use crate::{
    connect::{
        flow::{MANUAL_KINDS, Manual},
        words::Words,
    },
    world::AccountType,
};

/// Names of the form's fields.
pub(crate) const NAME: &str = "account-name";
pub(crate) const BALANCE: &str = "balance";

/// The page it has got to.
pub(crate) fn kind(manual: &Manual, words: Words) -> Kind {
    match manual {
        Manual::Kind => {
            let (title, lead) = words.heading("manual.kind");
            Kind::Menu {
                title,
                lead,
                intent: "manual_kind",
                choices: MANUAL_KINDS
                    .iter()
                    .map(|kind| Choice {
                        value: kind.name().to_owned(),
                        label: label(*kind, words).to_owned(),
                    })
                    .collect(),
            }
        }
        Manual::Details { kind, refused } => {
            let (name, balance) = refused
                .as_ref()
                .map_or(("", ""), |typed| (&typed.name, &typed.balance));
            Kind::Form {
                title: label(*kind, words),
                lead: words.say("manual.details"),
                fields: vec![
                    Field::of_form(words, NAME, "manual.name", "text", name),
                    Field::of_form(words, BALANCE, "manual.balance", "amount", balance),
                ],
                alert: refused.as_ref().map(|_| words.say("manual.refused")),
                action: None,
                hint: None,
            }
        }
        Manual::Added(kind) => {
            let (title, text) = words.heading("manual.added");
            Kind::Error {
                institution: None,
                notice: Notice {
                    tone: Tone::Done,
                    title,
                    text: text.replace("{kind}", label(*kind, words)),
                    actions: vec![Action::button(words, "done", "action.done", true)],
                },
            }
        }
    }
}

fn label(kind: AccountType, words: Words) -> &'static str {
    words.say(match kind {
        AccountType::Checking => "deposit.checking",
        AccountType::Savings => "deposit.savings",
        AccountType::CreditCard => "manual.credit_card",
        AccountType::Loan => "manual.loan",
        AccountType::Mortgage => "manual.mortgage",
        AccountType::Investment => "manual.investment",
        AccountType::LineOfCredit => "manual.line_of_credit",
        AccountType::Property => "manual.property",
        AccountType::Cash => "manual.cash",
        AccountType::Insurance => "manual.insurance",
        AccountType::Prepaid => "manual.prepaid",
        AccountType::Any => "manual.other",
    })
}
