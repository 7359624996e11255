//! Which step of MX's guide to Connect a message or call belongs to: create a user, request a
//! widget URL, load the widget, follow its events, ask for the status, read the data.

use std::sync::Arc;

use super::entry::{Call, Entry, What};
use crate::view::InspectorStep;

/// The step that a recording has come to: that of what happened last. From the data nothing leads
/// back but a new widget: what the last one says while they are read, and what MX is asked to keep
/// them fresh, belongs to them. Nor does what the widget says lead back once MX is asked.
pub(super) fn reached(entries: &[Arc<Entry>]) -> Option<InspectorStep> {
    use InspectorStep::{Data, Events, Other, Status, WidgetUrl};
    entries
        .iter()
        .fold(None, |reached, entry| match (reached, step_of(entry)) {
            (_, Other) => reached,
            (Some(Data), step) if step != WidgetUrl => Some(Data),
            (Some(Status), Events) => Some(Status),
            (_, step) => Some(step),
        })
}

pub(super) fn step_of(entry: &Entry) -> InspectorStep {
    match &entry.what {
        What::Message(message) => match message.type_name.as_deref() {
            Some("mx/load" | "mx/connect/loaded" | "mx/connect/microdeposits/loaded") => {
                InspectorStep::Load
            }
            _ => InspectorStep::Events,
        },
        What::Call(call) if is_verified_deposit(call) => InspectorStep::Data,
        What::Call(call) => of_path(&call.template),
    }
}

/// A microdeposit that is verified: the answer that says so is the one with the account in it.
fn is_verified_deposit(call: &Call) -> bool {
    let answer = call.answer.as_ref();
    let body = answer.and_then(|answer| answer.received.as_ref());
    call.template.ends_with("/{microdeposit}")
        && body.is_some_and(|body| {
            let body = serde_json::to_value(body).unwrap_or_default();
            body["micro_deposit"]["status"] == "VERIFIED"
        })
}

/// By the template of a path.
fn of_path(template: &str) -> InspectorStep {
    let last = template.rsplit('/').next().unwrap_or_default();
    match last {
        "users" | "{user}" => InspectorStep::User,
        "widget_urls" | "connect_widget_url" => InspectorStep::WidgetUrl,
        "accounts" | "{account}" | "account_numbers" | "account_owners" | "transactions" => {
            InspectorStep::Data
        }
        _ if template.contains("/members") || template.contains("micro_deposits") => {
            InspectorStep::Status
        }
        _ => InspectorStep::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_of_the_guides_steps() {
        use InspectorStep as S;
        for (template, step) in [
            ("/users", S::User),
            ("/users/{user}", S::User),
            ("/users/{user}/widget_urls", S::WidgetUrl),
            ("/users/{user}/members", S::Status),
            ("/users/{user}/members/{member}", S::Status),
            ("/users/{user}/members/{member}/status", S::Status),
            ("/users/{user}/members/{member}/verify", S::Status),
            ("/users/{user}/members/{member}/account_numbers", S::Data),
            ("/users/{user}/members/{member}/accounts", S::Data),
            ("/users/{user}/members/{member}/transactions", S::Data),
            ("/users/{user}/micro_deposits/{microdeposit}", S::Status),
            ("/institutions", S::Other),
        ] {
            assert_eq!(of_path(template), step, "{template}");
        }
    }
}
