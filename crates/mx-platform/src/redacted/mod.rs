//! What may be seen of a body: fields that are known to be safe, by their types; of everything
//! else, a placeholder that says what kind of thing it was.
//!
//! The rule is an allow-list. A value is shown when the field is known *and* the value is of the
//! field's closed kind: a word MX documents, a guid, a time, a small number, a flag. A name, a
//! note, an amount, an address, a credential, a field nobody knows, and a known field that holds
//! something else than it should, are placeholders such as `‹text, 12 characters›`. Free text is
//! never shown, whatever it is called.

mod placeholder;
mod read;
mod shape;
#[cfg(test)]
mod tests;
mod vocabulary;

use serde::{Serialize, Serializer, ser::SerializeMap};

pub use self::shape::{Field, Shape};
pub(crate) use self::vocabulary::identifier;
pub use self::vocabulary::parameter;
use self::{placeholder::Placeholder, read::read, vocabulary::BODY};

/// Items of a list that are read; of the rest, the number.
const SHOWN_ITEMS: u32 = 20;

/// JSON without anything secret. It serialises to the JSON that may be shown.
///
/// Reading what was written gives the same again, so that a redacted body from outside can be held
/// to the same rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted(Node);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Flag(bool),
    Number(u32),
    /// Of a closed kind, never free text.
    Text(Box<str>),
    Hidden(Placeholder),
    List(Vec<Self>),
    Object(Vec<(&'static str, Self)>),
}

impl Redacted {
    /// Reads a body of MX's API, sent or received. Nothing secret is copied on the way.
    #[must_use]
    pub fn body(body: &[u8]) -> Self {
        Self::shaped(body, &BODY)
    }

    /// Reads any JSON of which these fields may be seen.
    #[must_use]
    pub fn shaped(json: &[u8], shape: &'static Shape) -> Self {
        Self(read(json, shape))
    }

    /// About how much memory it takes, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.0.weight()
    }

    /// Whether a name or a value in it contains this text, whose letters are lower-case.
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        self.0.mentions(text)
    }
}

impl Serialize for Redacted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Node {
    fn weight(&self) -> usize {
        let inside = match self {
            Self::Null | Self::Flag(_) | Self::Number(_) | Self::Hidden(_) => 0,
            Self::Text(text) => text.len(),
            Self::List(items) => items.iter().map(Self::weight).sum(),
            Self::Object(fields) => fields
                .iter()
                .map(|(_, value)| size_of::<&str>() + value.weight())
                .sum(),
        };
        size_of::<Self>() + inside
    }

    fn mentions(&self, text: &str) -> bool {
        let in_word = |word: &str| word.to_lowercase().contains(text);
        match self {
            Self::Null => in_word("null"),
            Self::Flag(flag) => in_word(&flag.to_string()),
            Self::Number(number) => in_word(&number.to_string()),
            Self::Text(word) => in_word(word),
            Self::Hidden(placeholder) => in_word(&placeholder.to_string()),
            Self::List(items) => items.iter().any(|item| item.mentions(text)),
            Self::Object(fields) => fields
                .iter()
                .any(|(name, value)| in_word(name) || value.mentions(text)),
        }
    }

    /// The value alone, as it stands in a query.
    fn into_word(self) -> String {
        match self {
            Self::Text(word) => word.into(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Hidden(placeholder) => placeholder.to_string(),
            Self::Null | Self::List(_) | Self::Object(_) => String::new(),
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Hidden(placeholder) => serializer.collect_str(placeholder),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
