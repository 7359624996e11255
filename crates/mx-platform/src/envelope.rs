//! MX wraps every object and every list in a key of its own name.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use crate::{
    Error,
    page::{Page, Pagination},
};

/// An object of the API, by the names under which MX's answers wrap it.
pub trait Resource: DeserializeOwned + Send + 'static {
    /// The key of one object, such as `user`.
    const ONE: &'static str;
    /// The key of a list, such as `users`.
    const MANY: &'static str;
}

/// Reads `{ "<one>": … }`.
pub(crate) fn one<T: Resource>(body: &[u8]) -> Result<T, Error> {
    let (value, _) = read(body, T::ONE).ok_or(Error::Decode { what: T::ONE })?;
    Ok(value)
}

/// Reads `{ "<many>": […], "pagination": … }`.
pub(crate) fn many<T: Resource>(body: &[u8]) -> Result<Page<T>, Error> {
    let (items, pagination) = read(body, T::MANY).ok_or(Error::Decode { what: T::MANY })?;
    Ok(Page { items, pagination })
}

/// As [`many`], where no body at all is a list of nothing (204).
pub(crate) fn many_or_no_content<T: Resource>(body: &[u8]) -> Result<Page<T>, Error> {
    if body.is_empty() {
        return Ok(Page {
            items: Vec::new(),
            pagination: Pagination::default(),
        });
    }
    many(body)
}

/// The value under `key`, and the paging information if there is any. Why an answer can't be read
/// is not passed on: serde's messages quote the input.
fn read<T: DeserializeOwned>(body: &[u8], key: &'static str) -> Option<(T, Pagination)> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let seed = Envelope {
        key,
        value: PhantomData,
    };
    let (value, pagination) = seed.deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some((value?, pagination))
}

struct Envelope<T> {
    key: &'static str,
    value: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Envelope<T> {
    type Value = (Option<T>, Pagination);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Envelope<T> {
    type Value = (Option<T>, Pagination);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut value = None;
        let mut pagination = Pagination::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.key {
                value = map.next_value()?;
            } else if key == "pagination" {
                pagination = map.next_value::<Option<_>>()?.unwrap_or_default();
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok((value, pagination))
    }
}
