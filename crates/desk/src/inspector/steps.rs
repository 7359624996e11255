//! Which step of MX's guide to Connect a message or call belongs to: create a user, request a
//! widget URL, load the widget, follow its events, ask for the status, read the data.

use super::entry::{Entry, What};
use crate::view::InspectorStep;

pub(super) fn step_of(entry: &Entry) -> InspectorStep {
    match &entry.what {
        What::Message(message) => match message.type_name.as_deref() {
            Some("mx/load" | "mx/connect/loaded" | "mx/connect/microdeposits/loaded") => {
                InspectorStep::Load
            }
            _ => InspectorStep::Events,
        },
        What::Call(call) => of_path(&call.template),
    }
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
