//! What the widget's events and MX's answers mean, in plain words. Never what a customer typed,
//! never a number, never an address.

use connect_events::{ConnectionStatus, Event, MicrodepositStep, OauthErrorReason, Step};

use crate::view::Tone;

/// Longest name that is shown of anything the widget's frame sent.
const LONGEST_NAME: usize = 80;

/// An event for the timeline; none for those that say nothing to a person.
pub(super) fn event_words(event: &Event) -> Option<(String, Tone)> {
    let plain = |text: &str| Some((text.to_owned(), Tone::Neutral));
    let attention = |text: &str| Some((text.to_owned(), Tone::Attention));
    let bad = |text: &str| Some((text.to_owned(), Tone::Bad));
    match event {
        Event::Ping
        | Event::FocusTrap
        | Event::Navigation { .. }
        | Event::InitialDataReady { .. }
        | Event::ClientOauthComplete { .. }
        | Event::PrimaryAction => None,
        Event::Load => plain("The widget is loading"),
        Event::Loaded { .. } => plain("The widget is ready"),
        Event::StepChange { current, .. } => current.as_ref().map(step_words),
        Event::InstitutionSearch { .. } => plain("Customer is searching for a bank"),
        Event::SelectedInstitution { name, .. } => Some((
            match name
                .as_deref()
                .map(shown_name)
                .filter(|name| !name.is_empty())
            {
                Some(name) => format!("Customer chose {name}"),
                None => "Customer chose a bank".to_owned(),
            },
            Tone::Good,
        )),
        Event::EnterCredentials { .. } => plain("Customer sent the sign-in"),
        Event::UpdateCredentials { .. } => plain("Customer sent the sign-in again"),
        Event::CreateMemberError { .. } => bad("MX could not start the connection"),
        Event::MemberStatusUpdate {
            connection_status, ..
        } => Some((
            format!(
                "The widget says: {}",
                short_status(connection_status.as_ref())
            ),
            Tone::Neutral,
        )),
        Event::SubmitMfa { .. } => plain("Customer answered the bank's question"),
        Event::MemberError {
            connection_status, ..
        } => Some((
            format!(
                "The widget shows a failure: {}",
                short_status(connection_status.as_ref())
            ),
            Tone::Bad,
        )),
        Event::MemberErrorPrimaryAction { .. } | Event::InvalidDataPrimaryAction { .. } => {
            plain("Customer left the failure")
        }
        Event::InvalidData {
            code: Some(1000), ..
        } => bad("The widget shows: no account that can be verified"),
        Event::InvalidData { .. } => bad("The widget shows: the data can't be used"),
        Event::MemberConnected { .. } => Some((
            "The widget says: everything is ready".to_owned(),
            Tone::Good,
        )),
        Event::ConnectedPrimaryAction => plain("Customer pressed Done"),
        Event::BackToSearch { .. } => plain("Customer is back at the search"),
        Event::BackButtonClicked => plain("Customer went back"),
        Event::MemberDeleted { .. } | Event::ConnectionsMemberDeleted { .. } => {
            attention("Customer removed the connection")
        }
        Event::AccountCreated { .. } => plain("Customer added an account by hand"),
        Event::OauthRequested { .. } => attention("Customer goes on at the bank's own page"),
        Event::OauthError { error_reason, .. } => Some((
            format!(
                "The bank's page did not lead back: {}",
                oauth_words(error_reason.as_ref())
            ),
            Tone::Bad,
        )),
        Event::MicrodepositsLoaded {
            initial_step: Some(MicrodepositStep::VerifyDeposits),
        } => plain("Customer is asked for the two amounts"),
        Event::MicrodepositsLoaded { .. } => plain("Customer chose small test deposits instead"),
        Event::MicrodepositsDetailsSubmitted { .. } => {
            plain("Customer asked for small test deposits")
        }
        Event::MicrodepositsVerified { .. } => Some((
            "The widget says: the test deposits are confirmed".to_owned(),
            Tone::Good,
        )),
        Event::MicrodepositsVerifiedPrimaryAction
        | Event::MicrodepositsComeBackPrimaryAction { .. } => {
            plain("Customer left the test deposits")
        }
        Event::MicrodepositsErrorPrimaryAction { .. } => bad("The test deposits failed"),
        Event::MicrodepositsBlockedRoutingNumber { .. } => {
            attention("The routing number can't be used for test deposits")
        }
        Event::Unknown { .. } => plain("The widget sent a message this app does not know"),
    }
}

