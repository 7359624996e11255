//! Reading JSON straight into what may be seen of it: what is hidden is passed over, not kept.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    Node, SHOWN_ITEMS,
    placeholder::{Placeholder, UNKNOWN_FIELDS},
    shape::{Field, Shape, counted},
};

/// How `serde_json` names the one field of a number that it hands over digit by digit.
const NUMBER: &str = "$serde_json::private::Number";

pub(super) fn read(json: &[u8], shape: &'static Shape) -> Node {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let node = Reading(Field::Object(shape)).deserialize(&mut deserializer);
    match node {
        Ok(node) if deserializer.end().is_ok() => node,
        _ => Node::Hidden(Placeholder::NotJson(counted(json.len()))),
    }
}

/// Reads a value where this field is.
struct Reading(Field);

impl<'de> DeserializeSeed<'de> for Reading {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
        Ok(self.0.flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(self.0.number(u32::try_from(number).ok()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(self.0.number(u32::try_from(number).ok()))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(self.0.number(None))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.0.text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let Field::List(field) = self.0 else {
            let mut count = 0_u32;
            while items.next_element::<IgnoredAny>()?.is_some() {
                count = count.saturating_add(1);
            }
            return Ok(self.0.hidden(Placeholder::List(count)));
        };
        let mut shown = Vec::new();
        while counted(shown.len()) < SHOWN_ITEMS {
            match items.next_element_seed(Reading(*field))? {
                Some(item) => shown.push(item),
                None => return Ok(Node::List(shown)),
            }
        }
        let mut more = 0_u32;
        while let Some(item) = items.next_element_seed(Rest)? {
            more = more.saturating_add(item);
        }
        if more > 0 {
            shown.push(Node::Hidden(Placeholder::More(more)));
        }
        Ok(Node::List(shown))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let shape = match self.0 {
            Field::Object(shape) => shape,
            _ => &Shape(&[]),
        };
        let mut known: Vec<(&'static str, Node)> = Vec::new();
        let mut unknown = 0_u32;
        let mut first = true;
        while let Some(key) = map.next_key_seed(Name(shape))? {
            match key {
                Key::Number if first => {
                    let number = map.next_value_seed(Digits)?;
                    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                    return Ok(self.0.number(number));
                }
                Key::Known(name, field) => {
                    let value = map.next_value_seed(Reading(field))?;
                    // A name that comes again says nothing more.
                    if known.iter().all(|(other, _)| *other != name) {
                        known.push((name, value));
                    }
                }
                Key::UnknownFields => {
                    unknown = unknown.saturating_add(map.next_value_seed(Rest)?);
                }
                Key::Unknown | Key::Number => {
                    map.next_value::<IgnoredAny>()?;
                    unknown = unknown.saturating_add(1);
                }
            }
            first = false;
        }
        if !matches!(self.0, Field::Object(_)) {
            return Ok(self.0.hidden(Placeholder::Object(unknown)));
        }
        if unknown > 0 {
            let values = Node::Hidden(Placeholder::Values(unknown));
            known.push((UNKNOWN_FIELDS, values));
        }
        Ok(Node::Object(known))
    }
}

/// What a key names.
enum Key {
    Known(&'static str, Field),
    Unknown,
    /// What an earlier reading has counted.
    UnknownFields,
    Number,
}

struct Name(&'static Shape);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(match name {
            NUMBER => Key::Number,
            UNKNOWN_FIELDS => Key::UnknownFields,
            _ => self
                .0
                .0
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(Key::Unknown, |(known, field)| Key::Known(known, *field)),
        })
    }
}

/// A number's digits, if it is whole and small enough; nothing for any other value.
struct Digits;

impl<'de> DeserializeSeed<'de> for Digits {
    type Value = Option<u32>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u32>, D::Error> {
        deserializer.deserialize_any(Scalar(|text| text.parse().ok()))
    }
}

/// How many items or fields a value stands for: one, unless it is the placeholder of several.
struct Rest;

impl<'de> DeserializeSeed<'de> for Rest {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        let several =
            deserializer.deserialize_any(Scalar(|text| match Placeholder::parse(text) {
                Some(Placeholder::More(count) | Placeholder::Values(count)) => Some(count),
                _ => None,
            }))?;
        Ok(several.unwrap_or(1))
    }
}

/// Looks at a text, and passes over anything else.
struct Scalar(fn(&str) -> Option<u32>);

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<u32>, E> {
        Ok((self.0)(text))
    }

    fn visit_unit<E: Error>(self) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Option<u32>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<u32>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<u32>, A::Error> {
        IgnoredAny.visit_map(map)?;
        Ok(None)
    }
}
