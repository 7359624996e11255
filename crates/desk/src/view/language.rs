//! The languages of the app and of MX's widget.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language the app speaks. MX's widget speaks the same ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// French, as it is written in Canada: so is the widget's.
    Fr,
}

impl Language {
    /// The first language of a list of tags (`fr-CA`, `es_MX.UTF-8`) that the app speaks; English
    /// without one.
    pub fn first_spoken<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        tags.into_iter()
            .find_map(|tag| {
                let primary = tag.as_ref().split(['-', '_', '.', '@']).next()?;
                match primary.to_ascii_lowercase().as_str() {
                    "en" => Some(Self::En),
                    "es" => Some(Self::Es),
                    "fr" => Some(Self::Fr),
                    _ => None,
                }
            })
            .unwrap_or_default()
    }

    /// What MX is asked for, so that the widget speaks it too (`Accept-Language`; MX docs, Connect
    /// languages). English is MX's own default and isn't asked for.
    #[must_use]
    pub(crate) fn of_widget(self) -> Option<&'static str> {
        match self {
            Self::En => None,
            Self::Es => Some("es"),
            Self::Fr => Some("fr-CA"),
        }
    }
}

/// The language the person has chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LanguageChoice {
    /// The system's, where the app speaks it.
    #[default]
    System,
    /// Always English.
    En,
    /// Always Spanish.
    Es,
    /// Always French.
    Fr,
}

impl LanguageChoice {
    /// The language it comes to, on a system of this one.
    #[must_use]
    pub(crate) fn on(self, system: Language) -> Language {
        match self {
            Self::System => system,
            Self::En => Language::En,
            Self::Es => Language::Es,
            Self::Fr => Language::Fr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_app_speaks_is_taken() {
        for (tags, spoken) in [
            (&["fr-CA"][..], Language::Fr),
            (&["es_MX.UTF-8", "en"], Language::Es),
            (&["ES"], Language::Es),
            (&["de-CH", "fr"], Language::Fr),
            (&["de"], Language::En),
            (&["C"], Language::En),
            (&["est"], Language::En),
            (&[""], Language::En),
            (&[], Language::En),
        ] {
            assert_eq!(Language::first_spoken(tags), spoken, "{tags:?}");
        }
    }
}
