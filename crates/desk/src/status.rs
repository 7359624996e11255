//! Connection statuses: MX's word, what it means for the people involved, whose turn it is, and
//! what to press (MX docs, connection statuses).

use connect_events::ConnectionStatus;

use crate::view::{MemberWay, SessionAction, StatusView, Turn};

/// What kind of news a status is when no job is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusClass {
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
pub(crate) struct Advice {
    /// What kind of news it is.
    pub(crate) class: StatusClass,
    /// What it means, in plain words.
    pub(crate) meaning: &'static str,
    /// Whose turn it is.
    pub(crate) turn: Turn,
    /// What to press, the most useful first.
    pub(crate) actions: &'static [SessionAction],
}

use SessionAction::{CheckAgain, Finish, Reopen, StartOver};
use StatusClass::{Connected, Final, Waiting, Working};

const NO_ELIGIBLE_ACCOUNTS: &str = "MX ended it so because none of the accounts can have numbers.";
/// A job runs on a connection that stands: MX reads the accounts, for the first time or again.
const CONNECTED_AND_READING: &str = "The bank is connected. MX is reading its accounts.";

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
pub(crate) fn advice_for(status: Option<&ConnectionStatus>) -> Advice {
    use ConnectionStatus as S;
    let Some(status) = status else {
        return advice(
            Waiting,
            Turn::Agent,
            REOPEN,
            "MX has no sign-in for this connection. Open the widget and let the customer sign in.",
        );
    };
    match status {
        S::UnknownCode(_) | S::UnknownName(_) => advice(
            Waiting,
            Turn::Agent,
            CHECK,
            "MX reports a status this app does not know. Check again; if it stays, tell MX's support its name.",
        ),
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
            "The bank has locked the customer's sign-in. The customer must unlock it with the bank, then sign in again.",
        ),
        S::Connected => advice(Connected, Turn::Nobody, CHECK, "The bank is connected."),
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

/// The shortest way from a connection that stands so to verified numbers: with the customer where
/// they have something to do in the widget, without them everywhere else.
pub(crate) fn member_way(status: Option<&ConnectionStatus>, is_working: bool) -> MemberWay {
    use ConnectionStatus as S;
    match status {
        // The job waits for the customer, whether MX counts it as running or not.
        Some(S::Challenged) => MemberWay::Repair,
        _ if is_working => MemberWay::Follow,
        Some(S::Created | S::Updated | S::Resumed | S::Reconnected) => MemberWay::Follow,
        // MX's or the bank's own failure: the sign-in is good, and asking again may do.
        Some(S::Connected | S::Degraded | S::Disconnected | S::Delayed | S::Failed) => {
            MemberWay::VerifyAgain
        }
        Some(S::Discontinued | S::Closed | S::Disabled) => MemberWay::ConnectAnew,
        None
        | Some(
            S::Prevented
            | S::Denied
            | S::Rejected
            | S::Locked
            | S::Impeded
            | S::Imported
            | S::Expired
            | S::Impaired
            | S::Pending
            | S::UnknownCode(_)
            | S::UnknownName(_),
        ) => MemberWay::Repair,
    }
}

/// The status as the person sees it.
pub(crate) fn status_view(
    status: Option<&ConnectionStatus>,
    is_working: bool,
    mx_message: Option<&str>,
) -> StatusView {
    let advice = advice_for(status);
    let is_challenged = status == Some(&ConnectionStatus::Challenged);
    // While a job runs nobody but MX can move it, whatever the last job left behind; a challenge
    // is the exception: the job waits for the customer.
    let turn = if is_working && !is_challenged {
        Turn::Mx
    } else {
        advice.turn
    };
    let meaning = match status {
        Some(ConnectionStatus::Connected) if is_working => CONNECTED_AND_READING,
        _ => advice.meaning,
    };
    StatusView {
        name: status.map_or_else(|| "NONE".to_owned(), name_of),
        meaning: meaning.to_owned(),
        turn,
        mx_message: mx_message
            .map(str::trim)
            .filter(|message| !message.is_empty())
            .map(|message| message.chars().take(300).collect()),
        is_working,
    }
}

/// The status where MX's error 1000 has said why: which status goes with it is published nowhere, and
/// what that means by itself would be another reason and another advice.
pub(crate) fn without_eligible_accounts(status: StatusView) -> StatusView {
    if status.name == name_of(&ConnectionStatus::Connected) {
        return status;
    }
    StatusView {
        meaning: NO_ELIGIBLE_ACCOUNTS.to_owned(),
        turn: Turn::Customer,
        mx_message: None,
        ..status
    }
}

/// MX's word for a status; what MX sent, cut short, if it is none this app knows.
fn name_of(status: &ConnectionStatus) -> String {
    status.to_string().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every status with its class, whose turn it is and the primary button (MX docs, connection
    /// statuses; the widget's own views).
    fn table() -> Vec<(ConnectionStatus, StatusClass, Turn, SessionAction)> {
        use ConnectionStatus as S;
        vec![
            (S::Created, Working, Turn::Mx, CheckAgain),
            (S::Prevented, Waiting, Turn::Customer, Reopen),
            (S::Denied, Waiting, Turn::Customer, Reopen),
            (S::Challenged, Waiting, Turn::Customer, Reopen),
            (S::Rejected, Waiting, Turn::Customer, Reopen),
            (S::Locked, Waiting, Turn::CustomerAtBank, Reopen),
            (S::Connected, Connected, Turn::Nobody, CheckAgain),
            (S::Impeded, Waiting, Turn::CustomerAtBank, Reopen),
            (S::Reconnected, Working, Turn::Mx, CheckAgain),
            (S::Degraded, Waiting, Turn::Mx, CheckAgain),
            (S::Disconnected, Waiting, Turn::Mx, CheckAgain),
            (S::Discontinued, Final, Turn::Support, StartOver),
            (S::Closed, Final, Turn::Agent, StartOver),
            (S::Delayed, Waiting, Turn::Mx, CheckAgain),
            (S::Failed, Waiting, Turn::Mx, CheckAgain),
            (S::Updated, Working, Turn::Mx, CheckAgain),
            (S::Disabled, Final, Turn::Support, StartOver),
            (S::Imported, Waiting, Turn::Customer, Reopen),
            (S::Resumed, Working, Turn::Mx, CheckAgain),
            (S::Expired, Waiting, Turn::Customer, Reopen),
            (S::Impaired, Waiting, Turn::Customer, Reopen),
            (S::Pending, Working, Turn::CustomerAtBank, CheckAgain),
            (S::UnknownCode(99), Waiting, Turn::Agent, CheckAgain),
            (
                S::UnknownName("NEW".to_owned()),
                Waiting,
                Turn::Agent,
                CheckAgain,
            ),
        ]
    }

    #[test]
    fn every_status_has_its_way_to_numbers() {
        use ConnectionStatus as S;
        use MemberWay::{ConnectAnew, Follow, Repair, VerifyAgain};
        let ways = [
            (S::Created, Follow, Follow),
            (S::Prevented, Repair, Follow),
            (S::Denied, Repair, Follow),
            (S::Challenged, Repair, Repair),
            (S::Rejected, Repair, Follow),
            (S::Locked, Repair, Follow),
            (S::Connected, VerifyAgain, Follow),
            (S::Impeded, Repair, Follow),
            (S::Reconnected, Follow, Follow),
            (S::Degraded, VerifyAgain, Follow),
            (S::Disconnected, VerifyAgain, Follow),
            (S::Discontinued, ConnectAnew, Follow),
            (S::Closed, ConnectAnew, Follow),
            (S::Delayed, VerifyAgain, Follow),
            (S::Failed, VerifyAgain, Follow),
            (S::Updated, Follow, Follow),
            (S::Disabled, ConnectAnew, Follow),
            (S::Imported, Repair, Follow),
            (S::Resumed, Follow, Follow),
            (S::Expired, Repair, Follow),
            (S::Impaired, Repair, Follow),
            (S::Pending, Repair, Follow),
            (S::UnknownCode(99), Repair, Follow),
            (S::UnknownName("NEW".to_owned()), Repair, Follow),
        ];
        for known in S::KNOWN {
            assert!(ways.iter().any(|row| row.0 == *known), "{known}");
        }
        for (status, idle, working) in ways {
            assert_eq!(member_way(Some(&status), false), idle, "{status}");
            assert_eq!(member_way(Some(&status), true), working, "{status}");
        }
        assert_eq!(member_way(None, false), Repair);
        assert_eq!(member_way(None, true), Follow);
    }

    #[test]
    fn every_status_has_its_advice() {
        let table = table();
        for known in ConnectionStatus::KNOWN {
            assert!(
                table.iter().any(|row| row.0 == *known),
                "{known} is not in the table"
            );
        }
        for (status, class, turn, primary) in table {
            let advice = advice_for(Some(&status));
            assert_eq!(advice.class, class, "{status}");
            assert_eq!(advice.turn, turn, "{status}");
            assert_eq!(advice.actions.first(), Some(&primary), "{status}");
        }
        let none = advice_for(None);
        assert_eq!((none.class, none.turn), (Waiting, Turn::Agent));
        assert_eq!(none.actions.first(), Some(&Reopen));
    }

    #[test]
    fn there_is_always_a_way_on_and_a_way_out() {
        let statuses = table().into_iter().map(|row| Some(row.0)).chain([None]);
        for status in statuses {
            let advice = advice_for(status.as_ref());
            assert!(advice.actions.contains(&StartOver), "{status:?}");
            assert!(advice.actions.contains(&Finish), "{status:?}");
            assert!(
                advice.meaning.len() > 20 && advice.meaning.ends_with('.'),
                "{status:?}"
            );
            assert!(
                !advice.meaning.contains("MFA"),
                "{status:?}: plain words only"
            );
        }
    }

    #[test]
    fn while_a_job_runs_it_is_mx_turn_except_for_a_challenge() {
        let view = status_view(Some(&ConnectionStatus::Denied), true, None);
        assert_eq!(view.turn, Turn::Mx);
        let view = status_view(Some(&ConnectionStatus::Challenged), true, None);
        assert_eq!(view.turn, Turn::Customer);
    }

    #[test]
    fn an_unknown_status_keeps_the_name_mx_sent() {
        let name = "X".repeat(500);
        let view = status_view(
            Some(&ConnectionStatus::UnknownName(name)),
            false,
            Some("  "),
        );
        assert_eq!(view.name, "X".repeat(40));
        assert_eq!(view.mx_message, None);
    }
}
