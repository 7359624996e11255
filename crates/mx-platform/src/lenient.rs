//! Reading what is there without insisting on what should be.
//!
//! MX's documents and MX's answers differ here and there (numbers where strings are documented,
//! nulls where values are), and differ again from one generation of the API to the next.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use secrecy::SecretString;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

/// A string; a number or a boolean as it was written; anything else is `None`.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    word(deserializer, |text| Some(text.to_owned()))
}

/// [`text`], kept secret.
pub(crate) fn secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SecretString>, D::Error> {
    Ok(text(deserializer)?.map(SecretString::from))
}

/// A whole number, or one written as a string; anything else is `None`.
pub(crate) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    word(deserializer, |text| text.parse().ok())
}

/// An ISO 8601 time, or seconds since the Unix epoch; anything else is `None`.
pub(crate) fn time<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    word(deserializer, |text| match text.parse::<i64>() {
        Ok(seconds) => Timestamp::from_second(seconds).ok(),
        Err(_) => text.parse().ok(),
    })
}

/// A day, alone or with a time behind it, or seconds since the Unix epoch; anything else is `None`.
pub(crate) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    word(deserializer, |text| match text.parse::<i64>() {
        Ok(seconds) => Timestamp::from_second(seconds)
            .ok()
            .map(|time| time.to_zoned(TimeZone::UTC).date()),
        Err(_) => text.get(..10)?.parse().ok(),
    })
}

/// A coordinate; anything else is `None`. Not for money.
pub(crate) fn degrees<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    word(deserializer, |text| text.parse().ok())
}

/// A list; null is an empty one.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// What `read` makes of a string, or of a number or a boolean as it was written; of anything else,
/// `None`. The text is only lent: what is made of it needs no copy.
pub(crate) fn word<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(Word(read))
}

struct Word<F>(F);

impl<'de, T, F: FnOnce(&str) -> Option<T>> Visitor<'de> for Word<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or nothing")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((self.0)(text))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    // With arbitrary precision serde_json hands out a number as a map of its own making, which
    // only its own types know from a real one.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match serde_json::Value::deserialize(MapAccessDeserializer::new(map))? {
            serde_json::Value::Number(number) => self.visit_str(&number.to_string()),
            _ => Ok(None),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Sample {
        #[serde(deserialize_with = "text")]
        text: Option<String>,
        #[serde(deserialize_with = "integer")]
        integer: Option<i64>,
        #[serde(deserialize_with = "time")]
        time: Option<Timestamp>,
        #[serde(deserialize_with = "date")]
        date: Option<Date>,
        #[serde(deserialize_with = "degrees")]
        degrees: Option<f64>,
        #[serde(deserialize_with = "list")]
        list: Vec<String>,
    }

    fn read(json: &str) -> Sample {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn text_keeps_every_digit_of_a_number() {
        assert_eq!(read(r#"{"text":"007"}"#).text.as_deref(), Some("007"));
        assert_eq!(
            read(r#"{"text":12345678901234567890123}"#).text.as_deref(),
            Some("12345678901234567890123")
        );
        assert_eq!(read(r#"{"text":1.10}"#).text.as_deref(), Some("1.10"));
        assert_eq!(read(r#"{"text":false}"#).text.as_deref(), Some("false"));
        for odd in ["null", "{}", r#"{"a":1}"#, "[1,[2]]"] {
            assert_eq!(read(&format!(r#"{{"text":{odd}}}"#)).text, None, "{odd}");
        }
    }

    #[test]
    fn integers_are_read_from_numbers_and_strings() {
        assert_eq!(read(r#"{"integer":1000}"#).integer, Some(1000));
        assert_eq!(read(r#"{"integer":"1000"}"#).integer, Some(1000));
        assert_eq!(read(r#"{"integer":"none"}"#).integer, None);
        assert_eq!(read("{}").integer, None);
    }

    #[test]
    fn times_are_read_in_every_form_mx_writes() {
        let expected: Timestamp = "2016-10-13T18:08:00Z".parse().unwrap();
        for form in [
            r#""2016-10-13T18:08:00.000Z""#,
            r#""2016-10-13T18:08:00+00:00""#,
            "1476382080",
            r#""1476382080""#,
        ] {
            assert_eq!(
                read(&format!(r#"{{"time":{form}}}"#)).time,
                Some(expected),
                "{form}"
            );
        }
        assert_eq!(read(r#"{"time":"yesterday"}"#).time, None);
    }

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let expected: Date = "2016-10-13".parse().unwrap();
        for form in [
            r#""2016-10-13""#,
            r#""2016-10-13T18:08:00.000Z""#,
            "1476382080",
            r#""1476382080""#,
        ] {
            let date = read(&format!(r#"{{"date":{form}}}"#)).date;
            assert_eq!(date, Some(expected), "{form}");
        }
        for odd in [r#""2016-13-13""#, r#""soon""#, r#""ééééééé""#, "null"] {
            assert_eq!(read(&format!(r#"{{"date":{odd}}}"#)).date, None, "{odd}");
        }
    }

    #[test]
    fn coordinates_are_read_from_numbers_and_strings() {
        assert_eq!(read(r#"{"degrees":-111.5}"#).degrees, Some(-111.5));
        assert_eq!(read(r#"{"degrees":"40"}"#).degrees, Some(40.0));
        assert_eq!(read(r#"{"degrees":null}"#).degrees, None);
    }

    #[test]
    fn a_null_list_is_empty() {
        assert!(read(r#"{"list":null}"#).list.is_empty());
        assert_eq!(read(r#"{"list":["a"]}"#).list, ["a"]);
    }
}
