//! Amounts of money as people type them into the page.

/// An amount as people write it, in cents; none if it is no amount.
pub(crate) fn cents(amount: &str) -> Option<i64> {
    let amount = amount.trim_start_matches('$').replace(',', ".");
    let (whole, part) = amount.split_once('.').unwrap_or((&amount, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.is_empty() || part.len() > 2 || whole.len() > 6 {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(whole * 100 + part)
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (written, expected) in [
            ("0.09", Some(9)),
            (".13", Some(13)),
            ("$1.5", Some(150)),
            ("0,09", Some(9)),
            ("2", Some(200)),
            ("0.123", None),
            ("nine", None),
            ("1.", None),
            ("-0.09", None),
        ] {
            assert_eq!(cents(written), expected, "{written}");
        }
    }
}
