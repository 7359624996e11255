//! What a page says, as a person reads it.

/// Reads accounts off the result as a person does: a mask, and the number after “Routing”.
pub(super) fn accounts_in(page: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = page
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let masks = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with('•'));
    masks
        .map(|(at, mask)| {
            let until_next = lines[at + 1..]
                .iter()
                .take_while(|line| !line.starts_with('•'));
            let words = until_next.flat_map(|line| line.split_whitespace());
            let routing = words
                .skip_while(|word| !word.eq_ignore_ascii_case("routing"))
                .nth(1);
            ((*mask).to_owned(), routing.unwrap_or_default().to_owned())
        })
        .collect()
}

/// Whether a page says this. Case, line breaks and the kind of apostrophe don't matter to a reader.
pub(crate) fn holds(page: &str, text: &str) -> bool {
    let tidy = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
            .replace('’', "'")
    };
    tidy(page).contains(&tidy(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_line_breaks_and_apostrophes_don_t_matter_to_a_reader() {
        assert!(holds("ACCOUNT\n verified", "Account verified"));
        assert!(holds("It can’t be kept.", "can't be kept"));
        assert!(!holds("Account not verified", "Account verified"));
    }

    #[test]
    fn accounts_are_read_off_the_result() {
        let page = "Checking\nAccount number\n•••• 1234\nReveal\nCopy\nRouting\n091000019\n\
                    Savings\n•••• 5678\nReveal\nRouting 091000020\n•••• 9999\nCopy";
        let accounts = accounts_in(page);
        let expected = [
            ("•••• 1234", "091000019"),
            ("•••• 5678", "091000020"),
            ("•••• 9999", ""),
        ];
        assert_eq!(
            accounts,
            expected.map(|(mask, routing)| (mask.into(), routing.into()))
        );
    }
}
