//! The rows and columns of the network's table: the steps of a verification, and what goes wrong.

use mx_sandbox::Effect;

/// Where in a verification the fault lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before the widget, for a customer MX does not know.
    Before,
    /// Before the widget, for one it does.
    BeforeForKnown,
    /// The widget's page itself.
    Page,
    /// While the widget is on screen.
    OnScreen,
    /// After the agent has closed it.
    Closed,
    /// The same, where no message of the widget ever came.
    Unheard,
    /// A connection is verified again, without the widget.
    Again,
    /// The owners of verified accounts are asked for.
    Owners,
}

pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
}

const fn step(name: &'static str, place: Place, method: &'static str, path: &'static str) -> Step {
    Step {
        name,
        place,
        method,
        path,
    }
}

const MEMBER: &str = "/users/*/members/*";
const STATUS: &str = "/users/*/members/*/status";
const NUMBERS: &str = "/users/*/members/*/account_numbers";
const ACCOUNTS: &str = "/users/*/members/*/accounts";

pub(crate) const STEPS: &[Step] = &[
    step("find the user", Place::Before, "GET", "/users"),
    step("create the user", Place::Before, "POST", "/users"),
    step(
        "list what the user has",
        Place::BeforeForKnown,
        "GET",
        "/users/*/members",
    ),
    step(
        "ask for the widget",
        Place::Before,
        "POST",
        "/users/*/widget_urls",
    ),
    step("load the widget", Place::Page, "GET", "/md/connect/*"),
    step(
        "read the member, widget open",
        Place::OnScreen,
        "GET",
        MEMBER,
    ),
    step(
        "read the status, widget open",
        Place::OnScreen,
        "GET",
        STATUS,
    ),
    step(
        "read the numbers, widget open",
        Place::OnScreen,
        "GET",
        NUMBERS,
    ),
    step(
        "read the accounts, widget open",
        Place::OnScreen,
        "GET",
        ACCOUNTS,
    ),
    step(
        "read the status, widget closed",
        Place::Closed,
        "GET",
        STATUS,
    ),
    step(
        "read the numbers, widget closed",
        Place::Closed,
        "GET",
        NUMBERS,
    ),
    step(
        "read the accounts, widget closed",
        Place::Closed,
        "GET",
        ACCOUNTS,
    ),
    step(
        "look for the connection",
        Place::Unheard,
        "GET",
        "/users/*/members",
    ),
    step(
        "verify again",
        Place::Again,
        "POST",
        "/users/*/members/*/verify",
    ),
    step(
        "ask for the owners",
        Place::Owners,
        "POST",
        "/users/*/members/*/identify",
    ),
    step(
        "read the owners",
        Place::Owners,
        "GET",
        "/users/*/members/*/account_owners",
    ),
];

/// What goes wrong. `elsewhere` is a server that must never be asked for anything.
pub(crate) fn faults(elsewhere: &str) -> Vec<(&'static str, Effect)> {
    let status = |code| Effect::Status {
        code,
        retry_after: None,
        message: None,
        error_type: None,
    };
    let busy = Effect::Status {
        code: 429,
        retry_after: Some(2),
        message: None,
        error_type: None,
    };
    vec![
        ("400", status(400)),
        ("401", status(401)),
        ("403", status(403)),
        ("404", status(404)),
        ("409", status(409)),
        ("422", status(422)),
        ("429", busy),
        ("500", status(500)),
        ("502", status(502)),
        ("503", status(503)),
        ("504", status(504)),
        ("reset before the answer", Effect::ResetBefore),
        ("reset inside the answer", Effect::ResetInside),
        ("reset after the answer", Effect::ResetAfter),
        ("half an answer", Effect::Truncated),
        ("no JSON", Effect::InvalidJson),
        (
            "another content type",
            Effect::ContentType {
                value: "text/html".to_owned(),
            },
        ),
        ("9 MB", Effect::Oversize { bytes: 9_000_000 }),
        (
            "a byte every 2 s",
            Effect::Drip {
                bytes: 1,
                every_ms: 2_000,
            },
        ),
        ("no answer", Effect::Hang),
        (
            "a redirect",
            Effect::Redirect {
                to: elsewhere.to_owned(),
            },
        ),
    ]
}

/// What only the widget's page can do.
pub(crate) fn page_faults(foreign_member: &str) -> Vec<(&'static str, Effect)> {
    vec![
        ("mute", Effect::Mute),
        ("a used address", Effect::UsedUrl),
        ("an expired address", Effect::ExpiredUrl),
        (
            "a lie",
            Effect::Lie {
                member_guid: foreign_member.to_owned(),
            },
        ),
        ("a flood", Effect::Flood { per_second: 10_000 }),
    ]
}
