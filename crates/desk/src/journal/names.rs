//! Enumerations as text in a file: by the names they cross to the UI with.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The value's name.
pub(crate) fn name_of<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        // Only unit variants are named here.
        _ => String::new(),
    }
}

/// The value of that name, if there is one.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}
