//! What a person looks for among transactions, word by word; amounts as they are written where the
//! person is: `$1,234.50`, `1.234,50 €`, `1’234.50`, and groups apart by any white space.

/// Words of the search that stand for one thing.
pub(super) struct Sought {
    /// As typed, in small letters: each of them has to be in a row's text.
    pub(super) typed: Vec<String>,
    /// A part of an amount, in the form of `Rows::amounts`. None for what is no part of one.
    pub(super) amount: Option<String>,
}

/// What is looked for. All of it has to be found.
pub(super) fn all(text: &str) -> Vec<Sought> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (typed, further) = rest.split_at(length_of_first(rest));
        found.push(Sought {
            typed: typed.iter().copied().map(str::to_owned).collect(),
            amount: amount(&typed.concat()),
        });
        rest = further;
    }
    // A currency's sign apart from its amount says nothing more.
    if found.iter().any(|it| it.amount.is_some()) {
        found.retain(|it| it.amount.is_some() || !it.typed.iter().all(|word| is_sign_alone(word)));
    }
    found
}

/// How many of the words are one amount in groups of three digits. `12 345` can as well be two
/// things, so only an amount with decimals or a currency's sign counts.
fn length_of_first(words: &[&str]) -> usize {
    let grouped = |word: &str| word.len() == 3 && word.bytes().all(|it| it.is_ascii_digit());
    let begins = words
        .first()
        .and_then(|word| number(word))
        .is_some_and(|it| {
            (1..=3).contains(&it.digits.len()) && it.digits.bytes().all(|it| it.is_ascii_digit())
        });
    if !begins {
        return 1;
    }
    let whole = words[1..].iter().take_while(|word| grouped(word)).count();
    let last = words.get(1 + whole).and_then(|word| number(word));
    // The group with the decimals, or with the sign behind it.
    let last = last.filter(|it| {
        let mut parts = it.digits.splitn(2, is_separator);
        let group = parts.next().unwrap_or_default();
        let ends = parts
            .next()
            .map_or(it.has_sign, |decimals| decimals.len() < 3);
        grouped(group) && ends
    });
    let has_sign_behind = |at: usize| words.get(at).is_some_and(|word| is_sign_alone(word));
    let has_sign_before = number(words[0]).is_some_and(|it| it.has_sign);
    match last {
        Some(_) => whole + 2,
        None if has_sign_before || has_sign_behind(1 + whole) => whole + 1,
        None => 1,
    }
}

/// A word's digits and what separates them, without what stands around them.
struct Number<'a> {
    digits: &'a str,
    has_sign: bool,
}

fn number(word: &str) -> Option<Number<'_>> {
    let is_around = |it: char| matches!(it, '+' | '-' | '\u{2212}' | '(' | ')');
    let inner = word.trim_matches(is_around);
    let digits = without_sign(inner).trim_matches(is_around);
    let is_part = |it: char| it.is_ascii_digit() || is_separator(it);
    (digits.bytes().any(|it| it.is_ascii_digit()) && digits.chars().all(is_part)).then_some(
        Number {
            digits,
            has_sign: digits.len() < inner.trim_matches(is_around).len(),
        },
    )
}

/// Without a currency's sign before or behind; with its country in letters, as in `ca$` and `us$`.
fn without_sign(word: &str) -> &str {
    let is_letter = |it: char| it.is_ascii_alphabetic();
    let before = word.trim_start_matches(is_letter);
    if let Some(inner) = before.strip_prefix(is_currency) {
        return inner;
    }
    let behind = word.trim_end_matches(is_currency);
    if behind.len() < word.len() {
        return behind.trim_end_matches(is_letter);
    }
    word
}

fn is_sign_alone(word: &str) -> bool {
    without_sign(word).is_empty()
}

fn is_currency(it: char) -> bool {
    matches!(it, '$' | '¢' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

/// What stands between groups of digits, and before decimals.
fn is_separator(it: char) -> bool {
    matches!(it, '.' | ',' | '\'' | '\u{2019}')
}

/// A part of an amount, whichever separator is whose.
fn amount(word: &str) -> Option<String> {
    let digits = number(word)?.digits;
    let of = |part: &str| part.replace(is_separator, "");
    Some(match digits.rsplit_once(['.', ',']) {
        // Three digits are a group of a large amount; as decimals no money has them.
        Some((whole, rest)) if rest.len() != 3 => format!("{}.{}", of(whole), of(rest)),
        _ => of(digits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(text: &str) -> Vec<(String, Option<String>)> {
        let sought = all(text).into_iter();
        sought.map(|it| (it.typed.join("|"), it.amount)).collect()
    }

    #[test]
    fn one_amount_is_one_thing_however_it_is_written() {
        for text in [
            "1234.50",
            "$1,234.50",
            "-$1,234.50",
            "($1,234.50)",
            "$-1,234.50",
            "CA$1,234.50",
            "1.234,50 €",
            "1.234,50€",
            "1 234,50 €",
            "1\u{A0}234,50\u{A0}€",
            "1\u{202F}234,50\u{A0}€",
            "1\u{2009}234,50 US$",
            "1’234.50",
            "1'234.50",
            "\u{2212}1 234,50",
            "€ 1.234,50",
        ] {
            let found = amounts(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].1.as_deref(), Some("1234.50"), "{text}");
        }
        for (text, amount) in [
            ("1 234 567,8", "1234567.8"),
            ("$1 234", "1234"),
            ("1 234 €", "1234"),
            ("12.", "12."),
            ("1,234", "1234"),
        ] {
            assert_eq!(amounts(text)[0].1.as_deref(), Some(amount), "{text}");
            assert_eq!(amounts(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_may_be_two_things_stays_two() {
        for text in [
            "12 345",
            "store 12",
            "12 34,50",
            "12 (345)",
            "1234 567,50",
            "5 2024-05-01",
        ] {
            assert_eq!(amounts(text).len(), 2, "{text}");
        }
    }

    #[test]
    fn a_word_that_is_no_part_of_an_amount_is_looked_for_as_it_is() {
        for text in ["inv123", "2024-05-01", "$", "a$b", "…", "3rd", "usd12"] {
            assert_eq!(amounts(text), [(text.to_owned(), None)], "{text}");
        }
        assert_eq!(
            amounts("coffee $"),
            [("coffee".to_owned(), None), ("$".to_owned(), None)]
        );
    }
}
