//! Reading a request's body that somebody pasted. What can be used is taken; what can't is named.

use serde_json::{Map, Value};

use super::table::options;
use crate::{
    journal::named,
    view::{OptionKind, OptionName as Name, PastedOptions, Problem, ProblemCode, WidgetOptions},
};

/// Longer texts are no requests.
const LONGEST: usize = 64 * 1024;

/// Reads a body, with the `widget_url` around it or without.
///
/// # Errors
/// `invalid_input` when it is no JSON object.
pub(super) fn read(text: &str) -> Result<PastedOptions, Problem> {
    let refuse = |message: String| {
        Err(Problem::new(
            ProblemCode::InvalidInput,
            message,
            "Paste the body of a widget URL request, with widget_url around it or without.",
        ))
    };
    if text.len() > LONGEST {
        return refuse("This text is too long to be a request.".to_owned());
    }
    let fields = match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return refuse("This is JSON, but not an object.".to_owned()),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            return refuse(format!("This is not JSON: line {line}, column {column}."));
        }
    };
    Ok(unwrapped(fields))
}

fn unwrapped(mut fields: Map<String, Value>) -> PastedOptions {
    match fields.remove("widget_url") {
        Some(Value::Object(inner)) => {
            let mut read = read_fields(inner);
            let beside = fields
                .keys()
                .map(|name| format!("{name} stands beside widget_url, where MX takes nothing."));
            read.refused.extend(beside);
            read
        }
        Some(other) => {
            fields.insert("widget_url".to_owned(), other);
            read_fields(fields)
        }
        None => read_fields(fields),
    }
}

/// Takes the fields that can be used.
pub(super) fn read_fields(fields: Map<String, Value>) -> PastedOptions {
    let mut taken = Map::new();
    let mut refused = Vec::new();
    for (name, value) in fields {
        let Some(option) = named::<Name>(&name) else {
            refused.push(format!("{name} is none of MX's options."));
            continue;
        };
        if value.is_null() {
            // MX takes it for not sent.
            continue;
        }
        let alone = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
        match serde_json::from_value::<WidgetOptions>(alone) {
            Ok(_) => {
                taken.insert(name, value);
            }
            Err(_) => refused.push(format!("{name} must be {}.", expected(option))),
        }
    }
    // Each of them was read by itself a moment ago.
    let options = serde_json::from_value(Value::Object(taken)).unwrap_or_default();
    PastedOptions { options, refused }
}

fn expected(option: Name) -> &'static str {
    match option {
        Name::DataRequest => "an object with products, a list of texts",
        Name::Style => "an object with font_name, a text",
        Name::DeepLinkParams => "an object with launch_integration, a text",
        _ => match options()
            .into_iter()
            .find(|it| it.name == option)
            .map(|it| it.kind)
        {
            Some(OptionKind::Flag) => "true or false",
            Some(OptionKind::Number) => "a whole number",
            Some(OptionKind::Words { .. }) => "a list of texts",
            _ => "a text",
        },
    }
}
