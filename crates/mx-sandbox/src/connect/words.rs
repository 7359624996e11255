//! The page's words, in one place.

use super::view::{Action, Hint, HintRow, Notice, Tone};
use crate::world::{Challenge, ChallengeKind, ConnectionStatus};

pub(crate) const REFUSED: &str =
    "The bank didn't accept this sign-in. Check the user name and password and try again.";
pub(crate) const INCOMPLETE: &str = "Fill in every field to continue.";
pub(crate) const TOO_MANY_MEMBERS: &str =
    "This customer has reached the number of connections a test environment allows.";
pub(crate) const NOT_CREATED: &str =
    "The connection couldn't be started. Try again, or choose a different bank.";

pub(crate) const SIMULATED_VERSION_4_ONLY: &str =
    "Simulated MX Connect — no real bank. Sends nothing: it speaks message version 4 only.";

const ANOTHER: Action = Action {
    intent: "choose_another",
    label: "Choose a different bank",
    primary: false,
};

/// What happens while connecting, in order. The first is over once the page is there.
pub(crate) fn stages(bank: &str, verification: bool) -> Vec<String> {
    vec![
        format!("Reached {bank}"),
        "Checking your sign-in".to_owned(),
        if verification {
            "Reading account and routing numbers".to_owned()
        } else {
            "Reading your accounts".to_owned()
        },
    ]
}

/// The text under the tick.
pub(crate) fn connected(verification: bool) -> &'static str {
    if verification {
        "Your accounts are verified. You can close this window now."
    } else {
        "Your accounts are ready. You can close this window now."
    }
}

pub(crate) fn challenge_title(challenges: &[Challenge]) -> &'static str {
    match challenges.first().map(|challenge| challenge.kind) {
        Some(ChallengeKind::Options) => "Choose an answer",
        _ => "Answer a security question",
    }
}

/// The password table of MX's test bank, for whoever presents it.
pub(crate) fn sign_in_hint() -> Hint {
    let row = |enter, result| HintRow { enter, result };
    Hint {
        title: "Presenting? Test sign-ins",
        text: "User name: mxuser. The password decides what happens; any other one connects.",
        rows: vec![
            row("challenge", "asks a question"),
            row("options", "asks to choose an answer"),
            row("image", "asks about a picture"),
            row("INVALID", "wrong password"),
            row("LOCKED", "account locked"),
            row("DISABLED", "sign-in disabled"),
            row("SERVER_ERROR", "the bank fails"),
            row("UNAVAILABLE", "the bank is away"),
        ],
    }
}

/// The answers MX's test bank knows.
pub(crate) fn answer_hint() -> Hint {
    let row = |enter, result| HintRow { enter, result };
    Hint {
        title: "Presenting? Test answers",
        text: "The answer decides what happens.",
        rows: vec![
            row("correct", "connects"),
            row("challenge", "asks again"),
            row("anything else", "is refused"),
        ],
    }
}

pub(crate) fn oauth_is_missing(bank: &str) -> Notice {
    Notice {
        tone: Tone::Notice,
        title: "Not simulated yet",
        text: format!(
            "{bank} signs its customers in on its own page, which this simulation doesn't have yet. Go back and choose a bank that asks for a user name and password."
        ),
        actions: Vec::new(),
    }
}

/// The view of data that can't be used, by MX's code.
pub(crate) fn data_error(code: u32, bank: &str) -> Notice {
    let again = |label| Action {
        intent: "sign_in_again",
        label,
        primary: true,
    };
    let back = Action {
        primary: true,
        ..ANOTHER
    };
    match code {
        1000 => Notice {
            tone: Tone::Danger,
            title: "No account that can be verified",
            text: format!(
                "We found no checking or savings account at {bank}. If you have one there, sign in again and share it."
            ),
            actions: vec![again("Sign in again"), ANOTHER],
        },
        1001 => Notice {
            tone: Tone::Danger,
            title: "No accounts found",
            text: format!("{bank} let us in, but shows no accounts for this sign-in."),
            actions: vec![back],
        },
        1002 => Notice {
            tone: Tone::Danger,
            title: "More permission is needed",
            text: format!(
                "{bank} needs your permission to share this data. Sign in again and allow it."
            ),
            actions: vec![again("Sign in again"), ANOTHER],
        },
        3001 => Notice {
            tone: Tone::Notice,
            title: "Under maintenance",
            text: format!("{bank} is doing maintenance. Please try again later."),
            actions: vec![back],
        },
        _ => Notice {
            tone: Tone::Notice,
            title: "The bank can't be reached",
            text: format!("{bank} doesn't answer at the moment. Please try again later."),
            actions: vec![back],
        },
    }
}

/// The view of a member's status (MX docs, connection statuses).
pub(crate) fn member_error(status: Option<ConnectionStatus>, bank: &str) -> Notice {
    use ConnectionStatus::{
        Challenged, Closed, Degraded, Delayed, Denied, Disabled, Disconnected, Discontinued,
        Expired, Failed, Impaired, Impeded, Imported, Locked, Prevented, Rejected,
    };
    let primary = |intent, label| Action {
        intent,
        label,
        primary: true,
    };
    let update = || primary("update_credentials", "Update the sign-in");
    let retry = || primary("try_again", "Try again");
    let (tone, title, text, action) = match status {
        Some(Prevented | Denied | Imported | Impaired) => (
            Tone::Danger,
            "A new sign-in is needed",
            format!(
                "{bank} no longer accepts the user name or password we have. Enter the current ones."
            ),
            Some(update()),
        ),
        Some(Rejected) => (
            Tone::Danger,
            "That answer wasn't right",
            format!("{bank} didn't accept the answer to its question. Try again to get a new one."),
            Some(retry()),
        ),
        Some(Challenged | Expired) => (
            Tone::Danger,
            "That took too long",
            format!(
                "{bank} waits only a short while for an answer. Try again to get a new question."
            ),
            Some(retry()),
        ),
        Some(Locked) => (
            Tone::Danger,
            "Your account is locked",
            format!(
                "{bank} has locked this sign-in. Unlock it with the bank first, then come back."
            ),
            None,
        ),
        Some(Impeded) => (
            Tone::Danger,
            "The bank needs you",
            format!(
                "Sign in on the website of {bank} and do what it asks there. Then try again here."
            ),
            Some(primary("try_again", "I've done it, try again")),
        ),
        Some(Degraded) => (
            Tone::Notice,
            "The connection is being improved",
            format!("Connections to {bank} are under maintenance. Please try again later."),
            Some(primary("acknowledge", "OK")),
        ),
        Some(Disconnected | Delayed) => (
            Tone::Notice,
            "Please come back later",
            format!("{bank} can't be reached reliably at the moment."),
            None,
        ),
        Some(Discontinued) => (
            Tone::Danger,
            "This bank is no longer supported",
            format!("Connections to {bank} have ended."),
            None,
        ),
        Some(Closed) => (
            Tone::Danger,
            "This account is closed",
            format!("{bank} says that this account is closed."),
            None,
        ),
        Some(Disabled) => (
            Tone::Danger,
            "This connection is switched off",
            format!("Connections to {bank} are switched off for now."),
            None,
        ),
        Some(Failed) => (
            Tone::Danger,
            "The connection failed",
            format!(
                "Something went wrong on the way to {bank}. Your sign-in may be fine; please try again later."
            ),
            None,
        ),
        _ => (
            Tone::Danger,
            "Something went wrong",
            format!("The connection to {bank} couldn't be made. Please try again later."),
            None,
        ),
    };
    Notice {
        tone,
        title,
        text,
        actions: action.into_iter().chain([ANOTHER]).collect(),
    }
}