fn step_words(step: &Step) -> (String, Tone) {
    let (text, tone) = match step {
        Step::Search => ("Customer is choosing a bank", Tone::Neutral),
        Step::Disclosure => ("Customer is reading MX's disclosure", Tone::Neutral),
        Step::Consent => ("Customer is asked for consent", Tone::Neutral),
        Step::EnterCreds => ("Customer is signing in", Tone::Neutral),
        Step::Connecting => ("MX is connecting to the bank", Tone::Neutral),
        Step::Mfa => ("Bank asked for a security answer", Tone::Attention),
        Step::Connected => ("The widget shows: connected", Tone::Good),
        Step::OauthError => ("The widget shows: the bank's page failed", Tone::Bad),
        Step::ActionableError => ("The widget shows what went wrong", Tone::Bad),
        Step::VerifyExistingMember => {
            ("Customer is choosing an existing connection", Tone::Neutral)
        }
        Step::ExistingMember => ("The bank is connected already", Tone::Attention),
        Step::VerifyError => ("The widget shows: this bank can't be verified", Tone::Bad),
        Step::Microdeposits => ("Customer is at the small test deposits", Tone::Neutral),
        Step::AdditionalProduct => ("Customer is offered a further service", Tone::Neutral),
        Step::AddManualAccount => ("Customer is adding an account by hand", Tone::Neutral),
        Step::DemoConnectGuard => (
            "The widget shows: only test banks work with these keys",
            Tone::Attention,
        ),
        _ => ("The widget shows another page", Tone::Neutral),
    };
    (text.to_owned(), tone)
}

fn oauth_words(reason: Option<&OauthErrorReason>) -> &'static str {
    match reason {
        Some(OauthErrorReason::Cancelled) => "the customer went back",
        Some(OauthErrorReason::Denied) => "access was refused",
        Some(OauthErrorReason::Impeded) => "the bank wants something done first",
        Some(OauthErrorReason::ProviderError) => "the bank failed",
        Some(OauthErrorReason::ServerError) => "MX failed",
        Some(OauthErrorReason::SessionError) => "it took too long",
        _ => "no reason was given",
    }
}

/// A status in a few words, for *MX says: …*.
pub(super) fn short_status(status: Option<&ConnectionStatus>) -> &'static str {
    use ConnectionStatus as S;
    match status {
        None => "no sign-in",
        Some(S::Created) => "connecting",
        Some(S::Prevented) => "stopped after three wrong sign-ins",
        Some(S::Denied) => "sign-in refused",
        Some(S::Challenged) => "the bank asks a question",
        Some(S::Rejected) => "wrong answer to the bank's question",
        Some(S::Locked) => "sign-in locked by the bank",
        Some(S::Connected) => "connected",
        Some(S::Impeded) => "the bank wants something done first",
        Some(S::Reconnected) => "reconnected",
        Some(S::Degraded) => "the bank's connection is failing",
        Some(S::Disconnected) => "the bank can't be reached",
        Some(S::Discontinued) => "the bank is no longer supported",
        Some(S::Closed) => "closed",
        Some(S::Delayed) => "delayed",
        Some(S::Failed) => "failed",
        Some(S::Updated) => "signing in again",
        Some(S::Disabled) => "switched off",
        Some(S::Imported) => "sign-in needed",
        Some(S::Resumed) => "going on after the answer",
        Some(S::Expired) => "the bank's question expired",
        Some(S::Impaired) => "sign-in incomplete",
        Some(S::Pending) => "waiting for the bank's own page",
        Some(S::UnknownCode(_) | S::UnknownName(_)) => "a status this app does not know",
    }
}

/// A name the frame or the bank chose, without anything that could disguise the words around it.
pub(crate) fn shown_name(name: &str) -> String {
    name.chars()
        .filter(|c| !is_disguise(*c))
        .take(LONGEST_NAME)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Control characters, and those that turn the direction of text or take no room.
fn is_disguise(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// `1 account`, `2 accounts`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_customer_typed_is_never_in_the_words() {
        let events = [
            Event::InstitutionSearch {
                query: Some("my secret bank".into()),
            },
            Event::OauthRequested {
                url: Some("https://bank.example/?token=secret".into()),
                member_guid: Some("MBR-secret".to_owned()),
            },
            Event::MicrodepositsBlockedRoutingNumber {
                routing_number: Some("secret".into()),
                reason: Some("secret".to_owned()),
            },
            Event::Unknown {
                type_name: "mx/secret".to_owned(),
            },
        ];
        for event in events {
            let (words, _) = event_words(&event).unwrap();
            assert!(!words.contains("secret"), "{words}");
        }
    }

    #[test]
    fn a_bank_s_name_can_not_disguise_itself() {
        let event = Event::SelectedInstitution {
            institution_guid: None,
            institution_code: None,
            name: Some(format!("\u{202E}MX\u{0007} Bank{}", "!".repeat(500))),
            url: None,
        };
        let (words, _) = event_words(&event).unwrap();
        assert!(words.starts_with("Customer chose MX Bank!"), "{words}");
        assert!(words.chars().count() < 100);
    }
}
