//! Values as people read them. The forms for other programs keep them as they are.

use jiff::{Timestamp, tz::TimeZone};

/// `2026-11-28T16:04:05Z` as `28 Nov 2026, 16:04:05 UTC`; what is no such time, as it is.
pub(super) fn moment(text: &str) -> String {
    text.parse::<Timestamp>().map_or_else(
        |_| text.to_owned(),
        |at| {
            let at = at.to_zoned(TimeZone::UTC);
            at.strftime("%-d %b %Y, %H:%M:%S UTC").to_string()
        },
    )
}

/// A name of MX's (`CREDIT_CARD`) as words (`Credit card`).
pub(super) fn kind(name: &str) -> String {
    let words = name.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `-12345.6 USD` as `-12,345.60 USD`; what is no amount, as it is.
pub(super) fn amount(text: &str) -> String {
    let (number, currency) = text.split_once(' ').unwrap_or((text, ""));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let is_amount =
        !whole.is_empty() && [whole, part].concat().bytes().all(|it| it.is_ascii_digit());
    if !is_amount {
        return text.to_owned();
    }
    let mut grouped = String::with_capacity(whole.len() * 2);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{part:0<2} {currency}")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_dates() {
        assert_eq!(moment("2026-11-28T16:04:05Z"), "28 Nov 2026, 16:04:05 UTC");
        assert_eq!(
            moment("2026-11-28T16:04:05-07:00"),
            "28 Nov 2026, 23:04:05 UTC"
        );
        assert_eq!(moment("yesterday"), "yesterday");
    }

    #[test]
    fn kinds_are_words() {
        assert_eq!(kind("CHECKING"), "Checking");
        assert_eq!(kind("CHECKING_LINE_OF_CREDIT"), "Checking line of credit");
        assert_eq!(kind(""), "");
    }

    #[test]
    fn amounts_are_told_in_thousands() {
        for (text, read) in [
            ("1000.00 USD", "1,000.00 USD"),
            ("-1234567.5 CAD", "-1,234,567.50 CAD"),
            ("999 USD", "999.00 USD"),
            ("12.345", "12.345"),
            ("-0.5 USD", "-0.50 USD"),
            ("n/a USD", "n/a USD"),
            ("1e5 USD", "1e5 USD"),
            ("", ""),
        ] {
            assert_eq!(amount(text), read);
        }
    }
}
