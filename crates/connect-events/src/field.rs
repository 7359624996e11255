//! How one value of a message is read and written.

use serde_json::{Map, Value};

use crate::{
    ConnectionStatus, Hidden, MAX_HIDDEN_BYTES, MAX_TEXT_BYTES, MicrodepositStatus,
    MicrodepositStep, OauthErrorReason, Refusal, Step,
};

/// One value of a message.
pub(crate) trait Field: Sized {
    /// Reads it. `None` if the value can't be one of these.
    fn read(value: &Value) -> Option<Self>;

    /// Writes it the way the widget does.
    fn write(&self) -> Value;

    /// The value as text, if it is one that may be shown.
    fn as_shown(&self) -> Option<&str> {
        None
    }
}

/// Reads the first of `paths` that leads to something. Absent, `null` and `""` are all "missing":
/// the widget sends empty guids in `mx/load`.
pub(crate) fn read_field<T: Field>(
    metadata: &Map<String, Value>,
    paths: &[&'static str],
) -> Result<Option<T>, Refusal> {
    for &path in paths {
        let Some(value) = find(metadata, path) else {
            continue;
        };
        return match T::read(value) {
            Some(read) => Ok(Some(read)),
            None => Err(Refusal::BadField { field: path }),
        };
    }
    Ok(None)
}

/// Writes a value where `path` says; nothing if there is no value.
pub(crate) fn write_field<T: Field>(
    metadata: &mut Map<String, Value>,
    path: &'static str,
    value: Option<&T>,
) {
    let Some(value) = value else { return };
    match path.split_once('.') {
        None => {
            metadata.insert(path.to_owned(), value.write());
        }
        Some((outer, inner)) => {
            let nested = metadata
                .entry(outer)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(nested) = nested {
                nested.insert(inner.to_owned(), value.write());
            }
        }
    }
}

fn find<'a>(metadata: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let value = match path.split_once('.') {
        None => metadata.get(path)?,
        // A flat form can carry the outer name as a plain value; then there is nothing inside it.
        Some((outer, inner)) => metadata.get(outer)?.as_object()?.get(inner)?,
    };
    let missing = value.is_null() || value.as_str() == Some("");
    (!missing).then_some(value)
}

fn bounded(value: &Value, max_bytes: usize) -> Option<&str> {
    value.as_str().filter(|text| text.len() <= max_bytes)
}

/// A number, also where it arrives as text.
fn number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| bounded(value, MAX_TEXT_BYTES)?.parse().ok())
}

impl Field for String {
    fn read(value: &Value) -> Option<Self> {
        bounded(value, MAX_TEXT_BYTES).map(str::to_owned)
    }

    fn write(&self) -> Value {
        Value::from(self.as_str())
    }

    fn as_shown(&self) -> Option<&str> {
        Some(self)
    }
}

impl Field for Hidden {
    fn read(value: &Value) -> Option<Self> {
        bounded(value, MAX_HIDDEN_BYTES).map(Hidden::from)
    }

    fn write(&self) -> Value {
        Value::from(self.expose())
    }
}

impl Field for bool {
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }

    fn write(&self) -> Value {
        Value::from(*self)
    }
}

impl Field for i64 {
    fn read(value: &Value) -> Option<Self> {
        number(value)
    }

    fn write(&self) -> Value {
        Value::from(*self)
    }
}

/// Steps are names.
macro_rules! named_field {
    ($($kind:ident),*) => { $(
        impl Field for $kind {
            fn read(value: &Value) -> Option<Self> {
                bounded(value, MAX_TEXT_BYTES).map($kind::from_name)
            }

            fn write(&self) -> Value {
                Value::from(self.name())
            }

            fn as_shown(&self) -> Option<&str> {
                Some(self.name())
            }
        }
    )* };
}

named_field!(Step, MicrodepositStep);

/// Numbered names are read in both forms; `$first` says which one the widget writes.
macro_rules! coded_field {
    ($($kind:ident writes $first:ident or $second:ident),* $(,)?) => { $(
        impl Field for $kind {
            fn read(value: &Value) -> Option<Self> {
                match number(value) {
                    Some(code) => Some($kind::from_code(code)),
                    None => bounded(value, MAX_TEXT_BYTES).map($kind::from_name),
                }
            }

            fn write(&self) -> Value {
                match self.$first() {
                    Some(first) => Value::from(first),
                    None => self.$second().map_or(Value::Null, Value::from),
                }
            }
        }
    )* };
}

coded_field! {
    ConnectionStatus writes code or name,
    MicrodepositStatus writes name or code,
    OauthErrorReason writes name or code,
}
