//! Which fields there are, and what may be seen of each.

use jiff::{Timestamp, civil::Date};

use super::{Node, placeholder::Placeholder};

/// Numbers are shown up to here: more digits could be somebody's.
pub(super) const LARGEST: u32 = 1_000_000;
/// Numbered words have two digits.
const LARGEST_CODE: u32 = 99;
/// Digits in a row of what may be shown as a name a machine gave: more could be a number.
const FEW_DIGITS: usize = 4;

/// The fields of an object by name. Others are counted, and neither named nor shown.
#[derive(Clone, Copy, Debug)]
pub struct Shape(pub &'static [(&'static str, Field)]);

/// What a field holds, and so what may be seen of it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Field {
    /// A guid of MX's: three letters and a UUID.
    Guid,
    /// A code that MX gives institutions: small letters, `_` and few digits.
    Code,
    /// Either that or a whole number: MX has two kinds of `code`.
    CodeOrCount,
    /// A word of a closed list; the function knows it.
    Word(fn(&str) -> bool),
    /// The same, also as its number.
    CodedWord(fn(&str) -> bool),
    /// A name in small letters and `_`, such as that of an error.
    Snake,
    /// A path of letters, such as the type of a message.
    Path,
    /// A whole number, a million at most.
    Count,
    /// `true` or `false`.
    Flag,
    /// A day, or a moment by RFC 3339.
    Time,
    /// ISO 3166: two letters.
    Country,
    /// ISO 4217: three letters.
    Currency,
    /// Two letters, and perhaps a country.
    Locale,
    /// Anything that is not one of the above: only its kind is shown.
    Free,
    /// Never shown; the name of what it is stands in its place.
    Hidden(&'static str),
    /// An object with these fields.
    Object(&'static Shape),
    /// A list of these.
    List(&'static Self),
}

impl Field {
    /// Whether this text may be seen where this field is.
    #[must_use]
    pub fn allows(self, text: &str) -> bool {
        matches!(self.text(text), Node::Text(_))
    }

    /// A text where this field is.
    pub(super) fn text(self, text: &str) -> Node {
        if let Some(placeholder) = Placeholder::parse(text) {
            return Node::Hidden(placeholder);
        }
        let may_be_seen = match self {
            Self::Guid => is_guid(text),
            Self::Code | Self::CodeOrCount => is_code(text),
            Self::Word(knows) | Self::CodedWord(knows) => knows(text),
            Self::Snake => is_snake(text),
            Self::Path => is_path(text),
            Self::Time => is_time(text),
            Self::Country => is_capitals(text, 2),
            Self::Currency => is_capitals(text, 3),
            Self::Locale => is_locale(text),
            _ => false,
        };
        if may_be_seen || (text.is_empty() && !matches!(self, Self::Hidden(_))) {
            return Node::Text(text.into());
        }
        self.hidden(Placeholder::Text(counted(text.chars().count())))
    }

    /// A whole number where this field is; none if it is another number.
    pub(super) fn number(self, number: Option<u32>) -> Node {
        let largest = match self {
            Self::Count | Self::CodeOrCount => LARGEST,
            Self::CodedWord(_) => LARGEST_CODE,
            _ => return self.hidden(Placeholder::Number),
        };
        match number {
            Some(number) if number <= largest => Node::Number(number),
            _ => self.hidden(Placeholder::Number),
        }
    }

    pub(super) fn flag(self, flag: bool) -> Node {
        match self {
            Self::Flag => Node::Flag(flag),
            _ => self.hidden(Placeholder::Flag),
        }
    }

    /// What stands here if the value isn't to be seen.
    pub(super) fn hidden(self, otherwise: Placeholder) -> Node {
        Node::Hidden(match self {
            Self::Hidden(what) => Placeholder::Of(what),
            _ => otherwise,
        })
    }

    /// A value of a query, where everything is text.
    pub(super) fn in_query(self, text: &str) -> String {
        let node = match (self, text) {
            (Self::Flag, "true" | "false") => Node::Flag(text == "true"),
            (Self::Count, _) => match text.parse() {
                Ok(number) => self.number(Some(number)),
                Err(_) => self.text(text),
            },
            _ => self.text(text),
        };
        node.into_word()
    }
}

pub(super) fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `MBR-7c6f361b-e582-15b6-60c0-358f12466b4b` (MX docs, identifiers).
pub(super) fn is_guid(text: &str) -> bool {
    const LENGTHS: [usize; 5] = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    let prefix = parts.next().unwrap_or_default();
    is_capitals(prefix, 3)
        && LENGTHS.into_iter().all(|length| {
            let part = parts.next().unwrap_or_default();
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        && parts.next().is_none()
}

pub(super) fn is_code(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && text.bytes().filter(u8::is_ascii_digit).count() <= FEW_DIGITS
}

fn is_snake(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn is_path(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .split('/')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

fn is_time(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_digit() || b"-:.TZ+".contains(&byte);
    (10..=35).contains(&text.len())
        && text.bytes().all(plain)
        && (text.parse::<Timestamp>().is_ok() || (text.len() == 10 && is_day(text)))
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

fn is_capitals(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_locale(text: &str) -> bool {
    let (language, country) = text.split_once('-').unwrap_or((text, "US"));
    language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && is_capitals(country, 2)
}
