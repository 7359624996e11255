//! What a presenter may want to know: the answers of the simulated banks. Folded away.

use serde::Serialize;

use crate::{
    connect::words::Words,
    world::{DEPOSIT_AMOUNTS, Institution},
};

/// A title to unfold, a sentence, and what leads where.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Hint {
    title: &'static str,
    text: String,
    rows: Vec<HintRow>,
}

#[derive(Debug, PartialEq, Serialize)]
struct HintRow {
    enter: &'static str,
    result: &'static str,
}

/// A routing number with a right check digit that belongs to no simulated bank, nor to a real one:
/// no Federal Reserve district begins with 9.
const FREE_ROUTING_NUMBER: &str = "999999992";

impl Words {
    fn hint(
        self,
        title: &'static str,
        text: &'static str,
        rows: &[(&'static str, &'static str)],
    ) -> Hint {
        Hint {
            title: self.say(title),
            text: self.say(text).to_owned(),
            rows: rows
                .iter()
                .map(|(enter, result)| HintRow {
                    enter: self.say(enter),
                    result: self.say(result),
                })
                .collect(),
        }
    }
}

/// The password table of a simulated bank.
pub(crate) fn sign_in(institution: &Institution, words: Words) -> Hint {
    match institution.code.as_str() {
        "solitaire_bank" => words.hint(
            "hint.sign_in.title",
            "hint.select.text",
            &[
                ("none", "hint.select.none"),
                ("one", "hint.select.one"),
                ("hint.answer.other", "hint.select.many"),
            ],
        ),
        "weathervane_bank" => words.hint(
            "hint.sign_in.title",
            "hint.status.text",
            &[
                ("PREVENTED", "hint.status.prevented"),
                ("IMPEDED", "hint.status.impeded"),
                ("DEGRADED", "hint.status.degraded"),
                ("LOCKED", "hint.sign_in.locked"),
                ("DISCONTINUED", "hint.status.discontinued"),
                ("EXPIRED", "hint.status.expired"),
            ],
        ),
        "throngmarket_bank" => words.hint(
            "hint.sign_in.title",
            "hint.throng.text",
            &[
                ("1000000", "hint.throng.million"),
                ("hint.answer.other", "hint.throng.usual"),
            ],
        ),
        _ => words.hint(
            "hint.sign_in.title",
            "hint.sign_in.text",
            &[
                ("challenge", "hint.sign_in.challenge"),
                ("options", "hint.sign_in.options"),
                ("image", "hint.sign_in.image"),
                ("INVALID", "hint.sign_in.invalid"),
                ("LOCKED", "hint.sign_in.locked"),
                ("DISABLED", "hint.sign_in.disabled"),
                ("SERVER_ERROR", "hint.sign_in.server_error"),
                ("UNAVAILABLE", "hint.sign_in.unavailable"),
            ],
        ),
    }
}

/// The answers MX's test bank knows.
pub(crate) fn answer(words: Words) -> Hint {
    words.hint(
        "hint.answer.title",
        "hint.answer.text",
        &[
            ("correct", "hint.answer.correct"),
            ("challenge", "hint.answer.challenge"),
            ("hint.answer.other", "hint.answer.refused"),
        ],
    )
}

/// What the simulated bank's own page has to offer.
pub(crate) fn oauth(words: Words) -> Hint {
    words.hint("hint.oauth.title", "hint.oauth.text", &[])
}

/// Which routing numbers do what.
pub(crate) fn routing_number(words: Words) -> Hint {
    words.hint(
        "hint.routing.title",
        "hint.routing.text",
        &[
            (FREE_ROUTING_NUMBER, "hint.routing.free"),
            ("990000000", "hint.routing.blocked"),
        ],
    )
}

/// Which amounts arrive.
pub(crate) fn amounts(words: Words) -> Hint {
    let [one, other] = DEPOSIT_AMOUNTS.map(dollars);
    let mut hint = words.hint("hint.amounts.title", "hint.amounts.text", &[]);
    hint.text = hint.text.replace("{one}", &one).replace("{other}", &other);
    hint
}

fn dollars(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::World;

    #[test]
    fn the_routing_number_to_try_is_free() {
        assert_eq!(World::blocked_routing_number(FREE_ROUTING_NUMBER), None);
        assert!(World::blocked_routing_number("990000000").is_some());
    }
}
