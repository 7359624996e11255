//! The page's words, one catalogue for each language that Connect speaks (MX docs, Connect
//! languages).
//!
//! Keys that begin with `page.` are the page's own; the others are put into views here. Banks speak
//! for themselves: names, questions and answers are shown as they come.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::world::Language;

type Catalogue = BTreeMap<String, String>;

static ENGLISH: LazyLock<Catalogue> =
    LazyLock::new(|| read(include_str!("../../assets/words/en.json")));
static SPANISH: LazyLock<Catalogue> =
    LazyLock::new(|| read(include_str!("../../assets/words/es.json")));
static CANADIAN_FRENCH: LazyLock<Catalogue> =
    LazyLock::new(|| read(include_str!("../../assets/words/fr-CA.json")));

/// What the page reads keys by.
const PAGE: &str = "page.";

fn read(json: &str) -> Catalogue {
    // The catalogues are part of the program; the tests read each of them.
    serde_json::from_str(json).unwrap_or_default()
}

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    language: Language,
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        Self { language }
    }

    fn catalogue(self) -> &'static Catalogue {
        match self.language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
            Language::CanadianFrench => &CANADIAN_FRENCH,
        }
    }

    /// The words of a key; a key that has none stands for itself.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        self.catalogue().get(key).map_or(key, String::as_str)
    }

    /// The words of a key, about a bank.
    pub(crate) fn about(self, key: &'static str, bank: &str) -> String {
        self.say(key).replace("{bank}", bank)
    }

    /// Heading and text of a notice about a bank.
    pub(crate) fn notice(self, stem: &'static str, bank: &str) -> (&'static str, String) {
        let (title, text) = self.heading(stem);
        (title, text.replace("{bank}", bank))
    }

    /// Heading and lead of a view.
    pub(crate) fn heading(self, stem: &'static str) -> (&'static str, &'static str) {
        let words = |part: &str| {
            let key = format!("{stem}.{part}");
            self.catalogue().get(&key).map_or(stem, String::as_str)
        };
        (words("title"), words("text"))
    }

    /// The words that the page itself looks up, as JSON.
    pub(crate) fn of_the_page(self) -> String {
        let words: BTreeMap<&str, &str> = self
            .catalogue()
            .iter()
            .filter_map(|(key, words)| Some((key.strip_prefix(PAGE)?, words.as_str())))
            .collect();
        serde_json::json!(words).to_string()
    }

    /// Fills in the `{{…}}` of a page: from `values` first, else the words of that key.
    pub(crate) fn fill(self, template: &str, values: &[(&str, &str)]) -> String {
        let mut page = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((key, after)) = after.split_once("}}") else {
                break;
            };
            let value = values
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| *value)
                .or_else(|| self.catalogue().get(key).map(String::as_str));
            page.push_str(before);
            page.push_str(&escaped(value.unwrap_or(key)));
            rest = after;
        }
        page.push_str(rest);
        page
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Everything that looks words up.
    const READERS: &[&str] = &[
        include_str!("view/deposits.rs"),
        include_str!("view/hints.rs"),
        include_str!("view/manual.rs"),
        include_str!("view/notices.rs"),
        include_str!("page.rs"),
        include_str!("session.rs"),
        include_str!("view/statements.rs"),
        include_str!("view.rs"),
        include_str!("../../assets/connect.html"),
        include_str!("../../assets/refused.html"),
    ];
    const PAGE_READERS: &[&str] = &[
        include_str!("../../assets/connect.js"),
        include_str!("../../assets/forms.js"),
        include_str!("../../assets/parts.js"),
        include_str!("../../assets/views.js"),
    ];

    /// The `{…}` of a text.
    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    /// What stands between the marks around a key, and could be one.
    fn literals<'a>(source: &'a str, marks: &'static [char]) -> impl Iterator<Item = &'a str> {
        let mark = |byte: u8| byte.is_ascii_lowercase() || b"._".contains(&byte);
        source
            .split(marks)
            .filter(move |text| !text.is_empty() && text.bytes().all(mark))
    }

    fn literals_of(sources: &[&'static str], marks: &'static [char]) -> BTreeSet<&'static str> {
        sources
            .iter()
            .flat_map(|source| literals(source, marks))
            .collect()
    }

    /// What can't be anything but a key.
    fn dotted(literals: &BTreeSet<&'static str>) -> impl Iterator<Item = &'static str> {
        let file = |text: &str| {
            [".js", ".css", ".html", ".json", "._"]
                .iter()
                .any(|end| text.ends_with(end))
        };
        literals
            .clone()
            .into_iter()
            .filter(move |text| text.trim_matches('.').contains('.') && !file(text))
    }

    #[test]
    fn every_language_has_the_same_keys_and_says_the_same_about() {
        assert!(ENGLISH.len() > 100);
        for other in [&SPANISH, &CANADIAN_FRENCH] {
            let keys: Vec<_> = ENGLISH.keys().collect();
            assert_eq!(keys, other.keys().collect::<Vec<_>>());
            for (key, words) in ENGLISH.iter() {
                assert_eq!(placeholders(words), placeholders(&other[key]), "{key}");
                assert!(!other[key].trim().is_empty(), "{key}");
            }
        }
    }

    #[test]
    fn every_key_is_looked_up() {
        let here = literals_of(READERS, &['"', '{', '}']);
        let page = literals_of(PAGE_READERS, &['"']);
        for key in ENGLISH.keys() {
            let stem = key
                .strip_suffix(".title")
                .or_else(|| key.strip_suffix(".text"));
            let said = match key.strip_prefix(PAGE) {
                Some(key) => page.contains(key),
                None => here.contains(key.as_str()) || stem.is_some_and(|stem| here.contains(stem)),
            };
            assert!(said, "{key} is never said");
        }
    }

    #[test]
    fn everything_that_is_looked_up_has_words() {
        let here = literals_of(READERS, &['"', '{', '}']);
        for key in dotted(&here) {
            let known = ENGLISH.contains_key(key) || ENGLISH.contains_key(&format!("{key}.title"));
            assert!(known, "{key} has no words");
        }
        let page = literals_of(PAGE_READERS, &['"']);
        let called = PAGE_READERS
            .iter()
            .flat_map(|source| source.split("say(\"").skip(1))
            .filter_map(|rest| rest.split_once('"'))
            .map(|(key, _)| key);
        for key in dotted(&page).chain(called) {
            assert!(
                ENGLISH.contains_key(&format!("{PAGE}{key}")),
                "{key} has no words"
            );
        }
    }

    #[test]
    fn what_is_filled_into_a_page_stays_text() {
        let words = Words::new(Language::English);
        assert_eq!(
            words.fill("<p title=\"{{a}}\">{{frame.back}}", &[("a", "\"><b>&")]),
            "<p title=\"&quot;&gt;&lt;b&gt;&amp;\">Back"
        );
    }
}
