//! Connection statuses: MX's word, what it means for the people involved, whose turn it is, and
//! what to press (MX docs, connection statuses).

use std::fmt;

use crate::view::{SessionAction, StatusView, Turn};

/// Where a member's connection stands. The API names it, the widget numbers it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionStatus {
    /// One of the statuses MX documents.
    Known(KnownStatus),
    /// A name or number MX did not document when this was written.
    Other(String),
}

macro_rules! known_statuses {
    ($($number:literal $variant:ident $name:literal)*) => {
        /// The statuses MX documents.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum KnownStatus {
            $(#[doc = concat!("`", $name, "` (", $number, ")")] $variant,)*
        }

        impl KnownStatus {
            /// Every one, in the order of MX's numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// MX's name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The number the widget uses.
            #[must_use]
            pub fn number(self) -> u8 {
                match self { $(Self::$variant => $number,)* }
            }
        }
    };
}

known_statuses! {
    0 Created "CREATED"
    1 Prevented "PREVENTED"
    2 Denied "DENIED"
    3 Challenged "CHALLENGED"
    4 Rejected "REJECTED"
    5 Locked "LOCKED"
    6 Connected "CONNECTED"
    7 Impeded "IMPEDED"
    8 Reconnected "RECONNECTED"
    9 Degraded "DEGRADED"
    10 Disconnected "DISCONNECTED"
    11 Discontinued "DISCONTINUED"
    12 Closed "CLOSED"
    13 Delayed "DELAYED"
    14 Failed "FAILED"
    15 Updated "UPDATED"
    16 Disabled "DISABLED"
    17 Imported "IMPORTED"
    18 Resumed "RESUMED"
    19 Expired "EXPIRED"
    20 Impaired "IMPAIRED"
    21 Pending "PENDING"
}

impl ConnectionStatus {
    /// From the API's name; any case.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        KnownStatus::ALL
            .iter()
            .find(|known| known.name().eq_ignore_ascii_case(name))
            .map_or_else(
                || Self::Other(name.chars().take(40).collect()),
                |known| Self::Known(*known),
            )
    }

    /// From the widget's number.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        KnownStatus::ALL
            .iter()
            .find(|known| i64::from(known.number()) == number)
            .map_or_else(
                || Self::Other(number.to_string()),
                |known| Self::Known(*known),
            )
    }
}

impl From<KnownStatus> for ConnectionStatus {
    fn from(known: KnownStatus) -> Self {
        Self::Known(known)
    }
}

impl fmt::Display for ConnectionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(known) => f.write_str(known.name()),
            Self::Other(name) => f.write_str(name),
        }
    }
}

/// What kind of news a status is when no job is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusClass {
    /// A job is under way or about to be: asking again helps.
    Working,
    /// Connected.
    Connected,
    /// Somebody has to act before anything moves.
    Waiting,
    /// Nothing anybody does at this desk will change it.
    Final,
}

/// What to tell people about a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What kind of news it is.
    pub class: StatusClass,
    /// What it means, in plain words.
    pub meaning: &'static str,
    /// Whose turn it is.
    pub turn: Turn,
    /// What to press, the most useful first.
    pub actions: &'static [SessionAction],
}

use SessionAction::{CheckAgain, Finish, Reopen, StartOver};
use StatusClass::{Connected, Final, Waiting, Working};

const REOPEN: &[SessionAction] = &[Reopen, CheckAgain, StartOver, Finish];
const CHECK: &[SessionAction] = &[CheckAgain, Reopen, StartOver, Finish];
const START_OVER: &[SessionAction] = &[StartOver, CheckAgain, Finish];
const LATER: &[SessionAction] = &[CheckAgain, StartOver, Finish];

fn advice(
    class: StatusClass,
    turn: Turn,
    actions: &'static [SessionAction],
    meaning: &'static str,
) -> Advice {
    Advice {
        class,
        meaning,
        turn,
        actions,
    }
}

