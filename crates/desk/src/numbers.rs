//! Account numbers in memory: full for a moment and on request, masked for everything else.
//!
//! Nothing here is `Debug`, and every copy of a full number is overwritten when it is dropped.

use secrecy::{ExposeSecret, SecretString};

use crate::{
    mx::{Account, AccountNumber, Microdeposit},
    routing::check_digit_fits,
    swap::keep_off_disk,
    view::{MaskedNumber, NumberPart, Validation},
};

/// How long a revealed number may stay on screen, in milliseconds.
pub(crate) const REVEAL_MS: u32 = 30_000;

/// How long a copied number may stay in the clipboard, in seconds.
pub(crate) const CLIPBOARD_SECONDS: u64 = 45;

/// One full number and what goes with it.
pub(crate) struct HeldNumber {
    id: String,
    account_guid: String,
    number: SecretString,
    /// It is the whole number, and not what MX shows of it.
    is_whole: bool,
    routing_number: Option<String>,
    institution_number: Option<String>,
    transit_number: Option<String>,
    validation: Validation,
    /// The number is a token; with it, the last digits of the account's own number, if known.
    token_for: Option<Option<String>>,
}

/// The numbers of one session.
#[derive(Default)]
pub(crate) struct HeldNumbers(Vec<HeldNumber>);

impl HeldNumbers {
    /// Keeps what MX sent; entries without a number prove nothing and are left out.
    ///
    /// Nothing marks a token that stands for a number (MX docs, tokenised account numbers). Where
    /// the account shows how its own number ends, a number that ends otherwise is one. Where it
    /// doesn't, the number of an institution known to give tokens is taken for one.
    pub(crate) fn new(
        numbers: &[AccountNumber],
        accounts: &[Account],
        institution: Option<&str>,
    ) -> Self {
        let held = numbers.iter().filter_map(|number| {
            let full = number.account_number.as_ref()?;
            let trimmed = full.expose_secret().trim();
            if trimmed.is_empty() {
                return None;
            }
            let full = SecretString::from(trimmed);
            keep_off_disk(&full);
            Some((number, full))
        });
        Self(
            held.enumerate()
                .map(|(index, (entry, number))| {
                    let account = accounts.iter().find(|a| a.guid == entry.account_guid);
                    let end = account.and_then(|account| account.number_end.as_deref());
                    let is_token = match end {
                        Some(end) => !ends_with(&number, end),
                        None => institution.is_some_and(gives_tokens),
                    };
                    HeldNumber {
                        id: format!("n{}", index + 1),
                        account_guid: entry.account_guid.clone(),
                        token_for: is_token.then(|| end.map(str::to_owned)),
                        number,
                        is_whole: true,
                        routing_number: present(entry.routing_number.as_deref()),
                        institution_number: present(entry.institution_number.as_deref()),
                        transit_number: present(entry.transit_number.as_deref()),
                        validation: match entry.passed_validation {
                            Some(true) => Validation::Passed,
                            Some(false) => Validation::Failed,
                            None => Validation::NotChecked,
                        },
                    }
                })
                .collect(),
        )
    }

    /// The number of an account that test deposits have verified, as far as MX gives it: masked or
    /// in part, as a rule (MX docs, microdeposits). Nothing if MX says nothing of the account.
    pub(crate) fn of_deposit(deposit: &Microdeposit) -> Self {
        let shown = deposit.account_number.as_ref();
        let shown = shown.map_or("", |number| number.expose_secret().trim());
        let routing_number = present(deposit.routing_number.as_deref());
        if shown.is_empty() && routing_number.is_none() {
            return Self::default();
        }
        Self(vec![HeldNumber {
            id: "n1".to_owned(),
            account_guid: deposit.guid.clone(),
            number: SecretString::from(shown),
            is_whole: is_whole(shown),
            routing_number,
            institution_number: None,
            transit_number: None,
            validation: Validation::NotChecked,
            token_for: None,
        }])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&HeldNumber> {
        self.0.iter().find(|held| held.id == id)
    }

    /// The masks of all, in MX's order.
    pub(crate) fn masks(&self) -> Vec<String> {
        self.0.iter().map(HeldNumber::mask).collect()
    }

    /// Guids of the accounts that have numbers, in MX's order, each once.
    pub(crate) fn account_guids(&self) -> Vec<&str> {
        let mut guids: Vec<&str> = Vec::new();
        for held in &self.0 {
            if !guids.contains(&held.account_guid.as_str()) {
                guids.push(&held.account_guid);
            }
        }
        guids
    }

    /// The masked numbers of one account.
    pub(crate) fn masked_of(&self, account_guid: &str) -> Vec<MaskedNumber> {
        self.0
            .iter()
            .filter(|held| held.account_guid == account_guid)
            .map(|held| MaskedNumber {
                id: held.id.clone(),
                mask: held.mask(),
                is_whole: held.is_whole,
                routing_number: held.routing_number.clone(),
                institution_number: held.institution_number.clone(),
                transit_number: held.transit_number.clone(),
                validation: held.validation,
                check_digit: held.routing_number.as_deref().map(check_digit_fits),
                is_tokenized: held.token_for.is_some(),
            })
            .collect()
    }
}

impl HeldNumber {
    /// The full number; none where MX gave its end alone.
    pub(crate) fn reveal(&self) -> Option<SecretString> {
        self.is_whole.then(|| self.number.clone())
    }

