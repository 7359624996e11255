//! What stands where something is hidden. The grammar is closed: nothing a body holds can be told
//! through it but how many of something there were.

use std::fmt;

/// Counts are told up to here, so that no number of somebody's fits into one.
const MOST: u32 = 999_999;

/// Something that is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// What the field is known to hold.
    Of(&'static str),
    /// A text of so many characters.
    Text(u32),
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// An object of so many fields.
    Object(u32),
    /// A list of so many items.
    List(u32),
    /// The rest of a list.
    More(u32),
    /// The values of fields that are not known.
    Values(u32),
    /// A body of so many bytes that is not JSON.
    NotJson(u32),
}

/// What fields are known to hold that nobody may see.
const KNOWN: [&str; 10] = [
    "account number",
    "routing number",
    "credential",
    "web address",
    "e-mail address",
    "image",
    "amount",
    "name",
    "own id",
    "place",
];

/// The key under which fields that are not known are counted.
pub(crate) const UNKNOWN_FIELDS: &str = "‹unknown fields›";

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(what) => write!(f, "‹{what}›"),
            Self::Text(count) => write!(f, "‹text, {} characters›", count.min(&MOST)),
            Self::Number => f.write_str("‹number›"),
            Self::Flag => f.write_str("‹true or false›"),
            Self::Object(count) => write!(f, "‹object, {} fields›", count.min(&MOST)),
            Self::List(count) => write!(f, "‹list, {} items›", count.min(&MOST)),
            Self::More(count) => write!(f, "‹{} more›", count.min(&MOST)),
            Self::Values(count) => write!(f, "‹{} values›", count.min(&MOST)),
            Self::NotJson(count) => write!(f, "‹not JSON, {} bytes›", count.min(&MOST)),
        }
    }
}

impl Placeholder {
    /// Reads one that was written.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let inside = text.strip_prefix('‹')?.strip_suffix('›')?;
        match inside {
            "number" => return Some(Self::Number),
            "true or false" => return Some(Self::Flag),
            _ => {}
        }
        if let Some(what) = KNOWN.into_iter().find(|what| *what == inside) {
            return Some(Self::Of(what));
        }
        type Counted = fn(u32) -> Placeholder;
        let counted: [(&str, &str, Counted); 6] = [
            ("text, ", " characters", Self::Text),
            ("object, ", " fields", Self::Object),
            ("list, ", " items", Self::List),
            ("not JSON, ", " bytes", Self::NotJson),
            ("", " more", Self::More),
            ("", " values", Self::Values),
        ];
        counted.into_iter().find_map(|(before, after, make)| {
            let digits = inside.strip_prefix(before)?.strip_suffix(after)?;
            let count: u32 = digits.parse().ok()?;
            (count <= MOST && count.to_string() == digits).then(|| make(count))
        })
    }

    /// Whether fields may be said to hold this; a test holds the vocabulary to it.
    #[cfg(test)]
    pub(crate) fn is_known(what: &str) -> bool {
        KNOWN.contains(&what)
    }
}