/// The advice for a status; `None` is MX's null.
#[must_use]
pub fn advice_for(status: Option<&ConnectionStatus>) -> Advice {
    let known = match status {
        None => {
            return advice(
                Waiting,
                Turn::Agent,
                REOPEN,
                "MX has no sign-in for this connection. Open the widget and let the customer sign in.",
            );
        }
        Some(ConnectionStatus::Other(_)) => {
            return advice(
                Waiting,
                Turn::Agent,
                CHECK,
                "MX reports a status this app does not know. Check again; if it stays, tell MX's support its name.",
            );
        }
        Some(ConnectionStatus::Known(known)) => *known,
    };
    use KnownStatus as S;
    match known {
        S::Created => advice(
            Working,
            Turn::Mx,
            CHECK,
            "The connection is new. MX is about to sign in at the bank.",
        ),
        S::Prevented => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The sign-in failed three times, so MX stopped trying. The customer must enter the right user name and password.",
        ),
        S::Denied => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The bank did not accept the user name or password. The customer must enter them again.",
        ),
        S::Challenged => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The bank asks a security question or sent a code. The customer must answer it soon, or it expires.",
        ),
        S::Rejected => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The answer to the bank's security question was wrong. The customer can try again.",
        ),
        S::Locked => advice(
            Waiting,
            Turn::CustomerAtBank,
            REOPEN,
            "The bank has locked the customer's sign-in. The customer must unlock it with the bank, then try again.",
        ),
        S::Connected => advice(
            Connected,
            Turn::Nobody,
            CHECK,
            "The bank is connected.",
        ),
        S::Impeded => advice(
            Waiting,
            Turn::CustomerAtBank,
            REOPEN,
            "The bank wants the customer to do something on its own website first, such as accept new terms. Then try again.",
        ),
        S::Reconnected => advice(
            Working,
            Turn::Mx,
            CHECK,
            "The connection was repaired. MX is fetching the data again.",
        ),
        S::Degraded => advice(
            Waiting,
            Turn::Mx,
            LATER,
            "The connection to this bank fails at the moment, perhaps for maintenance. Check again later.",
        ),
        S::Disconnected => advice(
            Waiting,
            Turn::Mx,
            LATER,
            "MX cannot reach this bank at present. Check again later; if it lasts, ask MX's support.",
        ),
        S::Discontinued => advice(
            Final,
            Turn::Support,
            START_OVER,
            "MX no longer supports this bank. Start over with another bank.",
        ),
        S::Closed => advice(
            Final,
            Turn::Agent,
            START_OVER,
            "The account is closed, or another bank has taken this one over. Start over and connect the current bank.",
        ),
        S::Delayed => advice(
            Waiting,
            Turn::Mx,
            LATER,
            "The bank takes longer than usual. It may need until tomorrow; check again later.",
        ),
        S::Failed => advice(
            Waiting,
            Turn::Mx,
            CHECK,
            "MX could not fetch the data from the bank. Wait a few minutes, then try again.",
        ),
        S::Updated => advice(
            Working,
            Turn::Mx,
            CHECK,
            "The customer entered a new user name or password. MX is signing in at the bank.",
        ),
        S::Disabled => advice(
            Final,
            Turn::Support,
            START_OVER,
            "This connection or this bank is switched off at MX. MX's support can say why.",
        ),
        S::Imported => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The connection was brought over from elsewhere and needs the customer's sign-in. Open the widget for the customer.",
        ),
        S::Resumed => advice(
            Working,
            Turn::Mx,
            CHECK,
            "The customer answered the security question. MX is going on.",
        ),
        S::Expired => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The time to answer the bank's security question ran out. The customer can start it again.",
        ),
        S::Impaired => advice(
            Waiting,
            Turn::Customer,
            REOPEN,
            "The sign-in is incomplete: the bank now asks for more. The customer must enter it.",
        ),
        S::Pending => advice(
            Working,
            Turn::CustomerAtBank,
            CHECK,
            "The customer has not finished at the bank's own page yet.",
        ),
    }
}

/// The status as the person sees it.
#[must_use]
pub fn status_view(
    status: Option<&ConnectionStatus>,
    is_working: bool,
    mx_message: Option<&str>,
) -> StatusView {
    let advice = advice_for(status);
    let is_challenged = status == Some(&KnownStatus::Challenged.into());
    // While a job runs nobody but MX can move it, whatever the last job left behind; a challenge
    // is the exception: the job waits for the customer.
    let turn = if is_working && !is_challenged {
        Turn::Mx
    } else {
        advice.turn
    };
    StatusView {
        name: status.map_or_else(|| "none".to_owned(), ToString::to_string),
        meaning: advice.meaning.to_owned(),
        turn,
        mx_message: mx_message
            .map(str::trim)
            .filter(|message| !message.is_empty())
            .map(|message| message.chars().take(300).collect()),
        is_working,
    }
}