    /// `•••• 1234`: the last four, and nothing that says how long the rest is. Of a number so
    /// short that four digits are most of it, nothing is shown. Of a token neither: whoever knows
    /// the account knows its own last digits.
    pub(crate) fn mask(&self) -> String {
        const SHOWN: usize = 4;
        if let Some(account) = &self.token_for {
            return account
                .as_deref()
                .map_or_else(|| "••••".to_owned(), |end| format!("•••• {end}"));
        }
        let number = self.number.expose_secret();
        if !self.is_whole {
            return masked_end(number).unwrap_or_else(|| "••••".to_owned());
        }
        let length = number.chars().count();
        if length < 2 * SHOWN - 1 {
            return "••••".to_owned();
        }
        let last: String = number.chars().skip(length - SHOWN).collect();
        format!("•••• {last}")
    }

    /// What *copy* puts into the clipboard, if the number has that part.
    pub(crate) fn part(&self, part: NumberPart) -> Option<SecretString> {
        match part {
            NumberPart::Account => self.reveal(),
            NumberPart::Routing => self
                .routing_number
                .clone()
                .or_else(|| {
                    // Canadian forms write the transit number before the institution number.
                    match (&self.transit_number, &self.institution_number) {
                        (Some(transit), Some(institution)) => {
                            Some(format!("{transit}-{institution}"))
                        }
                        (one, other) => one.clone().or_else(|| other.clone()),
                    }
                })
                .map(SecretString::from),
        }
    }
}

/// `•••• 1234` of a number that is masked already or known in part: its last digits, four at most.
/// Of a single digit nothing is worth showing.
pub(crate) fn masked_end(shown: &str) -> Option<String> {
    const SHOWN: usize = 4;
    let ends: Vec<char> = shown
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .take(SHOWN)
        .collect();
    (ends.len() > 1).then(|| format!("•••• {}", ends.iter().rev().collect::<String>()))
}

/// Whether MX gave a number as it is: no sign of a mask, and more than the end of one.
fn is_whole(shown: &str) -> bool {
    const SHORTEST: usize = 6;
    shown.len() >= SHORTEST && shown.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number ends so, whatever it is grouped by.
fn ends_with(number: &SecretString, end: &str) -> bool {
    let mut digits = number
        .expose_secret()
        .chars()
        .rev()
        .filter(char::is_ascii_digit);
    end.chars()
        .rev()
        .all(|wanted| digits.next() == Some(wanted))
}

/// Institutions MX names as giving tokens (MX docs, tokenised account numbers).
fn gives_tokens(institution: &str) -> bool {
    let plain: String = institution
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    plain.starts_with("chase") || plain.starts_with("jpmorganchase") || plain.starts_with("usbank")
}

fn present(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: Option<&str>) -> AccountNumber {
        AccountNumber {
            account_guid: "ACT-1".to_owned(),
            account_number: number.map(SecretString::from),
            routing_number: None,
            institution_number: None,
            transit_number: None,
            passed_validation: None,
        }
    }

    fn mask(number: &str) -> String {
        HeldNumbers::new(&[entry(Some(number))], &[], None)
            .masked_of("ACT-1")
            .remove(0)
            .mask
    }

    #[test]
    fn a_mask_shows_the_last_four_and_not_the_length() {
        assert_eq!(mask("0012345678"), "•••• 5678");
        assert_eq!(mask("99990012345678"), "•••• 5678");
    }

    #[test]
    fn a_short_number_is_masked_wholly() {
        for short in ["1", "1234", "12345", "123456"] {
            assert_eq!(mask(short), "••••");
        }
        assert_eq!(mask("1234567"), "•••• 4567");
    }

    #[test]
    fn entries_without_a_number_are_left_out() {
        assert!(HeldNumbers::new(&[entry(None), entry(Some("  "))], &[], None).is_empty());
    }

    #[test]
    fn leading_zeros_survive() {
        let held = HeldNumbers::new(&[entry(Some("0001234567"))], &[], None);
        assert_eq!(
            held.get("n1").unwrap().reveal().unwrap().expose_secret(),
            "0001234567"
        );
        assert!(held.get("n2").is_none());
    }

    #[test]
    fn routing_falls_back_to_the_canadian_pair() {
        let mut canadian = entry(Some("1234567"));
        canadian.institution_number = Some("003".to_owned());
        canadian.transit_number = Some("12345".to_owned());
        let held = HeldNumbers::new(&[canadian, entry(Some("7654321"))], &[], None);
        let copied = held.get("n1").unwrap().part(NumberPart::Routing).unwrap();
        assert_eq!(copied.expose_secret(), "12345-003");
        assert!(held.get("n2").unwrap().part(NumberPart::Routing).is_none());
    }

    fn of_deposit(shown: Option<&str>) -> HeldNumbers {
        HeldNumbers::of_deposit(&Microdeposit {
            guid: "MIC-1".to_owned(),
            account_number: shown.map(SecretString::from),
            routing_number: Some("091000019".to_owned()),
            ..Microdeposit::default()
        })
    }

    #[test]
    fn the_end_of_a_number_is_shown_and_never_given_out_as_the_number() {
        for (shown, mask) in [
            ("XXXXX5678", "•••• 5678"),
            ("****12345678", "•••• 5678"),
            ("5678", "•••• 5678"),
            ("78", "•••• 78"),
            ("XXXXX", "••••"),
            ("", "••••"),
        ] {
            let held = of_deposit(Some(shown));
            let masked = held.masked_of("MIC-1").remove(0);
            assert_eq!((masked.mask.as_str(), masked.is_whole), (mask, false));
            let number = held.get("n1").unwrap();
            assert!(number.reveal().is_none(), "{shown}");
            assert!(number.part(NumberPart::Account).is_none(), "{shown}");
            assert!(number.part(NumberPart::Routing).is_some(), "{shown}");
        }
        assert!(HeldNumbers::of_deposit(&Microdeposit::default()).is_empty());
    }

    #[test]
    fn a_number_that_mx_gives_whole_is_masked_like_any_other() {
        let held = of_deposit(Some("0012345678"));
        let masked = held.masked_of("MIC-1").remove(0);
        assert_eq!((masked.mask.as_str(), masked.is_whole), ("•••• 5678", true));
        assert_eq!(masked.check_digit, Some(true));
        let number = held.get("n1").unwrap().reveal().unwrap();
        assert_eq!(number.expose_secret(), "0012345678");
    }

    fn shown(number: &str, end: Option<&str>, institution: Option<&str>) -> MaskedNumber {
        let account = Account {
            guid: "ACT-1".to_owned(),
            number_end: end.map(str::to_owned),
            ..Account::default()
        };
        HeldNumbers::new(&[entry(Some(number))], &[account], institution)
            .masked_of("ACT-1")
            .remove(0)
    }

    #[test]
    fn a_number_that_ends_as_its_account_is_the_account_s() {
        for (number, end) in [
            ("0012345678", "5678"),
            ("0012-3456-78", "5678"),
            ("1234567", "67"),
        ] {
            let shown = shown(number, Some(end), Some("Chase"));
            assert!(!shown.is_tokenized, "{number}");
        }
        let plain = shown("0012345678", None, Some("MX Bank"));
        assert_eq!(
            (plain.mask.as_str(), plain.is_tokenized),
            ("•••• 5678", false)
        );
    }

    #[test]
    fn a_token_is_shown_by_the_account_s_own_digits() {
        let token = shown("00077712345678901", Some("4403"), None);
        assert_eq!(
            (token.mask.as_str(), token.is_tokenized),
            ("•••• 4403", true)
        );
        for institution in ["Chase", "U.S. Bank", "JPMorgan Chase Bank"] {
            let token = shown("00077712345678901", None, Some(institution));
            assert_eq!((token.mask.as_str(), token.is_tokenized), ("••••", true));
        }
    }

    #[test]
    fn the_check_digit_is_judged_where_there_is_a_routing_number() {
        let mut entries = [
            entry(Some("1234567")),
            entry(Some("1234567")),
            entry(Some("1234567")),
        ];
        entries[0].routing_number = Some("091000019".to_owned());
        entries[1].routing_number = Some("091000018".to_owned());
        let verdicts: Vec<_> = HeldNumbers::new(&entries, &[], None)
            .masked_of("ACT-1")
            .into_iter()
            .map(|number| number.check_digit)
            .collect();
        assert_eq!(verdicts, [Some(true), Some(false), None]);
    }
}
