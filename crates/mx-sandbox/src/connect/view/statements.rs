//! The views between the choice of an institution and its form that say something and ask to go on.

use super::{Action, Bank, Kind};
use crate::{
    connect::words::Words,
    world::{AdditionalProduct, WidgetConfig},
};

/// What is shared, and for what (MX docs, consent).
pub(crate) fn consent(bank: Bank, config: &WidgetConfig, words: Words) -> Kind {
    let mut points = vec!["consent.accounts"];
    if config.is_verification() {
        points.push("consent.numbers");
    }
    if config.job().transactions {
        points.push("consent.transactions");
    }
    if config.job().identity {
        points.push("consent.identity");
    }
    statement(
        bank,
        "consent",
        &points,
        Some("consent.stand_in"),
        vec![Action::button(words, "agree", "action.agree", true)],
        words,
    )
}

/// A further product, to take or to leave.
pub(crate) fn offer(bank: Bank, product: AdditionalProduct, words: Words) -> Kind {
    let (stem, yes, no) = match product {
        AdditionalProduct::AccountVerification => {
            ("offer.numbers", "offer.numbers.yes", "offer.numbers.no")
        }
        AdditionalProduct::Transactions => (
            "offer.transactions",
            "offer.transactions.yes",
            "offer.transactions.no",
        ),
    };
    let actions = vec![
        Action::button(words, "accept_offer", yes, true),
        Action::button(words, "decline_offer", no, false),
    ];
    statement(bank, stem, &[], None, actions, words)
}

fn statement(
    bank: Bank,
    stem: &'static str,
    points: &[&'static str],
    aside: Option<&'static str>,
    actions: Vec<Action>,
    words: Words,
) -> Kind {
    let (title, lead) = words.notice(stem, bank.name());
    Kind::Statement {
        institution: Some(bank),
        title,
        lead,
        points: points.iter().map(|point| words.say(point)).collect(),
        numbered: false,
        aside: aside.map(|aside| words.say(aside)),
        actions,
    }
}
