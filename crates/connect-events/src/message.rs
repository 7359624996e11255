//! The version-4 message: an object, posted or carried by a navigation.

use serde_json::{Map, Value, json};

use crate::{
    Event, MAX_DEPTH, MAX_MESSAGE_BYTES, MAX_TYPE_BYTES, Refusal,
    field::{read_field, write_field},
};

/// What every type begins with.
pub(crate) const TYPE_PREFIX: &str = "mx/";

/// An event, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// What happened.
    pub event: Event,
    /// MX's guid of the user; none in [`Event::Load`].
    pub user_guid: Option<String>,
    /// MX's guid of the widget session; none in [`Event::Load`].
    pub session_guid: Option<String>,
}

impl From<Event> for Message {
    /// A message without guids.
    fn from(event: Event) -> Self {
        Self {
            event,
            user_guid: None,
            session_guid: None,
        }
    }
}

impl Message {
    /// A message of a user's session.
    pub fn new(
        event: Event,
        user_guid: impl Into<String>,
        session_guid: impl Into<String>,
    ) -> Self {
        Self {
            event,
            user_guid: Some(user_guid.into()),
            session_guid: Some(session_guid.into()),
        }
    }

    /// The object the widget posts: `{mx: true, type, metadata}`. Missing guids are written as
    /// empty text, as MX does; other missing fields are left out.
    #[must_use]
    pub fn to_object(&self) -> Value {
        json!({ "mx": true, "type": self.event.type_name(), "metadata": self.metadata() })
    }

    pub(crate) fn metadata(&self) -> Map<String, Value> {
        let mut metadata = Map::new();
        let empty = String::new();
        write_field(
            &mut metadata,
            "user_guid",
            Some(self.user_guid.as_ref().unwrap_or(&empty)),
        );
        write_field(
            &mut metadata,
            "session_guid",
            Some(self.session_guid.as_ref().unwrap_or(&empty)),
        );
        self.event.write(&mut metadata);
        metadata
    }

    pub(crate) fn read(type_name: &str, metadata: &Map<String, Value>) -> Result<Self, Refusal> {
        // A web view may add one to what it takes for a host; so it is no part of a name.
        let type_name = type_name.trim_end_matches('/');
        check_type(type_name)?;
        Ok(Self {
            event: Event::read(type_name, metadata)?,
            user_guid: read_field(metadata, &["user_guid"])?,
            session_guid: read_field(metadata, &["session_guid"])?,
        })
    }
}

/// Reads a message the widget posted, from the JSON text of the posted object.
///
/// Unknown types and unknown fields are fine, and so are missing fields; see [`Message`].
///
/// # Errors
/// A [`Refusal`], if this cannot be a version-4 message of the widget.
pub fn parse_object(json_text: &str) -> Result<Message, Refusal> {
    let object = match read_json(json_text)? {
        Value::Object(object) => object,
        Value::String(text) if is_old_version(&text) => return Err(Refusal::OldVersion),
        _ => return Err(Refusal::NotAnObject),
    };
    if object.get("mx") != Some(&Value::Bool(true)) {
        return Err(if is_old_object(&object) {
            Refusal::OldVersion
        } else {
            Refusal::NotMx
        });
    }
    let type_name = object
        .get("type")
        .and_then(Value::as_str)
        .ok_or(Refusal::BadType)?;
    match object.get("metadata") {
        None | Some(Value::Null) => Message::read(type_name, &Map::new()),
        Some(Value::Object(metadata)) => Message::read(type_name, metadata),
        Some(_) => Err(Refusal::BadField { field: "metadata" }),
    }
}

/// Reads JSON within the limits. The size is checked before anything is read, the depth before
/// anything is kept.
pub(crate) fn read_json(text: &str) -> Result<Value, Refusal> {
    if text.len() > MAX_MESSAGE_BYTES {
        return Err(Refusal::TooLarge);
    }
    if depth(text) > MAX_DEPTH {
        return Err(Refusal::TooDeep);
    }
    serde_json::from_str(text).map_err(|_| Refusal::NotJson)
}

/// How deep the brackets outside of strings are nested.
fn depth(text: &str) -> usize {
    let (mut deepest, mut open) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A type is `mx/` and a name made of letters, digits and a few separators: it is shown and
/// logged, so nothing else is let in.
fn check_type(type_name: &str) -> Result<(), Refusal> {
    let name = type_name
        .strip_prefix(TYPE_PREFIX)
        .ok_or(Refusal::BadType)?;
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'.');
    if type_name.len() <= MAX_TYPE_BYTES && !name.is_empty() && name.bytes().all(plain) {
        Ok(())
    } else {
        Err(Refusal::BadType)
    }
}

/// Versions 1 to 3 posted a text that holds JSON.
fn is_old_version(text: &str) -> bool {
    matches!(read_json(text), Ok(Value::Object(object)) if is_old_object(&object))
}

fn is_old_object(object: &Map<String, Value>) -> bool {
    let old_type = |name: &str| name.starts_with("mxConnect:");
    object.get("moneyDesktop") == Some(&Value::Bool(true))
        || object
            .get("type")
            .and_then(Value::as_str)
            .is_some_and(old_type)
}
